// Owns what the pictures of a report show, and the text that stands for each. Formats without pictures need this alone: drawing loads a chart library and the atlas.
// Must not compute a figure: bars and colours are the model's counts and cells.
import { percentText, type CountRow, type Picture, type ReportModel } from "../model.js";

const MOST_BARS = 10;
/** Measures whose reports say little of what is there: the depositary's record stands beside them in a table. */
const isTreaty = (measure: string): boolean => measure.startsWith("treaty.");

export interface BarsShown {
  respondents: number;
  bars: (CountRow & { label: string })[];
  alt: string;
}

/** Measures reported in place by most respondents; null where there are none. */
export function barsShown(model: ReportModel): BarsShown | null {
  const total = model.groups.find((group) => group.position === 0);
  if (total === undefined || total.respondents === 0) return null;
  const labels = new Map(model.measures.map((measure) => [measure.code, measure.label]));
  const bars = model.counts.filter((row) => row.group === total.name && row.status === "in_place" && row.percentage !== null && row.count > 0 && !isTreaty(row.measure)).sort((a, b) => b.count - a.count).slice(0, MOST_BARS).map((row) => ({ ...row, label: labels.get(row.measure) ?? row.measure }));
  if (bars.length === 0) return null;
  return { respondents: total.respondents, bars, alt: `Bar chart: measures reported in place by most of the ${total.respondents} respondents. ${bars.map((row) => `${row.label}: ${row.count} (${percentText(row.percentage)})`).join("; ")}.` };
}

export type Fill = "respondent" | "not_read" | "no_report";
export const FILL_LABELS: Record<Fill, string> = { respondent: "Respondent", not_read: "Report not read", no_report: "No report" };

export interface MapShown {
  /** One for each State of the model, in its order. */
  looks: Fill[];
  /** Those that occur, with the number of States. */
  shown: { key: Fill; count: number }[];
  alt: string;
}

/** States by what was read of them; null where the model has none. */
export function mapShown(model: ReportModel): MapShown | null {
  if (model.states.length === 0) return null;
  const looks = model.states.map((state): Fill => (state.respondent ? "respondent" : state.unread === true ? "not_read" : "no_report"));
  const shown = (Object.keys(FILL_LABELS) as Fill[]).map((key) => ({ key, count: looks.filter((look) => look === key).length })).filter(({ count }) => count > 0);
  const names = (key: Fill): string => model.states.filter((_state, at) => looks[at] === key).map((state) => state.name).sort().join(", ");
  return { looks, shown, alt: `World map of States by what was read. ${shown.map(({ key, count }) => `${FILL_LABELS[key]}: ${count}${key === "no_report" ? "" : ` (${names(key)})`}`).join(". ")}. Boundaries shown do not imply endorsement by the United Nations.` };
}

/** The text alternative of a picture; null where the model has nothing to draw. */
export const alternativeOf = (model: ReportModel, picture: Picture): string | null => (picture.what === "bars" ? barsShown(model) : mapShown(model))?.alt ?? null;
