// Owns the status of a measure: read from the predicates above it by the table of status, and from its own words.
// Must not know States; must not hold words: datasets/status.csv and datasets/concepts hold them.
import type { StatusTable } from "../../datasets/status-table.js";
import { type Governor, wayUp, wayUpFrom } from "../clauses/governors.js";
import { deniedPhrase } from "../clauses/phrases.js";
import type { Sentence } from "../clauses/sentence.js";
import { type Anchor, KNOWN, type StatusReading, TEXTS } from "./anchor.js";
import { rightUnused } from "./flaws.js";
import { modifiersSay, ownWords } from "./own-words.js";
import { blocked, FUTURE, OPEN } from "./sense.js";
import { fold } from "./up-the-sentence.js";

/** What a draft that is there has still to undergo: "has not been adopted". */
const MADE = new Set(["CREATE", "SUBMIT", "RATIFY", "DRAFT", "PREPARE"]);

/** "is committed to formulate draft laws": the drafting is what is planned. */
function willDraft(way: readonly Governor[]): boolean {
  return way[0] !== undefined && (way[0].predicate.class === "PREPARE" || way[0].predicate.class === "DRAFT");
}

/** The measure is a body that stands as the agent of a passive verb. */
function standsAsAgent(s: Sentence, anchor: Anchor, way: readonly Governor[]): boolean {
  const p = way[0]?.predicate;
  return !anchor.verbal && /^coordination\./.test(anchor.measure) && p !== undefined && p.passive && p.to < anchor.phrase.from && s.tokens[anchor.phrase.from - 1]?.word === "by" && !deniedPhrase(s, anchor.head);
}

/** "No one was charged under the anti-trafficking law", "will open a shelter in line with the national plan": the law and the plan are there, whatever is told of the rest. */
function basisOf(s: Sentence, anchor: Anchor, way: readonly Governor[]): "there" | "any" | null {
  if (anchor.verbal || !TEXTS.test(anchor.measure)) return null;
  const at = anchor.phrase.from - 1;
  const lead = s.tokens[at]?.word ?? "";
  if (!s.groups.basis.has(lead) && !(/^(?:with|to|of|on)$/.test(lead) && s.groups.basis.has(s.tokens[at - 1]?.word ?? ""))) return null;
  if (deniedPhrase(s, anchor.head) || /^(?:any|no)$/.test(s.tokens[anchor.phrase.from]?.word ?? "") || ownWords(s, anchor) !== null || way.some((g) => g.predicate.class === "ASK" || g.predicate.class === "NEED")) return null;
  const definite = /^(?:the|its|this|their|our|his)$/.test(s.tokens[anchor.phrase.from]?.word ?? "") || s.tokens.slice(anchor.phrase.from, anchor.head).some((t) => t.word === "'s");
  return definite || s.tokens[anchor.phrase.from]?.capital === true ? "there" : "any";
}

/** "Plans are drawn up by the working group", "will be coordinated by the committee": the body that acts is there. */
function isAgent(s: Sentence, anchor: Anchor, way: readonly Governor[]): boolean {
  if (way.some((g) => g.predicate.class === "ASK" || g.predicate.class === "NEED" || OPEN.has(g.predicate.modal) || g.predicate.modal === "would" || blocked(s, g) !== null)) return false;
  // What is to act later may be one that is still to come ("will be coordinated by a committee").
  return !way.some((g) => FUTURE.has(g.predicate.modal) || g.predicate.class === "INTEND") || KNOWN.test(s.tokens[anchor.phrase.from]?.word ?? "");
}

/**
 * Reads the status of a measure in its sentence.
 * @param anchor where the measure stands
 */
export function readStatus(s: Sentence, anchor: Anchor, table: StatusTable): StatusReading {
  const own = s.predicateAt[anchor.head] ?? -1;
  const way = anchor.verbal && own >= 0 ? wayUpFrom(s, own) : wayUp(s, anchor.phrase, anchor.head);
  if (standsAsAgent(s, anchor, way)) {
    // "are not monitored by a rapporteur": nothing is said of the rapporteur.
    if (way.some((g) => g.predicate.negated)) return { status: null, certainty: "inferred", cue: "not", unknown: null, way };
    if (isAgent(s, anchor, way)) return { status: "in_place", certainty: "inferred", cue: "by", unknown: null, way };
  }
  const basis = basisOf(s, anchor, way);
  if (basis === "there") return { status: "in_place", certainty: "inferred", cue: "under", unknown: null, way };
  const f = fold(s, anchor, way, table);
  // "are not regarded as such under laws on trafficking": of these laws nothing is denied.
  if (basis === "any" && f.outcome === "absent") return { status: null, certainty: "inferred", cue: "under", unknown: null, way };
  let { outcome, cue } = f;
  const words = ownWords(s, anchor);
  const modifiers = outcome === "none" ? null : modifiersSay(s, anchor, table);
  if (modifiers !== null) ({ outcome, cue } = modifiers);
  if (words === "absent" && way[0]?.predicate.passive === true && rightUnused(way[0].predicate, anchor)) outcome = "none";
  if (words === "absent" && outcome !== "none") [outcome, cue] = outcome === "absent" && f.cue !== "have" ? [outcome, cue] : ["absent", "no"];
  // "the bill has yet to be adopted": the bill is there.
  else if (words === "in_progress" && (outcome === "in_place" || (outcome === "absent" && MADE.has(way[0] === undefined ? "" : way[0].predicate.class)) || (outcome === "planned" && !willDraft(way)))) [outcome, cue] = ["in_progress", "draft"];
  // "the existing shelter will be joined by a second"
  else if (words === "in_place" && outcome === "planned") [outcome, cue] = ["in_place", "existing"];
  else if (words === "planned" && outcome === "in_place") [outcome, cue] = ["planned", "planned"];
  // "does not cover all forms": the whole is what is lacking.
  if (cue === "not all" && s.hits.some((h) => h.head === anchor.head && h.concept === "ALL_FORMS")) outcome = "absent";
  return { status: outcome === "none" ? null : outcome, certainty: f.certainty, cue, unknown: f.unknown, way };
}
