// Owns whether the concepts that a way of a measure asks for, or excludes, stand where it asks for them. Must not know States or status.
import type { Way } from "../../datasets/definitions.js";
import type { Topic } from "../../datasets/topics.js";
import { NO_HEADS, phraseAround } from "../clauses/phrases.js";
import { isOf, type Range, type Sentence } from "../clauses/sentence.js";
import type { Hit } from "../lexicon/find.js";
import { competes, strengthIn, type TopicPlace } from "../topic/topic.js";
import { goesWithoutSaying, isPluralBody } from "./bare.js";
import type { FindContext } from "./match.js";
import { doerOf, isPartOf, onlyLeadsIn, type Reach, subjectOf } from "./reach.js";
import { pointedAt } from "./topic-of.js";

const alternatives = new Map<string, readonly string[]>();

/** The concepts of a group of a way ("VICTIM|PERSONS"): groups are few, and asked for at every term. */
function conceptsOf(group: string): readonly string[] {
  const known = alternatives.get(group);
  if (known !== undefined) return known;
  const concepts = group.split("|");
  alternatives.set(group, concepts);
  return concepts;
}

/** One of the concepts of a group stands in the range, in words other than the head's own. */
function hasGroup(s: Sentence, group: string, range: Range, places: readonly TopicPlace[], topic: Topic): boolean {
  const wanted = conceptsOf(group);
  if (wanted.some((c) => topic.concepts[c] !== undefined) && places.some((p) => p.from >= range.from && p.to <= range.to && wanted.some((c) => s.hits.some((h) => h.concept === c && h.from === p.from)))) return true;
  return s.hits.some((h) => wanted.includes(h.concept) && h.from >= range.from && (h.to <= range.to || opensIn(s, h, range, topic)) && topic.concepts[h.concept] === undefined && !isGiver(s, h, range));
}

/** "takes in women who have been trafficked": the term goes on behind its noun, where the phrase ends. */
function opensIn(s: Sentence, hit: Hit, range: Range, topic: Topic): boolean {
  return hit.entry.kind === "noun" && hit.from < range.to && s.readings.slice(Math.max(range.to, hit.from + 1), hit.to).some((r) => r.facts.function === "relative") && (s.readings[hit.from]?.pos === "noun" || hit.concept === topic.sufferers);
}

/** "training from the police", "protection by the police": who gives a thing is not whom it is for. */
function isGiver(s: Sentence, hit: Hit, range: Range): boolean {
  let t = hit.from - 1;
  while (t > range.from && (s.readings[t]?.pos === "adjective" || s.readings[t]?.facts.function === "determiner")) t--;
  return t > range.from && hit.entry.kind === "noun" && /^(?:from|by)$/.test(s.tokens[t]?.word ?? "");
}

function hasAny(s: Sentence, concepts: readonly string[], range: Range, head: Hit, topic: Topic): boolean {
  // "the interdepartmental working group" holds the words of a treaty body and is none.
  const inName = (h: Hit): boolean => topic.bodies.includes(h.concept) && h.from >= head.from && h.to <= head.to && h.to - h.from < head.to - head.from;
  return concepts.length > 0 && s.hits.some((h) => concepts.includes(h.concept) && h.from >= range.from && h.to <= range.to && !(h.from === head.from && h.to === head.to && h.concept === head.concept) && !inName(h));
}

