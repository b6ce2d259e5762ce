// Owns what a form is that can be noun and verb ("plans", "shelter", "training"), by the class of what stands around it.
// Must not know concepts.
import type { Token } from "../text/tokens.js";
import type { Lexicon, WordFacts } from "./lexicon.js";
import { ADJECTIVE_ENDING, wordBefore, type PartOfSpeech, type Reading } from "./part-of-speech.js";
import { asideBefore, isPlural, subjectBefore, verbAhead } from "./subject-before.js";

/** A form to be decided and what stands around it. */
interface Place {
  tokens: readonly Token[];
  readings: readonly Reading[];
  lexicon: Lexicon;
  i: number;
  facts: WordFacts;
  /** The word before that is neither adverb nor negation. */
  k: number;
  next: Token | undefined;
  nextFacts: WordFacts;
  /** An article or pronoun follows: what an act is done to. */
  objectAhead: boolean;
}

/** Endings of plurals of persons. */
const PERSONS = /(?:ers|ors|ists|ees|ants|ents|ials)$/;
/** Pronouns that are never a subject. */
const OBJECTS = /^(?:them|him|us|me|themselves|himself|herself|itself)$/;

function placeOf(tokens: readonly Token[], readings: readonly Reading[], lexicon: Lexicon, i: number, facts: WordFacts): Place {
  const next = tokens[i + 1];
  const nextFacts = lexicon.facts(next?.kind === "word" ? next.word : "");
  return { tokens, readings, lexicon, i, facts, k: wordBefore(readings, i), next, nextFacts, objectAhead: nextFacts.function === "determiner" || (nextFacts.function === "pronoun" && next?.word !== "there") };
}

/** True where a noun phrase begins behind the word: an article, a possessive, an adjective, a plural or a name. */
function opensPhrase(p: Place): boolean {
  const { next, nextFacts } = p;
  if (next === undefined || next.kind === "mark") return false;
  if (p.objectAhead) return true;
  if (nextFacts.function !== null) return false;
  return nextFacts.noun || nextFacts.adjective || next.capital || next.kind === "number" || ADJECTIVE_ENDING.test(next.word) || /(?:ly|ed|ing|s)$/.test(next.word);
}

/** Forms in -ing: "by training judges" is a verb, "training of judges" and "a training" are nouns. */
function readIng(p: Place): PartOfSpeech {
  const prior = p.readings[p.k];
  const of = p.next?.word === "of";
  if (prior === undefined) return p.objectAhead || (opensPhrase(p) && !verbAhead(p.tokens, p.lexicon, p.i)) ? "verb" : "noun";
  // "the standing invitation", "an existing unit"
  if (!p.facts.noun) return of ? "noun" : prior.facts.function === "determiner" && p.nextFacts.function === null && p.nextFacts.noun ? "adjective" : "verb";
  if (of || prior.facts.function === "determiner" || p.tokens[p.k]?.word === "'s" || (prior.pos === "adjective" && prior.facts.function === null)) return "noun";
  if (prior.facts.function === "be") return "verb";
  // "grants victims of trafficking a permit": what they are victims of; but "accused of trafficking a child".
  if (p.objectAhead && p.tokens[p.k]?.word === "of" && p.readings[p.k - 1]?.pos === "noun" && isPlural(p.tokens[p.k - 1]?.word ?? "")) return "noun";
  // "a shelter for victims of trafficking planned for 2012"
  const participle = p.nextFacts.verb.has("participle") && !p.nextFacts.noun && !p.nextFacts.verb.has("base");
  if (participle && /^(?:of|on|against|about)$/.test(p.tokens[p.k]?.word ?? "")) return "noun";
  // "The plan against trafficking aims to", "The law on trafficking defines the": what follows is the verb.
  const verbNext = p.nextFacts.verb.has("s") && (p.tokens[p.i + 2]?.word === "to" || p.lexicon.facts(p.tokens[p.i + 2]?.word ?? "").function === "determiner");
  if (verbNext && prior.facts.function === "preposition") return "noun";
  // "a register of trafficking cases", where "guilty of trafficking women" has an act and those it is done to.
  const things = p.tokens[p.k]?.word === "of" && p.next?.word.endsWith("s") === true && !PERSONS.test(p.next?.word ?? "") && !p.lexicon.groups.person_plural.has(p.next?.word ?? "");
  const compound = p.nextFacts.noun && !p.objectAhead && (things || p.next?.word.endsWith("s") !== true);
  return p.objectAhead || (opensPhrase(p) && prior.pos !== "noun" && !compound) ? "verb" : "noun";
}

/** Behind "to": a verb, but for nouns that take "to" and a noun. */
function behindTo(p: Place): PartOfSpeech {
  const held = p.tokens[p.k - 1]?.word ?? "";
  if (p.k < p.i - 1) return "verb";
  if (p.lexicon.groups.to_noun.has(held)) return "noun";
  return !p.objectAhead && p.lexicon.groups.to_often_noun.has(held) ? "noun" : "verb";
}

