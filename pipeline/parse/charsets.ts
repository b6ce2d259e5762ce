// Owns decoding by a charset that is named. Must not guess one; text-lines.ts does.
import { windows1252 } from "./text-lines.js";

/** Bytes in a named charset; an unknown name is taken as Windows-1252. */
export function decodeBytes(bytes: Uint8Array, charset: string): string {
  if (/^(?:windows-1252|iso-8859-1|latin-?1|us-ascii|ascii)$/i.test(charset)) return windows1252(bytes);
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return windows1252(bytes);
  }
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
