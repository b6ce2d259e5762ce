// Owns plain text: decoding of bytes, lines, and the count of blank-line-separated blocks.
// Must not decide what a line is (heading, note, number): that is extractors/document.

import { cleanCharacters, sourceLine, type SourceLine } from "../../extractors/document/source.js";

/** The upper control range of Latin-1 as Windows-1252 prints it. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Node 20 decodes "windows-1252" as plain Latin-1, which turns curly apostrophes into controls; hence by hand. */
export function windows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString("latin1")
     
    .replace(/[\u0080-\u009f]/g, (letter) => WINDOWS_1252[letter.charCodeAt(0) - 0x80] ?? letter);
}

/**
 * Decodes text by its byte-order mark, else as UTF-8 where it is valid, else by the zero bytes of UTF-16, else as Windows-1252.
 * @returns the text and the encoding used
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder("utf-16le").decode(bytes), encoding: "utf-16le" };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: new TextDecoder("utf-16be").decode(bytes), encoding: "utf-16be" };
  const sample = bytes.subarray(0, 4096);
  let evenZeros = 0;
  let oddZeros = 0;
  for (let i = 0; i < sample.length; i++) {
    if (sample[i] === 0) {
      if (i % 2 === 0) evenZeros++;
      else oddZeros++;
    }
  }
  if (oddZeros > sample.length / 5 && evenZeros === 0) return { text: new TextDecoder("utf-16le").decode(bytes), encoding: "utf-16le" };
  if (evenZeros > sample.length / 5 && oddZeros === 0) return { text: new TextDecoder("utf-16be").decode(bytes), encoding: "utf-16be" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "utf-8" };
  } catch {
    return { text: windows1252(bytes), encoding: "windows-1252" };
  }
}

/**
 * Lines of a plain text. `block` is the 1-based index of the blank-line-separated block, headings counted, which is
 * how unnumbered texts are cited. A form feed starts a page only where the file has several.
 */
export function textLines(text: string): SourceLine[] {
  const raw = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const paged = (raw.match(/\f/g) ?? []).length > 1;
  const lines: SourceLine[] = [];
  let block = 0;
  let blanks = 1;
  let page = 1;
  for (const original of raw.split("\n")) {
    const breaks = (original.match(/\f/g) ?? []).length;
    page += breaks;
    const expanded = cleanCharacters(original.replace(/\f/g, "").replace(/\t/g, "    "));
    const trimmed = expanded.trim();
    if (trimmed === "") {
      blanks++;
      continue;
    }
    if (blanks > 0) block++;
    const indent = expanded.length - expanded.trimStart().length;
    const markdown = /^(#{1,6})(?:\s+(.*))?$/.exec(trimmed);
    const content = (markdown ? (markdown[2] ?? "") : trimmed.replace(/^\*\*(.+)\*\*$/, "$1")).trim();
    const cells = /^(\d{1,3}\.\d{0,3}\.?|\(?[a-z]{1,4}\)|[IVX]{1,6}\.|[A-Z]\.)\s+\S/.exec(content);
    lines.push(sourceLine(content.replace(/\s{3,}(?=[.\d])/g, " … ").replace(/ {2,}/g, " "), {
      x: indent,
      right: indent + content.length,
      lead: cells?.[1] ?? null,
      wideGaps: (content.match(/\S {3,}\S/g) ?? []).length,
      gap: blanks,
      blockStart: blanks > 0,
      headingLevel: markdown ? markdown[1]!.length : null,
      bold: /^\*\*.+\*\*$/.test(trimmed),
      block,
      page: paged ? page : null,
    }));
    blanks = 0;
  }
  return lines.filter((line) => line.text !== "" || line.headingLevel !== null);
}
