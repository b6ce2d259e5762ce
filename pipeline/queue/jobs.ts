// Owns the jobs of a run in the queue: its batches and the load after them, who has which, and what became of them.
// Must not read a document. pg-boss 10 has no heartbeats, no order between jobs and no giving back; what stands in for them is here:
// a job's time to expire is moved on while its consumer is heard from, the load is asked for only when every batch is done, and each taking has its own number.
import { createHash } from "node:crypto";
import { SCHEMA, type Engine, type NewJob, type TakenJob } from "./engine.js";

/** How often a batch is tried again after a failure, and a load. */
const RETRIES = { batch: 3, load: 5 };
const LONG_AFTER = "2100-01-01T00:00:00Z";

export interface BatchData {
  batch: number;
  bytes: number;
  /** Relative to the folder of the reports, as they stand on the disk, with their sizes. */
  files: [path: string, bytes: number][];
}

/** Of a run, in its load job, so that a queue can be shown without its folder. */
export interface RunData {
  run: string;
  parts: string;
  folder: string;
  files: number;
  batches: number;
  lease: number;
  program: string;
}

export type JobKind = "batch" | "load";
export interface Taken<T> {
  kind: JobKind;
  run: string;
  id: string;
  /** Which taking of the job this is: another consumer's has another number. */
  taking: number;
  data: T;
}

export interface Counts {
  waiting: number;
  running: number;
  done: number;
  failed: number;
  /** None where the run was not enqueued to its end. */
  load: "waiting" | "running" | "done" | "failed" | null;
}

const queueOf = (kind: JobKind, run: string): string => `${kind}-${run}`;

