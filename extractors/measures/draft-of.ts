// Owns drafts of texts that set up something else: "a draft decree establishing a committee against trafficking" is no draft law on trafficking, and the committee is not there yet.
// Must not know States or status.
import { phraseAround, NO_HEADS } from "../clauses/phrases.js";
import type { Range, Sentence } from "../clauses/sentence.js";
import type { Hit } from "../lexicon/find.js";

/** Farthest that the thing's name begins behind the draft, in tokens: "a draft decree on the establishment and functioning of the". */
const BEGINS_WITHIN = 10;

const isText = (h: Hit): boolean => (h.concept === "BILL" || h.concept === "LAW") && h.entry.kind === "noun" && !h.entry.predicate;

/** Small words, and words of setting up: what may stand between a text and what it sets up. */
function leadsTo(s: Sentence, from: number, to: number): boolean {
  for (let t = from; t < to; t++) {
    const [reading, p] = [s.readings[t], s.predicates[s.predicateAt[t] ?? -1]];
    const sets = p !== undefined && p.kind !== "finite" && p.kind !== "phrase" && (p.class === "CREATE" || p.class === "RUN" || p.class === "PREPARE");
    const small = reading?.facts.function !== null || reading.pos === "adjective";
    if (!sets && (!small || reading?.pos === "mark" || p !== undefined || (reading !== undefined && /^(?:relative|conjunction|pronoun|subordinator)$/.test(reading.facts.function ?? "")))) return false;
  }
  return true;
}

/** What a text sets up or is on, where that is a thing of its own; undefined where it is none. */
export function setUpBy(s: Sentence, text: Hit): Hit | undefined {
  return s.hits.find((h) => {
    if (!s.things.set_up_by_decree.has(h.concept) || h.entry.kind !== "noun" || h.from < text.to) return false;
    const { from } = phraseAround(s, h.from, h.to, NO_HEADS);
    return from > text.to && from - text.to <= BEGINS_WITHIN && leadsTo(s, text.to, from);
  });
}

/** "a draft decree establishing a committee", "a bill to set up a unit": the thing stands in a draft. */
export function inDraft(s: Sentence, phrase: Range, head: number): boolean {
  return s.hits.some((h) => h.concept === "BILL" && isText(h) && h.to <= phrase.from && setUpBy(s, h)?.head === head);
}
