// Owns which measures a sentence speaks of: definitions × the shape of the sentence. Must not know States or status.
import type { Definition, Way } from "../../datasets/definitions.js";
import type { Topic } from "../../datasets/topics.js";
import { isMeans } from "../clauses/governors.js";
import { phraseAround, phraseStart } from "../clauses/phrases.js";
import { isOf, type Predicate, type Range, type Sentence } from "../clauses/sentence.js";
import type { Hit } from "../lexicon/find.js";
import { LEADS_WITHIN, NO_HEADS, reachOf, type Reach } from "./reach.js";
import type { Named } from "../topic/named.js";
import { around, competes, pointsBack, strengthIn, topicPlaces, treatyNames, type Surroundings, type TopicPlace } from "../topic/topic.js";

/** Where the topic was found for a measure. */
export type TopicLevel = "phrase" | "clause" | "sentence" | "around" | "pointer" | "none";

/** A measure that the words of a sentence could support. */
export interface Match {
  code: string;
  way: Way;
  head: Hit;
  phrase: Range;
  clause: Range;
  topic: TopicLevel;
  /** 0 to 1. */
  strength: number;
  /** The phrase names a subject that competes with the topic. */
  competing: boolean;
  /** The head is a verb. */
  verbal: boolean;
  /** Only what it is a means to names the topic ("to combat trafficking through legislation"). */
  means: boolean;
  /** The phrase is bare and takes up what was named in full before ("the Plan"). */
  takenUp: boolean;
  /** An act of another measure stands between the head and the topic: what is told is that ("a law criminalizing trafficking"). */
  toldBy: string | null;
}

/** A measure considered and left: the step that rejected it, and why. */
export interface Rejection {
  code: string;
  way: string;
  head: Hit;
  step: "topic" | "concept" | "outscored";
  reason: string;
}

export interface FindContext {
  topic: Topic;
  /** Ways by the concepts of their heads. */
  index: ReadonlyMap<string, readonly { definition: Definition; way: Way }[]>;
  surroundings: Surroundings;
  /** A speaker who is not the State: the topic has to stand in the sentence itself. */
  ownWordsOnly: boolean;
  /** What the document has named in full before. */
  named?: Named;
  /** The whole report is on the topic: what it lists is against it unless its words say otherwise. */
  wholeTopic?: boolean;
  /** Concepts that stand in the sentence around a part that is read alone. */
  contextConcepts?: ReadonlySet<string>;
  /** A State or another country stands in the range (token indexes). */
  partnerIn: (range: Range) => boolean;
  /** The treaty that the sentence before names last. */
  treatyBefore?: string | undefined;
  /** The State's own name or adjective stands in the range: the thing is the State's ("the Belarusian committee"). */
  ownIn?: (range: Range) => boolean;
}

/** Indexes definitions by the concepts of their heads. */
export function indexDefinitions(definitions: readonly Definition[]): Map<string, { definition: Definition; way: Way }[]> {
  const index = new Map<string, { definition: Definition; way: Way }[]>();
  for (const definition of definitions) for (const way of definition.ways) for (const concept of way.head) index.set(concept, [...(index.get(concept) ?? []), { definition, way }]);
  return index;
}

