// Owns cutting the conclusions of a report into pieces: numbered items, and what stands between them, each with the place of its words.
// Must not know States or responses.
import type { Paragraph } from "../contracts.js";

/** A run of text that stands in one paragraph. */
export interface Chunk {
  paragraph: Paragraph;
  /** UTF-16 offset into the paragraph's text. */
  start: number;
  /** Offset of its first character in the piece's text. */
  at: number;
  length: number;
}

export interface Piece {
  /** As printed ("84.2"), or made of the paragraph above and its own ("64.1"); null where it has none. */
  number: string | null;
  /** Number of the paragraph that it stands under. */
  parent: string | null;
  /** Without its number; chunks are joined by one blank. */
  text: string;
  chunks: Chunk[];
}

const TWO_LEVELS = /^(\d{1,3}\.\s?\d{1,3})\.?(?=\s|\p{L}|$)\s*/u;
const ONE_LEVEL = /^(\d{1,3})[.)]\s+(?=\S)/;
const LETTER = /^(\(?[a-z]{1,2}\)|[-–—•*])\s+/;
/** What closes an item: States in parentheses at the end, or the end of a sentence. */
const CLOSED = /\)\s*[;.,:]*\s*(?:and|or)?\s*[*†]*\d{0,2}$|[:;]\s*$|[.]["”’]?\s*$/;

interface State {
  parent: string | null;
  sub: number;
}

/**
 * Pieces of the paragraphs, in reading order.
 * @param endsWithMakers whether a text ends with the States that made a recommendation
 */
export function piecesOf(paragraphs: readonly Paragraph[], endsWithMakers: (text: string) => boolean): Piece[] {
  const pieces: Piece[] = [];
  const state: State = { parent: null, sub: 0 };
  for (const paragraph of paragraphs) {
    let offset = 0;
    for (const [index, line] of paragraph.text.split("\n").entries()) {
      const printed = index === 0 && paragraph.numbered ? paragraph.number : null;
      const { number, own, skip } = numberOf(line, printed, state, endsWithMakers);
      const last = pieces.at(-1);
      const chunk = { paragraph, start: offset + skip, at: 0, length: line.length - skip };
      if (number === null && !own && last !== undefined && !CLOSED.test(last.text)) extend(last, chunk, line.slice(skip));
      else pieces.push({ number, parent: state.parent, text: line.slice(skip), chunks: [chunk] });
      offset += line.length + 1;
    }
  }
  return pieces;
}

function extend(piece: Piece, chunk: Chunk, text: string): void {
  chunk.at = piece.text.length + 1;
  piece.text += ` ${text}`;
  piece.chunks.push(chunk);
}

/** Number of a line, how long its print is, and whether the line begins a piece of its own. */
function numberOf(line: string, printed: string | null, state: State, endsWithMakers: (text: string) => boolean): { number: string | null; own: boolean; skip: number } {
  const two = TWO_LEVELS.exec(line);
  if (printed?.includes(".") === true) return under(printed, state, 0);
  if (two !== null) return under((two[1] ?? "").replace(/\s/g, ""), state, two[0].length);
  const one = ONE_LEVEL.exec(line);
  if (printed !== null) {
    // A reader that took an item's number for a paragraph's: it goes on from the item before.
    if (state.sub > 0 && Number(printed) === state.sub + 1 && endsWithMakers(line)) return item(state, Number(printed), 0);
    open(printed, state);
    return { number: printed, own: true, skip: 0 };
  }
  if (one !== null) return ofOneLevel(Number(one[1]), one[0].length, line, state, endsWithMakers);
  const letter = LETTER.exec(line);
  return { number: null, own: letter !== null, skip: letter === null ? 0 : letter[0].length };
}

/** "68." within paragraph 67 is its 68th item or the next paragraph: the latter where the items are not so far, or no State ends it. */
function ofOneLevel(value: number, skip: number, line: string, state: State, endsWithMakers: (text: string) => boolean): { number: string; own: boolean; skip: number } {
  const next = state.parent !== null && value === Number(state.parent.split(".")[0]) + 1;
  const isItem = state.parent !== null && (!next || (value === state.sub + 1 && endsWithMakers(line)));
  if (!isItem) {
    open(String(value), state);
    return { number: String(value), own: true, skip };
  }
  return item(state, value, skip);
}

function item(state: State, value: number, skip: number): { number: string; own: boolean; skip: number } {
  state.sub = value;
  return { number: `${state.parent}.${value}`, own: true, skip };
}

function under(number: string, state: State, skip: number): { number: string; own: boolean; skip: number } {
  const [parent = "", sub = "0"] = number.split(".");
  if (state.parent !== parent) open(parent, state);
  state.sub = Number(sub);
  return { number, own: true, skip };
}

function open(parent: string, state: State): void {
  state.parent = parent;
  state.sub = 0;
}

/** The part of a piece's text that stands in one paragraph around a place: for a quote, which never runs over paragraphs. */
export function spanAround(piece: Piece, from: number, to: number, around: number): { paragraph: Paragraph; start: number; end: number } {
  const chunk = piece.chunks.findLast((candidate) => candidate.at <= around) ?? piece.chunks[0]!;
  const start = Math.max(from, chunk.at);
  const end = Math.min(to, chunk.at + chunk.length);
  return { paragraph: chunk.paragraph, start: chunk.start + start - chunk.at, end: chunk.start + end - chunk.at };
}
