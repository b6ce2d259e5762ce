// Owns the proof that lines become numbered paragraphs, items, headings and notes as they are printed.
import { describe, expect, it } from "vitest";
import { assemble } from "../../extractors/document/assemble.js";
import { documentFromLines } from "../../extractors/document/document.js";
import { sourceLine, type SourceDocument, type SourceLine } from "../../extractors/document/source.js";
import { joinLines, vocabularyOf } from "../../extractors/document/words.js";
import { textLines } from "../../pipeline/parse/text-lines.js";

const join = (first: string, second: string): string => joinLines(first, second, vocabularyOf([]));

/** Lines as a PDF gives them: [text, gap, x, page?, more?]. */
function page(...rows: [string, number, number, number?, Partial<SourceLine>?][]): SourceLine[] {
  let y = 800;
  let last = 1;
  return rows.map(([text, gap, x, number = 1, more = {}]) => {
    if (number !== last) y = 800;
    last = number;
    y -= gap * 12;
    const lead = /^(\d{1,3}(?:\.\d{1,3})?\.?|\([a-z]\)|•|[IVX]+\.|[A-Z]\.)\s/.exec(text)?.[1] ?? null;
    return sourceLine(text, { page: number, x, right: x + text.length * 5, y, size: 10, gap, blockStart: gap > 1.25, lead, ...more });
  });
}

function texts(lines: SourceLine[]): [string | null, string][] {
  return assemble(lines, join).parts.flatMap((part) => (part.type === "paragraph" ? [[part.number, part.text] as [string | null, string]] : []));
}

describe("printed numbers", () => {
  it("count only in sequence: a year at the start of a line starts nothing", () => {
    expect(texts(page(
      ["1. The law was adopted in", 2, 100], ["2008. It was amended in", 1, 100], ["2. May of the next year.", 1, 100, 1, { lead: null }],
      ["2. A plan followed.", 2, 100], ["3. It was carried out.", 2, 100], ["4. It ended.", 2, 100],
    ))).toEqual([
      ["1", "The law was adopted in 2008. It was amended in 2. May of the next year."],
      ["2", "A plan followed."], ["3", "It was carried out."], ["4", "It ended."],
    ]);
  });

  it("leave a nested list inside its paragraph, even where its numbers go on beyond the paragraph's", () => {
    const list = (n: number): [string, number, number] => [`${n}. Adopt measure ${n} (State ${n});`, 1.5, 140];
    expect(texts(page(
      ["1. Opening.", 2, 100], ["2. The process.", 2, 100], ["3. These recommendations were made:", 2, 100],
      list(1), list(2), list(3), list(4), list(5),
      ["4. The State gave its views.", 2, 100], ["5. All were noted.", 2, 100],
    )).map(([number]) => number)).toEqual(["1", "2", "3", "4", "5"]);
  });

  it("leave items that stand by themselves to their list where its numbers meet the paragraph's", () => {
    const paragraph = (n: number): [string, number, number] => [`${n}. The State carried out measure ${n} in all of its provinces and told its citizens and the world of what had come of it.`, 2, 100];
    const item = (n: number): [string, number, number] => [`${n}. To adopt measure ${n} (State ${n});`, 2, 140];
    const found = texts(page(...[1, 2, 3].map(paragraph), ["Recommendations by subject", 2, 100, 1, { bold: true }], ...[1, 2, 3, 4, 5].map(item), paragraph(4), paragraph(5)));
    expect(found.filter(([number]) => number !== null).map(([number, text]) => `${number} ${text.slice(0, 9)}`)).toEqual(["1 The State", "2 The State", "3 The State", "4 The State", "5 The State"]);
  });

  it("take two-part numbers of recommendations as paragraphs", () => {
    expect(texts(page(
      ["1. One.", 2, 100], ["2. Two.", 2, 100], ["3. The following enjoy support:", 2, 100],
      ["3.1. Ratify the Protocol (Country A);", 1.5, 120], ["3.2. Set up a shelter (Country B);", 1.5, 120], ["3.3 Train judges (Country C).", 1.5, 120],
      ["4. The rest was noted.", 2, 100],
    )).map(([number]) => number)).toEqual(["1", "2", "3", "3.1", "3.2", "3.3", "4"]);
  });

  it("go on after a lost number and say which", () => {
    const result = assemble(page(
      ["1. One.", 2, 100], ["2. Two.", 2, 100], ["4. Four.", 2, 100], ["5. Five.", 2, 100], ["6. Six.", 2, 100],
    ), join);
    expect(result.parts.map((part) => (part.type === "paragraph" ? part.number : ""))).toEqual(["1", "2", "4", "5", "6"]);
    expect(result.holes).toEqual([{ number: "4", missing: "3" }]);
  });

  it("of a list of abbreviations give way to the report's own", () => {
    expect(texts(page(
      ["1. EU European Union", 2, 100], ["2. UN United Nations", 2, 100],
      ["I. METHOD", 3, 60, 1, { bold: true, size: 14 }],
      ["1. The report was written by the ministries together, with the advice of the ombudsman and of many others.", 2, 100],
      ["2. It was then put before the public for comments over a period of two months, and was changed in the light of them.", 2, 100],
      ["3. Parliament discussed it in its spring sitting, and the Government adopted it in the summer of the same year.", 2, 100],
    )).map(([number]) => number)).toEqual([null, null, "1", "2", "3"]);
  });
});

