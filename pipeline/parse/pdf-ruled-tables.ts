// Owns tables on a PDF page that ruled lines tell: a grid of cells, or lines above and below the head and below the table.
// Must not know what a table says. Where rows or columns are not plain it finds none, and the text is read as it stands.

import { cellsOfGrid, gridsOf, levels, type Grid, type GridCell } from "./pdf-grid.js";
import { joinedRules, type JoinedRule } from "./pdf-rules.js";
import { piecesOf, type Line, type Piece } from "./pdf-tables.js";
import type { PdfPage, PdfRun } from "./pdf-content.js";

export interface RuledCell {
  column: number;
  span: number;
  /** The cell reaches down from the row above, whose lines it has. */
  continued: boolean;
  lines: Line[];
}

export interface RuledTable {
  top: number;
  bottom: number;
  /** Where its columns part, with both edges; they tell a table that goes on overleaf. */
  edges: number[];
  /** How many of its first rows the lines themselves make its head; 0 where they do not tell. */
  heads: number;
  rows: RuledCell[][];
}

/** Puts runs into printed lines, from the top. */
export type LineUp = (runs: PdfRun[]) => Line[];
/** Two columns of prose stand side by side. */
export type IsProse = (lines: Line[]) => boolean;

interface Band {
  top: number;
  bottom: number;
}

const LABEL = /^(?:\(?(?:\d{1,4}(?:\.\d{1,3})*|[a-z]{1,4}|[A-Z]|[IVXLC]{1,6})[.)]?|[•▪◦·*–—-]+|\d{1,3}\/)$/;
const LEADERS = /(?:\.\s?){5,}|…{2,}/;
/** Letters beside a table that are no more than a mark in the margin. */
const MOST_BESIDE = 20;
const MOST_HEAD_LINES = 6;

/** Tables of a page from the top, and the runs that stand in none. */
export function ruledTables(page: PdfPage, lineUp: LineUp, isProse: IsProse): { tables: RuledTable[]; rest: PdfRun[] } {
  const none = { tables: [], rest: page.runs };
  if (page.rules === undefined || page.rules.length < 3) return none;
  const { across, along } = joinedRules(page.rules);
  const { grids, loose } = gridsOf(across.filter((rule) => rule.x2 - rule.x1 > 12), along.filter((rule) => rule.y2 - rule.y1 > 6));
  const tables: RuledTable[] = [];
  let rest = page.runs.filter((run) => run.angle === 0);
  const take = (table: RuledTable | null): boolean => {
    if (table === null || tables.some((other) => table.top > other.bottom && table.bottom < other.top)) return false;
    tables.push(table);
    rest = rest.filter((run) => !isWithin(run, table));
    return true;
  };
  for (const grid of grids) if (!take(tableOfGrid(grid, rest, lineUp))) loose.push(...grid.across);
  for (const level of sameWidth(loose)) {
    for (let at = 0; at < level.length - 1; at++) {
      const table = tableBetween(level.slice(at), rest, lineUp, isProse);
      // The line that closes a table may open the next.
      if (take(table)) while (at + 2 < level.length && level[at + 1]!.y1 > table!.bottom + 1) at++;
    }
  }
  return tables.length === 0 ? none : { tables: tables.sort((p, q) => q.top - p.top), rest };
}

const middleOf = (run: PdfRun): [number, number] => [run.x + run.width / 2, run.y + run.size * 0.3];

function isWithin(run: PdfRun, band: Band): boolean {
  const [, y] = middleOf(run);
  return y < band.top && y > band.bottom;
}

const lettersOf = (runs: readonly PdfRun[]): number => runs.reduce((sum, run) => sum + run.text.replace(/\s/g, "").length, 0);

/** Runs in a band and between two edges; null where too much text stands beside them. */
function runsBetween(runs: readonly PdfRun[], band: Band, left: number, right: number): PdfRun[] | null {
  const inside: PdfRun[] = [];
  const beside: PdfRun[] = [];
  for (const run of runs) {
    if (!isWithin(run, band)) continue;
    const [x] = middleOf(run);
    (x > left && x < right ? inside : beside).push(run);
  }
  return lettersOf(beside) > MOST_BESIDE ? null : [...inside, ...beside];
}

