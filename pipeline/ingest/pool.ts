// Owns running files in worker threads: results in the order of the files whatever the number of workers, limits of time and memory.
// Must not know what is in a result.
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { FileResult, FileTask } from "./file-task.js";

export interface Limits {
  /** Per document, in seconds. */
  seconds: number;
  /** Per document, in megabytes. */
  megabytes: number;
}

export const DEFAULT_LIMITS: Limits = { seconds: 120, megabytes: 2048 };

/** Ends early what passed a limit: the caller turns it into a failed result that names the limit. */
export class LimitError extends Error {
  override name = "LimitError";
}

export interface Runner {
  run(task: FileTask): Promise<FileResult>;
  close(): Promise<void>;
  /** How many files to keep in work at once. */
  parallel: number;
}

/** Workers as the machine has cores. */
export const defaultWorkers = (): number => Math.max(1, availableParallelism());

/**
 * A pool of worker threads. Where the built worker is not found (tests that run from source), files are worked on in this thread, without limits; `notice` is told.
 */
export async function workerPool(workers: number, limits: Limits, notice: (message: string) => void, filename: string | null = workerFile()): Promise<Runner> {
  if (workers < 1 || filename === null) {
    if (workers >= 1) notice("The built worker was not found (npm run build makes it): files are read one after the other, without limits of time and memory.");
    const { processFile } = await import("./process-file.js");
    return { run: processFile, close: () => Promise.resolve(), parallel: 1 };
  }
  const { Tinypool } = await import("tinypool");
  const pool = new Tinypool({ filename, runtime: "worker_threads", minThreads: 1, maxThreads: workers, isolateWorkers: false, idleTimeout: 60_000, terminateTimeout: 5_000, resourceLimits: { maxOldGenerationSizeMb: limits.megabytes } });
  return {
    parallel: workers,
    run: (task) => limited(limits, workers, (signal) => pool.run(task, { signal }) as Promise<FileResult>),
    close: () => pool.destroy(),
  };
}

const running = new Set<{ started: number; stop: (error: LimitError) => void }>();

/** Runs one task until it ends or passes a limit; then its worker is killed. */
async function limited(limits: Limits, workers: number, start: (signal: AbortSignal) => Promise<FileResult>): Promise<FileResult> {
  const abort = new AbortController();
  let limit: LimitError | undefined;
  const entry = {
    started: performance.now(),
    stop: (error: LimitError) => {
      limit = error;
      abort.abort();
    },
  };
  running.add(entry);
  const timer = setTimeout(() => entry.stop(new LimitError(`It took longer than the limit of ${limits.seconds} s a document`)), limits.seconds * 1000);
  // Memory outside a worker's heap (buffers) has no limit of its own: where the whole process passes what all workers may take, the document at work for longest goes.
  const allowed = process.memoryUsage.rss() + limits.megabytes * 1024 * 1024 * Math.max(1, workers / 2);
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() < allowed) return;
    const oldest = [...running].sort((a, b) => a.started - b.started)[0];
    if (oldest === entry) entry.stop(memoryLimit(limits));
  }, 250);
  try {
    return await start(abort.signal);
  } catch (error) {
    if (limit !== undefined) throw limit;
    if (error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY") throw memoryLimit(limits);
    throw error;
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
    running.delete(entry);
  }
}

const memoryLimit = (limits: Limits): LimitError => new LimitError(`It needed more memory than the limit of ${limits.megabytes} MB a document`);

function workerFile(): string | null {
  for (const candidate of ["./worker.js", "../../dist/pipeline/ingest/worker.js"]) {
    const path = fileURLToPath(new URL(candidate, import.meta.url));
    if (existsSync(path)) return path;
  }
  return null;
}

/**
 * Results in the order of the items, with at most `parallel` in work and at most eight times as many waiting for an earlier one.
 */
export async function* inOrder<I, O>(items: readonly I[], parallel: number, work: (item: I) => Promise<O>): AsyncGenerator<O> {
  const window = parallel * 8;
  const results = new Map<number, Promise<O>>();
  let next = 0;
  let active = 0;
  let wake: (() => void) | undefined;
  const fill = (done: number): void => {
    while (active < parallel && next < items.length && next - done < window) {
      const index = next;
      next += 1;
      active += 1;
      const result = work(items[index] as I).finally(() => {
        active -= 1;
        wake?.();
      });
      result.catch(() => undefined);
      results.set(index, result);
    }
  };
  for (let done = 0; done < items.length; done += 1) {
    fill(done);
    let settled = false;
    const head = results.get(done) as Promise<O>;
    const mark = (): void => {
      settled = true;
      wake?.();
    };
    head.then(mark, mark);
    while (!settled) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (settled) resolve();
      });
      fill(done);
    }
    results.delete(done);
    yield await head;
  }
}
