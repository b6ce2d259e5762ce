// Owns what ties predicates together: where clauses begin, whose subject a noun phrase is, what hangs on what.
// Must not know measures, States or status.
import type { WordGroups } from "../../datasets/concepts.js";
import type { Reading } from "../lexicon/reading.js";
import type { Token } from "../text/tokens.js";
import type { Predicate, Range } from "./sentence.js";

/** What the linker works on; predicates are changed in place. */
export interface Linking {
  tokens: readonly Token[];
  readings: readonly Reading[];
  predicates: Predicate[];
  /** Tokens that are part of a name. */
  inName: ReadonlySet<number>;
  /** Words by group, of the language. */
  groups: WordGroups;
}

const BREAKS = new Set([";", ":", "?", "!"]);

function functionOf(l: Linking, i: number): string {
  return l.readings[i]?.facts.function ?? "";
}

/** "that" with a verb behind it and no subject refers to a noun ("a law that provides for …", "no law was adopted that protects …"). */
function refersBack(l: Linking, i: number): boolean {
  if (i === 0 || l.tokens[i]?.word !== "that" || l.tokens[i - 1]?.word === ",") return false;
  let k = i + 1;
  while (k < l.tokens.length && (l.readings[k]?.pos === "adverb" || functionOf(l, k) === "negation")) k++;
  return l.predicates.some((p) => p.from <= k && k < p.to && p.from > i && p.kind !== "noun" && p.kind !== "phrase" && p.kind !== "gerund");
}

/** "that" joins a clause behind a verb. */
function isComplementizer(l: Linking, i: number): boolean {
  return functionOf(l, i) === "complementizer" && !refersBack(l, i);
}

function isRelative(l: Linking, i: number): boolean {
  return (functionOf(l, i) === "relative" && !l.inName.has(i)) || refersBack(l, i);
}

function isSubordinator(l: Linking, i: number): boolean {
  // "since 2005", "until March 2010": a point in time opens no clause.
  const time = l.readings[i + 1]?.pos === "number" || (l.tokens[i + 1]?.capital === true && l.readings[i + 2]?.pos === "number");
  return functionOf(l, i) === "subordinator" && !time;
}

function isJoint(l: Linking, i: number): boolean {
  if (l.tokens[i]?.word === "as" && l.tokens[i - 1]?.word === "well" && l.tokens[i - 2]?.word === "as") return true;
  return functionOf(l, i) === "conjunction" || l.tokens[i]?.word === "," || l.tokens[i]?.word === "–" || l.tokens[i]?.word === "—";
}

/** The token before `i` that is neither adverb nor negation. */
function wordBefore(l: Linking, i: number): number {
  let k = i - 1;
  while (k >= 0 && (l.readings[k]?.pos === "adverb" || functionOf(l, k) === "negation")) k--;
  return k;
}

