// Owns how wide the columns of a printed table are, by what stands in them. Must not know a file format: widths are shares of a total.
import { cellText, type Column, type TableRow } from "./model.js";

/** Letters beyond which a word may break. */
const LONGEST_WORD = 22;
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
  if (sum(most) <= room.total) return most;
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

function needOf(column: Column, rows: readonly TableRow[], index: number): Need {
  // Heads are bold.
  const heads = `${column.title} ${column.subtitle ?? ""}`.split(/[\s-]+/).map((word) => word.length * 1.18);
  let [word, text, sum] = [Math.max(...heads), Math.min(column.title.length * 1.2, 16), 0];
  for (const row of rows) {
    const cell = row.cells[index];
    if (cell === undefined || (row.role === "more" && column.key === "measure")) continue;
    const value = cellText(cell, column.kind);
    if (value.length > text) text = value.length;
    sum += value.length;
    if (!isNumber(column)) for (const part of value.split(/[\s-]+/)) if (part.length > word) word = Math.min(LONGEST_WORD, part.length);
  }
  const least = Math.max(3, isNumber(column) ? Math.max(word, Math.min(text, 28)) : word);
  return { least, most: Math.max(least, text * 1.04), weight: Math.sqrt(1 + sum / Math.max(1, rows.length)) };
}
