// Owns what is on a page as a file: CSV and XLSX of the same rows, under the same filters. Must not compute a figure.
import { clean, toCsv } from "../format.js";
import type { Cell, QueryRunner, Row } from "../query.js";
import { streamWorkbook, type StreamRow } from "../xlsx/stream.js";
import { filterOf } from "./questions/filter.js";
import { documentList } from "./questions/documents.js";
import { heat, heatByYear, measureCells, scopeOf } from "./questions/overview.js";
import { searchClaims, searchParagraphs } from "./questions/search.js";

type Parameters = Readonly<Record<string, string>>;

/** A spreadsheet holds a million rows; a file of claims stops before. */
const MOST_ROWS = 200_000;

const CLAIMS = ["claim_id", "document", "year", "kind", "paragraph", "page", "state", "state_name", "measure", "status", "extent", "certainty", "basis", "quote"];
const COUNTS = ["measure", "group", "states", "respondents", "in_place", "in_progress", "planned", "mixed", "absent", "ended", "conflict", "silent", "not_read", "no_report", "named_only", "collective", "illustrative"];

const VIEWS: Readonly<Record<string, { columns: string[]; rows: (database: QueryRunner, parameters: Parameters) => Promise<Row[]> }>> = {
  claims: { columns: CLAIMS, rows: async (database, parameters) => (await searchClaims(database, filterOf(parameters), MOST_ROWS, 0)).rows },
  paragraphs: { columns: ["document", "year", "kind", "state", "paragraph", "page", "headings", "claims", "text"], rows: async (database, parameters) => (await searchParagraphs(database, filterOf(parameters), MOST_ROWS, 0)).rows },
  heat: { columns: COUNTS, rows: (database, parameters) => (parameters["by"] === "year" ? heatByYear(database, parameters["kind"] ?? "") : heat(database, parameters["by"] || "region", scopeOf(parameters))) },
  cells: { columns: ["state", "name", "region", "cell", "respondent", "reported_status", "year", "doubtful", "claims", "differs_elsewhere", "collective"], rows: (database, parameters) => measureCells(database, parameters["measure"] ?? "", scopeOf(parameters)) },
  documents: { columns: ["document", "file", "status", "readable", "failure_reason", "kind", "state", "year", "language", "copy", "pages", "paragraphs", "paragraphs_with_claims", "claims", "respondents", "errors", "warnings"], rows: documentList },
};

/** @returns null where the view or the format is not known */
export async function exportedFile(database: QueryRunner, parameters: Parameters): Promise<{ bytes: Uint8Array<ArrayBuffer>; type: string; name: string } | null> {
  const name = parameters["view"] ?? "";
  const view = Object.hasOwn(VIEWS, name) ? VIEWS[name] : undefined;
  const format = parameters["format"] ?? "csv";
  if (view === undefined || (format !== "csv" && format !== "xlsx")) return null;
  const rows = await view.rows(database, parameters);
  if (format === "csv") return { bytes: new Uint8Array(Buffer.from(`\uFEFF${toCsv(rows, view.columns)}`, "utf8")), type: "text/csv; charset=utf-8", name: `stocktake-${name}.csv` };
  return { bytes: new Uint8Array(sheet(name, view.columns, rows)), type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name: `stocktake-${name}.xlsx` };
}

const WIDE: Readonly<Record<string, number>> = { quote: 80, text: 90, headings: 40, document: 24, file: 36, measure: 32, failure_reason: 40, state_name: 22, name: 22, group: 20, claim_id: 19 };

function sheet(name: string, columns: string[], rows: Row[]): Uint8Array {
  function* lines(): Generator<StreamRow> {
    yield { cells: columns.map((column) => ({ value: column, style: { bold: true, fill: "E4EAF0", wrap: true } })), height: 18 };
    for (const row of rows) yield { cells: columns.map((column) => ({ value: cell(row[column] ?? null), style: { wrap: ["quote", "text", "headings"].includes(column) } })), height: Math.min(120, 15 * Math.max(1, Math.ceil(String(row["quote"] ?? row["text"] ?? "").length / 85))) };
  }
  return streamWorkbook([{ name, widths: columns.map((column) => WIDE[column] ?? 14), rows: lines(), head: 1, gridLines: true }], { title: `Stocktake: ${name}`, subject: "Who reported what; it codes the report, not the country", font: "Arial" });
}

function cell(value: Cell): string | number | null {
  if (value === null || typeof value === "number") return value;
  return clean(Array.isArray(value) ? value.join(" › ") : String(value)).slice(0, 32_000);
}
