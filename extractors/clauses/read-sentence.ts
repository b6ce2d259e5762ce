// Owns the way from the text of a sentence to its shape: tokens, readings, terms, predicates, clauses, each step once.
// Must not know measures, States or status.
import { findTerms } from "../lexicon/find.js";
import type { Lexicon } from "../lexicon/lexicon.js";
import { readTokens } from "../lexicon/reading.js";
import { tokenize } from "../text/tokens.js";
import { linkPredicates } from "./links.js";
import { findPredicates, wordsOfNames } from "./predicates.js";
import type { Sentence } from "./sentence.js";

/**
 * Reads the shape of a sentence.
 * @param text the sentence; offsets of the tokens are into it
 */
export function readSentence(text: string, lexicon: Lexicon): Sentence {
  const tokens = tokenize(text);
  const readings = readTokens(tokens, lexicon);
  const hits = findTerms(tokens, readings, lexicon);
  const predicates = findPredicates(tokens, readings, hits);
  const clauseStarts = linkPredicates({ tokens, readings, predicates, inName: wordsOfNames(hits) });
  const predicateAt = new Int32Array(tokens.length).fill(-1);
  predicates.forEach((p, i) => {
    for (let t = p.from; t < p.to && t < tokens.length; t++) predicateAt[t] = i;
  });
  return { text, tokens, readings, hits, predicates, predicateAt, clauseStarts, groups: lexicon.groups };
}
