// Owns making the tables, views and macros of schema.ts in a database, with their comments.
// Must not load data.
import type { Database } from "./database.js";
import { TABLES, TABLE_MACROS, VIEWS } from "./schema.js";

/** Creates every table that is missing, and every view and macro anew. Existing rows stay. */
export async function createSchema(database: Database): Promise<void> {
  for (const table of TABLES) {
    const columns = table.columns.map((column) => `"${column.name}" ${column.type}${column.nullable ? "" : " NOT NULL"}`);
    await database.run(`CREATE TABLE IF NOT EXISTS "${table.name}" (${columns.join(", ")})`);
    await database.run(`COMMENT ON TABLE "${table.name}" IS ${literal(table.comment)}`);
    for (const column of table.columns) await database.run(`COMMENT ON COLUMN "${table.name}"."${column.name}" IS ${literal(column.comment)}`);
  }
  for (const view of VIEWS) {
    await database.run(`CREATE OR REPLACE VIEW "${view.name}" AS ${view.sql}`);
    await database.run(`COMMENT ON VIEW "${view.name}" IS ${literal(view.comment)}`);
    for (const [name, comment] of view.columns) await database.run(`COMMENT ON COLUMN "${view.name}"."${name}" IS ${literal(comment)}`);
  }
  for (const macro of TABLE_MACROS) {
    await database.run(`CREATE OR REPLACE MACRO "${macro.name}"(${macro.parameters}) AS TABLE ${macro.sql}`);
    await database.run(`COMMENT ON MACRO TABLE "${macro.name}" IS ${literal(macro.comment)}`);
  }
}

/** Only for comments out of schema.ts: COMMENT takes no bound parameter. */
function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
