// Owns how far the words of a measure reach: its phrase, what its verb acts on, its clause, and what the thing is for where a verb stands between.
// Must not know measures or the topic.
import { isMeans } from "../clauses/governors.js";
import { NO_HEADS, phraseAround, phraseStart } from "../clauses/phrases.js";
import { clauseOf, type Predicate, type Range, type Sentence } from "../clauses/sentence.js";
import type { Hit } from "../lexicon/find.js";

/** Farthest that what leads in stands before its word, in tokens. */
export const LEADS_WITHIN = 12;

/** Where the words of a thing, or of what is done, stand in a sentence. */
export interface Reach {
  phrase: Range;
  /** What the thing is for, or does, where its verb stands between ("a commission was set up to combat trafficking"); null if nothing. */
  purpose: Range | null;
  object: Range | null;
  clause: Range;
  verbal: boolean;
}

/** How far a verb's own words reach: to the next verb of its rank. */
function verbReach(s: Sentence, index: number): { clause: Range; object: Range } {
  const p = s.predicates[index];
  if (p === undefined) return { clause: { from: 0, to: 0 }, object: { from: 0, to: 0 } };
  const clause = clauseOf(s, p.head);
  let to = clause.to;
  for (const q of s.predicates.slice(index + 1)) {
    if (q.from >= to) break;
    const joined = (q.kind === p.kind || q.kind === "finite") && q.parent === p.parent && q.link !== "modifier" && (q.link !== "purpose" || p.link === "purpose");
    if (joined) {
      to = sharedObject(s, p, q) ? to : q.from;
      break;
    }
  }
  const reach = { from: p.kind === "finite" ? clause.from : p.from, to };
  return { clause: reach, object: objectOf(s, p, to) };
}

/** What a verb acts on: behind it, or in the passive its subject; of verbs joined over one object the last one's. */
function objectOf(s: Sentence, p: Predicate, limit: number): Range {
  // "The law is to be amended"
  const raised = p.passive && p.kind === "infinitive" ? s.predicates[p.parent] : undefined;
  if (raised?.subject !== null && raised?.subject !== undefined) return { from: raised.subject.from, to: p.to };
  // "Judges are trained in human rights, with particular attention to trafficking": what they are taught belongs to it.
  const taught = /^(?:in|on)$/.test(s.tokens[p.to]?.word ?? "") && s.readings[p.to + 1]?.pos !== "number";
  if (p.passive && p.subject !== null && p.kind === "finite") return { from: p.subject.from, to: taught ? Math.max(p.to, Math.min(limit, phraseAround(s, p.to, p.to, NO_HEADS, true).to)) : p.to };
  if (p.kind === "participle" && p.modifies >= 0) return { from: phraseStart(s, p.modifies), to: p.to };
  let at = p.to;
  for (const q of s.predicates) if (q.from >= p.to && q.from - at <= 2 && q.to <= limit && q.kind === p.kind && sharedObject(s, p, q)) at = q.to;
  const phrase = phraseAround(s, at, at, NO_HEADS, true);
  return { from: p.from, to: Math.max(p.to, Math.min(phrase.to, limit)) };
}

/** "to identify and protect victims": two verbs with one object. */
function sharedObject(s: Sentence, p: Predicate, q: Predicate): boolean {
  for (let t = p.to; t < q.from; t++) if (s.readings[t]?.pos === "noun") return false;
  return true;
}

/** Reads how far the words of a term reach. @param heads tokens that are heads of other things */
export function reachOf(s: Sentence, hit: Hit, heads: ReadonlySet<number>): Reach {
  const index = s.predicateAt[hit.head] ?? -1;
  const p = s.predicates[index];
  const verbal = p !== undefined && p.kind !== "noun" && p.kind !== "phrase" && hit.entry.kind !== "noun" && index >= 0;
  if (verbal) {
    const { clause, object } = verbReach(s, index);
    return { phrase: object, purpose: null, object, clause, verbal };
  }
  const phrase = phraseAround(s, hit.from, hit.to, heads);
  const purpose = purposeOf(s, hit, phrase);
  const clause = goesOn(s, hit, widen(clauseOf(s, hit.head), phrase));
  // "an offence that covers …": what a thing does right behind its name belongs to its clause.
  return { phrase, purpose, object: null, clause: purpose !== null && purpose.from >= clause.from && purpose.from - phrase.to <= 2 ? widen(clause, purpose) : clause, verbal: false };
}

/** "The Constitution gives everyone rights and forbids trafficking": what the subject does next belongs to its clause. */
function goesOn(s: Sentence, hit: Hit, clause: Range): Range {
  if (!s.things.law_text.has(hit.concept)) return clause;
  const p = s.predicates.find((q) => q.kind === "finite" && q.subject !== null && q.subject.from <= hit.head && hit.head < q.subject.to && q.from >= clause.from);
  const within = p?.subject !== undefined && p.subject !== null && s.readings.slice(p.subject.from, hit.head).some((r) => r.facts.function === "preposition");
  const next = p === undefined || p.negated || within ? undefined : s.predicates.find((q) => q.link === "coordinate" && q.subject === p.subject && q.from >= clause.to);
  return next === undefined ? clause : widen(clause, clauseOf(s, next.head));
}

