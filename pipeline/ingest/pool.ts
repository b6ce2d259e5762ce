// Owns running files in worker processes: results in the order of the files whatever the number of workers, limits of time and memory.
// Must not know what is in a result. Processes and not threads: what eats memory outside V8's heap, or takes V8 down, takes only itself.
import { fork, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { FileResult, FileTask, PagesResult, Work } from "./file-task.js";

export interface Limits {
  /** Per document, in seconds. */
  seconds: number;
  /** Per document, in megabytes: what a worker takes beyond what it takes at rest. */
  megabytes: number;
}

export const DEFAULT_LIMITS: Limits = { seconds: 120, megabytes: 1024 };

/** Ends early what passed a limit: the caller turns it into a failed result that names the limit. */
export class LimitError extends Error {
  override name = "LimitError";
}

/** The work was called off: nothing is said of the file. */
export class WorkStopped extends Error {
  override name = "WorkStopped";
}

export interface Runner {
  run(task: FileTask): Promise<FileResult>;
  /** Starts the workers for so many files ahead of the first; they take tenths of a second to load. */
  warm?: (files: number) => void;
  /** May be called again. */
  close(): Promise<void>;
  /** How many files to keep in work at once. */
  parallel: number;
  /** Most memory of a worker process as seen after a document, in megabytes. */
  peakMegabytes?: () => number | null;
}

/** Workers as the machine has cores. */
export const defaultWorkers = (): number => Math.max(1, availableParallelism());

/** A document of so many pages is read by all workers, a piece each. */
export const SPREAD_PAGES = 100;
/** A worker that takes more than this after a document is replaced by a fresh one: memory that is not given back must not add up. Megabytes. */
const RETIRE_ABOVE = 450;
/** Or more than this share of the limit beyond what it took at rest: what an earlier document left must not be counted against the next. */
const RETIRE_SHARE = 1 / 4;

/** Messages between the pool and a worker. */
export type ToWorker = { work: Work };
export type FromWorker = { ready: true; megabytes: number } | { result: FileResult | PagesResult; megabytes: number } | { error: string } | { beat: string };
/** Written to stderr by the watch of a worker (serve-work.ts) before it ends the process. */
export const MEMORY_NOTICE = "stocktake: worker passed its limit of memory";

/**
 * A pool of worker processes. Where the built worker is not found (tests that run from source), files are worked on in this thread, without limits; `notice` is told.
 * @param workers processes at once; below 1 the work is done in this thread
 * @param filename module of the worker, null where there is none
 */
export async function workerPool(workers: number, limits: Limits, notice: (message: string) => void, filename: string | null = workerFile()): Promise<Runner> {
  if (workers < 1 || filename === null) {
    if (workers >= 1) notice("The built worker was not found (npm run build makes it): files are read one after the other, without limits of time and memory.");
    const { processFile } = await import("./process-file.js");
    return { run: processFile, close: () => Promise.resolve(), parallel: 1 };
  }
  return new Pool(Math.floor(Math.max(1, workers)), limits, filename, notice);
}

interface Job {
  work: Work;
  /** When it has to be done, on the clock of performance.now(); set when it is first taken up. */
  deadline: { at: number | null };
  resolve: (result: FileResult | PagesResult) => void;
  reject: (error: Error) => void;
  /** Whether it was given to a second worker, because the first may have ended for what came before. */
  again?: true;
}

class Pool implements Runner {
  private readonly idle: Worker[] = [];
  private readonly all = new Set<Worker>();
  /** Pieces of a document already begun come before new documents. */
  private readonly pieces: Job[] = [];
  private readonly waiting: Job[] = [];
  private closed = false;
  private peak: number | null = null;

  constructor(
    readonly parallel: number,
    private readonly limits: Limits,
    private readonly filename: string,
    private readonly notice: (message: string) => void,
  ) {}

  async run(task: FileTask): Promise<FileResult> {
    const deadline = { at: null };
    const whole = await this.submit({ kind: "file", task, spreadPages: this.parallel > 1 ? SPREAD_PAGES : null, content: null }, deadline, this.waiting);
    if (whole.outcome !== "long") return whole as FileResult;
    const pieces = await Promise.all(
      ranges(whole.pageCount, this.parallel).map(([from, to]) => this.submit({ kind: "pages", path: task.path, sha256: task.sha256, from, to }, deadline, this.pieces)),
    );
    const content = { pages: [], failedPages: [], pageCount: whole.pageCount } as NonNullable<Extract<Work, { kind: "file" }>["content"]>;
    for (const piece of pieces) {
      // The file changed or vanished meanwhile: whoever reads it whole says how.
      if (piece.outcome !== "pages") return (await this.submit({ kind: "file", task, spreadPages: null, content: null }, deadline, this.pieces)) as FileResult;
      content.pages.push(...piece.pages);
      content.failedPages.push(...piece.failedPages);
    }
    return (await this.submit({ kind: "file", task, spreadPages: null, content }, deadline, this.pieces)) as FileResult;
  }

  warm(files: number): void {
    try {
      while (!this.closed && this.all.size < Math.min(files, this.parallel)) this.idle.push(this.start());
    } catch {
      // Where no process can be started now, the first document that needs one is told why.
    }
  }

  peakMegabytes(): number | null {
    return this.peak;
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const job of [...this.pieces.splice(0), ...this.waiting.splice(0)]) job.reject(new Error("The pool was closed"));
    await Promise.all([...this.all].map((worker) => worker.end()));
  }

  private submit(work: Work, deadline: Job["deadline"], queue: Job[]): Promise<FileResult | PagesResult> {
    return new Promise((resolve, reject) => {
      if (this.closed) {
        reject(new Error("The pool was closed"));
        return;
      }
      queue.push({ work, deadline, resolve, reject });
      this.next();
    });
  }

  private start(): Worker {
    const worker = new Worker(this.filename, this.limits, this.notice);
    this.all.add(worker);
    return worker;
  }

  private next(): void {
    while (this.pieces.length + this.waiting.length > 0) {
      let worker = this.idle.shift();
      // It ended at rest: its last document's memory was seen late, or it was killed from outside.
      if (worker !== undefined && !worker.fit) {
        this.all.delete(worker);
        void worker.end();
        continue;
      }
      let failure: Error | undefined;
      try {
        worker ??= this.all.size < this.parallel ? this.start() : undefined;
      } catch (error) {
        failure = notStarted(error);
      }
      if (worker === undefined && failure === undefined) return;
      const job = (this.pieces.shift() ?? this.waiting.shift()) as Job;
      if (worker === undefined) job.reject(failure as Error);
      else void this.give(worker, job);
    }
  }

  private async give(worker: Worker, job: Job): Promise<void> {
    const used = worker.documents > 0;
    let again = false;
    try {
      job.resolve(await worker.run(job.work, job.deadline));
    } catch (error) {
      // A worker that had read others may have ended for what they left: a document fails only by a fresh one, or by its time.
      again = worker.ended && !worker.late && (used || !worker.begun) && job.again !== true && !this.closed;
      if (!again) job.reject(error instanceof Error ? error : new Error(String(error)));
    }
    this.peak = Math.max(this.peak ?? 0, worker.megabytes);
    if (this.closed) return;
    if (worker.fit) this.idle.push(worker);
    else {
      this.all.delete(worker);
      void worker.end();
    }
    if (again) this.giveAgain(job);
    this.next();
  }

  private giveAgain(job: Job): void {
    job.again = true;
    job.deadline.at = null;
    try {
      void this.give(this.start(), job);
    } catch (error) {
      job.reject(notStarted(error));
    }
  }
}

