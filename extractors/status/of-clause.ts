// Owns the status that a clause gives to a measure which it does not name: "X is preparing one", "that of Y has been closed", "Z has none".
// Must not know measures' words or States.
import type { StatusTable } from "../../datasets/status-table.js";
import { wayUpFrom } from "../clauses/governors.js";
import type { Predicate, Sentence } from "../clauses/sentence.js";
import type { Status } from "../contracts.js";
import type { StatusReading } from "./anchor.js";
import { type Denial, deniedBehind, deniedPredicate } from "./denied.js";
import { aimedAt } from "./sense.js";
import { foldWay } from "./up-the-sentence.js";

/** Joints of clauses that tell of something beside what is said: a time, a reason, a condition. */
const ASIDE = new Set(["once", "if", "unless", "until", "when", "because", "since", "after", "before", "so", "as"]);
/** What an act that is done says for sure; "has", "is" only go on with what was said before. */
const FIRM = new Set(["CREATE", "RATIFY", "RUN", "CONTINUE"]);

/** The verb at the end of "plans to begin to draft": the index of the last infinitive that hangs on it, or the predicate's own. */
export function deepest(s: Sentence, index: number): number {
  let at = index;
  for (let j = index + 1; j < s.predicates.length; j++) {
    const q = s.predicates[j];
    if (q?.kind === "infinitive" && q.link === "complement" && q.parent === at) at = j;
  }
  return at;
}

/** The status that one predicate and those above it give, with denials that stand outside the verb. */
export function statusOfPredicate(s: Sentence, index: number, measure: string, table: StatusTable): StatusReading {
  const way = wayUpFrom(s, index);
  const p = s.predicates[index];
  const head = p?.head ?? 0;
  const r = foldWay(s, { measure, phrase: { from: p?.from ?? 0, to: p?.to ?? 0 }, head, verbal: true }, way, table);
  // "is preparing to introduce one"
  if (r.status === "in_place" && way.some((g, k) => k > 0 && g.predicate.class === "PREPARE" && g.predicate.progressive)) return { ...r, status: "in_progress", cue: "prepare" };
  const denial = way.map((g) => deniedPredicate(s, g.index) ?? (deniedBehind(s, g.predicate.to, Math.min(s.tokens.length, g.predicate.to + 3)) ? "absent" : null)).find((d): d is Denial => d !== null);
  return denial === undefined || r.status === "ended" ? r : { ...r, status: denial, cue: denial === "absent" ? "no" : "no longer" };
}

/** What has to be done by a rule: "must", "be required". `cue` is the term that decided. */
export const isDuty = (s: Sentence, cue: string): boolean => s.groups.duty.has(cue);

function speaks(s: Sentence, p: Predicate): boolean {
  if (aimedAt(s, p)) return false;
  if (p.kind === "phrase") return p.class === "SUBMIT";
  if (p.kind === "noun") return p.class === "END";
  if (p.kind === "participle") return p.class === "END" || p.progressive || p.class === "SUBMIT";
  return p.kind === "finite" && !(p.link === "adverbial" && ASIDE.has(p.joint));
}

/**
 * Reads the status of what a clause speaks of without naming it.
 * @returns `cue` is "" where the clause only goes on with what was said before
 */
export function statusOfClause(s: Sentence, table: StatusTable): StatusReading {
  const none: StatusReading = { status: "in_place", certainty: "inferred", cue: "", unknown: null, way: [] };
  const readings: StatusReading[] = [];
  s.predicates.forEach((p, i) => {
    if (!speaks(s, p)) return;
    const read = statusOfPredicate(s, deepest(s, i), "", table);
    const r: StatusReading = /under way/.test(p.term) && read.status === "in_place" ? { ...read, status: "in_progress" } : read;
    const duty = r.status === null && isDuty(s, r.cue);
    if (r.unknown !== null && r.status === "in_place") return;
    if (r.status === null && !duty) return;
    const firm = r.status !== "in_place" || (FIRM.has(p.class) && (p.perfect || !p.progressive));
    readings.push({ ...r, status: r.status ?? "in_place", cue: firm && !duty ? r.cue || "said" : "" });
  });
  if (either(s, 0, s.predicates.length, table)) return { ...none, status: "mixed", cue: "or" };
  for (const status of ["ended", "absent"] as const) {
    const r = readings.find((x) => x.status === status);
    if (r !== undefined) return r;
  }
  if (readings.length === 0 && deniedBehind(s, 0, Math.min(3, s.tokens.length))) return { ...none, status: "absent", cue: "no" };
  if (piloted(s, 0, s.tokens.length) && readings.every((r) => r.status === "in_place")) return { ...none, status: "in_progress", cue: "pilot" };
  return readings.find((r) => r.status !== "in_place") ?? readings.find((r) => r.cue !== "") ?? readings[0] ?? none;
}

