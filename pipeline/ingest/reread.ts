// Owns reading documents of a database anew where they lie, with what a person set of them.
// Must not look for other files: only those that the database knows.
import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { Database, type Value } from "../store/database.js";
import { documentIdOf } from "../store/rows.js";
import type { Setting } from "./corrections.js";
import type { FoundFile } from "./discover.js";
import { hashAll, ingestFrom, loadAll, type IngestSummary, type IngestTools } from "./ingest.js";
import { isFresh } from "./plan.js";
import { readRetrievals } from "./retrievals.js";
import type { Limits } from "./pool.js";

export interface RereadOptions {
  database: string;
  /** document_ids. */
  documents: string[];
  setting: Setting;
  cache: string | null;
  limits: Limits;
}

/** The file of each document that is still where it was read, with the same bytes; others are left to a later ingest. */
export async function filesOf(database: string, documents: string[]): Promise<{ files: FoundFile[]; missing: string[] }> {
  const opened = await Database.open(database, "read");
  let rows: Record<string, Value>[];
  try {
    rows = await opened.all("SELECT path, root, file, document_id FROM sources WHERE list_contains($1, document_id) ORDER BY file", [documents]);
  } finally {
    opened.close();
  }
  const files: FoundFile[] = [];
  const held = new Set<string>();
  for (const row of rows) {
    const path = String(row["path"]);
    const id = String(row["document_id"]);
    if (!existsSync(path)) continue;
    const found = { path, root: String(row["root"]), file: String(row["file"]), bytes: (await stat(path)).size };
    const hash = (await hashAll([found], [])).get(path);
    if (hash === undefined || documentIdOf(hash) !== id) continue;
    held.add(id);
    files.push(found);
  }
  return { files, missing: documents.filter((id) => !held.has(id)) };
}

/** Sets what a person says of the documents whose files are there, and reads these anew in one go. */
export function reread(options: RereadOptions, files: FoundFile[], tools: IngestTools): Promise<IngestSummary> {
  const { database, cache, limits, setting } = options;
  return ingestFrom({ paths: files.map((file) => file.path), database, cache, prune: false, limits, setting }, tools, {
    discover: () => Promise.resolve({ files, skipped: [], problems: [] }),
    hash: hashAll,
    fresh: (document) => isFresh(document, limits, tools),
    here: true,
    retrievals: (hashes) => readRetrievals(hashes, tools.notice),
    load: (building, tasks, summary) => loadAll(building, tasks, limits, tools, summary),
    arguments: { paths: files.map((file) => file.path), set: setting.values },
  });
}