/** A base form that goes on with a verb of its kind: "to prevent and combat", "to protect, support and resettle". */
function goesOn(p: Place): boolean {
  const joined = p.readings[p.k - 1];
  // "… did not apply, so police registered": a new clause.
  if (p.tokens[p.i - 1]?.word === "so") return false;
  return joined?.pos === "verb" && joined.facts.verb.has("base") && p.facts.verb.has("base") && joined.facts.function === null;
}

/** The same form of a verb that is nothing else is joined to the word ("houses and feeds", "trains, advises"). */
function joinedToVerb(p: Place): boolean {
  if (p.nextFacts.function !== "conjunction" && p.next?.word !== ",") return false;
  const at = p.lexicon.facts(p.tokens[p.i + 1]?.word ?? "").function === "conjunction" ? p.i + 2 : p.lexicon.facts(p.tokens[p.i + 2]?.word ?? "").function === "conjunction" ? p.i + 3 : p.i + 2;
  const other = p.lexicon.facts(p.tokens[at]?.word ?? "");
  if (other.function !== null || other.adjective || !other.verb.has(p.facts.verb.has("s") ? "s" : "base")) return false;
  if (!other.noun) return true;
  const object = p.lexicon.facts(p.tokens[at + 1]?.word ?? "");
  return p.facts.verb.has("s") && object.function === null && (object.noun || object.adjective) && !verbAhead(p.tokens, p.lexicon, at);
}

function afterConjunction(p: Place): PartOfSpeech {
  if (p.objectAhead || goesOn(p)) return "verb";
  const prior = p.readings[p.k - 1];
  // "adopted a law and plans to open": one law, and what is planned; but "policies and plans to combat".
  const held = p.tokens[p.k - 1]?.word ?? "";
  if (p.facts.verb.has("s") && p.next?.word === "to" && prior?.pos === "noun" && !isPlural(held) && p.lexicon.groups.takes_to.has(p.tokens[p.i]?.word ?? "")) return "verb";
  return "noun";
}

/** "a group of volunteers that acts", "a group of nine States that acts": what acts is the one of many. */
function isOneOf(p: Place, many: number): boolean {
  const of = p.tokens[many - 1]?.word === "of" ? many - 1 : many - 2;
  return isPlural(p.tokens[many]?.word ?? "") && p.tokens[of]?.word === "of" && p.readings[of - 1]?.pos === "noun" && !isPlural(p.tokens[of - 1]?.word ?? "");
}

/** "that" behind a noun: "principles that guide", but "the view that support is". */
function afterThat(p: Place): PartOfSpeech {
  const held = p.readings[p.k - 1];
  if (held?.pos === "noun" && p.facts.verb.has("s") && p.nextFacts.function === "preposition" && isOneOf(p, p.k - 1)) return "verb";
  if (held?.pos !== "noun" || (!p.objectAhead && verbAhead(p.tokens, p.lexicon, p.i))) return "noun";
  const s = p.facts.verb.has("s");
  const agrees = s !== isPlural(p.tokens[p.k - 1]?.word ?? "");
  return agrees && (opensPhrase(p) || p.next?.word === "to" || p.nextFacts.function === "preposition") ? "verb" : "noun";
}

/** A noun that acts: with a verb form behind it it is its subject. */
const isActing = (p: Place, word: string): boolean => word === "which" || word === "who" || word === "it" || p.lexicon.groups.acts.has(word);

/** A body that acts, or a name. */
function subjectLike(p: Place, head: Token): boolean {
  const before = p.tokens[p.k];
  if (isActing(p, head.word)) return true;
  if (before?.kind !== "word") return false;
  const name = before.capital && (p.tokens[p.k - 1]?.word === "the" || (p.k === 0 && !p.lexicon.facts(before.word).noun));
  return name || isActing(p, before.word);
}

/** An aside between two commas, and "to" behind it. */
function toBehindAside(p: Place): boolean {
  for (let t = p.i + 2; t < p.i + 10; t++) if (p.tokens[t]?.word === ",") return p.tokens[t + 1]?.word === "to";
  return false;
}

