// Owns HTML: block elements into lines, headings by their tags, notes' marks kept.
// Must not run or fetch anything, nor decide what of a page is furniture; html-furniture.ts does.

import * as cheerio from "cheerio";
import type { AnyNode, Element, Text } from "domhandler";
import { callMark, cleanCharacters, fieldMark, sourceLine, type SourceCell, type SourceLine } from "../../extractors/document/source.js";
import { dropFurniture, dropPlain, type Dropped } from "./html-furniture.js";

const BLOCKS = new Set(["address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "menu", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"]);

function isText(node: AnyNode): node is Text {
  return String(node.type) === "text";
}

function isTag(node: AnyNode): node is Element {
  return String(node.type) === "tag";
}

/** Lines of an HTML page, each a block element's text; the page's title; and how much of it was left out. */
export async function htmlLines(html: string): Promise<{ lines: SourceLine[]; title: string | null; dropped: Dropped }> {
  const page = cheerio.load(closed(html));
  const title = page("head > title").first().text().replace(/\s+/g, " ").trim();
  const dropped = dropPlain(page);
  await dropFurniture(page, html, dropped);
  return { lines: linesOf(page), title: title === "" ? null : title, dropped };
}

/** XHTML may close a script in its own tag, which HTML does not know: there it would swallow the page. */
function closed(html: string): string {
  return /^\s*<\?xml|xhtml/i.test(html.slice(0, 500)) ? html.replace(/<(script|style|title|iframe|textarea|noscript)\b([^<>]*)\/>/gi, "<$1$2></$1>") : html;
}

