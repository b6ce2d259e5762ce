// Owns what is the content or the name of another thing, and no measure by itself. Must not know States or status.
import type { Range, Sentence } from "../clauses/sentence.js";
import type { Hit } from "../lexicon/find.js";

/** Heads whose complement is their own content or name: what stands in it is no measure by itself. */
export const CONTAINERS = new Set(["BODY_STRONG", "PLAN_STRONG", "RAPPORTEUR"]);

/** Whatever a publication is of stands in its name ("a compilation of national and international legislation on trafficking and related crimes"). */
export const WORKS = "PUBLICATION";

/** Of these only some things are content: whom a training or a manual is for ("training for units"), what a study is on, what one is referred to. */
export const PARTLY: Readonly<Record<string, ReadonlySet<string>>> = {
  TRAIN: new Set(["UNIT", "BODY", "BODY_STRONG", "SHELTER", "SERVICES", "SERVICES_STRONG"]),
  GUIDELINE: new Set(["UNIT", "BODY", "BODY_STRONG", "SHELTER"]),
  RESEARCH: new Set(["UNIT", "BODY", "BODY_STRONG", "SHELTER", "SERVICES", "SERVICES_STRONG", "OFFENCE", "LAW", "PENAL_CODE", "PLAN", "PLAN_STRONG", "CAMPAIGN"]),
  REFERRAL: new Set(["SERVICES", "SERVICES_STRONG"]),
  [WORKS]: new Set(["LAW", "BILL", "CODE", "PENAL_CODE", "OFFENCE"]),
};

export function containedIn(s: Sentence, hit: Hit, containers: readonly { hit: Hit; phrase: Range }[]): boolean {
  return containers.some((c) => (CONTAINERS.has(c.hit.concept) || PARTLY[c.hit.concept]?.has(hit.concept) === true) && c.hit.from < hit.from && (c.hit.head !== hit.head || PARTLY[c.hit.concept]?.has(hit.concept) === true) && hit.to <= Math.max(c.hit.to, c.phrase.to) && (c.hit.to <= hit.from || hit.to <= c.hit.to) && (c.hit.concept === WORKS || !parted(s, c.hit.to, hit.from)));
}

/** "Staff were instructed in the assistance of nationals": what somebody is taught to do is not done by that. */
export function isTaught(s: Sentence, hit: Hit, phrase: Range): boolean {
  if (hit.entry.kind !== "noun" || PARTLY["TRAIN"]?.has(hit.concept) !== true || !/^(?:in|on)$/.test(s.tokens[phrase.from - 1]?.word ?? "")) return false;
  const p = s.predicates.find((q) => q.passive && q.to === phrase.from - 1);
  return p !== undefined && s.hits.some((h) => TEACHES.has(h.concept) && h.entry.kind !== "noun" && h.from <= p.head && p.head < h.to);
}

const TEACHES = new Set(["TRAIN", "UNDERGO_TRAINING", "INFORM"]);

/** A comma or "and" parts two things, and joins two adjectives of one ("a compilation of national and regional legislation"). */
function parted(s: Sentence, from: number, to: number): boolean {
  return s.tokens.slice(from, to).some((t, k) => (t.word === "," || t.word === "and") && s.readings[from + k - 1]?.pos !== "adjective");
}
