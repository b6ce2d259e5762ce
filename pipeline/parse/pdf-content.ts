// Owns what is taken out of a PDF: its pages with the runs of text as drawn, and its files.
// Must not know pdf.js.

import type { Rule } from "./pdf-rules.js";

/** One run of glyphs as drawn, in PDF points; the origin is the lower left corner of the upright page. */
export interface PdfRun {
  text: string;
  x: number;
  /** Baseline. */
  y: number;
  width: number;
  /** Font size. */
  size: number;
  font: string;
  bold: boolean;
  italic: boolean;
  /** Degrees, counter-clockwise, rounded to 90. */
  angle: number;
}

/** What a page carries beside its drawing: filled fields and typed comments, whose text is among the runs. */
export interface PdfAdded {
  filledFields: number;
  emptyFields: number;
  comments: number;
  /** Fields, comments and links that are damaged: they may hold text, and nobody can tell. */
  damaged: number;
  /** The page's list of them could not be read at all, in pdfjs' words. */
  unread?: string;
}

export interface PdfPage {
  /** 1-based. */
  number: number;
  width: number;
  height: number;
  runs: PdfRun[];
  /** Lines drawn along or across the page, in the runs' space; absent where it has none. */
  rules?: Rule[];
  added?: PdfAdded;
}

/** A file inside the PDF. */
export interface PdfAttachment {
  name: string;
  bytes: Uint8Array;
}

export interface PdfContent {
  pages: PdfPage[];
  /** Pages in the file; `pages` may hold fewer where a limit or a damaged page cut it short. */
  pageCount: number;
  /** Pages that could not be read, with pdfjs' words. */
  failedPages: { page: number; message: string }[];
  attachments?: PdfAttachment[];
  /** The list of files could not be read, in pdfjs' words: whether there are any is not known. */
  attachmentsUnread?: string;
  /** The PDF is a cover for the files in it. */
  isPortfolio?: boolean;
}
