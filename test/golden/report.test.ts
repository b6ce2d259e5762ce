// Owns the proof of reports over real documents: the annual table of A/65/209 against hand labels, by M49 region and UN regional group; what changed between two reports of Slovenia.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import { beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "../../datasets/paths.js";
import { groupOf } from "../../datasets/states.js";
import { processFile } from "../../pipeline/ingest/process-file.js";
import { Database } from "../../pipeline/store/database.js";
import { annualReport } from "../../reports/build/annual.js";
import type { Grouping, ReportQuestion } from "../../reports/build/base.js";
import { changeReport } from "../../reports/build/change.js";
import { writeDocument } from "../../reports/docx/document.js";
import { tablesOf, type ReportModel } from "../../reports/model.js";
import { ingestPlain, temporaryFolder } from "../fixtures/databases.js";
import { docxTables } from "../fixtures/office-files.js";

const shared = join(packageRoot(), "../shared");
const report = join(shared, "corpus/seeds/A-65-209.pdf");
const slovenia = ["A-HRC-WG.6-7-SVN-1.pdf", "A-HRC-WG.6-20-SVN-1.pdf"].map((name) => join(shared, "corpus/national-reports", name));
const gold = join(shared, "gold");
const there = [report, ...slovenia, gold].every((path) => existsSync(path));
if (!there) console.warn("Corpus and labels are not at ../shared: the tests of reports over real documents are skipped.");

const db = join(temporaryFolder(), "real.duckdb");
const question = (grouping: Grouping, documents: string[] | null): ReportQuestion => ({ grouping, documents, measures: null, bases: ["self_reported"], programVersion: "0", selection: "a test" });
let database: Database;
let ids: Map<string, string>;

const labels = (path: string): Record<string, string>[] => Papa.parse<Record<string, string>>(readFileSync(path, "utf8"), { header: true, skipEmptyLines: true }).data;

