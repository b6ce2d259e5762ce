// Owns the loader of the words that say what happened in a year (adopted, entered into force, amended …).
// Must not read a text; extractors/years.ts does.
import { z } from "zod";
import { loadCsv } from "./load-csv.js";
import { datasetPath } from "./paths.js";

/** What a year is to a claim. `named`: it stands in the name of a law or plan; `from`, `to`: ends of the period of a plan; `figure`: something is counted for it. */
export const YEAR_ROLES = ["adopted", "in_force", "amended", "ratified", "signed", "ended", "figure", "named", "period"] as const;
export type YearRole = (typeof YEAR_ROLES)[number];

const schema = z.object({ role: z.enum(YEAR_ROLES), words: z.string().regex(/^[a-z][a-z ]*$/, "small letters and blanks only"), note: z.string() });

let rows: readonly { role: YearRole; pattern: RegExp }[] | undefined;

/** Words of each role; which stands nearest to the year decides. @throws DataFileError */
export function loadYearRoles(): readonly { role: YearRole; pattern: RegExp }[] {
  rows ??= loadCsv(datasetPath("year-roles.csv"), schema).rows.map(({ role, words }) => ({ role, pattern: new RegExp(`\\b${words.replaceAll(" ", "\\s+")}\\b`, "gi") }));
  return rows;
}
