// Owns the way to pg-boss: loading it where it is installed, connecting, and what it keeps to itself told as errors.
// Must not know what a job is for. What pg-boss 10 lacks is made up for in jobs.ts.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { packageRoot } from "../../datasets/paths.js";
import { describeFault, isPassing, QueueError, type Address } from "./address.js";

const PACKAGE: string = "pg-boss";
/** The schema of the database that all tables lie in; nothing else of it is touched. */
export const SCHEMA = "stocktake_queue";

export interface Sql {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] } | undefined>;
}

export interface TakenJob<T> {
  id: string;
  data: T;
  retryCount: number;
  retryLimit: number;
}

export interface NewJob {
  id: string;
  name: string;
  data: object;
  priority?: number;
  retryLimit?: number;
  retryDelay?: number;
  expireInSeconds?: number;
  keepUntil?: string;
}

/** What we use of pg-boss. Its own types are there only where it is installed. */
interface Boss extends Record<"on", (event: "error", handler: (error: unknown) => void) => unknown> {
  start(): Promise<unknown>;
  stop(options: { graceful: boolean }): Promise<void>;
  createQueue(name: string, options: object): Promise<void>;
  deleteQueue(name: string): Promise<void>;
  insert(jobs: NewJob[]): Promise<unknown>;
  fetch<T>(name: string, options: { includeMetadata: true; db: Sql }): Promise<TakenJob<T>[]>;
  complete(name: string, id: string, data: object): Promise<unknown>;
  fail(name: string, id: string, data: object): Promise<unknown>;
  retry(name: string, ids: string[]): Promise<unknown>;
  expire(): Promise<void>;
  getDb(): Sql;
}

export interface Engine {
  boss: Boss;
  all<T>(sql: string, values?: unknown[]): Promise<T[]>;
  /** As of pg-boss, which itself says "no job" where the database did not answer. */
  fetch<T>(name: string): Promise<TakenJob<T> | null>;
  close(): Promise<void>;
}

/** Loads pg-boss. @throws QueueError that says what to install where it is missing */
async function load(): Promise<new (options: object) => Boss> {
  try {
    return ((await import(PACKAGE)) as { default: new (options: object) => Boss }).default;
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || error.code !== "ERR_MODULE_NOT_FOUND") throw error;
    const { optionalDependencies } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as { optionalDependencies: Record<string, string> };
    throw new QueueError(`A queue needs the package ${PACKAGE}, which is not installed. Install it: npm install ${PACKAGE}@${optionalDependencies[PACKAGE] ?? "10"}`);
  }
}

/** Seconds after which a server that does not answer counts as away. */
const ANSWER = 20;

/**
 * Connects, and makes the tables where there are none yet.
 * @param answer seconds after which a server that does not answer counts as away
 * @throws QueueError with the address (without its password) and what to do
 */
export async function openEngine(address: Address, answer = ANSWER): Promise<Engine> {
  const PgBoss = await load();
  const limit = Math.round(Math.min(ANSWER, Math.max(1, answer)) * 1000);
  let boss: Boss;
  try {
    // Nothing runs on a clock of its own: what is done, and archived or dropped never, is decided here.
    boss = new PgBoss({ connectionString: address.url, schema: SCHEMA, application_name: "stocktake", supervise: false, schedule: false, max: 2, connectionTimeoutMillis: limit, query_timeout: limit, statement_timeout: limit, keepAlive: true, allowExitOnIdle: true });
  } catch (error) {
    throw describeFault(address, error);
  }
  // A connection that breaks at rest; whoever asks next is told.
  boss.on("error", () => undefined);
  try {
    await boss.start();
  } catch (error) {
    await close(boss);
    throw describeFault(address, error);
  }
  const sql = boss.getDb();
  return {
    boss,
    all: async <T>(text: string, values: unknown[] = []) => ((await sql.executeSql(text, values))?.rows ?? []) as T[],
    fetch: async <T>(name: string) => {
      let failure: Error | undefined;
      const db: Sql = {
        executeSql: async (text, values) => {
          try {
            return await sql.executeSql(text, values);
          } catch (error) {
            failure = error instanceof Error ? error : new Error(String(error));
            throw error;
          }
        },
      };
      const [job] = await boss.fetch<T>(name, { includeMetadata: true, db });
      if (failure !== undefined) throw failure;
      return job ?? null;
    },
    close: () => close(boss),
  };
}

/** A server that is away does not answer to a farewell either. */
async function close(boss: Boss): Promise<void> {
  const pool = (boss.getDb() as { pool?: { end(): Promise<void>; ending: boolean } }).pool;
  const ended = pool === undefined || pool.ending ? Promise.resolve() : pool.end();
  await Promise.race([ended.catch(() => undefined), wait(2000, undefined, { ref: false })]);
}

/** A queue whose database may be away for a while. */
export class Patience {
  private awaySince = 0;
  private since = performance.now();
  private away = false;

  /**
   * @param seconds how long a database may be away
   * @param notice told when it is away, and when it is back
   */
  constructor(
    private readonly address: Address,
    private readonly seconds: number,
    private readonly notice: (message: string) => void,
  ) {}

  /** Seconds since when it has been there without a break. */
  get steady(): number {
    return this.away ? 0 : (performance.now() - this.since) / 1000;
  }

  /** Notes an answer. */
  answered(): void {
    if (!this.away) return;
    this.away = false;
    this.since = performance.now();
    this.notice(`${this.address.shown}: reachable again.`);
  }

  /** Notes a failure. @throws QueueError where it will not pass, or lasted too long */
  failed(error: unknown): void {
    if (!isPassing(error)) throw describeFault(this.address, error);
    // A consumer at work asks seldom: what counts is how long the database has failed, not how long nobody asked.
    if (!this.away) this.awaySince = performance.now();
    const gone = (performance.now() - this.awaySince) / 1000;
    if (gone > this.seconds) throw new QueueError(`${describeFault(this.address, error).message} It was away for ${Math.round(gone)} s; this consumer ends. What it had in work is given to another when it is heard of no more.`);
    if (!this.away) this.notice(`${describeFault(this.address, error).message} Waiting for it for up to ${this.seconds} s.`);
    this.away = true;
  }

  /** Does something with the database, again and again while it is away. */
  async with<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        const result = await work();
        this.answered();
        return result;
      } catch (error) {
        this.failed(error);
        await wait(500);
      }
    }
  }
}
