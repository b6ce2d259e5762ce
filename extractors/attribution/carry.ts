// Owns when a clause that names no measure speaks of the one before ("A has done so", "such a body", "its plan").
// Must not say whose it is or with which status.
import { anyOf, built } from "../text/patterns.js";
import { aboutTreaty, type Focus } from "./focus.js";
import type { PartReader } from "./part-reader.js";
import { hasVerb } from "./shared-words.js";
import { wordsOf } from "./words.js";

/** "…, as do Kenya and Austria": a verb that stands for the one before. */
export const PROVERB_START = /^\s*(?:and\s+|or\s+)?(?:as|so) (?:they |it )?(?:are|is|do|does|did|has|have|had|was|were)\b/i;

/** "Togo did so too": the act of the subject before. */
const DOES_SO = /^\s*(?:(?:has|have|had|also)\s+)?(?:do|does|did|done) (?:so|likewise|the same)\b/i;

/** What takes up something said before; each piece with an example. */
const anaphor = built(() =>
  new RegExp(String.raw`\b${anyOf(
    // "similar services", and not "such as", "at the same time", "the same victims", "among others"
    `(?<!among )${wordsOf("such")}(?! ${anyOf("as", wordsOf("not_taken_up"), wordsOf("person"))}\\b)`,
    // "Kenya has one", "plans to adopt one on"
    String.raw`(?:an? |of |\w+ing |\w+ed |has |have |had |${wordsOf("make_one", ["base"])} )ones?(?=\s*(?:[,;.]|$|too\b|as well\b|on\b|for\b|in \d{4}|since\b|of its own\b|by\b|and\b|but\b|with\b|to be\b|once\b))`,
    // "and Cyprus one of three months": the verb of the clause before is left out
    String.raw`(?<=^\s*)ones?(?=\s+(?:of|with|for|in|at|on|to|which|that|since|within|under|from)\b)`,
    // "a body to that end"
    `(?:that|this) ${wordsOf("end")}`,
    // "has ratified it", "plans to grant them"
    String.raw`${wordsOf("do_it")} (?:it|them)(?=\s*(?:[,;.]|$|by\b|in\b|yet\b|but\b|and\b|at\b|on\b|since\b))`,
    "(?:do|does|did|doing|done) so",
    // "these services", "this law"
    `(?:these|those|this) ${wordsOf("these")}`,
    // "they are being drafted in Kenya", "in Kenya it lasts for a month"
    String.raw`they (?:are|were) (?:still |currently )?(?:being|under|planned|in)\b`,
    // "…, once it was clear that" takes up nothing
    String.raw`(?:in \w+ |there )?it (?:(?:is|was)(?! \w+ (?:that|to)\b)|${wordsOf("last", ["base", "s"])})(?= )`,
    // "its adoption"; "by its own engineers" names another thing
    String.raw`(?:their|its) ${anyOf(String.raw`own(?=\s*(?:[,;.]|$))`, `own (?:[\\w-]+ )?${anyOf(wordsOf("head"), wordsOf("any_thing"), wordsOf("any_body"))}`, wordsOf("its_act"))}`,
    // "Kenya has not", "Austria has none"
    String.raw`(?:has|have|had|do|does|did|is|are|was|were|will)(?:n[’']t| not)?\s*(?:yet|done so|neither|none)?\s*(?=[,;.]|$)`,
    // and not "12 owners, as none of them had a licence"
    "(?<!(?:as|since|because|when|if) )(?:none|neither)",
  )}\b`, "i"));

/** Where the words stand that take up what was said before; null where there are none. */
export function anaphorIn(text: string): { start: number; end: number } | null {
  const m = anaphor().exec(text);
  return m === null ? null : { start: m.index, end: m.index + m[0].length };
}

const patterns = built(() => ({
  heads: new RegExp(String.raw`\b${wordsOf("head")}\b`, "gi"),
  // "Togo a fall", "grants them loans", "their number fell": three words that say something.
  someone: new RegExp(String.raw`^(?:an?|the|its|their) |\b${wordsOf("someone")}\b`, "i"),
  // "North Macedonia grants two months"
  time: new RegExp(String.raw`\b${wordsOf("time")}\b`, "i"),
  // and not "at the same time"
  anyPerson: new RegExp(String.raw`^(?:the )?${wordsOf("person")}\b`, "i"),
  same: new RegExp(String.raw`\b(?:similarly|likewise|the same)\b(?! ${wordsOf("not_taken_up")}\b)`, "i"),
  anyThing: new RegExp(`^${wordsOf("any_thing")}$`, "i"),
  anyBody: new RegExp(`^${wordsOf("any_body")}$`, "i"),
  treatyAct: new RegExp(String.raw`\b${wordsOf("treaty_act")}\b`, "i"),
  // Treaties of which this report's codebook knows nothing: what was said of the one before does not hold for them.
  otherTreaty: new RegExp(String.raw`\b${wordsOf("treaty")}\b(?! against transnational)`, "i"),
  // "reported that it", "indicated that such a plan", "announced that accession": what is told is the measure before.
  tellsOfIt: new RegExp(String.raw`^[\s,]*(?:also |only )?${anyOf("there", wordsOf("points_back"), wordsOf("treaty_act"))}\b`, "i"),
}));

/** "Kenya stated that trade unions had a part to play": what is told has a subject of its own, which is not the measure. */
function tellsOfAnother(scope: string, focus: Focus, parts: PartReader): boolean {
  const told = /^[\s,]*(?:(?:has|have|had|also|only|further) )*\w+(?: out)? that (.+)/is.exec(scope)?.[1];
  if (told === undefined || patterns().tellsOfIt.test(told)) return false;
  return !sharesHead(told.split(/\s+/).slice(0, TOLD_WITHIN).join(" "), focus, parts);
}
/** A treaty is named of which the codebook knows nothing. */
export const namesOtherTreaty = (text: string): boolean => patterns().otherTreaty.test(text);

/** Words within which the subject of what is told ends. */
const TOLD_WITHIN = 5;

/** "no such research", "such cooperation": what stands behind "such" must have been spoken of, or be a word for any measure; any body takes up any other. */
function suchIsAnother(scope: string, focus: Focus): boolean {
  const words = /\bsuch (?!as\b)(?:an? )?((?:[\w-]+ ){0,3}[\w-]+)/i.exec(scope)?.[1]?.toLowerCase().split(" ") ?? [];
  if (words.length === 0 || words.some((word) => patterns().anyThing.test(word))) return false;
  if (words.some((word) => patterns().anyBody.test(word)) && focus.measures.some((m) => m.measure.startsWith("coordination."))) return false;
  return !focus.measures.some((m) => words.some((word) => word.length > 3 && namedIn(m.words).includes(word.slice(0, 5))));
}

/** "Ghana has a database on trafficking, and Togo one of stolen cars": another one. */
function oneIsAnother(scope: string, focus: Focus, parts: PartReader): boolean {
  const behind = /^\s*ones?\b(.*)$/is.exec(scope)?.[1];
  return behind !== undefined && isOnSomethingElse(behind, focus, parts);
}

/** The words of a measure without what is said of those it is for: "residence permits to victims who cooperate". */
const namedIn = (words: string): string => words.toLowerCase().split(/\s(?:who|which|that|where|in|is|are|was|were|has|have|had)\s/)[0] ?? "";

/** Nothing is said in it, or next to nothing without a verb: "in Kenya too"; a figure alone is a statistic ("Greece identified 99 victims, Malta 2"). */
function saysNothing(trimmed: string): boolean {
  if (/^\d[\d ]*(?: and| in)?$/.test(trimmed) || patterns().someone.test(trimmed)) return false;
  return trimmed === "" || /^(?:also|too|as well)$/i.test(trimmed) || (trimmed.split(" ").length <= 3 && !/\b(?:has|have|is|are|was|were|\w+ed)\b/i.test(trimmed));
}

/** "Similarly in Kenya", "the same holds for". */
export const saysTheSame = (before: string): boolean => patterns().same.test(before);

/**
 * True where a clause without a measure of its own speaks of the one before.
 * @param before its words before the State
 * @param scope its words behind it
 * @param said what stands before the clause
 */
export function mayCarry(before: string, scope: string, focus: Focus, parts: PartReader, said = ""): boolean {
  const proverb = PROVERB_START.test(before) || PROVERB_START.test(scope);
  if (focus.actedOtherwise && (proverb || DOES_SO.test(scope))) return false;
  if (proverb) return true;
  if (saysTheSame(before)) return true;
  if (/\b(?:from|by) the United Nations\b/i.test(scope)) return false;
  if (oneIsAnother(scope, focus, parts) || suchIsAnother(scope, focus) || tellsOfAnother(scope, focus, parts)) return false;
  // "the Convention on Cybercrime, to which Chile intends to accede": the treaty stands before its parties too.
  if (aboutTreaty(focus) && patterns().treatyAct.test(scope)) return !patterns().otherTreaty.test(scope) && !patterns().otherTreaty.test(before);
  if (anaphorIn(scope) !== null || /\bthat (?:of|in)\s+(?:the\s+)?$/i.test(before) || (/\bthose (?:of|in)\s+(?:the\s+)?$/i.test(before) && !thoseAreOthers(said, focus))) return true;
  if (namesAnotherThing(before, focus, parts)) return false;
  const trimmed = scope.replace(/[\s,.;]+/g, " ").trim();
  if (saysNothing(trimmed) && (!(parts.acts(scope) || parts.namesThing(scope)) || patterns().time.test(trimmed))) return true;
  if (/\b(?:similarly|likewise)\b/i.test(scope) && trimmed.split(" ").length <= 7) return true;
  return sharesHead(`${before} ${scope}`, focus, parts);
}

/** "The authorities in Kenya": a subject in the plural, the State behind it. */
const SUBJECT_OF = /(?:^|[,;.]\s+)(?:(?:and|but|while|whereas)\s+)?(?!(?:[Ii]n|[Oo]n|[Aa]t|[Bb]y|[Uu]nder)\s)((?:[A-Za-z][a-z-]*\s+)?(?:[a-z-]+\s+){0,4}[a-z-]+s|[A-Z][a-z-]+s)\s+(?:of|in)\s+(?:the\s+)?(?=\p{Lu})/gu;

/** "The authorities in Kenya opened 88 cases, and those in Ghana …": what "those" takes up is no word of the measure. */
function thoseAreOthers(said: string, focus: Focus): boolean {
  const subject = [...said.matchAll(SUBJECT_OF)].at(-1)?.[1];
  if (subject === undefined || hasVerb(subject)) return false;
  return !focus.measures.some((m) => sharesWord(subject, m.words));
}

/** A word of some length stands in both, whatever its ending. */
function sharesWord(text: string, words: string): boolean {
  const named = namedIn(words);
  return text.toLowerCase().split(/[^\w-]+/).some((word) => word.length > 3 && named.includes(word.slice(0, 5).replace(/s$/, "")));
}

/** What stands before a head noun that takes up one said before: "its plan", "the second plan", "Kenya's law". */
const TAKES_UP = new RegExp(String.raw`${anyOf(
  String.raw`\b(?:its|their|the|such|that|those|own|an?|no|any|only|first|second|third|fourth|new|national|two|same|[’']s|s[’'])\s+(?:[\w-]+\s+){0,2}`,
  String.raw`[’']s?\s+(?:[\w-]+\s+){0,2}`,
  String.raw`^\s*(?:[\w-]+\s+){0,2}`,
)}$`, "i");

/** "Togo is finalizing its plan": the head noun of the measure before, taken up with an article or possessive. */
function sharesHead(text: string, focus: Focus, parts: PartReader): boolean {
  const { heads } = patterns();
  const stem = (m: RegExpExecArray): string => m[0].toLowerCase().replace(/ies$/, "y").replace(/s$/, "").slice(0, 5);
  const before = new Set(focus.measures.flatMap((m) => [...m.words.matchAll(heads)].map(stem)));
  return [...text.matchAll(heads)].some((m) => {
    const led = TAKES_UP.exec(text.slice(0, m.index))?.[0];
    if (led === undefined || !before.has(stem(m))) return false;
    return !parts.ofAnother(led + m[0]) && !isOnSomethingElse(text.slice(m.index + m[0].length), focus, parts);
  });
}

/** "courses of languages", "the register of vehicles": a head noun with a subject of its own. */
export const namesAnotherThing = (text: string, focus: Focus, parts: PartReader): boolean =>
  [...text.matchAll(patterns().heads)].some((m) => isOnSomethingElse(text.slice(m.index + m[0].length), focus, parts));

/** Words behind a head noun that say what it is of, for or on; figures, names and times say no such thing, and where a State was is a gap. */
const COMPLEMENT = /^(?: in [a-z-]+)? (of|on|for|against|about|concerning|regarding) ((?!(?:the same|this|that|its|their|such)\b)[a-z][^,;.]*)/;

/** "a programme of loans for women", "the plans on youth": the thing has a subject of its own, which is not that of the measure. */
function isOnSomethingElse(behind: string, focus: Focus, parts: PartReader): boolean {
  const [, preposition, complement] = COMPLEMENT.exec(behind) ?? [];
  if (complement === undefined || parts.onTopic(complement) || patterns().time.test(complement)) return false;
  // "a committee of six ministers" tells who sits in it, "a course for women" whom it is for.
  if (preposition === "of" && focus.measures.some((m) => m.measure.startsWith("coordination."))) return false;
  if (preposition === "for" && patterns().anyPerson.test(complement)) return false;
  return !focus.measures.some((m) => sharesWord(complement, m.words));
}