function tableOfGrid(grid: Grid, runs: readonly PdfRun[], lineUp: LineUp): RuledTable | null {
  const { xs, ys } = grid;
  const band = { top: ys[0]!, bottom: ys[ys.length - 1]! };
  const inside = runsBetween(runs, band, xs[0]!, xs[xs.length - 1]!);
  const cells = inside === null ? null : cellsOfGrid(grid);
  if (inside === null || cells === null) return null;
  const runsOf = new Map<GridCell, PdfRun[]>(cells.map((cell) => [cell, []]));
  for (const run of inside) {
    const [x, y] = middleOf(run);
    const cell = cells.find((each) => (x < xs[each.column + each.columns]! || each.column + each.columns === xs.length - 1) && (x >= xs[each.column]! || each.column === 0) && y < ys[each.row]! && y >= ys[each.row + each.rows]!);
    // Text that runs over a line is in no cell, and the lines are no grid.
    if (cell === undefined || (cell.columns < xs.length - 1 && (run.x < xs[cell.column]! - run.size || run.x + run.width > xs[cell.column + cell.columns]! + run.size))) return null;
    runsOf.get(cell)!.push(run);
  }
  const placed = cells.map((cell) => ({ ...cell, lines: lineUp(runsOf.get(cell)!) }));
  const filled = placed.filter((cell) => cell.lines.length > 0);
  if (new Set(filled.map((cell) => cell.column)).size < 2 || filled.length < 3) return null;
  const found = { ...band, edges: xs, heads: 0 };
  const last = ys.length - 2;
  if (last <= 1) {
    // Lines part the columns and at most the head: rows are told by the first column.
    const body = xs.slice(1).map((_, column) => placed.filter((cell) => cell.row === last && cell.column === column && cell.columns === 1 && cell.rows === 1).flatMap((cell) => cell.lines));
    if (last === 0 && body.filter((lines) => lines.length > 0).length < 2) return null;
    const rows = placed.some((cell) => cell.row === last && cell.columns > 1) ? null : rowsOf(body);
    if (rows !== null && rows.length > 1) return { ...found, heads: last, rows: [...rowsOfGrid(placed.filter((cell) => cell.row < last), last), ...rows] };
    if (last === 0) return null;
  }
  const rows = rowsOfGrid(placed, ys.length - 1).filter((row) => row.some((cell) => cell.lines.length > 0));
  return rows.length < 2 ? null : { ...found, rows };
}

function rowsOfGrid(placed: readonly (GridCell & { lines: Line[] })[], count: number): RuledCell[][] {
  return Array.from({ length: count }, (_, row) =>
    placed.filter((cell) => cell.row <= row && cell.row + cell.rows > row).sort((p, q) => p.column - q.column)
      .map((cell) => ({ column: cell.column, span: cell.columns, continued: cell.row < row, lines: cell.lines })));
}

/** Lines across the page that begin and end at the same places, each group from the top. */
function sameWidth(rules: readonly JoinedRule[]): JoinedRule[][] {
  const groups: JoinedRule[][] = [];
  for (const rule of [...rules].sort((p, q) => q.y1 - p.y1)) {
    if (rule.x2 - rule.x1 < 100) continue;
    const group = groups.find(([first]) => Math.abs(first!.x1 - rule.x1) <= 6 && Math.abs(first!.x2 - rule.x2) <= 6);
    if (group === undefined) groups.push([rule]);
    // Two so near are one, drawn double.
    else if (group[group.length - 1]!.y1 - rule.y1 > 4) group.push(rule);
  }
  return groups.filter((group) => group.length >= 2);
}

