// Owns the report as Markdown: headings, tables, notes, evidence as a list at the end of each measure's annex table.
// Must not compute a figure; the model holds them all.
import { issuerLines } from "./build/front.js";
import { markdownText, toMarkdown } from "./format.js";
import { cellText, type ReportModel, type ReportTable } from "./model.js";
import { alternativeOf } from "./pictures/alternatives.js";

/** The report as one GitHub-flavoured Markdown text. Text from documents is escaped: no HTML, link or table of it comes alive. */
export function writeMarkdown(model: ReportModel): string {
  const out: string[] = ["<!-- Made by Stocktake -->", `# ${escape(model.title)}`, "", escape(model.subtitle), "", ...[...issuerLines(model.cover), ...model.facts].map((fact) => `- **${escape(fact.label)}:** ${escape(fact.value)}`), `- **How to cite:** ${escape(model.cover.cite)}`, "", escape(model.cover.disclaimer), ""];
  for (const section of model.sections) {
    out.push(`${"#".repeat(section.level + 1)} ${escape(section.title)}`, "");
    for (const block of section.blocks) {
      if (block.kind === "text") out.push(escape(block.text), "");
      else if (block.kind === "list") out.push(...block.items.map((item) => `- ${escape(item)}`), "");
      else if (block.kind === "table") out.push(...table(block.table));
      else {
        const alternative = alternativeOf(model, block.picture);
        if (alternative !== null) out.push(`*${escape(block.picture.caption)}.* ${escape(alternative)}`, "");
      }
    }
  }
  return `${out.join("\n").replace(/\n{3,}/g, "\n\n").trimEnd()}\n`;
}

function table(item: ReportTable): string[] {
  const names = item.columns.map((column) => column.key);
  const titles = Object.fromEntries(item.columns.map((column) => [column.key, column.subtitle === undefined ? column.title : `${column.title} (${column.subtitle})`]));
  const rows = item.rows.map((row) => Object.fromEntries(item.columns.map((column, index) => {
    const one = row.cells[index];
    return [column.key, one === undefined ? null : column.kind === "number" && typeof one.value === "number" && one.marks === undefined ? one.value : cellText(one, column.kind)];
  })));
  return [`**Table ${item.number}. ${escape(item.caption)}**`, "", toMarkdown(rows, names, titles).trimEnd(), "", ...(item.notes.length > 0 ? [...item.notes.map((note) => `- ${escape(note)}`), ""] : [])];
}

/** As the cells of a table are escaped, without turning line breaks into something else than a space. */
function escape(text: string): string {
  return markdownText(text).replace(/^(\d+)\./, "$1\\.").replace(/^([-+])/, "\\$1");
}
