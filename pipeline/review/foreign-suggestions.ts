// Owns FILE.suggestions.csv beside a database: what a second coder or a language model suggests, each with its source.
// Must not let one into claims or tables: a suggestion waits in the queue for a person.
import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import Papa from "papaparse";
import { codeOf } from "../disk-fault.js";
import { DatabaseError, type Reader } from "../store/database.js";
import { writeFilesWhole } from "../write-file.js";
import type { SuggestedParagraph } from "./suggestions.js";

export const SUGGESTION_COLUMNS = ["document_id", "paragraph_ordinal", "state", "measure", "status", "quote", "source", "score", "reason"] as const;
export type ForeignSuggestion = Record<(typeof SUGGESTION_COLUMNS)[number], string>;

const MOST_BYTES = 100 << 20;

export const suggestionsFile = (database: string): string => `${database}.suggestions.csv`;

/** All suggestions beside a database, and a mark that changes with the file. @throws DatabaseError naming the file and what is wrong with it */
export async function readSuggestions(database: string): Promise<{ rows: ForeignSuggestion[]; version: string }> {
  const path = suggestionsFile(database);
  const found = await stat(path).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return null;
    throw new DatabaseError(`${path}: cannot be read (${codeOf(error)}). Check its permissions.`);
  });
  if (found === null) return { rows: [], version: "none" };
  if (found.size > MOST_BYTES) throw new DatabaseError(`${path}: has ${Math.round(found.size / (1 << 20))} MB; at most ${MOST_BYTES >> 20} MB of suggestions are read. Move it away.`);
  const parsed = Papa.parse<Record<string, string>>(await readFile(path, "utf8"), { header: true, skipEmptyLines: "greedy" });
  // A line of another shape is a row that a person would never see: the whole file is told, and nothing is written over it.
  const missing = SUGGESTION_COLUMNS.find((name) => parsed.meta.fields?.includes(name) !== true);
  const fault = parsed.errors.find((error) => error.type === "Quotes") ?? parsed.errors.find((error) => error.type === "FieldMismatch");
  if (missing !== undefined && parsed.data.length > 0) throw new DatabaseError(`${path}: has no column '${missing}', so it is no file of suggestions. Move it away.`);
  if (fault !== undefined) throw new DatabaseError(`${path}: row ${(fault.row ?? 0) + 1} is damaged (${fault.message}). Mend it, or move the file away and suggest again.`);
  const rows = parsed.data.map((row) => Object.fromEntries(SUGGESTION_COLUMNS.map((name) => [name, row[name] ?? ""])) as ForeignSuggestion);
  return { rows, version: `${found.mtimeMs}-${found.size}` };
}

/** Adds suggestions; the same from the same source stands once. @returns how many were new */
export async function addSuggestions(database: string, rows: readonly ForeignSuggestion[]): Promise<number> {
  const before = (await readSuggestions(database)).rows;
  const key = (row: ForeignSuggestion): string => createHash("sha256").update(["document_id", "paragraph_ordinal", "state", "measure", "status", "quote", "source"].map((name) => row[name as keyof ForeignSuggestion]).join("\u001f")).digest("hex");
  const seen = new Set(before.map(key));
  const fresh = rows.filter((row) => !seen.has(key(row)) && seen.add(key(row)));
  const text = `${Papa.unparse({ fields: [...SUGGESTION_COLUMNS], data: [...before, ...fresh].map((row) => SUGGESTION_COLUMNS.map((name) => row[name])) }, { newline: "\r\n" })}\r\n`;
  await writeFilesWhole(new Map([[suggestionsFile(database), () => Promise.resolve(text)]]), false);
  return fresh.length;
}

/** Why a suggestion beside a database is not in its queue. */
export const LEFT_OUT = ["the paragraph is not there any more", "the quote is not in the paragraph any more", "claimed already"] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

/** Suggestions by paragraph, and how many were left out: those that the reader gives as a claim already, or whose paragraph or quote is gone. */
export async function suggestionsOf(database: Reader, rows: readonly ForeignSuggestion[]): Promise<{ paragraphs: SuggestedParagraph[]; left: Partial<Record<LeftOut, number>> }> {
  const left: Partial<Record<LeftOut, number>> = {};
  if (rows.length === 0) return { paragraphs: [], left };
  const ids = [...new Set(rows.map((row) => `${row.document_id}-p${row.paragraph_ordinal}`))];
  const texts = new Map((await database.all<{ id: string; text: string }>("SELECT paragraph_id AS id, text FROM paragraphs WHERE list_contains($1, paragraph_id)", [ids])).map((row) => [row.id, row.text]));
  const read = new Set((await database.all<{ key: string }>("SELECT paragraph_id || ' ' || state || ' ' || measure AS key FROM claims WHERE list_contains($1, paragraph_id)", [ids])).map((row) => row.key));
  const paragraphs = new Map<string, SuggestedParagraph>();
  for (const row of rows) {
    const id = `${row.document_id}-p${row.paragraph_ordinal}`;
    const text = texts.get(id);
    const why = text === undefined ? LEFT_OUT[0] : row.quote !== "" && !text.includes(row.quote) ? LEFT_OUT[1] : read.has(`${id} ${row.state} ${row.measure}`) ? LEFT_OUT[2] : null;
    if (why !== null) {
      left[why] = (left[why] ?? 0) + 1;
      continue;
    }
    // The score only orders; a file without one gives all alike.
    const score = Number(row.score) || 0.5;
    const one = paragraphs.get(id) ?? { document_id: row.document_id, ordinal: Number(row.paragraph_ordinal), score, suggestions: [] };
    paragraphs.set(id, one);
    one.score = Math.max(one.score, score);
    one.suggestions.push({ source: row.source, measure: row.measure, state: row.state || null, status: row.status || null, score, step: null, reason: row.reason || null, quote: row.quote || null, start: null });
  }
  return { paragraphs: [...paragraphs.values()].sort((a, b) => b.score - a.score), left };
}
