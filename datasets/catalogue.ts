// Owns the catalogue of reports: its columns, how a catalogue file is read, and how its rows are chosen.
// Must not ask the network: pipeline/pull does.
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import Papa from "papaparse";
import { DataFileError } from "./load-csv.js";
import { nearest } from "./nearest.js";
import { datasetPath } from "./paths.js";

/** The same words as `DOCUMENT_KINDS` in extractors/contracts.ts (datasets import nothing; a test compares the two). */
export const CATALOGUE_KINDS = [
  "sg_report", "national_report", "pledge", "upr_working_group", "compilation", "stakeholder_summary",
  "third_party_report", "multi_state", "action_plan", "guidance", "other",
] as const;
export type CatalogueKind = (typeof CATALOGUE_KINDS)[number];

/**
 * `symbol`: the symbol itself stands in a document or page that was read. `session`: the review or report at that session
 * is named by the source in `basis`, the symbol follows from the pattern or series. `no`: known from the calendar or the series only.
 */
export const VERIFICATIONS = ["symbol", "session", "no"] as const;
export type Verification = (typeof VERIFICATIONS)[number];

/**
 * Hosts of the Official Document System, which the rows with the source `ods` are asked from.
 * documents.un.org answers; the two short-link hosts are where it and older links point.
 */
export const ODS_HOSTS = ["documents.un.org", "docs.un.org", "undocs.org"] as const;

export interface CatalogueEntry {
  /** UN symbol, or for a document without one the name that the catalogue gives it. */
  symbol: string;
  title: string;
  kind: CatalogueKind;
  /** ISO 3166-1 alpha-3 of the State that wrote it or that it is about; null where there is none. */
  state: string | null;
  /** "UPR 7" or "General Assembly 65"; null where unknown. */
  session: string | null;
  /** Year of that session (a national report may be dated in the year before it); null where unknown. */
  year: number | null;
  /** ISO 639-1; the languages in which the series is issued, not checked document by document. */
  languages: string[];
  /** `ods`: asked for by its symbol; `url`: asked for at `url`. */
  source: "ods" | "url";
  url: string | null;
  verified: Verification;
  /** How we know of it. */
  basis: string;
}

export interface CatalogueFile {
  entries: CatalogueEntry[];
  /** One sentence for each row that was left out: file, line, what, and what to do. */
  problems: string[];
}

const REQUIRED = ["symbol", "title", "kind", "url"] as const;
const KNOWN = ["symbol", "title", "kind", "state", "session", "year", "languages", "source", "url", "verified", "basis"];
const UN_SYMBOL = /^[A-Z][A-Za-z0-9]*(?:\.[A-Z0-9]+)*(?:[/-][A-Za-z0-9][A-Za-z0-9.]*(?: ?\([A-Za-z0-9. ]+\))?)+$/u;

/**
 * Is this written like a UN symbol ("A/65/209", "A/HRC/WG.6/7/SVN/1", "A/80/179-S/2025/468")?
 * Says nothing of whether such a document exists.
 */
export function isUnSymbol(text: string): boolean {
  return text.length <= 100 && text.includes("/") && UN_SYMBOL.test(text);
}

/**
 * Reads a catalogue from CSV text. The columns symbol, title, kind and url are enough; the others are optional, and
 * unknown ones are ignored. A bad row is left out and told in `problems`; the others are kept.
 * @param csv the text of the file
 * @param name its name, for the messages
 * @throws DataFileError where a required column is missing
 */