/** "The Government plans to adopt", "authorities shelter the victims"; but "the action plans to combat". */
function afterNoun(p: Place): PartOfSpeech {
  // "a national plan": the word between is an adjective as well.
  if (/(?:al|ic|ary|ive)$/.test(p.tokens[p.k]?.word ?? "") && p.readings[p.k - 1]?.facts.function === "determiner") return "noun";
  // "The Aliens Act provides": in a title.
  if (p.tokens[p.i]?.capital === true && p.tokens[p.k]?.capital === true && p.tokens[p.i]?.upper !== true) return "noun";
  const subject = subjectBefore(p.tokens, p.readings, p.lexicon, p.i);
  const s = p.facts.verb.has("s");
  // "the Constitution set up": a past form agrees with every subject.
  const past = !s && p.facts.verb.has("past");
  if (subject === null || (!past && subject.number !== "either" && (subject.number === "singular") !== s)) return "noun";
  const word = p.next?.word ?? "";
  // "The law on trafficking sets out penalties"
  if (s && p.lexicon.groups.particle.has(word) && p.lexicon.facts(p.tokens[p.i + 2]?.word ?? "").function !== "conjunction" && p.tokens[p.i + 2]?.kind === "word") return "verb";
  // "The Government plans, among other things, to establish"
  if (word === "," && s && subjectLike(p, subject.head) && p.lexicon.groups.takes_to.has(p.tokens[p.i]?.word ?? "") && toBehindAside(p)) return "verb";
  if (p.next === undefined || p.next.kind === "mark" || p.nextFacts.function === "conjunction") return !subject.weak && joinedToVerb(p) ? "verb" : "noun";
  if (p.objectAhead) return subject.weak && subject.behind ? "noun" : "verb";
  const acting = subjectLike(p, subject.head);
  if (word === "to" && p.tokens[p.i]?.word === "aims") return "verb";
  if (word === "to" && !p.lexicon.groups.takes_to.has(p.tokens[p.i]?.word ?? "")) return "noun";
  if (word === "to" && s && acting && (!subject.behind || isActing(p, subject.head.word))) return "verb";
  if (subject.weak || verbAhead(p.tokens, p.lexicon, p.i)) return "noun";
  const police = p.tokens[p.k]?.word === "police" && subject.determined && p.nextFacts.function === null;
  // "persons need medical help": an adjective behind it begins what is needed.
  const compound = p.lexicon.groups.compounding.has(p.tokens[p.k]?.word ?? "") && !police && !(isPlural(p.tokens[p.k]?.word ?? "") && !s && (p.nextFacts.adjective || ADJECTIVE_ENDING.test(p.next?.word ?? "")));
  // "The plan against trafficking covers training and shelters": without it the sentence has no verb.
  if (subject.behind && s && acting && subject.determined && p.nextFacts.function === null && isOnlyVerb(p)) return "verb";
  if (subject.behind) return !s && !compound && p.tokens[p.k]?.capital !== true && (word === "to" || p.nextFacts.adjective) ? "verb" : "noun";
  if (word === "to") return !s || acting ? "verb" : "noun";
  if (p.nextFacts.function === "preposition") return s ? (acting && /^(?:on|for|with|in)$/.test(word) ? "verb" : "noun") : compound ? "noun" : "verb";
  if (p.nextFacts.function !== null) return "verb";
  return !compound && (!s || acting || subject.determined) ? "verb" : "noun";
}

/** No verb stands before the word. */
const isOnlyVerb = (p: Place): boolean => p.readings.slice(0, p.i).every((r) => r.pos !== "verb" && r.facts.function !== "be" && r.facts.function !== "have" && r.facts.function !== "modal" && r.facts.function !== "do");

/** Behind a small word; null where the word before is none that decides. */
function afterSmallWord(p: Place, fn: string): PartOfSpeech | null {
  const word = p.tokens[p.k]?.word ?? "";
  if (word === "that") return afterThat(p);
  switch (fn) {
    case "have": case "be": return p.facts.verb.has("participle") ? "verb" : "noun";
    case "determiner": return "noun";
    case "preposition": return word === "to" ? behindTo(p) : "noun";
    case "modal": case "do": return "verb";
    case "relative": return word === "whose" ? "noun" : "verb";
    case "pronoun":
      if (word === "one") return "noun";
      if (!OBJECTS.test(word)) return "verb";
      return p.objectAhead || p.lexicon.groups.lets.has(p.tokens[p.k - 1]?.word ?? "") ? "verb" : "noun";
    case "conjunction": return afterConjunction(p);
    default: return null;
  }
}

/**
 * Decides a form that can be noun and verb.
 * @param readings what was read of the words before
 */
export function nounOrVerb(tokens: readonly Token[], readings: readonly Reading[], lexicon: Lexicon, i: number, facts: WordFacts): PartOfSpeech {
  const p = placeOf(tokens, readings, lexicon, i, facts);
  if (facts.verb.has("ing")) return readIng(p);
  const before = tokens[p.k];
  const prior = readings[p.k];
  if (before === undefined || prior === undefined) return p.objectAhead ? "verb" : "noun";
  const decided = afterSmallWord(p, prior.facts.function ?? "");
  if (decided !== null) return decided;
  if (before.kind === "mark") return afterMark(p, before.word);
  if (prior.pos === "adjective" || before.word === "'s") return "noun";
  // "Article 7 states that"
  if (before.kind === "number") return facts.verb.has("s") && tokens[p.k - 1]?.capital === true && (p.objectAhead || p.next?.word === "that") ? "verb" : "noun";
  return afterNoun(p);
}

function afterMark(p: Place, mark: string): PartOfSpeech {
  if (p.objectAhead) return mark === "'" ? "noun" : "verb";
  if (mark === ",") {
    if (goesOn(p)) return p.next?.word === "," || p.nextFacts.function === "conjunction" || opensPhrase(p) ? "verb" : "noun";
    return asideBefore(p.tokens, p.readings, p.k) >= 0 ? afterNoun(p) : "noun";
  }
  return mark === ")" || mark === "”" ? afterNoun(p) : "noun";
}
