// Owns the command as processes for tests of the queue: run to its end, or as a consumer that can be watched and killed; and reports that take a while to read.
import { spawn, spawnSync, type ChildProcess, type SpawnSyncReturns } from "node:child_process";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { packageRoot } from "../../datasets/paths.js";

export const BIN = join(packageRoot(), "bin/stocktake.js");

export const stocktake = (cwd: string, ...args: string[]): SpawnSyncReturns<string> => spawnSync(process.execPath, [BIN, ...args], { cwd, encoding: "utf8" });

export interface ConsumerProcess {
  child: ChildProcess;
  /** What it said so far. */
  said: () => string;
  end: Promise<number | null>;
}

export function consumer(cwd: string, args: string[], env: NodeJS.ProcessEnv = process.env): ConsumerProcess {
  const child = spawn(process.execPath, [BIN, "work", ...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text: string) => void (said += text));
  return { child, said: () => said, end: new Promise((resolve) => child.once("close", resolve)) };
}

interface Shown {
  runs: { run: string; counts: { waiting: number; running: number; done: number; failed: number; load: string }; jobs: { kind: string; batch: number | null; state: string; taken: number; output: { by?: string } | null; why: string }[] }[];
}

/** The queue as `stocktake queue` shows it. */
export function look(cwd: string, url: string, ...args: string[]): Shown {
  const ended = stocktake(cwd, "queue", "--queue", url, "--all", "--format", "json", ...args);
  if (ended.status !== 0) throw new Error(ended.stderr);
  return JSON.parse(ended.stdout) as Shown;
}

export async function until<T>(what: string, found: () => Promise<T | null | undefined | false> | T | null | undefined | false, seconds = 90): Promise<T> {
  const limit = Date.now() + seconds * 1000;
  for (;;) {
    const value = await found();
    if (value !== null && value !== undefined && value !== false) return value;
    if (Date.now() > limit) throw new Error(`waited too long for: ${what}`);
    await wait(50);
  }
}

const STATES = ["Austria", "Norway", "Chile", "Kenya", "Japan", "Peru", "Ghana", "Malta", "Fiji", "Oman", "Latvia", "Cuba"];

/** Reports of ours: each of its own size, some large; one is a copy, one cannot be read. */
export function reports(count: number): Record<string, string> {
  const files: Record<string, string> = {};
  for (let index = 0; index < count; index += 1) {
    const state = STATES[index % STATES.length] ?? "";
    const other = STATES[(index + 5) % STATES.length] ?? "";
    const lines = [`Replies were received from ${state} and ${other}.`];
    for (let line = 1; line <= 4 + index; line += 1) lines.push(`${line}. ${line % 2 === 0 ? `Hotlines for victims of trafficking were set up in ${state}.` : `${other} has established shelters for victims of trafficking in persons in year ${2000 + line}.`}`);
    files[`${index % 3 === 0 ? "deep/er/" : ""}report-${index}.txt`] = `${lines.join("\n\n")}\n`;
  }
  files["copy.txt"] = files["report-1.txt"] ?? "";
  files["empty.txt"] = "";
  return files;
}
