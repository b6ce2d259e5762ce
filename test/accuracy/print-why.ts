// Owns how `--why` is printed: losses by step, wrong rows by measure and by document. Must not decide what lost a row.
import { clean, formatRows } from "../../reports/format.js";
import type { ScoredRow } from "../../reports/score.js";
import type { Measured } from "./measure-set.js";
import { mayName } from "./sets.js";
import { LOSS_STEPS, stepCounts, type Loss } from "./why.js";

/** Counts for every set, rows for those that may be named; wrong rows by measure, then counts by document. */
export function whyReport(measured: Measured[], losses: Map<string, Loss[]>, rowsOf: ReadonlySet<string>): string {
  const lines: string[] = [];
  for (const one of measured.filter(({ set }) => mayName(set, rowsOf))) {
    const mine = losses.get(one.set.id) ?? [];
    if (mine.length > 0) lines.push(`\n${one.set.id}: rows lost, by step`);
    for (const step of LOSS_STEPS) for (const loss of mine.filter((candidate) => candidate.step === step)) lines.push(...lossLines(loss));
    lines.push(...wrongLines(one));
  }
  const kept = measured.filter(({ set }) => !mayName(set, rowsOf)).map(({ set }) => `${set.id}: figures only.`);
  const table = measured.filter(({ set }) => set.sealed !== true).map(({ set }) => {
    const { besides, ...counts } = stepCounts(losses.get(set.id) ?? []);
    return { set: set.id, ...counts, all: Object.values(counts).reduce((sum, count) => sum + count, 0), "beside a claim": besides };
  });
  return `${[...lines, ...kept].join("\n")}\n\nRows lost, by the step that lost them (paragraph: none of that number was read; beside a claim: something else was claimed there)\n${formatRows(table, "table", { width: 150 })}`;
}

function lossLines({ row, step, reason, quote, besides }: Loss): string[] {
  const told = clean(quote).replace(/\s+/g, " ");
  return [`  ${step.padEnd(9)} ${row.document} ${row.paragraph} ${row.state} ${row.measure} ${row.status}: ${reason}`, ...(told === "" ? [] : [`            "${told}"`]), ...(besides.length === 0 ? [] : [`            claimed there: ${besides.join("; ")}`])];
}

function wrongLines({ set, score }: Measured): string[] {
  if (score.wronglyGiven.length === 0) return [];
  const by = (key: (row: ScoredRow) => string): [string, ScoredRow[]][] => {
    const groups = new Map<string, ScoredRow[]>();
    for (const row of score.wronglyGiven) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
    return [...groups].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  };
  const lines = [`\n${set.id}: wrong rows, by measure`];
  for (const [measure, rows] of by((row) => row.measure)) {
    lines.push(`  ${measure} (${rows.length})`);
    for (const row of rows) lines.push(`    ${row.document} ${row.paragraph || row.extra?.["paragraph"] || ""} ${row.state} ${row.status} ${row.extra?.["certainty"] ?? ""} ${row.extra?.["rule"] ?? ""} "${clean(row.extra?.["quote"] ?? "").replace(/\s+/g, " ")}"`);
  }
  lines.push(`${set.id}: wrong rows, by document`);
  for (const [document, rows] of by((row) => row.document)) lines.push(`  ${document} (${rows.length}): ${rows.map((row) => `${row.paragraph || row.extra?.["paragraph"] || ""} ${row.measure}`).join("; ")}`);
  return lines;
}
