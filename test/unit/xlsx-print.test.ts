// Owns the proof that a workbook can be printed and read: what is printed fits the width at a legible size, codes stand beyond it, and rows are as high as their text.
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { Database } from "../../pipeline/store/database.js";
import { annualReport } from "../../reports/build/annual.js";
import { stateReport } from "../../reports/build/state.js";
import { letters } from "../../reports/xlsx/stream.js";
import { linesOf } from "../../reports/xlsx/text-lines.js";
import { writeWorkbook } from "../../reports/xlsx/workbook.js";
import { ingestPlain, temporaryFolder, write } from "../fixtures/databases.js";
import { officePart, xlsxSheets } from "../fixtures/office-files.js";

/** Characters across a landscape page of A4 at 7 points, which is small and can be read: 770 points of paper, half a letter size a figure. */
const LEGIBLE = 205;
const books: Uint8Array[] = [];

beforeAll(async () => {
  const folder = temporaryFolder();
  write(join(folder, "in"), { "a.txt": ["year 2010", "symbol A/65/1", "respondents AUT BEL KEN BRA JPN FRA", "AUT victims.hotline in_place", "BEL victims.hotline planned hedged", "CHE victims.shelter in_place", "many victims.shelter", "FRA legislation.internal_trafficking in_place"].join("\n") });
  await ingestPlain(join(folder, "x.duckdb"), [join(folder, "in")]);
  const database = await Database.open(join(folder, "x.duckdb"), "read");
  const question = { grouping: "region" as const, documents: null, measures: null, bases: ["self_reported"], programVersion: "0", selection: "a test" };
  for (const model of [await annualReport(database, question), await stateReport(database, question, "BEL")]) books.push(await writeWorkbook(model));
}, 60_000);

/** Per sheet of a workbook: its name, heads, widths, and how many columns are printed. */
function sheetsOf(book: Uint8Array): { name: string; heads: string[]; widths: number[]; printed: number }[] {
  const workbook = officePart(book, "xl/workbook.xml");
  return [...xlsxSheets(book)].map(([name, { table }], at) => {
    const widths = [...officePart(book, `xl/worksheets/sheet${at + 1}.xml`).matchAll(/<col [^>]*width="([\d.]+)"/g)].map((match) => Number(match[1]));
    const last = new RegExp(`_xlnm.Print_Area" localSheetId="${at}">[^<]*!\\$A\\$1:\\$([A-Z]+)\\$`).exec(workbook)?.[1];
    return { name, heads: (table[0] ?? []).map(String), widths, printed: widths.findIndex((_, index) => letters(index) === last) + 1 };
  });
}

describe("a printed workbook", () => {
  it("shows every sheet at a size that can be read, the evidence as well", () => {
    for (const book of books) {
      const sheets = sheetsOf(book);
      expect(sheets.map(({ name }) => name)).toContain("Evidence");
      for (const { name, widths, printed } of sheets) {
        expect(printed, name).toBeGreaterThan(0);
        expect(widths.slice(0, printed).reduce((sum, width) => sum + width, 0), name).toBeLessThanOrEqual(LEGIBLE);
      }
    }
  });

  it("leaves codes to the screen, and prints quote, State, measure, status and where they stand", () => {
    for (const { name, heads, printed } of books.flatMap(sheetsOf)) {
      if (name === "Contents" || name === "Summary" || name === "Codes") continue;
      const onPaper = heads.slice(0, printed);
      expect(onPaper.filter((head) => /^Code|^Claim$/.test(head)), name).toEqual([]);
      if (name === "Evidence") expect(onPaper).toEqual(["No.", "Measure", "Status", "State", "Document", "Year", "Paragraph", "Page", "Quote"]);
    }
  });
});

describe("lines of a text in a cell", () => {
  it("follow words, their letters and breaks", () => {
    expect(linesOf("short", 20)).toBe(1);
    expect(linesOf("two\nlines", 20)).toBe(2);
    expect(linesOf("", 20)).toBe(1);
    // Forty narrow letters take less than half of what forty wide ones take.
    expect(linesOf("ill ill ill ill ill ill ill ill ill ill", 24)).toBe(1);
    expect(linesOf("MWM MWM MWM MWM MWM MWM MWM MWM MWM MWM", 24)).toBeGreaterThan(2);
    expect(linesOf("x".repeat(100), 20)).toBeGreaterThanOrEqual(5);
    // Growing text never takes fewer lines.
    let before = 1;
    for (let length = 1; length < 200; length += 1) {
      const lines = linesOf("some words in a row ".repeat(20).slice(0, length), 30);
      expect(lines).toBeGreaterThanOrEqual(before);
      before = lines;
    }
  });
});
