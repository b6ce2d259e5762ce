// Owns the proof that `issues` lists the gravest first: what is lost as a whole before what is doubtful, and a number that was skipped last, however many there are.
import { join } from "node:path";
import { expect, it } from "vitest";
import { ISSUE_KINDS } from "../../extractors/contracts.js";
import { createSchema } from "../../pipeline/store/create.js";
import { Database, type Value } from "../../pipeline/store/database.js";
import { table } from "../../pipeline/store/schema.js";
import { runSqlFile, sqlText } from "../../reports/query.js";
import { temporaryFolder } from "../fixtures/databases.js";

it("by severity, then by what is lost, not by how often it occurs", async () => {
  const database = await Database.open(join(temporaryFolder(), "x.duckdb"), "write");
  await createSchema(database);
  const row = (name: string, values: Record<string, Value>): Value[] => table(name).columns.map((column) => values[column.name] ?? (column.nullable ? null : column.type === "INTEGER" ? 0 : column.type === "BOOLEAN" ? false : column.type === "VARCHAR[]" ? [] : ""));
  await database.append(table("documents"), [row("documents", { document_id: "d", file: "d.txt", status: "read" })]);
  const issues = [...Array.from({ length: 5 }, () => ["warning", "segmentation"]), ["notice", "unreadable"], ["warning", "depositary"], ["warning", "no_claims"], ["warning", "not_read"], ["error", "unreadable"]] as const;
  await database.append(table("issues"), issues.map(([severity, kind], ordinal) => row("issues", { document_id: "d", severity, kind, ordinal, message: "m" })));
  const found = await runSqlFile<{ severity: string; kind: string }>(database, "issues");
  database.close();
  expect([...new Set(found.map(({ severity, kind }) => `${severity} ${kind}`))]).toEqual(["error unreadable", "warning not_read", "warning no_claims", "warning depositary", "warning segmentation", "notice unreadable"]);
});

it("every kind of issue has its place", () => {
  const places = /list_position\(\[([^\]]*)\]/.exec(sqlText("issues"))?.[1]?.match(/[a-z_]+/g) ?? [];
  expect([...places].sort()).toEqual([...ISSUE_KINDS].sort());
});
