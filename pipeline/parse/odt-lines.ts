// Owns OpenDocument text (.odt, .fodt): its XML into lines, with the numbers of its lists, its notes and the rows of its tables.
// Must not decide what a line is.
// By hand because officeparser, the kept library for it, brings a second pdf.js and asks for a newer Node, and gives no numbers of lists.

import * as cheerio from "cheerio";
import type { AnyNode, Element, Text } from "domhandler";
import { callMark, cleanCharacters, sourceLine, type SourceCell, type SourceLine, type SourceNote } from "../../extractors/document/source.js";

type Xml = cheerio.CheerioAPI;

export interface OdtContent {
  lines: SourceLine[];
  notes: SourceNote[];
  title: string | null;
}

const SKIPPED = new Set(["text:table-of-content", "text:tracked-changes", "office:annotation", "text:alphabetical-index", "text:illustration-index", "text:bibliography", "text:sequence-decls", "office:forms", "svg:title", "svg:desc"]);

/**
 * Lines and notes of an OpenDocument text.
 * @param content the part content.xml, or the whole of a flat file
 * @param styles the part styles.xml; "" for a flat file
 * @param meta the part meta.xml; "" for a flat file
 */
export function odtLines(content: string, styles: string, meta: string): OdtContent {
  const xml = cheerio.load(content, { xml: true });
  const reader = new OdtReader(xml, styles === "" ? null : cheerio.load(styles, { xml: true }));
  const title = (meta === "" ? xml : cheerio.load(meta, { xml: true }))("dc\\:title").first().text().trim();
  return { ...reader.read(), title: title === "" ? null : title };
}

interface Level {
  format: string;
  prefix: string;
  suffix: string;
  start: number;
  bullet: boolean;
  shown: number;
}

interface ListState {
  style: string;
  depth: number;
  counts: number[];
}

class OdtReader {
  private lines: SourceLine[] = [];
  private readonly notes: SourceNote[] = [];
  private readonly lists = new Map<string, Map<number, Level>>();
  private readonly bold = new Set<string>();
  private readonly hidden = new Set<string>();
  private readonly running = new Map<string, number[]>();
  private tables = 0;
  private chars = { letters: 0, bold: 0 };

  constructor(
    private readonly xml: Xml,
    styles: Xml | null,
  ) {
    for (const source of styles === null ? [xml] : [styles, xml]) this.readStyles(source);
  }

  read(): { lines: SourceLine[]; notes: SourceNote[] } {
    this.blocks(this.xml<Element, string>("office\\:body office\\:text, office\\:text").get(0), null);
    return { lines: this.lines, notes: this.notes };
  }

  private readStyles(xml: Xml): void {
    xml("style\\:style").each((_, node) => {
      const text = xml(node).children("style\\:text-properties");
      const name = node.attribs["style:name"] ?? "";
      if (text.attr("fo:font-weight") === "bold" || this.bold.has(node.attribs["style:parent-style-name"] ?? "")) this.bold.add(name);
      if (text.attr("text:display") === "none" || this.hidden.has(node.attribs["style:parent-style-name"] ?? "")) this.hidden.add(name);
    });
    xml("text\\:list-style").each((_, node) => {
      const levels = new Map<number, Level>();
      xml(node).children().each((__, level) => {
        const at = (name: string): string => level.attribs[name] ?? "";
        levels.set(Number(at("text:level")), {
          format: at("style:num-format"), prefix: at("style:num-prefix"), suffix: at("style:num-suffix"), start: Number(at("text:start-value") || 1),
          bullet: level.name !== "text:list-level-style-number", shown: Number(at("text:display-levels") || 1),
        });
      });
      this.lists.set(node.attribs["style:name"] ?? "", levels);
    });
  }

  private blocks(parent: Element | undefined, list: ListState | null): void {
    for (const node of parent?.children ?? []) {
      if (!("attribs" in node) || SKIPPED.has(node.name)) continue;
      if (node.name === "text:p" || node.name === "text:h") this.paragraph(node, list);
      else if (node.name === "text:list") this.list(node, list);
      else if (node.name === "table:table") this.table(node);
      else this.blocks(node, null);
    }
  }

