// Owns looking at a cache folder and trimming it: which entries there are, which of them are of use, which go.
// Must not touch a file that is no entry, nor follow a link. Safe beside an ingest: an entry that goes is a miss, no more.
import { isReadBy } from "./file-task.js";
import type { Dirent } from "node:fs";
import { lstat, open, readdir, readFile, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { codeOf } from "../disk-fault.js";
import { CACHED_STAGES, openEntry, type CachedStage, type EntryHeader } from "./cache.js";

export interface CacheEntry {
  path: string;
  stage: CachedStage;
  bytes: number;
  /** Milliseconds since 1970. */
  usedAt: number;
  /** current: of the versions that run now. stale: of others, used by nothing that runs now. left_over: half written, by a run that was killed. damaged: only where it was asked for. */
  standing: "current" | "stale" | "left_over" | "damaged";
}

/** What runs now. */
export interface Versions {
  readFingerprint: string;
  extractFingerprint: string;
}

const ENTRY = /^[0-9a-f]{40}$/;
const LEFT_OVER = /^[0-9a-f]{40}\.\d+-[0-9a-f]{8}$/;
/** A file being written is younger than that. */
const HOUR = 3_600_000;
/** A header is a few hundred bytes. */
const HEADER_BYTES = 4096;

/**
 * Entries of a cache folder, the longest unused first.
 * @param verify read every entry whole, and tell the damaged ones
 */
export async function listCache(folder: string, versions: Versions, now: Date, verify = false): Promise<CacheEntry[]> {
  const entries: CacheEntry[] = [];
  for (const stage of CACHED_STAGES) {
    // A stage that is a link leads out of the folder.
    if (!(await lstat(join(folder, stage)).then((facts) => facts.isDirectory(), () => false))) continue;
    for (const shelf of await inside(join(folder, stage))) {
      if (!shelf.isDirectory() || !/^[0-9a-f]{2}$/.test(shelf.name)) continue;
      for (const file of await inside(join(folder, stage, shelf.name))) {
        if (!file.isFile() || !(ENTRY.test(file.name) || LEFT_OVER.test(file.name))) continue;
        const path = join(folder, stage, shelf.name, file.name);
        const facts = await lstat(path).catch(() => null);
        if (facts === null) continue;
        if (LEFT_OVER.test(file.name)) {
          if (now.getTime() - facts.mtimeMs > HOUR) entries.push({ path, stage, bytes: facts.size, usedAt: facts.mtimeMs, standing: "left_over" });
          continue;
        }
        const standing = await standingOf(path, versions, verify);
        if (standing !== null) entries.push({ path, stage, bytes: facts.size, usedAt: facts.mtimeMs, standing });
      }
    }
  }
  return entries.sort((a, b) => a.usedAt - b.usedAt || (a.path < b.path ? -1 : 1));
}

async function inside(folder: string): Promise<Dirent[]> {
  return (await readdir(folder, { withFileTypes: true }).catch(() => [])).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Null where the entry is gone meanwhile, or is none of ours although its name is like one. */
async function standingOf(path: string, versions: Versions, verify: boolean): Promise<CacheEntry["standing"] | null> {
  let header: EntryHeader | null;
  try {
    const start = await startOf(path);
    if (!isOurs(start)) return null;
    header = verify ? openEntry(await readFile(path)).header : headerOf(start);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    // Without a look at the whole of it, an entry of an older make cannot be told from a damaged one.
    return verify && !(error instanceof Error && /another version/.test(error.message)) ? "damaged" : "stale";
  }
  if (header === null) return "stale";
  return isReadBy(header.readFingerprint, versions.readFingerprint) && (header.extractFingerprint === null || header.extractFingerprint === versions.extractFingerprint) ? "current" : "stale";
}

async function startOf(path: string): Promise<Buffer> {
  const handle = await open(path, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Every make of entry begins with the program's name; a crash of the machine can leave one empty or of zeros. */
const isOurs = (start: Buffer): boolean => start.subarray(0, 10).toString("latin1") === "stocktake-" || start.every((byte) => byte === 0);

function headerOf(start: Buffer): EntryHeader | null {
  const told = /^stocktake-cache-2 [0-9a-f]{32} (\{.*\})\n/.exec(start.toString("utf8"))?.[1];
  return told === undefined ? null : (JSON.parse(told) as EntryHeader);
}

export interface TrimOptions {
  /** Entries of other versions. */
  stale: boolean;
  /** Entries not used for so many milliseconds. */
  olderThan: number | null;
  /** The longest unused go until the rest takes no more bytes than that. */
  maxBytes: number | null;
  all: boolean;
}

/** Which entries go; half-written ones always. `entries` as {@link listCache} gives them. */
export function chooseForTrim(entries: readonly CacheEntry[], options: TrimOptions, now: Date): CacheEntry[] {
  const go = new Set(
    entries.filter(
      (entry) => options.all || entry.standing === "left_over" || entry.standing === "damaged" || (options.stale && entry.standing === "stale") || (options.olderThan !== null && now.getTime() - entry.usedAt > options.olderThan),
    ),
  );
  if (options.maxBytes !== null) {
    let rest = entries.reduce((sum, entry) => (go.has(entry) ? sum : sum + entry.bytes), 0);
    // Of other versions first: nothing that runs now would use them.
    for (const entry of [...entries].sort((a, b) => Number(a.standing === "current") - Number(b.standing === "current") || a.usedAt - b.usedAt)) {
      if (rest <= options.maxBytes) break;
      if (go.has(entry)) continue;
      go.add(entry);
      rest -= entry.bytes;
    }
  }
  return entries.filter((entry) => go.has(entry));
}

/** Removes entries and the folders that they leave empty. @returns those that could not be removed, with the reason */
export async function removeEntries(entries: readonly CacheEntry[]): Promise<{ path: string; reason: string }[]> {
  const failed: { path: string; reason: string }[] = [];
  for (const { path } of entries) {
    await rm(path, { force: true }).catch((error: unknown) => failed.push({ path, reason: codeOf(error) }));
    await rmdir(join(path, "..")).catch(() => undefined);
  }
  return failed;
}
