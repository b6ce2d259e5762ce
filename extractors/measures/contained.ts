// Owns what is the content or the name of another thing, and no measure by itself. Must not know States or status.
// Must not hold words: which things contain which stands in datasets/concepts/thing-classes.csv.
import type { ThingClass } from "../../datasets/concepts.js";
import { NO_HEADS, phraseAround } from "../clauses/phrases.js";
import type { Range, Sentence } from "../clauses/sentence.js";
import type { Hit } from "../lexicon/find.js";

/** Whatever a publication is of stands in its name ("a compilation of national and international legislation on trafficking and related crimes"). */
const WORKS = "PUBLICATION";

/** Of these only some things are content: whom a training or a manual is for ("training for units"), what a study is on, what one is referred to. */
const CONTENT: Readonly<Record<string, ThingClass>> = { TRAIN: "content_of_training", GUIDELINE: "content_of_guideline", RESEARCH: "content_of_research", REFERRAL: "content_of_referral", [WORKS]: "content_of_publication" };

/** A thing that contains others, with the words that may be its content. */
export interface Container {
  hit: Hit;
  phrase: Range;
}

/** The things of a sentence that contain others. @param heads tokens at which another thing begins */
export function containersIn(s: Sentence, heads: ReadonlySet<number>): Container[] {
  const contains = (h: Hit): boolean => h.entry.kind === "noun" && (s.things.named_by_content.has(h.concept) || CONTENT[h.concept] !== undefined);
  return s.hits.filter(contains).map((h) => ({ hit: h, phrase: phraseAround(s, h.from, h.to, h.concept === WORKS ? NO_HEADS : heads) }));
}

/** Whether a thing is content of one of the containers. */
export function containedIn(s: Sentence, hit: Hit, containers: readonly Container[]): boolean {
  return containers.some((c) => {
    const content = CONTENT[c.hit.concept];
    const isContent = content !== undefined && s.things[content].has(hit.concept);
    if (!isContent && (!s.things.named_by_content.has(c.hit.concept) || c.hit.head === hit.head)) return false;
    const inside = c.hit.from < hit.from && hit.to <= Math.max(c.hit.to, c.phrase.to) && (c.hit.to <= hit.from || hit.to <= c.hit.to);
    return inside && (c.hit.concept === WORKS || !parted(s, c.hit.to, hit.from));
  });
}

/** "Staff were instructed in the assistance of nationals": what somebody is taught to do is not done by that. */
export function isTaught(s: Sentence, hit: Hit, phrase: Range): boolean {
  if (hit.entry.kind !== "noun" || !s.things.content_of_training.has(hit.concept) || !/^(?:in|on)$/.test(s.tokens[phrase.from - 1]?.word ?? "")) return false;
  const p = s.predicates.find((q) => q.passive && q.to === phrase.from - 1);
  return p !== undefined && s.hits.some((h) => s.things.teaches.has(h.concept) && h.entry.kind !== "noun" && h.from <= p.head && p.head < h.to);
}

/** A comma or "and" parts two things, and joins two adjectives of one ("a compilation of national and regional legislation"). */
function parted(s: Sentence, from: number, to: number): boolean {
  return s.tokens.slice(from, to).some((t, k) => (t.word === "," || t.word === "and") && s.readings[from + k - 1]?.pos !== "adjective");
}
