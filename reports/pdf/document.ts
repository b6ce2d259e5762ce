// Owns the report as a PDF: cover, pages, headings with bookmarks, texts, pictures; tagged, so that it can be read aloud and searched. Fonts come with the program.
// Must not compute a figure; the model holds them all.
import PDFDocument from "pdfkit";
import { officeText } from "../office-text.js";
import { drawPictures, FONT_FILES } from "../pictures/render.js";
import type { ReportModel, ReportSection } from "../model.js";
import { issueDay } from "../build/front.js";
import { block, bottom, MARGIN, newPage, textWidth, type Orientation, type Writing } from "./page.js";
import { drawTable, startHeight } from "./table.js";

const SIZES = { 1: 15, 2: 12, 3: 10.5 } as const;
const TEXT_SIZE = 9;
/** The document's bytes. */
export async function writePdf(model: ReportModel): Promise<Uint8Array> {
  const pictures = await drawPictures(model);
  const fonts = FONT_FILES();
  const clean = new Date(0);
  const doc = new PDFDocument({
    size: "A4", autoFirstPage: false, bufferPages: true, tagged: true, pdfVersion: "1.7", lang: "en-GB", displayTitle: true, margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
    // None at first: pdfkit would open the file anew at every change back to a font that it knows under another name.
    font: "",
    // No clock in the file: a report made twice is the same.
    info: { Title: officeText(model.title), Subject: officeText(model.subtitle), Author: officeText(model.cover.office ?? "Stocktake"), Creator: "Stocktake", CreationDate: clean, ModDate: clean },
  });
  const chunks: Uint8Array[] = [];
  doc.on("data", (chunk: Uint8Array) => void chunks.push(chunk));
  const done = new Promise<void>((resolve, reject) => void doc.on("end", resolve).on("error", reject));
  doc.registerFont("regular", fonts.regular).registerFont("bold", fonts.bold).registerFont("italic", fonts.italic);
  const root = doc.struct("Document");
  doc.addStructure(root);
  const writing: Writing = { doc, root, model, pictures, orientation: "portrait" };
  cover(writing);
  chapters(writing);
  footers(writing);
  root.end();
  doc.end();
  await done;
  return new Uint8Array(Buffer.concat(chunks));
}

function cover(writing: Writing): void {
  const { doc, model } = writing;
  newPage(writing, "portrait");
  doc.outline.addItem(officeText(model.title));
  if (model.cover.office !== null) block(writing, "P", model.cover.office, { font: "bold", size: 12, after: 4, color: "#1F4E79" });
  doc.y = Math.max(doc.y, 190);
  block(writing, "H1", model.title, { font: "bold", size: 25, after: 12 });
  block(writing, "P", model.subtitle, { font: "regular", size: 14, after: 26, color: "#404040" });
  for (const [label, value] of coverLines(model)) block(writing, "P", `${label}: ${value}`, { font: "regular", size: 10.5, after: 3 });
  doc.y += 14;
  block(writing, "P", "Sources", { font: "bold", size: 10.5, after: 2 });
  for (const source of model.cover.sources) block(writing, "P", source, { font: "regular", size: TEXT_SIZE, after: 1 });
  doc.y += 12;
  block(writing, "P", "How to cite", { font: "bold", size: 10.5, after: 2 });
  block(writing, "P", model.cover.cite, { font: "regular", size: TEXT_SIZE, after: 14 });
  block(writing, "P", model.cover.disclaimer, { font: "italic", size: TEXT_SIZE });
}

/** What the cover says beside title, sources and how to cite. */
export function coverLines(model: ReportModel): [string, string][] {
  return [
    ...(model.cover.date === null ? [] : [["Date of issue", issueDay(model.cover.date)] as [string, string]]),
    ...(model.cover.contact === null ? [] : [["Contact", model.cover.contact] as [string, string]]),
    ...model.facts.map(({ label, value }): [string, string] => [label, value]),
  ];
}