describe("paragraphs over pages", () => {
  it("are joined where the sentence goes on, and where a number is missing on the new page", () => {
    expect(texts(page(
      ["1. The shelter takes women", 2, 100], ["and children.", 2, 100, 2], ["2. It is", 2, 100, 2], ["open. It has staff.", 1, 100, 2],
      ["Places are free.", 2, 100, 3], ["3. End.", 2, 100, 3],
    ))).toEqual([["1", "The shelter takes women and children."], ["2", "It is open. It has staff. Places are free."], ["3", "End."]]);
  });

  it("keep sub-items and bullets behind line breaks", () => {
    expect(texts(page(
      ["1. The Government will:", 2, 100], ["(a) Train judges;", 1.5, 120], ["(b) Open shelters in every", 1.5, 120], ["province.", 1, 100],
      ["2. It has:", 2, 100], ["• A hotline", 1, 120], ["• A plan", 1, 120], ["3. End.", 2, 100],
    ))).toEqual([["1", "The Government will:\n(a) Train judges;\n(b) Open shelters in every province."], ["2", "It has:\n• A hotline\n• A plan"], ["3", "End."]]);
  });
});

describe("headings", () => {
  it("take their level from their numbers and stand outermost first above paragraphs", () => {
    const bold = { bold: true };
    const source: SourceDocument = {
      format: "pdf", notes: [], pages: 1, emptyPages: [], failedPages: [], declaredTitle: null,
      lines: page(
        ["I. Measures reported by", 3, 60, 1, { bold: true, size: 14 }], ["Member States", 1.2, 60, 1, { bold: true, size: 14 }],
        ["A. Legislation", 2, 60, 1, bold], ["1. One State has a law.", 2, 100],
        ["1. Courts", 2, 60, 1, bold], ["2. Judges were trained.", 2, 100],
        ["B. Services", 2, 60, 1, bold], ["3. Shelters were opened.", 2, 100],
        ["II. Conclusions", 3, 60, 1, { bold: true, size: 14 }], ["4. Work goes on.", 2, 100],
      ),
    };
    const read = documentFromLines(source, { fileName: "x.pdf", resolveState: () => null, kind: "sg_report" });
    expect(read.paragraphs.map((p) => [p.number, p.headings, p.role])).toEqual([
      ["1", ["Measures reported by Member States", "Legislation"], "member_states"],
      ["2", ["Measures reported by Member States", "Legislation", "Courts"], "member_states"],
      ["3", ["Measures reported by Member States", "Services"], "member_states"],
      ["4", ["Conclusions"], "conclusions"],
    ]);
  });
});

describe("plain text", () => {
  const read = (text: string, fileName = "x.txt") => documentFromLines(
    { format: "text", lines: textLines(text), notes: [], pages: null, emptyPages: [], failedPages: [], declaredTitle: null },
    { fileName, resolveState: () => null },
  );

  it("takes a note out of the sentence that it cuts and links it", () => {
    const document = read([
      "  II. Measures reported by Member States ", "", "",
      "1. Ten Member States had replied to the Secretary-", "General’s request.1 Of those, the first and",
      "the second have become party to the", "", "__________________ ", "",
      " 1  Replies were received from the first, the second ", "and eight others. ",
      " Protocol; the third has not. ", "", "2. More followed.", "", "3. The end came.",
    ].join("\n"));
    expect(document.paragraphs.map((p) => [p.number, p.text])).toEqual([
      ["1", "Ten Member States had replied to the Secretary-General’s request. Of those, the first and the second have become party to the Protocol; the third has not."],
      ["2", "More followed."], ["3", "The end came."],
    ]);
    expect(document.paragraphs[0]!.calls).toEqual([{ offset: 65, label: "1" }]);
    expect(document.paragraphs[0]!.text.slice(0, 65).endsWith("request.")).toBe(true);
    expect(document.footnotes).toEqual([{ ordinal: 0, label: "1", page: null, text: "Replies were received from the first, the second and eight others.", calledIn: { paragraph: 0, offset: 65 } }]);
  });

  it("numbers blocks of an unnumbered text by their place among all blocks of the file", () => {
    const document = read("A Title\n\n## Heading\n\nThe first block of prose stands here and it is long enough to be prose.\n\nThe second block.\n");
    expect(document.paragraphs.map((p) => [p.number, p.numbered])).toContainEqual(["b3", false]);
    expect(document.paragraphs.map((p) => p.number)).toContain("b4");
    expect(document.paragraphs.find((p) => p.number === "b3")?.headings).toEqual(["Heading"]);
  });
});
