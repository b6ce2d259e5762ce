// Owns the rows of a PDF table as lines of the document: each cell's printed lines put together, tables that go on overleaf joined.
// Must not find tables.

import { LINE_BREAK, sourceLine, type SourceCell, type SourceLine } from "../../extractors/document/source.js";
import type { RuledCell, RuledTable } from "./pdf-ruled-tables.js";
import type { Line, TableCellLines } from "./pdf-tables.js";

/** Makes a line of the document of a printed line. */
export type ToLine = (line: Line) => SourceLine;

/** Space above a line of a cell that parts paragraphs in it, in steps of the table's closest lines. */
const PARTS = 1.25;
const BEGINS_ITEM = /^(?:[•▪◦–—]|\(?[a-z\d]{1,2}\))\s/;

/** One cell's printed lines as a text. */
function cellText(lines: readonly SourceLine[], step: number): string {
  return lines.reduce((text, line, i) => {
    if (i === 0) return line.text;
    const parts = lines[i - 1]!.y - line.y > step * PARTS || BEGINS_ITEM.test(line.text);
    return `${text}${parts ? "\n" : LINE_BREAK}${line.text}`;
  }, "");
}

/** The closest distance of two lines in one cell; Infinity where no cell has two. */
function closestStep(rows: readonly { lines: readonly Line[] }[][]): number {
  const steps = rows.flat().flatMap(({ lines }) => lines.slice(1).flatMap((line, i) => (lines[i]!.y - line.y > line.size * 0.6 ? [lines[i]!.y - line.y] : [])));
  return Math.min(Infinity, ...steps);
}

/** A row whose cells are given, as a line of the document. */
function rowLine(page: number, cells: readonly (SourceCell & { printed: SourceLine[] })[], table: number, head: boolean): SourceLine {
  const own = cells.filter((cell) => !cell.continued && cell.text !== "");
  const printed = own.flatMap((cell) => cell.printed);
  const first = printed[0];
  return sourceLine(own.map((cell) => cell.text).join("\n"), {
    page, x: first?.x ?? 0, right: Math.max(0, ...printed.map((line) => line.right)), y: first?.y ?? 0, size: first?.size ?? 0, blockStart: true, wideGaps: own.length - 1, listItem: true,
    row: { table, head, cells: cells.map(({ text, column, span, continued }) => ({ text, column, span, continued })) },
  });
}

const isBold = (lines: readonly SourceLine[]): boolean => lines.every((line) => line.bold);

/** Rows of a table that no lines part; the first has all of the table's lines as printed, null where it is read by its rows in any case. */
export function alignedRows(page: number, rows: readonly TableCellLines[][], table: number, printed: SourceLine[] | null, toLine: ToLine): SourceLine[] {
  const step = closestStep(rows.map((cells) => [...cells]));
  return rows.map((cells, i) => {
    const made = cells.map(({ column, lines }) => {
      const own = lines.map(toLine);
      return { column, span: 1, continued: false, text: cellText(own, step), printed: own };
    });
    const line = rowLine(page, made, table, i === 0 && isBold(made.flatMap((cell) => cell.printed)));
    if (printed !== null) line.row!.printed = i === 0 ? printed : [];
    return line;
  });
}

/** Rows of a table that lines part. */
export function ruledRows(page: number, found: RuledTable, table: number, toLine: ToLine): SourceLine[] {
  const step = closestStep(found.rows);
  const made = new Map<RuledCell["lines"], SourceLine[]>();
  const printedOf = (lines: RuledCell["lines"]): SourceLine[] => {
    const known = made.get(lines) ?? lines.map(toLine);
    made.set(lines, known);
    return known;
  };
  return found.rows.map((row, i) => {
    const cells = row.map(({ column, span, continued, lines }) => ({ column, span, continued, text: cellText(printedOf(lines), step), printed: printedOf(lines) }));
    return rowLine(page, cells, table, i < found.heads || (found.heads === 0 && i === 0 && isBold(cells.flatMap((cell) => cell.printed))));
  }).filter((line) => line.text !== "");
}

/** A table that may go on overleaf. */
export interface OpenTable {
  page: number;
  edges: readonly number[];
  rows: SourceLine[];
  /** Lines of its page that stand below it. */
  below: number;
}

/** Running heads, page numbers and the like between the two parts of a table. */
const MOST_BETWEEN = 4;

/**
 * Joins a page's first table to the last of the page before, where it goes on: a head that comes again is left out, and a row
 * that the page's end cut goes on in the row above.
 * @param above how many lines stand above it on its page
 * @returns the rows that are new
 */
export function joinOverleaf(open: OpenTable | null, page: number, edges: readonly number[], rows: SourceLine[], above: number): SourceLine[] {
  if (open === null || open.page !== page - 1 || open.edges.length !== edges.length || !open.edges.every((edge, i) => Math.abs(edge - edges[i]!) <= 4)) return rows;
  let again = 0;
  while (again < rows.length && again < open.rows.length && again < 3 && rows[again]!.text === open.rows[again]!.text) again++;
  if (again === 0 && (open.below > MOST_BETWEEN || above > MOST_BETWEEN)) return rows;
  for (const head of open.rows.slice(0, again)) head.row!.head = true;
  const fresh = rows.slice(again);
  for (const { row } of fresh) {
    row!.table = open.rows[0]!.row!.table;
    if (again === 0) row!.head = false;
  }
  const [next] = fresh;
  const last = open.rows[open.rows.length - 1]!;
  if (next === undefined || !goesOn(last.row!.cells, next.row!.cells)) return fresh;
  for (const cell of next.row!.cells) {
    const above = last.row!.cells.find((each) => each.column === cell.column)!;
    if (cell.text !== "") above.text = above.text === "" ? cell.text : `${above.text}${LINE_BREAK}${cell.text}`;
  }
  last.text = last.row!.cells.filter((cell) => !cell.continued && cell.text !== "").map((cell) => cell.text).join("\n");
  return fresh.slice(1);
}

/** The cells are those of a row that the page's end cut. */
function goesOn(last: readonly SourceCell[], next: readonly SourceCell[]): boolean {
  if (!next.every((cell) => last.some((each) => each.column === cell.column && each.span === cell.span && !each.continued))) return false;
  const filled = next.filter((cell) => cell.text !== "");
  const above = (cell: SourceCell): string => last.find((each) => each.column === cell.column)!.text;
  const small = filled.some((cell) => /^\p{Ll}/u.test(cell.text) && above(cell) !== "" && !/[.;:!?]$/.test(above(cell)));
  // A name in the first cell begins a row, unless it goes on itself.
  const [first] = next;
  if (first !== undefined && first.text !== "") return small && /^\p{Ll}/u.test(first.text);
  return small || filled.every((cell) => above(cell) !== "" && !/[.;:!?]$/.test(above(cell)));
}
