// Owns running a program and saying what it took: seconds, processor seconds and memory, of it and of all that it started.
// Must not know which program it is. Memory and processor time are read from /proc; where there is none they are null.
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Ticks of /proc/PID/stat in a second: USER_HZ, 100 on every Linux that Node runs on. */
const TICKS = 100;
const LOOK_EVERY = 50;

export interface Usage {
  /** By the clock. */
  seconds: number;
  /** Processor seconds, user and system, of the program and all that it started. Null without /proc. */
  cpuSeconds: number | null;
  /** Most memory held at once by the program and all that it started, as seen at the looks, in megabytes. Null without /proc. */
  peakMegabytes: number | null;
}

export interface Run extends Usage {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface ProcessSample {
  pid: number;
  parent: number;
  /** Of the process alone, and of its children that have ended and were waited for. */
  cpuSeconds: number;
  childrenSeconds: number;
  megabytes: number;
}

/** What /proc says of a process; null where it is gone or there is no /proc. */
export function sampleProcess(pid: number | "self"): ProcessSample | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // Fields are counted after the program's name, which may hold spaces and parentheses; the first of them is field 3.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const field = (number: number): number => Number(fields[number - 3]);
    const resident = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return { pid: Number(text.slice(0, text.indexOf(" "))), parent: field(4), cpuSeconds: (field(14) + field(15)) / TICKS, childrenSeconds: (field(16) + field(17)) / TICKS, megabytes: Number(resident ?? 0) / 1024 };
  } catch {
    return null;
  }
}

/** A process and all that descend from it, itself first; empty where it is gone. */
export function sampleTree(root: number): ProcessSample[] {
  const top = sampleProcess(root);
  if (top === null) return [];
  const tree = [top];
  for (let at = 0; at < tree.length; at += 1) {
    for (const pid of childrenOf((tree[at] as ProcessSample).pid)) {
      const child = tree.some((one) => one.pid === pid) ? null : sampleProcess(pid);
      if (child !== null) tree.push(child);
    }
  }
  return tree;
}

/** The kernel's own list where it keeps one; otherwise every process is asked for its parent, which costs milliseconds a look. */
function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "latin1").split(" ").filter((word) => word !== "").map(Number);
  } catch {
    if (existsSync(`/proc/self/task/${process.pid}/children`)) return [];
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map(Number).filter((one) => sampleProcess(one)?.parent === pid);
  }
}

/** Processor seconds of a tree up to now, with the processes that have ended. */
export const cpuOf = (tree: readonly ProcessSample[]): number => tree.reduce((sum, one) => sum + one.cpuSeconds + one.childrenSeconds, 0);

export interface Running {
  child: ChildProcess;
  ended: Promise<Run>;
}

/**
 * Starts a program. One at a time: processor seconds are those of all children of this process that end in between.
 * @param look called at every look with the processes alive
 * @param every milliseconds from look to look
 */
export function start(command: string, args: readonly string[], look: (tree: ProcessSample[]) => void = () => undefined, every = LOOK_EVERY): Running {
  const before = sampleProcess("self");
  const started = performance.now();
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (piece: string) => (stdout += piece));
  child.stderr.setEncoding("utf8").on("data", (piece: string) => (stderr += piece));
  let peak: number | null = null;
  const sample = (): void => {
    const tree = child.pid === undefined ? [] : sampleTree(child.pid);
    if (tree.length === 0) return;
    peak = Math.max(peak ?? 0, tree.reduce((sum, one) => sum + one.megabytes, 0));
    look(tree);
  };
  const timer = setInterval(sample, every);
  sample();
  const ended = new Promise<Run>((resolve, reject) => {
    child.on("error", (error) => {
      clearInterval(timer);
      reject(error);
    });
    child.on("close", (code) => {
      clearInterval(timer);
      const seconds = (performance.now() - started) / 1000;
      const after = sampleProcess("self");
      resolve({ code, stdout, stderr, seconds, cpuSeconds: before === null || after === null ? null : after.childrenSeconds - before.childrenSeconds, peakMegabytes: peak });
    });
  });
  return { child, ended };
}

/** Runs a program to its end. @throws Error where it cannot be started, or ends with a code that is not in `fine`; with the last it said */
export async function run(command: string, args: readonly string[], fine: readonly number[] = [0]): Promise<Run> {
  const done = await start(command, args).ended;
  if (done.code === null || !fine.includes(done.code)) throw new Error(`${[command, ...args].join(" ").slice(0, 300)} ended with ${done.code ?? "a signal"}: ${done.stderr.trim().split("\n").slice(-3).join(" ")}`);
  return done;
}

export interface Spread {
  median: number;
  min: number;
  max: number;
}

/** Median, least and most of at least one number. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  return { median: sorted.length % 2 === 1 ? at(middle) : (at(middle - 1) + at(middle)) / 2, min: at(0), max: at(sorted.length - 1) };
}