describe.skipIf(!there)("reports over real documents", () => {
  beforeAll(async () => {
    await ingestPlain(db, [report, ...slovenia], {}, { runner: () => Promise.resolve({ parallel: 1, close: () => Promise.resolve(), run: processFile }) });
    database = await Database.open(db, "read");
    ids = new Map((await database.all<{ file: string; document_id: string }>("SELECT file, document_id FROM documents WHERE status = 'read'")).map((row) => [row.file, row.document_id]));
    expect(ids.size).toBe(3);
  }, 240_000);

  const goldFile = join(gold, "A-65-209.paragraphs-3-17.csv");
  const laterFile = join(packageRoot(), "test/accuracy/gold/A-65-209.paragraphs-18-33.csv");

  it.each<[Grouping, "region" | "un_group"]>([["region", "region"], ["un_group", "un_group"]])("annual table of A/65/209 by %s equals the labels of paragraphs 3 to 17", async (grouping) => {
    const model = await annualReport(database, question(grouping, [ids.get("A-65-209.pdf") as string]));
    const respondents = new Set(labels(join(gold, "A-65-209.respondents.csv")).map((row) => row["state"] as string));
    const rows = labels(goldFile);
    const doubtful = new Set(labels(join(gold, "A-65-209.doubtful.csv")).map((row) => row["measure"] as string));
    // A measure that the second half names as well cannot be told from these labels.
    const later = new Set(labels(laterFile).map((row) => row["measure"] as string));
    const measures = [...new Set(rows.map((row) => row["measure"] as string))].filter((measure) => !doubtful.has(measure) && !later.has(measure));
    expect(measures.length).toBeGreaterThanOrEqual(20);
    const decided = new Map<string, Set<string>>();
    for (const row of rows) {
      const key = `${row["measure"]} ${row["state"]}`;
      decided.set(key, (decided.get(key) ?? new Set()).add(row["status"] as string));
    }
    // As the tables decide between compatible statuses of one report.
    const statusOf = (found: Set<string>): string => ["in_place", "mixed", "in_progress", "planned", "ended", "absent"].find((status) => found.has(status)) as string;
    const nameOf = (state: string): string => groupOf(state, grouping) as string;
    const figure = (measure: string, status: string, group: string) => model.counts.find((item) => item.measure === measure && item.status === status && item.group === group);
    let compared = 0;
    for (const group of model.groups) {
      const inGroup = (state: string): boolean => group.position === 0 || nameOf(state) === group.name;
      const replied = [...respondents].filter(inGroup).length;
      expect(group.respondents, group.name).toBe(replied);
      for (const measure of measures) {
        const states = [...decided].filter(([key]) => key.startsWith(`${measure} `)).map(([key, found]) => ({ state: key.split(" ")[1] as string, status: statusOf(found) })).filter(({ state }) => respondents.has(state) && inGroup(state));
        for (const status of ["in_place", "in_progress", "planned", "mixed", "absent", "ended"]) {
          const count = states.filter((item) => item.status === status).length;
          expect(figure(measure, status, group.name), `${measure} ${status} ${group.name}`).toMatchObject({ count, respondents: replied, percentage: replied === 0 ? null : Math.round((1000 * count) / replied) / 10 });
          compared += 1;
        }
        expect(figure(measure, "silent", group.name)?.count, `${measure} silent ${group.name}`).toBe(replied - states.length);
      }
    }
    expect(compared).toBeGreaterThan(600);
    // The source's known oddity is shown, not repaired.
    expect(tablesOf(model).find((table) => table.id === "not-respondents")?.rows.map((row) => row.cells[1]?.value)).toEqual(["Switzerland"]);
  });

  describe("change from Slovenia's report of 2009 to that of 2014", () => {
    let model: ReportModel;
    beforeAll(async () => {
      const [from, to] = ["A-HRC-WG.6-7-SVN-1.pdf", "A-HRC-WG.6-20-SVN-1.pdf"].map((file) => ids.get(file) as string) as [string, string];
      model = await changeReport(database, question("region", null), { documents: [from], label: "2009" }, { documents: [to], label: "2014" });
    });
    const said = async (file: string): Promise<Map<string, Set<string>>> => {
      const out = new Map<string, Set<string>>();
      for (const row of await database.all<{ measure: string; status: string }>("SELECT measure, status FROM claims WHERE document_id = $1 AND state = 'SVN' AND basis = 'self_reported'", [ids.get(file) as string])) out.set(row.measure, (out.get(row.measure) ?? new Set()).add(row.status));
      return out;
    };

    it("puts every measure of either report into the one kind of change that its claims tell", async () => {
      const before = await said("A-HRC-WG.6-7-SVN-1.pdf");
      const later = await said("A-HRC-WG.6-20-SVN-1.pdf");
      expect(before.size).toBeGreaterThan(3);
      expect(later.size).toBeGreaterThan(3);
      const listed = new Map(tablesOf(model).filter((table) => table.role === "change_states").flatMap((table) => table.rows.map((row): [string, string] => [row.key, table.id])));
      expect([...listed.keys()].sort()).toEqual([...new Set([...before.keys(), ...later.keys()])].map((measure) => `${measure} SVN`).sort());
      for (const [key, table] of listed) {
        const measure = key.split(" ")[0] as string;
        const kind = !later.has(measure) ? "no-longer-named" : !before.has(measure) ? "newly-reported" : "still-reported|status-moved";
        expect(table, measure).toMatch(new RegExp(`^change-(${kind})-table$`));
      }
    });

    it("agrees with the labels: the plan that both name is still reported", () => {
      const still = tablesOf(model).find((table) => table.id === "change-still-reported-table")?.rows.map((row) => row.key) ?? [];
      const labelled = (year: string): Set<string> => new Set(labels(join(gold, "country-reports.gold.csv")).filter((row) => (row["file"] as string).includes(year) && row["status"] === "in_place").map((row) => row["measure"] as string));
      const both = [...labelled("WG.6-7-SVN-1")].filter((measure) => labelled("WG.6-20-SVN-1").has(measure));
      expect(both.length).toBeGreaterThan(0);
      for (const measure of both) expect(still).toContain(`${measure} SVN`);
    });

    it("says that silence is no end, gives sources of both sides, and counts one State in Europe", async () => {
      const text = JSON.stringify(model.sections);
      expect(text).toContain("This is not “ended”");
      const still = tablesOf(model).find((table) => table.id === "change-still-reported-table")?.rows[0];
      expect(String(still?.cells[5]?.value)).toMatch(/WG\.6\/7\/SVN\/1, para\. .*WG\.6\/20\/SVN\/1, para\. /);
      const byGroup = tablesOf(model).find((table) => table.role === "change_by_group");
      for (const row of byGroup?.rows ?? []) {
        expect(["Europe", "All States"]).toContain(row.cells[1]?.value);
        expect(row.cells.slice(2).reduce((sum, cell) => sum + (cell.value as number), 0)).toBe(1);
      }
      expect(docxTables(await writeDocument(model)).length).toBe(tablesOf(model).length);
    });
  });
});
