// Owns the question: which predicate governs this noun phrase, which one governs that, up to the top.
// Must not know measures, States or status.
import { phraseStart } from "./phrases.js";
import { isOf, type Predicate, type Range, type Sentence } from "./sentence.js";

export type Relation = "object" | "subject" | "complement" | "none";

/** One step of the way from a phrase up to the top of its sentence. */
export interface Governor {
  predicate: Predicate;
  index: number;
  /** How what stands below hangs on it. */
  relation: Relation;
}

/** Longest way up; sentences with more steps than that are read no further. */
const LONGEST_WAY = 9;

function finiteAfter(s: Sentence, from: number): number {
  for (let i = 0; i < s.predicates.length; i++) {
    const p = s.predicates[i];
    if (p === undefined || p.from < from) continue;
    if (p.kind === "finite" && p.link !== "relative" && (p.link !== "coordinate" || p.subject === null)) return i;
    if (p.kind === "finite" && p.link === "adverbial") return -1;
  }
  return -1;
}

/** The phrase stands in the subject of a later verb. */
function subjectOf(s: Sentence, at: number): number {
  for (let i = 0; i < s.predicates.length; i++) {
    const p = s.predicates[i];
    if (p === undefined || p.subject === null || p.kind !== "finite") continue;
    if (p.link !== "coordinate" && p.subject.from <= at && at < p.subject.to) return i;
  }
  return -1;
}

/** The nearest predicate to the left that can govern a phrase beginning at `from`, also over ":" and ";": an item hangs on what leads in to it. */
function leftOf(s: Sentence, from: number): number {
  for (let t = from - 1; t >= 0; t--) {
    const i = s.predicateAt[t] ?? -1;
    if (i >= 0) {
      const p = s.predicates[i];
      if (p === undefined || p.to > from) continue;
      if (p.kind === "phrase" && p.class === "SUBMIT") continue;
      return i;
    }
  }
  return -1;
}

/** What governs the phrase: the verb that it is the subject of, or the nearest predicate before it. */
export function governorOf(s: Sentence, phrase: Range, head: number): { index: number; relation: Relation } {
  const subject = subjectOf(s, head);
  const left = leftOf(s, phrase.from);
  const leftPredicate = s.predicates[left];
  if (subject >= 0) {
    const verb = s.predicates[subject];
    // A predicate inside the subject comes first ("the adoption of the law was welcomed").
    const inside = leftPredicate !== undefined && verb?.subject !== null && verb !== undefined && leftPredicate.from >= (verb.subject?.from ?? 0) && leftPredicate.to <= verb.from;
    if (!inside) return { index: subject, relation: "subject" };
  }
  const nominal = s.predicates[s.predicateAt[head] ?? -1]?.kind === "noun";
  if (left >= 0 && leftPredicate !== undefined && nominal && joinedTo(s, leftPredicate.to, phrase.from)) {
    // "the adoption of A and the establishment of B", "efforts to do A and the establishment of B": the second is not part of the first.
    // "noted the commitment to do A in cooperation with B, the invitation to C and the ratification of D": with an article behind a comma each is an item of the verb's.
    const item = s.readings[phrase.from]?.facts.function === "determiner" && s.tokens.slice(leftPredicate.to, phrase.from).some((t) => t.word === ",");
    const start = phraseStart(s, leftPredicate.from);
    const aside = item && s.readings[start]?.facts.function !== "determiner" && s.readings[start - 1]?.facts.function === "preposition";
    if (leftPredicate.kind === "noun" && !aside) return governorOf(s, { from: start, to: leftPredicate.to }, leftPredicate.head);
    if (leftPredicate.kind !== "finite") return { index: item ? previousFinite(s, left) : finiteAbove(s, left), relation: "object" };
  }
  if (left >= 0 && leftPredicate !== undefined && leftPredicate.kind !== "finite" && newItem(s, leftPredicate.to, phrase.from)) return { index: previousFinite(s, firstOfList(s, left)), relation: "object" };
  // "…, including X", "through X": an example or a means hangs on the verb of the clause.
  if (left >= 0 && leftPredicate !== undefined && leftPredicate.kind !== "finite" && leftPredicate.kind !== "noun" && byTheWay(s, leftPredicate.to, phrase.from)) {
    const verb = finiteAbove(s, left);
    // "works towards improving their situation, inter alia through programmes": the means are there.
    return isMeans(s, phrase.from) && s.predicates[verb]?.class === "DRAFT" ? parentOf(s, verb) : { index: verb, relation: "object" };
  }
  // "took drastic steps with the enactment of a law": the step is the enactment.
  if (left >= 0 && nominal && isMeans(s, phrase.from)) {
    const verb = leftPredicate?.kind === "finite" ? left : finiteAbove(s, left);
    return s.predicates[verb]?.class === "BEGIN" || s.predicates[verb]?.class === "EFFORT" ? parentOf(s, verb) : { index: verb, relation: "object" };
  }
  if (left >= 0) return { index: left, relation: leftPredicate?.kind === "noun" ? "complement" : "object" };
  const after = finiteAfter(s, phrase.to);
  return after >= 0 && s.predicates[after]?.link === "main" && before(s, phrase.to, s.predicates[after]?.from ?? 0) ? { index: after, relation: "subject" } : { index: -1, relation: "none" };
}

