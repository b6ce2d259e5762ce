// Owns the proof of treaties: the shipped record against the source's own tables, files of users, the depositary beside what is reported, contradictions, and that rankings leave treaties out.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "../../datasets/paths.js";
import { loadTreatyActions, parseTreatyActions } from "../../datasets/treaties.js";
import { Database } from "../../pipeline/store/database.js";
import { annualReport } from "../../reports/build/annual.js";
import type { ReportQuestion } from "../../reports/build/base.js";
import { rankMeasures } from "../../reports/build/ranking.js";
import { loadBase } from "../../reports/build/base.js";
import { tablesOf } from "../../reports/model.js";
import { ask, ingestPlain, temporaryFolder, write } from "../fixtures/databases.js";

const HEAD = "measure,participant,signature,adherence,act,as_of";
const source = join(packageRoot(), "../shared/reference/treaties/18-12-a.csv");

describe("the record", () => {
  it.skipIf(!existsSync(source))("has the acts of the source, row by row", () => {
    const printed = readFileSync(source, "utf8").trim().split("\n").slice(1);
    const own = loadTreatyActions().filter((row) => row.measure === "treaty.trafficking_protocol");
    expect(own.length).toBe(printed.filter((line) => !/^(European Union|Cook Islands|Niue),/.test(line)).length);
    expect(own.filter((row) => row.adhered !== null).length).toBe(printed.filter((line) => !/^(European Union|Cook Islands|Niue),/.test(line) && /,\d[^,]*$/.test(line)).length);
    expect(own.find((row) => row.state === "ALB")).toMatchObject({ signed: "2000-12-12", adhered: "2002-08-21", act: "ratification", asOf: "2015-03-14" });
  });

  it("is read from names, codes and days as printed, and refuses what it does not know", () => {
    expect(parseTreatyActions(`${HEAD}\ntreaty.untoc,Japan,12 Dec 2000,11 Jul 2017 A,,2026-11-01\ntreaty.untoc,NPL,,2011-12-23,ratification,2026-11-01\ntreaty.untoc,European Union,12 Dec 2000,21 May 2004 AA,,2026-11-01\n`, "x.csv")).toEqual([
      { measure: "treaty.untoc", state: "JPN", signed: "2000-12-12", adhered: "2017-07-11", act: "acceptance", asOf: "2026-11-01" },
      { measure: "treaty.untoc", state: "NPL", signed: null, adhered: "2011-12-23", act: "ratification", asOf: "2026-11-01" },
    ]);
    const bad = (row: string): (() => unknown) => () => parseTreatyActions(`${HEAD}\n${row}\n`, "x.csv");
    expect(bad("treaty.untocs,Japan,,,,2026-11-01")).toThrow(/x\.csv line 2: unknown measure 'treaty\.untocs'\. Did you mean 'treaty\.untoc'/);
    expect(bad("treaty.untoc,Japon Land,,,,2026-11-01")).toThrow(/line 2: unknown participant/);
    expect(bad("treaty.untoc,Japan,31 Feb 2001,,,2026-11-01")).toThrow(/signature '31 Feb 2001' is no day/);
    expect(bad("treaty.untoc,Japan,,2027-01-01,,2026-11-01")).toThrow(/later than as_of/);
    expect(bad("treaty.untoc,Japan,,,,")).toThrow(/as_of is empty/);
  });
});

describe("beside what is reported", () => {
  const db = join(temporaryFolder(), "t.duckdb");
  const question: ReportQuestion = { grouping: "region", documents: null, measures: null, bases: ["self_reported"], programVersion: "0", selection: "a test" };
  let database: Database;

  beforeAll(async () => {
    const folder = temporaryFolder();
    // In 2009 Albania had ratified the Protocol (2002), Japan had signed it (2002) and nothing more, Nepal had done nothing.
    write(folder, { "a.txt": "year 2009\nsymbol A/64/1\nrespondents ALB AUT JPN NPL\nJPN treaty.trafficking_protocol in_place\nALB treaty.trafficking_protocol in_progress\nAUT treaty.trafficking_protocol in_place\nAUT victims.hotline in_place" });
    await ingestPlain(db, [folder]);
    database = await Database.open(db, "read");
  });

  it("says what the depositary had on the day of the document", async () => {
    expect(await ask(db, "SELECT state, position, day, later FROM treaty_positions(NULL, NULL) WHERE measure = 'treaty.trafficking_protocol' AND state IN ('ALB', 'JPN', 'NPL') ORDER BY state")).toEqual([
      { state: "ALB", position: "adhered", day: "2009-12-31", later: false }, { state: "JPN", position: "signed", day: "2009-12-31", later: false }, { state: "NPL", position: "none", day: "2009-12-31", later: false },
    ]);
    const model = await annualReport(database, question);
    const table = tablesOf(model).find((item) => item.id === "treaties-table");
    const row = (key: string): unknown => table?.rows.find((item) => item.key === `treaty.trafficking_protocol ${key}`)?.cells.at(-1)?.value;
    expect([row("reported"), row("adhered"), row("signed")]).toEqual([2, 2, 1]);
    expect(JSON.stringify(model.sections)).not.toMatch(/not a party/i);
  });

  it("makes an issue of what contradicts it, and keeps the claim", async () => {
    const rows = await ask<{ message: string }>(db, "SELECT message FROM issues WHERE kind = 'depositary' ORDER BY message");
    expect(rows.map((row) => row.message)).toEqual([
      "Albania, Party to the Trafficking in Persons Protocol: reported as in progress in 2009 (paragraph 2); the depositary has ratification on 2002-08-21.",
      "Japan, Party to the Trafficking in Persons Protocol: reported as in place in 2009 (paragraph 1); the depositary has signature only (2002-12-09) by 2009-12-31.",
    ]);
    expect(await ask(db, "SELECT count(*)::INTEGER AS n FROM claims WHERE measure = 'treaty.trafficking_protocol'")).toEqual([{ n: 3 }]);
  });

  it("takes another record, and says as of which day", async () => {
    const treaties = parseTreatyActions(`${HEAD}\ntreaty.trafficking_protocol,Japan,2002-12-09,2009-01-01,ratification,2009-06-30\n`, "x.csv");
    const model = await annualReport(database, { ...question, treaties });
    expect(tablesOf(model).find((item) => item.id === "treaty-contradictions")).toBeUndefined();
    expect(JSON.stringify(model.sections.find((item) => item.id === "treaties"))).toContain("as of 30 June 2009");
  });

  it("leaves treaties out of the ranking", async () => {
    const { rows } = await rankMeasures(database, await loadBase(database, question));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((row) => row.measure.startsWith("treaty."))).toEqual([]);
  });
});
