// Owns the tables of a report in HTML: the model's tables one to one, each cell with its evidence a button.
// Must not compute a figure.
import { cellText, isUnsaid, markSigns, type Cell, type Column, type Evidence, type ReportModel, type ReportTable, type TableRow } from "../model.js";
import { html, type Content, type Markup } from "./markup.js";
import { refText, type DocumentLinks, type Index } from "./page-data.js";
import { badge } from "./statuses.js";

export interface Context {
  model: ReportModel;
  index: Index;
  /** Evidence that the model's claims on a measure carry, as "measure evidence": what the script can find by itself. */
  carried: Set<string>;
  /** Group of each State. */
  groupOf: Map<string, string>;
  links: DocumentLinks;
  /** Evidence by id. */
  pages: Map<string, Evidence>;
  /** Anchors of sections by measure, for links from a measure's name. */
  anchors: Map<string, string>;
}

/** Evidence of a cell is given by number where it is this little; otherwise the script finds it by what the cell is about. */
const FEW = 12;

/** A table with its caption, in a frame that scrolls where it is too wide, and its notes. */
export function reportTable(context: Context, table: ReportTable): Markup {
  const caption = `${table.id}-caption`;
  const groups = table.columns.map((_column, index) => groupOfColumn(context, table, index));
  const head = table.columns.map((column, index) => html`<th scope="col" class="${columnClass(column)}" ${groups[index] === null ? "" : html`data-g="${groups[index]}"`}>${column.title}${column.subtitle === undefined ? "" : html`<span class="sub">${column.subtitle}</span>`}</th>`);
  return html`<figure class="table${table.wide ? " wide" : ""} role-${table.role}" id="${table.id}" ${table.measure === undefined || !context.index.measures.has(table.measure) ? "" : html`data-m="${context.index.measures.get(table.measure)}"`}>
<div class="scroll" aria-labelledby="${caption}"><table><caption id="${caption}"><span><b>Table ${table.number}.</b> ${table.caption}</span></caption>
<thead><tr>${head}</tr></thead>
${blocks(table.rows).map((rows) => html`<tbody>${rows.map((row) => tableRow(context, table, row, groups))}</tbody>
`)}</table></div>
${table.notes.length === 0 ? "" : html`<ul class="notes">${table.notes.map((note) => html`<li>${note}</li>`)}</ul>`}</figure>`;
}

/** Rows that belong together: a lead and what goes on with it. */
function blocks(rows: TableRow[]): TableRow[][] {
  const found: TableRow[][] = [];
  for (const row of rows) {
    const last = found.at(-1);
    if (last === undefined || row.role === "lead" || (row.role !== "more" && last.some((item) => item.role === "lead"))) found.push([row]);
    else last.push(row);
  }
  return found;
}

function tableRow(context: Context, table: ReportTable, row: TableRow, groups: (number | null)[]): Markup {
  const statuses = new Set<string>(row.cells.flatMap((cell, index) => (cell.status !== undefined && (table.columns[index] as Column).kind === "status" ? [cell.status] : [])));
  if (row.key.endsWith("named_only")) statuses.add("named_only");
  // A table without columns of groups is filtered by the group that its row is about; a table of several categories by its row's measure.
  const named = new Set(row.cells.flatMap((cell) => cell.ref?.group ?? (cell.ref?.state === undefined ? [] : (context.groupOf.get(cell.ref.state) ?? []))));
  const rowGroup = groups.every((item) => item === null) && named.size === 1 ? (context.index.groups.get([...named][0] as string) ?? null) : null;
  const measure = table.category === undefined ? row.cells.find((cell) => cell.ref?.measure !== undefined)?.ref?.measure : undefined;
  const category = measure === undefined ? undefined : context.index.categories.get(context.model.measures.find((item) => item.code === measure)?.categoryCode ?? "");
  const ofMeasure = table.role === "states_by_status" && table.measure === undefined ? context.index.measures.get(row.cells.find((cell) => cell.ref?.measure !== undefined)?.ref?.measure ?? "") : undefined;
  return html`<tr class="${row.role}" ${ofMeasure === undefined ? "" : html`data-m="${ofMeasure}"`} ${statuses.size === 0 ? "" : html`data-t="${[...statuses].join(" ")}"`} ${category === undefined ? "" : html`data-c="${category}"`} ${rowGroup === null ? "" : html`data-g="${rowGroup}"`}>${row.cells.map((cell, index) => {
    const column = table.columns[index] as Column;
    const content = (column.key === "page" ? pageLink(context, row) : null) ?? cellContent(context, cell, column);
    const attributes = groups[index] === null || groups[index] === undefined ? "" : html`data-g="${groups[index]}"`;
    if (index > 0) return html`<td class="${columnClass(column)}" ${attributes}>${content}</td>`;
    // The name of the block stands in each of its rows for those who hear the table, and once for those who see it.
    return html`<th scope="row" class="${columnClass(column)}">${row.role === "more" ? html`<span class="again">${cellText(cell, column.kind)}</span>` : content}</th>`;
  })}</tr>`;
}

