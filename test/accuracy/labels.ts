// Owns reading labels for the accuracy run: claims, respondents and collective claims, with doubtful rows apart.
// Must not score. A label that cannot be right (unknown measure, State or status) is an error, not a row that never matches.
import { existsSync, readFileSync } from "node:fs";
import Papa from "papaparse";
import { loadMeasures } from "../../datasets/measures.js";
import { STATUSES } from "../../extractors/contracts.js";

export interface Label {
  /** UN symbol or path of the document, as written. */
  document: string;
  paragraph: string;
  measure: string;
  state: string;
  status: string;
  extent: string;
  doubtful: boolean;
  /** What the coder saw; for the terminal only, no file of the repository keeps it. */
  quote: string;
}

/**
 * Rows of a CSV with a column `document` or `file`; other columns `paragraph`, `measure`, `state`, `status`, `extent`, `doubtful` (yes or no) are read where they are.
 * @param allDoubtful the file as a whole lists doubtful rows
 * @throws Error naming file and line
 */
export function readLabels(file: string, allDoubtful = false): Label[] {
  if (!existsSync(file)) throw new Error(`${file}: no such file of labels`);
  const parsed = Papa.parse<Record<string, string>>(readFileSync(file, "utf8").replace(/^\uFEFF/, ""), { header: true, skipEmptyLines: "greedy" });
  const measures = new Set(loadMeasures().map((measure) => measure.code));
  return parsed.data.map((row, index) => {
    const get = (name: string): string => (row[name] ?? "").trim();
    const wrong = (what: string): Error => new Error(`${file} line ${index + 2}: ${what}`);
    const label: Label = { document: get("document") || get("file"), paragraph: get("paragraph"), measure: get("measure"), state: get("state"), status: get("status"), extent: get("extent"), doubtful: allDoubtful || get("doubtful") === "yes", quote: get("quote") };
    if (label.document === "") throw wrong("no document");
    if (label.measure !== "" && !measures.has(label.measure)) throw wrong(`unknown measure '${label.measure}'`);
    if (label.state !== "" && !/^[A-Z]{3}$/.test(label.state)) throw wrong(`'${label.state}' is no ISO 3166-1 alpha-3 code`);
    if (label.status !== "" && !(STATUSES as readonly string[]).includes(label.status)) throw wrong(`unknown status '${label.status}'`);
    if (!["", "yes", "no"].includes(get("doubtful"))) throw wrong(`doubtful is '${get("doubtful")}': write yes or no`);
    return label;
  });
}

/** Rows (file, paragraph) of a CSV of the paragraphs that a coder read. @throws Error naming file and line */
export function readPairs(file: string): [file: string, paragraph: string][] {
  if (!existsSync(file)) throw new Error(`${file}: no such file of paragraphs`);
  const parsed = Papa.parse<Record<string, string>>(readFileSync(file, "utf8").replace(/^\uFEFF/, ""), { header: true, skipEmptyLines: "greedy" });
  return parsed.data.map((row, index) => {
    const [name, paragraph] = [(row["file"] ?? "").trim(), (row["paragraph"] ?? "").trim()];
    if (name === "" || paragraph === "") throw new Error(`${file} line ${index + 2}: file and paragraph are needed`);
    return [name, paragraph];
  });
}