/** The concepts that the way asks for stand where it asks for them. @returns the first that does not, or null */
export function lacking(s: Sentence, way: Way, hit: Hit, reach: Reach, places: readonly TopicPlace[], context: FindContext): string | null {
  const has = (group: string, range: Range): boolean => hasGroup(s, group, range, places, context.topic);
  const pointed = (group: string, range: Range): boolean => conceptsOf(group).some((c) => context.topic.concepts[c] !== undefined) && (context.wholeTopic === true && (way.topic === "near" || way.topic === "clause") ? !competes(s, context.topic, places, range) : pointedAt(s, range, hit.head, places, context));
  // Under the heading or behind a sentence on the topic, whom it is for goes without saying.
  const implied = (group: string): boolean => conceptsOf(group).includes("VICTIM") && !context.ownWordsOnly && !forOthers(s, reach.clause) && (Math.max(context.surroundings.heading, context.surroundings.lead) >= 0.65 || meansVictims(s, hit, reach, places, context.topic));
  const headed = (group: string): boolean => conceptsOf(group).every((c) => context.topic.concepts[c] !== undefined) && goesWithoutSaying(s, hit, reach, places, context);
  // "the Optional Protocol to A and for removing reservations to B": what stands behind a verb belongs to no treaty's name.
  const verb = way.act === "treaty" ? s.predicates.find((p) => p.from >= hit.to && (p.kind === "gerund" || p.kind === "finite" || p.kind === "infinitive") && p.from < reach.phrase.to) : undefined;
  if (verb !== undefined) reach = { ...reach, phrase: { from: reach.phrase.from, to: verb.from } };
  for (const group of way.phrase) if (!has(group, reach.phrase) && !headed(group) && !(reach.purpose !== null && has(group, reach.purpose)) && !pointed(group, reach.phrase) && !implied(group) && !(conceptsOf(group).includes("NATIONAL") && context.ownIn?.(reach.phrase) === true)) return group;
  if (way.object.length > 0 && reach.object !== null && isWish(s, reach.object)) return way.object.join("|");
  for (const group of way.object) if (reach.object === null || !(has(group, reach.object) || pointed(group, reach.object))) return group;
  for (const group of way.subject) if (!has(group, doerOf(s, s.predicates[s.predicateAt[hit.head] ?? -1]))) return group;
  for (const group of way.clause) if (!(has(group, reach.clause) && !isAnothers(s, group, hit, reach) && !isOfJoined(s, group, hit, reach)) && !pointed(group, reach.clause) && !implied(group)) return group;
  const whole = { from: 0, to: s.tokens.length };
  for (const group of [...way.sentence, ...way.sentence2]) if (!has(group, whole) && !conceptsOf(group).some((c) => context.contextConcepts?.has(c) === true)) return group;
  for (const group of way.copula) if (!isCopulaOf(s, hit, group, places)) return group;
  return null;
}

/** "seminars on trafficking as well as training for the police in first aid": what belongs to another thing of the kind belongs to this one no more. */
function isAnothers(s: Sentence, group: string, hit: Hit, { phrase, clause }: Reach): boolean {
  if (hit.entry.kind !== "noun") return false;
  const others = s.hits.filter((h) => h.concept === hit.concept && h.entry.kind === "noun" && h.head !== hit.head && (h.from >= phrase.to || h.to <= phrase.from) && isJoined(s, Math.min(h.to, hit.to), Math.max(h.from, hit.from))).map((h) => ({ from: h.to, to: phraseAround(s, h.from, h.to, NO_HEADS).to }));
  const wanted = conceptsOf(group);
  const found = s.hits.filter((h) => wanted.includes(h.concept) && h.from >= clause.from && h.to <= clause.to);
  return others.length > 0 && found.length > 0 && found.every((h) => others.some((o) => o.from <= h.from && h.to <= o.to));
}

/** "welcomed the campaign against trafficking and the aid to migrant workers": whom the second thing is for, the first is not for. */
function isOfJoined(s: Sentence, group: string, hit: Hit, { phrase, clause }: Reach): boolean {
  if (hit.entry.kind !== "noun") return false;
  const above = s.predicates.findLast((p) => p.to <= phrase.from && p.kind === "finite");
  if (above?.class !== "PRAISE" || s.predicates.some((p) => p.from >= phrase.to && p.to <= clause.to && p.kind === "finite")) return false;
  const second = s.tokens.findIndex((_, t) => t >= phrase.to && t < clause.to && s.readings[t]?.facts.function === "determiner" && (s.readings[t - 1]?.facts.function === "conjunction" || (s.tokens[t - 2]?.word === "well" && s.tokens[t - 1]?.word === "as")));
  if (second < 0 || !s.readings.slice(second, second + 4).some((r) => r.pos === "noun")) return false;
  const wanted = group.split("|");
  const found = s.hits.filter((h) => wanted.includes(h.concept) && !h.entry.predicate && h.from >= clause.from && h.to <= clause.to && h.head !== hit.head);
  return found.length > 0 && found.every((h) => h.from > second && s.readings.slice(second + 1, h.from).some((r) => r.facts.function === "preposition"));
}

