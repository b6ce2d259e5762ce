// Owns the names, periods and dates of plans as sentences print them. Must not know documents.
import { sharedReader } from "../reader/reader.js";

const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)";
export const YEAR = "(?:19|20)\\d\\d";
export const DATE = `(?:\\d{1,2} ${MONTH} ${YEAR}|${MONTH} ${YEAR}|${YEAR})`;
export const RANGE = `(${MONTH} )?(${YEAR}) ?(?:[-–—/]|to|until) ?(?:(${MONTH}) )?((?:19|20)?\\d{1,2})(?!\\d)`;
const CAPITAL = "\\p{Lu}[\\p{L}\\p{N}'’/-]*";
const JOIN = "(?:of|for|to|in|on|and|the|against|from|by|regarding|concerning|with|including|a|an|&)";

/** Words with capitals, joined by small words, with an optional period at the end. */
const NAME = new RegExp(`\\*?${CAPITAL}(?:(?: (?:${JOIN} ){0,3}|,? including (?:${JOIN} )?|, (?:and )?|: )${CAPITAL})*(?:,? ?\\(?(?:for )?${RANGE}\\)?)?`, "gu");
export const HEAD = /\b(?:Action Plan|Plan of Action|(?:National|State|Federal|Strategic|Operational|Master|\p{L}+-Year) Plan|Strategy|Strategies|Strategic (?:Action )?Plan|Programme|Program|Policy Framework|Concept Paper|Plan)\b/u;

/** Nouns that stand for a plan without a name. */
export const GENERIC = /\b(?:(?:proposed|draft|revised|updated|new|first|second|third|former|comprehensive|integral|current|five-year|anti-trafficking|national|state|federal|government) )*(?:action plans?|plans? of action|national plans?|strateg(?:y|ies)(?! and objectives)|national (?:policy|programme)|anti-trafficking programme|programme of action|concept paper|strategy and commitment|plan)\b/giu;
export const ACT = "(?:adopted|finished|approved|enacted|issued|elaborated|finali[sz]ed|launched|established|released|completed|published|endorsed|introduced|prepared|signed|passed|dated|drew up|set up)";
export const STRONG_ACT = /\b(?:adopted|approved|enacted|issued|launched|established|endorsed|introduced|signed|passed)\b/iu;
export const FORMER = /\b(?:former|previous|earlier|old|replaces? the|expired)\b/iu;

export interface Named {
  title: string;
  named: boolean;
  start: number;
  end: number;
  /** The whole run with its period. */
  run: string;
}

/** The text names the topic, whatever it says of it. */
export function onTopic(text: string): boolean {
  const { names } = sharedReader();
  return names.isOnTopic(names.mask(text));
}

