// Owns the proof that every file of reports/sql runs by itself, as in a DuckDB shell, and takes the variables that its first lines name.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "../../datasets/paths.js";
import { Database } from "../../pipeline/store/database.js";
import { runSqlFile, sqlText } from "../../reports/query.js";
import { ingestPlain, temporaryFolder, write } from "../fixtures/databases.js";

const files = readdirSync(join(packageRoot(), "reports/sql")).filter((name) => name.endsWith(".sql"));
const folder = temporaryFolder();
const db = join(folder, "x.duckdb");

beforeAll(async () => {
  write(join(folder, "in"), { "a.txt": "year 2010\nsymbol A/65/1\nrespondents AUT BEL\nAUT victims.hotline in_place\nBEL victims.hotline absent\nmany victims.shelter", "b.txt": "year 2012\nrespondents AUT\nAUT victims.shelter planned" });
  await ingestPlain(db, [join(folder, "in")]);
});

describe("reports/sql", () => {
  it.each(files)("%s runs by itself, is one statement, and opens with what it is", async (name) => {
    const text = readFileSync(join(packageRoot(), "reports/sql", name), "utf8");
    expect(text).toMatch(/^-- [A-Z]/);
    expect(text.trimEnd().endsWith(";")).toBe(true);
    const database = await Database.open(db, "read");
    const { columns } = await database.table(text);
    expect(columns.length).toBeGreaterThan(2);
    database.close();
  });

  it("does not let the variables of one question leak into the next", async () => {
    const database = await Database.open(db, "read");
    const states = async (variables: Record<string, string[] | null>) => (await runSqlFile<{ state: string }>(database, "claims", variables)).map((row) => row.state);
    expect(await states({ states: ["BEL"] })).toEqual(["BEL"]);
    expect(await states({})).toEqual(["AUT", "BEL", "AUT"]);
    expect(await states({ states: [] })).toEqual([]);
    await expect(states({ stats: ["BEL"] })).rejects.toThrow(/no variable 'stats'/);
    database.close();
  });

  it("binds what it is given: SQL in a value stays a value", async () => {
    const database = await Database.open(db, "read");
    expect(await runSqlFile(database, "claims", { states: ["AUT'); DROP TABLE claims; --"] })).toEqual([]);
    expect(await database.all("SELECT count(*) AS n FROM claims")).toEqual([{ n: 3 }]);
    await expect(database.all("SELECT * FROM read_text('/etc/hostname')")).rejects.toThrow(/disabled|not allowed|Permission/i);
    database.close();
  });

  it("has the examples of its views and macros run as they stand", async () => {
    const [{ TABLE_MACROS }, { VIEWS }] = await Promise.all([import("../../pipeline/store/table-macros.js"), import("../../pipeline/store/views.js")]);
    const database = await Database.open(db, "read");
    for (const item of [...VIEWS, ...TABLE_MACROS]) {
      const example = /Example: (.*;)/.exec(item.comment)?.[1];
      expect(example, item.name).toBeDefined();
      await database.all(example as string);
    }
    database.close();
  });

  it("names a file that is missing", () => {
    expect(() => sqlText("nothing")).toThrow(/nothing\.sql: missing/);
  });
});
