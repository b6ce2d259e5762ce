// Owns reading the operators of a page's content: those that place text or draw paths are told to the placing, all others are passed over.
// Must not guess: what is not written plainly (a wrong operand, an unknown word, an image between the operators) is refused, and
// the page is read by pdfjs, whose ways with broken content are its own.

import { decodeString } from "./pdf-actual-text.js";
import type { Glyph, Placing } from "./pdf-placing.js";
import { Step, type Paint } from "./pdf-rules.js";
import { Byte, BYTES, ContentScanner, NotPlain } from "./pdf-scanner.js";

/** A font as far as reading needs it. */
export interface GlyphFont {
  id: string;
  glyphs(letters: string): readonly Glyph[];
}

/** What the operators name and the page's resources hold. */
export interface Named {
  /** Of fonts, those that were loaded. */
  readonly fonts: Map<string, GlyphFont>;
  /** @throws NotPlain where the graphics state does what bears on text */
  checkState(name: string): void;
}

/** What has to be brought before reading goes on: it comes over promises, and the operators are read without. */
export type Need = { what: "font" | "object"; name: string };

/** What may still be read of one page, however often its forms are drawn. */
export interface Allowance {
  operators: number;
  bytes: number;
  forms: number;
}

/** Operands stand for themselves in the signature of an operator: three bits each, the last one lowest. */
const enum Operand {
  number = 1,
  string = 2,
  name = 3,
  array = 4,
  dictionary = 5,
}

/** pdfjs gives up content with more operands than that. */
const MOST_OPERANDS = 33;
/** Above this many operands their kinds fit no signature, and need none. */
const SIGNED_OPERANDS = 10;

/** Operators that place and draw nothing, and their count of operands; -1 where it varies. */
const SILENT = new Map<number, number>();
const codeOf = (word: string): number => [...word].reduce((code, letter) => (code << 8) | letter.charCodeAt(0), 0);
const SILENT_WORDS: Record<string, number> = {
  w: 1, J: 1, j: 1, M: 1, d: 2, ri: 1, i: 1, W: 0, "W*": 0,
  ET: 0, Tr: 1, CS: 1, cs: 1, SC: -1, SCN: -1, sc: -1, scn: -1, G: 1, g: 1, RG: 3, rg: 3, K: 4, k: 4, sh: 1, MP: 1, DP: 2, BX: 0, EX: 0,
};
for (const [word, count] of Object.entries(SILENT_WORDS)) SILENT.set(codeOf(word), count);

/** Operators that go on with a path: the signature of their operands (all numbers), and what they do. */
const BUILDING = new Map<number, { signature: number; step: "move" | "line" | "curve" | "rectangle" | "close" }>();
for (const [word, count, step] of [["m", 2, "move"], ["l", 2, "line"], ["c", 6, "curve"], ["v", 4, "curve"], ["y", 4, "curve"], ["re", 4, "rectangle"], ["h", 0, "close"]] as const) {
  BUILDING.set(codeOf(word), { signature: Number.parseInt("0" + "1".repeat(count), 8), step });
}

/** Operators that paint a path and end it. */
const PAINTING = new Map<number, { paint: Paint; closes: boolean }>();
for (const [word, paint, closes] of [["S", "stroke", false], ["s", "stroke", true], ["f", "fill", false], ["F", "fill", false], ["f*", "fill", false], ["B", "both", false], ["B*", "both", false], ["b", "both", true], ["b*", "both", true], ["n", "none", false]] as const) {
  PAINTING.set(codeOf(word), { paint, closes });
}

/** Operators that place text, by their letters. */
const Op = {
  q: 0x71, Q: 0x51, cm: 0x636d, gs: 0x6773, Do: 0x446f, BMC: 0x424d43, BDC: 0x424443, EMC: 0x454d43,
  BT: 0x4254, Tc: 0x5463, Tw: 0x5477, Tz: 0x547a, TL: 0x544c, Tf: 0x5466, Ts: 0x5473, Td: 0x5464, TD: 0x5444, Tm: 0x546d, nextLine: 0x542a,
  Tj: 0x546a, TJ: 0x544a, nextLineShow: 0x27, spacedShow: 0x22,
};

