// Owns the one way to pdfjs-dist: the modern build, in process, with the few globals that Node 20 lacks.
// Must not interpret the text; it hands out glyph runs with their geometry and nothing else.
// Why not the legacy build: on Node 20 it replaces Array.prototype.push for the whole process, ten times slower.

import { createRequire } from "node:module";
import path from "node:path";
import type { PDFDocumentProxy } from "pdfjs-dist";

// Typed as strings, because these two files carry no types of their own.
const WORKER_MODULE: string = "pdfjs-dist/build/pdf.worker.mjs";
const LIBRARY_MODULE: string = "pdfjs-dist/build/pdf.mjs";

type PdfModule = typeof import("pdfjs-dist");

/** One run of glyphs as drawn, in PDF points; the origin is the lower left corner of the upright page. */
export interface PdfRun {
  text: string;
  x: number;
  /** Baseline. */
  y: number;
  width: number;
  /** Font size. */
  size: number;
  font: string;
  bold: boolean;
  italic: boolean;
  /** Degrees, counter-clockwise, rounded to 90. */
  angle: number;
}

export interface PdfPage {
  /** 1-based. */
  number: number;
  width: number;
  height: number;
  runs: PdfRun[];
}

export interface PdfContent {
  pages: PdfPage[];
  /** Pages in the file; `pages` may hold fewer where a limit or a damaged page cut it short. */
  pageCount: number;
  /** Pages that could not be read, with pdfjs' words. */
  failedPages: { page: number; message: string }[];
}

/** A PDF that pdfjs cannot open. `code` tells why. */
export class PdfOpenError extends Error {
  constructor(
    readonly code: "encrypted" | "damaged" | "too_large",
    message: string,
  ) {
    super(message);
    this.name = "PdfOpenError";
  }
}

function define(target: object, name: string, value: unknown): void {
  if (name in target) return;
  Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
}

/** Defines only what is missing, non-enumerable, so that nothing else in the process can notice. */
function installMissingGlobals(): void {
  define(Promise, "withResolvers", function withResolvers<T>(this: PromiseConstructor) {
    let resolve!: (value: T | PromiseLike<T>) => void;
    let reject!: (reason?: unknown) => void;
    const promise = new Promise<T>((onResolve, onReject) => {
      resolve = onResolve;
      reject = onReject;
    });
    return { promise, resolve, reject };
  });
  define(Promise, "try", (task: (...args: unknown[]) => unknown, ...args: unknown[]) =>
    new Promise((resolve) => resolve(task(...args))));
  function getOrInsertComputed(this: Map<unknown, unknown>, key: unknown, compute: (key: unknown) => unknown): unknown {
    if (this.has(key)) return this.get(key);
    const value = compute(key);
    this.set(key, value);
    return value;
  }
  define(Map.prototype, "getOrInsertComputed", getOrInsertComputed);
  define(WeakMap.prototype, "getOrInsertComputed", getOrInsertComputed);
  define(Uint8Array, "fromBase64", (text: string) => new Uint8Array(Buffer.from(text, "base64")));
  define(Uint8Array.prototype, "toBase64", function toBase64(this: Uint8Array) {
    return Buffer.from(this.buffer, this.byteOffset, this.byteLength).toString("base64");
  });
  define(Uint8Array.prototype, "toHex", function toHex(this: Uint8Array) {
    return Buffer.from(this.buffer, this.byteOffset, this.byteLength).toString("hex");
  });
  define(ArrayBuffer.prototype, "transferToFixedLength", function transferToFixedLength(this: ArrayBuffer, length?: number) {
    const to = new ArrayBuffer(length ?? this.byteLength);
    new Uint8Array(to).set(new Uint8Array(this).subarray(0, to.byteLength));
    return to;
  });
  define(URL, "parse", (text: string, base?: string) => {
    try {
      return new URL(text, base);
    } catch {
      return null;
    }
  });
  define(Math, "sumPrecise", (values: Iterable<number>) => {
    let sum = 0;
    for (const value of values) sum += value;
    return sum;
  });
  // Named at load time for drawing only. Text extraction never builds one; if it did, this would say so.
  define(globalThis, "DOMMatrix", class DOMMatrix {
    constructor() {
      throw new Error("DOMMatrix: this build reads text and does not draw");
    }
    /* pdfjs keeps one identity matrix as a constant */
  });
}

