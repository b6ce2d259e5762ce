// Owns what a person set of a document (State, year, kind, symbol, session) on its way into an ingest: what is asked, what stands, what it makes of a read document.
// Must not touch the database; pipeline/store/document-decisions.ts keeps the rows.
import type { ReadDocument } from "../../extractors/contracts.js";
import { DOCUMENT_FIELDS, type Corrections, type DocumentDecisionRow } from "../store/document-decisions.js";

/** What is to be set of every document of an ingest; "auto" forgets what was set before. */
export interface Setting {
  values: Corrections;
  reason: string;
  reviewer: string;
  /** ISO 8601 day. */
  day: string;
}

/** Word that takes a correction back. */
export const FORGET = "auto";

/** What stands for a document once a setting is applied. */
export function settled(before: Corrections | undefined, setting: Setting | undefined): Corrections {
  const after: Corrections = { ...before };
  for (const field of DOCUMENT_FIELDS) {
    const value = setting?.values[field];
    if (value === FORGET) delete after[field];
    else if (value !== undefined) after[field] = value;
  }
  return after;
}

/** Rows to write, and those that go, for the documents of an ingest. */
export function settingRows(setting: Setting, documents: Iterable<{ sha256: string; name: string }>): { rows: DocumentDecisionRow[]; forgotten: Pick<DocumentDecisionRow, "sha256" | "field">[] } {
  const rows: DocumentDecisionRow[] = [];
  const forgotten: Pick<DocumentDecisionRow, "sha256" | "field">[] = [];
  for (const { sha256, name } of documents) {
    for (const field of DOCUMENT_FIELDS) {
      const value = setting.values[field];
      if (value === FORGET) forgotten.push({ sha256, field });
      else if (value !== undefined) rows.push({ sha256, document: name, field, value, reason: setting.reason, reviewer: setting.reviewer, decided: setting.day });
    }
  }
  return { rows, forgotten };
}

/** What a kind set in one of three ways comes to: a decision on the document, the ingest's own option, what was set before. */
export function kindOf(decided: Corrections, option: string | undefined, before: { userKind: string | null; corrections: string | null } | undefined): string | null {
  if (decided.kind !== undefined) return decided.kind;
  if (option !== undefined) return option === FORGET ? null : option;
  // One that a decision had set goes with the decision.
  const byDecision = before?.corrections != null && (JSON.parse(before.corrections) as Corrections).kind !== undefined;
  return byDecision ? null : (before?.userKind ?? null);
}

/** Issues about what a person has set since. */
const SETTLED_ISSUES: Partial<Record<keyof Corrections, RegExp>> = {
  state: /\bThe State\b.*\b(?:taken from the file name|could not be told)/,
  symbol: /\bThe symbol\b.*\btaken from the file name/,
};

/**
 * A document as read, with what a person set in place of what was found. The kind is not among it: the reader takes that itself.
 * @param text as correctionsText writes it; null for none
 */
export function corrected(document: ReadDocument, text: string | null): ReadDocument {
  if (text === null) return document;
  const set = JSON.parse(text) as Corrections;
  const meta = {
    ...document.meta,
    ...(set.state === undefined ? {} : { state: set.state }),
    ...(set.year === undefined ? {} : yearOf(document, Number(set.year))),
    ...(set.symbol === undefined ? {} : { symbol: set.symbol, symbolBasis: "user" as const }),
    ...(set.session === undefined ? {} : { session: set.session }),
  };
  const settledIssue = (message: string): boolean => Object.entries(SETTLED_ISSUES).some(([field, pattern]) => set[field as keyof Corrections] !== undefined && pattern.test(message));
  return { ...document, meta, issues: document.issues.filter((issue) => issue.kind !== "metadata" || !settledIssue(issue.message)) };
}

/** The State that a person set, for a document that was not read; null where none. */
export function stateSet(text: string | null): string | null {
  return text === null ? null : ((JSON.parse(text) as Corrections).state ?? null);
}

/** A date of another year than the one that a person set is no date of the document. */
const yearOf = ({ meta }: ReadDocument, year: number): { year: number; date: string } => ({ year, date: meta.date !== null && meta.year === year ? meta.date : String(year) });

