// Owns where the topic stands in a sentence and how strongly it is around one. Must not know measures or States.
import type { Topic } from "../../datasets/topics.js";
import type { Hit } from "../lexicon/find.js";
import { phraseAround } from "../clauses/phrases.js";
import type { Range, Sentence } from "../clauses/sentence.js";

/** How strongly the topic is around a sentence, by where it comes from; 0 where it is not. */
export interface Surroundings {
  lead: number;
  heading: number;
  title: number;
  before: number;
  /** The heading right above names the topic and nothing else. */
  headed?: boolean;
}

export const NOWHERE: Surroundings = { lead: 0, heading: 0, title: 0, before: 0 };

/** A place of the topic in a sentence. */
export interface TopicPlace extends Range {
  strength: number;
}

function ofThings(s: Sentence, hit: Hit, topic: Topic): boolean {
  if (topic.things === undefined) return false;
  const at = (from: number): Hit | undefined => s.hits.find((h) => h.concept === topic.things && h.from === from);
  const person = (from: number): boolean => s.hits.some((h) => h.concept === topic.persons && h.from === from);
  // "drug trafficking", "arms and drug trafficking"
  if (hit.to - hit.from === 1 && s.hits.some((h) => h.concept === topic.things && h.to === hit.from)) return true;
  const next = s.tokens[hit.to]?.word;
  if (next !== "in" && next !== "of") return false;
  for (let k = hit.to + 1; k < hit.to + 5; k++) {
    if (person(k)) return false;
    if (at(k) !== undefined) return !personAhead(s, topic, k + 1);
    if (s.readings[k]?.pos !== "adjective" && s.readings[k]?.facts.function !== "determiner" && s.readings[k]?.facts.function !== "conjunction") return false;
  }
  return false;
}

/** "trafficking in drugs and persons" is the topic too. */
function personAhead(s: Sentence, topic: Topic, from: number): boolean {
  for (let k = from; k < from + 6; k++) {
    if (s.hits.some((h) => h.concept === topic.persons && h.from === k)) return true;
    const fn = s.readings[k]?.facts.function;
    if (s.tokens[k]?.word !== "," && fn !== "conjunction" && fn !== "preposition" && s.readings[k]?.pos !== "noun" && s.readings[k]?.pos !== "adjective") return false;
  }
  return false;
}

/** Ranges that are names of treaties, with all that belongs to the name. */
export function treatyNames(s: Sentence, topic: Topic): Range[] {
  const none: ReadonlySet<number> = new Set();
  return s.hits.filter((h) => topic.treaties.includes(h.concept)).map((h) => ({ from: h.from, to: phraseAround(s, h.from, h.to, none).to }));
}

/** Every place where the sentence names the topic; in a treaty's name it is the treaty that is named. */
export function topicPlaces(s: Sentence, topic: Topic, names: readonly Range[] = treatyNames(s, topic)): TopicPlace[] {
  const out: TopicPlace[] = [];
  for (const hit of s.hits) {
    const strength = topic.concepts[hit.concept];
    if (strength === undefined || hit.entry.predicate) continue;
    if (names.some((n) => n.from <= hit.from && hit.to <= n.to)) continue;
    if (!ofThings(s, hit, topic)) out.push({ from: hit.from, to: hit.to, strength });
  }
  return out;
}

/** "praised the fight against trafficking. It noted the legal aid given to victims.": whoever goes on speaking of victims means those, unless the words say whose or of what. */
export function sufferersMeant(s: Sentence, topic: Topic, before: number): TopicPlace[] {
  if (before < topic.near) return [];
  const others = (h: Hit): boolean => competes(s, topic, [], h) || /^(?:of|from)$/.test(s.tokens[h.to]?.word ?? "") || (s.readings[h.from - 1]?.pos === "noun" && !s.hits.some((o) => o.to === h.from && topic.goWith.includes(o.concept)));
  return s.hits.filter((h) => h.concept === topic.sufferers && h.entry.kind === "noun" && !others(h)).map(({ from, to }) => ({ from, to, strength: before }));
}

/** The strongest place within a range; 0 where there is none. */
export function strengthIn(places: readonly TopicPlace[], range: Range): number {
  return Math.max(0, ...places.filter((p) => p.from >= range.from && p.to <= range.to).map((p) => p.strength));
}

/** True where the range names a subject that competes with the topic and is no part of the topic's own words. */
export function competes(s: Sentence, topic: Topic, places: readonly TopicPlace[], range: Range): boolean {
  return s.hits.some((h) => topic.competing.includes(h.concept) && h.from >= range.from && h.to <= range.to && !places.some((p) => p.from < h.to && h.from < p.to));
}

/** "this phenomenon", "such crimes": the words point to the topic if it is near; with `related` also "the relevant law". The thing itself, at `head`, is no pointer. */
export function pointsBack(s: Sentence, topic: Topic, range: Range, how: { related: boolean; here: boolean; head: number }): boolean {
  const { related, here, head } = how;
  return s.hits.some((h) => {
    if (h.from < range.from || h.to > range.to) return false;
    // "fighting trafficking … and the support for the victims"
    if (h.concept === topic.sufferers && here && s.tokens[h.from - 1]?.word === "the" && !/^(?:of|from)$/.test(s.tokens[h.to]?.word ?? "")) return true;
    if (related && h.concept === topic.related && h.from < range.from + 4) return true;
    let k = h.from - 1;
    while (k >= 0 && s.readings[k]?.pos === "adjective" && s.readings[k]?.facts.function === null) k--;
    // "the crime" alone is any crime where it is itself the thing.
    if (h.head === head && s.tokens[k]?.word === "the") return false;
    return h.concept === topic.pointers && (related && s.tokens[k]?.word === "the" ? true : /^(?:this|that|these|those|such|said|both)$/.test(s.tokens[k]?.word ?? ""));
  });
}

/** The strongest of what surrounds a sentence. */
export function around(surroundings: Surroundings): number {
  return Math.max(surroundings.lead, surroundings.heading, surroundings.title, surroundings.before);
}

/** "Trafficking in children is fought on several fronts", "Women are trafficked abroad": the first that the sentence speaks of, or what is done, is the topic. */
export function isAboutTopic(s: Sentence, places: readonly TopicPlace[]): boolean {
  const p = s.predicates.find((q) => q.kind === "finite" && q.link !== "relative");
  if (p === undefined || p.link !== "main") return false;
  return (p.subject !== null && strengthIn(places, p.subject) > 0) || strengthIn(places, p) > 0;
}

/** What a sentence leaves of the topic to the next: its own strength, or what is left of what was before it. */
export function carried(own: number, before: number, competing: boolean, topic: Topic, about = false): number {
  if (own > 0) return own * ((about ? topic.carry.sentence_about : undefined) ?? topic.carry.sentence_before);
  const left = before * (topic.carry.two_before / topic.carry.sentence_before);
  return competing ? left * topic.carry.competing_between : left;
}
