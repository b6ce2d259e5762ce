// Owns the loader of the words that say how many States have something, without naming them.
// Must not find them in a text; extractors/attribution/quantifiers.ts does.
import { z } from "zod";
import { parseCsv, readDataFile } from "./load-csv.js";
import { datasetPath } from "./paths.js";
import { byGroup } from "./word-groups.js";

/** How many; `others` are told by that word alone and have no rows. */
export const QUANTIFIER_CLASSES = ["all", "majority", "many", "several", "some", "group"] as const;
export type QuantifierClass = (typeof QUANTIFIER_CLASSES)[number] | "others";

/** Words before "States" by class; what stands in brackets may be missing: "(a) growing number of". */
export type Quantifiers = Readonly<Record<QuantifierClass, readonly string[]>>;

const schema = z.object({ class: z.string(), words: z.string().regex(/^(?:\([a-z]+\) )?[A-Za-z]+(?: [A-Za-z]+)*$/, "letters and blanks, with at most one word in brackets before them"), note: z.string() });

/**
 * Reads the table from its text.
 * @throws DataFileError that names file, line and value: an unknown class, one without words, words that stand twice in one
 */
export function quantifiersOf(text: string, file: string): Quantifiers {
  const groups = byGroup({ ...parseCsv(text, file, schema), file }, QUANTIFIER_CLASSES, "class", (row) => row.words);
  const words = (of: (typeof QUANTIFIER_CLASSES)[number]): string[] => groups[of].map((row) => row.words);
  return { all: words("all"), majority: words("majority"), many: words("many"), several: words("several"), some: words("some"), group: words("group"), others: [] };
}

let loaded: Quantifiers | undefined;

/** Loads the words once a process. @throws DataFileError */
export function loadQuantifiers(): Quantifiers {
  if (loaded === undefined) {
    const { file, text } = readDataFile(datasetPath("concepts", "quantifiers.en.csv"));
    loaded = quantifiersOf(text, file);
  }
  return loaded;
}
