// Owns putting a folder of reports into a queue: batches made, the plan written beside the parts, a job for each batch and one for the load.
// Must not read a document.
import { randomBytes } from "node:crypto";
import { stat } from "node:fs/promises";
import { relative, resolve, sep } from "node:path";
import { codeOf } from "../disk-fault.js";
import { discover, type Discovery } from "../ingest/discover.js";
import type { Limits } from "../ingest/pool.js";
import { PLAN_FILE, splitsIn } from "../shards/manifest.js";
import { QueueError } from "./address.js";
import { listingOfBatches, makeBatches } from "./batches.js";
import type { Engine } from "./engine.js";
import { countJobs, putRun, type BatchData, type Counts } from "./jobs.js";
import { readPlan, writePlan, type Plan } from "./plan.js";
import { problemLine } from "../ingest/problem.js";

export interface EnqueueOptions {
  folder: string;
  parts: string;
  cache: string | null;
  perBatch: number;
  lease: number;
  kind: string | undefined;
  limits: Limits;
  ocr: boolean;
  program: string;
  versions: Record<string, string>;
}

export interface Enqueued {
  run: string;
  files: number;
  bytes: number;
  batches: number;
  /** Bytes of the largest batch, against the mean. */
  largest: number;
  /** Whether the run was in the queue before, whole or in part. */
  before: boolean;
  counts: Counts;
  skipped: Discovery["skipped"];
  problems: Discovery["problems"];
}

/**
 * Puts a folder into a queue; once more, where it was interrupted or given twice, it adds what is missing and nothing else.
 * @throws QueueError where there is nothing to read, or the folder of parts is that of other files
 */
export async function enqueue(options: EnqueueOptions, engine: Engine): Promise<Enqueued> {
  const folder = resolve(options.folder);
  const parts = resolve(options.parts);
  if (folder === parts || folder.startsWith(parts + sep)) throw new QueueError(`--parts ${options.parts}: holds ${folder}, which is to be read. Name a folder of its own for the parts.`, 2);
  const facts = await stat(folder).catch((error: unknown) => codeOf(error));
  if (typeof facts === "string" && !/^(?:ENOENT|ENOTDIR)$/.test(facts)) throw new QueueError(`${options.folder}: cannot be looked at (${facts}). Check the mount of the reports and the rights of this user.`);
  if (typeof facts === "string" || !facts.isDirectory()) throw new QueueError(`${options.folder}: ${typeof facts === "string" ? "no such folder" : "not a folder"}. Name the folder of the reports.`);
  const found = await discover([folder], [parts, ...(options.cache === null ? [] : [resolve(options.cache)])]);
  if (found.files.length === 0) throw new QueueError([...found.problems.map(problemLine), `No document was found under ${options.folder}; nothing was enqueued.`].join("\n"));

  const batches = makeBatches(found.files, options.perBatch);
  const listing = listingOfBatches(batches);
  const { program, versions, limits, ocr, lease } = options;
  const wanted: Omit<Plan, "run"> = { record: "stocktake.queue/1", program, versions, folder, kind: options.kind ?? null, limits, ocr, lease, listing, skipped: found.skipped, problems: found.problems };
  const old = await readPlan(parts);
  if (old === null && (await splitsIn(parts)).length > 0) throw new QueueError(`${options.parts}: holds parts already that no queue handed out. Name another folder with --parts, or remove them.`);
  if (old !== null) checkSame(old, wanted, options.parts);
  const plan: Plan = { ...wanted, run: old?.run ?? randomBytes(6).toString("hex") };
  // First, so that the same command finds the run again where it is cut off in the middle.
  if (old === null) await writePlan(parts, plan);
  const data = batches.map((files, index): BatchData => ({ batch: index + 1, bytes: files.reduce((sum, file) => sum + file.bytes, 0), files: files.map((file) => [relative(folder, file.path), file.bytes]) }));
  await putRun(engine, { run: plan.run, parts, folder, files: listing.files, batches: batches.length, lease, program }, data);
  const mean = listing.bytes / batches.length;
  return {
    run: plan.run, files: listing.files, bytes: listing.bytes, batches: batches.length, largest: mean === 0 ? 1 : Math.max(...data.map(({ bytes }) => bytes)) / mean,
    before: old !== null, counts: await countJobs(engine, plan.run), skipped: found.skipped, problems: found.problems,
  };
}

/** A folder of parts holds those of one run. */
function checkSame(old: Plan, wanted: Omit<Plan, "run">, parts: string): void {
  const differing = [
    old.listing.sha256 !== wanted.listing.sha256 ? `other files or batches (${old.listing.files} in ${old.listing.shares.length} batches then, ${wanted.listing.files} in ${wanted.listing.shares.length} now)` : "",
    JSON.stringify(old.versions) !== JSON.stringify(wanted.versions) ? `another version of Stocktake or its data (${old.program})` : "",
    old.kind !== wanted.kind || old.ocr !== wanted.ocr || JSON.stringify(old.limits) !== JSON.stringify(wanted.limits) ? "other options" : "",
  ].filter((words) => words !== "");
  if (differing.length === 0) return;
  throw new QueueError(`${parts}: its run was enqueued with ${differing.join(" and ")} (${PLAN_FILE} there says which). Name another folder with --parts for a new run; with the same --cache for both, what was parsed before is not parsed again.`);
}
