// Owns what the words of a measure's own phrase, and what is told right behind it, say of its status. Must not read the verbs above.
import type { Outcome, StatusTable } from "../../datasets/status-table.js";
import { deniedPhrase } from "../clauses/phrases.js";
import { hitsIn, isOf, type Range, type Sentence } from "../clauses/sentence.js";
import type { Anchor, Folding } from "./anchor.js";
import { formOf } from "./sense.js";

/** What the words of the phrase itself say: a draft, a planned thing, none at all. */
export function ownWords(s: Sentence, anchor: Anchor): Outcome | null {
  const before: Range = { from: anchor.phrase.from, to: anchor.head + 1 };
  if (deniedPhrase(s, anchor.head)) return "absent";
  const hits = hitsIn(s, before);
  if (hits.some((h) => h.concept === "BILL" && h.entry.kind === "noun" && (h.head === anchor.head || h.to >= anchor.head))) return "in_progress";
  // "possible victims are picked out": of the victims, not of the picking out
  if (hits.some((h) => h.entry.predicate && h.entry.kind === "adjective" && h.concept === "INTEND" && !(anchor.verbal && s.readings[h.to]?.pos === "noun"))) return "planned";
  if (s.tokens.slice(before.from, before.to).some((t) => /^(?:draft|pilot|proposed)$/.test(t.word))) return "in_progress";
  if (s.tokens.slice(before.from, before.to).some((t) => isOf(s, "existing_verb", t.word === "existing" ? "exist" : t.word))) return "in_place";
  return null;
}

/** Participles and relative clauses that tell what became of the thing ("being drafted", "which was closed"). */
export function modifiersSay(s: Sentence, anchor: Anchor, table: StatusTable): Folding | null {
  for (let i = 0; i < s.predicates.length; i++) {
    const p = s.predicates[i];
    if (p === undefined || (p.link !== "modifier" && p.link !== "relative" && p.kind !== "phrase")) continue;
    if (p.from < anchor.head || p.from > anchor.phrase.to + 3) continue;
    if (p.kind !== "phrase" && p.from > anchor.phrase.to + 2) continue;
    const near = p.modifies === anchor.head || (p.modifies >= anchor.phrase.from && p.modifies < anchor.phrase.to) || (p.kind === "phrase" && p.from >= anchor.head && (p.from <= anchor.phrase.to + 1 || addedBehind(s, anchor.phrase.to, p.from)));
    if (!near || (p.link === "relative" && p.class !== "END" && p.class !== "SUBMIT" && p.class !== "DRAFT" && formOf(p, s) !== "ongoing")) continue;
    if (p.class !== "END" && p.class !== "SUBMIT" && p.class !== "DRAFT" && p.class !== "INTEND" && p.class !== "LACK" && formOf(p, s) !== "ongoing" && !p.negated) continue;
    if (p.kind === "phrase" && p.class !== "SUBMIT") continue;
    if (p.class === "INTEND" && (p.link !== "modifier" || /^aim|^commit|^intend/.test(p.term))) continue;
    const direct = table.direct(p.class, formOf(p, s), anchor.measure);
    if (direct !== null && direct !== "none") return { outcome: direct, certainty: "explicit", cue: p.term, unknown: null };
  }
  return null;
}

/** "a database, currently under development" */
function addedBehind(s: Sentence, from: number, to: number): boolean {
  return s.tokens[from]?.word === "," && s.readings.slice(from + 1, to).every((r) => r.pos === "adverb" || r.facts.function === "adverb");
}
