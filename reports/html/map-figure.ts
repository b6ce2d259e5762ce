// Owns the world map of one measure and the table beside it, as first drawn; the page's script redraws both for another measure.
// Must not compute a figure.
import { loadStates } from "../../datasets/states.js";
import { isUnsaid, markSigns, type MeasureInfo, type StateInfo } from "../model.js";
import { html, trusted, type Markup } from "./markup.js";
import { groupOfAll } from "./page-data.js";
import { LOOKS, SIGNS, badge, lookLabel, shortLegend, type Look } from "./statuses.js";
import type { Context } from "./tables.js";
import { DOT_RADIUS, MAP_HEIGHT, MAP_WIDTH, worldShapes } from "./world-map.js";

/** The measure that most States are named with: the map says most of it. */
export function measureForMap(context: Context): MeasureInfo | undefined {
  const named = new Map<string, number>();
  for (const cell of context.model.grid) if (cell.reported !== null || !isUnsaid(cell.cell)) named.set(cell.measure, (named.get(cell.measure) ?? 0) + 1);
  return [...context.model.measures].sort((a, b) => (named.get(b.code) ?? 0) - (named.get(a.code) ?? 0) || a.position - b.position)[0];
}

export function mapFigure(context: Context, measure: MeasureInfo): Markup {
  const { model, index } = context;
  const looks = looksOf(context, measure);
  const doubts = new Map(model.grid.filter((cell) => cell.measure === measure.code).map((cell) => [cell.state, markSigns(cell.marks.filter((mark) => mark !== "named_only"))]));
  const m49 = new Map(loadStates().map((state) => [state.iso3, state.m49]));
  const codes = model.states.map((state) => m49.get(state.code) ?? "");
  const world = worldShapes(codes.filter((code) => code !== ""));
  const shapeOf = new Map(world.shapes.map((shape) => [shape.m49, shape]));
  const missing = model.states.filter((_state, position) => !shapeOf.has(codes[position] as string));
  const land = model.states.map((state, position) => {
    const shape = shapeOf.get(codes[position] as string);
    return shape === undefined || shape.path === "" ? "" : html`<path data-i="${position}" class="s-${looks[position]}" d="${shape.path}"><title>${title(state.name, looks[position])}</title></path>`;
  });
  const dots = model.states.map((state, position) => {
    const shape = shapeOf.get(codes[position] as string);
    if (shape?.dot === undefined || shape.dot === null) return "";
    return html`${shape.from === null ? "" : html`<path class="lead" d="M${shape.from.x},${shape.from.y}L${shape.dot.x},${shape.dot.y}"></path>`}<circle data-i="${position}" class="s-${looks[position]}" cx="${shape.dot.x}" cy="${shape.dot.y}" r="${DOT_RADIUS}"><title>${title(state.name, looks[position])}</title></circle>`;
  });
  return html`<div class="map-figure"><figure class="map"><svg id="map" viewBox="0 0 ${MAP_WIDTH} ${MAP_HEIGHT}" role="img" aria-label="${mapLabel(context, measure)}">
<clipPath id="map-edge"><rect width="${MAP_WIDTH}" height="${MAP_HEIGHT}"></rect></clipPath><g clip-path="url(#map-edge)"><path class="sea" d="${trusted(world.spherePath)}"></path><path class="other" d="${trusted(world.otherPath)}"></path>
${land}
${dots}</g></svg>
<figcaption>${shortLegend()}<p>Dots stand for small States. Click a State for its evidence; the table below has the same States for the keyboard. Equal Earth projection: areas can be compared. ${missing.length === 0 ? "" : `Not drawn, because the atlas has no shape for them: ${missing.map((state) => state.name).join(", ")}. `}Shapes: Natural Earth, scale 1:50 million. The boundaries and names shown do not imply official endorsement or acceptance by the United Nations.</p></figcaption></figure>
<div class="scroll map-table" aria-labelledby="map-caption"><table><caption id="map-caption"><span>States by status: <b id="map-name">${measure.label}</b></span></caption>
<thead><tr><th scope="col">Status</th><th scope="col" class="num">States</th><th scope="col">Which</th></tr></thead>
<tbody id="map-rows">${LOOKS.map((look) => {
    const states = byName(model).filter(({ position }) => looks[position] === look || (look === "no_report" && looks[position] === "named_only"));
    return states.length === 0 ? "" : html`<tr data-t="${look}"><th scope="row">${badge(look)}</th><td class="num">${figureOf(context, measure, look) ?? states.length}</td><td class="names">${states.map(({ state, position }, at) => html`<span>${isUnsaid(look) ? `${state.name}${looks[position] === "named_only" ? " ¶" : ""}` : html`<button type="button" data-r="${index.measures.get(measure.code)}||${position}|">${state.name}</button>${doubts.get(state.code) ?? ""}`}${at < states.length - 1 ? ";" : ""}</span> `)}</td></tr>`;
  })}</tbody></table></div><p class="notes">¶ Named with the measure, and not among the respondents: counted under no report as well, in no percentage. ‡ Rests on hedged or inferred wording only. § An earlier document, or another’s word, says something else.</p></div>`;
}

const byName = (model: Context["model"]): { state: StateInfo; position: number }[] => model.states.map((state, position) => ({ state, position })).sort((a, b) => a.state.name.localeCompare(b.state.name, "en"));

function looksOf(context: Context, measure: MeasureInfo): (Look | "other")[] {
  const looks = new Array<Look | "other">(context.model.states.length).fill("other");
  for (const cell of context.model.grid) {
    const position = context.index.states.get(cell.state);
    if (cell.measure === measure.code && position !== undefined) looks[position] = cell.marks.includes("named_only") ? "named_only" : cell.cell;
  }
  return looks;
}

const title = (name: string, look: Look | "other" | undefined): string => (look === undefined || look === "other" ? name : `${name}: ${lookLabel(look)} ${SIGNS[look]}`);

function mapLabel(context: Context, measure: MeasureInfo): string {
  return `World map: ${measure.label}. ${LOOKS.map((look) => ({ look, count: figureOf(context, measure, look) ?? 0 })).filter(({ count }) => count > 0).map(({ look, count }) => `${lookLabel(look)}: ${count}`).join("; ")}. The table below it names the States.`;
}

/** The model's count over the States of the report. */
function figureOf(context: Context, measure: MeasureInfo, look: Look): number | undefined {
  const total = context.model.groups[groupOfAll(context.model, context.index)]?.name;
  return context.model.counts.find((row) => row.measure === measure.code && row.status === look && row.group === total)?.count;
}