/** "a pilot project", "on a trial basis"; a trial alone is held in court. */
export function piloted(s: Sentence, from: number, to: number): boolean {
  return s.tokens.slice(from, to).some((t, k) => /^pilots?$/.test(t.word) || (t.word === "trial" && /^(?:basis|run|phase|period)$/.test(s.tokens[from + k + 1]?.word ?? "")));
}

const OPEN: ReadonlySet<Status | null> = new Set(["planned", "in_progress"]);

/** "have adopted or are preparing to adopt": the source itself does not part those that have from those that will. */
export function either(s: Sentence, from: number, to: number, table: StatusTable): boolean {
  for (let i = Math.max(0, from); i < to; i++) {
    const q = s.predicates[i];
    const p = s.predicates[i - 1];
    if (q === undefined) continue;
    if (i === 0 || p === undefined) {
      if (orBefore(s, 0, q.from) && repeated(s, q.from + 1, deepest(s, i))) return true;
      continue;
    }
    if (!orBefore(s, p.to, q.from)) continue;
    const open = [i, deepest(s, i)].some((k) => OPEN.has(statusOfPredicate(s, k, "", table).status));
    if (open && (repeated(s, q.from, deepest(s, i)) || statusOfPredicate(s, i - 1, "", table).status === "in_place")) return true;
  }
  return false;
}

/** "issue, or are taking steps to issue": the verb itself stands before "or". */
function repeated(s: Sentence, from: number, index: number): boolean {
  const verb = s.tokens[s.predicates[index]?.head ?? -1]?.word;
  for (let t = 1; t < Math.min(from, s.tokens.length); t++) {
    if (s.tokens[t]?.word !== "or") continue;
    const before = s.tokens[t - 1]?.word === "," ? t - 2 : t - 1;
    if (verb !== undefined && s.tokens[before]?.word === verb) return true;
  }
  return false;
}

function orBefore(s: Sentence, from: number, to: number): boolean {
  for (let t = Math.max(from, to - 3); t < to; t++) if (s.tokens[t]?.word === "or" || s.tokens[t]?.word === "and/or") return true;
  return false;
}

/** A State's act on a treaty that the clause does not name: "has signed but not yet ratified it", "accession is under consideration". */
export function statusOfTreatyClause(s: Sentence, table: StatusTable): StatusReading {
  const none: StatusReading = { status: null, certainty: "explicit", cue: "named without an act", unknown: null, way: [] };
  let signed: StatusReading | null = null;
  let best: StatusReading | null = null;
  s.predicates.forEach((p, i) => {
    const sign = p.class === "SIGN" || /^sign/.test(p.term);
    if (p.class !== "RATIFY" && !sign) return;
    const r = weighed(s, statusOfPredicate(s, i, "treaty.", table));
    if (sign) signed = { ...r, status: r.status === "in_place" ? "in_progress" : r.status };
    else best = r;
  });
  const ratified = best ?? nominalAct(s, table);
  if (ratified === null) return signed ?? partyTo(s, table) ?? none;
  if (signed !== null && ratified.status === "absent") return { ...ratified, status: "in_progress", cue: "signed, not ratified" };
  return ratified;
}

/** A treaty under consideration is not yet being ratified. */
function weighed(s: Sentence, r: StatusReading): StatusReading {
  const considered = s.predicates.some((p) => p.kind !== "noun" && /consideration/.test(p.term));
  return considered && (r.status === "in_place" || r.status === "in_progress") ? { ...r, status: "planned", cue: "under consideration" } : r;
}

/** "accession is under consideration", "its ratification was expected". */
function nominalAct(s: Sentence, table: StatusTable): StatusReading | null {
  const hit = s.hits.find((h) => h.concept === "RATIFY" && h.entry.predicate && h.entry.kind === "noun" && (s.predicateAt[h.head] ?? -1) < 0);
  if (hit === undefined) return null;
  const i = s.predicates.findIndex((p) => p.kind === "finite" && p.subject !== null && p.subject.from <= hit.from && hit.to <= p.subject.to);
  const over = i >= 0 ? i : s.predicates.findLastIndex((p) => p.to <= hit.from);
  if (over < 0 || s.predicates[over] === undefined) return null;
  const r = weighed(s, statusOfPredicate(s, over, "treaty.", table));
  return /party/.test(s.tokens[hit.head]?.word ?? "") || r.status !== "in_place" ? r : null;
}

/** "is not a party" */
function partyTo(s: Sentence, table: StatusTable): StatusReading | null {
  const at = s.tokens.findIndex((t) => /^part(?:y|ies)$/.test(t.word));
  const i = at < 0 ? -1 : s.predicates.findLastIndex((p) => p.kind === "finite" && p.to <= at);
  return i < 0 ? null : statusOfPredicate(s, i, "treaty.", table);
}
