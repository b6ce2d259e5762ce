// Owns the cache of parsed documents, addressed by content: bytes, file name, kind set by the user, version of the reader.
// A damaged entry is a miss with a notice, never an error; losing the cache loses only time.
import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { ReadDocument } from "../../extractors/contracts.js";

export interface CacheKey {
  sha256: string;
  /** Name without folders: the reader may take a symbol from it. */
  fileName: string;
  kind: string | null;
  readFingerprint: string;
}

const MAGIC = "stocktake-read-1";

/** Where the entry of a key is kept under the folder. */
export function cachePath(folder: string, key: CacheKey): string {
  const name = createHash("sha256").update([key.sha256, key.fileName, key.kind ?? "", key.readFingerprint].join("\u001f")).digest("hex").slice(0, 40);
  return join(folder, "read", name.slice(0, 2), name);
}

/** The entry of a key, or null where there is none. A damaged one is removed and told to `notice`. */
export async function readCache(folder: string, key: CacheKey, notice: (message: string) => void): Promise<ReadDocument | null> {
  const path = cachePath(folder, key);
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) return null;
  try {
    const end = bytes.indexOf(10);
    const [magic, digest] = bytes.subarray(0, end).toString("latin1").split(" ");
    const packed = bytes.subarray(end + 1);
    if (end < 0 || magic !== MAGIC || digest !== digestOf(packed)) throw new Error("its checksum does not hold");
    return JSON.parse(inflateRawSync(packed).toString("utf8")) as ReadDocument;
  } catch (error) {
    notice(`${path}: damaged cache entry (${error instanceof Error ? error.message : String(error)}); the document is parsed again.`);
    await rm(path, { force: true }).catch(() => undefined);
    return null;
  }
}

/** Keeps a parsed document. Fails silently into `notice`: a full disk must not stop an ingest for its cache. */
export async function writeCache(folder: string, key: CacheKey, document: ReadDocument, notice: (message: string) => void): Promise<void> {
  const path = cachePath(folder, key);
  const packed = deflateRawSync(JSON.stringify(document), { level: 1 });
  const beside = `${path}.${process.pid}-${randomBytes(4).toString("hex")}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(beside, Buffer.concat([Buffer.from(`${MAGIC} ${digestOf(packed)}\n`, "latin1"), packed]));
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    notice(`${folder}: a parsed document could not be kept (${error instanceof Error && "code" in error ? String(error.code) : String(error)}); it will be parsed again next time.`);
  }
}

const digestOf = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex").slice(0, 32);
