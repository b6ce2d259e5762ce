// Owns DOCX: WordprocessingML into lines, with the numbers that Word computes and the notes that it keeps apart.
// Must not unpack the archive itself, and must not decide what a line is.
// Read directly and not through HTML (mammoth), because HTML loses Word's automatic paragraph numbers, sizes, tabs and spans of cells.

import type { Element } from "domhandler";
import { fieldMark, sourceLine, type SourceCell, type SourceLine, type SourceNote } from "../../extractors/document/source.js";
import { DocxError, DocxPackage, type Node, type Relation, type Xml } from "./docx-package.js";
import { DocxNumbers, DocxStyles, onOff } from "./docx-styles.js";
import { DocxText } from "./docx-text.js";

export { DocxError } from "./docx-package.js";

export interface DocxContent {
  lines: SourceLine[];
  notes: SourceNote[];
  title: string | null;
  /** What the file holds and no line shows, a sentence each with what to do. */
  notRead: { message: string; next: string }[];
}

/** Reads what is embedded whole in a document (a page of HTML, another document); null where it is of no kind that is read. */
export type ReadChunk = (bytes: Uint8Array) => Promise<Embedded | null>;

/** What an embedded file gave, and what of it was not read or had to be guessed. */
export type Embedded = Pick<DocxContent, "lines" | "notRead">;

/**
 * Lines and notes of a DOCX.
 * @param maxBytes limit on what the needed parts unpack to
 * @throws DocxError
 */
export async function docxLines(bytes: Uint8Array, maxBytes: number, readChunk: ReadChunk = () => Promise.resolve(null)): Promise<DocxContent> {
  const file = new DocxPackage(bytes, maxBytes);
  const path = mainPart(file);
  const main = path === null ? null : file.xml(path);
  if (path === null || main === null) throw new DocxError("not_docx", file.size === 0 ? "the archive is empty" : "the archive holds no Word document");
  const relations = file.relations(path);
  const partOf = (type: string): Xml | null => {
    const found = relations.find((relation) => relation.type === type && !relation.external);
    // Some writers forget the relationship; the usual name then still holds.
    return file.xml(found?.target ?? `word/${type}.xml`);
  };
  const reader = new DocxReader(main, partOf("styles"), partOf("numbering"));
  const { lines, chunks } = reader.body();
  const notRead: DocxContent["notRead"] = [];
  await putChunks(lines, chunks, relations, file, readChunk, notRead);
  const notes: SourceNote[] = [];
  for (const [type, tag, order] of [["footnotes", "w\\:footnote", reader.text.footnoteOrder], ["endnotes", "w\\:endnote", reader.text.endnoteOrder]] as const) {
    const xml = partOf(type);
    if (xml !== null) notes.push(...notesOf(xml, tag, order, reader));
  }
  lines.push(...headerLines(relations, file, reader));
  if (reader.text.hidden > 0) notRead.push({ message: `${reader.text.hidden} letters of hidden text were not read.`, next: "Show hidden text in a word processor if it matters." });
  if (reader.text.struck > 0) notRead.push({ message: `${reader.text.struck} letters that are struck out were not read.`, next: "Look at the document if what is struck out still counts." });
  const objects = relations.filter((relation) => /^(?:oleobject|package|subdocument)$/.test(relation.type)).length;
  if (objects > 0) notRead.push({ message: `${objects} ${objects === 1 ? "document or object is" : "documents or objects are"} embedded in the file and not read.`, next: "Open it in a word processor, save what is embedded as files, and ingest them." });
  const core = file.relations("").find((relation) => relation.type === "core-properties" || relation.type === "coreproperties");
  const title = (core === undefined ? null : file.xml(core.target))?.("dc\\:title").text().trim() ?? "";
  return { lines, notes, title: title === "" ? null : title, notRead };
}

/** Word's main part: by the relationship of the package, else by its usual name. */
function mainPart(file: DocxPackage): string | null {
  const named = file.relations("").find((relation) => relation.type === "officedocument" && !relation.external)?.target;
  if (named !== undefined && file.has(named)) return /\.xml$/i.test(named) && /^(?:xl|ppt)\//i.test(named) ? null : named;
  return file.has("word/document.xml") ? "word/document.xml" : null;
}

function notesOf(xml: Xml, tag: string, order: ReadonlyMap<string, string>, reader: DocxReader): SourceNote[] {
  const texts = new Map<string, string>();
  xml(tag).each((_, node) => {
    const type = xml(node).attr("w:type");
    if (type !== undefined && type !== "normal") return;
    const text = xml(node).find("w\\:p").toArray().map((p) => reader.text.read(xml, xml(p)).text.trim()).filter((t) => t !== "").join(" ");
    texts.set(xml(node).attr("w:id") ?? "", text.replace(/\s+/g, " "));
  });
  return [...order].map(([id, label]) => ({ label, page: null, text: texts.get(id) ?? "" }));
}