/** The page of a row's quote as a link into the PDF; null where nobody knows where that lies. */
function pageLink(context: Context, row: TableRow): Content {
  const entry = context.pages.get(row.cells.find((cell) => cell.evidence?.length === 1)?.evidence?.[0] ?? "");
  const link = entry === undefined ? undefined : context.links.get(entry.documentId);
  return link === undefined || entry?.page === null ? null : html`<a href="${link}#page=${entry?.page}" target="_blank" rel="noopener">${entry?.page}</a>`;
}

function cellContent(context: Context, cell: Cell, column: Column): Content {
  if (cell.status !== undefined && column.kind === "status") {
    return evidenceButton(context, cell, column, html`${badge(cell.status, String(cell.value ?? ""))}${markSigns(cell.marks)}`);
  }
  const text = cellText(cell, column.kind);
  const measure = cell.ref?.measure;
  if (column.kind === "text" && measure !== undefined && cell.ref?.group === undefined && cell.ref?.state === undefined && cell.ref?.status === undefined && (cell.evidence?.length ?? 0) === 0) {
    const anchor = context.anchors.get(measure);
    return anchor === undefined ? text : html`<a href="#${anchor}">${text}</a>`;
  }
  return evidenceButton(context, cell, column, text);
}

/** The content as a button that opens the evidence; the content alone where there is none to open. */
function evidenceButton(context: Context, cell: Cell, column: Column, content: Content): Content {
  if (cell.value === null || cell.value === 0) return content;
  // A quote is read, not pressed: the status and the source beside it are the buttons.
  if (column.key === "quote") return content;
  const ids = (cell.evidence ?? []).map((id) => context.index.evidence.get(id)).filter((id) => id !== undefined);
  const ref = cell.ref;
  if (ids.length > 0 && (ids.length <= FEW || ref?.measure === undefined || !(cell.evidence ?? []).every((id) => context.carried.has(`${ref.measure} ${id}`)))) return html`<button type="button" data-e="${ids.join(",")}" ${ref === undefined ? "" : html`data-r="${refText(ref, context.index)}"`}>${content}</button>`;
  if (ids.length > 0 || (ref?.measure !== undefined && ref.group !== undefined && isUnsaid(ref.status) && typeof cell.value === "number")) return html`<button type="button" data-r="${refText(ref ?? {}, context.index)}">${content}</button>`;
  return content;
}

const columnClass = (column: Column): string => (column.kind === "count" || column.kind === "number" || column.kind === "percent" ? "num" : column.kind);

/** The group that all cells of a column are about; null where it is about none or several. */
function groupOfColumn(context: Context, table: ReportTable, column: number): number | null {
  const names = new Set(table.rows.map((row) => row.cells[column]?.ref?.group));
  if (table.rows.length === 0 || names.size !== 1) return null;
  const name = [...names][0];
  // A column of totals in a table of one column for States is no column of a group.
  return name === undefined || table.role !== "measures_by_group" && table.role !== "change_by_group" ? null : (context.index.groups.get(name) ?? null);
}
