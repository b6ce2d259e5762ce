// Owns finding predicates: verb groups with their auxiliaries, nouns that stand for a predicate, and fixed phrases.
// Must not tie them together; links.ts does.
import type { WordGroups } from "../../datasets/concepts.js";
import type { Hit } from "../lexicon/find.js";
import type { Reading } from "../lexicon/reading.js";
import type { Token } from "../text/tokens.js";
import type { Predicate, PredicateKind } from "./sentence.js";

interface Words {
  tokens: readonly Token[];
  readings: readonly Reading[];
  /** Predicate terms by the token they begin at, longest first. */
  terms: ReadonlyMap<number, readonly Hit[]>;
  groups: WordGroups;
}

const AUXILIARIES = new Set(["modal", "be", "have", "do"]);

function isAuxiliary(reading: Reading | undefined): boolean {
  return AUXILIARIES.has(reading?.facts.function ?? "");
}

function blank(from: number, kind: PredicateKind): Predicate {
  return { from, to: from, head: from, kind, class: "", term: "", negated: false, modal: "", perfect: false, progressive: false, passive: false, parent: -1, link: "main", joint: "", subject: null, modifies: -1 };
}

/** Reads auxiliaries, adverbs and negation up to the verb. @returns the token of the verb */
function readAuxiliaries(w: Words, p: Predicate, from: number): number {
  let i = from;
  let main = from;
  for (; i < w.tokens.length; i++) {
    const reading = w.readings[i];
    const word = w.tokens[i]?.word ?? "";
    const fn = reading?.facts.function;
    if (fn === "modal") p.modal = word === "cannot" ? "can" : word;
    if (word === "cannot") p.negated = true;
    if (fn === "have") p.perfect = true;
    if (fn === "negation") p.negated = !(w.tokens[i + 1]?.word === "only" || w.tokens[i + 1]?.word === "merely" || w.tokens[i + 1]?.word === "just");
    if (isAuxiliary(reading)) main = i;
    else if (reading?.pos === "verb" || (reading?.pos === "adjective" && reading.facts.verb.has("participle") && i > from)) return i;
    else if (fn !== "negation" && reading?.pos !== "adverb") break;
  }
  return main;
}

/** "has never yet", "was, in 2010, adopted": an aside between commas inside a verb group. */
function skipAside(w: Words, i: number): number {
  if (w.tokens[i]?.word !== ",") return i;
  for (let k = i + 1; k < w.tokens.length && k < i + 14; k++) {
    if (w.tokens[k]?.word === ",") return k + 1;
    if (w.readings[k]?.pos === "verb" || isAuxiliary(w.readings[k])) return i;
  }
  return i;
}

function nameTerm(w: Words, p: Predicate, main: number): void {
  const reading = w.readings[main];
  const be = reading?.facts.function === "be";
  // "was set up" is no "be set" (to do): of two terms the one that reaches further.
  let best: Hit | undefined;
  for (let k = -1; k <= main - p.from; k++) {
    const start = k < 0 ? p.from : main - k;
    const hit = w.terms.get(start)?.find((h) => h.entry.kind === "verb" && (start === main || h.to > main));
    if (hit !== undefined && !leadsToNothing(w, hit) && (best === undefined || (start === main && hit.to > best.to && !hit.entry.words.includes(null)))) best = hit;
  }
  if (best !== undefined) {
    p.class = best.concept;
    p.term = best.entry.term;
    // "agreed to meet": the "to" opens the verb behind it.
    const to = w.tokens[best.to - 1]?.word === "to" && isVerbAfterTo(w, best.to) ? best.to - 1 : best.to;
    if (!best.entry.words.includes(null)) p.to = Math.max(p.to, to);
    return;
  }
  p.term = w.tokens[main]?.word ?? "";
  if (be) p.class = "BE";
}

/** "was due to poverty", "was prepared by the Ministry": no will to do a thing, as "was due to open", "was due in May" and "was prepared to act" are. */
function leadsToNothing(w: Words, { entry, to }: Hit): boolean {
  if (w.tokens[to]?.word === "to") return w.groups.to_verb.has(entry.term) && !isVerbAfterTo(w, to + 1);
  return w.groups.only_to_verb.has(entry.term);
}

