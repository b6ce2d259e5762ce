// Owns the proof that small files of the kinds that people have are read: PDF and text as they really come.
// Must not test claims: it ends at paragraphs, metadata and issues.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { ReadDocument } from "../../extractors/contracts.js";
import { safeName, takeOutAttachments } from "../../pipeline/ingest/attachments.js";
import { stateResolver } from "../../pipeline/ingest/state-resolver.js";
import { readDocument, UnreadableDocumentError } from "../../pipeline/parse/read-document.js";

const cases = join(dirname(fileURLToPath(import.meta.url)), "../fixtures/cases");
const resolveState = stateResolver();
const read = (file: string): Promise<ReadDocument> => readDocument(new Uint8Array(readFileSync(join(cases, file))), { fileName: file.replace(/^.*\//, ""), resolveState });
const files = (folder: string, except: RegExp = /^$/): string[] => readdirSync(join(cases, folder)).filter((name) => !except.test(name)).map((name) => `${folder}/${name}`);
const numbered = (document: ReadDocument): string[] => document.paragraphs.filter((p) => p.numbered).map((p) => p.number);
const textOf = (document: ReadDocument): string => document.paragraphs.map((p) => p.text).join("\n");

/** The report that most of the files are made from. */
const REPORT: [string, RegExp][] = [
  ["1", /^The present report is .* received from Austria, Belgium, Chile, Denmark and Estonia\.$/],
  ["2", /^Austria reported that it had established a national hotline for victims of trafficking in persons\.$/],
  ["3", /^Belgium reported that it operated shelters for victims of trafficking in persons\.$/],
  ["4", /^Chile adopted a law criminalizing trafficking in persons\.$/],
  ["5", /^Denmark adopted a national action plan against trafficking in persons\.$/],
  ["6", /^Estonia trained police officers on the identification of victims of trafficking in persons\.$/],
];

function isTheReport(document: ReadDocument, upTo = 6): void {
  const paragraphs = document.paragraphs.filter((p) => p.numbered);
  expect(paragraphs.map((p) => p.number)).toEqual(REPORT.slice(0, upTo).map(([number]) => number));
  for (const [i, [, text]] of REPORT.slice(0, upTo).entries()) expect(paragraphs[i]!.text).toMatch(text);
  expect(document.meta.kind).toBe("sg_report");
  expect(paragraphs[1]!.role).toBe("member_states");
}

describe("the same report is read", () => {
  it.each([
    ...files("20-pdf-letter-spacing"), ...files("25-pdf-watermark-rotation"), ...files("27-text-encodings"), ...files("30-pdf-two-columns"), ...files("33-pdf-invisible-ocr-layer"), ...files("34-pdf-text-off-page"),
    ...files("39-pdf-turned-page-in-report"), ...files("41-soft-hyphens", /line-end/), ...files("44-pdf-no-space-glyphs"), ...files("45-pdf-fake-bold"), ...files("47-plain-pdf-one-font", /long-/),
    "28-pdf-owner-password/owner-password.pdf", "48-text-without-blank-lines/numbered.txt",
  ])("from %s", async (file) => {
    isTheReport(await read(file));
  });

  it("with words parted at line ends by soft hyphens and by others", async () => {
    const soft = await read("41-soft-hyphens/line-end-ad.pdf");
    isTheReport(soft, 3);
    expect(textOf(soft)).not.toMatch(/­|Bel-? ?gium\b(?<!Belgium)/);
    expect(textOf(await read("36-pdf-hyphenation/hyphen-minus.pdf"))).not.toMatch(/\p{L}- ?\p{Ll}+ium\b|Bel gium/u);
  });

  it("with long paragraphs in one font", async () => {
    for (const file of files("47-plain-pdf-one-font").filter((name) => name.includes("long-"))) expect(numbered(await read(file)), file).toEqual(["1", "2", "3", "4", "5", "6"]);
  });
});

describe("PDF", () => {
  it("has its filled fields read in their place and counted", async () => {
    const document = await read("09-pdf-filled-form/filled-reply-only.pdf");
    for (const said of ["operates a shelter", "runs a national hotline", "adopted a national action plan"]) expect(textOf(document)).toContain(`The Government of Estonia ${said}`);
    expect(document.issues.map((issue) => issue.message).join()).toMatch(/3 filled form fields were read/);
    const questions = await read("09-pdf-filled-form/filled-questionnaire.pdf");
    const first = questions.paragraphs.find((p) => p.text.includes("Which services exist"))!;
    expect(first.text).toMatch(/Which services exist for victims of trafficking\?\s+The Government of Estonia operates a shelter/);
    // Both labels stand before both boxes: the first box is ticked, so the answer is yes, and never the "No" beside it.
    expect(textOf(questions)).toMatch(/Yes\s+No\s+☒\s+☐/);
    expect(questions.paragraphs.find((p) => p.text.includes("☒"))?.question?.answer).toBe("yes");
  });

  it("has what was typed onto it read, and told", async () => {
    const document = await read("35-pdf-typed-with-comment-tool/freetext.pdf");
    expect(textOf(document)).toContain("operates a shelter for victims of trafficking in persons");
    expect(document.issues.map((issue) => issue.message).join()).toMatch(/3 texts typed onto the pages/);
  });

  it("that is the placeholder of a dynamic form is refused as that", async () => {
    await expect(read("10-pdf-xfa-placeholder/dynamic-form.pdf")).rejects.toThrow(/dynamic form \(XFA\)/);
  });

  it("has its attachments named", async () => {
    const note = await read("11-pdf-portfolio/cover-note-with-attachment.pdf");
    expect(note.issues.find((issue) => issue.message.includes("reply-estonia.pdf"))).toMatchObject({ kind: "unreadable", severity: "warning" });
    const portfolio = await read("11-pdf-portfolio/portfolio.pdf");
    expect(portfolio.issues.find((issue) => /portfolio.*1 file was not read: reply-estonia\.pdf/.test(issue.message))).toMatchObject({ severity: "error" });
  });

  it("with a password asks for it", async () => {
    const refusal = await read("28-pdf-owner-password/user-password.pdf").catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(UnreadableDocumentError);
    expect((refusal as UnreadableDocumentError).reason).toBe("encrypted");
  });

  it("keeps each row of a table with its own State", async () => {
    const text = textOf(await read("46-tables-state-measure/table.pdf"));
    expect(text.indexOf("Austria")).toBeLessThan(text.indexOf("hotline"));
    expect(text).toMatch(/Belgium:? [^\n]*shelter/i);
  });

  it("with ligatures in a right map reads them", async () => {
    for (const file of ["ligature-right-tounicode.pdf", "ligature-nul-actualtext.pdf"]) {
      const document = await read(`12-pdf-actual-text/${file}`);
      expect(textOf(document), file).toMatch(/ratified[\s\S]*trafficking/i);
      expect(document.issues.filter((issue) => issue.message.includes("no map to text")), file).toEqual([]);
    }
  });

  it("with ligatures in no map at all counts what is lacking", async () => {
    const { issues } = await read("12-pdf-actual-text/ligature-nul-no-actualtext.pdf");
    expect(issues.find((issue) => issue.kind === "not_read")?.message).toMatch(/^\d+ letters have no map to text .*pages 1/);
  });

  it("with attached files has them taken out under harmless names", async () => {
    const folder = mkdtempSync(join(tmpdir(), "stocktake-attached-"));
    try {
      const taken = await takeOutAttachments([join(cases, "11-pdf-portfolio")], folder);
      expect(taken).toEqual({ files: 2, from: 2, problems: [] });
      const [file] = readdirSync(join(folder, "portfolio.pdf.attached"));
      const reply = await readDocument(new Uint8Array(readFileSync(join(folder, "portfolio.pdf.attached", file!))), { fileName: file!, resolveState });
      expect(textOf(reply)).toMatch(/shelter/);
    } finally {
      rmSync(folder, { recursive: true });
    }
    expect([safeName("../../etc/passwd"), safeName("C:\\x\\..\\.ssh"), safeName("a;b|c\n.pdf"), safeName("…"), safeName("x".repeat(300) + ".pdf").length]).toEqual(["passwd", "ssh", "a_b_c_.pdf", "_", 84]);
  });
});

describe("text", () => {
  it("with one bad byte stays UTF-8, and says so", async () => {
    const document = await read("15-utf8-with-one-bad-byte/one-bad-byte.txt");
    expect(textOf(document)).toContain("Côte d’Ivoire reported");
    expect(textOf(document)).toContain("Türkiye reported");
    expect(textOf(document)).toContain("£2 million");
    expect(document.issues.map((issue) => issue.message).join()).toMatch(/1 byte of this UTF-8 text/);
  });

  it("with decomposed letters is read alike in three formats", async () => {
    for (const file of files("18-decomposed-letters")) expect(numbered(await read(file)), file).toEqual(["1", "2", "3", "4", "5"]);
  });

  it("that is an extract keeps the numbers it prints", async () => {
    for (const file of files("38-gap-in-paragraph-numbers", /table/)) expect(numbered(await read(file)), file).toEqual(["1", "2", "3", "17", "18", "42"]);
  });

  it("with a paragraph in each line has them apart", async () => {
    const document = await read("48-text-without-blank-lines/one-line-a-paragraph.txt");
    expect(document.paragraphs.map((p) => p.text.slice(0, 40))).toEqual(["The Government established a national ho", "The Government operates shelters for vic", "The Government adopted a national action"]);
    expect(document.meta).toMatchObject({ kind: "national_report", state: "EST" });
  });

  it("with dot leaders that lead to no pages is read, and told", async () => {
    const plain = await read("49-dot-leaders/no-leaders.txt");
    const made = readFileSync(join(cases, "49-dot-leaders/no-leaders.txt"), "utf8").replace(/, (in operation|adopted) (\d{4})/g, " .................... $2");
    const dotted = await readDocument(Buffer.from(made), { fileName: "leaders.txt", resolveState });
    expect(dotted.paragraphs.length).toBe(plain.paragraphs.length);
    expect(textOf(dotted)).toContain("National hotline for victims of trafficking in persons … 2014");
    expect(dotted.issues.map((issue) => issue.message).join()).toMatch(/3 lines of dot leaders were read as text/);
  });

  it("with dot leaders that lead to pages has its contents left out, and told", async () => {
    const contents = ["Shelters for victims ......... 3", "Hotlines ......... 7", "Plans ......... 12"].join("\n");
    const document = await readDocument(Buffer.from(`National report submitted by Estonia\n\n${contents}\n\nThe Government wrote this report with the advice of many others in the country.\n`), { fileName: "x.txt", resolveState });
    expect(textOf(document)).not.toContain("Hotlines");
    expect(document.issues.map((issue) => issue.message).join()).toMatch(/3 lines of dot leaders with page numbers were left out/);
  });
});

describe("Markdown", () => {
  const page = (front: string): string => `---\n${front}\ntitle: "FACT SHEET: Work against trafficking"\n---\n\nToday the **Ministry** opened a [shelter](https://example.org/x) for victims.\n\n***<u>Prevention</u>***\n\n-   In 2023 the Ministry ran a campaign\n    on trafficking.\n\n-   It trained the police.\n\n## Plans\n\nA plan is being written.\n`;

  it("is read without its signs, cited by blank-line-separated blocks", async () => {
    const document = await readDocument(Buffer.from(page("source_url: https://www.mfa.gov.ee/x\ndate: '2023-02-13'")), { fileName: "sheet.md", resolveState });
    expect(document.paragraphs.map((p) => [p.number, p.headings.at(-1) ?? null, p.text])).toEqual([
      ["b2", null, "Today the Ministry opened a shelter for victims."],
      ["b4", "Prevention", "In 2023 the Ministry ran a campaign on trafficking."],
      ["b5", "Prevention", "It trained the police."],
      ["b7", "Plans", "A plan is being written."],
    ]);
    expect(document.meta).toMatchObject({ title: "FACT SHEET: Work against trafficking", kind: "national_report", state: "EST" });
  });

  it("of somebody else names no State by its address", async () => {
    const document = await readDocument(Buffer.from(page("source_url: https://news.example.com/x\ndate: '2023-02-13'")), { fileName: "sheet.md", resolveState });
    expect(document.meta).toMatchObject({ kind: "other", state: null });
  });

  it("is told by its front matter, whatever its name", async () => {
    const document = await readDocument(Buffer.from(page("source_url: https://www.state.gov/x\ndate: '2023-02-13'")), { fileName: "sheet.txt", resolveState });
    expect(document.meta.state).toBe("USA");
  });
});

describe("text that others took from print", () => {
  const readText = (text: string): Promise<ReadDocument> => readDocument(new TextEncoder().encode(text), { fileName: "taken.txt", resolveState });
  const THINGS = "water wood salt iron grain wool glass copper honey paper bread cloth stone coal milk fish oil tea rice silk".split(" ");
  const filler = (from: number, to: number): string => THINGS.slice(from - 1, to).map((thing, i) => `${from + i}.\nIn the ${thing} trade the Government set new rules for all of its provinces\nand told those who deal in ${thing}.`).join("\n");

  it("ends a sentence with a year on a line of its own", async () => {
    const document = await readText(`${filler(1, 3)}\n4.\nA law was passed by the legislature, which had been slated for adoption in\n2010.\n5.\nRegarding the police, the Government trained them.\n${filler(6, 8)}\n`);
    expect(numbered(document)).toEqual(["1", "2", "3", "4", "5", "6", "7", "8"]);
    expect(document.paragraphs[3]!.text).toMatch(/adoption in 2010\.$/);
  });

  it("finds the calls of notes as the longest run of rising labels, also behind a year", async () => {
    const document = await readText("1. The plan for the years 2013–20221 was adopted, and so were the Act2 and the Programme3, as COVID19 had spread.\n\n2. The Schools Act.4 It was followed by others5.\n\n3. Nothing more was done in that year by the Government.\n\nNotes\n1 First.\n2 Second.\n3 Third.\n4 Fourth.\n5 Fifth.\n");
    expect(document.paragraphs.map((p) => p.calls.map((call) => call.label))).toEqual([["1", "2", "3"], ["4", "5"], []]);
    expect(document.paragraphs[0]!.text).toBe("The plan for the years 2013–2022 was adopted, and so were the Act and the Programme, as COVID19 had spread.");
  });

  it("ends the contents where numbered sentences begin, whatever leaders come later", async () => {
    const document = await readText("A report\n\nTable of contents\n\nI. Hotline ........ 1\nII. Shelters ......... 2\n\n1. The Government operates a national hotline for victims of trafficking.\n\n2. The Government opened two shelters for victims of trafficking.\n\nBudget of all shelters ........ 300 euros\n");
    expect([...new Set(numbered(document))]).toEqual(["1", "2"]);
  });

  it("leaves a name with a number as it is", async () => {
    const document = await readText("1. As JS1 and JS2 said, the Act1 was adopted, and JS3 spoke of the Programme.2\n\n2. JS2 said more of it.3\n\n3. Nothing more was done in that year by the Government.\n\nNotes\n1 First.\n2 Second.\n3 Third.\n");
    expect(document.paragraphs[0]!.text).toBe("As JS1 and JS2 said, the Act was adopted, and JS3 spoke of the Programme.");
  });

  it("tells notes at the foot of a page, and the annex from the last paragraph", async () => {
    const head = (page: number): string => `\n\n${page}\n\f\nA/HRC/99/7\n\n`;
    const document = await readText(`A/HRC/99/7\n\n${filler(1, 6)}\n7. Statements were posted on the site.1 Many delegations spoke of\n1\n\nThe countries that did not take the floor are on a list.${head(2)}the rule of law.\n\n${filler(8, 14)}${head(3)}${filler(15, 20)}${head(4)}Annex\nComposition of the delegation\nThe delegation was headed by the Minister and was composed of ten members.\n`);
    expect(numbered(document).at(-1)).toBe("20");
    expect(document.paragraphs[6]!.text).toBe("Statements were posted on the site. Many delegations spoke of the rule of law.");
    expect(document.footnotes.map((note) => [note.label, note.text])).toEqual([["1", "The countries that did not take the floor are on a list."]]);
    expect(document.paragraphs.find((p) => p.number === "20")!.text).toMatch(/deal in silk\.$/);
    expect(document.paragraphs.at(-1)!.role).toBe("annex");
  });
});
