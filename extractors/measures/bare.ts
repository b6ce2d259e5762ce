// Owns things that are named without saying what they are on: a bare plan, several bodies, an intention. Must not know States or status.
import type { Topic } from "../../datasets/topics.js";
import { isOf, type Range, type Sentence } from "../clauses/sentence.js";
import type { Hit } from "../lexicon/find.js";
import { competes, type TopicPlace } from "../topic/topic.js";
import type { FindContext } from "./match.js";
import type { Reach } from "./reach.js";

/** "welcomed the strategy against trafficking and the formation of a committee for its implementation": the thing is there for what was named before. */
export function carriesOut(s: Sentence, hit: Hit): boolean {
  const laid = s.hits.findLast((h) => s.things.laid_down.has(h.concept) && h.entry.kind === "noun" && h.to <= hit.from);
  if (laid === undefined || s.tokens.slice(laid.to, hit.from).some((t) => t.word === "," || t.word === ";")) return false;
  const its = s.tokens.findIndex((t, k) => k >= hit.to && k <= hit.to + ITS_WITHIN && /^(?:its|their)$/.test(t.word));
  return its >= 0 && isOf(s, "carrying_out", s.tokens[its + 1]?.word);
}

const ITS_WITHIN = 3;

/** "the ministries and agencies": several bodies are no mechanism. */
export function isPluralBody(s: Sentence, hit: Hit, topic: Topic): boolean {
  return topic.severalAreNone.includes(hit.concept) && /[^s]s$/.test(s.tokens[hit.head]?.word ?? "");
}

/** "the Committee": mostly the one that asks, not one that the State set up. */
export function isTheBody(s: Sentence, hit: Hit, topic: Topic): boolean {
  return topic.severalAreNone.includes(hit.concept) && hit.to - hit.from === 1 && s.tokens[hit.from - 1]?.word === "the";
}

/** "plans were under way to …": intentions, no plan. */
export function isIntention(s: Sentence, hit: Hit): boolean {
  if (hit.to - hit.from !== 1 || s.tokens[hit.head]?.word !== "plans" || s.readings[hit.from - 1]?.pos === "adjective") return false;
  // "Plans are being drafted in …": what is drafted is a plan.
  return !s.predicates.some((p) => p.kind === "finite" && p.passive && p.subject !== null && p.subject.from <= hit.head && hit.head < p.subject.to && (p.class === "CREATE" || p.class === "DRAFT" || p.class === "PREPARE"));
}

/** "There are plans to establish a hotline": an intention, and no plan on anything. */
export function isMeantPlan(s: Sentence, hit: Hit): boolean {
  const p = s.predicates[s.predicateAt[hit.head] ?? -1];
  const meant = p !== undefined && p.kind === "noun" && p.class === "INTEND";
  // "Plans exist for a shelter."
  const exist = s.predicates.some((q) => q.kind === "finite" && isOf(s, "existing_verb", q.term) && q.subject !== null && q.subject.from <= hit.head && hit.head < q.subject.to && /^(?:for|to)$/.test(s.tokens[q.to]?.word ?? ""));
  return (meant || exist) && isIntention(s, hit);
}

/** "for the period 2006–2010" says when and not what for. */
export function isPeriod(s: Sentence, from: number): boolean {
  return s.tokens[from]?.word === "for" && s.tokens.slice(from + 1, from + 5).some((t) => t.kind === "number" || /^(?:period|years?)$/.test(t.word));
}

/** No complement, and no modifier but "national", "new", "comprehensive": the thing is named and not what it is on. */
export function isBare(s: Sentence, hit: Hit, phrase: Range): boolean {
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

/** Under a heading that names the topic and nothing else, "a law", "no specific unit" is one on the topic; "the law" may be any that was named before, and a crime is a crime. */
export function goesWithoutSaying(s: Sentence, hit: Hit, { phrase, clause }: Reach, places: readonly TopicPlace[], context: FindContext): boolean {
  if (context.ownWordsOnly || context.wholeTopic === true || context.surroundings.headed !== true || context.topic.ofItsOwn.includes(hit.concept) || hit.entry.kind !== "noun") return false;
  // "(Protection of Trafficked Persons) Regulations" are named; "a law criminalizing violence" says what it is on.
  if (s.tokens[phrase.from - 1]?.word === ")" || s.readings[hit.to - 1]?.facts.function === "preposition" || competes(s, context.topic, places, clause)) return false;
  // "by law", "enshrined in legislation", "under current law": no one law is meant.
  if (s.groups.basis.has(s.tokens[phrase.from - 1]?.word ?? "")) return false;
  if (phrase.to - phrase.from === 1 && s.readings[phrase.from - 1]?.facts.function === "preposition") return false;
  const told = s.predicates.some((p) => p.modifies === hit.head && p.from >= hit.to && p.class !== "CREATE" && p.class !== "PREPARE" && p.class !== "SUBMIT");
  return !told && isBare(s, hit, phrase) && !isPluralBody(s, hit, context.topic) && !/^(?:the|this|that|these|those|its|our|their|such)$/.test(s.tokens[phrase.from]?.word ?? "");
}