/** Settles for each bare form in -ed whether it is the verb of a clause or belongs to the noun before it ("a law adopted in 2010"). */
function settleParticiples(l: Linking): void {
  l.predicates.forEach((p, i) => {
    if (p.kind === "finite" && shortParticiple(l, p, i)) p.kind = "participle";
    if (p.kind !== "participle") return;
    const k = wordBefore(l, p.from);
    const previous = l.predicates[i - 1];
    if (k < 0) {
      p.kind = "finite";
      return;
    }
    if (isJoint(l, k)) {
      // ", adopted in 2010," belongs to the noun; "and adopted" goes on with the clause.
      const follows = functionOf(l, p.to);
      const aside = l.tokens[k]?.word === "," && (follows === "preposition" || l.tokens[p.to]?.word === "to") && l.readings[k - 1]?.pos !== "verb" && previous?.kind !== "participle";
      p.kind = aside && !continuesVerb(l, i) ? "participle" : "finite";
      return;
    }
    const nominal = l.readings[k]?.pos === "noun" || l.readings[k]?.pos === "number" || l.tokens[k]?.word === ")" || l.tokens[k]?.word === "”";
    if (!nominal) {
      p.kind = "finite";
      return;
    }
    const next = functionOf(l, p.to);
    // "the framework aimed at protecting": one who aims, aims to
    if (p.class === "INTEND" && next === "preposition" && l.tokens[p.to - 1]?.word !== "to" && l.readings[p.head]?.facts.verb.has("participle") === true && /^(?:at|towards?|for)$/.test(l.tokens[p.to]?.word ?? l.tokens[p.to - 1]?.word ?? "")) {
      p.kind = "participle";
      return;
    }
    // "Brazil recommended to …": a name that opens the sentence and speaks
    if (i === 0 && SPEAKS.has(p.class) && l.tokens[p.to]?.word !== "by" && l.tokens[k]?.capital === true && l.tokens.slice(0, k).every((t) => t.capital || t.kind !== "word" || /^(?:the|of|and)$/.test(t.word))) {
      p.kind = "finite";
      return;
    }
    const direct = next === "determiner" || (l.readings[p.to]?.pos === "noun" && next === "") || (l.readings[p.to]?.pos === "adjective" && next === "") || isComplementizer(l, p.to);
    if ((direct || (isActing(l, l.tokens[k]?.word ?? "") && l.tokens[p.to]?.word !== "by")) && (!verbBefore(l, i) || (direct && opensClause(l, i, k)))) {
      p.kind = "finite";
      return;
    }
    p.kind = verbBefore(l, i) || verbAfter(l, i) ? "participle" : "finite";
  });
}

const SPEAKS = new Set(["SAY", "ASK", "PRAISE", "DOUBT"]);

/** ", and civil society organizations raised …": behind a comma and "and" a noun and a verb with an object are a new clause. */
function opensClause(l: Linking, i: number, noun: number): boolean {
  for (let t = noun; t > (l.predicates[i - 1]?.to ?? 0); t--) {
    if (functionOf(l, t) === "conjunction") return l.tokens[t - 1]?.word === "," && /^(?:and|but|while|whereas)$/.test(l.tokens[t]?.word ?? "");
    if (functionOf(l, t) === "preposition" || l.tokens[t]?.word === ",") return false;
  }
  return false;
}

/** "The shelters set up in the capital offer": a participle with the look of a base form, and the clause's verb further on. */
function shortParticiple(l: Linking, p: Predicate, i: number): boolean {
  const forms = l.readings[p.head]?.facts.verb;
  if (p.from !== p.head || forms?.has("participle") !== true || !forms.has("base")) return false;
  return l.readings[p.from - 1]?.pos === "noun" && functionOf(l, p.to) === "preposition" && verbAfter(l, i);
}

/** A clause's verb stands before predicate `i`, with no new clause in between. */
function verbBefore(l: Linking, i: number): boolean {
  const p = l.predicates[i];
  for (let j = i - 1; j >= 0; j--) {
    const q = l.predicates[j];
    if (p === undefined || q === undefined) return false;
    for (let t = q.to; t < p.from; t++) {
      if (BREAKS.has(l.tokens[t]?.word ?? "") || isSubordinator(l, t) || isComplementizer(l, t)) return false;
      // ", and the police trained": a new clause may begin at a comma or "and" with a noun phrase behind it.
    }
    if (q.kind === "finite") return !newSubject(l, q.to, p.from);
  }
  return false;
}

/** Who acts in these texts: a bare form in -ed behind one of them is its verb. */
const isActing = (l: Linking, word: string): boolean => l.groups.acts_first.has(word) || /^(?:it|they|he|she|we|which|who)$/.test(word);

/** Between the verb before and this one stands a joint and a noun phrase that runs up to the verb: a subject. */
function newSubject(l: Linking, from: number, to: number): boolean {
  for (let t = to - 1; t >= from; t--) {
    if (isJoint(l, t)) return t < to - 1 && (functionOf(l, t + 1) === "determiner" || functionOf(l, t + 1) === "pronoun" || l.tokens[t + 1]?.capital === true);
    if (functionOf(l, t) === "preposition") return false;
  }
  return false;
}

