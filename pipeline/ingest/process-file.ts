// Owns the work on one file: bytes → read document (or its cache entry) → claims → rows. Runs in a worker.
// Must not touch the database.
import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { loadMeasures } from "../../datasets/measures.js";
import { buildContext, extract } from "../../extractors/extract.js";
import type { DocumentKind, IssueRecord, ReadDocument } from "../../extractors/contracts.js";
import { readabilityOf, stateOfUnread } from "../../extractors/document/readable.js";
import { nothingFound } from "../../extractors/nothing-found.js";
import { checkSize, DEFAULT_LIMITS, LongDocument, readDocument, UnreadableDocumentError } from "../parse/read-document.js";
import { planRows } from "../store/plans.js";
import { documentIdOf, rowsOfDocument, SpanError, type DocumentRows } from "../store/rows.js";
import { readCache, writeCache, type CacheKey } from "./cache.js";
import { codeOf } from "../disk-fault.js";
import { openPdf } from "../parse/pdfjs.js";
import { corrected, stateSet } from "./corrections.js";
import { CHANGED, failedResult, type FileResult, type FileTask, type PagesResult, type Work } from "./file-task.js";
import { stateResolver } from "./state-resolver.js";

let measureCodes: Set<string> | undefined;
const codes = (): Set<string> => (measureCodes ??= new Set(loadMeasures().map((measure) => measure.code)));

let context: ReturnType<typeof buildContext> | undefined;

/** Tells that a part of a long work is done; limits then count anew. */
export type Beat = (note: string) => void;

/** Does what a worker is asked for. */
export function processWork(work: Work, beat: Beat = () => undefined): Promise<FileResult | PagesResult> {
  return work.kind === "file" ? processWhole(work.task, work.spreadPages, work.content, beat) : processPages(work);
}

/** Reads some pages of a PDF. Throws nothing: where the bytes are not those asked for, the answer is `gone`. */
async function processPages(work: Extract<Work, { kind: "pages" }>): Promise<PagesResult> {
  // As large as the whole file was when it was read for its count of pages; one that grew since is not that file.
  const small = await stat(work.path).then(({ size }) => size <= DEFAULT_LIMITS.maxBytes, () => false);
  const bytes = small ? await readFile(work.path).catch(() => null) : null;
  if (bytes === null || digest(bytes) !== work.sha256) return { outcome: "gone" };
  try {
    const pdf = await openPdf(bytes, DEFAULT_LIMITS.maxPages);
    try {
      return { outcome: "pages", ...(await pdf.read(work.from, work.to)) };
    } finally {
      await pdf.close();
    }
  } catch {
    return { outcome: "gone" };
  }
}

const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Reads, extracts and makes rows. Every fault of the file ends as a result with `outcome: "failed"`, none is thrown. */
export async function processFile(task: FileTask): Promise<FileResult> {
  return (await processWhole(task, null, null)) as FileResult;
}

/**
 * @param spreadPages from so many pages on, a PDF that is not in the cache is given back as `long`
 * @param content pages of the PDF that were read elsewhere
 */
