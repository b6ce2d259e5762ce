// Owns the proof of the views on small made reports, by hand, and of `stocktake sql`: what it answers and what it refuses.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import { beforeAll, describe, expect, it } from "vitest";
import { main } from "../../pipeline/cli.js";
import { TABLE_MACROS } from "../../pipeline/store/table-macros.js";
import { VIEWS } from "../../pipeline/store/views.js";
import { ask, ingestPlain, temporaryFolder, write } from "../fixtures/databases.js";

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = "";
  let err = "";
  const code = await main(argv, { out: (text) => void (out += text), err: (text) => void (err += text), columns: 100, errIsTerminal: false, now: () => new Date("2026-01-01T00:00:00Z") });
  return { code, out, err };
}

const folder = temporaryFolder();
const db = join(folder, "views.duckdb");

beforeAll(async () => {
  write(join(folder, "in"), {
    // One report of the Secretary-General twice: the copy must not count.
    "sg-a.txt": "year 2010\nsymbol A/65/1\nrespondents AUT BEL KEN\nAUT victims.hotline in_place\nBEL victims.hotline planned\nmany victims.shelter\nCHE victims.shelter in_place",
    "sg-b.txt": "year 2010\nsymbol A/65/1\nrespondents AUT BEL KEN\nAUT victims.hotline in_place\nBEL victims.hotline planned\nmany victims.shelter\nCHE victims.shelter in_place\nKEN data.research in_place",
    "sg-later.txt": "year 2014\nsymbol A/69/1\nrespondents AUT BEL\nBEL victims.hotline in_place\nAUT treaty.untoc absent\nAUT treaty.untoc in_place",
    "broken.txt": "broken",
  });
  await ingestPlain(db, [join(folder, "in")]);
});

describe("views", () => {
  it("each have an example in their comment that runs and answers", async () => {
    for (const item of [...VIEWS, ...TABLE_MACROS]) {
      const example = /Example: ([\s\S]+;)$/.exec(item.comment)?.[1];
      expect(example, item.name).toBeDefined();
      const { code, err } = await run("sql", example as string, "--db", db, "--format", "json");
      expect(`${item.name} ${code} ${err.replace("No rows.\n", "")}`).toBe(`${item.name} 0 `);
    }
  });

  it("count one file of a symbol", async () => {
    expect(await ask(db, "SELECT file, copy FROM document_copies ORDER BY file")).toEqual([
      { file: "sg-a.txt", copy: false },
      { file: "sg-b.txt", copy: true },
      { file: "sg-later.txt", copy: false },
    ]);
    expect(await ask(db, "SELECT count(*) AS n FROM claim_evidence WHERE NOT copy AND year = 2010")).toEqual([{ n: 3 }]);
  });

  it("tell silent, no report and named without having answered apart", async () => {
    const cell = (state: string, measure: string) => ask(db, `SELECT cell, respondent, reported_status, collective FROM cells WHERE document = 'A/65/1' AND state = '${state}' AND measure = '${measure}'`);
    expect(await cell("AUT", "victims.hotline")).toEqual([{ cell: "in_place", respondent: true, reported_status: "in_place", collective: false }]);
    expect(await cell("KEN", "victims.shelter")).toEqual([{ cell: "silent", respondent: true, reported_status: null, collective: true }]);
    expect(await cell("CHE", "victims.shelter")).toEqual([{ cell: "no_report", respondent: false, reported_status: "in_place", collective: true }]);
    expect(await cell("FRA", "victims.shelter")).toEqual([{ cell: "no_report", respondent: false, reported_status: null, collective: true }]);
    // Of the copy, which alone has it.
    expect(await cell("KEN", "data.research")).toEqual([{ cell: "silent", respondent: true, reported_status: null, collective: false }]);
  });

  it("give every State of the year one row a measure and document", async () => {
    expect(await ask(db, "SELECT document, count(*) AS rows, count(DISTINCT state) AS states, count(DISTINCT (state, measure)) AS pairs FROM cells GROUP BY ALL ORDER BY ALL")).toEqual([
      // 192 Members of 2010 and 1 observer State; from 2011 South Sudan, from 2012 Palestine.
      { document: "A/65/1", rows: 193 * 70, states: 193, pairs: 193 * 70 },
      { document: "A/69/1", rows: 195 * 70, states: 195, pairs: 195 * 70 },
    ]);
  });

  it("agree with the gap table on one document", async () => {
    const [id] = await ask<{ id: string }>(db, "SELECT document_id AS id FROM documents WHERE file = 'sg-a.txt'");
    const columns = "state, measure, cell, respondent, reported_status, claims";
    expect(await ask(db, `SELECT ${columns} FROM cells WHERE document_id = '${id?.id}' EXCEPT SELECT ${columns} FROM gap_cells(['${id?.id}'], ['self_reported'])`)).toEqual([]);
    expect(await ask(db, `SELECT ${columns} FROM gap_cells(['${id?.id}'], ['self_reported']) EXCEPT SELECT ${columns} FROM cells`)).toEqual([]);
  });

  it("follow a State over time, and keep a contradiction", async () => {
    expect(await ask(db, "SELECT year, state, cell, previous_year, previous_cell FROM state_series WHERE measure IN ('victims.hotline', 'treaty.untoc') AND cell NOT IN ('silent') ORDER BY ALL")).toEqual([
      { year: 2010, state: "AUT", cell: "in_place", previous_year: null, previous_cell: null },
      { year: 2010, state: "BEL", cell: "planned", previous_year: null, previous_cell: null },
      { year: 2014, state: "AUT", cell: "conflict", previous_year: 2010, previous_cell: "silent" },
      { year: 2014, state: "BEL", cell: "in_place", previous_year: 2010, previous_cell: "planned" },
    ]);
    expect(await ask(db, "SELECT year, respondents, in_place, planned, silent, named_only FROM measure_series WHERE measure = 'victims.hotline' ORDER BY year")).toEqual([
      { year: 2010, respondents: 3, in_place: 1, planned: 1, silent: 1, named_only: 0 },
      { year: 2014, respondents: 2, in_place: 1, planned: 0, silent: 1, named_only: 0 },
    ]);
  });

  it("list the failed beside the read", async () => {
    expect(await ask(db, "SELECT file, status, claims, respondents FROM corpus_coverage ORDER BY file")).toEqual([
      { file: "broken.txt", status: "failed", claims: 0, respondents: 0 },
      { file: "sg-a.txt", status: "read", claims: 3, respondents: 3 },
      { file: "sg-b.txt", status: "read", claims: 4, respondents: 3 },
      { file: "sg-later.txt", status: "read", claims: 3, respondents: 2 },
    ]);
  });
});

