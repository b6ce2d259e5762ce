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

/** A gap this wide, in sizes of the letters, parts cells; so does a narrower one, as between full cells of a word processor, where the lines below agree. */
const CELL_GAP = 1.1;
const NARROW_GAP = 0.6;
/** What begins at the left edge of a column begins a cell where it keeps this far from what stands before it. */
const COLUMN_GAP = 0.35;
/** Cells of a column begin at one place, give or take. */
const ALIGNED = 3;
const FEWEST_LINES = 4;
const MOST_COLUMNS = 8;
/** What stands before a wide gap and is no cell: numbers of paragraphs, letters of items, bullets, dates of notes. */
const LABEL = /^(?:\(?(?:\d{1,4}(?:\.\d{1,3})*|[a-z]{1,4}|[A-Z]|[IVXLC]{1,6})[.)]?|[•▪◦·*–—-]+|\d{1,3}\/)$/;
/** Heads of a column of running numbers. */
const COUNTS = /^(?:nos?\.?|nr\.?|#|items?|number|ref\.?|s\/n)$/i;
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
    const table = beginnings(lines[at]!, pieces[at]!).map((first) => tableAt(lines, pieces, at, first)).find((each) => each !== null) ?? null;
    if (table === null) continue;
    found.push(table);
    at = table.to - 1;
  }
  return found;
}

/** How a line may be the first of a table: its pieces between wide gaps or, where these are fewer, between narrow ones. */
function beginnings(line: Line, wide: readonly Piece[]): (readonly Piece[])[] {
  if (line.runs.length < 2) return [];
  const narrow = piecesOf(line, NARROW_GAP);
  return [wide, ...(narrow.length > wide.length ? [narrow] : [])].filter(mayBegin);
}

function mayBegin(line: readonly Piece[]): boolean {
  return line.length >= 2 && line.length <= MOST_COLUMNS && line.every((piece) => /[\p{L}\p{N}]{2}/u.test(piece.text) && !LABEL.test(piece.text.trim()) && !LEADERS.test(piece.text));
}

/** The table whose first line is given in pieces. @param wide pieces of all lines between wide gaps */
function tableAt(lines: readonly Line[], wide: readonly Piece[][], from: number, first: readonly Piece[]): TableFound | null {
  const columns = first.map((piece) => piece.x);
  const pieces = [...wide];
  pieces[from] = [...first];
  const split = (at: number): Piece[] => (pieces[at] = apartAtColumns(pieces[at]!, columns, lines[at]!.size));
  let to = from + 1;
  const counted = COUNTS.test(first[0]!.text.trim());
  while (to < lines.length && fits(split(to), columns, counted) && lines[to - 1]!.y - lines[to]!.y < 5 * lines[from]!.size) to++;
  // What follows the table at the left margin may be prose: it ends with the last line that has more than one cell, and what wraps below it.
  const last = to;
  while (to > from && isProse(lines, pieces, columns, from, to)) to--;
  const wrapped = mostWrapped(pieces.slice(from, to));
  while (to < last && lastIsClose(lines, to) && singles(pieces, to) <= wrapped) to++;
  const inside = pieces.slice(from, to);
  if (inside.length < FEWEST_LINES) return null;
  const used = columns.map((x) => inside.filter((line) => line.some((piece) => near(piece.x, x))).length);
  const several = inside.filter((line) => line.length >= 2).length;
  if (several < 3 || used.some((count) => count < 2)) return null;
  const rows = rowsOf(lines.slice(from, to), inside, columns);
  if (rows === null) return null;
  const head = headAbove(lines, wide, from, columns);
  const found = head === null ? { from, to, columns, rows } : { from: from - 1, to, columns, rows: [head, ...rows] };
  // Cells of one line each are read rightly line by line.
  return rows.some((row) => row.some((cell) => cell.lines.length > 1)) || runsTogether(found) ? found : null;
}

/** Pieces, parted also where a run begins at the left edge of a column. */
function apartAtColumns(pieces: readonly Piece[], columns: readonly number[], size: number): Piece[] {
  return pieces.flatMap((piece) => {
    const parts: Piece[] = [];
    for (const run of piece.runs) {
      const last = parts[parts.length - 1];
      const begins = last === undefined || (run.x - last.right >= COLUMN_GAP * size && columns.some((x) => near(run.x, x)));
      if (begins) parts.push({ x: run.x, right: run.x + run.width, runs: [run], text: run.text });
      else {
        last.runs.push(run);
        last.right = Math.max(last.right, run.x + run.width);
        last.text += run.text;
      }
    }
    return parts;
  });
}

/** Heads that stand in the middle of their columns, right above the first row; null where there are none. */
function headAbove(lines: readonly Line[], pieces: readonly Piece[][], from: number, columns: readonly number[]): TableCellLines[] | null {
  const above = lines[from - 1];
  const heads = pieces[from - 1];
  if (above === undefined || heads === undefined || heads.length !== columns.length || above.y - lines[from]!.y > 4 * above.size) return null;
  const stands = heads.every((piece, i) => piece.x >= columns[i]! - ALIGNED && piece.right <= (columns[i + 1] ?? Infinity) + ALIGNED && piece.text.length <= 60);
  return stands ? heads.map((piece, column) => ({ column, lines: [{ y: above.y, size: above.size, runs: piece.runs }] })) : null;
}

