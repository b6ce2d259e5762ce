// Owns the committed log of runs on sealed sets: one line a run, figures only. Lines are added, never changed.
import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../datasets/paths.js";
import { figuresOf, type Figures } from "./baseline.js";
import type { Measured, Totals } from "./measure-set.js";

export interface SealedRun {
  /** ISO 8601 day. */
  date: string;
  /** Commit that was measured; with "+" where files were changed since. */
  commit: string;
  set: string;
  figures: Figures;
  /** How often claims of each certainty are right; runs before 2 December 2026 have none. */
  bands?: Totals["calibration"];
}

export const sealedLogFile = (): string => join(packageRoot(), "test", "accuracy", "sealed-log.jsonl");

/** Adds one line a sealed set measured, and returns them. */
export function logSealed(measured: Measured[], now: Date): SealedRun[] {
  const runs = measured.filter(({ set }) => set.sealed === true).map((one): SealedRun => ({ date: now.toISOString().slice(0, 10), commit: commitNow(), set: one.set.id, figures: figuresOf(one), bands: one.bands }));
  for (const run of runs) appendFileSync(sealedLogFile(), `${JSON.stringify(run)}\n`);
  return runs;
}

/** The last run logged; null where there is none. */
export function lastSealed(): SealedRun | null {
  const lines = existsSync(sealedLogFile()) ? readFileSync(sealedLogFile(), "utf8").trim().split("\n").filter((line) => line !== "") : [];
  const last = lines[lines.length - 1];
  return last === undefined ? null : (JSON.parse(last) as SealedRun);
}

function commitNow(): string {
  const git = (...words: string[]): string => execFileSync("git", words, { cwd: packageRoot(), encoding: "utf8" }).trim();
  try {
    const changed = git("status", "--porcelain", "--untracked-files=no").split("\n").some((line) => line !== "" && !line.endsWith("sealed-log.jsonl"));
    return `${git("rev-parse", "--short", "HEAD")}${changed ? "+" : ""}`;
  } catch {
    return "unknown";
  }
}
