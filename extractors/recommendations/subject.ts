// Owns what a recommendation is about: the measures it names, by the reader of claims, and whether it names trafficking in persons.
// The one place that asks the reader of measures; must not read States.
import { loadTopicWords } from "../../datasets/recommendations.js";
import { measuresNamed } from "../measures/in-text.js";
import { sharedReader } from "../reader/reader.js";
import { maskOtherTraffic, namesTrafficking } from "../topic/names.js";

export interface Subject {
  /** Codes of the codebook, each once. */
  measures: string[];
  /** Whether it names trafficking in persons, the sale of children, or a treaty against either. */
  trafficking: boolean;
}

/** @param own the recommendation, or the part of it that these States made */
export function subjectOf(own: string): Subject {
  const masked = maskOtherTraffic(own);
  return {
    measures: [...new Set(measuresNamed(sharedReader(), own, false).map((named) => named.measure))],
    trafficking: namesTrafficking(masked) || loadTopicWords().some((row) => row.pattern.test(masked.toLowerCase())),
  };
}
