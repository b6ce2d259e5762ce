// Owns the report on one State: every measure with status, source, quote and year, earlier cycles, and what most of its group reports and it is not named with.
// Must not count: every figure comes from reports/sql. Never ranks or scores the State.
import { stateTreaties } from "./treaties.js";
import { loadCodebook } from "../../datasets/measures.js";
import { STATUS_LABELS, type CellStatus, type ReportModel } from "../model.js";
import { runSqlFile, type QueryRunner } from "../query.js";
import { EmptyReportError, GROUPING_LABELS, loadBase, type ReportQuestion } from "./base.js";
import { methodOf, methodSection, modelOf } from "./closing.js";
import { Lookup, markNotes, measureMarks } from "./lookup.js";
import { Outline, cell, column, row, slug, text } from "./parts.js";
import { readingSection } from "./sections.js";
import { stateMeasures } from "./state-measures.js";
import { recommendedToState } from "./recommendations.js";
import { timelineSection } from "./timeline.js";

interface HistoryRow {
  measure: string;
  label: string;
  year: number | null;
  document: string;
  document_id: string;
  basis: string;
  status: CellStatus;
  claims: number;
}

/**
 * The report on a State.
 * @param iso3 ISO 3166-1 alpha-3
 * @throws EmptyReportError where the State existed in no year of the chosen documents, or none of them hears from it or names it
 */
