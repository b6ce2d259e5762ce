// RTF, OpenDocument, mail, web archives, pages and DOCX with what is rare in them: read by their right reader, and what is left out is named.
import { strToU8, zipSync } from "fflate";
import { mkdtemp, rm, writeFile, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ReadDocument } from "../../extractors/contracts.js";
import { discover } from "../../pipeline/ingest/discover.js";
import { undoDoubleEncoding } from "../../pipeline/parse/charsets.js";
import { readDocument } from "../../pipeline/parse/read-document.js";

const read = (bytes: Uint8Array | string): Promise<ReadDocument> => readDocument(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes, { fileName: "x.bin", resolveState: () => null });
const texts = (document: ReadDocument): string[] => document.paragraphs.map((paragraph) => paragraph.text);
const left = (document: ReadDocument): string => document.issues.filter((issue) => issue.kind === "not_read").map((issue) => issue.message).join(" ");

describe("RTF", () => {
  it("reads code pages, tables by cells, notes; not heads, pictures and hidden text", async () => {
    const document = await read(String.raw`{\rtf1\ansi\ansicpg1250\deff0{\fonttbl{\f0\fcharset238 Times;}}{\*\generator X;}{\header\pard A/65/777\par}
\pard The plan of \u268?esk\'e9 was adopted by all of the ministries in 2010.{\footnote\pard A note on it.\par} It has {\v secret }words.\par
\trowd\cellx1000\cellx2000\pard\intbl State\cell Measure\cell\row\trowd\cellx1000\cellx2000\pard\intbl Norlandia\cell A hotline\par and a shelter\cell\row
\pard {\pict\pngblip 8950}A last paragraph of the text, which ends here.\par}`);
    expect(document.format).toBe("rtf");
    expect(texts(document)).toEqual(["The plan of České was adopted by all of the ministries in 2010. It has words.", "State\nMeasure", "Norlandia\nA hotline\nand a shelter", "A last paragraph of the text, which ends here."]);
    expect(document.meta.symbol).toBe("A/65/777");
    expect(document.footnotes.map((note) => [note.label, note.text, note.calledIn?.paragraph])).toEqual([["1", "A note on it.", 0]]);
    expect(left(document)).toMatch(/6 letters of hidden text/);
  });
});

const ODF = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"';

describe("OpenDocument", () => {
  it("reads numbers of lists, notes and tables, in parts or flat", async () => {
    const styles = '<office:automatic-styles><text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/></text:list-style></office:automatic-styles>';
    const body = `<office:body><office:text><text:h text:outline-level="1">Measures</text:h><text:list text:style-name="L1"><text:list-item><text:p>The Government adopted a plan.<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>In 2010.</text:p></text:note-body></text:note></text:p><text:list><text:list-item><text:p>It is funded.</text:p></text:list-item></text:list></text:list-item></text:list><text:p>A heading paragraph between</text:p><text:list text:style-name="L1" text:continue-numbering="true"><text:list-item><text:p>A hotline is open.</text:p></text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>One</text:p></table:table-cell><table:table-cell><text:p>Two</text:p></table:table-cell></table:table-row></table:table></office:text></office:body>`;
    const packed = zipSync({ mimetype: strToU8("application/vnd.oasis.opendocument.text"), "content.xml": strToU8(`<office:document-content ${ODF}>${styles}${body}</office:document-content>`) });
    for (const bytes of [packed, strToU8(`<?xml version="1.0"?><office:document ${ODF}>${styles}${body}</office:document>`)]) {
      const document = await read(bytes);
      expect(document.format).toBe("odt");
      expect(document.paragraphs.map((paragraph) => [paragraph.number, paragraph.text.split("\n")[0]])).toEqual([["1", "The Government adopted a plan."], ["2", "A hotline is open."], [expect.stringMatching(/^b/), "One"]]);
      expect(document.footnotes[0]).toMatchObject({ label: "1", text: "In 2010.", calledIn: { paragraph: 0 } });
    }
  });

  it("names other archives rightly", async () => {
    await expect(read(zipSync({ "xl/workbook.xml": strToU8("<x/>") }))).rejects.toThrow("an Excel workbook");
    await expect(read(zipSync({ mimetype: strToU8("application/vnd.oasis.opendocument.spreadsheet"), "content.xml": strToU8("<x/>") }))).rejects.toThrow("another kind than text");
  });
});

describe("mail", () => {
  it("reads the body whatever its coding, and names attachments and quoted lines", async () => {
    const body = Buffer.from("The Government of Côte d’Ivoire operates a shelter for victims.\n\n> Could you tell us of shelters?\n").toString("base64");
    const document = await read(`From: a@example.org\r\nTo: b@example.org\r\nSubject: Reply to the questionnaire\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=X\r\n\r\n--X\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${body}\r\n--X\r\nContent-Type: application/pdf; name=reply.pdf\r\nContent-Disposition: attachment; filename=reply.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0=\r\n--X--\r\n`);
    expect(document.format).toBe("mail");
    expect(texts(document)).toEqual(["The Government of Côte d’Ivoire operates a shelter for victims."]);
    expect(left(document)).toMatch(/1 attachment was not read \(reply\.pdf\)/);
    expect(left(document)).toMatch(/1 line quoted/);
  });

  it("keeps Windows letters, and leaves out the mail below an answer and the mail inside a mail", async () => {
    const head = "From: a@example.org\r\nTo: b@example.org\r\nSubject: Reply\r\nMIME-Version: 1.0\r\n";
    const below = "\r\n\r\n-----Original Message-----\r\nFrom: Secretariat\r\nSent: Monday\r\nTo: Mission\r\n\r\nThe Government operates a hotline for victims.\r\n";
    const first = await read(`${head}Content-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe Government of C=F4te d=92Ivoire operates a shelter for victims.${below}`);
    expect(texts(first)).toEqual(["The Government of Côte d’Ivoire operates a shelter for victims."]);
    expect(left(first)).toMatch(/5 lines quoted/);
    const second = await read(`${head}Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nThe Government operates a shelter for victims.\r\n--x\r\nContent-Type: message/rfc822\r\n\r\nSubject: old\r\n\r\nThe Government has no hotline.\r\n--x--\r\n`);
    expect(texts(second)).toEqual(["The Government operates a shelter for victims."]);
    expect(left(second)).toMatch(/1 attachment was not read/);
  });

  it("a saved page names its own charset", async () => {
    const document = await read("From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=M\r\n\r\n--M\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html><head><meta charset=3D\"windows-1252\"></head><body><p>The Government of C=F4te d=92Ivoire operates a shelter for victims.</p></body></html>\r\n--M--\r\n");
    expect(texts(document)).toEqual(["The Government of Côte d’Ivoire operates a shelter for victims."]);
  });
});

