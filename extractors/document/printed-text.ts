// Owns text that others took from print: running heads, page numbers and job numbers between its lines, and where its pages end.
// Must not build paragraphs; it marks lines and numbers their pages.

import type { SourceLine } from "./source.js";
import { BARCODE, JOB_NUMBER, normalized, PAGE_NUMBER, SYMBOL, SYMBOL_LINE } from "./zones.js";

/** Lines of a masthead stand before any page can have ended. */
const MASTHEAD_LINES = 12;
/** Words that come again so often, each time beside a page's end, are a running head. */
const RUNNING = 3;
const LONGEST_HEAD = 100;

/**
 * Marks page furniture in a text without form feeds and numbers the pages between, so that a sentence cut by a page is read on.
 * Nothing is marked where job numbers, symbols or page numbers do not come again and again.
 */
export function markPrintedPages(lines: SourceLine[]): void {
  const marks = new Set<number>();
  markByForm(lines, marks);
  markPageNumbers(lines, marks);
  if (marks.size < 2) return;
  markRunningHeads(lines, marks);
  for (const at of marks) lines[at]!.zone = "furniture";
  numberPages(lines, marks);
}

/** Job numbers, barcodes, and the symbol where it stands alone on several lines. One symbol alone may be a heading. */
function markByForm(lines: SourceLine[], marks: Set<number>): void {
  const symbols = new Map<string, number[]>();
  lines.forEach((line, i) => {
    if (line.text.length > LONGEST_HEAD) return;
    if (JOB_NUMBER.test(line.text) || BARCODE.test(line.text)) marks.add(i);
    else if (SYMBOL_LINE.test(line.text)) {
      const symbol = SYMBOL.exec(line.text)?.[0] ?? line.text;
      symbols.set(symbol, [...(symbols.get(symbol) ?? []), i]);
    }
  });
  // A job number of the first page alone proves no running head.
  for (const places of symbols.values()) if (places.length >= 2) for (const i of places) marks.add(i);
  if (marks.size < 2) marks.clear();
}

/** Bare numbers that count pages: beside other furniture, or one higher each time over a page's length. */
function markPageNumbers(lines: SourceLine[], marks: Set<number>): void {
  const bare = lines.flatMap((line, i) => (PAGE_NUMBER.test(line.text) && line.headingLevel === null ? [i] : []));
  for (const i of bare) if (beside(i, marks, lines.length)) marks.add(i);
  const chain: number[] = [];
  let last = Number.NaN;
  for (const i of bare) {
    const value = Number(/\d{1,4}/.exec(lines[i]!.text)?.[0]);
    if (Number.isNaN(value)) continue;
    const distance = i - (chain[chain.length - 1] ?? 0);
    if (chain.length > 0 && (value !== last + 1 || distance < 8 || distance > 120)) {
      if (chain.length >= RUNNING) break;
      chain.length = 0;
    }
    chain.push(i);
    last = value;
  }
  if (chain.length >= RUNNING) for (const i of chain) marks.add(i);
}

function beside(i: number, marks: Set<number>, length: number): boolean {
  for (const other of [i - 1, i + 1]) if (other >= 0 && other < length && marks.has(other)) return true;
  return false;
}

/** The same words, digits aside, on three lines each beside furniture: a running head. */
function markRunningHeads(lines: SourceLine[], marks: Set<number>): void {
  for (let round = 0; round < 2; round++) {
    const groups = new Map<string, number[]>();
    for (const mark of marks) {
      for (const i of [mark - 1, mark + 1]) {
        const line = lines[i];
        if (line === undefined || marks.has(i) || line.text.length > LONGEST_HEAD || line.headingLevel !== null) continue;
        const words = normalized(line.text);
        if (words === "" || words === "#" || /^\d{1,4}\.\s/.test(line.text)) continue;
        const group = groups.get(words) ?? [];
        if (!group.includes(i)) groups.set(words, [...group, i]);
      }
    }
    for (const group of groups.values()) if (group.length >= RUNNING) for (const i of group) marks.add(i);
  }
}

/** Each run of furniture ends a page; the symbol in the masthead does not. */
function numberPages(lines: SourceLine[], marks: Set<number>): void {
  let page = 1;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const ends = marks.has(i) && !marks.has(i - 1) && i > 0;
    if (ends && (i >= MASTHEAD_LINES || JOB_NUMBER.test(line.text) || PAGE_NUMBER.test(line.text))) page++;
    line.page = page;
  }
  if (page === 1) for (const line of lines) line.page = null;
}
