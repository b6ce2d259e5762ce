// Owns text that stands turned on its page: whole pages and long passages are turned upright, stamps and watermarks stay out.
// Must not read lines.

import type { PdfPage, PdfRun } from "./pdfjs.js";

/** A stamp or a watermark has fewer letters than this, or fewer lines; a turned table or page has more. */
const LETTERS_OF_PASSAGE = 120;
const LINES_OF_PASSAGE = 3;

const letters = (runs: PdfRun[]): number => runs.reduce((sum, run) => sum + run.text.replace(/\s/g, "").length, 0);

/** The page with most of its text upright, and passages turned against it, each upright by itself. */
export function uprightPages(page: PdfPage): { upright: PdfPage; passages: PdfPage[] } {
  if (page.runs.every((run) => run.angle === 0)) return { upright: page, passages: [] };
  const byAngle = new Map<number, PdfRun[]>();
  for (const run of page.runs) {
    const list = byAngle.get(run.angle);
    if (list === undefined) byAngle.set(run.angle, [run]);
    else list.push(run);
  }
  const [main] = [...byAngle].sort((p, q) => letters(q[1]) - letters(p[1]) || p[0] - q[0]);
  if (main === undefined) return { upright: page, passages: [] };
  const upright = turned(page, main[0], main[1]);
  const passages = [...byAngle]
    .filter(([angle, runs]) => angle !== main[0] && letters(runs) >= LETTERS_OF_PASSAGE && rowsOf(runs, angle) >= LINES_OF_PASSAGE)
    .map(([angle, runs]) => turned(page, angle, runs));
  return { upright, passages };
}

/** Letters of turned stamps and watermarks, which are left out. */
export function lettersLeftOut(pages: PdfPage[]): number {
  let out = 0;
  for (const page of pages) {
    if (page.runs.every((run) => run.angle === 0)) continue;
    const { upright, passages } = uprightPages(page);
    out += letters(page.runs) - letters(upright.runs) - passages.reduce((sum, passage) => sum + letters(passage.runs), 0);
  }
  return out;
}

/** How many different baselines runs of one angle have. */
function rowsOf(runs: PdfRun[], angle: number): number {
  return new Set(runs.map((run) => Math.round((angle % 180 === 0 ? run.y : run.x) / 4))).size;
}

function turned(page: PdfPage, angle: number, runs: PdfRun[]): PdfPage {
  if (angle === 0) return { ...page, runs };
  const { width, height } = page;
  const place = (run: { x: number; y: number }): [number, number] =>
    angle === 90 ? [run.y, width - run.x] : angle === 180 ? [width - run.x, height - run.y] : [height - run.y, run.x];
  const rules = page.rules?.map((rule) => {
    const [[xa, ya], [xb, yb]] = [place({ x: rule.x1, y: rule.y1 }), place({ x: rule.x2, y: rule.y2 })];
    return { x1: Math.min(xa, xb), y1: Math.min(ya, yb), x2: Math.max(xa, xb), y2: Math.max(ya, yb) };
  });
  const size = angle === 180 ? { width, height } : { width: height, height: width };
  return { ...page, ...size, ...(rules === undefined ? {} : { rules }), runs: runs.map((run) => ({ ...run, x: place(run)[0], y: place(run)[1], angle: 0 })) };
}
