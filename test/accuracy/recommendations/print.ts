// Owns how the comparison of recommendations is printed. Must not compute.
import { clean, formatRows } from "../../../reports/format.js";
import type { Comparison } from "./compare.js";

const share = (part: number, of: number): string => `${part} of ${of} (${of === 0 ? "–" : ((100 * part) / of).toFixed(2)} %)`;

/** Precision, recall and F1 of the mark "trafficking". */
export function traffickingScore({ trafficking: { right, wrong, missed } }: Comparison): { precision: number; recall: number; f1: number } {
  const precision = right / Math.max(1, right + wrong);
  const recall = right / Math.max(1, right + missed);
  return { precision, recall, f1: (2 * precision * recall) / Math.max(0.001, precision + recall) };
}

/** @param counted pairs on the page, counted by hand, by file */
export function printComparison(found: Comparison, list: boolean, counted: ReadonlyMap<string, { pairs: number }> = new Map()): string {
  const score = traffickingScore(found);
  const { matrix } = found.action;
  const lines = [
    `Count of pairs of recommendation and State, each once, within 3 % of one of the lists: ${share(found.distinct.within, found.distinct.of)} reports (aim 97 %)`,
    `The same where a State counts as often as an item names it, which the lists do here and there: ${share(found.within, found.counts.length)} reports`,
    `Rows of the printed list matched by file and number: ${share(found.numbers.matched, found.numbers.of)}`,
    `Recommending State right, of these: ${share(found.states.right, found.states.of)} (aim 98 %)`,
    `Response as printed right, of these: ${share(found.responses.right, found.responses.of)} (aim 98 %)`,
    `Response unknown although the list has one: ${share(found.unknown.number, found.unknown.of)} (aim at most 1 %)`,
    `Issue Trafficking: F1 ${score.f1.toFixed(3)}, precision ${score.precision.toFixed(3)}, recall ${score.recall.toFixed(3)} (aim F1 .95), on rows matched by State, session, recommending State and first words: ${share(found.trafficking.matched, found.trafficking.of)}`,
    `Printed response already final: agrees with UPR Info in ${share(found.final.right, found.final.of)}`,
    `Kind of action agrees with UPR Info in ${share(found.action.right, found.action.of)} (no aim)`,
    formatRows([1, 2, 3, 4, 5].map((action) => ({ "UPR Info": action, ...Object.fromEntries([1, 2, 3, 4, 5].map((given) => [`read ${given}`, matrix[action]?.[given] ?? 0])) })), "table", { width: 100 }),
  ];
  const off = found.counts.filter((row) => ![row.printed, row.uprInfo].some((count) => count !== null && Math.abs(row.read - count) <= 0.03 * count));
  lines.push("Reports whose count is within 3 % of neither list (to be looked up on the page):", off.length === 0 ? "  none\n" : formatRows(off.map((row) => ({ file: row.file, read: row.read, "as printed": row.printed ?? "", "UPR Info": row.uprInfo ?? "" })), "table", { width: 100 }));
  const alone = found.distinct.off;
  lines.push("The same with each pair counted once, and what the page has where it was counted by hand (page.csv):", alone.length === 0 ? "  none\n" : formatRows(alone.map((row) => ({ file: row.file, read: row.pairs, "as printed": row.printed ?? "", "UPR Info": row.uprInfo ?? "", page: counted.get(row.file)?.pairs ?? "not counted" })), "table", { width: 100 }));
  if (list) {
    const named: [string, string[]][] = [["Recommending State differs", found.states.wrong], ["Response differs", found.responses.wrong], ["Trafficking differs", found.trafficking.differing]];
    for (const [title, rows] of named) lines.push(`${title}:`, ...rows.map((row) => `  ${clean(row)}`), "");
  }
  return `${lines.join("\n")}\n`;
}
