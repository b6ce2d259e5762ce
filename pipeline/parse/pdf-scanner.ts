// Owns the signs of a page's content: numbers, strings, names, arrays and words, from its bytes.
// Must not know what a word does. What is not written plainly is refused; what pdfjs would make of it is pdfjs' to say.

/** Raised for content that is not read here. */
export class NotPlain extends Error {}

export const enum Byte {
  regular = 0,
  blank = 1,
  delimiter = 2,
}

/** What each byte is. */
export const BYTES = new Uint8Array(256);
for (const blank of [0, 9, 10, 12, 13, 32]) BYTES[blank] = Byte.blank;
for (const sign of "()<>[]{}/%") BYTES[sign.charCodeAt(0)] = Byte.delimiter;

const digitOf = (byte: number): number => (byte >= 48 && byte <= 57 ? byte - 48 : byte >= 65 && byte <= 70 ? byte - 55 : byte >= 97 && byte <= 102 ? byte - 87 : -1);

const DEEPEST = 8;
const CONSTANTS = new Set(["true", "null", "false"]);
const ESCAPED: Record<number, string> = { 0x6e: "\n", 0x72: "\r", 0x74: "\t", 0x62: "\b", 0x66: "\f" };

/** A character a byte. */
function latin(bytes: Uint8Array, from: number, to: number): string {
  if (to - from > 32) return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString("latin1");
  let text = "";
  for (let at = from; at < to; at++) text += String.fromCharCode(bytes[at]!);
  return text;
}

/** Stands at a place in the bytes; each reading begins there and leaves it behind what was read. */
export class ContentScanner {
  protected at = 0;

  constructor(protected readonly bytes: Uint8Array) {}

  protected skipComment(): void {
    while (this.at < this.bytes.length && this.bytes[this.at] !== 10 && this.bytes[this.at] !== 13) this.at++;
  }

  /** Digits are added up as pdfjs does, to the last bit. */
  protected readNumber(): number {
    const { bytes } = this;
    let at = this.at;
    let byte = bytes[at];
    const negative = byte === 45;
    if (negative || byte === 43) byte = bytes[++at];
    let value = 0;
    let digits = 0;
    let divisor = 0;
    for (; byte !== undefined; byte = bytes[++at]) {
      if (byte >= 48 && byte <= 57) {
        value = value * 10 + (byte - 48);
        divisor *= 10;
        digits++;
      } else if (byte === 46 && divisor === 0) divisor = 1;
      else break;
    }
    if (digits === 0 || (byte !== undefined && BYTES[byte] === Byte.regular)) throw new NotPlain("not a number");
    this.at = at;
    if (divisor !== 0) value /= divisor;
    return negative ? -1 * value : value;
  }

