// Owns a consumer: takes one job after the other from a queue until the run is loaded, says that it lives, and lets go of what is no longer its own.
// Must not decide what a part is (pipeline/shards does) nor how a job is kept (jobs.ts).
import { hostname } from "node:os";
import { resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { WorkStopped } from "../ingest/pool.js";
import type { LoadSummary, LoadTools } from "../shards/load-parts.js";
import { findParts } from "../shards/manifest.js";
import { PartsError } from "../shards/split.js";
import type { ShardTools } from "../shards/write-part.js";
import { QueueError, type Address } from "./address.js";
import { BatchError, doBatch, type BatchResult } from "./batch.js";
import { openEngine, Patience, type Engine } from "./engine.js";
import { beat, complete, countJobs, expire, fail, giveBack, putBack, resultOfLoad, take, type BatchData, type JobKind, type Taken } from "./jobs.js";
import { KeptPool } from "./kept-pool.js";
import { loadRun } from "./load-run.js";
import type { Plan } from "./plan.js";

export interface ConsumeOptions {
  parts: string;
  /** Folder of the reports on this machine. */
  folder: string;
  plan: Plan;
  address: Address;
  /** Seconds that the database may be away. */
  patience: number;
  cache: string | null;
  scratch: string;
  program: string;
}

export type ConsumeTools = ShardTools & LoadTools & { told: (result: BatchResult) => void };

export interface Consumed {
  batches: number;
  /** "loaded" when the run is at its end; "failed" when what is left failed too often. */
  ended: "loaded" | "failed";
  failed: number;
  /** Files that could not be read, in all of the run; null where it was not loaded. */
  unread: number | null;
  /** Where this consumer did the load. */
  load: LoadSummary | null;
}

/** Milliseconds between two looks at an empty queue. */
const LOOK = 700;
/** Seconds for which a run may be without its load job, while it is being enqueued. */
const ENQUEUEING = 30;

/** The job is another consumer's by now. */
class LostError extends Error {
  override name = "LostError";
}

export class Consumer {
  private readonly pool: KeptPool;
  private readonly patience: Patience;
  private readonly name = `${hostname()}:${process.pid}`;
  private engine!: Engine;
  /** What is in work; once the program is to end, it stays, to be given back. */
  private current: Taken<unknown> | null = null;
  /** At its end `current` is what was taken last. */
  private taking: Promise<void> = Promise.resolve();
  private atRest: Promise<unknown> = Promise.resolve();
  private stopping = false;
  private batches = 0;
  private load: LoadSummary | null = null;

  constructor(
    private readonly options: ConsumeOptions,
    private readonly tools: ConsumeTools,
  ) {
    this.pool = new KeptPool(tools.runner);
    this.patience = new Patience(options.address, options.patience, tools.notice);
  }

  /**
   * Works until the run is loaded or nothing of it can be done any more.
   * @throws QueueError where the database stays away; PartsError where this machine cannot do it. What was in work is given back.
   */
  async run(): Promise<Consumed> {
    this.engine = await openEngine(this.options.address, this.options.plan.lease / 2);
    try {
      return await this.loop();
    } finally {
      await this.pool.stop();
      await this.engine.close();
    }
  }

  /** Called when the program is to end: gives back what is in work. */
  async stop(): Promise<string> {
    this.stopping = true;
    // What the database is giving out at this moment is this consumer's already.
    await this.taking;
    const job = this.current;
    if (job === null) return "No batch was in work.";
    const given = await giveBack(this.engine, job, this.reason("it was interrupted"));
    await Promise.race([this.pool.stop().then(() => this.atRest), wait(3000)]);
    return given ? `${nameOf(job)} was given back.` : `${nameOf(job)} was not in work here any more.`;
  }

  private async loop(): Promise<Consumed> {
    const { run } = this.options.plan;
    let without: number | null = null;
    for (;;) {
      if (this.stopping) await new Promise(() => undefined);
      const batch = await this.take<BatchData>("batch");
      if (batch !== null) {
        await this.do(batch, (job, stillOurs) => this.doBatch(job, stillOurs));
        continue;
      }
      const counts = await this.patience.with(() => countJobs(this.engine, run));
      if (counts.load === "done") return this.ended("loaded", counts.failed);
      if (counts.load === "failed" || (counts.failed > 0 && counts.waiting + counts.running === 0)) return this.ended("failed", counts.failed + (counts.load === "failed" ? 1 : 0));
      if (counts.load === "waiting" && counts.waiting + counts.running === 0) {
        const load = await this.take("load");
        if (load !== null) {
          await this.do(load, (_job, stillOurs) => this.doLoad(stillOurs));
          continue;
        }
      }
      without = counts.load === null ? (without ?? performance.now()) : null;
      if (without !== null && performance.now() - without > ENQUEUEING * 1000) throw new QueueError(`${this.options.address.shown}: holds no whole run for ${this.options.parts} (run ${run}). Enqueue it again with the command of before, or name the queue that it was put into.`);
      await this.expireOthers();
      await wait(LOOK);
    }
  }

  private async take<T>(kind: JobKind): Promise<Taken<T> | null> {
    const asked = this.patience.with(() => take<T>(this.engine, kind, this.options.plan.run));
    this.taking = asked.then((job) => void (this.current = job), () => undefined);
    return asked;
  }

  private async ended(how: Consumed["ended"], failed: number): Promise<Consumed> {
    const result = how === "loaded" ? await this.patience.with(() => resultOfLoad(this.engine, this.options.plan.run)) : {};
    return { batches: this.batches, ended: how, failed, unread: typeof result["unread"] === "number" ? result["unread"] : null, load: this.load };
  }

  /** Only after a while of knowing the database: after its restart the others need a moment to say that they live. */
  private async expireOthers(): Promise<void> {
    if (this.patience.steady > this.options.plan.lease / 2) await this.patience.with(() => expire(this.engine));
  }

  /** Does a job while saying that it is in work; what became of it is told to the queue. */
  private async do<T>(job: Taken<T>, work: (job: Taken<T>, stillOurs: () => Promise<void>) => Promise<object>): Promise<void> {
    const { lease } = this.options.plan;
    let lost: Error | null = null;
    let busy = false;
    const lose = (error: Error): void => {
      lost ??= error;
      void this.pool.stop();
    };
    const told = (): object => ({ by: this.name });
    const say = async (): Promise<void> => {
      if (busy || lost !== null) return;
      busy = true;
      try {
        if (!(await beat(this.engine, job, lease, told()))) lose(new LostError());
        this.patience.answered();
        if (this.patience.steady > lease / 2) await expire(this.engine);
      } catch (error) {
        try {
          this.patience.failed(error);
        } catch (final) {
          lose(final as Error);
        }
      } finally {
        busy = false;
      }
    };
    const stillOurs = async (): Promise<void> => {
      if (this.stopping) throw new WorkStopped();
      if (lost !== null) throw lost;
      if (!(await this.patience.with(() => beat(this.engine, job, lease, told())))) throw new LostError();
    };
    const timer = setInterval(() => void say(), (lease * 1000) / 4);
    try {
      await stillOurs();
      const working = work(job, stillOurs);
      this.atRest = working.catch(() => undefined);
      const result = await working;
      // Once it is done, to say that it is in work would take it for lost.
      clearInterval(timer);
      if (!(await this.patience.with(() => complete(this.engine, job, { ...result, by: this.name })))) throw new LostError();
      this.batches += job.kind === "batch" ? 1 : 0;
    } catch (error) {
      await this.settle(job, lost ?? error);
    } finally {
      clearInterval(timer);
      if (!this.stopping) this.current = null;
    }
  }

  /** What is said of a job that was not done. @throws what ends this consumer */
  private async settle(job: Taken<unknown>, error: unknown): Promise<void> {
    if (this.stopping) return;
    if (error instanceof LostError) {
      this.tools.notice(`${nameOf(job)}: this consumer was not heard from for too long, and another has it now; what was done of it here is dropped.`);
      return;
    }
    const reason = error instanceof Error ? error.message : String(error);
    // Of the queue itself: nothing can be said to it.
    if (error instanceof QueueError) throw error;
    const machine = error instanceof PartsError && job.kind === "batch";
    await this.patience.with<unknown>(() => (machine ? giveBack(this.engine, job, this.reason(reason)) : fail(this.engine, job, this.reason(reason))));
    this.tools.notice(`${nameOf(job)}: ${machine ? "given back" : "not done"}: ${reason}`);
    if (machine) throw error;
    // A fault of the program is seen by its stack, in the log of the consumer.
    if (!(error instanceof BatchError) && !(error instanceof PartsError) && error instanceof Error && error.stack !== undefined && error.name !== "DatabaseError") this.tools.notice(error.stack);
  }

  private readonly reason = (reason: string): object => ({ reason, by: this.name });

  private async doBatch(job: Taken<BatchData>, stillOurs: () => Promise<void>): Promise<object> {
    const result = await doBatch(job.data, { ...this.options, parts: resolve(this.options.parts) }, { ...this.tools, runner: () => this.pool.runner(), mayPlace: stillOurs });
    this.tools.told(result);
    return result;
  }

  private async doLoad(stillOurs: () => Promise<void>): Promise<object> {
    const parts = resolve(this.options.parts);
    // Its memory is for the load.
    await this.pool.stop();
    try {
      this.load = await loadRun(parts, this.tools, stillOurs);
    } catch (error) {
      if (!(error instanceof PartsError)) throw error;
      const { whole } = await findParts(parts);
      const missing = this.options.plan.listing.shares.map((_files, index) => index + 1).filter((batch) => !whole.some(({ shard }) => shard.shard === batch));
      if (missing.length > 0) await this.patience.with(() => putBack(this.engine, this.options.plan.run, missing));
      throw missing.length > 0 ? new PartsError(`${this.options.parts}: the ${missing.length === 1 ? "part of batch" : "parts of batches"} ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} not whole any more; read again, then loaded.`) : error;
    }
    return { unread: this.load.failed.length + this.load.problems.length, files: this.load.files, claims: this.load.totals.claims };
  }
}

const nameOf = (job: Taken<unknown>): string => (job.kind === "load" ? "The load" : `Batch ${(job.data as BatchData).batch}`);
