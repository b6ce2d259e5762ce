// Owns the one way to pdfjs-dist: the modern build, in process, with the few globals that Node 20 lacks.
// Must not interpret the text; it hands out glyph runs with their geometry and nothing else.
// Why not the legacy build: on Node 20 it replaces Array.prototype.push for the whole process, ten times slower.

import { createRequire } from "node:module";
import path from "node:path";
import type { PDFDocumentProxy, PDFPageProxy, PDFWorker } from "pdfjs-dist";
import { portPair, type PortEnd } from "./pdf-port.js";
import { hearActualText } from "./pdf-actual-text.js";
import { annotationRuns, partAtBoxes, type PdfAnnotation } from "./pdf-annotations.js";
import type { PdfAdded, PdfAttachment, PdfContent, PdfPage, PdfRun } from "./pdf-content.js";
import { wantsTextPass, workerWithInside } from "./pdfjs-inside.js";
import { installTextPass, textRuns, type Inside } from "./pdf-text-pass.js";
import type { PlacedRun, RunFont } from "./pdf-placing.js";
import type { Rule } from "./pdf-rules.js";
import { placeRuns, type DrawingList, type OperatorCodes } from "./pdf-runs.js";

// Typed as strings, because these two files carry no types of their own.
const WORKER_MODULE: string = "pdfjs-dist/build/pdf.worker.mjs";
const LIBRARY_MODULE: string = "pdfjs-dist/build/pdf.mjs";

type PdfModule = typeof import("pdfjs-dist");

export type { PdfAdded, PdfAttachment, PdfContent, PdfPage, PdfRun };

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
  // Asked for where fonts are made ready for drawing (see NO_DRAWING); it is never drawn with.
  define(
    globalThis,
    "FontFace",
    class FontFace {
      readonly loaded = Promise.resolve(this);
    },
  );
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

/** pdfjs, and the one reader behind it, which all documents of this thread share. */
interface Loaded {
  pdfjs: PdfModule;
  worker: PDFWorker;
}

let loading: Promise<Loaded> | undefined;

async function load(): Promise<Loaded> {
  containStrayRejections();
  const isMatrixMissing = !("DOMMatrix" in globalThis);
  installMissingGlobals();
  if (isMatrixMissing) {
    // pdf.mjs builds `new DOMMatrix()` once while loading (a constant of its canvas code).
    Object.defineProperty(globalThis, "DOMMatrix", { value: class DOMMatrix {}, writable: true, configurable: true, enumerable: false });
  }
  listenToWarnings();
  const log = console.log;
  console.log = () => undefined;
  try {
    // Without the pass nothing of pdfjs is changed, which is what the pass is compared with.
    const withInside = wantsTextPass() ? workerWithInside() : null;
    const workerModule = (await import(withInside ?? WORKER_MODULE)) as Inside & { WorkerMessageHandler: { initializeFromPort(port: PortEnd): void } };
    const { WorkerMessageHandler } = workerModule;
    if (withInside !== null) installTextPass(workerModule);
    // It names itself to the whole process; that name need not be seen.
    Object.defineProperty(globalThis, "pdfjsWorker", { value: { WorkerMessageHandler }, writable: true, configurable: true, enumerable: false });
    const pdfjs = (await import(LIBRARY_MODULE)) as PdfModule;
    hearActualText();
    const [here, there] = portPair((operators, isLast) => list.tell(operators, isLast));
    WorkerMessageHandler.initializeFromPort(there);
    // Typed for a browser's worker; a port is all that it uses.
    const worker = new pdfjs.PDFWorker({ port: here as unknown as null, verbosity: WARNINGS });
    await worker.promise;
    return { pdfjs, worker };
  } finally {
    console.log = log;
  }
}

/** Operators of one page beyond which it is not read from its drawing list: nested forms can make thousands of millions of a few bytes. */
const MOST_OPERATORS = 300_000;

/** A page draws so much that its list is given up. */
class TooMuchDrawing extends Error {}

