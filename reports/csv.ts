// Owns the report as CSV files in the long form, with code lists beside them, for those who go on working with the figures.
// Must not compute a figure; the model holds them all.
import { issuerLines } from "./build/front.js";
import { toCsv } from "./format.js";
import type { ReportModel } from "./model.js";
import type { Row } from "./query.js";

/** A file's name, and what makes its text when it is written. */
type CsvFile = [name: string, make: () => string];

/**
 * Files by name, relative to a folder of the report.
 * `counts.csv`: one row a figure (measure, group, status) with count, denominators and percentage; `cells.csv`: one row a State and measure; `tables.csv`: one row a cell of every table of the report;
 * `claims.csv`: one row a claim with its quote; `about.csv`: title, notes, method, versions; each code list in `codes-….csv`.
 */
export function csvFiles(model: ReportModel, delimiter = ","): CsvFile[] {
  const measures = new Map(model.measures.map((item) => [item.code, item]));
  const evidence = new Map(model.evidence.map((item) => [item.id, item]));
  const states = new Map(model.states.map((item) => [item.code, item]));
  const files: CsvFile[] = [];
  // One after the other, because of a year of a million claims each takes a hundred megabytes while it is made. The mark at the beginning tells spreadsheets that the text is UTF-8.
  const add = (name: string, columns: string[], rows: () => Row[]): void => void files.push([`${name}.csv`, () => `\uFEFF${toCsv(rows(), columns, delimiter)}`]);
  add("counts", ["category", "measure", "label", "grouping", "group", "status", "count", "respondents", "states", "percentage", "collective", "illustrative"], () => model.counts.map((item) => {
    const measure = measures.get(item.measure);
    return { category: measure?.category ?? null, measure: item.measure, label: measure?.label ?? null, grouping: model.grouping, group: item.group, status: item.status, count: item.count, respondents: item.respondents, states: item.states, percentage: item.percentage, collective: measure?.collective ?? false, illustrative: measure?.illustrative ?? false };
  }));
  add("cells", ["measure", "state", "state_name", "group", "respondent", "cell", "reported", "year", "marks", "evidence"], () => model.grid.map((item) => {
    const state = states.get(item.state);
    return { measure: item.measure, state: item.state, state_name: state?.name ?? null, group: state?.group ?? null, respondent: state?.respondent ?? false, cell: item.cell, reported: item.reported, year: item.year, marks: item.marks, evidence: item.evidence };
  }));
  add("claims", ["claim", "measure", "state", "state_name", "group", "status", "cell", "counts", "document", "year", "paragraph", "numbered", "page", "quote", "certainty", "extent", "basis", "evidence"], () => model.claims.map((item) => {
    const entry = evidence.get(item.evidence);
    return {
      claim: item.claimId, measure: item.measure, state: item.state, state_name: item.stateName, group: item.group, status: item.status, cell: item.cell, counts: item.decides, document: entry?.document ?? null, year: item.year, paragraph: entry?.paragraph ?? null, numbered: entry?.numbered ?? null,
      page: entry?.page ?? null, quote: entry?.quote ?? null, certainty: item.certainty, extent: item.extent, basis: item.basis, evidence: item.evidence,
    };
  }));
  add("tables", ["section", "table", "caption", "row", "row_key", "column", "column_title", "value", "denominator", "percentage", "interval_low", "interval_high", "status", "marks", "evidence"], () => model.sections.flatMap((section) => section.blocks.flatMap((block) => block.kind !== "table" ? [] : block.table.rows.flatMap((row, at) => row.cells.map((cell, index): Row => ({
    section: section.title, table: block.table.number, caption: block.table.caption, row: at + 1, row_key: row.key, column: block.table.columns[index]?.key ?? null, column_title: block.table.columns[index]?.title ?? null, value: cell.value, denominator: cell.denominator ?? null, percentage: cell.percentage ?? null,
    interval_low: cell.interval?.low ?? null, interval_high: cell.interval?.high ?? null, status: cell.status ?? null, marks: cell.marks ?? [], evidence: cell.evidence ?? [],
  }))))));
  add("about", ["what", "name", "value"], () => [
    { what: "report", name: "title", value: model.title }, { what: "report", name: "subtitle", value: model.subtitle }, ...[...issuerLines(model.cover), ...model.facts].map((fact) => ({ what: "fact", name: fact.label, value: fact.value })),
    ...model.notes.map((note, index) => ({ what: "note", name: String(index + 1), value: note })), ...model.method.statements.map((statement, index) => ({ what: "method", name: String(index + 1), value: statement })), ...model.method.versions.map((item) => ({ what: "version", name: item.name, value: item.version })),
  ]);
  for (const list of model.codeLists) add(`codes-${list.name}`, ["code", "label", "meaning"], () => list.entries);
  return files;
}
