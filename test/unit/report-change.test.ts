// Owns the proof of what counts as which change between two sets of documents, by State and in the counts by group.
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { Database } from "../../pipeline/store/database.js";
import { runSqlFile } from "../../reports/query.js";
import { ask, ingestPlain, temporaryFolder, write } from "../fixtures/databases.js";

const folder = temporaryFolder();
const db = join(folder, "x.duckdb");
let variables: Record<string, string[]> = {};

beforeAll(async () => {
  write(join(folder, "in"), {
    "a.txt": "year 2010\nrespondents AUT BEL GRC\nAUT victims.hotline in_place\nBEL victims.hotline planned\nGRC victims.hotline in_place\nAUT data.research in_place",
    "b.txt": "year 2014\nrespondents AUT BEL FRA\nAUT victims.hotline in_place\nBEL victims.hotline in_place\nFRA victims.hotline in_place\nAUT treaty.untoc in_place",
  });
  await ingestPlain(db, [join(folder, "in")]);
  const ids = await ask<{ document_id: string }>(db, "SELECT document_id FROM documents ORDER BY year");
  variables = { from_documents: [ids[0]!.document_id], to_documents: [ids[1]!.document_id] };
});

async function run<T>(name: string): Promise<T[]> {
  const database = await Database.open(db, "read");
  try {
    return await runSqlFile<T>(database, name, variables);
  } finally {
    database.close();
  }
}

describe("change between two documents", () => {
  it("tells the six kinds apart", async () => {
    const rows = await run<{ state: string; measure: string; change: string }>("report_change");
    expect(rows.map((row) => `${row.state} ${row.measure} ${row.change}`).sort()).toEqual([
      "AUT data.research no_longer_named", "AUT treaty.untoc newly_reported", "AUT victims.hotline still_reported", "BEL victims.hotline status_moved", "FRA victims.hotline first_report", "GRC victims.hotline to_no_report",
    ]);
  });

  it("counts each once in its group and once in the total", async () => {
    const rows = await run<Record<string, number | string>>("report_change_groups");
    expect(rows.filter((row) => row["measure"] === "victims.hotline")).toEqual(["Europe", "All States"].map((group) => expect.objectContaining({ group, newly_reported: 0, first_report: 1, still_reported: 1, status_moved: 1, no_longer_named: 0, to_no_report: 1 }) as unknown));
  });
});
