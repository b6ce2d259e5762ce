// Owns the report on one measure: figures by group, States by status and group, collective statements, evidence.
// Must not count: every figure comes from reports/sql.
import { isUnsaid, STATUS_LABELS, type ReportModel } from "../model.js";
import type { QueryRunner } from "../query.js";
import { EmptyReportError, GROUPING_LABELS, loadBase, type ReportQuestion } from "./base.js";
import { methodOf, methodSection, modelOf } from "./closing.js";
import { documentsListed } from "./documents.js";
import { evidenceAnnex } from "./evidence-annex.js";
import { Lookup, isNamed, markNotes, stateNames } from "./lookup.js";
import { Outline, cell, slug, text } from "./parts.js";
import { categoryTables, collectiveSection, readingSection, statesTable } from "./sections.js";
import { readSection } from "./annual.js";
import { contradictionSection, treatyRows, treatySection } from "./treaties.js";

/**
 * The report on a measure.
 * @param code code of the codebook; `question.measures` is set to it
 * @throws EmptyReportError where the documents hold nothing
 */
export async function measureReport(database: QueryRunner, question: ReportQuestion, code: string): Promise<ReportModel> {
  const base = await loadBase(database, { ...question, measures: [code] });
  const measure = base.measures[0];
  if (measure === undefined) throw new EmptyReportError(`the codebook of the database has no measure '${code}'`);
  const lookup = new Lookup(base);
  const outline = new Outline();
  const head = outline.section(1, "The measure", { id: "the-measure", measure: code });
  head.blocks.push(text(`${measure.label} (${measure.category}; code ${measure.code}).`), text(measure.definition === "" ? "The codebook gives no further definition." : `What counts: ${measure.definition}.`.replace("..", ".")));
  readSection(outline, base);
  readingSection(outline, base);
  const treaties = await treatyRows(database, base.question);
  categoryTables(outline, base, lookup, base.groups, "Figures by group", "Columns are groups of States; their heads give respondents and States.", treaties);
  treatySection(outline, treaties, base);
  const states = outline.section(1, "States by status", { id: "by-measure" });
  if (!isNamed(lookup, measure)) states.blocks.push(text("The documents name no State with the measure. This says nothing about whether States apply it."));
  else statesTable(outline, states, lookup, measure, "All States");
  const groups = outline.section(1, "States by group", { id: "by-group", measure: code });
  groups.blocks.push(text("All States of each group: those named, by status, those silent, those whose report was not read, and those with no report."));
  for (const group of base.groups) {
    if (group.position === 0) continue;
    const section = outline.section(2, group.name, { id: `group-${slug(group.name)}`, measure: code });
    const table = statesTable(outline, section, lookup, measure, group.name, true);
    for (const line of table.rows) {
      if (!isUnsaid(line.key)) continue;
      const found = lookup.cells(code).filter((item) => lookup.state(item.state).group === group.name && item.cell === line.key && item.reported === null);
      line.cells[2] = cell(stateNames(lookup, found), { status: line.key });
    }
    table.notes = table.notes.filter((note) => !note.startsWith("Respondents")).concat(markNotes(table.rows).filter((note) => !table.notes.includes(note)));
  }
  collectiveSection(outline, base);
  await contradictionSection(outline, database, base);
  documentsListed(outline, base);
  const method = methodOf(base);
  methodSection(outline, method);
  evidenceAnnex(outline, base);
  const all = lookup.figure(code, "in_place", "All States");
  return modelOf(base, "measure", {
    title: measure.label, subtitle: `Report on one measure: ${question.selection}`, slug: `measure-${slug(code)}-${slug(question.selection)}-by-${slug(question.grouping)}`,
    facts: [{ label: "Code", value: code }, { label: "Category", value: measure.category }, { label: "Documents", value: question.selection }, { label: STATUS_LABELS.in_place, value: `${all.count} of ${all.respondents} respondents` }, { label: "Columns", value: GROUPING_LABELS[question.grouping] }, { label: "Codebook", value: base.codebookVersion }],
  }, outline, method);
}

