// Owns tables of States and measures: each cell with the State of its own row or column and the other head.
// Must not know measures; whether a head names one is for the readers of claims.

import type { Answer } from "../contracts.js";
import { CROSSES, TICKS } from "./answer-words.js";
import { classifyAnswer, isFragment, lateStatus } from "./answers.js";
import { withoutCalls, withoutFields, type SourceRow } from "./source.js";
import { readMark } from "./tick-boxes.js";

export interface CellDraft {
  /** "" where the table has no such head, or one that names nothing ("Measure", "Remarks"). */
  head: string;
  value: string;
  answer: Answer;
}

/** What a table says of one State, as printed. */
export interface StateDraft {
  name: string;
  state: string | null;
  cells: CellDraft[];
  /** The row that it stands in; the table's first row where States head the columns. */
  row: SourceRow;
}

const STATE_HEAD = /^(?:regions?\s*(?:\/|and)\s*)?(?:member |reporting |responding )?(?:states?|countr(?:y|ies)|governments?)(?: part(?:y|ies))?(?:\s+or .{3,20})?$/i;
const NAMES_NOTHING = /^(?:measures?(?: (?:taken|reported|adopted))?|actions?(?: taken)?|remarks?|comments?|descriptions?|information|details?|repl(?:y|ies)|notes?|activit(?:y|ies)|steps?|developments?|progress)$/i;
const DATE_ALONE = /^(?:(?:\d{1,2}[ ./-])?(?:\p{L}{3,9}\.?[ ,-]{1,2}|\d{1,2}[./-])?(?:\d{1,2},\s)?(?:19|20)\d\d)(?:\s?\(?[a-z]\)?)?$/u;

/** Heads of a column that names measures, one a row, so that the row's next cells tell of them. "Measures taken" tells of what was done. */
const NAMES_MEASURES = /^(?:(?:types? of |name of )?(?:the )?(?:measures?|actions?|items?|areas?|topics?|subjects?|themes?|questions?|indicators?|provisions?|commitments?|services?|instruments?)(?: .{0,60})?|what\??)$/i;
const WAS_DONE = /\b(?:taken|adopted|reported|implemented|in place|undertaken|achieved|carried out)\b/i;
/** Heads of a column whose cells say how far what the row names is. */
const SAYS_HOW_FAR = /^(?:(?:current |present )?(?:status|state of play|stage|situation)(?: .{0,40})?|state of implementation|implementation(?: status)?|(?:yes\s?\/\s?no|y\/n)|repl(?:y|ies)|answers?|responses?|in place\??|exists?\??|existing\??|available\??|established\??|adopted\??|year(?: of .{0,30})?|dates?(?: of .{0,30})?|since)$/i;
/** What such a column's row names is still to be done. */
const IS_TO_COME = /^(?:deadlines?|time ?(?:frames?|lines?|limits?)|due\b.*|targets?(?: date)?|(?:planned|expected|target) .{2,40})$/i;
const HEADS_JOINED = " – ";

/** A date and nothing else: "23 Sept. 2004". */
export const isDate = (text: string): boolean => DATE_ALONE.test(text);

const TICK = new RegExp(`^[${TICKS}]$`, "u");
const CROSS = new RegExp(`^[${CROSSES}]$`, "iu");

type Resolve = (name: string) => string | null;
interface Grid {
  rows: { row: SourceRow; texts: string[] }[];
  head: string[] | null;
}

const clean = (text: string): string => withoutFields(withoutCalls(text)).replace(/\s+/g, " ").trim();
const nameOf = (text: string): string => clean(text).replace(/^(?:\d{1,3}[.)]\s*)/, "").replace(/\s*(?:\(\d{1,2}\)|[*†‡]+|\d{1,2})$/, "");

/**
 * Reads a table whose rows, or columns, are headed by States.
 * @returns one draft a State, in printed order; null where the table is no such table
 */
export function stateTable(rows: readonly SourceRow[], resolve: Resolve): StateDraft[] | null {
  const grid = gridOf(rows, resolve);
  if (grid === null) return null;
  const column = stateColumn(grid, resolve);
  if (column !== null) return byRows(grid, column, resolve, crosses(grid));
  return grid.head !== null && grid.rows.length > 0 ? byColumns(grid, resolve, crosses(grid)) : null;
}

function gridOf(rows: readonly SourceRow[], resolve: Resolve): Grid | null {
  const width = Math.max(0, ...rows.flatMap((row) => row.cells.map((cell) => cell.column + cell.span)));
  if (width < 2 || width > 60 || rows.length < 2) return null;
  const all = rows.map((row) => {
    const texts = new Array<string>(width).fill("");
    for (const cell of row.cells) for (let at = cell.column; at < cell.column + cell.span; at++) texts[at] = cell.text.trim();
    return { row, texts };
  });
  let heads = 0;
  while (heads < all.length - 1 && all[heads]!.row.head) heads++;
  const first = all[0]!.texts;
  if (heads === 0 && (STATE_HEAD.test(clean(first[0]!)) || resolve(nameOf(first[0]!)) === null)) heads = 1;
  // A second line of heads has nothing under "State".
  if (STATE_HEAD.test(clean(first[0]!))) while (heads > 0 && heads < all.length - 1 && isSecondHead(all[heads]!.texts, first)) heads++;
  // Heads over several rows: what stands lowest names the column; what stands above joins it.
  const head = heads === 0 ? null : first.map((_, at) => [...new Set(all.slice(0, heads).map(({ texts }) => clean(texts[at]!)).filter((text) => text !== ""))].join(HEADS_JOINED));
  return { rows: all.slice(heads), head };
}