/** One content stream: a page's, or a form's. */
export class OperatorReader extends ContentScanner {
  private readonly numbers = new Float64Array(MOST_OPERANDS + 1);
  private operands = 0;
  private signature = 0;
  private text = "";
  private word = "";
  private items: (string | number)[] = [];
  private stands: string | null = null;
  private readonly fonts: (GlyphFont | null)[] = [];
  private glyphs: (Glyph | number)[] = [];
  private readonly pathData: number[] = [];

  /**
   * @param font that is set where the content begins
   */
  constructor(
    bytes: Uint8Array,
    private readonly placing: Placing,
    private readonly named: Named,
    private readonly allowance: Allowance,
    public font: GlyphFont | null,
  ) {
    super(bytes);
    allowance.bytes -= bytes.length;
    if (allowance.bytes < 0) throw new NotPlain("too many bytes");
  }

  /**
   * Reads on, to the end or to an operator that needs what is not there yet.
   * @returns what it needs: a font is to be put among the named ones and read on, an object to be drawn at this place; null at the end
   * @throws NotPlain
   */
  read(): Need | null {
    const { bytes } = this;
    const end = bytes.length;
    while (this.at < end) {
      const byte = bytes[this.at]!;
      if (BYTES[byte] === Byte.blank) this.at++;
      else if ((byte >= 48 && byte <= 57) || byte === 45 || byte === 46 || byte === 43) {
        this.numbers[this.operands] = this.readNumber();
        this.push(Operand.number);
      } else if (BYTES[byte] === Byte.delimiter) this.readOperand(byte);
      else {
        const before = this.at;
        const need = this.obey(this.readWord());
        if (need === null) continue;
        // Its operands stay; when the font is there, the operator is read again.
        if (need.what === "font") this.at = before;
        else this.drop();
        return need;
      }
    }
    return null;
  }

  private push(kind: Operand): void {
    if (++this.operands > MOST_OPERANDS) throw new NotPlain("too many operands");
    this.signature = this.operands > SIGNED_OPERANDS ? -1 : (this.signature << 3) | kind;
  }

  private drop(): void {
    this.operands = 0;
    this.signature = 0;
  }

  private readOperand(byte: number): void {
    if (byte === 0x28) {
      this.text = this.readString();
      this.push(Operand.string);
    } else if (byte === 0x5b) {
      this.items = this.readItems();
      this.push(Operand.array);
    } else if (byte === 0x2f) {
      this.word = this.readName();
      this.push(Operand.name);
    } else if (byte === 0x3c) {
      if (this.bytes[this.at + 1] === 0x3c) {
        this.stands = this.readDictionary(0);
        this.push(Operand.dictionary);
      } else {
        this.text = this.readHex();
        this.push(Operand.string);
      }
    } else if (byte === 0x25) this.skipComment();
    else throw new NotPlain("a sign out of place");
  }

  private expect(signature: number): void {
    if (this.signature !== signature) throw new NotPlain("other operands");
  }

  /** Does what an operator says; those that place nothing are only looked at. */
  private obey(code: number): Need | null {
    if (--this.allowance.operators < 0) throw new NotPlain("too many operators");
    const count = SILENT.get(code);
    if (count !== undefined) {
      if (count >= 0 && count !== this.operands) throw new NotPlain("other operands");
    } else if (!this.obeyDrawing(code)) {
      const need = this.obeyShowing(code);
      if (need !== null) return need;
    }
    this.drop();
    return null;
  }

  /** @returns whether it is an operator of paths */
  private obeyDrawing(code: number): boolean {
    const building = BUILDING.get(code);
    if (building !== undefined) {
      this.expect(building.signature);
      this.build(building.step);
      return true;
    }
    const painting = PAINTING.get(code);
    if (painting === undefined) return false;
    this.expect(0);
    const { pathData } = this;
    if (painting.closes) pathData.push(Step.close);
    if (pathData.length > 0 && painting.paint !== "none") this.placing.path(painting.paint, new Float32Array(pathData));
    pathData.length = 0;
    return true;
  }

  /** Writes a path's steps as pdfjs does. */
  private build(step: "move" | "line" | "curve" | "rectangle" | "close"): void {
    const { pathData, numbers } = this;
    const [x, y] = [numbers[0]!, numbers[1]!];
    if (step === "close") pathData.push(Step.close);
    else if (step === "rectangle") {
      const [right, top] = [x + numbers[2]!, y + numbers[3]!];
      pathData.push(Step.move, x, y, Step.line, right, y, Step.line, right, top, Step.line, x, top, Step.close);
    } else if (step === "curve") pathData.push(Step.curve, 0, 0, 0, 0, 0, 0);
    else pathData.push(Step[step], x, y);
  }

