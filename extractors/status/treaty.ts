// Owns what a State did with a treaty: only words of ratifying, acceding or signing say anything.
// Must not know States.
import type { StatusTable } from "../../datasets/status-table.js";
import { type Governor, nounOf, wayUp } from "../clauses/governors.js";
import { deniedPhrase, phraseStart } from "../clauses/phrases.js";
import { isOf, type Predicate, type Sentence } from "../clauses/sentence.js";
import type { Anchor } from "./anchor.js";
import type { StatusReading } from "./anchor.js";
import { statusOfPredicate } from "./of-clause.js";
import { foldWay } from "./up-the-sentence.js";

/** Verbs of other classes that bind a State when a treaty is what they act on. */
const BINDS = /^(?:adopt|approve|incorporate|transpose|accept|conclude|enter into force|come into force|enter into|domesticate|integrate|endorse|join|adoption|approval|incorporation|entry into force|transposition|implement|translate into law|become)$/;

/** The class that a predicate has for a treaty; "" where it says nothing of it. */
function treatyClass(p: Predicate): string {
  if (p.class === "RATIFY" || p.class === "SIGN") return p.class;
  if (p.term === "sign" || p.term === "signing") return "SIGN";
  return (p.class === "CREATE" || p.class === "RUN") && BINDS.test(p.term) && p.class === "CREATE" ? "RATIFY" : "";
}

/** "signed but has not ratified": signed decides; "signed and ratified": ratified. */
function signedOnly(s: Sentence, at: number): boolean {
  const p = s.predicates[at];
  if (p === undefined || !p.negated || p.class !== "RATIFY") return false;
  return s.predicates.slice(Math.max(0, at - 2), at).some((q) => treatyClass(q) === "SIGN" && !q.negated);
}

function ratifiedToo(s: Sentence, at: number): Predicate | null {
  const near = s.predicates.slice(Math.max(0, at - 1), at + 2);
  return near.find((q, k) => q !== s.predicates[at] && q.class === "RATIFY" && (q.link === "coordinate" || q.kind === "noun" || k > 0) && Math.abs(q.from - (s.predicates[at]?.from ?? 0)) <= 6) ?? null;
}

/** "signed it in 2001 and ratified it in 2005", "signed it, and completed its ratification in 2021": what is said of it later in the sentence; null where nothing is. */
function laterToo(s: Sentence, at: number, table: StatusTable): StatusReading | null {
  for (let i = at + 1; i < s.predicates.length; i++) {
    const q = s.predicates[i];
    if (q?.class !== "RATIFY" || q.negated) continue;
    const taken = q.kind === "noun" ? /^(?:its|their)$/.test(s.tokens[q.from - 1]?.word ?? "") : /^(?:it|them)$/.test(s.tokens[q.to]?.word ?? "");
    const read = taken ? statusOfPredicate(s, i, "treaty.", table) : null;
    if (read?.status === "in_place") return read;
  }
  return null;
}

/** "was completed", not "is being completed" */
function formIsDone(s: Sentence, p: Predicate): boolean {
  return isOf(s, "finished", p.term) && !s.tokens.slice(p.from, p.head).some((t) => t.word === "being");
}

/** "the procedure for accession" */
function inProcedure(s: Sentence, p: Predicate): boolean {
  const start = phraseStart(s, p.head);
  return s.readings[start - 1]?.facts.function === "preposition" && isOf(s, "procedure", s.tokens[start - 2]?.word);
}

/** Verbs that stand after the treaty's name and belong to it: "the Protocol, ratified in 2005", "the Protocol was ratified". */
function after(s: Sentence, anchor: Anchor): number {
  for (let i = 0; i < s.predicates.length; i++) {
    const p = s.predicates[i];
    if (p === undefined || p.from < anchor.head || treatyClass(p) === "") continue;
    if ((p.kind === "participle" || p.link === "relative") && p.from <= anchor.phrase.to + 3) return i;
    if (p.kind === "participle" && p.modifies >= anchor.phrase.from && p.modifies <= anchor.phrase.to) return i;
  }
  return -1;
}

/** Farthest that a list of treaties begins behind "to which it is not yet a party", in tokens. */
const LIST_WITHIN = 8;