/** Farthest that the purpose begins behind its verb, in tokens ("was set up in March 2005 by decree to …"). */
const PURPOSE_WITHIN = 10;

/** "A commission was set up to combat trafficking", "a committee which deals with trafficking": what stands behind the verb belongs to the thing. */
function purposeOf(s: Sentence, hit: Hit, phrase: Range): Range | null {
  if (isMeans(s, phrase.from)) {
    // "to combat trafficking through legislation": what it is the means to.
    const verb = s.predicates.filter((p) => p.to < phrase.from && p.kind !== "noun" && p.kind !== "phrase" && phrase.from - p.from <= LEADS_WITHIN).pop();
    if (verb !== undefined) return { from: verb.from, to: phrase.from - 1 };
  }
  for (let i = 0; i < s.predicates.length; i++) {
    const p = s.predicates[i];
    if (p === undefined || p.from < hit.to) continue;
    // "A plan, extended to trafficking, is being prepared": an aside between commas says what the thing is on.
    if (p.kind === "participle" && p.link === "modifier" && p.modifies === hit.head && p.from === phrase.to + 1 && s.tokens[phrase.to]?.word === ",") return { from: p.from, to: phraseAround(s, p.to, p.to, NO_HEADS, true).to };
    if (p.kind !== "finite") continue;
    const made = p.passive && p.subject !== null && p.subject.from <= hit.head && hit.head < p.subject.to && (p.class === "CREATE" || p.class === "PREPARE");
    const next = s.predicates[i + 1];
    if (made && next?.kind === "infinitive" && next.from - p.to <= PURPOSE_WITHIN && next.parent === i) return { from: next.from, to: phraseAround(s, next.to, next.to, NO_HEADS, true).to };
    // "the memorandum on workers, which was signed in 2008 and which provides for …"
    const aside = p.modifies >= phrase.from && p.modifies < phrase.to && s.tokens.slice(phrase.to, phrase.to + 2).some((t) => t.word === ",");
    const second = s.predicates[i - 1]?.link === "relative" && s.predicates[i - 1]?.modifies === p.modifies;
    const tells = p.link === "relative" && (p.modifies === hit.head || aside) && (p.from <= phrase.to + 2 || second) && p.class === "RUN" && !p.passive && !(s.things.on_much.has(hit.concept) && s.hits.some((h) => h.concept === "INCLUDE_IN" && h.from < p.to && h.to > p.from));
    if (tells && !(LAWS.has(hit.concept) && saysItsSubject(s, hit, phrase))) return { from: p.from, to: phraseAround(s, p.to, p.to, NO_HEADS, true).to };
  }
  return thoseOn(s, hit, phrase) ?? servesFor(s, hit, phrase) ?? toldBehind(s, hit, phrase);
}

const LAWS = new Set(["LAW", "CODE"]);

/** "the Aliens Act, which covers victims", "the Law on Witnesses, which applied to them": its name says what a law is on, and that it holds for others too makes it none on them. */
function saysItsSubject(s: Sentence, hit: Hit, phrase: Range): boolean {
  const next = s.tokens[hit.to]?.word ?? "";
  if (phrase.to > hit.to && /^(?:on|concerning|regarding|relating|against|for)$/.test(next)) return true;
  return s.tokens.slice(phrase.from, hit.from).some((t, k) => t.capital && s.readings[phrase.from + k]?.pos === "noun" && phrase.from + k > 0);
}

/** Classes of verbs that say nothing of a thing but that somebody wants it. */
const WANTS = new Set(["ASK", "NEED", "DOUBT", "LACK", "REFUSE"]);

/** Farthest that "those" stands behind what it stands for, in tokens. */
const THOSE_WITHIN = 10;

/** "the laws adopted in recent years, among them those on the press and on trafficking": "those" stands for the thing. */
function thoseOn(s: Sentence, hit: Hit, phrase: Range): Range | null {
  if (!/[^s]s$/.test(s.tokens[hit.head]?.word ?? "") || hit.entry.kind !== "noun") return null;
  const those = s.tokens.findIndex((t, k) => k >= hit.to && k <= phrase.to + THOSE_WITHIN && t.word === "those" && /^(?:on|against|concerning|regarding|relating)$/.test(s.tokens[k + 1]?.word ?? ""));
  if (those < 0 || s.predicates.some((p) => p.kind === "finite" && p.from >= hit.to && p.to <= those)) return null;
  return { from: those, to: phraseAround(s, those, those + 1, NO_HEADS).to };
}

