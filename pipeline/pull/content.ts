// Owns the question whether received bytes are the whole document that was asked for.
// Must not fetch, and must not read the document's text: parsing is a later stage.
import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { shown } from "./addresses.js";
import type { PulledFormat } from "./names.js";

/** Not the document. `again`: asking again may help (cut short, empty), or not (another type). */
export class WrongContent extends Error {
  constructor(message: string, readonly again: boolean) {
    super(message);
  }
}

const HEAD = 65_536;
const TAIL = 70_000;

/**
 * Looks at a received file and tells what it is.
 * @param path the file
 * @param expected formats that are taken for the document; HTML is taken only where it is among them
 * @throws WrongContent with the reason: empty, an HTML page instead of a document, cut short, another type
 */
export async function checkContent(path: string, expected: readonly PulledFormat[]): Promise<PulledFormat> {
  const handle = await open(path, "r");
  try {
    const { size } = await handle.stat();
    if (size === 0) throw new WrongContent("the answer was empty", true);
    const head = await slice(handle, 0, Math.min(HEAD, size));
    const tail = await slice(handle, Math.max(0, size - TAIL), Math.min(TAIL, size));
    const format = sniff(head);
    if (format === null || !expected.includes(format)) {
      const wanted = expected.map((name) => WORDS[name]).join(" or ");
      if (format === "html") throw new WrongContent(`an HTML page${titleOf(head)} came instead of ${wanted}${hint(head)}`, false);
      throw new WrongContent(`${format === null ? describe(head) : WORDS[format]} came instead of ${wanted}`, false);
    }
    if (format === "pdf") checkPdf(tail);
    else if (format === "docx") checkZip(tail);
    else if (format === "doc") await checkOle(handle, head, size);
    else if (format === "html") checkHtml(head, tail);
    return format;
  } finally {
    await handle.close();
  }
}

const WORDS: Record<PulledFormat, string> = { pdf: "a PDF", docx: "a Word file (docx)", doc: "a Word file (doc)", html: "an HTML page", text: "plain text" };

/** The format by the bytes; null for one that is not taken. */
function sniff(head: Buffer): PulledFormat | null {
  // Readers take the PDF mark anywhere in the first 1,024 bytes (ISO 32000-1, annex H).
  if (head.subarray(0, 1024).includes("%PDF-")) return "pdf";
  if (head.subarray(0, 4).equals(Buffer.from("PK\u0003\u0004", "latin1"))) return "docx";
  if (head.subarray(0, 8).equals(Buffer.from("d0cf11e0a1b11ae1", "hex"))) return "doc";
  const start = head.toString("latin1").replace(/^\u00ef\u00bb\u00bf/u, "").trimStart().slice(0, 2048).toLowerCase();
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|script)\b/u.test(start)) return "html";
  return isText(head) ? "text" : null;
}

function isText(head: Buffer): boolean {
  if (head.includes(0) || /^\s*(?:[{[]|<\?xml|<[a-z]|\{\\rtf)/iu.test(head.subarray(0, 200).toString("latin1"))) return false;
  // A character may be cut at the end of the sample.
  const text = head.toString("utf8").slice(0, -4);
  return !text.includes("\uFFFD") && !/[^\P{Cc}\t\n\v\f\r]/u.test(text);
}

function describe(head: Buffer): string {
  const start = head.subarray(0, 200).toString("latin1").trimStart();
  if (start.startsWith("{\\rtf")) return "an RTF file";
  if (/^[{[]/u.test(start)) return `JSON (${shown(start.slice(0, 60))})`;
  if (/^</u.test(start)) return "an XML file";
  if (head.subarray(0, 4).equals(Buffer.from("89504e47", "hex")) || head.subarray(0, 3).equals(Buffer.from("ffd8ff", "hex")) || start.startsWith("GIF8")) return "an image";
  return "a file of an unknown type";
}

function titleOf(head: Buffer): string {
  const title = /<title[^>]*>([^<]{1,200})/iu.exec(head.toString("utf8"))?.[1]?.replace(/\s+/gu, " ").trim();
  return title === undefined || title === "" ? "" : ` ("${shown(title).slice(0, 80)}")`;
}

function hint(head: Buffer): string {
  const page = head.toString("utf8");
  if (/type\s*=\s*["']?password/iu.test(page)) return ": a login page. Fetch the document in a browser and put it into the folder by hand";
  if (/captcha|just a moment|verify you are human/iu.test(page)) return ": a page that wants to see a person. Fetch the document in a browser and put it into the folder by hand";
  return ". The server has no such file there, or an error; look at the address in a browser";
}

function checkPdf(tail: Buffer): void {
  // The end mark stands in the last 1,024 bytes; some makers add padding, so that more is looked at.
  if (!tail.subarray(-8192).includes("%%EOF")) throw new WrongContent("the PDF is cut short (no end mark)", true);
}

function checkZip(tail: Buffer): void {
  if (tail.lastIndexOf("PK\u0005\u0006", undefined, "latin1") < 0) throw new WrongContent("the Word file is cut short (no directory at its end)", true);
  if (!tail.includes("word/document.xml")) throw new WrongContent("a zip archive that is not a Word file came", false);
}

/** A cut compound file loses sectors that its own tables name ([MS-CFB], header and FAT). */
async function checkOle(handle: FileHandle, head: Buffer, size: number): Promise<void> {
  const cut = new WrongContent("the Word file (doc) is cut short (its tables name sectors behind its end)", true);
  if (size < 1536) throw cut;
  const sector = 2 ** head.readUInt16LE(0x1e);
  if (sector !== 512 && sector !== 4096) throw new WrongContent("the Word file (doc) is damaged (sector size)", true);
  const sectors = Math.ceil(size / sector) - 1;
  const tables = Math.min(109, head.readUInt32LE(0x2c));
  let last = head.readUInt32LE(0x30);
  const perTable = sector / 4;
  for (let index = 0; index < tables; index++) {
    const place = head.readUInt32LE(0x4c + index * 4);
    if (place >= sectors) throw cut;
    const table = await slice(handle, (place + 1) * sector, sector);
    for (let entry = 0; entry + 4 <= table.length; entry += 4) {
      if (table.readUInt32LE(entry) !== 0xffff_ffff) last = Math.max(last, index * perTable + entry / 4);
    }
  }
  if (last >= sectors) throw cut;
}

function checkHtml(head: Buffer, tail: Buffer): void {
  const page = head.toString("utf8");
  const title = titleOf(head);
  if (/type\s*=\s*["']?password/iu.test(page)) throw new WrongContent(`a login page${title} came instead of the document${hint(head)}`, false);
  if (/<title[^>]*>[^<]*\b(?:404|403|500|not found|access denied|forbidden|error|just a moment)\b/iu.test(page)) throw new WrongContent(`an error page${title} came instead of the document`, false);
  if (/<html\b/iu.test(page) && !/<\/(?:html|body)\s*>/iu.test(tail.toString("latin1"))) throw new WrongContent("the HTML page is cut short (no end mark)", true);
}

async function slice(handle: FileHandle, start: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, start + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
