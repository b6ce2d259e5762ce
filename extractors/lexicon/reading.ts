// Owns what a word is in its sentence: noun, verb, adjective or a small word. Closed tables and the words around it decide; no statistics.
// Must not know concepts.
import type { Token } from "../text/tokens.js";
import type { Lexicon, WordFacts } from "./lexicon.js";
import { nounOrVerb } from "./noun-or-verb.js";
import { ADJECTIVE_ENDING, wordBefore, type PartOfSpeech, type Reading } from "./part-of-speech.js";
import { isPlural, verbAhead } from "./subject-before.js";

export type { PartOfSpeech, Reading };

const NOTHING: WordFacts = { function: null, noun: false, adjective: false, verb: new Set() };
/** Forms in -ed: a participle that stands before its noun is an adjective. */
function participle(tokens: readonly Token[], readings: readonly Reading[], lexicon: Lexicon, i: number, facts: WordFacts): PartOfSpeech {
  const k = wordBefore(readings, i);
  const prior = readings[k];
  const next = tokens[i + 1];
  if (next === undefined) return "verb";
  const nextFacts = lexicon.facts(next.word);
  const nounNext = next.kind === "word" && nextFacts.function === null && (nextFacts.noun || nextFacts.adjective || !nextFacts.verb.size);
  if (inTerm(tokens, lexicon, i) && (prior === undefined || prior.pos === "mark" || prior.pos === "verb" || prior.facts.function === "conjunction")) return "adjective";
  if (prior !== undefined && describes(tokens, readings, lexicon, { i, k, facts })) return "adjective";
  if (!nounNext || /ly$/.test(next.word)) return "verb";
  // "Increased inspections led to", but "Trained judges and prosecutors" in a list of what was done.
  if (prior === undefined) return verbAhead(tokens, lexicon, i) || predicateAhead(tokens, lexicon, i) ? "adjective" : "verb";
  if (prior.facts.function === "determiner" || tokens[k]?.word === "'s" || (prior.facts.function === "preposition" && tokens[k]?.word !== "to")) return "adjective";
  if (opensClause(tokens, readings, k) && (verbAhead(tokens, lexicon, i) || predicateAhead(tokens, lexicon, i))) return "adjective";
  if (prior.pos === "adjective" || prior.facts.function === "conjunction") return facts.adjective || readings[k - 1]?.pos === "adjective" ? "adjective" : "verb";
  return prior.pos === "verb" && !/^(?:have|be|do)$/.test(prior.facts.function ?? "") ? "adjective" : "verb";
}

/** "said that trafficked persons were treated", "when trafficked persons are heard": a clause with a verb of its own begins, where "a law that increased penalties" goes on. */
function opensClause(tokens: readonly Token[], readings: readonly Reading[], k: number): boolean {
  if (tokens[k]?.word === "that") return readings[k - 1]?.pos === "verb";
  return readings[k]?.facts.function === "subordinator";
}

/** "child labour, forced labour and trafficking": with the singular behind it the form is a term of the tables, and what a verb does is not done to a bare singular. */
function inTerm(tokens: readonly Token[], lexicon: Lexicon, i: number): boolean {
  const [word, next] = [tokens[i]?.word ?? "", tokens[i + 1]?.word ?? ""];
  return !isPlural(next) && lexicon.facts(next).function === null && lexicon.beginning(word, next).some((e) => !e.predicate && e.kind === "noun" && e.head > 0 && e.words[0]?.has(word) === true && e.words[1]?.has(next) === true);
}