describe("pages", () => {
  it("keeps the text of short, plain and nested pages, and loses what a page calls its furniture", async () => {
    const sentence = (what: string): string => `<p>The Government of Norlandia operates ${what} for victims of trafficking in persons, which is open day and night.</p>`;
    const document = await read(`<html><body><div class="site-menu"><p>Hotline for victims</p></div><div><div><h1>Report</h1>${sentence("a shelter")}<div class="related-news"><p>Sudland opens a hotline for victims of trafficking.</p></div>${sentence("a hotline")}</div></div><p>We use cookies to adopt a national action plan.</p><p style="display:none">Hidden words here.</p></body></html>`);
    expect(texts(document).join(" ")).toMatch(/a shelter.*a hotline/s);
    expect(texts(document).join(" ")).not.toMatch(/cookies|Sudland|Hotline for|Hidden/);
    expect(left(document)).toMatch(/furniture/);
    expect(left(document)).toMatch(/letters that the web page hides/);
  });

  it("sets double encoding right, and leaves a lone letter alone", () => {
    expect(undoDoubleEncoding("CÃ´te dâ€™Ivoire and TÃ¼rkiye")).toBe("Côte d’Ivoire and Türkiye");
    expect(undoDoubleEncoding("São Tomé, Ã‰ and nothing else, maçã, pão")).toBe("São Tomé, Ã‰ and nothing else, maçã, pão");
  });
});

describe("DOCX", () => {
  const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"';
  const docx = (body: string, prefix = "\ufeff"): Uint8Array => {
    const xml = `<?xml version="1.0" encoding="UTF-16"?><w:document ${W}><w:body>${body}</w:body></w:document>`;
    return zipSync({ "word/document.xml": new Uint8Array(Buffer.from(prefix + xml, "utf16le")) });
  };
  const p = (inner: string): string => `<w:p>${inner}</w:p>`;
  const r = (text: string): string => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;

  it("reads parts in UTF-16, and no words that only invite to fill in", async () => {
    const invite = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here to enter text.</w:t></w:r></w:sdtContent></w:sdt>";
    expect(texts(await read(docx(p(r("The reply of the Government: ") + invite) + p(r("A second paragraph of the reply.")))))).toEqual(["The reply of the Government:", "A second paragraph of the reply."]);
  });

  it("joins a paragraph to the next where its mark was deleted, and leaves out deleted rows", async () => {
    const row = (text: string, deleted = ""): string => `<w:tr><w:trPr>${deleted}</w:trPr>${[text, "x"].map((cell) => `<w:tc>${p(r(cell))}</w:tc>`).join("")}</w:tr>`;
    expect(texts(await read(docx("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + r("The plan ") + "</w:p>" + p(r("was adopted.")) + `<w:tbl>${row("kept")}${row("gone", "<w:del/>")}</w:tbl>`)))).toEqual(["The plan was adopted.", "kept\nx"]);
  });

  it("names what is embedded and not read", async () => {
    const bytes = zipSync({
      "word/document.xml": strToU8(`<w:document ${W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>${p(r("The reply is in the annex that follows here."))}<w:altChunk r:id="a"/></w:body></w:document>`),
      "word/_rels/document.xml.rels": strToU8('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="missing.bin"/><Relationship Id="o" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/package" Target="embeddings/x.docx"/></Relationships>'),
    });
    expect(left(await read(bytes))).toMatch(/embedded as another file \(word\/missing\.bin\).*1 document or object is embedded/s);
  });
});

describe("what Stocktake itself made", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "own-"));
    await mkdir(join(folder, "release"));
    await writeFile(join(folder, "release", "datapackage.json"), '{"name": "stocktake-release"}');
    await writeFile(join(folder, "release", "notes.txt"), "A text of the release that is none of a State.");
    await writeFile(join(folder, "report.html"), '<!doctype html><html><head><meta charset="utf-8"><meta name="generator" content="Stocktake"></head></html>');
    await writeFile(join(folder, "report.docx"), zipSync({ "docProps/core.xml": strToU8("<c><dc:creator>Stocktake</dc:creator></c>") }));
    await writeFile(join(folder, "other.docx"), zipSync({ "docProps/core.xml": strToU8("<c><dc:creator>A ministry that used Stocktake</dc:creator></c>") }));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("is left out with a line that says so; what others made is not", async () => {
    const found = await discover([folder]);
    expect(found.files.map((file) => file.file)).toEqual(["other.docx"]);
    expect(found.skipped.map((skipped) => skipped.reason).sort()).toEqual([expect.stringMatching(/^a release made by Stocktake itself/), expect.stringMatching(/^a report made by Stocktake itself/), expect.stringMatching(/^a report made by Stocktake itself/)]);
  });
});
