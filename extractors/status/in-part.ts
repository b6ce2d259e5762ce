// Owns the status of a measure in a part of a sentence of a text that lists States, also where the part does not name it.
// Must not know States.
import { isOf, type Sentence } from "../clauses/sentence.js";
import type { Reader } from "../reader/reader.js";
import type { Anchor } from "./anchor.js";
import type { StatusReading } from "./anchor.js";
import { type Denial, deniedBehind, deniedPredicate } from "./denied.js";
import { either, isDuty, piloted, statusOfClause, statusOfTreatyClause } from "./of-clause.js";
import { readStatus } from "./read.js";
import { aimedAt } from "./sense.js";
import { readTreatyStatus } from "./treaty.js";

function tokenAt(s: Sentence, offset: number): number {
  const at = s.tokens.findIndex((t) => t.end > offset);
  return at < 0 ? s.tokens.length : at;
}

/** Where words at the given offsets stand, as the head of a phrase. */
function anchorAt(s: Sentence, measure: string, start: number, end: number): Anchor {
  const from = tokenAt(s, start);
  const to = Math.max(from + 1, tokenAt(s, end - 1) + 1);
  const head = Math.min(Math.max(from, to - 1), Math.max(0, s.tokens.length - 1));
  return { measure, phrase: { from, to }, head, verbal: (s.predicateAt[head] ?? -1) >= 0 && s.predicates[s.predicateAt[head] ?? 0]?.kind !== "noun" };
}

/**
 * Reads the status of a measure in a text.
 * @param start offsets of its words in `text`; equal offsets for a measure that the text does not name
 * @returns `cue` is "" where nothing in the text says anything of its status
 */
export function statusAt(reader: Reader, text: string, measure: string, start: number, end: number): StatusReading {
  const s = reader.read(text);
  if (s.tokens.length === 0) return { status: "in_place", certainty: "inferred", cue: "", unknown: null, way: [] };
  const treaty = measure.startsWith("treaty.");
  if (end <= start || measure === "" || measure === "treaty.") return treaty ? statusOfTreatyClause(s, reader.status) : statusOfClause(s, reader.status);
  const anchor = anchorAt(s, measure, start, end);
  if (treaty) return treatyAt(s, anchor, reader);
  return amended(s, anchor, readStatus(s, anchor, reader.status), reader);
}

/** What denies one of the verbs that the measure hangs on. */
function denialOf(s: Sentence, anchor: Anchor, r: StatusReading): Denial | null {
  for (const g of r.way) {
    const d = deniedPredicate(s, g.index);
    if (d !== null) return d;
    const p = g.predicate;
    // "its code contains no such offence"
    if (g.relation === "subject" && anchor.measure.startsWith("legislation.") && deniedBehind(s, p.to, Math.min(s.tokens.length, p.to + 2))) return "absent";
    if (p.kind === "finite" && p.to <= anchor.head && deniedBehind(s, p.to, anchor.head)) return "absent";
  }
  return null;
}

function treatyAt(s: Sentence, anchor: Anchor, reader: Reader): StatusReading {
  const r = readTreatyStatus(s, anchor, reader.status);
  if (r.status === null || (r.status === "in_progress" && r.cue.startsWith("signed"))) return r;
  const denial = denialOf(s, anchor, r);
  const at = r.way.find((g) => g.predicate.class === "RATIFY");
  // "had signed, but had not yet ratified, both …"
  const signed = s.predicates.some((q) => /^sign/.test(q.term) && !q.negated && at !== undefined && q.to <= at.predicate.from && at.predicate.from - q.to <= 6);
  if (denial === "absent" || (r.status === "absent" && signed)) return { ...r, status: signed ? "in_progress" : "absent", cue: "not a party" };
  // A parliament that approved the ratification has not deposited it.
  if (at?.predicate.kind === "noun" && r.way.some((g) => /^(?:approve|authorize|authorise|endorse)$/.test(g.predicate.term))) return { ...r, status: "in_progress", cue: "ratification under way" };
  return r;
}

