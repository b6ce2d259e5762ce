// Owns reading files of hand labels: columns vary, what a file labels is told by its columns, what it covers by its name.
// Must not score; score.ts does.
import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import Papa from "papaparse";

export class GoldError extends Error {
  override name = "GoldError";
}

export interface GoldRow {
  /** UN symbol, or the end of a file's path. */
  document: string;
  /** Which of the two `document` is. */
  by: "symbol" | "file";
  paragraph: string;
  measure: string;
  state: string;
  status: string;
  quantifier: string;
}

export interface GoldFile {
  path: string;
  labels: "claims" | "collective" | "respondents";
  rows: GoldRow[];
  /** Paragraphs that were labelled, where the name says so ("….paragraphs-3-17.csv"); null for whole documents. */
  coverage: { from: number; to: number } | null;
}

/**
 * Reads a CSV of labels. Columns: `document` (UN symbol) or `file` (end of a path); `paragraph`, `measure`, `state`, `status` for claims; `quantifier` for collective claims; only `state` for respondents.
 * @throws GoldError with file, line and what to do
 */
export function readGold(path: string): GoldFile {
  if (!existsSync(path)) throw new GoldError(`${path}: no such file. Name a CSV of labels.`);
  const parsed = Papa.parse<Record<string, string>>(readFileSync(path, "utf8").replace(/^\uFEFF/, ""), { header: true, skipEmptyLines: "greedy" });
  const fields = parsed.meta.fields ?? [];
  const has = (name: string): boolean => fields.includes(name);
  if (!has("document") && !has("file")) throw new GoldError(`${path} line 1: no column 'document' (UN symbol) or 'file' (end of the path). Columns found: ${fields.join(", ") || "none"}.`);
  const labels = has("quantifier") ? "collective" : has("measure") ? "claims" : "respondents";
  const needed = labels === "claims" ? ["paragraph", "measure", "state"] : labels === "collective" ? ["paragraph", "measure"] : ["state"];
  for (const name of needed) if (!has(name)) throw new GoldError(`${path} line 1: no column '${name}', which labels of ${labels} need. Columns found: ${fields.join(", ")}.`);
  const rows = parsed.data.map((row, index): GoldRow => {
    const get = (name: string): string => (row[name] ?? "").trim();
    for (const name of needed) if (get(name) === "") throw new GoldError(`${path} line ${index + 2}: ${name} is empty.`);
    const by = get("document") !== "" ? "symbol" : "file";
    const document = by === "symbol" ? get("document") : get("file");
    if (document === "") throw new GoldError(`${path} line ${index + 2}: neither document nor file is given.`);
    return { document, by, paragraph: get("paragraph"), measure: get("measure"), state: get("state"), status: get("status"), quantifier: get("quantifier") };
  });
  return { path, labels, rows, coverage: coverageOf(basename(path)) };
}

/** "A-65-209.paragraphs-3-17.csv" covers paragraphs 3 to 17. */
export function coverageOf(name: string): { from: number; to: number } | null {
  const match = /paragraphs?-(\d+)-(\d+)/.exec(name);
  return match === null ? null : { from: Number(match[1]), to: Number(match[2]) };
}