describe("stocktake sql", () => {
  it("answers in every format", async () => {
    const query = "SELECT state_name, place FROM respondent_list WHERE document = 'A/65/1' AND NOT copy ORDER BY state";
    const rows = [{ state_name: "Austria" }, { state_name: "Belgium" }, { state_name: "Kenya" }];
    expect(JSON.parse((await run("sql", query, "--db", db, "--format", "json")).out)).toMatchObject(rows);
    expect(Papa.parse((await run("sql", query, "--db", db, "--format", "csv")).out, { header: true, skipEmptyLines: true }).data).toMatchObject(rows);
    expect((await run("sql", query, "--db", db, "--format", "md")).out).toMatch(/^\| state\\_name \| place \|\n\|---\|---\|\n\| Austria \|/);
    expect((await run("sql", query, "--db", db)).out).toMatch(/^state_name +place *\nAustria/);
  });

  it("keeps the header of an empty answer", async () => {
    const { out, err } = await run("sql", "SELECT state, cell FROM cells WHERE state = 'XXX'", "--db", db, "--format", "csv");
    expect(out.trim()).toBe("state,cell");
    expect(err).toBe("No rows.\n");
  });

  it("runs a file of several statements and prints the last", async () => {
    const file = join(folder, "q.sql");
    writeFileSync(file, "-- which are doubtful; a comment\nCREATE TEMP TABLE few AS SELECT state FROM respondents WHERE state = 'KEN';\nSELECT DISTINCT state AS s FROM few;\n");
    expect(JSON.parse((await run("sql", "--file", file, "--db", db, "--format", "json")).out)).toEqual([{ s: "KEN" }]);
  });

  const target = join(folder, "written.csv");
  it.each([
    [`COPY claims TO '${target}'`, /disabled by configuration[^]*redirect/],
    [`ATTACH '${join(folder, "other.duckdb")}'`, /disabled by configuration/],
    [`EXPORT DATABASE '${join(folder, "exported")}'`, /disabled by configuration/],
    ["INSTALL httpfs", /disabled by configuration/],
    ["LOAD '/tmp/x.so'", /disabled/],
    ["SET enable_external_access = true", /locked/],
    ["SET lock_configuration = false", /locked/],
    [`SELECT * FROM read_text('${join(import.meta.dirname, "views.test.ts")}')`, /disabled by configuration/],
    ["FROM 'package.json'", /disabled by configuration|does not exist/],
    ["DELETE FROM claims", /read-only[^]*only reads/],
    ["CREATE TABLE t AS SELECT 1", /read-only/],
    ["SELECT * FROM clams", /Did you mean/],
    ["selct 1", /syntax error/],
    ["", /no statement/],
    ["/* only\na comment */ ;", /no statement/],
  ])("refuses %s", async (query, message) => {
    const { code, out, err } = await run("sql", query, "--db", db);
    expect(code).toBeGreaterThan(0);
    expect(out).toBe("");
    expect(err).toMatch(message);
    expect(err).not.toMatch(/fault of the program/);
    for (const name of ["written.csv", "other.duckdb", "exported"]) expect(existsSync(join(folder, name))).toBe(false);
  });

  it("refuses it although an earlier statement of the text ran", async () => {
    const { code } = await run("sql", `SELECT 1; COPY claims TO '${target}'`, "--db", db);
    expect(code).toBe(1);
    expect(existsSync(target)).toBe(false);
  });

  it("asks for one of query and file", async () => {
    expect((await run("sql", "--db", db)).code).toBe(2);
    expect((await run("sql", "FROM claims", "--file", "x.sql", "--db", db)).code).toBe(2);
    expect((await run("sql", "--file", join(folder, "none.sql"), "--db", db)).err).toMatch(/none\.sql: cannot be read \(ENOENT\)/);
  });

  it("leaves the database's bytes as they were", async () => {
    const before = readFileSync(db);
    await run("sql", "FROM cells LIMIT 5", "--db", db);
    expect(readFileSync(db).equals(before)).toBe(true);
  });
});
