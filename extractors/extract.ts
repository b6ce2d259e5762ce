// Owns the way from a read document to its claims: which paragraphs speak, whose acts they tell, and what comes out.
// Must not touch disk, clock or database.
import { basisOf } from "./basis.js";
import { byDefinitions } from "./attribution/part-reader.js";
import { prepareSentences } from "./attribution/prepared.js";
import { newFocus } from "./attribution/focus.js";
import { readListSentence } from "./attribution/lists.js";
import type { RawClaim, RawCollective } from "./attribution/raw-claim.js";
import { loadScoreModel } from "../datasets/score.js";
import { scoreOf, type Features } from "./score/score.js";
import { sharedReader, type Reader } from "./reader/reader.js";
import { readSingleSentence } from "./reader/single.js";
import { keepCandidates } from "./reader/left.js";
import { goesOnFrom, headingStrength, readParagraph, type HeardBy } from "./reader/paragraph.js";
import type { Basis, Certainty, Claim, CollectiveClaim, DocumentKind, ExtractResult, IssueRecord, Paragraph, ReadDocument, Respondent } from "./contracts.js";
import { readUnits, withoutAsked, type UnitReader } from "./questions.js";
import { noSurerThanRead } from "./recognised.js";
import { findDetails } from "./details.js";
import { findAnswers, isAddendum } from "./recommendations/addendum.js";
import { findRecommendations } from "./recommendations/read.js";
import { findRespondents } from "./respondents.js";
import { allStates } from "./states/all.js";
import { findStateMentions } from "./states/mentions.js";
import { type StateIndex } from "./states/index-names.js";
import { Named } from "./topic/named.js";
import type { TopicNames } from "./topic/names.js";

export interface ExtractContext {
  states: StateIndex;
  /** What is read for: a topic with its words, measures and definitions. */
  reader: Reader;
  /** Is told of each claim that was heard, whether or not it stands; for training. */
  onHeard?: (heard: { paragraph: number; raw: RawClaim; features: Features; score: number }) => void;
}

/** What extraction needs: the index of States' names, and a reader, the package's own where none is given. */
export const buildContext = (reader: Reader = sharedReader()): ExtractContext => ({ states: allStates(), reader });

/**
 * Extracts the claims of a document.
 * @param document as read; its paragraphs' text is the reference of all offsets
 * @param context from {@link buildContext}
 */
export function extract(document: ReadDocument, context: ExtractContext): ExtractResult {
  const result: ExtractResult = { claims: [], collective: [], respondents: [], recommendations: [], issues: [], usage: { rules: {}, aliases: {} } };
  if (document.meta.kind === "sg_report") extractListReport(document, context, result);
  else extractSingleState(document, context, result);
  result.claims = withoutAsked(document, result.claims);
  result.collective = withoutAsked(document, result.collective);
  readUnits(document, unitReader(document, context, result), result);
  result.claims = noSurerThanRead(document, result.claims);
  finish(document, result);
  result.candidates = keepCandidates(result.candidates ?? [], result.claims);
  return result;
}

