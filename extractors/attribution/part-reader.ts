// Owns the form in which a text that lists States asks for measures and their status in a part of a sentence.
// Must not hold words: two readers serve it, the rules of words and the definitions.
import type { Certainty, Status } from "../contracts.js";
import { findMeasures } from "../measures/match.js";
import { findInPart } from "../measures/in-part.js";
import type { Reader } from "../reader/reader.js";
import { readStatus, readTreatyStatus } from "../status.js";
import { statusAt } from "../status/in-part.js";
import { isOnTopic, namesOtherVictims } from "../topic.js";

/** A measure found in a part; offsets are into the part. */
export interface PartFound {
  measure: string;
  /** "<measure code>:<rule or way>". */
  rule: string;
  start: number;
  end: number;
  /** The measure's words with what belongs to them; those between the offsets where not given. */
  words?: string;
  /** Where its phrase ends, complements and all; `end` where not given. */
  until?: number;
  /** Status that the wording itself carries. */
  ownStatus?: Status;
}

export interface PartStatus {
  status: Status | null;
  certainty: Certainty;
  /** "" where nothing in the text says anything of its status. */
  cue: string;
}

export interface PartReader {
  /** Names of States that are subjects are read better as a pronoun of equal length ("Saudi Arabia plans to"). */
  standIn: boolean;
  find(part: string, around: { context: string; topicNear: boolean; behindSubject?: boolean }): PartFound[];
  /** What a part says where all of the report is on the topic. */
  findOnTopic(part: string, context: string, behindSubject?: boolean): PartFound[];
  /** Equal offsets for a measure that the text does not name. `found` is null for one carried over. */
  status(text: string, measure: string, start: number, end: number, found: PartFound | null): PartStatus;
}

/** The rules of words: the default for reports that list States until no set reads worse by the definitions. */
export const BY_RULES: PartReader = {
  standIn: false,
  find: (part, around) => findMeasures(part, { ...around, lists: true }).map(({ rule, measure, start, end }) => ({ measure, rule: rule.id, start, end, ...(rule.status === undefined ? {} : { ownStatus: rule.status }) })),
  findOnTopic: (part, context) => {
    // A part that says what else it is about says nothing of this: traffic in things (masked), victims of another violence.
    if (part.length > 400 || part.includes("·") || (namesOtherVictims(part) && !isOnTopic(part))) return [];
    const matches = findMeasures(`${part} for victims of trafficking`, { context: `${context} victims of trafficking`, topicNear: true, lists: true });
    return matches.filter((m) => m.start < part.length && m.rule.topic !== "self").map((m) => ({ measure: m.measure, rule: m.rule.id, start: m.start, end: Math.min(m.end, part.length), ...(m.rule.status === undefined ? {} : { ownStatus: m.rule.status }) }));
  },
  status: (text, measure, start, end, found) => (measure.startsWith("treaty.") ? readTreatyStatus(text, start, end) : readStatus(text, start, end, found?.ownStatus)),
};

/** The definitions of measures, as texts about one State are read. */
export function byDefinitions(reader: Reader): PartReader {
  return {
    standIn: true,
    find: (part, around) => findInPart(reader, part, around),
    findOnTopic: (part, context, behindSubject = false) => findInPart(reader, part, { context, topicNear: true, unsaid: true, behindSubject }),
    status: (text, measure, start, end) => statusAt(reader, text, measure, start, end),
  };
}
