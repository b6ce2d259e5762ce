// Owns the proof of the gap table's logic: who counts, which status a cell has, and that silence, absence and no report stay apart.
import { beforeAll, describe, expect, it } from "vitest";
import { join } from "node:path";
import { Database } from "../../pipeline/store/database.js";
import { compactGapTable, formatGapTable, gapTable, type GapQuestion, type GapRow, type GapTable } from "../../reports/gaps.js";
import { ingestPlain, temporaryFolder, write } from "../fixtures/databases.js";

const QUESTION: GapQuestion = { grouping: "region", documents: null, measures: null, bases: ["self_reported"], names: false };

/** Ingests documents and asks. */
async function tabled(files: Record<string, string>, question: Partial<GapQuestion> & { files?: string[] } = {}): Promise<GapTable> {
  const folder = temporaryFolder();
  write(join(folder, "in"), files);
  const db = join(folder, "x.duckdb");
  await ingestPlain(db, [join(folder, "in")]);
  const database = await Database.open(db, "read");
  try {
    const documents = question.files === undefined ? null : (await database.all<{ document_id: string }>("SELECT document_id FROM documents WHERE list_contains($1, file)", [question.files])).map((row) => row.document_id);
    const { files: _files, ...rest } = question;
    return await gapTable(database, { ...QUESTION, documents, ...rest });
  } finally {
    database.close();
  }
}

const row = (table: GapTable, measure: string, group = "All States"): GapRow => table.rows.find((item) => item.measure === measure && item.group === group) as GapRow;

