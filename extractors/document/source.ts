// Owns the form in which every file format hands its text to the reader: lines with layout, notes' marks inside.
// Must not know any file format.

import type { DocumentKind, FootnoteCall, Format, IssueRecord } from "../contracts.js";

/** What is known of a document beside its lines. */
export interface ReadOptions {
  fileName: string;
  /** Code of a State's name (ISO 3166-1 alpha-3, or a non-State code such as XKX); null where it is none. */
  resolveState: (name: string) => string | null;
  /** Set by the user; skips recognition. */
  kind?: DocumentKind;
}

/**
 * Marks of notes travel inside the text between these two private-use characters until the paragraphs are whole;
 * only then do they become offsets. Input text is cleaned of both before.
 */
export const CALL_OPEN = "\uE000";
export const CALL_CLOSE = "\uE001";
export const CALL = /\uE000([^\uE001]*)\uE001/g;

/** Writes a note's mark into a line. */
export function callMark(label: string): string {
  return CALL_OPEN + label + CALL_CLOSE;
}

/** The text without the marks of notes. */
export function withoutCalls(text: string): string {
  return text.includes(CALL_OPEN) ? text.replace(CALL, "") : text;
}

/**
 * What was chosen or filled in a form's field (a drop-down list, a form field) stands between these two in a line's text,
 * so that the answer is told from its label. They are gone before a paragraph is whole.
 */
export const FIELD_OPEN = "\uE002";
export const FIELD_CLOSE = "\uE003";

/** Writes a form field's value into a line; "" where nothing was filled in. */
export function fieldMark(value: string): string {
  return FIELD_OPEN + value + FIELD_CLOSE;
}

/** The text without the marks of form fields; their values stay. */
export function withoutFields(text: string): string {
  return text.includes(FIELD_OPEN) ? text.replace(/[\uE002\uE003]/g, "") : text;
}

/** Ends a printed line inside a cell's text, so that words cut there are mended; gone before a paragraph is whole. */
export const LINE_BREAK = "\u000B";

/** A cell of a row; columns are counted after what each cell spans. */
export interface SourceCell {
  /** Printed paragraphs behind "\n"; for a cell that goes on from the row above, the text of that cell. */
  text: string;
  /** 0-based. */
  column: number;
  span: number;
  /** The format itself says that the cell reaches down from the row above. */
  continued: boolean;
}

/** A row of a table as the format itself states it. */
export interface SourceRow {
  /** 1-based index of the table in the document. */
  table: number;
  /** The format itself says that the row is a head. */
  head: boolean;
  cells: SourceCell[];
  /** Where only the places of its words tell the table: all of its lines as they stand, with its first row ([] with the others); else absent. */
  printed?: SourceLine[];
}

/** Turns the marks in a text into offsets. */
export function takeCalls(marked: string): { text: string; calls: FootnoteCall[] } {
  if (!marked.includes(CALL_OPEN)) return { text: marked.replaceAll(CALL_CLOSE, ""), calls: [] };
  const calls: FootnoteCall[] = [];
  let text = "";
  let from = 0;
  for (const match of marked.matchAll(CALL)) {
    text += marked.slice(from, match.index);
    calls.push({ offset: text.length, label: match[1] ?? "" });
    from = match.index + match[0].length;
  }
  text += marked.slice(from);
  const trimmed = text.trimEnd();
  return { text: trimmed, calls: calls.map((call) => ({ ...call, offset: Math.min(call.offset, trimmed.length) })) };
}

export type Zone = "body" | "furniture" | "footnote" | "contents" | "masthead";

