// Owns the annual summary: what was read, how to read it, figures by category, States by measure, collective statements, discrepancies, evidence.
// Must not count: every figure comes from reports/sql.
import { loadCodebook } from "../../datasets/measures.js";
import { contradictionTable, treatyRows, treatySection } from "./treaties.js";
import { verbOf } from "./findings.js";
import { summarySection } from "./front.js";
import { missingNote } from "../missing.js";
import type { ReportModel } from "../model.js";
import { runSqlFile, type QueryRunner } from "../query.js";
import { GROUPING_LABELS, loadBase, type ReportBase, type ReportQuestion } from "./base.js";
import { methodOf, methodSection, modelOf } from "./closing.js";
import { documentsListed, documentsRead } from "./documents.js";
import { evidenceAnnex } from "./evidence-annex.js";
import { Lookup } from "./lookup.js";
import { Outline, cell, column, list, row, slug, text } from "./parts.js";
import { categoryTables, collectiveSection, readingSection, statesByStatus } from "./sections.js";
import { rankingSection } from "./ranking.js";
import { recommendedSection } from "./recommendations.js";

/**
 * The annual summary of a set of documents.
 * @throws EmptyReportError where there is nothing to report on
 */
export async function annualReport(database: QueryRunner, question: ReportQuestion): Promise<ReportModel> {
  const base = await loadBase(database, question);
  const lookup = new Lookup(base);
  const outline = new Outline();
  await summarySection(outline, database, base, lookup);
  readSection(outline, base);
  const treaties = await treatyRows(database, question);
  readingSection(outline, base);
  categoryTables(outline, base, lookup, base.groups, "Measures by category", `One table for each category of measures. Columns are groups of States (${GROUPING_LABELS[question.grouping]}); their heads give respondents and States.`, treaties);
  treatySection(outline, treaties, base);
  statesByStatus(outline, base, lookup);
  await recommendedSection(outline, database, base, null);
  collectiveSection(outline, base);
  await discrepancySection(outline, database, base);
  documentsListed(outline, base);
  const method = methodOf(base);
  methodSection(outline, method);
  await rankingSection(outline, database, base, undefined, true);
  evidenceAnnex(outline, base);
  const all = base.groups.find((group) => group.position === 0);
  return modelOf(base, "annual", {
    title: `Measures against ${loadCodebook().topic} reported by Member States`,
    subtitle: `Summary tables: ${question.selection}`,
    slug: `annual-${slug(question.selection)}-by-${slug(question.grouping)}`,
    facts: [
      { label: "Documents", value: String(base.documents.length) },
      { label: "Respondents", value: `${all?.respondents ?? 0} of ${all?.states ?? 0} States` },
      { label: "Columns", value: GROUPING_LABELS[question.grouping] },
      { label: "Codebook", value: base.codebookVersion },
    ],
  }, outline, method);
}