/** The running heads; their symbol is the document's. */
function headerLines(relations: readonly Relation[], file: DocxPackage, reader: DocxReader): SourceLine[] {
  const lines: SourceLine[] = [];
  for (const relation of relations) {
    if (relation.type !== "header" || relation.external) continue;
    const xml = file.xml(relation.target);
    xml?.("w\\:p").each((_, p) => {
      const text = reader.text.read(xml, xml(p)).text.replace(/\s+/g, " ").trim();
      if (text !== "") lines.push(sourceLine(text, { zone: "furniture", blockStart: true }));
    });
  }
  return lines;
}

interface Chunk {
  /** Index of the line that it stands before. */
  at: number;
  id: string;
}

async function putChunks(lines: SourceLine[], chunks: readonly Chunk[], relations: readonly Relation[], file: DocxPackage, readChunk: ReadChunk, notRead: DocxContent["notRead"]): Promise<void> {
  for (const { at, id } of [...chunks].reverse()) {
    const relation = relations.find((candidate) => candidate.id === id);
    const bytes = relation === undefined || relation.external ? null : file.part(relation.target);
    const read = bytes === null ? null : await readChunk(bytes);
    if (read === null) notRead.push({ message: `A part of the document is embedded as another file (${relation?.target ?? id}) and could not be read.`, next: "Open it in a word processor, save it again as DOCX, and ingest the new file." });
    else {
      lines.splice(at, 0, ...read.lines);
      notRead.push(...read.notRead);
    }
  }
}

/** Wrappers that change nothing of what is in them. */
const WRAPPERS = new Set(["w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:sdtContent"]);

/** A row with tables in its cells and more text than this lays out the page. */
const LAYOUT = 1500;

class DocxReader {
  readonly text: DocxText;
  private readonly styles: DocxStyles;
  private readonly numbers: DocxNumbers;
  private lines: SourceLine[] = [];
  private readonly chunks: Chunk[] = [];
  private tables = 0;
  private readonly blank = new Set<Element>();
  /** Text of a paragraph whose mark was deleted: it goes on in the next. */
  private carried = "";

  constructor(
    private readonly xml: Xml,
    styles: Xml | null,
    numbering: Xml | null,
  ) {
    this.styles = new DocxStyles(styles);
    this.numbers = new DocxNumbers(numbering, this.styles);
    this.text = new DocxText(this.styles, this.numbers);
  }

  body(): { lines: SourceLine[]; chunks: Chunk[] } {
    this.walk(this.xml<Element, string>("w\\:body").get(0));
    return { lines: this.lines, chunks: this.chunks };
  }

  private paragraph(p: Node): SourceLine | null {
    const pr = p.children("w\\:pPr");
    const style = pr.children("w\\:pStyle").attr("w:val") ?? this.styles.defaultStyle;
    const read = this.text.read(this.xml, p, style);
    const whole = `${this.carried}${read.text}`.replace(/ {2,}/g, " ");
    this.carried = "";
    if (pr.children("w\\:rPr").children("w\\:del").length > 0) {
      this.carried = whole;
      return null;
    }
    const raw = whole.trim();
    // An empty paragraph of a list counts on paper as well.
    const label = this.numbers.label(p, style);
    if (raw === "") return null;
    const tab = /^(\S{1,8})\t/.exec(raw);
    const body = raw.replace(/\s*\t\s*/g, " ").trim();
    const text = label === null ? body : `${label.label} ${body}`;
    const level = this.outline(pr, style);
    return sourceLine(text, {
      size: Math.round(read.size * 10) / 10,
      bold: read.letters > 0 && read.bold / read.letters > 0.7,
      italic: read.letters > 0 && read.italic / read.letters > 0.7,
      lead: label?.label ?? tab?.[1] ?? null,
      wideGaps: (raw.match(/\t/g) ?? []).length,
      gap: 1.2,
      blockStart: true,
      right: text.length * 5,
      headingLevel: level !== null && level < 9 && text.length < 250 ? level + 1 : null,
      listItem: label?.bullet ?? false,
      zone: /^toc\b/i.test(this.styles.name(style)) ? "contents" : "body",
    });
  }

  private outline(pr: Node, style: string | null): number | null {
    const own = pr.children("w\\:outlineLvl").attr("w:val");
    if (own !== undefined) return Number(own);
    const named = /^heading (\d)/i.exec(this.styles.name(style))?.[1];
    return this.styles.get(style, "outline") ?? (named === undefined ? null : Number(named) - 1);
  }

  /** Lines of a container of blocks. A table's row is one line, its cells behind "\n"; a table that only lays out the page is read cell by cell. */
  private walk(parent: Element | undefined): void {
    for (const node of parent?.children ?? []) {
      if (!("attribs" in node)) continue;
      const element = this.xml(node);
      if (node.name === "w:p") {
        const line = this.paragraph(element);
        if (line) this.lines.push(line);
        this.textBoxes(element);
      } else if (node.name === "w:tbl") this.table(element);
      else if (node.name === "w:altChunk") this.chunks.push({ at: this.lines.length, id: node.attribs["r:id"] ?? "" });
      else if (node.name === "w:sdt") this.control(element);
      else if (node.name === "mc:AlternateContent") this.walk(element.children("mc\\:Choice").get(0) ?? element.children("mc\\:Fallback").get(0));
      else if (WRAPPERS.has(node.name)) this.walk(node);
    }
  }

