// Owns how the accuracy run is printed. Must not compute a figure.
import { clean, formatRows } from "../../reports/format.js";
import type { Counts } from "../../reports/score.js";
import type { Comparison } from "./baseline.js";
import type { Measured, Totals } from "./measure-set.js";
import { mayName } from "./sets.js";

const fraction = (value: number | null): string => (value === null ? "–" : value.toFixed(3));
const share = (part: number, of: number): string => (of === 0 ? "–" : (part / of).toFixed(3));
const table = (rows: Record<string, string | number>[]): string => (rows.length === 0 ? "  none\n" : formatRows(rows, "table", { width: 150 }));
const counted = (name: string, value: string, counts: Counts) => ({ [name]: value, labelled: counts.gold, found: counts.found, wrong: counts.wrong, P: fraction(counts.precision), R: fraction(counts.recall), F1: fraction(counts.f1), status: fraction(counts.statusAccuracy) });

/** The tables of a quick run. */
export function shortReport(measured: Measured[], skipped: { id: string; why: string }[]): string {
  const rows = measured.map((one) => ({ ...counted("set", one.set.id, one.score), "F1 cells": one.cells === null ? "" : fraction(one.cells.f1), "other State": one.score.wrongState, silent: one.silent === null ? "" : `${one.silent.silent}/${one.silent.of}` }));
  return `${table(rows)}${skipped.map(({ id, why }) => `SKIPPED ${id}: ${why}.\n`).join("")}`;
}

/** The whole report, without lists of single claims. */
export function report(measured: Measured[], totals: Totals, skipped: { id: string; why: string }[]): string {
  const parts: string[] = [];
  parts.push(
    "By gold set (extent: share of found pairs with the labelled extent; other State: right measure, wrong State)",
    table(measured.map((one) => ({
      ...counted("set", one.set.id, one.score), extent: share(one.extents.right, one.extents.of), "other State": one.score.wrongState, "false gaps": `${one.score.falseGaps}/${one.score.goldCells}`, doubtful: one.score.doubtfulGiven,
      respondents: one.respondents === null ? "" : `${one.respondents.found}/${one.respondents.gold}${one.respondents.wronglyGiven.length > 0 ? ` +${one.respondents.wronglyGiven.length}` : ""}`,
      collective: one.collective === null ? "" : `${one.collective.found}/${one.collective.gold}${one.collective.wronglyGiven.length > 0 ? ` +${one.collective.wronglyGiven.length}` : ""}`,
    }))),
    "State × measure in the document, and cells of the document's own State that stand as silent although the labels have something",
    table(measured.filter((one) => one.cells !== null || one.silent !== null).map((one) => ({ ...counted("set", one.set.id, one.cells ?? one.score), silent: one.silent === null ? "" : `${one.silent.silent}/${one.silent.of}`, "false gaps": one.silent === null ? "" : share(one.silent.silent, one.silent.of) }))),
    "All sets (left out: repeats of the same report in another format, and sets of which only figures may be known)",
    table([counted("set", "all", totals.score)]),
    `False-gap rate: ${totals.respondentCells.falseGaps} of ${totals.respondentCells.of} cells State × measure of respondents (${share(totals.respondentCells.falseGaps, totals.respondentCells.of)}) come out silent or absent although the labels have otherwise; over all States named, ${totals.score.falseGaps} of ${totals.score.goldCells} (${share(totals.score.falseGaps, totals.score.goldCells)}).`,
    `Right measure, wrong State: ${totals.score.wrongState} of ${totals.score.found + totals.score.wrong} claims (${share(totals.score.wrongState, totals.score.found + totals.score.wrong)}).\n`,
    "By kind of document", table(Object.entries(totals.byKind).map(([kind, counts]) => counted("kind", kind, counts))),
    "By status (of the label; wrong ones by the status given)", table(Object.entries(totals.score.byStatus).map(([status, counts]) => counted("status ", status, counts))),
    "By measure", table(Object.entries(totals.score.byMeasure).map(([measure, counts]) => counted("measure", measure, counts))),
    "Calibration: how often a claim of each certainty is labelled, and labelled with that status",
    table(Object.entries(totals.calibration).map(([certainty, { given, right, statusRight }]) => ({ certainty, given, right, precision: share(right, given), "with status": share(statusRight, given) }))),
    "Status given (columns) for the status labelled (rows), pairs found", confusion(totals.confusion),
  );
  for (const { id, why } of skipped) parts.push(`SKIPPED ${id}: ${why}.`);
  return `${parts.join("\n")}\n`;
}

function confusion(matrix: Totals["confusion"]): string {
  const columns = [...new Set(Object.values(matrix).flatMap((line) => Object.keys(line)))].sort();
  return table(Object.entries(matrix).sort().map(([label, line]) => ({ labelled: label, ...Object.fromEntries(columns.map((name) => [name, line[name] ?? 0])) })));
}

/** What was missed, wrongly given, and given with another status; quotes are shown on the terminal only. */
export function listings(measured: Measured[], rowsOf: ReadonlySet<string>): string {
  const lines: string[] = [];
  for (const one of measured) {
    if (!mayName(one.set, rowsOf)) {
      lines.push(`\n${one.set.id}: figures only${one.set.sealed === true ? "; it is sealed" : `; its rows with --rows-of ${one.set.id}`}.`);
      continue;
    }
    const { missed, wronglyGiven, statusDiffers } = one.score;
    if (missed.length + wronglyGiven.length + statusDiffers.length === 0) continue;
    lines.push(`\n${one.set.id}`);
    for (const row of missed) lines.push(`  missed  ${row.document} ${row.paragraph} ${row.state} ${row.measure} ${row.status}`);
    for (const row of wronglyGiven) lines.push(`  wrong   ${row.document} ${row.paragraph} ${row.state} ${row.measure} ${row.status} ${row.extra?.["certainty"] ?? ""} ${row.extra?.["rule"] ?? ""} "${clean(row.extra?.["quote"] ?? "").replace(/\s+/g, " ")}"`);
    for (const { label, given } of statusDiffers) lines.push(`  status  ${label.document} ${label.paragraph} ${label.state} ${label.measure}: labelled ${label.status}, given ${given.join(", ")}`);
    for (const [name, sets] of [["respondent", one.respondents], ["collective", one.collective]] as const) {
      for (const key of sets?.missed ?? []) lines.push(`  missed  ${name} ${key}`);
      for (const key of sets?.wronglyGiven ?? []) lines.push(`  wrong   ${name} ${key}`);
    }
  }
  return `${lines.join("\n")}\n`;
}

/** Gains, losses and falls against the baseline. */
export function comparison(all: Comparison[]): string {
  const lines: string[] = [];
  for (const one of all) {
    if (one.before === null) lines.push(`${one.set}: not in the baseline yet.`);
    for (const key of one.gained) lines.push(`  gained ${one.set}: ${key}`);
    for (const key of one.lost) lines.push(`  lost   ${one.set}: ${key}`);
    for (const key of one.changed) lines.push(`  status ${one.set}: ${key}`);
  }
  for (const one of all) if (one.fallen.length > 0) lines.push(`BELOW THE BASELINE ${one.set}: ${one.fallen.join("; ")}`);
  return lines.length === 0 ? "As in the baseline: the same claims, no figure lower.\n" : `${lines.join("\n")}\n`;
}
