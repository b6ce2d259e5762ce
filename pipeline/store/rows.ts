// Owns turning one read and extracted document into rows, with stable ids and every span verified.
// Pure: no disk, no clock, no database. Must not repair a record; a span that does not hold is an error.
import { createHash } from "node:crypto";
import type { ExtractResult, IssueRecord, Paragraph, ReadDocument } from "../../extractors/contracts.js";
import { eventDateOf } from "../../extractors/document/event-date.js";
import { readabilityOf } from "../../extractors/document/readable.js";
import type { Value } from "./database.js";
import { TABLES, table } from "./schema.js";

/** What is known of a file beside its text. */
export interface FileFacts {
  sha256: string;
  /** Relative to the ingest root, "/" between parts. */
  file: string;
  userKind: string | null;
  /** What a person set of it beside, as text; null for nothing. */
  corrections: string | null;
  /** State that the file's name (or symbol) tells, for a document that was not read; null or absent where it tells none. */
  stateByName?: string | null;
  readFingerprint: string;
  extractFingerprint: string;
}

export interface Failure {
  reason: string;
  next: string;
  /** Issue kind; a limit, a damaged file and a scan are all `unreadable`. */
  severity: "error" | "warning";
}

/** Rows by table name, in the order of the table's columns. */
export type DocumentRows = Record<string, Value[][]>;

/** A record whose quote is not the text at its offsets, or which points to nothing: writing it would write wrong data. */
export class SpanError extends Error {
  override name = "SpanError";
}

export const documentIdOf = (sha256: string): string => sha256.slice(0, 16);

function rowOf(tableName: string, values: Record<string, Value>): Value[] {
  const { columns } = table(tableName);
  const row = columns.map((column) => {
    const value = values[column.name];
    if (value === undefined) throw new Error(`No value for ${tableName}.${column.name}`);
    if (value === null && !column.nullable) throw new Error(`Null for ${tableName}.${column.name}, which is never null`);
    return value;
  });
  if (Object.keys(values).length !== columns.length) throw new Error(`A value for ${tableName} has no column: ${Object.keys(values).join(", ")}`);
  return row;
}

/**
 * Rows of a document that was read.
 * @throws SpanError where a quote is not `text.slice(start, end)`, or a record names a paragraph that does not exist.
 */
