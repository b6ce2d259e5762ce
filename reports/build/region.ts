// Owns the report on one group of States: its respondents, figures beside those of all States, States by measure, ranking within the group, evidence.
// Must not count: every figure comes from reports/sql.
import { verbOf } from "./findings.js";
import { contradictionSection, treatyRows, treatySection } from "./treaties.js";
import { loadCodebook } from "../../datasets/measures.js";
import type { ReportModel } from "../model.js";
import type { QueryRunner } from "../query.js";
import { documentsListed, documentsRead } from "./documents.js";
import { EmptyReportError, GROUPING_LABELS, loadBase, type ReportBase, type ReportQuestion } from "./base.js";
import { methodOf, methodSection, modelOf } from "./closing.js";
import { evidenceAnnex } from "./evidence-annex.js";
import { Lookup, byCategory, isNamed } from "./lookup.js";
import { Outline, cell, column, list, row, slug, text } from "./parts.js";
import { categoryStates, categoryTables, collectiveSection, readingSection } from "./sections.js";
import { rankingSection } from "./ranking.js";
import { recommendedSection } from "./recommendations.js";

/**
 * The report on a group.
 * @param name name of a group of `question.grouping`
 * @throws EmptyReportError where no State of the group responded or is named
 */
export async function regionReport(database: QueryRunner, question: ReportQuestion, name: string): Promise<ReportModel> {
  const base = await loadBase(database, question);
  const group = base.groups.find((item) => item.name === name);
  const all = base.groups.find((item) => item.position === 0);
  if (group === undefined || all === undefined) throw new EmptyReportError(`no State of ${name} existed in the years of the chosen documents`);
  const codes = new Set(base.states.filter((state) => state.group === name).map((state) => state.code));
  const claims = base.claims.filter((claim) => codes.has(claim.state));
  if (group.respondents === 0 && claims.length === 0) throw new EmptyReportError(`no State of ${name} is among the respondents, and none is named with a measure`);
  const lookup = new Lookup(base);
  const outline = new Outline();

  const read = outline.section(1, "Who was heard", { id: "what-was-read" });
  const names = (respondent: boolean, unread = false): string => base.states.filter((state) => state.group === name && state.respondent === respondent && (state.unread === true) === unread).map((state) => state.name).sort().join("; ");
  outline.table(read, {
    id: "respondents-of-the-group", role: "coverage", caption: `${name}: States that ${verbOf(base)} and States with no report`,
    columns: [column("what", "What", "text", 18), column("count", "States", "count", 16), column("states", "Names", "states", 90)],
    rows: [
      row("respondents", [cell("Respondents"), cell(group.respondents, { denominator: group.states, percentage: group.respondentsPct, ref: { group: name } }), cell(names(true) || null)]),
      ...(group.notRead === 0 ? [] : [row("not_read", [cell("Report not read"), cell(group.notRead, { denominator: group.states, status: "not_read", ref: { group: name, status: "not_read" } }), cell(names(false, true) || null, { status: "not_read" })])]),
      row("no_report", [cell("No report"), cell(group.noReport, { denominator: group.states, status: "no_report", ref: { group: name, status: "no_report" } }), cell(names(false) || null, { status: "no_report" })]),
    ],
    notes: [`${name} is a group of: ${GROUPING_LABELS[question.grouping]}. In parentheses, the percentage of the ${group.states} States of the group.`],
  });
  documentsRead(outline, read, base);
  readingSection(outline, base);
  const treaties = await treatyRows(database, question);
  categoryTables(outline, base, lookup, [group, all], "Measures by category", "The group beside all States. Heads give respondents and States.", treaties);
  treatySection(outline, treaties, { ...base, groups: [group, all] });
  const heading = outline.section(1, "States by measure and status", { id: "by-measure" });
  heading.blocks.push(text(`For each measure, the States of ${name} that the documents name with it.`));
  const quiet: string[] = [];
  for (const category of byCategory(base.measures)) {
    const shown = category.measures.filter((measure) => isNamed(lookup, measure) && lookup.cells(measure.code).some((item) => item.reported !== null && codes.has(item.state)));
    const unnamed = category.measures.filter((measure) => !shown.includes(measure)).map((measure) => measure.label);
    if (unnamed.length > 0) quiet.push(`${category.name}: ${unnamed.join("; ")}.`);
    if (shown.length === 0) continue;
    categoryStates(outline, lookup, category, shown, name);
  }
  if (quiet.length > 0) outline.section(2, "Measures that no State of the group is named with", { id: "measures-without-states" }).blocks.push(text("This says nothing about whether States apply them."), list(quiet));
  await recommendedSection(outline, database, base, [...codes]);
  collectiveSection(outline, base);
  await contradictionSection(outline, database, base, codes);
  documentsListed(outline, base);
  const method = methodOf(base);
  methodSection(outline, method);
  if (group.respondents > 0) await rankingSection(outline, database, base, name, true);
  const used = new Set([...claims.map((claim) => claim.evidence), ...base.collective.map((item) => item.evidence), ...outline.sections.flatMap((item) => item.blocks.flatMap((block) => (block.kind === "table" ? block.table.rows.flatMap((line) => line.cells.flatMap((one) => one.evidence ?? [])) : [])))]);
  const own: ReportBase = { ...base, claims, states: base.states.filter((state) => codes.has(state.code)), grid: base.grid.filter((item) => codes.has(item.state)), evidence: base.evidence.filter((item) => used.has(item.id)), counts: base.counts.filter((item) => item.group === name || item.group === all.name) };
  evidenceAnnex(outline, own);
  return modelOf(own, "region", {
    title: `${name}: measures against ${loadCodebook().topic} reported by Member States`, subtitle: `Report on one group of States: ${question.selection}`, slug: `region-${slug(name)}-${slug(question.selection)}`,
    facts: [{ label: "Group", value: `${name} (${GROUPING_LABELS[question.grouping]})` }, { label: "Respondents", value: `${group.respondents} of ${group.states} States` }, { label: "Documents", value: question.selection }, { label: "Codebook", value: base.codebookVersion }],
  }, outline, method, [group, all]);
}