  private list(node: Element, outer: ListState | null): void {
    const style = node.attribs["text:style-name"] ?? outer?.style ?? "";
    const goesOn = node.attribs["text:continue-numbering"] === "true" || node.attribs["text:continue-list"] !== undefined;
    const counts = outer?.counts ?? (goesOn ? (this.running.get(style) ?? []) : []);
    const state: ListState = { style, depth: (outer?.depth ?? 0) + 1, counts };
    this.running.set(style, counts);
    for (const item of node.children) {
      if (!("attribs" in item)) continue;
      const level = this.lists.get(style)?.get(state.depth);
      const own = item.name === "text:list-item" && item.children.some((child) => "attribs" in child && (child.name === "text:p" || child.name === "text:h"));
      if (own) {
        counts[state.depth - 1] = Number(item.attribs["text:start-value"]) || (counts[state.depth - 1] ?? (level?.start ?? 1) - 1) + 1;
        counts.length = state.depth;
      }
      let first = own;
      for (const child of item.children) {
        if (!("attribs" in child)) continue;
        if (child.name === "text:p" || child.name === "text:h") {
          this.paragraph(child, first ? state : null);
          first = false;
        } else if (child.name === "text:list") this.list(child, state);
        else this.blocks(item, null);
      }
    }
  }

  private label(list: ListState | null): { text: string; bullet: boolean } | null {
    const levels = list === null ? undefined : this.lists.get(list.style);
    const level = levels?.get(list!.depth);
    if (level === undefined || list === null) return null;
    if (level.bullet) return { text: "•", bullet: true };
    if (level.format === "") return null;
    const from = Math.max(1, list.depth - level.shown + 1);
    const parts = Array.from({ length: list.depth - from + 1 }, (_, i) => counted(list.counts[from - 1 + i] ?? 1, levels!.get(from + i)?.format ?? "1"));
    return { text: `${level.prefix}${parts.join(".")}${level.suffix}`.trim(), bullet: false };
  }

  private paragraph(node: Element, list: ListState | null): void {
    if (this.hidden.has(node.attribs["text:style-name"] ?? "")) return;
    this.chars = { letters: 0, bold: 0 };
    const raw = this.text(node, this.bold.has(node.attribs["text:style-name"] ?? "")).replace(/ {2,}/g, " ").trim();
    if (raw !== "") {
      const label = this.label(list);
      const body = raw.replace(/\s*\t\s*/g, " ");
      const text = label === null ? body : `${label.text} ${body}`;
      const level = node.name === "text:h" ? Number(node.attribs["text:outline-level"] ?? 1) : null;
      this.lines.push(sourceLine(text, {
        size: 12, gap: 1.2, blockStart: true, right: text.length * 5, bold: this.chars.letters > 0 && this.chars.bold / this.chars.letters > 0.7,
        lead: label?.text ?? /^(\S{1,8})\t/.exec(raw)?.[1] ?? null, headingLevel: level !== null && text.length < 250 ? level : null, listItem: label?.bullet ?? false,
      }));
    }
    for (const box of this.xml(node).find("draw\\:text-box").toArray()) this.blocks(box, null);
  }

  private text(node: Element, bold: boolean): string {
    let out = "";
    for (const child of node.children as AnyNode[]) {
      if (String(child.type) === "text") {
        const value = cleanCharacters((child as Text).data.replace(/\s+/g, " "));
        out += value;
        this.chars.letters += value.replace(/\s/g, "").length;
        if (bold) this.chars.bold += value.replace(/\s/g, "").length;
      } else if ("attribs" in child) out += this.inline(child, bold);
    }
    return out;
  }

  private inline(node: Element, bold: boolean): string {
    const style = node.attribs["text:style-name"] ?? "";
    switch (node.name) {
      case "text:s":
        return " ";
      case "text:tab":
        return "\t";
      case "text:line-break":
        return " ";
      case "text:note":
        return this.note(node);
      case "draw:frame":
      case "text:change":
      case "text:change-start":
      case "text:change-end":
        return "";
      case "text:span":
        return this.hidden.has(style) ? "" : this.text(node, bold || this.bold.has(style));
      case "text:hidden-text":
      case "text:hidden-paragraph":
        return "";
      default:
        return SKIPPED.has(node.name) ? "" : this.text(node, bold);
    }
  }

