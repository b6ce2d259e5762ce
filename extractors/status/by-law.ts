// Owns what a law says, rules or foresees, which is in place by being law. Must not know States.
import { NO_HEADS, phraseAround, phraseStart } from "../clauses/phrases.js";
import { hitsIn, isOf, type Predicate, type Sentence } from "../clauses/sentence.js";
import type { Hit } from "../lexicon/find.js";
import { type Anchor, OFFENCES } from "./anchor.js";
import { headOf } from "./flaws.js";
import { MAKING } from "./sense.js";
import { formOf } from "./sense.js";

/** What a law says is to be done is the rule: "Under the Act offenders are to be …", "the regulations empower the Minister to grant …". */
export function ofLaw(s: Sentence, p: Predicate, anchor: Anchor): boolean {
  const laws = s.hits.filter((h) => s.things.law_text.has(h.concept) && h.entry.kind !== "verb");
  const subject = p.subject;
  return laws.some((h) => (subject !== null && !(anchor.head >= subject.from && anchor.head < subject.to) && h.from >= subject.from && h.to <= subject.to) || s.hits.some((u) => u.concept === "UNDER" && u.to <= h.from && h.from - u.to <= 3 && h.to <= p.from));
}

/** "The law foresees …": what a government would plan. */
export function foreseenByLaw(s: Sentence, p: Predicate, anchor: Anchor): boolean {
  return p.class === "INTEND" && isOf(s, "law_provides", p.term) && !p.passive && !p.negated && p.modal === "" && ofLaw(s, p, anchor);
}

/** "Whoever trades in persons shall be punished", "the transport of a child is deemed to be trafficking": the words of a rule; in a draft it is no rule yet. */
export function isRule(s: Sentence, p: Predicate, anchor: Anchor): boolean {
  if (!OFFENCES.test(anchor.measure) || p.kind !== "finite" || !p.passive || p.negated) return false;
  return (p.modal === "shall" || (p.modal === "" && isOf(s, "deemed", p.term))) && !s.hits.some((h) => h.concept === "BILL" && !h.entry.predicate);
}

/** "The Act provides that victims shall be entitled to care", "under the law, victims shall receive …": the rule is there; "shall be set up" is still to be done, and what a bill says is none. */
export function ruledByLaw(s: Sentence, p: Predicate, kind: string, anchor: Anchor): boolean {
  if (p.negated || p.kind !== "finite" || (MAKING.has(kind) && !isOf(s, "grants", p.term)) || kind === "INTEND") return false;
  if (p.modal === "shall" && ofLaw(s, p, anchor)) return !s.hits.some((h) => h.concept === "BILL" && !h.entry.predicate && h.to <= p.from);
  return /^(?:shall|will)$/.test(p.modal) && saidByLaw(s, p);
}

/** "By statute, victims must be given medical care": what they get by law; "must be set up" is still to be done. */
export function mustByLaw(s: Sentence, p: Predicate, anchor: Anchor): boolean {
  if (p.negated || p.kind !== "finite" || (MAKING.has(p.class) && !isOf(s, "grants", p.term)) || s.hits.some((h) => h.concept === "BILL" && !h.entry.predicate)) return false;
  return ofLaw(s, p, anchor) || s.hits.some((h) => h.concept === "LEGALLY" && h.to <= p.from && s.tokens[h.from]?.word === "by");
}

/** "a law which lays down that …", "the Act provides that …", "a decree under which …" */
function saidByLaw(s: Sentence, p: Predicate): boolean {
  const which = p.link === "relative" && p.joint === "which" && p.subject !== null;
  const q = which ? p : p.link === "complement" && p.joint === "that" ? s.predicates[p.parent] : undefined;
  if (q === undefined || (q !== p && (q.kind !== "finite" || q.modal !== "" || q.negated || q.passive))) return false;
  const head = q.link === "relative" ? q.modifies : headOf(s, q.subject);
  const before = { from: Math.max(0, phraseStart(s, head)), to: q.from };
  if (hitsIn(s, before).some((h) => h.concept === "BILL" && !h.entry.predicate)) return false;
  // "the Act on Trafficking in Persons, which provides that": the Act reaches up to the clause.
  const reaches = (h: Hit): boolean => (h.from <= head && head < h.to) || (q.link === "relative" && h.to <= head && phraseAround(s, h.from, h.to, NO_HEADS).to > head);
  return head >= 0 && s.hits.some((h) => (s.things.law_text.has(h.concept) || (h.concept === "AMEND" && h.head === head)) && h.entry.kind !== "verb" && reaches(h));
}

/** "The Act is being amended so that victims may be granted a permit", "is being revised to give them one": what a text that is being made will say. */
export function toBeSaid(s: Sentence, p: Predicate, below: Predicate, kind: string): boolean {
  if (!p.passive || p.negated || formOf(p, s) !== "ongoing" || !(kind === "CHANGE" || MAKING.has(kind)) || p.subject === null) return false;
  const { from, to } = p.subject;
  const so = below.link === "complement" && below.joint === "that" && s.tokens[p.to]?.word === "so";
  const purpose = below.link === "purpose" && below.from - p.to <= 3;
  return (so || purpose) && s.hits.some((h) => s.things.law_text.has(h.concept) && h.entry.kind === "noun" && h.from >= from && h.to <= to);
}
