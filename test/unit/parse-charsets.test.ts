// Owns the proof that letters which had to be guessed, and front matter that could not be read, are told: what is known stays silent.
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { ReadDocument } from "../../extractors/contracts.js";
import { readDocument } from "../../pipeline/parse/read-document.js";

const read = (bytes: Uint8Array | string, fileName = "x.bin"): Promise<ReadDocument> => readDocument(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes, { fileName, resolveState: () => null });
const told = (document: ReadDocument): string[] => document.issues.filter((issue) => /not known|YAML|no UTF-8/.test(issue.message)).map((issue) => issue.message);
const first = (document: ReadDocument): string => document.paragraphs[0]?.text ?? "";
const rtf = (head: string, text: string): string => String.raw`{\rtf1\ansi` + head + String.raw`\pard ` + text + String.raw` is a word of the text of this paragraph.\par}`;

describe("RTF in", () => {
  it.each<[string, string, string, string]>([
    ["code page 1251", String.raw`\ansicpg1251`, String.raw`\'cf\'eb\'e0\'ed`, "План"],
    ["code page 950", String.raw`\ansicpg950`, String.raw`\'a4\'a4`, "中"],
    ["code page 10000, by its system", String.raw`\mac`, String.raw`Caf\'8e`, "Café"],
    ["code page 65001", String.raw`\ansicpg65001`, String.raw`Caf\'c3\'a9`, "Café"],
    ["a font of a character set", String.raw`\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}`, String.raw`{\f1\'cf\'eb\'e0\'ed}\f0 Caf\'e9`, "ПланCafé"],
    ["a font of a character set, and back in the same group", String.raw`\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}`, String.raw`\f1\'cf\'eb\'e0\'ed\f0 Caf\'e9`, "ПланCafé"],
  ])("%s is read, and nothing is said", async (_, head, text, letters) => {
    const document = await read(rtf(head, text));
    expect(first(document)).toBe(`${letters} is a word of the text of this paragraph.`);
    expect(told(document)).toEqual([]);
  });

  it.each<[string, string, string, string]>([
    ["a code page that is not known", String.raw`\ansicpg1361`, String.raw`Caf\'e9 \'fc`, "2 bytes are in code page 1361"],
    ["a code page of DOS, by its system", String.raw`\pc`, String.raw`Caf\'82`, "1 byte is in code page 437"],
    ["a font of a character set that is not known", String.raw`\ansicpg1252{\fonttbl{\f1\fcharset255 B;}}`, String.raw`{\f1 Caf\'82}`, "1 byte is in character set 255"],
  ])("%s says so", async (_, head, text, words) => {
    const document = await read(rtf(head, text));
    expect(told(document)).toEqual([`${words}, which is not known here, and was read as Windows-1252: letters beyond plain a–z may be wrong.`]);
    expect(document.issues.find((issue) => issue.message.startsWith(words))).toMatchObject({ kind: "unreadable", severity: "warning" });
  });

  it("an unknown code page of which only plain letters are used says nothing, for nothing was guessed", async () => {
    expect(told(await read(rtf(String.raw`\ansicpg1361`, "Plan")))).toEqual([]);
  });

  it("an unknown code page is told of a part embedded in a DOCX as well", async () => {
    const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
    const document = await read(zipSync({
      "word/document.xml": strToU8(`<w:document ${w}><w:body><w:p><w:r><w:t>A paragraph of the document itself stands here.</w:t></w:r></w:p><w:altChunk r:id="c1"/></w:body></w:document>`),
      "word/_rels/document.xml.rels": strToU8('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="c1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="part.rtf"/></Relationships>'),
      "word/part.rtf": strToU8(rtf(String.raw`\ansicpg1361`, String.raw`Caf\'e9`)),
    }));
    expect(document.paragraphs).toHaveLength(2);
    expect(told(document)).toEqual([expect.stringMatching(/^1 byte is in code page 1361/)]);
  });
});

describe("a page of HTML", () => {
  const page = (charset: string): string => `<!doctype html><html><head><meta charset="${charset}"></head><body><p>The Minist\xe8re of the interior adopted a plan against trafficking.</p></body></html>`;

  it("in a charset that is not known says so, and one that is known does not", async () => {
    expect(told(await read(page("x-no-such-set")))).toEqual(["The page says that it is in 'x-no-such-set', which is not known here, and was read as Windows-1252: letters beyond plain a–z may be wrong."]);
    const known = await read(page("windows-1251"));
    expect([first(known).slice(0, 14), told(known)]).toEqual(["The Ministиre ", []]);
  });

  it("with a bad byte in UTF-8 says so", async () => {
    const good = Buffer.from('<!doctype html><html><head><meta charset="utf-8"></head><body><p>Le Ministère de l’intérieur a adopté un plan contre la traite.</p></body></html>');
    const bad = Buffer.from(good);
    bad[bad.indexOf("plan")] = 0xe9;
    expect(told(await read(good))).toEqual([]);
    expect(told(await read(bad))).toEqual(["1 byte of this UTF-8 text is no UTF-8 and was read as Windows-1252."]);
  });
});

describe("a mail", () => {
  const mail = (charset: string, text = "Le Minist\xe8re de l'int\xe9rieur a adopt\xe9 un plan contre la traite."): string => `From: a@example.org\r\nTo: b@example.org\r\nSubject: Reply\r\nMIME-Version: 1.0\r\nContent-Type: text/plain;\r\n charset="${charset}"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${text}\r\n`;

  it("in a charset that is not known says so, and only where letters were guessed", async () => {
    expect(told(await read(mail("x-no-such-set")))).toEqual([expect.stringMatching(/^A part of the mail is in 'x-no-such-set', which is not known here/)]);
    expect(told(await read(mail("iso-8859-1")))).toEqual([]);
    expect(told(await read(mail("cp1252")))).toEqual([]);
    expect(told(await read(mail("x-no-such-set", "The Ministry adopted a plan against trafficking.")))).toEqual([]);
  });
});

describe("Markdown", () => {
  const text = (front: string): string => `---\n${front}\n---\n\n# Measures\n\nThe Ministry adopted a plan against trafficking in persons.\n`;

  it("whose front matter is no YAML gives its text, and says what is not known", async () => {
    const document = await read(text('title: "A report\nauthor: The Ministry: its secretariat\nurl: https://example.org/a'), "a.md");
    expect(document.paragraphs.map((paragraph) => paragraph.text)).toEqual(["The Ministry adopted a plan against trafficking in persons."]);
    expect(told(document)).toEqual([expect.stringMatching(/^The front matter of the Markdown file is no YAML and was not read \(.+\): title, author and address in it are not known\.$/)]);
    expect(document.issues.find((issue) => issue.message.includes("YAML"))).toMatchObject({ kind: "metadata", severity: "warning" });
  });

  it("whose front matter holds says nothing", async () => {
    const document = await read(text("title: A report\nurl: https://example.org/a"), "a.md");
    expect([document.meta.title, told(document)]).toEqual(["A report", []]);
  });
});
