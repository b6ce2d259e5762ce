// Owns the record of where a file's bytes came from: its shape, where it lies, and how it is written and read.
// Must not fetch. A record lies beside its file: A-65-209.pdf and A-65-209.pdf.provenance.json.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { PULLED_FORMATS, recordPath } from "./names.js";

export { recordPath };

const time = z.iso.datetime();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

/** The record. Times are UTC. Whatever came from the server (type, tags, addresses) is text to show, never to trust. */
export const provenanceSchema = z.object({
  record: z.literal("stocktake.provenance/1"),
  /** Symbol, title, kind, State as in the catalogue at the time; kind and title null for a symbol that it does not list. */
  symbol: z.string(),
  title: z.string().nullable(),
  kind: z.string().nullable(),
  state: z.string().nullable(),
  language: z.string(),
  /** Address asked for, address that answered, and the redirects between them in order. */
  asked_url: z.string(),
  final_url: z.string(),
  redirects: z.array(z.object({ status: z.number().int(), from: z.string(), to: z.string() })),
  /** When these bytes were received whole, and when the server last said that they are still the same. */
  retrieved_at: time,
  checked_at: time,
  /** HTTP status of the answer that completed the file (206: a part asked for by Range). */
  status: z.number().int(),
  content_type: z.string().nullable(),
  /** What the bytes are, by looking at them. */
  format: z.enum(PULLED_FORMATS),
  bytes: z.number().int().positive(),
  sha256,
  etag: z.string().nullable(),
  last_modified: z.string().nullable(),
  /** "stocktake/0.1.0". */
  tool: z.string(),
  /** What lay at this place before, newest first: the bytes are gone, their hash is not. */
  replaced: z.array(z.object({ sha256, bytes: z.number().int(), retrieved_at: time, etag: z.string().nullable() })),
});
export type Provenance = z.infer<typeof provenanceSchema>;

/** Where the record waits while the file is put in place. */
export function pendingPath(filePath: string): string {
  return `${filePath}.provenance.pending.json`;
}

/**
 * The provenance of a file, for `ingest`: null where there is no record beside it.
 * It is not checked here that the bytes are still those of the record: compare `sha256` with the hash of what was read.
 * @throws Error where a record is there and cannot be read (which is worse than none)
 */
export async function readProvenance(filePath: string): Promise<Provenance | null> {
  return readRecord(recordPath(filePath));
}

/** @throws Error where the file is there and is not a record */
export async function readRecord(path: string): Promise<Provenance | null> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new Error(`${path} is not JSON. Delete it and pull the document again.`);
  }
  const parsed = provenanceSchema.safeParse(data);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`${path} is not a provenance record (${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}). Delete it and pull the document again.`);
  }
  return parsed.data;
}

/** Writes a record whole or not at all. */
export async function writeRecord(path: string, record: Provenance): Promise<void> {
  const temporary = `${path}.tmp`;
  const handle = await open(temporary, "w");
  try {
    await handle.writeFile(`${JSON.stringify(provenanceSchema.parse(record), null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, path);
}

/** SHA-256 of a file's bytes, in hexadecimal; null where there is no file. */
export async function hashOf(path: string): Promise<string | null> {
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  return hash.digest("hex");
}

/**
 * Puts a received file and its record in place so that a kill at any moment leaves the old pair, or the new pair, or what
 * `recover` completes: the record waits beside the file, the file is renamed, then the record.
 */
export async function install(part: string, filePath: string, record: Provenance): Promise<void> {
  await writeRecord(pendingPath(filePath), record);
  await rename(part, filePath);
  await rename(pendingPath(filePath), recordPath(filePath));
  await syncFolder(dirname(filePath));
}

/** Completes or undoes an `install` that was cut off. */
export async function recover(part: string, filePath: string): Promise<void> {
  let pending: Provenance | null;
  try {
    pending = await readRecord(pendingPath(filePath));
  } catch {
    pending = null;
  }
  await rm(`${pendingPath(filePath)}.tmp`, { force: true });
  await rm(`${recordPath(filePath)}.tmp`, { force: true });
  if (pending === null) return rm(pendingPath(filePath), { force: true });
  if ((await hashOf(part)) === pending.sha256) await rename(part, filePath);
  if ((await hashOf(filePath)) === pending.sha256) await rename(pendingPath(filePath), recordPath(filePath));
  else await rm(pendingPath(filePath), { force: true });
}

/** Is this the name of a file that a pull keeps for itself (a record, a partial file, a lock), and not a document? */
export function isPullsOwnFile(name: string): boolean {
  return /\.provenance(?:\.pending)?\.json(?:\.tmp)?$|\.part(?:\.json)?$|^\.stocktake-pull\.lock/u.test(name);
}

async function syncFolder(path: string): Promise<void> {
  try {
    const handle = await open(path, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // Windows cannot sync a folder; the renames are then as lasting as the file system makes them.
  }
}
