// Owns comparing recommendations as read with the two lists. Pure; must not print.
import type { Recommendation } from "../../../extractors/contracts.js";
import type { PrintedRow, UprInfoRow } from "./lists.js";

export interface ReadReport {
  file: string;
  state: string | null;
  /** Session of the Working Group. */
  session: number | null;
  recommendations: Recommendation[];
}

export interface CountRow {
  file: string;
  read: number;
  printed: number | null;
  uprInfo: number | null;
}

export interface Comparison {
  counts: CountRow[];
  /** Within 3 per cent of one of the lists. */
  within: number;
  /** Pairs of number and State, each counted once on both sides: the printed list has a State as often as an item names it. */
  distinct: { within: number; of: number; off: (CountRow & { pairs: number })[] };
  states: { right: number; of: number; wrong: string[] };
  responses: { right: number; of: number; wrong: string[] };
  /** Rows for which the list has a response and the reading has none. */
  unknown: { number: number; of: number };
  trafficking: { right: number; wrong: number; missed: number; matched: number; of: number; differing: string[] };
  action: { right: number; of: number; matrix: number[][] };
  /** Reviews in the list of UPR Info whose printed response is final already. */
  final: { right: number; of: number };
  numbers: { matched: number; of: number };
}

const pairsOf = (report: ReadReport): number => report.recommendations.reduce((sum, one) => sum + one.by.length, 0);
const near = (a: number, b: number | null): boolean => b !== null && Math.abs(a - b) <= 0.03 * b;

export function compareWithLists(reports: readonly ReadReport[], printed: readonly PrintedRow[], uprInfo: readonly UprInfoRow[]): Comparison {
  const byFile = groupBy(printed, (row) => row.file);
  const byReview = groupBy(uprInfo, (row) => `${row.to} ${row.session}`);
  const result: Comparison = {
    counts: [], within: 0, distinct: { within: 0, of: 0, off: [] }, states: { right: 0, of: 0, wrong: [] }, responses: { right: 0, of: 0, wrong: [] }, unknown: { number: 0, of: 0 },
    trafficking: { right: 0, wrong: 0, missed: 0, matched: 0, of: 0, differing: [] }, action: { right: 0, of: 0, matrix: Array.from({ length: 6 }, () => [0, 0, 0, 0, 0, 0]) }, final: { right: 0, of: 0 }, numbers: { matched: 0, of: 0 },
  };
  for (const report of reports) {
    const list = byFile.get(report.file) ?? null;
    const review = byReview.get(`${report.state} ${report.session}`) ?? null;
    if (list === null && review === null) continue;
    const count = { file: report.file, read: pairsOf(report), printed: list?.length ?? null, uprInfo: review?.length ?? null };
    result.counts.push(count);
    if (near(count.read, count.printed) || near(count.read, count.uprInfo)) result.within += 1;
    const printedPairs = list === null ? null : new Set(list.map((row) => `${row.number} ${row.from}`)).size;
    const ownPairs = new Set(report.recommendations.flatMap((one) => one.by.map((state) => `${one.number} ${state}`))).size;
    result.distinct.of += 1;
    if (near(ownPairs, printedPairs) || near(count.read, count.uprInfo)) result.distinct.within += 1;
    else result.distinct.off.push({ ...count, printed: printedPairs, pairs: ownPairs });
    if (list !== null) comparePrinted(report, list, result);
    if (review !== null) compareUprInfo(report, review, result);
  }
  return result;
}

function comparePrinted(report: ReadReport, list: readonly PrintedRow[], result: Comparison): void {
  const read = groupBy(report.recommendations, (one) => one.number ?? "");
  for (const [number, rows] of groupBy(list, (row) => row.number)) {
    result.numbers.of += rows.length;
    const own = read.get(number);
    if (own === undefined) continue;
    result.numbers.matched += rows.length;
    const left = own.flatMap((one) => one.by);
    for (const row of rows) {
      result.states.of += 1;
      const at = left.indexOf(row.from);
      if (at >= 0) {
        result.states.right += 1;
        left.splice(at, 1);
      } else result.states.wrong.push(`${report.file} ${number}: list ${row.from}, read ${own.flatMap((one) => one.by).join(" ")}`);
      if (row.response === "unknown") continue;
      result.responses.of += 1;
      result.unknown.of += 1;
      const given = (own.find((one) => one.by.includes(row.from)) ?? own[0])?.response;
      if (given === row.response) result.responses.right += 1;
      else result.responses.wrong.push(`${report.file} ${number} ${row.from}: list ${row.response}, read ${given ?? "none"}`);
      if (given === "unknown") result.unknown.number += 1;
    }
  }
}

/** Letters and figures alone, so that neither spelling of blanks nor numbers in front hinder. */
const words = (text: string): string[] => text.toLowerCase().replace(/^[\d.\s]+/, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim().split(" ");
const begins = (text: string, first: string): boolean => {
  const own = words(text);
  const asked = words(first).slice(0, 6);
  return asked.length >= 3 && (asked.every((word, index) => own[index] === word) || own.join(" ").includes(asked.join(" ")));
};

function compareUprInfo(report: ReadReport, review: readonly UprInfoRow[], result: Comparison): void {
  const left = [...report.recommendations];
  for (const row of review) {
    result.trafficking.of += 1;
    const at = left.findIndex((one) => one.by.includes(row.from) && begins(one.text, row.firstWords));
    const own = left[at];
    if (own === undefined) continue;
    result.trafficking.matched += 1;
    if (row.trafficking && own.trafficking) result.trafficking.right += 1;
    else if (row.trafficking !== own.trafficking) {
      result.trafficking[row.trafficking ? "missed" : "wrong"] += 1;
      result.trafficking.differing.push(`${report.file} ${own.number ?? ""} ${row.from}: list ${row.trafficking}, read ${own.trafficking}: ${own.text}`);
    }
    result.action.of += 1;
    if (row.action === own.action) result.action.right += 1;
    const line = result.action.matrix[row.action];
    if (line !== undefined) line[own.action] = (line[own.action] ?? 0) + 1;
    if (own.response === "supported" || own.response === "implemented" || own.response === "not_supported" || own.response === "noted") {
      result.final.of += 1;
      if (row.accepted === (own.response === "supported" || own.response === "implemented")) result.final.right += 1;
    }
  }
}

export function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
}
