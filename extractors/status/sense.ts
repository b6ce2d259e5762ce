// Owns which sense a predicate has, by itself and by what stands beside it. Must not decide a status.
import type { PredicateForm } from "../../datasets/status-table.js";
import type { Governor } from "../clauses/governors.js";
import { noBefore } from "../clauses/predicates.js";
import { hitsIn, isOf, type Predicate, type Sentence } from "../clauses/sentence.js";
import type { Anchor } from "./anchor.js";
import { headOf } from "./flaws.js";

export const FUTURE = new Set(["will", "would", "shall"]);
const OUGHT = new Set(["should", "must", "ought"]);
export const OPEN = new Set(["may", "might", "could"]);
export const OPEN_SO = new Set(["can", ...OPEN]);

export function formOf(p: Predicate, s: Sentence): PredicateForm {
  if (p.kind === "noun") return p.negated ? "negated" : "noun";
  if (p.negated) return "negated";
  if (FUTURE.has(p.modal)) return "future";
  if (p.progressive || (p.passive && s.tokens.slice(p.from, p.head).some((t) => t.word === "being"))) return "ongoing";
  return "done";
}

/** Nouns of these classes give their sense to a verb that says little by itself: "a decision was taken", "steps have been taken", "plans exist", "our priorities include". */
const SENSE = new Set(["INTEND", "EFFORT", "NEED", "ASK", "BEGIN"]);

function subjectSense(s: Sentence, p: Predicate): string | null {
  if (p.kind !== "finite" || p.subject === null || !(isOf(s, "light_verb", p.term) ? p.passive : isOf(s, "listing_verb", p.term) || isOf(s, "existing_verb", p.term) || p.class === "BE")) return null;
  const { from, to } = p.subject;
  const listed = isOf(s, "listing_verb", p.term);
  // "future measures include", "the measures planned include", "the steps to be taken comprise"
  const later = s.hits.some((h) => h.entry.predicate && h.concept === "INTEND" && h.entry.kind !== "noun" && h.from >= from && h.to <= to) || s.predicates.some((q) => q.kind === "infinitive" && q.passive && q.from >= from && q.to <= to);
  if (listed && later) return "INTEND";
  // "its contents are", "the pillars of the plan include"
  const part = s.hits.some((h) => h.concept === "PLAN_PART" && h.head === headOf(s, p.subject));
  if (part && (/^(?:its|their)$/.test(s.tokens[from]?.word ?? "") || s.hits.some((h) => (h.concept === "PLAN" || h.concept === "PLAN_STRONG") && h.from >= from && h.to <= to))) return "INTEND";
  const noun = s.hits.find((h) => h.entry.predicate && h.entry.kind === "noun" && SENSE.has(h.concept) && h.from >= from && h.to <= to && headOf(s, p.subject) === h.head);
  // "the measures taken include the adoption of a law", "a major step was the adoption": they were taken.
  if (noun !== undefined && (listed || p.class === "BE") && (noun.concept === "EFFORT" || noun.concept === "BEGIN")) return null;
  return noun?.concept ?? null;
}

/** A predicate that is only "is" takes the sense of what stands behind it ("is under discussion", "is before parliament"). */
export function classOf(s: Sentence, g: Governor): string {
  const p = g.predicate;
  // "steps taken towards ratification": what was taken is a step.
  if (p.kind === "participle" && p.modifies >= 0 && TAKEN.test(p.term) && s.hits.some((h) => h.entry.predicate && h.concept === "EFFORT" && h.head === p.modifies)) return "EFFORT";
  // "police require training", where "the law requires training"
  if (isOf(s, "require", p.term) && !p.passive && p.subject !== null && s.hits.some((h) => s.things.needy.has(h.concept) && h.head === headOf(s, p.subject))) return "NEED";
  const told = g.relation === "subject" ? null : subjectSense(s, p);
  if (told !== null) return told;
  if (p.class !== "BE" && p.class !== "EXIST") return p.class;
  const next = s.predicates[g.index + 1];
  return next !== undefined && next.kind === "phrase" && next.from - p.to <= 1 ? next.class : p.class;
}

