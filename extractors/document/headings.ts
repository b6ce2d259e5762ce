// Owns what a heading is, by the format's own word, by print, by numbers or by what stands around it; and its rank.
// Must not build paragraphs.

import { isFinished } from "./growing-text.js";
import { withoutCalls, type SourceLine } from "./source.js";

export const ITEM = /^(?:[•▪◦·‣*–—-]\s*|\((?:[a-z]{1,2}|[ivx]{1,5}|\d{1,2})\)\s*|(?:[a-z]|[ivx]{1,5})\)\s+|o\s(?=\p{Lu}))(?=\S)/u;
export const ANNEX = /^(?:annex(?:es)?|appendix|appendices|enclosure|attachment)\b/i;

/** What the print of a document tells of its headings. */
export interface Print {
  /** Size of the body's letters; 0 without layout. */
  body: number;
  /** Where the file names its fonts, headings are bold or larger, and a short line between gaps proves nothing. */
  fontsNamed: boolean;
  /** Blocks without pages, and nothing in form or print that would make one a heading: as in plain text. */
  plain: boolean;
}

export function printOf(lines: SourceLine[], body: number): Print {
  const marked = (line: SourceLine): boolean => line.headingLevel !== null || line.bold || line.italic || line.page !== null || (body > 0 && line.size > body * 1.08);
  return { body, fontsNamed: lines.filter((line) => line.bold).length >= 3, plain: lines.length > 0 && !lines.some(marked) };
}

/** Ranks headings by their numbers, and those without by the print of the numbered ones. */
export class HeadingRanks {
  private readonly sizes = new Map<string, number>();
  private lastRoman = 0;
  private lastAlpha = 0;

  constructor(private readonly size: number) {}

  rank(text: string, first: SourceLine): { number: string | null; level: number } {
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
        if (roman > 0 && (alpha === 0 || roman === this.lastRoman + 1) && !(alpha > 0 && alpha === this.lastAlpha + 1 && this.lastAlpha > 0 && roman !== this.lastRoman + 1)) {
          number = token;
          level = 1;
          this.lastRoman = roman;
          this.lastAlpha = 0;
        } else if (alpha > 0) {
          number = token;
          level = 2;
          this.lastAlpha = alpha;
        } else if (/^\d/.test(token)) {
          number = token;
          level = token.includes(".") ? Math.min(4, token.split(".").length + (this.lastRoman > 0 ? 1 : 0)) : this.lastRoman > 0 || this.lastAlpha > 0 ? 3 : 1;
        } else if (/^[a-z]$/.test(token) && match[0].includes(".")) {
          number = token;
          level = 4;
        }
      } else if (match[3] !== undefined) {
        number = token;
        level = 4;
      }
    }
    if (first.headingLevel !== null) level = match?.[1] !== undefined ? Math.min(2, first.headingLevel) : first.headingLevel;
    else if (level === 0) {
      if (ANNEX.test(text)) level = 1;
      else if (/^(?:summary|executive summary|introduction|conclusions?|contents|overview|preface|foreword)$/i.test(text)) level = 1;
      else if (this.sizes.has(style)) level = this.sizes.get(style) === 1 ? 1 : Math.min(4, (this.sizes.get(style) ?? 3) + 1);
      else level = (first.size > this.size * 1.25 ? 1 : first.size > this.size * 1.08 ? 2 : 4);
    }
    if (number !== null && first.headingLevel === null && first.size > 0) this.sizes.set(style, level);
    return { number, level };
  }
}

/** "I" … "XXXIX" as a number; 0 where it is none. */
function romanValue(token: string): number {
  const match = /^(X{0,3})(IX|IV|V?I{0,3})$/.exec(token);
  if (!match || token === "") return 0;
  const ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"].indexOf(match[2] ?? "");
  return (match[1]?.length ?? 0) * 10 + ones;
}

const ANNEX_ALONE = /^Annex(?:es)?(?: (?:[IVX]{1,5}|\d{1,2}))?$/;

/** Is there a heading at this line? Gives its text and how many lines it takes. */
export function headingAt(lines: SourceLine[], at: number, { body, fontsNamed, plain }: Print, numbering: "sequence" | "number" | "none", inParagraph: boolean): { text: string; count: number; first: SourceLine } | null {
  const first = lines[at]!;
  if (first.row !== null) return null;
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
  if (first.size === 0 && ANNEX_ALONE.test(first.text)) {
    // Its title may stand in the next line, without space between.
    const title = lines[at + 1];
    const titled = title !== undefined && !title.blockStart && title.text.length <= 80 && /^\p{Lu}/u.test(title.text) && !/[.;:,]$/.test(title.text) && lines[at + 2] !== undefined && !/^\p{Ll}/u.test(lines[at + 2]!.text);
    return titled ? { text: `${first.text} ${title.text}`, count: 2, first } : { text: first.text, count: 1, first };
  }
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
  if (plain || (first.size === 0 && first.block > 0)) {
    // No print to go by: a short line alone between blank lines, with prose or a list after it.
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
