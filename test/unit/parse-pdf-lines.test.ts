// Owns the proof that glyph runs become whole words, lines and columns, by their geometry.
import { describe, expect, it } from "vitest";
import { CALL, callMark } from "../../extractors/document/source.js";
import { pdfLines } from "../../pipeline/parse/pdf-lines.js";
import type { PdfPage, PdfRun } from "../../pipeline/parse/pdfjs.js";

/** A run whose width is half its size for each character, unless given. */
function run(text: string, x: number, y: number, more: Partial<PdfRun> = {}): PdfRun {
  const size = more.size ?? 10;
  return { text, x, y, size, width: text.length * size * 0.5, font: "Times", bold: false, italic: false, angle: 0, ...more };
}

function page(runs: PdfRun[], number = 1): PdfPage {
  return { number, width: 600, height: 800, runs };
}

describe("words", () => {
  it("are joined over kerning and parted at spaces", () => {
    const lines = pdfLines([page([run("integr", 100, 700), run("ated", 130.4, 700), run("plans", 153, 700)])]);
    expect(lines.map((line) => line.text)).toEqual(["integrated plans"]);
  });
  it("printed twice for boldness count once; text on its side is left out", () => {
    const lines = pdfLines([page([run("Title", 100, 700), run("Title", 100.2, 700), run("DRAFT", 20, 300, { angle: 90 })])]);
    expect(lines.map((line) => line.text)).toEqual(["Title"]);
  });
  it("far off the page or without a place, as damaged files have them, are left out", () => {
    const body = Array.from({ length: 12 }, (_, i) => run(`line ${i} of the text`, 100, 700 - i * 12));
    const lines = pdfLines([page([...body, run("far", 1e12, 500), run("wide", 100, 400, { width: 1e15 }), run("nowhere", Number.NaN, 300)])]);
    expect(lines.map((line) => line.text)).toEqual(body.map((one) => one.text));
  });
  it("of one baseline are one line whatever their size", () => {
    const lines = pdfLines([page([run("A", 400, 700, { size: 20 }), run("/80/67", 410, 700)])]);
    expect(lines.map((line) => line.text)).toEqual(["A/80/67"]);
  });
});

describe("raised marks", () => {
  it("become calls inside a line and a label at its start; ordinals and units stay", () => {
    const lines = pdfLines([page([
      run("the request.", 100, 700), run("1", 160, 704, { size: 6 }), run("The reply", 166, 700),
      run("2", 100, 604, { size: 6 }), run("See the annex.", 105, 600, { size: 8 }),
      run("the 19", 100, 500), run("th", 130, 504, { size: 6 }), run("century", 140, 500),
      run("10 km", 100, 400), run("2", 125, 404, { size: 6 }),
    ])]);
    expect(lines.map((line) => line.text)).toEqual([`the request.${callMark("1")} The reply`, "See the annex.", "the 19th century", "10 km2"]);
    expect(lines[1]!.label).toBe("2");
    expect([...lines[0]!.text.matchAll(CALL)].map((match) => match[1])).toEqual(["1"]);
  });
});

describe("columns", () => {
  const left = Array.from({ length: 12 }, (_, i) => run(`left line ${String(i).padStart(2, "0")} of a column of prose`, 50, 700 - i * 12, { width: 230 }));
  const right = Array.from({ length: 12 }, (_, i) => run(`right line ${String(i).padStart(2, "0")} of the second column`, 320, 700 - i * 12, { width: 230 }));
  it("are read one after the other, a line over both first", () => {
    const lines = pdfLines([page([run("A heading that runs over the whole width of the page", 50, 730, { width: 500 }), ...left, ...right])]);
    expect(lines[0]!.text).toMatch(/^A heading/);
    expect(lines.slice(1).map((line) => line.text.split(" ")[0])).toEqual([...Array<string>(12).fill("left"), ...Array<string>(12).fill("right")]);
  });
  it("are not seen in a numbered list or a table of short cells", () => {
    const list = Array.from({ length: 12 }, (_, i) => [run(`${i + 1}.`, 50, 700 - i * 12), run("a paragraph that fills the line to its end", 80, 700 - i * 12, { width: 460 })]).flat();
    expect(pdfLines([page(list)]).every((line) => line.column === -1)).toBe(true);
    const table = Array.from({ length: 12 }, (_, i) => [run(`Row ${i}`, 50, 700 - i * 12), run(String(i * 3), 400, 700 - i * 12)]).flat();
    expect(pdfLines([page(table)]).every((line) => line.column === -1)).toBe(true);
  });
  it("in two languages are two texts: the left one is read to its end first", () => {
    const english = "The Government adopted the national plan and set up shelters for the victims in all parts of the country";
    const french = "Le Gouvernement a adopté le plan national et a ouvert des foyers pour les victimes dans toutes les régions du pays";
    const sheet = (number: number): PdfPage => page(Array.from({ length: 16 }, (_, i) => [run(english, 50, 700 - i * 12, { width: 230 }), run(french, 320, 700 - i * 12, { width: 230 })]).flat(), number);
    const lines = pdfLines([sheet(1), sheet(2)]);
    expect(lines.map((line) => (line.text.startsWith("The") ? "en" : "fr")).join("")).toBe("en".repeat(32) + "fr".repeat(32));
  });
});

describe("gaps", () => {
  it("are told in lines, and a wide one starts a block", () => {
    const lines = pdfLines([page([700, 688, 676, 664, 640, 628].map((y, i) => run(`line ${i} of the text`, 100, y)))]);
    expect(lines.map((line) => line.gap)).toEqual([0, 1, 1, 1, 2, 1]);
    expect(lines.map((line) => line.blockStart)).toEqual([false, false, false, false, true, false]);
  });
});