/** Below the first head: no name, and only words that answer nothing. */
function isSecondHead(texts: readonly string[], first: readonly string[]): boolean {
  const [name = "", ...rest] = texts.map(clean);
  return (name === "" || name === clean(first[0]!)) && rest.some((text) => text !== "") && rest.every((text) => text.length <= 60 && (text === "" || /\p{L}{2}/u.test(text)) && answerOf(text, false) === (text === "" ? "none" : "text") && lateStatus(text) === null);
}

/** The column that holds States' names: the first or, behind a running number, the second. */
function stateColumn(grid: Grid, resolve: Resolve): number | null {
  for (const column of [0, 1]) {
    const names = grid.rows.map(({ texts }) => nameOf(texts[column] ?? "")).filter((name) => name !== "");
    const known = names.filter((name) => resolve(name) !== null).length;
    const headed = STATE_HEAD.test(grid.head?.[column] ?? "");
    if (known >= 1 && (headed || (known >= 2 && known >= names.length * 0.6))) return column;
    if (grid.rows.some(({ texts }) => /\p{L}{2}/u.test(texts[0] ?? ""))) return null;
  }
  return null;
}

/** Where a table ticks with ✓, its crosses say no; a cross without any tick may be a tick itself. */
function crosses(grid: Grid): boolean {
  return grid.rows.some(({ texts }) => texts.some((text) => TICK.test(text.trim())));
}

function answerOf(value: string, crossesSayNo: boolean): Answer {
  const text = clean(value);
  const mark = readMark(text);
  if (CROSS.test(text)) return crossesSayNo ? "no" : mark === true ? "yes" : "none";
  if (mark !== null) return mark ? "yes" : "none";
  if (DATE_ALONE.test(text)) return "yes";
  return classifyAnswer(text) === "text" && !/\p{L}{3}/u.test(text) ? "none" : classifyAnswer(text);
}

function byRows(grid: Grid, column: number, resolve: Resolve, crossesSayNo: boolean): StateDraft[] {
  return grid.rows.flatMap(({ row, texts }) => {
    const name = clean(texts[column]!);
    const cells = cellsOfRow(texts, grid.head ?? [], column + 1, crossesSayNo);
    return name === "" && cells.every((cell) => cell.value === "") ? [] : [{ name, state: name === "" ? null : resolve(nameOf(name)), cells: merged(cells), row }];
  });
}

/**
 * A row's cells, each with its head. Where one column names the measure ("Measure") and another says how far it is ("Status"), the
 * name is the head of what is said of it, and states nothing by itself.
 */
function cellsOfRow(texts: readonly string[], head: readonly string[], from: number, crossesSayNo: boolean): CellDraft[] {
  const lowest = (at: number): string => (head[at] ?? "").split(HEADS_JOINED).at(-1)!;
  const names = (at: number): boolean => (head.length === 0 ? at === from : NAMES_MEASURES.test(lowest(at)) && !WAS_DONE.test(lowest(at)));
  const naming = texts.findIndex((text, at) => at >= from && clean(text) !== "" && isFragment(clean(text)) && names(at));
  const behind = (says: (text: string, at: number) => boolean): number => (naming < 0 ? -1 : texts.findIndex((text, at) => at > naming && says(text, at)));
  const headed = behind((_, at) => SAYS_HOW_FAR.test(lowest(at)) || IS_TO_COME.test(lowest(at)));
  // Under any other head ("Remarks") a bare "Not yet" or "Planned" tells of the name as well.
  const saying = headed >= 0 ? headed : behind((text) => (head.length === 0 && clean(text) !== "" && isFragment(clean(text))) || answerOf(text, crossesSayNo) === "no" || lateStatus(clean(text)) !== null);
  return texts.flatMap((value, at) => {
    if (at < from || (at === naming && saying >= 0)) return [];
    if (at !== saying) return [cellOf(head[at] ?? "", value, crossesSayNo)];
    return [{ head: clean(texts[naming]!), value, answer: IS_TO_COME.test(lowest(at)) ? "none" : answerOf(value, crossesSayNo) }];
  });
}

function byColumns(grid: Grid, resolve: Resolve, crossesSayNo: boolean): StateDraft[] | null {
  const heads = grid.head!.slice(1);
  const named = heads.filter((head) => head !== "");
  if (named.filter((head) => resolve(nameOf(head)) !== null).length < Math.max(2, named.length * 0.6)) return null;
  return heads.flatMap((head, i) => {
    if (head === "") return [];
    const cells = grid.rows.map(({ texts }) => cellOf(clean(texts[0]!), texts[i + 1]!, crossesSayNo));
    return [{ name: head, state: resolve(nameOf(head)), cells, row: grid.rows[0]!.row }];
  });
}

function cellOf(head: string, value: string, crossesSayNo: boolean): CellDraft {
  return { head: NAMES_NOTHING.test(head) ? "" : head, value, answer: answerOf(value, crossesSayNo) };
}

/** A cell that spans columns with one text is one cell; its heads do not each get it. */
function merged(cells: CellDraft[]): CellDraft[] {
  return cells.filter((cell, i) => i === 0 || cell.value === "" || cell.value !== cells[i - 1]!.value || cell.answer !== "text");
}