  private obeyShowing(code: number): Need | null {
    const { placing } = this;
    switch (code) {
      case Op.Tj:
        this.expect(0o2);
        this.show();
        return null;
      case Op.TJ:
        this.expect(0o4);
        this.showItems();
        return null;
      case Op.nextLineShow:
        this.expect(0o2);
        placing.nextLine();
        this.show();
        return null;
      case Op.spacedShow:
        this.expect(0o112);
        placing.nextLine();
        placing.setWordSpacing(this.numbers[0]!);
        placing.setCharSpacing(this.numbers[1]!);
        this.show();
        return null;
      case Op.Tf:
        this.expect(0o31);
        return this.setFont();
      case Op.gs:
        this.expect(0o3);
        this.named.checkState(this.word);
        return null;
      case Op.Do:
        this.expect(0o3);
        if (--this.allowance.forms < 0) throw new NotPlain("too many forms");
        return { what: "object", name: this.word };
      default:
        this.obeyPlacing(code);
        return null;
    }
  }

  private obeyPlacing(code: number): void {
    const { placing, numbers } = this;
    switch (code) {
      case Op.Tm:
        this.expect(0o111111);
        placing.setTextMatrix(new Float32Array(numbers.subarray(0, 6)));
        break;
      case Op.Td:
        this.expect(0o11);
        placing.moveLine(numbers[0]!, numbers[1]!);
        break;
      case Op.TD:
        this.expect(0o11);
        placing.setLeading(-numbers[1]!);
        placing.moveLine(numbers[0]!, numbers[1]!);
        break;
      case Op.nextLine:
        this.expect(0);
        placing.nextLine();
        break;
      case Op.BT:
        this.expect(0);
        placing.beginText();
        break;
      case Op.q:
        this.expect(0);
        this.fonts.push(this.font);
        placing.save();
        break;
      case Op.Q:
        this.expect(0);
        if (this.fonts.length > 0) this.font = this.fonts.pop() ?? null;
        placing.restore();
        break;
      case Op.cm:
        this.expect(0o111111);
        placing.transform(numbers);
        break;
      case Op.BMC:
        this.expect(0o3);
        placing.beginMarked(undefined);
        break;
      case Op.BDC:
        this.beginMarked();
        break;
      case Op.EMC:
        this.expect(0);
        placing.endMarked();
        break;
      default:
        this.setSpacing(code);
    }
  }

  private setSpacing(code: number): void {
    const { placing } = this;
    const units = this.numbers[0]!;
    if (code === Op.Tc) placing.setCharSpacing(units);
    else if (code === Op.Tw) placing.setWordSpacing(units);
    else if (code === Op.Tz) placing.setHScale(units);
    else if (code === Op.TL) placing.setLeading(units);
    else if (code === Op.Ts) placing.setTextRise(units);
    else throw new NotPlain("an unknown operator");
    this.expect(0o1);
  }

  private setFont(): Need | null {
    const font = this.named.fonts.get(this.word);
    if (font === undefined) return { what: "font", name: this.word };
    this.font = font;
    this.placing.setFont(font.id, this.numbers[1]!);
    return null;
  }

  /** Content of a layer is read whether or not the layer is shown. */
  private beginMarked(): void {
    if (this.signature !== 0o33) this.expect(0o35);
    const stands = this.signature === 0o35 && this.word !== "OC" ? this.stands : null;
    this.placing.beginMarked(stands === null ? undefined : { actualText: decodeString(stands) });
  }

  private fontNow(): GlyphFont {
    if (this.font === null) throw new NotPlain("text before a font");
    return this.font;
  }

  private show(): void {
    this.placing.show(this.fontNow().glyphs(this.text));
  }

  private showItems(): void {
    const font = this.fontNow();
    const { glyphs } = this;
    glyphs.length = 0;
    for (const item of this.items) {
      if (typeof item === "number") glyphs.push(item);
      else for (const glyph of font.glyphs(item)) glyphs.push(glyph);
    }
    this.placing.show(glyphs);
  }
}
