// Owns the section that ranks measures by how few respondents report them, with intervals; and the sentence on what the interval means.
// Must not count or compute an interval: reports/sql/report_ranking.sql does. Never ranks States.
import { loadAccuracy, type Accuracy } from "../../datasets/accuracy.js";
import type { MarkName } from "../model.js";
import { runSqlFile, type QueryRunner, type Row } from "../query.js";
import { GROUPING_LABELS, type ReportBase } from "./base.js";
import { markNotes } from "./lookup.js";
import { cell, column, list, row, slug, text, type Outline } from "./parts.js";

export interface RankingRow extends Row {
  rank: number;
  category: string;
  measure: string;
  label: string;
  group: string;
  group_position: number;
  respondents: number;
  states: number;
  in_place: number;
  coming: number;
  lacking: number;
  silent: number;
  in_place_pct: number;
  wilson_low: number;
  wilson_high: number;
  low: number;
  high: number;
  collective: boolean;
  illustrative: boolean;
}

/** Measures by group, least reported first; the total first. */
export async function rankMeasures(database: QueryRunner, base: ReportBase): Promise<{ rows: RankingRow[]; accuracy: Accuracy; bounds: AccuracyBounds }> {
  const accuracy = loadAccuracy();
  const [bounds] = await runSqlFile<AccuracyBounds>(database, "report_accuracy", { precision_right: accuracy.precision.right, precision_of: accuracy.precision.of, recall_right: accuracy.recall.right, recall_of: accuracy.recall.of });
  if (bounds === undefined) throw new Error("report_accuracy.sql gave no row");
  const rows = await runSqlFile<RankingRow>(database, "report_ranking", {
    documents: base.question.documents, bases: base.question.bases, grouping: base.question.grouping, measures: base.question.measures,
    precision_low: bounds.precision_low, precision_high: bounds.precision_high, recall_low: bounds.recall_low, recall_high: bounds.recall_high,
  });
  return { rows, accuracy, bounds };
}

/** 95 % bounds of the extractor's precision and recall, 0 to 1. */
export interface AccuracyBounds extends Row {
  precision_low: number;
  precision_high: number;
  recall_low: number;
  recall_high: number;
  /** In percent, one decimal, for the sentence. */
  precision_pct: number;
  recall_pct: number;
}

/** Plain sentences on what an interval means and does not mean. */
export function intervalSentences(accuracy: Accuracy, bounds: AccuracyBounds): string[] {
  return [
    "How to read an interval: if States like the respondents reported the measure by chance at one true rate, 95 of 100 such intervals would hold that rate. With few respondents the interval is wide, and an order within overlapping intervals says little.",
    "The interval is of what is reported by respondents. It is no margin for States that did not reply, and none for what States do.",
    `It is widened by the measured error of reading: of ${accuracy.precision.of} claims given, ${accuracy.precision.right} were right (${bounds.precision_pct} %); of ${accuracy.recall.of} claims labelled by hand, ${accuracy.recall.right} were found (${bounds.recall_pct} %). ${accuracy.source} Measured on ${accuracy.date}. In a document of another kind the error may be larger.`,
  ];
}

/** The section; all groups, or only the named one. @param annex the figures stand in the tables by category already: the ranking is for those who check */
export async function rankingSection(outline: Outline, database: QueryRunner, base: ReportBase, only?: string, annex = false): Promise<void> {
  const section = outline.section(1, `${annex ? "Annex: measures" : "Measures"} by how few respondents report them`, { id: "ranking", ...(annex ? { annex } : {}) });
  const { rows, accuracy, bounds } = await rankMeasures(database, base);
  if (rows.length === 0) {
    section.blocks.push(text("The documents have no respondents that could be told, so there is no share to rank by."));
    return;
  }
  section.blocks.push(text("Measures with the smallest share of respondents that report them in place come first. Measures are ranked, States are not."), list(intervalSentences(accuracy, bounds)));
  const groups = [...new Set(rows.map((item) => item.group))].filter((group) => only === undefined || group === only);
  section.blocks.push(text("Measures on treaties are in no ranking: what is reported of them says little of who adhered."));
  for (const group of groups) {
    const found = rows.filter((item) => item.group === group);
    const first = found[0] as RankingRow;
    const part = outline.section(2, group, { id: `ranking-${slug(group)}`, ...(annex ? { annex } : {}) });
    const tableRows = found.map((item) => {
      const marks: MarkName[] = [...(item.collective ? (["collective"] as const) : []), ...(item.illustrative ? (["illustrative"] as const) : [])];
      return row(item.measure, [
        cell(item.rank), cell(item.label, { ref: { measure: item.measure }, ...(marks.length > 0 ? { marks } : {}) }), cell(item.category),
        cell(item.in_place, { denominator: item.respondents, percentage: item.in_place_pct, status: "in_place", ref: { measure: item.measure, group, status: "in_place" } }),
        cell(item.in_place_pct, { interval: { low: item.low, high: item.high }, ref: { measure: item.measure, group, status: "in_place" } }), cell(item.coming), cell(item.lacking), cell(item.silent, { status: "silent" }),
      ]);
    });
    outline.table(part, {
      id: `ranking-table-${slug(group)}`, role: "ranking", caption: `Measures by share of respondents that report them in place: ${group}`,
      columns: [
        column("rank", "Rank", "number", 6), column("measure", "Measure", "text", 40), column("category", "Category", "text", 22), column("in_place", "Reported in place", "count", 14), column("share", "Share and 95 % interval", "percent", 26),
        column("coming", "In progress, planned or mixed", "number", 12), column("lacking", "Lacking or ended", "number", 10), column("silent", "Silent", "number", 8),
      ],
      rows: tableRows,
      notes: [`Respondents: ${first.respondents} of ${first.states} States${group === "All States" ? "" : ` (${GROUPING_LABELS[base.question.grouping]}: ${group})`}. Equal shares stand at the same rank.`, ...markNotes(tableRows)],
    });
  }
}
