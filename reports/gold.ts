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
  /** The paragraphs that the coder read, from "NAME.paragraphs.csv" beside "NAME.gold.csv", each as "document paragraph"; null where there is no such file. */
  read: Set<string> | null;
  /** Figures may be told, rows never. */
  sealed: boolean;
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
  return { path, labels, rows, coverage: coverageOf(basename(path)), read: readParagraphs(path), sealed: isSealed(path) };
}

/** A sealed file of labels, by its name, so that a copy elsewhere is sealed as well: nobody who works on the reader may see its rows. */
export function isSealed(path: string): boolean {
  return /^set-d3b/i.test(basename(path.replaceAll("\\", "/")));
}

/** The list of paragraphs beside a file of labels; its rows name documents as the labels do. */
function readParagraphs(path: string): Set<string> | null {
  const list = path.replace(/\.gold\.csv$/, ".paragraphs.csv");
  if (list === path || !existsSync(list)) return null;
  const parsed = Papa.parse<Record<string, string>>(readFileSync(list, "utf8").replace(/^\uFEFF/, ""), { header: true, skipEmptyLines: "greedy" });
  return new Set(parsed.data.map((row, index) => {
    const [document, paragraph] = [(row["document"] ?? row["file"] ?? "").trim(), (row["paragraph"] ?? "").trim()];
    if (document === "" || paragraph === "") throw new GoldError(`${list} line ${index + 2}: document (or file) and paragraph are needed.`);
    return `${document} ${paragraph}`;
  }));
}

/** "A-65-209.paragraphs-3-17.csv" covers paragraphs 3 to 17. */
export function coverageOf(name: string): { from: number; to: number } | null {
  const match = /paragraphs?-(\d+)-(\d+)/.exec(name);
  return match === null ? null : { from: Number(match[1]), to: Number(match[2]) };
}
