// Owns the proof that runs placed from the drawing list are those that pdfjs' own text content gives, and that what cannot be placed is refused.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import PDFDocument from "pdfkit";
import { describe, expect, it } from "vitest";
import { openPdf, type PdfPage, type PdfWay } from "../../pipeline/parse/pdfjs.js";
import { placeRuns, type OperatorCodes } from "../../pipeline/parse/pdf-runs.js";
import { pdfLines } from "../../pipeline/parse/pdf-lines.js";

const CORPUS = join(import.meta.dirname, "../../../shared/corpus");
const SAMPLE = join(import.meta.dirname, "../../datasets/samples/documents/digest-of-A-65-209.pdf");

async function read(bytes: Uint8Array, way: PdfWay): Promise<PdfPage[]> {
  const pdf = await openPdf(bytes, 3000, way);
  const { pages, failedPages } = await pdf.read(1, pdf.pageCount);
  await pdf.close();
  expect(failedPages).toEqual([]);
  return pages;
}

/** Both ways give the same lines to the letter, with the same measures to a hundredth of a point. */
async function compare(bytes: Uint8Array): Promise<number> {
  const rounded = (pages: PdfPage[]): string[] => pdfLines(pages).map((line) => JSON.stringify(line, (_, value: unknown) => (typeof value === "number" ? Math.round(value * 50) / 50 : value)));
  const [quick, slow] = [rounded(await read(bytes, "drawing")), rounded(await read(bytes, "text_content"))];
  expect(quick).toEqual(slow);
  return quick.length;
}

function pdf(draw: (document: PDFKit.PDFDocument) => void): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const document = new PDFDocument({ compress: false });
    const pieces: Buffer[] = [];
    document.on("data", (piece: Buffer) => pieces.push(piece));
    document.on("end", () => resolve(new Uint8Array(Buffer.concat(pieces))));
    draw(document);
    document.end();
  });
}

describe("both ways of reading a page", () => {
  it("agree on the sample report", async () => {
    expect(await compare(readFileSync(SAMPLE))).toBeGreaterThan(100);
  });

  it("agree on spacing, raised marks, turned text, stretched letters and text off the page", async () => {
    const bytes = await pdf((document) => {
      document.font("Times-Roman").fontSize(12).text("A line justified to the width of the page, so that its words stand apart by more than a blank is wide.", { align: "justify", wordSpacing: 3 });
      document.text("Letters set close", { characterSpacing: -0.3 });
      document.text("A note is called here", { continued: true }).fontSize(7).text("12", { continued: true, rise: 4 } as never).fontSize(12).text(" and the line goes on.");
      document.font("Helvetica-Bold").text("Bold, ", { continued: true }).font("Helvetica-Oblique").text("then slanted.");
      document.save().rotate(90, { origin: [300, 400] }).text("Turned by a quarter", 300, 400).restore();
      document.save().rotate(30, { origin: [300, 500] }).text("Turned by a third", 300, 500).restore();
      document.text("Stretched", 72, 560, { horizontalScaling: 60 } as never).text("off the page", 900, 560, { lineBreak: false }).text("left column", 72, 600, { lineBreak: false }).text("right column", 330, 600, { lineBreak: false });
    });
    expect(await compare(bytes)).toBe(8);
  });

  it("differ on letters set wide, which pdfjs takes for words", async () => {
    const bytes = await pdf((document) => document.font("Times-Roman").fontSize(12).text("Letters set wide", { characterSpacing: 4 }));
    const read = await openPdf(bytes, 10);
    const { pages } = await read.read(1, 1).finally(() => read.close());
    expect(pages[0]!.runs.map((run) => run.text)).toEqual(["Letters set wide"]);
    expect(pages[0]!.runs[0]!.width).toBeGreaterThan(120);
  });

  it.skipIf(!existsSync(CORPUS)).each(["upr-working-group/fiji2014.pdf", "upr-working-group/iran2010.pdf", "seeds/A-65-209.pdf", "sg-reports/A_52_687.en.pdf", "national-reports/A-80-66.pdf", "hard/canada-human-rights-act-bilingual-2col.pdf", "hard/udhr-es.pdf", "hard/TD_B_43_6.en.pdf"])(
    "agree on %s",
    async (file) => {
      expect(await compare(readFileSync(join(CORPUS, file)))).toBeGreaterThan(20);
    },
  );
});

describe("placing", () => {
  const codes = Object.fromEntries(
    ["save", "restore", "transform", "beginText", "setCharSpacing", "setWordSpacing", "setHScale", "setLeading", "setFont", "setTextRise", "moveText", "setLeadingMoveText", "setTextMatrix", "nextLine", "showText", "setGState", "paintFormXObjectBegin", "paintFormXObjectEnd", "beginMarkedContent", "beginMarkedContentProps", "endMarkedContent"].map((name, index) => [name, index + 1]),
  ) as OperatorCodes;
  const glyphs = (text: string): unknown[] => [...text].map((unicode) => ({ unicode, width: 500, originalCharCode: unicode.charCodeAt(0) }));
  const place = (steps: [keyof OperatorCodes, ...unknown[]][], plain = true) =>
    placeRuns({ fnArray: steps.map(([name]) => codes[name]), argsArray: steps.map(([, ...args]) => args) }, codes, (id) => (id === "F" ? { name: "Times", scale: 0.001, plain } : null), [0, 0, 600, 800])?.runs ?? null;

  it("gives place, width and letters of a string", () => {
    expect(place([["beginText"], ["setFont", "F", 10], ["moveText", 50, 700], ["showText", glyphs("abc")]])).toEqual([{ text: "abc", font: "F", width: 15, matrix: [10, 0, 0, 10, 50, 700] }]);
  });

  it("puts a space where the step is one, and parts runs where it is wider", () => {
    const runs = place([["beginText"], ["setFont", "F", 10], ["moveText", 50, 700], ["showText", [...glyphs("a"), -300, ...glyphs("b"), -900, ...glyphs("c"), -50, ...glyphs("d")]]]);
    expect(runs?.map((run) => run.text)).toEqual(["a b", "cd"]);
  });

  it("keeps what stands in a form apart from the text around it, and comes back to where it was", () => {
    const runs = place([["beginText"], ["setFont", "F", 10], ["moveText", 50, 700], ["showText", glyphs("a")], ["paintFormXObjectBegin", [2, 0, 0, 2, 0, 0], null], ["beginText"], ["moveText", 10, 10], ["showText", glyphs("x")], ["paintFormXObjectEnd"], ["showText", glyphs("b")]]);
    expect(runs?.map(({ text, matrix }) => [text, matrix[4], matrix[5], matrix[0]])).toEqual([["a", 50, 700, 10], ["x", 20, 20, 20], ["b", 55, 700, 10]]);
  });

  it("takes ligatures apart and leaves out what lies off the page", () => {
    expect(place([["beginText"], ["setFont", "F", 10], ["moveText", 50, 700], ["showText", glyphs("of\ufb01ce")], ["moveText", 900, 0], ["showText", glyphs("unseen")]])?.map((run) => run.text)).toEqual(["office"]);
  });

  it("refuses right-to-left writing, fonts that it cannot place and fonts that it does not know", () => {
    const text = (font: string, letters: string, plain = true) => place([["beginText"], ["setFont", font, 10], ["moveText", 50, 700], ["showText", glyphs(letters)]], plain);
    expect(text("F", "\u0634\u0639")).toBeNull();
    expect(text("F", "abc", false)).toBeNull();
    expect(text("G", "abc")).toBeNull();
    expect(text("F", "abc")).toHaveLength(1);
  });
});