/** "Were a law adopted, …", "Had the plan been …". */
const INVERTED = /^(?:were|had|should)$/;

/** "If adopted, the law would protect victims": told of what may come. */
export function onCondition(s: Sentence, g: Governor): boolean {
  return s.predicates.some((q, k) => k !== g.index && q.kind === "finite" && ((q.link === "adverbial" && CONDITION.has(q.joint)) || invertedAt(s, q)));
}

/** "Had a rapporteur been appointed, …": the verb's first word opens its clause, the subject stands behind it. */
function invertedAt(s: Sentence, p: Predicate): boolean {
  return p.kind === "finite" && p.subject === null && s.clauseStarts.includes(p.from) && INVERTED.test(s.tokens[p.from]?.word ?? "") && s.readings[p.to]?.facts.function === "determiner";
}

/** Joints that make a condition or a point in time that has not come. */
const CONDITION = new Set(["if", "unless", "until", "whether", "lest"]);

export function blocked(s: Sentence, g: Governor): string | null {
  const p = g.predicate;
  // "It should be noted that …" says what follows.
  if (OUGHT.has(p.modal)) return p.passive && (p.class === "SAY" || p.class === "PRAISE") && s.tokens[p.to]?.word === "that" ? null : p.modal;
  if (invertedAt(s, p)) return s.tokens[p.from]?.word ?? p.term;
  if (CONDITION.has(p.joint) && (p.link === "adverbial" || p.link === "complement")) return p.joint;
  return null;
}

/** "Victims may obtain a permit": what they may do is granted to them. */
export function isEntitled(s: Sentence, p: Predicate): boolean {
  return p.subject !== null && s.hits.some((h) => s.things.needy.has(h.concept) && h.from <= headOf(s, p.subject) && headOf(s, p.subject) < h.to);
}

/** A general sentence: a subject without article, or with "a", and a noun behind "is". */
export function saysWhatItIs(s: Sentence, p: Predicate): boolean {
  if (p.kind !== "finite" || p.negated || p.passive || p.subject === null || /^(?:was|were|been)$/.test(s.tokens[p.head]?.word ?? "")) return false;
  const first = s.tokens[p.subject.from];
  if (s.readings[p.subject.from]?.facts.function === "determiner" ? !/^(?:an?|any|every)$/.test(first?.word ?? "") : s.tokens[p.subject.from + 1]?.capital === true) return false;
  const next = s.tokens[p.to]?.word ?? "";
  const either = /^(?:either|often|also|usually|generally)$/.test(next) ? 1 : 0;
  return /^(?:an?|the|one)$/.test(s.tokens[p.to + either]?.word ?? "");
}

/** "does not exist any more" */
export function anyLonger(s: Sentence, p: Predicate): boolean {
  return s.tokens.slice(p.to, p.to + 8).some((t, k) => t.word === "anymore" || (/^(?:more|longer)$/.test(t.word) && s.tokens[p.to + k - 1]?.word === "any"));
}

/** "was aimed at", "is directed at": what is aimed is there. */
export function aimedAt(s: Sentence, p: Predicate): boolean {
  return p.passive && p.class === "INTEND" && isOf(s, "aimed", p.term);
}

/** "the forthcoming ratification of". */
export function plannedBefore(s: Sentence, p: Predicate): boolean {
  return s.hits.some((h) => h.entry.predicate && h.entry.kind === "adjective" && h.concept === "INTEND" && h.to <= p.from && h.to >= p.from - 2);
}

