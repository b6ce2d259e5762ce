// Owns the proof that a document that was not read makes its State not_read, never silent: by share, by language, by failure; in cells, gap tables and change;
// and that a document on the topic that gives nothing is told in the closing summary. All texts are made here and read by the real readers.
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { main } from "../../pipeline/cli.js";
import { stateOfUnread, readabilityOf } from "../../extractors/document/readable.js";
import type { ReadDocument } from "../../extractors/contracts.js";
import { ask, temporaryFolder, write } from "../fixtures/databases.js";

const ENGLISH = (n: number): string => `${n}. The Government of the country has built a new road between the two largest towns, and it was paid for out of the budget of the year.`;
const FRENCH = (n: number): string => `${n}. Le Gouvernement du pays a construit une nouvelle route entre les deux plus grandes villes, et elle a été financée par le budget de cette année.`;
const HOTLINE = (n: number): string => `${n}. In 2009 the Government set up a free hotline for victims of trafficking in persons, which is open day and night.`;
const report = (state: string, paragraphs: string[]): string => `National report submitted by the Government of ${state} on measures to combat trafficking in persons, 2010\n\n${paragraphs.join("\n\n")}\n`;
const numbers = [1, 2, 3, 4, 5, 6, 7];

const folder = temporaryFolder();
const db = join(folder, "not-read.duckdb");
let told = "";

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = "";
  let err = "";
  const code = await main(argv, { out: (text) => void (out += text), err: (text) => void (err += text), columns: 80, errIsTerminal: false, now: () => new Date("2026-01-01T00:00:00Z") });
  return { code, out, err };
}

beforeAll(async () => {
  write(join(folder, "in"), {
    "austria.txt": report("Austria", [HOTLINE(1), ...numbers.slice(1).map(ENGLISH)]),
    // Half of it is not English: the title, a claim and two paragraphs are.
    "belgium.txt": report("Belgium", [HOTLINE(1), ...numbers.slice(1, 3).map(ENGLISH), ...numbers.slice(3).map(FRENCH)]),
    // None of it is; the State stands in the name of the file.
    "france.txt": `Rapport national\n\n${numbers.map(FRENCH).join("\n\n")}\n`,
    // One that was not read and one that was: the State is heard.
    "kenya-fr.txt": `Rapport annuel\n\n${numbers.map(FRENCH).join("\n\n")}\n`,
    "kenya-en.txt": report("Kenya", [HOTLINE(1), ...numbers.slice(1).map(ENGLISH)]),
    // Cannot be opened.
    "Norway report.pdf": "%PDF-1.7\nnothing more",
    // On the topic, and nothing that can be read as a measure.
    "peru.txt": report("Peru", numbers.map((n) => `${n}. Trafficking in persons is a grave matter, and human trafficking is spoken of in all parts of the country of which this report tells.`)),
  });
  const { err } = await run("ingest", join(folder, "in"), "--db", db, "--no-cache", "--workers", "1");
  told = err;
}, 60_000);

