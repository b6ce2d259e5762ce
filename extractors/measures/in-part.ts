// Owns finding measures in a part of a sentence of a text that lists States: the part is read as a sentence of its own.
// Must not know States or status.
import type { Reader } from "../reader/reader.js";
import { charsOf, type Range } from "../clauses/sentence.js";
import { NOWHERE } from "../topic/topic.js";
import { findMeasures, type Match } from "./find.js";

/** A measure found in a part; offsets are into the part. */
export interface PartMatch {
  measure: string;
  /** "<measure code>:<way>". */
  rule: string;
  start: number;
  end: number;
  match: Match;
}

export interface PartSurroundings {
  /** The sentence, or more where the part hangs on what went before. */
  context: string;
  /** The report is on the topic: what its lists name is, unless they say otherwise. */
  topicNear: boolean;
  /** What it is about may go without saying in the part. */
  unsaid?: boolean;
}

/**
 * Finds the measures that a part names.
 * @param text the part; lists of States blanked out
 */
export function findInPart(reader: Reader, text: string, around: PartSurroundings): PartMatch[] {
  const sentence = reader.read(text);
  const context = reader.read(around.context);
  const known = new Set(context.hits.filter((h) => !h.entry.predicate).map((h) => h.concept));
  const partnerIn = (range: Range): boolean => {
    const { start, end } = charsOf(sentence, range);
    return /\b(?:countries|States|neighbou?rs|partners?)\b/i.test(text.slice(start, end)) || /\p{Lu}\p{L}+/u.test(text.slice(start + 1, end));
  };
  const unsaid = around.topicNear && around.unsaid === true;
  const surroundings = around.topicNear ? { ...NOWHERE, title: 1, heading: unsaid ? 1 : 0 } : NOWHERE;
  const { matches } = findMeasures(sentence, { topic: reader.topic, index: reader.index, surroundings, ownWordsOnly: false, wholeTopic: unsaid, contextConcepts: known, partnerIn }, reader.over);
  return matches.map((match) => {
    const { start, end } = charsOf(sentence, match.head);
    return { measure: match.code, rule: `${match.code}:${match.way.id}`, start, end, match };
  });
}
