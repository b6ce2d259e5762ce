// Owns placing text on a page: operators in their order become runs of glyphs, where each word stands, how wide, in which font; and ruled lines.
// Must not know where operators come from or what the text says. What it cannot place surely it refuses, and the page is read the slow way.
// Why not pdfjs' own text content: it builds several matrices a glyph, which took half the time of a whole ingest.

import { isActualText } from "./pdf-actual-text.js";
import { RuleFinder, type Paint, type Rule } from "./pdf-rules.js";

/** A glyph as pdfjs puts it into the drawing list. */
export interface Glyph {
  unicode: string;
  /** In thousandths of the font size (more exactly: in glyph space, see the font matrix). */
  width: number;
  originalCharCode: number;
}

/** What placing needs to know of a font. */
export interface RunFont {
  /** Name as the file gives it; two fonts of one name are one. */
  name: string;
  /** Glyph space to text space: the first element of the font matrix. */
  scale: number;
  /** Vertical writing and Type 3 fonts (whose glyphs are drawings) are not placed here. */
  plain: boolean;
}

/** A run in the page's own space, before rotation and crop: x, y of its first glyph's origin, and the matrix of its letters. */
export interface PlacedRun {
  text: string;
  /** pdfjs' id of the font. */
  font: string;
  /** Width along the baseline, in units of the page. */
  width: number;
  /** a, b, c, d, e, f: letters of size 1 to the page. */
  matrix: readonly [number, number, number, number, number, number];
}

// Steps are added one by one, and these are pdfjs' shares of the font size: so both ways of reading part text into the same
// runs also where a step lies at a limit.
/** A step up to this closes up: a blank drawn before it does not part words. */
const NO_SPACE = 0.03;
/** A step above this is a space … */
const SPACE = 0.102;
/** … up to this; a wider one begins a new run. */
const WIDE_SPACE = 0.6;
/** A step back beyond this begins a new run. */
const STEP_BACK = -0.2;
/** A shift of the baseline by more than this share of the letters' height begins a new run. */
const BASELINE_SHIFT = 0.25;

/** Spacing of letters above this share of the font size would be taken for spaces. */
const WIDE_SPACING = 0.08;

/** Scripts that are written from right to left: pdfjs orders them, this file does not. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** Ligatures, no-break and typographic spaces and signs that pdfjs takes apart (NFKC); the rest of its set is right-to-left. */
const COMPATIBLE = /[\u00a0\u00b5\u037e\u0eb3\u2000-\u200a\u202f\u2126\ufb00-\ufb04\ufb06]+/g;
const HAS_COMPATIBLE = /[\u00a0\u00b5\u037e\u0eb3\u2000-\u200a\u202f\u2126\ufb00-\ufb06]/;

/** The text matrix comes in single precision; files give up to seven digits, which come back whole. */
const asWritten = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(7)));

const enum Category {
  plain,
  blank,
  /** Drawn over the letter before it. */
  mark,
  invisible,
}

const categories = new Map<string, Category>();

function categoryOf(unicode: string): Category {
  let category = categories.get(unicode);
  if (category === undefined) {
    // A soft hyphen that is drawn ends its line; pdfjs leaves it out, and "Bel-" would be a word.
    category = unicode === "\u00ad" ? Category.plain : /^\s/u.test(unicode) ? Category.blank : /\p{Mn}/u.test(unicode) ? Category.mark : /\p{Cf}$/u.test(unicode) ? Category.invisible : Category.plain;
    if (categories.size > 100_000) categories.clear();
    categories.set(unicode, category);
  }
  return category;
}

/** The state that text is drawn in; `save` copies it, `restore` brings it back. */
interface State {
  /** Page from user space. */
  a: number; b: number; c: number; d: number; e: number; f: number;
  font: string | null;
  facts: RunFont | null;
  size: number;
  stretch: number;
  charSpacing: number;
  wordSpacing: number;
  leading: number;
  rise: number;
  /** Text matrix, and the origin of the line matrix (whose other elements are the same). */
  ta: number; tb: number; tc: number; td: number; te: number; tf: number;
  le: number; lf: number;
}

