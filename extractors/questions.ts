// Owns what a form says: a question with its answer, a table's cell with its heads, into claims through a reader of sentences.
// Must not know how sentences are read, and never lets a question, a head or an empty answer stand as a statement.

import type { Claim, CollectiveClaim, DocumentMeta, ExtractResult, Paragraph, ReadDocument, SectionRole, Span, Status } from "./contracts.js";
import type { RawClaim } from "./attribution/raw-claim.js";
import { addressesReader, asks, classifyAnswer, isPolar, lateStatus } from "./document/answers.js";
import { withoutSection } from "./document/roles.js";
import { splitSentences } from "./text/sentences.js";

/** Reads one sentence as a statement of the State, and records a claim. Given by whoever owns the reading of sentences. */
export interface UnitReader {
  /** @param sentence its text is read as it is and lies in the paragraph from `start`; offsets come out in the paragraph's text */
  read(paragraph: Paragraph, sentence: Span & { text: string }, about: About): RawClaim[];
  accept(paragraph: Paragraph, raw: RawClaim, role: SectionRole): void;
  isOnTopic(text: string): boolean;
  isState(code: string): boolean;
}

const SPEAKS: ReadonlySet<SectionRole> = new Set(["state_report", "dialogue", "third_party", "state_section"]);

/** Role of the section that a paragraph stands in, whatever its own. */
export function roleAround(document: ReadDocument, paragraph: Paragraph): SectionRole {
  return paragraph.section === null ? withoutSection(document.meta) : (document.sections[paragraph.section]?.role ?? "other");
}

/** Makes the claims of all question units and of all rows of tables of States. */
export function readUnits(document: ReadDocument, reader: UnitReader, result: ExtractResult): void {
  let foreign = 0;
  const unknown = new Map<string, Paragraph>();
  for (const paragraph of document.paragraphs) {
    if (paragraph.question && paragraph.question.answer !== "none") readQuestion(document, paragraph, reader);
    else if (paragraph.treaties) readTreaties(document, paragraph, reader);
    else if (paragraph.cells && paragraph.cells.length > 0) {
      const { state, stateSpan } = paragraph.cells[0]!;
      const name = paragraph.text.slice(stateSpan.start, stateSpan.end);
      if (compiles(document, paragraph, state) && state === null) unknown.set(name, paragraph);
      else if (!readRow(document, paragraph, reader)) foreign++;
    }
  }
  if (unknown.size > 0) {
    const [name, paragraph] = [...unknown][0]!;
    result.issues.push({
      kind: "unknown_state", severity: "warning", paragraph: paragraph.ordinal, excerpt: paragraph.text.slice(0, 200),
      message: `${unknown.size} ${unknown.size === 1 ? "row" : "rows"} of tables of States ${unknown.size === 1 ? "has" : "have"} a head that is no State the alias table knows (${[...unknown.keys()].slice(0, 8).map((n) => `“${n}”`).join(", ")}); nothing was made of ${unknown.size === 1 ? "it" : "them"}.`,
      next: name === "" ? "Look at the table: the name may stand in the row above, which is never carried down." : "Check the spelling with `stocktake states NAME`; if it is a State, add the spelling to datasets/states/aliases.csv.",
    });
  }
  if (foreign > 0) {
    result.issues.push({
      kind: "not_read", severity: "notice", paragraph: null, excerpt: "",
      message: `${foreign} ${foreign === 1 ? "row" : "rows"} of tables headed by States ${foreign === 1 ? "was" : "were"} not read: this part of the document does not compile the replies of States.`,
      next: "Look at the table if it tells measures of these States.",
    });
  }
}

function readQuestion(document: ReadDocument, paragraph: Paragraph, reader: UnitReader): void {
  const role = roleAround(document, paragraph);
  const state = role === "state_section" ? sectionState(document, paragraph) : document.meta.state;
  if (!SPEAKS.has(role) || state === null || !reader.isState(state) || document.meta.kind === "sg_report") return;
  const { end, answer, answerStart } = paragraph.question!;
  const question = paragraph.text.slice(0, end);
  const about: About = { state, role, topicNear: reader.isOnTopic(question) || onTopicAround(document.meta, paragraph, reader) };
  const sentences = splitSentences(paragraph.text.slice(answerStart)).map((span) => ({ start: span.start + answerStart, end: span.end + answerStart }));
  const first = sentences[0] ?? { start: answerStart, end: paragraph.text.length };
  const short = answer === "text" ? lateStatus(paragraph.text.slice(first.start, first.end)) : null;
  if (answer !== "text" || short !== null) {
    const said: Said = answer === "yes" ? "yes" : answer === "no" ? "no" : short!;
    for (const raw of fromQuestion(paragraph, question, said, first.end, about, reader)) reader.accept(paragraph, raw, role);
  }
  // "No" is followed by reasons and intentions, "Yes" by particulars; both are statements.
  for (const sentence of answer === "text" ? sentences : sentences.slice(1)) {
    const text = paragraph.text.slice(sentence.start, sentence.end);
    if (asks(text) || addressesReader(text) || classifyAnswer(text) === "none") continue;
    for (const raw of reader.read(paragraph, { ...sentence, text }, about)) reader.accept(paragraph, { ...raw, rule: `${raw.rule}/answer` }, role);
  }
}