/** A verb group that begins at `i`; null where none does. */
function verbGroup(w: Words, i: number): Predicate | null {
  const reading = w.readings[i];
  const infinitive = w.tokens[i]?.word === "to" && isVerbAfterTo(w, i + 1);
  if (!infinitive && reading?.pos !== "verb" && !isAuxiliary(reading)) return null;
  const p = blank(i, infinitive ? "infinitive" : "finite");
  const start = infinitive ? i + 1 : i;
  let main = readAuxiliaries(w, p, start);
  if (isAuxiliary(w.readings[main])) {
    const beyond = skipAside(w, main + 1);
    if (beyond > main + 1 && w.readings[beyond]?.pos === "verb") main = beyond;
  }
  p.head = main;
  p.to = main + 1;
  const forms = w.readings[main]?.facts.verb ?? new Set();
  const word = w.tokens[main]?.word ?? "";
  const auxiliaries = w.tokens.slice(start, main).map((_, k) => (isAuxiliary(w.readings[start + k]) ? w.readings[start + k]?.facts.function : null));
  const be = auxiliaries.includes("be");
  if (main > start || isAuxiliary(w.readings[main])) {
    p.passive = be && forms.has("participle") && !/ing$/.test(word);
    p.progressive = be && /ing$/.test(word);
    if (!auxiliaries.includes("have")) p.perfect = false;
  }
  if (!infinitive && auxiliaries.every((a) => a === null) && !isAuxiliary(w.readings[main])) p.kind = bareKind(forms, word);
  if (!infinitive && w.tokens[start]?.word === "having") p.kind = "gerund";
  if (!infinitive && p.kind === "finite" && w.tokens[start]?.word === "being") p.kind = "gerund";
  negationBefore(w, p);
  nameTerm(w, p, main);
  // "the setting up of a centre"
  if (p.kind === "gerund" && w.readings[i - 1]?.facts.function === "determiner" && w.tokens[p.to]?.word === "of") p.kind = "noun";
  return p;
}

function isVerbAfterTo(w: Words, i: number): boolean {
  let k = i;
  while (w.readings[k]?.pos === "adverb" || w.readings[k]?.facts.function === "negation") k++;
  const reading = w.readings[k];
  return (reading?.pos === "verb" && reading.facts.verb.has("base")) || ["be", "have", "do"].includes(w.tokens[k]?.word ?? "");
}

function bareKind(forms: ReadonlySet<string>, word: string): PredicateKind {
  if (forms.has("ing") && /ing$/.test(word)) return "gerund";
  return forms.has("participle") && !forms.has("base") ? "participle" : "finite";
}

function negationBefore(w: Words, p: Predicate): void {
  const before = w.tokens[p.from - 1]?.word ?? "";
  // "but not ratified", "not yet ratified", "never so far applied"
  let k = p.from - 1;
  while (k > p.from - 4 && w.readings[k]?.pos === "adverb" && w.readings[k]?.facts.function !== "negation") k--;
  if (w.readings[k]?.facts.function === "negation" && !/^(?:only|merely|just)$/.test(w.tokens[k + 1]?.word ?? "")) p.negated = true;
  // "has yet to be ratified", "have nowhere to stay"
  if (before === "without" || before === "nowhere" || (before === "yet" && p.kind === "infinitive")) p.negated = true;
}

/** Nouns that govern: "the adoption of …", "plans to …", "a lack of …". */
const GOVERNS = new Set(["of", "to", "for", "in", "on", "that", "against", "regarding", "by", "towards", "toward", "about", "with", "concerning", "through", "at", "over", "as", "aimed"]);