/** "such as the setting up of …", "including by …"; also a further item of what such words, or a colon, lead in to: "among them the drafting of a manual and the opening of a shelter". */
export function isExample(s: Sentence, p: Predicate): boolean {
  let t = p.from - 1;
  while (t > 0 && s.readings[t]?.facts.function === "determiner") t--;
  if (opensExamples(s, t)) return true;
  if (p.kind !== "noun" || (s.tokens[t]?.word !== "," && s.readings[t]?.facts.function !== "conjunction")) return false;
  while (t > 0 && isOfList(s, t)) if (opensExamples(s, --t)) return true;
  return false;
}

/** A word inside a list of nouns: no verb but what a noun says. */
function isOfList(s: Sentence, t: number): boolean {
  const kind = s.predicates[s.predicateAt[t] ?? -1]?.kind ?? "noun";
  const reading = s.readings[t];
  return kind === "noun" && (s.tokens[t]?.word === "," || /^(?:noun|adjective|number)$/.test(reading?.pos ?? "") || /^(?:determiner|conjunction|preposition)$/.test(reading?.facts.function ?? ""));
}

function opensExamples(s: Sentence, t: number): boolean {
  const [before, word] = [s.tokens[t - 1]?.word ?? "", s.tokens[t]?.word ?? ""];
  return isOf(s, "example", word) || (word === "as" && before === "such") || (word === "them" && before === "among") || (before === "for" && /^(?:example|instance)$/.test(word)) || word === ":";
}

export function effortBetween(s: Sentence, p: Predicate, below: Predicate): boolean {
  const within = hitsIn(s, { from: p.subject?.from ?? p.from, to: below.from });
  return within.some((h) => h.entry.predicate && h.concept === "EFFORT" && h.entry.kind === "noun" && (h.to === below.from || (p.subject !== null && h.from >= p.subject.from && h.to <= p.from && (p.passive || p.class === "EXIST" || p.class === "BE" || p.class === "SUBMIT"))));
}

/** The measure is what is talked about or worked on ("on a shelter"), not where ("at the shelter"). */
export function isAbout(s: Sentence, anchor: Anchor): boolean {
  return /^(?:on|over|about|for|towards?|regarding|concerning)$/.test(s.tokens[anchor.phrase.from - 1]?.word ?? "");
}

/** "Talks have begun on a shelter", "began work on a plan": what was begun is not the thing. */
export function talksOf(s: Sentence, p: Predicate, anchor: Anchor): boolean {
  const from = p.subject?.from ?? p.from;
  return isAbout(s, anchor) && s.hits.some((h) => h.concept === "TALKS" && h.head !== anchor.head && h.from >= from && h.head < Math.max(anchor.phrase.from, p.from));
}

const TAKEN = /^(?:take|undertake|undertake to)$/;

/** "No victim was offered shelter": the subject denies what is said of something else. */
export function deniedBySubject(s: Sentence, p: Predicate, anchor: Anchor): boolean {
  if (p.subject === null || p.negated || p.kind !== "finite" || p.link === "coordinate" || (anchor.head < p.to && !(anchor.verbal && anchor.head === p.head))) return false;
  return noBefore(s, p.subject.from + 1) || /^(?:nobody|none|nothing|neither)$/.test(s.tokens[p.subject.from]?.word ?? "");
}

/** "does not prohibit all forms", "is not fully …", "is not given to all victims": some of it is there. */
export function deniedInPart(s: Sentence, p: Predicate): boolean {
  const behind = s.tokens[p.to]?.word === "not" || s.readings[p.to]?.facts.function === "preposition" || s.tokens[p.to]?.word === "to" ? 2 : 1;
  return s.tokens.slice(p.from, p.to + behind).some((t) => isOf(s, "in_part", t.word));
}

/** CREATE-like acts below "steps to", "begun to" are not done; what is carried on already is. */
export const MAKING = new Set(["CREATE", "PREPARE", "RATIFY", "SIGN", "CHANGE", "DRAFT", "SUBMIT"]);

/** Families of measures that a drafted text carries out. */
export const DONE_WHEN_DRAFTED = /^(?:victims|justice|prevention|data)\./;
