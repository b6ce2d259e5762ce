// Owns the proof that odd and damaged drawings cost no text and shift none: what pdfjs' own text content gives is given.
import { describe, expect, it } from "vitest";
import { passed } from "../../pipeline/parse/pdf-text-pass.js";
import { openPdf, type PdfWay } from "../../pipeline/parse/pdfjs.js";
import { form, pdf, stream, text } from "../fixtures/written-pdf.js";

async function runs(bytes: Uint8Array, way: PdfWay): Promise<string[]> {
  const opened = await openPdf(bytes, 20, way);
  const { pages, failedPages } = await opened.read(1, opened.pageCount);
  await opened.close();
  expect(failedPages).toEqual([]);
  return pages.flatMap((page) => page.runs.map((run) => `${page.number} ${run.text} ${run.x.toFixed(2)} ${run.y.toFixed(2)} ${run.width.toFixed(2)}`));
}

const BETWEEN = (operators: string): string => `${text(50, 700, "before")}${operators}\n${text(50, 680, "after")}`;

describe("a page with", () => {
  it.each<[string, Uint8Array, number, number]>([
    ["a pattern that is missing", pdf([BETWEEN("/Pattern cs /P9 scn")]), 2, 1],
    ["a colour without numbers", pdf([BETWEEN("sc")]), 2, 1],
    ["a colour without numbers in a colour space", pdf([BETWEEN("/DeviceRGB cs scn")]), 2, 1],
    ["a missing pattern in a form", pdf([BETWEEN("/X1 Do")], "/XObject << /X1 6 0 R >>", [form(`${text(50, 600, "within")}/Pattern cs /P9 scn\n${text(50, 590, "on")}`)]), 4, 1],
    ["a form whose layer is missing", pdf([BETWEEN("/X1 Do")], "/XObject << /X1 6 0 R >>", [form(text(50, 600, "within"), "/OC 99 0 R")]), 3, 1],
    ["a form whose group is no group", pdf([BETWEEN("/X1 Do")], "/XObject << /X1 6 0 R >>", [form(text(50, 600, "within"), "/Group /none")]), 3, 1],
    ["text in a soft mask", pdf([BETWEEN("/G1 gs")], "/ExtGState << /G1 << /SMask << /S /Luminosity /G 6 0 R >> >> >>", [form(text(50, 600, "masked"), "/Group << /S /Transparency /CS /DeviceGray >>")]), 2, 0],
    ["text in a soft mask that is no group", pdf([BETWEEN("/G1 gs")], "/ExtGState << /G1 << /SMask << /S /Luminosity /G 6 0 R >> >> >>", [form(text(50, 600, "masked"))]), 2, 0],
    ["a form that draws itself", pdf([BETWEEN("/X1 Do")], "/XObject << /X1 6 0 R >>", [form(`${text(50, 600, "within")}/X1 Do`, "/Matrix [1 0 0 1 30 40]")]), 3, 0],
    ["a restore too many in a form", pdf([`q 1 0 0 1 100 0 cm q 1 0 0 1 0 50 cm /X1 Do Q ${text(50, 680, "mid")}Q ${text(50, 660, "end")}`], "/XObject << /X1 6 0 R >>", [form(`Q ${text(50, 600, "within")}`)]), 3, 1],
    ["a save too many in a form", pdf([`q 1 0 0 1 100 0 cm /X1 Do ${text(50, 680, "mid")}Q ${text(50, 660, "end")}`], "/XObject << /X1 6 0 R >>", [form(`q q 1 0 0 1 0 9 cm ${text(50, 600, "within")}`)]), 3, 1],
    ["a font set by a graphics state", pdf(["BT 50 700 Td /F1 12 Tf (one) Tj /G1 gs (two) Tj ET"], "/ExtGState << /G1 << /Font [5 0 R 12] >> >>"), 2, 0],
    ["one after another that is damaged", pdf([BETWEEN("sc"), BETWEEN(""), BETWEEN("/Pattern cs /P9 scn")]), 6, 3],
  ])("%s reads as by the text alone", async (_, bytes, count, own) => {
    const found = await runs(bytes, "drawing");
    expect(found).toEqual(await runs(bytes, "text_content"));
    expect(found).toHaveLength(count);
    // How many pages the pass reads itself: where it gives all back, that they come out alike says nothing of it.
    const before = passed.answered;
    expect(await runs(bytes, "text_pass")).toEqual(found);
    expect(passed.answered - before).toBe(own);
  });

  it("forms that draw forms ten times each, eight deep, is read, and so are those beside it", { timeout: 90_000 }, async () => {
    const deep = Array.from({ length: 8 }, (_, level) => stream(`/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /Y ${7 + level} 0 R >> >>`, level === 7 ? "0 0 1 1 re f" : "/Y Do ".repeat(10)));
    const bytes = pdf([text(50, 700, "first"), BETWEEN("/X1 Do"), text(50, 700, "third")], "/XObject << /X1 6 0 R >>", deep);
    expect((await runs(bytes, "drawing")).map((run) => run.split(" ").slice(0, 2).join(" "))).toEqual(["1 first", "2 before", "2 after", "3 third"]);
  });
});
