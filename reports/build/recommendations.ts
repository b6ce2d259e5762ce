// Owns the section "recommended, and not reported since" of the State, region and annual reports.
// Must not count: every figure comes from reports/sql. Where no report with recommendations was read there is no section.
import { STATUS_LABELS, type CellStatus } from "../model.js";
import { runSqlFile, type QueryRunner } from "../query.js";
import type { ReportBase } from "./base.js";
import { cell, column, row, text, type Outline } from "./parts.js";

interface MeasureRow {
  measure: string;
  label: string;
  category: string;
  states: number;
  followed: number;
  reported: number;
  not_reported: number;
  reported_pct: number | null;
  not_reported_pct: number | null;
  names: string;
}

interface StateRow {
  measure: string;
  label: string;
  document: string;
  document_id: string;
  year: number | null;
  recommendations: number;
  makers: number;
  supported: number;
  refused: number;
  later_documents: number;
  reported: boolean | null;
  reported_status: CellStatus | null;
  reported_in: string | null;
  reported_year: number | null;
  numbers: string[];
}

const TITLE = "Recommended, and what was reported since";
const MEANING = "A recommendation is what other States ask of a State in the Universal Periodic Review; it says nothing of what the State has. “Reported since” means that a later document by or from the State reports the measure in place, under way or mixed. A later document that is silent on it is not a “no”, and a State without a later document is in no percentage.";

/** The section for a set of States: one row a measure. @param states null for all */
export async function recommendedSection(outline: Outline, database: QueryRunner, base: ReportBase, states: string[] | null): Promise<void> {
  const { documents, measures } = base.question;
  const rows = await runSqlFile<MeasureRow>(database, "report_recommended", { documents, measures, states });
  if (rows.length === 0) return;
  const section = outline.section(1, TITLE, { id: "recommended" });
  section.blocks.push(text(MEANING));
  outline.table(section, {
    id: "recommended-measures", role: "recommended", caption: "Measures recommended in reviews, and whether later documents report them",
    columns: [column("measure", "Measure", "text", 40), column("states", "Recommended to", "number", 14, "States"), column("followed", "With a later document", "number", 14, "States"), column("reported", "Reported since", "count", 16), column("not_reported", "Not reported since", "count", 18), column("names", "Not reported since", "states", 60)],
    rows: rows.map((item) => row(item.measure, [
      cell(item.label, { ref: { measure: item.measure } }), cell(item.states), cell(item.followed),
      cell(item.reported, { denominator: item.followed, percentage: item.reported_pct }), cell(item.not_reported, { denominator: item.followed, percentage: item.not_reported_pct }), cell(item.names === "" ? null : item.names),
    ])),
    notes: ["In parentheses, the percentage of the States with a later document. A State counts once for each measure, by the earliest review that recommended it."],
  });
}

/** The section for one State: one row a measure and review. */
export async function recommendedToState(outline: Outline, database: QueryRunner, base: ReportBase, state: { code: string; name: string }): Promise<void> {
  const { documents, measures } = base.question;
  const rows = await runSqlFile<StateRow>(database, "report_recommended_states", { documents, measures, states: [state.code] });
  if (rows.length === 0) return;
  const section = outline.section(1, TITLE, { id: "recommended" });
  section.blocks.push(text(MEANING));
  outline.table(section, {
    id: "recommended-to-state", role: "recommended", caption: `Measures recommended to ${state.name}, and whether its later documents report them`,
    columns: [column("measure", "Measure", "text", 36), column("review", "Review", "text", 24), column("recommendations", "Recommendations", "text", 24), column("response", "Response", "text", 24), column("since", "Reported since", "text", 44)],
    rows: rows.map((item, index) => row(`${item.measure}-${index + 1}`, [
      cell(item.label, { ref: { measure: item.measure } }),
      cell(`${item.year ?? "undated"} (${item.document})`, { ref: { document: item.document_id } }),
      cell(`${item.recommendations === 1 ? "1 State" : `${item.makers} States`}${item.numbers.length > 0 ? `: No. ${item.numbers.join(", ")}` : ""}`),
      cell(responseText(item)),
      cell(sinceText(item)),
    ])),
    notes: ["Response: of the addendum where one was read, otherwise as the report prints it."],
  });
}

function responseText({ recommendations, supported, refused }: StateRow): string {
  const open = recommendations - supported - refused;
  const parts: [number, string][] = [[supported, "supported"], [refused, "not supported or noted"], [open, "response not in the documents read"]];
  const given = parts.filter(([number]) => number > 0);
  return given.length === 1 ? sentenceCase(given[0]?.[1] ?? "") : given.map(([number, what]) => `${number} ${what}`).join("; ");
}

const sentenceCase = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

function sinceText({ later_documents, reported, reported_status, reported_in, reported_year }: StateRow): string {
  if (reported === null) return "No later document of the State was read";
  const later = later_documents === 1 ? "1 later document" : `${later_documents} later documents`;
  if (reported) return `Yes: ${reported_in ?? ""}${reported_year === null ? "" : ` (${reported_year})`}`;
  return reported_status === null ? `Not reported in ${later}` : `Not reported; ${later}: ${STATUS_LABELS[reported_status].toLowerCase()}`;
}
