// Owns the quick reading of a page: pdfjs opens the file, finds a page's content, its forms and its fonts; operators are read here.
// Must not place text, nor keep anything of a document. A page that is not plain is given back, and read from its drawing list.

import { OperatorReader, type Allowance, type GlyphFont, type Named } from "./pdf-operators.js";
import { Placing, Refused, type Glyph, type PlacedPage, type RunFont } from "./pdf-placing.js";
import { NotPlain } from "./pdf-scanner.js";

/** What is taken from pdfjs' inside (pdfjs-inside.ts lets it out). */
export interface Inside {
  PartialEvaluator: { prototype: Evaluator };
  Dict: abstract new (...args: never[]) => Dictionary;
  Name: abstract new (...args: never[]) => { name: string };
  BaseStream: abstract new (...args: never[]) => Stream;
}

interface Dictionary {
  objId: string | null;
  get(key: string): unknown;
  getArray(key: string): unknown;
  has(key: string): boolean;
}

interface Stream {
  dict?: Dictionary | null;
  isAsync: boolean;
  asyncGetBytes(): Promise<Uint8Array | null>;
  getBytes(): Uint8Array;
}

interface InsideFont {
  error?: unknown;
  charsToGlyphs(letters: string): Glyph[];
}

interface Content {
  stream: Stream;
  task: unknown;
  resources: Dictionary;
  viewBox: readonly number[];
}

interface Evaluator {
  idFactory: { getDocId(): string };
  pageIndex: number;
  loadFont(name: string, font: null, resources: Dictionary, task: unknown): Promise<{ loadedName: string; font: InsideFont }>;
  getTextContent(content: Content): Promise<void>;
}

/** What is asked of a page, and the answer. */
interface Asked {
  /** Facts of a font that is met for the first time. */
  learn: (id: string, font: object) => RunFont;
  page: PlacedPage | null;
}

/** A page that draws more than this has its drawing list asked for, whose own guard then counts. */
const ALLOWED: Readonly<Allowance> = { operators: 300_000, bytes: 64 * 1024 * 1024, forms: 5_000 };
const MOST_FORMS_DEEP = 12;

/** Pages answered since the start, pages given back, and the faults for which pages were given back that are plain, for whoever measures. */
export const passed = { answered: 0, givenBack: 0, faults: new Map<string, number>() };

/** What is wrong with a page is pdfjs' to tell, which reads it next; a fault of our own is kept. */
function keep(fault: unknown): void {
  if (fault instanceof NotPlain || fault instanceof Refused) return;
  const words = String(fault);
  passed.faults.set(words, (passed.faults.get(words) ?? 0) + 1);
}

const asked = new Map<string, Asked>();
const keyOf = (document: string, pageIndex: number): string => `${document} ${pageIndex}`;

let inside: Inside | null = null;

/** Has pdfjs' evaluator answer for the pages that are asked for; all others it reads as before. */
export function installTextPass(from: Inside): void {
  inside = from;
  const { prototype } = from.PartialEvaluator;
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const { getTextContent } = prototype;
  prototype.getTextContent = async function getTextOrRuns(this: Evaluator, content: Content): Promise<void> {
    const key = keyOf(this.idFactory.getDocId(), this.pageIndex);
    const question = asked.get(key);
    if (question === undefined) return getTextContent.call(this, content);
    asked.delete(key);
    try {
      question.page = await new PageReading(from, this, content, question).read();
    } catch (error) {
      // Whatever is wrong with the page, pdfjs has its own way with it.
      keep(error);
      question.page = null;
    }
  };
}

/** The page of pdfjs that is asked; the part of it that is used. */
interface AskedPage {
  pageNumber: number;
  getTextContent(options: { includeMarkedContent: boolean }): Promise<unknown>;
}

/**
 * Runs and lines of a page, placed from its operators.
 * @param document pdfjs' name for the document
 * @returns null where the page is not plain, or pdfjs' inside is not at hand
 */
