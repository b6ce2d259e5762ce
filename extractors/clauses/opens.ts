// Owns what opens or closes a clause at a word: joints, subordinators, relative words, what breaks. Must not link predicates.
import type { WordGroups } from "../../datasets/concepts.js";
import type { Reading } from "../lexicon/part-of-speech.js";
import type { Token } from "../text/tokens.js";
import type { Predicate } from "./sentence.js";

/** What the linker works on; predicates are changed in place. */
export interface Linking {
  tokens: readonly Token[];
  readings: readonly Reading[];
  predicates: Predicate[];
  /** Tokens that are part of a name. */
  inName: ReadonlySet<number>;
  /** Words by group, of the language. */
  groups: WordGroups;
}

export const BREAKS = new Set([";", ":", "?", "!"]);

export function functionOf(l: Linking, i: number): string {
  return l.readings[i]?.facts.function ?? "";
}

/** "that" with a verb behind it and no subject refers to a noun ("a law that provides for …", "no law was adopted that protects …"). */
function refersBack(l: Linking, i: number): boolean {
  if (i === 0 || l.tokens[i]?.word !== "that" || l.tokens[i - 1]?.word === ",") return false;
  let k = i + 1;
  while (k < l.tokens.length && (l.readings[k]?.pos === "adverb" || functionOf(l, k) === "negation")) k++;
  return l.predicates.some((p) => p.from <= k && k < p.to && p.from > i && p.kind !== "noun" && p.kind !== "phrase" && p.kind !== "gerund");
}

/** "that" joins a clause behind a verb. */
export function isComplementizer(l: Linking, i: number): boolean {
  return functionOf(l, i) === "complementizer" && !refersBack(l, i);
}

export function isRelative(l: Linking, i: number): boolean {
  return (functionOf(l, i) === "relative" && !l.inName.has(i)) || refersBack(l, i);
}

export function isSubordinator(l: Linking, i: number): boolean {
  // "since 2005", "until March 2010": a point in time opens no clause.
  const time = l.readings[i + 1]?.pos === "number" || (l.tokens[i + 1]?.capital === true && l.readings[i + 2]?.pos === "number");
  return functionOf(l, i) === "subordinator" && !time;
}

export function isJoint(l: Linking, i: number): boolean {
  if (l.tokens[i]?.word === "as" && l.tokens[i - 1]?.word === "well" && l.tokens[i - 2]?.word === "as") return true;
  return functionOf(l, i) === "conjunction" || l.tokens[i]?.word === "," || l.tokens[i]?.word === "–" || l.tokens[i]?.word === "—";
}

/** The token before `i` that is neither adverb nor negation. */
export function wordBefore(l: Linking, i: number): number {
  let k = i - 1;
  while (k >= 0 && (l.readings[k]?.pos === "adverb" || functionOf(l, k) === "negation")) k--;
  return k;
}

/** ", and civil society organizations raised …": behind a comma and "and" a noun and a verb with an object are a new clause. */
export function opensClause(l: Linking, i: number, noun: number): boolean {
  for (let t = noun; t > (l.predicates[i - 1]?.to ?? 0); t--) {
    if (functionOf(l, t) === "conjunction") return l.tokens[t - 1]?.word === "," && /^(?:and|but|while|whereas)$/.test(l.tokens[t]?.word ?? "");
    if (functionOf(l, t) === "preposition" || l.tokens[t]?.word === ",") return false;
  }
  return false;
}

/** Between the verb before and this one stands a joint and a noun phrase that runs up to the verb: a subject. */
function newSubject(l: Linking, from: number, to: number): boolean {
  for (let t = to - 1; t >= from; t--) {
    if (isJoint(l, t)) return t < to - 1 && (functionOf(l, t + 1) === "determiner" || functionOf(l, t + 1) === "pronoun" || l.tokens[t + 1]?.capital === true);
    if (functionOf(l, t) === "preposition") return false;
  }
  return false;
}

/** Who acts in these texts: a bare form in -ed behind one of them is its verb. */
export const isActing = (l: Linking, word: string): boolean => l.groups.acts_first.has(word) || /^(?:it|they|he|she|we|which|who)$/.test(word);

