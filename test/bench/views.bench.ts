// Owns the measurement of the views on 1,000,000 claims made from real ones: `npx vitest bench --run test/bench/views.bench.ts`.
// Must not be part of `npm test`: it takes a minute and a quiet machine. STOCKTAKE_BENCH_DB names a database of real claims; without it the sample corpus is read.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, bench, describe } from "vitest";
import { datasetPath } from "../../datasets/paths.js";
import { main } from "../../pipeline/cli.js";
import { createSchema } from "../../pipeline/store/create.js";
import { Database } from "../../pipeline/store/database.js";
import { TABLES } from "../../pipeline/store/schema.js";

const CLAIMS = 1_000_000;
const folder = mkdtempSync(join(tmpdir(), "stocktake-bench-"));
let source = process.env["STOCKTAKE_BENCH_DB"] ?? "";
if (source === "") {
  source = join(folder, "samples.duckdb");
  await main(["ingest", datasetPath("samples", "documents"), "--db", source, "--no-cache"], { out: () => undefined, err: () => undefined, columns: 100, errIsTerminal: false, now: () => new Date() });
}

/** Copies of every document with claims, each with ids, symbol and year of its own (copies spread over 30 years), until the claims are there. */
const path = join(folder, "million.duckdb");
{
  const database = await Database.open(path, "write");
  await createSchema(database);
  await database.run(`ATTACH '${source.replaceAll("'", "''")}' AS source (READ_ONLY)`);
  const [count] = await database.all<{ n: number }>("SELECT count(*) AS n FROM source.claims");
  const copies = Math.ceil(CLAIMS / (count?.n ?? 1));
  for (const table of TABLES) {
    if (table.scope === "reference") await database.run(`INSERT INTO "${table.name}" SELECT * FROM source."${table.name}"`);
    if (!["documents", "claims", "respondents", "collective_claims", "issues"].includes(table.name)) continue;
    const columns = table.columns.map(({ name }) => {
      if (["document_id", "claim_id", "collective_id"].includes(name)) return `substr(md5(t."${name}" || n), 1, 16) AS "${name}"`;
      if (name === "paragraph_id") return `substr(md5(t.document_id || n), 1, 16) || substr(t.paragraph_id, 17) AS paragraph_id`;
      if (table.name === "documents" && name === "symbol") return "t.symbol || '/' || n AS symbol";
      if (table.name === "documents" && name === "year") return "1996 + (coalesce(t.year, 2010) + n) % 30 AS year";
      return `t."${name}"`;
    });
    await database.run(`INSERT INTO "${table.name}" SELECT ${columns.join(", ")} FROM source."${table.name}" t, range(${copies}) r(n) ORDER BY n`);
  }
  await database.run("DETACH source");
  await database.run("CHECKPOINT");
  const [made] = await database.all<{ claims: number; documents: number }>("SELECT (SELECT count(*) FROM claims) AS claims, (SELECT count(*) FROM documents) AS documents");
  console.log(`${made?.claims.toLocaleString("en-GB")} claims in ${made?.documents.toLocaleString("en-GB")} documents`);
  database.close();
}
const database = await Database.open(path, "read");
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const ONE: Record<string, string> = {
  "claims of a State with evidence, 100 rows": "SELECT * FROM claim_evidence WHERE state = 'AUT' AND year = 2010 LIMIT 100",
  "claims of a State, by measure and status": "SELECT measure, status, count(*) FROM claim_evidence WHERE state = 'AUT' GROUP BY ALL",
  "claims of a measure, by region": "SELECT region, status, count(DISTINCT state) FROM claim_evidence WHERE measure = 'victims.referral_mechanism' GROUP BY ALL",
  "cells of a State on a measure": "SELECT year, cell, count(*) FROM cells WHERE state = 'AUT' AND measure = 'policy.national_action_plan' GROUP BY ALL",
  "gap cells of a State": "SELECT measure, cell FROM gap_cells(NULL, ['self_reported']) WHERE state = 'AUT'",
  "gap cells of a measure": "SELECT state, cell FROM gap_cells(NULL, ['self_reported']) WHERE measure = 'victims.referral_mechanism'",
  "series of a State on a measure": "SELECT * FROM state_series WHERE state = 'AUT' AND measure = 'policy.national_action_plan' ORDER BY year",
};
const WHOLE: Record<string, string> = {
  "gap table by region": "FROM gap_table('region', NULL, ['self_reported'])",
  "gap table by United Nations group": "FROM gap_table('un_group', NULL, ['self_reported'])",
};

// Processor time says what a query costs on a machine that others use at the same time; the bench below says what one waits for.
for (const [name, sql] of Object.entries({ ...ONE, ...WHOLE })) {
  const costs: number[] = [];
  for (let run = 0; run < 5; run += 1) {
    const before = process.cpuUsage();
    await database.all(sql);
    const { user, system } = process.cpuUsage(before);
    costs.push((user + system) / 1000);
  }
  console.log(`${name}: ${Math.min(...costs).toFixed(0)} ms of processor time, all threads, best of 5`);
}

const settings = { iterations: 10, warmupIterations: 1, time: 0, warmupTime: 0 };
describe("one State or one measure: under 100 ms", () => {
  for (const [name, sql] of Object.entries(ONE)) bench(name, async () => void (await database.all(sql)), settings);
});
describe("the whole gap table: under 1 s", () => {
  for (const [name, sql] of Object.entries(WHOLE)) bench(name, async () => void (await database.all(sql)), settings);
});