describe("a gap table over one document", () => {
  let table: GapTable;
  beforeAll(async () => {
    table = await tabled(
      {
        "a.txt": [
          "year 2010", "symbol A/65/1", "respondents AUT BEL FRA KEN NGA BRA",
          "AUT victims.hotline in_place", "BEL victims.hotline planned", "FRA victims.hotline absent", "KEN victims.hotline mixed", "NGA victims.hotline in_progress",
          "CHE victims.hotline in_place", "XKX victims.hotline in_place",
          "AUT victims.shelter in_place including", "many victims.shelter", "BRA victims.rehabilitation ended", "AUT victims.rehabilitation in_place hedged",
        ].join("\n"),
      },
      { names: true },
    );
  });

  it("counts States that existed in the year, and no others", () => {
    // 192 Members in 2010 and the Holy See: South Sudan joined in 2011, the State of Palestine became an observer State in 2012.
    expect(row(table, "victims.hotline").states).toBe(193);
    expect(row(table, "victims.hotline", "Africa").states).toBe(53);
  });

  it("keeps the statuses apart", () => {
    expect(row(table, "victims.hotline")).toMatchObject({ respondents: 6, in_place: 1, in_progress: 1, planned: 1, mixed: 1, absent: 1, ended: 0, conflict: 0, silent: 1, no_report: 187 });
    expect(row(table, "victims.rehabilitation")).toMatchObject({ in_place: 1, ended: 1, absent: 0, silent: 4 });
  });

  it("adds up, in every row", () => {
    for (const item of table.rows) {
      const sum = ["in_place", "in_progress", "planned", "mixed", "absent", "ended", "conflict", "silent"].reduce((total, name) => total + (item[name] as number), 0);
      expect(sum, `${item.measure} ${item.group}`).toBe(item.respondents);
      expect(item.respondents + (item["not_read"] as number) + (item["no_report"] as number)).toBe(item.states);
    }
    for (const measure of new Set(table.rows.map((item) => item.measure))) {
      const groups = table.rows.filter((item) => item.measure === measure && item.group !== "All States");
      for (const name of ["states", "respondents", "in_place", "silent", "no_report"]) expect(groups.reduce((total, item) => total + (item[name] as number), 0)).toBe(row(table, measure)[name]);
    }
    expect(new Set(table.rows.map((item) => item.measure)).size).toBe(70);
  });

  it("puts a State that is named and did not respond in no percentage, and says so", () => {
    expect(row(table, "victims.hotline")).toMatchObject({ named_only: 1, in_place: 1, in_place_pct: 16.7 });
    expect(row(table, "victims.hotline", "Europe")).toMatchObject({ respondents: 3, in_place: 1, in_place_pct: 33.3, named_only: 1 });
    expect(table.notes.join("\n")).toMatch(/not among the respondents.*: Switzerland\./);
  });

  it("never counts an area that is no State, and says so", () => {
    expect(table.notes.join("\n")).toMatch(/Not counted, because not Member or observer States: Kosovo/);
    expect(JSON.stringify(table.rows)).not.toMatch(/Kosovo/);
  });

  it("marks measures for which silence says little", () => {
    expect(row(table, "victims.shelter")).toMatchObject({ collective: true, illustrative: true });
    expect(row(table, "victims.hotline")).toMatchObject({ collective: false, illustrative: false });
    expect(formatGapTable(table, "table", 120)).toMatch(/\*† {2}\(victims\.shelter\)/);
  });

  it("names the States in each cell", () => {
    expect(row(table, "victims.hotline", "Africa")).toMatchObject({ mixed_names: ["Kenya"], in_progress_names: ["Nigeria"] });
    expect(row(table, "victims.hotline")["named_only_names"]).toEqual(["Switzerland"]);
    expect(row(table, "victims.hotline")["in_place_names"]).toEqual(["Austria"]);
    for (const item of table.rows) for (const cell of ["in_place", "silent", "no_report", "named_only"]) expect((item[`${cell}_names`] as string[]).length, `${item.measure} ${item.group} ${cell}`).toBe(item[cell]);
  });

  it("prints the same figures in every format, with its denominators", () => {
    const json = JSON.parse(formatGapTable(table, "json", 100)) as { rows: GapRow[]; notes: string[] };
    expect(json.rows.find((item) => item.measure === "victims.hotline" && item.group === "Europe")).toMatchObject({ states: 44, respondents: 3, in_place: 1 });
    expect(formatGapTable(table, "csv", 100).split("\r\n").find((line) => line.includes("victims.hotline") && line.includes("Europe"))).toMatch(/,Europe,44,3,1,0,1,0,1,0,0,0,0,41,1,33\.3,/);
    expect(formatGapTable(table, "md", 100)).toMatch(/\| victims\.hotline \| Europe \| 44 \| 3 \| 1 \|/);
    const compact = compactGapTable(table, 80);
    for (const line of compact.split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(compact).toMatch(/3\/44/);
  });
});

describe("a cell over several claims", () => {
  const cell = async (lines: string[], more: Record<string, string> = {}, question: Partial<GapQuestion> = {}): Promise<string> => {
    const table = await tabled({ "a.txt": ["year 2010", "respondents AUT", ...lines].join("\n"), ...more }, question);
    const all = row(table, "victims.hotline");
    return ["in_place", "in_progress", "planned", "mixed", "absent", "ended", "conflict", "silent"].filter((name) => all[name] === 1).join(" ");
  };

  it.each([
    [["AUT victims.hotline planned", "AUT victims.hotline in_place"], "in_place"],
    [["AUT victims.hotline in_progress", "AUT victims.hotline mixed"], "mixed"],
    [["AUT victims.hotline planned", "AUT victims.hotline in_progress"], "in_progress"],
    [["AUT victims.hotline absent", "AUT victims.hotline in_place"], "conflict"],
    [["AUT victims.hotline ended", "AUT victims.hotline planned"], "conflict"],
    [["AUT victims.hotline absent", "AUT victims.hotline ended"], "ended"],
    [["AUT victims.shelter in_place"], "silent"],
    // Another's word is left out unless asked for, and makes no conflict with the State's own.
    [["AUT victims.hotline in_place", "AUT victims.hotline absent third_party"], "in_place"],
    [["AUT victims.hotline absent third_party"], "silent"],
  ])("%j → %s", async (lines, expected) => {
    expect(await cell(lines)).toBe(expected);
  });

  it("takes the latest year with a claim; an older one only where the latest is silent", async () => {
    const later = { "b.txt": "year 2014\nrespondents AUT\nAUT victims.hotline in_place" };
    expect(await cell(["AUT victims.hotline absent"], later)).toBe("in_place");
    expect(await cell(["AUT victims.hotline planned"], { "b.txt": "year 2014\nrespondents AUT\nAUT victims.shelter in_place" })).toBe("planned");
  });

  it("finds a conflict between two documents of one year", async () => {
    expect(await cell(["AUT victims.hotline absent"], { "b.txt": "year 2010\nrespondents AUT\nAUT victims.hotline in_place" })).toBe("conflict");
  });

  it("counts another's word when asked, after the State's own", async () => {
    const bases = ["self_reported", "third_party"];
    expect(await cell(["AUT victims.hotline absent third_party"], {}, { bases })).toBe("absent");
    expect(await cell(["AUT victims.hotline in_place", "AUT victims.hotline absent third_party"], {}, { bases })).toBe("in_place");
  });
});

describe("a set of documents", () => {
  it("counts a State once, however many files hold its report", async () => {
    const report = "year 2010\nsymbol A/65/1\nrespondents AUT BEL\nAUT victims.hotline in_place";
    const table = await tabled({ "a.txt": report, "a.docx.txt": `${report}\n`, "a.pdf.txt": `${report}\n\n` });
    expect(row(table, "victims.hotline")).toMatchObject({ respondents: 2, in_place: 1, silent: 1 });
    expect(table.notes.join("\n")).toMatch(/several files, each State counted once: A\/65\/1/);
  });

  it("counts only the documents asked for", async () => {
    const files = { "a.txt": "year 2010\nrespondents AUT\nAUT victims.hotline in_place", "b.txt": "year 2012\nrespondents BEL SSD\nBEL victims.hotline in_place" };
    expect(row(await tabled(files, { files: ["a.txt"] }), "victims.hotline")).toMatchObject({ respondents: 1, in_place: 1, states: 193 });
    expect(row(await tabled(files, { files: ["b.txt"] }), "victims.hotline")).toMatchObject({ respondents: 2, in_place: 1, states: 195 });
    expect(row(await tabled(files), "victims.hotline")).toMatchObject({ respondents: 3, in_place: 2, silent: 1 });
  });

  it("lets a document without respondents and claims bring in no State of another time", async () => {
    const report = { "a.txt": "year 2010\nrespondents AUT\nAUT victims.hotline in_place" };
    // Guidelines of 2001, when Serbia and Montenegro existed.
    expect(row(await tabled({ ...report, "guide.txt": "year 2001\nkind guidance\nWords." }), "victims.hotline").states).toBe(193);
    expect(row(await tabled({ ...report, "old.txt": "year 2001\nrespondents SCG\nSCG victims.hotline in_place" }), "victims.hotline")).toMatchObject({ states: 194, in_place: 2 });
  });

  it("says when no respondents could be told, and gives no percentage", async () => {
    const table = await tabled({ "a.txt": "year 2010\nAUT victims.hotline in_place" });
    expect(row(table, "victims.hotline")).toMatchObject({ respondents: 0, in_place: 0, named_only: 1, in_place_pct: null });
    expect(table.notes.join("\n")).toMatch(/No respondents could be told for 1 document/);
    expect(formatGapTable(table, "table", 120)).toMatch(/–/);
  });

  it.each(["region", "subregion", "subregion_broad", "un_group", "ldc", "lldc", "sids", "income"] as const)("puts each State in one group of %s", async (grouping) => {
    const table = await tabled({ "a.txt": "year 2015\nrespondents AUT NPL FJI\nAUT victims.hotline in_place" }, { grouping, measures: ["victims.hotline"] });
    expect(table.rows.filter((item) => item.group !== "All States").reduce((sum, item) => sum + item.states, 0)).toBe(195);
    expect(table.rows.at(-1)?.group).toBe("All States");
  });
});
