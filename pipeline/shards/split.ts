// Owns how files are split into shards, and what a shard is called.
// Must not read a file: every shard looks at the whole list, and only at the contents of its own files.
import { createHash } from "node:crypto";
import { CommandError } from "../command-error.js";
import type { FoundFile } from "../ingest/discover.js";

export interface Shard {
  /** From 1. */
  shard: number;
  of: number;
}

/** An error of what was asked for or of a folder of parts: what, where, what next. */
export class PartsError extends CommandError {}

/** The names of parts have room for so many. */
export const MOST_SHARDS = 9999;

/**
 * Reads "K/N" as it stands on the command line.
 * @throws PartsError (exit code 2) for anything but 1/N to N/N
 */
export function parseShard(text: string): Shard {
  const [, k, n] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  if (k === undefined || n === undefined) throw new PartsError(`--shard '${text}': write K/N, for example 3/8 for the third of eight shards.`, 2);
  const [shard, of] = [Number(k), Number(n)];
  if (of < 1 || of > MOST_SHARDS) throw new PartsError(`--shard '${text}': the number of shards is 1 to ${MOST_SHARDS}.`, 2);
  if (shard < 1 || shard > of) throw new PartsError(`--shard '${text}': shards are counted from 1: 1/${of} to ${of}/${of}.${shard === 0 ? " Where a scheduler counts from 0, add 1." : ""}`, 2);
  return { shard, of };
}

/** "shard=0003-of-0008": the folder of a part, in the manner of Hive partitions. */
export const partName = ({ shard, of }: Shard): string => `shard=${String(shard).padStart(4, "0")}-of-${String(of).padStart(4, "0")}`;

/** The shard that a folder or manifest is named after, or null. */
export function shardOfName(name: string): Shard | null {
  const [, k, n] = /^shard=(\d{4})-of-(\d{4})$/.exec(name) ?? [];
  const [shard, of] = [Number(k), Number(n)];
  return k !== undefined && shard >= 1 && shard <= of ? { shard, of } : null;
}

/**
 * The shard of a file, from 1, by the hash of its size. Copies of the same bytes have the same size, so they always meet in one shard;
 * it depends on no other file, no name, machine or order; and no shard has to read the files of the others to know which are its own.
 */
export function shardOf(file: Pick<FoundFile, "bytes">, of: number): number {
  return (Number.parseInt(createHash("sha256").update(String(file.bytes)).digest("hex").slice(0, 12), 16) % of) + 1;
}

export interface Listing {
  files: number;
  bytes: number;
  /** Over relative name and size of every file: shards with the same hash saw the same files. */
  sha256: string;
  /** Files by shard. */
  shares: number[];
}

/** What all shards of one ingest have to agree on: the files that there are. */
export function listingOf(files: readonly FoundFile[], of: number): Listing {
  const hash = createHash("sha256");
  const shares = new Array<number>(of).fill(0);
  let bytes = 0;
  for (const line of files.map((file) => `${file.file}\u0000${file.bytes}\n`).sort()) hash.update(line);
  for (const file of files) {
    bytes += file.bytes;
    shares[shardOf(file, of) - 1] = (shares[shardOf(file, of) - 1] ?? 0) + 1;
  }
  return { files: files.length, bytes, sha256: hash.digest("hex"), shares };
}
