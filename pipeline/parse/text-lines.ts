// Owns plain text: decoding of bytes, lines, and the count of blank-line-separated blocks.
// Must not decide what a line is (heading, note, number): that is extractors/document.

import { cleanCharacters, sourceLine, type SourceCell, type SourceLine } from "../../extractors/document/source.js";

/** The upper control range of Latin-1 as Windows-1252 prints it. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Node 20 decodes "windows-1252" as plain Latin-1, which turns curly apostrophes into controls; hence by hand. */
export function windows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString("latin1")
     
    .replace(/[\u0080-\u009f]/g, (letter) => WINDOWS_1252[letter.charCodeAt(0) - 0x80] ?? letter);
}

/** The letters that Windows-1252 has where Latin-1 has controls; no text holds such controls on purpose. */
export function withWindowsLetters(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (letter) => WINDOWS_1252[letter.charCodeAt(0) - 0x80] ?? letter);
}

/** What a text was decoded as, and what had to be mended on the way. */
export interface DecodedText {
  text: string;
  encoding: "utf-8" | "utf-16le" | "utf-16be" | "utf-32le" | "utf-32be" | "windows-1252";
  /** Bytes that are no UTF-8 in a text that otherwise is; each was read as Windows-1252. */
  badBytes: number;
  /** The text had been turned into UTF-8 twice ("CÃ´te"), and once was taken back. */
  doubled: boolean;
}

/**
 * Decodes text by its byte-order mark, else by the zero bytes of UTF-16 or UTF-32, else as UTF-8 where that holds for most of what is not
 * ASCII, else as Windows-1252. One bad byte turns no file into another encoding.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const made = (text: string, encoding: DecodedText["encoding"], badBytes = 0, doubled = false): DecodedText => ({ text, encoding, badBytes, doubled });
  const wide = utf32Of(bytes);
  if (wide !== null) return made(fromUtf32(bytes, wide === "utf-32le"), wide);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return made(new TextDecoder("utf-16le").decode(bytes), "utf-16le");
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return made(new TextDecoder("utf-16be").decode(bytes), "utf-16be");
  const sample = bytes.subarray(0, 4096);
  let evenZeros = 0;
  let oddZeros = 0;
  for (let i = 0; i < sample.length; i++) {
    if (sample[i] === 0) {
      if (i % 2 === 0) evenZeros++;
      else oddZeros++;
    }
  }
  if (oddZeros > sample.length / 5 && evenZeros === 0) return made(new TextDecoder("utf-16le").decode(bytes), "utf-16le");
  if (evenZeros > sample.length / 5 && oddZeros === 0) return made(new TextDecoder("utf-16be").decode(bytes), "utf-16be");
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const once = undoubled(text);
    return made(once ?? text, "utf-8", 0, once !== null);
  } catch {
    const mended = mendedUtf8(bytes);
    return mended ?? made(windows1252(bytes), "windows-1252");
  }
}

/** UTF-32 by its mark or its zeros: of each four bytes the two or three upper ones are nothing. Its mark begins like UTF-16's. */
function utf32Of(bytes: Uint8Array): "utf-32le" | "utf-32be" | null {
  if (bytes.length < 8) return null;
  const units = Math.min(1024, bytes.length >> 2);
  let little = 0;
  let big = 0;
  for (let i = 0; i < units; i++) {
    const [a, b, c, d] = bytes.subarray(i * 4, i * 4 + 4) as unknown as [number, number, number, number];
    if (d === 0 && c <= 0x10 && a + b + c > 0) little++;
    if (a === 0 && b <= 0x10 && b + c + d > 0) big++;
  }
  if (little === units && big < units) return "utf-32le";
  return big === units && little < units ? "utf-32be" : null;
}

function fromUtf32(bytes: Uint8Array, little: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pieces: string[] = [];
  for (let i = 0; i + 4 <= bytes.length; i += 4) {
    const code = view.getUint32(i, little);
    if (i === 0 && code === 0xfeff) continue;
    pieces.push(code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? "\ufffd" : String.fromCodePoint(code));
  }
  return pieces.join("");
}

