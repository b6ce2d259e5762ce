// Owns which tables that only print tells are read by their rows: those of States, of treaties, and of questions with their answers. Others are read line by line.
// Must not find tables; the format's parser does.

import { rowUnit } from "./question-rows.js";
import { withoutCalls, type SourceLine, type SourceRow } from "./source.js";
import { stateTable } from "./table-units.js";

const TREATIES = /\b(?:treat(?:y|ies)|ratification|accession|conventions?|instruments?|protocols?)\b/i;

/** The lines, with the rows of all other tables taken apart into the lines as printed. */
export function withPlainTables(lines: SourceLine[], resolve: (name: string) => string | null): SourceLine[] {
  if (!lines.some((line) => line.row?.printed !== undefined)) return lines;
  const tables = new Map<number, SourceRow[]>();
  for (const { row } of lines) if (row?.printed !== undefined) tables.set(row.table, [...(tables.get(row.table) ?? []), row]);
  const kept = new Set([...tables].filter(([, rows]) => isTreaties(rows) || stateTable(rows, resolve) !== null || isAnswered(rows)).map(([table]) => table));
  return lines.flatMap((line) => (line.row?.printed === undefined || kept.has(line.row.table) ? [line] : line.row.printed));
}

const FEWEST_ANSWERED = 2;

/** Do most rows hold a question, or a name, with its answer? */
function isAnswered(rows: readonly SourceRow[]): boolean {
  const units = rows.filter((row) => rowUnit(row, rows) !== null).length;
  return units >= FEWEST_ANSWERED && units >= (rows.length - 1) * 0.6;
}

/** Heads in the first row that speak of treaties and of joining them. */
function isTreaties(rows: readonly SourceRow[]): boolean {
  const head = headOf(rows[0]!);
  return head.length < 250 && (head.match(new RegExp(TREATIES.source, "gi")) ?? []).length >= 2;
}

const headOf = (row: SourceRow): string => row.cells.map((cell) => withoutCalls(cell.text)).join(" | ");

/** Is the row a head that speaks of treaties or of joining them? */
export function namesTreaties(row: SourceRow): boolean {
  const head = headOf(row);
  return head.length < 250 && TREATIES.test(head);
}