const newState = (): State => ({ a: 1, b: 0, c: 0, d: 1, e: 0, f: 0, font: null, facts: null, size: 0, stretch: 1, charSpacing: 0, wordSpacing: 0, leading: 0, rise: 0, ta: 1, tb: 0, tc: 0, td: 1, te: 0, tf: 0, le: 0, lf: 0 });

/** Letters and figures alone, ligatures and case taken apart; hyphens and blanks say nothing. */
const lettersOf = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

/** Raised for what is not placed here: the page is read the slow way. */
export class Refused extends Error {}

/** Most letters follow each other by the spacing alone. Where steps take it back between letters, what is left of it is a space. */
function isEvenlySpaced(glyphs: readonly (Glyph | number)[]): boolean {
  let even = 0;
  let stepped = 0;
  for (let i = 1; i < glyphs.length; i++) {
    if (typeof glyphs[i] === "number") stepped++;
    else if (typeof glyphs[i - 1] !== "number") even++;
  }
  return even > stepped * 2;
}

/** What a page shows, in the page's own space. */
export interface PlacedPage {
  runs: PlacedRun[];
  rules: Rule[];
}

/** Where the pen is, and the runs that it has written: an operator of a page is a method, told in their order. */
export class Placing {
  private readonly runs: PlacedRun[] = [];
  private readonly rules = new RuleFinder();
  private state = newState();
  private stack: State[] = [];
  // The run being put together.
  private open = false;
  private text = "";
  private matrix: PlacedRun["matrix"] = [1, 0, 0, 1, 0, 0];
  private runFont = "";
  private width = 0;
  /** Width before the scale changed, in units of the page; `width` is in units of text. */
  private widthBefore = 0;
  private height = 0;
  private scale = 1;
  private unit = 0;
  private sizeOfRun: number | null = null;
  private nameOfRun: string | null = null;
  // End of the last glyph on the page.
  private hasLast = false;
  private lastX = 0;
  private lastY = 0;
  private lastRise = 0;
  private lastA = 1; private lastB = 0; private lastC = 0; private lastD = 1;
  /** Forms that are open, how each is left, and the runs before the outermost of them. */
  private readonly forms: (() => void)[] = [];
  private beforeForm = 0;
  // The last two characters: whether a blank has been drawn that the text does not have yet.
  private older = " ";
  private newer = " ";

  constructor(
    private readonly fontOf: (id: string) => RunFont | null,
    private readonly view: readonly number[],
  ) {}

  /** All runs and lines, once the page is at its end. @throws Refused */
  finish(): PlacedPage {
    this.flush();
    // A form that pdfjs broke off, as one that draws itself: what followed was placed as if it stood in it.
    if (this.forms.length > 0) throw new Refused();
    return { runs: this.runs, rules: this.rules.found() };
  }

  path(paint: Paint, data: ArrayLike<number>): void {
    this.rules.path(paint, data, this.state);
  }

  save(): void {
    this.stack.push({ ...this.state });
  }

  restore(): void {
    this.state = this.stack.pop() ?? this.state;
  }

  setCharSpacing(units: number): void {
    this.state.charSpacing = units;
  }

  setWordSpacing(units: number): void {
    this.state.wordSpacing = units;
  }

  setHScale(percent: number): void {
    this.state.stretch = percent / 100;
  }

  setLeading(units: number): void {
    this.state.leading = units;
  }

  setTextRise(units: number): void {
    this.state.rise = units;
  }

  nextLine(): void {
    this.moveLine(0, -this.state.leading);
  }

  /** A font set by a graphics state. */
  setStateFont(id: string, size: number): void {
    this.flush();
    this.setFont(id, size);
  }

