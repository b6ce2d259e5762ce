// Owns working out the cells of a set of documents once for several questions: each of them would count all claims anew.
// Must not change what a cell is; the macro gap_cells says that.
import type { QueryRunner } from "./query.js";

/**
 * As long as `work` takes, gap_cells gives what it gave at the beginning, whatever it is asked for: only for questions over these documents and bases.
 * A temporary macro comes before the file's own of that name, also inside of gap_table.
 */
export async function withCells<T>(database: QueryRunner, documents: string[] | null, bases: string[], work: () => Promise<T>): Promise<T> {
  await database.all("CREATE OR REPLACE TEMP TABLE kept_cells AS SELECT * FROM gap_cells($1, $2)", [documents, bases]);
  await database.all("CREATE OR REPLACE TEMP MACRO gap_cells(document_ids, bases) AS TABLE SELECT * FROM kept_cells");
  try {
    return await work();
  } finally {
    await database.all("DROP MACRO TABLE temp.gap_cells");
    await database.all("DROP TABLE kept_cells");
  }
}
