// Owns the way from the text of a sentence to its shape: tokens, readings, terms, predicates, clauses, each step once.
// Must not know measures, States or status.
import { findTerms } from "../lexicon/find.js";
import type { Lexicon } from "../lexicon/lexicon.js";
import { readTokens } from "../lexicon/reading.js";
import { type Token, tokenize } from "../text/tokens.js";
import { linkPredicates } from "./links.js";
import { findPredicates, wordsOfNames } from "./predicates.js";
import type { Sentence } from "./sentence.js";

/** Fewest letters of a word behind its prefix: "counteract" is one word. */
const SHORTEST_REST = 5;

/** "antitrafficking", "countertrafficking": where no table knows the whole and one knows the rest, they are two words, as with a hyphen. @returns the length of the prefix; 0 where the word is one */
function prefixOf(word: string, lexicon: Lexicon): number {
  for (const prefix of lexicon.groups.prefix) {
    if (!word.startsWith(prefix) || word.length < prefix.length + SHORTEST_REST) continue;
    return !isKnown(word, lexicon) && isKnown(word.slice(prefix.length), lexicon) ? prefix.length : 0;
  }
  return 0;
}

function isKnown(word: string, lexicon: Lexicon): boolean {
  const { noun, adjective, verb, function: small } = lexicon.facts(word);
  return noun || adjective || verb.size > 0 || small !== null;
}

function withPrefixesApart(tokens: Token[], lexicon: Lexicon): Token[] {
  // Hardly a sentence has such a word.
  if (!tokens.some((token) => token.kind === "word" && prefixOf(token.word, lexicon) > 0)) return tokens;
  return tokens.flatMap((token) => {
    const length = token.kind === "word" ? prefixOf(token.word, lexicon) : 0;
    if (length === 0) return [token];
    const at = token.start + length;
    return [{ ...token, end: at, word: token.word.slice(0, length) }, { ...token, start: at, word: token.word.slice(length), capital: token.upper, joined: true }];
  });
}

/** The words of a sentence, as its shape is made of them. */
export const tokensOf = (text: string, lexicon: Lexicon): Token[] => withPrefixesApart(tokenize(text), lexicon);

/**
 * Reads the shape of a sentence.
 * @param text the sentence; offsets of the tokens are into it
 */
export function readSentence(text: string, lexicon: Lexicon): Sentence {
  const tokens = tokensOf(text, lexicon);
  const readings = readTokens(tokens, lexicon);
  const hits = findTerms(tokens, readings, lexicon);
  const predicates = findPredicates(tokens, readings, hits, lexicon.groups);
  const clauseStarts = linkPredicates({ tokens, readings, predicates, inName: wordsOfNames(hits), groups: lexicon.groups });
  const predicateAt = new Int32Array(tokens.length).fill(-1);
  predicates.forEach((p, i) => {
    for (let t = p.from; t < p.to && t < tokens.length; t++) predicateAt[t] = i;
  });
  return { text, tokens, readings, hits, predicates, predicateAt, clauseStarts, groups: lexicon.groups, things: lexicon.things };
}
