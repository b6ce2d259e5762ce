// Owns one shard's work: its share of the files read, and their rows written as the Parquet files of a part.
// Must not touch a database of the user, nor the part of another shard. A part is written beside and renamed; its manifest comes last.
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { codeOf } from "../disk-fault.js";
import { lives, syncNames, syncToDisk } from "../write-file.js";
import { discover, type Discovery, type FoundFile } from "../ingest/discover.js";
import { hashAll, loadAll, type IngestSummary, type IngestTools } from "../ingest/ingest.js";
import { makePlan } from "../ingest/plan.js";
import type { Limits } from "../ingest/pool.js";
import { readRetrievals } from "../ingest/retrievals.js";
import { createTables } from "../store/create.js";
import { Database } from "../store/database.js";
import { replaceRetrievals, replaceSources } from "../store/load.js";
import { writeParquet } from "../store/parquet.js";
import { BUILDING, manifestPath, MANIFESTS, measure, partPath, PART_TABLES, PLAN_FILE, splitsIn, type Manifest } from "./manifest.js";
import { listingOf, partName, PartsError, shardOf, type Listing, type Shard } from "./split.js";
import { versionsOf } from "../store/build-versions.js";
import { problemLine } from "../ingest/problem.js";

export interface ShardOptions {
  paths: string[];
  shard: Shard;
  /** Folder of the parts. */
  parts: string;
  /** As for ingest. */
  kind?: string | undefined;
  cache: string | null;
  limits: Limits;
  /** Folder for what is needed only while the shard runs; a disk of this machine. */
  scratch: string;
  /** Version of the program. */
  program: string;
  /** What to read where a queue said it; otherwise the shard's share is looked for in the paths. */
  share?: Share;
}

/** What a shard reads, and what it says of all files. */
export interface Share extends Pick<Discovery, "skipped" | "problems"> {
  mine: FoundFile[];
  listing: Listing;
}

export type ShardTools = Pick<IngestTools, "readFingerprint" | "extractFingerprint" | "ocr" | "reference" | "runner" | "notice" | "progress" | "now" | "log"> & {
  /** Asked when the part is ready beside its place; throws where it must not be put there any more. */
  mayPlace?: () => Promise<void>;
};

export interface ShardSummary extends Pick<IngestSummary, "files" | "read" | "fromCache" | "copies" | "failed" | "warnings" | "skipped" | "problems" | "pages" | "paragraphs" | "claims" | "issues" | "seconds" | "readMs" | "extractMs" | "loadMs" | "workers" | "peakWorkerMegabytes"> {
  shard: number;
  of: number;
  /** Folder of the parts. */
  parts: string;
  /** Files found in all; `files` are those of this shard. */
  filesInAll: number;
}

/** What a shard that was killed left behind is cleared away by a later run of the shard after this time, in milliseconds. */
const LEFT_BEHIND = 60 * 60 * 1000;

/**
 * Reads the share of one shard and writes its part. Running it again writes it anew, the same bytes for the same files.
 * @throws PartsError where no file is found at all, or the part cannot be written; a fault of one file never throws
 */
