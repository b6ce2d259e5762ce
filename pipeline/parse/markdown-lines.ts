// Owns Markdown: front matter and blocks into lines, by the tokens of `marked`.
// Must not decide what a line is beyond what Markdown says (heading, item, quotation).

import { marked, type Token, type Tokens } from "marked";
import { parse as parseYaml } from "yaml";
import { cleanCharacters, sourceLine, type SourceCell, type SourceLine } from "../../extractors/document/source.js";

export interface MarkdownText {
  lines: SourceLine[];
  title: string | null;
  /** Where the text was published, by its front matter. */
  address: string | null;
  author: string | null;
  date: string | null;
  /** Why the front matter could not be read, in the words of the parser of YAML; null where it was, or there is none. */
  frontFault: string | null;
}

const FRONT = /^\uFEFF?---[ \t]*\r?\n([\s\S]{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;
const ADDRESS_KEYS = ["source_url", "url", "canonical", "canonical_url", "link", "source", "permalink"];

/** Does the text open with front matter, the mark of Markdown that no plain text has? */
export function hasFrontMatter(text: string): boolean {
  const front = FRONT.exec(text)?.[1];
  return front !== undefined && (front.match(/^[\w-]+:\s/gm) ?? []).length >= 2;
}

/**
 * Lines of a Markdown text. `block` counts the blank-line-separated blocks of the file, front matter as one, which is how its
 * paragraphs are cited.
 */
export function markdownLines(given: string): MarkdownText {
  const text = given.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const front = hasFrontMatter(text) ? FRONT.exec(text) : null;
  const { facts, fault } = front ? factsOf(front[1] ?? "") : NO_FRONT;
  const starts = blockStarts(text);
  const writer = new Writer(starts);
  let at = front ? front[0].length : 0;
  for (const token of marked.lexer(text.slice(at))) {
    writer.block(token, at);
    at += token.raw.length;
  }
  const known = (key: string): string | null => (typeof facts[key] === "string" && facts[key].trim() !== "" ? cleanCharacters(facts[key]).trim() : null);
  const address = ADDRESS_KEYS.map(known).find((value) => value !== null && /^https?:\/\//.test(value)) ?? null;
  return { lines: writer.lines, title: known("title"), address, author: known("author") ?? known("publisher"), date: known("date"), frontFault: fault };
}

interface Front {
  facts: Record<string, unknown>;
  fault: string | null;
}

const NO_FRONT: Front = { facts: {}, fault: null };

/** Front matter is untrusted: what does not parse as plain values is left out, and said. */
function factsOf(front: string): Front {
  try {
    const parsed: unknown = parseYaml(front, { maxAliasCount: 0, schema: "failsafe" });
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return { facts: parsed as Record<string, unknown>, fault: null };
    return { facts: {}, fault: "it holds no names with values" };
  } catch (error) {
    return { facts: {}, fault: (error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)).replace(/:?\s*$/, "").slice(0, 160) };
  }
}

/** Offsets at which blank-line-separated blocks begin. */
function blockStarts(text: string): number[] {
  const starts: number[] = [];
  let blank = true;
  let at = 0;
  for (const line of text.split("\n")) {
    if (line.trim() === "") blank = true;
    else {
      if (blank) starts.push(at);
      blank = false;
    }
    at += line.length + 1;
  }
  return starts;
}

class Writer {
  readonly lines: SourceLine[] = [];
  private next = 0;
  private tables = 0;

  constructor(private readonly starts: number[]) {}

  /** The block that an offset lies in, 1-based; offsets come in order. */
  private blockAt(at: number): number {
    while (this.next < this.starts.length && this.starts[this.next]! <= at) this.next++;
    return Math.max(1, this.next);
  }

  private add(text: string, at: number, known: Partial<SourceLine> = {}): void {
    const clean = cleanCharacters(text).replace(/\s+/g, " ").trim();
    if (!/[\p{L}\p{N}]/u.test(clean)) return;
    this.lines.push(sourceLine(clean, { block: this.blockAt(at), blockStart: true, gap: 1, right: clean.length, ...known }));
  }

  /** @param at offset of the token in the file */
  block(token: Token, at: number): void {
    switch (token.type) {
      case "heading":
        this.add(inlineText(token.tokens ?? []), at, { headingLevel: (token as Tokens.Heading).depth, bold: true });
        return;
      case "paragraph":
      case "text":
        this.paragraph(token, at);
        return;
      case "list":
        this.list(token as Tokens.List, at);
        return;
      case "blockquote":
        for (const inner of token.tokens ?? []) this.block(inner, at);
        return;
      case "table":
        this.table(token as Tokens.Table, at);
        return;
      case "code":
        this.add((token as Tokens.Code).text, at);
        return;
      case "html":
        this.add(plain(token.raw), at);
        return;
      default:
        return; // blank space, rules, definitions of links
    }
  }

  private list(list: Tokens.List, at: number): void {
    let offset = at;
    const first = typeof list.start === "number" ? list.start : 1;
    for (const [n, item] of list.items.entries()) {
      const words = item.tokens.filter((token) => token.type !== "list");
      const text = inlineText(words.flatMap((token) => ("tokens" in token && token.tokens !== undefined ? token.tokens : [token])));
      const lead = offset + /^\s*/.exec(item.raw)![0].length;
      if (list.ordered) this.add(`${first + n}. ${text}`, lead, { lead: `${first + n}.` });
      else this.add(text, lead, { listItem: true });
      for (const token of item.tokens) if (token.type === "list") this.list(token as Tokens.List, lead);
      offset += item.raw.length;
    }
  }

  /** Rows that know their cells, as in any other format; pipe tables have one row of heads. */
  private table(table: Tokens.Table, at: number): void {
    this.tables++;
    [table.header, ...table.rows].forEach((row, index) => {
      const cells = row.map((cell, column): SourceCell => ({ text: cleanCharacters(inlineText(cell.tokens)).replace(/\s+/g, " ").trim(), column, span: 1, continued: false }));
      const text = cells.map((cell) => cell.text).filter((words) => words !== "").join("\n");
      if (!/[\p{L}\p{N}]/u.test(text)) return;
      this.lines.push(sourceLine(text, { block: this.blockAt(at), blockStart: true, gap: 1, right: text.length, wideGaps: cells.length - 1, listItem: true, row: { table: this.tables, head: index === 0, cells } }));
    });
  }

  /** A paragraph; all emphasis and no stop, alone or before a forced break, is how many write a heading. */
  private paragraph(token: Token, at: number): void {
    const pieces: Token[][] = [[]];
    for (const part of ("tokens" in token ? token.tokens : undefined) ?? []) {
      if (part.type === "br") pieces.push([]);
      else pieces[pieces.length - 1]!.push(part);
    }
    const whole = inlineText(pieces.flatMap((piece) => [...piece, SPACE]));
    // An emphasis that was never closed ("***What has changed", its end on the next line) is one as well.
    if (pieces.length === 1 && (isEmphasis(pieces[0]!) || /^\*{2,3}\S[^*]*$/.test(whole.trim()))) {
      this.heading(whole, at);
      return;
    }
    const opening = inlineText(pieces[0] ?? []);
    if (pieces.length > 1 && (isEmphasis(pieces[0]!) || /^\*{2,3}\S/.test(opening)) && this.heading(opening, at)) {
      this.add(inlineText(pieces.slice(1).flatMap((piece) => [...piece, SPACE])).replace(/^\*+\s*/, ""), at);
      return;
    }
    this.add(whole, at);
  }

  private heading(text: string, at: number): boolean {
    const words = text.replace(/^\*+|\*+$/g, "").trim();
    if (words.length > 150 || /[.;,]$/.test(words)) {
      if (words === text) this.add(text, at);
      return false;
    }
    this.add(words, at, { headingLevel: 4, bold: true });
    return true;
  }
}

const SPACE = { type: "text", raw: " ", text: " " } as Token;

function isEmphasis(tokens: Token[]): boolean {
  const wordy = tokens.filter((token) => plain(token.raw).trim() !== "");
  return wordy.length === 1 && (wordy[0]!.type === "strong" || (wordy[0]!.type === "em" && wordy[0]!.raw.startsWith("***")));
}

/** The words alone: emphasis, links' addresses, pictures and tags are left out. */
function inlineText(tokens: Token[]): string {
  let text = "";
  for (const token of tokens) {
    if (token.type === "br") text += " ";
    else if (token.type === "image" || token.type === "html") continue;
    else if ("tokens" in token && token.tokens !== undefined && token.tokens.length > 0) text += inlineText(token.tokens);
    else if (token.type === "escape" || token.type === "text" || token.type === "codespan") text += decoded((token as Tokens.Text).text);
    else if (token.type !== "space") text += decoded(plain(token.raw));
  }
  return text;
}

function plain(html: string): string {
  return html.replace(/<!--[\s\S]*?-->/g, "").replace(/<\/?[a-z][^>]*>/gi, "");
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: "\"", nbsp: " ", shy: "\u00ad", "#39": "'", rsquo: "’", lsquo: "‘", ldquo: "“", rdquo: "”", ndash: "–", mdash: "—" };

function decoded(text: string): string {
  return text.replace(/&(#?\w{2,6});/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
