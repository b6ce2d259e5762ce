// Owns the form of a measure found in a sentence that lists States, and of what is said of its status. Must not find any.
import type { PartFound, PartStatus } from "./part-reader.js";

export interface Found {
  rule: string;
  measure: string;
  words: string;
  /** Offsets into the sentence. */
  start: number;
  end: number;
  /** null for a measure that is carried over from what went before. */
  match: PartFound | null;
}

/** What is said of a measure; null where nothing may be given. */
export type StatusOf = (found: Found) => PartStatus | null;

/** A measure found in `part`, which begins at `from` in the sentence. */
export const asFound = (m: PartFound, part: string, from: number): Found => ({ rule: m.rule, measure: m.measure, words: m.words ?? part.slice(m.start, m.end), start: from + m.start, end: from + m.end, match: m });

export function isTreaty(measure: string): boolean {
  return measure.startsWith("treaty.");
}
