// Owns what the documents report of one State: a row for each measure that they name it with, and what is left in a few lines.
// Must not count: a line lists the measures that it speaks of, and their number is its length.
import { isUnsaid, markSigns, STATUS_LABELS, sourceText, type CellStatus, type Evidence, type GridCell, type MeasureInfo, type StateInfo, type TableRow } from "../model.js";
import type { ReportBase } from "./base.js";
import { byCategory, markNotes, measureMarks } from "./lookup.js";
import { cell, column, row, text, type Outline } from "./parts.js";

/** The chapter. Every measure of the codebook stands in it once: named ones with status, source and quote, the others by category and status. */
export function stateMeasures(outline: Outline, base: ReportBase, state: StateInfo): void {
  const cells = new Map(base.grid.filter((item) => item.state === state.code).map((item) => [item.measure, item]));
  const evidence = new Map(base.evidence.map((item) => [item.id, item]));
  const heading = outline.section(1, `What the documents report of ${state.name}`, { id: "measures-of-the-state" });
  const named = base.measures.filter((measure) => !isUnsaid(statusOf(cells.get(measure.code))));
  heading.blocks.push(text(`${named.length === 0 ? "The documents name it with no measure" : `Of the ${base.measures.length} measures of the codebook, the documents name it with ${named.length}`}. Where several documents speak, the latest year counts; what earlier ones say stands under “What each document says”.`));
  for (const category of byCategory(named)) {
    const section = outline.section(2, category.name, { id: `category-${category.code}`, category: category.code });
    const rows = category.measures.map((measure) => namedRow(measure, state, cells.get(measure.code), evidence));
    outline.table(section, {
      id: `state-${category.code}`, role: "state_measures", category: category.code, caption: `${state.name}: ${category.name}`, wide: true,
      columns: [column("measure", "Measure", "text", 34), column("status", "Status", "status", 20), column("year", "Year", "text", 6), column("where", "Source", "text", 24), column("quote", "Quote", "text", 70)],
      rows, notes: markNotes(rows),
    });
  }
  unnamed(outline, state, base.measures.filter((measure) => !named.includes(measure)), cells);
}

/** What the State's cell says; for one that is named and no respondent, what is reported of it. */
function statusOf(found: GridCell | undefined): CellStatus {
  return found === undefined ? "no_report" : found.cell === "not_read" ? "not_read" : (found.reported ?? found.cell);
}

function namedRow(measure: MeasureInfo, state: StateInfo, found: GridCell | undefined, evidence: Map<string, Evidence>): TableRow {
  const status = statusOf(found);
  const ids = found?.evidence ?? [];
  const marks = found?.marks ?? [];
  const ref = { measure: measure.code, state: state.code, status: found?.cell ?? ("no_report" as const) };
  const behind = ids.length > 0 ? { evidence: ids, ref } : {};
  return row(measure.code, [
    cell(measure.label, { ref: { measure: measure.code } }),
    cell(STATUS_LABELS[status], { status, ref, ...(marks.length > 0 ? { marks } : {}), ...(ids.length > 0 ? { evidence: ids } : {}) }),
    cell(found?.year === null || found?.year === undefined || ids.length === 0 ? null : String(found.year)),
    cell(ids.map((id) => { const entry = evidence.get(id); return entry === undefined ? id : sourceText(entry); }).join("; ") || null, behind),
    cell(ids.map((id) => `“${evidence.get(id)?.quote ?? ""}”`).join(" ") || null, behind),
  ]);
}

const WHY: Partial<Record<CellStatus, string>> = {
  silent: "Silent: the documents do not name it with the measure. This is not a “no”.",
  not_read: "Report not read: nothing follows for the measure.",
  no_report: "No report: it is not among the respondents, and nothing follows for the measure.",
};

/** Measures without a statement, by status and category: 60 rows of "silent" would hide the ten that say something. */
function unnamed(outline: Outline, state: StateInfo, measures: MeasureInfo[], cells: Map<string, GridCell>): void {
  if (measures.length === 0) return;
  const section = outline.section(2, "Measures that it is not named with", { id: "measures-not-named" });
  const statuses = (["silent", "not_read", "no_report"] as const).filter((status) => measures.some((measure) => statusOf(cells.get(measure.code)) === status));
  const rows = statuses.flatMap((status) => byCategory(measures.filter((measure) => statusOf(cells.get(measure.code)) === status)).map((category) => {
    const signs = (measure: MeasureInfo): string => (status === "silent" ? markSigns(measureMarks(measure)) : "");
    const marks = status === "silent" ? [...new Set(category.measures.flatMap(measureMarks))] : [];
    return row(`${status} ${category.code}`, [cell(category.name), cell(STATUS_LABELS[status], { status }), cell(category.measures.length), cell(category.measures.map((measure) => `${measure.label}${signs(measure)}`).join("; "), marks.length > 0 ? { marks } : {})]);
  }));
  outline.table(section, {
    id: "state-unnamed", role: "state_measures", caption: `${state.name}: measures that it is not named with`, wide: true,
    columns: [column("category", "Category", "text", 34), column("status", "Status", "status", 20), column("count", "Number", "number", 8), column("measures", "Measures", "states", 90)],
    rows, notes: [...statuses.map((status) => WHY[status] ?? ""), ...markNotes(rows)],
  });
}
