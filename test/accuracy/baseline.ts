// Owns the committed baseline: its shape, what counts as falling below it, which claims were gained and lost.
// Keys only: it holds no text of any document.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../datasets/paths.js";
import type { Counts, Score } from "../../reports/score.js";
import type { Calibration, Measured, Totals } from "./measure-set.js";
import { pageFile, pageWith } from "./page.js";

export const baselineFile = (): string => join(packageRoot(), "test", "accuracy", "baseline.json");

export interface Figures {
  gold: number;
  found: number;
  wrong: number;
  precision: number | null;
  recall: number | null;
  f1: number | null;
  status: number | null;
  wrongState: number;
  falseGaps: number;
  /** State × measure in the document, and cells of the document's State that stand as silent; where the set has them. */
  cells?: Omit<Figures, "wrongState" | "falseGaps" | "cells" | "silent">;
  silent?: { silent: number; of: number };
}

export type FigureCounts = Omit<Figures, "wrongState" | "falseGaps" | "cells" | "silent">;

/** document → paragraph → "measure status" → States. */
type Keys = Record<string, Record<string, Record<string, string>>>;

export interface Baseline {
  note: string;
  /** Over all sets, for the page on accuracy. */
  totals: { all: Figures; byKind: Record<string, FigureCounts>; calibration: Record<string, Calibration>; respondentCells: { falseGaps: number; of: number } };
  sets: Record<string, { figures: Figures; claims: Keys }>;
}

export interface Comparison {
  set: string;
  before: Figures | null;
  now: Figures;
  /** What fell, in words; empty where nothing did. */
  fallen: string[];
  /** Each claim with what the labels say of it: "right", "wrong", "doubtful", or "other status". */
  gained: string[];
  lost: string[];
  /** The same pair with another status: "… in_progress → in_place (right)". */
  changed: string[];
}

/** Figures are stored with four decimals; a difference up to this is rounding. */
const EPSILON = 0.00011;

export function figuresOf({ score, cells, silent }: { score: Score; cells?: Score | null; silent?: Measured["silent"] }): Figures {
  const own = { ...countsOf(score), wrongState: score.wrongState, falseGaps: score.falseGaps };
  return { ...own, ...(cells == null ? {} : { cells: countsOf(cells) }), ...(silent == null ? {} : { silent }) };
}

function countsOf(counts: Counts): FigureCounts {
  const round = (value: number | null): number | null => (value === null ? null : Math.round(value * 10_000) / 10_000);
  return { gold: counts.gold, found: counts.found, wrong: counts.wrong, precision: round(counts.precision), recall: round(counts.recall), f1: round(counts.f1), status: round(counts.statusAccuracy) };
}

/** One key a claim: "document paragraph State measure status". */
export function keysOf({ given }: Measured): string[] {
  return [...new Set(given.map((row) => [row.document, row.paragraph, row.state, row.measure, row.status].join(" ")))].sort();
}

function pack(measured: Measured): Keys {
  const keys: Keys = {};
  const rows = [...measured.given].sort((a, b) => order(a.document, b.document) || a.paragraph.localeCompare(b.paragraph, "en", { numeric: true }) || order(a.measure, b.measure) || order(a.status, b.status) || order(a.state, b.state));
  for (const row of rows) {
    const line = ((keys[row.document] ??= {})[row.paragraph] ??= {});
    const name = `${row.measure} ${row.status}`;
    const states = line[name]?.split(" ") ?? [];
    if (!states.includes(row.state)) line[name] = [...states, row.state].join(" ");
  }
  return keys;
}

function unpack(keys: Keys): string[] {
  return Object.entries(keys).flatMap(([document, paragraphs]) => Object.entries(paragraphs).flatMap(([paragraph, lines]) => Object.entries(lines).flatMap(([name, states]) => {
    const [measure, status] = name.split(" ") as [string, string];
    return states.split(" ").map((state) => [document, paragraph, state, measure, status].join(" "));
  }))).sort();
}

/** @throws Error where the file cannot be read as a baseline */
export function readBaseline(): Baseline | null {
  if (!existsSync(baselineFile())) return null;
  return JSON.parse(readFileSync(baselineFile(), "utf8")) as Baseline;
}

