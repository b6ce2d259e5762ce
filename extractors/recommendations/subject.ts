// Owns what a recommendation is about: the measures it names, by the reader of claims, and whether it names trafficking in persons.
// The one place that asks the reader of measures; must not read States.
import { loadTopicWords } from "../../datasets/recommendations.js";
import { findMeasures } from "../measures/match.js";
import { maskOtherTraffic, namesTrafficking } from "../topic.js";

export interface Subject {
  /** Codes of the codebook, each once. */
  measures: string[];
  /** Whether it names trafficking in persons, the sale of children, or a treaty against either. */
  trafficking: boolean;
}

/** @param whole the recommendation; @param own the part that these States made */
export function subjectOf(whole: string, own: string): Subject {
  const masked = maskOtherTraffic(own);
  return {
    measures: [...new Set(findMeasures(masked, { context: maskOtherTraffic(whole), topicNear: false, lists: false }).map((match) => match.measure))],
    trafficking: namesTrafficking(masked) || loadTopicWords().some((row) => row.pattern.test(masked.toLowerCase())),
  };
}
