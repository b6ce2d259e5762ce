// Owns which reader takes a file that is no PDF, plain text or page: archives of Word and OpenDocument, old Word, RTF, mail, web archives.
// Must not touch the disk; what it cannot take is refused by its right name.

import type { IssueRecord } from "../../extractors/contracts.js";
import { sourceLine, type SourceDocument } from "../../extractors/document/source.js";
import type { Embedded } from "./docx-lines.js";
import { decodeText, textLines } from "./text-lines.js";
import { UnreadableDocumentError } from "./unreadable.js";

export interface PartLimits {
  /** Bytes that an archive may unpack to. */
  maxUnpacked: number;
}

type Found = Pick<SourceDocument, "lines"> & Partial<SourceDocument>;

function source(format: SourceDocument["format"], found: Found): SourceDocument {
  return { notes: [], pages: null, emptyPages: [], failedPages: [], declaredTitle: null, notRead: [], format, ...found };
}

const empty = (what: string): UnreadableDocumentError => new UnreadableDocumentError("empty", `${what} holds no text.`, "Open the file and look: it may hold only pictures.");

/** @param what is in which charset, for the start of a sentence */
export function unknownCharset(what: string): IssueRecord {
  return {
    kind: "unreadable", severity: "warning", paragraph: null, excerpt: "",
    message: `${what}, which is not known here, and was read as Windows-1252: letters beyond plain a–z may be wrong.`,
    next: "Look at the accented letters; if they are wrong, open the file in a word processor or browser and save it as DOCX or as UTF-8.",
  };
}

/**
 * A page of HTML.
 * @param issues of its decoding
 */
export async function htmlSource(html: string, issues: IssueRecord[] = []): Promise<SourceDocument> {
  // Loaded when the first comes: the parser takes longer to load than a report of twenty pages to read.
  const { htmlLines } = await import("./html-lines.js");
  const { lines, title, dropped } = await htmlLines(html);
  if (lines.length === 0) throw new UnreadableDocumentError("empty", "The HTML page holds no text outside scripts and navigation.", "Save the page after it has loaded, or get the document itself.");
  const notRead: SourceDocument["notRead"] = [];
  if (dropped.furniture > 0) notRead.push({ message: `${dropped.furniture} letters of menus, notices and other furniture of the web page were not read.`, next: "Compare with the page if text seems to be missing." });
  if (dropped.hidden > 0) notRead.push({ message: `${dropped.hidden} letters that the web page hides were not read.`, next: "Open the page, unfold what is hidden, and save it again if it matters." });
  return source("html", { lines, declaredTitle: title, notRead, issues });
}

/** Whatever is packed as ZIP. */
export async function zipSource(bytes: Uint8Array, limits: PartLimits): Promise<SourceDocument> {
  const { DocxError, docxLines } = await import("./docx-lines.js");
  try {
    const other = await openDocument(bytes, limits);
    if (other !== null) return other;
    const { lines, notes, title, notRead } = await docxLines(bytes, limits.maxUnpacked, (chunk) => chunkLines(chunk, limits));
    if (!lines.some((line) => line.zone !== "furniture")) throw empty("The Word document");
    return source("docx", { lines, notes, declaredTitle: title, notRead });
  } catch (error) {
    if (!(error instanceof DocxError)) throw error;
    switch (error.code) {
      case "not_docx":
        throw new UnreadableDocumentError("not_a_document", `The file is a ZIP archive but no Word document: ${error.message}.`, "Unpack it and ingest what is inside, or save the document as DOCX or PDF.");
      case "too_large":
        throw new UnreadableDocumentError("too_large", `The Word document is too large: ${error.message}.`, "Split the file.");
      case "damaged":
        throw new UnreadableDocumentError("damaged", `The file starts like a Word document but cannot be unpacked: ${error.message}.`, "Get the file again from its source, or open and save it again in a word processor.");
    }
  }
}

/** OpenDocument; null for any other archive. @throws UnreadableDocumentError for archives of a known other kind */
async function openDocument(bytes: Uint8Array, limits: PartLimits): Promise<SourceDocument | null> {
  const { DocxPackage } = await import("./docx-package.js");
  const file = new DocxPackage(bytes, limits.maxUnpacked);
  const text = (path: string): string => {
    const part = file.part(path);
    return part === null ? "" : decodeText(part).text;
  };
  const paths = file.paths();
  const kind = paths.some((path) => path.startsWith("xl/")) ? "an Excel workbook" : paths.some((path) => path.startsWith("ppt/")) ? "a PowerPoint presentation" : file.has("META-INF/container.xml") ? "an e-book (EPUB)" : null;
  if (kind !== null && !paths.some((path) => path.startsWith("word/"))) throw new UnreadableDocumentError("not_a_document", `The file is ${kind}, which Stocktake does not read.`, "Save what matters as DOCX or PDF, and ingest that.");
  if (!file.has("content.xml")) return null;
  const type = text("mimetype").trim();
  if (type !== "" && !/opendocument\.text/.test(type)) throw new UnreadableDocumentError("not_a_document", `The file is an OpenDocument file of another kind than text (${type.slice(0, 80)}).`, "Save it as PDF, and ingest that.");
  if (/manifest:encryption-data/.test(text("META-INF/manifest.xml"))) throw new UnreadableDocumentError("encrypted", "The OpenDocument text is encrypted and asks for a password.", "Save a copy without the password, and ingest the copy.");
  return odtSource(text("content.xml"), text("styles.xml"), text("meta.xml"));
}

