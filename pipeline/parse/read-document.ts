// Owns the way from bytes to a read document: format by content, limits, and a named reason where it cannot be read.
// Must not touch the disk; the caller reads the file.

import type { DocumentKind, Format, IssueRecord, ReadDocument } from "../../extractors/contracts.js";
import { documentFromLines } from "../../extractors/document/document.js";
import type { SourceDocument, SourceLine } from "../../extractors/document/source.js";
import { decodeBytes, undoDoubleEncoding } from "./charsets.js";
import { htmlSource, mailSource, nameOfData, odtSource, oleSource, rtfSource, unknownCharset, zipSource } from "./office-sources.js";
import { pdfIssues } from "./pdf-issues.js";
import { openPdf, PdfOpenError, type PdfContent } from "./pdfjs.js";
import { pdfLines } from "./pdf-lines.js";
import { lettersLeftOut } from "./pdf-turned.js";
import { decodeText, textLines, type DecodedText } from "./text-lines.js";
import { UnreadableDocumentError } from "./unreadable.js";

export { UNREADABLE_REASONS, UnreadableDocumentError, type UnreadableReason } from "./unreadable.js";

export interface ReadLimits {
  /** Bytes of the file. */
  maxBytes: number;
  /** Pages of a PDF. */
  maxPages: number;
  /** Characters of text, and bytes that an archive may unpack to. */
  maxCharacters: number;
  /** Characters of one line of the source; no report has one like that, and every rule would run over it as over one paragraph. */
  maxLine: number;
}

export const DEFAULT_LIMITS: ReadLimits = { maxBytes: 200 * 1024 * 1024, maxPages: 10_000, maxCharacters: 40_000_000, maxLine: 1_000_000 };

export interface ReadDocumentOptions {
  /** Used for the symbol and the State only where the text gives none; of the format it tells only Markdown from other text. */
  fileName: string;
  /** ISO 3166-1 alpha-3 code (or a non-State code such as XKX) of a name; null where it is no State's name. */
  resolveState: (name: string) => string | null;
  /** Set by the user. */
  kind?: DocumentKind;
  limits?: Partial<ReadLimits>;
  /** From so many pages on, a PDF ends in {@link LongDocument}: whoever asked has its pages read in pieces. */
  spreadPages?: number;
  /** Where given, pages of a PDF without text are recognised from their pictures; told after each, so that limits count a page. */
  ocr?: (page: number, done: number, of: number) => void;
  /** Pages of the PDF as read elsewhere; the bytes then only tell the format. */
  content?: PdfContent;
}

/** A PDF that is to be read in pieces, by several. */
export class LongDocument extends Error {
  override name = "LongDocument";
  constructor(readonly pageCount: number) {
    super(`a document of ${pageCount} pages`);
  }
}

function startsWith(bytes: Uint8Array, signature: number[], at = 0): boolean {
  return signature.every((byte, i) => bytes[at + i] === byte);
}

/** Tells the format by content; null where the bytes are none that can be read. */
export function recogniseFormat(bytes: Uint8Array): Exclude<Format, "docx" | "doc"> | "zip" | "ole" | null {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 1024));
  if (/%PDF-\d/.test(head)) return "pdf";
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return "zip";
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return "ole";
  if (/^\s*\{\\rtf\d?/.test(head)) return "rtf";
  if (looksBinary(bytes)) return null;
  const text = decodeText(bytes.subarray(0, 8192)).text.replace(/^\uFEFF/, "").trimStart();
  if (isMail(text)) return "mail";
  if (/^(?:<\?[^>]*>\s*)*<office:document\b/.test(text)) return "odt";
  return isHtml(text, bytes) ? "html" : "text";
}

/** Head lines of a message, one of them its own ("Received:", "MIME-Version:"), before the first blank line. */
function isMail(text: string): boolean {
  const head = /^(?:[A-Za-z][\w-]{1,60}:[^\n]*\n(?:[ \t]+[^\n]*\n)*)+(?=\r?\n)/.exec(`${text.replace(/\r\n/g, "\n")}\n\n`)?.[0] ?? "";
  return /^(?:MIME-Version|Received|Message-ID|Return-Path|Content-Transfer-Encoding):/im.test(head) || (/^From:.*@/im.test(head) && /^(?:Date|Subject|To):/im.test(head) && /^Content-Type:/im.test(head));
}

const TAG = /<\/?(?:p|div|h[1-6]|table|tr|td|span|br|ul|ol|li|section|article|strong|em|a|main)\b[^>]*>/gi;