  private note(node: Element): string {
    const label = this.xml(node).children("text\\:note-citation").text().trim() || String(this.notes.length + 1);
    const body = this.xml(node).children("text\\:note-body").find("text\\:p").toArray().map((p) => this.xml(p).text().trim()).join(" ");
    this.notes.push({ label, page: null, text: body.replace(/\s+/g, " ") });
    return callMark(label);
  }

  private table(node: Element): void {
    this.tables++;
    const index = this.tables;
    const below = new Map<number, { text: string; rows: number }>();
    const rows = this.rowsOf(node, false);
    const layout = rows.every(({ row }) => row.children.filter((child) => "attribs" in child && child.name === "table:table-cell").length <= 1);
    for (const { row, head } of rows) {
      if (layout) {
        for (const cell of row.children) if ("attribs" in cell) this.blocks(cell, null);
        continue;
      }
      const inside: SourceLine[] = [];
      const cells = this.cells(row, below, inside);
      const own = cells.filter((cell) => !cell.continued && cell.text !== "");
      if (own.length === 0) {
        this.lines.push(...inside);
        continue;
      }
      const text = own.map((cell) => cell.text).join("\n");
      this.lines.push(sourceLine(text, { size: 12, gap: 1.2, blockStart: true, wideGaps: cells.length - 1, listItem: true, right: text.length * 5, row: { table: index, head, cells } }), ...inside);
    }
  }

  private rowsOf(node: Element, head: boolean): { row: Element; head: boolean }[] {
    return node.children.flatMap((child) => {
      if (!("attribs" in child)) return [];
      if (child.name === "table:table-row") return [{ row: child, head }];
      return /^table:table-(?:header-rows|rows|row-group)$/.test(child.name) ? this.rowsOf(child, head || child.name === "table:table-header-rows") : [];
    });
  }

  private cells(row: Element, below: Map<number, { text: string; rows: number }>, inside: SourceLine[]): SourceCell[] {
    const cells: SourceCell[] = [];
    let column = 0;
    for (const child of row.children) {
      if (!("attribs" in child)) continue;
      const span = Math.max(1, Number(child.attribs["table:number-columns-spanned"] ?? 1));
      const repeated = Math.max(1, Math.min(64, Number(child.attribs["table:number-columns-repeated"] ?? 1)));
      if (child.name === "table:table-cell") {
        const text = this.cellText(child, inside);
        cells.push({ text, column, span, continued: false });
        const rows = Number(child.attribs["table:number-rows-spanned"] ?? 1);
        if (rows > 1) below.set(column, { text, rows: rows - 1 });
      } else if (child.name === "table:covered-table-cell") {
        const above = below.get(column);
        if (above !== undefined && above.rows > 0) {
          cells.push({ text: above.text, column, span, continued: true });
          above.rows--;
        }
      } else continue;
      column += child.name === "table:table-cell" ? Math.max(1, repeated) : repeated;
    }
    return cells;
  }

  /** A cell's text; rows of a table in it are handed on. */
  private cellText(cell: Element, inside: SourceLine[]): string {
    const outer = this.lines;
    this.lines = [];
    this.blocks(cell, null);
    const text = this.lines.filter((line) => line.row === null).map((line) => line.text).join("\n");
    inside.push(...this.lines.filter((line) => line.row !== null));
    this.lines = outer;
    return text;
  }
}

function counted(count: number, format: string): string {
  if (/^[aA]$/.test(format)) {
    const letter = String.fromCharCode(97 + ((count - 1) % 26));
    return format === "a" ? letter : letter.toUpperCase();
  }
  if (!/^[iI]$/.test(format)) return String(count);
  const table: [number, string][] = [[50, "l"], [40, "xl"], [10, "x"], [9, "ix"], [5, "v"], [4, "iv"], [1, "i"]];
  let rest = count;
  let out = "";
  for (const [value, sign] of table) for (; rest >= value; rest -= value) out += sign;
  return format === "i" ? out : out.toUpperCase();
}
