// Owns text whose paragraphs no blank line parts: where numbered paragraphs, headings and items begin among lines wrapped as in print.
// Must not build paragraphs; it sets blocks, and says which lines are a heading.

import type { SourceLine } from "./source.js";

const NUMBERED = /^(\d{1,4})\.(?:\d{1,3}\.?)?\s+(?=[\p{L}“"‘'«([*]|(?:19|20)\d\d\b)/u;
/** Marks of notes that stood raised beside a heading and came out as a line of their own. */
const LONE_CALLS = /^\d{1,3}(?:[ ,]+\d{1,3})*$/;
const ENDED = /[.!?;:]["”’')\]]*(?:\d{1,3}(?:\s?[,–-]\s?\d{1,3})*|[*†‡])?$/;
const ITEM_START = /^(?:[•▪◦·‣–—-]\s|\((?:[a-z]{1,2}|[ivx]{1,5}|\d{1,2})\)\s|(?:[a-z]|[ivx]{1,5})\)\s)/u;
const RANKED = /^(?:[IVX]{1,6}|[A-Z])[.,]\s+\p{Lu}/u;
const LONGEST_HEADING = 300;
const MOST_HEADING_LINES = 6;

/**
 * Parts the blocks of a text in which numbered paragraphs follow each other without a blank line.
 * A text whose blank lines do part them is left as it is.
 */
export function partWrappedText(lines: SourceLine[]): void {
  const body = lines.filter((line) => line.zone === "body");
  const starts = numberStarts(body);
  const inside = starts.filter((i) => i > 0 && !body[i]!.blockStart).length;
  const restarts = starts.filter((i) => /^1\.\D/.test(body[i]!.text)).length;
  // Many short lists are lists inside paragraphs, whatever else parts the text.
  if (inside < 2 || inside < starts.length * 0.25 || restarts > 1 + starts.length / 12) return;
  const width = usualWidth(body);
  const begins = new Set(starts);
  for (const at of starts) markHeadingsBefore(body, at, width, begins);
  markRanked(body, begins, width);
  for (let i = 0; i < body.length; i++) {
    if (!begins.has(i)) continue;
    body[i]!.blockStart = true;
    if (body[i]!.gap === 0) body[i]!.gap = 1;
  }
  // In print, blocks are counted later.
  if (body.every((line) => line.block === 0)) return;
  let block = 0;
  let last: number | null = null;
  for (const [i, line] of body.entries()) {
    if (i === 0 || line.block !== last || begins.has(i)) block++;
    last = line.block;
    line.block = block;
  }
}

/** A line this long was not wrapped: it is a paragraph. */
const UNWRAPPED = 130;

/**
 * Parts a text that has a paragraph in each line and no blank lines. Blank lines that part blocks of a few lines are heeded instead.
 */
export function partLongLines(lines: SourceLine[]): void {
  const body = lines.filter((line) => line.zone === "body");
  const blocks = new Set(body.map((line) => line.block)).size;
  const long = body.filter((line) => line.text.length > UNWRAPPED).length;
  if (long < 2 || body.length < 3 || blocks > body.length / 6 + 1 || long < body.length * 0.4) return;
  body.forEach((line, i) => {
    line.block = i + 1;
    line.blockStart = true;
    line.gap = Math.max(line.gap, 1);
    const next = body[i + 1];
    const alone = line.text.length <= 80 && line.headingLevel === null && /^\p{Lu}/u.test(line.text) && !ENDED.test(line.text);
    if (alone && !NUMBERED.test(line.text) && next !== undefined && next.text.length > UNWRAPPED) line.headingLines = 1;
  });
}

/** Lines that begin with a number in sequence; a number that the next ones go on from may stand after a gap. */
function numberStarts(body: SourceLine[]): number[] {
  const found = body.flatMap((line, i) => {
    const match = line.headingLevel === null ? NUMBERED.exec(line.text) : null;
    return match ? [{ i, value: Number(match[1]) }] : [];
  });
  const starts: number[] = [];
  let last = 0;
  for (const [at, { i, value }] of found.entries()) {
    const next = found[at + 1];
    const follows = value === last + 1 || (value === last && /^\d+\.\d/.test(body[i]!.text));
    const resumes = value > last + 1 && (next === undefined || next.value === value + 1) && endsBefore(body, i) && value <= last + 40;
    const restarts = value === 1 && endsBefore(body, i) && next?.value === 2;
    if (!follows && !resumes && !restarts) continue;
    if (follows && last > 0 && !endsBefore(body, i) && !isHeadingLike(body[i - 1])) continue;
    starts.push(i);
    last = value;
  }
  return starts;
}

function endsBefore(body: SourceLine[], i: number): boolean {
  const before = body[i - 1];
  return before === undefined || body[i]!.blockStart || ENDED.test(before.text) || before.headingLevel !== null;
}

function isHeadingLike(line: SourceLine | undefined): boolean {
  return line !== undefined && line.text.length <= 120 && !/[,–-]$|\b(?:the|of|and|in|to|a|an|for|by|with|on|at|no|article|articles|paragraph|section)$/i.test(line.text);
}

/** Length that most full lines have. */
function usualWidth(body: SourceLine[]): number {
  const lengths = body.map((line) => line.text.length).sort((p, q) => p - q);
  return lengths[Math.floor(lengths.length * 0.7)] ?? 80;
}

/** Would the next line's first word have had room on this line? Then the line was ended on purpose. */
function endsShort(line: SourceLine, next: SourceLine | undefined, width: number): boolean {
  const word = next?.text.split(" ", 1)[0]?.length ?? 0;
  return line.text.length + word + 1 < width * 0.8;
}

/** What stands between the last finished sentence and a numbered paragraph is its headings, if it is short. */
function markHeadingsBefore(body: SourceLine[], at: number, width: number, begins: Set<number>): void {
  let from = at;
  while (from > 0 && at - from < MOST_HEADING_LINES) {
    const above = body[from - 1]!;
    if (above.headingLevel !== null || above.headingLines > 0) break;
    if (LONE_CALLS.test(above.text)) {
      above.zone = "furniture";
      from--;
      continue;
    }
    if (from < at && body[from]!.blockStart && from - 1 < at - 1 && ENDED.test(above.text)) break;
    if (ENDED.test(above.text) && !RANKED.test(above.text)) break;
    // "3. Right to health": a number out of sequence, short and without a stop.
    if (NUMBERED.test(above.text) && !begins.has(from - 1) && above.text.length < 120) {
      from--;
      // With its number the heading begins; an item without a stop may end right above it.
      if (!endsHeading(body, from - 1, begins)) break;
      continue;
    }
    if (ITEM_START.test(above.text) || NUMBERED.test(above.text)) {
      // An item without a stop: what follows a line ended on purpose is a heading, the rest belongs to the item.
      if (!endsShort(above, body[from], width)) while (from < at && !endsShort(body[from]!, body[from + 1], width)) from++;
      break;
    }
    from--;
  }
  if (from >= at || at - from >= MOST_HEADING_LINES) return;
  markHeadings(body, from, at, width, begins);
}

/** Is the line the last of a heading with a rank or number of its own, of at most four lines? */
function endsHeading(body: SourceLine[], last: number, begins: ReadonlySet<number>): boolean {
  for (let i = last; i >= 0 && i > last - 4; i--) {
    const line = body[i]!;
    if (RANKED.test(line.text)) return true;
    if (NUMBERED.test(line.text)) return !begins.has(i) && line.text.length < 120;
    if (ENDED.test(line.text) || ITEM_START.test(line.text) || line.blockStart) return false;
  }
  return false;
}

/** Parts lines `from` to `to` into headings: a new one begins at a number, a blank line, or behind a line that ended on purpose. */
function markHeadings(body: SourceLine[], from: number, to: number, width: number, begins: Set<number>): void {
  const firsts: number[] = [];
  while (to > from && body[to - 1]!.zone === "furniture") to--;
  for (let i = from; i < to; i++) {
    const line = body[i]!;
    if (line.zone === "furniture") return;
    const above = body[i - 1];
    const opens = /^[\p{Lu}\d“"‘'(]/u.test(line.text);
    if (i === from && !opens) return;
    const parted = RANKED.test(line.text) || /^\d{1,2}(?:\.\d{1,2})*\.?\s+\p{Lu}/u.test(line.text) || line.blockStart || (above !== undefined && endsShort(above, line, width));
    if (i === from || (opens && parted)) firsts.push(i);
  }
  const ends = [...firsts.slice(1), to];
  for (const [n, first] of firsts.entries()) {
    const count = ends[n]! - first;
    const length = body.slice(first, first + count).reduce((sum, line) => sum + line.text.length, 0);
    if (length > LONGEST_HEADING || !/\p{L}{2}/u.test(body[first]!.text)) continue;
    begins.add(first);
    begins.add(first + count);
    body[first]!.headingLines = count;
  }
}

/** Ranked headings ("IV. Key priorities", "A. Instruments") that no numbered paragraph follows at once. */
function markRanked(body: SourceLine[], begins: Set<number>, width: number): void {
  for (let i = 0; i < body.length; i++) {
    const line = body[i]!;
    if (begins.has(i) || !RANKED.test(line.text) || line.text.length > 120 || ENDED.test(line.text) || !endsBefore(body, i)) continue;
    const next = body[i + 1];
    if (next === undefined || (!endsShort(line, next, width) && !RANKED.test(next.text) && /^\p{Ll}/u.test(next.text))) continue;
    if (!/^[\p{Lu}•(“"\d]/u.test(next.text)) continue;
    begins.add(i);
    begins.add(i + 1);
    line.headingLines = 1;
  }
}
