// Owns how patterns are made of the words of tables. Must not hold words.

/** What is made of tables is made once, when first asked for: a fault in a table is told by whoever reads, not by an import. */
export function built<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** The same for what is made of the tables of one language or topic: once for each. */
export function builtFrom<K extends object, T>(make: (from: K) => T): (from: K) => T {
  const made = new WeakMap<K, { value: T }>();
  return (from) => {
    const known = made.get(from) ?? { value: make(from) };
    made.set(from, known);
    return known.value;
  };
}

/** Pieces of a pattern of which one has to stand. */
export const anyOf = (...pieces: readonly string[]): string => `(?:${pieces.join("|")})`;

/** Words as they stand, as one piece of a pattern. */
export const anyWord = (words: Iterable<string>): string => anyOf(...new Set([...words].map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))));

/** Words given by their beginnings ("aim*" for "aimed", "aiming"), as one piece of a pattern. */
export const anyBeginning = (words: Iterable<string>): string => anyWord([...words].map((word) => word.replace(/\*$/, "")));
