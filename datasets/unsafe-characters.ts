// Owns which characters no output carries: they could rewrite a terminal's screen, or make a quote read otherwise than it is stored.
// Must import nothing: the border to the terminal loads it with every command.

/** Inside of a character class: control characters (C0 but tab and line ends, DEL, C1) and marks that turn the direction of text (Unicode Bidi_Control). */
export const UNSAFE_CHARACTERS = "\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069";

/** Bytes that begin something unsafe in UTF-8, or may: 1 by itself, 2 with those after it. */
const FIRST_BYTES = Uint8Array.from({ length: 256 }, (_, byte) => ((byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) || byte === 0x7f ? 1 : [0x0d, 0xc2, 0xd8, 0xe2].includes(byte) ? 2 : 0));

/**
 * Whether a text in UTF-8 can go to a terminal or a file as it is: nothing of the above is in it, and no carriage return but at the end of a line.
 * Asked of megabytes, of which no string has to be made.
 */
export function harmless(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 1) {
    const kind = FIRST_BYTES[bytes[at] as number];
    if (kind === 1 || (kind === 2 && unsafeAt(bytes, at))) return false;
  }
  return true;
}

function unsafeAt(bytes: Uint8Array, at: number): boolean {
  const [first, second = 0, third = 0] = bytes.subarray(at, at + 3);
  if (first === 0x0d) return second !== 0x0a;
  if (first === 0xc2) return second < 0xa0;
  if (first === 0xd8) return second === 0x9c;
  return second === 0x80 ? third === 0x8e || third === 0x8f || (third >= 0xaa && third <= 0xae) : second === 0x81 && third >= 0xa6 && third <= 0xa9;
}