const CURRENT = /^(?:current|existing|ongoing|present)$/;
const COMING = /^(?:planned|forthcoming|future|proposed|envisaged)$/;

/** "current or planned campaigns" */
function currentOrPlanned(s: Sentence, until: number): boolean {
  for (let t = 1; t + 1 < until; t++) if (/^(?:or|and|and\/or)$/.test(s.tokens[t]?.word ?? "") && CURRENT.test(s.tokens[t - 1]?.word ?? "") && COMING.test(s.tokens[t + 1]?.word ?? "")) return true;
  return false;
}

/** What the table alone cannot see of a sentence that lists States: denials, "or", duties, what a thing is for. */
function amended(s: Sentence, anchor: Anchor, r: StatusReading, reader: Reader): StatusReading {
  if (asked(s, anchor)) return { ...r, status: null, cue: "asked" };
  if (praised(s, anchor)) return { ...r, status: null, cue: "praised" };
  const indexes = r.way.map((g) => g.index);
  const own = s.predicateAt[anchor.head] ?? -1;
  const all = own >= 0 ? [...indexes, own] : indexes;
  if (currentOrPlanned(s, anchor.head + 1) || all.some((i) => either(s, i, i + 2, reader.status))) return { ...r, status: "mixed", cue: "or" };
  const denial = r.status === "ended" ? null : denialOf(s, anchor, r);
  if (denial !== null && r.status !== "absent") return { ...r, status: denial, cue: denial === "absent" ? "no" : "no longer" };
  // Companies that are encouraged to bind themselves: it is under way.
  if (r.status === null && /^encourag/.test(r.cue) && anchor.measure.startsWith("business.") && r.way.some((g) => g.predicate.progressive)) return { ...r, status: "in_progress", cue: r.cue };
  if (r.status === null && isDuty(s, r.cue)) return { ...r, status: "in_place", cue: "" };
  // "may not carry notices" forbids them, which is the measure; "promising practice" promises nothing.
  if (r.status === "absent" && r.way.some((g) => g.predicate.negated && g.predicate.modal === "may")) return { ...r, status: "in_place", cue: "may not" };
  // "a programme remains to be set up"
  const remains = s.tokens.findIndex((t, k) => k >= anchor.head && /^remain/.test(t.word) && s.tokens[k + 1]?.word === "to" && s.tokens[k + 2]?.word === "be");
  if (remains >= 0 && !s.tokens.slice(anchor.head, remains).some((t) => /^[,;]$/.test(t.word))) return { ...r, status: "absent", cue: "remains to be" };
  // "had not received any such training": the verb is part of the measure's words.
  if (r.status !== null && s.predicates.some((p) => p.negated && p.kind === "finite" && p.modal !== "may" && p.head >= anchor.phrase.from && p.head < anchor.phrase.to)) return { ...r, status: "absent", cue: "not" };
  // "planned for 2013 has not been set up"; "if funds permit, X will open one".
  if (r.status === "planned" && r.way.some((g) => g.predicate.negated && g.predicate.kind === "finite" && g.predicate.class === "CREATE")) return { ...r, status: "absent", cue: "not" };
  if ((r.status === "planned" || r.status === "in_place") && s.predicates.some((q) => q.negated && q.kind === "finite" && q.class === "CREATE" && r.way.some((g) => g.index === q.parent) && q.joint === "")) return { ...r, status: "absent", cue: "not" };
  if (r.status === null && r.cue === "if" && r.way.some((g) => /^(?:will|would|shall)$/.test(g.predicate.modal))) return { ...r, status: "planned", cue: "will" };
  if (r.status === "in_progress" && /consideration/.test(r.cue) && !anchor.measure.startsWith("legislation.")) return { ...r, status: "planned" };
  if (r.status === "planned" && anchor.measure.startsWith("legislation.") && /^(?:examin|review|debat|discuss)/.test(r.cue) && r.way.some((g) => g.predicate.progressive)) return { ...r, status: "in_progress" };
  if (saysNothing(s, anchor, r)) return { ...r, status: "in_place", cue: "" };
  if (r.status === "planned" && /^(?:in order to|so as to|with a view to|aim|seek|promise)/.test(r.cue)) {
    const main = statusOfClause(s, reader.status);
    return { ...r, status: main.status, cue: main.cue };
  }
  if (r.status === "planned" && r.cue === "planned" && ofOthers(s, anchor)) return { ...r, status: "in_place", cue: "" };
  if (r.status === "in_place" && pilot(s, r, anchor)) return { ...r, status: "in_progress", cue: "pilot" };
  return r;
}

