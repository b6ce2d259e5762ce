// Owns a thread in which pages of a PDF become pictures and the pictures text. A thread, because drawing wants globals that reading must not have.
// Must not fetch anything: the data of the language lie in their package. Loads the optional packages; without them the thread ends with the name of the missing one.

import { createRequire } from "node:module";
import path from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import type { OcrRequest, OcrWord, FromThread } from "./ocr.js";

const { bytes, pages, dpi } = workerData as OcrRequest;
const require = createRequire(import.meta.url);
const tell = (message: FromThread): void => parentPort?.postMessage(message);

interface TesseractWord {
  text: string;
  confidence: number;
  bbox: { x0: number; y0: number; x1: number; y1: number };
}
interface TesseractLine {
  words: TesseractWord[];
  baseline: { y0: number; y1: number };
  rowAttributes?: { rowHeight?: number; row_height?: number };
}
interface TesseractPage {
  blocks: { paragraphs: { lines: TesseractLine[] }[] }[] | null;
}

interface Context2d {
  fillStyle: string;
  fillRect(x: number, y: number, width: number, height: number): void;
}
interface Canvas {
  getContext(kind: "2d"): Context2d;
  toBuffer(type: "image/png"): Buffer;
}
interface CanvasLibrary {
  createCanvas(width: number, height: number): Canvas;
  DOMMatrix: unknown;
  Path2D: unknown;
  ImageData: unknown;
}
interface DrawnPage {
  getViewport(options: { scale: number }): { width: number; height: number };
  render(options: object): { promise: Promise<void> };
  cleanup(): void;
}
interface Pdfjs {
  GlobalWorkerOptions: { workerSrc: string };
  getDocument(options: object): { promise: Promise<{ getPage(number: number): Promise<DrawnPage> }>; destroy(): Promise<void> };
}
interface Tesseract {
  createWorker(language: string, mode: number, options: object): Promise<{ recognize(image: Buffer, options: object, output: object): Promise<{ data: TesseractPage }>; terminate(): Promise<void> }>;
}

async function run(): Promise<void> {
  const canvas = require("@napi-rs/canvas") as CanvasLibrary;
  const tesseract = require("tesseract.js") as Tesseract;
  const data = path.join(path.dirname(require.resolve("@tesseract.js-data/eng/package.json")), "4.0.0_best_int");
  for (const name of ["DOMMatrix", "Path2D", "ImageData"] as const) Object.defineProperty(globalThis, name, { value: canvas[name], writable: true, configurable: true });
  const folder = path.dirname(require.resolve("pdfjs-dist/package.json"));
  const pdfjs = (await import(path.join(folder, "legacy/build/pdf.mjs"))) as Pdfjs;
  pdfjs.GlobalWorkerOptions.workerSrc = path.join(folder, "legacy/build/pdf.worker.mjs");
  const asset = (name: string): string => path.join(folder, name) + path.sep;
  const task = pdfjs.getDocument({ data: new Uint8Array(bytes), verbosity: 0, isEvalSupported: false, useSystemFonts: false, standardFontDataUrl: asset("standard_fonts"), cMapUrl: asset("cmaps"), cMapPacked: true, wasmUrl: asset("wasm") });
  const document = await task.promise;
  const worker = await tesseract.createWorker("eng", 1, { langPath: data, gzip: true, cacheMethod: "none" });
  for (const number of pages) {
    try {
      const page = await document.getPage(number);
      const size = page.getViewport({ scale: 1 });
      // Very large sheets are drawn smaller, so that a page never needs more than some tens of megabytes.
      const scale = Math.min(dpi / 72, 5000 / Math.max(size.width, size.height));
      const view = page.getViewport({ scale });
      const sheet = canvas.createCanvas(Math.ceil(view.width), Math.ceil(view.height));
      const context = sheet.getContext("2d");
      context.fillStyle = "white";
      context.fillRect(0, 0, view.width, view.height);
      await page.render({ canvas: sheet, canvasContext: context, viewport: view }).promise;
      page.cleanup();
      const { data: read } = await worker.recognize(sheet.toBuffer("image/png"), {}, { blocks: true, text: false });
      tell({ page: number, width: size.width, height: size.height, words: wordsOf(read, scale, size.height) });
    } catch (error) {
      tell({ page: number, failed: error instanceof Error ? error.message : String(error) });
    }
  }
  await worker.terminate();
  await task.destroy();
  tell({ done: true });
}

/** Words in the page's points, from the bottom; the size of their letters is the height of the line's row. */
function wordsOf(page: TesseractPage, scale: number, height: number): OcrWord[] {
  const words: OcrWord[] = [];
  let line = 0;
  for (const block of page.blocks ?? []) {
    for (const row of block.paragraphs.flatMap((paragraph) => paragraph.lines)) {
      line++;
      const baseline = (row.baseline.y0 + row.baseline.y1) / 2;
      const rowHeight = row.rowAttributes?.rowHeight ?? row.rowAttributes?.row_height ?? 0;
      for (const { text, confidence, bbox } of row.words) {
        if (text.trim() === "") continue;
        words.push({ text, confidence, line, x: bbox.x0 / scale, right: bbox.x1 / scale, y: height - baseline / scale, size: (rowHeight > 0 ? rowHeight : bbox.y1 - bbox.y0) / scale });
      }
    }
  }
  return words;
}

run().catch((error: unknown) => tell({ error: error instanceof Error ? error.message : String(error) }));
