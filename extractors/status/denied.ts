// Owns the denials that stand outside the verb: "has yet to", "no longer", "no such courses are held", "but not yet ratified".
// Must not know measures or States.
import type { Sentence } from "../clauses/sentence.js";

export type Denial = "absent" | "ended";

/** Words of a clause that part one thing from the next. */
const PARTS = /^(?:[,;:]|and|or|but)$/;
const NOT = /^(?:not|never|neither|nor)$/;
const NONE = /^(?:no|none|neither)$/;
const NO_DENIAL = /^(?:longer|doubt|fewer|less|later|only|limited|contingent)$/;

const word = (s: Sentence, at: number): string => s.tokens[at]?.word ?? "";

/** A word that denies what it stands before: "no", "none". */
function noAt(s: Sentence, at: number): boolean {
  return NONE.test(word(s, at)) && !NO_DENIAL.test(word(s, at + 1));
}

/** What denies a predicate besides its own "not"; null where nothing does. */
export function deniedPredicate(s: Sentence, index: number): Denial | null {
  const p = s.predicates[index];
  if (p === undefined) return null;
  for (const h of s.hits) {
    if (!h.entry.predicate || h.concept !== "LACK" || h.from >= p.head || h.to < p.from || h.to > p.head) continue;
    const words = s.tokens.slice(h.from, h.to).map((t) => t.word);
    if (words.includes("longer")) return "ended";
    if (words.includes("yet")) return "absent";
  }
  // "remains to be set up"
  if (p.kind === "infinitive" && p.passive && /^remain(?:s|ed)?$/.test(word(s, p.from - 1))) return "absent";
  for (let t = Math.max(0, p.from - 2); t < p.head; t++) {
    if (t < p.from && PARTS.test(word(s, t))) continue;
    if (NOT.test(word(s, t)) && !NO_DENIAL.test(word(s, t + 1))) return p.negated ? null : "absent";
  }
  if (p.subject !== null && p.kind === "finite" && noAt(s, p.subject.from)) return "absent";
  return null;
}

/** "has none", "there is still no procedure for …": what stands behind a verb is denied. */
export function deniedBehind(s: Sentence, from: number, until: number): boolean {
  for (let t = from; t < until; t++) {
    if (PARTS.test(word(s, t))) return false;
    if (noAt(s, t)) return true;
  }
  return false;
}
