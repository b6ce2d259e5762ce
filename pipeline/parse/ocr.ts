// Owns recognising the text of pages that have none: words from a thread (ocr-thread.ts) into the runs that reading a PDF gives.
// Must not decide what a line or a paragraph is, and never fetches anything.

import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { PdfPage, PdfRun } from "./pdfjs.js";

/** Packages that recognition needs and that are installed only where it is wanted. */
export const OCR_PACKAGES = ["tesseract.js", "@tesseract.js-data/eng", "@napi-rs/canvas"];

export interface OcrRequest {
  bytes: Uint8Array;
  /** 1-based. */
  pages: number[];
  dpi: number;
}

export interface OcrWord {
  text: string;
  /** 0–100. */
  confidence: number;
  /** Of the page, from 1. */
  line: number;
  x: number;
  right: number;
  /** Baseline in points from the bottom. */
  y: number;
  size: number;
}

export type FromThread = { page: number; width: number; height: number; words: OcrWord[] } | { page: number; failed: string } | { error: string } | { done: true };

export interface Recognised {
  pages: PdfPage[];
  /** How surely, 0–100, by page. */
  confidence: Map<number, number>;
  failedPages: { page: number; message: string }[];
}

/** Those of the packages that are not installed. */
export function missingOcrPackages(): string[] {
  const require = createRequire(import.meta.url);
  return OCR_PACKAGES.filter((name) => {
    try {
      require.resolve(`${name}/package.json`);
      return false;
    } catch {
      return true;
    }
  });
}

/**
 * Recognises pages, one after the other.
 * @param told after each page, with its number and how many are done
 * @throws Error where the thread cannot run
 */
export function recognisePages(request: OcrRequest, told: (page: number, done: number) => void): Promise<Recognised> {
  const found: Recognised = { pages: [], confidence: new Map(), failedPages: [] };
  const file = threadFile();
  if (file === null) return Promise.reject(new Error("the built thread for recognition was not found (npm run build makes it)"));
  return new Promise((resolve, reject) => {
    const thread = new Worker(file, { workerData: request, stdout: true });
    let done = 0;
    const end = (): void => void thread.terminate();
    thread.on("error", reject);
    thread.on("exit", () => reject(new Error("recognition ended before its time")));
    thread.on("message", (message: FromThread) => {
      if ("error" in message) {
        reject(new Error(message.error));
        end();
      } else if ("done" in message) {
        resolve(found);
        end();
      } else {
        done++;
        if ("failed" in message) found.failedPages.push({ page: message.page, message: message.failed });
        else {
          const words = cleanWords(message.words);
          found.pages.push({ number: message.page, width: message.width, height: message.height, runs: runsOf(words) });
          found.confidence.set(message.page, confidenceOf(words));
        }
        told(message.page, done);
      }
    });
  });
}

/** Strokes of the paper's edge and of folds. */
const STROKES = /^[|¦_~]+$/;
const NUMBER_AND_COMMA = /^(\d{1,4}),$/;

/** Words without what is no print; a number with a comma at the head of a line, before a capital, is one with a stop that was misread. */
export function cleanWords(words: readonly OcrWord[]): OcrWord[] {
  const kept = words.filter((word) => !STROKES.test(word.text));
  return kept.map((word, i) => {
    const number = kept[i - 1]?.line === word.line ? null : NUMBER_AND_COMMA.exec(word.text);
    const next = kept[i + 1];
    return number !== null && next?.line === word.line && /^\p{Lu}/u.test(next.text) ? { ...word, text: `${number[1]!}.` } : word;
  });
}

/** Long words count more: a dot that was dust says little. */
function confidenceOf(words: readonly OcrWord[]): number {
  const letters = words.reduce((sum, word) => sum + word.text.length, 0);
  return letters === 0 ? 0 : Math.round(words.reduce((sum, word) => sum + word.confidence * word.text.length, 0) / letters);
}

/** One run a line and wide gap; sizes are rounded, because a row's height differs with its letters. */
function runsOf(words: readonly OcrWord[]): PdfRun[] {
  const sizes = words.map((word) => word.size).sort((a, b) => a - b);
  const usual = sizes[Math.floor(sizes.length / 2)] ?? 10;
  const runs: PdfRun[] = [];
  let line = -1;
  for (const word of words) {
    const last = runs[runs.length - 1];
    // Only a row plainly larger or smaller than the page's own is another size.
    const size = word.size > usual * 1.35 || word.size < usual * 0.7 ? Math.round(word.size) : Math.round(usual);
    if (last !== undefined && word.line === line && word.x - (last.x + last.width) < last.size * 1.2) {
      last.text += ` ${word.text}`;
      last.width = word.right - last.x;
    } else runs.push({ text: word.text, x: word.x, y: word.y, width: word.right - word.x, size, font: "recognised", bold: false, italic: false, angle: 0 });
    line = word.line;
  }
  return runs;
}

function threadFile(): string | null {
  for (const candidate of ["./ocr-thread.js", "../../dist/pipeline/parse/ocr-thread.js"]) {
    const path = fileURLToPath(new URL(candidate, import.meta.url));
    if (existsSync(path)) return path;
  }
  return null;
}
