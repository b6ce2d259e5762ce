// Owns what a measure is told of as a part of: the content of a law, the aim of a plan. Must not know States or documents.
import type { Governor } from "../clauses/governors.js";
import { isOf, type Predicate, type Range, type Sentence } from "../clauses/sentence.js";

/** What holds a measure: a law that provides for it, a plan that aims at it. */
export type Container = "law" | "plan";

const HOLDERS: Readonly<Record<string, Container>> = { LAW: "law", PENAL_CODE: "law", BILL: "law", PLAN_STRONG: "plan" };

/** The holder that a noun is; null where it is none. */
function holderAt(s: Sentence, token: number): Container | null {
  for (const h of s.hits) {
    const kind = HOLDERS[h.concept];
    if (kind !== undefined && !h.entry.predicate && h.from <= token && token < h.to) return kind;
  }
  return null;
}

/** The head of a noun phrase: the last noun before its first preposition. */
function headOf(s: Sentence, range: Range): number {
  let head = -1;
  for (let t = range.from; t < range.to; t++) {
    if (s.readings[t]?.facts.function === "preposition" && head >= 0) break;
    if (s.readings[t]?.pos === "noun") head = t;
  }
  return head;
}

/** How far "the purpose of which" looks back for what it is the purpose of, in tokens. */
const WHICH_WITHIN = 16;

/** The nearest holder before "…, the purpose of which is". */
function holderBefore(s: Sentence, from: number): Container | null {
  for (let t = from - 1; t >= 0 && t > from - WHICH_WITHIN; t--) {
    const holder = holderAt(s, t);
    if (holder !== null) return holder;
  }
  return null;
}

/** What an infinitive is for: the object of the verb above, or in the passive its subject. */
function aimedFrom(s: Sentence, p: Predicate): Container | null {
  const above = s.predicates[p.parent];
  if (p.kind !== "infinitive" || above === undefined) return null;
  if (above.passive && above.subject !== null) return holderAt(s, headOf(s, above.subject));
  return holderAt(s, headOf(s, { from: above.to, to: p.from }));
}

/** "legislation for the identification of victims": the law's own phrase holds the measure, with nothing joined between. */
export function nounHolder(s: Sentence, head: Range): Container | null {
  for (let t = head.from - 1; t >= 0 && t > head.from - WHICH_WITHIN; t--) {
    const holder = holderAt(s, t);
    if (holder !== null) return holder;
    const fn = s.readings[t]?.facts.function;
    if (s.readings[t]?.pos === "mark" || fn === "conjunction" || (s.predicateAt[t] ?? -1) >= 0) return null;
  }
  return null;
}

/**
 * Tells what holds a measure.
 * @param way predicates above the measure, the nearest first
 * @returns null where it stands by itself
 */
export function containerOf(s: Sentence, way: readonly Governor[]): Container | null {
  for (const { predicate: p, relation } of way) {
    if (p.kind === "noun" || p.kind === "phrase") continue;
    if (p.modifies >= 0 && p.modifies < p.from) {
      // "a law, the purpose of which is …"
      const holder = holderAt(s, p.modifies) ?? (p.link === "relative" ? holderBefore(s, p.modifies) : null);
      if (holder !== null) return holder;
    }
    const aimed = aimedFrom(s, p);
    if (aimed !== null) return aimed;
    if (p.kind !== "finite") continue;
    return p.subject === null || p.passive || relation === "subject" ? null : holderAt(s, headOf(s, p.subject));
  }
  return null;
}

/** "The plan covers legislation and training", "sets priorities in the fields of law and shelter", "aims to link the police with services": what a plan is on. */
export function isOnTopicOfPlan(s: Sentence, phrase: Range, way: readonly Governor[]): boolean {
  if (containerOf(s, way) !== "plan") return false;
  const named = s.tokens.slice(way[0]?.predicate.to ?? phrase.from, phrase.from).some((t) => isOf(s, "plan_topic", t.word));
  return named || way.some(({ predicate: p, relation }) => relation !== "subject" && isOf(s, "plan_topic", p.term));
}
