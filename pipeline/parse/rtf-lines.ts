// Owns RTF: control words into lines, rows of tables, notes; what is hidden, a running head or a picture is left out.
// Must not decide what a line is.
// By hand because the parser on npm (rtf-parser) runs a table's rows together and reads hidden text, heads and notes as body.

import { callMark, cleanCharacters, sourceLine, type SourceCell, type SourceLine, type SourceNote } from "../../extractors/document/source.js";
import { charsetOfCodePage, decodeBytes } from "./charsets.js";
import { CODEPAGES, LETTERS, NOWHERE, SYSTEMS } from "./rtf-words.js";
import { isSymbolFont, symbol } from "./symbol-fonts.js";

export interface RtfContent {
  lines: SourceLine[];
  notes: SourceNote[];
  title: string | null;
  /** Running heads; their symbol is the document's. */
  heads: string[];
  hidden: number;
  /** Letters whose code page or character set is not known, by its name: they were guessed. */
  guessed: Map<string, number>;
}

interface State {
  /** Where text goes: the body, a note, the title, a head, or nowhere. */
  to: "body" | "note" | "title" | "head" | "nowhere";
  hidden: boolean;
  bold: boolean;
  italic: boolean;
  raised: boolean;
  size: number;
  codepage: number;
  /** Character set of the font that is not known; null where it is. */
  charset: number | null;
  /** Name of a font whose letters are signs (Wingdings); null for any other. */
  signs: string | null;
  /** Characters that stand behind \u for old readers. */
  skip: number;
}


/** Lines and notes of an RTF document. */
export function rtfLines(bytes: Uint8Array): RtfContent {
  return new RtfReader(new TextDecoder("latin1").decode(bytes)).read();
}

class RtfReader {
  private readonly lines: SourceLine[] = [];
  private readonly notes: SourceNote[] = [];
  private readonly heads: string[] = [];
  private title = "";
  private hidden = 0;
  private state: State = { to: "body", hidden: false, bold: false, italic: false, raised: false, size: 12, codepage: 1252, charset: null, signs: null, skip: 1 };
  private readonly stack: State[] = [];
  private readonly fonts = new Map<number, Pick<State, "codepage" | "charset">>();
  private readonly signFonts = new Map<number, string>();
  /** Of the document, which holds where a font names none. */
  private codepage = 1252;
  private readonly guessed = new Map<string, number>();
  private font = 0;
  private inFonts = false;
  private pending: number[] = [];
  private toSkip = 0;
  private text = "";
  private note = "";
  private head = "";
  private facts = { letters: 0, bold: 0, italic: 0, sizes: 0 };
  private inTable = false;
  private table = 0;
  private lastWasRow = false;
  private cells: string[] = [];
  private nested: string[] = [];
  private cellParts: string[] = [];

  constructor(private readonly source: string) {}