function extractListReport(document: ReadDocument, context: ExtractContext, result: ExtractResult): void {
  const { reader } = context;
  const year = document.meta.year;
  const roster = findRespondents(document.paragraphs, document.footnotes, context.states, year);
  result.respondents = roster.respondents;
  result.issues.push(...roster.issues);
  const speaking = document.paragraphs.filter((p) => p.role === "member_states");
  const onTopic = documentOnTopic(document, speaking, reader.names);
  const parts = byDefinitions(reader);
  for (const paragraph of speaking) {
    const focus = newFocus();
    const sentences = prepareSentences(paragraph, reader.names, context.states, year, result.usage.aliases);
    let previous = "";
    for (const sentence of sentences) {
      const topicNear = onTopic || paragraph.headings.some((heading) => reader.names.isOnTopic(heading));
      const read = readListSentence({ offset: sentence.start, text: sentence.text, mentions: sentence.mentions, topicNear, previous, parts }, focus, result.usage.rules);
      for (const raw of read.claims) {
        const alone = read.claims.every((other) => other.state === raw.state || other.quote.start !== raw.quote.start);
        result.claims.push(toClaim(paragraph, raw, "self_reported", alone || sharedTerm(raw.measure)));
      }
      for (const raw of read.collective) result.collective.push(toCollective(paragraph, raw));
      for (const { name, span } of read.unknown) {
        result.issues.push({
          kind: "unknown_state",
          severity: "warning",
          paragraph: paragraph.ordinal,
          excerpt: paragraph.text.slice(span.start, span.end).slice(0, 200),
          message: `Paragraph ${paragraph.number}: “${name}” stands in a list of States and is none that the alias table knows; the others of the list were read.`,
          next: "Check the spelling with `stocktake states NAME`; if it is a State, add the spelling to datasets/states/aliases.csv.",
        });
      }
      for (const span of read.unresolved) {
        result.issues.push({
          kind: "unresolved_list",
          severity: "warning",
          paragraph: paragraph.ordinal,
          excerpt: paragraph.text.slice(Math.max(0, span.start - 100), span.end).slice(0, 200),
          message: `Paragraph ${paragraph.number}: States are listed, and which measure they reported could not be told.`,
          next: "Read the paragraph; if it names a measure of the codebook, record it as a correction.",
        });
      }
      previous = sentence.text;
    }
  }
  const known = new Set(result.respondents.map((r) => r.state));
  const outside = new Map<string, Claim>();
  for (const claim of result.claims) if (known.size > 0 && !known.has(claim.state) && !outside.has(claim.state)) outside.set(claim.state, claim);
  for (const [state, claim] of outside) {
    const paragraph = document.paragraphs[claim.paragraph];
    const printed = claim.stateSpan === null ? undefined : paragraph?.text.slice(claim.stateSpan.start, claim.stateSpan.end).replace(/\s+/gu, " ");
    result.issues.push({
      kind: "roster",
      severity: "warning",
      paragraph: claim.paragraph,
      excerpt: claim.quote.slice(0, 200),
      message: `${printed === undefined ? state : `${printed} (${state})`} is named in the body (paragraph ${paragraph?.number ?? "?"}) and is not among the respondents.`,
      next: "This is how the source has it; the State's claims are kept and shown apart from the respondents.",
    });
  }
}

/** Kinds whose author, or State under review, is a respondent: it told of itself. */
const RESPONDENT_SOURCE: Partial<Record<DocumentKind, Respondent["source"]>> = { national_report: "author", pledge: "author", upr_working_group: "state_under_review" };