function nominal(w: Words, i: number): Predicate | null {
  const hit = w.terms.get(i)?.find((h) => h.entry.kind === "noun" || h.entry.kind === "phrase");
  if (hit === undefined) return null;
  if (hit.entry.kind === "noun" && !GOVERNS.has(w.tokens[hit.to]?.word ?? "")) return null;
  // "trafficking for the purpose of sexual exploitation" intends nothing of what is told.
  if (hit.concept === "INTEND" && hit.entry.kind === "phrase" && /\bof$/.test(hit.entry.term) && w.readings[hit.to]?.pos !== "verb") return null;
  if (hit.concept === "INTEND" && PLANS.test(hit.entry.term) && !intends(w, hit)) return null;
  // "are informed without delay of their rights": nothing is late.
  if (hit.concept === "DELAY" && /^(?:without|any|no)$/.test(w.tokens[hit.from - 1]?.word ?? "")) return null;
  const p = blank(hit.from, hit.entry.kind === "noun" ? "noun" : "phrase");
  return { ...p, to: hit.to, head: hit.head, class: hit.concept, term: hit.entry.term, negated: noBefore(w, hit.from) };
}

/** Words for an intention that also name a thing: "plans to adopt" is one, "a plan to combat" is the thing. */
const PLANS = /^(?:plans?|proposals?|target|aim|objective|goal|purpose|interest|idea|task|mandate)$/;
const MAKES = new Set(["CREATE", "PREPARE", "DRAFT", "CHANGE", "BEGIN", "RATIFY", "SIGN", "SUBMIT", "END"]);

function intends(w: Words, hit: Hit): boolean {
  const next = w.tokens[hit.to]?.word;
  if (next === "for") return w.tokens[hit.head]?.word === "plans";
  if (next === "of") return w.terms.get(hit.to + 1)?.some((h) => h.entry.kind === "verb" && MAKES.has(h.concept)) === true && /ing$/.test(w.tokens[hit.to + 1]?.word ?? "");
  if (next !== "to") return false;
  const verb = w.terms.get(hit.to + 1)?.find((h) => h.entry.kind === "verb");
  return verb !== undefined && MAKES.has(verb.concept);
}

/** "no plans to", "any lack of" is no negation of the verb before. */
export function noBefore(w: Pick<Words, "tokens" | "readings">, noun: number): boolean {
  // "not a single shelter", "not one case"
  for (let k = noun - 1; k >= 1 && k >= noun - 4; k--) if (w.tokens[k - 1]?.word === "not" && /^(?:an?|one)$/.test(w.tokens[k]?.word ?? "") && (w.tokens[k]?.word === "one" || w.tokens[k + 1]?.word === "single")) return true;
  for (let k = noun - 1; k >= 0 && k >= noun - 4; k--) {
    const word = w.tokens[k]?.word ?? "";
    if (word === "no" || word === "neither" || word === "nor" || (word === "any" && w.tokens[k - 1]?.word === "without")) return true;
    if (w.readings[k]?.pos !== "adjective" && w.readings[k]?.pos !== "noun") return false;
  }
  return false;
}

/** Tokens inside a long name: "Organized" in "Convention against Transnational Organized Crime" is no verb of the sentence, "who" in "persons who were trafficked" opens no clause of it. */
export function wordsOfNames(hits: readonly Hit[]): Set<number> {
  const out = new Set<number>();
  for (const h of hits) if (!h.entry.predicate && h.entry.kind === "noun" && h.to - h.from > 2) for (let t = h.from; t < h.to; t++) out.add(t);
  return out;
}

/**
 * Finds the predicates of a sentence, in order and without overlap.
 * @param hits terms found; those of predicate classes are used
 * @param groups words of which the grammar asks
 */
export function findPredicates(tokens: readonly Token[], readings: readonly Reading[], hits: readonly Hit[], groups: WordGroups): Predicate[] {
  const terms = new Map<number, Hit[]>();
  for (const hit of hits) if (hit.entry.predicate) terms.set(hit.from, [...(terms.get(hit.from) ?? []), hit].sort((a, b) => b.to - a.to));
  const w: Words = { tokens, readings, terms, groups };
  const out: Predicate[] = [];
  const inName = wordsOfNames(hits);
  for (let i = 0; i < tokens.length; i++) {
    if (inName.has(i)) continue;
    const p = verbGroup(w, i) ?? nominal(w, i);
    if (p === null) continue;
    out.push(p);
    i = Math.max(i, p.to - 1);
  }
  return out;
}
