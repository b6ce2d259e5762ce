// Owns the cache of what the stages give, addressed by content: what was read of a document, and the rows that were extracted of it.
// A damaged entry is a miss with a notice, never an error; losing the cache loses only time.
import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile, rename, rm, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { codeOf } from "../disk-fault.js";
import type { ReadDocument } from "../../extractors/contracts.js";

/** Stages whose output is kept, each in a folder of its name. */
export const CACHED_STAGES = ["read", "extract"] as const;
export type CachedStage = (typeof CACHED_STAGES)[number];

export interface CacheKey {
  sha256: string;
  /** Name without folders: the reader may take a symbol from it. */
  fileName: string;
  kind: string | null;
  readFingerprint: string;
  /** Of the rows only: the rules that made them, and the name that stands in them. */
  extracted?: { extractFingerprint: string; file: string; /** What a person set of the document, as text. */ corrections?: string | null };
}

/** What an entry says of itself, before its packed content. */
export interface EntryHeader {
  stage: CachedStage;
  sha256: string;
  fileName: string;
  kind: string | null;
  readFingerprint: string;
  extractFingerprint: string | null;
}

const MAGIC = "stocktake-cache-2";

const stageOf = (key: CacheKey): CachedStage => (key.extracted === undefined ? "read" : "extract");

/** Where the entry of a key is kept under the folder. */
export function cachePath(folder: string, key: CacheKey): string {
  const parts = [key.sha256, key.fileName, key.kind ?? "", key.readFingerprint, ...(key.extracted === undefined ? [] : [key.extracted.extractFingerprint, key.extracted.file, ...(key.extracted.corrections == null ? [] : [key.extracted.corrections])])];
  const name = createHash("sha256").update(parts.join("\u001f")).digest("hex").slice(0, 40);
  return join(folder, stageOf(key), name.slice(0, 2), name);
}

/**
 * Takes an entry apart.
 * @throws Error that says what is wrong with it
 */
export function openEntry(bytes: Buffer): { header: EntryHeader; packed: Buffer } {
  const end = bytes.indexOf(10);
  const first = bytes.subarray(0, Math.max(0, end)).toString("utf8");
  const [, magic, digest, told] = /^(\S+) ([0-9a-f]{32}) (\{.*\})$/.exec(first) ?? [];
  if (magic !== MAGIC || digest === undefined || told === undefined) throw new Error("it is of another version, or no entry");
  const packed = bytes.subarray(end + 1);
  if (digest !== digestOf(told, packed)) throw new Error("its checksum does not hold");
  return { header: JSON.parse(told) as EntryHeader, packed };
}

/** The entry of a key, or null where there is none. A damaged one is removed and told to `notice`. */
export async function readCache<T = ReadDocument>(folder: string, key: CacheKey, notice: (message: string) => void): Promise<T | null> {
  const path = cachePath(folder, key);
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) return null;
  try {
    const { header, packed } = openEntry(bytes);
    if (JSON.stringify(header) !== JSON.stringify(headerOf(key))) throw new Error("it is that of another document or of other rules");
    const found = JSON.parse(inflateRawSync(packed).toString("utf8")) as T;
    // What was used last is trimmed last.
    const now = new Date();
    await utimes(path, now, now).catch(() => undefined);
    return found;
  } catch (error) {
    notice(`${path}: damaged cache entry (${error instanceof Error ? error.message : String(error)}); the document is ${key.extracted === undefined ? "parsed" : "extracted"} again.`);
    await rm(path, { force: true }).catch(() => undefined);
    return null;
  }
}

const headerOf = (key: CacheKey): EntryHeader => ({ stage: stageOf(key), sha256: key.sha256, fileName: key.fileName, kind: key.kind, readFingerprint: key.readFingerprint, extractFingerprint: key.extracted?.extractFingerprint ?? null });

/** Keeps the output of a stage. Fails silently into `notice`: a full disk must not stop an ingest for its cache. */
export async function writeCache<T = ReadDocument>(folder: string, key: CacheKey, output: T, notice: (message: string) => void): Promise<void> {
  const path = cachePath(folder, key);
  const told = JSON.stringify(headerOf(key));
  const packed = deflateRawSync(JSON.stringify(output), { level: 1 });
  const beside = `${path}.${process.pid}-${randomBytes(4).toString("hex")}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(beside, Buffer.concat([Buffer.from(`${MAGIC} ${digestOf(told, packed)} ${told}\n`, "utf8"), packed]));
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    notice(`${folder}: what was ${key.extracted === undefined ? "read" : "extracted"} of a document could not be kept (${codeOf(error)}); it will be done again next time.`);
  }
}

const digestOf = (told: string, packed: Buffer): string => createHash("sha256").update(told).update(packed).digest("hex").slice(0, 32);
