// Owns the step from lines to headings and paragraphs: printed numbers, sub-items, blocks, sentences cut by pages.
// Must not decide kinds, roles or metadata.

import { GrowingText, isFinished } from "./growing-text.js";
import { ANNEX, headingAt, HeadingRanks, ITEM, printOf } from "./headings.js";
import { withoutCalls, type SourceLine, type SourceRow } from "./source.js";
import { bodySize } from "./zones.js";

export interface Heading {
  type: "heading";
  text: string;
  number: string | null;
  level: number;
  page: number | null;
  block: number;
}

export interface Body {
  type: "paragraph";
  number: string | null;
  text: string;
  pageFirst: number | null;
  pageLast: number | null;
  block: number;
  /** A row of a table is a paragraph of its own. */
  row: SourceRow | null;
}

export interface Assembled {
  parts: (Heading | Body)[];
  /** Numbers that were stepped over: the paragraph after the hole, and what is missing. */
  holes: { number: string; missing: string }[];
  numbered: boolean;
}

/** A paragraph whose lines are still coming. */
type Open = Omit<Body, "text"> & { text: GrowingText };

type Join = (first: string, second: string) => string;

const ARABIC_ITEM = /^\(?\d{1,3}(?:\.\d{1,3})*[.)]\s+(?=\S)/;
const CAPTION = /^(?:Figure|Table|Box|Chart|Map|Graph)\s+(?:[IVXLC]{1,6}|\d{1,3})\b\.?(?:\s*$|[.:]?\s+\p{Lu})/u;

/**
 * Builds headings and paragraphs from the body lines of a document.
 * Printed numbers count only in sequence, so that "2008." at the start of a line or "5." in a nested list starts nothing.
 * A document with no convincing sequence is read as unnumbered.
 */
export function assemble(lines: SourceLine[], join: Join): Assembled {
  const body = lines.filter((line) => line.zone === "body");
  const numbered = run(body, join, true);
  const paragraphs = numbered.parts.filter((part): part is Body => part.type === "paragraph");
  const withNumber = paragraphs.filter((part) => part.number !== null);
  const total = paragraphs.filter((part) => part.row === null).reduce((sum, part) => sum + part.text.length, 0);
  const covered = withNumber.reduce((sum, part) => sum + part.text.length, 0);
  if (withNumber.length >= 3 && covered > total * 0.3) return numbered;
  if (withNumber.length >= 15 && numbered.holes.length <= withNumber.length * 0.1) return numbered;
  if (withNumber.length > 0 && covered > total * 0.6) return numbered;
  return run(body, join, false);
}

interface Candidate {
  number: string;
  major: number;
  minor: number | null;
  rest: string;
}