/** Length of the UTF-8 sequence that begins at `at`; 0 where none does. */
function sequenceAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  const length = lead < 0x80 ? 1 : lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
  for (let i = 1; i < length; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

/** UTF-8 with a few bytes of another encoding in it; null where sequences of UTF-8 do not outnumber the rest. */
function mendedUtf8(bytes: Uint8Array): DecodedText | null {
  const pieces: string[] = [];
  const decoder = new TextDecoder("utf-8");
  let from = 0;
  let badBytes = 0;
  let others = 0;
  let sequences = 0;
  for (let i = 0; i < bytes.length; ) {
    const length = sequenceAt(bytes, i);
    if (length > 0) {
      if (length > 1) sequences++;
      i += length;
      continue;
    }
    // A letter that the file's end cut in two says nothing against UTF-8.
    if (i < bytes.length - 3 || bytes[i]! < 0xc2) others++;
    badBytes++;
    pieces.push(decoder.decode(bytes.subarray(from, i)), windows1252(bytes.subarray(i, i + 1)));
    i++;
    from = i;
  }
  if (sequences === 0 || sequences <= others) return null;
  pieces.push(decoder.decode(bytes.subarray(from)));
  return { text: pieces.join(""), encoding: "utf-8", badBytes, doubled: false };
}

const DOUBLED = /[\u00c3\u00c2\u00e2][\u0080-\u00bf\u0152-\u2122]/g;

/** Text that was taken for Windows-1252 and turned into UTF-8 once more, with that undone; null where it is not such. */
function undoubled(text: string): string | null {
  if ((text.match(DOUBLED) ?? []).length < 2) return null;
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const high = code < 0x100 && (code < 0x80 || code > 0x9f) ? code : WINDOWS_1252.indexOf(text.charAt(i)) + 0x80;
    // A letter that Windows-1252 does not have was never doubled.
    if (high === 0x7f && code !== 0x7f) return null;
    bytes[i] = high;
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * A zero-width space mostly marks where a word may break, and is nothing. Some write it for the space between two words:
 * where the whole is no word of the text and a half is, it becomes one.
 */
function withZeroWidthSpaces(text: string): string {
  if (!text.includes("\u200b")) return text;
  const words = new Set(text.replace(/\p{L}+\u200b[\p{L}\u200b]*/gu, " ").toLowerCase().match(/\p{L}{4,}/gu) ?? []);
  return text.replace(/(\p{L}{4,})\u200b(?=(\p{L}{4,}))/gu, (_, left: string, right: string) => {
    const [l, r] = [left.toLowerCase(), right.toLowerCase()];
    return !words.has(l + r) && (words.has(l) || words.has(r)) ? `${left} ` : left;
  });
}

/** "A." alone is the letter of a heading. */
const SPEAKS = /^(?:[QA]\s?(?:\d{1,3}\s?[:.)]|:)|(?:Question|Answer|Reply|Response)(?:\s\d{1,3})?\s?[:)])\s/;
const WIDEST_GAP = " ".repeat(120);

/**
 * Lines of a plain text. `block` is the 1-based index of the blank-line-separated block, headings counted, which is
 * how unnumbered texts are cited. A form feed starts a page only where the file has several.
 */
export function textLines(text: string): SourceLine[] {
  const raw = withZeroWidthSpaces(text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n"));
  const paged = (raw.match(/\f/g) ?? []).length > 1;
  const lines: SourceLine[] = [];
  const tabbed = new Map<SourceLine, string[]>();
  let block = 0;
  let blanks = 1;
  let page = 1;
  for (const original of raw.split("\n")) {
    const breaks = (original.match(/\f/g) ?? []).length;
    page += breaks;
    // A run of blanks says the same however long it is, and patterns that look beyond it would walk it from each of its blanks.
    const expanded = cleanCharacters(original.replace(/\f/g, "").replace(/\t/g, "    ")).replace(/ {120,}/g, WIDEST_GAP);
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
      // "Q1:" and "A1:" begin a line of their own, whatever stands above.
      listItem: SPEAKS.test(content),
      block,
      page: paged ? page : null,
    }));
    if (original.includes("\t")) tabbed.set(lines[lines.length - 1]!, original.replace(/\f/g, "").split("\t").map((cell) => cleanCharacters(cell).replace(/\s+/g, " ").trim()));
    blanks = 0;
  }
  markTabbed(lines, tabbed);
  return withLoneLeads(lines.filter((line) => line.text !== "" || line.headingLevel !== null));
}

