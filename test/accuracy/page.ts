// Owns the figures on the page that explains them (docs/accuracy.md). Must not compute a figure.
import { join } from "node:path";
import { packageRoot } from "../../datasets/paths.js";
import type { Baseline, FigureCounts, Figures } from "./baseline.js";
import type { Totals } from "./measure-set.js";
import { lastSealed, type SealedRun } from "./sealed-log.js";

export const pageFile = (): string => join(packageRoot(), "docs", "accuracy.md");

/** The page on accuracy with the baseline's figures between its marks. @throws Error where the marks are missing */
export function pageWith(page: string, baseline: Baseline): string {
  const [open, close] = ["<!-- figures: written by npm run accuracy -- --update -->", "<!-- end of figures -->"];
  const [start, end] = [page.indexOf(open), page.indexOf(close)];
  if (start < 0 || end < start) throw new Error(`docs/accuracy.md: the marks '${open}' and '${close}' are missing`);
  return `${page.slice(0, start + open.length)}\n\n${sealedLine(lastSealed())}${figuresTable(baseline)}\n${page.slice(end)}`;
}

function figuresTable({ sets, totals }: Baseline): string {
  const fraction = (value: number | null): string => (value === null ? "–" : value.toFixed(3));
  const line = (name: string, row: FigureCounts, ...more: (string | number)[]): string => `| ${[name, row.gold, row.found, row.wrong, fraction(row.precision), fraction(row.recall), fraction(row.f1), fraction(row.status), ...more].join(" | ")} |`;
  const { all, respondentCells, calibration } = totals;
  return [
    "| gold set | labelled | found | wrong | P | R | F1 | status | other State |", "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ...Object.entries(sets).map(([id, { figures }]) => line(id, figures, figures.wrongState)), line("all", all, all.wrongState), "",
    "| kind of document | labelled | found | wrong | P | R | F1 | status |", "|---|---:|---:|---:|---:|---:|---:|---:|",
    ...Object.entries(totals.byKind).map(([kind, row]) => line(kind, row)), "",
    ...bandsTable(calibration), "",
    "| State × measure in the document | labelled | found | wrong | P | R | F1 | status | own State silent |", "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ...Object.entries(sets).filter(([, { figures }]) => figures.cells !== undefined || figures.silent !== undefined).map(([id, { figures }]) => line(id, figures.cells ?? figures, silentOf(figures))), "",
    `False gaps: ${respondentCells.falseGaps} of ${respondentCells.of} cells State × measure of respondents (${share(respondentCells.falseGaps, respondentCells.of)}).`, "",
  ].join("\n");
}

const share = (part: number, of: number): string => (of === 0 ? "–" : (part / of).toFixed(3));

/** How often claims of each certainty are labelled, and with that status. */
function bandsTable(calibration: Totals["calibration"]): string[] {
  return [
    "| certainty | claims | labelled so | precision | with status |", "|---|---:|---:|---:|---:|",
    ...Object.entries(calibration).map(([level, row]) => `| ${level} | ${row.given} | ${row.right} | ${share(row.right, row.given)} | ${share(row.statusRight, row.given)} |`),
  ];
}

const silentOf = ({ silent }: Figures): string => (silent === undefined ? "–" : `${silent.silent} of ${silent.of} (${(silent.silent / Math.max(1, silent.of)).toFixed(3)})`);

/** The headline: what was measured on labels that nobody reads while working. */
function sealedLine(last: SealedRun | null): string {
  if (last === null) return "The sealed set has not been scored yet.\n\n";
  const { figures } = last;
  const row = (name: string, counts: FigureCounts): string => `| ${[name, counts.gold, counts.found, counts.wrong, ...[counts.precision, counts.recall, counts.f1, counts.status].map((value) => (value === null ? "–" : value.toFixed(3)))].join(" | ")} |`;
  return [
    `**Documents never read while working** (sealed set ${last.set}, ${last.date}, commit ${last.commit}):`, "",
    "| compared by | labelled | found | wrong | P | R | F1 | status |", "|---|---:|---:|---:|---:|---:|---:|---:|",
    row("paragraph, State, measure", figures), ...(figures.cells === undefined ? [] : [row("State × measure in the document", figures.cells)]), "",
    ...(last.bands === undefined ? [] : [...bandsTable(last.bands), ""]),
    `False gaps (the State under review stands as silent where the labels have something): ${silentOf(figures)}.`, "", "All other sets were read while working; the rows of d3a were looked at three times, on 1 December 2026, each time when its figures had stopped rising; of invented-national-2, invented-upr-4, invented-sg-3 and invented-sg-5 no row was read:", "", "",
  ].join("\n");
}
