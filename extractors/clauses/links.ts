// Owns what ties predicates together: where clauses begin, whose subject a noun phrase is, what hangs on what.
// Must not know measures, States or status.
import { functionOf, isFinite, isJoint, isSubordinator, lastOf, type Linking, nounBefore, wordBefore } from "./opens.js";
import { settleParticiples } from "./participles.js";
import type { Predicate, Range } from "./sentence.js";
import { openingOf } from "./subjects.js";

function linkFinite(l: Linking, i: number, starts: number[]): void {
  const p = l.predicates[i];
  if (p === undefined) return;
  const opening = openingOf(l, p, i);
  const before = lastOf(l, i, ["finite", "infinitive", "gerund", "participle"]);
  Object.assign(p, { link: opening.link, joint: opening.joint, subject: opening.subject, modifies: opening.modifies });
  if (opening.link === "complement") p.parent = heldBy(l, i, opening.start);
  if (opening.link === "coordinate") coordinate(l, i, before);
  // "to support and protect": a joined infinitive opens no clause.
  if (isFinite(p)) starts.push(opening.start);
  // "recommended: establish A": what stands behind a colon hangs on what leads in to it.
  if (opening.link === "main" && (opening.joint === ":" || opening.joint === ";") && isItem(l, opening.subject)) {
    const lead = beforeColon(l, opening.start, i);
    if (lead >= 0) Object.assign(p, { parent: lead, subject: null });
    // "intended to reform prisons; establish a hotline": a bare verb goes on with the infinitives before.
    else if (opening.joint === ";" && opening.subject === null && before >= 0) coordinate(l, i, before, true);
  }
  // "stated that A was done, and B was under way": the second hangs on the verb of saying as the first does.
  if (opening.link === "main" && before >= 0 && opening.joint !== ";" && opening.joint !== ".") {
    const first = l.predicates[lastOf(l, i, ["finite"])];
    if (first !== undefined && first.link === "complement") p.parent = first.parent;
  }
}

/** Nothing, or no more than the number of an item, stands before the verb ("(b) take into account"). */
function isItem(l: Linking, subject: Range | null): boolean {
  if (subject === null) return true;
  const words = l.tokens.slice(subject.from, subject.to);
  return words.some((t) => t.word === ")") && words.every((t) => t.kind !== "word" || /^(?:.|[ivx]+)$/.test(t.word));
}

/** The verb that leads in to a list whose item begins at `start`: the last one before the colon; -1 without a colon. */
function beforeColon(l: Linking, start: number, i: number): number {
  let colon = start - 1;
  while (colon >= 0 && l.tokens[colon]?.word !== ":") colon--;
  if (colon < 0) return -1;
  for (let j = i - 1; j >= 0; j--) if (l.predicates[j]?.kind === "finite" && (l.predicates[j]?.to ?? 0) <= colon) return j;
  return -1;
}

/** The predicate that a clause opened at `start` hangs on; "and that" goes on with the clause before. */
function heldBy(l: Linking, i: number, start: number): number {
  if (isJoint(l, wordBefore(l, start))) {
    for (let j = i - 1; j >= 0; j--) if (l.predicates[j]?.link === "complement" && l.predicates[j]?.kind === "finite") return l.predicates[j]?.parent ?? -1;
  }
  for (let j = i - 1; j >= 0; j--) if ((l.predicates[j]?.to ?? 0) <= start) return j;
  return -1;
}

/** Joined verbs share what is not said twice: auxiliaries, subject, and what they hang on. */
function coordinate(l: Linking, i: number, before: number, onlyBare = false): void {
  const p = l.predicates[i];
  if (p === undefined) return;
  const bare = p.from === p.head;
  const base = l.readings[p.head]?.facts.verb.has("base") === true && !/(?:ed|ing|s)$/.test(l.tokens[p.head]?.word ?? "");
  if (onlyBare && !(bare && base)) return;
  let j = before;
  // A bare base form goes with the last infinitive or modal verb, an -ed form with the last finite one.
  for (; j >= 0; j--) {
    const q = l.predicates[j];
    if (q === undefined || q.kind === "noun" || q.kind === "phrase" || q.link === "relative" || q.kind === "participle") continue;
    // "recommended that it strengthen A, establish B"
    const wished = q.kind === "finite" && q.link === "complement" && q.from === q.head && l.readings[q.head]?.facts.verb.has("base") === true;
    if (bare && base ? q.kind === "infinitive" || q.modal !== "" || wished : q.kind === "finite") break;
  }
  const q = l.predicates[j];
  if (q === undefined) return;
  p.parent = q.parent;
  p.subject = q.subject;
  if (q.kind === "infinitive" && bare && base) Object.assign(p, { kind: "infinitive", link: q.link, joint: q.joint, negated: q.negated });
  else if (bare && !(l.readings[p.head]?.facts.verb.has("past") === true && q.modal !== "")) {
    const sharesAuxiliary = q.from < q.head;
    if (sharesAuxiliary) Object.assign(p, { modal: q.modal, perfect: q.perfect, progressive: q.progressive && /ing$/.test(l.tokens[p.head]?.word ?? ""), passive: q.passive, negated: p.negated || (q.negated && p.joint !== "but") });
  }
  if (q.link === "complement" || q.link === "adverbial") p.joint = q.joint;
}

