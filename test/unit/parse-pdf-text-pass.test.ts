// Owns the proof that the quick pass reads operators as pdfjs does, and gives back what is not written plainly; and that another pdfjs is told.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { differencesOf, OtherPdfjs, withInside, workerWithInside } from "../../pipeline/parse/pdfjs-inside.js";
import { passed, textRuns } from "../../pipeline/parse/pdf-text-pass.js";
import { openPdf, type PdfPage, type PdfWay } from "../../pipeline/parse/pdfjs.js";
import { form, pdf, stream, text } from "../fixtures/written-pdf.js";

async function pages(bytes: Uint8Array, way: PdfWay): Promise<PdfPage[]> {
  const opened = await openPdf(bytes, 20, way);
  const read = await opened.read(1, opened.pageCount).finally(() => opened.close());
  expect(read.failedPages).toEqual([]);
  return read.pages;
}

/** Reads both ways. @returns texts of the runs, and whether the quick pass answered by itself */
async function both(bytes: Uint8Array): Promise<{ texts: string[]; answered: boolean }> {
  const before = passed.answered;
  const quick = await pages(bytes, "text_pass");
  const answered = passed.answered > before;
  expect(quick).toEqual(await pages(bytes, "drawing"));
  // A page that is not plain is no fault; what else it is given back for is one of ours.
  expect([...passed.faults.keys()]).toEqual([]);
  return { texts: quick.flatMap((page) => page.runs.map((run) => run.text)), answered };
}

const IN = (operators: string): string => `BT /F1 12 Tf 50 700 Td\n${operators}\nET\n${text(50, 600, "after")}`;
const FORMS = "/XObject << /X1 6 0 R >>";

describe("content written plainly", () => {
  it.each<[string, string, string[]]>([
    ["strings with escapes", String.raw`(a\(b\)\\ \101\060\53c\q) Tj`, ["a(b)\\ A0+cq", "after"]],
    ["a string over lines", "(one \\\ntwo \\\r\nthree (inner) four) Tj", ["one two three (inner) four", "after"]],
    ["strings of digits, the last one half", "<48 65\n6c6C6f2> Tj", ["Hello", "after"]],
    ["strings and steps", "[(wi) 20 (de)-300(gap)-.5<21>] TJ", ["wide gap!", "after"]],
    ["numbers of every form", "+1. 0 -.0 .5 20 10.25 Tm 1.50 Tc .001 Tw 105 Tz 14 TL -2 Ts (x y) Tj", ["x y", "after"]],
    ["lines by their operators", "14 TL (one) Tj T* (two) Tj (three) ' .1 .2 (four) \" 0 -20 TD (five) Tj T* (six) Tj", ["one", "two", "three", "four", "five", "six", "after"]],
    ["names with signs", "/F#31 9 Tf (small) Tj", ["small", "after"]],
    ["comments and words without blanks", "% (none) Tj\r/F1 8 Tf(a)Tj 0 -20 Td<62>Tj[(c)]TJ", ["a", "bc", "after"]],
    ["marks", "/Span << /MCID 0 /Lang (en) /K [1 (x) /N true null << /A 1 >>] /ActualText <FEFF00660069> >> BDC (?) Tj EMC /P BMC (q) Tj EMC EMC", ["fi", "q", "after"]],
    ["colours, lines and states", "0 0 1 rg /Pattern cs /P1 scn q 1 0 0 1 5 5 cm 0 0 5 5 re W n [3 2] 0 d 1 w Q (x) Tj Q Q", ["x", "after"]],
  ])("%s: is read as by pdfjs", async (_, operators, texts) => {
    expect(await both(pdf([IN(operators)]))).toEqual({ texts, answered: true });
  });

  it("forms in forms, with matrices of their own, and without a font of their own", async () => {
    const inner = stream("/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Matrix [.7 0 0 .7 33.3 4]", text(10, 10, "inner"));
    const outer = stream("/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /Font << /F1 5 0 R >> /XObject << /X2 7 0 R >> >>", `q ${text(50, 500, "outer")}/X2 Do Q Q (on) Tj`);
    expect(await both(pdf([`${text(50, 700, "before")}/X1 Do ${text(50, 680, "end")}`], FORMS, [outer, inner]))).toMatchObject({ texts: ["before", "outer", "inner", "on", "end"], answered: true });
  });
});