export async function stateReport(database: QueryRunner, question: ReportQuestion, iso3: string): Promise<ReportModel> {
  const base = await loadBase(database, question);
  const state = base.states.find((item) => item.code === iso3);
  if (state === undefined) throw new EmptyReportError(`${iso3} existed in no year of the chosen documents`);
  const lookup = new Lookup(base);
  const history = await runSqlFile<HistoryRow>(database, "report_history", { documents: question.documents, bases: question.bases, measures: question.measures, states: [iso3] });
  if (!state.respondent && state.unread !== true && history.length === 0) throw new EmptyReportError(`no chosen document hears from ${state.name} or names it with a measure`);
  const peers = await runSqlFile<{ measure: string; label: string; category: string; group: string; respondents: number; in_place: number; in_place_pct: number }>(database, "report_peers", { documents: question.documents, bases: question.bases, grouping: question.grouping, state: iso3 });
  const places = await runSqlFile<{ document: string; year: number | null; source: string }>(database, "respondents", { documents: question.documents, states: [iso3] });
  const outline = new Outline();

  const read = outline.section(1, "What was read", { id: "what-was-read" });
  const heard = [...places].sort((a, b) => (a.year ?? 9999) - (b.year ?? 9999)).map((item) => `${item.document}${item.year === null ? "" : ` (${item.year})`}`);
  const named = [...new Set([...history].sort((a, b) => (a.year ?? 9999) - (b.year ?? 9999)).map((item) => `${item.document}${item.year === null ? "" : ` (${item.year})`}`))];
  read.blocks.push(
    text(state.unread === true ? `The report of ${state.name} could not be read, or is in a language that is not read. Nothing follows for any measure; what could be read of it stands under “What each document says”.` : state.respondent ? `${state.name} is among the respondents of: ${[...new Set(heard)].join("; ")}.` : `${state.name} is not among the respondents of the chosen documents. What they say of it stands below; nothing follows for other measures.`),
    text(named.length === 0 ? "No document names it with a measure." : `It is named with measures in: ${named.join("; ")}.`),
    text(`Group: ${state.group} (${GROUPING_LABELS[question.grouping]}).`),
  );
  readingSection(outline, base);

  stateMeasures(outline, base, state);
  await stateTreaties(outline, database, base, iso3);
  const cycles = outline.section(1, "What each document says", { id: "history" });
  if (history.length === 0) cycles.blocks.push(text("No document names it with a measure."));
  else {
    cycles.blocks.push(text("One row for each document and measure, the latest first. A measure that a later document does not name has not ended for that."));
    outline.table(cycles, {
      id: "history-table", role: "history", caption: `${state.name}: statuses by document`,
      columns: [column("measure", "Measure", "text", 40), column("year", "Year", "text", 6), column("document", "Document", "text", 26), column("status", "Status", "status", 24), column("basis", "Whose word", "text", 14)],
      rows: history.map((item, index) => row(`history-${index + 1}`, [cell(item.label, { ref: { measure: item.measure } }), cell(item.year === null ? null : String(item.year)), cell(item.document, { ref: { document: item.document_id } }), cell(STATUS_LABELS[item.status], { status: item.status }), cell(BASES[item.basis] ?? item.basis)])),
    });
  }

  await timelineSection(outline, database, base, state);
  await recommendedToState(outline, database, base, state);
  const compared = outline.section(1, "Measures that most of its group reports", { id: "peers" });
  if (!state.respondent) compared.blocks.push(text(`${state.name} is not among the respondents, so it is compared with nobody.`));
  else if (peers.length === 0) compared.blocks.push(text(`There is no measure that more than half of the other respondents in ${state.group} report in place and that ${state.name} is not named with.`));
  else {
    compared.blocks.push(text(`Measures that more than half of the other respondents in ${state.group} report in place, and that ${state.name} is not named with. It is silent on them: this is not a “no”.`));
    const rows = peers.map((item) => {
      const measure = base.measures.find((one) => one.code === item.measure);
      const marks = measure === undefined ? [] : measureMarks(measure);
      return row(item.measure, [cell(item.label, { ref: { measure: item.measure }, ...(marks.length > 0 ? { marks } : {}) }), cell(item.category), cell(item.in_place, { denominator: item.respondents, percentage: item.in_place_pct, status: "in_place", ref: { measure: item.measure, group: state.group, status: "in_place" }, evidence: lookup.evidence(item.measure, "in_place", state.group) })]);
    });
    outline.table(compared, {
      id: "peers-table", role: "peers", caption: `Reported in place by most other respondents in ${state.group}`,
      columns: [column("measure", "Measure", "text", 50), column("category", "Category", "text", 34), column("in_place", "Reported in place", "count", 18, `of ${peers[0]?.respondents ?? 0} other respondents`)],
      rows, notes: markNotes(rows),
    });
  }
  const method = methodOf(base);
  methodSection(outline, method);
  // Sources of this report are the documents that hear from the State or name it.
  const spoken = new Set([...places.map((item) => item.document), ...history.map((item) => item.document)]);
  const sources = base.documents.filter((item) => spoken.has(item.symbol ?? item.file) || spoken.has(item.document) || item.state === iso3);
  const own = { ...base, documents: sources, claims: base.claims.filter((claim) => claim.state === iso3), grid: base.grid.filter((item) => item.state === iso3), collective: [] };
  const used = new Set([...own.claims.map((claim) => claim.evidence), ...outline.sections.flatMap((item) => item.blocks.flatMap((block) => (block.kind === "table" ? block.table.rows.flatMap((line) => line.cells.flatMap((one) => one.evidence ?? [])) : [])))]);
  return modelOf({ ...own, evidence: base.evidence.filter((item) => used.has(item.id)) }, "state", {
    title: `${state.name}: measures against ${loadCodebook().topic} in the documents read`,
    subtitle: `Report on one State: ${question.selection}`,
    slug: `state-${slug(iso3)}-${slug(question.selection)}`,
    facts: [{ label: "State", value: `${state.name} (${iso3})` }, { label: "Documents", value: question.selection }, { label: "Compared with", value: `${state.group} (${GROUPING_LABELS[question.grouping]})` }, { label: "Codebook", value: base.codebookVersion }],
  }, outline, method);
}

const BASES: Record<string, string> = { self_reported: "Self-reported", secretariat: "Secretariat", third_party: "Third party" };
