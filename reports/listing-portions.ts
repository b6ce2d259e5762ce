// Owns how a long listing is divided: documents in the order of their files, and where in the tables their rows lie.
// Must not know what is made of the rows.
import type { QueryRunner } from "./query.js";

export interface Portion {
  /** document_id of each; null for all that were asked for. */
  documents: string[] | null;
  /** By table, from which row to which the rows of these documents lie; tables that are not here are read whole. */
  ranges: ReadonlyMap<string, readonly [from: number, to: number]>;
}

/** Rows between those of a portion's documents that are worth reading, so many times their number: beyond it nothing is spared. */
const SPREAD = 3;

/**
 * Documents in the order of their files, together while they have few rows. Where there is not much, nothing is divided.
 * @param table has a row for each row of the listing, before filters
 * @param text the statement that the portions are for
 */
export async function portionsOf(database: QueryRunner, table: string, text: string, asked: string[] | null, atOnce: number): Promise<Portion[]> {
  const [all] = await database.all<{ n: number }>(`SELECT count(*) AS n FROM ${table}`);
  if ((all?.n ?? 0) <= atOnce) return [{ documents: asked, ranges: new Map() }];
  const counts = await database.all<{ document_id: string; n: number }>(`SELECT d.document_id, x.n FROM documents d JOIN (SELECT document_id, count(*) AS n FROM ${table} GROUP BY document_id) x USING (document_id)
WHERE $1 IS NULL OR d.document_id IN (SELECT unnest($1::VARCHAR[])) ORDER BY d.file, d.document_id`, [asked]);
  const found: string[][] = [];
  let left = 0;
  for (const { document_id, n } of counts) {
    if (left < n) {
      found.push([]);
      left = atOnce;
    }
    (found.at(-1) as string[]).push(document_id);
    left -= n;
  }
  if (found.length === 0) return [{ documents: [], ranges: new Map() }];
  const places = await placesIn(database, [table, "paragraphs"].filter((name) => new RegExp(`\\b(?:FROM|JOIN) ${name} \\w`).test(text)));
  return found.map((documents) => ({ documents, ranges: rangesOf(documents, places) }));
}

/** The statement, reading of its tables only the part in which a portion's rows lie. An ingest writes documents in the order of their files, so that this is little more than the rows themselves. */
export function within(text: string, portion: Portion): string {
  let narrowed = text;
  for (const [table, [from, to]] of portion.ranges) narrowed = narrowed.replace(new RegExp(`\\b(FROM|JOIN) ${table} (?=\\w)`), `$1 (SELECT * FROM ${table} WHERE rowid BETWEEN ${from} AND ${to}) `);
  return narrowed;
}

type Places = ReadonlyMap<string, ReadonlyMap<string, { first: number; last: number; n: number }>>;

/** Where the rows of each document lie, by table. A view, such as the claims with human decisions, has no places. */
async function placesIn(database: QueryRunner, tables: readonly string[]): Promise<Places> {
  const found = new Map<string, Map<string, { first: number; last: number; n: number }>>();
  const views = new Set((await database.all<{ view_name: string }>("SELECT view_name FROM duckdb_views()")).map((row) => row.view_name));
  for (const table of tables) {
    if (views.has(table)) continue;
    const rows = await database.all<{ document_id: string; first: number; last: number; n: number }>(`SELECT document_id, min(rowid) AS first, max(rowid) AS last, count(*) AS n FROM ${table} GROUP BY document_id`);
    found.set(table, new Map(rows.map((row) => [row.document_id, row])));
  }
  return found;
}

function rangesOf(documents: readonly string[], places: Places): Portion["ranges"] {
  const ranges = new Map<string, readonly [number, number]>();
  for (const [table, of] of places) {
    const here = documents.flatMap((id) => of.get(id) ?? []);
    const [from, to] = [Math.min(...here.map((one) => one.first)), Math.max(...here.map((one) => one.last))];
    if (here.length > 0 && to - from < SPREAD * here.reduce((sum, one) => sum + one.n, 0)) ranges.set(table, [from, to]);
  }
  return ranges;
}
