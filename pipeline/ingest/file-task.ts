// Owns what goes to a worker and what comes back. Must not load the readers: the main thread imports it.
import type { PdfContent } from "../parse/pdfjs.js";
import { rowsOfFailure, type DocumentRows } from "../store/rows.js";

export interface FileTask {
  path: string;
  file: string;
  sha256: string;
  /** Kind set by the user; null to recognise it. */
  kind: string | null;
  /** What a person set of it beside, as text (store/document-decisions.ts); null for nothing. */
  corrections: string | null;
  /** Null to keep nothing. */
  cache: string | null;
  readFingerprint: string;
  extractFingerprint: string;
  /** Pages without text are recognised. */
  ocr?: boolean;
}

const WITH_OCR = "+ocr";

/** The fingerprint of reading with recognition; it is another way of reading the same file. */
export const ocrFingerprint = (readFingerprint: string, ocr: boolean): string => (ocr ? `${readFingerprint}${WITH_OCR}` : readFingerprint);

/** Is what was read still as this reader reads it? With recognition it has all that it has without. */
export const isReadBy = (fingerprint: string, readFingerprint: string, ocr = false): boolean => fingerprint === `${readFingerprint}${WITH_OCR}` || (!ocr && fingerprint === readFingerprint);

export interface FileResult {
  outcome: "read" | "failed";
  rows: DocumentRows;
  /** Why and what next, for the closing summary; null where it was read. */
  failure: { reason: string; next: string } | null;
  /** Why the bytes asked for could not be had, as the middle of a sentence on the file. The failure then says nothing of the document. */
  unsettled?: string;
  fromCache: boolean;
  pages: number;
  paragraphs: number;
  claims: number;
  issues: number;
  /** Milliseconds of reading (or of the cache) and of extraction. */
  readMs: number;
  extractMs: number;
  /** What whoever ingests has to hear of a document that was read, one sentence each. */
  warnings?: string[];
  notices: string[];
}

/** What a worker is asked for: a whole file, or some pages of a long one. */
export type Work =
  | {
      kind: "file";
      task: FileTask;
      /** From so many pages on a PDF is not read but given back as `long`, to be read by several; null to read it whatever its length. */
      spreadPages: number | null;
      /** Pages that others have read; null to read the file. */
      content: PdfContent | null;
    }
  | { kind: "pages"; path: string; sha256: string; /** 1-based. */ from: number; /** Included. */ to: number };

/** Answer to a piece of work that is no whole file. */
export type PagesResult =
  | ({ outcome: "pages" } & Pick<PdfContent, "pages" | "failedPages">)
  /** A document to be spread. */
  | { outcome: "long"; pageCount: number }
  /** The pages could not be had: the file was changed or removed meanwhile. */
  | { outcome: "gone" };

/** Of a file whose bytes are no longer those that were asked for. */
export const CHANGED = "was changed, removed or closed to you while it was being read";

/** The result of a file that could not be read, for whatever reason; also made by the pool for a worker that it killed. */
export function failedResult(task: FileTask, failure: { reason: string; next: string }, notices: string[], readFingerprint = task.readFingerprint, stateByName: string | null = null): FileResult {
  const rows = rowsOfFailure({ ...failure, severity: "error" }, { sha256: task.sha256, file: task.file, userKind: task.kind, corrections: task.corrections, stateByName, readFingerprint, extractFingerprint: task.extractFingerprint });
  return { outcome: "failed", rows, failure, fromCache: false, pages: 0, paragraphs: 0, claims: 0, issues: 1, readMs: 0, extractMs: 0, notices };
}
