// Owns the two lists of recommendations that the reading is compared with (../shared/gold), with names of States as codes.
// Must not hold a row of them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import { buildContext } from "../../../extractors/extract.js";
import { lookUpStateName } from "../../../extractors/states/mentions.js";
import type { Recommendation } from "../../../extractors/contracts.js";

/** One pair of recommendation and recommending State as coded from the report. */
export interface PrintedRow {
  file: string;
  number: string;
  from: string;
  response: Recommendation["response"];
  firstWords: string;
}

/** One pair as UPR Info has it, with the final response. */
export interface UprInfoRow {
  to: string;
  session: number;
  from: string;
  accepted: boolean;
  action: number;
  trafficking: boolean;
  firstWords: string;
}

const RESPONSE: Record<string, Recommendation["response"]> = { support: "supported", consider: "pending", reject: "not_supported", implemented: "implemented", implement: "implemented", noted: "noted" };

const rows = (path: string): Record<string, string>[] => Papa.parse<Record<string, string>>(readFileSync(path, "utf8"), { header: true, skipEmptyLines: true }).data;

const codes = new Map<string, string>();
function codeOf(name: string): string {
  let code = codes.get(name);
  if (code === undefined) {
    const found = lookUpStateName(name.trim(), buildContext().states);
    codes.set(name, (code = found.iso3 ?? found.nonState ?? name));
  }
  return code;
}

export function readPrinted(folder: string): PrintedRow[] {
  return rows(join(folder, "upr-recommendations-as-printed.csv")).map((row) => ({
    file: row["file"] ?? "", number: row["number"] ?? "", from: codeOf(row["from"] ?? ""), response: RESPONSE[row["decision"] ?? ""] ?? "unknown", firstWords: row["first_words"] ?? "",
  }));
}

export function readUprInfo(folder: string): UprInfoRow[] {
  return rows(join(folder, "upr-recommendations.csv")).map((row) => ({
    to: row["to"] ?? "", session: Number(row["session"]), from: row["from"] ?? "", accepted: row["response"] === "Accepted", action: Number(row["action"]),
    trafficking: (row["issues"] ?? "").split(",").includes("Trafficking"), firstWords: row["first_words"] ?? "",
  }));
}

/** Pairs that a report has on the page, each State once an item, counted by hand where the lists differ (page.csv beside this). */
export function readCounted(folder: string): Map<string, { pairs: number }> {
  return new Map(rows(join(folder, "page.csv")).map((row) => [row["file"] ?? "", { pairs: Number(row["pairs"]) }]));
}