/** Claims of a set of which only figures may be known are not kept. */
const namesClaims = ({ set }: Measured): boolean => set.guarded !== true && set.sealed !== true;

/** Writes the baseline, and the figures into the page that explains them. */
export function writeBaseline(measured: Measured[], totals: Totals): void {
  const baseline: Baseline = {
    note: "Written by `npm run accuracy -- --update`. Figures by gold set, and the claims given in its documents (document, paragraph, measure and status, States). Do not edit by hand.",
    totals: { all: figuresOf(totals), byKind: Object.fromEntries(Object.entries(totals.byKind).map(([kind, counts]) => [kind, countsOf(counts)])), calibration: totals.calibration, respondentCells: totals.respondentCells },
    sets: Object.fromEntries(measured.filter(({ set }) => set.sealed !== true).map((one) => [one.set.id, { figures: figuresOf(one), claims: namesClaims(one) ? pack(one) : {} }])),
  };
  writeFileSync(baselineFile(), `${JSON.stringify(baseline, null, 1)}\n`);
  writeFileSync(pageFile(), pageWith(readFileSync(pageFile(), "utf8"), baseline));
}

/** Compares one set with the baseline; a set that the baseline does not know has fallen nowhere. */
export function compare(measured: Measured, baseline: Baseline | null): Comparison {
  const stored = baseline?.sets[measured.set.id];
  const now = figuresOf(measured);
  const before = stored?.figures ?? null;
  const fallen: string[] = [];
  if (before !== null) {
    for (const name of ["precision", "recall", "f1", "status"] as const) {
      const was = before[name];
      const is = now[name];
      if (was !== null && (is === null || is < was - EPSILON)) fallen.push(`${name} ${was.toFixed(4)} → ${is === null ? "none" : is.toFixed(4)}`);
    }
    // The worst error has no trade-off: a claim more for the wrong State is a fall whatever else rose.
    if (now.wrongState > before.wrongState) fallen.push(`claims for the wrong State ${before.wrongState} → ${now.wrongState}`);
  }
  if (!namesClaims(measured)) return { set: measured.set.id, before, now, fallen, gained: [], lost: [], changed: [] };
  const old = new Set(stored === undefined ? [] : unpack(stored.claims));
  const current = keysOf(measured);
  const present = new Set(current);
  const gained = stored === undefined ? [] : current.filter((key) => !old.has(key));
  const lost = [...old].filter((key) => !present.has(key));
  const judge = judgeOf(measured);
  const pairOf = (key: string): string => key.slice(0, key.lastIndexOf(" "));
  const statusOf = (key: string): string => key.slice(key.lastIndexOf(" ") + 1);
  const changed: string[] = [];
  for (const key of [...gained]) {
    const other = lost.find((candidate) => pairOf(candidate) === pairOf(key));
    if (other === undefined) continue;
    gained.splice(gained.indexOf(key), 1);
    lost.splice(lost.indexOf(other), 1);
    changed.push(`${pairOf(key)} ${statusOf(other)} → ${statusOf(key)} (${judge(key)})`);
  }
  const told = (key: string): string => `${key} (${judge(key)})`;
  return { set: measured.set.id, before, now, fallen, gained: gained.map(told), lost: lost.map(told), changed };
}

/** What the labels say of a claim. */
function judgeOf(measured: Measured): (key: string) => string {
  const pairs = new Set(measured.labels.map((row) => [row.document, row.paragraph, row.state, row.measure].join(" ")));
  const exact = new Set(measured.labels.map((row) => [row.document, row.paragraph, row.state, row.measure, row.status].join(" ")));
  const unsure = new Set(measured.doubtful.map((row) => [row.document, row.paragraph, row.state, row.measure].join(" ")));
  return (key) => {
    const pair = key.slice(0, key.lastIndexOf(" "));
    return exact.has(key) ? "right" : pairs.has(pair) ? "other status" : unsure.has(pair) ? "doubtful" : "wrong";
  };
}

export const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