  protected readString(): string {
    const { bytes } = this;
    const start = ++this.at;
    let depth = 1;
    for (let at = start; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === 0x5c) return this.readEscaped(start);
      if (byte === 0x28) depth++;
      else if (byte === 0x29 && --depth === 0) {
        this.at = at + 1;
        return latin(bytes, start, at);
      }
    }
    throw new NotPlain("a string without end");
  }

  private readEscaped(start: number): string {
    const { bytes } = this;
    let text = "";
    let depth = 1;
    for (let at = start; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (byte === 0x28) depth++;
      else if (byte === 0x29 && --depth === 0) {
        this.at = at + 1;
        return text;
      } else if (byte === 0x5c) {
        const next = bytes[++at];
        if (next === undefined) break;
        if (next >= 48 && next <= 55) {
          let code = next - 48;
          for (let more = 0; more < 2 && bytes[at + 1]! >= 48 && bytes[at + 1]! <= 55; more++) code = code * 8 + bytes[++at]! - 48;
          if (code > 255) throw new NotPlain("no byte");
          text += String.fromCharCode(code);
        } else if (next === 13) {
          if (bytes[at + 1] === 10) at++;
        } else if (next !== 10) text += ESCAPED[next] ?? String.fromCharCode(next);
        continue;
      }
      text += String.fromCharCode(byte);
    }
    throw new NotPlain("a string without end");
  }

  protected readHex(): string {
    const { bytes } = this;
    let text = "";
    let high = -1;
    for (let at = this.at + 1; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (byte === 0x3e) {
        this.at = at + 1;
        return high < 0 ? text : text + String.fromCharCode(high << 4);
      }
      if (BYTES[byte] === Byte.blank) continue;
      const digit = digitOf(byte);
      if (digit < 0) throw new NotPlain("not a digit");
      if (high < 0) high = digit;
      else {
        text += String.fromCharCode((high << 4) | digit);
        high = -1;
      }
    }
    throw new NotPlain("a string without end");
  }

  protected readName(): string {
    const { bytes } = this;
    const start = ++this.at;
    let at = start;
    let escaped = false;
    for (; at < bytes.length && BYTES[bytes[at]!] === Byte.regular; at++) escaped ||= bytes[at] === 0x23;
    this.at = at;
    const name = latin(bytes, start, at);
    if (!escaped) return name;
    return name.replace(/#(..)?/g, (_, code: string | undefined) => {
      if (code === undefined || !/^[\da-f]{2}$/i.test(code)) throw new NotPlain("a name with a sign that is none");
      return String.fromCharCode(Number.parseInt(code, 16));
    });
  }

  /** Strings and the steps between them. */
  protected readItems(): (string | number)[] {
    const { bytes } = this;
    const items: (string | number)[] = [];
    this.at++;
    while (this.at < bytes.length) {
      const byte = bytes[this.at]!;
      if (byte === 0x5d) {
        this.at++;
        return items;
      }
      if (BYTES[byte] === Byte.blank) this.at++;
      else if (byte === 0x28) items.push(this.readString());
      else if (byte === 0x3c && bytes[this.at + 1] !== 0x3c) items.push(this.readHex());
      else items.push(this.readNumber());
    }
    throw new NotPlain("an array without end");
  }

  /** @returns the text that stands for what is marked by it, null where it names none */
  protected readDictionary(depth: number): string | null {
    const { bytes } = this;
    let stands: string | null = null;
    if (depth > DEEPEST) throw new NotPlain("dictionaries in dictionaries");
    for (this.at += 2; this.at < bytes.length; ) {
      const byte = bytes[this.at]!;
      if (BYTES[byte] === Byte.blank) this.at++;
      else if (byte === 0x3e && bytes[this.at + 1] === 0x3e) {
        this.at += 2;
        return stands;
      } else if (byte === 0x2f) {
        const key = this.readName();
        const value = this.readValue(depth);
        if (key === "ActualText") stands = value;
      } else throw new NotPlain("no key");
    }
    throw new NotPlain("a dictionary without end");
  }

  /** @returns the value where it is a string, null for all others */
  private readValue(depth: number): string | null {
    const { bytes } = this;
    if (depth > DEEPEST) throw new NotPlain("values in values");
    while (this.at < bytes.length && BYTES[bytes[this.at]!] === Byte.blank) this.at++;
    const byte = bytes[this.at] ?? 0;
    if (byte === 0x28) return this.readString();
    if (byte === 0x3c && bytes[this.at + 1] !== 0x3c) return this.readHex();
    if (byte === 0x3c) this.readDictionary(depth + 1);
    else if (byte === 0x2f) this.readName();
    else if (byte === 0x5b) this.readValues(depth + 1);
    else if (byte >= 0x61) this.skipConstant();
    else this.readNumber();
    return null;
  }

  private readValues(depth: number): void {
    this.at++;
    while (this.at < this.bytes.length) {
      const byte = this.bytes[this.at]!;
      if (byte === 0x5d) {
        this.at++;
        return;
      }
      if (BYTES[byte] === Byte.blank) this.at++;
      else this.readValue(depth);
    }
    throw new NotPlain("an array without end");
  }

  /** @returns letters of the word, a byte each; 0 for one that is too long to be an operator's */
  protected readWord(): number {
    const { bytes } = this;
    const start = this.at;
    let code = 0;
    let at = start;
    for (; at < bytes.length && BYTES[bytes[at]!] === Byte.regular; at++) code = (code << 8) | bytes[at]!;
    this.at = at;
    return at - start <= 3 ? code : 0;
  }

  private skipConstant(): void {
    const start = this.at;
    this.readWord();
    if (!CONSTANTS.has(latin(this.bytes, start, this.at))) throw new NotPlain("no value");
  }
}