const near = (p: number, q: number): boolean => Math.abs(p - q) <= ALIGNED;

/** Every piece begins at a column and ends before the next. */
function fits(line: readonly Piece[], columns: readonly number[], counted: boolean): boolean {
  if (line.length === 0 || (line.length > 1 && !counted && LABEL.test(line[0]!.text.trim()))) return false;
  return line.every((piece) => {
    const column = columns.findIndex((x) => near(piece.x, x));
    const next = columns[column + 1];
    // A blank at its end takes room and shows nothing.
    const blank = ((piece.text.length - piece.text.trimEnd().length) / piece.text.length) * (piece.right - piece.x);
    return column >= 0 && !LEADERS.test(piece.text) && (next === undefined || piece.right - blank < next - 1);
  });
}

/** How many lines in a row, behind one with several cells, only the first cell goes on in, at most. */
function mostWrapped(pieces: readonly Piece[][]): number {
  return Math.max(0, ...pieces.map((line, i) => (line.length > 1 ? 0 : singles(pieces, i))));
}

/** Lines of one cell up to and with this one. */
function singles(pieces: readonly Piece[][], at: number): number {
  let count = 0;
  for (let i = at; i >= 0 && pieces[i]!.length === 1; i--) count++;
  return count;
}

/** Does the line stand no further below the one above than wrapped lines do? */
function lastIsClose(lines: readonly Line[], at: number): boolean {
  return at > 0 && lines[at - 1]!.y - lines[at]!.y <= 1.4 * lines[at]!.size;
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
  // Cells set in the middle of their row may stand half a line apart.
  const whole = distances.filter((distance, i) => distance >= 0.8 * lines[i]!.size);
  const leading = Math.min(...(whole.length < distances.length ? [1.2 * lines[0]!.size] : []), ...(whole.length > 0 ? whole : distances));
  const spaced = distances.filter((distance) => distance > leading * 1.25).length;
  const first = pieces.map((line) => near(line[0]!.x, columns[0]!));
  if (!first[0]) return null;
  const starts = spaced >= 2 ? distances.map((distance) => distance > leading * 1.25) : pieces.slice(1).map((line, i) => first[i + 1]! && beginsRow(line, pieces[i]!));
  // By space: a row without a first cell is a head or a cell that reaches down; a State's name may not stand there.
  if (spaced < 2 && namesStandInTheMiddle(pieces, first)) return null;
  const rows: number[][] = [[0]];
  starts.forEach((begins, i) => void (begins ? rows.push([i + 1]) : rows[rows.length - 1]!.push(i + 1)));
  if (rows.length < 2) return null;
  return rows.flatMap((indices) => {
    const groups = spaced >= 2 ? [indices] : partsOf(indices, pieces, columns);
    const parts = groups.map((part) => cellsOf(part.map((i) => ({ line: lines[i]!, pieces: pieces[i]! })), columns));
    // A name that stands once for several rows is each one's.
    const name = parts[0]!.find((cell) => cell.column === 0);
    return parts.map((cells, i) => (i === 0 || name === undefined ? cells : [name, ...cells.filter((cell) => cell.column !== 0)]));
  });
}

/** Rows of one name: where all other cells end and begin anew in the same line, with a capital each. */
function partsOf(indices: readonly number[], pieces: readonly Piece[][], columns: readonly number[]): number[][] {
  const parts: number[][] = [];
  for (const i of indices) {
    const line = pieces[i]!;
    const above = (parts[parts.length - 1] ?? []).toReversed().flatMap((at) => pieces[at]!);
    const anew = above.length > 0 && columns.length > 2 && line.length === columns.length - 1 && !near(line[0]!.x, columns[0]!) && line.every((piece) => {
      const over = above.find((each) => near(each.x, piece.x));
      return over !== undefined && /^[\p{Lu}\d✓✔✗✘☐☒☑–—-]/u.test(piece.text.trim()) && !GOES_ON.test(over.text);
    });
    if (parts.length === 0 || anew) parts.push([i]);
    else parts[parts.length - 1]!.push(i);
  }
  return parts;
}

const GOES_ON = /(?:\b(?:of|the|and|de|of the)|[,-])\s*$/i;

/** Without space between rows, a name alone, or beside words in small letters, goes on with the row above, unless these words begin where nothing stands above them. */
function beginsRow(line: readonly Piece[], above: readonly Piece[]): boolean {
  if (line.length < 2) return false;
  const opens = line.slice(1).every((piece) => !above.some((over) => near(over.x, piece.x)));
  if (opens && above.length === 1 && /^[^\p{Ll}]/u.test(line[0]!.text.trim())) return true;
  return /^[^\p{Ll}]/u.test(line[1]!.text.trim()) && !GOES_ON.test(above[0]!.text);
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
