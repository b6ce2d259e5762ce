// Owns finding the words of measures in a part of a sentence and deciding which of them stand. Must not know States or status.
import { smallLetters } from "../text/small-letters.js";
import { isOnTopic, namesOtherSubject, namesOtherVictims, topicDistance } from "../topic.js";
import type { CompiledRule } from "./rule.js";
import { rulesThatMayMatch } from "./rules.js";

export interface MeasureMatch {
  rule: CompiledRule;
  measure: string;
  /** UTF-16 offsets into the text that was searched. */
  start: number;
  end: number;
}

export interface MatchSurroundings {
  /** The whole sentence (masked), or more where the part hangs on what went before; context patterns look here. */
  context: string;
  /** The heading, the paragraph or the document's title is about the topic. */
  topicNear: boolean;
  /** The document lists States on the topic (a Secretary-General's report); rules for lists only apply. */
  lists: boolean;
  /** The section's heading names the topic. */
  heading?: boolean;
  /** Counts uses of rules. */
  usage?: Record<string, number>;
}

const SUBORDINATOR =
  /^[\s,)“”"'’]*(?:(?:to|on|for|of) [a-z]+|(?:,? (?:and )?(?:to )?)(?:protect|assist|punish|prosecute|prevent|support|identify|rehabilitate|reintegrate|repatriate)\b|(?:[^;]{0,90}?[\s,(])?(?:covering|include[sd]?|including|such as|contain(?:s|ing|ed)?|compris(?:e|es|ing)|consist(?:s|ing)|composed|that (?:provide|cover|address|deal|set|regulat|combin|punish|govern|contain)\w*|which (?:provide|cover|include|address|deal|set|regulat|combin|contain)\w*|(?:also )?provid(?:es|ing) for|with (?:provisions|measures|sections|components|specific|particular|chapters|a (?:chapter|component|focus|section))|aimed|aiming|for (?:the )?\w+(?:ing|ion)\b|focus(?:es|ed|ing|sing)?|which [a-z]+|combin(?:e|es|ing)|bring(?:s|ing)? together|together with|mandated|responsible|tasked|charged|linking|with (?:the|an) aim|with a view|in order|that would [a-z]+|which would [a-z]+))\b/i;

/**
 * Finds the measures that a part of a sentence names.
 * @param text masked text of the part (see maskOtherTraffic); offsets in the result refer to it.
 * @returns matches that stand, in order of their start; at most one a measure and place.
 */
export function findMeasures(text: string, around: MatchSurroundings): MeasureMatch[] {
  const found: MeasureMatch[] = [];
  const small = smallLetters(text);
  const candidates = rulesThatMayMatch(small);
  if (candidates.length === 0) return found;
  const ownTopic = isOnTopic(around.context);
  const competing = namesOtherSubject(around.context);
  // In a report on the topic every list is of measures against trafficking, for its victims.
  const contextText = smallLetters(around.lists && around.topicNear ? `${around.context}\n(trafficking in persons; victims)` : around.context);
  for (const rule of candidates) {
    if (rule.listsOnly === true && !around.lists && !(rule.underHeading === true && around.heading === true)) continue;
    if (rule.topic === "sentence" && !ownTopic && !around.lists) continue;
    if (rule.topic === "near" && !ownTopic && !around.topicNear) continue;
    const regex = rule.regex();
    regex.lastIndex = 0;
    let m: RegExpExecArray | null;
    while ((m = regex.exec(small)) !== null) {
      if (m[0] === "") {
        regex.lastIndex++;
        continue;
      }
      const start = m.index;
      const end = start + m[0].length;
      if (rule.contextRegex !== null && !rule.contextRegex().test(contextText)) break;
      if (rule.unlessRegex !== null) {
        const reach = rule.reach ?? 60;
        const from = Math.max(text.lastIndexOf(";", start - 1) + 1, start - reach);
        const semicolon = text.indexOf(";", end);
        const to = Math.min(semicolon < 0 ? text.length : semicolon, end + reach);
        if (rule.unlessRegex().test(small.slice(from, to))) continue;
      }
      if (rule.topic === "near" && competing && ownTopic && !around.lists && topicDistance(text, start, end) > 120) continue;
      if (rule.topic === "near" && !ownTopic && competing && !around.lists) continue;
      if (rule.topic === "near" && ownTopic && !around.lists && !around.topicNear && !itemOnTopic(text, start, end)) continue;
      // "A database on drug trafficking" in a report on trafficking in persons.
      if (rule.topic !== "self" && rule.topic !== "none" && text.includes("··") && !isOnTopic(text)) continue;
      // A shelter for battered wives is no shelter for the trafficked, whatever the report is about.
      if (rule.measure.startsWith("victims.") && namesOtherVictims(text) && !isOnTopic(text)) continue;
      found.push({ rule, measure: rule.measure, start, end });
    }
  }
  return settle(text, found, around.lists);
}

/** In "adopting A; setting up B; launching C" each item is on the topic or not by itself. */
function itemOnTopic(text: string, start: number, end: number): boolean {
  const from = text.lastIndexOf(";", start) + 1;
  if (from === 0 && !text.includes(";", end)) return true;
  const to = text.indexOf(";", end);
  const item = text.slice(from, to < 0 ? text.length : to);
  if (isOnTopic(item)) return true;
  const colon = text.indexOf(":");
  return colon > 0 && colon < start && isOnTopic(text.slice(0, colon));
}

function overlaps(a: MeasureMatch, b: MeasureMatch): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Lets the more specific measure stand where two claim the same words. */
function settle(text: string, found: MeasureMatch[], lists: boolean): MeasureMatch[] {
  const loses = (m: MeasureMatch, pool: MeasureMatch[]): boolean =>
    pool.some((n) => {
      if (n === m || n.measure === m.measure) return false;
      if (n.rule.overPart?.includes(m.measure) === true) return true;
      if (n.rule.over?.includes(m.measure) === true && overlaps(n, m)) return true;
      if (lists && n.rule.overInLists?.includes(m.measure) === true && overlaps(n, m)) return true;
      return n.rule.absorbs === true && m.start >= n.end && SUBORDINATOR.test(text.slice(n.end, m.start + 1)) && !/\bby (?:the |an? )?(?:\w+ )?$/i.test(text.slice(0, m.start));
    });
  // What has itself given way must not push others out.
  let standing = found;
  for (let round = 0; round < 4; round++) {
    const next = found.filter((m) => !loses(m, standing));
    if (next.length === standing.length && next.every((m, i) => m === standing[i])) break;
    standing = next;
  }
  standing.sort((a, b) => a.start - b.start || b.end - a.end);
  const out: MeasureMatch[] = [];
  for (const m of standing) if (!out.some((n) => n.measure === m.measure && overlaps(n, m))) out.push(m);
  return out;
}
