// Owns the proof that DOCX and HTML keep Word's numbers, notes, headings and rows, and drop page furniture.
import { AlignmentType, Document, FootnoteReferenceRun, Header, HeadingLevel, LevelFormat, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from "docx";
import { describe, expect, it } from "vitest";
import { htmlLines } from "../../pipeline/parse/html-lines.js";
import { readDocument } from "../../pipeline/parse/read-document.js";

const options = { fileName: "report.docx", resolveState: () => null };
const numbered = (text: string, reference = "paragraphs", level = 0): Paragraph => new Paragraph({ text, numbering: { reference, level } });

async function docx(): Promise<Uint8Array> {
  const document = new Document({
    numbering: {
      config: [{
        reference: "paragraphs",
        levels: [
          { level: 0, format: LevelFormat.DECIMAL, text: "%1.", alignment: AlignmentType.LEFT },
          { level: 1, format: LevelFormat.LOWER_LETTER, text: "(%2)", alignment: AlignmentType.LEFT },
        ],
      }],
    },
    footnotes: { 1: { children: [new Paragraph("Replies came from two States.")] } },
    sections: [{
      headers: { default: new Header({ children: [new Paragraph("A/99/1")] }) },
      children: [
        new Paragraph({ text: "I. Introduction", heading: HeadingLevel.HEADING_1 }),
        new Paragraph({ children: [new TextRun("The report covers two years."), new FootnoteReferenceRun(1), new TextRun(" It has two parts.")], numbering: { reference: "paragraphs", level: 0 } }),
        numbered("The Government has:"),
        numbered("A law on trafficking;", "paragraphs", 1),
        numbered("A shelter.", "paragraphs", 1),
        new Paragraph({ text: "II. Measures", heading: HeadingLevel.HEADING_1 }),
        numbered("A plan was adopted."),
        numbered("A hotline is open."),
        new Table({ rows: [new TableRow({ children: [new TableCell({ children: [new Paragraph("Objective")] }), new TableCell({ children: [new Paragraph("Train judges")] })] })] }),
      ],
    }],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

describe("DOCX", () => {
  it("prints Word's own numbers on across headings, letters inside, notes apart, headers in no paragraph", async () => {
    const document = await readDocument(await docx(), options);
    expect(document.format).toBe("docx");
    expect(document.paragraphs.map((p) => [p.number, p.headings, p.text])).toEqual([
      ["1", ["Introduction"], "The report covers two years. It has two parts."],
      ["2", ["Introduction"], "The Government has:\n(a) A law on trafficking;\n(b) A shelter."],
      ["3", ["Measures"], "A plan was adopted."],
      ["4", ["Measures"], "A hotline is open."],
      // A row of a table belongs to no numbered paragraph.
      ["b7", ["Measures"], "Objective\nTrain judges"],
    ]);
    expect(document.paragraphs[0]!.calls).toEqual([{ offset: 28, label: "1" }]);
    expect(document.footnotes).toEqual([{ ordinal: 0, label: "1", page: null, text: "Replies came from two States.", calledIn: { paragraph: 0, offset: 28 } }]);
    // The running head gives the symbol, and no text.
    expect(document.meta).toMatchObject({ symbol: "A/99/1", symbolBasis: "running_header" });
    expect(JSON.stringify(document.paragraphs)).not.toContain("A/99/1");
  });
});

describe("HTML", () => {
  it("drops scripts, styles, navigation and page furniture, keeps headings, lists, notes and rows", async () => {
    const html = `<!doctype html><html><head><title>Country report</title><style>p{}</style></head><body>
      <header><a>Home</a></header><nav><p>Menu of the site</p></nav><script>alert("x")</script>
      <main><h1>Country report</h1><h2>Measures</h2>
      <p>The Government adopted a <b>national</b> plan.<sup><a href="#n1">1</a></sup> It&nbsp;funds shelters.</p>
      <ul><li>a hotline</li><li>a centre</li></ul>
      <table><tr><td>Law</td><td>2010</td></tr></table></main><footer><p>Contact us</p></footer></body></html>`;
    const document = await readDocument(new TextEncoder().encode(html), { ...options, fileName: "x.bin" });
    expect(document.format).toBe("html");
    expect(document.meta.title).toBe("Country report");
    expect(document.paragraphs.map((p) => [p.headings, p.text])).toEqual([
      [["Country report", "Measures"], "The Government adopted a national plan. It funds shelters."],
      [["Country report", "Measures"], "• a hotline"],
      [["Country report", "Measures"], "• a centre"],
      [["Country report", "Measures"], "Law\n2010"],
    ]);
    expect(document.paragraphs[0]!.calls).toEqual([{ offset: 39, label: "1" }]);
  });
  it("numbers ordered lists as they are shown", async () => {
    expect((await htmlLines('<ol start="3"><li>Third</li><li value="7">Seventh</li></ol><ol type="a"><li>First</li></ol>')).lines.map((line) => line.text)).toEqual(["3. Third", "7. Seventh", "(a) First"]);
  });
});