/** A page may begin with a script, a comment or a server's warning; then its tags further on tell it. */
function isHtml(text: string, bytes: Uint8Array): boolean {
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i.test(text)) return true;
  const starts = /^</.test(text) && !/^<\?xml/.test(text);
  const late = /<(?:!doctype\s+html|html|body)\b[^>]*>/i.test(text);
  if (!starts && !late) return false;
  if ((text.match(TAG) ?? []).length >= 3) return true;
  // A long script may stand before all of it.
  return /^<(?:script|style|!--|link|meta|noscript)/i.test(text) && (decodeText(bytes.subarray(0, 2_000_000)).text.match(TAG) ?? []).length >= 3;
}

/** Text has no zero bytes outside UTF-16 and few control characters. */
function looksBinary(bytes: Uint8Array): boolean {
  const { text, encoding } = decodeText(bytes.subarray(0, 8192));
  if (text.length === 0) return false;
  // eslint-disable-next-line no-control-regex
  const controls = (text.match(/[\u0000-\u0008\u000E-\u001A\u001C-\u001F\uFFFD]/g) ?? []).length;
  return controls / text.length > (encoding === "windows-1252" ? 0.01 : 0.02);
}

/** For whoever has not read the bytes yet. @throws UnreadableDocumentError where there are more than may be */
export function checkSize(bytes: number, most: number): void {
  if (bytes > most) throw new UnreadableDocumentError("too_large", `The file has ${bytes} bytes; the limit is ${most}.`, "Split the file.");
}

/**
 * Reads a document from its bytes.
 * @throws UnreadableDocumentError with the reason, for whatever cannot be read; never returns half a document silently
 */
export async function readDocument(bytes: Uint8Array, options: ReadDocumentOptions): Promise<ReadDocument> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  if (bytes.length === 0) throw new UnreadableDocumentError("empty", "The file is empty (0 bytes).", "Get the file again from its source.");
  checkSize(bytes.length, limits.maxBytes);
  const source = await sourceOf(bytes, limits, options);
  const letters = source.lines.reduce((sum, line) => sum + line.text.length, 0);
  if (letters > limits.maxCharacters) {
    throw new UnreadableDocumentError("too_large", `The text has ${letters} characters; the limit is ${limits.maxCharacters}.`, "Split the file.");
  }
  const longest = source.lines.reduce((most, line) => Math.max(most, line.text.length), 0);
  if (longest > limits.maxLine) {
    throw new UnreadableDocumentError("too_large", `A line of the text has ${longest} characters; the limit is ${limits.maxLine}.`, "Look at the file: this is data rather than a report. If it is a report, break it into paragraphs.");
  }
  const document = documentFromLines(source, options);
  if (document.paragraphs.length === 0) {
    throw new UnreadableDocumentError("empty", "The file opens, but no paragraph of text was found in it.", "Open the file and look: it may hold only headings, a form or a picture.");
  }
  return document;
}

async function sourceOf(bytes: Uint8Array, limits: ReadLimits, options: ReadDocumentOptions): Promise<SourceDocument> {
  const format = recogniseFormat(bytes);
  switch (format) {
    case "pdf":
      return pdfSource(bytes, limits, options);
    case "text": {
      const decoded = mended(decodeText(bytes));
      const { text } = decoded;
      if (text.trim() !== "" && text.trim().split(/\s+/).length < 4) {
        throw new UnreadableDocumentError("not_a_document", `The file holds only ${text.trim().length} characters of plain text and is no PDF, DOCX or HTML.`, "Get the file again from its source: this looks like an error message saved under a document's name.");
      }
      const data = nameOfData(text);
      if (data !== null) throw new UnreadableDocumentError("not_a_document", `The file is ${data}, which Stocktake does not read.`, "Save the document that it was made from as DOCX, PDF or HTML, and ingest that.");
      if (text.trim() === "") throw new UnreadableDocumentError("empty", "The file holds only blank space.", "Get the file again from its source.");
      const { hasFrontMatter, markdownLines } = await import("./markdown-lines.js");
      if (hasFrontMatter(text) || /\.(?:md|markdown)$/i.test(options.fileName)) {
        const { lines, title, address, author, frontFault } = markdownLines(text);
        if (lines.length === 0) throw new UnreadableDocumentError("empty", "The Markdown file holds no text.", "Get the file again from its source.");
        return { format: "text", lines, notes: [], pages: null, emptyPages: [], failedPages: [], declaredTitle: title, address, declaredAuthor: author, issues: [...decodingIssues(decoded), ...frontIssues(frontFault)] };
      }
      return { format: "text", lines: textLines(text), notes: [], pages: null, emptyPages: [], failedPages: [], declaredTitle: null, issues: decodingIssues(decoded) };
    }
    case "html":
      return pageSource(bytes);
    case "zip":
      return zipSource(bytes, { maxUnpacked: limits.maxCharacters * 4 });
    case "ole":
      return oleSource(bytes);
    case "rtf":
      return rtfSource(bytes);
    case "mail":
      return mailSource(bytes);
    case "odt":
      return odtSource(decodeText(bytes).text, "", "");
    case null:
      throw new UnreadableDocumentError("not_a_document", "The file is not a PDF, DOCX, HTML, RTF, OpenDocument, mail or text document.", "Check what the file is; convert it to one of these formats.");
  }
}

