// Owns what ingest keeps of the records that pull wrote beside files.
// Must not fetch, and must not trust a record whose hash is not that of the bytes read.
import { existsSync } from "node:fs";
import { basename } from "node:path";
import { recordPath } from "../pull/names.js";
import { documentIdOf } from "../store/rows.js";
import type { Value } from "../store/database.js";

/** A row of the table `retrievals` by document_id. */
export type Retrievals = Map<string, Value[]>;

/**
 * The rows of `retrievals` for files of this ingest.
 * @param hashes SHA-256 by absolute path, as read
 * @param notice told of a record that cannot be read or is of other bytes; the file is ingested all the same, without it
 */
export async function readRetrievals(hashes: ReadonlyMap<string, string>, notice: (message: string) => void): Promise<Retrievals> {
  const rows: Retrievals = new Map();
  for (const path of [...hashes.keys()].sort()) {
    const sha256 = hashes.get(path) as string;
    const id = documentIdOf(sha256);
    // Most files have none: what reads and checks one is loaded only where there is one.
    if (rows.has(id) || !existsSync(recordPath(path))) continue;
    try {
      const { readProvenance } = await import("../pull/provenance.js");
      const record = await readProvenance(path);
      if (record === null) continue;
      if (record.sha256 !== sha256) {
        notice(`${basename(path)}: was changed since it was pulled, so ${basename(recordPath(path))} does not say where it came from. Pull it again with --replace, or delete the record.`);
        continue;
      }
      rows.set(id, [id, record.symbol, record.asked_url, record.final_url, record.retrieved_at, record.checked_at, record.status, record.content_type, record.bytes, record.etag, record.last_modified, record.tool]);
    } catch (error) {
      notice(`${error instanceof Error ? error.message : String(error)} The document was read without it.`);
    }
  }
  return rows;
}

/** Whether two sets of rows say the same. */
export function sameRetrievals(a: Retrievals, b: Retrievals): boolean {
  return a.size === b.size && [...a].every(([id, row]) => JSON.stringify(row) === JSON.stringify(b.get(id)));
}
