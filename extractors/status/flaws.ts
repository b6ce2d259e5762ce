// Owns what is said of a thing that is there although a verb denies something: its own failure, its enforcement, its entry into force, that there is not enough of it.
// Must not know States; must not hold words: datasets/concepts holds them.
import type { Outcome } from "../../datasets/status-table.js";
import { isOf, type Predicate, type Range, type Sentence } from "../clauses/sentence.js";
import { OFFENCES } from "./anchor.js";

/** Where the thing stands, as far as its flaws ask. */
export interface Flawed {
  measure: string;
  phrase: Range;
  head: number;
  verbal: boolean;
  /** Its own words name the topic. */
  named?: boolean;
}

/** Measures that are a right in law, whoever has had the good of it. */
const RIGHTS = /^legislation\.(?:reparation|residence_permit|victim_services)$/;

/** The head of a noun phrase: its last noun before a preposition or a mark. */
export function headOf(s: Sentence, range: Range | null): number {
  let head = -1;
  for (let t = range?.from ?? 0; t < (range?.to ?? 0); t++) {
    if (head >= 0 && (s.readings[t]?.facts.function === "preposition" || s.readings[t]?.pos === "mark" || s.tokens[t]?.word === "to")) break;
    if (s.readings[t]?.pos === "noun") head = t;
  }
  return head;
}

/** What the verb does is done to something. */
export function hasObject(s: Sentence, p: Predicate): boolean {
  const next = s.readings[p.to];
  return next !== undefined && (next.facts.function === "determiner" || (next.facts.function === null && (next.pos === "noun" || next.pos === "adjective" || next.pos === "number")));
}

/** Verbs that say of their own subject whether it is there: "failed to open", "was unable to exist". */
const OF_ITSELF = new Set(["CREATE", "RATIFY", "SIGN", "SUBMIT", "EXIST", "BE", ""]);

/** "The regulations of the Act are being drawn up": what is drawn up is another text, and the Act is there. */
export function textsOf(s: Sentence, p: Predicate, thing: Flawed): boolean {
  if (!thing.measure.startsWith("legislation.") || thing.verbal || p.subject === null || !/^(?:the|this|that|its)$/.test(s.tokens[thing.phrase.from]?.word ?? "")) return false;
  const head = headOf(s, p.subject);
  return head >= 0 && head < thing.phrase.from && s.readings[thing.phrase.from - 1]?.facts.function === "preposition" && s.hits.some((h) => h.concept === "REGULATION" && h.head === head);
}

/** The thing is the subject of an active verb, and its own words name the topic. */
function isActor(s: Sentence, p: Predicate, thing: Flawed): boolean {
  return thing.named === true && !thing.verbal && p.kind === "finite" && !p.passive && headOf(s, p.subject) === thing.head;
}

/**
 * "The unit tried to reach victims", "the law lacks a definition", "the hotline was unable to answer calls": what acts, or fails to, is there; "a shelter failed to open" is none.
 * @returns null where the verb says nothing of the kind
 */
export function actsItself(s: Sentence, index: number, thing: Flawed): Outcome | null {
  const p = s.predicates[index];
  if (p === undefined || p.modal !== "" || !s.groups.acts_itself.has(p.term) || !isActor(s, p, thing)) return null;
  const next = s.predicates[index + 1];
  if (next === undefined || next.kind !== "infinitive" || next.parent !== index) return hasObject(s, p) || / no\b/.test(p.term) ? "in_place" : null;
  if (next.passive || (/^(?:legislation|policy)\./.test(thing.measure) && isOf(s, "gets", next.term))) return null;
  if (hasObject(s, next) && next.class !== "BE") return "in_place";
  return OF_ITSELF.has(next.class) ? null : "none";
}

/**
 * "The hotline does not accept calls from abroad", "did not work at night": what is there does not do a thing, or not then.
 * @returns null where the verb has nothing behind it: "the hotline does not work"
 */
export function doesNotDo(s: Sentence, p: Predicate, thing: Flawed): Outcome | null {
  if (!p.negated || (p.class !== "RUN" && p.class !== "EXIST") || isOf(s, "existing_verb", p.term) || !isActor(s, p, thing)) return null;
  if (hasObject(s, p)) return "in_place";
  if (p.class !== "RUN") return null;
  return s.readings[p.to]?.facts.function === "preposition" ? "none" : null;
}

/** "enforce the law", "the implementation of the plan": the law is there whether it is done or not; of "any law" nothing is said. */
export function applies(s: Sentence, p: Predicate, thing: Flawed): boolean {
  return /^(?:legislation|policy)\./.test(thing.measure) && !/^(?:any|an?)$/.test(s.tokens[thing.phrase.from]?.word ?? "") && s.hits.some((h) => h.concept === "APPLY" && h.head === p.head);
}

/** The first token behind a verb and its "not" and adverbs. */
function behind(s: Sentence, p: Predicate): number {
  let at = p.to;
  while (s.readings[at]?.facts.function === "negation" || s.readings[at]?.pos === "adverb") at++;
  return at;
}

