// What was recognised from a picture is said of the paragraph, and makes no claim surer than inferred.
import { describe, expect, it } from "vitest";
import { documentFromLines } from "../../extractors/document/document.js";
import { sourceLine } from "../../extractors/document/source.js";
import { buildContext, extract } from "../../extractors/extract.js";
import { stateResolver } from "../../pipeline/ingest/state-resolver.js";
import { cleanWords, type OcrWord } from "../../pipeline/parse/ocr.js";
import { ocrFingerprint, isReadBy } from "../../pipeline/ingest/file-task.js";

describe("recognised pages", () => {
  const line = (text: string, page: number): ReturnType<typeof sourceLine> => sourceLine(text, { page, blockStart: true, gap: 2, size: 10 });
  const document = documentFromLines(
    {
      format: "pdf", notes: [], pages: 2, emptyPages: [], failedPages: [], declaredTitle: null, recognised: new Map([[2, 71]]),
      lines: [line("National report submitted by Estonia", 1), line("The Government of Estonia operates a shelter for victims of trafficking in persons.", 1), line("The Government of Estonia runs a national hotline for victims of trafficking in persons.", 2)],
    },
    { fileName: "x.pdf", resolveState: stateResolver() },
  );

  it("say so, with how surely", () => {
    expect(document.paragraphs.map((paragraph) => [paragraph.pageFirst, paragraph.recognised ?? null])).toContainEqual([2, 71]);
    expect(document.paragraphs.filter((paragraph) => paragraph.pageLast === 1).every((paragraph) => (paragraph.recognised ?? null) === null)).toBe(true);
    expect(document.issues.map((issue) => issue.message).join()).toMatch(/text of 1 page was recognised from pictures, 71% sure on the whole; below 80% on pages 2/);
  });

  it("make claims that are inferred at best", () => {
    const claims = extract(document, buildContext()).claims.map((claim) => [claim.measure, claim.certainty]);
    expect(claims).toContainEqual(["victims.shelter", "explicit"]);
    expect(claims).toContainEqual(["victims.hotline", "inferred"]);
  });

  it("are kept by a later ingest without recognition, and read anew by one with it", () => {
    expect([isReadBy(ocrFingerprint("r", true), "r"), isReadBy("r", "r"), isReadBy("r", "r", true), isReadBy(ocrFingerprint("r", true), "r", true), isReadBy(ocrFingerprint("q", true), "r")]).toEqual([true, true, false, true, false]);
  });
});

describe("words of a recognised page", () => {
  const cleaned = (lines: string[]): string[] => {
    const words = lines.flatMap((line, n) => line.split(" ").map((text): OcrWord => ({ text, confidence: 90, line: n, x: 0, right: 1, y: 0, size: 10 })));
    const kept = cleanWords(words);
    return lines.map((_, n) => kept.filter((word) => word.line === n).map((word) => word.text).join(" "));
  };

  it("are without strokes of the paper, and a paragraph's number has its stop", () => {
    expect(cleaned(["| 3, The systems are old", "4, Others | go on", "in 1990, Austria did", "1990, and later", "12, of them"])).toEqual(["3. The systems are old", "4. Others go on", "in 1990, Austria did", "1990, and later", "12, of them"]);
  });
});