const FEWEST_TABBED = { lines: 3, cells: 3 };

/** Lines that tabs part into as many cells, several in a row, are a table; a number, a tab and a text are a paragraph. */
function markTabbed(lines: SourceLine[], tabbed: ReadonlyMap<SourceLine, string[]>): void {
  let table = 0;
  for (let at = 0; at < lines.length; ) {
    const width = tabbed.get(lines[at]!)?.length ?? 0;
    let end = at + 1;
    while (width > 0 && end < lines.length && !lines[end]!.blockStart && tabbed.get(lines[end]!)?.length === width) end++;
    if (width >= FEWEST_TABBED.cells && end - at >= FEWEST_TABBED.lines) {
      table++;
      for (const line of lines.slice(at, end)) {
        const cells = tabbed.get(line)!.map((text, column): SourceCell => ({ text, column, span: 1, continued: false }));
        Object.assign(line, { row: { table, head: false, cells }, text: cells.map(({ text }) => text).filter((text) => text !== "").join("\n"), listItem: true, blockStart: true, lead: null });
      }
    }
    at = end;
  }
}

/** "12.", "IV.", "(a)" or a bullet as a line of its own: what stood in the margin, as some extractors write it. A year alone ends a sentence. */
const LONE_LEAD = /^(?:(?!(?:19|20)\d\d\.)\d{1,4}\.|\d{1,3}\.\d{1,3}\.?|[IVX]{1,6}\.|[A-Z]\.|\((?:[a-z]{1,2}|[ivx]{1,5})\)|[•▪◦·‣–-])$/u;

/** What stood in the margin joins the line that it belongs to: the next, or of several leads in a row each the next block in turn. */
function withLoneLeads(lines: SourceLine[]): SourceLine[] {
  const out: SourceLine[] = [];
  for (let i = 0; i < lines.length; i++) {
    let leads = 0;
    while (leads < MOST_LEADS && isLoneLead(lines[i + leads]) && (leads === 0 || lines[i + leads]!.gap <= 1)) leads++;
    const firsts = leads === 0 ? [] : firstsOfBlocks(lines, i + leads, leads);
    if (firsts.length < leads || leads === 0) {
      out.push(lines[i]!);
      continue;
    }
    const group = lines.slice(i, i + leads);
    const end = firsts[leads - 1]!;
    for (let j = i + leads; j <= end; j++) {
      const n = firsts.indexOf(j);
      out.push(n < 0 ? lines[j]! : led(lines, j, group[n]!, leads === 1));
    }
    i = end;
  }
  return out;
}

/** More than two numbers in a row are a list of numbers. */
const MOST_LEADS = 2;

function isLoneLead(line: SourceLine | undefined): boolean {
  return line !== undefined && line.headingLevel === null && LONE_LEAD.test(line.text);
}

/** Indices of the lines that `count` leads before `at` belong to; fewer where they cannot be told. */
function firstsOfBlocks(lines: SourceLine[], at: number, count: number): number[] {
  const takes = (line: SourceLine | undefined): boolean => line !== undefined && line.gap <= 1 && line.headingLevel === null && /^[\p{L}\d“"‘'«([*]/u.test(line.text) && !LONE_LEAD.test(line.text);
  if (!takes(lines[at]) || lines[at]!.page !== lines[at - 1]!.page) return [];
  const firsts = [at];
  for (let j = at + 1; firsts.length < count && j < lines.length && j < at + 40; j++) {
    if (!lines[j]!.blockStart) continue;
    if (!takes(lines[j])) return [];
    firsts.push(j);
  }
  return firsts;
}

/** The line with its lead; a single lead brings the rest of the line's block into its own. */
function led(lines: SourceLine[], at: number, lead: SourceLine, alone: boolean): SourceLine {
  const line = lines[at]!;
  if (alone && line.block !== lead.block) for (let j = at + 1; j < lines.length && lines[j]!.block === line.block; j++) lines[j]!.block = lead.block;
  const place = alone ? { gap: lead.gap, blockStart: lead.blockStart, block: lead.block } : { gap: 1, blockStart: true };
  return { ...line, ...place, text: `${lead.text} ${line.text}`, lead: lead.text, x: lead.x };
}
