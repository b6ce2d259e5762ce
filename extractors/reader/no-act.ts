// Owns ways of speaking in which a measure is named and nothing is reported of it: what a sentence turns to, a recommendation that was made,
// the title of a publication, what a treaty is said to be, a law that measures were taken to strengthen. Must not know measures or States.
import type { Governor } from "../clauses/governors.js";
import { isOf, type Range, type Sentence } from "../clauses/sentence.js";
import type { Topic } from "../../datasets/topics.js";

/** What a sentence that turns to a thing says of it. */
export interface Turned {
  /** The predicate that says something of "it"; -1 where the sentence goes on with something else. */
  pointing: number;
}

/** "Regarding assistance to victims, the delegation said …", "With regard to shelters, …": the words say what the sentence turns to; null where they do not. */
export function turnedTo(s: Sentence, head: number): Turned | null {
  const opens = s.hits.find((h) => h.concept === "TURNS_TO" && h.to <= head && (h.from === 0 || s.readings[h.from - 1]?.pos === "mark"));
  if (opens === undefined || !isObjectOf(s, opens.to, head)) return null;
  const comma = s.tokens.findIndex((t, k) => k > head && t.word === ",");
  const main = s.predicates.find((p) => comma >= 0 && p.kind === "finite" && p.link !== "relative" && p.from > comma);
  if (main === undefined || main.subject === null || main.subject.from < comma || s.readings[comma + 1]?.facts.function === "conjunction") return null;
  // "On 3 March a law was adopted, …": the clause is there already.
  if (s.predicates.some((p) => p.kind === "finite" && p.from > opens.to && p.to <= comma && p.to - p.from > 1 && p.link !== "relative")) return null;
  // "As regards the plan, it had been adopted"; whoever says it is no plan.
  return { pointing: s.predicates.findIndex((p) => p.from >= main.from && p.kind === "finite" && p.class !== "SAY" && p.subject !== null && pointsToIt(s, p.subject)) };
}

/** Nothing but what is joined to it stands between the small words and the thing. */
function isObjectOf(s: Sentence, from: number, to: number): boolean {
  for (let t = from; t < to; t++) if (s.readings[t]?.facts.function === "preposition" || (s.predicateAt[t] ?? -1) >= 0) return false;
  return true;
}

/** "it had been adopted", "three had been opened" */
function pointsToIt(s: Sentence, subject: Range): boolean {
  if (subject.to - subject.from === 1 && s.readings[subject.from]?.pos === "number") return true;
  return isOf(s, "points_back", s.tokens[subject.from]?.word);
}

/** "Recommendations had been addressed to the State to adopt a law": that they were made is told, not what they ask. */
export function isPutForward(s: Sentence, way: readonly Governor[]): boolean {
  return way.some(({ predicate: p }, k) => k > 0 && p.passive && p.subject !== null && isOf(s, "put_forward", p.term) && isWished(s, p.subject));
}

function isWished(s: Sentence, subject: Range): boolean {
  return s.hits.some((h) => h.entry.predicate && h.entry.kind === "noun" && h.concept === "ASK" && h.from >= subject.from && h.to <= subject.to);
}

/** "measures taken to strengthen legislation", "steps to improve the law": somebody did something, and nothing says what. */
export function isVagueChange(s: Sentence, way: readonly Governor[]): boolean {
  const [first, ...rest] = way;
  if (first === undefined || !isOf(s, "vague_change", first.predicate.term)) return false;
  return rest.some(({ predicate: p }) => p.class === "EFFORT" || p.class === "BEGIN") || s.hits.some((h) => h.entry.predicate && h.concept === "EFFORT" && h.to <= first.predicate.from && first.predicate.from - h.to <= 2);
}

/** "explores how it can build survivors' views into its outreach": how is asked, and of the outreach nothing is said; "explains how to provide shelter" gives none. */
export function isHowAsked(s: Sentence, phrase: Range, way: readonly Governor[]): boolean {
  const asks = way.find(({ predicate: p }) => p.class === "INTEND" || p.class === "REVIEW");
  if (asks === undefined) return way.some(({ predicate: p }, k) => k > 0 && (s.tokens[p.to]?.word === "how" || (/^(?:in|on)$/.test(s.tokens[p.to]?.word ?? "") && s.tokens[p.to + 1]?.word === "how")));
  const lead = s.tokens[phrase.from - 1]?.word ?? "";
  if (s.readings[phrase.from - 1]?.facts.function !== "preposition" || lead === "of" || lead === "to") return false;
  return s.tokens.slice(asks.predicate.to, phrase.from).some((t, k, all) => t.word === "how" || (t.word === "ways" && all[k + 1]?.word === "in"));
}

/** "The Convention is the most comprehensive instrument": it is told of a treaty. */
export function isTreaty(s: Sentence, topic: Topic, way: readonly Governor[]): boolean {
  const first = way[0];
  const subject = first?.predicate.class === "BE" && first.relation === "object" ? first.predicate.subject : null;
  return subject !== null && s.hits.some((h) => topic.treaties.includes(h.concept) && h.from >= subject.from && h.to <= subject.to);
}

/** "activities in the field of legislation": where something is done, and no law. */
export function isFieldOf(s: Sentence, phrase: Range): boolean {
  return s.tokens[phrase.from - 1]?.word === "of" && /^(?:field|area|sphere|domain)s?$/.test(s.tokens[phrase.from - 2]?.word ?? "");
}

/** "Its objective is different from that of the assistance for victims": what a thing is compared with is only named. */
export function isComparedWith(s: Sentence, phrase: Range): boolean {
  return s.tokens[phrase.from - 1]?.word === "of" && /^(?:that|those)$/.test(s.tokens[phrase.from - 2]?.word ?? "") && /^(?:from|than|to|with|as|like)$/.test(s.tokens[phrase.from - 3]?.word ?? "");
}

/** "Annexes: Joint Statement …; Annual Report of the Task Force 2022": without a verb, the thing stands in a publication's title. */
export function isInTitle(s: Sentence, head: number): boolean {
  if (s.predicates.some((p) => p.kind === "finite" || p.kind === "participle") || s.tokens[head]?.capital !== true) return false;
  const parts = (word: string | undefined): boolean => word === ";" || word === ":" || word === "•";
  let [from, to] = [head, head + 1];
  while (from > 0 && !parts(s.tokens[from - 1]?.word)) from--;
  while (to < s.tokens.length && !parts(s.tokens[to]?.word)) to++;
  return s.hits.some((h) => h.concept === "PUBLICATION" && h.from >= from && h.to <= to && h.head !== head && s.tokens[h.head]?.capital === true);
}