  /** What a mask shows is drawn before it is set, and is no text of the page. @throws Refused */
  setMask(): void {
    if (this.runs.length > this.beforeForm) throw new Refused();
  }

  beginForm(matrix: ArrayLike<number> | null | undefined): void {
    this.flush();
    if (this.forms.length === 0) this.beforeForm = this.runs.length;
    this.forms.push(this.enterForm());
    if (matrix !== null && matrix !== undefined) this.transform(matrix);
  }

  endForm(): void {
    this.flush();
    this.forms.pop()?.();
  }

  /** Open marked contents; what stands for each one's glyphs, and how many runs were there before it. */
  private readonly marked: ({ text: string; from: number } | null)[] = [];

  beginMarked(stands: unknown): void {
    this.flush();
    // Of two texts one in the other the outer stands for all.
    const inside = this.marked.some((open) => open !== null);
    this.marked.push(isActualText(stands) && !inside ? { text: stands.actualText, from: this.runs.length } : null);
  }

  endMarked(): void {
    this.flush();
    const open = this.marked.pop() ?? null;
    if (open === null) return;
    const drawn = this.runs.slice(open.from);
    const [first] = drawn;
    const last = drawn[drawn.length - 1];
    // Where the letters are the same, the glyphs tell their places better.
    if (first === undefined || last === undefined || lettersOf(open.text) === lettersOf(drawn.map((run) => run.text).join(""))) return;
    this.runs.length = open.from;
    const text = open.text.replace(/\s+/g, " ").trim();
    const sameLine = Math.hypot(last.matrix[4] - first.matrix[4], last.matrix[5] - first.matrix[5]);
    if (text !== "" && RIGHT_TO_LEFT.test(text)) throw new Refused();
    if (text !== "") this.runs.push({ ...first, text, width: drawn.length === 1 ? first.width : Math.max(first.width, sameLine + last.width) });
  }

  transform(m: ArrayLike<number>): void {
    const s = this.state;
    const [a, b, c, d, e, f] = [m[0]!, m[1]!, m[2]!, m[3]!, m[4]!, m[5]!];
    const [sa, sb, sc, sd, se, sf] = [s.a, s.b, s.c, s.d, s.e, s.f];
    s.a = sa * a + sc * b;
    s.b = sb * a + sd * b;
    s.c = sa * c + sc * d;
    s.d = sb * c + sd * d;
    s.e = sa * e + sc * f + se;
    s.f = sb * e + sd * f + sf;
  }

  /** A form is drawn in a state of its own, which a restore too many in it does not leave, and its text is no neighbour of the text around it. */
  private enterForm(): () => void {
    const { state, stack, hasLast, lastX, lastY, lastRise, lastA, lastB, lastC, lastD } = this;
    this.state = { ...state };
    this.stack = [];
    this.hasLast = false;
    this.older = this.newer = " ";
    return () => {
      Object.assign(this, { state, stack, hasLast, lastX, lastY, lastRise, lastA, lastB, lastC, lastD });
      this.older = this.newer = " ";
    };
  }

  setFont(id: string, size: number): void {
    this.state.font = id;
    this.state.size = size;
    this.state.facts = this.fontOf(id);
  }

  beginText(): void {
    const s = this.state;
    s.ta = s.td = 1;
    s.tb = s.tc = s.te = s.tf = s.le = s.lf = 0;
  }

  setTextMatrix(m: ArrayLike<number>): void {
    const s = this.state;
    s.ta = asWritten(m[0]!);
    s.tb = asWritten(m[1]!);
    s.tc = asWritten(m[2]!);
    s.td = asWritten(m[3]!);
    s.te = s.le = asWritten(m[4]!);
    s.tf = s.lf = asWritten(m[5]!);
    if (!this.open) return;
    const scale = this.advanceScale();
    if (scale === this.scale) return;
    this.widthBefore += this.width * this.scale;
    this.width = 0;
    this.scale = scale;
  }

