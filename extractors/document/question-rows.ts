// Owns the row of a form's table: which cell asks, which answers, and what the column's head makes of it.
// Must not know measures or States.

import type { Answer } from "../contracts.js";
import { ENGLISH_NO, ENGLISH_YES, NO_SIGNS, NO_WORDS, YES_WORDS } from "./answer-words.js";
import { asks, classifyAnswer, doneAnswer, lateStatus, questionEnd, type QuestionDraft } from "./answers.js";
import { withoutCalls, withoutFields, type SourceCell, type SourceRow } from "./source.js";
import { readMark, readTickBoxes } from "./tick-boxes.js";

/** Heads under which "Yes" says of the row's label that it is so. Under any other ("Needed", "Planned", a year) it says something else. */
const SAYS_SO = new RegExp(
  `^(?:(?:${YES_WORDS})\\s*(?:\\/|or)\\s*(?:${NO_WORDS})|reply|replies|answers?|responses?|(?:current |present )?status|state of play|(?:implementation|progress)(?: status)?|(?:actions?|measures?|steps?) taken|in place\\??|exists?\\??|existing|available\\??|implemented\\??|adopted\\??|` +
  "established\\??|your (?:reply|answer)|(?:reply|answer|response) of .{2,40}|government.{0,12}|\\(?y\\/n\\)?)$",
  "iu",
);
const COLUMN_YES = new RegExp(`^(?:${YES_WORDS})$`, "iu");
const COLUMN_NO = new RegExp(`^(?:${NO_WORDS})$`, "iu");
const ANSWER_FIRST = new RegExp(`^(?:${ENGLISH_YES}|${ENGLISH_NO})[.,;]`, "i");
const MARKED = new RegExp(`^(?:${YES_WORDS}|${NO_WORDS}|[${NO_SIGNS}])$`, "iu");
const REMARKS = /^(?:comments?|remarks?|details?|explanations?|notes?|if yes.*|further .*|additional .*|please .*|description|information)$/i;

const textOf = (cell: SourceCell | undefined): string => (cell === undefined ? "" : withoutFields(withoutCalls(cell.text)).replace(/\s+/g, " ").trim());
const startsAt = (row: SourceRow, column: number): SourceCell | undefined => row.cells.find((cell) => cell.column <= column && cell.column + cell.span > column);

/** Is the row the table's head: by the format, or as first row without question, answer or mark? */
export function isHead(row: SourceRow, rows: readonly SourceRow[]): boolean {
  if (row.head) return true;
  if (rows[0] !== row || rows.length < 2) return false;
  const cells = row.cells.map(textOf);
  if (cells.length < 2 || cells.some((cell) => cell.length > 80 || readMark(cell) !== null || readTickBoxes(cell) !== null)) return false;
  return !cells.some((cell, i) => i > 0 && ANSWER_FIRST.test(cell)) && (cells.some((cell, i) => i > 0 && (SAYS_SO.test(cell) || REMARKS.test(cell))) || yesNoColumns(row) !== null || cells.every((cell) => classifyAnswer(cell) !== "no" && classifyAnswer(cell) !== "yes" && !asks(cell)));
}

function yesNoColumns(row: SourceRow): { yes: number; no: number } | null {
  const says = (wanted: "yes" | "no", word: RegExp) => row.cells.find((cell) => word.test(textOf(cell)) || doneAnswer(textOf(cell)) === wanted);
  const yes = says("yes", COLUMN_YES);
  const no = says("no", COLUMN_NO);
  return yes !== undefined && no !== undefined ? { yes: yes.column, no: no.column } : null;
}

/**
 * The question and the answer that a row holds; null where it holds none.
 * @param rows all rows of the table, to find its head
 */
