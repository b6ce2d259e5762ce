// Owns when a clause that names no measure speaks of the one before ("A has done so", "such a body", "its plan").
// Must not say whose it is or with which status.
import { anyOf, built } from "../text/patterns.js";
import { aboutTreaty, type Focus } from "./focus.js";
import { wordsOf } from "./words.js";

/** "…, as do Kenya and Austria": a verb that stands for the one before. */
export const PROVERB_START = /^\s*(?:and\s+|or\s+)?(?:as|so) (?:they |it )?(?:are|is|do|does|did|has|have|had|was|were)\b/i;

/** What takes up something said before; each piece with an example. */
const anaphor = built(() =>
  new RegExp(String.raw`\b${anyOf(
    // "similar services"
    wordsOf("such"),
    // "Kenya has one", "plans to adopt one on"
    String.raw`(?:an? |of |\w+ing |\w+ed |has |have |had |${wordsOf("make_one", ["base"])} )ones?(?=\s*(?:[,;.]|$|on\b|for\b|in \d{4}|by\b|and\b|but\b|with\b|to be\b|once\b))`,
    // "a body to that end"
    `(?:that|this) ${wordsOf("end")}`,
    // "has ratified it", "plans to grant them"
    String.raw`(?:\w+(?:ed|ing|s)|${wordsOf("do_it", ["base"])}) (?:it|them)(?=\s*(?:[,;.]|$|by\b|in\b|yet\b|but\b|and\b|at\b|on\b|since\b))`,
    "that (?:it|they) (?:was|were|had|is|are)",
    "(?:do|does|did|doing|done) so",
    // "these services", "this law"
    `(?:these|those|this) ${wordsOf("these")}`,
    // "they are being drafted in Kenya", "in Kenya it lasts for a month"
    String.raw`they (?:are|were) (?:still |currently )?(?:being|under|planned|in)\b`,
    String.raw`(?:in \w+ |there )?it (?:is|was|${wordsOf("last", ["base", "s"])})(?= )`,
    // "its adoption"
    `(?:their|its) (?:own|${wordsOf("its_act")})`,
    // "Kenya has not", "Austria has none"
    String.raw`(?:has|have|had|do|does|did|is|are|was|were|will)(?:n[’']t| not)?\s*(?:yet|done so|neither|none)?\s*(?=[,;.]|$)`,
    "none", "neither",
  )}\b`, "i"));

/** Where the words stand that take up what was said before; null where there are none. */
export function anaphorIn(text: string): { start: number; end: number } | null {
  const m = anaphor().exec(text);
  return m === null ? null : { start: m.index, end: m.index + m[0].length };
}

const patterns = built(() => ({
  heads: new RegExp(String.raw`\b${wordsOf("head")}\b`, "gi"),
  isHead: new RegExp(`^${wordsOf("head")}$`, "i"),
  anyBody: new RegExp(`^${wordsOf("any_body")}$`, "i"),
  treatyAct: new RegExp(String.raw`\b${wordsOf("treaty_act")}\b`, "i"),
  // Treaties of which this report's codebook knows nothing: what was said of the one before does not hold for them.
  otherTreaty: new RegExp(String.raw`\b${wordsOf("treaty")}\b(?! against transnational)`, "i"),
}));

/** "no such research": the noun behind "such" must have been spoken of; any body takes up any other. */
function suchIsAnother(scope: string, focus: Focus): boolean {
  const noun = /\bsuch (?:an? )?([a-z-]+)/i.exec(scope)?.[1]?.toLowerCase() ?? "";
  const { isHead, anyBody } = patterns();
  if (!isHead.test(noun) || (anyBody.test(noun) && focus.measures.some((m) => m.measure.startsWith("coordination.")))) return false;
  return !focus.measures.some((m) => m.words.toLowerCase().includes(noun.slice(0, 5)));
}

/** Nothing is said in it, or next to nothing without a verb: "in Kenya too". */
function saysNothing(trimmed: string): boolean {
  return trimmed === "" || /^(?:also|too|as well)$/i.test(trimmed) || (trimmed.split(" ").length <= 3 && !/\b(?:has|have|is|are|was|were|\w+ed)\b/i.test(trimmed));
}

/** "Similarly in Kenya", "the same holds for". */
export const saysTheSame = (before: string): boolean => /\b(?:similarly|likewise|the same)\b/i.test(before);

/**
 * True where a clause without a measure of its own speaks of the one before.
 * @param before its words before the State
 * @param scope its words behind it
 */
export function mayCarry(before: string, scope: string, focus: Focus): boolean {
  if (PROVERB_START.test(before) || PROVERB_START.test(scope)) return true;
  if (saysTheSame(before)) return true;
  if (/\b(?:from|by) the United Nations\b|contributed by other States/i.test(scope)) return false;
  if (suchIsAnother(scope, focus)) return false;
  if (aboutTreaty(focus) && patterns().treatyAct.test(scope)) return !patterns().otherTreaty.test(scope);
  if (anaphorIn(scope) !== null || /\b(?:those|that) (?:of|in)\s+(?:the\s+)?$/i.test(before)) return true;
  const trimmed = scope.replace(/[\s,.;]+/g, " ").trim();
  if (saysNothing(trimmed)) return true;
  if (/\b(?:similarly|likewise)\b/i.test(scope) && trimmed.split(" ").length <= 7) return true;
  return sharesHead(`${before} ${scope}`, focus);
}

/** What stands before a head noun that takes up one said before: "its plan", "the second plan", "Kenya's law". */
const TAKES_UP = new RegExp(String.raw`${anyOf(
  String.raw`\b(?:its|their|the|such|that|those|own|an?|no|any|only|first|second|third|fourth|new|national|two|same|[’']s|s[’'])\s+(?:[\w-]+\s+){0,2}`,
  String.raw`[’']s?\s+(?:[\w-]+\s+){0,2}`,
  String.raw`^\s*(?:[\w-]+\s+){0,2}`,
)}$`, "i");

/** "Togo is finalizing its plan": the head noun of the measure before, taken up with an article or possessive. */
function sharesHead(text: string, focus: Focus): boolean {
  const { heads } = patterns();
  const stem = (m: RegExpExecArray): string => m[0].toLowerCase().slice(0, 5);
  const before = new Set(focus.measures.flatMap((m) => [...m.words.matchAll(heads)].map(stem)));
  return [...text.matchAll(heads)].some((m) => before.has(stem(m)) && TAKES_UP.test(text.slice(0, m.index)));
}
