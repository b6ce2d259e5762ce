// Owns how wide the columns of a printed table are, by what stands in them. Must not know a file format: widths are shares of a total.
import { cellText, tablesOf, type Column, type ReportModel, type ReportTable, type TableRow } from "./model.js";

/** Letters beyond which a word may break; a symbol ("A/HRC/WG.6/20/SVN/1") must not. */
const LONGEST_WORD = 28;
/** Letters of "Reported in place". */
const STATUS_LINE = 16.5;
/** What a bold letter takes of a plain one. */
const BOLD = 1.1;
/** A narrow table may grow by this much where there is room, for readers without the font that it was measured for. */
const SLACK = 1.15;
const isNumber = (column: Column): boolean => column.kind === "count" || column.kind === "number" || column.kind === "percent";

interface Need {
  /** Letters of the longest word, and of the longest text. */
  least: number;
  most: number;
  /** How much text there is: what decides over the room that is left. */
  weight: number;
}

/**
 * Widths of the columns in the unit of `total`: figures on one line, then words whole, then the room shared out by how much text there is.
 * @param indexes columns of the table that are printed
 * @param letter width of a letter, and `pad` of what surrounds a text, in the unit of `total`
 */
export function columnWidths(columns: readonly Column[], rows: readonly TableRow[], indexes: readonly number[], room: { total: number; letter: number; pad: number }): number[] {
  const needs = columns.map((column, at) => needOf(column, rows, indexes[at] as number));
  const width = (letters: number): number => letters * room.letter + room.pad;
  const least = needs.map((need) => width(need.least));
  const most = needs.map((need) => width(need.most));
  const sum = (list: number[]): number => list.reduce((total, value) => total + value, 0);
  // A narrow table stays narrow rather than being pulled over the page.
  if (sum(most) <= room.total) return most.map((value) => value * Math.min(SLACK, room.total / sum(most)));
  if (sum(least) >= room.total) return least.map((value) => (value * room.total) / sum(least));
  const widths = [...least];
  let open = needs.map((_, at) => at).filter((at) => (widths[at] as number) < (most[at] as number));
  let left = room.total - sum(widths);
  while (left > 0.5 && open.length > 0) {
    const weights = sum(open.map((at) => (needs[at] as Need).weight));
    let given = 0;
    for (const at of open) {
      const more = Math.min((left * (needs[at] as Need).weight) / weights, (most[at] as number) - (widths[at] as number));
      widths[at] = (widths[at] as number) + more;
      given += more;
    }
    left -= given;
    open = open.filter((at) => (most[at] as number) - (widths[at] as number) > 0.01);
  }
  return widths;
}

/** How wide a text is, in letters of middling width: capitals are wider, points and strokes narrower. */
export function lettersOf(text: string): number {
  let sum = 0;
  for (const sign of text) sum += /[A-Z%—“”]/.test(sign) ? 1.4 : /[mw0-9]/.test(sign) ? 1.1 : /[.,;:'’()|/iljI ]/.test(sign) ? 0.7 : 1;
  return sum;
}

const longestWord = (text: string): number => Math.max(0, ...text.split(/[\s-]+/).map(lettersOf));

function needOf(column: Column, rows: readonly TableRow[], index: number): Need {
  const head = `${column.title} ${column.subtitle ?? ""}`;
  const title = Math.min(lettersOf(column.title) * BOLD, 18);
  let [word, text, sum, filled] = [longestWord(head) * BOLD, title, 0, 0];
  for (const row of rows) {
    const cell = row.cells[index];
    if (cell === undefined || (row.role === "more" && column.key === "measure")) continue;
    const value = cellText(cell, column.kind);
    const bold = row.role === "total" || (row.role === "lead" && column.key === "measure") ? BOLD : 1;
    text = Math.max(text, lettersOf(value) * bold);
    // A dash needs no room: a column of few quotes needs as much as one of many.
    if (value.length > 1) filled += 1;
    sum += value.length;
    // A figure stays on one line; its head may stand on several.
    // The commonest status stands on one line, so that a measure takes a line a status.
    if (column.kind === "status") word = Math.max(word, Math.min(lettersOf(value), STATUS_LINE));
    word = Math.max(word, isNumber(column) ? Math.min(lettersOf(value) * bold, LONGEST_WORD) : Math.min(longestWord(value) * bold, LONGEST_WORD));
  }
  // A name of a few words stands on one line, so that a list of hundreds takes a line each.
  if (column.kind === "text" && column.key === "kind") word = Math.max(word, Math.min(text, LONGEST_WORD));
  const least = Math.max(3, word);
  return { least, most: Math.max(least, text * 1.04), weight: Math.sqrt(1 + sum / Math.max(1, filled)) };
}

/** Rows, and characters in a cell, that a table may have and still be kept on one page. */
const SHORT = { rows: 8, text: 400 };

/** Whether a table is so short that it stands on one page. */
export const isShort = (table: ReportTable): boolean => table.rows.length <= SHORT.rows && table.rows.every((row) => row.cells.every((cell) => String(cell.value ?? "").length <= SHORT.text));

/** Widths by model, then by table, columns and room. */
const known = new WeakMap<ReportModel, Map<string, number[]>>();

/** As `columnWidths`, over all tables of the report that have the same columns: what is alike stands alike. */
export function tableWidths(model: ReportModel, table: ReportTable, indexes: readonly number[], room: { total: number; letter: number; pad: number }): number[] {
  const shape = (one: ReportTable): string => `${one.role} ${one.columns.map((column) => `${column.key} ${column.title} ${column.subtitle ?? ""}`).join("|")}`;
  const own = shape(table);
  const key = `${own} ${indexes.join(",")} ${room.total} ${room.letter}`;
  const widths = known.get(model) ?? new Map<string, number[]>();
  known.set(model, widths);
  let found = widths.get(key);
  if (found === undefined) {
    const rows = tablesOf(model).filter((one) => shape(one) === own).flatMap((one) => one.rows);
    widths.set(key, (found = columnWidths(indexes.map((index) => table.columns[index] as Column), rows, indexes, room)));
  }
  return found;
}
