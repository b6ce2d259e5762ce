// Owns which measures a text names, whatever is said of them: for recommendations and plans. Must not read status, States or actors.
import { charsOf } from "../clauses/sentence.js";
import type { Reader } from "../reader/reader.js";
import { NOWHERE } from "../topic/topic.js";
import { findMeasures } from "./find.js";

/** A measure that a text names; UTF-16 offsets of its words into the text. */
export interface NamedMeasure {
  measure: string;
  start: number;
  end: number;
}

/**
 * Finds the measures that a sentence names.
 * @param topicNear the text around is on the topic: what the sentence names without saying what it is about is too
 * @returns one a measure and place, in order
 */
export function measuresNamed(reader: Reader, text: string, topicNear: boolean): NamedMeasure[] {
  if (!topicNear && !reader.names.maybe(text)) return [];
  const sentence = reader.read(text);
  const surroundings = topicNear ? { ...NOWHERE, heading: reader.topic.carry.heading } : NOWHERE;
  const { matches } = findMeasures(sentence, { topic: reader.topic, index: reader.index, surroundings, ownWordsOnly: false, partnerIn: () => false }, reader.over);
  return matches.map((m) => ({ measure: m.code, ...charsOf(sentence, m.head) }));
}