async function processWhole(task: FileTask, spreadPages: number | null, content: Extract<Work, { kind: "file" }>["content"], beat: Beat = () => undefined): Promise<FileResult | PagesResult> {
  const notices: string[] = [];
  const notice = (message: string): void => void notices.push(message);
  const facts = { sha256: task.sha256, file: task.file, userKind: task.kind, corrections: task.corrections, readFingerprint: task.readFingerprint, extractFingerprint: task.extractFingerprint };
  const started = performance.now();
  let readMs = 0;
  try {
    const key: CacheKey = { sha256: task.sha256, fileName: basename(task.path), kind: task.kind, readFingerprint: task.readFingerprint };
    const rowsKey: CacheKey = { ...key, extracted: { extractFingerprint: task.extractFingerprint, file: task.file, corrections: task.corrections } };
    const kept = task.cache === null || content !== null ? null : await readCache<Kept>(task.cache, rowsKey, notice);
    if (kept !== null) return { ...resultOf(kept), fromCache: true, readMs: performance.now() - started, extractMs: 0, notices };
    let document = task.cache === null ? null : await readCache(task.cache, key, notice);
    const fromCache = document !== null;
    if (document === null) {
      checkSize((await stat(task.path)).size, DEFAULT_LIMITS.maxBytes);
      const bytes = await readFile(task.path);
      if (digest(bytes) !== task.sha256) {
        return { ...failedResult(task, { reason: "The file changed while it was being read.", next: "Ingest again when nothing writes to it." }, notices), unsettled: CHANGED };
      }
      document = await readDocument(bytes, {
        fileName: basename(task.path), resolveState: stateResolver(), ...(task.kind === null ? {} : { kind: task.kind as DocumentKind }),
        ...(spreadPages === null ? {} : { spreadPages }), ...(content === null ? {} : { content }),
        ...(task.ocr === true ? { ocr: (page: number, done: number, of: number) => beat(`${task.file}: page ${page} recognised, ${done} of ${of} pages without text`) } : {}),
      });
      if (task.cache !== null) await writeCache(task.cache, key, document, notice);
    }
    document = corrected(document, task.corrections);
    readMs = performance.now() - started;
    const extracted = extract(document, (context ??= buildContext()));
    const nothing = nothingFound(document, extracted);
    if (nothing !== null) extracted.issues.push(nothing);
    const unknown = [...extracted.claims, ...extracted.collective].find((claim) => !codes().has(claim.measure));
    if (unknown !== undefined) throw new SpanError(`'${unknown.measure}' is no code of the codebook`);
    const stateByName = stateOfUnread(document.meta.symbol, task.file, stateResolver());
    const rows = { ...rowsOfDocument(document, extracted, { ...facts, stateByName }), ...(await planRows(document, documentIdOf(task.sha256), context.states)) };
    const output: Kept = { rows, pages: document.meta.pages ?? 0, warnings: warningsOf(document, nothing) };
    const extractMs = performance.now() - started - readMs;
    if (task.cache !== null) await writeCache(task.cache, rowsKey, output, notice);
    return { ...resultOf(output), fromCache, readMs, extractMs, notices };
  } catch (error) {
    if (error instanceof LongDocument) return { outcome: "long", pageCount: error.pageCount };
    const refused = describeRefusal(error, task.path);
    if (refused !== null) return { ...failedResult(task, { reason: `The file ${refused}.`, next: "Ingest again." }, notices), unsettled: refused };
    return failedResult(task, describeFailure(error), notices, task.readFingerprint, stateSet(task.corrections) ?? stateOfUnread(null, task.file, stateResolver()));
  }
}

/** What is kept of the extraction of a document. */
interface Kept {
  rows: DocumentRows;
  pages: number;
  warnings: string[];
}

/** What whoever ingests has to hear of a document that was read: that it says nothing to us, or gave nothing. */
function warningsOf(document: ReadDocument, nothing: IssueRecord | null): string[] {
  const { readable, share } = readabilityOf(document);
  const language = document.meta.language;
  const unread = readable ? [] : [`Not read: ${language !== null && language !== "en" ? `its text is in the language "${language}"` : `only ${Math.round(100 * (share ?? 0))} % of it is text that could be read`}; its State counts as not read, not as silent.`];
  return [...unread, ...(nothing === null || !readable ? [] : [nothing.message])];
}

function resultOf({ rows, pages, warnings }: Kept): Pick<FileResult, "outcome" | "rows" | "failure" | "pages" | "paragraphs" | "claims" | "issues" | "warnings"> {
  const count = (name: string): number => rows[name]?.length ?? 0;
  return { outcome: "read", rows, failure: null, warnings, pages, paragraphs: count("paragraphs"), claims: count("claims"), issues: count("issues") };
}

/** Why the system did not hand out a file that was there a moment ago; null for any other fault. What fails today on a weak disk may be read tomorrow. */
function describeRefusal(error: unknown, path: string): string | null {
  if (!(error instanceof Error) || !("syscall" in error) || ("path" in error && error.path !== path)) return null;
  const code = codeOf(error);
  return ["ENOENT", "EACCES", "EPERM"].includes(code) ? CHANGED : `could not be read from the disk (${code})`;
}

function describeFailure(error: unknown): { reason: string; next: string } {
  if (error instanceof UnreadableDocumentError) return { reason: error.message, next: error.next };
  if (error instanceof SpanError) return { reason: `A record did not match what it was taken from (${error.message}); nothing of this document was kept.`, next: "This is a fault of Stocktake: report it with the file." };
  if (error instanceof RangeError && /call stack/i.test(error.message)) {
    return { reason: "Its parts lie in one another too deeply to be read.", next: "The file may be damaged or made to do harm: open it in a word processor or browser, and save it again if it is a report." };
  }
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { reason: `The reader failed (${text.slice(0, 200)}).`, next: "The file may be damaged: open it in a viewer. If it opens, this is a fault of Stocktake: report it with the file." };
}
