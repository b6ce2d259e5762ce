// Owns the committed baseline: its shape, what counts as falling below it, which claims were gained and lost.
// Keys only: it holds no text of any document.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../datasets/paths.js";
import type { Measured } from "./measure-set.js";

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
}

/** document → paragraph → "measure status" → States. */
type Keys = Record<string, Record<string, Record<string, string>>>;

export interface Baseline {
  note: string;
  sets: Record<string, { figures: Figures; claims: Keys }>;
}

export interface Comparison {
  set: string;
  before: Figures | null;
  now: Figures;
  /** What fell, in words; empty where nothing did. */
  fallen: string[];
  gained: string[];
  lost: string[];
}

/** Figures are stored with four decimals; a difference up to this is rounding. */
const EPSILON = 0.00011;

export function figuresOf({ score }: Measured): Figures {
  const round = (value: number | null): number | null => (value === null ? null : Math.round(value * 10_000) / 10_000);
  return { gold: score.gold, found: score.found, wrong: score.wrong, precision: round(score.precision), recall: round(score.recall), f1: round(score.f1), status: round(score.statusAccuracy), wrongState: score.wrongState, falseGaps: score.falseGaps };
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

export function writeBaseline(measured: Measured[]): void {
  const baseline: Baseline = {
    note: "Written by `npm run accuracy -- --update`. Figures by gold set, and the claims given in its documents (document, paragraph, measure and status, States). Do not edit by hand.",
    sets: Object.fromEntries(measured.map((one) => [one.set.id, { figures: figuresOf(one), claims: pack(one) }])),
  };
  writeFileSync(baselineFile(), `${JSON.stringify(baseline, null, 1)}\n`);
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
  const old = new Set(stored === undefined ? [] : unpack(stored.claims));
  const current = keysOf(measured);
  const present = new Set(current);
  return { set: measured.set.id, before, now, fallen, gained: stored === undefined ? [] : current.filter((key) => !old.has(key)), lost: [...old].filter((key) => !present.has(key)) };
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
