// Owns scoring the rewordings: one sentence a row, read in its genre, against the measure, status and States of the row; and the traps, from which nothing may be claimed.
// Must not print. Sentences of held.csv leave this file only inside outcomes, which the printer does not list.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import { packageRoot } from "../../datasets/paths.js";
import { loadMeasures } from "../../datasets/measures.js";
import { STATUSES, type Claim, type Status } from "../../extractors/contracts.js";
import { buildContext, extract } from "../../extractors/extract.js";
import { buildDocument, GENRES, type Genre } from "./built-document.js";

export const REWORDING_FILES = ["open", "held", "none"] as const;
export type RewordingFile = (typeof REWORDING_FILES)[number];

export interface Rewording {
  id: string;
  measure: string;
  /** Null in the file of traps: the measure must not be claimed with any status. */
  status: Status | null;
  genre: Genre;
  states: string[];
  heading: string;
  before: string;
  sentence: string;
  /** Further measures that the sentence reports, each with its status. */
  also: Map<string, Status | null>;
  /** Measures whose claim counts neither way. */
  doubtful: Set<string>;
}

export interface RewordingOutcome {
  row: Rewording;
  /** Claimed from the sentence, "STATE measure status". */
  given: string[];
  /** The measure for every State of the row (in a trap: for none of them). */
  found: boolean;
  /** Found, and every State with the row's status and no other. */
  right: boolean;
  /** Claims of the row's States that the row names nowhere. */
  wrong: string[];
}

export const rewordingsFolder = (): string => join(packageRoot(), "test", "accuracy", "rewordings");

const list = (text: string | undefined): string[] => (text ?? "").split(/[\s;,]+/).filter((word) => word !== "");

/**
 * Rows of one file of rewordings.
 * @throws Error naming file and line where a measure, status, genre or State cannot be right
 */
export function readRewordings(folder: string, name: RewordingFile): Rewording[] | null {
  const file = join(folder, `${name}.csv`);
  if (!existsSync(file)) return null;
  const codes = new Set(loadMeasures().map((measure) => measure.code));
  const { data } = Papa.parse<Record<string, string>>(readFileSync(file, "utf8").replace(/^\uFEFF/, ""), { header: true, skipEmptyLines: "greedy" });
  return data.map((row, index) => {
    const get = (column: string): string => (row[column] ?? "").trim();
    const wrong = (what: string): Error => new Error(`${file} row ${index + 1} (${get("id")}): ${what}`);
    const [status, genre, states] = [get("status"), get("genre"), list(row["states"])];
    if (!codes.has(get("measure"))) throw wrong(`unknown measure '${get("measure")}'`);
    if (name === "none" ? status !== "" : !(STATUSES as readonly string[]).includes(status)) throw wrong(`status is '${status}'`);
    if (!(GENRES as readonly string[]).includes(genre)) throw wrong(`unknown genre '${genre}'; known: ${GENRES.join(", ")}`);
    if (states.length === 0 || states.some((state) => !/^[A-Z]{3}$/.test(state))) throw wrong(`states are '${row["states"] ?? ""}'`);
    const also = new Map(list(row["also"]).map((entry) => {
      const [code = "", own] = entry.split(/[=:]/);
      return [code, (own ?? (status === "" ? null : status)) as Status | null] as const;
    }));
    const doubtful = new Set(list(row["doubtful"]).map((entry) => entry.split(/[=:]/)[0] ?? ""));
    for (const code of [...also.keys(), ...doubtful]) if (!codes.has(code)) throw wrong(`unknown measure '${code}'`);
    return { id: get("id"), measure: get("measure"), status: status === "" ? null : (status as Status), genre: genre as Genre, states, heading: get("heading"), before: get("before"), sentence: get("sentence"), also, doubtful };
  });
}

/** The document of a row: a national report, a presentation or a comment in a review, or a paragraph of a Secretary-General's report. */
export const documentOfRow = (row: Rewording) => buildDocument({ genre: row.genre, state: row.states[0] ?? "", heading: row.heading, before: row.before, sentence: row.sentence });

/** Reads one row's sentence and judges what is claimed from it; what the sentence before reports is not scored. */
export async function judgeRow(row: Rewording): Promise<RewordingOutcome> {
  const { document, paragraph, offset } = await documentOfRow(row);
  const claims = extract(document, buildContext()).claims.filter((claim) => claim.paragraph === paragraph && claim.quoteEnd > offset);
  return { row, given: [...new Set(claims.map((claim) => `${claim.state} ${claim.measure} ${claim.status}`))].sort(), ...judge(row, claims) };
}

/** Judges claims of a row's sentence. */
export function judge(row: Rewording, claims: Pick<Claim, "state" | "measure" | "status">[]): Pick<RewordingOutcome, "found" | "right" | "wrong"> {
  const statusesOf = (state: string): string[] => [...new Set(claims.filter((claim) => claim.state === state && claim.measure === row.measure).map((claim) => claim.status))];
  const trap = row.status === null;
  const found = trap ? row.states.every((state) => statusesOf(state).length === 0) : row.states.every((state) => statusesOf(state).length > 0);
  const right = trap ? found : row.states.every((state) => statusesOf(state).join(" ") === row.status);
  // Whom else a list names with the measure is wrong; a partner or commentator of a trap counts neither way.
  const strange = claims.filter((claim) => (trap || row.genre !== "sg" ? row.states.includes(claim.state) : true) && !(row.states.includes(claim.state) && (claim.measure === row.measure || row.also.has(claim.measure))) && !row.doubtful.has(claim.measure));
  return { found, right, wrong: [...new Set(strange.map((claim) => `${claim.state} ${claim.measure} ${claim.status}`))].sort() };
}

export async function judgeFile(rows: Rewording[]): Promise<RewordingOutcome[]> {
  const outcomes: RewordingOutcome[] = [];
  for (const row of rows) outcomes.push(await judgeRow(row));
  return outcomes;
}

export interface RewordingFigures {
  rows: number;
  found: number;
  right: number;
  /** Claims that the rows name nowhere. */
  wrong: number;
}

export function rewordingFigures(outcomes: RewordingOutcome[]): RewordingFigures {
  return { rows: outcomes.length, found: outcomes.filter((one) => one.found).length, right: outcomes.filter((one) => one.right).length, wrong: outcomes.reduce((sum, one) => sum + one.wrong.length, 0) };
}
