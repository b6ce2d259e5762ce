// Owns what a text that lists States is about as a clause begins: carried from clause to clause within a paragraph.
// Must not look at a text.
import type { Status } from "../contracts.js";
import { isTreaty, type Found } from "./found.js";
import type { StateGroup } from "./groups.js";

export interface Focus {
  measures: { rule: string; measure: string; words: string }[];
  status: Status;
  /** States of the last subject, and the last groups named, for "it", "the former", "both". */
  subject: StateGroup | null;
  subjectStates: string[];
  groups: string[][];
  /** Last treaty named in full: "the Convention" means it. */
  treaty: string | null;
  illustrative: boolean;
  /** The verb of the last subject that was given a measure; a clause without one shares it. */
  verb: string | null;
  /** The last subject did something that is no measure: "does so" means that. */
  actedOtherwise: boolean;
  /** The paragraph has turned to another subject, and not back yet. */
  turned: boolean;
}

/** The focus as a paragraph begins. */
export function newFocus(): Focus {
  return { measures: [], status: "in_place", subject: null, subjectStates: [], groups: [], treaty: null, illustrative: false, turned: false, verb: null, actedOtherwise: false };
}

/** Keeps what was found for the clauses that follow. `status`: the last one given; null keeps the one before. */
export function remember(focus: Focus, found: readonly Found[], status: Status | null): void {
  if (found.length > 0) focus.actedOtherwise = false;
  if (found.length > 0) focus.measures = found.map((f) => ({ rule: f.rule, measure: f.measure, words: f.words }));
  for (const f of found) if (isTreaty(f.measure)) focus.treaty = f.measure;
  if (status !== null) focus.status = status;
}

/** Measures carried over from what went before, as if they stood at `at`. */
export const carried = (focus: Focus, at: number): Found[] => focus.measures.map((m) => ({ ...m, start: at, end: at, match: null }));

/** Measures are spoken of, and one of them is a treaty. */
export const aboutTreaty = (focus: Focus): boolean => focus.measures.some((m) => isTreaty(m.measure));