/** A text of which only passages were turned into UTF-8 twice. */
function mended(decoded: DecodedText): DecodedText {
  const text = undoDoubleEncoding(decoded.text);
  return text === decoded.text ? decoded : { ...decoded, text, doubled: true };
}

/** What had to be mended in the bytes of a text. */
function decodingIssues({ badBytes, doubled }: DecodedText): IssueRecord[] {
  const issue = (message: string, next: string): IssueRecord => ({ kind: "unreadable", severity: "notice", paragraph: null, excerpt: "", message, next });
  const issues: IssueRecord[] = [];
  if (badBytes > 0) issues.push(issue(`${badBytes} ${badBytes === 1 ? "byte" : "bytes"} of this UTF-8 text ${badBytes === 1 ? "is" : "are"} no UTF-8 and ${badBytes === 1 ? "was" : "were"} read as Windows-1252.`, "Look at the signs that are not plain letters; save the file as UTF-8 if they are wrong."));
  if (doubled) issues.push(issue("The text had been turned into UTF-8 twice; it was turned back once.", "Look at the accented letters; get the file again from its source if they are wrong."));
  return issues;
}

/** Front matter that is no YAML is left out whole: what it says of title, author and address is then not known. */
function frontIssues(fault: string | null): IssueRecord[] {
  if (fault === null) return [];
  return [{ kind: "metadata", severity: "warning", paragraph: null, excerpt: "", message: `The front matter of the Markdown file is no YAML and was not read (${fault}): title, author and address in it are not known.`, next: "Mend the lines between the two '---' (often a colon or a quotation mark in a value: put the value in quotation marks), and ingest the file again." }];
}

/** A page of HTML: in its own charset where it names one that is known, else decoded as plain text is. */
function pageSource(bytes: Uint8Array): Promise<SourceDocument> {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 2048));
  const charset = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1];
  const plain = mended(decodeText(bytes));
  if (charset === undefined || plain.encoding !== "windows-1252" || /^(?:windows-1252|iso-8859-1|latin1|us-ascii|ascii|utf-8)$/i.test(charset)) return htmlSource(plain.text, decodingIssues(plain));
  const { text, isKnown } = decodeBytes(bytes, charset);
  return htmlSource(undoDoubleEncoding(text), isKnown ? [] : [unknownCharset(`The page says that it is in '${charset}'`)]);
}

/** @throws LongDocument, PdfOpenError */
async function pdfContent(bytes: Uint8Array, limits: ReadLimits, options: ReadDocumentOptions): Promise<PdfContent> {
  const given = options.content;
  const pdf = await openPdf(bytes, limits.maxPages);
  try {
    // Pages came from elsewhere; what is enclosed in the file did not.
    if (given !== undefined) return { ...given, ...(await pdf.enclosed()) };
    if (options.spreadPages !== undefined && pdf.pageCount >= options.spreadPages) throw new LongDocument(pdf.pageCount);
    return { ...(await pdf.read(1, pdf.pageCount)), ...(await pdf.enclosed()), pageCount: pdf.pageCount };
  } finally {
    await pdf.close();
  }
}

