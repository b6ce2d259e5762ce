// Owns how the metamorphic test is printed. Must not compute a figure.
import { formatRows } from "../../reports/format.js";
import type { MetamorphicFigures, Outcome, Share } from "./metamorphic.js";

const told = ({ right, of }: Share): string => `${right} of ${of} (${of === 0 ? "–" : ((100 * right) / of).toFixed(1)} %)`;

export function metamorphicReport(figures: MetamorphicFigures, floor: MetamorphicFigures | null): string {
  const rows = Object.entries(figures.byChange).map(([change, share]) => ({ change, right: told(share), floor: floor?.byChange[change] === undefined ? "" : told(floor.byChange[change]) }));
  return [
    formatRows(rows, "table", { width: 120 }),
    `Kept where the meaning stays: ${told(figures.kept)}; of examples that are read right as written: ${told(figures.keptOfRead)}.`,
    `Changed where the meaning changes: ${told(figures.changed)}; of examples that are read right as written: ${told(figures.changedOfRead)}.\n`,
  ].join("\n");
}

/** Each failure, with the text and what came out. */
export function metamorphicFailures(outcomes: Outcome[]): string {
  return outcomes.filter((one) => !one.right).map(({ change, example, text, given }) => `  ${change.id}: ${example.measure} ${example.status}: "${text}" gave ${given.join(", ") || "nothing"}\n`).join("");
}