/** OpenDocument text, in parts or flat. */
export async function odtSource(content: string, styles: string, meta: string): Promise<SourceDocument> {
  const { odtLines } = await import("./odt-lines.js");
  const { lines, notes, title } = odtLines(content, styles, meta);
  if (lines.length === 0) throw empty("The OpenDocument text");
  return source("odt", { lines, notes, declaredTitle: title });
}

export async function rtfSource(bytes: Uint8Array): Promise<SourceDocument> {
  const { rtfLines } = await import("./rtf-lines.js");
  const { lines, notes, title, heads, hidden, guessed } = rtfLines(bytes);
  if (lines.length === 0) throw empty("The RTF document");
  const notRead = hidden > 0 ? [{ message: `${hidden} letters of hidden text were not read.`, next: "Show hidden text in a word processor if it matters." }] : [];
  const furniture = heads.map((head) => sourceLine(head, { zone: "furniture" as const, blockStart: true }));
  const issues = [...guessed].map(([name, letters]) => unknownCharset(`${letters} ${letters === 1 ? "byte is" : "bytes are"} in ${name}`));
  return source("rtf", { lines: [...lines, ...furniture], notes, declaredTitle: title, notRead, issues });
}

export async function mailSource(bytes: Uint8Array): Promise<SourceDocument> {
  const { mailLines } = await import("./mail-lines.js");
  const { archive, lines, title, notRead, unknown } = await mailLines(bytes);
  if (lines.length === 0) throw new UnreadableDocumentError("empty", `The ${archive ? "web archive" : "mail"} holds no text of its own.`, notRead[0]?.next ?? "Open the file and look.");
  const issues = unknown.map((name) => unknownCharset(`A part of the ${archive ? "web archive" : "mail"} is in '${name}'`));
  return source(archive ? "html" : "mail", { lines, declaredTitle: title, notRead, issues });
}

/** What is said of an embedded file is said of the document. */
const chunkOf = ({ lines, notRead, issues }: SourceDocument): Embedded => ({ lines, notRead: [...(notRead ?? []), ...(issues ?? []).map(({ message, next }) => ({ message, next }))] });

/** What Word embeds whole in a document (altChunk). */
async function chunkLines(bytes: Uint8Array, limits: PartLimits): Promise<Embedded | null> {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 400));
  try {
    if (head.startsWith("PK")) return chunkOf(await zipSource(bytes, limits));
    if (head.startsWith("{\\rtf")) return chunkOf(await rtfSource(bytes));
    if (/^(?:MIME-Version|From|Content-Type):/im.test(head)) return chunkOf(await mailSource(bytes));
    const text = decodeText(bytes).text;
    if (/<\w+[^>]*>/.test(head)) return chunkOf(await htmlSource(text));
    return { lines: textLines(text), notRead: [] };
  } catch (error) {
    if (error instanceof UnreadableDocumentError) return null;
    throw error;
  }
}

/** An old Office file. */
export async function oleSource(bytes: Uint8Array): Promise<SourceDocument> {
  const holds = (name: string): boolean => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(name, "utf16le"));
  // Word keeps an encrypted DOCX inside the old container, under this name (UTF-16).
  if (holds("EncryptedPackage")) throw new UnreadableDocumentError("encrypted", "The Office document is encrypted and asks for a password.", "Save a copy without the password, and ingest the copy.");
  for (const [stream, kind] of [["__substg1.0_", "an Outlook message (.msg)"], ["Workbook", "an Excel workbook"], ["PowerPoint Document", "a PowerPoint presentation"]] as const) {
    if (holds(stream) && !holds("WordDocument")) throw new UnreadableDocumentError("not_a_document", `The file is ${kind}, which Stocktake does not read.`, "Save it as PDF or DOCX (a message as .eml), and ingest that.");
  }
  if (holds("WordDocument") && !holds("0Table") && !holds("1Table")) throw new UnreadableDocumentError("not_a_document", "The file is a document of Word 6 or Word 95, which Stocktake does not read.", "Open it in a word processor, save it as DOCX, and ingest the new file.");
  const { docLines } = await import("./doc-lines.js");
  try {
    const { lines, notes } = await docLines(bytes);
    if (lines.length === 0) throw empty("The Word document (.doc)");
    return source("doc", { lines, notes });
  } catch (error) {
    if (error instanceof UnreadableDocumentError) throw error;
    throw new UnreadableDocumentError("damaged", `The file is an old Office document that cannot be read: ${error instanceof Error ? error.message : String(error)}.`, "Open it in a word processor, save it as DOCX, and ingest the new file.");
  }
}

/** Data that is no document, by its right name; null where the text may be one. */
export function nameOfData(text: string): string | null {
  const head = text.slice(0, 3000).trimStart();
  if (/^<\?xml|^<\w+:\w+\s[^>]*xmlns/.test(head)) {
    if (/progid="Word\.Document"|word\/2003\/wordml/.test(head)) return "a Word 2003 XML document";
    if (/<pkg:package\b/.test(head)) return "a Word document as one XML file (flat OPC)";
    return "XML data";
  }
  if (!/^[[{]/.test(head)) return null;
  try {
    JSON.parse(text);
    return "JSON data";
  } catch {
    return null;
  }
}
