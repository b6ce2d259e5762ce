// Owns which cells of an ordinary table only name something, so that nothing is read from a name without what stands beside it.
// Must not know measures or States, nor read what a cell says.

import { classifyAnswer, isFragment } from "./answers.js";
import { namesTreaties } from "./printed-tables.js";
import { isHead } from "./question-rows.js";
import { withoutCalls, withoutFields, type SourceCell, type SourceRow } from "./source.js";
import { readMark } from "./tick-boxes.js";

/** What a row's cells are good for. */
export interface RowReading {
  /** The cells that name, or stand under a head that states nothing. */
  labels: ReadonlySet<SourceCell>;
  /** No other cell says anything that can be read: a mark, a number, a dash, or nothing at all. */
  silent: boolean;
}

/** Heads whose cells tell what was done, also in a word or two. */
const TAKEN = /\b(?:taken|adopted|achiev\w+|results?|progress|implementation|implemented|realized|carried out|information|repl(?:y|ies)|responses?|answers?)\b/i;
/** Heads whose cells tell what is wanted or wished for, whatever they say. */
const WANTED = /^(?:recommendations?|requirements?|standards?|questions?|indicators?|targets?|objectives?|goals?|planned\b.*|next steps|future\b.*|needs?|needed|expected\b.*|gaps?|priorit(?:y|ies))\b/i;
/** A table with such a column is a plan: what its cells name is to be done. */
const DEADLINE = /^(?:deadlines?|time ?(?:frames?|lines?|tables?|limits?)|due\b.*|target date.*|(?:planned|expected|scheduled) (?:date|completion|for)\b.*|(?:period|date) of (?:implementation|execution)|implementation (?:period|date|deadline))$/i;

const wordsOf = (cell: SourceCell | undefined): string => (cell === undefined ? "" : withoutFields(withoutCalls(cell.text)).replace(/\s+/g, " ").trim());

/** Nothing that can be read without knowing what the sign means under its head. */
function saysNothing(text: string): boolean {
  return readMark(text) !== null || classifyAnswer(text) !== "text" || !/\p{L}{3}/u.test(text) || /^[\d\s.,/%–-]*(?:\p{L}{3,9}\.? )?(?:19|20)\d\d$/u.test(text);
}

/**
 * @param rows all rows of the table, to find its head
 * @returns null where every cell may be read as it stands
 */
export function readRowLabels(row: SourceRow, rows: readonly SourceRow[]): RowReading | null {
  const width = Math.max(...rows.flatMap((each) => each.cells.map((cell) => cell.column + cell.span)));
  // A treaty's title with a date beside it is the statement.
  if (width < 2 || namesTreaties(rows[0]!)) return null;
  const top = rows.find((candidate) => isHead(candidate, rows));
  const headOf = (cell: SourceCell): string => wordsOf(top?.cells.find((head) => head.column <= cell.column && head.column + head.span > cell.column));
  const isPlan = top?.cells.some((cell) => DEADLINE.test(wordsOf(cell))) === true;
  const filled = row.cells.filter((cell) => !cell.continued && wordsOf(cell) !== "");
  const labels = new Set<SourceCell>();
  let naming = true;
  for (const cell of filled) {
    const text = wordsOf(cell);
    const head = headOf(cell);
    const last = cell.column + cell.span >= width && filled.length > 1;
    if (naming && !last && !TAKEN.test(head) && isFragment(text)) labels.add(cell);
    else if (WANTED.test(head) || (isPlan && isFragment(text))) labels.add(cell);
    else if (/\p{L}{3}/u.test(text)) naming = false;
  }
  if (labels.size === 0) return null;
  return { labels, silent: filled.every((cell) => labels.has(cell) || saysNothing(wordsOf(cell))) };
}
