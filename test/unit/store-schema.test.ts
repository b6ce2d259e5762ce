// Owns the proof that the database explains itself: comments on everything, a data dictionary that is current, a bulk load that is bulk.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../datasets/paths.js";
import { createSchema } from "../../pipeline/store/create.js";
import { Database } from "../../pipeline/store/database.js";
import { dataDictionary } from "../../pipeline/store/dictionary.js";
import { refuseOtherSchema } from "../../pipeline/store/schema-version.js";
import { SCHEMA_VERSION, TABLES, table } from "../../pipeline/store/schema.js";
import { VIEWS } from "../../pipeline/store/views.js";

describe("schema", () => {
  it("has a comment on every table, view, column and macro in the database itself", async () => {
    const database = await Database.open(":memory:", "write");
    await createSchema(database);
    const bare = await database.all(`
      SELECT table_name AS name FROM duckdb_tables() WHERE coalesce(comment, '') = ''
      UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal AND coalesce(comment, '') = ''
      UNION ALL SELECT table_name || '.' || column_name FROM duckdb_columns() WHERE NOT internal AND coalesce(comment, '') = ''
      UNION ALL SELECT function_name FROM duckdb_functions() WHERE NOT internal AND function_type = 'table_macro' AND coalesce(comment, '') = ''`);
    expect(bare).toEqual([]);
    const [count] = await database.all<{ columns: number }>("SELECT count(*) AS columns FROM duckdb_columns() WHERE NOT internal");
    expect(count?.columns).toBe(TABLES.reduce((sum, item) => sum + item.columns.length, 0) + VIEWS.reduce((sum, item) => sum + item.columns.length, 0));
    database.close();
  });

  it("creates again over itself without losing rows", async () => {
    const database = await Database.open(":memory:", "write");
    await createSchema(database);
    await database.append(table("rule_usage"), [["d", "r", 1]]);
    await createSchema(database);
    expect(await database.all("SELECT * FROM rule_usage")).toEqual([{ document_id: "d", rule: "r", matches: 1 }]);
    database.close();
  });

  it("refuses a database whose tables another version made, and makes reference tables anew", async () => {
    const database = await Database.open(":memory:", "write");
    await createSchema(database);
    await database.run("ALTER TABLE measures ADD COLUMN weight INTEGER");
    await createSchema(database);
    expect(await database.all("SELECT column_name FROM duckdb_columns() WHERE table_name = 'measures' AND column_name = 'weight'")).toEqual([]);
    await database.run("ALTER TABLE claims ADD COLUMN mood VARCHAR");
    await expect(createSchema(database)).rejects.toThrow(/made by another version of Stocktake \(its table claims has other columns\)/);
    database.close();
  });

  it("names in keys only columns that exist", () => {
    for (const item of TABLES) for (const name of item.key) expect(item.columns.map((column) => column.name), item.name).toContain(name);
  });

  it("stands in docs/data-dictionary.md as it is", () => {
    expect(readFileSync(join(packageRoot(), "docs", "data-dictionary.md"), "utf8"), "run: npx stocktake schema --format md > docs/data-dictionary.md").toBe(dataDictionary());
  });
});

describe("bulk load", () => {
  it("keeps nulls, lists, any Unicode and quotes as they are", async () => {
    const database = await Database.open(":memory:", "write");
    await createSchema(database);
    const text = "'; DROP TABLE claims; -- \"\u0000\u001b[31m 𝒳 é\u0301 ";
    await database.append(table("paragraphs"), [["p", "d", 0, "1", true, null, ["A", text], "other", null, null, text, null]]);
    expect(await database.all("SELECT headings, text, section FROM paragraphs")).toEqual([{ headings: ["A", text], text, section: null }]);
    database.close();
  });

  it("refuses a row of the wrong width", async () => {
    const database = await Database.open(":memory:", "write");
    await createSchema(database);
    await expect(database.append(table("rule_usage"), [["d", "r"]])).rejects.toThrow(/Row of 2 values for table rule_usage of 3 columns/);
    database.close();
  });

  it("refuses a file of another version in one message, with what to do, and takes an older one where that will do", () => {
    expect(() => refuseOtherSchema("x.duckdb", "1")).toThrow(new RegExp(`^x\\.duckdb: made by an older version of Stocktake \\(schema 1; this one needs ${SCHEMA_VERSION}\\)\\. .*review export --decided --db x\\.duckdb`));
    expect(() => refuseOtherSchema("x.duckdb", undefined)).toThrow(/older version.*schema unknown/);
    expect(() => refuseOtherSchema("x.duckdb", "9999")).toThrow(/made by a newer version of Stocktake \(schema 9999/);
    for (const [found, oldest] of [[String(SCHEMA_VERSION), undefined], ["1", 1]] as const) expect(() => refuseOtherSchema("x.duckdb", found, oldest)).not.toThrow();
  });
});