function linesOf($: cheerio.CheerioAPI): SourceLine[] {
  const lines: SourceLine[] = [];
  let text = "";
  let letters = 0;
  let bold = 0;
  let italic = 0;
  let level: number | null = null;
  let item: string | null = null;
  let inRow = false;
  const tables = new Map<AnyNode, { index: number; below: Map<number, { text: string; rows: number }> }>();

  const flush = (): void => {
    const clean = text.replace(/[ \t\r\n]+/g, " ").replace(/ ?\u2028 ?/g, "\n").replace(/\n+$/g, "").trim();
    if (clean !== "") {
      const words = item === null ? clean : `${item} ${clean}`;
      lines.push(sourceLine(words, {
        blockStart: true,
        gap: 1.2,
        size: 10,
        right: words.length * 5,
        headingLevel: level,
        listItem: item === "•",
        lead: item ?? /^(\d{1,3}\.|\([a-z]{1,4}\)|[IVX]{1,6}\.|[A-Z]\.)\s/.exec(words)?.[1] ?? null,
        bold: letters > 0 && bold / letters > 0.7,
        italic: letters > 0 && italic / letters > 0.7,
      }));
      item = null;
    }
    text = "";
    letters = 0;
    bold = 0;
    italic = 0;
  };

  const walk = (node: AnyNode, state: { bold: boolean; italic: boolean; pre: boolean }): void => {
    if (isText(node)) {
      const value = cleanCharacters(node.data);
      const count = value.replace(/\s/g, "").length;
      text += value;
      letters += count;
      if (state.bold) bold += count;
      if (state.italic) italic += count;
      return;
    }
    if (!isTag(node)) return;
    const element = node;
    const name = element.name.toLowerCase();
    if (name === "br") {
      // Two breaks part paragraphs, as a blank line does.
      if (/\u2028\s*$/.test(text) && !inRow) flush();
      else text += "\u2028";
      return;
    }
    if (name === "sup") {
      const mark = $(element).text().replace(/[[\]()\s]/g, "");
      const linked = $(element).find("a[href^='#']").length > 0 || $(element).closest("a[href^='#']").length > 0;
      if (/^(?:\d{1,3}|[*†‡]{1,3}|[a-z])$/.test(mark) && text.trim() !== "" && (linked || !/\d$/.test(text))) {
        text = text.trimEnd() + callMark(mark);
        return;
      }
    }
    if (name === "img") return;
    const control = controlText($, element);
    if (control !== null) {
      text += control;
      return;
    }
    const next = {
      bold: state.bold || name === "b" || name === "strong" || /font-weight:\s*(?:bold|[6-9]00)/i.test(element.attribs["style"] ?? ""),
      italic: state.italic || name === "i" || name === "em",
      pre: state.pre || name === "pre",
    };
    // Its short description takes the term into its own line.
    if (name === "dt" && answersTerm($, $(element).next().get(0) ?? null)) return;
    if (!BLOCKS.has(name)) {
      for (const child of element.children) walk(child, next);
      return;
    }
    if (name === "tr") {
      flush();
      const cells = element.children.filter((child): child is Element => isTag(child) && /^t[dh]$/i.test(child.name));
      const nested = $(element).find("table, p, h1, h2, h3, h4, h5, h6, ul, ol").length > 0;
      const names = cells.length === 1 && Number(cells[0]!.attribs["colspan"]) > 1 && $(element).text().trim().length <= 150;
      if ((cells.length <= 1 && !names) || (nested && cells.some((cell) => $(cell).text().length > 1500))) {
        for (const cell of cells) walk(cell, next);
      } else {
        const inside: Element[] = [];
        rowLine(element, cells, next, inside);
        // A table in a cell has rows of its own.
        for (const table of inside) walk(table, next);
      }
      flush();
      return;
    }
    flush();
    const before = { level, item };
    if (/^h[1-6]$/.test(name)) level = Number(name.charAt(1));
    else if (isTerm($, element)) level = TERM_LEVEL;
    if (answersTerm($, element)) text = `${termText($, element)}: `;
    if (name === "li") {
      const list = element.parent as Element | null;
      if (list?.name === "ol" && /^(?:|1|a|A|i|I)$/.test(list.attribs?.["type"] ?? "")) {
        const siblings = list.children.filter((child): child is Element => isTag(child) && child.name === "li");
        const first = Number(list.attribs["start"] ?? 1) || 1;
        item = listLabel(Number(element.attribs["value"]) || first + siblings.indexOf(element), list.attribs["type"] ?? "1");
      } else item = "•";
    }
    if (name === "pre") {
      for (const block of $(element).text().split(/\n\s*\n/)) {
        text = block;
        flush();
      }
    } else for (const child of element.children) walk(child, next);
    flush();
    level = before.level;
    item = null;
  };

  /** A row of a table is one line that knows its cells. */
  const rowLine = (element: Element, cells: Element[], state: { bold: boolean; italic: boolean; pre: boolean }, inside: Element[]): void => {
    const parent = $(element).closest("table").get(0) ?? element;
    const table = tables.get(parent) ?? { index: tables.size + 1, below: new Map<number, { text: string; rows: number }>() };
    tables.set(parent, table);
    const read: SourceCell[] = [];
    let column = 0;
    const reachedDown = (): void => {
      for (let above = table.below.get(column); above !== undefined && above.rows > 0; above = table.below.get(column)) {
        read.push({ text: above.text, column, span: 1, continued: true });
        above.rows--;
        column++;
      }
    };
    inRow = true;
    for (const cell of cells) {
      reachedDown();
      text = "";
      for (const child of cell.children) inline(child, state, inside);
      const own = text.replace(/[ \t\r\n]+/g, " ").replace(/(?: ?\u2028 ?)+/g, "\n").trim();
      const span = Math.max(1, Math.min(64, Number(cell.attribs["colspan"]) || 1));
      read.push({ text: own, column, span, continued: false });
      const rows = Number(cell.attribs["rowspan"]) || 1;
      if (rows > 1) table.below.set(column, { text: own, rows: rows - 1 });
      column += span;
    }
    reachedDown();
    inRow = false;
    text = read.filter((cell) => !cell.continued && cell.text !== "").map((cell) => cell.text).join("\u2028");
    const at = lines.length;
    flush();
    const head = cells.every((cell) => cell.name === "th") || $(element).closest("thead").length > 0;
    if (lines.length > at) Object.assign(lines[at]!, { row: { table: table.index, head, cells: read }, wideGaps: cells.length - 1, listItem: true, lead: null });
  };

  // Inside a table's row, blocks are only breaks.
  const inline = (node: AnyNode, state: { bold: boolean; italic: boolean; pre: boolean }, inside: Element[]): void => {
    if (isTag(node) && node.name === "table") inside.push(node);
    else if (isTag(node) && BLOCKS.has((node).name)) {
      if (text !== "" && !/\u2028\s*$/.test(text)) text += "\u2028";
      for (const child of (node).children) inline(child, state, inside);
      text += "\u2028";
    } else if (isTag(node) && (node).name !== "br" && (node).name !== "sup") {
      for (const child of (node).children) inline(child, state, inside);
    } else walk(node, state);
  };

  const body = $("body").get(0);
  if (body) walk(body, { bold: false, italic: false, pre: false });
  flush();
  return splitBreaks(lines);
}