/** What becomes known beside a drawing list while it is made. Documents of one thread are read one page at a time; where two are at once, a page is at worst read the slow way. */
const list = {
  broken: 0,
  operators: 0,
  /** Its last piece came. Where the reader behind the port fails on the way, pdfjs hands out the pieces before as if they were all. */
  isWhole: false,
  /** Fields and comments of the page that pdfjs left out because they are damaged. */
  lostAnnotations: 0,
  giveUp: null as ((reason: TooMuchDrawing) => void) | null,
  tell(operators: number, isLast: boolean): void {
    this.operators += operators;
    this.isWhole ||= isLast;
    if (this.operators > MOST_OPERATORS) this.giveUp?.(new TooMuchDrawing());
  },
};

/** The level at which pdfjs warns of what it leaves out. */
const WARNINGS = 1;

/** pdfjs leaves out of a list what it cannot draw, and all that follows in the same stream, and tells it in a warning alone. */
const LEFT_OUT = /^Warning: getOperatorList - ignoring (?:errors|XObject|ExtGState)/;
/** And so with a field or a comment whose object is damaged, or the text that one shows. */
const LOST_ANNOTATION = /^Warning: (?:_parsedAnnotations:|getAnnotationsData - ignoring textContent)/;

type Hearer = (warning: string) => void;
const SHARED = Symbol.for("stocktake.pdf-hearers");
/** Of every copy of this module in the thread: where it is loaded twice, each has a list of its own, and hears what the other hears. */
const HEARERS = ((globalThis as { [SHARED]?: Set<Hearer> })[SHARED] ??= new Set());
HEARERS.add((warning) => {
  if (LEFT_OUT.test(warning)) list.broken += 1;
  else if (LOST_ANNOTATION.test(warning)) list.lostAnnotations += 1;
});
const LISTENS = Symbol.for("stocktake.pdf-listens");

/**
 * pdfjs warns on the console ("use the legacy build", damaged fonts): nobody there needs it. Other warnings get through.
 * Asked for at every page, since somebody may have put another console in place (as a test runner does for each file); it does nothing twice.
 */
function listenToWarnings(): void {
  const { warn } = console;
  if (LISTENS in warn) return;
  console.warn = Object.assign((...words: unknown[]): void => {
    const [first] = words;
    if (typeof first === "string" && first.startsWith("Warning: ")) HEARERS.forEach((hear) => { hear(first); });
    else warn.apply(console, words);
  }, { [LISTENS]: true });
}

const packageFolder = path.dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));

interface FontLike {
  name?: string;
  bold?: boolean;
  black?: boolean;
  italic?: boolean;
  vertical?: boolean;
  isType3Font?: boolean;
  fontMatrix?: ArrayLike<number> | null;
}

interface FontFacts extends RunFont {
  bold: boolean;
  italic: boolean;
}

/** Font facts; unknown fonts count as upright roman. */
function fontFacts(font: FontLike | null): FontFacts {
  const name = font?.name ?? "";
  return {
    name,
    bold: Boolean(font?.bold) || Boolean(font?.black) || /bold|black|heavy|semib/i.test(name),
    italic: Boolean(font?.italic) || /ital|obli/i.test(name),
    scale: font?.fontMatrix?.[0] ?? 0.001,
    plain: font !== null && font.vertical !== true && font.isType3Font !== true,
  };
}

/**
 * pdfjs makes fonts ready for drawing unless it is told that somebody else does. Here nobody draws: a document of this shape
 * and a font face that loads at once keep it from building the outline of every letter.
 */
const NO_DRAWING = { fonts: { add: () => undefined, delete: () => false, clear: () => undefined } };

/**
 * `text_pass` reads the operators that place text and nothing else; pages that are not plain are read by `drawing`, which has pdfjs
 * make the whole drawing list, and those that it refuses by `text_content`. The later ones alone are there to check the earlier by.
 * `no_drawing` does not even ask for the drawing list, which tells the fonts' names: for pages that draw too much.
 */
