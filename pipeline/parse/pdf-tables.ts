// Owns tables on a PDF page whose cells run over several lines: which lines are one, where its columns stand, which lines are a row.
// Must not know what a table says. Where columns or rows are not plain it finds none, and the lines are read as they stand.

import type { PdfRun } from "./pdfjs.js";

type Run = PdfRun & { raised?: boolean };

export interface Line {
  y: number;
  size: number;
  runs: Run[];
}

/** A piece of a line between wide gaps. */
export interface Piece {
  x: number;
  right: number;
  runs: Run[];
  text: string;
}

export interface TableCellLines {
  column: number;
  /** The cell's printed lines, each with its runs. */
  lines: Line[];
}

export interface TableFound {
  /** Index of its first line among those given, and of the first behind it. */
  from: number;
  to: number;
  /** Left edges of its columns. */
  columns: number[];
  rows: TableCellLines[][];
}

/** A gap this wide, in sizes of the letters, parts cells. */
const CELL_GAP = 1.1;
/** Cells of a column begin at one place, give or take. */
const ALIGNED = 3;
const FEWEST_LINES = 4;
const MOST_COLUMNS = 8;
/** What stands before a wide gap and is no cell: numbers of paragraphs, letters of items, bullets, dates of notes. */
const LABEL = /^(?:\(?(?:\d{1,4}(?:\.\d{1,3})*|[a-z]{1,4}|[A-Z]|[IVXLC]{1,6})[.)]?|[•▪◦·*–—-]+|\d{1,3}\/)$/;
const LEADERS = /(?:\.\s?){5,}|…{2,}/;

/** @param gap so wide a space parts pieces, in sizes of the letters */
export function piecesOf(line: Line, gap = CELL_GAP): Piece[] {
  const pieces: Piece[] = [];
  for (const run of line.runs) {
    if (run.text.trim() === "") continue;
    const last = pieces[pieces.length - 1];
    if (last !== undefined && run.x - last.right <= gap * line.size) {
      last.runs.push(run);
      last.right = Math.max(last.right, run.x + run.width);
      last.text += run.text;
    } else pieces.push({ x: run.x, right: run.x + run.width, runs: [run], text: run.text });
  }
  return pieces;
}

/** Tables of a page whose lines stand in order from the top. */
export function findTables(lines: readonly Line[]): TableFound[] {
  const pieces = lines.map((line) => piecesOf(line));
  const found: TableFound[] = [];
  for (let at = 0; at < lines.length; at++) {
    if (!mayBegin(pieces[at]!)) continue;
    const table = tableAt(lines, pieces, at);
    if (table === null) continue;
    found.push(table);
    at = table.to - 1;
  }
  return found;
}

function mayBegin(line: readonly Piece[]): boolean {
  return line.length >= 2 && line.length <= MOST_COLUMNS && line.every((piece) => /[\p{L}\p{N}]{2}/u.test(piece.text) && !LABEL.test(piece.text.trim()) && !LEADERS.test(piece.text));
}

function tableAt(lines: readonly Line[], pieces: readonly Piece[][], from: number): TableFound | null {
  const columns = pieces[from]!.map((piece) => piece.x);
  let to = from + 1;
  while (to < lines.length && fits(pieces[to]!, columns) && lines[to - 1]!.y - lines[to]!.y < 5 * lines[from]!.size) to++;
  // What follows the table at the left margin may be prose: it ends with the last line that has more than one cell, and what wraps below it.
  while (to > from && isProse(lines, pieces, columns, from, to)) to--;
  const inside = pieces.slice(from, to);
  if (inside.length < FEWEST_LINES) return null;
  const used = columns.map((x) => inside.filter((line) => line.some((piece) => near(piece.x, x))).length);
  const several = inside.filter((line) => line.length >= 2).length;
  if (several < 3 || used.some((count) => count < 2)) return null;
  const rows = rowsOf(lines.slice(from, to), inside, columns);
  if (rows === null) return null;
  const found = { from, to, columns, rows };
  // Cells of one line each are read rightly line by line.
  return inside.some((line) => !near(line[0]!.x, columns[0]!)) || runsTogether(found) ? found : null;
}

const near = (p: number, q: number): boolean => Math.abs(p - q) <= ALIGNED;

