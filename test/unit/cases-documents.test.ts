// Files of the kinds that people really have (test/fixtures/cases, our own sentences): each gives what is expected, or says why not.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildContext, extract } from "../../extractors/extract.js";
import { readDocument, UnreadableDocumentError } from "../../pipeline/parse/read-document.js";
import { stateResolver } from "../../pipeline/ingest/state-resolver.js";

const folder = join(import.meta.dirname, "../fixtures/cases");

async function read(file: string): Promise<{ claims: string[]; numbers: string[]; symbol: string | null; issues: string[]; texts: string[]; roles: string[] }> {
  const document = await readDocument(readFileSync(join(folder, file)), { fileName: file.replace(/^.*\//, ""), resolveState: stateResolver() });
  const result = extract(document, buildContext());
  for (const claim of result.claims) expect(document.paragraphs[claim.paragraph]!.text.slice(claim.quoteStart, claim.quoteEnd)).toBe(claim.quote);
  return {
    claims: result.claims.map((claim) => `${claim.state} ${claim.measure} ${claim.status}`),
    numbers: document.paragraphs.map((paragraph) => paragraph.number),
    symbol: document.meta.symbol,
    issues: [...document.issues, ...result.issues].filter((issue) => issue.kind === "not_read").map((issue) => issue.message),
    texts: document.paragraphs.map((paragraph) => paragraph.text),
    roles: document.paragraphs.map((paragraph) => paragraph.role),
  };
}

const FOUR = ["AUT victims.hotline in_place", "BEL victims.shelter in_place", "CHL legislation.criminal_offence in_place", "DNK policy.national_action_plan in_place"];
const LETTERS = ["CIV victims.hotline in_place", "TUR victims.shelter in_place", "AUT policy.national_action_plan in_place", "BEL legislation.criminal_offence in_place"];
const ESTONIA = ["EST victims.shelter in_place", "EST victims.hotline in_place", "EST policy.national_action_plan in_place"];
const TICKED = ["EST victims.hotline in_place", "EST victims.shelter absent", "EST policy.national_action_plan in_place"];

const CASES: [string, string[]][] = [
  ["00-baseline/clean.docx", FOUR],
  ["00-baseline/clean.html", FOUR],
  ["00-baseline/clean.txt", FOUR],
  ["01-docx-main-part-other-name/word-online.docx", FOUR],
  ["02-docx-content-controls-in-tables/plain-table.docx", ESTONIA],
  ["02-docx-content-controls-in-tables/cell-control.docx", ESTONIA],
  ["03-docx-check-boxes/content-control.docx", TICKED],
  ["03-docx-check-boxes/form-field.docx", TICKED],
  ["03-docx-check-boxes/wingdings.docx", TICKED],
  ["04-docx-alt-chunk/alt-chunk-body.docx", FOUR],
  ["05-docx-backslash-names/backslash.docx", FOUR],
  ["06-docx-automatic-numbers/plain-list.docx", FOUR],
  ["06-docx-automatic-numbers/numstylelink.docx", FOUR],
  ["06-docx-automatic-numbers/autonum.docx", FOUR],
  ["07-docx-symbol-in-header/report.docx", FOUR],
  ["08-docx-strict-and-prefix/strict.docx", FOUR],
  ["08-docx-strict-and-prefix/prefix-ns0.docx", FOUR],
  ["13-html-page-inside-form/page-with-little-outside.html", FOUR],
  ["14-html-main-text-in-aside/aside.html", FOUR],
  ["16-rtf-named-doc/report.doc", FOUR],
  ["17-mht-web-archive/page.mht", LETTERS],
  ["18-decomposed-letters/nfd.docx", LETTERS],
  ["18-decomposed-letters/nfd.html", LETTERS],
  ["21-html-br-br/page.html", FOUR],
  ["21-html-br-br/unnumbered.html", FOUR],
  ["26-html-cookie-banner/page.html", ESTONIA],
  ["31-docx-text-box-hidden-text/text-box.docx", FOUR],
  ["31-docx-text-box-hidden-text/text-box-in-table.docx", FOUR],
  ["31-docx-text-box-hidden-text/hidden-by-style.docx", FOUR],
  ["32-html-charsets/double-encoded.html", LETTERS],
  ["32-html-charsets/entities.html", LETTERS],
  ["32-html-charsets/iso-8859-9.html", LETTERS],
  ["32-html-charsets/utf16-bom.html", LETTERS],
  ["32-html-charsets/windows-1252-says-utf8.html", LETTERS],
  ["32-html-charsets/windows-1254.html", LETTERS],
  ["37-questions-without-answers/short-answers.txt", ["EST victims.hotline absent", "EST policy.national_action_plan in_place", "EST victims.shelter absent", "EST legislation.criminal_offence in_place"]],
  ["43-other-formats/fragment.html", FOUR],
  ["43-other-formats/saved-by-browser.html", FOUR],
  ["43-other-formats/late-start.html", FOUR],
  ["43-other-formats/warning-first.html", FOUR],
  ["43-other-formats/xhtml.html", FOUR],
  ["43-other-formats/report.odt", FOUR],
  ["43-other-formats/flat.fodt", FOUR],
  ["46-tables-state-measure/after-heading.docx", FOUR],
  ["46-tables-state-measure/after-numbered.docx", FOUR],
  ["46-tables-state-measure/unnumbered-document.docx", FOUR],
  ["27-text-encodings/utf32-bom.txt", FOUR],
  ["12-pdf-actual-text/ligature-nul-actualtext.pdf", ["AUT treaty.untoc in_place", "AUT treaty.trafficking_protocol in_place", "FIN justice.training in_place", "BEL victims.shelter in_place"]],
];

describe("files as they really come", () => {
  it.each(CASES)("%s", async (file, claims) => {
    expect((await read(file)).claims).toEqual(claims);
  });

  it("accepted changes are read as accepted, and each State's row gives that State alone", async () => {
    const { claims, texts } = await read("29-docx-tracked-changes/tracked.docx");
    expect(claims).toEqual(FOUR);
    expect(texts.join("\n")).not.toMatch(/Estonia trained.*Estonia trained/s);
  });

  it("a row of a table never takes the measure of the paragraph or the row above", async () => {
    const { claims } = await read("38-gap-in-paragraph-numbers/table-after-paragraph.docx");
    expect(claims).toEqual(["BEL victims.shelter in_place", "CHL legislation.criminal_offence in_place", "DNK victims.hotline in_place"]);
  });

  it.each(["plain-list", "numstylelink", "autonum"])("Word's automatic numbers are the paragraphs' own (%s)", async (name) => {
    expect((await read(`06-docx-automatic-numbers/${name}.docx`)).numbers.filter((number) => /^\d/.test(number))).toEqual(["1", "2", "3", "4", "5", "6"]);
  });

  it("the symbol in the running head is the document's", async () => {
    expect((await read("07-docx-symbol-in-header/report.docx")).symbol).toBe("A/65/777");
  });

  it.each([
    ["blank-questionnaire.docx", 5, "5 of 5 questions without an answer (paragraphs 1, 2, 3, 4, 5)"],
    ["blank-questionnaire.txt", 5, "5 of 5 questions without an answer (paragraphs 1, 2, 3, 4, 5)"],
    ["multi-state-question.txt", 2, "1 of 2 questions without an answer (paragraphs 2)"],
  ])("questions without answers are read and give nothing (%s)", async (name, questions, issue) => {
    const { claims, roles, issues } = await read(`37-questions-without-answers/${name}`);
    expect(roles.filter((role) => role === "question_unit")).toHaveLength(questions);
    expect(issues).toEqual([expect.stringContaining(issue)]);
    expect(claims).toEqual([]);
  });

  it("what was not read is counted and named", async () => {
    expect((await read("37-questions-without-answers/short-answers.txt")).issues.join()).toMatch(/1 of 5 questions without an answer \(paragraphs 5\)/);
    expect((await read("31-docx-text-box-hidden-text/hidden-by-style.docx")).issues.join()).toMatch(/letters of hidden text were not read/);
    expect((await read("26-html-cookie-banner/page.html")).issues.join()).toMatch(/letters of menus, notices and other furniture/);
  });

  it("questions carry a role of their own", async () => {
    const { roles } = await read("37-questions-without-answers/short-answers.txt");
    expect(roles.filter((role) => role === "question_unit")).toHaveLength(5);
  });

  it.each([["word2003.xml", "Word 2003 XML"], ["data.json", "JSON data"]])("%s is refused by its right name", async (file, name) => {
    await expect(read(`43-other-formats/${file}`)).rejects.toThrow(UnreadableDocumentError);
    await expect(read(`43-other-formats/${file}`)).rejects.toThrow(name);
  });
});