/** Each treaty of a row, as if it were said of the State: "OP-CRC-SC was ratified." */
function readTreaties(document: ReadDocument, paragraph: Paragraph, reader: UnitReader): void {
  const role = roleAround(document, paragraph);
  const state = role === "state_section" ? sectionState(document, paragraph) : document.meta.state;
  if (!SPEAKS.has(role) || state === null || !reader.isState(state)) return;
  for (const { name, end, status } of paragraph.treaties ?? []) {
    const said = `${paragraph.text.slice(name.start, name.end).replace(/\s+/g, " ").replace(/(?<=[A-Z]-) (?=[A-Z])/g, "")} was ratified.`;
    const raws = reader.read(paragraph, { start: name.start, end: name.start + said.length, text: said }, { state, role, topicNear: false });
    for (const raw of raws.filter((r) => r.state === state && r.status === "in_place")) {
      reader.accept(paragraph, { ...raw, status, stateSpan: null, measureSpan: name, quote: { start: name.start, end }, rule: `${raw.rule}/row`, stateReason: "the State whose treaties the table tells" }, role);
    }
  }
}

function sectionState(document: ReadDocument, paragraph: Paragraph): string | null {
  return paragraph.section === null ? null : (document.sections[paragraph.section]?.state ?? null);
}

function onTopicAround(meta: DocumentMeta, paragraph: Paragraph, reader: UnitReader): boolean {
  return (meta.title !== null && reader.isOnTopic(meta.title)) || paragraph.headings.slice(-2).some((heading) => reader.isOnTopic(heading));
}

interface About {
  state: string;
  role: SectionRole;
  topicNear: boolean;
}

const ORDER_WHETHER = /^\W*(?:\d{1,3}[.)]\s*)?(?:please\s+)?(?:indicate|state|specify|say|explain|mention)\s+(?:whether|if)\s+(?:or not\s+)?/i;

type Said = "yes" | "no" | "in_progress" | "planned";

/** A question about what is missing, wanted, known or wished says nothing of a measure, however it is answered. */
const OTHER_THAN_MEASURE = new RegExp(
  "\\b(?:needs?|needed|require[sd]?|obstacles?|challenges?|difficult\\w*|lack\\w*|problems?|gaps?|barriers?|fail\\w*|insufficient|inadequate|without|unable|" +
  "not|no|never|interested|like to|wish\\w*|aware of|recommend\\w*|consider\\w*|believe|think|agree|important|priority|assistance in)\\b",
  "i",
);

/** The words of a question that its answer affirms or denies: its only polar sentence, or a label that asks nothing. */
function statementOf(question: string): Span | null {
  const sentences = splitSentences(question).filter(({ start, end }) => ORDER_WHETHER.test(question.slice(start, end)) || !/^(?:please|if)\b/i.test(question.slice(start, end)));
  const polar = sentences.filter(({ start, end }) => isPolar(question.slice(start, end)));
  if (polar.length === 1) return polar[0]!;
  const asked = sentences.some(({ start, end }) => asks(question.slice(start, end)));
  return polar.length === 0 && !asked && sentences.length === 1 ? sentences[0]! : null;
}

/** "Is trafficking criminalized in law" as "trafficking is criminalized in law", of equal length. @returns the text, and from its offsets back to the question's */
function inStatementOrder(asked: string): { text: string; back: (offset: number) => number } {
  const found = /^((?:is|are|was|were) )(\S+(?: \S+)*? )(?:\w+ly )?\w+(?:ed|own|ade|ept|elt|ught|ven)\b/i.exec(asked);
  const [, verb = "", subject = ""] = found ?? [];
  if (found === null || /\b(?:there|it|they|which|who|what|that)\b/i.test(subject)) return { text: asked, back: (offset) => offset };
  return { text: `${subject}${verb.toLowerCase()}${asked.slice(verb.length + subject.length)}`, back: (offset) => (offset < subject.length ? offset + verb.length : offset) };
}

function fromQuestion(paragraph: Paragraph, question: string, said: Said, quoteEnd: number, about: About, reader: UnitReader): RawClaim[] {
  const found = statementOf(question);
  if (found === null) return [];
  // "Indicate whether a hotline exists": what is asked after begins behind the order.
  const order = ORDER_WHETHER.exec(question.slice(found.start, found.end))?.[0].length ?? 0;
  const span = { start: found.start + order, end: found.end };
  const asked = question.slice(span.start, span.end);
  if (OTHER_THAN_MEASURE.test(asked)) return [];
  const { text, back } = inStatementOrder(asked.replace(/\?/g, "."));
  const raws = reader.read(paragraph, { ...span, text }, about).filter((raw) => raw.state === about.state).map((raw) => ({ ...raw, measureSpan: { start: back(raw.measureSpan.start - span.start) + span.start, end: back(raw.measureSpan.end - span.start) + span.start } }));
  const measures = new Set(raws.map((raw) => raw.measure));
  // "A or B?" — "Yes": which? "A and B?" — "No": which not?
  if (measures.size > 1 && (said === "no" ? /\band\b|,/i.test(asked) && !/\bor\b/i.test(asked) : /\bor\b|\/|\bany of\b/i.test(asked))) return [];
  return raws.flatMap((raw) => {
    const status = statusOf(raw.status, said);
    if (status === null) return [];
    return [{ ...raw, status, rule: `${raw.rule}/question`, quote: { start: span.start, end: quoteEnd }, stateReason: `the State that answers the question (${said.replace("_", " ")})` }];
  });
}

