// Owns the step from lines to headings and paragraphs: printed numbers, sub-items, blocks, sentences cut by pages.
// Must not decide kinds, roles or metadata.

import { GrowingText } from "./growing-text.js";
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

const ITEM = /^(?:[•▪◦·‣*–—-]\s*|\((?:[a-z]{1,2}|[ivx]{1,5}|\d{1,2})\)\s*|(?:[a-z]|[ivx]{1,5})\)\s+|o\s(?=\p{Lu}))(?=\S)/u;
const ARABIC_ITEM = /^\(?\d{1,3}(?:\.\d{1,3})*[.)]\s+(?=\S)/;
const TERMINAL = /[.!?;:]["”’')\]]*$/;
const CAPTION = /^(?:Figure|Table|Box|Chart|Map|Graph)\s+(?:[IVXLC]{1,6}|\d{1,3})\b\.?(?:\s*$|[.:]?\s+\p{Lu})/u;

/** Does the text end a sentence? Only its end is looked at: paragraphs grow line by line. */
function isFinished(text: string): boolean {
  return TERMINAL.test(withoutCalls(text.slice(-60)));
}

const ANNEX = /^(?:annex(?:es)?|appendix|appendices|enclosure|attachment)\b/i;

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
  const headingSizes = new Map<string, number>();
  // Where the file names its fonts, headings are bold or larger, and a short line between gaps proves nothing.
  const fontsNamed = lines.filter((line) => line.bold).length >= 3;
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
  let lastRoman = 0;
  let lastAlpha = 0;
  let lastArabicHeading = 0;

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

    const heading = headingAt(lines, i, size, acceptance === "yes" ? "sequence" : candidate ? "number" : "none", open !== null, fontsNamed);
    if (heading) {
      close();
      blockCount++;
      const { number, level } = levelOf(heading.text, heading.first, headingSizes);
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

  function levelOf(text: string, first: SourceLine, sizes: Map<string, number>): { number: string | null; level: number } {
    const style = `${Math.round(first.size)}${first.bold ? "b" : ""}${first.italic ? "i" : ""}`;
    const match = /^(?:(Section\s+\d{1,2}|Part\s+[IVX\d]+|Chapter\s+[IVX\d]+)[.:]?|([IVXLC]{1,6}|[A-Z]|\d{1,2}(?:\.\d{1,2})*|[a-z])\.?|\(([a-z]{1,4})\))\s+(?=\S)/.exec(text);
    let number: string | null = null;
    let level = 0;
    if (match) {
      const token = match[1] ?? match[2] ?? match[3] ?? "";
      const dotted = match[0].trim().endsWith(".") || match[1] !== undefined || match[3] !== undefined || /^\d/.test(token);
      if (match[1] !== undefined) {
        number = null;
        level = 1;
      } else if (dotted && match[3] === undefined) {
        const roman = romanValue(token);
        const alpha = /^[A-Z]$/.test(token) ? token.charCodeAt(0) - 64 : 0;
        if (roman > 0 && (alpha === 0 || roman === lastRoman + 1) && !(alpha > 0 && alpha === lastAlpha + 1 && lastAlpha > 0 && roman !== lastRoman + 1)) {
          number = token;
          level = 1;
          lastRoman = roman;
          lastAlpha = 0;
          lastArabicHeading = 0;
        } else if (alpha > 0) {
          number = token;
          level = 2;
          lastAlpha = alpha;
          lastArabicHeading = 0;
        } else if (/^\d/.test(token)) {
          number = token;
          level = token.includes(".") ? Math.min(4, token.split(".").length + (lastRoman > 0 ? 1 : 0)) : lastRoman > 0 || lastAlpha > 0 ? 3 : 1;
          lastArabicHeading = Number(token.split(".")[0]);
        } else if (/^[a-z]$/.test(token) && match[0].includes(".")) {
          number = token;
          level = 4;
        }
      } else if (match[3] !== undefined) {
        number = token;
        level = 4;
      }
    }
    void lastArabicHeading;
    if (first.headingLevel !== null) level = match?.[1] !== undefined ? Math.min(2, first.headingLevel) : first.headingLevel;
    else if (level === 0) {
      if (ANNEX.test(text)) level = 1;
      else if (/^(?:summary|executive summary|introduction|conclusions?|contents|overview|preface|foreword)$/i.test(text)) level = 1;
      else if (sizes.has(style)) level = sizes.get(style) === 1 ? 1 : Math.min(4, (sizes.get(style) ?? 3) + 1);
      else level = (first.size > size * 1.25 ? 1 : first.size > size * 1.08 ? 2 : 4);
    }
    if (number !== null && first.headingLevel === null && first.size > 0) sizes.set(style, level);
    return { number, level };
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

/** "I" … "XXXIX" as a number; 0 where it is none. */
function romanValue(token: string): number {
  const match = /^(X{0,3})(IX|IV|V?I{0,3})$/.exec(token);
  if (!match || token === "") return 0;
  const ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"].indexOf(match[2] ?? "");
  return (match[1]?.length ?? 0) * 10 + ones;
}

function goesOn(before: string, next: string): boolean {
  return !isFinished(before) && /^[\p{Ll},;)]/u.test(next);
}

function startsIndented(line: SourceLine, lines: SourceLine[], at: number): boolean {
  const next = lines[at + 1];
  return next !== undefined && next.page === line.page && !next.blockStart && line.x - next.x > 8;
}

/** Is there a heading at this line? Gives its text and how many lines it takes. */
function headingAt(lines: SourceLine[], at: number, body: number, numbering: "sequence" | "number" | "none", inParagraph: boolean, fontsNamed: boolean): { text: string; count: number; first: SourceLine } | null {
  const first = lines[at]!;
  if (first.headingLines > 0) {
    const text = lines.slice(at, at + first.headingLines).map((line) => line.text).join(" ");
    return { text, count: first.headingLines, first };
  }
  if (first.headingLevel !== null) {
    let text = first.text;
    let count = 1;
    // "###" alone, its words on the next line; or "Section 1." and its title as two headings.
    const next = lines[at + 1];
    if (text === "" && next && next.block === first.block) {
      text = next.text;
      count = 2;
    } else if (/^(?:Section|Part|Chapter)\s+[\dIVX]+\.?$/i.test(text) && next) {
      const after = next.headingLevel !== null && next.text === "" && lines[at + 2] ? lines[at + 2]! : next.headingLevel !== null ? next : null;
      if (after) {
        text = `${text} ${after.text}`;
        count = after === next ? 2 : 3;
      }
    }
    return text.trim() === "" ? null : { text, count, first };
  }
  if (first.listItem || first.autoNumber !== null) return null;
  const isTop = at === 0 || lines[at - 1]!.page !== first.page || lines[at - 1]!.column !== first.column;
  const stands = first.blockStart || isTop || lines[at - 1]!.size > first.size * 1.08 || (lines[at - 1]!.bold && first.bold && numbering !== "none") ||
    (fontsNamed && first.bold && !lines[at - 1]!.bold && first.text.length < 90) ||
    // Plain text may lose the blank line before a heading where a page ended.
    (first.size === 0 && HEADING_NUMBER.test(first.text) && isFinished(lines[at - 1]!.text));
  if (!stands && !(first.size > body * 1.08 && body > 0)) return null;
  if (NAMED_HEADING.test(withoutCalls(first.text).trim())) return { text: first.text, count: 1, first };
  // Gather the lines of the block.
  const gathered = [first];
  while (gathered.length < 6) {
    const next = lines[at + gathered.length];
    const tail = gathered[gathered.length - 1]!;
    if (!next || next.headingLevel !== null || next.page !== first.page || next.column !== first.column || next.listItem) break;
    if (next.blockStart && !(first.size > 0 && next.gap <= 1.45 && next.size === first.size && next.bold === first.bold && first.size > body * 1.08 && !HEADING_NUMBER.test(next.text))) break;
    if (first.size > 0 && (Math.abs(next.size - first.size) > 0.6 || next.bold !== first.bold)) break;
    if (HEADING_NUMBER.test(next.text) && next.lead !== null && !/[-,]$|\b(?:and|of|the|in|for|to|by|with|on)$/i.test(tail.text)) break;
    gathered.push(next);
  }
  const whole = withoutCalls(gathered.map((line) => line.text).join(" ")).trim();
  const after = lines[at + gathered.length];
  if (whole.length > 240 || gathered.length > 4) return null;
  if (!/\p{L}{2}/u.test(whole) || /\bwww\.|https?:|\S@\S/.test(whole)) return null;
  const text = gathered.reduce((sum, line) => (sum === "" ? line.text : /\p{L}-$/u.test(sum) ? sum + line.text : `${sum} ${line.text}`), "");
  const made = { text, count: gathered.length, first };
  const pattern = HEADING_NUMBER.test(whole);
  const closed = /[.;:,]["”’)]*$/.test(whole) && !/\b(?:etc|[A-Z])\.$/.test(whole);
  const larger = body > 0 && first.size > body * 1.08;
  const marked = larger || first.bold;
  const capital = /^[\p{Lu}\d(“"]/u.test(whole.replace(HEADING_NUMBER, ""));
  const short = whole.length <= 160;
  const startsLower = after !== undefined && /^\p{Ll}/u.test(after.text) && after.gap <= 1.25 && after.gap > 0 && !after.blockStart;
  // Cut by the page: the words go on overleaf.
  const goesOn = after !== undefined && after.page !== first.page && /^\p{Ll}/u.test(after.text);
  if (!capital || startsLower || goesOn) return null;
  if (numbering === "sequence") {
    // In sequence it is a paragraph, unless print or form say heading plainly.
    return marked && !closed && short && whole.length < 140 && standsAlone(after, first) && (larger || !inBoldPassage(lines, at, gathered.length)) ? made : null;
  }
  if (ITEM.test(whole)) return marked && !closed && whole.length < 120 && /^\([a-z]{1,4}\)/.test(whole) && standsAlone(after, first) && first.bold ? made : null;
  if (/^[IVX]{1,6}\.\s/.test(whole) || /^[A-Z]\.\s/.test(whole)) {
    if (closed && !marked) return null;
    return short || marked ? made : null;
  }
  if (pattern) {
    // An arabic number out of sequence: a heading of the third level, or an item of a list.
    if (closed || whole.length > 150 || ITEM_OF_STATES.test(whole)) return null;
    if (marked) return made;
    return !inParagraph || first.size === 0 ? (standsAlone(after, first) && whole.length < 110 ? made : null) : standsAlone(after, first) && whole.length < 90 && first.x < (after?.x ?? 0) - 4 ? made : null;
  }
  if (larger && !closed) return made;
  if (larger && whole.length < 100 && /\.$/.test(whole) === false) return made;
  if (first.bold && !closed && whole.length <= 200 && standsAlone(after, first)) return made;
  if (first.bold && !closed && whole.length <= 120 && after !== undefined && !after.bold) return made;
  if (ANNEX.test(whole) && whole.length < 60 && !closed) return made;
  if (closed) return null;
  if (whole === whole.toUpperCase() && whole.length < 110 && /\p{Lu}{3}/u.test(whole) && standsAlone(after, first)) return made;
  if (first.italic && whole.length < 120 && standsAlone(after, first) && !inItalicPassage(lines, at, gathered.length) && first.size > 0) return made;
  if (first.size === 0 && first.block > 0) {
    // Plain text, no print to go by: a short line alone between blank lines, with prose or a list after it.
    return gathered.length === 1 && whole.length <= 80 && standsAlone(after, first) && after !== undefined && !inParagraph
      ? isProse(after, lines, at + 1) ? made : null
      : gathered.length <= 2 && whole.length <= 80 && standsAlone(after, first) && after !== undefined && isProse(after, lines, at + gathered.length) ? made : null;
  }
  // Layout without bold (fonts unnamed): a short line between gaps, at the margin, followed by a full line.
  if (!fontsNamed && first.size > 0 && first.gap > 1.25 && whole.length <= 100 && standsAlone(after, first) && after !== undefined && !ITEM.test(after.text) && first.wideGaps === 0 && !inParagraphList(lines, at)) {
    return after.right - after.x > 1.5 * (first.right - first.x) || /^\d{1,3}\.\s/.test(after.text) ? made : null;
  }
  return null;
}

/** An item that names in parentheses who made it: "(Norway)", "(Chile);*". */
const ITEM_OF_STATES = /^\d.*\(\p{Lu}[^()]*(?:\([^()]*\)[^()]*)*\)\s?[;.,:]?\s?[*†]*(?:$|\s)/u;
const NAMED_HEADING = /^(?:[IVX]{1,4}\.\s+)?(?:Summary|Executive summary|Introduction|Conclusions?|Conclusions and recommendations|Recommendations|Background|Overview|SUMMARY|EXECUTIVE SUMMARY|INTRODUCTION|CONCLUSIONS?|RECOMMENDATIONS|BACKGROUND)$/;
const HEADING_NUMBER = /^(?:[IVX]{1,6}\.|[A-Z]\.|\d{1,2}(?:\.\d{1,2}){0,3}\.?|[a-z]\.)\s+(?=\S)/;

function standsAlone(after: SourceLine | undefined, first: SourceLine): boolean {
  return after === undefined || after.blockStart || after.page !== first.page || after.headingLevel !== null || after.size < first.size * 0.93;
}

function inBoldPassage(lines: SourceLine[], at: number, count: number): boolean {
  const before = lines[at - 1];
  const after = lines[at + count];
  return (before?.bold ?? false) && (after?.bold ?? false);
}

function inItalicPassage(lines: SourceLine[], at: number, count: number): boolean {
  const after = lines[at + count];
  return ((lines[at - 1]?.italic ?? false) && !lines[at]!.blockStart) || ((after?.italic ?? false) && !after!.blockStart);
}

function inParagraphList(lines: SourceLine[], at: number): boolean {
  const before = lines[at - 1];
  return before !== undefined && (ITEM.test(before.text) || /:$/.test(withoutCalls(before.text)));
}

/** Prose or a list follows, at once or behind one more short heading ("Article 6", "Legislation", then the text). */
function isProse(after: SourceLine, lines: SourceLine[], at: number, further = 1): boolean {
  let text = after.text;
  let j = at + 1;
  for (; j < lines.length && !lines[j]!.blockStart; j++) text += ` ${lines[j]!.text}`;
  if (text.length >= 60 || ITEM.test(after.text) || /^\d{1,3}\.\s/.test(after.text)) return true;
  const next = lines[j];
  return further > 0 && next !== undefined && /^\p{Lu}/u.test(text) && !/[.;:,]$/.test(text) && isProse(next, lines, j, further - 1);
}