/** "The law, passed in 2014, was not yet in force", "will enter into force": it was made; without "passed" nothing is said. @returns null where it is no matter of its force */
export function notYetInForce(s: Sentence, p: Predicate, thing: Flawed): Outcome | null {
  if (!thing.measure.startsWith("legislation.") || (!p.negated && !/^(?:will|would|shall)$/.test(p.modal)) || p.subject === null || headOf(s, p.subject) !== thing.head) return null;
  const at = behind(s, p);
  const force = s.groups.in_force.has(p.term) || (p.class === "BE" && s.tokens[at]?.word === "in" && isOf(s, "in_force", s.tokens[at + 1]?.word));
  if (!force) return null;
  const made = s.predicates.some((q) => q.class === "CREATE" && !q.negated && q.from > thing.head && q.to <= p.from && (q.kind === "participle" || q.link === "relative"));
  return made ? "in_place" : "none";
}

/** "The law is not adequate", "was not in line with the Protocol": a quality is denied; "is not operational", "a law is not enough" say something else. */
export function qualityDenied(s: Sentence, p: Predicate, thing: Flawed): boolean {
  // "Buying services of victims is not punishable": that it is punished is the measure.
  if (OFFENCES.test(thing.measure)) return false;
  if (!p.negated || p.class !== "BE" || p.modal !== "" || !isActor(s, p, thing) || /^(?:an?|any|no)$/.test(s.tokens[p.subject?.from ?? 0]?.word ?? "")) return false;
  const at = behind(s, p);
  if (s.hits.some((h) => h.concept === "UNDER" && h.from === at && h.to > at + 1)) return true;
  const word = s.tokens[at]?.word;
  return (s.readings[at]?.pos === "adjective" || isOf(s, "enough", word)) && !isOf(s, "there", word) && !isOf(s, "possible", word) && !s.hits.some((h) => h.from === at && h.entry.predicate);
}

/** "does not fund the shelter", "is not aware of the hotline", "has not allocated funds to the plan": what is denied is done to, thought of or given to something that is there. @returns null where the thing itself is denied */
export function deniedUpon(s: Sentence, p: Predicate, thing: Flawed): Outcome | null {
  if (!p.negated || p.kind !== "finite" || thing.verbal || thing.phrase.from < p.to) return null;
  const known = /^(?:the|its|their|our|this)$/.test(s.tokens[thing.phrase.from]?.word ?? "");
  if (known && isOf(s, "upon", p.term)) return "in_place";
  const lead = s.tokens[thing.phrase.from - 1]?.word ?? "";
  if (s.readings[thing.phrase.from - 1]?.facts.function !== "preposition") return null;
  if (p.class === "BE") return s.readings[behind(s, p)]?.facts.function === null ? "none" : null;
  // "did not provide victims with shelter" denies the shelter.
  const object = s.readings.slice(p.to, thing.phrase.from - 1);
  return known && !/^(?:with|of)$/.test(lead) && object.some((r) => r.pos === "noun") && object.every((r) => r.pos === "noun" || r.pos === "adjective" || r.facts.function === "determiner") ? "none" : null;
}

/** "There are gaps in the legislation": nothing is said to be lacking but what the gaps are. */
export function flawIn(s: Sentence, p: Predicate, thing: Flawed): boolean {
  return p.kind === "noun" && isOf(s, "flaw", p.term) && s.tokens[p.to]?.word === "in" && thing.phrase.from === p.to + 1;
}

/** A preposition that leads in to what a lack or a denial is of. */
const OF = /^(?:of|in)$/;

/** "the lack of funds for the shelter": what is lacking is the funds. */
export function lackOfAnother(s: Sentence, p: Predicate, thing: Flawed): boolean {
  if (p.kind !== "noun" || thing.phrase.from <= p.to + 1 || !OF.test(s.tokens[p.to]?.word ?? "")) return false;
  const between = s.readings.slice(p.to + 1, thing.phrase.from);
  return between.some((r) => r.pos === "noun" || r.facts.verb.has("ing")) && between.at(-1)?.facts.function === "preposition" && !between.some((r, k) => r.facts.function === "conjunction" || s.tokens[p.to + 1 + k]?.word === ",");
}

/** "No budget was allocated to the plan", "no training was given at the shelter": what is denied is the budget; "no victim was offered shelter" denies the shelter. */
export function besideDenied(s: Sentence, p: Predicate, thing: Flawed): boolean {
  return !thing.verbal && !RIGHTS.test(thing.measure) && thing.phrase.from > p.to && s.readings[thing.phrase.from - 1]?.facts.function === "preposition";
}

/** "did not provide sufficient funds for the shelter", "did not offer adequate shelter": what is denied is how much. */
export function notEnough(s: Sentence, p: Predicate, thing: Flawed): boolean {
  // "were not given adequate care": the verb itself is the measure.
  const end = thing.verbal && thing.head === p.head ? Math.max(thing.phrase.to, p.to + WITHIN) : thing.head;
  return p.negated && p.kind === "finite" && p.to <= end && s.tokens.slice(p.to, end).some((t) => isOf(s, "enough", t.word));
}

/** How far behind a verb the quality of what it gives may stand, in tokens. */
const WITHIN = 2;

/** "No victim has obtained compensation", "no compensation was paid", "courts had never awarded any": the right may be there all the same; "no victim is entitled to compensation" denies it. */
export function rightUnused(p: Predicate, thing: Flawed): boolean {
  return RIGHTS.test(thing.measure) && p.kind === "finite" && p.modal === "" && (p.class === "RUN" || p.class === "CREATE");
}
