// Owns the text of one paragraph of a DOCX: runs, fields, symbols, boxes to tick, content controls; what is hidden or deleted is left out.
// Must not know blocks, tables or lists.

import type { AnyNode, Element } from "domhandler";
import { callMark, cleanCharacters, fieldMark } from "../../extractors/document/source.js";
import type { Node, Xml } from "./docx-package.js";
import { onOff, type DocxNumbers, type DocxStyles } from "./docx-styles.js";
import { isSymbolFont, symbol } from "./symbol-fonts.js";

export interface ReadText {
  text: string;
  bold: number;
  italic: number;
  size: number;
  letters: number;
}

/** What stands in a paragraph and whose text is the paragraph's own. */
const INLINE = new Set(["w:ins", "w:moveTo", "w:hyperlink", "w:smartTag", "w:customXml", "w:fldSimple", "w:dir", "w:bdo", "w:sdtContent", "w:ruby", "w:rubyBase", "mc:Choice"]);

interface Field {
  instruction: string;
  /** The result is shown; the instruction is over. */
  shown: boolean;
  /** Its result stands in the text already, or shows nothing. */
  silent: boolean;
}

export class DocxText {
  readonly footnoteOrder = new Map<string, string>();
  readonly endnoteOrder = new Map<string, string>();
  /** Letters that the file hides. */
  hidden = 0;
  /** Letters that are struck out: the writer took them back ("Yes" of "Yes / No"). */
  struck = 0;

  constructor(
    private readonly styles: DocxStyles,
    private readonly numbers: DocxNumbers,
  ) {}

  /** Text of a paragraph with tabs and marks of notes and fields. */
  read(xml: Xml, p: Node, style: string | null = null): ReadText {
    const reading = new Reading(xml, style, this.styles, this.numbers, this);
    reading.children(p.get(0));
    const { letters, sizes } = reading;
    return { text: reading.text, bold: reading.bold, italic: reading.italic, size: letters > 0 ? sizes / letters : reading.styleSize, letters };
  }
}

class Reading {
  text = "";
  bold = 0;
  italic = 0;
  sizes = 0;
  letters = 0;
  readonly styleSize: number;
  private readonly fields: Field[] = [];

  constructor(
    private readonly xml: Xml,
    private readonly style: string | null,
    private readonly styles: DocxStyles,
    private readonly numbers: DocxNumbers,
    private readonly owner: DocxText,
  ) {
    this.styleSize = styles.get(style, "size") ?? styles.defaultSize;
  }

  children(parent: Element | undefined): void {
    for (const child of parent?.children ?? []) {
      if (!("attribs" in child)) continue;
      if (child.name === "w:r") this.run(child);
      else if (child.name === "w:sdt") this.control(child);
      else if (child.name === "mc:AlternateContent") this.alternate(child);
      else if (INLINE.has(child.name)) this.children(child);
    }
  }

  /** Only one of the ways in which something is written may be read. */
  private alternate(node: Element): void {
    const ways = node.children.filter((child): child is Element => "attribs" in child);
    this.children(ways.find((way) => way.name === "mc:Choice") ?? ways[0]);
  }

  /** A content control: a box to tick, a list to choose from, or any text. What only invites to fill it in is no text. */
  private control(node: Element): void {
    const control = this.xml(node);
    const facts = control.children("w\\:sdtPr");
    const box = facts.children("w14\\:checkbox");
    if (box.length > 0) {
      const ticked = /^(?:1|true|on)$/.test(box.children("w14\\:checked").attr("w14:val") ?? box.children("w14\\:checked").attr("w:val") ?? "0");
      this.text += ticked ? "☒" : "☐";
      return;
    }
    const list = facts.children("w\\:dropDownList, w\\:comboBox").length > 0;
    const invites = onOff(facts.children("w\\:showingPlcHdr")) === true;
    if (!list) {
      if (!invites) this.children(control.children("w\\:sdtContent").get(0));
      return;
    }
    const from = this.text.length;
    if (!invites) this.children(control.children("w\\:sdtContent").get(0));
    this.text = this.text.slice(0, from) + fieldMark(this.text.slice(from).trim());
  }