/** Names of plans in a sentence: runs of capitals with a plan's noun and the topic, and quoted names of plans. */
export function namesOfPlans(sentence: string): Named[] {
  const found: Named[] = [];
  for (const match of sentence.matchAll(/(?:["“])([^"“”]{8,160})(?:["”])/gu)) {
    const before = sentence.slice(Math.max(0, match.index - 60), match.index);
    const title = (match[1] as string).trim();
    if (!/(?:entitled|called|named|titled|known as|plan|programme|strategy|the),?\s*$/iu.test(before)) continue;
    if (!onTopic(title) && !HEAD.test(title)) continue;
    found.push({ title, named: true, start: match.index + 1, end: match.index + 1 + (match[1] as string).length, run: title });
  }
  for (const match of sentence.matchAll(NAME)) {
    const raw = match[0].replace(/^\*/, "");
    const at = match.index + (match[0].length - raw.length);
    if (found.some((other) => at < other.end && at + raw.length > other.start)) continue;
    const lead = /^(?:(?:The|This|Its|In|On|Both|A|An|Under|After|Although|While|See|Also|Government of (?:the )?)(?: (?:the|its|a|an))? (?=\p{Lu}))+/u.exec(raw)?.[0].length ?? 0;
    let title = raw.slice(lead);
    title = title.replace(new RegExp(`,? ?\\(?(?:for )?${RANGE}\\)?$`, "u"), "");
    title = title.replace(new RegExp(`,? (?:in|on|of|by|from|since)(?: early| late| mid)? ${MONTH}$`, "u"), "");
    title = title.replace(/ (?:from|of|by) the (?:Government|Republic|Kingdom|State|Commonwealth|Federation) of .*$/u, "").replace(/[,:]$/, "").trim();
    if (!HEAD.test(title)) continue;
    // The name of a body or of another's text is no plan; nor are guidelines for plans.
    if (/^(?:.* )?(?:Coordinator|Committee|Commission|Ministry|Ministries|Office|Task Force|Guidelines?|Handbook|Toolkit|Report|Initiative|Council|Department|Centre|Center|Congress|University|Working Group|United Nations (?:Development|Environment) Programme)\b(?! (?:Action Plan|Strategy))/u.test(title.split(/ (?:for|to|on|against|of) /u)[0] ?? "") || /\bGuidelines?\b|\bHandbook\b|\bToolkit\b|\bDevelopment Programme\b/u.test(title)) continue;
    if (!onTopic(title) && !/\b(?:traffick|slavery|exploitation|smuggl|prostitution)/iu.test(title)) continue;
    // A date that follows is not part of the name; a period is.
    const period = new RegExp(`^,? ?\\(?(?:for )?${RANGE}\\)?`, "u").exec(sentence.slice(at + lead + title.length))?.[0].length ?? 0;
    found.push({ title, named: true, start: at + lead, end: at + lead + title.length + period, run: period > 0 ? sentence.slice(at + lead, at + lead + title.length + period) : raw });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** "2005-2007", "2005-7", "October 2005-December 2007" as ISO years or months. */
export function periodIn(text: string): { from: string; to: string; } | null {
  const match = new RegExp(RANGE, "u").exec(text);
  if (match === null) return null;
  const from = match[2] as string;
  let to = match[4] as string;
  if (to.length < 4) to = from.slice(0, 4 - to.length) + to;
  if (Number(to) < Number(from) || Number(to) - Number(from) > 30) return null;
  const month = (name: string | undefined): string => (name === undefined ? "" : `-${String(MONTHS.indexOf(name.trim().toLowerCase()) + 1).padStart(2, "0")}`);
  return { from: from + month(match[1]), to: to + month(match[3]) };
}

/** "25 August 2005" as 2005-08-25, "July 2004" as 2004-07. */
export function isoDate(text: string): string {
  const [, day, month, year] = /^(?:(\d{1,2}) )?(?:(\p{L}+) )?(\d{4})$/u.exec(text) ?? [];
  const m = month === undefined ? "" : `-${String(MONTHS.indexOf(month.toLowerCase()) + 1).padStart(2, "0")}`;
  return `${year ?? ""}${m}${day === undefined ? "" : `-${day.padStart(2, "0")}`}`;
}

const blankPeriods = (text: string): string => text.replace(new RegExp(RANGE, "gu"), (found) => "·".repeat(found.length));

/**
 * Date and verb of the act by which a plan came to be, in a sentence that names the plan at `at`.
 * The verb must stand with the plan: before it without another object, after it, or "dated"; dates of laws, workshops and periods are left aside.
 */
export function actIn(sentence: string, at: number, end: number): { date: string | null; verb: string; } | null {
  const text = blankPeriods(sentence);
  const acts = [...text.matchAll(new RegExp(`\\b${ACT}\\b`, "giu"))].filter((match) => {
    const between = match.index < at ? text.slice(match.index + match[0].length, at) : text.slice(end, match.index);
    if (match.index >= at && match.index < end) return false;
    if (match.index < at) {
      if (/^dated$/iu.test(match[0])) return between.length < 60;
      // "adopted Law 985/2005, the …" and "established a core group to assist …": another object.
      return !/\b(?:law|act|decree|group|committee|commission|workshop|decision|convention|protocol|body|mechanism)\b|[.;]/iu.test(between) && between.length < 90;
    }
    return between.length < 90 && !/\b(?:law|act|decree|convention|which|who)\b.{0,40}$/iu.test(between);
  });
  const verb = acts.sort((a, b) => distance(a.index, at, end) - distance(b.index, at, end))[0];
  if (verb === undefined) {
    const dated = new RegExp(`(?:\\bthe |\\bits )(${MONTH} ${YEAR}|${YEAR}) $`, "iu").exec(text.slice(0, at));
    return dated === null ? null : { date: isoDate(dated[1] as string), verb: "dated" };
  }
  const dates = [...text.matchAll(new RegExp(DATE, "gu"))].filter((match) => !(match.index >= at && match.index < end));
  // After the verb first (up to the next act), then the opening of the sentence.
  const next = acts.filter((other) => other.index > verb.index).map((other) => other.index)[0] ?? text.length;
  const after = dates.find((date) => date.index > verb.index && date.index < next && date.index - verb.index < 120 && !/\b(?:replaces|former|until|for the period|published|ran|extended|Official)\b/u.test(text.slice(verb.index, date.index)));
  const opening = dates.find((date) => date.index < verb.index && /^\W*(?:(?:In|On|By|Since)\b|.{0,90}\b(?:on|in|of)) ?$/u.test(text.slice(0, date.index)));
  return { date: after !== undefined ? isoDate(after[0]) : opening !== undefined ? isoDate(opening[0]) : null, verb: verb[0].toLowerCase() };
}

function distance(index: number, at: number, end: number): number {
  return index < at ? at - index : index - end;
}

/** "plan of action to prevent trafficking, protect and reintegrate victims …": the words that stand for a plan without a name. */
export function genericName(sentence: string, match: RegExpExecArray): Named {
  const rest = /^ (?:(?:to|for the|against|on) (?:(?!for the period|which|that)[^;.:()\d]){3,140})?/u.exec(sentence.slice(match.index + match[0].length))?.[0] ?? "";
  const tail = rest.replace(/,? (?:by (?:a |the )?\p{L}+ (?:of|no)\b.*|(?:is|was|has|have|were|are) .*|was)$/iu, "").replace(/(?:,? (?:for|for the period|covering|in|from|and|with|by|on|of|to|the))+ *$/u, "");
  const title = `${match[0].replace(/^(?:proposed|draft|revised|updated|new|comprehensive|current) /iu, "")}${tail}`.trim();
  return { title, named: false, start: match.index, end: match.index + match[0].length + tail.trimEnd().length, run: sentence.slice(match.index, match.index + match[0].length + rest.length + 30) };
}

export function sameTitle(a: string, b: string): boolean {
  const fold = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const [x, y] = [fold(a), fold(b)];
  return x === y || (x.length > 24 && y.includes(x)) || (y.length > 24 && x.includes(y));
}
