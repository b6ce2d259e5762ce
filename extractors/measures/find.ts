// Owns which measures a sentence speaks of: definitions × the shape of the sentence. Must not know States or status.
import type { Definition, Way } from "../../datasets/definitions.js";
import { isMeans } from "../clauses/governors.js";
import { NO_HEADS, phraseAround } from "../clauses/phrases.js";
import type { Range, Sentence } from "../clauses/sentence.js";
import type { Hit } from "../lexicon/find.js";
import { competes, strengthIn, sufferersMeant, type TopicPlace, topicPlaces, treatyNames } from "../topic/topic.js";
import { acting, excluded, lacking, possessed } from "./asked.js";
import { isBare, isIntention, isMeantPlan } from "./bare.js";
import { containedIn, containersIn, isTaught } from "./contained.js";
import { setUpBy } from "./draft-of.js";
import type { FindContext, Match, Rejection } from "./match.js";
import { isPartOf } from "./reach.js";
import { type Reach, reachOf } from "./reach.js";
import { offTopic, topicFor, type TopicFound } from "./topic-of.js";

/** Indexes definitions by the concepts of their heads. */
export function indexDefinitions(definitions: readonly Definition[]): Map<string, { definition: Definition; way: Way }[]> {
  const index = new Map<string, { definition: Definition; way: Way }[]>();
  for (const definition of definitions) for (const way of definition.ways) for (const concept of way.head) index.set(concept, [...(index.get(concept) ?? []), { definition, way }]);
  return index;
}

/** "peacekeepers contributed by other States" */
function ofOtherStates(s: Sentence, range: Range): boolean {
  return s.tokens.slice(range.from, range.to).some((t, k) => {
    const at = range.from + k;
    const next = s.tokens[at + 1]?.word ?? "";
    return /^(?:by|of|from)$/.test(t.word) && s.groups.other_countries.has(next) && /^(?:states|countries|nations)$/.test(s.tokens[at + 2]?.word ?? "");
  });
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

/** The act of another measure between the head and what names the topic, or points back to it ("laws banning such practices"). */
function toldBy(s: Sentence, way: Way, hit: Hit, { phrase, purpose, clause }: Reach, places: readonly TopicPlace[], found: TopicFound): string | null {
  if (strengthIn(places, { from: phrase.from, to: hit.to }) > 0) return null;
  const place = places.find((p) => p.from >= hit.to && (p.to <= phrase.to || (purpose !== null && p.from >= purpose.from && p.to <= purpose.to)));
  if (place !== undefined) return acting(s, way.notBetween, hit, place);
  // "laws forbid the practice", under a heading: of several laws only what they forbid is told.
  const several = found.level !== "phrase" && /[^s]s$/.test(s.tokens[hit.head]?.word ?? "");
  const from = found.level === "pointer" ? Math.max(phrase.to, purpose?.to ?? 0) : several ? clause.to : 0;
  return acting(s, way.notBetween, hit, { from, to: from, strength: 0 });
}

/** Measures that may be told of "victims" alone. */
const OF_VICTIMS = /^(?:victims|justice)\./;

/** "the working group on trafficking of MERCOSUR", "the council of each province": where a body is says more than its name. */
const isPlace = ({ concept }: Hit, context: FindContext): boolean => concept === "LOCAL" || (concept === "REGIONAL" && context.contextConcepts === undefined);

/** "welcomed the law on trafficking and the services offered to its victims": victims named behind the topic, or in the next sentence, are those of it. */
function withThoseMeant(s: Sentence, named: readonly TopicPlace[], { topic, surroundings }: FindContext): readonly TopicPlace[] {
  const first = named[0];
  if (first === undefined) return sufferersMeant(s, topic, surroundings.before);
  return [...named, ...sufferersMeant(s, topic, first.strength * topic.carry.lead).filter((p) => p.from >= first.to && !named.some((n) => n.from < p.to && p.from < n.to))];
}

/** Laws that are on the topic themselves: a decree that sets up a committee is none. */
const OWN_LAWS = new Set(["legislation.specific_law", "legislation.child_trafficking_law", "legislation.reform"]);

function tryWay(s: Sentence, definition: Definition, way: Way, hit: Hit, reach: Reach, places: readonly TopicPlace[], context: FindContext): Match | Rejection | null {
  const reject = (step: Rejection["step"], reason: string): Rejection => ({ code: definition.code, way: way.id, head: hit, step, reason });
  if (way.authorOnly && context.ownWordsOnly) return null;
  if (way.as === "noun" && hit.entry.kind !== "noun") return null;
  if (way.as === "verb" && (hit.entry.kind !== "verb" || !reach.verbal)) return null;
  if (way.as === "phrase" && hit.entry.kind !== "phrase") return null;
  if (isMeantPlan(s, hit)) return null;
  if (isTaught(s, hit, reach.phrase)) return reject("concept", "it is what somebody is taught");
  if ((hit.concept === "BILL" || hit.concept === "LAW") && OWN_LAWS.has(definition.code) && setUpBy(s, hit) !== undefined) return reject("concept", "it is the draft of another thing");
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
  return { code: definition.code, way, head: hit, phrase: reach.phrase, clause: reach.clause, topic: found.level, strength: found.strength, competing, verbal: reach.verbal, takenUp, means: isMeans(s, reach.phrase.from) && strengthIn(places, reach.phrase) === 0, toldBy: toldBy(s, way, hit, reach, places, found) };
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
  const named = topicPlaces(s, context.topic, names);
  const meant = context.goesOn === true && !competes(s, context.topic, named, { from: 0, to: s.tokens.length }) ? withThoseMeant(s, named, context) : named;
  const bodies = s.hits.filter((h) => context.topic.bodies.includes(h.concept) && h.to - h.from > 1);
  const matches: Match[] = [];
  const rejected: Rejection[] = [];
  const heads = new Set(s.hits.filter((h) => !h.entry.predicate && h.entry.kind === "noun" && context.index.has(h.concept) && context.topic.concepts[h.concept] === undefined && !context.topic.subjects.includes(h.concept)).map((h) => h.head));
  const containers = containersIn(s, heads).filter((c) => !isIntention(s, c.hit));
  for (const hit of s.hits) {
    if (hit.entry.predicate || (!isPlace(hit, context) && containedIn(s, hit, containers))) continue;
    const ways = context.index.get(hit.concept);
    if (ways === undefined) continue;
    const inName = bodies.some((b) => b.from <= hit.from && hit.to <= b.to) || (!context.topic.treaties.includes(hit.concept) && names.some((n) => n.from <= hit.from && hit.to <= n.to) && !ways.every((w) => w.way.act === "treaty"));
    if (inName && !(hit.concept === "REGIONAL" || hit.concept === "RAPPORTEUR")) continue;
    const reach = reachOf(s, hit, heads);
    for (const { definition, way } of ways) {
      // "the slowness in compensating victims": of laws a speaker has to say on what they are.
      const places = OF_VICTIMS.test(definition.code) ? meant : named;
      const result = tryWay(s, definition, way, hit, reach, places, context);
      if (result === null) continue;
      if ("step" in result) rejected.push(result);
      else matches.push(result);
    }
  }
  return { matches: settle(matches, context, over, rejected), rejected };
}