async function pdfSource(bytes: Uint8Array, limits: ReadLimits, options: ReadDocumentOptions): Promise<SourceDocument> {
  let content;
  try {
    content = await pdfContent(bytes, limits, options);
  } catch (error) {
    if (!(error instanceof PdfOpenError)) throw error;
    switch (error.code) {
      case "encrypted":
        throw new UnreadableDocumentError("encrypted", "The PDF is encrypted and asks for a password.", "Save a copy without the password, and ingest the copy.");
      case "too_large":
        throw new UnreadableDocumentError("too_large", `The PDF has ${error.message}.`, "Split the file.");
      case "damaged":
        throw new UnreadableDocumentError("damaged", `The file says that it is a PDF but cannot be opened: ${error.message}`, "Get the file again from its source, or repair it with a PDF tool.");
    }
  }
  const recognised = options.ocr === undefined ? undefined : await withRecognised(bytes, content, options.ocr);
  const emptyPages = content.pages.filter((page) => page.runs.length === 0).map((page) => page.number);
  if (content.pages.length === 0) {
    throw new UnreadableDocumentError("damaged", `None of the ${content.pageCount} pages of the PDF could be read.`, "Get the file again from its source, or repair it with a PDF tool.");
  }
  const lines = pdfLines(content.pages);
  refusePlaceholder(lines, content);
  if (lines.length === 0) {
    throw new UnreadableDocumentError("no_text_layer", `The PDF has ${content.pageCount} ${content.pageCount === 1 ? "page" : "pages"} and no text: it is blank or a scan.${enclosedWords(content)}`, options.ocr === undefined ? "If it is a scan, ingest it with --ocr, or run text recognition on it and ingest the result." : "Open it: it may be blank, or a picture of anything but text.");
  }
  return { format: "pdf", lines, notes: [], pages: content.pageCount, emptyPages, failedPages: content.failedPages, declaredTitle: null, issues: pdfIssues(content), leftOut: lettersLeftOut(content.pages), ...(recognised === undefined ? {} : { recognised }) };
}

/** What readers show who cannot build a dynamic form (XFA), in the words of the form's maker. */
const PLACEHOLDER = /^\W*please wait\b|not eventually replaced by the proper contents|(?:viewer|reader) may not be able to display this type of document/i;

/** @throws UnreadableDocumentError for a form of which only the page "Please wait" is there */
function refusePlaceholder(lines: SourceLine[], content: PdfContent): void {
  const text = lines.map((line) => line.text).join(" ");
  if (content.pageCount > 2 || text.length > 1500 || !PLACEHOLDER.test(text)) return;
  throw new UnreadableDocumentError("no_text_layer", "The PDF is a dynamic form (XFA): only its page \"Please wait\" is there, the form itself and its answers are not text.", "Open it in Adobe Reader, print it to a new PDF, and ingest that.");
}

function enclosedWords(content: PdfContent): string {
  const names = (content.attachments ?? []).map((file) => file.name);
  if (content.attachmentsUnread !== undefined) return " The list of files attached to it is damaged: there may be some.";
  return names.length === 0 ? "" : ` Attached to it: ${names.slice(0, 5).join(", ")}.`;
}

/** Puts what was recognised in the place of pages without text. @returns how surely, by page */
async function withRecognised(bytes: Uint8Array, content: PdfContent, told: NonNullable<ReadDocumentOptions["ocr"]>): Promise<Map<number, number>> {
  const pages = content.pages.filter((page) => page.runs.length === 0).map((page) => page.number);
  if (pages.length === 0) return new Map();
  const { missingOcrPackages, recognisePages } = await import("./ocr.js");
  const missing = missingOcrPackages();
  if (missing.length > 0) throw new UnreadableDocumentError("no_text_layer", `${pages.length} pages have no text, and recognition needs packages that are not installed: ${missing.join(", ")}.`, `Install them: npm install ${missing.join(" ")}`);
  try {
    const found = await recognisePages({ bytes: new Uint8Array(bytes), pages, dpi: OCR_DPI }, (page, done) => told(page, done, pages.length));
    const byNumber = new Map(found.pages.map((page) => [page.number, page]));
    content.pages = content.pages.map((page) => byNumber.get(page.number) ?? page);
    content.failedPages.push(...found.failedPages);
    return new Map([...found.confidence].filter(([page]) => (byNumber.get(page)?.runs.length ?? 0) > 0));
  } catch (error) {
    throw new UnreadableDocumentError("no_text_layer", `Recognition of ${pages.length} pages without text failed (${error instanceof Error ? error.message.slice(0, 160) : String(error)}).`, "Check that the optional packages are installed as package.json names them, or ingest without --ocr.");
  }
}

/** As office scans are made; more costs time and gains little. */
const OCR_DPI = 300;
