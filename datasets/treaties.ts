// Owns the loader of what the depositary of treaties has: who signed and who adhered, with dates, and as of which day.
// Must not judge a claim; the views of the database do.
import { readFileSync } from "node:fs";
import { z } from "zod";
import { DataFileError, parseCsv, unknownValue } from "./load-csv.js";
import { loadMeasures } from "./measures.js";
import { datasetPath } from "./paths.js";
import { loadAliases, loadNonStates, loadStates } from "./states.js";

export const ACTS = ["ratification", "acceptance", "approval", "accession", "succession"] as const;

const schema = z.object({ measure: z.string().min(1), participant: z.string().min(1), signature: z.string(), adherence: z.string(), act: z.enum(["", ...ACTS]), as_of: z.string() });

export interface TreatyAction {
  measure: string;
  /** ISO 3166-1 alpha-3. */
  state: string;
  /** ISO 8601 days; null where there is none. */
  signed: string | null;
  adhered: string | null;
  act: (typeof ACTS)[number] | null;
  asOf: string;
}

/** Letters behind a date as the Treaty Collection prints them. */
const LETTERS: Record<string, TreatyAction["act"]> = { "": "ratification", A: "acceptance", AA: "approval", a: "accession", d: "succession" };
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

let shipped: readonly TreatyAction[] | undefined;

/** What the depositary had as of the day of the shipped file, read once a process. */
export function loadTreatyActions(): readonly TreatyAction[] {
  const path = datasetPath("treaties", "actions.csv");
  return (shipped ??= parseTreatyActions(readFileSync(path, "utf8"), "datasets/treaties/actions.csv"));
}

/**
 * Reads a file of the same columns.
 * @throws DataFileError that names file, line, value and the nearest right one
 */
export function parseTreatyActions(text: string, file: string): TreatyAction[] {
  const { rows, lines } = parseCsv(text, file, schema);
  const treaties = loadMeasures().map((measure) => measure.code).filter((code) => code.startsWith("treaty."));
  const names = participants();
  const seen = new Map<string, number>();
  return rows.flatMap((row, index): TreatyAction[] => {
    const line = lines[index] ?? 0;
    if (!treaties.includes(row.measure)) throw unknownValue(file, line, "measure", row.measure, treaties);
    const state = names.get(folded(row.participant));
    if (state === undefined) throw unknownValue(file, line, "participant", row.participant, [...names.keys()]);
    if (state === null) return [];
    const key = `${row.measure} ${state}`;
    const before = seen.get(key);
    if (before !== undefined) throw new DataFileError(`${file} line ${line}: '${row.participant}' stands on line ${before} already for ${row.measure}. Keep one of the two lines.`);
    seen.set(key, line);
    const signed = dayOf(row.signature, file, line, "signature");
    const adhered = dayOf(row.adherence, file, line, "adherence");
    const asOf = dayOf(row.as_of, file, line, "as_of").day;
    if (asOf === null) throw new DataFileError(`${file} line ${line}: as_of is empty. Write the day on which the depositary had it so, for example 2015-03-14.`);
    for (const day of [signed.day, adhered.day]) if (day !== null && day > asOf) throw new DataFileError(`${file} line ${line}: ${day} is later than as_of ${asOf}. Correct one of the two.`);
    return [{ measure: row.measure, state, signed: signed.day, adhered: adhered.day, act: adhered.day === null ? null : row.act === "" ? (LETTERS[adhered.letter] ?? "ratification") : row.act, asOf }];
  });
}

/** A State's code by its names and codes; null for participants that are no State of the tables. */
function participants(): Map<string, string | null> {
  const names = new Map<string, string | null>();
  for (const { name, code } of loadNonStates()) names.set(folded(name), null).set(folded(code), null);
  const states = new Set(loadStates().map((state) => state.iso3));
  for (const { name, code, kind } of loadAliases()) if (kind !== "adjective" && kind !== "none" && code !== "") names.set(folded(name), states.has(code) ? code : null);
  for (const { iso3, shortName } of loadStates()) names.set(folded(iso3), iso3).set(folded(shortName), iso3);
  return names;
}

const folded = (name: string): string => name.normalize("NFKC").toLowerCase().replace(/^the /, "").replace(/\bst\. /g, "saint ").replace(/\s+/g, " ").trim();

/** A day as ISO 8601 or as the Treaty Collection prints it ("17 Feb 2010 a"). */
function dayOf(text: string, file: string, line: number, column: string): { day: string | null; letter: string } {
  const value = text.trim();
  if (value === "") return { day: null, letter: "" };
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value);
  const printed = /^(\d{1,2}) ([A-Za-z]{3})[a-z]*\.? (\d{4})(?: (A|AA|a|d))?$/.exec(value);
  const day = iso !== null ? value : printed === null ? null : `${printed[3] as string}-${String(MONTHS.indexOf((printed[2] as string).toLowerCase()) + 1).padStart(2, "0")}-${(printed[1] as string).padStart(2, "0")}`;
  if (day === null || Number.isNaN(Date.parse(day)) || new Date(day).toISOString().slice(0, 10) !== day) {
    throw new DataFileError(`${file} line ${line}: ${column} '${value.slice(0, 40)}' is no day. Write 2010-02-17, or 17 Feb 2010 with the letter of the act behind it (A, AA, a or d).`);
  }
  return { day, letter: printed?.[4] ?? "" };
}

/** The rows as the variable `treaties` of the SQL files takes them: measure|state|signed|adhered|act|as_of. */
export const treatyVariable = (actions: readonly TreatyAction[]): string[] => actions.map(({ measure, state, signed, adhered, act, asOf }) => [measure, state, signed ?? "", adhered ?? "", act ?? "", asOf].join("|"));
