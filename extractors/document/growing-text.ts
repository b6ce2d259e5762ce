// Owns a text that grows line by line: only its end is looked at and copied, however long it has become.
// Must not know what the lines mean.

import { withoutCalls } from "./source.js";

const TERMINAL = /[.!?;:]["”’')\]]*$/;

/** Does the text end a sentence? Only its end is looked at: paragraphs grow line by line. */
export function isFinished(text: string): boolean {
  return TERMINAL.test(withoutCalls(text.slice(-60)));
}

/** So much of the end stays at hand; longer than what any question about the end looks at. */
const END = 200;
const CUT_AT = 1200;

/** A paragraph while its lines come. Copying the whole of it for each line would take quadratic time. */
export class GrowingText {
  private readonly done: string[] = [];

  constructor(
    private end: string,
    private readonly join: (first: string, second: string) => string,
  ) {}

  /** The last letters, enough to tell how it ends. */
  get tail(): string {
    return this.end;
  }

  /** Adds a line that goes on with the text, mending a hyphen. */
  add(line: string): void {
    this.set(this.join(this.end, line));
  }

  /** Adds a line that stands by itself inside the paragraph. */
  addItem(line: string): void {
    this.set(`${this.end}\n${line}`);
  }

  toString(): string {
    return this.done.join("") + this.end;
  }

  private set(text: string): void {
    if (text.length <= CUT_AT) {
      this.end = text;
      return;
    }
    // A pair of surrogates stays whole.
    const code = text.charCodeAt(text.length - END);
    const cut = text.length - END + (code >= 0xdc00 && code <= 0xdfff ? 1 : 0);
    this.done.push(text.slice(0, cut));
    this.end = text.slice(cut);
  }
}
