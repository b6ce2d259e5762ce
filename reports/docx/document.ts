// Owns the report as a DOCX document: styles, contents, tables, footnotes with evidence, landscape where a table is wide.
// Must not compute a figure; the model holds them all.
import {
  AlignmentType, Bookmark, BorderStyle, Document, Footer, FootnoteReferenceRun, Header, HeadingLevel, ImageRun, InternalHyperlink, LeaderType, LevelFormat, LineRuleType, Packer, PageNumber, PageOrientation, Paragraph, ShadingType, TabStopType, Table, TableCell, TableLayoutType, TableOfContents,
  TableRow as DocxRow, TextRun, VerticalAlignTable, VerticalMergeType, WidthType, type ISectionOptions, type ParagraphChild,
} from "docx";
import { isShort, tableWidths } from "../column-widths.js";
import { cellText, sourceText, type Cell, type Column, type Evidence, type Picture, type ReportModel, type ReportSection, type ReportTable, type TableRow } from "../model.js";
import { issueDay } from "../build/front.js";
import { drawPictures, type DrawnPicture } from "../pictures/render.js";
import { officeText } from "../office-text.js";

const FONT = "Times New Roman";
/** Twentieths of a point. A4 with margins of 1.8 cm. */
const PAGE = { width: 11_906, height: 16_838, margin: 1_020 };
const TEXT_WIDTH = { portrait: PAGE.width - 2 * PAGE.margin, landscape: PAGE.height - 2 * PAGE.margin };
/** More groups than these do not fit beside each other: the table goes on in further parts. */
const GROUPS_BESIDE = 8;
/** Footnotes of one cell; what is more stands in the annex. */
const FOOTNOTES = 4;
/** Footnotes of a report: word processors grow slow with thousands. */
const FOOTNOTES_IN_ALL = 1_500;
const HEAD_FILL = "DCE6F1";
const RULE = { style: BorderStyle.SINGLE, size: 4, color: "7F7F7F" };
const THIN = { style: BorderStyle.SINGLE, size: 2, color: "BFBFBF" };
const NONE = { style: BorderStyle.NONE, size: 0, color: "FFFFFF" };

interface Context {
  model: ReportModel;
  evidence: Map<string, Evidence>;
  /** Bookmark of a section, by its id. Word allows letters, digits and "_", at most 40. */
  bookmarks: Map<string, string>;
  footnotes: Record<string, { children: Paragraph[] }>;
  footnoteCount: number;
  pictures: Map<string, DrawnPicture>;
  /** False where the evidence stands elsewhere. */
  withFootnotes: boolean;
  /** Number of the footnote that gives the quote of an evidence entry. */
  quotedIn: Map<string, number>;
}

export interface DocumentOptions {
  /**
   * Print page numbers in the table of contents. They come from laying out every page, which takes about 20 seconds for a report of 80 pages;
   * without it the entries are links without numbers, and a word processor adds the numbers when the table is updated.
   */
  pageNumbers?: boolean;
  /** Quotes as footnotes (default). Without them the report stays short; the evidence then stands in a file of its own, in XLSX or HTML. */
  footnotes?: boolean;
}

/**
 * The document's bytes.
 * Headings are real headings with numbers; the table of contents is a field that is filled in already, so that no program has to ask before it opens the file.
 */