/** A table that the first of these lines opens: a head below it, then what further lines close, or what stands below to the page's end. */
function tableBetween(rules: readonly JoinedRule[], runs: readonly PdfRun[], lineUp: LineUp, isProse: IsProse): RuledTable | null {
  const [first, second] = rules as [JoinedRule, JoinedRule];
  const linesIn = (upper: JoinedRule, lower: number): Line[] | null => {
    const inside = runsBetween(runs, { top: upper.y1, bottom: lower }, first.x1 - 6, first.x2 + 6);
    return inside === null ? null : lineUp(inside);
  };
  const head = linesIn(first, second.y1);
  if (head === null || head.length > MOST_HEAD_LINES || !head.some((line) => piecesOf(line).length >= 2) || !isClose(head, first.y1, second.y1)) return null;
  const bands = [head];
  let found: RuledTable | null = null;
  const extend = (lines: Line[] | null, bottom: number): boolean => {
    // What is set in larger letters than what stands below it is a title, and the lines around it are no table's.
    if (lines === null || lines.length === 0 || isProse(lines) || sizeOf(head) > sizeOf(lines) * 1.2) return false;
    bands.push(lines);
    const columns = columnsOf(bands.flat(), rules.slice(0, bands.length + 1));
    // No further band may take a column away.
    if (columns === null || columns.length < (found?.edges.length ?? 0)) return false;
    const over = lines.filter((line) => piecesOf(line, GUTTER).some((piece) => columns.slice(1, -1).some((x) => piece.x < x - 2 && piece.right > x + 2)));
    // Other columns begin there: it is another table.
    if (found !== null && over.length > 1 && over.length * 2 > lines.length && !isOneCell(lines, columns)) return false;
    const rows = bands.map((band, i) => (i === 0 ? wholeRow(band, columns, lineUp) : bandRows(band, columns, lineUp)));
    if (rows.some((row) => row === null)) return false;
    // Where a line stands below each row, that below the first tells no head, unless it is set in other letters.
    const isLined = rows.slice(1).every((row) => row!.length === 1) && (bands.length > 2 || printOf(head) === printOf(lines));
    found = { top: first.y1, bottom, edges: columns, heads: isLined ? 0 : 1, rows: rows.flatMap((row) => row!) };
    return true;
  };
  if (rules.length > 2) for (let at = 2; at < rules.length && extend(linesIn(rules[at - 1]!, rules[at]!.y1), rules[at]!.y1); at++);
  else if (first.joints.length > 0 && second.joints.length > 0) {
    const body = untilProse(linesIn(second, -Infinity) ?? [], second.x2 - second.x1);
    extend(body, (body[body.length - 1]?.y ?? 0) - 3);
  }
  const table = found as RuledTable | null;
  return table !== null && table.rows.length > 1 ? table : null;
}

const sizeOf = (lines: readonly Line[]): number => Math.max(...lines.map((line) => line.size));

/** The letters that a band begins in. */
function printOf(lines: readonly Line[]): string {
  const run = lines[0]!.runs.find((each) => each.text.trim() !== "")!;
  return `${Math.round(run.size)} ${run.bold} ${run.italic}`;
}

/** Lines that stand close below each other and to the lines around them: a head, and no title of a part. */
function isClose(lines: readonly Line[], top: number, bottom: number): boolean {
  const steps = lines.map((line, i) => ((lines[i - 1]?.y ?? top) - line.y) / line.size);
  const last = lines[lines.length - 1]!;
  return steps.every((step) => step < CLOSE) && (last.y - bottom) / last.size < CLOSE;
}

const CLOSE = 2.4;

/** Lines up to the first wide gap, or to prose over the whole width and the heading above it. */
function untilProse(lines: Line[], width: number): Line[] {
  const isWide = (line: Line): boolean => piecesOf(line, GUTTER).some((piece) => piece.right - piece.x > width * 0.7);
  const end = lines.findIndex((line, i) => isWide(line) || (i > 0 && lines[i - 1]!.y - line.y > line.size * WIDEST_STEP));
  if (end < 0) return lines;
  let last = end;
  if (isWide(lines[end]!)) while (last > 0 && piecesOf(lines[last - 1]!).length === 1) last--;
  return lines.slice(0, last);
}

const WIDEST_STEP = 4;

/** A space this wide, in sizes of the letters, parts cells where all lines have it. */
const GUTTER = 0.35;
/** Lines that may reach over a gutter: cells over several columns, headings inside the table. */
const MOST_OVER = 0.2;
const MOST_EDGES = 12;