describe("a document that was not read", () => {
  it("is told from one that was by its share and its language", async () => {
    const rows = await ask<{ file: string; language: string | null; share_read: number | null; readable: boolean; state: string }>(db, "SELECT file, language, share_read, readable, state FROM documents ORDER BY lower(file)");
    expect(rows.map((row) => `${row.file} ${row.state} ${row.readable}`)).toEqual(["austria.txt AUT true", "belgium.txt BEL false", "france.txt FRA false", "kenya-en.txt KEN true", "kenya-fr.txt KEN false", "Norway report.pdf NOR false", "peru.txt PER true"]);
    expect(rows.find((row) => row.file === "belgium.txt")?.share_read).toBe(0.5);
    expect(rows.find((row) => row.file === "france.txt")?.language).toBe("fr");
  });

  it("makes its State not_read for every measure, unless another document of it was read", async () => {
    const cells = await ask<{ state: string; cell: string; n: number }>(db, "SELECT state, cell, count(*)::INTEGER AS n FROM gap_cells(NULL, ['self_reported']) WHERE state IN ('AUT', 'BEL', 'FRA', 'KEN', 'NOR', 'SWE') GROUP BY ALL ORDER BY ALL");
    expect(cells.map((row) => `${row.state} ${row.cell} ${row.n}`)).toEqual(["AUT in_place 1", "AUT silent 69", "BEL not_read 70", "FRA not_read 70", "KEN in_place 1", "KEN silent 69", "NOR not_read 70", "SWE no_report 70"]);
    // Of one document at a time.
    expect(await ask(db, "SELECT DISTINCT state, cell FROM cells WHERE NOT respondent AND state IN ('BEL', 'FRA', 'KEN') ORDER BY ALL")).toEqual([{ state: "BEL", cell: "not_read" }, { state: "FRA", cell: "not_read" }, { state: "KEN", cell: "not_read" }]);
  });

  it("stands apart in every gap table, and all add up", async () => {
    const { out } = await run("gaps", "--db", db, "--format", "json", "--names");
    const { rows, notes } = JSON.parse(out) as { rows: Record<string, unknown>[]; notes: string[] };
    for (const row of rows) expect((row["respondents"] as number) + (row["not_read"] as number) + (row["no_report"] as number)).toBe(row["states"]);
    const all = rows.find((row) => row["measure"] === "victims.hotline" && row["group"] === "All States");
    expect([all?.["respondents"], all?.["in_place"], all?.["not_read"], all?.["not_read_names"], all?.["named_only"]]).toEqual([3, 2, 3, ["Belgium", "France", "Norway"], 0]);
    expect(notes.join("\n")).toContain("the report of 3 States");
    const table = await run("gaps", "--db", db, "--measure", "victims.hotline");
    expect(table.out).toMatch(/Not\s+No/);
    expect(table.out.split("\n").every((line) => line.length <= 80)).toBe(true);
    const framework = JSON.parse((await run("gaps", "--db", db, "--framework", "a-65-209-part-iv", "--format", "json")).out) as { rows: Record<string, number>[] };
    for (const row of framework.rows) expect(row["respondents"]! + row["not_read"]! + row["no_report"]!).toBe(row["states"]);
  });

  it("is told in the closing summary, and so is a document on the topic that gave nothing", () => {
    expect(told).toMatch(/Warning: france\.txt: Not read: its text is in the language "fr"/);
    expect(told).toMatch(/Warning: belgium\.txt: Not read: only 50 % of it/);
    expect(told).toMatch(/Warning: peru\.txt: No claims from a document on the topic: 8 of 8 paragraphs/);
    expect(told).not.toMatch(/Warning: austria/);
  });

  it("is no change of what is reported", async () => {
    const [id] = await ask<{ en: string; fr: string }>(db, "SELECT max(document_id) FILTER (file = 'kenya-en.txt') AS en, max(document_id) FILTER (file = 'kenya-fr.txt') AS fr FROM documents");
    expect(await ask(db, `SELECT change, measure FROM gap_changes(['${id?.fr}'], ['${id?.en}'], ['self_reported'])`)).toEqual([{ change: "not_read_before", measure: "victims.hotline" }]);
    expect(await ask(db, `SELECT change, measure FROM gap_changes(['${id?.en}'], ['${id?.fr}'], ['self_reported'])`)).toEqual([{ change: "to_not_read", measure: "victims.hotline" }]);
  });
});

describe("how much was read", () => {
  const document = (texts: string[], more: Partial<ReadDocument> = {}, language: string | null = "en", pages: number | null = null): ReadDocument =>
    ({ meta: { language, pages }, paragraphs: texts.map((text) => ({ text })), ...more }) as unknown as ReadDocument;

  it("leaves out what tells no language: lists of names, figures, headings", () => {
    expect(readabilityOf(document(["Albania, Austria, Belgium, Bolivia, Brazil, Chile, Croatia, Cuba, Denmark, Ecuador, Egypt, Finland, France", "2009 2010 2011"]))).toEqual({ share: null, readable: true });
    expect(readabilityOf(document([ENGLISH(1), "Albania, Austria, Belgium, Bolivia, Brazil, Chile, Croatia, Cuba, Denmark, Ecuador, Egypt, Finland"]))).toEqual({ share: 1, readable: true });
  });

  it("counts letters that are no text, other scripts and pages without text as unread", () => {
    expect(readabilityOf(document([ENGLISH(1), "Правительство страны создало телефонную линию, открытую днём и ночью для всех"]))).toEqual({ share: 0.5, readable: false });
    expect(readabilityOf(document([ENGLISH(1), ENGLISH(2), "wkh jryhuqphqw ri wkh frxqwub kdv vhw xs d whohskrqh olqh zklfk lv rshq gdb dqg qljkw"]))).toEqual({ share: 0.67, readable: true });
    expect(readabilityOf(document([ENGLISH(1)], { unreadPages: 6 }, "en", 10))).toEqual({ share: 0.4, readable: false });
    expect(readabilityOf(document([ENGLISH(1)], { unreadPages: 1 }, "en", 10))).toEqual({ share: 0.9, readable: true });
  });

  it("knows whose report it is by symbol or file name, and says nothing where two States stand in it", () => {
    const names: Record<string, string> = { Austria: "AUT", "New Zealand": "NZL", SVN: "SVN", Mali: "MLI", And: "AND" };
    const resolve = (name: string): string | null => names[name] ?? null;
    expect(stateOfUnread("A/HRC/WG.6/16/SVN/1", "x.pdf", resolve)).toBe("SVN");
    expect(stateOfUnread(null, "A_HRC_WG.6_16_SVN_1.pdf", resolve)).toBe("SVN");
    expect(stateOfUnread("A/HRC/WG.6/16/SVN/2", "compilation.pdf", resolve)).toBeNull();
    expect(stateOfUnread(null, "reports/new-zealand_2010.docx", resolve)).toBe("NZL");
    expect(stateOfUnread(null, "austria and mali.pdf", resolve)).toBeNull();
  });
});