/** The verb of the clause that a predicate stands in. */
function finiteAbove(s: Sentence, index: number): number {
  let at = index;
  for (let k = 0; k < LONGEST_WAY && at >= 0; k++) {
    const p = s.predicates[at];
    // "the commitment to children's rights through the ratification": a commitment to a thing wishes nothing.
    const toThing = p?.kind === "noun" && p.class === "INTEND" && s.tokens[p.to]?.word === "to" && s.predicates[at + 1]?.from !== p.to;
    if (p === undefined || p.kind === "finite" || (WISHES.has(p.class) && p.kind !== "participle" && !toThing)) return at;
    at = p.kind === "noun" || p.modifies >= 0 || p.parent < 0 ? previousFinite(s, at) : p.parent;
  }
  return at;
}

/** Above these nothing is said to be done ("the readiness to combat trafficking through a plan"). */
const WISHES = new Set(["INTEND", "ASK", "NEED", "LACK", "DOUBT", "REFUSE"]);

function previousFinite(s: Sentence, index: number): number {
  for (let k = index - 1; k >= 0; k--) if (s.predicates[k]?.kind === "finite" && s.predicates[k]?.link !== "relative") return k;
  return -1;
}

function byTheWay(s: Sentence, from: number, to: number): boolean {
  for (let t = from; t < to; t++) if (/^(?:including|through|via|notably|especially|particularly)$/.test(s.tokens[t]?.word ?? "") || (s.tokens[t]?.word === "such" && s.tokens[t + 1]?.word === "as")) return true;
  return false;
}

/** "welcomed the commitment to A; the Act; and the task force": each item of a list hangs on the verb before the list. */
function newItem(s: Sentence, from: number, to: number): boolean {
  // "welcomed the preparation of A, together with the campaign": with an article it is another thing that was welcomed.
  const lead = s.tokens[to - 1]?.word === "with" && /^(?:together|along)$/.test(s.tokens[to - 2]?.word ?? "");
  if (lead && to - 2 >= from && s.readings[to]?.facts.function === "determiner") return true;
  let at = to - 1;
  while (at >= from && s.readings[at]?.facts.function === "conjunction") at--;
  return at >= from && s.tokens[at]?.word === ";";
}

/** The first predicate behind the verb that leads in to a list of items parted by ";". */
function firstOfList(s: Sentence, left: number): number {
  let first = left;
  while (first > 0 && s.predicates[first - 1]?.kind !== "finite") first--;
  // Items with verbs of their own before a ";" are passed over.
  const verb = s.predicates[first - 1];
  const semicolon = verb === undefined ? -1 : s.tokens.slice(0, verb.from).findIndex((t) => t.word === ";");
  return verb !== undefined && (verb.link === "relative" || semicolon >= 0) && first > 1 ? firstOfList(s, first - 1) : first;
}

/** "through", "by": the phrase that begins at `from` is a means; "in line with" it is none. */
export function isMeans(s: Sentence, from: number): boolean {
  if (s.tokens[from - 1]?.word === "with" && s.groups.basis.has(s.tokens[from - 2]?.word ?? "")) return false;
  return /^(?:with|through|by|via)$/.test(s.tokens[from - 1]?.word ?? "");
}

function joinedTo(s: Sentence, from: number, to: number): boolean {
  for (let t = from; t < to; t++) if (s.tokens[t]?.word === "," || s.readings[t]?.facts.function === "conjunction") return true;
  return false;
}