function linkInfinitive(l: Linking, i: number): void {
  const p = l.predicates[i];
  const previous = l.predicates[i - 1];
  if (p === undefined) return;
  const k = wordBefore(l, p.from);
  if (previous === undefined) {
    p.link = "purpose";
    return;
  }
  if (previous.to > k && previous.to >= p.from - 1) {
    p.parent = i - 1;
    p.link = "complement";
    return;
  }
  if (isJoint(l, k)) {
    const sibling = lastOf(l, i, ["infinitive"]);
    const q = l.predicates[sibling];
    const item = l.tokens[k]?.word === ";" || l.tokens[p.from - 1]?.word === ";" || l.tokens[k - 1]?.word === ";";
    if (q !== undefined && !item) {
      Object.assign(p, { parent: q.parent, link: q.link, joint: q.joint, modifies: q.modifies });
      return;
    }
  }
  // "its intention to do A; to do B; and to do C": each item hangs on what the first one hangs on.
  const opener = l.tokens[k]?.word === ";" || (isJoint(l, k) && l.tokens[k - 1]?.word === ";") ? firstItem(l, i) : undefined;
  if (opener !== undefined) {
    Object.assign(p, { parent: opener.parent, link: opener.link, joint: opener.joint, modifies: opener.modifies });
    return;
  }
  const noun = nounBefore(l, p.from);
  p.parent = i - 1;
  p.link = "purpose";
  p.modifies = noun === p.from - 1 || noun === p.from - 2 ? noun : -1;
}

/** The first infinitive behind the last finite verb: it opens the list that predicate `i` goes on with. */
function firstItem(l: Linking, i: number): Predicate | undefined {
  const verb = lastOf(l, i, ["finite"]);
  return l.predicates.slice(verb + 1, i).find((q) => q.kind === "infinitive");
}

function linkGerund(l: Linking, i: number): void {
  const p = l.predicates[i];
  if (p === undefined) return;
  const k = wordBefore(l, p.from);
  const word = l.tokens[k]?.word ?? "";
  if (isJoint(l, k)) {
    const sibling = lastOf(l, i, ["gerund"]);
    const q = l.predicates[sibling];
    if (q !== undefined && !q.progressive && p.from - q.to < 25) {
      Object.assign(p, { parent: q.parent, link: q.link, joint: q.joint, modifies: q.modifies });
      return;
    }
    p.parent = lastOf(l, i, ["finite"]);
    p.link = "adverbial";
    return;
  }
  const previous = l.predicates[i - 1];
  if (functionOf(l, k) === "preposition" || isSubordinator(l, k)) {
    p.joint = word;
    const tight = previous !== undefined && previous.to >= k;
    p.parent = tight ? i - 1 : lastOf(l, i, ["finite", "infinitive"]);
    p.link = tight ? "complement" : /^(?:by|through|including|in|following|after|via)$/.test(word) ? "manner" : "purpose";
    if (!tight) p.modifies = l.readings[k - 1]?.pos === "noun" ? k - 1 : -1;
    return;
  }
  p.parent = i - 1;
  p.link = previous !== undefined && previous.to === p.from ? "complement" : l.readings[k]?.pos === "noun" ? "modifier" : "adverbial";
  if (p.link === "modifier") p.modifies = k;
}

function linkParticiple(l: Linking, i: number): void {
  const p = l.predicates[i];
  if (p === undefined) return;
  p.link = "modifier";
  p.passive = true;
  p.modifies = nounBefore(l, p.from);
}

/**
 * Ties the predicates together, in place.
 * @returns first tokens of clauses, ascending; the first is 0
 */
export function linkPredicates(l: Linking): number[] {
  settleParticiples(l);
  const starts: number[] = [0];
  l.predicates.forEach((p, i) => {
    if (p.kind === "finite") linkFinite(l, i, starts);
    else if (p.kind === "infinitive") linkInfinitive(l, i);
    else if (p.kind === "gerund") linkGerund(l, i);
    else if (p.kind === "participle") linkParticiple(l, i);
  });
  l.tokens.forEach((t, i) => {
    if (t.word === ";") starts.push(i + 1);
  });
  return [...new Set(starts)].sort((a, b) => a - b);
}
