// Owns a worker process' side of the pool: one piece of work after the other, and a watch that ends the process when it takes
// too much memory or its parent is gone. Must not know what the work is.
import { Worker as Thread } from "node:worker_threads";
import type { FileResult, PagesResult, Work } from "./file-task.js";
import { MEMORY_NOTICE, type FromWorker, type ToWorker } from "./pool.js";

/** How often the watch looks, in milliseconds: what unpacks a bomb takes about 1 MB each. */
const LOOK_EVERY = 50;

/**
 * Serves the pool that started this process, for as long as it lives.
 * @param megabytes memory that the process may take beyond what it takes now
 */
export function serveWork(megabytes: number, work: (work: Work, beat: (note: string) => void) => Promise<FileResult | PagesResult>): void {
  const tell = (message: FromWorker): void => void process.send?.(message);
  const run = async (given: Work): Promise<void> => {
    try {
      const result = await work(given, (beat) => tell({ beat }));
      tell({ result, megabytes: Math.round(process.memoryUsage.rss() / 1024 / 1024) });
    } catch (error) {
      tell({ error: error instanceof Error ? error.message : String(error) });
    }
  };
  process.on("disconnect", () => process.exit(0));
  process.on("message", (message: ToWorker) => void run(message.work));
  watch(megabytes);
  tell({ ready: true, megabytes: Math.round(process.memoryUsage.rss() / 1024 / 1024) });
}

/**
 * A thread of its own, because the work may hold the main thread for as long as it likes. It sees the memory of the whole
 * process, and the parent's number, which changes when the parent dies.
 */
function watch(megabytes: number): void {
  const allowed = process.memoryUsage.rss() + megabytes * 1024 * 1024;
  const source = `
    const { workerData: { allowed, parent, notice, every } } = require("node:worker_threads");
    const { writeSync } = require("node:fs");
    setInterval(() => {
      const tooMuch = process.memoryUsage.rss() > allowed;
      if (!tooMuch && process.ppid === parent) return;
      if (tooMuch) try { writeSync(2, notice + "\\n"); } catch {}
      process.kill(process.pid, "SIGKILL");
    }, every);`;
  const thread = new Thread(source, { eval: true, workerData: { allowed, parent: process.ppid, notice: MEMORY_NOTICE, every: LOOK_EVERY }, resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 4 } });
  thread.unref();
}