export async function writeDocument(model: ReportModel, options: DocumentOptions = {}): Promise<Uint8Array> {
  const estimate = options.pageNumbers === true ? (await import("docx/layout")).estimatePageNumbers : undefined;
  const context: Context = { model, evidence: new Map(model.evidence.map((item) => [item.id, item])), bookmarks: new Map(model.sections.map((section, index) => [section.id, `s${index + 1}`])), footnotes: {}, footnoteCount: 0, quotedIn: new Map(), pictures: await drawPictures(model), withFootnotes: options.footnotes !== false };
  const sections: ISectionOptions[] = [section(coverPage(context), "portrait", context)];
  const summary = model.sections.filter((item) => item.id === "summary");
  if (summary.length > 0) sections.push(section(summary.flatMap((item) => sectionBlocks(item, "portrait", context)), "portrait", context));
  sections.push(section(contentsPage(context, estimate !== undefined), "portrait", context));
  for (const { orientation, items } of parts(model.sections.filter((item) => item.id !== "summary"))) sections.push(section(items.flatMap((item) => sectionBlocks(item, orientation, context)), orientation, context));
  const document = new Document({
    title: officeText(model.title), subject: officeText(model.subtitle), creator: "Stocktake", description: officeText(model.method.statements.join(" ")),
    features: { updateFields: false },
    ...(estimate === undefined ? {} : { pageNumbers: estimate }),
    footnotes: context.footnotes,
    styles: {
      default: {
        document: { run: { font: FONT, size: 20, language: { value: "en-GB" } }, paragraph: { spacing: { after: 120, line: 252 } } },
        title: { run: { font: FONT, size: 32, bold: true, color: "000000" }, paragraph: { spacing: { before: 240, after: 120, line: 300 }, alignment: AlignmentType.LEFT } },
        heading1: { run: { font: FONT, size: 28, bold: true, color: "000000" }, paragraph: { spacing: { before: 320, after: 160 }, keepNext: true } },
        heading2: { run: { font: FONT, size: 24, bold: true, color: "000000" }, paragraph: { spacing: { before: 260, after: 120 }, keepNext: true } },
        heading3: { run: { font: FONT, size: 20, bold: true, color: "000000" }, paragraph: { spacing: { before: 220, after: 80 }, keepNext: true } },
        footnoteText: { run: { font: FONT, size: 17 }, paragraph: { spacing: { after: 20 } } },
        footnoteReference: { run: { superScript: true } },
        hyperlink: { run: { color: "1F4E79", underline: {} } },
      },
      paragraphStyles: [
        { id: "Subtitle", name: "Subtitle", basedOn: "Normal", run: { size: 26, color: "404040" }, paragraph: { spacing: { after: 240 } } },
        { id: "Caption", name: "caption", basedOn: "Normal", run: { size: 19, bold: true }, paragraph: { spacing: { before: 160, after: 60 }, keepNext: true } },
        { id: "TableText", name: "Table Text", basedOn: "Normal", run: { size: 16 }, paragraph: { spacing: { before: 10, after: 10, line: 216 } } },
        { id: "TableHead", name: "Table Head", basedOn: "TableText", run: { bold: true, size: 16 } },
        { id: "TableNote", name: "Table Note", basedOn: "Normal", run: { size: 16, italics: true }, paragraph: { spacing: { before: 30, after: 20, line: 220 } } },
        { id: "ContentsHeading", name: "Contents Heading", basedOn: "Normal", run: { size: 28, bold: true }, paragraph: { spacing: { before: 360, after: 120 }, keepNext: true } },
        { id: "TOC1", name: "toc 1", basedOn: "Normal", paragraph: { spacing: { before: 60, after: 20 } } },
        { id: "TOC2", name: "toc 2", basedOn: "Normal", paragraph: { spacing: { after: 0 }, indent: { left: 360 } } },
      ],
    },
    numbering: {
      config: [
        { reference: "headings", levels: [1, 2, 3].map((depth) => ({ level: depth - 1, format: LevelFormat.DECIMAL, text: `${[1, 2, 3].slice(0, depth).map((item) => `%${item}`).join(".")}.`, alignment: AlignmentType.LEFT, style: { paragraph: { indent: { left: [567, 567, 709][depth - 1] as number, hanging: [567, 567, 709][depth - 1] as number } } } })) },
        { reference: "points", levels: [{ level: 0, format: LevelFormat.BULLET, text: "•", alignment: AlignmentType.LEFT, style: { paragraph: { indent: { left: 425, hanging: 283 } } } }] },
      ],
    },
    sections,
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

type Orientation = "portrait" | "landscape";

/** Sections under a heading of the first level share a page's orientation; a new page begins only where it turns. */
function parts(sections: ReportSection[]): { orientation: Orientation; items: ReportSection[] }[] {
  const chapters: ReportSection[][] = [];
  for (const item of sections) {
    if (item.level === 1 || chapters.length === 0) chapters.push([item]);
    else (chapters.at(-1) as ReportSection[]).push(item);
  }
  const out: { orientation: Orientation; items: ReportSection[] }[] = [];
  for (const items of chapters) {
    const orientation = items.some((item) => item.blocks.some((block) => block.kind === "table" && block.table.wide)) ? "landscape" : "portrait";
    const before = out.at(-1);
    if (before?.orientation === orientation) before.items.push(...items);
    else out.push({ orientation, items: [...items] });
  }
  return out;
}

function section(children: (Paragraph | Table | TableOfContents)[], orientation: Orientation, context: Context): ISectionOptions {
  const width = TEXT_WIDTH[orientation];
  const small = (text: string): TextRun => new TextRun({ text, size: 16, color: "404040" });
  return {
    properties: {
      page: {
        size: { width: PAGE.width, height: PAGE.height, orientation: orientation === "landscape" ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
        margin: { top: PAGE.margin, bottom: PAGE.margin, left: PAGE.margin, right: PAGE.margin, header: 567, footer: 567 },
      },
    },
    headers: { default: new Header({ children: [new Paragraph({ tabStops: [{ type: TabStopType.RIGHT, position: width }], border: { bottom: THIN }, children: [small(officeText(context.model.subtitle)), new TextRun({ text: "\t" }), small("Codes reports, not countries")] })] }) },
    footers: { default: new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children: [PageNumber.CURRENT], size: 17 }), new TextRun({ text: " / ", size: 17 }), new TextRun({ children: [PageNumber.TOTAL_PAGES], size: 17 })] })] }) },
    children,
  };
}