function extractSingleState(document: ReadDocument, context: ExtractContext, result: ExtractResult): void {
  const { kind, state, year, title } = document.meta;
  const source = RESPONDENT_SOURCE[kind];
  if (state !== null && source !== undefined) result.respondents.push({ state, name: state, source, paragraph: null, footnote: null });
  if (state !== null && isAddendum(document)) result.answers = findAnswers(document, state, context.states);
  else if (state !== null) result.recommendations = findRecommendations(document.paragraphs, state, context.states, year, result.issues, context.reader);
  const titleOnTopic = title !== null && context.reader.names.isNamed(title);
  const named = new Named(titleOnTopic);
  let plainState = true;
  let carriedLead = { section: -1, text: "" };
  let before: Before = { section: null, left: 0 };
  for (const paragraph of document.paragraphs) {
    // "The plan has these aims:" may stand in the paragraph before its items.
    const bullet = /^[\s'’"]*(?:[•·–—*-]|\(?[a-z0-9]{1,3}\)|To [a-z])/.test(paragraph.text);
    const lead = bullet && carriedLead.section === (paragraph.section ?? -1) ? carriedLead.text : "";
    if (!bullet) carriedLead = { section: paragraph.section ?? -1, text: /:\s*$/.test(paragraph.text) ? (paragraph.text.split(/(?<=\.)\s/).pop() ?? "") : "" };
    const { role } = paragraph;
    if (role !== "state_report" && role !== "dialogue" && role !== "third_party" && role !== "state_section") continue;
    const section = paragraph.section === null ? undefined : document.sections[paragraph.section];
    const about = role === "state_section" ? (section?.state ?? null) : state;
    if (about === null || !/^[A-Z]{3}$/.test(about) || !stateExists(context, about)) {
      if (role !== "state_section") plainState = false;
      continue;
    }
    const left = before.section === paragraph.section ? before.left : 0;
    before = { section: paragraph.section, left: readSingleParagraph(document, paragraph, { state: about, titleOnTopic, lead, named, left }, context, result) };
  }
  if (!plainState && state === null && kind !== "guidance" && kind !== "multi_state" && kind !== "other") {
    result.issues.push({
      kind: "metadata",
      severity: "warning",
      paragraph: null,
      excerpt: title?.slice(0, 200) ?? "",
      message: "The State that the document is about could not be told; no claims were made from it.",
      next: "Name the State in the file name or set the kind and the State when you ingest it.",
    });
  }
}

function stateExists(context: ExtractContext, iso3: string): boolean {
  return context.states.states.has(iso3);
}

/** How the questions of forms and the cells of tables are read: each as a sentence of the State, under its question, its head or its heading. */
function unitReader(document: ReadDocument, context: ExtractContext, result: ExtractResult): UnitReader {
  const { kind, year } = document.meta;
  const { reader } = context;
  return {
    read: (paragraph, { start, end, text }, { state, role, topicNear }) => {
      const mentions = findStateMentions(paragraph.text, context.states, { year }).filter((m) => m.start >= start && m.end <= end);
      const own = mentions.map((m) => ({ ...m, start: m.start - start, end: m.end - start }));
      const heading = topicNear ? reader.topic.carry.heading : 0;
      const read = readSingleSentence(reader, { offset: start, text, lead: "", mentions: own, state, basis: basisOf(kind, paragraph.role, role), comment: role === "third_party", dialogue: role === "dialogue", surroundings: { lead: 0, heading, title: 0, before: 0 } });
      return read.claims.filter((h) => scoreOf(loadScoreModel(), h.features) >= loadScoreModel().stands).map((h) => h.raw);
    },
    accept: (paragraph, raw, role) => {
      const rule = raw.rule.split("/")[0] ?? "";
      result.usage.rules[rule] = (result.usage.rules[rule] ?? 0) + 1;
      result.claims.push(toClaim(paragraph, raw, basisOf(kind, paragraph.role, role), true));
    },
    isOnTopic: (text) => reader.names.isOnTopic(reader.names.mask(text)),
    isState: (code) => stateExists(context, code),
  };
}

/** What the paragraph before leaves: how strongly it was on the topic at its end, and in which section. */
interface Before {
  section: number | null;
  left: number;
}

/** What stands around a paragraph of a text about one State. */
interface Around {
  state: string;
  titleOnTopic: boolean;
  lead: string;
  named: Named;
  left: number;
}

/** @returns how strongly the paragraph is on the topic at its end */
function readSingleParagraph(document: ReadDocument, paragraph: Paragraph, { state, titleOnTopic, lead: leadBefore, named, left }: Around, context: ExtractContext, result: ExtractResult): number {
  const { reader } = context;
  const { kind, year } = document.meta;
  const heading = Math.max(headingStrength(reader, paragraph), goesOnFrom(reader, paragraph, left));
  const title = titleOnTopic ? reader.topic.carry.title : 0;
  if (heading === 0 && title === 0 && !reader.names.maybe(paragraph.text) && !reader.names.maybe(leadBefore)) return 0;
  const mentions = findStateMentions(paragraph.text, context.states, { year });
  for (const m of mentions) result.usage.aliases[m.alias] = (result.usage.aliases[m.alias] ?? 0) + 1;
  const basis = basisOf(kind, paragraph.role);
  const read = readParagraph(reader, { paragraph, state, mentions, leadBefore, heading, title, basis, named });
  (result.candidates ??= []).push(...read.candidates);
  const unknown = (result.usage.unknownPredicates ??= {});
  for (const term of read.unknown) unknown[term] = (unknown[term] ?? 0) + 1;
  letStand(paragraph, read.heard, context, result);
  return read.left;
}

/** Of what was heard, what is sure enough stands; the rest is a candidate with its score. */
function letStand(paragraph: Paragraph, heard: readonly HeardBy[], context: ExtractContext, result: ExtractResult): void {
  const model = loadScoreModel();
  const standing: { h: HeardBy; score: number; certainty: Certainty }[] = [];
  const leave = (h: HeardBy, score: number, reason: string): void =>
    void (result.candidates ??= []).push({ paragraph: paragraph.ordinal, state: h.raw.state, measure: h.raw.measure, status: h.raw.status, score, step: "outscored", reason, quoteStart: h.raw.quote.start, quoteEnd: h.raw.quote.end });
  for (const h of heard) {
    const score = scoreOf(model, h.features);
    context.onHeard?.({ paragraph: paragraph.ordinal, raw: h.raw, features: h.features, score });
    if (score < model.stands) leave(h, score, `its score is ${score.toFixed(2)}, and a claim needs ${model.stands}`);
    else standing.push({ h, score, certainty: h.raw.certainty === "explicit" && score < model.explicit ? "inferred" : h.raw.certainty });
  }
  for (const one of standing) {
    // What the same sentence says explicitly, and a plan beside a thing that is explicitly there.
    const surer = standing.find((o) => o.certainty === "explicit" && one.certainty === "inferred" && (o.h.raw.quote.start === one.h.raw.quote.start || (one.h.raw.status === "planned" && o.h.raw.status === "in_place")) && o.h.raw.state === one.h.raw.state && o.h.raw.measure === one.h.raw.measure && o.h.raw.status !== one.h.raw.status);
    if (surer !== undefined) {
      leave(one.h, one.score, `the paragraph says more surely that it is ${surer.h.raw.status.replace("_", " ")}`);
      continue;
    }
    const rule = one.h.raw.rule.split("/")[0] ?? "";
    result.usage.rules[rule] = (result.usage.rules[rule] ?? 0) + 1;
    result.claims.push(toClaim(paragraph, { ...one.h.raw, certainty: one.certainty }, one.h.basis, true));
  }
}

/** The report as a whole is about the topic: by its title, or because most paragraphs that speak name it. */
function documentOnTopic(document: ReadDocument, speaking: readonly Paragraph[], names: TopicNames): boolean {
  if (document.meta.title !== null && names.isNamed(document.meta.title)) return true;
  const named = speaking.filter((p) => names.isNamed(names.mask(p.text))).length;
  return speaking.length > 0 && named / speaking.length > 0.5;
}

function toClaim(paragraph: Paragraph, raw: RawClaim, basis: Basis, detailed: boolean): Claim {
  return {
    paragraph: paragraph.ordinal,
    state: raw.state,
    measure: raw.measure,
    status: raw.status,
    extent: raw.extent,
    certainty: raw.certainty,
    basis,
    rule: raw.rule,
    quote: paragraph.text.slice(raw.quote.start, raw.quote.end),
    quoteStart: raw.quote.start,
    quoteEnd: raw.quote.end,
    stateSpan: raw.stateSpan,
    stateReason: raw.stateReason,
    measureSpan: raw.measureSpan,
    // A list's sentence may hold particulars of other States; only a claim that stands alone in its quote takes them.
    details: detailed ? findDetails(paragraph.text, raw.quote.start, raw.quote.end, raw.measure) : [],
  };
}

/** "Periods of one to three months are granted (A, B)" holds for each State of the list. */
function sharedTerm(measure: string): boolean {
  return measure === "victims.reflection_period" || measure === "victims.residence_permit";
}

function toCollective(paragraph: Paragraph, raw: RawCollective): CollectiveClaim {
  return {
    paragraph: paragraph.ordinal,
    measure: raw.measure,
    status: raw.status,
    quantifier: raw.quantifier,
    quantifierClass: raw.quantifierClass,
    rule: raw.rule,
    quote: paragraph.text.slice(raw.quote.start, raw.quote.end),
    quoteStart: raw.quote.start,
    quoteEnd: raw.quote.end,
  };
}

const CERTAINTY_ORDER = { explicit: 0, hedged: 1, inferred: 2 };

/** One row per paragraph, State, measure and status; the firmest reading stands. Contradictions are recorded. */
function finish(document: ReadDocument, result: ExtractResult): void {
  const kept = new Map<string, Claim>();
  for (const claim of result.claims) {
    const key = `${claim.paragraph}|${claim.state}|${claim.measure}|${claim.status}|${claim.basis}`;
    const before = kept.get(key);
    if (before === undefined || CERTAINTY_ORDER[claim.certainty] < CERTAINTY_ORDER[before.certainty]) kept.set(key, claim);
  }
  result.claims = [...kept.values()].sort((a, b) => a.paragraph - b.paragraph || a.quoteStart - b.quoteStart || (a.state < b.state ? -1 : a.state > b.state ? 1 : 0));
  const collective = new Map<string, CollectiveClaim>();
  for (const c of result.collective) {
    const key = `${c.paragraph}|${c.measure}|${c.status}|${c.quantifier}`;
    if (!collective.has(key)) collective.set(key, c);
  }
  result.collective = [...collective.values()];
  const byCell = new Map<string, Claim[]>();
  for (const claim of result.claims) {
    const key = `${claim.state}|${claim.measure}|${claim.basis}`;
    byCell.set(key, [...(byCell.get(key) ?? []), claim]);
  }
  for (const claims of byCell.values()) {
    const no = claims.find((c) => c.status === "absent" || c.status === "ended");
    const yes = claims.find((c) => c.status === "in_place" || c.status === "mixed");
    if (no === undefined || yes === undefined) continue;
    const issue: IssueRecord = {
      kind: "conflict",
      severity: "warning",
      paragraph: no.paragraph,
      excerpt: no.quote.slice(0, 200),
      message: `${no.state} ${no.measure}: ${no.status} in paragraph ${document.paragraphs[no.paragraph]?.number ?? "?"}, ${yes.status} in paragraph ${document.paragraphs[yes.paragraph]?.number ?? "?"}.`,
      next: "Read both paragraphs; the cell is shown as a conflict until a correction decides.",
    };
    result.issues.push(issue);
  }
}
