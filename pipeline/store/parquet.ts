// Owns writing a table as Parquet so that the same rows give the same bytes, and reading such a file back into a table.
// Must not decide which tables or where.
import type { Database } from "./database.js";
import type { Table } from "./shape.js";

/** Keys first, then every other column: no two orders of one set of rows. */
export function rowOrder(table: Table): string {
  return [...table.key, ...table.columns.map((column) => column.name).filter((name) => !table.key.includes(name))].map((name) => `"${name}" NULLS FIRST`).join(", ");
}

/** A path as an SQL literal: COPY and ATTACH take no bound parameter. */
export const pathLiteral = (path: string): string => `'${path.replaceAll("'", "''")}'`;

/** A path as an SQL literal for read_parquet, which takes `*`, `?` and `[` in it for a pattern. */
export const fileLiteral = (path: string): string => pathLiteral(path.replace(/[*?[]/g, "[$&]"));

/**
 * Writes the rows of a table, ordered, to a Parquet file.
 * Call with `SET threads = 1`: several threads may write the row groups in another order.
 */
export async function writeParquet(database: Database, table: Table, path: string): Promise<void> {
  await database.run(`COPY (SELECT * FROM "${table.name}" ORDER BY ${rowOrder(table)}) TO ${pathLiteral(path)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)`);
}