function coverPage(context: Context): Paragraph[] {
  const { model } = context;
  const { cover } = model;
  const small = (text: string, italics = false): Paragraph => new Paragraph({ spacing: { after: 40 }, children: [new TextRun({ text: officeText(text), italics })] });
  const label = (text: string): Paragraph => new Paragraph({ spacing: { before: 240, after: 40 }, keepNext: true, children: [new TextRun({ text, bold: true })] });
  const line = (name: string, value: string): Paragraph => new Paragraph({ tabStops: [{ type: TabStopType.LEFT, position: 2_400 }], indent: { left: 2_400, hanging: 2_400 }, spacing: { after: 40 }, children: [new TextRun({ text: officeText(name), bold: true }), new TextRun({ text: "\t" }), new TextRun({ text: officeText(value) })] });
  return [
    ...(cover.office === null ? [] : [new Paragraph({ children: [new TextRun({ text: officeText(cover.office), bold: true, size: 24, color: "1F4E79" })] })]),
    new Paragraph({ heading: HeadingLevel.TITLE, spacing: { before: 2_200, after: 160, line: 264, lineRule: LineRuleType.AUTO }, children: [new TextRun({ text: officeText(model.title), size: 48 })] }),
    new Paragraph({ style: "Subtitle", spacing: { after: 480 }, children: [new TextRun(officeText(model.subtitle))] }),
    ...(cover.date === null ? [] : [line("Date of issue", issueDay(cover.date))]), ...(cover.contact === null ? [] : [line("Contact", cover.contact)]), ...model.facts.map((fact) => line(fact.label, fact.value)),
    label("Sources"), ...cover.sources.map((source) => small(source)), label("How to cite"), small(cover.cite), new Paragraph({ spacing: { before: 240 }, children: [] }), small(cover.disclaimer, true),
  ];
}

function contentsPage(context: Context, numbers: boolean): (Paragraph | TableOfContents)[] {
  const { model } = context;
  return [
    new Paragraph({ style: "ContentsHeading", children: [new TextRun("Contents")] }),
    new TableOfContents("Contents", { hyperlink: true, headingStyleRange: "1-2", beginDirty: false, ...(numbers ? { tabLeader: LeaderType.DOT } : { tabLeader: LeaderType.NONE, cachedEntries: entries(model, context) }) }),
  ];
}

/** Entries of the contents with the numbers that their headings have. */
function entries(model: ReportModel, context: Context): { title: string; level: number; href: string }[] {
  const counts = [0, 0];
  return model.sections
    .filter((item) => item.level <= 2)
    .map((item) => {
      if (item.level === 1) counts.splice(0, 2, (counts[0] as number) + 1, 0);
      else counts[1] = (counts[1] as number) + 1;
      return { title: `${counts[0]}.${item.level === 2 ? `${counts[1]}.` : ""}  ${officeText(item.title)}`, level: item.level, href: context.bookmarks.get(item.id) as string };
    });
}

function sectionBlocks(item: ReportSection, orientation: Orientation, context: Context): (Paragraph | Table)[] {
  const next = context.model.sections[context.model.sections.indexOf(item) + 1];
  const heading = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3][item.level - 1] ?? HeadingLevel.HEADING_3;
  const out: (Paragraph | Table)[] = [
    new Paragraph({ heading, numbering: { reference: "headings", level: item.level - 1 }, children: [new Bookmark({ id: context.bookmarks.get(item.id) as string, children: [new TextRun(officeText(item.title))] })] }),
  ];
  for (const [index, block] of item.blocks.entries()) {
    // What leads to a table stays with it.
    // So does a sentence that opens a chapter, with its first section.
    const opens = index === item.blocks.length - 1 && next !== undefined && next.level > item.level;
    if (block.kind === "text") out.push(new Paragraph({ keepNext: opens || item.blocks[index + 1]?.kind === "table" || item.blocks[index + 1]?.kind === "list", children: [new TextRun(officeText(block.text))] }));
    else if (block.kind === "list") out.push(...block.items.map((point) => new Paragraph({ numbering: { reference: "points", level: 0 }, spacing: { after: 60 }, children: [new TextRun(officeText(point))] })));
    else if (block.kind === "table") out.push(...tableBlocks(block.table, orientation, context));
    else out.push(...pictureBlocks(block.picture, context));
  }
  return out;
}

