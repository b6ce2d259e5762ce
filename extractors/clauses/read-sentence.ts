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

/** "antitrafficking", "countertrafficking": where no table knows the whole and one knows the rest, they are two words, as with a hyphen. */
function withPrefixesApart(tokens: Token[], lexicon: Lexicon): Token[] {
  return tokens.flatMap((token) => {
    const prefix = token.kind === "word" ? [...lexicon.groups.prefix].find((p) => token.word.startsWith(p) && token.word.length >= p.length + SHORTEST_REST) : undefined;
    if (prefix === undefined) return [token];
    const rest = lexicon.facts(token.word.slice(prefix.length));
    const known = (word: typeof rest): boolean => word.noun || word.adjective || word.verb.size > 0 || word.function !== null;
    if (known(lexicon.facts(token.word)) || !known(rest)) return [token];
    const at = token.start + prefix.length;
    return [{ ...token, end: at, word: prefix }, { ...token, start: at, word: token.word.slice(prefix.length), capital: token.upper, joined: true }];
  });
}

/**
 * Reads the shape of a sentence.
 * @param text the sentence; offsets of the tokens are into it
 */
export function readSentence(text: string, lexicon: Lexicon): Sentence {
  const tokens = withPrefixesApart(tokenize(text), lexicon);
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
