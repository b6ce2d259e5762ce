// Owns finding plans that a document describes or cites: guides with an entry for each State, and pages that tell of plans or cite them in brackets.
// A State gets a plan only as the heading of the entry, the subject of the act, or inside the plan's own title; never because it is named in another's text. Pure.
import type { Paragraph, ReadDocument } from "../contracts.js";
import type { StateIndex } from "../states/index-names.js";
import { findStateMentions } from "../states/mentions.js";
import { type PlanSentence, sentencesOf } from "./appraise.js";
import { findBodies, findFocus, findObtain, type FocusKind } from "./description-facts.js";
import { ACT, actIn, DATE, FORMER, GENERIC, genericName, HEAD, isoDate, type Named, namesOfPlans, onTopic, periodIn, RANGE, sameTitle, STRONG_ACT, YEAR } from "./plan-names.js";
import { mannerOf } from "./questions.js";

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