function isJoined(s: Sentence, from: number, to: number): boolean {
  return s.readings.slice(from, to).some((r, k) => r.facts.function === "conjunction" || s.tokens[from + k]?.word === ",");
}

/** "received recommendations on assistance to victims": what the verb acts on is a wish, and nobody that it is about. */
function isWish(s: Sentence, object: Range): boolean {
  const first = s.predicates.find((p) => p.kind === "noun" && p.from > object.from && p.to <= object.to);
  return first?.class === "ASK" && !s.tokens.slice(object.from + 1, first.from).some((_, k) => s.readings[object.from + 1 + k]?.pos === "noun");
}

/** "Students receive support": the clause says whom it is for, and they are no victims. */
function forOthers(s: Sentence, clause: Range): boolean {
  const inside = (h: Hit): boolean => h.from >= clause.from && h.to <= clause.to;
  return s.hits.some((h) => inside(h) && (h.concept === "MIGRANT_GROUP" || h.concept === "CHILDREN")) && !s.hits.some((h) => h.concept === "VICTIM");
}

/** "Support for them", "they receive care": the victims were named before in the sentence. */
function meansVictims(s: Sentence, hit: Hit, reach: Reach, places: readonly TopicPlace[], topic: Topic): boolean {
  const others = (h: Hit): boolean => competes(s, topic, places, { from: h.from - 1, to: h.to + 4 }) || (s.readings[h.from - 1]?.pos === "noun" && strengthIn(places, { from: h.from - 1, to: h.to }) === 0);
  const named = s.hits.some((h) => h.concept === "VICTIM" && h.to <= hit.from && !others(h));
  return named && s.tokens.slice(reach.clause.from, reach.clause.to).some((t) => /^(?:they|them|their)$/.test(t.word));
}

function isCopulaOf(s: Sentence, hit: Hit, group: string, places: readonly TopicPlace[]): boolean {
  const p = s.predicates.filter((q) => q.to <= hit.from && (q.class === "BE" || /^(?:constitute|become)/.test(q.term))).pop();
  if (p === undefined || p.subject === null) return false;
  return group.length > 0 && strengthIn(places, p.subject) > 0;
}

export function excluded(s: Sentence, way: Way, hit: Hit, reach: Reach, places: readonly TopicPlace[], topic: Topic): string | null {
  // "a shelter for victims of trafficking and of domestic violence": what stands beside the topic excludes nothing.
  const named = strengthIn(places, reach.phrase) > 0 || (reach.purpose !== null && strengthIn(places, reach.purpose) > 0);
  const not = named ? way.not.filter((c) => !topic.competing.includes(c)) : way.not;
  if (hasAny(s, not, reach.phrase, hit, topic) || (reach.purpose !== null && hasAny(s, not, reach.purpose, hit, topic))) return not.join("|");
  const subject = subjectOf(s, s.predicates[s.predicateAt[hit.head] ?? -1]);
  if (hasAny(s, way.notClause, reach.clause, hit, topic) || (reach.verbal && hasAny(s, way.notClause, subject, hit, topic))) return way.notClause.join("|");
  // "ministries and agencies engaged in combating trafficking": several bodies are no mechanism.
  if (isPluralBody(s, hit, topic) && isOf(s, "several_bodies", s.tokens[hit.head]?.word)) return "several bodies";
  if (s.hits.some((h) => way.notBefore.includes(h.concept) && h.to <= hit.from && hit.from - h.to <= 3 && onlyLeadsIn(s, h.to, hit.from))) return way.notBefore.join("|");
  if (s.tokens[hit.to]?.word === "of" && s.hits.some((h) => way.notOf.includes(h.concept) && h.from > hit.to && onlyLeadsIn(s, hit.to + 1, h.from) && h.from - hit.to <= 3)) return way.notOf.join("|");
  if (isPartOf(s, way.apart, hit)) return way.apart.join("|");
  if (way.notBeside && places.some((p) => isListedBetween(s, Math.min(hit.to, p.to), Math.max(hit.from, p.from)))) return "the topic beside it";
  return null;
}

