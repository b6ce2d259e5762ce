// Owns the layout of a folder of parts and the manifest of a part: what it holds, and how it is looked at before it is believed.
// Must not open a Parquet file. A part is complete when its manifest is there, which is written last, and names the files as they are.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import { table, TABLES } from "../store/schema.js";
import type { Table } from "../store/shape.js";
import { MOST_SHARDS, partName, shardOfName, type Shard } from "./split.js";

/** Tables of a part: the rows of documents, where the documents were read, where they came from. What compares documents is made by load. */
export const PART_TABLES: readonly Table[] = [...TABLES.filter(({ scope }) => scope === "document"), table("sources"), table("retrievals")];

/** Names with an underscore are passed over by Spark, Hive and Trino. */
export const MANIFESTS = "_manifests";
export const BUILDING = "_building";
/** The plan of a queue that hands these parts out, where one does (pipeline/queue). */
export const PLAN_FILE = "_queue.json";
export const PART_FILE = "part.parquet";

/** Where a table of a part lies. */
export const partPath = (folder: string, shard: Shard, tableName: string): string => resolve(folder, tableName, partName(shard), PART_FILE);
export const manifestPath = (folder: string, shard: Shard): string => resolve(folder, MANIFESTS, `${partName(shard)}.json`);

const count = z.number().int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

const manifestSchema = z.object({
  record: z.literal("stocktake.part/1"),
  shard: z.number().int().min(1).max(MOST_SHARDS),
  of: z.number().int().min(1).max(MOST_SHARDS),
  /** Version of the program, for people; what has to agree are `versions`, as in the table build_versions. */
  program: z.string(),
  versions: z.record(z.string(), z.string()),
  /** --kind as given; null where it was not. */
  kind: z.string().nullable(),
  limits: z.object({ seconds: z.number(), megabytes: z.number() }),
  /** All files that the shard saw, its own and those of the others. */
  listing: z.object({ files: count, bytes: count, sha256, shares: z.array(count) }),
  /** Of this shard: files found, files with the same bytes as another, documents read, documents that could not be read. */
  files: count,
  copies: count,
  read: count,
  failed: count,
  /** Left out of all files, by reason. */
  skipped: z.record(z.string(), count),
  problems: z.array(z.object({ path: z.string(), message: z.string(), next: z.string() })),
  tables: z.record(z.string(), z.object({ rows: count, bytes: count, sha256 })),
});
export type Manifest = z.infer<typeof manifestSchema>;

export interface Part {
  shard: Shard;
  manifest: Manifest;
  /** The manifest's bytes as read, to see whether the part was written anew meanwhile. */
  text: string;
}

export interface FoundParts {
  /** Whole parts, by number of shards and shard. */
  whole: Part[];
  /** Parts that are not whole, with the reason. */
  broken: { shard: Shard; reason: string }[];
}

/** The parts in a folder. Every file of a part is read once to compare its checksum. @throws where the folder cannot be listed */
export async function findParts(folder: string): Promise<FoundParts> {
  const names = new Set<string>();
  for (const name of await namesIn(join(folder, MANIFESTS))) if (name.endsWith(".json")) names.add(name.slice(0, -".json".length));
  for (const { name } of PART_TABLES) for (const part of await namesIn(join(folder, name))) names.add(part);
  const found: FoundParts = { whole: [], broken: [] };
  for (const name of [...names].sort()) {
    const shard = shardOfName(name);
    if (shard === null) continue;
    const part = await readPart(folder, shard);
    if (typeof part === "string") found.broken.push({ shard, reason: part });
    else found.whole.push(part);
  }
  return found;
}

/** Numbers of shards that the manifests in a folder speak of. */
export async function splitsIn(folder: string): Promise<number[]> {
  return [...new Set((await namesIn(join(folder, MANIFESTS))).flatMap((name) => shardOfName(name.replace(/\.json$/, ""))?.of ?? []))].sort((a, b) => a - b);
}

/** Whether a part still is what it was when it was found. */
export async function isUnchanged(folder: string, part: Part): Promise<boolean> {
  return (await readFile(manifestPath(folder, part.shard), "utf8").catch(() => null)) === part.text;
}

/** Size and SHA-256 of a file, read in pieces. */
export async function measure(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(piece as Buffer);
    bytes += (piece as Buffer).length;
  }
  return { bytes, sha256: hash.digest("hex") };
}

/** A part, or why it is none. */
export async function readPart(folder: string, shard: Shard): Promise<Part | string> {
  const text = await readFile(manifestPath(folder, shard), "utf8").catch(() => null);
  if (text === null) return "it has no manifest: it is being written, or was cut off";
  let manifest: Manifest;
  try {
    manifest = manifestSchema.parse(JSON.parse(text));
  } catch {
    return "its manifest is no manifest of this version";
  }
  if (manifest.shard !== shard.shard || manifest.of !== shard.of || manifest.listing.shares.length !== shard.of) return "its manifest is that of another part";
  for (const { name } of PART_TABLES) {
    const said = manifest.tables[name];
    if (said === undefined) return `its manifest does not name the table ${name}`;
    const path = partPath(folder, shard, name);
    const size = await stat(path).then((facts) => facts.size, () => null);
    if (size === null) return `${path} is missing`;
    if (size !== said.bytes || (await measure(path)).sha256 !== said.sha256) return `${path} is not the file that the manifest names (its checksum differs)`;
  }
  return { shard, manifest, text };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) return [];
    throw error;
  }
}
