// Owns what one item of an enumeration shares with the one before it: its head, its verb, its measure.
// Must not decide whose a measure is.
import type { Span } from "../contracts.js";
import { anyOf, built } from "../text/patterns.js";
import type { Found } from "./found.js";
import type { StateGroup } from "./groups.js";
import type { PartReader } from "./part-reader.js";
import { wordsOf } from "./words.js";

const PREPOSITION = /\b(?:on|for|in|to|of|at|against|with|by|within|from|through|as|under)\b/gi;
/** What joins an item to the one before. */
const JOINT = /^[\s,;]*(?:(?:and|or|as well as|also|but also|in addition to|plus|together with)\b[\s,]*)*/i;

const finite = built(() => new RegExp(String.raw`\b${anyOf("has", "have", "had", "is", "are", "was", "were", "been", wordsOf("finite"), String.raw`\w+(?:ize|ise)[sd]?`)}\b`, "i"));

/** The words have a verb of their own. */
export const hasVerb = (words: string): boolean => finite().test(words);

/** What stands before it is made plain by what follows: "economic empowerment, including vocational training". */
const madePlain = built(() => new RegExp(String.raw`,\s+${wordsOf("example")}\s`, "gi"));

/** Of the measures in a part, those of the last item that has any; items stand between semicolons, or behind a general word. */
export function nearestItem(plain: string, part: Span, found: readonly Found[]): Found[] {
  if (found.length === 0) return [];
  const last = Math.max(...found.map((f) => f.start));
  const before = plain.slice(part.start, last);
  const itemStart = Math.max(before.lastIndexOf(";"), [...before.matchAll(madePlain())].at(-1)?.index ?? -1) + part.start;
  return found.filter((f) => f.start > itemStart || f.end > itemStart);
}

/** A list that goes on with what the list before it was about: led in by a joining word or a comma. */
export function isContinuation(part: string): boolean {
  return /^\s*[,;]?\s*(?:and|or|as well as|including|also|in|for|on|of|to|with|from|while|whereas)\b/i.test(part) || /^\s*[,;]/.test(part);
}

/** Where the words behind a list that still belong to it end. */
export function tailOf(plain: string, from: number, clauseEnd: number, groups: readonly StateGroup[]): number {
  const next = groups.find((g) => g.start > from && g.start < clauseEnd && g.position !== "partner");
  if (next === undefined) return clauseEnd;
  // Another list follows: its words begin at the next joining word or comma.
  const cut = /[,;]|\b(?:and|or|as well as|while)\b/i.exec(plain.slice(from, next.outer.start));
  return cut === null ? next.outer.start : from + cut.index;
}

/**
 * Measures of a part that shares words with the part before it: "a law on X (…), or on Y (…)".
 * The head of the part before is put in front, up to the joint that fits.
 * @returns the measures, and the words they were read from; null where no joint fits
 */
export function composed(parts: PartReader, plain: string, before: string, part: Span, topicNear: boolean): { found: Found[]; text: string } | null {
  const own = plain.slice(part.start, part.end).replace(JOINT, "").trimEnd();
  if (own.trim() === "" || own.length > 160) return null;
  // "…, and are being drafted in": a verb of its own says another thing of the same measure.
  if (/^(?:is|are|was|were|has|have|had|will)\b/i.test(own)) return null;
  const passive = withVerbBefore(before, own);
  if (passive !== null) {
    const matches = parts.find(passive, { context: passive, topicNear });
    if (matches.length > 0) return { found: matches.map((m) => ({ rule: m.rule, measure: m.measure, words: passive.slice(m.start, m.end), start: part.end - own.length, end: part.end, match: m })), text: passive };
  }
  for (const head of headsOf(before, own)) {
    const joined = head + own;
    const matches = parts.find(joined, { context: joined, topicNear }).filter((m) => (m.until ?? m.end) > head.length);
    if (matches.length > 0) {
      return { found: matches.map((m) => ({ rule: m.rule, measure: m.measure, words: joined.slice(m.start, m.end), start: part.end - own.length, end: part.end, match: m })), text: joined };
    }
  }
  return null;
}

/** "Police officers were trained in Kenya and labour inspectors in Ghana": a subject of its own shares the verb behind the one before. */
const PASSIVE = /\b(?:is|are|was|were|has been|have been|had been)\s+(?:\w+ly\s+)?\w+ed\b.*$/is;
const OWN_SUBJECT = /^(?!(?:on|for|in|to|of|at|against|with|by|within|from|through|as|under)\b)[a-z-]+(?: [a-z-]+){0,4} (?:in|by)$/i;

function withVerbBefore(before: string, own: string): string | null {
  const verb = PASSIVE.exec(before)?.[0];
  return verb === undefined || !OWN_SUBJECT.test(own) ? null : `${own.replace(/ (?:in|by)$/i, "")} ${verb}`;
}

/** Beginnings of the part before that an item may share, likeliest first: up to the preposition it begins with, then up to any, the last first. */
function headsOf(before: string, own: string): string[] {
  const starts = [...before.matchAll(PREPOSITION)];
  const preposition = /^(\w+)\b/.exec(own)?.[1]?.toLowerCase() ?? "";
  const same = starts.filter((m) => m[0].toLowerCase() === preposition).map((m) => before.slice(0, m.index));
  const after = starts.map((m) => `${before.slice(0, m.index + m[0].length)} `);
  return [...same.reverse(), ...after.reverse()];
}
