// Owns where the subject of a finite verb stands, and what stands between. Must not link predicates.
import { lastOf } from "./opens.js";
import { antecedent } from "./opens.js";
import { secondRelative } from "./opens.js";
import { BREAKS, functionOf, isComplementizer, isJoint, isRelative, isSubordinator, type Linking, onlyAdverbs, opensAside, wordBefore } from "./opens.js";
import type { Predicate, Range } from "./sentence.js";

interface Opening {
  /** First token of the clause that the predicate heads. */
  start: number;
  link: Predicate["link"];
  joint: string;
  subject: Range | null;
  /** Token of the noun that a relative clause belongs to. */
  modifies: number;
}

/** Where the clause of a finite verb begins, and what stands there. */
export function openingOf(l: Linking, p: Predicate, i: number): Opening {
  const aside = asideBefore(l, p, i);
  if (aside !== null) return aside;
  const previous = l.predicates[lastOf(l, i, ["finite"])];
  const nearest = l.predicates[lastOf(l, i, ["finite", "infinitive", "gerund", "participle"])];
  const floor = previous?.to ?? 0;
  const joint = wordBefore(l, p.from);
  // "that laws to prevent and combat …": a verb joined right to the one before opens no clause.
  if (nearest !== undefined && nearest !== previous && joint >= nearest.to && isJoint(l, joint) && joint - nearest.to <= 1) return { start: joint, link: "coordinate", joint: l.tokens[joint]?.word ?? "", subject: null, modifies: -1 };
  for (let t = p.from - 1; t >= floor; t--) {
    if (isRelative(l, t)) return { start: t, link: "relative", joint: l.tokens[t]?.word ?? "", subject: t + 1 < p.from && !onlyAdverbs(l, t + 1, p.from) ? { from: t + 1, to: p.from } : null, modifies: secondRelative(l, t, previous) ?? antecedent(l, t, previous) };
    if (isComplementizer(l, t)) return { start: t, link: "complement", joint: l.tokens[t]?.word ?? "that", subject: afterLeadIn(l, t + 1, p.from), modifies: -1 };
    const verbless = isSubordinator(l, t) ? behindVerbless(l, t, p.from) : null;
    if (verbless !== null) return { start: floor === 0 ? 0 : t, link: "main", joint: "", subject: verbless, modifies: -1 };
    if (isSubordinator(l, t)) return { start: t, link: "adverbial", joint: l.tokens[t]?.word ?? "", subject: afterLeadIn(l, t + 1, p.from), modifies: -1 };
    if (BREAKS.has(l.tokens[t]?.word ?? "")) return { start: t + 1, link: "main", joint: l.tokens[t]?.word ?? "", subject: afterLeadIn(l, t + 1, p.from), modifies: -1 };
  }
  const k = wordBefore(l, p.from);
  if (k >= floor && isJoint(l, k) && nearest !== undefined) return { start: k, link: "coordinate", joint: l.tokens[k]?.word ?? "", subject: null, modifies: -1 };
  if (previous === undefined) return { start: 0, link: "main", joint: "", subject: afterLeadIn(l, 0, p.from), modifies: -1 };
  const whole = pastRelative(l, p, i, previous);
  if (whole !== null) return whole;
  for (let t = p.from - 1; t >= floor; t--) {
    if (isJoint(l, t) && t + 1 < p.from) return { start: t, link: "main", joint: l.tokens[t]?.word ?? "", subject: { from: t + 1, to: p.from }, modifies: -1 };
  }
  return { start: floor, link: "complement", joint: "", subject: floor < p.from ? { from: floor, to: p.from } : null, modifies: -1 };
}

/** "After some delay in the works, a shelter was opened": "after" leads in to a noun alone, and the subject stands behind the comma; null where it opens a clause. */
function behindVerbless(l: Linking, t: number, to: number): Range | null {
  if (!/^(?:after|before|since|until)$/.test(l.tokens[t]?.word ?? "") || l.predicates.some((q) => q.kind !== "noun" && q.kind !== "phrase" && q.from > t && q.to <= to)) return null;
  for (let c = to - 1; c > t; c--) {
    if (functionOf(l, c) === "conjunction") return null;
    if (l.tokens[c]?.word === ",") return c + 1 < to ? { from: c + 1, to } : null;
  }
  return null;
}

/** "The commission, established in 2009, coordinates": the subject stands before an aside between commas; null where there is none. */
function asideBefore(l: Linking, p: Predicate, i: number): Opening | null {
  const close = wordBefore(l, p.from);
  if (l.tokens[close]?.word !== ",") return null;
  for (let c = close - 1; c > 0 && close - c < LONGEST_ASIDE && !BREAKS.has(l.tokens[c]?.word ?? ""); c--) {
    if (l.tokens[c]?.word !== "," || !opensAside(l, c + 1)) continue;
    const nominal = l.readings[c - 1]?.pos === "noun" || l.readings[c - 1]?.pos === "number" || l.tokens[c - 1]?.word === ")";
    if (!nominal) return null;
    const inside = l.predicates.filter((q) => q.from < c).length;
    const opening = openingOf(l, { ...p, from: c }, Math.min(inside, i));
    const known = opening.subject !== null && (opening.link !== "complement" || opening.joint !== "");
    return known && opening.link !== "coordinate" ? opening : null;
  }
  return null;
}

/** "The law that provides for shelters was adopted": the subject stands before the relative clause; null where nothing of the kind. */
function pastRelative(l: Linking, p: Predicate, i: number, relative: Predicate): Opening | null {
  if (relative.link !== "relative" || relative.modifies < 0) return null;
  for (let t = relative.to; t < p.from; t++) if (isJoint(l, t)) return null;
  let start = relative.from;
  while (start > relative.modifies && !isRelative(l, start)) start--;
  const opening = openingOf(l, { ...p, from: start }, l.predicates.indexOf(relative));
  const holds = opening.subject !== null && opening.subject.from <= relative.modifies && relative.modifies < opening.subject.to;
  return holds && i > 0 ? opening : null;
}

const LONGEST_ASIDE = 30;

/** A subject without what leads in to it: "In 2010, the Government" gives "the Government". */
function afterLeadIn(l: Linking, from: number, to: number): Range | null {
  let start = from;
  const opens = functionOf(l, from) === "preposition" || l.readings[from]?.pos === "adverb" || l.tokens[from]?.word === "to" || functionOf(l, from) === "conjunction" || l.readings[from]?.pos === "verb";
  if (opens) for (let t = from; t < to; t++) if (l.tokens[t]?.word === ",") start = t + 1;
  while (start < to && (functionOf(l, start) === "conjunction" || l.readings[start]?.pos === "adverb" || l.tokens[start]?.word === ",")) start++;
  return start < to ? { from: start, to } : null;
}