function candidateOf(line: SourceLine): Candidate | null {
  const text = line.autoNumber !== null ? `${line.autoNumber} ${line.text}` : line.text;
  const dotted = /^(\d{1,4})\.(\d{1,3})\.?(?:\s+|(?=\p{Lu}))(?=[\p{L}“"‘'«([*])/u.exec(text);
  if (dotted) {
    return { number: `${dotted[1]!}.${dotted[2]!}`, major: Number(dotted[1]), minor: Number(dotted[2]), rest: text.slice(dotted[0].length) };
  }
  const plain = /^(\d{1,4})\s?\.(?:\s*(?=[\p{L}“"‘'«([*])|\s+(?=(?:19|20)\d\d\b))/u.exec(text);
  if (plain) return { number: plain[1]!, major: Number(plain[1]), minor: null, rest: text.slice(plain[0].length) };
  return null;
}

function run(lines: SourceLine[], join: Join, allowNumbers: boolean): Assembled {
  const parts: (Heading | Open)[] = [];
  const holes: Assembled["holes"] = [];
  const candidates = allowNumbers ? lines.map(candidateOf) : [];
  const ahead = allowNumbers ? nextCandidates(lines, candidates) : [];
  const margins = leftMargins(lines);
  const size = bodySize(lines);
  const print = printOf(lines, size);
  // Text that is not wrapped by hand: each line is a paragraph of its own inside its block.
  const lengths = lines.filter((line) => line.size === 0).map((line) => line.text.length).sort((p, q) => p - q);
  const ownLines = (lengths[Math.floor(lengths.length * 0.8)] ?? 0) > 130;
  let blockCount = 0;
  let last = 0;
  let lastMinor = 0;
  let nested = 0; // last arabic item inside the open paragraph
  let restartAllowed = true;
  const numberX = new Map<number, number>(); // by page parity
  let open = null as Open | null; // set in close() and start() below
  let interrupted: Open | null = null;
  const ranks = new HeadingRanks(size);

  const close = (): void => {
    open = null;
  };
  const start = (number: string | null, text: string, line: SourceLine): void => {
    blockCount++;
    open = { type: "paragraph", number, text: new GrowingText(text, join), pageFirst: line.page, pageLast: line.page, block: line.block || blockCount, row: line.row };
    parts.push(open);
    nested = 0;
  };

  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const before = lines[i - 1];
    const text = line.text;
    if (text === "" && line.headingLevel === null) continue;
    const isTop = before === undefined || before.page !== line.page || before.column !== line.column;
    const beforeEnds = before === undefined || isFinished(before.text) || before.headingLevel !== null || open === null;

    const found = candidates[i] ?? null;
    // "2015." at the start of a line is a year, unless 2014 paragraphs stand before it.
    const candidate = found !== null && found.major >= 1900 && found.major < 2100 && found.major !== last + 1 ? null : found;
    const acceptance = candidate ? judge(candidate, i, isTop, beforeEnds) : "no";

    const heading = headingAt(lines, i, print, acceptance === "yes" ? "sequence" : candidate ? "number" : "none", open !== null);
    if (heading) {
      close();
      blockCount++;
      const { number, level } = ranks.rank(heading.text, heading.first);
      const words = number === null ? heading.text : heading.text.replace(/^\S+\s+/, "");
      parts.push({ type: "heading", text: withoutCalls(words).trim(), number, level, page: line.page, block: line.block || blockCount });
      if (ANNEX.test(heading.text)) {
        // An annex counts anew; its lists do not go on with the report's numbers.
        restartAllowed = true;
        last = 0;
        lastMinor = 0;
        numberX.clear();
      }
      i += heading.count - 1;
      continue;
    }

    if (candidate && acceptance === "yes") {
      interrupted = null;
      if (candidate.major === 1 && candidate.minor === null && last > 0 && !restartAllowed) dropShortRun();
      const expected = candidate.minor === null ? last + 1 : candidate.major === last ? lastMinor + 1 : 1;
      const actual = candidate.minor ?? candidate.major;
      if (actual > expected && (last > 0 || candidate.minor !== null)) {
        const prefix = candidate.minor === null ? "" : `${candidate.major}.`;
        holes.push({ number: candidate.number, missing: actual - expected === 1 ? `${prefix}${expected}` : `${prefix}${expected}–${prefix}${actual - 1}` });
      }
      if (candidate.minor === null) {
        last = candidate.major;
        lastMinor = 0;
        if (line.size > 0 && line.page !== null) numberX.set(line.page % 2, line.x);
      } else {
        last = candidate.major;
        lastMinor = candidate.minor;
      }
      restartAllowed = false;
      start(candidate.number, candidate.rest, line);
      if (line.row !== null) close();
      continue;
    }
    if (line.row !== null) {
      // A row belongs neither to the paragraph before the table nor to what stands behind it.
      start(null, text, line);
      close();
      interrupted = null;
      continue;
    }

    const current = open;
    if (current === null) {
      start(null, text, line);
      continue;
    }
    const arabic = ARABIC_ITEM.exec(text);
    const arabicNumber = arabic ? Number(/\d+/.exec(arabic[0])?.[0]) : Number.NaN;
    const isArabicItem = arabic !== null && (line.lead !== null || line.blockStart || beforeEnds) && (arabicNumber === nested + 1 || arabicNumber === 1 || (line.lead !== null && line.blockStart));
    const isItem = line.listItem || isArabicItem || (ITEM.test(text) && (line.blockStart || line.lead !== null || beforeEnds || isTop || /^[•▪◦]/.test(text)));
    if (isArabicItem) nested = arabicNumber;

    if (isTop && !isItem && line.page !== null && before !== undefined) {
      // A page or column ends; the sentence goes on unless it was finished and the new line opens a new block.
      const finished = isFinished(current.text.tail);
      if (!finished || /^[\p{Ll}\d(,;]/u.test(text) || (current.number !== null && !startsIndented(line, lines, i))) {
        current.text.add(text);
        current.pageLast = line.page;
        continue;
      }
    }
    const startsBlock = isTop ? true : line.blockStart;
    if (startsBlock && line.size > 0 && CAPTION.test(text)) {
      // A figure or table is no part of the paragraph that it interrupts.
      if (current.number !== null) interrupted = current;
      start(null, text, line);
      continue;
    }
    if (current.number === null && interrupted !== null && startsBlock && /^[\p{Ll},;)]/u.test(text) && !isFinished(interrupted.text.tail)) {
      interrupted.text.add(text);
      interrupted.pageLast = line.page ?? interrupted.pageLast;
      open = interrupted;
      interrupted = null;
      continue;
    }
    const printed = line.page ?? current.pageLast;
    if (current.number !== null) {
      current.pageLast = printed;
      if (isItem || (startsBlock && !goesOn(current.text.tail, text))) current.text.addItem(text);
      else current.text.add(text);
      continue;
    }
    if (line.block > 0) {
      if (line.block === before?.block) current.pageLast = printed;
      // Plain text: blocks are what blank lines make them.
      if (line.block !== before?.block || !before) start(null, text, line);
      else if (isItem || ownLines) current.text.addItem(text);
      else current.text.add(text);
      continue;
    }
    if (startsBlock && (isItem || !goesOn(current.text.tail, text))) {
      start(null, text, line);
      // Items that stand by themselves count on, so that the next of them is not taken for the next paragraph.
      if (isArabicItem) nested = arabicNumber;
      continue;
    }
    current.pageLast = printed;
    if (isItem) current.text.addItem(text);
    else current.text.add(text);
  }
  return { parts: parts.map((part) => (part.type === "heading" ? part : { ...part, text: part.text.toString() })), holes, numbered: allowNumbers };

  /** Is this printed number the next paragraph, by sequence and by where it stands? */
  function judge(c: Candidate, at: number, isTop: boolean, beforeEnds: boolean): "yes" | "no" {
    const line = lines[at]!;
    // A wide gap behind the number is print's own sign of a numbered paragraph; plain text has no such sign.
    const opens = line.blockStart || isTop || beforeEnds || (line.lead !== null && line.size > 0) || line.autoNumber !== null;
    if (!opens) return "no";
    if (c.minor !== null) {
      if (c.major === last) return c.minor > lastMinor && c.minor <= lastMinor + 3 ? "yes" : "no";
      return c.major === last + 1 && c.minor === 1 && last > 0 ? "yes" : "no";
    }
    const knownX = line.page === null || line.size === 0 ? undefined : numberX.get(line.page % 2);
    const inPlace = knownX === undefined || Math.abs(knownX - line.x) <= 10;
    if (c.major === last + 1 && nested === 0) return inPlace || line.lead === null || last < 1 ? "yes" : isAloneInMargin(line) ? "yes" : "no";
    if (c.major === last + 1) {
      // A nested list has been running; the next number belongs to it if it continues it, unless it stands where paragraphs do.
      if (nested + 1 === c.major) return knownX !== undefined && Math.abs(knownX - line.x) <= 4 ? "yes" : "no";
      return inPlace ? "yes" : "no";
    }
    if (c.major === 1 && restartAllowed) return "yes";
    if (c.major === 1 && last > 0 && open === null && isShortRun()) return "yes";
    if (c.major > last + 1 && c.major <= last + 4 && last > 0 && (nested === 0 || c.major > nested + 3) && knownX !== undefined && Math.abs(knownX - line.x) <= 4 && (line.blockStart || isTop) && line.lead !== null && /^\p{Lu}/u.test(c.rest)) return "yes";
    if (c.major > last + 1 && c.major <= last + 15 && last > 0 && (nested === 0 || c.major > nested + 3) && /^\p{Lu}/u.test(c.rest) && (inPlace || isAloneInMargin(line)) && goesOnFrom(c, at)) return "yes";
    if (c.major > last + 1 && c.major <= last + 2 && last > 0 && knownX === undefined && line.blockStart && nested === 0 && /^\p{Lu}/u.test(c.rest)) return "yes";
    if (c.major > last + 1 && (nested === 0 || c.major > nested + 3) && /^\p{Lu}/u.test(c.rest) && isExtract(c, at, beforeEnds)) return "yes";
    return "no";
  }

  /** A number was lost in print: the two that follow this one stand further down, and the missing one does not. */
  function goesOnFrom(c: Candidate, at: number): boolean {
    let wanted = c.major + 1;
    for (const j of followers(at, 60)) {
      const next = candidates[j]!;
      if (next.major === last + 1) return false;
      if (next.major === wanted && (lines[j]!.size === 0 || Math.abs(lines[j]!.x - lines[at]!.x) < 40)) wanted++;
      if (wanted === c.major + 3) return true;
    }
    return false;
  }

  /**
   * An extract prints the numbers of the whole (2, 3, 17, 42). Where the form itself begins a block, a number
   * that is higher than the last, and lower than all that come, is a paragraph's.
   */
  function isExtract(c: Candidate, at: number, beforeEnds: boolean): boolean {
    const line = lines[at]!;
    const laidOut = line.size > 0 && line.page !== null;
    const knownX = laidOut ? numberX.get((line.page ?? 0) % 2) : undefined;
    if (!line.blockStart || !beforeEnds || (laidOut && last > 0 && (knownX === undefined || Math.abs(knownX - line.x) > 4))) return false;
    const wordy = c.rest.length >= 40 || (lines[at + 1] !== undefined && !lines[at + 1]!.blockStart);
    if (!wordy || (c.major > 1900 && c.major < 2100)) return false;
    let higher = 0;
    for (const j of followers(at, 40)) {
      if (!lines[j]!.blockStart) continue;
      const next = candidates[j]!.major;
      if (next <= last || next === 1) break;
      if (next <= c.major) return false;
      higher++;
    }
    // The first of all, and one in print, need others that go on from it.
    return (last > 0 && !laidOut) || higher >= 2;
  }

  /** Lines further down that begin with a plain number, at most so many. */
  function* followers(at: number, most: number): Generator<number> {
    let j = ahead[at] ?? -1;
    for (let looked = 0; j >= 0 && looked < most; looked++) {
      yield j;
      j = ahead[j] ?? -1;
    }
  }

  /** Numbered lines so far that are a list of short entries (abbreviations, contents), not paragraphs. */
  function isShortRun(): boolean {
    const numbered: Open[] = [];
    for (const part of parts) {
      if (part.type === "paragraph" && part.number !== null) numbered.push(part);
      if (numbered.length > 60) return false;
    }
    return numbered.length > 0 && numbered.reduce((sum, part) => sum + part.text.toString().length, 0) / numbered.length < 90;
  }

  function dropShortRun(): void {
    for (const part of parts) {
      if (part.type !== "paragraph" || part.number === null) continue;
      part.text = new GrowingText(`${part.number}. ${part.text.toString()}`, join);
      part.number = null;
    }
    holes.length = 0;
  }

  /** The page's margins moved (an inserted page, a landscape page): the number is still the leftmost thing on it. */
  function isAloneInMargin(line: SourceLine): boolean {
    return line.x - (margins.get(columnKey(line)) ?? line.x) < 4;
  }
}

const columnKey = (line: SourceLine): string => `${line.page ?? ""}|${line.column}`;

/** The leftmost print of each column. */
function leftMargins(lines: SourceLine[]): Map<string, number> {
  const margins = new Map<string, number>();
  for (const line of lines) margins.set(columnKey(line), Math.min(line.x, margins.get(columnKey(line)) ?? Infinity));
  return margins;
}

/** For each line the next one that begins with a plain number; -1 where there is none. */
function nextCandidates(lines: SourceLine[], candidates: (Candidate | null)[]): number[] {
  const ahead = new Array<number>(lines.length).fill(-1);
  let next = -1;
  for (let i = lines.length - 1; i >= 0; i--) {
    ahead[i] = next;
    if (candidates[i] !== null && candidates[i]?.minor === null) next = i;
  }
  return ahead;
}

function goesOn(before: string, next: string): boolean {
  return !isFinished(before) && /^[\p{Ll},;)]/u.test(next);
}

function startsIndented(line: SourceLine, lines: SourceLine[], at: number): boolean {
  const next = lines[at + 1];
  return next !== undefined && next.page === line.page && !next.blockStart && line.x - next.x > 8;
}