function verbAfter(l: Linking, i: number): boolean {
  const p = l.predicates[i];
  const next = l.predicates.slice(i + 1).find((q) => q.kind === "finite" || q.kind === "participle");
  if (p === undefined || next === undefined) return false;
  // "Officers trained by the academy identified many victims": of two bare forms the one with an object is the verb.
  if (next.kind !== "finite" && !(functionOf(l, p.to) === "preposition" && opensObject(l, next.to))) return false;
  for (let t = p.to; t < next.from; t++) if (BREAKS.has(l.tokens[t]?.word ?? "") || isSubordinator(l, t) || isRelative(l, t) || isComplementizer(l, t)) return false;
  return !isJoint(l, wordBefore(l, next.from));
}

/** A noun phrase begins: "the border", "joint patrols". */
function opensObject(l: Linking, at: number): boolean {
  const reading = l.readings[at];
  return functionOf(l, at) === "determiner" || (functionOf(l, at) === "" && (reading?.pos === "noun" || reading?.pos === "adjective" || reading?.pos === "number"));
}

function continuesVerb(l: Linking, i: number): boolean {
  // "established, trained and equipped": a row of verbs.
  const next = l.predicates[i + 1];
  return next !== undefined && next.kind !== "noun" && next.from - (l.predicates[i]?.to ?? 0) <= 2 && isJoint(l, wordBefore(l, next.from));
}

function isFinite(p: Predicate): boolean {
  return p.kind === "finite";
}

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
function openingOf(l: Linking, p: Predicate, i: number): Opening {
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

function opensAside(l: Linking, at: number): boolean {
  if (isRelative(l, at) || /^(?:together|along|jointly)$/.test(l.tokens[at]?.word ?? "")) return true;
  if (functionOf(l, at) === "preposition") return true;
  return l.predicates.some((q) => q.from === at && (q.kind === "participle" || q.kind === "gerund"));
}

function onlyAdverbs(l: Linking, from: number, to: number): boolean {
  for (let t = from; t < to; t++) if (l.readings[t]?.pos !== "adverb" && functionOf(l, t) !== "negation") return false;
  return true;
}

/** A subject without what leads in to it: "In 2010, the Government" gives "the Government". */
function afterLeadIn(l: Linking, from: number, to: number): Range | null {
  let start = from;
  const opens = functionOf(l, from) === "preposition" || l.readings[from]?.pos === "adverb" || l.tokens[from]?.word === "to" || functionOf(l, from) === "conjunction" || l.readings[from]?.pos === "verb";
  if (opens) for (let t = from; t < to; t++) if (l.tokens[t]?.word === ",") start = t + 1;
  while (start < to && (functionOf(l, start) === "conjunction" || l.readings[start]?.pos === "adverb" || l.tokens[start]?.word === ",")) start++;
  return start < to ? { from: start, to } : null;
}

function nounBefore(l: Linking, i: number): number {
  for (let t = i - 1; t >= 0 && t > i - 4; t--) if (l.readings[t]?.pos === "noun" || l.readings[t]?.pos === "number") return t;
  return -1;
}

/** "which was signed in 2008 and which provides for": the second belongs to the same noun as the first; null where it is no second one. */
function secondRelative(l: Linking, i: number, previous: Predicate | undefined): number | null {
  const joined = isJoint(l, i - 1) && l.tokens[i - 1]?.word !== ",";
  return joined && previous?.link === "relative" && previous.modifies >= 0 ? previous.modifies : null;
}

/** The noun that a relative clause opened at `i` belongs to: right before it, or the subject of the verb in between ("No law was adopted that …"). */
function antecedent(l: Linking, i: number, verb: Predicate | undefined): number {
  const near = nounBefore(l, i);
  if (verb === undefined || near >= verb.to || verb.to < i - 1 || verb.subject === null) return near;
  let head = -1;
  for (let t = verb.subject.from; t < verb.subject.to; t++) {
    if (functionOf(l, t) === "preposition") break;
    if (l.readings[t]?.pos === "noun") head = t;
  }
  return head;
}

/** The nearest predicate before `i` that has one of the kinds. */
function lastOf(l: Linking, i: number, kinds: readonly Predicate["kind"][]): number {
  for (let j = i - 1; j >= 0; j--) if (kinds.includes(l.predicates[j]?.kind ?? "phrase")) return j;
  return -1;
}

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