/** "poverty, illiteracy and trafficking": nothing but a list stands between. */
function isListedBetween(s: Sentence, from: number, to: number): boolean {
  let joints = 0;
  for (let t = from; t < to; t++) {
    const [reading, word] = [s.readings[t], s.tokens[t]?.word ?? ""];
    const joint = word === "," || reading?.facts.function === "conjunction";
    if (joint) joints++;
    const small = reading?.facts.function === "determiner" || (/^(?:of|in|against)$/.test(word) && (word === "of" || s.readings[t - 1]?.facts.function === "conjunction" || s.tokens[t - 1]?.word === ","));
    if (!joint && !small && (reading?.facts.function !== null || (reading.pos !== "noun" && reading.pos !== "adjective") || (s.predicateAt[t] ?? -1) >= 0)) return false;
  }
  return joints > 0;
}

/** The first of these concepts that acts between the head and the topic ("a law that criminalizes trafficking", not "a law on the prohibition of trafficking"). */
export function acting(s: Sentence, concepts: readonly string[], head: Hit, topic: TopicPlace | undefined): string | null {
  if (concepts.length === 0 || topic === undefined) return null;
  const found = s.hits.find((h) => concepts.includes(h.concept) && h.from > head.from && h.to <= topic.from && (h.entry.kind === "verb" || /ing$/.test(s.tokens[h.head]?.word ?? "")));
  return found?.concept ?? null;
}

/** "its Protocols", "the Optional Protocol thereto": whose they are is the treaty named just before. */
export function possessed(s: Sentence, way: Way, hit: Hit, phrase: Range, named: string | undefined): boolean {
  if (way.possessor === undefined) return true;
  const its = s.tokens.slice(phrase.from, hit.to).some((t) => /^(?:its|their|both|two|three)$/.test(t.word)) || s.tokens[hit.to]?.word === "thereto";
  const before = s.hits.filter((h) => s.things.treaty_with_protocols.has(h.concept) && h.to <= phrase.from + 1).pop();
  // "the Optional Protocol to that Convention": named in the sentence before
  const own = s.tokens.slice(phrase.from, hit.from).some((t) => /^(?:its|their)$/.test(t.word)) && !s.hits.some((h) => s.things.treaty_with_protocols.has(h.concept) && h.from >= hit.to && h.from < phrase.to);
  const pointed = own || s.tokens[hit.to]?.word === "thereto" || (s.tokens[hit.to]?.word === "to" && /^(?:(?:that|this) (?:convention|covenant|treaty)|the (?:same|said))$/.test(`${s.tokens[hit.to + 1]?.word ?? ""} ${s.tokens[hit.to + 2]?.word ?? ""}`));
  if (before === undefined && pointed) return named === way.possessor;
  if (before?.concept !== way.possessor) return false;
  // "ratified the Convention and acceded to the Optional Protocol"
  const plain = s.tokens[phrase.from]?.word === "the" && !/^(?:to|on|of|concerning)$/.test(s.tokens[hit.to]?.word ?? "");
  return phrase.from - before.to <= (its ? 4 : plain ? 5 : -1);
}

/** The treaty that a sentence names last, as a concept: "the Optional Protocol to that Convention" in the next one is its. */
export const lastTreaty = (s: Sentence): string | undefined => s.hits.filter((h) => s.things.treaty_with_protocols.has(h.concept)).pop()?.concept;
