// Owns the pictures of a report as SVG, with the text that stands for each: a bar chart of measures and a map of States.
// Must not compute a figure: bars and colours are the model's counts and cells, as in HTML.
import { loadStates } from "../../datasets/states.js";
import { barChart, type Bar } from "../html/bar-chart.js";
import { PATTERNS } from "../html/statuses.js";
import { MAP_HEIGHT, MAP_WIDTH, DOT_RADIUS, worldShapes } from "../html/world-map.js";
import { percentText, type Picture, type ReportModel } from "../model.js";

export interface Figure {
  svg: string;
  /** Text alternative: all that the picture says. */
  alt: string;
  /** In units of the SVG. */
  width: number;
  height: number;
}

const MOST_BARS = 10;
/** Measures whose reports say little of what is there: the depositary's record stands beside them in a table. */
const isTreaty = (measure: string): boolean => measure.startsWith("treaty.");

/** The picture; null where the model has nothing to draw. */
export function figureOf(model: ReportModel, picture: Picture): Figure | null {
  return picture.what === "bars" ? mostReported(model) : respondents(model);
}

function mostReported(model: ReportModel): Figure | null {
  const total = model.groups.find((group) => group.position === 0);
  if (total === undefined || total.respondents === 0) return null;
  const labels = new Map(model.measures.map((measure) => [measure.code, measure.label]));
  const figures = model.counts.filter((row) => row.group === total.name && row.status === "in_place" && row.percentage !== null && row.count > 0 && !isTreaty(row.measure)).sort((a, b) => b.count - a.count).slice(0, MOST_BARS);
  if (figures.length === 0) return null;
  const bars = figures.map((row): Bar => ({ label: labels.get(row.measure) ?? row.measure, value: row.percentage ?? 0, text: percentText(row.percentage) }));
  const alt = `Bar chart: measures reported in place by most of the ${total.respondents} respondents. ${figures.map((row) => `${labels.get(row.measure) ?? row.measure}: ${row.count} (${percentText(row.percentage)})`).join("; ")}.`;
  const svg = barChart({ title: alt, axis: `Per cent of ${total.respondents} respondents`, max: 100, bars, print: true }).toString();
  const [, width = "520", height = "300"] = /width="([\d.]+)"[^>]*height="([\d.]+)"/.exec(svg) ?? [];
  return { svg: standing(svg, Number(width), Number(height)), alt, width: Number(width), height: Number(height) };
}

type Fill = "respondent" | "not_read" | "no_report";
const FILLS: Record<Fill, { fill: string; label: string }> = {
  respondent: { fill: "#08519c", label: "Respondent" }, not_read: { fill: "url(#p-not_read)", label: "Report not read" }, no_report: { fill: "url(#p-no_report)", label: "No report" },
};
const KEY_HEIGHT = 40;

function respondents(model: ReportModel): Figure | null {
  if (model.states.length === 0) return null;
  const m49 = new Map(loadStates().map((state) => [state.iso3, state.m49]));
  const codes = model.states.map((state) => m49.get(state.code) ?? "");
  const world = worldShapes(codes.filter((code) => code !== ""));
  const shapes = new Map(world.shapes.map((shape) => [shape.m49, shape]));
  const looks = model.states.map((state): Fill => (state.respondent ? "respondent" : state.unread === true ? "not_read" : "no_report"));
  const land: string[] = [];
  const dots: string[] = [];
  model.states.forEach((_state, at) => {
    const shape = shapes.get(codes[at] as string);
    if (shape === undefined) return;
    const { fill } = FILLS[looks[at] as Fill];
    if (shape.path !== "") land.push(`<path d="${shape.path}" fill="${fill}" stroke="#555" stroke-width="0.35"/>`);
    if (shape.from !== null && shape.dot !== null) dots.push(`<path d="M${shape.from.x},${shape.from.y}L${shape.dot.x},${shape.dot.y}" stroke="#444" stroke-width="0.5" fill="none"/>`);
    if (shape.dot !== null) dots.push(`<circle cx="${shape.dot.x}" cy="${shape.dot.y}" r="${DOT_RADIUS}" fill="${fill}" stroke="#222" stroke-width="0.8"/>`);
  });
  const shown = (Object.keys(FILLS) as Fill[]).map((key) => ({ key, count: looks.filter((look) => look === key).length })).filter(({ count }) => count > 0);
  let x = 8;
  const legend = shown.map(({ key, count }) => {
    const text = `${FILLS[key].label}: ${count} States`;
    const part = `<rect x="${x}" y="${MAP_HEIGHT + 12}" width="26" height="16" fill="${FILLS[key].fill}" stroke="#444"/><text x="${x + 34}" y="${MAP_HEIGHT + 25}" font-size="15" fill="#111">${text}</text>`;
    x += 60 + text.length * 8.4;
    return part;
  });
  const defs = /<defs>[\s\S]*<\/defs>/.exec(PATTERNS.toString())?.[0] ?? "";
  const names = (key: Fill): string => model.states.filter((_state, at) => looks[at] === key).map((state) => state.name).sort().join(", ");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${MAP_WIDTH}" height="${MAP_HEIGHT + KEY_HEIGHT}" viewBox="0 0 ${MAP_WIDTH} ${MAP_HEIGHT + KEY_HEIGHT}">${defs}<clipPath id="edge"><rect width="${MAP_WIDTH}" height="${MAP_HEIGHT}"/></clipPath><g clip-path="url(#edge)"><path d="${world.spherePath}" fill="#f2f6fa"/><path d="${world.otherPath}" fill="#e9e6df" stroke="#fff" stroke-width="0.4"/>${land.join("")}${dots.join("")}</g>${legend.join("")}</svg>`;
  const alt = `World map of States by what was read. ${shown.map(({ key, count }) => `${FILLS[key].label}: ${count}${key === "no_report" ? "" : ` (${names(key)})`}`).join(". ")}. Boundaries shown do not imply endorsement by the United Nations.`;
  return { svg: standing(svg, MAP_WIDTH, MAP_HEIGHT + KEY_HEIGHT), alt, width: MAP_WIDTH, height: MAP_HEIGHT + KEY_HEIGHT };
}

/** An SVG that needs nothing around it: name space, size, the font of the pictures, a white ground. */
function standing(svg: string, width: number, height: number): string {
  const defs = svg.includes("<defs>") ? "" : (/<defs>[\s\S]*<\/defs>/.exec(PATTERNS.toString())?.[0] ?? "");
  return svg.replace(/^<svg([^>]*)>/, (_whole, attributes: string) => `<svg${attributes.includes("xmlns=") ? "" : ' xmlns="http://www.w3.org/2000/svg"'}${attributes.replace(/ font-family="[^"]*"/, "")} font-family="Noto Sans">${defs}<rect width="${width}" height="${height}" fill="#fff"/>`);
}