/** "to presumed victims", "identify alleged or confirmed victims", "potential, presumed or alleged victims": a form in -ed that can be no verb there, with its noun behind it. */
function describes(tokens: readonly Token[], readings: readonly Reading[], lexicon: Lexicon, { i, k, facts }: { i: number; k: number; facts: WordFacts }): boolean {
  const after = (at: number): WordFacts => lexicon.facts(tokens[at]?.word ?? "");
  const adjective = (at: number): boolean => tokens[at]?.kind === "word" && after(at).function === null && (after(at).adjective || after(at).verb.has("participle") || ADJECTIVE_ENDING.test(tokens[at]?.word ?? ""));
  const noun = (at: number): boolean => tokens[at]?.kind === "word" && after(at).function === null && after(at).noun && !/ly$/.test(tokens[at]?.word ?? "");
  const joint = tokens[i + 1]?.word === "or" && adjective(i + 2) && noun(i + 3);
  if (!joint && !noun(i + 1)) return false;
  const prior = readings[k];
  if (tokens[k]?.word === "to") return !facts.verb.has("base");
  if (tokens[k]?.word === ",") return joint && readings[k - 1]?.pos === "adjective";
  return joint && (prior?.facts.function === "determiner" || prior?.facts.function === "preposition" || (prior?.pos === "verb" && prior.facts.function === null));
}

/** "Rescued children attend a school", "increased inspections led to": a plural and behind it a form that agrees and goes on. */
function predicateAhead(tokens: readonly Token[], lexicon: Lexicon, i: number): boolean {
  for (let t = i + 2; t < tokens.length && t <= i + 4; t++) {
    const facts = lexicon.facts(tokens[t]?.word ?? "");
    if (tokens[t]?.kind !== "word" || facts.function !== null) return false;
    const after = lexicon.facts(tokens[t + 1]?.word ?? "");
    const next = after.function;
    if (!isPlural(tokens[t - 1]?.word ?? "")) continue;
    // "Trafficked persons need medical help", "Specialised prosecutors handle trafficking cases"
    const object = tokens[t + 1]?.kind === "word" && next === null && (after.adjective || after.noun || after.verb.has("ing") || ADJECTIVE_ENDING.test(tokens[t + 1]?.word ?? ""));
    if (facts.verb.has("base") && (next === "determiner" || next === "preposition" || !facts.noun || object)) return true;
    if (facts.verb.has("past") && !facts.verb.has("participle")) return true;
    if (facts.verb.has("past") && !facts.noun && (tokens[t + 1]?.word === "to" || next === "determiner")) return true;
  }
  return false;
}

/**
 * Says of each token what it is.
 * @returns readings, one a token
 */
export function readTokens(tokens: readonly Token[], lexicon: Lexicon): Reading[] {
  const out: Reading[] = [];
  tokens.forEach((token, i) => {
    out.push(token.kind === "word" ? readWord(tokens, out, lexicon, token, i) : { pos: token.kind === "number" ? "number" : "mark", facts: NOTHING });
  });
  return out;
}

function readWord(tokens: readonly Token[], readings: readonly Reading[], lexicon: Lexicon, token: Token, i: number): Reading {
  const facts = lexicon.facts(token.word);
  const read = (pos: PartOfSpeech): Reading => ({ pos, facts });
  // The month.
  if (token.word === "may" && token.capital && (i > 0 || tokens[i + 1]?.kind === "number")) return { pos: "noun", facts: NOTHING };
  if (facts.function === "adverb") return read("adverb");
  if (facts.function !== null) return read("function");
  if (facts.verb.size === 0) {
    if (/ly$/.test(token.word) && !facts.noun) return read("adverb");
    if (facts.noun) return read("noun");
    if (/^un.{4,}ed$/.test(token.word)) return read("adjective");
    return read(facts.adjective || (ADJECTIVE_ENDING.test(token.word) && !token.capital) ? "adjective" : "noun");
  }
  if (facts.verb.has("past") || facts.verb.has("participle")) {
    const only = !facts.noun || !facts.verb.has("base");
    if (only) return read(participle(tokens, readings, lexicon, i, facts));
  }
  if (facts.noun || facts.verb.has("ing") || facts.verb.has("base") || facts.verb.has("s")) {
    if (!facts.noun && !facts.verb.has("ing")) return read(facts.adjective && lexicon.facts(tokens[i + 1]?.word ?? "").noun ? "adjective" : "verb");
    return read(nounOrVerb(tokens, readings, lexicon, i, facts));
  }
  return read("verb");
}
