// Owns how patterns are made of the words of tables. Must not hold words.

/** What is made of tables is made once, when first asked for: a fault in a table is told by whoever reads, not by an import. */
export function built<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** Pieces of a pattern of which one has to stand. */
export const anyOf = (...pieces: readonly string[]): string => `(?:${pieces.join("|")})`;

/** Words as they stand, as one piece of a pattern. */
export const anyWord = (words: Iterable<string>): string => anyOf(...new Set([...words].map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))));