/** A picture with its text alternative and its caption. */
function pictureBlocks(picture: Picture, context: Context): Paragraph[] {
  const drawn = context.pictures.get(picture.id);
  if (drawn === undefined) return [];
  const height = Math.min(262, (640 * drawn.height) / drawn.width);
  return [
    new Paragraph({ keepNext: true, spacing: { before: 120, after: 40, line: 240, lineRule: LineRuleType.AUTO }, children: [new ImageRun({ type: "png", data: drawn.png, transformation: { width: Math.round((height * drawn.width) / drawn.height), height: Math.round(height) }, altText: { name: picture.id, title: officeText(picture.caption), description: officeText(drawn.alt) } })] }),
    new Paragraph({ style: "TableNote", spacing: { after: 120 }, children: [new TextRun({ text: officeText(picture.caption), bold: true })] }),
  ];
}

/** Caption, the table (in parts where it has too many groups for the page), notes. */
function tableBlocks(table: ReportTable, orientation: Orientation, context: Context): (Paragraph | Table)[] {
  const out: (Paragraph | Table)[] = [];
  const pieces = columnSets(table);
  pieces.forEach((indexes, piece) => {
    const part = pieces.length === 1 ? "" : ` (part ${piece + 1} of ${pieces.length})`;
    out.push(new Paragraph({ style: "Caption", children: [new TextRun(`Table ${table.number}. ${officeText(table.caption)}${part}`)] }));
    out.push(tableOf(table, indexes, orientation, context));
  });
  out.push(...table.notes.map((note, at) => new Paragraph({ style: "TableNote", keepNext: at < table.notes.length - 1, children: [new TextRun(officeText(note))] })));
  // Under a table there has to be a paragraph; as a line of a point it opens no empty page.
  out.push(new Paragraph({ spacing: { before: 0, after: 80, line: 20, lineRule: LineRuleType.EXACT }, run: { size: 2 }, children: [] }));
  return out;
}

/** Indexes of the columns of each part: those that lead a row in all of them, the counts shared out. */
function columnSets(table: ReportTable): number[][] {
  const counts = table.columns.flatMap((column, index) => (column.kind === "count" ? [index] : []));
  const all = table.columns.map((_, index) => index);
  if (counts.length <= GROUPS_BESIDE) return [all];
  const others = all.filter((index) => !counts.includes(index));
  const number = Math.ceil(counts.length / GROUPS_BESIDE);
  const each = Math.ceil(counts.length / number);
  return Array.from({ length: number }, (_, piece) => [...others, ...counts.slice(piece * each, (piece + 1) * each)]);
}