/** Nothing but the phrase's own tail stands between it and the verb. */
function before(s: Sentence, from: number, to: number): boolean {
  for (let t = from; t < to; t++) if (s.tokens[t]?.word === ";" || s.tokens[t]?.word === ":") return false;
  return true;
}

/** The noun that an infinitive of purpose belongs to ("a mechanism to identify"); -1 where it belongs to none. */
export function nounOf(s: Sentence, p: Predicate): number {
  if (p.link !== "purpose") return -1;
  const noun = p.modifies >= 0 ? p.modifies : p.from - 1;
  return noun >= 0 && noun < p.from && s.readings[noun]?.pos === "noun" ? noun : -1;
}

function parentOf(s: Sentence, index: number): { index: number; relation: Relation } {
  const p = s.predicates[index];
  if (p === undefined) return { index: -1, relation: "none" };
  if (p.kind === "noun" || p.kind === "phrase") return governorOf(s, { from: phraseStart(s, p.from), to: p.to }, p.head);
  // A participle or relative clause belongs to a noun: above it stands what governs the noun.
  if ((p.link === "modifier" || p.link === "relative") && p.modifies >= 0 && p.modifies < p.from) return governorOf(s, { from: phraseStart(s, p.modifies), to: p.modifies + 1 }, p.modifies);
  // "No mechanism to identify victims has been put in place": what is to be done hangs on the thing, where the thing is a subject.
  const noun = nounOf(s, p);
  if (p.kind === "infinitive" && noun >= 0 && subjectOf(s, noun) > index) return governorOf(s, { from: phraseStart(s, noun), to: noun + 1 }, noun);
  if (p.parent >= 0 && p.parent !== index) return { index: p.parent, relation: p.link === "purpose" ? "none" : "object" };
  return { index: -1, relation: "none" };
}

/**
 * All predicates above a phrase, the nearest first.
 * @param head token of the phrase's head
 */
export function wayUp(s: Sentence, phrase: Range, head: number): Governor[] {
  const seen = new Set<number>();
  const first = governorOf(s, phrase, head);
  const raised = first.relation === "subject" ? raisedFrom(s, first.index) : -1;
  if (raised < 0) return climb(s, first, seen);
  const predicate = s.predicates[raised];
  seen.add(raised);
  return predicate === undefined ? climb(s, first, seen) : [{ predicate, index: raised, relation: "subject" }, ...climb(s, { ...first, relation: "object" }, seen)];
}

/** "A law is expected to be adopted", "a shelter is to open", "is about to open": what is said of the law is the adopting; "the committee is to adopt a plan" says nothing of the kind. */
function raisedFrom(s: Sentence, index: number): number {
  const p = s.predicates[index];
  const next = s.predicates[index + 1];
  if (p === undefined || next === undefined || next.kind !== "infinitive" || next.parent !== index) return -1;
  const behind = s.readings[next.to];
  const alone = behind === undefined || isOf(s, "time_word", s.tokens[next.to]?.word) || behind.pos === "mark" || behind.pos === "adverb" || (behind.facts.function !== null && behind.facts.function !== "determiner");
  return next.passive || ((p.class === "BE" || s.groups.coming.has(p.term)) && next.from === p.to && (next.class === "CREATE" || next.class === "BEGIN") && alone) ? index + 1 : -1;
}

/** All predicates above a predicate, itself first. */
export function wayUpFrom(s: Sentence, index: number): Governor[] {
  return climb(s, { index, relation: "object" }, new Set());
}

function climb(s: Sentence, first: { index: number; relation: Relation }, seen: Set<number>): Governor[] {
  const out: Governor[] = [];
  let at = first;
  while (at.index >= 0 && !seen.has(at.index) && out.length < LONGEST_WAY) {
    const predicate = s.predicates[at.index];
    if (predicate === undefined) break;
    seen.add(at.index);
    out.push({ predicate, index: at.index, relation: at.relation });
    at = parentOf(s, at.index);
    // "A committee that follows up trafficking is to be set up": above the thing stands what is to be done with it.
    const raised = at.relation === "subject" && !seen.has(at.index) ? raisedFrom(s, at.index) : -1;
    const next = s.predicates[raised];
    if (next === undefined || seen.has(raised)) continue;
    seen.add(raised);
    out.push({ predicate: next, index: raised, relation: "subject" });
    at = { ...at, relation: "object" };
  }
  return out;
}