/** Where columns part: where the lines' pieces met, and where nearly no text stands; null where that is nowhere. */
function columnsOf(lines: readonly Line[], rules: readonly JoinedRule[]): number[] | null {
  const [{ x1: left, x2: right }] = rules as [JoinedRule];
  const pieces = lines.map((line) => piecesOf(line, GUTTER));
  if (pieces.some((line) => line.some((piece) => LEADERS.test(piece.text)))) return null;
  const joints = levels(rules.flatMap((rule) => rule.joints)).filter((x) => x > left + 6 && x < right - 6);
  // A line alone that begins at the left is a heading inside the table.
  const over = pieces.filter((line, i) => line.some((piece) => joints.some((x) => piece.x < x - 2 && piece.right > x + 2)) && !(joints.length > 0 && piecesOf(lines[i]!).length === 1 && line[0]!.x < joints[0]!));
  const sure = over.length <= Math.max(1, lines.length * MOST_OVER) ? joints : [];
  const hasText = (from: number, to: number): boolean => pieces.some((line) => line.some((piece) => piece.x > from - 2 && piece.x < to - 2));
  // A space tells a column where the joints beside it leave text on both of its sides.
  const edges = [...sure];
  for (const x of spacesBetween(lines, pieces, left, right)) {
    const [before, behind] = [Math.max(left - 10, ...edges.filter((edge) => edge <= x)), Math.min(right + 10, ...edges.filter((edge) => edge > x))];
    if (hasText(before, x) && hasText(x, behind)) edges.push(x);
  }
  edges.sort((p, q) => p - q);
  if (edges.length === 0 || edges.length > MOST_EDGES) return null;
  const first = pieces.flatMap((line) => line.filter((piece) => piece.x < edges[0]!));
  if (edges.length === 1 && first.every((piece) => LABEL.test(piece.text.trim()))) return null;
  return [left, ...edges, right];
}

/** The last places before text that fewest lines print on, nearly none. */
function spacesBetween(lines: readonly Line[], pieces: readonly Piece[][], left: number, right: number): number[] {
  const from = Math.floor(left) - 10;
  const covered = new Array<number>(Math.max(0, Math.ceil(right) + 20 - from)).fill(0);
  const isAlone = (i: number): boolean => piecesOf(lines[i]!).length === 1 && lines[i]!.runs[0]!.x < left + 10 && pieces[i]![pieces[i]!.length - 1]!.right - left > (right - left) * 0.4;
  for (const [i, line] of pieces.entries()) if (!isAlone(i)) for (const piece of line) for (let x = Math.max(0, Math.floor(piece.x) - from); x < Math.min(covered.length, piece.right - from); x++) covered[x]!++;
  // One cell may reach over columns.
  const most = lines.length >= 6 ? 1 : 0;
  const widest = Math.max(...lines.map((line) => line.size)) * GUTTER;
  const edges: number[] = [];
  let space: number[] = [];
  let printed = false;
  covered.forEach((count, x) => {
    if (count <= most) {
      space.push(x);
      return;
    }
    const fewest = Math.min(...space.map((at) => covered[at]!));
    const free = space.filter((at) => covered[at] === fewest);
    if (printed && free.length >= widest) edges.push(from + free[free.length - 1]!);
    [space, printed] = [[], true];
  });
  return edges;
}

/** The lines of each column, each column put into lines by itself: marks of notes would else go to a line of the next one. */
function byColumns(lines: readonly Line[], edges: readonly number[], lineUp: LineUp): Line[][] {
  const runs = lines.flatMap((line) => line.runs).filter((run) => run.text.trim() !== "");
  return edges.slice(1).map((edge, column) => {
    const last = column === edges.length - 2;
    return lineUp(runs.filter((run) => (column === 0 || run.x >= edges[column]! - 1) && (last || run.x < edge - 1)));
  });
}

const cell = (column: number, lines: Line[], span = 1): RuledCell => ({ column, span, continued: false, lines });
const wholeRow = (lines: readonly Line[], edges: readonly number[], lineUp: LineUp): RuledCell[][] => [byColumns(lines, edges, lineUp).map((own, column) => cell(column, own))];

/** A line of one piece that begins in the first column and ends in another. */
function isOver(line: Line, edges: readonly number[]): boolean {
  const [first] = piecesOf(line, GUTTER);
  return piecesOf(line).length === 1 && first!.x < edges[1]! - 2 && first!.right > edges[1]! + 2;
}

const isOneCell = (lines: readonly Line[], edges: readonly number[]): boolean => isOver(lines[0]!, edges) && lines.every((line) => piecesOf(line).length === 1);

