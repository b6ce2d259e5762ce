// Owns the drawing of a timeline: measures as rows, years as places, one mark an event. The table beside it has the same and the quotes.
// Must not compute anything but places.
import type { ReportTable } from "../model.js";
import { html, type Markup } from "./markup.js";

const WIDTH = 760;
const LEFT = 270;
const ROW = 26;
const TOP = 24;
/** So many years apart labels of the axis stand at least. */
const STEPS = [1, 2, 5, 10, 20];

interface Event {
  from: number;
  to: number;
  title: string;
}

/** Null where the years do not span two or more places to draw. */
export function timelineFigure(table: ReportTable): Markup | null {
  const rows = new Map<string, Event[]>();
  for (const { cells } of table.rows) {
    const [measure, years, event] = cells.map((cell) => String(cell.value ?? ""));
    const [from = NaN, to = from] = (years ?? "").split("–").map(Number);
    if (measure === undefined || !Number.isFinite(from)) continue;
    rows.set(measure, [...(rows.get(measure) ?? []), { from, to, title: `${measure}: ${years}, ${event ?? ""}` }]);
  }
  const all = [...rows.values()].flat();
  const first = Math.min(...all.map((event) => event.from));
  const last = Math.max(...all.map((event) => event.to));
  if (all.length < 2 || last === first) return null;
  const place = (year: number): number => LEFT + 10 + ((year - first) / (last - first)) * (WIDTH - LEFT - 40);
  const step = STEPS.find((size) => (last - first) / size <= 9) ?? 50;
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => first + index).filter((year) => year % step === 0);
  const height = TOP + rows.size * ROW + 6;
  return html`<svg class="timeline" role="img" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" aria-label="${table.caption}. The table below has the same years with their quotes.">
    ${ticks.map((year) => html`<line x1="${place(year)}" x2="${place(year)}" y1="${TOP - 4}" y2="${height}" class="tick"/><text x="${place(year)}" y="14" text-anchor="middle">${year}</text>`)}
    ${[...rows].map(([measure, events], index) => {
      const y = TOP + index * ROW + ROW / 2;
      return html`<text x="${LEFT - 6}" y="${y + 4}" text-anchor="end">${short(measure)}<title>${measure}</title></text>${events.map((event) => mark(event, y, place))}`;
    })}
  </svg>`;
}

function mark({ from, to, title }: Event, y: number, place: (year: number) => number): Markup {
  const label = html`<title>${title}</title>`;
  if (to > from) return html`<line x1="${place(from)}" x2="${place(to)}" y1="${y}" y2="${y}" class="span">${label}</line>`;
  return html`<circle cx="${place(from)}" cy="${y}" r="5" class="event">${label}</circle>`;
}

const short = (label: string): string => (label.length <= 40 ? label : `${label.slice(0, 39).trimEnd()}…`);
