// Owns what a recommendation is about: the measures it names, by the reader of claims, and whether it names trafficking in persons.
// The one place that asks the reader of measures; must not read States.
import { measuresNamed } from "../measures/in-text.js";
import { sharedReader, type Reader } from "../reader/reader.js";

export interface Subject {
  /** Codes of the codebook, each once. */
  measures: string[];
  /** Whether it names the topic: trafficking in persons, the sale of children, or a treaty against either. */
  trafficking: boolean;
}

/** @param own the recommendation, or the part of it that these States made */
export function subjectOf(own: string, reader: Reader = sharedReader()): Subject {
  const masked = reader.names.mask(own);
  return {
    measures: [...new Set(measuresNamed(reader, own, false).map((named) => named.measure))],
    trafficking: reader.names.isNamed(masked) || reader.recommended().some((row) => row.pattern.test(masked.toLowerCase())),
  };
}