  read(): RtfContent {
    const token = /\\([a-zA-Z]+)(-?\d+)? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}]+)/g;
    for (const match of this.source.matchAll(token)) {
      const [, word, number, hex, sign, brace, plain] = match;
      if (hex !== undefined) {
        this.byte(parseInt(hex, 16));
        continue;
      }
      this.flushBytes();
      if (brace === "{") this.stack.push({ ...this.state });
      else if (brace === "}") this.leave();
      else if (word !== undefined) this.word(word, number === undefined ? null : Number(number));
      else if (sign !== undefined) this.sign(sign);
      else if (plain !== undefined) this.plain(plain.replace(/[\r\n]+/g, ""));
    }
    this.flushBytes();
    this.paragraph();
    return { lines: this.lines, notes: this.notes, title: this.title.trim() === "" ? null : this.title.trim(), heads: this.heads, hidden: this.hidden, guessed: this.guessed };
  }

  private plain(text: string): void {
    const name = text.replace(/;.*$/, "").trim();
    if (this.inFonts && isSymbolFont(name)) this.signFonts.set(this.font, name);
    const { signs } = this.state;
    const left = this.skipped(text);
    this.put(signs === null ? left : [...left].map((sign) => (sign === " " ? sign : symbol(signs, sign.charCodeAt(0), "•"))).join(""));
  }

  private leave(): void {
    const before = this.state;
    this.state = this.stack.pop() ?? this.state;
    this.toSkip = 0;
    if (before.to === "note" && this.state.to !== "note") {
      const label = String(this.notes.length + 1);
      this.notes.push({ label, page: null, text: this.note.replace(/\s+/g, " ").trim() });
      this.note = "";
      this.put(callMark(label), true);
    }
    if (before.to === "head" && this.state.to !== "head") {
      if (this.head.trim() !== "") this.heads.push(this.head.replace(/\s+/g, " ").trim());
      this.head = "";
    }
    if (this.inFonts && this.stack.length < 2) this.inFonts = false;
  }

  private sign(sign: string): void {
    if (sign === "*") this.state.to = "nowhere";
    else if (sign === "~") this.put(" ");
    else if (sign === "_") this.put("-");
    else if (sign === "\n" || sign === "\r") this.word("par", null);
    else if ("\\{}".includes(sign)) this.put(sign);
  }

  /** A byte of the document's code page; several may make one letter. */
  private byte(value: number): void {
    if (this.toSkip > 0) this.toSkip--;
    else this.pending.push(value);
  }

  private flushBytes(): void {
    if (this.pending.length === 0) return;
    const { codepage, charset, to, hidden, signs } = this.state;
    if (signs !== null) {
      const found = this.pending.map((byte) => symbol(signs, byte, "•")).join("");
      this.pending = [];
      this.put(found);
      return;
    }
    const { text, isKnown } = decodeBytes(Uint8Array.from(this.pending), charsetOfCodePage(codepage));
    const odd = this.pending.filter((byte) => byte > 0x7f).length;
    if ((!isKnown || charset !== null) && odd > 0 && to !== "nowhere" && !hidden) {
      const name = charset === null ? `code page ${codepage}` : `character set ${charset}`;
      this.guessed.set(name, (this.guessed.get(name) ?? 0) + odd);
    }
    this.pending = [];
    this.put(text);
  }

  private skipped(text: string): string {
    const skip = Math.min(this.toSkip, text.length);
    this.toSkip -= skip;
    return text.slice(skip);
  }

  private put(text: string, mark = false): void {
    const { to, hidden } = this.state;
    if (text === "" || to === "nowhere") return;
    if (hidden) this.hidden += text.replace(/\s/g, "").length;
    else if (to === "note") this.note += cleanCharacters(text);
    else if (to === "title") this.title += cleanCharacters(text);
    else if (to === "head") this.head += cleanCharacters(text);
    else this.body(mark ? text : cleanCharacters(text));
  }

  private body(text: string): void {
    const raised = this.state.raised && /^\s*\d{1,3}\s*$/.test(text) && this.text !== "";
    this.text += raised ? callMark(text.trim()) : text;
    const count = text.replace(/\s/g, "").length;
    this.facts.letters += count;
    if (this.state.bold) this.facts.bold += count;
    if (this.state.italic) this.facts.italic += count;
    this.facts.sizes += count * this.state.size;
  }

  private word(word: string, number: number | null): void {
    if (NOWHERE.has(word)) {
      this.state.to = "nowhere";
      this.inFonts ||= word === "fonttbl";
    } else if (word in LETTERS) this.put(LETTERS[word]!);
    else if (!this.place(word, number)) this.look(word, number);
  }

  /** Words that part text or send it elsewhere. */
  private place(word: string, number: number | null): boolean {
    switch (word) {
      case "par":
      case "sect":
      case "page":
        if (this.state.to === "body") this.paragraph();
        else this.put(" ");
        return true;
      case "cell":
        this.endCell();
        return true;
      case "row":
        this.endRow();
        return true;
      case "nestcell":
        this.nested.push(this.taken()?.text ?? "");
        return true;
      case "nestrow":
        this.endNestedRow();
        return true;
      case "trowd":
      case "intbl":
        this.inTable = true;
        return true;
      case "pard":
        this.inTable = false;
        return true;
      case "footnote":
        this.state.to = "note";
        return true;
      case "header":
      case "headerl":
      case "headerr":
      case "headerf":
        this.state.to = "head";
        return true;
      case "title":
        this.state.to = "title";
        return true;
      case "u":
        this.unicode(((number ?? 0) + 65536) % 65536);
        this.toSkip = this.state.skip;
        return true;
      case "bin":
        // Raw bytes follow, which belong to a picture or an object.
        this.toSkip = number ?? 0;
        return true;
      default:
        return false;
    }
  }

  /** A letter by its number; in a font of signs, of the private area, its place in the font. */
  private unicode(code: number): void {
    const { signs } = this.state;
    this.put(signs === null || (code > 0xff && code < 0xe000) ? String.fromCharCode(code) : symbol(signs, code, "•"));
  }

  /** Words that say how text looks or is coded. */
  private look(word: string, number: number | null): void {
    const on = number !== 0;
    if (word === "v") this.state.hidden = on;
    else if (word === "b") this.state.bold = on;
    else if (word === "i") this.state.italic = on;
    else if (word === "super") this.state.raised = on;
    else if (word === "nosupersub") this.state.raised = false;
    else if (word === "plain") Object.assign(this.state, { hidden: false, bold: false, italic: false, raised: false, size: 12, signs: null });
    else if (word === "fs" && number !== null) this.state.size = number / 2;
    else if (word === "uc" && number !== null) this.state.skip = number;
    else if (word === "ansicpg" && number !== null) this.documentIn(number);
    else if (word in SYSTEMS) this.documentIn(SYSTEMS[word]!);
    else if (word === "f" && number !== null) {
      this.font = number;
      if (!this.inFonts) Object.assign(this.state, this.fonts.get(number) ?? { codepage: this.codepage, charset: null }, { signs: this.signFonts.get(number) ?? null });
    } else if (word === "fcharset" && number !== null && this.inFonts && number > 2) {
      const page = CODEPAGES[number];
      this.fonts.set(this.font, page === undefined ? { codepage: this.codepage, charset: number } : { codepage: page, charset: null });
    } else if (word === "deleted") this.state.to = "nowhere";
  }

  private documentIn(codepage: number): void {
    this.codepage = codepage;
    this.state.codepage = codepage;
  }

  private taken(): SourceLine | null {
    const raw = this.text.replace(/ {2,}/g, " ").trim();
    const { letters, bold, italic, sizes } = this.facts;
    this.text = "";
    this.facts = { letters: 0, bold: 0, italic: 0, sizes: 0 };
    if (raw === "") return null;
    const tab = /^(\S{1,8})\t/.exec(raw);
    const text = raw.replace(/\s*\t\s*/g, " ");
    return sourceLine(text, {
      size: letters > 0 ? Math.round((sizes / letters) * 10) / 10 : 12, bold: letters > 0 && bold / letters > 0.7, italic: letters > 0 && italic / letters > 0.7,
      lead: tab?.[1] ?? null, wideGaps: (raw.match(/\t/g) ?? []).length, gap: 1.2, blockStart: true, right: text.length * 5, listItem: tab?.[1] === "•" || tab?.[1] === "·",
    });
  }

  private paragraph(): void {
    const line = this.taken();
    if (line === null) return;
    if (this.inTable || this.cells.length > 0) {
      this.cellParts.push(line.text);
      return;
    }
    this.lastWasRow = false;
    this.lines.push(line);
  }

  private endCell(): void {
    const line = this.taken();
    if (line !== null) this.cellParts.push(line.text);
    this.cells.push(this.cellParts.join("\n"));
    this.cellParts = [];
  }

  /** A row of a table in a cell is a row of its own, before the one around it. */
  private endNestedRow(): void {
    const cells = this.nested.map((text, column): SourceCell => ({ text, column, span: 1, continued: false }));
    this.nested = [];
    const text = cells.map((cell) => cell.text).filter((words) => words !== "").join("\n");
    if (text !== "") this.lines.push(sourceLine(text, { size: 12, gap: 1.2, blockStart: true, wideGaps: cells.length - 1, listItem: true, right: text.length * 5, row: { table: -this.table - 1, head: false, cells } }));
  }

  private endRow(): void {
    const cells = this.cells;
    this.cells = [];
    this.cellParts = [];
    if (!this.lastWasRow) this.table++;
    this.lastWasRow = true;
    if (cells.every((cell) => cell === "")) return;
    const text = cells.filter((cell) => cell !== "").join("\n");
    const row = { table: this.table, head: false, cells: cells.map((cell, column): SourceCell => ({ text: cell, column, span: 1, continued: false })) };
    this.lines.push(sourceLine(text, { size: 12, gap: 1.2, blockStart: true, wideGaps: cells.length - 1, listItem: cells.length > 1, right: text.length * 5, row: cells.length > 1 ? row : null }));
  }
}