  private advanceScale(): number {
    const s = this.state;
    return Math.hypot(s.a, s.b) * Math.hypot(s.ta, s.tb);
  }

  moveLine(x: number, y: number): void {
    const s = this.state;
    s.te = s.le = s.ta * x + s.tc * y + s.le;
    s.tf = s.lf = s.tb * x + s.td * y + s.lf;
  }

  /** The string is set with wide spacing between its letters, which parts no words. */
  private spaced = false;

  show(glyphs: readonly (Glyph | number)[]): void {
    const s = this.state;
    const facts = s.facts;
    // Text before any font is not drawn.
    if (s.font === null) return;
    const { size } = s;
    if (facts === null || !facts.plain || !(size >= 0)) throw new Refused();
    if (this.sizeOfRun !== size || this.nameOfRun !== facts.name) {
      if (this.sizeOfRun !== null) this.flush();
      this.sizeOfRun = size;
      this.nameOfRun = facts.name;
    }
    // Letters of size 1 to the page; along one string only the place changes.
    const { stretch, charSpacing, wordSpacing } = s;
    const stretched = size * stretch;
    const a = s.a * (s.ta * stretched) + s.c * (s.tb * stretched);
    const b = s.b * (s.ta * stretched) + s.d * (s.tb * stretched);
    const c = s.a * (s.tc * size) + s.c * (s.td * size);
    const d = s.b * (s.tc * size) + s.d * (s.td * size);
    const unit = facts.scale * size;
    this.spaced = charSpacing > size * WIDE_SPACING && isEvenlySpaced(glyphs);
    const [left, bottom, right, top] = this.view as [number, number, number, number];
    for (let i = 0; i < glyphs.length; i++) {
      const glyph = glyphs[i]!;
      if (typeof glyph === "number") {
        // A step that follows no letter. That pdfjs adds the spacing of letters to it is its own reading; it is kept.
        if (glyph !== 0) this.step((charSpacing + (-glyph * size) / 1000) * stretch);
        continue;
      }
      // Steps of 0 part nothing; the first other one belongs to this letter.
      while (glyphs[i + 1] === 0) i++;
      const next = glyphs[i + 1];
      let after = charSpacing;
      if (typeof next === "number") {
        after += (-next * size) / 1000;
        i++;
      }
      const category = categoryOf(glyph.unicode);
      if (category === Category.invisible) continue;
      let width = glyph.width * unit;
      if (glyph.originalCharCode === 0x20) after += wordSpacing;
      if (category === Category.blank) {
        this.step((after + width) * stretch);
        this.remember(" ");
        continue;
      }
      if (category !== Category.mark) {
        const x = this.pageX();
        const y = this.pageY();
        if (x + width < left || x > right || y < bottom || y > top) {
          // Cannot be seen. Its place is kept, without the space after it, as pdfjs does.
          this.step(width * stretch);
          continue;
        }
        this.compare(x, y, a, b, c, d, size);
      }
      if (!this.open) this.begin(a, b, c, d);
      width = category === Category.mark ? 0 : width * stretch;
      this.step(width);
      this.width += width;
      if (width !== 0) {
        this.hasLast = true;
        this.lastX = this.pageX();
        this.lastY = this.pageY();
        this.lastRise = s.rise;
        this.lastA = a;
        this.lastB = b;
        this.lastC = c;
        this.lastD = d;
      }
      if (this.remember(glyph.unicode)) this.text += " ";
      this.text += glyph.unicode;
      if (after !== 0) this.step(after * stretch);
    }
  }

  /** Moves the origin of letters along the baseline, by units of text. */
  private step(by: number): void {
    const s = this.state;
    s.te = s.ta * by + s.te;
    s.tf = s.tb * by + s.tf;
  }

  private pageX(): number {
    const s = this.state;
    return s.a * (s.tc * s.rise + s.te) + s.c * (s.td * s.rise + s.tf) + s.e;
  }