/** A clause's verb stands before predicate `i`, with no new clause in between. */
export function verbBefore(l: Linking, i: number): boolean {
  const p = l.predicates[i];
  for (let j = i - 1; j >= 0; j--) {
    const q = l.predicates[j];
    if (p === undefined || q === undefined) return false;
    for (let t = q.to; t < p.from; t++) {
      if (BREAKS.has(l.tokens[t]?.word ?? "") || isSubordinator(l, t) || isComplementizer(l, t)) return false;
      // ", and the police trained": a new clause may begin at a comma or "and" with a noun phrase behind it.
    }
    if (q.kind === "finite") return !newSubject(l, q.to, p.from);
  }
  return false;
}

export function verbAfter(l: Linking, i: number): boolean {
  const p = l.predicates[i];
  const next = l.predicates.slice(i + 1).find((q) => q.kind === "finite" || q.kind === "participle");
  if (p === undefined || next === undefined) return false;
  // "Officers trained by the academy identified many victims": of two bare forms the one with an object is the verb.
  if (next.kind !== "finite" && !(functionOf(l, p.to) === "preposition" && opensObject(l, next.to))) return false;
  for (let t = p.to; t < next.from; t++) if (BREAKS.has(l.tokens[t]?.word ?? "") || isSubordinator(l, t) || isRelative(l, t) || isComplementizer(l, t)) return false;
  return !isJoint(l, wordBefore(l, next.from));
}

/** A noun phrase begins: "the border", "joint patrols". */
function opensObject(l: Linking, at: number): boolean {
  const reading = l.readings[at];
  return functionOf(l, at) === "determiner" || (functionOf(l, at) === "" && (reading?.pos === "noun" || reading?.pos === "adjective" || reading?.pos === "number"));
}

export function continuesVerb(l: Linking, i: number): boolean {
  // "established, trained and equipped": a row of verbs.
  const next = l.predicates[i + 1];
  return next !== undefined && next.kind !== "noun" && next.from - (l.predicates[i]?.to ?? 0) <= 2 && isJoint(l, wordBefore(l, next.from));
}

export function isFinite(p: Predicate): boolean {
  return p.kind === "finite";
}

export function onlyAdverbs(l: Linking, from: number, to: number): boolean {
  for (let t = from; t < to; t++) if (l.readings[t]?.pos !== "adverb" && functionOf(l, t) !== "negation") return false;
  return true;
}

export function opensAside(l: Linking, at: number): boolean {
  if (isRelative(l, at) || /^(?:together|along|jointly)$/.test(l.tokens[at]?.word ?? "")) return true;
  if (functionOf(l, at) === "preposition") return true;
  return l.predicates.some((q) => q.from === at && (q.kind === "participle" || q.kind === "gerund"));
}

export function nounBefore(l: Linking, i: number): number {
  for (let t = i - 1; t >= 0 && t > i - 4; t--) if (l.readings[t]?.pos === "noun" || l.readings[t]?.pos === "number") return t;
  return -1;
}

/** "which was signed in 2008 and which provides for": the second belongs to the same noun as the first; null where it is no second one. */
export function secondRelative(l: Linking, i: number, previous: Predicate | undefined): number | null {
  const joined = isJoint(l, i - 1) && l.tokens[i - 1]?.word !== ",";
  return joined && previous?.link === "relative" && previous.modifies >= 0 ? previous.modifies : null;
}

/** The noun that a relative clause opened at `i` belongs to: right before it, or the subject of the verb in between ("No law was adopted that …"). */
export function antecedent(l: Linking, i: number, verb: Predicate | undefined): number {
  const near = nounBefore(l, i);
  if (verb === undefined || near >= verb.to || verb.to < i - 1 || verb.subject === null) return near;
  let head = -1;
  for (let t = verb.subject.from; t < verb.subject.to; t++) {
    if (functionOf(l, t) === "preposition") break;
    if (l.readings[t]?.pos === "noun") head = t;
  }
  return head;
}

/** The nearest predicate before `i` that has one of the kinds. */
export function lastOf(l: Linking, i: number, kinds: readonly Predicate["kind"][]): number {
  for (let j = i - 1; j >= 0; j--) if (kinds.includes(l.predicates[j]?.kind ?? "phrase")) return j;
  return -1;
}
