// Owns what a person may set of a document, checked: its State, year, kind, symbol and session, as `review document` and `ingest --state` take them.
// Must not write it; pipeline/store/document-decisions.ts does.
import { DOCUMENT_KINDS } from "../../extractors/contracts.js";
import type { Corrections } from "../store/document-decisions.js";
import { CommandError } from "./io.js";
import { selectStates, selectValues } from "./selection.js";

/** Values as typed. */
export interface DocumentValues {
  state?: string;
  year?: string;
  kind?: string;
  symbol?: string;
  session?: string;
}

/** A value to store, or "auto". @throws CommandError where it is none */
export async function correctionsOf(options: DocumentValues): Promise<Corrections> {
  const values: Corrections = {};
  for (const field of ["symbol", "session"] as const) {
    const text = options[field]?.replace(/\s+/g, " ").trim();
    if (text === "") throw new CommandError(`--${field} is empty. Give a value, or auto to forget one set before.`, 2);
    if (text !== undefined) values[field] = text;
  }
  const { year, kind, state } = options;
  if (year !== undefined) {
    if (year !== "auto" && !/^(?:19|20)\d{2}$/.test(year)) throw new CommandError(`--year '${year}': give a year from 1900 to 2099, or auto.`, 2);
    values.year = year;
  }
  if (kind !== undefined) values.kind = (await selectValues("kind", kind, [...DOCUMENT_KINDS, "auto"]))?.[0] ?? "auto";
  if (state !== undefined) values.state = state === "auto" ? state : ((await selectStates([state]))?.[0] ?? "auto");
  return values;
}
