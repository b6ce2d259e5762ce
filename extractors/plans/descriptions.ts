// Owns finding plans that a document describes or cites: guides with an entry for each State, and pages that tell of plans or cite them in brackets.
// A State gets a plan only as the heading of the entry, the subject of the act, or inside the plan's own title; never because it is named in another's text. Pure.
import type { Paragraph, ReadDocument } from "../contracts.js";
import { findStateMentions } from "../states/mentions.js";
import { type StateIndex } from "../states/index-names.js";
import { sharedReader } from "../reader/reader.js";
import { sentencesOf, type PlanSentence } from "./appraise.js";
import { mannerOf } from "./questions.js";
import { findBodies, findFocus, findObtain, type FocusKind } from "./description-facts.js";

export const STAGES = ["adopted", "draft", "extension", "unknown"] as const;
export type PlanStage = (typeof STAGES)[number];

export interface DescribedPlan {
  /** ISO 3166-1 alpha-3, or the code of an area that is no State (XKX). */
  state: string;
  /** As printed, without its period; for a plan without a name the words that stand for it. */
  title: string;
  /** True where the text gives a name; false where `title` is a description ("action plan"). */
  named: boolean;
  /** `adopted`: the text says that it was adopted, issued, approved; `draft`: proposed, draft; `extension` of an earlier plan; `unknown`: the text does not say. */
  stage: PlanStage;
  /** ISO 8601 day, month or year of the act, and the verb of the text (adopted, approved, enacted, finalized …); null where not given. */
  adopted: string | null;
  adoptedAs: string | null;
  /** ISO 8601 date printed with the plan or its citation, which is not told to be that of its adoption; null where none. */
  dated: string | null;
  /** ISO 8601 year or month; null where not given. */
  periodFrom: string | null;
  periodTo: string | null;
  /** What it is built of, in the words of the text. */
  focus: string[];
  focusKind: FocusKind | null;
  /** Bodies and groups that the text names with it. */
  bodies: string[];
  /** Addresses where it can be had; and of reports, operational plans and other information. */
  obtain: string[];
  further: string[];
  /** Heading of the entry or "cited in paragraph …". */
  where: string;
  /** Ordinal of the section or of the first paragraph: plans of one entry share it. */
  entry: number;
  /** Sentence that names it first. */
  quote: string;
  paragraph: number;
  quoteStart: number;
  quoteEnd: number;
  /** The sentences that tell of it. */
  sentences: PlanSentence[];
}

const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)";
const YEAR = "(?:19|20)\\d\\d";
const DATE = `(?:\\d{1,2} ${MONTH} ${YEAR}|${MONTH} ${YEAR}|${YEAR})`;
const RANGE = `(${MONTH} )?(${YEAR}) ?(?:[-–—/]|to|until) ?(?:(${MONTH}) )?((?:19|20)?\\d{1,2})(?!\\d)`;

const CAPITAL = "\\p{Lu}[\\p{L}\\p{N}'’/-]*";
const JOIN = "(?:of|for|to|in|on|and|the|against|from|by|regarding|concerning|with|including|a|an|&)";
/** Words with capitals, joined by small words, with an optional period at the end. */
const NAME = new RegExp(`\\*?${CAPITAL}(?:(?: (?:${JOIN} ){0,3}|,? including (?:${JOIN} )?|, (?:and )?|: )${CAPITAL})*(?:,? ?\\(?(?:for )?${RANGE}\\)?)?`, "gu");
const HEAD = /\b(?:Action Plan|Plan of Action|(?:National|State|Federal|Strategic|Operational|Master|\p{L}+-Year) Plan|Strategy|Strategies|Strategic (?:Action )?Plan|Programme|Program|Policy Framework|Concept Paper|Plan)\b/u;
/** Nouns that stand for a plan without a name. */
const GENERIC = /\b(?:(?:proposed|draft|revised|updated|new|first|second|third|former|comprehensive|integral|current|five-year|anti-trafficking|national|state|federal|government) )*(?:action plans?|plans? of action|national plans?|strateg(?:y|ies)(?! and objectives)|national (?:policy|programme)|anti-trafficking programme|programme of action|concept paper|strategy and commitment|plan)\b/giu;
const ACT = "(?:adopted|finished|approved|enacted|issued|elaborated|finali[sz]ed|launched|established|released|completed|published|endorsed|introduced|prepared|signed|passed|dated|drew up|set up)";
const STRONG_ACT = /\b(?:adopted|approved|enacted|issued|launched|established|endorsed|introduced|signed|passed)\b/iu;
const FORMER = /\b(?:former|previous|earlier|old|replaces? the|expired)\b/iu;

