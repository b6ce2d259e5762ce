// Owns the proof that formats are told by content and that every unreadable file is refused with its reason.
import PDFDocument from "pdfkit";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { decodeText, textLines } from "../../pipeline/parse/text-lines.js";
import { readDocument, recogniseFormat, UnreadableDocumentError, type ReadDocumentOptions, type UnreadableReason } from "../../pipeline/parse/read-document.js";

const options: ReadDocumentOptions = { fileName: "report.bin", resolveState: () => null };

function pdf(draw: (doc: PDFKit.PDFDocument) => void, settings: PDFKit.PDFDocumentOptions = {}): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const doc = new PDFDocument({ size: "A4", ...settings });
    const chunks: Buffer[] = [];
    doc.on("data", (chunk: Buffer) => chunks.push(chunk));
    doc.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))));
    draw(doc);
    doc.end();
  });
}

async function reasonOf(bytes: Uint8Array, more: Partial<ReadDocumentOptions> = {}): Promise<{ reason: UnreadableReason; message: string; next: string }> {
  try {
    await readDocument(bytes, { ...options, ...more });
  } catch (error) {
    if (error instanceof UnreadableDocumentError) return { reason: error.reason, message: error.message, next: error.next };
    throw error;
  }
  throw new Error("was read");
}

describe("decodeText", () => {
  const words = "Côte d’Ivoire – women’s shelters";
  it("reads UTF-8 with and without a mark", () => {
    expect(decodeText(strToU8(words))).toEqual({ text: words, encoding: "utf-8", badBytes: 0, doubled: false });
    expect(decodeText(new Uint8Array([0xef, 0xbb, 0xbf, ...strToU8(words)])).text).toBe(words);
  });
  it("reads UTF-16 with a mark, and by its zero bytes", () => {
    const le = Buffer.from(words, "utf16le");
    expect(decodeText(new Uint8Array([0xff, 0xfe, ...le])).text).toBe(words);
    expect(decodeText(new Uint8Array(Buffer.from("A national plan was adopted", "utf16le"))).encoding).toBe("utf-16le");
  });
  it("falls back to Windows-1252 where the bytes are no UTF-8", () => {
    expect(decodeText(new Uint8Array([0x43, 0xf4, 0x74, 0x65, 0x20, 0x64, 0x92, 0x49]))).toEqual({ text: "Côte d’I", encoding: "windows-1252", badBytes: 0, doubled: false });
  });
});

describe("recogniseFormat", () => {
  it("goes by content", () => {
    expect(recogniseFormat(strToU8("%PDF-1.7\n"))).toBe("pdf");
    expect(recogniseFormat(strToU8("<!DOCTYPE html><html><body><p>x</p></body></html>"))).toBe("html");
    expect(recogniseFormat(strToU8("<div><p>One</p><p>Two</p></div>"))).toBe("html");
    expect(recogniseFormat(strToU8("1. The Government <the Ministry> adopted a plan."))).toBe("text");
    expect(recogniseFormat(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))).toBe("ole");
    expect(recogniseFormat(new Uint8Array(Array.from({ length: 600 }, (_, i) => (i * 37) % 256)))).toBeNull();
  });
});

describe("files that cannot be read", () => {
  it("names each reason and a next step", async () => {
    const cases: [string, Uint8Array, UnreadableReason][] = [
      ["nothing in it", new Uint8Array(), "empty"],
      ["only blanks", strToU8("  \n\n \t "), "empty"],
      ["an error message under a document's name", strToU8("Not found"), "not_a_document"],
      ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...Array.from({ length: 500 }, (_, i) => (i * 91) % 256)]), "not_a_document"],
      ["a ZIP of something else", zipSync({ "readme.txt": strToU8("hello") }), "not_a_document"],
      ["a DOCX cut short", zipSync({ "word/document.xml": strToU8("<w:document>".repeat(200)) }).subarray(0, 90), "damaged"],
      ["a PDF cut short", strToU8("%PDF-1.7\n1 0 obj\n<< /Type /Catalog"), "damaged"],
      ["a page without text", await pdf((doc) => doc.rect(50, 50, 100, 100).fill()), "no_text_layer"],
      ["a locked PDF", await pdf((doc) => doc.text("Secret."), { userPassword: "x", ownerPassword: "y" }), "encrypted"],
    ];
    for (const [what, bytes, reason] of cases) {
      const found = await reasonOf(bytes);
      expect([what, found.reason]).toEqual([what, reason]);
      expect(found.next.length).toBeGreaterThan(10);
    }
  });

  it("keeps to its limits", async () => {
    const many = await pdf((doc) => {
      for (let i = 0; i < 4; i++) doc.addPage().text("A page.");
    });
    expect((await reasonOf(many, { limits: { maxPages: 3 } })).reason).toBe("too_large");
    expect((await reasonOf(strToU8("A long text. ".repeat(50)), { limits: { maxBytes: 100 } })).reason).toBe("too_large");
    expect((await reasonOf(strToU8("a".repeat(60)), { limits: { maxLine: 50 } })).reason).toBe("not_a_document");
    expect((await reasonOf(strToU8("shelters for victims ".repeat(50)), { limits: { maxLine: 500 } })).message).toMatch(/^A line of the text has \d+ characters; the limit is 500/);
    const bomb = zipSync({ "word/document.xml": new Uint8Array(3_000_000) });
    expect((await reasonOf(bomb, { limits: { maxCharacters: 1000 } })).reason).toBe("too_large");
  });

  it("leaves Array.prototype.push alone", async () => {
    const before = Array.prototype.push;
    await readDocument(await pdf((doc) => doc.text("The Government adopted a plan. It is in force.")), options);
    expect(Array.prototype.push).toBe(before);
    expect(Object.keys(globalThis)).not.toContain("pdfjsWorker");
  });
});

describe("textLines", () => {
  it("counts blocks between blank lines, headings among them", () => {
    const lines = textLines("Title\n\nFirst block\ngoes on\n\n\n \n# Heading\n\nLast");
    expect(lines.map((line) => [line.block, line.text, line.headingLevel])).toEqual([
      [1, "Title", null],
      [2, "First block", null],
      [2, "goes on", null],
      [3, "Heading", 1],
      [4, "Last", null],
    ]);
  });
});
