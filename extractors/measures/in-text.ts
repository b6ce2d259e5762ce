// Owns which measures a text names, whatever is said of them: for recommendations and plans. Must not read status, States or actors.
import { tokensOf } from "../clauses/read-sentence.js";
import { charsOf } from "../clauses/sentence.js";
import { mayHold } from "../lexicon/find.js";
import type { Reader } from "../reader/reader.js";
import { builtFrom } from "../text/patterns.js";
import { NOWHERE } from "../topic/topic.js";
import { findMeasures } from "./find.js";

/** A measure that a text names; UTF-16 offsets of its words into the text. */
export interface NamedMeasure {
  measure: string;
  start: number;
  end: number;
}

/** Where nothing around is on the topic, a sentence names a measure only with a term of the topic, or with the head of one that needs no topic (a treaty). */
const neededAlone = builtFrom((reader: Reader): ReadonlySet<string> => new Set([
  ...Object.keys(reader.topic.concepts),
  ...[...reader.index].flatMap(([concept, ways]) => (ways.some(({ way }) => way.topic === "none") ? [concept] : [])),
]));

/** False only where a sentence that stands alone names no measure: most of those that are on other subjects need not be read. */
export const mayNameMeasure = (reader: Reader, text: string): boolean => reader.names.maybe(text) && mayHold(tokensOf(text, reader.lexicon), reader.lexicon, neededAlone(reader));

/**
 * Finds the measures that a sentence names.
 * @param topicNear the text around is on the topic: what the sentence names without saying what it is about is too
 * @returns one a measure and place, in order
 */
export function measuresNamed(reader: Reader, text: string, topicNear: boolean): NamedMeasure[] {
  if (!topicNear && !mayNameMeasure(reader, text)) return [];
  const sentence = reader.read(text);
  const surroundings = topicNear ? { ...NOWHERE, heading: reader.topic.carry.heading } : NOWHERE;
  const { matches } = findMeasures(sentence, { topic: reader.topic, index: reader.index, surroundings, ownWordsOnly: false, partnerIn: () => false }, reader.over);
  return matches.map((m) => ({ measure: m.code, ...charsOf(sentence, m.head) }));
}