export type PdfWay = "text_pass" | "drawing" | "text_content" | "no_drawing";

/** `npm run pdf-ways` shows that both ways give the same runs. */
const usualWay = (): PdfWay => (wantsTextPass() ? "text_pass" : "drawing");

/** What is enclosed in a PDF. */
export type Enclosed = Required<Pick<PdfContent, "attachments" | "isPortfolio">> & Pick<PdfContent, "attachmentsUnread">;

/** An opened PDF. Close it when done. */
export interface OpenPdf {
  pageCount: number;
  /**
   * Reads pages `from` to `to`, 1-based and both included. Never throws: what cannot be read stands in `failedPages`.
   */
  read(from: number, to: number): Promise<Pick<PdfContent, "pages" | "failedPages">>;
  /** Files inside the PDF. Never throws: a list that cannot be read is an empty one with `attachmentsUnread`. */
  enclosed(): Promise<Enclosed>;
  close(): Promise<void>;
}

/**
 * Opens a PDF.
 * @param bytes the file; copied, because pdfjs takes ownership of its buffer
 * @param maxPages pages beyond it raise `too_large`
 * @param way how pages are read
 * @throws PdfOpenError when the file is encrypted, damaged or over the limit
 */
export async function openPdf(bytes: Uint8Array, maxPages: number, way: PdfWay = usualWay()): Promise<OpenPdf> {
  loading ??= load();
  const { pdfjs, worker } = await loading;
  // How much it warns of is one setting of the thread: whoever else opened a PDF silently in it has turned our warnings off.
  (worker as unknown as { messageHandler: { send(name: string, data: object): void } }).messageHandler.send("configure", { verbosity: WARNINGS });
  const task = pdfjs.getDocument({
    data: new Uint8Array(bytes),
    worker,
    verbosity: 0,
    isEvalSupported: false,
    useWorkerFetch: false,
    useSystemFonts: false,
    disableFontFace: false,
    ownerDocument: NO_DRAWING as never,
    // Pictures are left out before they are decoded.
    maxImageSize: 0,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    stopAtErrors: false,
    useWasm: false,
    standardFontDataUrl: path.join(packageFolder, "standard_fonts") + path.sep,
    cMapUrl: path.join(packageFolder, "cmaps") + path.sep,
    cMapPacked: true,
  });
  const close = (): Promise<void> => inTime(task.destroy(), "closing the file").catch(() => undefined);
  let pdf: PDFDocumentProxy;
  try {
    pdf = await inTime(task.promise, "opening the file");
  } catch (error) {
    await close();
    const name = error instanceof Error ? error.name : "";
    throw new PdfOpenError(name === "PasswordException" ? "encrypted" : "damaged", wordsOf(error));
  }
  if (!(pdf.numPages >= 1)) {
    await close();
    throw new PdfOpenError("damaged", `It says that it has ${pdf.numPages} pages.`);
  }
  if (pdf.numPages > maxPages) {
    await close();
    throw new PdfOpenError("too_large", `${pdf.numPages} pages, over the limit of ${maxPages}`);
  }
  const facts = new Map<string, FontFacts>();
  return {
    pageCount: pdf.numPages,
    close,
    enclosed: () => enclosedIn(pdf),
    read: async (from, to) => {
      const content: Pick<PdfContent, "pages" | "failedPages"> = { pages: [], failedPages: [] };
      for (let number = from; number <= to; number++) {
        try {
          content.pages.push(await inTime(readPage(pdf, number, facts, pdfjs.OPS as OperatorCodes, way, task.docId), "the page"));
        } catch (error) {
          if (error instanceof TooMuchDrawing) {
            // Its list goes on growing behind the scenes until the document is closed; the pages read so far stay.
            await close();
            for (const [first, last, how] of [[number, number, "no_drawing"], [number + 1, to, way]] as const) {
              if (last < first) continue;
              const again = await openPdf(bytes, maxPages, how);
              const part = await again.read(first, last).finally(() => again.close());
              content.pages.push(...part.pages);
              content.failedPages.push(...part.failedPages);
            }
            return content;
          }
          content.failedPages.push({ page: number, message: wordsOf(error) });
        }
      }
      return content;
    },
  };
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function enclosedIn(pdf: PDFDocumentProxy): Promise<Enclosed> {
  let unread: string | null = null;
  // An entry that is no list at all looks to pdfjs like none; of that nothing can be said.
  const listed = await inTime(pdf.getAttachments(), "the list of attachments").catch((error: unknown) => void (unread = wordsOf(error))) as Record<string, { filename?: string; content?: Uint8Array }> | null | undefined;
  if (unread === null && !listed) return { attachments: [], isPortfolio: false };
  const attachments = Object.entries(listed ?? {}).map(([key, file]) => ({ name: file.filename ?? key, bytes: file.content ?? new Uint8Array() }));
  // It only tells a portfolio from a report with files; where it cannot be read, the files are told as a report's.
  const info = await inTime(pdf.getMetadata(), "the metadata").then((found) => found.info as { IsCollectionPresent?: boolean }, () => ({ IsCollectionPresent: false }));
  return { attachments, isPortfolio: info.IsCollectionPresent === true, ...(unread === null ? {} : { attachmentsUnread: unread }) };
}

async function readPage(pdf: PDFDocumentProxy, number: number, facts: Map<string, FontFacts>, codes: OperatorCodes, way: PdfWay, docId: string): Promise<PdfPage> {
  listenToWarnings();
  const page = await pdf.getPage(number);
  list.lostAnnotations = 0;
  try {
    const viewport = page.getViewport({ scale: 1 });
    const { runs: placed, rules } = await placedOn(page, facts, codes, way, docId);
    const [a, b, c, d, e, f] = viewport.transform as [number, number, number, number, number, number];
    const runs = placed.map(({ text, font, width, height, matrix: [ta, tb, tc, td, te, tf] }): PdfRun => {
      const fact = facts.get(font);
      // Into viewport space, then y turned upwards again, so that rotated pages come upright.
      const dx = a * ta + c * tb;
      const dy = -(b * ta + d * tb);
      return {
        text, x: a * te + c * tf + e, y: viewport.height - (b * te + d * tf + f), width, size: Math.hypot(tc, td) || height,
        font: fact?.name || font, bold: fact?.bold ?? false, italic: fact?.italic ?? false, angle: (Math.round(Math.atan2(dy, dx) / (Math.PI / 2)) * 90 + 360) % 360,
      };
    });
    const beside = await page.getAnnotations().catch((error: unknown) => wordsOf(error)) as PdfAnnotation[] | string;
    const { runs: typed, added } = annotationRuns(typeof beside === "string" ? [] : beside, (x, y) => [a * x + c * y + e, viewport.height - (b * x + d * y + f)]);
    if (typeof beside === "string") added.unread = beside;
    added.damaged = list.lostAnnotations;
    const counted = added.filledFields + added.emptyFields + added.comments + added.damaged > 0 || added.unread !== undefined;
    const lines = rules.map((rule) => ontoPage(rule, (x, y) => [a * x + c * y + e, viewport.height - (b * x + d * y + f)]));
    return { number, width: viewport.width, height: viewport.height, runs: typed.length > 0 ? [...partAtBoxes(runs, typed), ...typed] : runs, ...(lines.length > 0 ? { rules: lines } : {}), ...(counted ? { added } : {}) };
  } finally {
    page.cleanup();
  }
}

/** A line's ends on the upright page, to a tenth of a point: pdfjs moves some paths in single precision before it hands them out. */
function ontoPage(rule: Rule, place: (x: number, y: number) => [number, number]): Rule {
  const [[xa, ya], [xb, yb]] = [place(rule.x1, rule.y1), place(rule.x2, rule.y2)];
  const round = (value: number): number => Math.round(value * 10) / 10;
  return { x1: round(Math.min(xa, xb)), y1: round(Math.min(ya, yb)), x2: round(Math.max(xa, xb)), y2: round(Math.max(ya, yb)) };
}

type Placed = PlacedRun & { height: number };
interface PlacedOn {
  runs: Placed[];
  rules: Rule[];
}

/** @throws TooMuchDrawing */
async function placedOn(page: PDFPageProxy, facts: Map<string, FontFacts>, codes: OperatorCodes, way: PdfWay, docId: string): Promise<PlacedOn> {
  if (way === "text_pass") {
    const learn = (id: string, font: FontLike): FontFacts => {
      const known = facts.get(id) ?? fontFacts(font);
      facts.set(id, known);
      return known;
    };
    const read = await textRuns(page, docId, learn);
    if (read !== null) return { runs: read.runs.map((run) => ({ ...run, height: 0 })), rules: read.rules };
  }
  const drawn = way === "no_drawing" ? null : await pageFromDrawing(page, facts, codes);
  return drawn !== null && way !== "text_content" ? drawn : { runs: await runsFromTextContent(page, facts), rules: [] };
}

/** The quick way; null where the page holds what it does not place. @throws TooMuchDrawing */
async function pageFromDrawing(page: PDFPageProxy, facts: Map<string, FontFacts>, codes: OperatorCodes): Promise<PlacedOn | null> {
  let drawing: DrawingList;
  const before = list.broken;
  list.operators = 0;
  list.isWhole = false;
  try {
    drawing = await Promise.race([page.getOperatorList({ annotationMode: 0 }), new Promise<never>((_, reject) => void (list.giveUp = reject))]);
  } catch (error) {
    if (error instanceof TooMuchDrawing) throw error;
    return null;
  } finally {
    list.giveUp = null;
  }
  await learnFonts(page, drawing, codes, facts);
  if (list.broken > before || !list.isWhole) return null;
  const placed = placeRuns(drawing, codes, (id) => facts.get(id) ?? null, page.view);
  return placed === null ? null : { runs: placed.runs.map((run) => ({ ...run, height: 0 })), rules: placed.rules };
}

/** Facts of the fonts that a drawing list names: they arrive beside it, a moment later. */
async function learnFonts(page: PDFPageProxy, drawing: DrawingList, codes: OperatorCodes, facts: Map<string, FontFacts>): Promise<void> {
  const named = new Set<string>();
  drawing.fnArray.forEach((code, i) => {
    const args = drawing.argsArray[i] as unknown[];
    if (code === codes.setFont) named.add(String(args[0]));
    else if (code === codes.setGState) for (const [key, value] of args[0] as [string, unknown][]) if (key === "Font" && Array.isArray(value)) named.add(String(value[0]));
  });
  for (const id of named) {
    if (facts.has(id)) continue;
    const font = await new Promise<unknown>((resolve) => void page.commonObjs.get(id, resolve));
    facts.set(id, fontFacts(typeof font === "object" ? (font) : null));
  }
}

/** pdfjs' own way: slower, but it orders right-to-left writing and places vertical writing and Type 3 fonts. */
async function runsFromTextContent(page: PDFPageProxy, facts: Map<string, FontFacts>): Promise<Placed[]> {
  const content = await page.getTextContent({ disableNormalization: false, includeMarkedContent: false });
  const runs: Placed[] = [];
  for (const item of content.items) {
    if (!("str" in item) || item.str.trim() === "") continue;
    if (!facts.has(item.fontName)) {
      let font: FontLike | null = null;
      try {
        if (page.commonObjs.has(item.fontName)) font = page.commonObjs.get(item.fontName) as FontLike;
      } catch {
        // Fonts' names reach this side only with the drawing list; where that is damaged, they count as upright roman.
      }
      facts.set(item.fontName, fontFacts(font));
    }
    runs.push({ text: item.str, font: item.fontName, width: item.width, height: item.height, matrix: item.transform as unknown as Placed["matrix"] });
  }
  return runs;
}
