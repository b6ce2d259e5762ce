// Owns bar charts: rows in, one SVG out, drawn by Observable Plot on a DOM of the server.
// Must not ship Plot to the page, and leaves nothing in the SVG that the page's policy forbids (styles, scripts).
import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { trusted, plain, type Markup } from "./markup.js";

export interface Bar {
  label: string;
  value: number;
  /** Printed behind the bar. */
  text: string;
  low?: number;
  high?: number;
  /** What is left of the whole, drawn hatched. */
  rest?: number;
}

export interface BarChart {
  /** Accessible name; says what the bars are and that the table has the same figures. */
  title: string;
  axis: string;
  /** End of the scale; the largest value where not given. */
  max?: number;
  bars: Bar[];
  /** Across a printed page: wide, with labels of one line. */
  print?: boolean;
}

/** What is used of a DOM element; the project is compiled without the browser's types. */
interface Drawn {
  outerHTML: string;
  remove(): void;
  querySelectorAll(selector: string): Iterable<Drawn>;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
}
const parse = parseHTML as unknown as (markup: string) => { document: unknown };
const plot = Plot.plot as unknown as (options: object) => Drawn;

const SCREEN = { width: 520, row: 34, label: 196 };
const PRINT = { width: 780, row: 27, label: 340 };

/** One SVG; every text is escaped by the DOM that writes it. */
export function barChart(chart: BarChart): Markup {
  const { document } = parse("<!doctype html><html><body></body></html>");
  const bars = chart.bars.map((bar, index) => ({ ...bar, key: String(index), label: plain(bar.label), text: plain(bar.text) }));
  const labels = new Map(bars.map((bar) => [bar.key, bar.label]));
  const end = chart.max ?? Math.max(1, ...bars.map((bar) => bar.value + (bar.rest ?? 0)));
  const intervals = bars.filter((bar) => bar.low !== undefined && bar.high !== undefined);
  const longest = Math.max(...bars.map((bar) => bar.label.length));
  // Long labels go on in a second line.
  const size = chart.print === true ? PRINT : SCREEN;
  const margin = Math.min(size.label, 20 + longest * 7);
  const svg = plot({
    document,
    width: size.width,
    height: bars.length * size.row + 46,
    marginLeft: margin,
    marginRight: 66,
    marginTop: 4,
    marginBottom: 40,
    style: { fontSize: "12px" },
    x: { domain: [0, end], label: chart.axis, grid: true, ticks: 5, labelAnchor: "center", labelArrow: "none" },
    y: { domain: bars.map((bar) => bar.key), label: null, padding: 0.34 },
    marks: [
      Plot.axisY({ tickFormat: (key: string) => labels.get(key) ?? "", tickSize: 0, lineWidth: (margin - 22) / 12, fontSize: 12 }),
      Plot.barX(bars, { y: "key", x1: 0, x2: "value", fill: "#08519c" }),
      Plot.barX(bars.filter((bar) => bar.rest !== undefined), { y: "key", x1: "value", x2: (bar: Bar) => bar.value + (bar.rest ?? 0), fill: "url(#p-no_report)", stroke: "#767676", strokeWidth: 0.8 }),
      Plot.ruleY(intervals, { y: "key", x1: "low", x2: "high", stroke: "#d94801", strokeWidth: 2 }),
      Plot.tickX(intervals, { y: "key", x: "low", stroke: "#d94801", strokeWidth: 2, inset: 5 }),
      Plot.tickX(intervals, { y: "key", x: "high", stroke: "#d94801", strokeWidth: 2, inset: 5 }),
      Plot.text(bars, { y: "key", x: (bar: Bar) => Math.max(bar.value + (bar.rest ?? 0), bar.high ?? 0), text: "text", dx: 6, textAnchor: "start", fontSize: 12 }),
      Plot.ruleX([0], { stroke: "#333" }),
    ],
  });
  for (const style of svg.querySelectorAll("style")) style.remove();
  for (const element of [svg, ...svg.querySelectorAll("*")]) {
    element.removeAttribute("style");
    element.removeAttribute("class");
    // Parts carry names for tools ("y-axis tick"); a reader of the picture hears its title, and the table beside it.
    element.removeAttribute("aria-label");
    element.removeAttribute("aria-hidden");
  }
  svg.setAttribute("class", "bars");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", plain(chart.title));
  svg.setAttribute("font-size", "12");
  return trusted(shortNumbers(svg.outerHTML));
}

/** Two decimals of a unit of the picture are more than can be seen. */
const shortNumbers = (svg: string): string => svg.replace(/(\s(?:x|y|x1|x2|y1|y2|width|height|transform|d)=")([^"]*)"/g, (_whole, name: string, value: string) => `${name}${value.replace(/-?\d+\.\d{3,}/g, (number) => String(Math.round(Number(number) * 100) / 100))}"`);