/** Farthest that a relative clause begins behind the phrase: over "and the mobile application". */
const RELATIVE_WITHIN = 5;

/** "seminars on trafficking which the Institute held for judges", "a telephone line and an application through which cases could be reported": the relative clause right behind a thing tells of it. */
function toldBehind(s: Sentence, hit: Hit, phrase: Range): Range | null {
  if (s.things.on_much.has(hit.concept) || hit.entry.kind !== "noun") return null;
  // "the Constitution, by which the trade in women is forbidden"
  const aside = s.tokens[phrase.to]?.word === "," && s.readings[phrase.to + 1]?.facts.function === "preposition" && s.readings[phrase.to + 2]?.facts.function === "relative";
  let at = aside ? phrase.to + 1 : phrase.to;
  while (at < phrase.to + RELATIVE_WITHIN && s.readings[at]?.facts.function !== "relative") {
    const reading = s.readings[at];
    const joins = /^(?:conjunction|determiner|preposition)$/.test(reading?.facts.function ?? "") || (reading?.facts.function === null && (reading.pos === "noun" || reading.pos === "adjective"));
    if (!joins || (s.predicates[s.predicateAt[at] ?? -1]?.kind ?? "noun") !== "noun") return null;
    at++;
  }
  if (s.readings[at]?.facts.function !== "relative") return null;
  const p = s.predicates.find((q) => q.kind === "finite" && q.from > at);
  if (p === undefined || p.link !== "relative" || p.negated || WANTS.has(p.class)) return null;
  const next = s.predicates.find((q) => q.kind === "infinitive" && q.from === p.to);
  const to = next?.to ?? p.to;
  return { from: at, to: Math.max(to, phraseAround(s, to, to, NO_HEADS, true).to) };
}

/** "operated a hotline, with interpreters, to receive reports of trafficking": what the verb above a bare thing is done for is what the thing is for. */
function servesFor(s: Sentence, hit: Hit, phrase: Range): Range | null {
  if (phrase.to > hit.to || hit.entry.kind !== "noun" || s.things.on_much.has(hit.concept)) return null;
  const above = s.predicates.findLastIndex((p) => p.to <= phrase.from);
  const p = s.predicates[above];
  if (p === undefined || p.passive || p.kind === "noun" || p.kind === "phrase" || !(p.class === "RUN" || p.class === "CREATE") || phrase.from - p.to > 1) return null;
  const next = s.predicates.find((q) => q.from >= phrase.to && q.kind === "infinitive" && q.link === "purpose" && q.parent === above && !q.passive);
  return next === undefined || next.from - phrase.to > AIM_WITHIN ? null : { from: next.from, to: phraseAround(s, next.to, next.to, NO_HEADS, true).to };
}

/** Farthest that such a purpose stands behind the thing, in tokens. */
const AIM_WITHIN = 15;

function widen(a: Range, b: Range): Range {
  return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
}

/** As {@link subjectOf}; of "an Act, which punishes the crime" the Act with all that tells of it. */
export function doerOf(s: Sentence, p: Predicate | undefined): Range {
  // "which governs the movement of minors and represses trafficking"
  const start = p?.link === "coordinate" && p.subject === null ? p.from : -1;
  const joined = s.predicates.findLast((q) => q.kind === "finite" && q.to <= start && q.link !== "coordinate");
  if (joined?.link === "relative") p = joined;
  if (p?.link !== "relative" || p.modifies < 0 || (p.subject !== null && s.readings[p.subject.from]?.facts.function !== "relative")) return p?.subject ?? EMPTY;
  return { from: phraseStart(s, p.modifies), to: p.modifies + 1 };
}

/** Who does it: of "shelters that receive victims" the shelters. */
export function subjectOf(s: Sentence, p: Predicate | undefined): Range {
  if (p?.subject !== null && p?.subject !== undefined) return p.subject;
  return p?.link === "relative" && p.modifies >= 0 ? { from: phraseStart(s, p.modifies), to: p.modifies + 1 } : EMPTY;
}

/** Articles and adjectives alone: "under the new law", not "by Panama of a law", "by adopting a law", "with the support of an organization, adopted a law". */
export function onlyLeadsIn(s: Sentence, from: number, to: number): boolean {
  for (let t = from; t < to; t++) {
    const p = s.predicates[s.predicateAt[t] ?? -1];
    if (s.readings[t]?.facts.function === "preposition" || /^[,;:]$/.test(s.tokens[t]?.word ?? "") || p?.link === "manner" || p?.kind === "finite") return false;
  }
  return true;
}

/** The head's term stands inside a term of one of these concepts. */
export function isPartOf(s: Sentence, concepts: readonly string[], hit: Hit): boolean {
  return s.hits.some((h) => concepts.includes(h.concept) && h.from <= hit.from && h.to >= hit.to);
}

export const EMPTY: Range = { from: 0, to: 0 };
