// Owns recommendations made to a State and its responses to them. Never makes a claim.
import type { Paragraph, Recommendation } from "./contracts.js";
import { findMeasures } from "./measures/match.js";
import { findStateMentions, type StateIndex } from "./states/mentions.js";
import { maskOtherTraffic } from "./topic.js";

type Response = Recommendation["response"];

/** Reads the response from the words that introduce a set of recommendations; null where they are not such words. */
export function readResponse(text: string): Response | null {
  if (/\b(?:do(?:es)?|did|could|can) not (?:\w+ ){0,2}(?:enjoy|have|receive|meet|accept|support)|not (?:been )?(?:accepted|supported)|rejected|were not acceptable|cannot (?:be )?(?:accept|support)/i.test(text)) return "not_supported";
  if (/\b(?:already|being|been) (?:\w+ ){0,3}implemented|in the process of (?:being )?implement/i.test(text) && /enjoy|support|accept/i.test(text)) return "implemented";
  if (/\b(?:will|would|shall) be (?:\w+ )?(?:examined|considered|reviewed|studied|followed up)|provide (?:its |their )?(?:responses?|answers)|in due (?:course|time)|no later than|further (?:examin|consider)/i.test(text)) return "pending";
  if (/\benjoy(?:ed|s)? the support|\b(?:are|were|has|have been|been) (?:accepted|supported)|accept(?:s|ed) the (?:following )?recommendations|support(?:s|ed) the (?:following )?recommendations/i.test(text)) return "supported";
  if (/\b(?:noted|takes? note|took note)\b/i.test(text)) return "noted";
  return null;
}

/** Finds the recommendations of the paragraphs whose role is `recommendations`. */
export function findRecommendations(paragraphs: readonly Paragraph[], state: string, index: StateIndex, year: number | null): Recommendation[] {
  const out: Recommendation[] = [];
  const byParent = new Map<string, Response>();
  let current: Response = "unknown";
  for (const p of paragraphs) {
    if (p.role !== "recommendations") continue;
    const dot = p.number.lastIndexOf(".");
    const isItem = p.numbered && dot > 0;
    if (isItem) current = byParent.get(p.number.slice(0, dot)) ?? current;
    let offset = 0;
    for (const line of p.text.split("\n")) {
      const read = readResponse(line);
      const endsWithStates = /\([^()]*(?:\([^()]*\)[^()]*)*\)\s*[;.,:]?\s*$/.test(line);
      if (read !== null && !endsWithStates) {
        current = read;
        byParent.set(p.number, read);
      }
      let at = 0;
      for (const piece of splitItems(line)) {
        const start = offset + at + (piece.length - piece.trimStart().length);
        at += piece.length;
        const text = piece.trim();
        const tail = /\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*[;.,:]?\s*$/.exec(text);
        if (tail === null) continue;
        const by = findStateMentions(tail[1] ?? "", index, { year }).flatMap((m) => (m.iso3 === null ? [] : [m.iso3]));
        if (by.length === 0) continue;
        const body = maskOtherTraffic(text.slice(0, tail.index));
        const measures = [...new Set(findMeasures(body, { context: body, topicNear: false, lists: false }).map((m) => m.measure))];
        out.push({ paragraph: p.ordinal, state, by: [...new Set(by)], response: current, measures, quote: p.text.slice(start, start + text.length), quoteStart: start, quoteEnd: start + text.length });
      }
      offset += line.length + 1;
    }
  }
  return out;
}

/** Items of older reports follow each other in one paragraph, each with its State: "…(Norway); …(Chile)". */
function splitItems(line: string): string[] {
  const out: string[] = [];
  let start = 0;
  for (const m of line.matchAll(/\)\s*;\s*/g)) {
    out.push(line.slice(start, m.index + m[0].length));
    start = m.index + m[0].length;
  }
  if (start < line.length) out.push(line.slice(start));
  return out;
}