export function rowUnit(row: SourceRow, rows: readonly SourceRow[]): QuestionDraft | null {
  const head = rows.find((candidate) => isHead(candidate, rows)) ?? null;
  if (row === head || row.head) return null;
  const cells = row.cells.filter((cell) => !cell.continued);
  const label = cells.find((cell) => /\p{L}{3}/u.test(textOf(cell)));
  if (label === undefined) return null;
  const values = cells.filter((cell) => cell.column > label.column);
  const words = label.text.trim();
  const inLabel = readTickBoxes(textOf(label));
  if (inLabel !== null && values.every((cell) => textOf(cell) === "")) return null;
  const asked = questionEnd(textOf(label), true) >= textOf(label).length;
  const columns = head === null ? null : yesNoColumns(head);
  if (columns !== null && head !== null) return byColumns(words, row, head, columns, values);
  const boxes = readTickBoxes(values.map(textOf).filter((text) => text !== "").join(" "));
  if (boxes !== null && boxes.before === "") return { question: words, answer: joined(values), kind: boxes.answer, counted: true };
  const said = values.map((cell) => ({ cell, kind: classifyAnswer(textOf(cell)), head: textOf(head === null ? undefined : startsAt(head, cell.column)) }));
  const plain = said.filter(({ cell, kind }) => (kind === "yes" || kind === "no") && textOf(cell) !== "");
  if (asked) return { question: words, answer: joined(values), kind: said.find(({ cell }) => textOf(cell) !== "")?.kind ?? "none", counted: true };
  if (plain.length === 0) return lateUnit(words, said, values);
  const accepted = plain.filter((value) => value.head === "" || SAYS_SO.test(value.head) || asks(value.head));
  const kind: Answer = plain.length === 1 && accepted.length === 1 ? plain[0]!.kind : "none";
  return { question: words, answer: joined(values), kind, counted: true };
}

/** "Planned" or "In progress" under a head that asks for no more than how far it is; null where no cell, or more than one, says so. */
function lateUnit(question: string, said: readonly { cell: SourceCell; head: string }[], values: readonly SourceCell[]): QuestionDraft | null {
  const late = said.filter(({ cell }) => lateStatus(textOf(cell)) !== null);
  const [only] = late;
  if (only === undefined || late.length > 1 || (only.head !== "" && !SAYS_SO.test(only.head) && !asks(only.head))) return null;
  return { question, answer: joined([only.cell, ...values.filter((cell) => cell !== only.cell)]), kind: "text", counted: true };
}

/** The columns are headed "Yes" and "No", and perhaps "Planned"; a mark stands in one of them. */
function byColumns(question: string, row: SourceRow, head: SourceRow, columns: { yes: number; no: number }, values: SourceCell[]): QuestionDraft | null {
  const marked = (column: number): boolean => {
    const text = textOf(startsAt(row, column));
    return readMark(text) === true || MARKED.test(text);
  };
  const yes = marked(columns.yes);
  const no = marked(columns.no);
  const late = head.cells.filter((cell) => lateStatus(textOf(cell)) !== null && marked(cell.column));
  if (late.length > 0) {
    const rest = values.filter((cell) => readMark(textOf(cell)) === null && textOf(cell) !== "");
    const plain = late.length === 1 && !yes && !no;
    return { question, answer: [plain ? textOf(late[0]) : "", joined(rest)].filter((text) => text !== "").join("\n"), kind: plain ? "text" : "none", counted: true };
  }
  const others = values.filter((cell) => cell.column !== columns.yes && cell.column !== columns.no && textOf(cell) !== "" && readMark(textOf(cell)) !== false);
  const kind: Answer = yes === no ? "none" : yes ? "yes" : "no";
  const mark = kind === "none" ? "" : `${textOf(startsAt(head, columns[kind]))} ${textOf(startsAt(row, columns[kind]))}`.replace(/^(\w+) \1$/i, "$1");
  const answer = [mark, joined(others)].filter((text) => text !== "").join("\n");
  return { question, answer, kind, counted: true };
}

function joined(cells: readonly SourceCell[]): string {
  return cells.map((cell) => cell.text.trim()).filter((text) => text !== "").join("\n");
}
