// Owns a page of the PDF: its size and margins, and a tagged block of text on it.
// Must not know what a report holds; document.ts and table.ts do.
import { officeText } from "../office-text.js";
import type { DrawnPicture } from "../pictures/render.js";
import type { ReportModel } from "../model.js";

export type Pdf = PDFKit.PDFDocument;
export type Tag = PDFKit.PDFStructureElement;

/** Points. A4 with margins of 1.8 cm; the footer stands below the lower one. */
export const MARGIN = 51;
export type Orientation = "portrait" | "landscape";

/** What is being written: the document, where tags go, and the pictures. */
export interface Writing {
  doc: Pdf;
  root: Tag;
  model: ReportModel;
  pictures: Map<string, DrawnPicture>;
  orientation: Orientation;
}

export function newPage(writing: Writing, orientation: Orientation = writing.orientation): void {
  writing.orientation = orientation;
  writing.doc.addPage({ size: "A4", layout: orientation, margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN } });
}

export const textWidth = (doc: Pdf): number => doc.page.width - 2 * MARGIN;
export const bottom = (doc: Pdf): number => doc.page.height - MARGIN;

/** From a mark ("•") to the text that hangs beside it. */
const HANG = 10;

/** A tagged block of text; goes on to further pages by itself. A mark stands before it, and its lines hang beside the mark. */
export function block(writing: Writing, tag: string, text: string, style: { font: string; size: number; after?: number; indent?: number; color?: string; mark?: string }, parent: Tag = writing.root): void {
  const { doc } = writing;
  doc.font(style.font).fontSize(style.size);
  // A line that does not fit any more takes its mark along. The page turns before the element begins: inside of it, its content would be closed on another page than it was opened on.
  if (style.mark !== undefined && doc.y + doc.currentLineHeight(true) > bottom(doc)) newPage(writing);
  const element = doc.struct(tag);
  parent.add(element);
  element.add(() => {
    doc.font(style.font).fontSize(style.size).fillColor(style.color ?? "#000");
    const left = (style.indent ?? 0) + (style.mark === undefined ? 0 : HANG);
    if (style.mark !== undefined) {
      const { y } = doc;
      doc.text(style.mark, MARGIN + (style.indent ?? 0), y, { lineBreak: false });
      doc.y = y;
    }
    doc.text(officeText(text), MARGIN + left, doc.y, { width: textWidth(doc) - left, lineGap: 1.5 });
  });
  element.end();
  doc.y += style.after ?? 6;
}
