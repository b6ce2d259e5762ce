// Owns FILE.decisions.csv beside a database: each decision made in the explorer, in the form that `stocktake review import` takes.
// Must not judge a decision, nor touch the database: a row stays here until it is taken back.
import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import Papa from "papaparse";
import { codeOf } from "../disk-fault.js";
import { DatabaseError } from "../store/database.js";
import { takeLock } from "../store/build.js";
import { writeFilesWhole } from "../write-file.js";
import { REVIEW_COLUMNS } from "./review.js";

/** The columns of a review file, and when it was decided. */
export const JOURNAL_COLUMNS = [...REVIEW_COLUMNS, "decided"] as const;
export type JournalRow = Record<(typeof JOURNAL_COLUMNS)[number], string>;

/** A file beyond this is no work of one person's hand; it is refused before it is read. */
export const MOST_BYTES = 20 << 20;

export const journalOf = (database: string): string => `${database}.decisions.csv`;

/** What a row is about: a later row on the same takes its place. A claim that is added is about its words, State and measure. */
export function subjectOf(row: JournalRow): string {
  return row.claim_id !== "" ? row.claim_id : ["document", row.document, row.paragraph, row.state, row.measure, row.quote].join("\u001f");
}

/** Names a row in addresses and on the page. */
export const idOf = (row: JournalRow): string => createHash("sha256").update([subjectOf(row), row.decision, row.decided].join("\u001f")).digest("hex").slice(0, 16);

/** All rows, in the order in which they were decided; none where there is no file. @throws DatabaseError naming the file and what is wrong with it */
export async function readJournal(path: string): Promise<JournalRow[]> {
  const found = await stat(path).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return null;
    throw new DatabaseError(`${path}: cannot be read (${codeOf(error)}). Check its permissions.`);
  });
  if (found === null) return [];
  if (!found.isFile()) throw new DatabaseError(`${path}: is not a file. Move it away.`);
  if (found.size > MOST_BYTES) throw new DatabaseError(`${path}: has ${Math.round(found.size / (1 << 20))} MB, and decisions made by hand have at most ${MOST_BYTES >> 20}. Move it away, or take it in with: stocktake review import`);
  const parsed = Papa.parse<Record<string, string>>((await readFile(path, "utf8")).replace(/^\uFEFF/, ""), { header: true, skipEmptyLines: "greedy" });
  const missing = ["claim_id", "quote", "decision", "reason"].filter((name) => parsed.meta.fields?.includes(name) !== true);
  if (missing.length > 0) throw new DatabaseError(`${path}: has no column '${missing[0]}', so it is no file of decisions. Move it away.`);
  return parsed.data.map((row) => Object.fromEntries(JOURNAL_COLUMNS.map((name) => [name, guarded(row[name] ?? "", false)])) as JournalRow).filter((row) => row.decision !== "");
}

/** Adds rows: whole or not at all. A row takes the place of an earlier one about the same. */
export async function addToJournal(path: string, rows: readonly JournalRow[]): Promise<void> {
  await changed(path, (before) => {
    const about = new Set(rows.map(subjectOf));
    return [...before.filter((row) => !about.has(subjectOf(row))), ...rows];
  });
}

/** Takes rows back. @returns the rows that were there */
export async function takeFromJournal(path: string, ids: ReadonlySet<string>): Promise<JournalRow[]> {
  let gone: JournalRow[] = [];
  await changed(path, (before) => {
    gone = before.filter((row) => ids.has(idOf(row)));
    return before.filter((row) => !ids.has(idOf(row)));
  });
  return gone;
}

/** The file as text, as `review import` reads it. */
export function journalText(rows: readonly JournalRow[]): string {
  return `${Papa.unparse({ fields: [...JOURNAL_COLUMNS], data: rows.map((row) => JOURNAL_COLUMNS.map((name) => guarded(row[name], true))) }, { newline: "\r\n" })}\r\n`;
}

async function changed(path: string, change: (rows: JournalRow[]) => JournalRow[]): Promise<void> {
  const lock = await patiently(path);
  try {
    const rows = change(await readJournal(path));
    await writeFilesWhole(new Map([[path, () => Promise.resolve(journalText(rows))]]), false);
  } finally {
    await lock.release();
  }
}

/** Two pages may write at the same moment; each holds the file for milliseconds. */
async function patiently(path: string): Promise<{ release(): Promise<void> }> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await takeLock(path, { work: "review", elsewhere: "another database with --db FILE" }, () => undefined);
    } catch (error) {
      if (attempt >= 20 || !(error instanceof DatabaseError) || !error.message.includes("is writing it")) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** A spreadsheet runs a cell that begins with = + - @: such a cell stands in the file behind an apostrophe, which reading takes off again. */
function guarded(cell: string, out: boolean): string {
  if (out) return /^\s*[=+\-@\t＝＋－＠]/.test(cell) ? `'${cell}` : cell;
  return /^'\s*[=+\-@\t＝＋－＠]/.test(cell) ? cell.slice(1) : cell;
}
