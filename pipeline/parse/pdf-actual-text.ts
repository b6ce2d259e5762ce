// Owns how `/ActualText` of a PDF's marked content gets out of pdfjs, which hands on nothing of it but a number.
// Must not place text. Where a new pdfjs is built otherwise, nothing is heard, and a test on a file of that kind fails.

/** What a marked content stands for, in the place of its number. */
export interface ActualText {
  actualText: string;
}

export function isActualText(value: unknown): value is ActualText {
  return typeof value === "object" && value !== null && "actualText" in value;
}

interface Dictionary {
  get(first: string, second?: string, third?: string): unknown;
}

/**
 * Has the number of a marked content (`MCID`) asked of a dictionary that bears `/ActualText` answered by that text: pdfjs asks
 * for it where it writes the drawing list, and passes it on. Its class of dictionaries is private; the first page that is made
 * shows it, by an assignment that is caught once.
 */
export function hearActualText(): void {
  const name = "pageDict";
  if (heard) return;
  heard = true;
  Object.defineProperty(Object.prototype, name, {
    configurable: true,
    enumerable: false,
    get: () => undefined,
    set(this: object, value: unknown) {
      delete (Object.prototype as Record<string, unknown>)[name];
      Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
      const dictionary = typeof value === "object" && value !== null ? (Object.getPrototypeOf(value) as Dictionary | null) : null;
      if (dictionary !== null && typeof dictionary.get === "function") answerWithText(dictionary);
    },
  });
}

let heard = false;

function answerWithText(dictionary: Dictionary): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const { get } = dictionary;
  dictionary.get = function getOrActualText(this: Dictionary, first, second, third) {
    if (first === "MCID") {
      const text = get.call(this, "ActualText");
      if (typeof text === "string") return { actualText: decodeString(text) } satisfies ActualText;
    }
    return get.call(this, first, second, third);
  };
}

/** What PDFDocEncoding has from 0x80 to 0x9E; elsewhere it is Latin-1, but for the euro at 0xA0. */
const PDF_DOC = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž";

/** A string of a PDF: UTF-16 or UTF-8 by its mark, else PDFDocEncoding. */
export function decodeString(bytes: string): string {
  const marked = /^(?:\xfe\xff|\xff\xfe|\xef\xbb\xbf)/.exec(bytes)?.[0];
  // eslint-disable-next-line no-control-regex
  if (marked !== undefined) return new TextDecoder(marked === "\xfe\xff" ? "utf-16be" : marked === "\xff\xfe" ? "utf-16le" : "utf-8").decode(Buffer.from(bytes, "latin1")).replace(/\x1b[^\x1b]*\x1b/g, "");
  return bytes.replace(/[\x80-\x9e\xa0]/g, (sign) => (sign === "\xa0" ? "€" : PDF_DOC.charAt(sign.charCodeAt(0) - 0x80)));
}