/** Every piece begins at a column and ends before the next. */
function fits(line: readonly Piece[], columns: readonly number[]): boolean {
  if (line.length === 0 || (line.length > 1 && LABEL.test(line[0]!.text.trim()))) return false;
  return line.every((piece) => {
    const column = columns.findIndex((x) => near(piece.x, x));
    const next = columns[column + 1];
    return column >= 0 && !LEADERS.test(piece.text) && (next === undefined || piece.right < next - 1);
  });
}

/** The last line is one cell at the left margin that no cell stands beside. */
function isProse(lines: readonly Line[], pieces: readonly Piece[][], columns: readonly number[], from: number, to: number): boolean {
  const last = pieces[to - 1]!;
  if (last.length > 1 || !near(last[0]!.x, columns[0]!)) return false;
  return to - 2 < from || pieces[to - 2]!.length === 1 || lines[to - 2]!.y - lines[to - 1]!.y > 1.6 * lines[to - 1]!.size;
}

/** Parts the lines into rows, by the space between them, else by the first column; null where neither is plain. */
function rowsOf(lines: readonly Line[], pieces: readonly Piece[][], columns: readonly number[]): TableCellLines[][] | null {
  const distances = lines.slice(1).map((line, i) => lines[i]!.y - line.y);
  const leading = Math.min(...distances);
  const spaced = distances.filter((distance) => distance > leading * 1.25).length;
  const first = pieces.map((line) => near(line[0]!.x, columns[0]!));
  if (!first[0]) return null;
  const starts = spaced >= 2 ? distances.map((distance) => distance > leading * 1.25) : pieces.slice(1).map((line, i) => first[i + 1]! && beginsRow(line, pieces[i]!));
  // By space: a row without a first cell is a head or a cell that reaches down; a State's name may not stand there.
  if (spaced < 2 && namesStandInTheMiddle(pieces, first)) return null;
  const rows: number[][] = [[0]];
  starts.forEach((begins, i) => void (begins ? rows.push([i + 1]) : rows[rows.length - 1]!.push(i + 1)));
  if (rows.length < 2) return null;
  return rows.map((indices) => cellsOf(indices.map((i) => ({ line: lines[i]!, pieces: pieces[i]! })), columns));
}

/** Without space between rows, a name alone, or beside words in small letters, goes on with the row above. */
function beginsRow(line: readonly Piece[], above: readonly Piece[]): boolean {
  if (line.length < 2) return false;
  return /^[^\p{Ll}]/u.test(line[1]!.text.trim()) && !/(?:\b(?:of|the|and|de|of the)|[,-])\s*$/i.test(above[0]!.text);
}

/** A line of other cells that begins a sentence behind a finished one belongs to a name that stands below it. */
function namesStandInTheMiddle(pieces: readonly Piece[][], first: readonly boolean[]): boolean {
  return pieces.some((line, i) => i > 0 && !first[i]! && /^\p{Lu}/u.test(line[0]!.text.trim()) && /[.;]\s*$/.test(pieces[i - 1]![pieces[i - 1]!.length - 1]!.text) && line.length > 1);
}

const FEWEST_ROWS = 3;

/**
 * Whether a table is to be read by cells whatever it is about: read line by line, its cells would run into each other, since two
 * of a row have several lines, and space parts all of its rows, so that there is no doubt which lines are one.
 */
export function runsTogether({ rows }: TableFound): boolean {
  if (rows.length < FEWEST_ROWS || !rows.some((row) => row.filter((cell) => cell.lines.length > 1).length > 1)) return false;
  const ys = rows.map((row) => row.flatMap((cell) => cell.lines.map((line) => line.y)));
  const steps = rows.flatMap((row) => row.flatMap(({ lines }) => lines.slice(1).map((line, i) => lines[i]!.y - line.y)));
  const between = ys.slice(1).map((own, i) => Math.min(...ys[i]!) - Math.max(...own));
  return Math.min(...between) > Math.max(...steps) * 1.25;
}

function cellsOf(row: { line: Line; pieces: Piece[] }[], columns: readonly number[]): TableCellLines[] {
  return columns.flatMap((x, column) => {
    const lines = row.flatMap(({ line, pieces }) => pieces.filter((piece) => near(piece.x, x)).map((piece) => ({ y: line.y, size: line.size, runs: piece.runs })));
    return lines.length === 0 ? [] : [{ column, lines }];
  });
}
