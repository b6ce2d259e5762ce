// Owns DOCX: WordprocessingML into lines, with the numbers that Word computes and the notes that it keeps apart.
// Must not unpack more than the limit, and must not decide what a line is.
// Read directly and not through HTML, because HTML loses Word's automatic paragraph numbers, sizes and tabs.

import * as cheerio from "cheerio";
import type { Element } from "domhandler";
import { unzipSync } from "fflate";
import { callMark, cleanCharacters, sourceLine, type SourceLine, type SourceNote } from "../../extractors/document/source.js";

type Xml = cheerio.CheerioAPI;
type Node = cheerio.Cheerio<Element>;

interface StyleFacts {
  basedOn: string | null;
  name: string;
  bold: boolean | null;
  italic: boolean | null;
  size: number | null;
  outline: number | null;
  numId: string | null;
  level: number | null;
}

interface LevelFacts {
  start: number;
  format: string;
  text: string;
  style: string | null;
}

/** The archive is a ZIP without Word's main part, or unpacks beyond the limit. */
export class DocxError extends Error {
  constructor(
    readonly code: "not_docx" | "damaged" | "too_large",
    message: string,
  ) {
    super(message);
    this.name = "DocxError";
  }
}

/**
 * Lines and notes of a DOCX.
 * @param maxBytes limit on what the needed parts unpack to
 * @throws DocxError
 */
export function docxLines(bytes: Uint8Array, maxBytes: number): { lines: SourceLine[]; notes: SourceNote[]; title: string | null } {
  let total = 0;
  let seen = 0;
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, {
      filter: (file) => {
        seen++;
        const wanted = /^(?:word\/(?:document|footnotes|endnotes|numbering|styles)\.xml|docProps\/core\.xml)$/.test(file.name);
        if (wanted) total += file.originalSize;
        if (total > maxBytes) throw new DocxError("too_large", `the parts of the archive unpack to more than ${maxBytes} bytes`);
        return wanted;
      },
    });
  } catch (error) {
    if (error instanceof DocxError) throw error;
    throw new DocxError("damaged", error instanceof Error ? error.message : String(error));
  }
  const part = (name: string): Xml | null => {
    const data = files[name];
    return data ? cheerio.load(new TextDecoder().decode(data), { xml: true }) : null;
  };
  const main = part("word/document.xml");
  if (!main) throw new DocxError("not_docx", seen === 0 ? "the archive is empty" : "the archive holds no Word document");
  const reader = new DocxReader(main, part("word/styles.xml"), part("word/numbering.xml"));
  const lines = reader.body();
  const notes: SourceNote[] = [];
  for (const [file, tag, prefix] of [["word/footnotes.xml", "w\\:footnote", ""], ["word/endnotes.xml", "w\\:endnote", "e"]] as const) {
    const xml = part(file);
    if (!xml) continue;
    const order = prefix === "" ? reader.footnoteOrder : reader.endnoteOrder;
    const texts = new Map<string, string>();
    xml(tag).each((_, node) => {
      const type = xml(node).attr("w:type");
      if (type !== undefined && type !== "normal") return;
      const text = xml(node).find("w\\:p").toArray().map((p) => reader.text(xml, xml(p)).text.trim()).filter((t) => t !== "").join(" ");
      texts.set(xml(node).attr("w:id") ?? "", text.replace(/\s+/g, " "));
    });
    for (const [id, label] of order) notes.push({ label, page: null, text: texts.get(id) ?? "" });
  }
  const core = part("docProps/core.xml");
  const title = core?.("dc\\:title").text().trim() ?? "";
  return { lines, notes, title: title === "" ? null : title };
}

class DocxReader {
  readonly footnoteOrder = new Map<string, string>();
  readonly endnoteOrder = new Map<string, string>();
  private readonly styles = new Map<string, StyleFacts>();
  private defaultStyle: string | null = null;
  private defaultSize = 10;
  private readonly abstracts = new Map<string, Map<number, LevelFacts>>();
  private readonly nums = new Map<string, { abstract: string; starts: Map<number, number> }>();
  private readonly counters = new Map<string, number[]>();
  private readonly started = new Set<string>();