/** Below all headings of the page's own. */
const TERM_LEVEL = 6;
const LONGEST_TERM = 150;
const LONGEST_ANSWER = 40;

const wordsOf = ($: cheerio.CheerioAPI, element: Element): string => $(element).text().replace(/\s+/g, " ").trim();

/** A term of a list of terms, or what opens a part that folds: it names what stands below it and states nothing. */
function isTerm($: cheerio.CheerioAPI, element: Element): boolean {
  return (element.name === "dt" || element.name === "summary") && wordsOf($, element).length <= LONGEST_TERM;
}

/** The first description of a term, of a word or two ("Yes"). */
function answersTerm($: cheerio.CheerioAPI, element: Element | null): boolean {
  if (element?.name !== "dd" || $(element).prev().get(0)?.name !== "dt") return false;
  return wordsOf($, element).length <= LONGEST_ANSWER && wordsOf($, element) !== "" && $(element).children("p, ul, ol, table").length === 0;
}

const termText = ($: cheerio.CheerioAPI, answer: Element): string => cleanCharacters($(answer).prev().text()).replace(/\s+/g, " ").replace(/[\s:]+$/, "").trim();

/** What a form's control shows: a box, what was chosen, what was typed in; null where the element is no control. */
function controlText($: cheerio.CheerioAPI, element: Element): string | null {
  const type = (element.attribs["type"] ?? "text").toLowerCase();
  switch (element.name.toLowerCase()) {
    case "input":
      if (type === "checkbox" || type === "radio") return "checked" in element.attribs ? "☒ " : "☐ ";
      return /^(?:text|number|date|email|url)$/.test(type) && (element.attribs["value"] ?? "") !== "" ? fieldMark(cleanCharacters(element.attribs["value"]!)) : "";
    case "select":
      return fieldMark($(element).find("option[selected]").first().text().replace(/\s+/g, " ").trim());
    case "textarea":
      return $(element).text().trim() === "" ? "" : fieldMark(cleanCharacters($(element).text().trim()));
    case "button":
    case "datalist":
      return "";
    default:
      return null;
  }
}

/** A line break inside a block that begins a printed number starts a new line of its own. */
function splitBreaks(lines: SourceLine[]): SourceLine[] {
  return lines.flatMap((line) => {
    if (line.row !== null || !line.text.includes("\n")) return [line];
    const parts = line.text.split("\n").map((part) => part.trim()).filter((part) => part !== "");
    if (parts.length > 1 && parts.filter((part) => /^\d{1,3}\.\s/.test(part)).length >= 1) return parts.map((part) => ({ ...line, text: part }));
    return [{ ...line, text: parts.join("\n"), wideGaps: 1 }];
  });
}

function listLabel(count: number, type: string): string {
  switch (type) {
    case "a":
      return `(${String.fromCharCode(96 + (((count - 1) % 26) + 1))})`;
    case "A":
      return `${String.fromCharCode(64 + (((count - 1) % 26) + 1))}.`;
    default:
      return `${count}.`;
  }
}
