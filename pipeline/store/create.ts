// Owns making the tables of schema.ts and the views and macros of views.ts in a database, with their comments.
// Must not load data.
import type { Database } from "./database.js";
import { refuseOtherColumns } from "./schema-version.js";
import { TABLES } from "./schema.js";
import type { Table } from "./shape.js";
import { TABLE_MACROS } from "./table-macros.js";
import { VIEWS } from "./views.js";

/**
 * Creates every table that is missing, the reference tables empty, and every view and macro anew. Rows of documents stay.
 * @throws DatabaseError where a table of documents has other columns than this version writes
 */
export async function createSchema(database: Database): Promise<void> {
  // In one transaction: some hundred small ones would each wait for the disk.
  await database.transaction(() => createAll(database));
}

async function createAll(database: Database): Promise<void> {
  const present = new Map((await database.all<{ name: string; columns: string }>("SELECT table_name AS name, string_agg(column_name || ' ' || data_type, ', ' ORDER BY column_index) AS columns FROM duckdb_columns() WHERE NOT internal GROUP BY table_name")).map((row) => [row.name, row.columns]));
  for (const table of TABLES) {
    const wanted = table.columns.map((column) => `${column.name} ${column.type}`).join(", ");
    const found = present.get(table.name);
    if (table.scope === "log" && found !== undefined && wanted.startsWith(`${found}, `)) {
      // What a later version keeps beyond is empty for what was before.
      for (const column of table.columns.slice(found.split(", ").length)) await database.run(`ALTER TABLE "${table.name}" ADD COLUMN "${column.name}" ${column.type}`);
    } else if (table.scope !== "reference" && found !== undefined && found !== wanted) {
      refuseOtherColumns(database.path, table.name);
    }
    await database.run(`CREATE ${table.scope === "reference" ? "OR REPLACE TABLE" : "TABLE IF NOT EXISTS"} "${table.name}" (${columnsOf(table).join(", ")})`);
    await database.run(`COMMENT ON TABLE "${table.name}" IS ${literal(table.comment)}`);
    for (const column of table.columns) await database.run(`COMMENT ON COLUMN "${table.name}"."${column.name}" IS ${literal(column.comment)}`);
  }
  // First: a view may ask a macro, which is only bound when it is asked.
  for (const macro of TABLE_MACROS) {
    await database.run(`CREATE OR REPLACE MACRO "${macro.name}"(${macro.parameters}) AS TABLE ${macro.sql}`);
    await database.run(`COMMENT ON MACRO TABLE "${macro.name}" IS ${literal(macro.comment)}`);
  }
  for (const view of VIEWS) {
    await database.run(`CREATE OR REPLACE VIEW "${view.name}" AS ${view.sql}`);
    await database.run(`COMMENT ON VIEW "${view.name}" IS ${literal(view.comment)}`);
    for (const [name, comment] of view.columns) await database.run(`COMMENT ON COLUMN "${view.name}"."${name}" IS ${literal(comment)}`);
  }
}

/** Creates some tables, empty, without comments, views and macros: for a database that is thrown away. */
export async function createTables(database: Database, tables: readonly Table[]): Promise<void> {
  await database.transaction(async () => {
    for (const table of tables) await database.run(`CREATE TABLE "${table.name}" (${columnsOf(table).join(", ")})`);
  });
}

const columnsOf = (table: Table): string[] => table.columns.map((column) => `"${column.name}" ${column.type}${column.nullable ? "" : " NOT NULL"}`);

/** Only for comments out of schema.ts and views.ts: COMMENT takes no bound parameter. */
function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