export async function textRuns(page: AskedPage, document: string, learn: Asked["learn"]): Promise<PlacedPage | null> {
  if (inside === null) return null;
  const key = keyOf(`g_${document}`, page.pageNumber - 1);
  const question: Asked = { learn, page: null };
  asked.set(key, question);
  try {
    await page.getTextContent({ includeMarkedContent: false });
  } catch (error) {
    keep(error);
    return null;
  } finally {
    asked.delete(key);
    passed[question.page === null ? "givenBack" : "answered"] += 1;
  }
  return question.page;
}

class PageReading {
  private readonly placing: Placing;
  private readonly allowance: Allowance = { ...ALLOWED };
  private readonly facts = new Map<string, RunFont>();

  constructor(
    private readonly inside: Inside,
    private readonly evaluator: Evaluator,
    private readonly content: Content,
    private readonly question: Asked,
  ) {
    this.placing = new Placing((id) => this.facts.get(id) ?? null, content.viewBox);
  }

  /** @throws NotPlain, Refused, or what pdfjs throws */
  async read(): Promise<PlacedPage> {
    const { stream, resources } = this.content;
    await this.readStream(stream, resources, null, []);
    return this.placing.finish();
  }

  /** @param within streams that this one is drawn in */
  private async readStream(stream: Stream, resources: Dictionary, font: GlyphFont | null, within: readonly string[]): Promise<void> {
    const id = stream.dict?.objId ?? null;
    if (within.length > MOST_FORMS_DEEP || (id !== null && within.includes(id))) throw new NotPlain("forms in forms");
    const bytes = (stream.isAsync ? await stream.asyncGetBytes() : null) ?? stream.getBytes();
    const fonts = new Map<string, GlyphFont>();
    const named: Named = { fonts, checkState: (name) => this.checkState(resources, name) };
    const reader = new OperatorReader(bytes, this.placing, named, this.allowance, font);
    for (let need = reader.read(); need !== null; need = reader.read()) {
      if (need.what === "font") fonts.set(need.name, await this.load(need.name, resources));
      else await this.draw(need.name, resources, reader.font, [...within, id ?? ""]);
    }
  }

  private async load(name: string, resources: Dictionary): Promise<GlyphFont> {
    const { evaluator, content, facts, question } = this;
    const { loadedName: id, font } = await evaluator.loadFont(name, null, resources, content.task);
    if (font.error !== undefined || typeof font.charsToGlyphs !== "function") throw new NotPlain("a font that is none");
    if (!facts.has(id)) facts.set(id, question.learn(id, font));
    return { id, glyphs: (letters) => font.charsToGlyphs(letters) };
  }

  /** A mask's text is none of the page's, and a font can be set by a state: both are rare and left to pdfjs. */
  private checkState(resources: Dictionary, name: string): void {
    const { Dict } = this.inside;
    const states = resources.get("ExtGState");
    const state = states instanceof Dict ? states.get(name) : null;
    if (!(state instanceof Dict) || state.has("Font") || state.get("SMask") instanceof Dict) throw new NotPlain("a graphics state");
  }

  /** Draws a form; an image has no text. */
  private async draw(name: string, resources: Dictionary, font: GlyphFont | null, within: readonly string[]): Promise<void> {
    const { Dict, Name, BaseStream } = this.inside;
    const objects = resources.get("XObject");
    const object = objects instanceof Dict ? objects.get(name) : null;
    if (!(object instanceof BaseStream) || !(object.dict instanceof Dict)) throw new NotPlain("an object that is none");
    const { dict } = object;
    const kind = dict.get("Subtype");
    if (!(kind instanceof Name)) throw new NotPlain("an object that is none");
    if (kind.name === "Image") return;
    if (kind.name !== "Form") throw new NotPlain("an object that is none");
    const matrix = dict.getArray("Matrix");
    const own = dict.get("Resources");
    this.placing.beginForm(isMatrix(matrix) ? new Float32Array(matrix) : null);
    await this.readStream(object, own instanceof Dict ? own : resources, font, within);
    this.placing.endForm();
  }
}

const isMatrix = (value: unknown): value is number[] => Array.isArray(value) && value.length === 6 && value.every((one) => typeof one === "number");