  constructor(
    private readonly xml: Xml,
    styles: Xml | null,
    numbering: Xml | null,
  ) {
    if (styles) this.readStyles(styles);
    if (numbering) this.readNumbering(numbering);
  }

  private readStyles(xml: Xml): void {
    const size = Number(xml("w\\:docDefaults w\\:rPrDefault w\\:rPr > w\\:sz").attr("w:val"));
    if (size > 0) this.defaultSize = size / 2;
    xml("w\\:style").each((_, node) => {
      const style = xml(node);
      const id = style.attr("w:styleId") ?? "";
      const r = style.children("w\\:rPr");
      const p = style.children("w\\:pPr");
      const outline = p.children("w\\:outlineLvl").attr("w:val");
      const level = p.find("w\\:numPr > w\\:ilvl").attr("w:val");
      const points = Number(r.children("w\\:sz").attr("w:val"));
      this.styles.set(id, {
        basedOn: style.children("w\\:basedOn").attr("w:val") ?? null,
        name: style.children("w\\:name").attr("w:val") ?? "",
        bold: onOff(r.children("w\\:b")),
        italic: onOff(r.children("w\\:i")),
        size: points > 0 ? points / 2 : null,
        outline: outline === undefined ? null : Number(outline),
        numId: p.find("w\\:numPr > w\\:numId").attr("w:val") ?? null,
        level: level === undefined ? null : Number(level),
      });
      if (style.attr("w:type") === "paragraph" && style.attr("w:default") === "1") this.defaultStyle = id;
    });
  }

  private readNumbering(xml: Xml): void {
    xml("w\\:abstractNum").each((_, node) => {
      const levels = new Map<number, LevelFacts>();
      xml(node).children("w\\:lvl").each((__, lvl) => {
        const l = xml(lvl);
        levels.set(Number(l.attr("w:ilvl") ?? 0), {
          start: Number(l.children("w\\:start").attr("w:val") ?? 1),
          format: l.children("w\\:numFmt").attr("w:val") ?? "decimal",
          text: l.children("w\\:lvlText").attr("w:val") ?? "",
          style: l.children("w\\:pStyle").attr("w:val") ?? null,
        });
      });
      this.abstracts.set(xml(node).attr("w:abstractNumId") ?? "", levels);
    });
    xml("w\\:num").each((_, node) => {
      const starts = new Map<number, number>();
      xml(node).children("w\\:lvlOverride").each((__, over) => {
        const value = xml(over).children("w\\:startOverride").attr("w:val");
        if (value !== undefined) starts.set(Number(xml(over).attr("w:ilvl") ?? 0), Number(value));
      });
      this.nums.set(xml(node).attr("w:numId") ?? "", { abstract: xml(node).children("w\\:abstractNumId").attr("w:val") ?? "", starts });
    });
  }

  private styled<K extends keyof StyleFacts>(id: string | null, key: K): StyleFacts[K] | null {
    let at = id;
    for (let depth = 0; at !== null && depth < 12; depth++) {
      const style = this.styles.get(at);
      if (!style) return null;
      if (style[key] !== null) return style[key];
      at = style.basedOn;
    }
    return null;
  }

