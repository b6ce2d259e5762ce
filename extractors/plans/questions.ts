// Owns putting a question to a sentence or a heading of a plan: compiled patterns, and what does not count (negation, recommendation, things left open).
// Must not know documents or frameworks as a whole; appraise.ts does.
import type { PlanQuestion } from "../../datasets/frameworks.js";
import { DataFileError } from "../../datasets/load-csv.js";
import { expandPattern } from "./patterns.js";

export type Answer = "met" | "partly";

interface CompiledQuestion {
  met: RegExp[];
  partly: RegExp[];
  headings: RegExp[];
  unless: RegExp[];
}

const compiled = new WeakMap<PlanQuestion, CompiledQuestion>();

/** Compiles a question once. @throws DataFileError naming file, line and pattern where one does not compile */
export function compileQuestion(question: PlanQuestion): CompiledQuestion {
  let result = compiled.get(question);
  if (result !== undefined) return result;
  const make = (pattern: string, whole = false): RegExp => {
    try {
      const source = expandPattern(pattern);
      return new RegExp(whole ? `^(?:${source})$` : source, "iu");
    } catch (error) {
      throw new DataFileError(`${question.file} line ${question.line}: question '${question.id}': the pattern ${pattern} is not valid (${error instanceof Error ? error.message : String(error)}). Correct it.`);
    }
  };
  result = { met: question.met.map((p) => make(p)), partly: question.partly.map((p) => make(p)), headings: question.headings.map((p) => make(p, true)), unless: question.unless.map((p) => make(p)) };
  compiled.set(question, result);
  return result;
}

/** "no later than", "not only", "without delay", "Decision No. 903": a negative word that denies nothing. */
const HARMLESS = /\b(?:no later than|not later than|not only|not limited to|without (?:delay|discrimination|exception|prejudice)|no fewer than|no less than|nos?\. ?\d|not merely|irrespective of whether or not|whether or not|not (?:be )?(?:conditional|contingent|dependent|subject to|prosecuted|punished|penali[sz]ed|blamed?|detained)|(?:do|does|will) not depend|learn not to blame|never be (?:prosecuted|punished|detained))\b/giu;
const NEGATIVE = /\b(?:no|not|without|lacks?|lacking|nor|never|neither|none|absen(?:t|ce)|missing|fail(?:s|ed|ure)? to|omits?|insufficient|cannot|n['’]t|yet to|remains? to be|until now there|instead of)\b/iu;
/** Left for later: the plan names the thing and does not have it. */
const OPEN = /\b(?:to be (?:determined|decided|defined|developed|agreed|announced|confirmed|drawn up|identified|established) (?:later|in due course|separately|at a later stage)|not yet|tbd|tbc|at a later (?:stage|date)|in due course)\b/iu;
const RECOMMENDS = /\b(?:recommend(?:s|ed|ing|ation|ations)?|should|ought to|urge[sd]?|encourage[sd]? (?:the |all )?(?:government|state|states|authorit\w+|parties|ministr\w+|parliament)|call(?:s|ed)? (?:up)?on|it (?:is|would be) (?:advisable|desirable|suggested|useful|good|better)|needs? (?:to|for) (?:adopt|develop|establish|an? |such )|could be (?:adopted|considered|developed)|invite[sd]? the|were to (?:adopt|draw up|have)|if (?:the |a |such a )?(?:government|state|plan|country)|would (?:need|have|benefit|be useful))\b/iu;

const REACH = 500;

export type Manner = "plain" | "open" | "recommended" | "negated";

/**
 * How a match stands in its sentence: plainly, left open, only recommended, or denied.
 * A negation counts where it stands in the same clause, before the match or shortly after it.
 */
export function mannerOf(sentence: string, start: number, end: number): Manner {
  // A sentence without end (a table read as one) is looked at around the match only.
  if (sentence.length > 2 * REACH + (end - start)) {
    const from = Math.max(0, start - REACH);
    return mannerOf(sentence.slice(from, end + REACH), start - from, end - from);
  }
  const masked = sentence.replace(HARMLESS, (found) => "·".repeat(found.length));
  const from = Math.max(...[";", ":", "\n", ", but ", ", while ", ", although ", " and will ", ". "].map((mark) => masked.lastIndexOf(mark, start - 1) + 1), 0);
  const ends = [";", "\n", ", but ", ", while ", ", although "].map((mark) => masked.indexOf(mark, end)).filter((at) => at >= 0);
  const to = Math.min(...ends, masked.length);
  if (OPEN.test(masked.slice(from, to))) return "open";
  const before = masked.slice(Math.max(from, start - 90), start);
  const within = masked.slice(start, end);
  const after = masked.slice(end, Math.min(to, end + 60));
  if (NEGATIVE.test(before) || NEGATIVE.test(within) || /^[^,]{0,40}\b(?:(?:is|are|was|were|has|have|had|does|do|did|will|can) (?:not|never|yet to)|(?:is|are|was|were) (?:missing|absent|lacking)|cannot|n['’]t|remains? to be)\b/iu.test(after)) return "negated";
  if (RECOMMENDS.test(masked)) return "recommended";
  return "plain";
}

/**
 * Puts a question to a sentence.
 * @param sentence one sentence or item of an enumeration; offsets in the result refer to it
 * @returns the answer with the place of the words and how they stand, or null. `met` comes before `partly`.
 */
export function askSentence(question: PlanQuestion, sentence: string): { answer: Answer; start: number; end: number; manner: Manner } | null {
  const { met, partly, unless } = compileQuestion(question);
  let weaker: { answer: Answer; start: number; end: number; manner: Manner } | null = null;
  for (const [answer, patterns] of [["met", met], ["partly", partly]] as const) {
    for (const pattern of patterns) {
      const match = new RegExp(pattern.source, "giu");
      for (let found = match.exec(sentence); found !== null; found = match.exec(sentence)) {
        if (found[0] === "") {
          match.lastIndex += 1;
          continue;
        }
        const start = found.index;
        const end = start + found[0].length;
        const near = sentence.slice(Math.max(0, sentence.lastIndexOf(";", start - 1) + 1, start - 60), Math.min(sentence.length, end + 60));
        if (unless.some((other) => other.test(near))) continue;
        const manner = mannerOf(sentence, start, end);
        const result = { answer, start, end, manner };
        if (manner === "plain") return result;
        if (weaker === null || rank(manner) > rank(weaker.manner)) weaker = result;
      }
    }
    if (weaker !== null && answer === "met" && weaker.manner !== "negated") return weaker;
  }
  return weaker;
}

const rank = (manner: Manner): number => ["negated", "recommended", "open", "plain"].indexOf(manner);

/** Whether a whole heading answers the question. The number before it ("3.2", "II.") is left aside. */
export function askHeading(question: PlanQuestion, heading: string): boolean {
  // No heading is this long; what is, was read as one by mistake.
  if (heading.length > 300) return false;
  const text = heading.replace(/^\s*(?:(?:chapter|part|section|annex|pillar)\s+)?(?:\d+(?:\.\d+)*|[IVX]+|[A-Z])?[.):]?\s+(?=\p{L})/iu, "").trim();
  const { headings, unless } = compileQuestion(question);
  return headings.some((pattern) => pattern.test(text) || pattern.test(heading.trim())) && !unless.some((pattern) => pattern.test(heading));
}