const notStarted = (error: unknown): Error => new Error(`it could not be started: ${error instanceof Error ? error.message : String(error)}`);

/** One process, which works on one thing at a time. */
class Worker {
  private readonly child: ChildProcess;
  private readonly ready: Promise<void>;
  private readonly exited: Promise<void>;
  private stderr = "";
  private dead: Error | null = null;
  /** After its last document; at rest before the first. */
  megabytes = 0;
  /** That it worked on to an end. */
  documents = 0;
  /** Whether it got something to work on. */
  begun = false;
  /** Whether it was killed for the time that a document took. */
  late = false;
  private rest = 0;
  /** Begins the time anew: a page of a scan was recognised, and the limit then counts for the next. */
  private anew: (() => void) | null = null;
  private settle: { resolve: (result: FileResult | PagesResult) => void; reject: (error: Error) => void } | null = null;

  constructor(
    filename: string,
    private readonly limits: Limits,
    notice: (message: string) => void,
  ) {
    this.child = fork(filename, [String(limits.megabytes)], {
      serialization: "advanced",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      // Flags of the parent (a profiler, an inspector's port) are not for its workers.
      execArgv: [`--max-old-space-size=${Math.max(64, Math.ceil(limits.megabytes))}`],
    });
    this.child.stderr?.on("data", (piece: Buffer) => {
      // What V8 says when it runs out of memory is long; its beginning and end are enough.
      this.stderr = (this.stderr + piece.toString("latin1")).slice(-20_000);
    });
    let isReady: () => void = () => undefined;
    this.ready = new Promise((resolve) => {
      isReady = resolve;
    });
    this.child.on("message", (message: FromWorker) => {
      if ("ready" in message) {
        this.rest = message.megabytes;
        isReady();
      }
      else if ("beat" in message) {
        notice(message.beat);
        this.anew?.();
      }
      else if ("error" in message) this.settle?.reject(new Error(message.error));
      else {
        this.megabytes = message.megabytes;
        this.documents += 1;
        this.settle?.resolve(message.result);
      }
    });
    this.exited = new Promise((resolve) => {
      const gone = (error: Error): void => {
        this.dead ??= error;
        isReady();
        this.settle?.reject(this.dead);
        resolve();
      };
      this.child.on("error", (error) => gone(new Error(`it could not be started: ${error.message}`)));
      // The last of stderr may come after the end; `close` waits for it, but never comes where this side closed the channel.
      this.child.on("exit", (code, signal) => {
        const tell = (): void => gone(this.describeEnd(code, signal));
        const { stderr } = this.child;
        if (stderr === null || stderr.closed) tell();
        else stderr.once("close", tell);
      });
    });
  }