  private pageY(): number {
    const s = this.state;
    return s.b * (s.tc * s.rise + s.te) + s.d * (s.td * s.rise + s.tf) + s.f;
  }

  /** @returns whether a blank stands before this character that the text has to show */
  private remember(character: string): boolean {
    const blankBefore = this.older !== " " && this.newer === " ";
    this.older = this.newer;
    this.newer = character;
    return blankBefore;
  }

  private forget(): void {
    this.older = this.newer = " ";
  }

  /** Looks at the step from the last glyph to this one: the same word, a space, or another run. */
  private compare(x: number, y: number, a: number, b: number, c: number, d: number, size: number): void {
    if (!this.hasLast) return;
    const { lastX, lastY } = this;
    if (lastX === x && lastY === y) return;
    // Steps along and across the baseline.
    let along: number;
    let across: number;
    if (a !== 0 && b === 0 && c === 0) {
      along = a > 0 ? x - lastX : lastX - x;
      across = a > 0 ? y - lastY : lastY - y;
    } else if (b !== 0 && a === 0 && d === 0) {
      along = b > 0 ? y - lastY : lastY - y;
      across = b > 0 ? x - lastX : lastX - x;
    } else {
      const scale = Math.hypot(a, b);
      const lastScale = Math.hypot(this.lastA, this.lastB);
      along = (a * x + b * y) / scale - (this.lastA * lastX + this.lastB * lastY) / lastScale;
      across = (c * x + d * y) / scale - (this.lastC * lastX + this.lastD * lastY) / lastScale;
    }
    along /= this.scale;
    // Letters set wide apart: what was set between all of them is no space between two.
    const { charSpacing, stretch } = this.state;
    const gap = this.spaced && along > 0 ? Math.max(along - charSpacing * stretch, 0) : along;
    const sign = Math.sign(this.width || this.widthBefore);
    const { unit, height } = this;
    if (along < sign * unit * STEP_BACK) {
      this.forget();
      this.flush();
      return;
    }
    const risen = this.state.rise - this.lastRise;
    if (Math.abs(risen === 0 ? across : across - (d / size) * risen) > height) {
      this.forget();
      this.flush();
      return;
    }
    if (gap <= sign * unit * NO_SPACE) this.forget();
    if (gap <= sign * unit * SPACE) {
      if (this.older !== " " && this.newer === " ") {
        this.forget();
        this.flush();
      } else {
        this.width += along;
      }
    } else if (sign * unit * SPACE <= gap && gap <= sign * unit * WIDE_SPACE) {
      if (this.open) {
        this.forget();
        this.text += " ";
        this.width += along;
      } else {
        this.forget();
      }
    } else {
      this.flush();
      this.forget();
    }
    if (Math.abs(across) > height * BASELINE_SHIFT) this.flush();
  }

  private begin(a: number, b: number, c: number, d: number): void {
    const { size, font } = this.state;
    this.open = true;
    this.text = "";
    this.matrix = [a, b, c, d, this.pageX(), this.pageY()];
    this.runFont = font ?? "";
    this.width = this.widthBefore = 0;
    this.height = Math.hypot(c, d);
    this.scale = this.advanceScale();
    this.unit = size;
  }

  flush(): void {
    if (!this.open) return;
    this.open = false;
    this.widthBefore += this.width * this.scale;
    // `width` stays: its sign tells the direction of the last run.
    let { text } = this;
    if (RIGHT_TO_LEFT.test(text)) throw new Refused();
    if (HAS_COMPATIBLE.test(text)) text = text.replaceAll("\ufb05", "\u017ft").replace(COMPATIBLE, (letters) => letters.normalize("NFKC"));
    if (text.trim() === "") return;
    this.runs.push({ text, font: this.runFont, width: Math.abs(this.widthBefore), matrix: this.matrix });
  }
}