export async function writeShard(options: ShardOptions, tools: ShardTools): Promise<ShardSummary> {
  const started = performance.now();
  const { shard } = options;
  const parts = resolve(options.parts);
  for (const path of options.paths.map((given) => resolve(given))) {
    if (path === parts || path.startsWith(parts + sep)) throw new PartsError(`--parts ${options.parts}: holds ${path}, which is to be read. Name a folder of its own for the parts.`, 2);
  }
  if (options.share === undefined && existsSync(join(parts, PLAN_FILE))) throw new PartsError(`${options.parts}: its parts are handed out by a queue, and this shard would take the place of one. Work on them with stocktake work, or name another folder with --parts.`);
  const others = (await splitsIn(parts)).filter((of) => of !== shard.of);
  if (others.length > 0) throw new PartsError(`${options.parts}: holds parts of ${others.join(" and ")} shards already, and this is one of ${shard.of}. Name another folder with --parts, or remove the old parts.`);

  const { mine, listing, ...found } = options.share ?? (await shareOf(options, parts));
  const hashes = await hashAll(mine, found.problems);
  const plan = makePlan(options, tools, { fresh: () => false, here: true }, mine, hashes, { documents: new Map(), sources: new Map(), corrections: new Map() });
  const retrievals = await readRetrievals(hashes, tools.notice);
  const summary: ShardSummary = {
    shard: shard.shard, of: shard.of, parts: options.parts, filesInAll: listing.files, files: mine.length, read: 0, fromCache: 0, copies: plan.copies, failed: [], warnings: [], skipped: found.skipped, problems: found.problems,
    pages: 0, paragraphs: 0, claims: 0, issues: 0, seconds: 0, readMs: 0, extractMs: 0, loadMs: 0, workers: 0, peakWorkerMegabytes: null,
  };

  const beside = join(parts, BUILDING, `${partName(shard)}.${process.pid}-${randomBytes(4).toString("hex")}`);
  await clearScratch(options.scratch);
  const scratch = await mkdtemp(join(options.scratch, `${SCRATCH}${process.pid}-`)).catch((error: unknown) => {
    throw new PartsError(`${options.scratch}: cannot be written (${codeOf(error)}). Name another folder for temporary files with the environment variable TMPDIR.`);
  });
  try {
    // Before the work, so that a folder that cannot be written is told at once.
    await mkdir(dirname(beside), { recursive: true });
    await clearLeftBehind(dirname(beside), partName(shard), tools.now());
    const database = await Database.open(join(scratch, "shard.duckdb"), "write");
    const tables: Manifest["tables"] = {};
    try {
      // One thread: several may write a Parquet file's row groups in another order.
      await database.run("SET threads = 1");
      await createTables(database, PART_TABLES);
      const unsettled = await loadAll(database, plan.tasks, options.limits, tools, summary);
      // Their files are in flux: nothing is said of them, and the problem is told.
      for (const [path, row] of plan.sources) if (unsettled.has(row.document_id)) plan.sources.delete(path);
      const loading = performance.now();
      await mkdir(beside, { recursive: true });
      await replaceSources(database, [...plan.sources.values()]);
      await replaceRetrievals(database, [...retrievals.values()]);
      for (const table of PART_TABLES) {
        const path = join(beside, `${table.name}.parquet`);
        await writeParquet(database, table, path);
        await syncToDisk(path);
        const [row] = await database.all<{ n: number }>(`SELECT count(*) AS n FROM "${table.name}"`);
        tables[table.name] = { rows: row?.n ?? 0, ...(await measure(path)) };
      }
      summary.loadMs += performance.now() - loading;
    } finally {
      database.close();
    }
    const skipped: Record<string, number> = {};
    for (const { reason } of found.skipped) skipped[reason] = (skipped[reason] ?? 0) + 1;
    // No clock, no name of this machine: run again, it is the same.
    const manifest: Manifest = {
      record: "stocktake.part/1", shard: shard.shard, of: shard.of, program: options.program, versions: Object.fromEntries(versionsOf(await tools.reference())),
      kind: options.kind ?? null, limits: options.limits, listing, files: mine.length, copies: plan.copies, read: summary.read, failed: summary.failed.length, skipped, problems: found.problems, tables,
    };
    await tools.mayPlace?.();
    await putInPlace(parts, shard, beside, manifest);
  } catch (error) {
    if (error instanceof Error && /ENOSPC|No space left/i.test(error.message)) throw new PartsError(`${options.parts} or ${options.scratch}: the disk is full. Free some space, or name another folder for temporary files with TMPDIR; then run the shard again.`);
    if (error instanceof Error && "syscall" in error && "path" in error && String(error.path).startsWith(scratch)) throw new PartsError(`${options.scratch}: cannot be written (${codeOf(error)}). Name another folder for temporary files with the environment variable TMPDIR.`);
    if (error instanceof Error && "syscall" in error) throw new PartsError(`${options.parts}: the part cannot be written (${codeOf(error)}). Check that the folder is writable, then run the shard again.`);
    throw error;
  } finally {
    await rm(scratch, { recursive: true, force: true }).catch(() => undefined);
    await rm(beside, { recursive: true, force: true }).catch(() => undefined);
    // Stays where another shard is writing.
    await rmdir(dirname(beside)).catch(() => undefined);
  }
  summary.seconds = (performance.now() - started) / 1000;
  return summary;
}

/** The share of a shard by the hash of sizes. @throws PartsError where there is no file at all */
async function shareOf({ paths, shard, cache }: ShardOptions, parts: string): Promise<Share> {
  const { files, ...found } = await discover(paths, [parts, ...(cache === null ? [] : [cache])]);
  if (files.length === 0) {
    const problems = found.problems.map(problemLine);
    throw new PartsError([...problems, `No document was found under ${paths.join(", ")}; no part was written. Look whether the folder is there on this machine (a disk that is not mounted is an empty folder).`].join("\n"));
  }
  return { ...found, mine: files.filter((file) => shardOf(file, shard.of) === shard.shard), listing: listingOf(files, shard.of) };
}

/** The old manifest goes first and the new one comes last: in between, the part is none. */
async function putInPlace(parts: string, shard: Shard, beside: string, manifest: Manifest): Promise<void> {
  const target = manifestPath(parts, shard);
  const waiting = join(beside, "manifest.json");
  await writeFile(waiting, `${JSON.stringify(manifest, null, 2)}\n`);
  await syncToDisk(waiting);
  await rm(target, { force: true });
  for (const { name } of PART_TABLES) {
    const path = partPath(parts, shard, name);
    await mkdir(dirname(path), { recursive: true });
    await rename(join(beside, `${name}.parquet`), path);
    await syncNames(dirname(path));
  }
  await mkdir(join(parts, MANIFESTS), { recursive: true });
  await rename(waiting, target);
  await syncNames(dirname(target));
}

const SCRATCH = "stocktake-shard-";

/** Removes what shards that were killed on this machine left in the folder for temporary files: a database each. */
async function clearScratch(folder: string): Promise<void> {
  for (const entry of await readdir(folder).catch(() => [])) {
    const pid = /^(\d+)-/.exec(entry.startsWith(SCRATCH) ? entry.slice(SCRATCH.length) : "")?.[1];
    if (pid !== undefined && !lives(Number(pid))) await rm(join(folder, entry), { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Only what is old: another run of the same shard may be at work beside this one. */
async function clearLeftBehind(folder: string, name: string, now: Date): Promise<void> {
  for (const entry of await readdir(folder).catch(() => [])) {
    const path = join(folder, entry);
    if (!entry.startsWith(`${name}.`)) continue;
    const age = await stat(path).then((facts) => now.getTime() - facts.mtimeMs, () => 0);
    if (age > LEFT_BEHIND) await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}