  /** Whether it can take another document. */
  get fit(): boolean {
    return this.dead === null && this.megabytes <= Math.max(this.rest, Math.min(RETIRE_ABOVE, this.rest + this.limits.megabytes * RETIRE_SHARE));
  }

  get ended(): boolean {
    return this.dead !== null;
  }

  /** @throws LimitError where a limit was passed; Error with the reason where the worker threw or died */
  async run(work: Work, deadline: Job["deadline"]): Promise<FileResult | PagesResult> {
    // Its start is not the document's time.
    await this.ready;
    if (this.dead !== null) throw this.dead;
    deadline.at ??= performance.now() + this.limits.seconds * 1000;
    const left = deadline.at - performance.now();
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise((resolve, reject) => {
        this.settle = { resolve, reject };
        this.begun = true;
        const wait = (milliseconds: number): void => {
          clearTimeout(timer);
          timer = setTimeout(() => this.tooLate(new LimitError(`It took longer than the limit of ${this.limits.seconds} s a document`)), Math.max(0, milliseconds));
        };
        wait(left);
        this.anew = () => {
          deadline.at = performance.now() + this.limits.seconds * 1000;
          wait(this.limits.seconds * 1000);
        };
        this.child.send({ work } satisfies ToWorker, (error) => {
          // Its channel is gone: the end of the process tells why, a moment later.
          if (error !== null) setTimeout(() => reject(error), 2000).unref();
        });
      });
    } finally {
      clearTimeout(timer);
      this.settle = null;
      this.anew = null;
    }
  }

  /** Ends the process: at rest by closing its channel, otherwise by force. */
  async end(): Promise<void> {
    const busy = this.settle !== null;
    if (this.dead === null) {
      this.dead = new Error("The pool was closed");
      if (busy) this.child.kill("SIGKILL");
      else if (this.child.connected) this.child.disconnect();
    }
    const timer = setTimeout(() => this.child.kill("SIGKILL"), 1000);
    await this.exited;
    clearTimeout(timer);
  }

  private tooLate(reason: Error): void {
    this.late = true;
    this.dead ??= reason;
    this.child.kill("SIGKILL");
  }

  private describeEnd(code: number | null, signal: NodeJS.Signals | null): Error {
    if (this.stderr.includes(MEMORY_NOTICE) || /heap out of memory|Allocation failed|FATAL ERROR: .*(?:memory|heap|alloc)/i.test(this.stderr)) {
      return new LimitError(`It needed more memory than the limit of ${this.limits.megabytes} MB a document`);
    }
    const last = this.stderr.trim().split("\n").at(-1)?.slice(0, 200) ?? "";
    if (signal === "SIGKILL") return new Error("it was killed from outside, most often because the machine ran out of memory");
    return new Error(`${signal === null ? `exit code ${code ?? "unknown"}` : `signal ${signal}`}${last === "" ? "" : `: ${last}`}`);
  }
}

/** Ranges of pages, 1-based and both ends included, one a worker. */
function ranges(pages: number, pieces: number): [number, number][] {
  const out: [number, number][] = [];
  for (let i = 0; i < pieces; i++) {
    const from = Math.floor((pages * i) / pieces) + 1;
    const to = Math.floor((pages * (i + 1)) / pieces);
    if (to >= from) out.push([from, to]);
  }
  return out;
}

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