function idOf(run: string, name: string): string {
  const hex = createHash("sha256").update(`${run} ${name}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** Puts a run into the queue; what of it is there already stays as it is. The load comes last: with it, the run is whole. */
export async function putRun(engine: Engine, run: RunData, batches: readonly BatchData[]): Promise<void> {
  const options = { retryDelay: Math.max(1, Math.round(run.lease / 6)), expireInSeconds: Math.max(1, Math.round(run.lease)) };
  for (const kind of ["batch", "load"] as const) await engine.boss.createQueue(queueOf(kind, run.run), { policy: "standard" });
  const job = (kind: JobKind, name: string, data: object, priority: number): NewJob => ({ id: idOf(run.run, name), name: queueOf(kind, run.run), data, priority, retryLimit: RETRIES[kind], keepUntil: LONG_AFTER, ...options });
  for (let from = 0; from < batches.length; from += 100) {
    await engine.boss.insert(batches.slice(from, from + 100).map((batch) => job("batch", `batch ${batch.batch}`, batch, batches.length - batch.batch)));
  }
  await engine.boss.insert([job("load", "load", run, 0)]);
}

/** Takes a job that waits; null where none does. */
export async function take<T>(engine: Engine, kind: JobKind, run: string): Promise<Taken<T> | null> {
  const job: TakenJob<T> | null = await engine.fetch<T>(queueOf(kind, run));
  return job === null ? null : { kind, run, id: job.id, taking: job.retryCount, data: job.data };
}

const TAKING = "name = $1 AND id = $2::uuid AND retry_count = $3";
const MINE = `${TAKING} AND state = 'active'`;
const mine = ({ kind, run, id, taking }: Taken<unknown>): unknown[] => [queueOf(kind, run), id, taking];

/**
 * Says that the consumer of a job lives, and holds the job for another while.
 * @returns false where the job is another's by now
 */
export async function beat(engine: Engine, job: Taken<unknown>, lease: number, told: object): Promise<boolean> {
  const rows = await engine.all(`UPDATE ${SCHEMA}.job SET expire_in = (now() - started_on) + $4::float8 * interval '1 second', output = $5::jsonb WHERE ${MINE} RETURNING id`, [...mine(job), lease, JSON.stringify(told)]);
  return rows.length > 0;
}

/**
 * Says that it is done. Said once more, where the answer was lost between, it stays done: each taking has its own number.
 * @returns false where it was no longer this consumer's
 */
export async function complete(engine: Engine, job: Taken<unknown>, result: object): Promise<boolean> {
  const [found] = await engine.all<{ state: string }>(`SELECT state FROM ${SCHEMA}.job WHERE ${TAKING}`, mine(job));
  if (found?.state !== "active") return found?.state === "completed";
  await engine.boss.complete(queueOf(job.kind, job.run), job.id, result);
  return true;
}

/** Says that it could not be done, and why: it is tried again, until it was tried often enough. */
export async function fail(engine: Engine, job: Taken<unknown>, reason: object): Promise<void> {
  if ((await engine.all(`SELECT id FROM ${SCHEMA}.job WHERE ${MINE}`, mine(job))).length > 0) await engine.boss.fail(queueOf(job.kind, job.run), job.id, reason);
}

/**
 * Gives a job back that another may take at once; it does not count as a failure.
 * @returns false where it was no longer this consumer's
 */
export async function giveBack(engine: Engine, job: Taken<unknown>, reason: object): Promise<boolean> {
  const rows = await engine.all(`UPDATE ${SCHEMA}.job SET state = 'retry', retry_limit = retry_limit + 1, start_after = now(), output = $4::jsonb WHERE ${MINE} RETURNING id`, [...mine(job), JSON.stringify(reason)]);
  return rows.length > 0;
}

/** Takes away from consumers that were not heard from what they had. */
export const expire = (engine: Engine): Promise<void> => engine.boss.expire();

const STATE = `CASE state WHEN 'active' THEN 'running' WHEN 'completed' THEN 'done' WHEN 'failed' THEN 'failed' WHEN 'cancelled' THEN 'failed' ELSE 'waiting' END`;

export async function countJobs(engine: Engine, run: string): Promise<Counts> {
  const counts: Counts = { waiting: 0, running: 0, done: 0, failed: 0, load: null };
  type Row = { name: string; state: "waiting" | "running" | "done" | "failed"; n: number };
  for (const row of await engine.all<Row>(`SELECT name, ${STATE} AS state, count(*)::int AS n FROM ${SCHEMA}.job WHERE name IN ($1, $2) GROUP BY 1, 2`, [queueOf("batch", run), queueOf("load", run)])) {
    if (row.name === queueOf("load", run)) counts.load = row.state;
    else counts[row.state] = row.n;
  }
  return counts;
}

/** What a job that is done gave. */
export async function resultOfLoad(engine: Engine, run: string): Promise<Record<string, unknown>> {
  const [row] = await engine.all<{ output: Record<string, unknown> | null }>(`SELECT output FROM ${SCHEMA}.job WHERE name = $1`, [queueOf("load", run)]);
  return row?.output ?? {};
}

export interface ListedJob {
  run: string;
  kind: JobKind;
  batch: number | null;
  state: "waiting" | "running" | "done" | "failed";
  /** How often it was taken, this time included. */
  taken: number;
  files: number | null;
  bytes: number | null;
  /** Seconds since it was taken, and since its consumer was heard from; null where nobody has it. */
  seconds: number | null;
  heard: number | null;
  output: Record<string, unknown> | null;
}

export interface ListedRun extends Omit<RunData, "batches"> {
  batches: number;
  counts: Counts;
}

/** Runs in a queue, the oldest first, whole ones alone. */
export async function listRuns(engine: Engine): Promise<ListedRun[]> {
  const rows = await engine.all<{ data: RunData }>(`SELECT data FROM ${SCHEMA}.job WHERE name LIKE 'load-%' ORDER BY created_on, name`);
  const runs: ListedRun[] = [];
  for (const { data } of rows) runs.push({ ...data, counts: await countJobs(engine, data.run) });
  return runs;
}

export function listJobs(engine: Engine, run: RunData): Promise<ListedJob[]> {
  return engine.all<ListedJob>(
    `SELECT $1::text AS run, split_part(name, '-', 1) AS kind, (data->>'batch')::int AS batch, ${STATE} AS state,
       CASE WHEN started_on IS NULL THEN 0 ELSE retry_count + 1 END AS taken,
       CASE WHEN name LIKE 'batch-%' THEN jsonb_array_length(data->'files') END AS files, (data->>'bytes')::float8 AS bytes,
       CASE WHEN state = 'active' THEN round(extract(epoch FROM now() - started_on))::int END AS seconds,
       CASE WHEN state = 'active' THEN greatest(0, round($4::float8 - extract(epoch FROM started_on + expire_in - now())))::int END AS heard, output
     FROM ${SCHEMA}.job WHERE name IN ($2, $3) ORDER BY kind, batch`,
    [run.run, queueOf("batch", run.run), queueOf("load", run.run), run.lease],
  );
}

/** Gives out again what failed too often. @returns how many */
export async function retryFailed(engine: Engine, run: string): Promise<number> {
  let count = 0;
  for (const kind of ["batch", "load"] as const) {
    const failed = await engine.all<{ id: string }>(`SELECT id FROM ${SCHEMA}.job WHERE name = $1 AND state = 'failed'`, [queueOf(kind, run)]);
    if (failed.length > 0) await engine.boss.retry(queueOf(kind, run), failed.map(({ id }) => id));
    count += failed.length;
  }
  return count;
}

/** Removes a run from the queue with all that is known of it. The parts stay. */
export async function forget(engine: Engine, run: string): Promise<void> {
  for (const kind of ["load", "batch"] as const) {
    // A queue that holds a job is not deleted.
    await engine.all(`DELETE FROM ${SCHEMA}.job WHERE name = $1`, [queueOf(kind, run)]);
    await engine.boss.deleteQueue(queueOf(kind, run));
  }
}

/** Has batches read again that were done and whose parts are gone. */
export async function putBack(engine: Engine, run: string, batches: readonly number[]): Promise<void> {
  await engine.all(`UPDATE ${SCHEMA}.job SET state = 'retry', retry_limit = retry_limit + 1, start_after = now(), completed_on = NULL WHERE name = $1 AND state = 'completed' AND (data->>'batch')::int = ANY($2::int[])`, [queueOf("batch", run), batches]);
}
