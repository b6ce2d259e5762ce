// Owns the proof of how a report looks where looking at the pages found it wrong: columns, what stays together, what is named, numbers in reading order.
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { loadAccuracy } from "../../datasets/accuracy.js";
import { findFramework } from "../../datasets/frameworks.js";
import { Database } from "../../pipeline/store/database.js";
import { annualReport } from "../../reports/build/annual.js";
import type { ReportQuestion } from "../../reports/build/base.js";
import { addFramework } from "../../reports/build/framework.js";
import { regionReport } from "../../reports/build/region.js";
import { stateReport } from "../../reports/build/state.js";
import { columnWidths, lettersOf, tableWidths } from "../../reports/column-widths.js";
import { writeDocument } from "../../reports/docx/document.js";
import { tablesOf, type Column, type ReportModel, type TableRow } from "../../reports/model.js";
import { writePdf } from "../../reports/pdf/document.js";
import { lastSealed } from "../accuracy/sealed-log.js";
import { ingestPlain, temporaryFolder, write } from "../fixtures/databases.js";
import { officePart } from "../fixtures/office-files.js";

const folder = temporaryFolder();
const db = join(folder, "x.duckdb");
const question: ReportQuestion = { grouping: "region", documents: null, measures: null, bases: ["self_reported"], programVersion: "0", selection: "a test" };
let database: Database;
let model: ReportModel;

beforeAll(async () => {
  const files = Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`${at}.txt`, [`year ${2010 + at}`, `symbol A/${65 + at}/1`, "respondents AUT BEL KEN BRA JPN", `${at === 3 ? "KEN" : "AUT"} victims.hotline in_place`].join("\n")]));
  files["8.txt"] = ["year 2019", "symbol A/74/1", "respondents AUT BEL KEN BRA JPN", "AUT victims.shelter in_place", "BEL victims.shelter in_place", "AUT policy.local_plan in_place", "BEL data.research in_place", "BRA data.indicators in_place", "JPN data.route_mapping in_place", "KEN coordination.national_rapporteur in_place"].join("\n");
  files["9.txt"] = ["year 2020", "symbol A/75/1", "respondents BEL"].join("\n");
  write(join(folder, "in"), files);
  await ingestPlain(db, [join(folder, "in")]);
  database = await Database.open(db, "read");
  model = await annualReport(database, question);
});

describe("columns", () => {
  const column = (key: string, title: string, kind: Column["kind"]): Column => ({ key, title, kind, width: 1 });
  const room = { total: 500, letter: 4, pad: 7 };

  it("give no room to the long head of a column of figures while words beside it would break", () => {
    const columns = [column("measure", "Measure", "text"), column("status", "Status", "status"), ...Array.from({ length: 6 }, (_, at) => column(`g${at}`, "Latin American and Caribbean States", "count"))];
    const rows: TableRow[] = [{ key: "a", role: "lead", cells: [{ value: "Rehabilitation, reintegration and return programmes" }, { value: "Reported, in place or planned" }, ...Array.from({ length: 6 }, () => ({ value: 11, percentage: 91.7 }))] }];
    const widths = columnWidths(columns, rows, columns.map((_, at) => at), room);
    expect(widths[0]).toBeGreaterThanOrEqual(lettersOf("Rehabilitation,") * room.letter);
    expect(widths[1]).toBeGreaterThanOrEqual(lettersOf("Reported,") * room.letter);
    for (const width of widths.slice(2)) expect(width).toBeGreaterThanOrEqual(lettersOf("11 (91.7 %)") * room.letter);
  });

  it("hold a symbol whole, which may break nowhere", () => {
    // Quotes beside it would take all the room there is.
    const columns = [column("document", "Document", "text"), ...["a", "b", "c"].map((key) => column(key, "Quote", "text"))];
    const rows: TableRow[] = [{ key: "a", role: "plain", cells: [{ value: "A/HRC/WG.6/20/SVN/1" }, ...["a", "b", "c"].map(() => ({ value: "word ".repeat(2_000) }))] }];
    expect(columnWidths(columns, rows, [0, 1, 2, 3], { ...room, total: 240 })[0]).toBeGreaterThanOrEqual(lettersOf("A/HRC/WG.6/20/SVN/1") * room.letter);
  });

  it("are the same in all tables of one kind", () => {
    const tables = tablesOf(model).filter((table) => table.role === "states_by_status");
    expect(tables.length).toBeGreaterThan(2);
    expect(new Set(tables.map((table) => tableWidths(model, table, table.columns.map((_, at) => at), room).join(" "))).size).toBe(1);
  });
});

