// Owns what a word is in its sentence: noun, verb, adjective or a small word. Closed tables and the words around it decide; no statistics.
// Must not know concepts.
import type { Token } from "../text/tokens.js";
import type { Lexicon, WordFacts } from "./lexicon.js";

/** What a token is here. `verb` with its form; `ed` is a past participle used as one. */
export type PartOfSpeech = "noun" | "verb" | "adjective" | "adverb" | "function" | "number" | "mark";

export interface Reading {
  pos: PartOfSpeech;
  facts: WordFacts;
}

const NOTHING: WordFacts = { function: null, noun: false, adjective: false, verb: new Set() };
const ADJECTIVE_ENDING = /(?:al|ive|ous|ic|able|ible|ary|ful|less|ish|ant|ent|wide|like)$/;
/** Nouns and participles that are followed by "to" and a noun. */
const BEFORE_TO_NOUN = /^(?:access|accesses|related|relating|relation|regard|respect|respects|according|due|addition|thanks|prior|contrary|subject|referral|referred|transferred|admitted|admission|return|approach|right|entitled|exposed|exposure|similar|equal|linked|attention|response|obstacle|contribution|pursuant|up|next|close|party|parties|protocol|protocols|state|states|accession|acceded|accede|belonging|brought|devoted|dedicated|given|granted|assistance|support|aid|provided|offered|paid|opposed|commitment|services|sent|submitted|subjected|and)$/;

function wordBefore(readings: readonly Reading[], i: number): number {
  let k = i - 1;
  while (k >= 0 && (readings[k]?.pos === "adverb" || readings[k]?.facts.function === "adverb" || readings[k]?.facts.function === "negation")) k--;
  return k;
}

/** True where a noun phrase begins at `i`: an article, a possessive, an adjective, a plural or a name. */
function opensPhrase(tokens: readonly Token[], lexicon: Lexicon, i: number): boolean {
  const token = tokens[i];
  if (token === undefined || token.kind === "mark") return false;
  const facts = lexicon.facts(token.word);
  if (facts.function === "determiner" || facts.function === "pronoun") return true;
  if (facts.function !== null) return false;
  return facts.noun || facts.adjective || token.capital || token.kind === "number" || ADJECTIVE_ENDING.test(token.word) || /(?:ly|ed|ing|s)$/.test(token.word);
}

/** A form that can be noun and verb ("plans", "shelter", "fund"). */
function nounOrVerb(tokens: readonly Token[], readings: readonly Reading[], lexicon: Lexicon, i: number, facts: WordFacts): PartOfSpeech {
  const k = wordBefore(readings, i);
  const before = tokens[k];
  const prior = readings[k];
  const next = tokens[i + 1];
  const nextFacts = next === undefined ? NOTHING : lexicon.facts(next.word);
  const opens = opensPhrase(tokens, lexicon, i + 1);
  const objectAhead = nextFacts.function === "determiner" || nextFacts.function === "pronoun";
  const onlyIng = facts.verb.has("ing");
  if (before === undefined || prior === undefined) return objectAhead || (onlyIng && opens) ? "verb" : "noun";
  if (onlyIng) {
    if (!facts.noun) return next?.word === "of" ? "noun" : "verb";
    if (next?.word === "of" || prior.facts.function === "determiner" || before.word === "'s" || (prior.pos === "adjective" && prior.facts.function === null)) return "noun";
    if (prior.facts.function === "be") return "verb";
    return opens && prior.pos !== "noun" && !(nextFacts.noun && !objectAhead && next?.word.endsWith("s") !== true) ? "verb" : objectAhead ? "verb" : "noun";
  }
  switch (prior.facts.function) {
    case "determiner": case "preposition": case "have": case "be": return before.word === "to" ? toBefore(tokens, k, nextFacts) : "noun";
    case "modal": case "do": return "verb";
    case "relative": return "verb";
    case "pronoun": return "verb";
    case "conjunction": return afterConjunction(readings, tokens, k, objectAhead);
    default: break;
  }
  if (before.word === "that") return facts.verb.has("s") && objectAhead ? "verb" : "noun";
  if (before.kind === "mark") return objectAhead && before.word !== "'" ? "verb" : "noun";
  if (prior.pos === "adjective" || before.word === "'s" || before.kind === "number") return "noun";
  return afterNoun(tokens, k, before, next, nextFacts, objectAhead, facts);
}