function chapters(writing: Writing): void {
  const { doc, model } = writing;
  const counts = [0, 0, 0];
  const parents: (PDFKit.PDFOutline | undefined)[] = [];
  const groups: ReportSection[][] = [];
  for (const section of model.sections) {
    if (section.level === 1 || groups.length === 0) groups.push([section]);
    else (groups.at(-1) as ReportSection[]).push(section);
  }
  groups.forEach((sections, at) => {
    const wide = sections.some((section) => section.blocks.some((item) => item.kind === "table" && item.table.wide));
    const orientation: Orientation = wide ? "landscape" : "portrait";
    const first = sections[0] as ReportSection;
    if (at === 0 || orientation !== writing.orientation || first.id === "summary" || groups[at - 1]?.[0]?.id === "summary") newPage(writing, orientation);
    for (const [position, section] of sections.entries()) {
      counts[section.level - 1] = (counts[section.level - 1] ?? 0) + 1;
      counts.fill(0, section.level);
      const title = `${counts.slice(0, section.level).join(".")}. ${section.title}`;
      // A heading stays with what it heads.
      if (doc.y + Math.min(openingHeight(writing, sections, position), (bottom(doc) - MARGIN) * 0.6) > bottom(doc)) newPage(writing);
      else if (doc.y > MARGIN + 4) doc.y += section.level === 1 ? 14 : 8;
      parents[section.level] = (parents[section.level - 1] ?? doc.outline).addItem(officeText(title));
      block(writing, `H${section.level}`, title, { font: "bold", size: SIZES[section.level], after: 5 });
      for (const item of section.blocks) content(writing, item);
    }
  });
}

/** Height of a heading and of what has to stand with it: its sentence, the begin of its table or list, the heading that follows at once. */
function openingHeight(writing: Writing, sections: ReportSection[], at: number): number {
  const { doc } = writing;
  const section = sections[at];
  if (section === undefined) return 0;
  let height = SIZES[section.level] * 1.5 + 20;
  for (const item of section.blocks) {
    if (item.kind === "table") return height + startHeight(writing, item.table);
    if (item.kind !== "text") return height + 45;
    height += doc.font("regular").fontSize(TEXT_SIZE).heightOfString(officeText(item.text), { width: textWidth(doc), lineGap: 1.5 }) + 6;
  }
  const next = sections[at + 1];
  return next !== undefined && next.level > section.level ? height + openingHeight(writing, sections, at + 1) : height;
}

function content(writing: Writing, item: ReportSection["blocks"][number]): void {
  switch (item.kind) {
    case "text":
      return block(writing, "P", item.text, { font: "regular", size: TEXT_SIZE });
    case "list":
      return bullets(writing, item.items);
    case "picture":
      return pictureBlock(writing, item.picture.id, item.picture.caption);
    case "table":
      return drawTable(writing, item.table);
  }
}

function bullets(writing: Writing, items: string[]): void {
  const list = writing.doc.struct("L");
  writing.root.add(list);
  for (const item of items) {
    const point = writing.doc.struct("LI");
    list.add(point);
    block(writing, "LBody", item, { font: "regular", size: TEXT_SIZE, after: 2.5, indent: 8, mark: "•" }, point);
    point.end();
  }
  list.end();
  writing.doc.y += 4;
}

function pictureBlock(writing: Writing, id: string, caption: string): void {
  const { doc } = writing;
  const picture = writing.pictures.get(id);
  if (picture === undefined) return;
  // Two pictures and the findings share one page.
  const width = Math.min(textWidth(doc), (picture.width / picture.height) * 194);
  const height = (width * picture.height) / picture.width;
  if (doc.y + height + 20 > bottom(doc)) newPage(writing);
  const figure = doc.struct("Figure", { alt: officeText(picture.alt), title: officeText(caption) });
  writing.root.add(figure);
  const top = doc.y;
  figure.add(() => void doc.image(Buffer.from(picture.png), MARGIN, top, { width }));
  figure.end();
  doc.y = top + height + 3;
  doc.x = MARGIN;
  block(writing, "Caption", caption, { font: "bold", size: 8.5, after: 8 });
}

/** Page numbers and the reminder, which are no content. */
function footers(writing: Writing): void {
  const { doc, model } = writing;
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    // Below the margin, text would open a new page.
    doc.page.margins.bottom = 0;
    doc.markContent("Artifact", { type: "Pagination" });
    doc.font("regular").fontSize(7.5).fillColor("#404040");
    doc.text(`Codes reports, not countries  ·  ${officeText(model.subtitle)}`, MARGIN, doc.page.height - 36, { width: textWidth(doc) - 60, height: 10, ellipsis: true, lineBreak: false });
    doc.text(`${page - start + 1} / ${count}`, doc.page.width - MARGIN - 60, doc.page.height - 36, { width: 60, align: "right", lineBreak: false });
    doc.endMarkedContent();
  }
}