export function rowsOfDocument(document: ReadDocument, extracted: ExtractResult, facts: FileFacts): DocumentRows {
  const document_id = documentIdOf(facts.sha256);
  const rows: DocumentRows = Object.fromEntries(TABLES.filter((candidate) => candidate.scope === "document").map((candidate) => [candidate.name, []]));
  const push = (name: string, values: Record<string, Value>): void => {
    (rows[name] as Value[][]).push(rowOf(name, values));
  };
  const { meta } = document;
  const readability = readabilityOf(document);
  const event_date = eventDateOf(document);
  const state = meta.state ?? (readability.readable ? null : (facts.stateByName ?? null));

  const paragraphs = new Map<number, Paragraph>();
  for (const paragraph of document.paragraphs) {
    if (paragraphs.has(paragraph.ordinal)) throw new SpanError(`two paragraphs with ordinal ${paragraph.ordinal}`);
    paragraphs.set(paragraph.ordinal, paragraph);
  }
  const paragraphId = (ordinal: number): string => `${document_id}-p${ordinal}`;
  const at = (ordinal: number, what: string): Paragraph => {
    const paragraph = paragraphs.get(ordinal);
    if (paragraph === undefined) throw new SpanError(`${what} stands in paragraph ordinal ${ordinal}, which does not exist`);
    return paragraph;
  };
  const inside = (paragraph: Paragraph, start: number, end: number, what: string): void => {
    if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end <= start || end > paragraph.text.length) {
      throw new SpanError(`${what} in paragraph ${paragraph.number}: offsets ${start}–${end} do not lie in its text of ${paragraph.text.length}`);
    }
  };
  const verify = (record: { paragraph: number; quote: string; quoteStart: number; quoteEnd: number }, what: string): Paragraph => {
    const paragraph = at(record.paragraph, what);
    inside(paragraph, record.quoteStart, record.quoteEnd, what);
    if (paragraph.text.slice(record.quoteStart, record.quoteEnd) !== record.quote) {
      throw new SpanError(`${what} in paragraph ${paragraph.number}: the quote is not the text at ${record.quoteStart}–${record.quoteEnd}`);
    }
    return paragraph;
  };

  for (const section of document.sections) {
    push("sections", { document_id, ordinal: section.ordinal, level: section.level, heading: section.heading, number: section.number, role: section.role, role_rule: section.roleRule, state: section.state });
  }
  for (const paragraph of document.paragraphs) {
    push("paragraphs", {
      paragraph_id: paragraphId(paragraph.ordinal), document_id, ordinal: paragraph.ordinal, number: paragraph.number, numbered: paragraph.numbered, section: paragraph.section,
      headings: paragraph.headings, role: paragraph.role, page_first: paragraph.pageFirst, page_last: paragraph.pageLast, text: paragraph.text, recognised: paragraph.recognised ?? null,
    });
  }
  for (const footnote of document.footnotes) {
    push("footnotes", { document_id, ordinal: footnote.ordinal, label: footnote.label, page: footnote.page, text: footnote.text, called_in_paragraph: footnote.calledIn?.paragraph ?? null, called_at: footnote.calledIn?.offset ?? null });
  }

  const identify = identifier(facts.sha256);
  const seen = new Set<string>();
  const claims = [...extracted.claims].sort((a, b) => a.paragraph - b.paragraph || a.quoteStart - b.quoteStart || a.quoteEnd - b.quoteEnd || order(a.state, b.state) || order(a.measure, b.measure) || order(a.status, b.status) || order(a.basis, b.basis) || order(a.rule, b.rule));
  let claimCount = 0;
  for (const claim of claims) {
    const what = `the claim ${claim.state} ${claim.measure}`;
    const paragraph = verify(claim, what);
    // Empty where the words of the measure stand in an earlier sentence and are carried over.
    if (claim.measureSpan.start !== claim.measureSpan.end || claim.measureSpan.start > paragraph.text.length) inside(paragraph, claim.measureSpan.start, claim.measureSpan.end, `${what} (words of the measure)`);
    if (claim.stateSpan !== null) inside(paragraph, claim.stateSpan.start, claim.stateSpan.end, `${what} (name of the State)`);
    // The same claim from the same words twice is one claim.
    const same = [claim.paragraph, claim.state, claim.measure, claim.status, claim.basis, claim.quoteStart, claim.quoteEnd].join(" ");
    if (seen.has(same)) continue;
    seen.add(same);
    const claim_id = identify("claim", paragraph, claim.state, claim.measure, claim.status, claim.basis);
    claimCount += 1;
    push("claims", {
      claim_id, document_id, paragraph_id: paragraphId(claim.paragraph), paragraph: paragraph.number, page: paragraph.pageFirst, state: claim.state, measure: claim.measure, status: claim.status,
      extent: claim.extent, certainty: claim.certainty, basis: claim.basis, rule: claim.rule, quote: claim.quote, quote_start: claim.quoteStart, quote_end: claim.quoteEnd,
      state_start: claim.stateSpan?.start ?? null, state_end: claim.stateSpan?.end ?? null, state_reason: claim.stateReason, measure_start: claim.measureSpan.start, measure_end: claim.measureSpan.end,
    });
    claim.details.forEach((detail, ordinal) => {
      inside(paragraph, detail.start, detail.end, `${what} (${detail.kind})`);
      if (paragraph.text.slice(detail.start, detail.end) !== detail.text) throw new SpanError(`${what} in paragraph ${paragraph.number}: the detail ${detail.kind} is not the text at ${detail.start}–${detail.end}`);
      push("claim_details", { claim_id, document_id, ordinal, kind: detail.kind, value: detail.value, unit: detail.unit, role: detail.role ?? null, text: detail.text, text_start: detail.start, text_end: detail.end });
    });
  }

  for (const claim of extracted.collective) {
    const paragraph = verify(claim, `the collective claim ${claim.measure}`);
    push("collective_claims", {
      collective_id: identify("collective", paragraph, claim.quantifier, claim.measure, claim.status), document_id, paragraph_id: paragraphId(claim.paragraph), paragraph: paragraph.number, page: paragraph.pageFirst,
      measure: claim.measure, status: claim.status, quantifier: claim.quantifier, quantifier_class: claim.quantifierClass, rule: claim.rule, quote: claim.quote, quote_start: claim.quoteStart, quote_end: claim.quoteEnd,
    });
  }
  for (const recommendation of extracted.recommendations) {
    const paragraph = verify(recommendation, `the recommendation to ${recommendation.state}`);
    push("recommendations", {
      recommendation_id: identify("recommendation", paragraph, recommendation.state, recommendation.by.join(" "), ""), document_id, paragraph_id: paragraphId(recommendation.paragraph), paragraph: paragraph.number, page: paragraph.pageFirst,
      state: recommendation.state, recommended_by: recommendation.by, session: recommendation.session, year: recommendation.year, number: recommendation.number, text: recommendation.text,
      response: recommendation.response, measures: recommendation.measures, trafficking: recommendation.trafficking, action: recommendation.action, quote: recommendation.quote, quote_start: recommendation.quoteStart, quote_end: recommendation.quoteEnd,
    });
  }
  for (const answer of extracted.answers ?? []) {
    const paragraph = verify(answer, `the answer to recommendation ${answer.number}`);
    push("recommendation_answers", {
      answer_id: identify("answer", paragraph, answer.state, answer.number, answer.response), document_id, paragraph_id: paragraphId(answer.paragraph), paragraph: paragraph.number, page: paragraph.pageFirst,
      state: answer.state, number: answer.number, response: answer.response, quote: answer.quote, quote_start: answer.quoteStart, quote_end: answer.quoteEnd,
    });
  }
  const respondents = new Set<string>();
  for (const respondent of extracted.respondents) {
    const key = `${respondent.state} ${respondent.source}`;
    if (respondents.has(key)) continue;
    respondents.add(key);
    push("respondents", {
      document_id, state: respondent.state, name: respondent.name, source: respondent.source,
      paragraph: respondent.paragraph === null ? null : at(respondent.paragraph, `the respondent ${respondent.state}`).number,
      footnote: respondent.footnote === null ? null : (document.footnotes.find((footnote) => footnote.ordinal === respondent.footnote)?.label ?? null),
    });
  }
  const issues = (origin: string, records: IssueRecord[]): void => {
    records.forEach((issue, ordinal) => (rows["issues"] as Value[][]).push(issueRow(document_id, origin, ordinal, issue, issue.paragraph === null ? null : (paragraphs.get(issue.paragraph)?.number ?? null))));
  };
  issues("read", document.issues);
  issues("extract", extracted.issues);
  (extracted.candidates ?? []).forEach((candidate, ordinal) => {
    const paragraph = at(candidate.paragraph, `the candidate ${candidate.measure}`);
    inside(paragraph, candidate.quoteStart, candidate.quoteEnd, `the candidate ${candidate.measure}`);
    push("candidates", {
      document_id, ordinal, paragraph_ordinal: candidate.paragraph, paragraph: paragraph.number, page: paragraph.pageFirst, state: candidate.state, measure: candidate.measure, status: candidate.status,
      score: Math.round(candidate.score * 1000) / 1000, step: candidate.step, reason: candidate.reason, quote: paragraph.text.slice(candidate.quoteStart, candidate.quoteEnd), quote_start: candidate.quoteStart, quote_end: candidate.quoteEnd,
    });
  });
  for (const [predicate, matches] of Object.entries(extracted.usage.unknownPredicates ?? {}).sort(byKey)) push("predicate_usage", { document_id, predicate, matches });
  for (const [rule, matches] of Object.entries(extracted.usage.rules).sort(byKey)) push("rule_usage", { document_id, rule, matches });
  for (const [alias, matches] of Object.entries(extracted.usage.aliases).sort(byKey)) push("alias_usage", { document_id, alias, matches });

  push("documents", {
    document_id, sha256: facts.sha256, file: facts.file, status: "read", failure_reason: null, failure_next: null, symbol: meta.symbol, symbol_basis: meta.symbolBasis, title: meta.title, kind: meta.kind, kind_basis: meta.kindBasis,
    state, date: meta.date, year: meta.year, event_date, event_year: event_date === null ? meta.year : Number(event_date.slice(0, 4)), session: meta.session, language: meta.language, author: meta.author, share_read: readability.share, readable: readability.readable, format: document.format, pages: meta.pages, text_read: meta.textRead ?? null,
    section_count: document.sections.length, paragraph_count: document.paragraphs.length, footnote_count: document.footnotes.length, claim_count: claimCount, respondent_count: new Set(extracted.respondents.map((respondent) => respondent.state)).size,
    user_kind: facts.userKind, corrections: facts.corrections, read_fingerprint: facts.readFingerprint, extract_fingerprint: facts.extractFingerprint,
  });
  return rows;
}

