// Owns what is said of a token when its word has been read: part of speech and facts.
// Must not decide; reading.ts and noun-or-verb.ts do.
import type { WordFacts } from "./lexicon.js";

/** What a token is here. `verb` with its form; `ed` is a past participle used as one. */
export type PartOfSpeech = "noun" | "verb" | "adjective" | "adverb" | "function" | "number" | "mark";

export interface Reading {
  pos: PartOfSpeech;
  facts: WordFacts;
}

/** Endings of words that are adjectives where no table knows them. */
export const ADJECTIVE_ENDING = /(?:al|ive|ous|ic|able|ible|ary|ful|less|ish|ant|ent|wide|like)$/;

/** The token before `i` that is neither adverb nor negation; -1 for none. */
export function wordBefore(readings: readonly Reading[], i: number): number {
  let k = i - 1;
  while (k >= 0 && (readings[k]?.pos === "adverb" || readings[k]?.facts.function === "adverb" || readings[k]?.facts.function === "negation")) k--;
  return k;
}
