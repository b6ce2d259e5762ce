// Owns the form of text and patterns in which case no longer matters: small letters, at equal length.
// Must not change anything else: offsets into the one are offsets into the other.

/**
 * The text in small letters, as the flags `iu` compare them (simple case folding), with the same offsets.
 * A pattern in small letters finds here, with the flag `u` alone, what it finds in the text with `iu`; that holds for patterns of ASCII
 * and of letters with one capital ("é"), which is what {@link patternInSmallLetters} lets through.
 */
export function smallLetters(text: string): string {
  const small = text.toLowerCase();
  // A few capitals become two letters ("İ"); they are left as they are, which no pattern here can tell.
  const same = small.length === text.length ? small : [...text].map((char) => (char.toLowerCase().length === char.length ? char.toLowerCase() : char)).join("");
  return same.includes("\u017f") ? same.replaceAll("\u017f", "s") : same;
}

/**
 * Writes the source of a regular expression in small letters; escapes keep their letter.
 * @throws Error on letters of which no capital or small form is known to be the only one, and on classes whose meaning depends on case
 */
export function patternInSmallLetters(source: string): string {
  // eslint-disable-next-line no-control-regex
  const strange = /[^\u0000-\u007fÀ-ÖØ-Þà-öø-þ\u2010-\u201f]/u.exec(source);
  if (strange !== null) throw new Error(`pattern with '${strange[0]}', whose case is not known to fold one to one: ${source.slice(0, 80)}`);
  // Named classes may speak of case, and a range out of capitals into other signs holds others once they are small.
  const classes = [...source.matchAll(/(?<!\\)\[(?:[^\]\\]|\\.)*\]/gsu)].map(([found]) => found);
  const cased = /\\[pP]\{[^}]*\}/u.exec(source)?.[0] ?? classes.find((found) => /[A-ZÀ-ÖØ-Þ]-[^A-ZÀ-ÖØ-Þ\]]/u.test(found));
  if (cased !== undefined) throw new Error(`pattern with '${cased}', whose meaning depends on case: ${source.slice(0, 80)}`);
  return source.replace(/\\(?:[pPu]\{[^}]*\}|u[0-9a-fA-F]{4}|.)|[A-ZÀ-ÖØ-Þ]+/gsu, (part) => (part.startsWith("\\") ? part : part.toLowerCase()));
}
