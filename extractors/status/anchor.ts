// Owns the shapes of what a status is read of and of what is read. Must not read anything.
import type { Outcome } from "../../datasets/status-table.js";
import type { Governor } from "../clauses/governors.js";
import type { Range } from "../clauses/sentence.js";
import type { Certainty, Status } from "../contracts.js";

/** What is read of a measure: null where the words report nothing. */
export interface StatusReading {
  status: Status | null;
  certainty: Certainty;
  /** The word that decided, for `explain`. */
  cue: string;
  /** A verb that no table knows decided. */
  unknown: string | null;
  way: Governor[];
}

/** Where a measure stands in its sentence. */
export interface Anchor {
  measure: string;
  phrase: Range;
  /** Token of the head. */
  head: number;
  /** The head is a verb: it is its own first predicate. */
  verbal: boolean;
  /** Its own words name the topic. */
  named?: boolean;
}

export interface Folding {
  outcome: Outcome;
  certainty: Certainty;
  cue: string;
  unknown: string | null;
}

/** Measures that are a text: something is done under it. */
export const TEXTS = /^(?:legislation\.(?:specific|comprehensive|child_trafficking)_law|policy\.)/;

/** Words before a body that is spoken of as there. */
export const KNOWN = /^(?:the|its|our)$/;

/** Measures that the words of a law itself say, and not that there is one. */
export const OFFENCES = /^legislation\.(?:criminal_offence|user_liability)$/;