/** "urged the State to join the treaties to which it was not yet a party, including A and B": that it is not is told, whatever is asked. */
function listedAsMissing(s: Sentence, anchor: Anchor): boolean {
  const at = s.predicates.findLastIndex((p) => p.to <= anchor.phrase.from && p.negated && p.kind === "finite" && p.link !== "main");
  const p = s.predicates[at];
  if (p === undefined || p.subject === null || !isOf(s, "points_back", s.tokens[p.subject.from]?.word)) return false;
  const which = s.tokens.slice(Math.max(0, p.subject.from - 4), p.subject.from);
  const joins = p.class === "RATIFY" || s.tokens.slice(p.to, p.to + 4).some((t) => t.word === "party");
  if (!joins || !which.some((t) => isOf(s, "treaty_word", t.word))) return false;
  const opens = s.tokens.findIndex((t, k) => k >= p.to && k <= p.to + LIST_WITHIN && (isOf(s, "example", t.word) || t.word === ":" || (t.word === "is" && s.tokens[k - 1]?.word === "that") || (t.word === "them" && s.tokens[k - 1]?.word === "among")));
  return opens >= 0 && opens < anchor.phrase.from && !s.predicates.some((q) => q.from > opens && q.to <= anchor.phrase.from && q.kind !== "noun");
}

/** Reads what the sentence says that the State did with the treaty. `status` is null where it only names it. */
export function readTreatyStatus(s: Sentence, anchor: Anchor, table: StatusTable): StatusReading {
  const way = wayUp(s, anchor.phrase, anchor.head);
  if (listedAsMissing(s, anchor)) return { status: "absent", certainty: "explicit", cue: "not yet a party", unknown: null, way };
  const tail = after(s, anchor);
  let start = way.findIndex((g) => treatyClass(g.predicate) !== "");
  let used: Governor[] = start < 0 ? [] : way.slice(start);
  if (tail >= 0 && (start < 0 || s.predicates[tail]?.class === "RATIFY")) {
    const predicate = s.predicates[tail];
    if (predicate !== undefined && start < 0) {
      used = [{ predicate, index: tail, relation: "object" }];
      start = 0;
    }
  }
  const nearest = used[0];
  // "Neither the Protocol nor the Convention has been ratified", "has ratified neither the Convention nor its Protocol"
  if (nearest !== undefined && deniedPhrase(s, anchor.head)) return { status: "absent", certainty: "explicit", cue: "neither", unknown: null, way };
  if (nearest === undefined) return { status: null, certainty: "explicit", cue: "named without an act", unknown: null, way };
  if (way.slice(0, start).some((g) => g.predicate.class === "ASK" || g.predicate.class === "NEED")) return { status: null, certainty: "explicit", cue: "asked", unknown: null, way };
  // "As a State party to the Protocol, the country submitted its report": it is a party, whatever it did.
  if (nearest.predicate.kind === "noun" && nearest.predicate.class === "RATIFY" && s.tokens[phraseStart(s, nearest.predicate.head) - 1]?.word === "as") return { status: "in_place", certainty: "explicit", cue: "as a party", unknown: null, way };
  // A parliament that approved the ratification has not deposited it; a law that enables it neither.
  const noun = nearest.predicate.kind === "noun" && nearest.predicate.class === "RATIFY";
  if (noun && way.some((g) => isOf(s, "approve", g.predicate.term) && !g.predicate.negated && !s.tokens.slice(g.predicate.from, g.predicate.to).some((t) => t.word === "not"))) return { status: "in_progress", certainty: "explicit", cue: "ratification approved", unknown: null, way };
  if (noun && way.some((g) => g.predicate.kind === "infinitive" && isOf(s, "enable", g.predicate.term))) return { status: "in_progress", certainty: "explicit", cue: "ratification enabled", unknown: null, way };
  if (signedOnly(s, nearest.index)) return { status: "in_progress", certainty: "explicit", cue: "signed, not ratified", unknown: null, way };
  const both = treatyClass(nearest.predicate) === "SIGN" ? ratifiedToo(s, nearest.index) : null;
  if (both?.negated === true && !nearest.predicate.negated) return { status: "in_progress", certainty: "explicit", cue: "signed, not ratified", unknown: null, way };
  const later = treatyClass(nearest.predicate) === "SIGN" && both === null ? laterToo(s, nearest.index, table) : null;
  if (later !== null) return { ...later, way };
  const kind = both !== null && !both.negated ? "RATIFY" : treatyClass(nearest.predicate);
  const renamed: Governor = { ...nearest, predicate: { ...nearest.predicate, class: kind } };
  const read = { ...foldWay(s, anchor, [renamed, ...used.slice(1)], table), way };
  // "had initiated the procedure for accession", where "completed" ends it
  const begun = noun && read.status === "in_place" && inProcedure(s, nearest.predicate) && !way.some((g) => !g.predicate.progressive && formIsDone(s, g.predicate));
  // "is examining a bill to ratify the Protocol": the bill is there.
  const bill = nearest.predicate.kind === "infinitive" && read.status === "planned" && s.hits.some((h) => h.concept === "BILL" && h.head === nounOf(s, nearest.predicate));
  return begun || bill ? { ...read, status: "in_progress", cue: bill ? "bill" : "procedure" } : read;
}