/** Rows of a band; a line alone that reaches over columns is a row of one cell. */
function bandRows(lines: readonly Line[], edges: readonly number[], lineUp: LineUp): RuledCell[][] | null {
  if (isOneCell(lines, edges)) return [[cell(0, [...lines], edges.length - 1)]];
  const out: RuledCell[][] = [];
  let part: Line[] = [];
  let over: Line[] = [];
  const close = (): boolean => {
    if (over.length > 0) out.push([cell(0, over, edges.length - 1)]);
    const rows = part.length === 0 ? [] : rowsOf(byColumns(part, edges, lineUp));
    if (rows === null) return false;
    out.push(...rows);
    [part, over] = [[], []];
    return true;
  };
  for (const line of lines) {
    if (isOver(line, edges)) {
      if (part.length > 0 && !close()) return null;
      over.push(line);
    } else part.push(line);
  }
  return close() ? out : null;
}

/** Distances of lines above the usual one by this share part cells. */
const WIDER = 1.25;
/** Lines of two cells stand at one height, give or take. */
const LEVEL = 3;

const textOf = (line: Line): string => line.runs.map((run) => run.text).join("").trim();

/** Rows of columns that no line parts, by where the cells of the first column begin; null where that is not plain. */
function rowsOf(columns: readonly Line[][]): RuledCell[][] | null {
  const [lead, ...others] = columns as [Line[], ...Line[][]];
  const highest = Math.max(...columns.map((lines) => lines[0]?.y ?? -Infinity));
  if (lead.length === 0) return columns.filter((lines) => lines.length > 0).length > 1 ? null : [columns.map((lines, column) => cell(column, lines))];
  if (highest > lead[0]!.y + LEVEL) return null;
  const usual = Math.min(...columns.flatMap((lines) => lines.slice(1).map((line, i) => lines[i]!.y - line.y)).filter((step) => step > lead[0]!.size * 0.6));
  const isSpaced = (i: number): boolean => i > 0 && lead[i - 1]!.y - lead[i]!.y > usual * WIDER;
  const spaced = lead.some((_, i) => isSpaced(i));
  const isFull = (line: Line): boolean => others.length > 1 && others.every((lines) => lines.some((other) => Math.abs(other.y - line.y) <= LEVEL));
  const begins = (line: Line, i: number): boolean => i === 0 || isSpaced(i) || ((!spaced || (isFull(line) && isFull(lead[i - 1]!))) && beginsByText(line, lead[i - 1]!, others));
  const starts = lead.filter(begins);
  for (const [i, start] of starts.entries()) {
    if (others.some((lines) => reachesOver(lines, start))) return null;
    const below = others.flatMap((lines) => lines.filter((line) => line.y <= start.y + LEVEL && line.y > (starts[i + 1]?.y ?? -Infinity) + LEVEL));
    if (below.length > 0 && Math.max(...below.map((line) => line.y)) < start.y - LEVEL) return null;
  }
  return starts.map((start, i) => columns.map((lines, column) => cell(column, lines.filter((line) => line.y <= start.y + LEVEL && line.y > (starts[i + 1]?.y ?? -Infinity) + LEVEL))));
}

/** Without space above it, a line of the first column begins a row where the cells beside it do, and the line above is no beginning of a name. */
function beginsByText(line: Line, above: Line, others: readonly Line[][]): boolean {
  if (/(?:\b(?:of|the|and|de|for|on|to|in|or)|[,-])$/i.test(textOf(above)) || /^\p{Ll}/u.test(textOf(line))) return false;
  const beside = others.flatMap((lines) => lines.filter((other) => Math.abs(other.y - line.y) <= LEVEL));
  return beside.length > 0 && beside.filter((other) => /^\p{Ll}/u.test(textOf(other))).length * 2 < beside.length;
}

/** A cell's sentence goes on over the height where a row would begin. */
function reachesOver(lines: readonly Line[], start: Line): boolean {
  const at = lines.findIndex((line) => line.y <= start.y + LEVEL);
  return at > 0 && /^\p{Ll}/u.test(textOf(lines[at]!)) && /\p{L}\s.*[^.;:]$/u.test(textOf(lines[at - 1]!));
}
