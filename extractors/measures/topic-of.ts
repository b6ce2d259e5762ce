// Owns where a measure has its topic from, and whether that is near enough. Must not know States or status.
import type { Way } from "../../datasets/definitions.js";
import type { Topic } from "../../datasets/topics.js";
import { isOf, type Range, type Sentence } from "../clauses/sentence.js";
import type { Hit } from "../lexicon/find.js";
import { around, competes, pointsBack, strengthIn, type Surroundings, type TopicPlace } from "../topic/topic.js";
import { goesWithoutSaying } from "./bare.js";
import { carriesOut, isBare, isIntention, isPeriod, isPluralBody, isTheBody } from "./bare.js";
import type { FindContext, TopicLevel } from "./match.js";
import { LEADS_WITHIN, type Reach } from "./reach.js";

/** The words point back to the topic, and it stands before them or around. */
export function pointedAt(s: Sentence, range: Range, head: number, places: readonly TopicPlace[], context: FindContext): boolean {
  const here = places.some((p) => p.to <= range.from);
  return (here || around(context.surroundings) >= context.topic.near) && pointsBack(s, context.topic, range, { related: here || !context.ownWordsOnly, here, head });
}

export interface TopicFound {
  level: TopicLevel;
  strength: number;
}

/** Where the topic stands for the phrase, strongest place first. */
export function topicFor(s: Sentence, head: number, reach: Reach, places: readonly TopicPlace[], context: FindContext): TopicFound {
  const phrase = Math.max(strengthIn(places, reach.phrase), reach.purpose === null ? 0 : strengthIn(places, reach.purpose));
  if (phrase > 0) return { level: "phrase", strength: phrase };
  const near = context.ownWordsOnly ? 0 : around(context.surroundings);
  if (pointedAt(s, reach.phrase, head, places, context)) return { level: "pointer", strength: Math.max(near, 0.8) };
  const clause = Math.max(0, ...places.filter((p) => p.from >= reach.clause.from && p.to <= reach.clause.to && connected(s, reach, withSufferers(s, p, context.topic), context.topic)).map((p) => p.strength));
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
function connected(s: Sentence, reach: Reach, place: Range, topic: Topic): boolean {
  if (place.to <= reach.phrase.from) {
    const between = s.tokens.slice(place.to, reach.phrase.from);
    // "Victims of trafficking were granted a period and a permit": all that is done is done for the subject.
    const verb = s.predicates.findLast((p) => p.kind === "finite" && p.from >= place.to && p.to <= reach.phrase.from);
    if (verb?.subject !== null && verb?.subject !== undefined && verb.subject.from <= place.from && place.to <= verb.subject.to && verb.link !== "relative" && s.hits.some((h) => h.concept === topic.sufferers && h.from >= (verb.subject?.from ?? 0) && h.to <= (verb.subject?.to ?? 0))) return true;
    const comma = between.findIndex((t) => t.word === ",");
    // "To combat trafficking, it set up …"
    const leads = s.readings[reach.clause.from]?.facts.function === "preposition" || s.tokens[reach.clause.from]?.word === "to" || s.readings[reach.clause.from]?.facts.function === "subordinator";
    return leads ? true : comma < 0 && !between.some((t, k) => s.readings[place.to + k]?.facts.function === "conjunction" || (t.word === "well" && between[k + 1]?.word === "as"));
  }
  if (isAmongThem(s, reach.phrase.to, place.from)) return true;
  // "The line 1011, opened in May, took calls on trafficking": from the verb on, whose subject the thing is.
  const verb = s.predicates.find((p) => p.kind === "finite" && p.link !== "relative" && p.subject !== null && p.subject.from <= reach.phrase.from && reach.phrase.to <= p.subject.to && p.to <= place.from);
  for (let t = verb?.to ?? reach.phrase.to; t < place.from; t++) if (!goesOnTo(s, t, place) && (s.tokens[t]?.word === "," || s.tokens[t]?.word === ";" || s.readings[t]?.facts.function === "conjunction")) return false;
  return true;
}

/** "a fund for victims of crime, including robbery and trafficking": nothing but a list that examples lead in to. */
function isAmongThem(s: Sentence, from: number, to: number): boolean {
  const opens = s.tokens.findIndex((t, k) => k >= from && k <= from + 1 && (isOf(s, "example", t.word) || (t.word === "such" && s.tokens[k + 1]?.word === "as")));
  return opens >= 0 && opens < to && s.tokens.slice(opens + 1, to).every((t, k) => t.word === "," || t.word === "as" || s.readings[opens + 1 + k]?.facts.function === "conjunction" || /^(?:noun|adjective)$/.test(s.readings[opens + 1 + k]?.pos ?? ""));
}

/** "cases of violence against children and of trafficking": the second of two complements, behind the same preposition. */
function goesOnTo(s: Sentence, joint: number, place: Range): boolean {
  const lead = s.tokens[joint + 1]?.word;
  if (s.readings[joint]?.facts.function !== "conjunction" || s.readings[joint + 1]?.facts.function !== "preposition" || place.from - joint > 4) return false;
  return s.tokens.slice(Math.max(0, joint - LEADS_WITHIN), joint).some((t) => t.word === lead);
}

/** "identification, assistance and protection of victims of trafficking and of asylum seekers": the topic follows before any other subject does. */
function followedByTopic(s: Sentence, reach: Reach, places: readonly TopicPlace[], topic: Topic): boolean {
  const next = places.find((p) => p.from >= reach.phrase.to && p.to <= reach.clause.to && p.from - reach.phrase.to <= FOLLOWS_WITHIN);
  return next !== undefined && !competes(s, topic, places, { from: reach.clause.from, to: next.from });
}

/** Farthest that such a topic stands behind the phrase, in tokens. */
const FOLLOWS_WITHIN = 9;

/** @returns null where the topic is near enough for the way, or the reason why not */
export function offTopic(s: Sentence, way: Way, hit: Hit, reach: Reach, found: TopicFound, places: readonly TopicPlace[], context: FindContext): string | null {
  if (way.topic === "none") return null;
  // "the Organized Crime Act criminalizing trafficking": its name says another subject.
  if (way.topic === "phrase" && strengthIn(places, { from: reach.phrase.from, to: hit.to }) === 0 && competes(s, context.topic, places, { from: reach.phrase.from, to: hit.to })) return "its name says another subject";
  const competing = found.level !== "phrase" && otherSubject(s, way, places, reach.phrase, context.topic);
  if (competing) return "the phrase is about another subject";
  if (way.bare && !bareMayPoint(s, hit, found, places, context)) return "the phrase does not say what it is about";
  if ((way.bare || (way.saysNoOther && (found.level === "around" || found.level === "sentence"))) && !isBare(s, hit, reach.phrase)) return "the phrase says what else it is about";
  if (way.notOnAnother && found.level !== "phrase" && found.level !== "pointer" && onAnother(s, hit, reach.phrase)) return "the phrase says what else it is about";
  if (context.wholeTopic === true && (way.topic !== "phrase" || way.bare || way.phrase.some((g) => g.split("|").every((c) => context.topic.concepts[c] === undefined)))) return null;
  if (way.topic === "phrase" && found.level !== "phrase" && found.level !== "pointer" && !way.bare && !goesWithoutSaying(s, hit, reach, places, context)) return "the topic does not stand in the phrase";
  if (context.ownWordsOnly && !way.bare && found.level !== "phrase" && found.level !== "clause" && found.level !== "pointer") return "another speaker does not say what it is about";
  const need = way.strict || way.topic === "clause" ? context.topic.strict : context.topic.near;
  if (found.strength < need) return "the topic is not near enough";
  if (found.level !== "phrase" && found.level !== "clause" && found.level !== "pointer" && !followedByTopic(s, reach, places, context.topic) && otherSubject(s, way, places, reach.clause, context.topic)) return "the clause is about another subject";
  return null;
}

/** A subject that competes, in words that are not the way's own: the migrant workers who are briefed, the asylum staff who are taught are no other subject. */
function otherSubject(s: Sentence, way: Way, places: readonly TopicPlace[], range: Range, topic: Topic): boolean {
  const own = new Set([way.head, way.phrase, way.object, way.subject, way.clause, way.sentence].flat().flatMap((g) => g.split("|")).filter((c) => s.things.for_whom.has(c)));
  const ownWords = (h: Hit): boolean => s.hits.some((o) => own.has(o.concept) && o.from < h.to && h.from < o.to);
  return s.hits.some((h) => topic.competing.includes(h.concept) && !ownWords(h) && h.from >= range.from && h.to <= range.to && !places.some((p) => p.from < h.to && h.from < p.to));
}

/** "the bill on security firms", "a bill to protect domestic workers" */
function onAnother(s: Sentence, hit: Hit, phrase: Range): boolean {
  const told = s.predicates[s.predicateAt[hit.to] ?? -1];
  const opens = told?.kind === "infinitive" || (/^(?:on|for|concerning|regarding|about|of)$/.test(s.tokens[hit.to]?.word ?? "") && !isPeriod(s, hit.to));
  return opens && !s.hits.some((h) => s.things.draft_of.has(h.concept) && h.from > hit.to - 1 && h.to <= Math.max(phrase.to, told?.to ?? 0));
}

/** The title of a whole report says too little of a bare plan. */
function nearby({ lead, heading, before }: Surroundings): number {
  return Math.max(lead, heading, before);
}

/** "welcomed the Plan against Trafficking and the setting up of the National Committee": what was set up with a text on the topic, and says no other subject, is on it too. */
function setUpBeside(s: Sentence, hit: Hit, places: readonly TopicPlace[]): boolean {
  const place = places.findLast((p) => p.to <= hit.from);
  const text = place === undefined ? undefined : s.hits.findLast((h) => s.things.laid_down.has(h.concept) && h.entry.kind === "noun" && h.from < hit.from && Math.abs(h.head - place.from) <= NAME_WITHIN);
  if (place === undefined || text === undefined || (hit.concept !== "BODY" && hit.concept !== "BODY_STRONG")) return false;
  const joint = s.readings.findIndex((r, t) => t >= place.to && r.facts.function === "conjunction");
  const made = s.predicates.find((p) => p.kind === "noun" && p.class === "CREATE" && p.from > joint && p.to <= hit.from);
  if (joint < 0 || joint - Math.max(place.to, text.to) > NAME_WITHIN || made === undefined || made.from - joint > 2 || made.from < text.head || s.readings.slice(place.to, joint).some((r) => r.pos === "mark")) return false;
  return s.tokens[made.to]?.word === "of" && s.readings.slice(made.to + 1, hit.from).every((r) => r.facts.function === "determiner" || r.pos === "adjective" || r.pos === "noun");
}

/** Farthest that the name of a text goes on behind the topic, in tokens: "trafficking in persons, especially". */
const NAME_WITHIN = 3;

/** A bare "the plan" is on the topic where the heading or the sentence before is, or where the topic leads in to it. */
function bareMayPoint(s: Sentence, hit: Hit, found: TopicFound, places: readonly TopicPlace[], context: FindContext): boolean {
  if (isPluralBody(s, hit, context.topic) || isIntention(s, hit) || isTheBody(s, hit, context.topic)) return false;
  const national = s.tokens.slice(hit.from - 1, hit.to).some((t) => t.word === "national");
  const before = places.filter((p) => p.to <= hit.from).pop();
  if (ledIn(s, { from: hit.from, to: hit.to }, places, context.topic) > 0) return true;
  const open = before !== undefined && !competes(s, context.topic, places, { from: before.to, to: hit.to });
  if (context.ownWordsOnly) return open && (found.level === "pointer" || carriesOut(s, hit) || setUpBeside(s, hit, places));
  if (found.level === "pointer" || (national && found.level === "clause") || (open && found.level === "sentence")) return true;
  // Under a heading on the topic "the National Action Plan" is the plan on it, also where the sentence names the topic again.
  return found.level === "phrase" || (nearby(context.surroundings) >= 0.65 && (found.level === "around" || (national && found.level === "sentence"))) || (found.level === "clause" && places.some((p) => p.to <= hit.from));
}
