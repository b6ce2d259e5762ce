// Owns the shape of a read sentence: tokens, what each is, terms, predicates and clauses. Must not know measures, States or status.
import type { ThingClasses, WordGroup, WordGroups } from "../../datasets/concepts.js";
import type { Hit } from "../lexicon/find.js";
import type { Reading } from "../lexicon/reading.js";
import type { Token } from "../text/tokens.js";

/** A range of tokens; `to` is exclusive. */
export interface Range {
  from: number;
  to: number;
}

export type PredicateKind =
  | "finite" // "adopted", "has been adopted", "will adopt"
  | "infinitive" // "to adopt"
  | "gerund" // "by adopting", "adopting"
  | "participle" // "a law adopted in 2010", "measures aimed at"
  | "noun" // "the adoption of"
  | "phrase"; // "without", "in the process of", "before parliament"

/** What ties a predicate to the one it hangs on. */
export type Link = "main" | "complement" | "coordinate" | "relative" | "adverbial" | "purpose" | "manner" | "modifier";

/** One predicate with polarity, modality and aspect. */
export interface Predicate extends Range {
  /** Token of the verb or noun itself. */
  head: number;
  kind: PredicateKind;
  /** Class of the status table; "" for a verb that no table knows. */
  class: string;
  /** Term of the table, or the word as it stands. */
  term: string;
  negated: boolean;
  /** "will", "should", … ; "" without one. */
  modal: string;
  perfect: boolean;
  progressive: boolean;
  passive: boolean;
  /** Index of the predicate that it hangs on; -1 for none. */
  parent: number;
  link: Link;
  /** The small word that joins it ("that", "while", "by", "to", "and"); "" for none. */
  joint: string;
  /** Tokens of its subject; null where it has none of its own. */
  subject: Range | null;
  /** For modifiers and relative clauses: token of the noun they belong to; -1 otherwise. */
  modifies: number;
}

export interface Sentence {
  text: string;
  tokens: Token[];
  readings: Reading[];
  hits: Hit[];
  predicates: Predicate[];
  /** Index of the predicate that a token belongs to; -1 for none. */
  predicateAt: Int32Array;
  /** First tokens of clauses, ascending; the first is 0. */
  clauseStarts: number[];
  /** Words by group, of the language that it is read in. */
  groups: WordGroups;
  /** Concepts by the class of things that they are of. */
  things: ThingClasses;
}

/** True where a word, or the first word of a term, belongs to the group. */
export function isOf(s: Pick<Sentence, "groups">, group: WordGroup, term: string | undefined): boolean {
  if (term === undefined) return false;
  const blank = term.indexOf(" ");
  return s.groups[group].has(blank < 0 ? term : term.slice(0, blank));
}

/** The clause in which a token stands. */
export function clauseOf(sentence: Sentence, token: number): Range {
  let from = 0;
  let to = sentence.tokens.length;
  for (const start of sentence.clauseStarts) {
    if (start <= token) from = start;
    else {
      to = start;
      break;
    }
  }
  return { from, to };
}

/** Terms that stand wholly in a range. */
export function hitsIn(sentence: Sentence, range: Range): Hit[] {
  return sentence.hits.filter((h) => h.from >= range.from && h.to <= range.to);
}

/** Character offsets of a range of tokens in the sentence. */
export function charsOf(sentence: Sentence, range: Range): { start: number; end: number } {
  const first = sentence.tokens[range.from];
  const last = sentence.tokens[range.to - 1];
  return { start: first?.start ?? 0, end: last?.end ?? sentence.text.length };
}