export interface SourceLine {
  /** Text with marks of notes as `callMark`. */
  text: string;
  /** A raised mark at the very start of the line (a note's own label); not in `text`. */
  label: string | null;
  /** 1-based; null for formats without pages. */
  page: number | null;
  /** 0-based column in the page; -1 where the line spans the page. */
  column: number;
  /** Left and right edge in points; for plain text, in characters. */
  x: number;
  right: number;
  /** Baseline in points from the bottom of the page; 0 for formats without layout. */
  y: number;
  /** Font size in points; 0 for formats without layout. */
  size: number;
  bold: boolean;
  italic: boolean;
  /** First cell of the line where a tab or wide gap follows it ("12.", "(a)", "II."). */
  lead: string | null;
  /** How many wide gaps stand in the line (tables, contents). */
  wideGaps: number;
  /** Distance from the line above in the same column, in lines; 0 where it is the first of its page or column. */
  gap: number;
  /** Blank line, or start of a block element, before this line. */
  blockStart: boolean;
  /** Heading level that the format itself states (h1–h6, Word style, "##"); null otherwise. */
  headingLevel: number | null;
  /** So many lines from this one on are one heading, as the parting of wrapped text tells; 0 where it says nothing. */
  headingLines: number;
  /** An item of a list that the format itself states. */
  listItem: boolean;
  /** Printed or computed number that the format keeps outside the text (Word auto-numbering); null otherwise. */
  autoNumber: string | null;
  /** 1-based index of the block among the blank-line-separated blocks of the file; 0 where it must be counted. */
  block: number;
  zone: Zone;
  /** The row of a table that the line is (then `text` is its cells behind "\n"); null otherwise. */
  row: SourceRow | null;
}

export interface SourceNote {
  label: string;
  page: number | null;
  text: string;
}

/** What a format's parser gives to the reader. */
export interface SourceDocument {
  format: Format;
  lines: SourceLine[];
  /** Notes that the format itself keeps apart (DOCX). */
  notes: SourceNote[];
  pages: number | null;
  /** Pages on which no text was found. */
  emptyPages: number[];
  failedPages: { page: number; message: string }[];
  /** Where it was published, as the file itself says (front matter, canonical address of a page). */
  address?: string | null;
  /** Author or publisher by the file's own properties. */
  declaredAuthor?: string | null;
  /** Letters that the format's parser saw and did not hand over (turned stamps, hidden text, files inside). */
  leftOut?: number;
  /** What the format's parser left out or had to guess, with what to do. */
  issues?: IssueRecord[];
  /** Title from the file's own properties (HTML title, Word core properties); null otherwise. */
  declaredTitle: string | null;
  /** Pages whose text was recognised from pictures, and how surely (0–100). */
  recognised?: ReadonlyMap<number, number>;
  /** What the file holds and no line shows, a sentence each with what to do next: hidden text, attachments, furniture. */
  notRead?: { message: string; next: string }[];
}

/** A line with everything at rest; parsers set what they know. */
export function sourceLine(text: string, known: Partial<SourceLine> = {}): SourceLine {
  return {
    text, label: null, page: null, column: -1, x: 0, right: 0, y: 0, size: 0, bold: false, italic: false,
    lead: null, wideGaps: 0, gap: 0, blockStart: false, headingLevel: null, headingLines: 0, listItem: false, autoNumber: null, block: 0, zone: "body", row: null,
    ...known,
  };
}

/** A hyphen that shows only where a line ends with it. */
export const SOFT_HYPHEN = "\u00AD";

/**
 * Characters that carry no text: zero-width, controls, our own marks, and soft hyphens other than those at the end, which the
 * next line closes up; symbol-font bullets become "•".
 */
export function cleanCharacters(text: string): string {
  return UNCLEAN.test(text) ? withoutUnclean(text) : text;
}

/** Wider than all that is cleaned, so that plain runs of text are told by one look. */
const UNCLEAN = /[^\t\n\r\u0020-\u007e]/;

function withoutUnclean(text: string): string {
  return text
    .replace(/[\uF0B7\uF0A7\uF0D8\uF0FC\uF076\u25CF\u25AA\u25A0\uF06E]/g, "•")
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uE000-\uF8FF\uFFFE\uFFFF]/g, "")
    .replace(/\u00AD(?![\u00AD\s]*$)/g, "")
    .replace(/[\u00A0\u2000-\u200A\u202F\u3000]/g, " ")
    .replace(/\uFB00/g, "ff").replace(/\uFB01/g, "fi").replace(/\uFB02/g, "fl").replace(/\uFB03/g, "ffi").replace(/\uFB04/g, "ffl")
    .replace(/[\u2010\u2011]/g, "-");
}
