// Owns the shapes of what is found in a sentence and of what it is found with. Must not find anything.
import type { Definition, Way } from "../../datasets/definitions.js";
import type { Topic } from "../../datasets/topics.js";
import type { Range } from "../clauses/sentence.js";
import type { Hit } from "../lexicon/find.js";
import type { Named } from "../topic/named.js";
import type { Surroundings } from "../topic/topic.js";

/** Where the topic was found for a measure. */
export type TopicLevel = "phrase" | "clause" | "sentence" | "around" | "pointer" | "none";

/** A measure that the words of a sentence could support. */
export interface Match {
  code: string;
  way: Way;
  head: Hit;
  phrase: Range;
  clause: Range;
  topic: TopicLevel;
  /** 0 to 1. */
  strength: number;
  /** The phrase names a subject that competes with the topic. */
  competing: boolean;
  /** The head is a verb. */
  verbal: boolean;
  /** Only what it is a means to names the topic ("to combat trafficking through legislation"). */
  means: boolean;
  /** The phrase is bare and takes up what was named in full before ("the Plan"). */
  takenUp: boolean;
  /** An act of another measure stands between the head and the topic: what is told is that ("a law criminalizing trafficking"). */
  toldBy: string | null;
}

/** A measure considered and left: the step that rejected it, and why. */
export interface Rejection {
  code: string;
  way: string;
  head: Hit;
  step: "topic" | "concept" | "outscored";
  reason: string;
}

export interface FindContext {
  topic: Topic;
  /** Ways by the concepts of their heads. */
  index: ReadonlyMap<string, readonly { definition: Definition; way: Way }[]>;
  surroundings: Surroundings;
  /** A speaker who is not the State: the topic has to stand in the sentence itself. */
  ownWordsOnly: boolean;
  /** The speaker goes on from a sentence of its own: "the victims" are those of that sentence. */
  goesOn?: boolean;
  /** What the document has named in full before. */
  named?: Named;
  /** The whole report is on the topic: what it lists is against it unless its words say otherwise. */
  wholeTopic?: boolean;
  /** Concepts that stand in the sentence around a part that is read alone. */
  contextConcepts?: ReadonlySet<string>;
  /** A State or another country stands in the range (token indexes). */
  partnerIn: (range: Range) => boolean;
  /** The treaty that the sentence before names last. */
  treatyBefore?: string | undefined;
  /** The State's own name or adjective stands in the range: the thing is the State's ("the Belarusian committee"). */
  ownIn?: (range: Range) => boolean;
}