/** One of the concepts of a group stands in the range, in words other than the head's own. */
function hasGroup(s: Sentence, group: string, range: Range, places: readonly TopicPlace[], topic: Topic): boolean {
  const wanted = group.split("|");
  if (wanted.some((c) => topic.concepts[c] !== undefined) && places.some((p) => p.from >= range.from && p.to <= range.to && wanted.some((c) => s.hits.some((h) => h.concept === c && h.from === p.from)))) return true;
  return s.hits.some((h) => wanted.includes(h.concept) && h.from >= range.from && h.to <= range.to && topic.concepts[h.concept] === undefined && !isGiver(s, h, range));
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

const EMPTY: Range = { from: 0, to: 0 };

/** The concepts that the way asks for stand where it asks for them. @returns the first that does not, or null */
function lacking(s: Sentence, way: Way, hit: Hit, reach: Reach, places: readonly TopicPlace[], context: FindContext): string | null {
  const has = (group: string, range: Range): boolean => hasGroup(s, group, range, places, context.topic);
  const pointed = (group: string, range: Range): boolean => group.split("|").some((c) => context.topic.concepts[c] !== undefined) && (context.wholeTopic === true && (way.topic === "near" || way.topic === "clause") ? !competes(s, context.topic, places, range) : pointedAt(s, range, hit.head, places, context));
  // Under the heading or behind a sentence on the topic, whom it is for goes without saying.
  const implied = (group: string): boolean => group.split("|").includes("VICTIM") && !context.ownWordsOnly && !forOthers(s, reach.clause) && (Math.max(context.surroundings.heading, context.surroundings.lead) >= 0.65 || meansVictims(s, hit, reach, places, context.topic));
  const headed = (group: string): boolean => group.split("|").every((c) => context.topic.concepts[c] !== undefined) && goesWithoutSaying(s, hit, reach, places, context);
  // "the Optional Protocol to A and for removing reservations to B": what stands behind a verb belongs to no treaty's name.
  const verb = way.act === "treaty" ? s.predicates.find((p) => p.from >= hit.to && (p.kind === "gerund" || p.kind === "finite" || p.kind === "infinitive") && p.from < reach.phrase.to) : undefined;
  if (verb !== undefined) reach = { ...reach, phrase: { from: reach.phrase.from, to: verb.from } };
  for (const group of way.phrase) if (!has(group, reach.phrase) && !headed(group) && !(reach.purpose !== null && has(group, reach.purpose)) && !pointed(group, reach.phrase) && !implied(group) && !(group.split("|").includes("NATIONAL") && context.ownIn?.(reach.phrase) === true)) return group;
  if (way.object.length > 0 && reach.object !== null && isWish(s, reach.object)) return way.object.join("|");
  for (const group of way.object) if (reach.object === null || !(has(group, reach.object) || pointed(group, reach.object))) return group;
  for (const group of way.subject) if (!has(group, s.predicates[s.predicateAt[hit.head] ?? -1]?.subject ?? EMPTY)) return group;
  for (const group of way.clause) if (!(has(group, reach.clause) && !isAnothers(s, group, hit, reach)) && !pointed(group, reach.clause) && !implied(group)) return group;
  const whole = { from: 0, to: s.tokens.length };
  for (const group of [...way.sentence, ...way.sentence2]) if (!has(group, whole) && !group.split("|").some((c) => context.contextConcepts?.has(c) === true)) return group;
  for (const group of way.copula) if (!isCopulaOf(s, hit, group, places)) return group;
  return null;
}

/** "seminars on trafficking as well as training for the police in first aid": what belongs to another thing of the kind belongs to this one no more. */
function isAnothers(s: Sentence, group: string, hit: Hit, { phrase, clause }: Reach): boolean {
  if (hit.entry.kind !== "noun") return false;
  const others = s.hits.filter((h) => h.concept === hit.concept && h.entry.kind === "noun" && h.head !== hit.head && (h.from >= phrase.to || h.to <= phrase.from) && isJoined(s, Math.min(h.to, hit.to), Math.max(h.from, hit.from))).map((h) => ({ from: h.to, to: phraseAround(s, h.from, h.to, NO_HEADS).to }));
  const wanted = group.split("|");
  const found = s.hits.filter((h) => wanted.includes(h.concept) && h.from >= clause.from && h.to <= clause.to);
  return others.length > 0 && found.length > 0 && found.every((h) => others.some((o) => o.from <= h.from && h.to <= o.to));
}

function isJoined(s: Sentence, from: number, to: number): boolean {
  return s.readings.slice(from, to).some((r, k) => r.facts.function === "conjunction" || s.tokens[from + k]?.word === ",");
}

/** "received recommendations on assistance to victims": what the verb acts on is a wish, and nobody that it is about. */
function isWish(s: Sentence, object: Range): boolean {
  const first = s.predicates.find((p) => p.kind === "noun" && p.from > object.from && p.to <= object.to);
  return first?.class === "ASK" && !s.tokens.slice(object.from + 1, first.from).some((_, k) => s.readings[object.from + 1 + k]?.pos === "noun");
}

/** "peacekeepers contributed by other States" */
function ofOtherStates(s: Sentence, range: Range): boolean {
  return s.tokens.slice(range.from, range.to).some((t, k) => {
    const at = range.from + k;
    const next = s.tokens[at + 1]?.word ?? "";
    return /^(?:by|of|from)$/.test(t.word) && s.groups.other_countries.has(next) && /^(?:states|countries|nations)$/.test(s.tokens[at + 2]?.word ?? "");
  });
}

/** "Students receive support": the clause says whom it is for, and they are no victims. */
function forOthers(s: Sentence, clause: Range): boolean {
  const inside = (h: Hit): boolean => h.from >= clause.from && h.to <= clause.to;
  return s.hits.some((h) => inside(h) && (h.concept === "MIGRANT_GROUP" || h.concept === "CHILDREN")) && !s.hits.some((h) => h.concept === "VICTIM");
}

/** Under a heading that names the topic and nothing else, "a law", "no specific unit" is one on the topic; "the law" may be any that was named before, and a crime is a crime. */
function goesWithoutSaying(s: Sentence, hit: Hit, { phrase, clause }: Reach, places: readonly TopicPlace[], context: FindContext): boolean {
  if (context.ownWordsOnly || context.wholeTopic === true || context.surroundings.headed !== true || context.topic.ofItsOwn.includes(hit.concept) || hit.entry.kind !== "noun") return false;
  // "(Protection of Trafficked Persons) Regulations" are named; "a law criminalizing violence" says what it is on.
  if (s.tokens[phrase.from - 1]?.word === ")" || s.readings[hit.to - 1]?.facts.function === "preposition" || competes(s, context.topic, places, clause)) return false;
  // "by law", "enshrined in legislation", "under current law": no one law is meant.
  if (s.groups.basis.has(s.tokens[phrase.from - 1]?.word ?? "")) return false;
  if (phrase.to - phrase.from === 1 && s.readings[phrase.from - 1]?.facts.function === "preposition") return false;
  const told = s.predicates.some((p) => p.modifies === hit.head && p.from >= hit.to && p.class !== "CREATE" && p.class !== "PREPARE" && p.class !== "SUBMIT");
  return !told && isBare(s, hit, phrase) && !isPluralBody(s, hit, context.topic) && !/^(?:the|this|that|these|those|its|our|their|such)$/.test(s.tokens[phrase.from]?.word ?? "");
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

function excluded(s: Sentence, way: Way, hit: Hit, reach: Reach, places: readonly TopicPlace[], topic: Topic): string | null {
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

/** The head's term stands inside a term of one of these concepts. */
function isPartOf(s: Sentence, concepts: readonly string[], hit: Hit): boolean {
  return s.hits.some((h) => concepts.includes(h.concept) && h.from <= hit.from && h.to >= hit.to);
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

/** Who does it: of "shelters that receive victims" the shelters. */
function subjectOf(s: Sentence, p: Predicate | undefined): Range {
  if (p?.subject !== null && p?.subject !== undefined) return p.subject;
  return p?.link === "relative" && p.modifies >= 0 ? { from: phraseStart(s, p.modifies), to: p.modifies + 1 } : EMPTY;
}

/** The first of these concepts that acts between the head and the topic ("a law that criminalizes trafficking", not "a law on the prohibition of trafficking"). */
function acting(s: Sentence, concepts: readonly string[], head: Hit, topic: TopicPlace | undefined): string | null {
  if (concepts.length === 0 || topic === undefined) return null;
  const found = s.hits.find((h) => concepts.includes(h.concept) && h.from > head.from && h.to <= topic.from && (h.entry.kind === "verb" || /ing$/.test(s.tokens[h.head]?.word ?? "")));
  return found?.concept ?? null;
}

/** Articles and adjectives alone: "under the new law", not "by Panama of a law", "by adopting a law", "with the support of an organization, adopted a law". */
function onlyLeadsIn(s: Sentence, from: number, to: number): boolean {
  for (let t = from; t < to; t++) {
    const p = s.predicates[s.predicateAt[t] ?? -1];
    if (s.readings[t]?.facts.function === "preposition" || /^[,;:]$/.test(s.tokens[t]?.word ?? "") || p?.link === "manner" || p?.kind === "finite") return false;
  }
  return true;
}

const TREATIES = new Set(["UNTOC", "CRC", "CEDAW", "OTHER_TREATY"]);

/** The treaty that a sentence names last, as a concept: "the Optional Protocol to that Convention" in the next one is its. */
export const lastTreaty = (s: Sentence): string | undefined => s.hits.filter((h) => TREATIES.has(h.concept)).pop()?.concept;

/** "its Protocols", "the Optional Protocol thereto": whose they are is the treaty named just before. */
function possessed(s: Sentence, way: Way, hit: Hit, phrase: Range, named: string | undefined): boolean {
  if (way.possessor === undefined) return true;
  const its = s.tokens.slice(phrase.from, hit.to).some((t) => /^(?:its|their|both|two|three)$/.test(t.word)) || s.tokens[hit.to]?.word === "thereto";
  const before = s.hits.filter((h) => TREATIES.has(h.concept) && h.to <= phrase.from + 1).pop();
  // "the Optional Protocol to that Convention": named in the sentence before
  const own = s.tokens.slice(phrase.from, hit.from).some((t) => /^(?:its|their)$/.test(t.word)) && !s.hits.some((h) => TREATIES.has(h.concept) && h.from >= hit.to && h.from < phrase.to);
  const pointed = own || s.tokens[hit.to]?.word === "thereto" || (s.tokens[hit.to]?.word === "to" && /^(?:(?:that|this) (?:convention|covenant|treaty)|the (?:same|said))$/.test(`${s.tokens[hit.to + 1]?.word ?? ""} ${s.tokens[hit.to + 2]?.word ?? ""}`));
  if (before === undefined && pointed) return named === way.possessor;
  if (before?.concept !== way.possessor) return false;
  // "ratified the Convention and acceded to the Optional Protocol"
  const plain = s.tokens[phrase.from]?.word === "the" && !/^(?:to|on|of|concerning)$/.test(s.tokens[hit.to]?.word ?? "");
  return phrase.from - before.to <= (its ? 4 : plain ? 5 : -1);
}

/** The words point back to the topic, and it stands before them or around. */
function pointedAt(s: Sentence, range: Range, head: number, places: readonly TopicPlace[], context: FindContext): boolean {
  const here = places.some((p) => p.to <= range.from);
  return (here || around(context.surroundings) >= context.topic.near) && pointsBack(s, context.topic, range, { related: here || !context.ownWordsOnly, here, head });
}

interface TopicFound {
  level: TopicLevel;
  strength: number;
}

/** Where the topic stands for the phrase, strongest place first. */
function topicFor(s: Sentence, head: number, reach: Reach, places: readonly TopicPlace[], context: FindContext): TopicFound {
  const phrase = Math.max(strengthIn(places, reach.phrase), reach.purpose === null ? 0 : strengthIn(places, reach.purpose));
  if (phrase > 0) return { level: "phrase", strength: phrase };
  const near = context.ownWordsOnly ? 0 : around(context.surroundings);
  if (pointedAt(s, reach.phrase, head, places, context)) return { level: "pointer", strength: Math.max(near, 0.8) };
  const clause = Math.max(0, ...places.filter((p) => p.from >= reach.clause.from && p.to <= reach.clause.to && connected(s, reach, withSufferers(s, p, context.topic))).map((p) => p.strength));
  if (clause > 0) return { level: "clause", strength: clause * 0.95 };
  const led = ledIn(s, reach.phrase, places, context.topic);
  if (led > 0) return { level: "clause", strength: led * 0.95 };
  const sentence = strengthIn(places, { from: 0, to: s.tokens.length });
  if (sentence > 0 && sentence * 0.85 >= near) return { level: "sentence", strength: sentence * 0.85 };
  return near > 0 ? { level: "around", strength: near } : { level: "none", strength: 0 };
}

/** Words that give examples or means of what stands before them. */
const SUCH_AS = /^(?:including|include|includes|included|through|by|via|particularly|notably|namely|with)$/;

/** "efforts to combat trafficking, such as …", "… by adopting a plan": what follows is on the topic. @returns how strongly */
function ledIn(s: Sentence, phrase: Range, places: readonly TopicPlace[], topic: Topic): number {
  for (let t = phrase.from - 1; t > 0; t--) {
    const word = s.tokens[t]?.word ?? "";
    if (word === ";") return 0;
    if (!SUCH_AS.test(word) && !(word === "such" && s.tokens[t + 1]?.word === "as") && !(word === "in" && s.tokens[t + 1]?.word === "particular")) continue;
    const place = places.filter((p) => p.to <= t && t - p.to <= LEADS_WITHIN).pop();
    if (place === undefined) continue;
    // "recognized the efforts to combat trafficking and noted in particular the agreements": who speaks goes on.
    if (s.predicates.some((p) => p.kind === "finite" && p.link !== "relative" && p.from >= place.to && p.from < t && p.class !== "PRAISE")) return 0;
    return competes(s, topic, places, { from: place.to, to: phrase.from }) ? 0 : place.strength;
  }
  return 0;
}

/** "trafficking and other victims": the topic with those who suffer from it and from something else. */
function withSufferers(s: Sentence, place: Range, topic: Topic): Range {
  if (s.readings[place.to]?.facts.function !== "conjunction" || s.tokens[place.to + 1]?.word !== "other") return place;
  const victims = s.hits.find((h) => h.concept === topic.sufferers && h.from === place.to + 2);
  return victims === undefined ? place : { from: place.from, to: victims.to };
}

/** The topic belongs to the phrase's own words: it leads in to the clause, or nothing joined stands in between. */
function connected(s: Sentence, reach: Reach, place: Range): boolean {
  if (place.to <= reach.phrase.from) {
    const between = s.tokens.slice(place.to, reach.phrase.from);
    const comma = between.findIndex((t) => t.word === ",");
    // "To combat trafficking, it set up …"
    const leads = s.readings[reach.clause.from]?.facts.function === "preposition" || s.tokens[reach.clause.from]?.word === "to" || s.readings[reach.clause.from]?.facts.function === "subordinator";
    return leads ? true : comma < 0 && !between.some((t, k) => s.readings[place.to + k]?.facts.function === "conjunction" || (t.word === "well" && between[k + 1]?.word === "as"));
  }
  for (let t = reach.phrase.to; t < place.from; t++) if (s.tokens[t]?.word === "," || s.tokens[t]?.word === ";" || s.readings[t]?.facts.function === "conjunction") return false;
  return true;
}

/** "identification, assistance and protection of victims of trafficking and of asylum seekers": the topic follows before any other subject does. */
function followedByTopic(s: Sentence, reach: Reach, places: readonly TopicPlace[], topic: Topic): boolean {
  const next = places.find((p) => p.from >= reach.phrase.to && p.to <= reach.clause.to && p.from - reach.phrase.to <= FOLLOWS_WITHIN);
  return next !== undefined && !competes(s, topic, places, { from: reach.clause.from, to: next.from });
}
/** Farthest that such a topic stands behind the phrase, in tokens. */
const FOLLOWS_WITHIN = 9;

/** @returns null where the topic is near enough for the way, or the reason why not */
function offTopic(s: Sentence, way: Way, hit: Hit, reach: Reach, found: TopicFound, places: readonly TopicPlace[], context: FindContext): string | null {
  if (way.topic === "none") return null;
  // "the Organized Crime Act criminalizing trafficking": its name says another subject.
  if (way.topic === "phrase" && strengthIn(places, { from: reach.phrase.from, to: hit.to }) === 0 && competes(s, context.topic, places, { from: reach.phrase.from, to: hit.to })) return "its name says another subject";
  const competing = found.level !== "phrase" && competes(s, context.topic, places, reach.phrase);
  if (competing) return "the phrase is about another subject";
  if (way.bare && !bareMayPoint(s, hit, found, places, context)) return "the phrase does not say what it is about";
  if ((way.bare || (way.saysNoOther && (found.level === "around" || found.level === "sentence"))) && !isBare(s, hit, reach.phrase)) return "the phrase says what else it is about";
  if (way.notOnAnother && found.level !== "phrase" && found.level !== "pointer" && onAnother(s, hit, reach.phrase)) return "the phrase says what else it is about";
  if (context.wholeTopic === true && (way.topic !== "phrase" || way.bare || way.phrase.some((g) => g.split("|").every((c) => context.topic.concepts[c] === undefined)))) return null;
  if (way.topic === "phrase" && found.level !== "phrase" && found.level !== "pointer" && !way.bare && !goesWithoutSaying(s, hit, reach, places, context)) return "the topic does not stand in the phrase";
  if (context.ownWordsOnly && !way.bare && found.level !== "phrase" && found.level !== "clause" && found.level !== "pointer") return "another speaker does not say what it is about";
  const need = way.strict || way.topic === "clause" ? context.topic.strict : context.topic.near;
  if (found.strength < need) return "the topic is not near enough";
  if (found.level !== "phrase" && found.level !== "clause" && found.level !== "pointer" && !followedByTopic(s, reach, places, context.topic) && competes(s, context.topic, places, reach.clause)) return "the clause is about another subject";
  return null;
}

/** What a draft is of and says nothing of its subject: "the draft of the Criminal Code", "a bill to amend the Act". */
const OF_LAW = new Set(["LAW", "CODE", "PENAL_CODE", "AMEND"]);

/** "the bill on security firms", "a bill to protect domestic workers" */
function onAnother(s: Sentence, hit: Hit, phrase: Range): boolean {
  const told = s.predicates[s.predicateAt[hit.to] ?? -1];
  const opens = told?.kind === "infinitive" || (/^(?:on|for|concerning|regarding|about|of)$/.test(s.tokens[hit.to]?.word ?? "") && !isPeriod(s, hit.to));
  return opens && !s.hits.some((h) => OF_LAW.has(h.concept) && h.from > hit.to - 1 && h.to <= Math.max(phrase.to, told?.to ?? 0));
}

/** The title of a whole report says too little of a bare plan. */
function nearby({ lead, heading, before }: Surroundings): number {
  return Math.max(lead, heading, before);
}

/** A bare "the plan" is on the topic where the heading or the sentence before is, or where the topic leads in to it. */
function bareMayPoint(s: Sentence, hit: Hit, found: TopicFound, places: readonly TopicPlace[], context: FindContext): boolean {
  if (isPluralBody(s, hit, context.topic) || isIntention(s, hit) || isTheBody(s, hit, context.topic)) return false;
  const national = s.tokens.slice(hit.from - 1, hit.to).some((t) => t.word === "national");
  const before = places.filter((p) => p.to <= hit.from).pop();
  if (ledIn(s, { from: hit.from, to: hit.to }, places, context.topic) > 0) return true;
  const open = before !== undefined && !competes(s, context.topic, places, { from: before.to, to: hit.to });
  if (context.ownWordsOnly) return open && (found.level === "pointer" || carriesOut(s, hit));
  if (found.level === "pointer" || (national && found.level === "clause") || (open && found.level === "sentence")) return true;
  return found.level === "phrase" || (nearby(context.surroundings) >= 0.65 && found.level === "around") || (found.level === "clause" && places.some((p) => p.to <= hit.from));
}

/** "welcomed the strategy against trafficking and the formation of a committee for its implementation": the thing is there for what was named before. */
function carriesOut(s: Sentence, hit: Hit): boolean {
  const laid = s.hits.findLast((h) => LAID_DOWN.has(h.concept) && h.entry.kind === "noun" && h.to <= hit.from);
  if (laid === undefined || s.tokens.slice(laid.to, hit.from).some((t) => t.word === "," || t.word === ";")) return false;
  const its = s.tokens.findIndex((t, k) => k >= hit.to && k <= hit.to + ITS_WITHIN && /^(?:its|their)$/.test(t.word));
  return its >= 0 && isOf(s, "carrying_out", s.tokens[its + 1]?.word);
}
const LAID_DOWN = new Set(["LAW", "PLAN", "PLAN_STRONG"]);
const ITS_WITHIN = 3;

/** "the ministries and agencies": several bodies are no mechanism. */
function isPluralBody(s: Sentence, hit: Hit, topic: Topic): boolean {
  return topic.severalAreNone.includes(hit.concept) && /[^s]s$/.test(s.tokens[hit.head]?.word ?? "");
}

/** "the Committee": mostly the one that asks, not one that the State set up. */
function isTheBody(s: Sentence, hit: Hit, topic: Topic): boolean {
  return topic.severalAreNone.includes(hit.concept) && hit.to - hit.from === 1 && s.tokens[hit.from - 1]?.word === "the";
}

/** "plans were under way to …": intentions, no plan. */
function isIntention(s: Sentence, hit: Hit): boolean {
  if (hit.to - hit.from !== 1 || s.tokens[hit.head]?.word !== "plans" || s.readings[hit.from - 1]?.pos === "adjective") return false;
  // "Plans are being drafted in …": what is drafted is a plan.
  return !s.predicates.some((p) => p.kind === "finite" && p.passive && p.subject !== null && p.subject.from <= hit.head && hit.head < p.subject.to && (p.class === "CREATE" || p.class === "DRAFT" || p.class === "PREPARE"));
}

/** "There are plans to establish a hotline": an intention, and no plan on anything. */
function isMeantPlan(s: Sentence, hit: Hit): boolean {
  const p = s.predicates[s.predicateAt[hit.head] ?? -1];
  const meant = p !== undefined && p.kind === "noun" && p.class === "INTEND";
  // "Plans exist for a shelter."
  const exist = s.predicates.some((q) => q.kind === "finite" && isOf(s, "existing_verb", q.term) && q.subject !== null && q.subject.from <= hit.head && hit.head < q.subject.to && /^(?:for|to)$/.test(s.tokens[q.to]?.word ?? ""));
  return (meant || exist) && isIntention(s, hit);
}

/** "for the period 2006–2010" says when and not what for. */
function isPeriod(s: Sentence, from: number): boolean {
  return s.tokens[from]?.word === "for" && s.tokens.slice(from + 1, from + 5).some((t) => t.kind === "number" || /^(?:period|years?)$/.test(t.word));
}

/** No complement, and no modifier but "national", "new", "comprehensive": the thing is named and not what it is on. */
function isBare(s: Sentence, hit: Hit, phrase: Range): boolean {
  const next = s.tokens[hit.to]?.word ?? "";
  if (/^(?:on|for|against|of|concerning|regarding|about|into|towards?|between|among|amongst)$/.test(next) && !isPeriod(s, hit.to) && !carriesOut(s, hit)) return false;
  // "an action plan to monitor …", "a plan aimed at …"
  const told = s.predicates[s.predicateAt[hit.to] ?? -1];
  if (told !== undefined && (told.kind === "infinitive" || told.kind === "gerund" || (told.kind === "participle" && told.class === "INTEND"))) return false;
  for (let t = phrase.from; t < hit.from; t++) {
    if (s.readings[t]?.pos === "noun" && !/^(?:action|draft|government|state|national)$/.test(s.tokens[t]?.word ?? "")) return false;
  }
  return true;
}

const POINTED: TopicFound = { level: "pointer", strength: 0.8 };

/** "The Plan", "this Act": the same measure was named in full just before, and no body of that name speaks ("the Committee is concerned"). */
function takesUp(s: Sentence, definition: Definition, way: Way, hit: Hit, reach: Reach, context: FindContext): boolean {
  if (context.named === undefined || hit.entry.kind !== "noun" || way.topic === "none" || way.phrase.some((g) => context.topic.concepts[g] === undefined)) return false;
  if (context.ownWordsOnly && context.topic.severalAreNone.includes(hit.concept)) return false;
  // "The regulations of the Act are being drawn up": said of the regulations, where "the implementation of the Plan" is said of the plan.
  const of = s.tokens[reach.phrase.from - 1]?.word === "of" && s.predicates[s.predicateAt[reach.phrase.from - 2] ?? -1]?.kind !== "noun";
  return !of && isBare(s, hit, reach.phrase) && context.named.takenUp(s, hit, reach.phrase.from) === definition.code;
}

/** What the sentence names in full is remembered; what it names with another subject is forgotten. */
export function remember(s: Sentence, matches: readonly Match[], context: FindContext): void {
  const { named, topic } = context;
  if (named === undefined) return;
  for (const hit of s.hits) {
    if (hit.entry.predicate || hit.entry.kind !== "noun" || !topic.takenUp.includes(hit.concept)) continue;
    const match = matches.find((m) => m.head === hit && m.topic === "phrase");
    if (match !== undefined) named.hear(hit.concept, match.code);
    else if (!isBare(s, hit, phraseAround(s, hit.from, hit.to, NO_HEADS))) named.hear(hit.concept, null);
  }
}

function tryWay(s: Sentence, definition: Definition, way: Way, hit: Hit, reach: Reach, places: readonly TopicPlace[], context: FindContext): Match | Rejection | null {
  const reject = (step: Rejection["step"], reason: string): Rejection => ({ code: definition.code, way: way.id, head: hit, step, reason });
  if (way.authorOnly && context.ownWordsOnly) return null;
  if (way.as === "noun" && hit.entry.kind !== "noun") return null;
  if (way.as === "verb" && (hit.entry.kind !== "verb" || !reach.verbal)) return null;
  if (way.as === "phrase" && hit.entry.kind !== "phrase") return null;
  if (isMeantPlan(s, hit)) return null;
  if (way.act !== "treaty" && s.predicates.some((p) => p.subject !== null && p.kind === "finite" && p.from >= reach.clause.from && p.to <= Math.max(hit.from, hit.to) && ofOtherStates(s, p.subject))) return reject("concept", "those who do it are other States'");
  const takenUp = takesUp(s, definition, way, hit, reach, context);
  const found = takenUp ? POINTED : topicFor(s, hit.head, reach, places, context);
  const missing = takenUp ? null : lacking(s, way, hit, reach, places, context);
  if (missing !== null) return found.strength > 0 ? reject("concept", `needs ${missing.toLowerCase()}`) : null;
  if (!possessed(s, way, hit, reach.phrase, context.treatyBefore) || (way.partner && !context.partnerIn(reach.clause))) return null;
  if (isPartOf(s, way.apartWithPartner, hit) && context.partnerIn(reach.clause)) return reject("concept", "it is of two States");
  const not = excluded(s, way, hit, reach, places, context.topic);
  if (not !== null) return reject("concept", `excluded by ${not.toLowerCase()}`);
  const off = takenUp ? null : offTopic(s, way, hit, reach, found, places, context);
  if (off !== null) return reject("topic", off);
  const competing = competes(s, context.topic, places, reach.phrase);
  return { code: definition.code, way, head: hit, phrase: reach.phrase, clause: reach.clause, topic: found.level, strength: found.strength, competing, verbal: reach.verbal, takenUp, means: isMeans(s, reach.phrase.from) && strengthIn(places, reach.phrase) === 0, toldBy: strengthIn(places, { from: reach.phrase.from, to: hit.to }) > 0 ? null : acting(s, way.notBetween, hit, places.find((p) => p.from >= hit.to && (p.to <= reach.phrase.to || (reach.purpose !== null && p.from >= reach.purpose.from && p.to <= reach.purpose.to)))) };
}

/** Heads whose complement is their own content or name: what stands in it is no measure by itself. */
const CONTAINERS = new Set(["BODY_STRONG", "PLAN_STRONG", "RAPPORTEUR"]);
/** Whatever a publication is of stands in its name ("a compilation of national and international legislation on trafficking and related crimes"). */
const WORKS = "PUBLICATION";
/** Of these only some things are content: whom a training or a manual is for ("training for units"), what a study is on, what one is referred to. */
const PARTLY: Readonly<Record<string, ReadonlySet<string>>> = {
  TRAIN: new Set(["UNIT", "BODY", "BODY_STRONG", "SHELTER", "SERVICES", "SERVICES_STRONG"]),
  GUIDELINE: new Set(["UNIT", "BODY", "BODY_STRONG", "SHELTER"]),
  RESEARCH: new Set(["UNIT", "BODY", "BODY_STRONG", "SHELTER", "SERVICES", "SERVICES_STRONG", "OFFENCE", "LAW", "PENAL_CODE", "PLAN", "PLAN_STRONG", "CAMPAIGN"]),
  REFERRAL: new Set(["SERVICES", "SERVICES_STRONG"]),
  [WORKS]: new Set(["LAW", "BILL", "CODE", "PENAL_CODE", "OFFENCE"]),
};

function containedIn(s: Sentence, hit: Hit, containers: readonly { hit: Hit; phrase: Range }[]): boolean {
  return containers.some((c) => (CONTAINERS.has(c.hit.concept) || PARTLY[c.hit.concept]?.has(hit.concept) === true) && c.hit.from < hit.from && (c.hit.head !== hit.head || PARTLY[c.hit.concept]?.has(hit.concept) === true) && hit.to <= Math.max(c.hit.to, c.phrase.to) && (c.hit.to <= hit.from || hit.to <= c.hit.to) && (c.hit.concept === WORKS || !parted(s, c.hit.to, hit.from)));
}

/** A comma or "and" parts two things, and joins two adjectives of one ("a compilation of national and regional legislation"). */
function parted(s: Sentence, from: number, to: number): boolean {
  return s.tokens.slice(from, to).some((t, k) => (t.word === "," || t.word === "and") && s.readings[from + k - 1]?.pos !== "adjective");
}

function overlap(a: Match, b: Match): boolean {
  if (a.head.from < b.head.to && b.head.from < a.head.to) return true;
  // A narrower verb phrase holds the words of the broader measure.
  return a.phrase.from <= b.head.from && b.head.to <= a.phrase.to && a.verbal;
}

/** Where a narrower measure rests on the same words the broader gives way; of two matches of one code the stronger stands. */
function settle(matches: readonly Match[], context: FindContext, over: ReadonlyMap<string, readonly string[]>, rejected: Rejection[]): Match[] {
  const kept: Match[] = [];
  for (const m of matches) {
    const winner = matches.find((n) => n !== m && n.way.over && !(n.way.ongoing && context.wholeTopic !== true) && over.get(n.code)?.includes(m.code) === true && (overlap(n, m) || (n.way.absorbs && n.clause.from <= m.head.from && m.head.to <= n.clause.to)));
    if (winner === undefined) kept.push(m);
    else rejected.push({ code: m.code, way: m.way.id, head: m.head, step: "outscored", reason: `the words are ${winner.code}` });
  }
  return kept;
}

/** Finds the measures that a sentence speaks of, and those that it nearly does. */
export function findMeasures(s: Sentence, context: FindContext, over: ReadonlyMap<string, readonly string[]>): { matches: Match[]; rejected: Rejection[] } {
  const names = treatyNames(s, context.topic);
  const places = topicPlaces(s, context.topic, names);
  const bodies = s.hits.filter((h) => context.topic.bodies.includes(h.concept) && h.to - h.from > 1);
  const matches: Match[] = [];
  const rejected: Rejection[] = [];
  const heads = new Set(s.hits.filter((h) => !h.entry.predicate && h.entry.kind === "noun" && context.index.has(h.concept) && context.topic.concepts[h.concept] === undefined && !context.topic.subjects.includes(h.concept)).map((h) => h.head));
  const containers = s.hits.filter((h) => (CONTAINERS.has(h.concept) || PARTLY[h.concept] !== undefined) && h.entry.kind === "noun" && !isIntention(s, h)).map((h) => ({ hit: h, phrase: phraseAround(s, h.from, h.to, h.concept === WORKS ? NO_HEADS : heads) }));
  for (const hit of s.hits) {
    if (hit.entry.predicate || (hit.concept !== "LOCAL" && containedIn(s, hit, containers))) continue;
    const ways = context.index.get(hit.concept);
    if (ways === undefined) continue;
    const inName = bodies.some((b) => b.from <= hit.from && hit.to <= b.to) || (!context.topic.treaties.includes(hit.concept) && names.some((n) => n.from <= hit.from && hit.to <= n.to) && !ways.every((w) => w.way.act === "treaty"));
    if (inName && !(hit.concept === "REGIONAL" || hit.concept === "RAPPORTEUR")) continue;
    const reach = reachOf(s, hit, heads);
    for (const { definition, way } of ways) {
      const result = tryWay(s, definition, way, hit, reach, places, context);
      if (result === null) continue;
      if ("step" in result) rejected.push(result);
      else matches.push(result);
    }
  }
  return { matches: settle(matches, context, over, rejected), rejected };
}
