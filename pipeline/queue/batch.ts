// Owns one batch: its files looked at, read, and written as a part; a part that is there already is left alone.
// Must not speak to the queue.
import { stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { codeOf } from "../disk-fault.js";
import type { FoundFile } from "../ingest/discover.js";
import { readPart } from "../shards/manifest.js";
import { PartsError } from "../shards/split.js";
import { writeShard, type ShardTools } from "../shards/write-part.js";
import type { BatchData } from "./jobs.js";
import type { Plan } from "./plan.js";
import type { Problem } from "../ingest/problem.js";

export interface BatchOptions {
  plan: Plan;
  parts: string;
  /** Folder of the reports on this machine. */
  folder: string;
  cache: string | null;
  scratch: string;
  program: string;
}

export interface BatchResult {
  batch: number;
  of: number;
  files: number;
  read: number;
  failed: { file: string; reason: string; next: string }[];
  problems: Problem[];
  claims: number;
  seconds: number;
  /** Whether its part was there before. */
  before: boolean;
}

/** The batch cannot be read as it was enqueued: another machine may be able to. */
export class BatchError extends Error {
  override name = "BatchError";
}

/** Reads a batch and writes its part. @throws BatchError where its files are not those that were enqueued; PartsError where this machine cannot read or write at all */
export async function doBatch(batch: BatchData, options: BatchOptions, tools: ShardTools): Promise<BatchResult> {
  const { plan, parts, folder, cache, scratch, program } = options;
  const started = performance.now();
  const shard = { shard: batch.batch, of: plan.listing.shares.length };
  const there = await readPart(parts, shard);
  if (typeof there !== "string" && there.manifest.listing.sha256 === plan.listing.sha256 && JSON.stringify(there.manifest.versions) === JSON.stringify(plan.versions)) {
    const { files, read } = there.manifest;
    return { batch: shard.shard, of: shard.of, files, read, failed: [], problems: [], claims: there.manifest.tables["claims"]?.rows ?? 0, seconds: 0, before: true };
  }
  const mine = await look(batch, folder);
  const share = { mine, listing: plan.listing, skipped: [...plan.skipped], problems: [...plan.problems] };
  const summary = await writeShard({ paths: [folder], shard, parts, kind: plan.kind ?? undefined, cache, limits: plan.limits, scratch, program, share }, tools);
  return { batch: shard.shard, of: shard.of, files: summary.files, read: summary.read, failed: summary.failed, problems: summary.problems.slice(plan.problems.length), claims: summary.claims, seconds: (performance.now() - started) / 1000, before: false };
}

/** The files of a batch as they are here. */
async function look(batch: BatchData, folder: string): Promise<FoundFile[]> {
  const root = await stat(folder).catch((error: unknown) => Promise.reject(new PartsError(`${folder}: the folder of the reports cannot be read on this machine (${codeOf(error)}). Mount it, or say with --from where it is.`)));
  if (!root.isDirectory()) throw new PartsError(`${folder}: is no folder on this machine. Say with --from where the reports are.`);
  const files: FoundFile[] = [];
  const changed: string[] = [];
  for (const [name, bytes] of batch.files) {
    const path = join(folder, name);
    const facts = await stat(path).catch((error: unknown) => {
      if (/^(?:ENOENT|ENOTDIR)$/.test(codeOf(error))) return null;
      throw new PartsError(`${path}: cannot be looked at on this machine (${codeOf(error)}). Check the mount of the reports and the rights of this user.`);
    });
    if (facts === null) changed.push(`${name} is not there`);
    else if (facts.size !== bytes) changed.push(`${name} has ${facts.size} bytes and had ${bytes}`);
    else files.push({ path, root: folder, file: name.split(sep).join("/").normalize("NFC"), bytes });
  }
  // A disk that is not mounted is an empty folder.
  if (files.length === 0 && changed.length > 1 && changed.every((words) => words.endsWith("is not there"))) throw new PartsError(`${folder}: none of the ${batch.files.length} files of batch ${batch.batch} is there on this machine. Mount the folder of the reports, or say with --from where it is.`);
  if (changed.length > 0) throw new BatchError(`files changed since they were enqueued: ${changed.slice(0, 5).join("; ")}${changed.length > 5 ? ` and ${changed.length - 5} more` : ""}. Put them back, or enqueue the folder anew into another folder of parts.`);
  return files;
}