  private textBoxes(element: Node): void {
    element.find("w\\:txbxContent").each((_, box) => {
      // Word writes a text box twice, once for old readers; boxes in boxes are met on the way.
      const inOther = this.xml(box).parents("w\\:txbxContent").length > element.parents("w\\:txbxContent").length;
      if (this.xml(box).closest("mc\\:Fallback").length === 0 && !inOther) this.walk(box);
    });
  }

  /** A content control around whole paragraphs: a table of contents, an answer, or words that only invite to answer. */
  private control(element: Node): void {
    const facts = element.children("w\\:sdtPr");
    if (/contents/i.test(facts.find("w\\:docPartGallery").attr("w:val") ?? "")) return;
    if (onOff(facts.children("w\\:showingPlcHdr")) === true) return;
    const from = this.lines.length;
    this.walk(element.children("w\\:sdtContent").get(0));
    const added = this.lines.slice(from);
    if (facts.children("w\\:dropDownList, w\\:comboBox").length > 0 && added.length === 1) added[0]!.text = fieldMark(added[0]!.text);
  }

  /** Children of a kind, also inside what only wraps them; a content control that shows its invitation has none. */
  private inside(parent: Element, name: string): Element[] {
    return parent.children.flatMap((child) => {
      if (!("attribs" in child)) return [];
      if (child.name === name) return [child];
      if (child.name === "w:sdt") {
        const found = this.inside(child, name);
        // The cell is there, its words only invite to fill it in.
        if (onOff(this.xml(child).children("w\\:sdtPr").children("w\\:showingPlcHdr")) === true) for (const cell of found) this.blank.add(cell);
        return found;
      }
      return WRAPPERS.has(child.name) ? this.inside(child, name) : [];
    });
  }

  private table(table: Node): void {
    const rows = this.inside(table.get(0)!, "w:tr").filter((row) => this.xml(row).children("w\\:trPr").children("w\\:del").length === 0);
    const widest = Math.max(0, ...rows.map((row) => this.inside(row, "w:tc").length));
    const layout = widest <= 1 || (this.lines.length < 6 && /distr\.|original:/i.test(table.text()));
    this.tables++;
    const index = this.tables;
    const above = new Map<number, string>();
    for (const row of rows) {
      const cells = this.inside(row, "w:tc");
      const lays = this.xml(row).find("w\\:tbl").length > 0 && this.xml(row).text().length > LAYOUT;
      if (layout || lays) for (const cell of cells) this.walk(cell);
      else this.row(row, cells, index, above);
    }
  }

  /** A row is one line; rows of a table in one of its cells follow it. */
  private row(row: Element, cells: Element[], table: number, above: Map<number, string>): void {
    const facts = this.xml(row).children("w\\:trPr");
    let column = Number(facts.children("w\\:gridBefore").attr("w:val") ?? 0);
    const parts: SourceLine[] = [];
    const inside: SourceLine[] = [];
    const read = cells.map((cell): SourceCell => {
      const all = this.cellLines(cell);
      const own = all.filter((line) => line.row === null);
      inside.push(...all.filter((line) => line.row !== null));
      const pr = this.xml(cell).children("w\\:tcPr");
      const merge = pr.children("w\\:vMerge");
      const continued = merge.length > 0 && merge.attr("w:val") !== "restart";
      const span = Math.max(1, Number(pr.children("w\\:gridSpan").attr("w:val") ?? 1) || 1);
      const at = column;
      column += span;
      if (continued) return { text: above.get(at) ?? "", column: at, span, continued };
      parts.push(...own);
      const text = own.map((line) => line.text).join("\n");
      above.set(at, merge.length > 0 ? text : "");
      return { text, column: at, span, continued: false };
    });
    if (parts.length === 0) return void this.lines.push(...inside);
    const text = parts.map((line) => line.text).join("\n");
    const head = onOff(facts.children("w\\:tblHeader")) === true;
    this.lines.push(sourceLine(text, {
      size: parts[0]!.size, gap: 1.2, blockStart: true, wideGaps: cells.length - 1, listItem: cells.length > 1,
      bold: parts.every((line) => line.bold), right: text.length * 5, row: { table, head, cells: read },
    }), ...inside);
  }

  /** Lines of a cell, with text boxes and controls, apart from the document's. */
  private cellLines(cell: Element): SourceLine[] {
    if (this.blank.has(cell)) return [];
    const outer = this.lines;
    this.lines = [];
    this.walk(cell);
    const own = this.lines;
    this.lines = outer;
    return own;
  }
}
