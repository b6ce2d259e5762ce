// Owns the words of the attribution table as pieces of patterns: each group as alternatives, in the forms that are asked for.
// Must not hold a word, nor know what a pattern is for.
import { loadAttributionWords, type AttributionGroup, type AttributionTerm } from "../../datasets/attribution-words.js";
import { loadWordTables } from "../../datasets/concepts.js";
import { plurals, verbForms, type IrregularVerb, type VerbForm } from "../lexicon/forms.js";
import { anyWord, built } from "../text/patterns.js";

const irregular = built((): ReadonlyMap<string, IrregularVerb> => new Map(loadWordTables().irregular.map((r) => [r.verb, r])));

/** "consist of": the first word of a verb bends, the last of a noun. */
function formsOf({ term, kind }: AttributionTerm, forms: readonly VerbForm[] | null): string[] {
  const words = term.split(" ");
  if (kind === "noun") return [term, ...plurals(words.at(-1) ?? "").map((form) => [...words.slice(0, -1), form].join(" "))];
  if (kind !== "verb") return [term];
  const [first = "", ...rest] = words;
  return verbForms(first, irregular()).filter(([, form]) => forms?.includes(form) ?? true).map(([form]) => [form, ...rest].join(" "));
}

/**
 * A group as one piece of a pattern: "(?:plan|plans|strategy|strategies)". A blank in it is a blank.
 * @param forms those of verbs; all where not given
 */
export function wordsOf(group: AttributionGroup, forms: readonly VerbForm[] | null = null): string {
  return anyWord(loadAttributionWords()[group].flatMap((term) => formsOf(term, forms)));
}
