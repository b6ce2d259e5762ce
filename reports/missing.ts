// Owns what is said of documents that a database made of parts lacks (stocktake load --incomplete). Must not know how parts are made.
import type { QueryRunner } from "./query.js";

export interface MissingShard {
  shard: number;
  shards: number;
  /** Files that it was to read; null where that is not known. */
  files: number | null;
  reason: string;
}

/** Rows of `missing_shards`; none where the database is of a version that did not keep them. */
export async function missingShards(database: QueryRunner): Promise<MissingShard[]> {
  const there = await database.all("SELECT 1 FROM duckdb_tables() WHERE table_name = 'missing_shards'");
  return there.length === 0 ? [] : database.all<MissingShard>("SELECT shard, shards, files, reason FROM missing_shards ORDER BY shard");
}

/** One sentence for readers of a table; null where nothing is missing. */
export function missingNote(missing: readonly MissingShard[]): string | null {
  const [first] = missing;
  if (first === undefined) return null;
  const numbers = missing.map(({ shard }) => String(shard));
  const files = missing.reduce<number | null>((sum, row) => (sum === null || row.files === null ? null : sum + row.files), 0);
  return `INCOMPLETE: loaded without all that shard${missing.length === 1 ? "" : "s"} ${numbers.slice(0, 12).join(", ")}${numbers.length > 12 ? ` and ${numbers.length - 12} more` : ""} of ${first.shards} ${missing.length === 1 ? "was" : "were"} to read (${files === null ? "an unknown number of files" : `${files} file${files === 1 ? "" : "s"}`}). What these say is in no figure here (table missing_shards).`;
}
