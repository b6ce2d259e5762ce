// Owns the HTML report as a whole: the model in, one self-contained file out. Nothing in it is loaded from anywhere.
// Must not compute a figure or ask a database.
import { issuerLines } from "../build/front.js";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../datasets/paths.js";
import { MARK_SIGNS, STATUS_LABELS, percentText, type Block, type Cell, type Interval, type ReportModel, type ReportSection, type ReportTable } from "../model.js";
import { elsewhereSentence } from "../elsewhere.js";
import { barChart, type Bar } from "./bar-chart.js";
import { depositaryFigures, heatMap } from "./heat-map.js";
import { mapFigure, measureForMap } from "./map-figure.js";
import { html, trusted, type Content, type Markup } from "./markup.js";
import { indexOf, pageData, type DocumentLinks } from "./page-data.js";
import { LOOKS, PATTERNS, legend, lookLabel } from "./statuses.js";
import { reportTable, type Context } from "./tables.js";
import { timelineFigure } from "./timeline.js";

/** Section of the model that holds the evidence tables. */
const ANNEX = "annex-evidence";
/** Evidence tables with more rows than this are built by the page when they are opened: the file and the page stay light. */
const ROWS_IN_FILE = 1500;

/**
 * The report as one HTML file.
 * @param model any kind of report; heat map and map are drawn where the model has a grid over several States.
 * @param links where the documents lie, so that a quote opens its page
 * @returns the whole file as text, UTF-8, ending with a newline
 */
