// Owns the proof that tables whose cells run over several lines of a PDF page are read by rows, and that prose and lists are no tables.
// Must not test what is made of the rows.
import { describe, expect, it } from "vitest";
import { documentFromLines } from "../../extractors/document/document.js";
import type { ReadDocument } from "../../extractors/contracts.js";
import { stateResolver } from "../../pipeline/ingest/state-resolver.js";
import { pdfLines } from "../../pipeline/parse/pdf-lines.js";
import type { PdfRun } from "../../pipeline/parse/pdfjs.js";

const SIZE = 10;
const run = (text: string, x: number, y: number): PdfRun => ({ text, x, y, width: text.length * 4.5, size: SIZE, font: "F", bold: false, italic: false, angle: 0 });

/** Cells as their printed lines; `pad` points between rows. */
function page(table: string[][][], pad: number, xs = [72, 215, 400]): ReadDocument {
  const runs: PdfRun[] = ["Report of the Secretary-General", "II. Measures taken by Member States", "1. The measures are set out in the table below, as they were reported."].map((text, i) => run(text, 72, 740 - i * 24));
  let y = 660;
  for (const row of table) {
    row.forEach((lines, column) => void lines.forEach((text, i) => void runs.push(run(text, xs[column]!, y - i * 12))));
    y -= Math.max(...row.map((lines) => lines.length)) * 12 + pad;
  }
  runs.push(run("2. Estonia trained police officers on the identification of victims of trafficking.", 72, y - 24));
  const lines = pdfLines([{ number: 1, width: 595, height: 842, runs }]);
  return documentFromLines({ format: "pdf", lines, notes: [], pages: 1, emptyPages: [], failedPages: [], declaredTitle: null }, { fileName: "made.pdf", resolveState: stateResolver() });
}

/** What became of the page: number, role and text of each paragraph. */
const shapeOf = (document: ReadDocument): string[] => document.paragraphs.map((p) => `${p.numbered ? p.number : "-"} ${p.role} ${p.text}`);

/** The page where the lines are no table: they stay with the paragraph above them. */
const between = (lines: string[]): string[] => [
  "- introduction Report of the Secretary-General", ["1 member_states The measures are set out in the table below, as they were reported.", ...lines].join("\n"),
  "2 member_states Estonia trained police officers on the identification of victims of trafficking.",
];

const MEASURES = [
  [["State"], ["Measure"], ["Since"]],
  [["Austria"], ["Runs a national hotline for victims", "of trafficking in persons."], ["2008"]],
  [["Democratic Republic of the", "Congo"], ["Operates shelters for victims of", "trafficking in its capital."], ["2010, and again", "since 2012"]],
  [["Chile"], ["Adopted a law criminalizing", "trafficking in persons in all", "its forms."], ["2011"]],
];

describe("a table of States in print", () => {
  it.each([[0], [6]])("is read by rows and cells, %i points between rows", (pad) => {
    const rows = page(MEASURES, pad).paragraphs.filter((p) => p.role === "table_row" && p.cells!.length > 0);
    expect(rows.map((row) => row.cells![0]!.state)).toEqual(["AUT", "COD", "CHL"]);
    expect(rows.map((row) => row.text.split("\n")[1])).toEqual([
      "Runs a national hotline for victims of trafficking in persons.", "Operates shelters for victims of trafficking in its capital.", "Adopted a law criminalizing trafficking in persons in all its forms.",
    ]);
    expect(rows[1]!.text).toContain("2010, and again since 2012");
  });

  it("leaves the paragraphs around it alone", () => {
    const numbered = page(MEASURES, 6).paragraphs.filter((p) => p.numbered);
    expect(numbered.map((p) => p.number)).toEqual(["1", "2"]);
    expect(numbered[0]!.text).toMatch(/as they were reported\.$/);
    expect(numbered[1]!.text).toMatch(/^Estonia/);
  });
});

describe("no table of States", () => {
  it("is a list of bullets or items", () => {
    const list = [1, 2, 3, 4].map((n) => [["\uf0b7"], [`The authorities of Austria took part in step ${n}`, "and went on with it;"]]);
    expect(shapeOf(page(list, 0, [72, 110]))).toEqual(between([1, 2, 3, 4].map((n) => `• The authorities of Austria took part in step ${n} and went on with it;`)));
    const items = ["(a)", "(b)", "(c)", "(d)"].map((label) => [[label], ["The authorities of Austria took part in it", "and went on with it;"]]);
    expect(shapeOf(page(items, 0, [72, 110]))).toEqual(between(["(a)", "(b)", "(c)", "(d)"].map((label) => `${label} The authorities of Austria took part in it and went on with it;`)));
  });

  it("is a table of anything else: its lines stay as printed", () => {
    const figures = [[["Subject"], ["What was done"]], [["Roads"], ["Built in several", "parts of it"]], [["Bridges"], ["Mended in several", "parts of it"]], [["Ports"], ["Closed in several", "parts of it"]]];
    const document = page(figures, 4, [72, 190]);
    expect(shapeOf(document)).toEqual(between(["Subject What was done", "Roads Built in several parts of it", "Bridges Mended in several parts of it", "Ports Closed in several parts of it"]));
  });
});