  private run(node: Element): void {
    const facts = this.xml(node).children("w\\:rPr");
    const runStyle = facts.children("w\\:rStyle").attr("w:val") ?? null;
    const fonts = facts.children("w\\:rFonts");
    const font = fonts.attr("w:ascii") ?? fonts.attr("w:hAnsi") ?? "";
    let value = "";
    for (const child of node.children) if ("attribs" in child) value += this.piece(child, node, font);
    const hidden = onOff(facts.children("w\\:vanish")) ?? this.styles.get(runStyle, "hidden") ?? this.styles.get(this.style, "hidden") ?? false;
    if (hidden) {
      this.owner.hidden += value.replace(/\s/g, "").length;
      return;
    }
    if ((onOff(facts.children("w\\:strike")) ?? false) || (onOff(facts.children("w\\:dstrike")) ?? false)) {
      this.owner.struck += value.replace(/\s/g, "").length;
      return;
    }
    const raised = facts.children("w\\:vertAlign").attr("w:val") === "superscript";
    if (raised && /^\d{1,3}$/.test(value.trim()) && this.text !== "") value = callMark(value.trim());
    this.text += value;
    const count = value.replace(/\s/g, "").length;
    this.letters += count;
    if (onOff(facts.children("w\\:b")) ?? this.styles.get(runStyle, "bold") ?? this.styles.get(this.style, "bold")) this.bold += count;
    if (onOff(facts.children("w\\:i")) ?? this.styles.get(runStyle, "italic") ?? this.styles.get(this.style, "italic")) this.italic += count;
    const points = Number(facts.children("w\\:sz").attr("w:val"));
    this.sizes += count * (points > 0 ? points / 2 : (this.styles.get(runStyle, "size") ?? this.styleSize));
  }

  /** What one child of a run shows. */
  private piece(child: Element, run: Element, font: string): string {
    if (child.name === "w:fldChar") return this.fieldMark(child);
    const open = this.fields[this.fields.length - 1];
    if (child.name === "w:instrText") {
      if (open) open.instruction += textOf(child);
      return "";
    }
    if (this.fields.some((field) => !field.shown || field.silent)) return "";
    switch (child.name) {
      case "w:t":
        return isSymbolFont(font) ? [...textOf(child)].map((letter) => symbol(font, letter.codePointAt(0)!, letter)).join("") : cleanCharacters(textOf(child));
      case "w:tab":
      case "w:ptab":
        return "\t";
      case "w:br":
      case "w:cr":
        return " ";
      case "w:noBreakHyphen":
        return "-";
      case "w:sym":
        return symbol(child.attribs["w:font"] ?? "", parseInt(child.attribs["w:char"] ?? "0", 16), "•");
      case "w:footnoteReference":
      case "w:endnoteReference":
        return this.note(child, run);
      default:
        return "";
    }
  }

  private fieldMark(node: Element): string {
    const type = node.attribs["w:fldCharType"];
    if (type === "begin") {
      const data = this.xml(node).children("w\\:ffData");
      const shown = formField(data);
      this.fields.push({ instruction: "", shown: false, silent: shown !== null });
      return shown ?? "";
    }
    const field = this.fields[this.fields.length - 1];
    if (field === undefined) return "";
    if (type === "separate") {
      field.shown = true;
      return this.automatic(field);
    }
    if (type !== "end") return "";
    this.fields.pop();
    return field.shown ? "" : this.automatic(field);
  }

  private automatic(field: Field): string {
    if (!/^\s*AUTONUM(?:LGL|OUT)?\b/i.test(field.instruction)) return "";
    field.silent = true;
    return this.numbers.nextAutomatic();
  }

  private note(node: Element, run: Element): string {
    const order = node.name === "w:footnoteReference" ? this.owner.footnoteOrder : this.owner.endnoteOrder;
    const id = node.attribs["w:id"] ?? "";
    const custom = /^(?:1|true|on)$/.test(node.attribs["w:customMarkFollows"] ?? "");
    const printed = custom ? this.xml(run).children("w\\:t").text().trim() : "";
    const label = custom ? printed || "*" : String([...order.values()].filter((known) => /^\d+$/.test(known)).length + 1);
    if (!order.has(id)) order.set(id, label);
    // The mark that follows is the note's own and not text.
    if (custom) for (const child of run.children) if ("attribs" in child && child.name === "w:t") child.children = [];
    return callMark(order.get(id) ?? label);
  }
}

/** What a form field of older files shows: a box, or the entry chosen from a list. Null for a field of text and for all other fields. */
function formField(data: Node): string | null {
  const box = data.children("w\\:checkBox");
  if (box.length > 0) return (onOff(box.children("w\\:checked")) ?? onOff(box.children("w\\:default"))) === true ? "☒" : "☐";
  const list = data.children("w\\:ddList");
  if (list.length === 0) return null;
  const entries = list.children("w\\:listEntry").toArray().map((entry) => entry.attribs["w:val"] ?? "");
  const chosen = Number(list.children("w\\:result").attr("w:val") ?? list.children("w\\:default").attr("w:val") ?? 0);
  return fieldMark((entries[chosen] ?? "").trim());
}

function textOf(node: Element): string {
  return node.children.map((child: AnyNode) => ("data" in child ? child.data : "")).join("");
}
