// Owns decoding by a charset that is named. Must not guess one; text-lines.ts does.
import { windows1252 } from "./text-lines.js";

/** Bytes as letters; `isKnown` is false where the charset is not, and they were read as Windows-1252 for want of better. */
export interface Decoded {
  text: string;
  isKnown: boolean;
}

/** Bytes in a named charset. The caller says so where the name is not known. */
export function decodeBytes(bytes: Uint8Array, charset: string): Decoded {
  if (/^(?:windows-1252|iso-8859-1|latin-?1|us-ascii|ascii)$/i.test(charset)) return { text: windows1252(bytes), isKnown: true };
  const decoder = decoderOf(charset);
  return decoder === null ? { text: windows1252(bytes), isKnown: false } : { text: decoder.decode(bytes), isKnown: true };
}

/** Null where the name is none that is known. */
export function decoderOf(charset: string): InstanceType<typeof TextDecoder> | null {
  try {
    return new TextDecoder(charset);
  } catch {
    return null;
  }
}

/** Names of code pages (Windows, DOS, Macintosh) other than "windows-N". */
const CODE_PAGES: Record<number, string> = { 866: "ibm866", 932: "shift_jis", 936: "gbk", 949: "euc-kr", 950: "big5", 10000: "macintosh", 10007: "x-mac-cyrillic", 20866: "koi8-r", 21866: "koi8-u", 54936: "gb18030", 65001: "utf-8" };

/** The charset of a code page; of a page that is not known, a name that {@link decodeBytes} does not know either. */
export function charsetOfCodePage(page: number): string {
  if (page > 28590 && page <= 28606) return `iso-8859-${page - 28590}`;
  return CODE_PAGES[page] ?? `windows-${page}`;
}

/** Where Windows-1252 and Latin-1 part: the letters of the bytes 0x80–0x9f. */
const UPPER = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";
const UPPER_BYTES = [0x80, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x8e, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9a, 0x9b, 0x9c, 0x9e, 0x9f];
const RUN = new RegExp(`[\\u0080-\\u00ff${UPPER}]{2,}`, "g");

/**
 * Text that was UTF-8, taken for Windows-1252 and saved as UTF-8 again ("CÃ´te dâ€™Ivoire"), set right.
 * Only where it happens at least twice and nothing but: a lone "Ã" is a letter of Portuguese.
 */
export function undoDoubleEncoding(text: string): string {
  if (!/[ÃÂâ][\u0080-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/.test(text)) return text;
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let undone = 0;
  const mended = text.replace(RUN, (run) => {
    const bytes = [...run].map((letter) => (UPPER.includes(letter) ? UPPER_BYTES[UPPER.indexOf(letter)]! : letter.charCodeAt(0)));
    try {
      const right = decoder.decode(Uint8Array.from(bytes));
      undone++;
      return right;
    } catch {
      return run;
    }
  });
  const odd = (text.match(/[\u0080-\u00ff]+/g) ?? []).length;
  return undone >= 2 && undone >= odd * 0.8 ? mended : text;
}