/** Words that look like a status and are none: what a campaign is aimed at, what a court tries, offences that are committed. */
function saysNothing(s: Sentence, anchor: Anchor, r: StatusReading): boolean {
  const family = anchor.measure.split(".")[0] ?? "";
  // An appeal to consumers is made, whatever it asks of them.
  if (r.status === null && family === "prevention" && /^appeal/.test(r.cue)) return true;
  if (r.status === null) return s.tokens.slice(anchor.phrase.from, anchor.phrase.to).some((t) => t.word === r.cue);
  // "abolished school fees to keep girls in school": what was ended is another thing.
  if (r.status === "ended") return r.way.some((g, k) => g.predicate.link === "purpose" && k + 1 < r.way.length);
  if (r.status === "planned") {
    if (r.way.some((g) => aimedAt(s, g.predicate))) return true;
    if (r.cue === "decide") return anchor.measure === "victims.reflection_period";
    if (r.cue === "commit") return family === "legislation" && !s.tokens.some((t, k) => /^commit/.test(t.word) && s.tokens[k + 1]?.word === "to");
    return family === "prevention" && /^seek/.test(r.cue);
  }
  if (r.status !== "in_progress") return false;
  // Bills are introduced in parliament; anything else that is introduced in a country is there.
  if (/^introduce/.test(r.cue)) return family !== "legislation" && !s.tokens.some((t) => t.word === "being") && !r.way.some((g) => g.predicate.progressive);
  if (/^(?:try|move)$/.test(r.cue)) return family === "legislation";
  if (/^talks?$/.test(r.cue)) return family === "prevention";
  return /^(?:measure|effort)/.test(r.cue) && (family === "prevention" || family === "victims");
}

/** "recommended that X train its prosecutors": what is asked is no report, however the verb behind it is read. */
function asked(s: Sentence, anchor: Anchor): boolean {
  return s.predicates.some((p) => p.class === "ASK" && p.kind === "finite" && !p.passive && p.to <= anchor.phrase.from && s.tokens[p.to]?.word === "that" && !s.tokens.slice(p.to, anchor.phrase.from).some((t) => t.word === ";"));
}

/** "Norway commended Chile on a hotline": whoever praises does not report. */
function praised(s: Sentence, anchor: Anchor): boolean {
  return s.predicates.some((p) => p.class === "PRAISE" && p.kind === "finite" && !p.passive && isOf(s, "praise", p.term) && p.to <= anchor.phrase.from);
}

/** "outreach to prospective migrants": what is to come is not the measure. */
function ofOthers(s: Sentence, anchor: Anchor): boolean {
  const hit = s.hits.find((h) => h.entry.predicate && h.entry.kind === "adjective" && h.concept === "INTEND" && h.from >= anchor.phrase.from && h.to <= anchor.head);
  if (hit === undefined) return false;
  if (/^(?:prospective|potential|would-be|intending|departing)$/.test(s.tokens[hit.head]?.word ?? "")) return true;
  for (let t = anchor.phrase.from; t < hit.from; t++) if (s.readings[t]?.facts.function === "preposition" || s.tokens[t]?.word === "to") return true;
  return false;
}

/** "is running a pilot project that creates …" */
function pilot(s: Sentence, r: StatusReading, anchor: Anchor): boolean {
  const from = Math.min(...r.way.map((g) => g.predicate.from), anchor.phrase.from);
  return piloted(s, from, anchor.head);
}