/** What the question asks after, with what was answered. "No" to a plan or a draft says nothing of the measure. */
function statusOf(asked: Status, said: Said): Status | null {
  if (said === "yes") return asked === "absent" || asked === "ended" ? null : asked;
  if (asked !== "in_place") return null;
  return said === "no" ? "absent" : said;
}

/** Are rows headed by States the replies of these States here? In a report of one State only its own row is. */
function compiles(document: ReadDocument, paragraph: Paragraph, state: string | null): boolean {
  const role = roleAround(document, paragraph);
  const { kind } = document.meta;
  if (kind === "sg_report") return role === "member_states" || role === "annex";
  return kind === "multi_state" || (state !== null && state === document.meta.state && SPEAKS.has(role));
}

/** @returns false where the row tells of States that this document does not compile */
function readRow(document: ReadDocument, paragraph: Paragraph, reader: UnitReader): boolean {
  const role = roleAround(document, paragraph);
  const cells = paragraph.cells!;
  const state = cells[0]!.state;
  if (!compiles(document, paragraph, state) || state === null || !reader.isState(state)) return false;
  for (const cell of cells) {
    if (cell.value === null || cell.answer === "none") continue;
    const head = cell.head === null ? "" : paragraph.text.slice(cell.head.start, cell.head.end);
    const about: About = { state, role, topicNear: reader.isOnTopic(head) || onTopicAround(document.meta, paragraph, reader) };
    const value = paragraph.text.slice(cell.value.start, cell.value.end);
    const short = cell.answer === "text" ? lateStatus(value) : null;
    const place = { stateSpan: cell.stateSpan, stateReason: "the State that heads the row or column" };
    if (cell.answer === "text" && short === null) {
      for (const { start, end } of splitSentences(value)) {
        const sentence = { start: cell.value.start + start, end: cell.value.start + end, text: value.slice(start, end) };
        if (!asks(sentence.text)) for (const raw of reader.read(paragraph, sentence, about)) if (raw.state === state) reader.accept(paragraph, { ...raw, ...place, rule: `${raw.rule}/cell` }, role);
      }
    } else if (cell.head !== null && !(isYear(value) && isAhead(head, value, document.meta.year))) {
      const said: Said = cell.answer === "yes" ? "yes" : cell.answer === "no" ? "no" : short!;
      for (const raw of fromHead(paragraph, cell.head, said, cell.value.end, about, reader)) reader.accept(paragraph, { ...raw, ...place }, role);
    }
  }
  return true;
}

function fromHead(paragraph: Paragraph, head: Span, said: Said, quoteEnd: number, about: About, reader: UnitReader): RawClaim[] {
  const question = paragraph.text.slice(head.start, head.end);
  const padded = " ".repeat(head.start) + question;
  return fromQuestion(paragraph, padded, said, quoteEnd, about, reader).map((raw) => ({ ...raw, rule: raw.rule.replace(/question$/, "cell") }));
}

const isYear = (value: string): boolean => /(?:19|20)\d\d/.test(value) && value.length < 30;

/** A date under "Expected", or later than the document, tells what is to come. */
function isAhead(head: string, value: string, year: number | null): boolean {
  const dated = Number(/(?:19|20)\d\d/.exec(value)?.[0]);
  return /\b(?:expected|planned|target|due|deadline|next|until|expir\w+|end)\b/i.test(head) || (year !== null && dated > year);
}

/** Claims whose sentence asks, sends the reader elsewhere, or is the bare name beside a table's cell are taken back: none of it states anything. */
export function withoutAsked<T extends Claim | CollectiveClaim>(document: ReadDocument, claims: readonly T[]): T[] {
  return claims.filter((claim) => {
    const paragraph = document.paragraphs[claim.paragraph];
    if (paragraph?.labels?.some(({ start, end }) => start <= claim.quoteStart && claim.quoteEnd <= end)) return false;
    if (paragraph === undefined || paragraph.question || paragraph.cells || !/\?|please|kindly/i.test(paragraph.text)) return true;
    const sentence = splitSentences(paragraph.text).find(({ start, end }) => start <= claim.quoteStart && claim.quoteStart < end);
    const text = sentence === undefined ? "" : paragraph.text.slice(sentence.start, sentence.end);
    return !asks(text) && !addressesReader(text);
  });
}