const PDFJS_ERROR = /^(?:XRefEntryException|XRefParseException|MissingDataException|ParserEOFException|FormatError|AbortException|UnknownErrorException|InvalidPDFException|ResponseException|PasswordException|RenderingCancelledException|BaseException|EndOfMainMarkerError|JpegError|JpxError|Jbig2Error|DNLMarkerError|EOIMarkerError)\b/;

/**
 * On damaged files pdfjs leaves promises of its own rejected with nobody waiting, which would end the process and
 * with it a whole batch. Those are contained here, and only those: any other rejection ends the process as before.
 */
function containStrayRejections(): void {
  process.on("unhandledRejection", (reason: unknown) => {
    const name = reason instanceof Error ? `${reason.name} ${reason.constructor.name}` : String(reason);
    const stack = reason instanceof Error ? (reason.stack ?? "") : "";
    if (name.split(" ").some((part) => PDFJS_ERROR.test(part)) || PDFJS_ERROR.test(String(reason)) || /pdfjs-dist[\\/]build/.test(stack)) return;
    if (process.listenerCount("unhandledRejection") > 1) return; // somebody else has asked to hear of it
    setImmediate(() => {
      throw reason instanceof Error ? reason : new Error(`unhandled rejection: ${String(reason)}`);
    });
  });
}

/** A damaged file may also leave a promise that never settles; no page takes a minute. */
const PATIENCE_MS = 60_000;

async function inTime<T>(work: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      work,
      new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          reject(new Error(`${what} took longer than ${PATIENCE_MS / 1000} seconds`));
        }, PATIENCE_MS);
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}

let loading: Promise<PdfModule> | undefined;

async function load(): Promise<PdfModule> {
  containStrayRejections();
  const isMatrixMissing = !("DOMMatrix" in globalThis);
  installMissingGlobals();
  if (isMatrixMissing) {
    // pdf.mjs builds `new DOMMatrix()` once while loading (a constant of its canvas code).
    Object.defineProperty(globalThis, "DOMMatrix", { value: class DOMMatrix {}, writable: true, configurable: true, enumerable: false });
  }
  const warn = console.warn;
  const log = console.log;
  console.warn = () => undefined; // "use the legacy build", "cannot load @napi-rs/canvas": neither matters for text
  console.log = () => undefined;
  try {
    // In-process: with `pdfjsWorker` set, pdfjs starts no worker thread.
    const worker = (await import(WORKER_MODULE)) as { WorkerMessageHandler: unknown };
    Object.defineProperty(globalThis, "pdfjsWorker", {
      value: { WorkerMessageHandler: worker.WorkerMessageHandler },
      writable: true,
      configurable: true,
      enumerable: false,
    });
    return (await import(LIBRARY_MODULE)) as PdfModule;
  } finally {
    console.warn = warn;
    console.log = log;
  }
}

const packageFolder = path.dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));

interface FontLike {
  name?: string;
  bold?: boolean;
  black?: boolean;
  italic?: boolean;
  loadedName?: string;
}

/** Font facts by pdfjs' internal font id; unknown fonts count as upright roman. */
function fontFacts(font: FontLike | null): { name: string; bold: boolean; italic: boolean } {
  const name = font?.name ?? "";
  return {
    name,
    bold: Boolean(font?.bold) || Boolean(font?.black) || /bold|black|heavy|semib/i.test(name),
    italic: Boolean(font?.italic) || /ital|obli/i.test(name),
  };
}

/**
 * Reads all text runs of a PDF.
 * @param bytes the file; copied, because pdfjs takes ownership of its buffer
 * @param maxPages pages beyond it raise `too_large`
 * @throws PdfOpenError when the file is encrypted, damaged or over the limit
 */
