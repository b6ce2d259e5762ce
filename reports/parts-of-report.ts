// Owns what of a report goes into a file: the report with its annexes, without them, or the annexes alone.
// Must not change a section, but for the quotes of collective statements, which are evidence and go with it.
import type { ReportModel, ReportSection, ReportTable } from "./model.js";

/** How the note begins that parts of the database are missing; see missing.ts. */
const INCOMPLETE = "INCOMPLETE: loaded without";

/** The report without its annexes and quotes. */
export function withoutAnnexes(model: ReportModel): ReportModel {
  return { ...model, sections: model.sections.filter((section) => section.annex !== true).map(withoutQuotes) };
}

const isCollective = (section: ReportSection): boolean => section.blocks.some((block) => block.kind === "table" && block.table.role === "collective");

function withoutQuotes(section: ReportSection): ReportSection {
  return isCollective(section) ? { ...section, blocks: section.blocks.map((block) => (block.kind === "table" && block.table.role === "collective" ? { kind: "table", table: withoutQuote(block.table) } : block)) } : section;
}

function withoutQuote(table: ReportTable): ReportTable {
  const kept = table.columns.flatMap((column, index) => (column.key === "quote" ? [] : [index]));
  return { ...table, columns: table.columns.filter((column) => column.key !== "quote"), rows: table.rows.map((row) => ({ ...row, cells: row.cells.filter((_, index) => kept.includes(index)) })) };
}

/** The annexes as a report of their own; null where there are none. */
export function annexesOf(model: ReportModel): ReportModel | null {
  const annexes = model.sections.filter((section) => section.annex === true || isCollective(section));
  if (annexes.every((section) => section.annex !== true)) return null;
  const [first, ...rest] = annexes;
  if (first === undefined) return null;
  // A file that goes on its own says as well what the database lacks.
  const lacking = model.sections.flatMap((section) => (section.annex === true ? [] : section.blocks.filter((block) => JSON.stringify(block).includes(INCOMPLETE)))).slice(0, 1);
  const sections = [{ ...first, blocks: [...lacking, ...first.blocks] }, ...rest];
  return { ...model, slug: `${model.slug}-evidence`, subtitle: `${model.subtitle}: annexes with the evidence for every cell`, sections };
}