/** Rows of a file that could not be read: one document with its reason, one issue. */
export function rowsOfFailure(failure: Failure, facts: FileFacts): DocumentRows {
  const document_id = documentIdOf(facts.sha256);
  return {
    documents: [
      rowOf("documents", {
        document_id, sha256: facts.sha256, file: facts.file, status: "failed", failure_reason: failure.reason, failure_next: failure.next, symbol: null, symbol_basis: null, title: null, kind: null, kind_basis: null,
        state: facts.stateByName ?? null, date: null, year: null, event_date: null, event_year: null, session: null, language: null, author: null, share_read: null, readable: false, format: null, pages: null, text_read: null,
        section_count: 0, paragraph_count: 0, footnote_count: 0, claim_count: 0, respondent_count: 0,
        user_kind: facts.userKind, corrections: facts.corrections, read_fingerprint: facts.readFingerprint, extract_fingerprint: facts.extractFingerprint,
      }),
    ],
    issues: [issueRow(document_id, "load", 0, { kind: "unreadable", severity: failure.severity, paragraph: null, excerpt: "", message: `${facts.file}: ${failure.reason}`, next: failure.next }, null)],
  };
}

/** One row of `issues`; `paragraph` is the printed number. */
export function issueRow(document_id: string, origin: string, ordinal: number, issue: IssueRecord, paragraph: string | null): Value[] {
  return rowOf("issues", { document_id, origin, ordinal, kind: issue.kind, severity: issue.severity, paragraph, excerpt: issue.excerpt.slice(0, 200), message: issue.message, next: issue.next });
}

/**
 * Ids that are the same on every machine: a hash of the document's bytes, the paragraph and what the record says.
 * The quote's offsets are left out, so that a rule that trims a quote keeps the id (and the human decisions on it); repeats in one paragraph are counted in the order of their quotes.
 */
function identifier(sha256: string): (type: string, paragraph: Paragraph, ...parts: string[]) => string {
  const repeats = new Map<string, number>();
  return (type, paragraph, ...parts) => {
    const key = [type, sha256, paragraph.ordinal, paragraph.number, ...parts].join("\u001f");
    const repeat = repeats.get(key) ?? 0;
    repeats.set(key, repeat + 1);
    return createHash("sha256").update(`${key}\u001f${repeat}`).digest("hex").slice(0, 16);
  };
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byKey = (a: [string, number], b: [string, number]): number => order(a[0], b[0]);
