// Owns the pictures of a report as SVG, with the text that stands for each: a bar chart of measures and a map of States.
// Must not compute a figure: bars and colours are the model's counts and cells, as in HTML.
import { loadStates } from "../../datasets/states.js";
import { barChart, type Bar } from "../html/bar-chart.js";
import { PATTERNS } from "../html/statuses.js";
import { MAP_HEIGHT, MAP_WIDTH, DOT_RADIUS, worldShapes } from "../html/world-map.js";
import { percentText, type Picture, type ReportModel } from "../model.js";
import { barsShown, FILL_LABELS, mapShown, type Fill } from "./alternatives.js";

export interface Figure {
  svg: string;
  /** Text alternative: all that the picture says. */
  alt: string;
  /** In units of the SVG. */
  width: number;
  height: number;
}

/** The picture; null where the model has nothing to draw. */
export function figureOf(model: ReportModel, picture: Picture): Figure | null {
  return picture.what === "bars" ? mostReported(model) : respondents(model);
}

function mostReported(model: ReportModel): Figure | null {
  const found = barsShown(model);
  if (found === null) return null;
  const { respondents, alt } = found;
  const bars = found.bars.map((row): Bar => ({ label: row.label, value: row.percentage ?? 0, text: percentText(row.percentage) }));
  const svg = barChart({ title: alt, axis: `Per cent of ${respondents} respondents`, max: 100, bars, print: true }).toString();
  const [, width = "520", height = "300"] = /width="([\d.]+)"[^>]*height="([\d.]+)"/.exec(svg) ?? [];
  return { svg: standing(svg, Number(width), Number(height)), alt, width: Number(width), height: Number(height) };
}

const FILLS: Record<Fill, string> = { respondent: "#08519c", not_read: "url(#p-not_read)", no_report: "url(#p-no_report)" };
const KEY_HEIGHT = 40;

function respondents(model: ReportModel): Figure | null {
  const found = mapShown(model);
  if (found === null) return null;
  const { looks, shown, alt } = found;
  const m49 = new Map(loadStates().map((state) => [state.iso3, state.m49]));
  const codes = model.states.map((state) => m49.get(state.code) ?? "");
  const world = worldShapes(codes.filter((code) => code !== ""));
  const shapes = new Map(world.shapes.map((shape) => [shape.m49, shape]));
  const land: string[] = [];
  const dots: string[] = [];
  model.states.forEach((_state, at) => {
    const shape = shapes.get(codes[at] as string);
    if (shape === undefined) return;
    const fill = FILLS[looks[at] as Fill];
    if (shape.path !== "") land.push(`<path d="${shape.path}" fill="${fill}" stroke="#555" stroke-width="0.35"/>`);
    if (shape.from !== null && shape.dot !== null) dots.push(`<path d="M${shape.from.x},${shape.from.y}L${shape.dot.x},${shape.dot.y}" stroke="#444" stroke-width="0.5" fill="none"/>`);
    if (shape.dot !== null) dots.push(`<circle cx="${shape.dot.x}" cy="${shape.dot.y}" r="${DOT_RADIUS}" fill="${fill}" stroke="#222" stroke-width="0.8"/>`);
  });
  let x = 8;
  const legend = shown.map(({ key, count }) => {
    const text = `${FILL_LABELS[key]}: ${count} States`;
    const part = `<rect x="${x}" y="${MAP_HEIGHT + 12}" width="26" height="16" fill="${FILLS[key]}" stroke="#444"/><text x="${x + 34}" y="${MAP_HEIGHT + 25}" font-size="15" fill="#111">${text}</text>`;
    x += 60 + text.length * 8.4;
    return part;
  });
  const defs = /<defs>[\s\S]*<\/defs>/.exec(PATTERNS.toString())?.[0] ?? "";
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${MAP_WIDTH}" height="${MAP_HEIGHT + KEY_HEIGHT}" viewBox="0 0 ${MAP_WIDTH} ${MAP_HEIGHT + KEY_HEIGHT}">${defs}<clipPath id="edge"><rect width="${MAP_WIDTH}" height="${MAP_HEIGHT}"/></clipPath><g clip-path="url(#edge)"><path d="${world.spherePath}" fill="#f2f6fa"/><path d="${world.otherPath}" fill="#e9e6df" stroke="#fff" stroke-width="0.4"/>${land.join("")}${dots.join("")}</g>${legend.join("")}</svg>`;
  return { svg: standing(svg, MAP_WIDTH, MAP_HEIGHT + KEY_HEIGHT), alt, width: MAP_WIDTH, height: MAP_HEIGHT + KEY_HEIGHT };
}

/** An SVG that needs nothing around it: name space, size, the font of the pictures, a white ground. */
function standing(svg: string, width: number, height: number): string {
  const defs = svg.includes("<defs>") ? "" : (/<defs>[\s\S]*<\/defs>/.exec(PATTERNS.toString())?.[0] ?? "");
  return svg.replace(/^<svg([^>]*)>/, (_whole, attributes: string) => `<svg${attributes.includes("xmlns=") ? "" : ' xmlns="http://www.w3.org/2000/svg"'}${attributes.replace(/ font-family="[^"]*"/, "")} font-family="Noto Sans">${defs}<rect width="${width}" height="${height}" fill="#fff"/>`);
}
