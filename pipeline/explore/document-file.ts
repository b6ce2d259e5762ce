// Owns the bytes of a document as they lie on this machine: only those that the database was made from, told by their hash.
// Must not take a path from an address; the table `sources` alone says where a document lies.
import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import type { Reader } from "../store/database.js";

/** As the limit of an ingest. */
const MOST_BYTES = 200 << 20;

export type DocumentFile = { bytes: Uint8Array<ArrayBuffer> } | { reason: string };

/** The PDF file of a document, or why it cannot be shown. */
export async function documentFile(database: Reader, id: string): Promise<DocumentFile> {
  const places = await database.all<{ path: string; sha256: string; format: string | null }>("SELECT s.path, d.sha256, d.format FROM documents d JOIN sources s USING (document_id) WHERE d.document_id = $1 ORDER BY s.path", [id]);
  if (places.length === 0) return { reason: "The database does not say where the file lies; it was made from parts or on another machine." };
  if (places[0]?.format !== "pdf") return { reason: "The document is no PDF file; its paragraphs are shown instead." };
  for (const { path, sha256 } of places) {
    const bytes = await bytesOf(path);
    if (bytes !== null && createHash("sha256").update(bytes).digest("hex") === sha256) return { bytes };
  }
  return { reason: "The file is not where it was read, or has changed since. Ingest it again to see its pages." };
}

async function bytesOf(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const handle = await open(path, "r").catch(() => null);
  if (handle === null) return null;
  try {
    const found = await handle.stat();
    if (!found.isFile() || found.size > MOST_BYTES) return null;
    return new Uint8Array(await handle.readFile());
  } catch {
    return null;
  } finally {
    await handle.close();
  }
}