  /** The label that Word prints before a paragraph of a list ("7.", "(a)", "•"); null where it prints none. */
  private listLabel(p: Node, style: string | null): { label: string; bullet: boolean } | null {
    const own = p.children("w\\:pPr").children("w\\:numPr");
    const numId = own.children("w\\:numId").attr("w:val") ?? this.styled(style, "numId");
    if (numId === null || numId === undefined || numId === "0") return null;
    const num = this.nums.get(numId);
    const levels = num ? this.abstracts.get(num.abstract) : undefined;
    if (!num || !levels) return null;
    let level = Number(own.children("w\\:ilvl").attr("w:val") ?? this.styled(style, "level") ?? 0);
    if (own.length === 0) for (const [at, facts] of levels) if (facts.style !== null && facts.style === style) level = at;
    const facts = levels.get(level);
    if (!facts || facts.format === "none") return null;
    const counts = this.counters.get(num.abstract) ?? [];
    const begin = num.starts.get(level);
    // A start override holds the first time this list instance is used.
    if (begin !== undefined && !this.started.has(`${numId}:${level}`)) counts[level] = begin - 1;
    this.started.add(`${numId}:${level}`);
    counts[level] = (counts[level] ?? facts.start - 1) + 1;
    counts.length = level + 1;
    this.counters.set(num.abstract, counts);
    if (facts.format === "bullet") return { label: "•", bullet: true };
    const label = facts.text.replace(/%(\d)/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      return formatCount(counts[at] ?? levels.get(at)?.start ?? 1, levels.get(at)?.format ?? "decimal");
    });
    return label.trim() === "" ? null : { label: label.trim(), bullet: false };
  }

  /** Text of a paragraph with tabs and marks of notes; deleted text is left out. */
  text(xml: Xml, p: Node, style: string | null = null): { text: string; bold: number; italic: number; size: number; letters: number } {
    let text = "";
    let bold = 0;
    let italic = 0;
    let sizes = 0;
    let letters = 0;
    const styleBold = this.styled(style, "bold") ?? false;
    const styleItalic = this.styled(style, "italic") ?? false;
    const styleSize = this.styled(style, "size") ?? this.defaultSize;
    p.find("w\\:r").each((_, node) => {
      const run = xml(node);
      if (run.closest("w\\:del, w\\:moveFrom").length > 0) return;
      // A text box inside a paragraph has its own paragraphs.
      if (run.closest("w\\:p").get(0) !== p.get(0)) return;
      const r = run.children("w\\:rPr");
      if (onOff(r.children("w\\:vanish")) === true) return;
      const runStyle = r.children("w\\:rStyle").attr("w:val") ?? null;
      let value = "";
      run.contents().each((__, child) => {
        const name = (child as Element).name ?? "";
        const node2 = xml(child as Element);
        if (name === "w:t") value += cleanCharacters(node2.text());
        else if (name === "w:tab" || name === "w:ptab") value += "\t";
        else if (name === "w:br" || name === "w:cr") value += " ";
        else if (name === "w:noBreakHyphen") value += "-";
        else if (name === "w:sym") value += "•";
        else if (name === "w:footnoteReference" || name === "w:endnoteReference") {
          const order = name === "w:footnoteReference" ? this.footnoteOrder : this.endnoteOrder;
          const id = node2.attr("w:id") ?? "";
          const custom = /^(?:1|true|on)$/.test(node2.attr("w:customMarkFollows") ?? "");
          const label = custom ? run.children("w\\:t").text().trim() || "*" : String([...order.values()].filter((l) => /^\d+$/.test(l)).length + 1);
          if (!order.has(id)) order.set(id, label);
          value += callMark(order.get(id) ?? label);
          if (custom) return false;
        }
        return undefined;
      });
      const raised = r.children("w\\:vertAlign").attr("w:val") === "superscript";
      if (raised && /^\d{1,3}$/.test(value.trim()) && text !== "") value = callMark(value.trim());
      text += value;
      const count = value.replace(/\s/g, "").length;
      letters += count;
      if (onOff(r.children("w\\:b")) ?? this.styled(runStyle, "bold") ?? styleBold) bold += count;
      if (onOff(r.children("w\\:i")) ?? this.styled(runStyle, "italic") ?? styleItalic) italic += count;
      const points = Number(r.children("w\\:sz").attr("w:val"));
      sizes += count * (points > 0 ? points / 2 : (this.styled(runStyle, "size") ?? styleSize));
    });
    return { text, bold, italic, size: letters > 0 ? sizes / letters : styleSize, letters };
  }

  private paragraph(p: Node): SourceLine | null {
    const pr = p.children("w\\:pPr");
    const style = pr.children("w\\:pStyle").attr("w:val") ?? this.defaultStyle;
    const label = this.listLabel(p, style);
    const read = this.text(this.xml, p, style);
    const raw = read.text.replace(/ {2,}/g, " ").trim();
    if (raw === "") return null;
    let lead = label?.label ?? null;
    const tab = /^(\S{1,8})\t/.exec(raw);
    if (lead === null && tab) lead = tab[1] ?? null;
    const name = this.styles.get(style ?? "")?.name ?? "";
    const outline = pr.children("w\\:outlineLvl").attr("w:val");
    const level = outline !== undefined ? Number(outline) : (this.styled(style, "outline") ?? (/^heading (\d)/i.test(name) ? Number(/^heading (\d)/i.exec(name)?.[1]) - 1 : null));
    const body = raw.replace(/\s*\t\s*/g, " ").trim();
    const contents = /^toc\b/i.test(name);
    const text = label === null ? body : `${label.label} ${body}`;
    return sourceLine(text, {
      size: Math.round(read.size * 10) / 10,
      bold: read.letters > 0 && read.bold / read.letters > 0.7,
      italic: read.letters > 0 && read.italic / read.letters > 0.7,
      lead,
      wideGaps: (raw.match(/\t/g) ?? []).length,
      gap: 1.2,
      blockStart: true,
      right: text.length * 5,
      headingLevel: level !== null && level < 9 && text.length < 250 ? level + 1 : null,
      listItem: label?.bullet ?? false,
      zone: contents ? "contents" : "body",
    });
  }

  /** All lines of the body. A table's row is one line, its cells behind "\n"; a table that only lays out the page is read cell by cell. */
  body(): SourceLine[] {
    const lines: SourceLine[] = [];
    const walk = (parent: Node): void => {
      parent.children().each((_, node) => {
        const element = this.xml(node);
        const name = (node).name;
        if (name === "w:p") {
          const line = this.paragraph(element);
          if (line) lines.push(line);
          element.find("w\\:txbxContent").each((__, box) => {
            // Word writes a text box twice, once for old readers.
            if (this.xml(box).closest("mc\\:Fallback").length === 0) walk(this.xml(box));
          });
        } else if (name === "w:tbl") this.table(element, lines, walk);
        else if (name === "w:sdt") {
          const gallery = element.find("w\\:docPartGallery").attr("w:val") ?? "";
          if (!/contents/i.test(gallery)) walk(element.children("w\\:sdtContent"));
        } else if (name === "w:ins" || name === "w:smartTag" || name === "w:customXml") walk(element);
      });
    };
    walk(this.xml<Element, string>("w\\:body").first());
    return lines;
  }

  private table(table: Node, lines: SourceLine[], walk: (parent: Node) => void): void {
    const rows = table.children("w\\:tr").toArray();
    const widest = Math.max(0, ...rows.map((row) => this.xml(row).children("w\\:tc").length));
    const layout = widest <= 1 || (lines.length < 6 && /distr\.|original:/i.test(table.text())) || table.find("w\\:tbl").length > 0;
    for (const row of rows) {
      const cells = this.xml(row).children("w\\:tc").toArray();
      if (layout) {
        for (const cell of cells) walk(this.xml(cell));
        continue;
      }
      const parts: SourceLine[] = [];
      for (const cell of cells) {
        this.xml(cell).find("w\\:p").each((_, p) => {
          const line = this.paragraph(this.xml(p));
          if (line) parts.push(line);
        });
      }
      if (parts.length === 0) continue;
      const text = parts.map((line) => line.text).join("\n");
      lines.push(sourceLine(text, { size: parts[0]!.size, gap: 1.2, blockStart: true, wideGaps: cells.length - 1, listItem: cells.length > 1, bold: parts.every((line) => line.bold), right: text.length * 5 }));
    }
  }
}

function onOff(node: Node): boolean | null {
  if (node.length === 0) return null;
  const value = node.attr("w:val");
  return !(value === "0" || value === "false" || value === "off" || value === "none");
}

function formatCount(count: number, format: string): string {
  switch (format) {
    case "lowerLetter":
      return String.fromCharCode(96 + ((count - 1) % 26) + 1).repeat(Math.floor((count - 1) / 26) + 1);
    case "upperLetter":
      return String.fromCharCode(64 + ((count - 1) % 26) + 1).repeat(Math.floor((count - 1) / 26) + 1);
    case "lowerRoman":
      return roman(count).toLowerCase();
    case "upperRoman":
      return roman(count);
    case "decimalZero":
      return String(count).padStart(2, "0");
    default:
      return String(count);
  }
}

function roman(count: number): string {
  const table: [number, string][] = [[100, "C"], [90, "XC"], [50, "L"], [40, "XL"], [10, "X"], [9, "IX"], [5, "V"], [4, "IV"], [1, "I"]];
  let rest = count;
  let out = "";
  for (const [value, sign] of table) {
    while (rest >= value) {
      out += sign;
      rest -= value;
    }
  }
  return out;
}