export function renderHtml(model: ReportModel, links: DocumentLinks = new Map()): string {
  const index = indexOf(model);
  const anchors = new Map<string, string>();
  for (const section of model.sections) if (section.measure !== undefined && !anchors.has(section.measure) && !section.id.startsWith("evidence")) anchors.set(section.measure, section.id);
  const context: Context = { model, index, links, pages: new Map(model.evidence.map((entry) => [entry.id, entry])), anchors, carried: new Set(model.claims.map((claim) => `${claim.measure} ${claim.evidence}`)), groupOf: new Map(model.states.map((state) => [state.code, state.group])) };
  const overview = model.states.length > 1 && model.grid.length > 0 && model.measures.length > 0 && model.kind !== "state" && model.kind !== "change";
  const onMap = overview ? measureForMap(context) : undefined;
  const style = `${asset("looks.css")}\n${asset("report.css")}`;
  const script = asset("page.js");
  const policy = `default-src 'none'; style-src '${hash(style)}'; script-src '${hash(script)}'; base-uri 'none'; form-action 'none'`;
  const figures = overview && onMap !== undefined;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="generator" content="Stocktake">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${model.title}: ${model.subtitle}</title>
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
${PATTERNS}
<header class="top">
<p class="kind">${KIND_NAMES[model.kind]}</p>
<h1>${model.title}</h1>
<p class="subtitle">${model.subtitle}</p>
<dl class="facts">${[...issuerLines(model.cover), ...model.facts].map((fact) => html`<div><dt>${fact.label}</dt><dd>${fact.value}</dd></div>`)}</dl>
${model.notes.length === 0 ? "" : html`<ul class="notes">${model.notes.map((note) => html`<li>${note}</li>`)}</ul>`}
</header>
<form id="search" role="search"><p><label for="search-box">Search States, measures and quotes</label><input id="search-box" type="search" autocomplete="off" spellcheck="false" aria-describedby="status"> <button type="reset">Clear</button></p></form>
<div id="found" hidden></div>
${filters(context, figures)}
<div class="columns">
<nav class="contents" aria-label="Contents"><h2>Contents</h2><ol>${figures ? html`<li><a href="#heat-map">Heat map</a></li><li><a href="#world-map">World map</a></li>` : ""}${contents(model)}</ol></nav>
<main id="main" tabindex="-1">
<noscript><p class="warning">This page runs without scripts, but filters and evidence windows need them. All tables are here.</p></noscript>
${figures ? html`<section id="heat-map" class="level-1"><h2>Heat map: measures by ${model.groupingLabel}</h2>
<p>Percentages are of respondents in the column; below each, the count and the respondents. Press a cell for its States and quotes. With the keyboard: Tab into the table, arrow keys from cell to cell, Enter opens.</p>
${heatMap(context, "in_place")}
${heatNotes(model)}
<details class="key-details" open><summary>What the words and signs mean</summary>${legend()}</details></section>
<section id="world-map" class="level-1"><h2>World map</h2>
<p class="chooser"><label for="map-measure">Measure on the map</label> <select id="map-measure">${[...index.categories.keys()].map((code) => {
    const measures = model.measures.filter((measure) => measure.categoryCode === code);
    return html`<optgroup label="${measures[0]?.category ?? code}">${measures.map((measure) => html`<option value="${index.measures.get(measure.code)}" ${measure === onMap ? html`selected` : ""}>${measure.label}</option>`)}</optgroup>`;
  })}</select></p>
${mapFigure(context, onMap)}</section>` : ""}
${model.sections.map((section) => renderSection(context, section))}
</main>
</div>
<footer><p>${model.method.versions.map((item) => `${item.name} ${item.version}`).join(" · ")}</p></footer>
<p id="status" role="status" aria-live="polite"></p>
<dialog id="evidence" aria-labelledby="evidence-title"><div class="head"><h2 id="evidence-title" tabindex="-1"></h2><p class="tools"><a id="evidence-link">Address of this cell</a> <button type="button" id="evidence-close">Close</button></p></div><div id="evidence-body"></div></dialog>
${pageData(model, index, links)}
<script>${trusted(script)}</script>
</body>
</html>
`;
  return page.toString();
}

const KIND_NAMES: Record<ReportModel["kind"], string> = { annual: "Annual summary", state: "Report on one State", measure: "Report on one measure", region: "Report on one region", change: "Report of change" };

/** Files beside this one; they go into the page as they are. */
const assets = new Map<string, string>();
function asset(name: string): string {
  const known = assets.get(name);
  if (known !== undefined) return known;
  const text = readFileSync(join(packageRoot(), "reports", "html", name), "utf8");
  if (/<\/(style|script)/i.test(text)) throw new Error(`reports/html/${name}: holds an end tag and cannot be put into a page`);
  assets.set(name, text);
  return text;
}

const hash = (text: string): string => `sha256-${createHash("sha256").update(text, "utf8").digest("base64")}`;

function contents(model: ReportModel): Content {
  return model.sections.filter((section) => section.level === 1).map((section) => html`<li><a href="#${section.id}">${section.title}</a></li>`);
}

/** Roles of tables whose rows a status or a group chooses, in reports without heat map and map. */
const FILTERED = new Set<ReportTable["role"]>(["state_measures", "history", "change_by_group", "change_states"]);

function filters(context: Context, figures: boolean): Content {
  const { model, index } = context;
  const rows = model.sections.flatMap((section) => section.blocks.flatMap((block) => (block.kind === "table" && FILTERED.has(block.table.role) ? [block.table] : [])));
  if (!figures && rows.length === 0) return "";
  const groups = figures || model.kind === "change" ? model.groups.map((group, position) => ({ group, position })).filter(({ group }) => group.position !== 0) : [];
  const categories = [...index.categories];
  return html`<form id="filters" aria-label="Filters">${groups.length < 2 ? "" : html`<p><label for="f-region">${capital(model.groupingLabel)}</label><select id="f-region"><option value="">All</option>${groups.map(({ group, position }) => html`<option value="${position}">${group.name}</option>`)}</select></p>`}
${categories.length < 2 ? "" : html`<p><label for="f-category">Category</label><select id="f-category"><option value="">All</option>${categories.map(([code, position]) => html`<option value="${position}">${model.measures.find((measure) => measure.categoryCode === code)?.category ?? code}</option>`)}</select></p>`}
<p><label for="f-status">Status</label><select id="f-status"><option value="">All${figures ? " (heat map: in place)" : ""}</option>${LOOKS.filter((look) => figures || look !== "named_only").map((look) => html`<option value="${look}">${lookLabel(look)}</option>`)}</select></p>
<p><button type="reset">Show all</button></p></form>`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function heatNotes(model: ReportModel): Content {
  const notes = [
    ...(model.measures.some((measure) => measure.collective) ? ["* The text ascribes the measure also to States that it does not name (“many countries”). Silence says little here."] : []),
    ...(model.measures.some((measure) => measure.illustrative) ? ["† The States named are examples (“including”, “such as”). Silence says little here."] : []),
    ...model.measures.flatMap(({ label, elsewhere }) => (elsewhere === undefined ? [] : [`${MARK_SIGNS.elsewhere.sign} ${elsewhereSentence({ label, ...elsewhere })}`])),
    ...(depositaryFigures(model).size > 0 ? ["Depositary: respondents that had ratified or acceded by the record of the Secretary-General; of which day, the section on treaties says."] : []),
  ];
  return notes.length === 0 ? "" : html`<ul class="notes">${notes.map((note) => html`<li>${note}</li>`)}</ul>`;
}

function renderSection(context: Context, section: ReportSection): Markup {
  const category = section.category === undefined ? undefined : context.index.categories.get(section.category) ?? context.index.categories.get(context.model.measures.find((measure) => measure.code === section.measure)?.categoryCode ?? "");
  const heading = section.level === 1 ? html`<h2>${section.title}</h2>` : section.level === 2 ? html`<h3>${section.title}</h3>` : html`<h4>${section.title}</h4>`;
  return html`<section id="${section.id}" class="level-${section.level}" ${category === undefined ? "" : html`data-c="${category}"`}>${heading}
${section.blocks.map((block) => renderBlock(context, block))}${section.id === ANNEX ? html`<p class="annex-tools"><button type="button" id="unfold">Unfold all</button> Only what is unfolded is printed.</p>` : ""}</section>
`;
}

function renderBlock(context: Context, block: Block): Content {
  switch (block.kind) {
    case "text":
      return html`<p>${block.text}</p>`;
    case "list":
      return html`<ul>${block.items.map((item) => html`<li>${item}</li>`)}</ul>`;
    case "picture":
      // The page has a map and charts of its own, which answer.
      return "";
    case "table":
      return renderTable(context, block.table);
  }
}

function renderTable(context: Context, table: ReportTable): Content {
  if (table.role === "evidence") {
    const rows = context.model.sections.reduce((sum, section) => sum + section.blocks.reduce((more, block) => more + (block.kind === "table" && block.table.role === "evidence" ? block.table.rows.length : 0), 0), 0);
    const measure = context.index.measures.get(table.measure ?? "");
    if (rows > ROWS_IN_FILE && measure !== undefined) return html`<details class="annex" data-annex="${measure}" id="${table.id}"><summary>${quotes(table)}</summary><div></div></details>`;
    return html`<details class="annex"><summary>${quotes(table)}</summary>${reportTable(context, table)}</details>`;
  }
  if (table.role === "timeline") return html`${timelineFigure(table)}${reportTable(context, table)}`;
  if (table.role === "measures_by_group") return html`${categoryChart(context, table)}${reportTable(context, table)}`;
  if (table.role === "coverage" && table.rows.some((row) => row.cells.some((cell) => cell.percentage !== undefined))) return html`<div class="beside">${coverageChart(table)}${reportTable(context, table)}</div>`;
  return reportTable(context, table);
}

const quotes = (table: ReportTable): string => (table.rows.length === 1 ? "1 quote with its States" : `${table.rows.length} quotes with their States`);

/** Respondents of each group, and States with no report. */
function coverageChart(table: ReportTable): Content {
  const respondents = table.columns.findIndex((column) => column.kind === "count");
  const bars = table.rows.filter((row) => row.role !== "total").map((row): Bar => {
    const cell = row.cells[respondents] as Cell;
    const value = Number(cell.value ?? 0);
    return { label: String(row.cells[0]?.value ?? ""), value, rest: (cell.denominator ?? value) - value, text: `${value} of ${cell.denominator ?? value}` };
  });
  if (bars.length === 0) return "";
  return figure(barChart({ title: `Bar chart: ${table.caption}. The table beside it has the same figures.`, axis: "States (blue: respondents; hatched: no report)", bars }), `${table.caption}. Blue: respondents. Hatched: no report.`);
}

/** Share of all respondents that report each measure of a category in place; with the interval where the ranking has one. */
function categoryChart(context: Context, table: ReportTable): Content {
  const { model } = context;
  const total = model.groups.find((group) => group.position === 0) ?? model.groups.at(-1);
  if (total === undefined || total.respondents === 0) return "";
  const intervals = intervalsOf(model);
  const figures = model.counts.filter((row) => row.group === total.name && row.status === "in_place" && row.percentage !== null && model.measures.some((measure) => measure.code === row.measure && measure.categoryCode === table.category));
  if (figures.length === 0) return "";
  const labels = new Map(model.measures.map((measure) => [measure.code, measure.label]));
  const bars = figures.map((row): Bar => {
    const interval = intervals.get(row.measure);
    return { label: labels.get(row.measure) ?? row.measure, value: row.percentage ?? 0, text: percentText(row.percentage), ...(interval === undefined ? {} : { low: interval.low, high: interval.high }) };
  });
  const named = bars.some((bar) => bar.low !== undefined);
  const caption = `${STATUS_LABELS.in_place}, in per cent of all ${total.respondents} respondents`;
  return html`<div class="beside">${figure(barChart({ title: `Bar chart: ${caption}. The table beside it has the same figures.`, axis: "Per cent of respondents", max: 100, bars }), `${caption}.${named ? " Orange: 95 % interval; the section on ranking says what it means." : ""}`)}
<div class="scroll" aria-label="Figures of the chart"><table class="chart-table"><caption><span>${caption}</span></caption><thead><tr><th scope="col">Measure</th><th scope="col" class="num">Count</th><th scope="col" class="num">Per cent</th>${named ? html`<th scope="col" class="num">95 % interval</th>` : ""}</tr></thead><tbody>${figures.map((row) => {
    const interval = intervals.get(row.measure);
    return html`<tr><th scope="row">${labels.get(row.measure) ?? row.measure}</th><td class="num">${row.count}</td><td class="num">${percentText(row.percentage)}</td>${named ? html`<td class="num">${interval === undefined ? "–" : `${interval.low} to ${interval.high} %`}</td>` : ""}</tr>`;
  })}</tbody></table></div></div>`;
}

/** Intervals of the ranking for all States, by measure. */
function intervalsOf(model: ReportModel): Map<string, Interval> {
  const found = new Map<string, Interval>();
  const total = model.groups.find((group) => group.position === 0)?.name;
  for (const section of model.sections) {
    for (const block of section.blocks) {
      if (block.kind !== "table" || block.table.role !== "ranking") continue;
      for (const row of block.table.rows) {
        for (const cell of row.cells) {
          const measure = cell.ref?.measure ?? row.cells[0]?.ref?.measure;
          if (cell.interval !== undefined && measure !== undefined && (cell.ref?.group === undefined || cell.ref.group === total) && (cell.ref?.status ?? "in_place") === "in_place" && !found.has(measure)) found.set(measure, cell.interval);
        }
      }
    }
  }
  return found;
}

const figure = (picture: Markup, caption: string): Markup => html`<figure class="chart"><div class="scroll" aria-label="Chart">${picture}</div><figcaption>${caption}</figcaption></figure>`;

