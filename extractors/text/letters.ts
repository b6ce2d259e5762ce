// Owns what kind of character a UTF-16 unit is, from a table, for loops over all of a text where a regular expression would be too slow.
// Must not know characters itself: the table is filled by the Unicode classes of regular expressions, as units are met.

/** A letter (\p{L}), a small letter (\p{Ll}), a number (\p{N}), a mark on a letter (\p{M}), a sign of the Latin script. Half of a surrogate pair is none of them. */
export const LETTER = 1;
export const SMALL = 2;
export const NUMBER = 4;
export const MARK = 16;
export const LATIN = 32;
const MET = 8;

const kinds = new Uint8Array(0x10000);

/** The kinds of a UTF-16 unit: LETTER, SMALL, NUMBER, MARK and LATIN, added up. */
export function kindOf(unit: number): number {
  return (kinds[unit] || meet(unit)) & ~MET;
}

function meet(unit: number): number {
  const char = String.fromCharCode(unit);
  const kind = MET | (/\p{L}/u.test(char) ? LETTER : 0) | (/\p{Ll}/u.test(char) ? SMALL : 0) | (/\p{N}/u.test(char) ? NUMBER : 0) | (/\p{M}/u.test(char) ? MARK : 0) | (/\p{Script=Latin}/u.test(char) ? LATIN : 0);
  kinds[unit] = kind;
  return kind;
}

/** Whether a text holds characters beyond the basic plane, of which {@link kindOf} sees halves only. */
export function hasPairs(text: string): boolean {
  return /[\ud800-\udfff]/.test(text);
}