function toBefore(tokens: readonly Token[], to: number, nextFacts: WordFacts): PartOfSpeech {
  if (nextFacts.function === "determiner" || nextFacts.function === "pronoun") return "verb";
  return BEFORE_TO_NOUN.test(tokens[to - 1]?.word ?? "") ? "noun" : "verb";
}

function afterConjunction(readings: readonly Reading[], tokens: readonly Token[], k: number, objectAhead: boolean): PartOfSpeech {
  if (objectAhead) return "verb";
  const joined = readings[k - 1];
  // "to prevent and combat trafficking": joined to a verb.
  return joined?.pos === "verb" && !/(?:ed|ing)$/.test(tokens[k - 1]?.word ?? "") ? "verb" : "noun";
}

/** "The Government plans to adopt", "authorities shelter the victims"; but "the action plans to combat". */
function afterNoun(tokens: readonly Token[], k: number, before: Token, next: Token | undefined, nextFacts: WordFacts, objectAhead: boolean, facts: WordFacts): PartOfSpeech {
  // "on State guarantees": behind a preposition the noun does not act.
  if (lexiconPreposition(tokens[k - 1]) || (tokens[k - 1]?.word === "the" && lexiconPreposition(tokens[k - 2]))) return "noun";
  const subjectLike = ACTING.test(before.word) || (before.capital && k === 0) || (before.capital && tokens[k - 1]?.word === "the");
  if (!subjectLike) return objectAhead && facts.verb.has("s") && !before.word.endsWith("s") ? "verb" : "noun";
  const plural = before.word.endsWith("s") || /^(?:police|people)$/.test(before.word);
  const agrees = facts.verb.has("s") ? !plural : plural;
  if (!agrees) return "noun";
  if (next?.word === "to" || objectAhead || next?.capital === true) return "verb";
  if (nextFacts.function === "preposition") return /^(?:on|for|with|in)$/.test(next?.word ?? "") && facts.verb.has("s") ? "verb" : "noun";
  return nextFacts.noun || nextFacts.adjective || ADJECTIVE_ENDING.test(next?.word ?? "") ? "verb" : "noun";
}

function lexiconPreposition(token: Token | undefined): boolean {
  return token !== undefined && /^(?:of|on|in|for|against|by|with|to|from|under|at)$/.test(token.word);
}

/** Nouns that act: with a verb form behind them they are its subject. */
const ACTING = /^(?:governments?|states?|authorit(?:y|ies)|ministr(?:y|ies)|parliament|police|country|countries|delegation|committees?|commissions?|municipalit(?:y|ies)|ngos?|organizations?|department|cabinet|centers?|units?|law|act|code|plan|strategy|program|project|prosecutors?|courts?|officials?|budget|state|law|legislation|mechanism|council|republic|kingdom|embassies|counsellors?|agency|agencies|shelters?|bodies|body|minister|who|which|it)$/;

/** Forms in -ed: a participle that stands before its noun is an adjective. */
function participle(tokens: readonly Token[], readings: readonly Reading[], lexicon: Lexicon, i: number, facts: WordFacts): PartOfSpeech {
  const k = wordBefore(readings, i);
  const prior = readings[k];
  const next = tokens[i + 1];
  if (prior === undefined || next === undefined) return "verb";
  const nextFacts = lexicon.facts(next.word);
  const nounNext = next.kind === "word" && nextFacts.function === null && (nextFacts.noun || nextFacts.adjective || !nextFacts.verb.size);
  if (!nounNext || /ly$/.test(next.word)) return "verb";
  if (prior.facts.function === "determiner" || tokens[k]?.word === "'s" || (prior.facts.function === "preposition" && tokens[k]?.word !== "to")) return "adjective";
  if (prior.pos === "adjective" || prior.facts.function === "conjunction") return facts.adjective || readings[k - 1]?.pos === "adjective" ? "adjective" : "verb";
  return prior.pos === "verb" && !/^(?:have|be|do)$/.test(prior.facts.function ?? "") ? "adjective" : "verb";
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
  if (facts.function === "adverb") return read("adverb");
  if (facts.function !== null) return read("function");
  if (facts.verb.size === 0) {
    if (/ly$/.test(token.word) && !facts.noun) return read("adverb");
    if (facts.noun) return read("noun");
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
