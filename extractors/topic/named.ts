// Owns what a document has named in full, so that "the Plan" of the next paragraph is known: by the concept of its head, the measure that it was, or that it was another thing.
// Must not decide which measures a sentence speaks of.
import type { Hit } from "../lexicon/find.js";
import type { Sentence } from "../clauses/sentence.js";

/** Where a thing was named last: which measure it is, or null where it is on something else. */
interface Naming {
  code: string | null;
  paragraph: number;
  section: number | null;
}

/** Words that show what was named before: "this Plan". */
const SHOWS = /^(?:this|that|these|those|said)$/;

/** What was named last, sentence by sentence. */
export class Named {
  private readonly last = new Map<string, Naming>();
  private at = { paragraph: -1, section: null as number | null };

  /** @param titled the whole document is on the topic: what it named holds to its end */
  constructor(private readonly titled: boolean) {}

  /** A paragraph begins. */
  enter(paragraph: number, section: number | null): void {
    this.at = { paragraph, section };
  }

  /** A thing is named with what it is on; `code` is null where that is none of the measures. */
  hear(concept: string, code: string | null): void {
    this.last.set(concept, { code, ...this.at });
  }

  /** "The Plan", "this Act", right after the thing was named: which measure it takes up; null where it may be another. @param from first token of its phrase */
  takenUp(s: Sentence, hit: Hit, from: number): string | null {
    const named = this.last.get(hit.concept);
    if (named === undefined || named.code === null) return null;
    const first = s.tokens[from]?.word ?? "";
    const definite = SHOWS.test(first) || (first === "the" && s.tokens[hit.head]?.capital === true);
    const near = this.titled || (named.section === this.at.section && this.at.paragraph - named.paragraph <= 1);
    return definite && near ? named.code : null;
  }
}