describe("pages", () => {
  it("PDF: none is empty and none ends in a heading or a caption", async () => {
    const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
    for (const one of [model, await regionReport(database, question, "Europe"), await stateReport(database, question, "AUT")]) {
      const pdf = await getDocument({ data: (await writePdf(one)).slice(), verbosity: 0 }).promise;
      const heads = new Set(one.sections.map((section) => section.title));
      for (let page = 1; page <= pdf.numPages; page += 1) {
        const lines = (await (await pdf.getPage(page)).getTextContent()).items.flatMap((item) => ("str" in item && item.str.trim() !== "" ? [item.str.trim()] : []));
        // The footer is two texts: the reminder and the number.
        const [last = ""] = lines.slice(0, -2).slice(-1);
        expect(last, `page ${page} of ${one.kind}`).not.toBe("");
        expect(heads.has(last.replace(/^[\d.]+ /, "")) || /^Table \d+\. /.test(last), `page ${page} of ${one.kind} ends in "${last}"`).toBe(false);
      }
    }
  }, 120_000);

  it("DOCX: a sentence that opens a chapter stays with its first section, a last row with its notes, and nothing follows a table but a line of a point", async () => {
    const xml = officePart(await writeDocument(model, { footnotes: false }), "word/document.xml");
    const paragraphs = xml.match(/<w:p>(?:(?!<\/w:p>).)*<\/w:p>/gs) ?? [];
    const opening = paragraphs.find((item) => item.includes("One table for each category of measures"));
    expect(opening).toContain("<w:keepNext/>");
    const noted = tablesOf(model).filter((table) => table.notes.length > 0 && table.role === "measures_by_group");
    expect(noted.length).toBeGreaterThan(5);
    const rows = xml.split("<w:tbl>").slice(1).map((part) => part.split("</w:tbl>")[0] ?? "").filter((part) => part.includes("Status") && part.includes("Silent"));
    for (const table of rows.slice(-noted.length)) expect(table.split("<w:tr>").at(-1)).toContain("<w:keepNext/>");
    expect(xml).toMatch(/<w:spacing[^>]*w:line="20"[^>]*w:lineRule="exact"/);
  });
});

describe("what is named", () => {
  it("sources are where the cover says, and those of a State are its own", async () => {
    for (const one of [model, await regionReport(database, question, "Europe")]) {
      const [source = ""] = one.cover.sources;
      const title = /they are listed under “(.*)”$/.exec(source)?.[1];
      const section = one.sections.find((item) => item.title === title);
      const listed = section?.blocks.flatMap((block) => (block.kind === "table" && block.table.role === "documents" ? block.table.rows : [])) ?? [];
      expect(listed, one.kind).toHaveLength(10);
    }
    const [source = ""] = (await stateReport(database, question, "AUT")).cover.sources;
    expect(source).toMatch(/^9 documents/);
  });

  it("a report that was read from several files stands once on the cover, with their number", async () => {
    const [where, file] = [temporaryFolder(), join(temporaryFolder(), "y.duckdb")];
    const one = (more: string): string => ["year 2010", "symbol A/65/1", "respondents AUT BEL", `AUT ${more} in_place`].join("\n");
    write(join(where, "in"), { "a.txt": one("victims.hotline"), "b.txt": one("victims.shelter"), "c.txt": ["year 2012", "symbol A/67/1", "respondents AUT"].join("\n") });
    await ingestPlain(file, [join(where, "in")]);
    const read = await Database.open(file, "read");
    try {
      expect((await annualReport(read, question)).cover.sources).toEqual(["A/65/1 (2 files)", "A/67/1"]);
    } finally {
      read.close();
    }
  });

  it("a finding names no measure of several with one figure as if it stood alone", () => {
    const findings = model.sections.find((section) => section.id === "summary")?.blocks.flatMap((block) => (block.kind === "list" ? block.items : [])) ?? [];
    // Shelters and a hotline of two respondents each, and five measures of one.
    expect(findings.find((item) => item.startsWith("Most reported"))).toMatch(/^Most reported in place: “[^”]+” and “[^”]+”, by 2 of 5 \(40 %\) respondents each, then 5 measures \(1 each\)\.$/);
    expect(findings.find((item) => item.startsWith("Named with the fewest"))).toMatch(/^Named with the fewest respondents: 5 measures \(1 each\), among them “[^”]+”, “[^”]+”, “[^”]+”\. /);
  });

  it("a framework's table is numbered as it is read, and its items by where they are asked", async () => {
    const report = await stateReport(database, question, "AUT");
    await addFramework(report, database, findFramework("a-65-209-part-iv"), { ...question, state: "AUT" });
    expect(tablesOf(report).map((table) => table.number)).toEqual(tablesOf(report).map((_, at) => at + 1));
    const table = tablesOf(report).find((one) => one.role === "framework");
    for (const row of table?.rows ?? []) expect(String(row.cells[0]?.value)).toMatch(/^Paragraph \d+/);
    expect(table?.rows.length).toBeGreaterThan(20);
  });

  it("what made the figures has names for people", () => {
    const names = tablesOf(model).find((table) => table.id === "versions")?.rows.map((row) => String(row.cells[0]?.value)) ?? [];
    expect(names.length).toBeGreaterThan(3);
    expect(names.filter((name) => !/^[A-Z]/.test(name))).toEqual([]);
  });

  it("intervals rest on the last run of the sealed set", () => {
    const { precision, recall } = loadAccuracy();
    const { found, wrong, gold } = lastSealed()?.figures ?? { found: 0, wrong: 0, gold: 0 };
    expect({ precision, recall }).toEqual({ precision: { right: found, of: found + wrong }, recall: { right: found, of: gold } });
  });
});
