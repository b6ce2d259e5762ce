// Owns the form in which a text that lists States asks for measures and their status in a part of a sentence.
// Must not hold words: the definitions serve it.
import type { Certainty, Status } from "../contracts.js";
import { findInPart } from "../measures/in-part.js";
import type { Reader } from "../reader/reader.js";
import { statusAt } from "../status/in-part.js";
import type { FiniteVerb, FiniteVerbs } from "./own-subjects.js";

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
}

export interface PartStatus {
  status: Status | null;
  certainty: Certainty;
  /** "" where nothing in the text says anything of its status. */
  cue: string;
}

export interface PartReader {
  find(part: string, around: { context: string; topicNear: boolean; behindSubject?: boolean }): PartFound[];
  /** What a part says where all of the report is on the topic. */
  findOnTopic(part: string, context: string, behindSubject?: boolean): PartFound[];
  /** The text names another subject, or those who suffer from something else, and not the topic. */
  ofAnother(text: string): boolean;
  /** The words behind a subject tell an act of its own: "took note", not "since 2011" or "has one". */
  acts(text: string): boolean;
  /** A few words without a verb that name a thing or somebody known: "labour inspectors and", not "in 2012" or "thirty days". */
  namesThing(text: string): boolean;
  /** The finite verbs of a text with their subjects. */
  finiteVerbs: FiniteVerbs;
  /** The text names the topic, or what reports plainly present as the same. */
  onTopic(text: string): boolean;
  /** Equal offsets for a measure that the text does not name. `found` is null for one carried over. */
  status(text: string, measure: string, start: number, end: number, found: PartFound | null): PartStatus;
}

/** The definitions of measures, as texts about one State are read. */
export function byDefinitions(reader: Reader): PartReader {
  return {
    find: (part, around) => findInPart(reader, part, around),
    findOnTopic: (part, context, behindSubject = false) => findInPart(reader, part, { context, topicNear: true, unsaid: true, behindSubject }),
    ofAnother: (text) => {
      const masked = reader.names.mask(text);
      if (reader.names.isOnTopic(masked)) return false;
      return reader.names.otherSubject(masked) || reader.names.otherSufferers(masked) || reader.read(masked).hits.some((hit) => reader.inLists().topic.competing.includes(hit.concept));
    },
    acts: (text) => reader.read(`They ${text.trim()}`).predicates.some((p) => p.kind === "finite" && p.from === 1 && p.class !== "BE" && p.class !== "HAVE" && p.class !== "EXIST"),
    namesThing: (text) => text.trim().split(/\s+/).length <= 6 && !reader.read(`They ${text.trim()}`).predicates.some((p) => p.kind === "finite") && reader.read(text).hits.some((hit) => !hit.entry.predicate && hit.entry.kind === "noun"),
    finiteVerbs: (text) => {
      const { tokens, predicates } = reader.read(text);
      const at = (token: number): number => tokens[token]?.start ?? 0;
      return predicates.filter((p) => p.kind === "finite").map((p): FiniteVerb => ({ subject: at(p.subject?.from ?? p.from), verb: at(p.from) }));
    },
    onTopic: (text) => reader.names.isOnTopic(reader.names.mask(text)),
    status: (text, measure, start, end) => statusAt(reader, text, measure, start, end),
  };
}