describe("content that is not", () => {
  it("forms that draw forms ten times each are given back before they take long", async () => {
    const deep = Array.from({ length: 4 }, (_, level) => stream(`/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /Y ${7 + level} 0 R >> >>`, level === 3 ? "0 0 1 1 re f" : "/Y Do ".repeat(18)));
    expect(await both(pdf([IN("(a) Tj /X1 Do (b) Tj")], FORMS, deep))).toMatchObject({ answered: false });
  });

  it.each<[string, string]>([
    ["a number with letters", "(a) Tj 12abc Tj (b) Tj"],
    ["two words in one", "(a) Tj q Qq (b) Tj Q"],
    ["operands too many", "(a) Tj 3 (b) Tj 5 0 -20 Td (c) Tj"],
    ["operands too few", "(a) Tj -20 Td (b) Tj"],
    ["operands of another kind", "(a) Tj (x) 5 Td (b) Tj"],
    ["an operator that is none", "(a) Tj xyz (b) Tj"],
    ["an image between the operators", "(a) Tj BI /W 1 /H 1 /BPC 8 /CS /G ID x EI (b) Tj"],
    ["a string without end", "(a) Tj (b Tj"],
    ["an array in an array", "[(a) [(b)] (c)] TJ"],
    ["digits that are none", "(a) Tj <4x1> Tj"],
    ["a font that is not there", "/F9 12 Tf (a) Tj"],
    ["more operands than pdfjs bears", `(a) Tj ${"1 ".repeat(34)}scn (b) Tj`],
    ["a state that is not there", "(a) Tj /G9 gs (b) Tj"],
    ["an object that is not there", "(a) Tj /X9 Do (b) Tj"],
    ["text before a font", "ET Q BT (a) Tj"],
  ])("%s: comes out as before", async (_, operators) => {
    const { texts } = await both(pdf([IN(operators)]));
    expect(texts.length).toBeGreaterThan(0);
  });

  it.each<[string, string]>([
    ["a state that masks", "/ExtGState << /G1 << /SMask << /S /Luminosity /G 6 0 R >> >> >>"],
    ["a state with a font", "/ExtGState << /G1 << /Font [5 0 R 9] >> >>"],
  ])("%s is given back", async (_, resources) => {
    const { answered } = await both(pdf([IN("(a) Tj /G1 gs (b) Tj")], resources, [form(text(50, 500, "masked"))]));
    expect(answered).toBe(false);
  });
});

it("a fault of our own is kept for whoever measures, and the page is given back", async () => {
  await pages(pdf([IN("(a) Tj")]), "text_pass");
  const page = { pageNumber: 1, getTextContent: () => Promise.reject(new TypeError("made")) };
  expect(await textRuns(page, "d", () => expect.unreachable())).toBeNull();
  expect([...passed.faults]).toEqual([["TypeError: made", 1]]);
  passed.faults.clear();
});

describe("pdfjs' inside", () => {
  const source = readFileSync(join(dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json")), "build", "pdf.worker.mjs"), "utf8");

  it("is that which the pass follows, and was let out by the build", () => {
    expect(differencesOf(source)).toEqual([]);
    expect(workerWithInside()).not.toBeNull();
    expect(withInside(source, "x")).toMatch(/export \{ WorkerMessageHandler, PartialEvaluator, Dict, Name, BaseStream \};\s*$/);
  });

  it("reads fonts and writes none", () => {
    const copy = withInside(source, "x");
    expect(copy).not.toContain("this.data = compiler.compile();");
    expect(copy).toMatch(/toArray\(\) \{\n\s+return new Uint8Array\(0\);/);
    expect(differencesOf(source.replace("this.data = compiler.compile();", "this.data = compiler.compile(1);"))).toEqual([expect.stringContaining("does not stand there once"), expect.stringContaining("CFFFont is another")]);
  });

  it("is told where it is another", () => {
    expect(() => withInside(source.replace("numParen = 1", "numParen = 2"), "9.9.9")).toThrow(OtherPdfjs);
    expect(() => withInside(source.replace("numParen = 1", "numParen = 2"), "9.9.9")).toThrow(/pdfjs-dist 9\.9\.9 differs[^]*Lexer is another[^]*FOLLOWED/);
    expect(differencesOf(source.replace("export { WorkerMessageHandler };", "export { X };"))).toEqual([expect.stringContaining("exports")]);
    expect(differencesOf(source.replace(/^class PartialEvaluator/m, "class Evaluator"))).toContain("class PartialEvaluator is not there");
  });
});