export function parseCatalogue(csv: string, name: string): CatalogueFile {
  const parsed = Papa.parse<string[]>(csv.replace(/^\uFEFF/u, ""), { delimiter: ",", skipEmptyLines: false });
  const [header, ...rows] = parsed.data;
  const columns = (header ?? []).map((column) => column.trim().toLowerCase());
  const missing = REQUIRED.filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    throw new DataFileError(`${name} line 1: no column ${missing.map((column) => `'${column}'`).join(", ")}. A catalogue needs the columns ${REQUIRED.join(", ")} and may have ${KNOWN.filter((column) => !(REQUIRED as readonly string[]).includes(column)).join(", ")}.`);
  }
  const entries: CatalogueEntry[] = [];
  const problems: string[] = [];
  const seen = new Map<string, number>();
  let line = 1;
  for (const row of rows) {
    // A quoted cell may hold line breaks; they are counted so that the number is the one that an editor shows.
    const at = ++line;
    line += row.join("").split("\n").length - 1;
    if (row.every((cell) => cell.trim() === "")) continue;
    const cell = (column: string): string => (row[columns.indexOf(column)] ?? "").trim();
    const bad = (what: string): void => void problems.push(`${name} line ${at}: ${what}`);
    const symbol = cell("symbol");
    const url = cell("url");
    if (symbol === "") { bad("no symbol. Give the UN symbol, or for a document without one a short name of your own"); continue; }
    if (symbol.length > 100 || hasControl(symbol)) { bad("the symbol is longer than 100 characters or holds a control character. Give a short name"); continue; }
    const kind = cell("kind");
    if (!isKind(kind)) {
      const [near] = nearest(kind, CATALOGUE_KINDS, 1);
      bad(`unknown kind '${shown(kind)}'. ${near === undefined ? `Use one of ${CATALOGUE_KINDS.join(", ")}` : `Did you mean '${near}'?`}`);
      continue;
    }
    if (url !== "" && !isWebAddress(url)) { bad(`'${shown(url)}' is not an http or https address. Correct it, or leave the column empty to ask the Official Document System by symbol`); continue; }
    if (url === "" && !isUnSymbol(symbol)) { bad(`'${shown(symbol)}' has no url and is not written like a UN symbol (A/65/209). Give its url`); continue; }
    const state = cell("state").toUpperCase();
    if (state !== "" && !/^[A-Z]{3}$/u.test(state)) { bad(`'${shown(cell("state"))}' is not an ISO 3166-1 alpha-3 code. Write the State as three letters (SVN)`); continue; }
    const year = cell("year");
    if (year !== "" && !/^(19|20)\d\d$/u.test(year)) { bad(`'${shown(year)}' is not a year. Write four digits, or leave it empty`); continue; }
    const verified = cell("verified");
    if (verified !== "" && !(VERIFICATIONS as readonly string[]).includes(verified)) { bad(`unknown word '${shown(verified)}' in the column verified. Use ${VERIFICATIONS.join(", ")}`); continue; }
    const before = seen.get(symbol.toLowerCase());
    if (before !== undefined) { bad(`'${shown(symbol)}' stands in line ${before} already. Remove one of the two`); continue; }
    seen.set(symbol.toLowerCase(), at);
    entries.push({
      symbol,
      title: cell("title"),
      kind,
      state: state === "" ? null : state,
      session: cell("session") === "" ? null : cell("session"),
      year: year === "" ? null : Number(year),
      languages: cell("languages") === "" ? [] : cell("languages").split("|").map((language) => language.trim()),
      source: url === "" ? "ods" : "url",
      url: url === "" ? null : url,
      verified: verified === "" ? "no" : (verified as Verification),
      basis: cell("basis") === "" ? `named in ${name}` : cell("basis"),
    });
  }
  return { entries, problems };
}

/**
 * The catalogue that comes with the project.
 * @throws DataFileError where a row does not fit (a fault of ours, not of the user)
 */
export async function loadCatalogue(): Promise<CatalogueEntry[]> {
  const { entries, problems } = parseCatalogue(await readFile(datasetPath("catalogue", "reports.csv"), "utf8"), "datasets/catalogue/reports.csv");
  if (problems.length > 0) throw new DataFileError(problems.join("\n"));
  return entries;
}

/**
 * A catalogue of the user's own.
 * @throws DataFileError where the file cannot be read or lacks a column
 */
export async function loadCatalogueFile(path: string): Promise<CatalogueFile> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    throw new DataFileError(`${path}: cannot be read (${(error as NodeJS.ErrnoException).code ?? ""}). Give a CSV file with the columns ${REQUIRED.join(", ")}.`);
  }
  return parseCatalogue(text, basename(path));
}

export interface CatalogueFilter {
  kinds?: readonly CatalogueKind[];
  /** ISO 3166-1 alpha-3. */
  states?: readonly string[];
  /** Inclusive ranges. */
  years?: readonly { from: number; to: number }[];
}

/** The entries that fit every filter that is given; an entry without a State or year fits no filter on it. */
export function filterCatalogue(entries: readonly CatalogueEntry[], filter: CatalogueFilter): CatalogueEntry[] {
  const { kinds = [], states = [], years = [] } = filter;
  return entries.filter((entry) =>
    (kinds.length === 0 || kinds.includes(entry.kind))
    && (states.length === 0 || (entry.state !== null && states.includes(entry.state)))
    && (years.length === 0 || (entry.year !== null && years.some((range) => range.from <= (entry.year ?? 0) && (entry.year ?? 0) <= range.to))));
}

function isKind(text: string): text is CatalogueKind {
  return (CATALOGUE_KINDS as readonly string[]).includes(text);
}

function isWebAddress(text: string): boolean {
  try {
    return ["http:", "https:"].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}

function hasControl(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

/** Text from a file, cut and without control characters, for a message on a terminal. */
function shown(text: string): string {
  return text.replace(/\p{Cc}/gu, " ").slice(0, 80);
}