export async function readPdfRuns(bytes: Uint8Array, maxPages: number): Promise<PdfContent> {
  loading ??= load();
  const pdfjs = await loading;
  const task = pdfjs.getDocument({
    data: new Uint8Array(bytes),
    verbosity: 0,
    isEvalSupported: false,
    useWorkerFetch: false,
    useSystemFonts: false,
    disableFontFace: true,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    stopAtErrors: false,
    useWasm: false,
    standardFontDataUrl: path.join(packageFolder, "standard_fonts") + path.sep,
    cMapUrl: path.join(packageFolder, "cmaps") + path.sep,
    cMapPacked: true,
  });
  let pdf: PDFDocumentProxy;
  try {
    pdf = await inTime(task.promise, "opening the file");
  } catch (error) {
    await inTime(task.destroy(), "closing the file").catch(() => undefined);
    const name = error instanceof Error ? error.name : "";
    const message = error instanceof Error ? error.message : String(error);
    throw new PdfOpenError(name === "PasswordException" ? "encrypted" : "damaged", message);
  }
  try {
    if (pdf.numPages > maxPages) {
      throw new PdfOpenError("too_large", `${pdf.numPages} pages, over the limit of ${maxPages}`);
    }
    const content: PdfContent = { pages: [], pageCount: pdf.numPages, failedPages: [] };
    const facts = new Map<string, ReturnType<typeof fontFacts>>();
    for (let number = 1; number <= pdf.numPages; number++) {
      try {
        content.pages.push(await inTime(readPage(pdf, number, facts), "the page"));
      } catch (error) {
        content.failedPages.push({ page: number, message: error instanceof Error ? error.message : String(error) });
      }
    }
    return content;
  } finally {
    await inTime(task.destroy(), "closing the file").catch(() => undefined);
  }
}

async function readPage(pdf: PDFDocumentProxy, number: number, facts: Map<string, ReturnType<typeof fontFacts>>): Promise<PdfPage> {
  const page = await pdf.getPage(number);
  const viewport = page.getViewport({ scale: 1 });
  const content = await page.getTextContent({ disableNormalization: false, includeMarkedContent: false });
  const runs: PdfRun[] = [];
  // Fonts' names (bold, italic) reach this side only with the drawing list; it is asked for once per new font.
  if (content.items.some((item) => "str" in item && item.str.trim() !== "" && !facts.has(item.fontName))) {
    try {
      await page.getOperatorList();
    } catch {
      // The page's drawing is damaged; its text was read all the same, and its fonts count as upright roman.
    }
  }
  const [a, b, c, d, e, f] = viewport.transform as [number, number, number, number, number, number];
  for (const item of content.items) {
    if (!("str" in item) || item.str === "" || item.str.trim() === "") continue;
    const [ta, tb, tc, td, te, tf] = item.transform as [number, number, number, number, number, number];
    let fact = facts.get(item.fontName);
    if (!fact) {
      let font: FontLike | null = null;
      try {
        if (page.commonObjs.has(item.fontName)) font = page.commonObjs.get(item.fontName) as FontLike;
      } catch {
        font = null;
      }
      fact = fontFacts(font);
      facts.set(item.fontName, fact);
    }
    const size = Math.hypot(tc, td) || item.height;
    // Into viewport space, then y turned upwards again, so that rotated pages come upright.
    const x = a * te + c * tf + e;
    const y = viewport.height - (b * te + d * tf + f);
    const dx = a * ta + c * tb;
    const dy = -(b * ta + d * tb);
    const angle = (Math.round(Math.atan2(dy, dx) / (Math.PI / 2)) * 90 + 360) % 360;
    runs.push({ text: item.str, x, y, width: item.width, size, font: fact.name || item.fontName, bold: fact.bold, italic: fact.italic, angle });
  }
  const result: PdfPage = { number, width: viewport.width, height: viewport.height, runs };
  page.cleanup();
  return result;
}
