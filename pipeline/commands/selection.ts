// Owns turning what a user types (a symbol, a file, a State's name, a measure, a category) into the ids that the SQL takes.
// An unknown one is an error that names the nearest; it never falls to "all".
import type { Framework } from "../../datasets/frameworks.js";
import type { Database } from "../store/database.js";
import { CommandError } from "./io.js";

/** `value (did you mean …?)` endings come from here; natural is loaded only on an error. */
async function suggest(value: string, known: string[], see: string): Promise<string> {
  const { nearest } = await import("../../datasets/nearest.js");
  const near = nearest(value, known, 3);
  return near.length > 0 ? `Did you mean ${near.map((name) => `'${name}'`).join(" or ")}?` : see;
}

const fold = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/[\s_]+/g, " ").trim();

/**
 * document_ids of UN symbols, files (whole path, or its end at a "/"), or ids. Null where nothing was asked.
 * A symbol that was read from several files gives all of them.
 */
export async function selectDocuments(database: Database, asked: string[] | undefined): Promise<string[] | null> {
  if (asked === undefined || asked.length === 0) return null;
  const documents = await database.all<{ document_id: string; symbol: string | null; file: string }>("SELECT document_id, symbol, file FROM documents ORDER BY file");
  const chosen = new Set<string>();
  for (const value of asked) {
    const wanted = fold(value);
    const matches = documents.filter((row) => row.document_id === value || (row.symbol !== null && fold(row.symbol) === wanted) || isFileEnd(row.file, value));
    if (matches.length === 0) {
      const known = documents.flatMap((row) => [row.symbol ?? "", row.file, row.file.split("/").at(-1) ?? ""]).filter((name) => name !== "");
      throw new CommandError(`${database.path}: no document '${value}'. ${await suggest(value, known, "List them with: stocktake documents")}`, 2);
    }
    for (const row of matches) chosen.add(row.document_id);
  }
  return [...chosen];
}

/** Whether a path is, or ends at a folder's border with, the given one. */
export function isFileEnd(file: string, end: string): boolean {
  const a = file.normalize("NFC").toLowerCase();
  const b = end.normalize("NFC").replaceAll("\\", "/").replace(/^(\.\/)+/, "").toLowerCase();
  return a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`);
}

/** Codes of measures: a code, the first part of codes ("victims"), or a category by name. Null where nothing was asked. */
export async function selectMeasures(database: Database, asked: string[] | undefined): Promise<string[] | null> {
  if (asked === undefined || asked.length === 0) return null;
  const measures = await database.all<{ measure: string; category: string; category_code: string; label: string }>("SELECT measure, category, category_code, label FROM measures ORDER BY position");
  const chosen = new Set<string>();
  for (const value of asked) {
    const wanted = fold(value);
    const matches = measures.filter((row) => fold(row.measure) === wanted || row.category_code === wanted || fold(row.category) === wanted || fold(row.label) === wanted);
    if (matches.length === 0) {
      const known = [...new Set(measures.flatMap((row) => [row.measure, row.category_code, row.category, row.label]))];
      throw new CommandError(`Unknown measure or category '${value}'. ${await suggest(value, known, `Categories: ${[...new Set(measures.map((row) => row.category_code))].join(", ")}.`)}`, 2);
    }
    for (const row of matches) chosen.add(row.measure);
  }
  return [...chosen];
}

/** ISO 3166-1 alpha-3 of codes or names. Null where nothing was asked. */
export async function selectStates(asked: string[] | undefined): Promise<string[] | null> {
  if (asked === undefined || asked.length === 0) return null;
  const [{ resolveStateName }, { allStates }] = await Promise.all([import("../../extractors/states/mentions.js"), import("../../extractors/states/all.js")]);
  const index = allStates(["en", "fr", "es"]);
  return asked.map((value) => {
    const found = resolveStateName(value, index);
    const code = found.iso3 ?? found.nonState;
    if (code === null) {
      throw new CommandError(`Unknown State '${value}': ${found.how}. ${found.suggestions.length > 0 ? `Did you mean ${found.suggestions.map((name) => `'${name}'`).join(" or ")}?` : "See what a name resolves to with: stocktake states NAME"}`, 2);
    }
    return code;
  });
}

/** A framework by its id, an alias or its name. */
export async function selectFramework(asked: string): Promise<Framework> {
  const { findFramework, loadFrameworks } = await import("../../datasets/frameworks.js");
  // A fault of a file of frameworks is one; a name that none of them bears is the user's.
  loadFrameworks();
  try {
    return findFramework(asked);
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : String(error), 2);
  }
}

/** Values of a closed list, each checked. Values may be separated by commas. */
export async function selectValues(what: string, asked: string[] | string | undefined, known: readonly string[]): Promise<string[] | null> {
  if (asked === undefined || asked.length === 0) return null;
  const values = (Array.isArray(asked) ? asked : [asked]).flatMap((value) => value.split(",")).map((value) => value.trim().toLowerCase().replaceAll("-", "_"));
  for (const value of values) if (!known.includes(value)) throw new CommandError(`Unknown ${what} '${value}'. ${await suggest(value, [...known], `Known: ${known.join(", ")}.`)}`, 2);
  return values;
}

/** The format that is asked for. @throws CommandError (exit code 2) that names the nearest */
export async function selectFormat<const Format extends string>(asked: string, known: readonly Format[]): Promise<Format> {
  const wanted = fold(asked);
  const format = known.find((name) => name === wanted);
  if (format === undefined) throw new CommandError(`Unknown format '${asked}'. ${await suggest(asked, [...known], `Known: ${known.join(", ")}.`)}`, 2);
  return format;
}
