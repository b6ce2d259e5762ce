// Owns the measurement of the views on 1,000,000 claims made from real ones: `npx vitest bench --run test/bench/views.bench.ts`.
// Must not be part of `npm test`: it takes a minute and a quiet machine. STOCKTAKE_BENCH_DB names a database of real claims; without it the sample corpus is read.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, bench, describe } from "vitest";
import { datasetPath } from "../../datasets/paths.js";
import { main } from "../../pipeline/cli.js";
import { Database } from "../../pipeline/store/database.js";
import { makeMillion } from "./million-claims.js";

const CLAIMS = 1_000_000;
const folder = mkdtempSync(join(tmpdir(), "stocktake-bench-"));
let source = process.env["STOCKTAKE_BENCH_DB"] ?? "";
if (source === "") {
  source = join(folder, "samples.duckdb");
  await main(["ingest", datasetPath("samples", "documents"), "--db", source, "--no-cache"], { out: () => undefined, err: () => undefined, columns: 100, errIsTerminal: false, now: () => new Date() });
}

const path = join(folder, "million.duckdb");
const made = await makeMillion(path, source, CLAIMS);
console.log(`${made.claims.toLocaleString("en-GB")} claims in ${made.documents.toLocaleString("en-GB")} documents`);
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