interface Named {
  title: string;
  named: boolean;
  start: number;
  end: number;
  /** The whole run with its period. */
  run: string;
}

/** The text names the topic, whatever it says of it. */
function onTopic(text: string): boolean {
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
export function periodIn(text: string): { from: string; to: string } | null {
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
export function actIn(sentence: string, at: number, end: number): { date: string | null; verb: string } | null {
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

type Draft = Omit<DescribedPlan, "focus" | "focusKind" | "bodies" | "obtain" | "further">;

/**
 * The plans that a document describes or cites.
 * @returns in reading order; empty for documents that are not guides or collections by State
 */
export function describedPlans(document: ReadDocument, states: StateIndex): DescribedPlan[] {
  if (!["guidance", "multi_state", "other"].includes(document.meta.kind)) return [];
  const entries = document.sections.filter((section) => section.role === "state_section" && section.state !== null);
  if (entries.length > 0) return fromEntries(document, entries);
  return fromCitations(document, states);
}

function fromEntries(document: ReadDocument, entries: ReadDocument["sections"]): DescribedPlan[] {
  const plans: DescribedPlan[] = [];
  const anyOnTopic = (paragraphs: Paragraph[]): boolean => paragraphs.some((paragraph) => onTopic(paragraph.text));
  const guide = document.meta.title !== null && onTopic(document.meta.title);
  entries.forEach((entry) => {
    const paragraphs = document.paragraphs.filter((paragraph) => paragraph.section === entry.ordinal || (paragraph.section !== null && paragraph.section > entry.ordinal && paragraph.headings.includes(entry.heading)));
    // In a collection on other subjects only entries on the topic count.
    if (!guide && !anyOnTopic(paragraphs)) return;
    plans.push(...plansOfEntry(entry.state as string, entry.heading, entry.ordinal, paragraphs));
  });
  return plans;
}

function plansOfEntry(state: string, heading: string, entry: number, paragraphs: Paragraph[]): DescribedPlan[] {
  const sentences = sentencesOf(paragraphs);
  const drafts: Draft[] = [];
  let current: Draft[] = [];
  const start = (sentence: PlanSentence, name: Named): Draft => {
    const period = periodIn(name.run) ?? periodIn(sentence.text.slice(name.end, name.end + 60));
    const act = actIn(sentence.text, name.start, name.end);
    const draft: Draft = {
      state, title: name.title, named: name.named, stage: stageOf(sentence.text, name), ...datesOf(act), periodFrom: period?.from ?? null, periodTo: period?.to ?? null,
      where: `entry “${heading}”`, entry, quote: sentence.text, paragraph: sentence.paragraph, quoteStart: sentence.start ?? 0, quoteEnd: sentence.end ?? 0, sentences: [],
    };
    drafts.push(draft);
    return draft;
  };
  const hasNamed = sentences.some((sentence) => namesOfPlans(sentence.text).length > 0);
  for (const sentence of sentences) {
    const address = /^\W*(?:https?:|www\.)/iu.test(sentence.text);
    const told = (at: number, end: number): boolean => !["negated", "recommended"].includes(mannerOf(sentence.text, at, end));
    const names = address ? [] : namesOfPlans(sentence.text).filter((name) => drafts.length > 0 || told(name.start, name.end));
    const about: Draft[] = [];
    for (const name of names) {
      const same = drafts.find((draft) => sameTitle(draft.title, name.title));
      about.push(same ?? start(sentence, name));
    }
    if (names.length === 0 && !address) {
      const generic = [...sentence.text.matchAll(GENERIC)].filter((match) => !FORMER.test(match[0]) && !FORMER.test(sentence.text.slice(Math.max(0, match.index - 12), match.index)));
      const first = generic[0];
      if (first !== undefined) {
        if (drafts.length === 0 && !hasNamed) {
          // "There is no national action plan", "should adopt a plan": none is told of.
          if (told(first.index, first.index + first[0].length)) about.push(start(sentence, genericName(sentence.text, first)));
        }
        else if (/\bboth\b/iu.test(sentence.text) && /plans\b/iu.test(first[0])) about.push(...drafts);
        else {
          const tail = drafts.filter((draft) => draft.title.toLowerCase().startsWith(first[0].toLowerCase()) || draft.title.toLowerCase().endsWith(first[0].toLowerCase()));
          const target = tail.length === 1 ? tail : current;
          for (const draft of target) {
            complete(draft, sentence.text, first.index, first.index + first[0].length);
            about.push(draft);
          }
        }
      } else if (current.length === 1 && /\bdraft\w*\b.{0,80}\bfinali[sz]ed\b/iu.test(sentence.text)) {
        const date = new RegExp(`\\bfinali[sz]ed (?:in|on) (${DATE})`, "u").exec(sentence.text);
        const draft = current[0] as Draft;
        if (date !== null && draft.adopted === null) {
          draft.adopted = isoDate(date[1] as string);
          draft.adoptedAs = "finalized";
        }
      }
    }
    // "The former (and more elaborated of the two) …": of two plans, the first.
    if (about.length === 0 && drafts.length === 2 && /^the former\b/iu.test(sentence.text)) about.push(drafts[0] as Draft);
    else if (about.length === 0 && drafts.length === 2 && /^the latter\b/iu.test(sentence.text)) about.push(drafts[1] as Draft);
    if (about.length > 0) current = [...new Set(about)];
    for (const draft of current.length > 0 ? current : drafts.slice(0, 1)) draft.sentences.push(sentence);
  }
  // Sentences before the first name tell of it too.
  const first = drafts[0];
  if (first !== undefined) {
    const lead = sentences.slice(0, sentences.findIndex((sentence) => sentence === first.sentences[0]));
    first.sentences.unshift(...lead);
  }
  return drafts.map((draft) => withFacts(draft));
}

/** A date of adoption, or one that is only printed with the plan. */
function datesOf(act: { date: string | null; verb: string } | null): Pick<Draft, "adopted" | "adoptedAs" | "dated"> {
  if (act === null || act.date === null) return { adopted: null, adoptedAs: null, dated: null };
  return act.verb === "dated" ? { adopted: null, adoptedAs: null, dated: act.date } : { adopted: act.date, adoptedAs: act.verb, dated: null };
}

function stageOf(sentence: string, name: Named): PlanStage {
  const around = sentence.slice(Math.max(0, name.start - 40), name.end);
  if (/\b(?:draft|proposed)\b/iu.test(around) || /^.{0,40}\b(?:is|are|was|were) (?:currently |now |still )?being (?:drafted|prepared|developed|drawn up|elaborated|finali[sz]ed)\b/iu.test(sentence.slice(name.end))) return "draft";
  const act = actIn(sentence, name.start, name.end);
  return act !== null && STRONG_ACT.test(act.verb) ? "adopted" : "unknown";
}

/** What a later sentence adds: a period, a date, a stage. What is known is not overwritten, but a draft named again as one stays a draft. */
function complete(draft: Draft, sentence: string, at: number, end: number): void {
  const run = sentence.slice(at, end + 70);
  const period = new RegExp(`^.{0,${end - at}} ?(?:\\(|for the period |covering |,? )?${RANGE}`, "u").test(run) ? periodIn(run) : null;
  if (period !== null && draft.periodFrom === null) {
    draft.periodFrom = period.from;
    draft.periodTo = period.to;
  }
  const act = actIn(sentence, at, end);
  if (act !== null && act.date !== null && draft.stage !== "draft" && !/\badopting\b/iu.test(sentence)) {
    if (act.verb === "dated") draft.dated ??= act.date;
    else if (draft.adopted === null) {
      [draft.adopted, draft.adoptedAs] = [act.date, act.verb];
      if (draft.stage === "unknown" && STRONG_ACT.test(act.verb)) draft.stage = "adopted";
    }
  }
  if (/\b(?:draft|proposed)\b/iu.test(sentence.slice(at, end)) && draft.stage === "unknown") draft.stage = "draft";
}

/** "plan of action to prevent trafficking, protect and reintegrate victims …": the words that stand for a plan without a name. */
function genericName(sentence: string, match: RegExpExecArray): Named {
  const rest = /^ (?:(?:to|for the|against|on) (?:(?!for the period|which|that)[^;.:()\d]){3,140})?/u.exec(sentence.slice(match.index + match[0].length))?.[0] ?? "";
  const tail = rest.replace(/,? (?:by (?:a |the )?\p{L}+ (?:of|no)\b.*|(?:is|was|has|have|were|are) .*|was)$/iu, "").replace(/(?:,? (?:for|for the period|covering|in|from|and|with|by|on|of|to|the))+ *$/u, "");
  const title = `${match[0].replace(/^(?:proposed|draft|revised|updated|new|comprehensive|current) /iu, "")}${tail}`.trim();
  return { title, named: false, start: match.index, end: match.index + match[0].length + tail.trimEnd().length, run: sentence.slice(match.index, match.index + match[0].length + rest.length + 30) };
}

function sameTitle(a: string, b: string): boolean {
  const fold = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const [x, y] = [fold(a), fold(b)];
  return x === y || (x.length > 24 && y.includes(x)) || (y.length > 24 && x.includes(y));
}

function withFacts(draft: Draft): DescribedPlan {
  const { focus, kind } = findFocus(draft.sentences.map((sentence) => sentence.text));
  const { obtain, further } = findObtain(draft.sentences.map((sentence) => sentence.text));
  return { ...draft, focus, focusKind: kind, bodies: findBodies(draft.sentences.map((sentence) => sentence.text), draft.title), obtain, further };
}

// ---- documents without entries: narrated and cited plans

function fromCitations(document: ReadDocument, states: StateIndex): DescribedPlan[] {
  const drafts: Draft[] = [];
  const about = sentencesOf(document.paragraphs).filter((sentence) => onTopic(sentence.text)).length;
  if (about < 3) return [];
  let last: Draft | null = null;
  for (const paragraph of document.paragraphs) {
    for (const sentence of sentencesOf([paragraph])) {
      const cited = citedPlans(sentence, paragraph, states);
      if (cited.length > 0) {
        for (const draft of cited) {
          const told = drafts.find((other) => other.state === draft.state && other.stage !== "extension" && samePlan(other, draft));
          if (told === undefined) drafts.push({ ...draft, sentences: [sentence] });
          else {
            told.sentences.push(sentence);
            if (!told.named || told.title.length < draft.title.length) [told.title, told.named] = [draft.title, true];
            told.periodFrom ??= draft.periodFrom;
            told.periodTo ??= draft.periodTo;
            told.dated ??= draft.dated;
          }
        }
        if (/^\W*\(?see\b/iu.test(sentence.text)) last = null;
        continue;
      }
      const extended: Draft | null = extensionIn(sentence, paragraph, states, last);
      if (extended !== null) {
        drafts.push(extended);
        last = extended;
        continue;
      }
      const told = narratedPlan(sentence, paragraph, states);
      if (told !== null) {
        drafts.push(told);
        last = told;
        continue;
      }
      // "The action plan's strategies were …" goes on about the plan just told of, and so do its items.
      if (last !== null) {
        const owner = last.state;
        const others = findStateMentions(sentence.text, states, {}).some((mention) => (mention.iso3 ?? mention.nonState) !== null && (mention.iso3 ?? mention.nonState) !== owner && !mention.adjective);
        if (others || /\b(?:States|countries|treaty bod(?:y|ies)|Committee|Special Rapporteur)\b/u.test(sentence.text)) last = null;
        else last.sentences.push(sentence);
      }
    }
  }
  for (const draft of drafts) {
    const first = draft.stage === "extension" ? drafts.find((other) => other.state === draft.state && other.stage !== "extension") : undefined;
    if (first !== undefined) draft.title = `${first.title} (extension)`;
  }
  return drafts.map((draft) => withFacts(draft));
}

const samePlan = (a: Draft, b: Draft): boolean => sameTitle(a.title, b.title) || !a.named || (a.periodFrom !== null && a.periodFrom === b.periodFrom);

/** `text` is what the offsets of `name` count in. */
function draftOf(sentence: PlanSentence, paragraph: Paragraph, state: string, name: Named, text: string, rest: Partial<Draft>): Draft {
  const period = periodIn(name.run) ?? periodIn(text.slice(name.end, name.end + 30));
  return {
    state, title: name.title, named: name.named, stage: "unknown", adopted: null, adoptedAs: null, dated: null, periodFrom: period?.from ?? null, periodTo: period?.to ?? null, where: `paragraph ${paragraph.number}`, entry: paragraph.ordinal,
    quote: sentence.text, paragraph: sentence.paragraph, quoteStart: sentence.start ?? 0, quoteEnd: sentence.end ?? 0, sentences: [sentence], ...rest,
  };
}

/** "(See: China National Plan of Action … (2008-2012), 2009; …)": each part that is a plan's title with its State in it. */
function citedPlans(sentence: PlanSentence, paragraph: Paragraph, states: StateIndex): Draft[] {
  const found: Draft[] = [];
  for (const bracket of sentence.text.matchAll(/\((?:see|cf\.?|for example|e\.g\.)[:,]? ((?:[^()]|\([^()]*\))+)\)?/giu)) {
    for (const part of (bracket[1] as string).split(";")) {
      const text = part.trim();
      const [name] = namesOfPlans(text);
      // The part must be the title itself, not a text that mentions one.
      if (name === undefined || name.start > 2) continue;
      // "X to Extend Five More Years of …" is a headline.
      if (/^(?:\p{Lu}[\p{L}'’-]* ){1,4}(?:to|Will|Plans to|Has|Adopts|Extends|Launches) \p{Lu}\p{Ll}+/u.test(name.title) && !HEAD.test(name.title.split(/ (?:to|Will|Has|Adopts|Extends|Launches) /u)[0] ?? "")) continue;
      const mentions = findStateMentions(text, states, {}).filter((mention) => (mention.iso3 ?? mention.nonState) !== null && mention.start < name.end);
      const mention = mentions.find((one) => one.start <= 4) ?? mentions.find((one) => /\bin (?:the )?$/iu.test(text.slice(0, one.start)));
      const state = mention?.iso3 ?? mention?.nonState ?? null;
      if (state === null) continue;
      const year = new RegExp(`, (${YEAR})(?:,|$|\\))`, "u").exec(text.slice(name.start))?.[1] ?? new RegExp(`(?:, |\\) ?,? ?)(${YEAR})\\)?(?:,.*)?$`, "u").exec(text)?.[1] ?? null;
      found.push(draftOf(sentence, paragraph, state, name, text, { dated: year, where: `cited in paragraph ${paragraph.number}` }));
    }
  }
  return found;
}

/** "The government of X established a national action plan … in 2007", "X recently released a draft of …". The State is the subject. */
function narratedPlan(sentence: PlanSentence, paragraph: Paragraph, states: StateIndex): Draft | null {
  const text = sentence.text;
  for (const mention of findStateMentions(text, states, {})) {
    const state = mention.iso3 ?? mention.nonState;
    if (state === null || mention.adjective || mention.possessive) continue;
    if (!/^[\W\d]*(?:In [^,]{4,40}, )?(?:the )?(?:(?:government|parliament|cabinet|council of ministers|authorities) of (?:the )?)?$/iu.test(text.slice(0, mention.start))) continue;
    const verb = new RegExp(`^ (?:has |have |had )?(?:recently |also |since |then )?(${ACT})\\b`, "iu").exec(text.slice(mention.end));
    if (verb === null) continue;
    const from = mention.end + verb[0].length;
    const named = namesOfPlans(text).filter((name) => name.start >= from);
    const generic = [...text.matchAll(GENERIC)].find((match) => match.index >= from && match.index - from < 90);
    const name = named.find((one) => one.title.length > 20) ?? (generic === undefined ? named[0] : genericName(text, generic));
    if (name === undefined || !onTopic(text)) continue;
    const isDraft = /\b(?:draft|proposed)\b/iu.test(text.slice(from, from + 60));
    const act = actIn(text, generic?.index ?? name.start, name.end);
    const period = periodIn(text.slice(from));
    return draftOf(sentence, paragraph, state, name, text, {
      stage: isDraft ? "draft" : "adopted", adopted: isDraft ? null : (act?.date ?? null), adoptedAs: isDraft || act?.date == null ? null : (verb[1] as string).toLowerCase(),
      ...(period === null ? {} : { periodFrom: period.from, periodTo: period.to }),
    });
  }
  return null;
}

/** "… so successful that the government of X extended it for an additional five years, until 2017." */
function extensionIn(sentence: PlanSentence, paragraph: Paragraph, states: StateIndex, last: Draft | null): Draft | null {
  const text = sentence.text;
  const verb = /\b(?:extended|renewed|prolonged) (?:it|the (?:action )?plan|its (?:national )?(?:action )?plan)\b/iu.exec(text);
  if (verb === null) return null;
  const subject = findStateMentions(text, states, {}).find((mention) => (mention.iso3 ?? mention.nonState) !== null && /^ (?:has |have |had )?$/u.test(text.slice(mention.end, verb.index)));
  const state = subject?.iso3 ?? subject?.nonState ?? last?.state ?? null;
  if (state === null || (last !== null && last.state !== state)) return null;
  const until = new RegExp(`\\b(?:until|to|through) (?:the end of )?(${YEAR})`, "u").exec(text.slice(verb.index))?.[1] ?? null;
  return draftOf(sentence, paragraph, state, { title: last === null ? "extension of its plan" : `${last.title} (extension)`, named: false, start: verb.index, end: verb.index + verb[0].length, run: "" }, text, { stage: "extension", periodFrom: null, periodTo: until });
}