/** Documents, respondents by group, States that did not reply. */
export function readSection(outline: Outline, base: ReportBase): void {
  const section = outline.section(1, "What was read", { id: "what-was-read" });
  documentsRead(outline, section, base);
  const missing = missingNote(base.missing);
  if (missing !== null) section.blocks.push(text(missing));
  if (base.failed.length > 0) section.blocks.push(text("These documents could not be read and are in no table:"), list(base.failed.map((item) => item.document)));
  const anyUnread = base.groups.some((group) => group.notRead > 0);
  outline.table(section, {
    id: "respondents-by-group", role: "coverage", caption: `Respondents by ${GROUPING_LABELS[base.question.grouping]}`,
    columns: [column("group", "Group", "text", 34), column("states", "States", "number", 10), column("respondents", "Respondents", "count", 20), ...(anyUnread ? [column("not_read", "Report not read", "number", 12)] : []), column("no_report", "No report", "number", 12)],
    rows: base.groups.map((group) => row(group.name, [
      cell(group.name, { ref: { group: group.name } }), cell(group.states), cell(group.respondents, { denominator: group.states, percentage: group.respondentsPct, ref: { group: group.name } }), ...(anyUnread ? [cell(group.notRead, { denominator: group.states, status: "not_read" as const, ref: { group: group.name, status: "not_read" as const } })] : []), cell(group.noReport, { denominator: group.states, status: "no_report", ref: { group: group.name, status: "no_report" } }),
    ], group.position === 0 ? "total" : "plain")),
    notes: ["In parentheses, the percentage of the States in the group."],
  });
  const names = (group: string, respondent: boolean, unread = false): string => base.states.filter((state) => state.group === group && state.respondent === respondent && (state.unread === true) === unread).map((state) => state.name).sort().join("; ");
  const rows = base.groups.filter((group) => group.position !== 0);
  outline.table(section, {
    id: "respondent-names", role: "coverage", caption: `States that ${verbOf(base)}`,
    columns: [column("group", "Group", "text", 24), column("count", "Respondents", "number", 12), column("states", "States", "states", 90)],
    rows: rows.filter((group) => group.respondents > 0).map((group) => row(group.name, [cell(group.name), cell(group.respondents, { ref: { group: group.name } }), cell(names(group.name, true))])),
  });
  if (anyUnread) {
    outline.table(section, {
      id: "not-read-names", role: "no_report_states", caption: "States whose report was not read",
      columns: [column("group", "Group", "text", 24), column("count", "Not read", "number", 12), column("states", "States", "states", 90)],
      rows: rows.filter((group) => group.notRead > 0).map((group) => row(group.name, [cell(group.name), cell(group.notRead, { status: "not_read", ref: { group: group.name, status: "not_read" } }), cell(names(group.name, false, true), { status: "not_read" })])),
      notes: base.documents.filter((item) => !item.readable).map((item) => `${item.document}: ${item.language !== null && item.language !== "en" ? `its text is in the language “${item.language}”` : `${Math.round(100 * (item.share_read ?? 0))} % of it is text that could be read`}.`).concat("Nothing follows for any measure."),
    });
  }
  outline.table(section, {
    id: "no-report-names", role: "no_report_states", caption: "States with no report",
    columns: [column("group", "Group", "text", 24), column("count", "No report", "number", 12), column("states", "States", "states", 90)],
    rows: rows.filter((group) => group.noReport > 0).map((group) => row(group.name, [cell(group.name), cell(group.noReport, { status: "no_report", ref: { group: group.name, status: "no_report" } }), cell(names(group.name, false), { status: "no_report" })])),
    notes: ["Not among the respondents of the documents. Nothing follows for any measure."],
  });
}

/** What the source itself does not settle: States in the body that are not among the respondents, numbers that do not agree. */
export async function discrepancySection(outline: Outline, database: QueryRunner, base: ReportBase): Promise<void> {
  const documents = base.question.documents;
  const named = await runSqlFile<{ document: string; state: string; state_name: string; measures: number; paragraphs: string[] }>(database, "report_discrepancies", { documents, bases: base.question.bases });
  const issues = await runSqlFile<{ kind: string; document: string; paragraph: string | null; message: string }>(database, "issues", { documents, kinds: ["roster", "conflict", "not_a_state", "unresolved_list", "unknown_state"] });
  const section = outline.section(1, "Discrepancies in the source", { id: "discrepancies" });
  // SQL gives the symbol or the file; the list of documents has State and year before it.
  const nameOf = (document: string): string => base.documents.find((item) => item.symbol === document || item.file === document)?.document ?? document;
  const contradictions = await contradictionTable(outline, section, database, base);
  if (named.length === 0 && issues.length === 0 && contradictions === null) {
    section.blocks.push(text("None was found: every State that the body names with a measure is among the respondents."));
    return;
  }
  section.blocks.unshift(text("What the documents themselves leave open. It is shown and not repaired."));
  if (named.length > 0) {
    outline.table(section, {
      id: "not-respondents", role: "discrepancies", caption: "States in the body that are not among the respondents",
      columns: [column("document", "Document", "text", 24), column("state", "State", "text", 30), column("measures", "Measures", "number", 10), column("paragraphs", "Paragraphs", "text", 40)],
      rows: named.map((item) => row(`${item.document} ${item.state}`, [cell(nameOf(item.document)), cell(item.state_name, { ref: { state: item.state }, marks: ["named_only"] }), cell(item.measures), cell([...item.paragraphs].sort((a, b) => a.localeCompare(b, "en", { numeric: true })).join(", "))])),
      notes: ["These States are in no percentage. In the tables they stand as “named, not a respondent”."],
    });
  }
  const shown = new Set<string>();
  const rows = issues.filter((item) => !shown.has(`${item.document} ${item.paragraph ?? ""} ${item.message}`) && shown.add(`${item.document} ${item.paragraph ?? ""} ${item.message}`));
  if (rows.length > 0) {
    outline.table(section, {
      id: "open-questions", role: "discrepancies", caption: "Open questions on the text",
      columns: [column("document", "Document", "text", 24), column("paragraph", "Paragraph", "text", 10), column("message", "Question", "text", 90)],
      rows: rows.map((item, index) => row(`issue-${index + 1}`, [cell(nameOf(item.document)), cell(item.paragraph), cell(item.message)])),
    });
  }
}
