// Owns the heat map: measures × groups, one figure a cell, coloured by its share of respondents and printed as text.
// Must not compute a figure: counts and percentages are the model's.
import { MARK_SIGNS, percentText, tablesOf, type CellStatus, type CountRow, type ReportModel } from "../model.js";
import { html, type Markup } from "./markup.js";
import type { Context } from "./tables.js";

/** Ten steps of colour; none at 0, the first for anything above it. */
export const step = (percentage: number): number => (percentage <= 0 ? 0 : Math.max(1, Math.round(percentage / 10)));

/** What the depositary had of treaties, by measure and group, as the report's table of treaties says: "0 of 20" alone would read as if they were no parties. */
export function depositaryFigures(model: ReportModel): Map<string, number> {
  const table = tablesOf(model).find((item) => item.role === "treaties" && item.columns.some((column) => column.key === "what"));
  return new Map((table?.rows ?? []).filter((row) => row.key.endsWith(" adhered")).flatMap((row) => (table?.columns ?? []).flatMap((column, at): [string, number][] => {
    const value = row.cells[at]?.value;
    return column.kind === "number" && typeof value === "number" ? [[`${row.cells[0]?.ref?.measure} ${column.title}`, value]] : [];
  })));
}

/** The table for one status; the page's script changes the figures when another is chosen. */
export function heatMap(context: Context, status: CellStatus): Markup {
  const { model, index } = context;
  const figures = new Map(model.counts.map((row) => [`${row.measure} ${row.group} ${row.status}`, row]));
  const record = depositaryFigures(model);
  // "21 of 54 States replied", "were reviewed", "reported": the report says which.
  const told = new Map(model.codeLists.find((list) => list.name === "groups")?.entries.map((entry) => [entry.code, entry.meaning]));
  const head = model.groups.map((group, position) => html`<th scope="col" data-g="${position}">${group.name}<span class="sub">${told.get(group.name) ?? ""}</span></th>`);
  const categories = [...index.categories.keys()].map((code) => {
    const measures = model.measures.filter((measure) => measure.categoryCode === code);
    return html`<tbody data-c="${index.categories.get(code)}"><tr class="category"><th scope="rowgroup" colspan="${model.groups.length + 1}">${measures[0]?.category ?? code}</th></tr>
${measures.map((measure) => {
      const anchor = context.anchors.get(measure.code);
      const name = html`${measure.label}${measure.collective ? " *" : ""}${measure.illustrative ? " †" : ""}${measure.elsewhere === undefined ? "" : ` ${MARK_SIGNS.elsewhere.sign}`}`;
      return html`<tr><th scope="row">${anchor === undefined ? name : html`<a href="#${anchor}">${name}</a>`}</th>${model.groups.map((group, position) => heatCell(context, figures.get(`${measure.code} ${group.name} ${status}`), position, index.measures.get(measure.code) ?? 0, record.get(`${measure.code} ${group.name}`)))}</tr>
`;
    })}</tbody>`;
  });
  return html`<div class="scroll tall" aria-labelledby="heat-caption"><table class="heat" id="heat" data-status="${status}">
<caption id="heat-caption"><span>Respondents with the status <b id="heat-status">${statusName(model, status)}</b>, by measure and ${model.groupingLabel}</span></caption>
<thead><tr><th scope="col">Measure</th>${head}</tr></thead>
${categories}</table></div>`;
}

function heatCell(context: Context, figure: CountRow | undefined, group: number, measure: number, record: number | undefined): Markup {
  const respondents = context.model.groups[group]?.respondents ?? 0;
  if (figure === undefined) return html`<td data-g="${group}" class="none">–</td>`;
  if (respondents === 0) return html`<td data-g="${group}" class="nr"><button type="button" tabindex="-1" data-h="${measure}|${group}">no report</button></td>`;
  return html`<td data-g="${group}" class="q${step(figure.percentage ?? 0)}"><button type="button" tabindex="-1" data-h="${measure}|${group}"><b>${percentText(figure.percentage)}</b> <span>${figure.count} of ${respondents}</span></button>${record === undefined ? "" : html`<span class="record">depositary: ${record}</span>`}</td>`;
}

const statusName = (model: ReportModel, status: CellStatus): string => model.codeLists.find((list) => list.name === "statuses")?.entries.find((entry) => entry.code === status)?.label ?? status;