function tableOf(table: ReportTable, indexes: number[], orientation: Orientation, context: Context): Table {
  const columns = indexes.map((index) => table.columns[index] as Column);
  const widths = tableWidths(context.model, table, indexes, { total: TEXT_WIDTH[orientation], letter: 76, pad: 160 }).map(Math.floor);
  const head = new DocxRow({
    tableHeader: true, cantSplit: true,
    children: columns.map((column, at) => new TableCell({
      width: { size: widths[at] as number, type: WidthType.DXA }, verticalAlign: VerticalAlignTable.BOTTOM, shading: { type: ShadingType.CLEAR, fill: HEAD_FILL, color: "auto" }, borders: { top: RULE, bottom: RULE, left: NONE, right: NONE }, margins: MARGINS,
      children: [
        new Paragraph({ style: "TableHead", alignment: isNumber(column) ? AlignmentType.RIGHT : AlignmentType.LEFT, keepNext: true, children: [new TextRun(officeText(column.title))] }),
        ...(column.subtitle === undefined ? [] : [new Paragraph({ style: "TableText", alignment: AlignmentType.RIGHT, keepNext: true, children: [new TextRun({ text: officeText(column.subtitle), size: 15 })] })]),
      ],
    })),
  });
  // A short table stands on one page; a longer one leaves no row alone at its end, and its notes stand with its last row.
  const short = isShort(table);
  const kept = (at: number): boolean => at === table.rows.length - 1 ? table.notes.length > 0 : short || at >= table.rows.length - 2;
  const rows = table.rows.map((row, at) => {
    const last = at === table.rows.length - 1;
    const next = table.rows[at + 1];
    return new DocxRow({
      // A row stays whole, unless its text may be longer than a page.
      cantSplit: row.cells.every((item) => String(item.value ?? "").length < 1_200),
      keepNext: next?.role === "more" || kept(at),
      children: columns.map((column, position) => {
        const index = indexes[position] as number;
        const cell = row.cells[index] as Cell;
        return new TableCell({
          width: { size: widths[position] as number, type: WidthType.DXA }, margins: MARGINS,
          // The name of a measure goes down beside all its rows.
          ...(column.key !== "measure" ? {} : row.role === "more" ? { verticalMerge: VerticalMergeType.CONTINUE } : next?.role === "more" ? { verticalMerge: VerticalMergeType.RESTART } : {}),
          borders: { top: row.role === "lead" || row.role === "plain" || row.role === "total" ? (row.role === "total" ? RULE : THIN) : NONE, bottom: last ? RULE : NONE, left: NONE, right: NONE },
          children: [new Paragraph({ style: "TableText", alignment: isNumber(column) ? AlignmentType.RIGHT : AlignmentType.LEFT, children: cellRuns(table, row, cell, column, context) })],
        });
      }),
    });
  });
  return new Table({ rows: [head, ...rows], columnWidths: widths, width: { size: widths.reduce((sum, value) => sum + value, 0), type: WidthType.DXA }, layout: TableLayoutType.FIXED, borders: { top: RULE, bottom: RULE, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE } });
}

const MARGINS = { top: 10, bottom: 10, left: 70, right: 70, marginUnitType: WidthType.DXA } as const;
const isNumber = (column: Column): boolean => column.kind === "count" || column.kind === "number" || column.kind === "percent";

/** Text of a cell; a figure links to its evidence in the annex, States carry footnotes. */
function cellRuns(table: ReportTable, row: TableRow, cell: Cell, column: Column, context: Context): ParagraphChild[] {
  // A measure's name stands once, at its first status.
  if (column.key === "measure" && row.role === "more") return [];
  const run = new TextRun({ text: officeText(cellText(cell, column.kind)), bold: row.role === "total" || (row.role === "lead" && column.key === "measure") });
  const anchor = cell.ref?.measure === undefined ? undefined : context.bookmarks.get(`evidence-${cell.ref.measure.replace(/[^a-z0-9]+/g, "-")}`);
  const cited = cell.evidence ?? [];
  if (column.kind === "count" && anchor !== undefined && cited.length > 0) return [new InternalHyperlink({ anchor, children: [new TextRun({ text: officeText(cellText(cell, column.kind)), color: "1F4E79", bold: row.role === "total" })] })];
  if (!context.withFootnotes || table.role === "evidence" || table.role === "collective" || cited.length === 0 || (column.kind !== "states" && column.key !== "source")) return [run];
  const out: ParagraphChild[] = [run];
  const shown = cited.length <= FOOTNOTES ? cited : cited.slice(0, FOOTNOTES - 1);
  for (const [index, id] of shown.entries()) {
    const entry = context.evidence.get(id);
    if (entry === undefined || context.footnoteCount >= FOOTNOTES_IN_ALL) continue;
    if (index > 0) out.push(new TextRun({ text: ", ", superScript: true }));
    const before = context.quotedIn.get(id);
    out.push(footnote(before === undefined ? `${sourceText(entry)}: “${entry.quote}”` : `${sourceText(entry)} (quoted in footnote ${before}).`, context));
    if (before === undefined) context.quotedIn.set(id, context.footnoteCount);
  }
  if (shown.length < cited.length && context.footnoteCount < FOOTNOTES_IN_ALL) out.push(new TextRun({ text: ", ", superScript: true }), footnote(`${cited.length - shown.length} more quotes: see the annex of evidence.`, context));
  return out;
}

function footnote(text: string, context: Context): FootnoteReferenceRun {
  context.footnoteCount += 1;
  context.footnotes[String(context.footnoteCount)] = { children: [new Paragraph({ style: "FootnoteText", children: [new TextRun({ text: ` ${officeText(text)}` })] })] };
  return new FootnoteReferenceRun(context.footnoteCount);
}
