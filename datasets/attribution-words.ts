// Owns the loader of the words by which a text that lists many States says whose a measure is.
// Must not bend them or make patterns of them; extractors/attribution/words.ts does.
import { z } from "zod";
import { TERM_KINDS, type TermKind } from "./concepts.js";
import { parseCsv, readDataFile } from "./load-csv.js";
import { datasetPath } from "./paths.js";
import { byGroup } from "./word-groups.js";

/** Groups that attribution asks for by name; the notes of the table say what each is for. */
export const ATTRIBUTION_GROUPS = [
  "such", "not_taken_up", "points_back", "person", "expletive", "someone", "any_thing", "fund", "region", "opinion", "obligation", "reply", "time", "acts_on", "make_one", "end", "do_it", "these", "last", "its_act", "finite", "content", "consist", "organization_does", "provide", "only_named", "occasion",
  "the_state", "thing_of_state", "any_body", "treaty_act", "treaty", "head", "abroad", "example", "example_adverb", "example_only",
  "list_fill", "exception", "person_moved", "served", "moved", "helped", "paid_by", "acts_for_state", "lead_in", "not_of_subject", "which_states", "states",
] as const;
export type AttributionGroup = (typeof ATTRIBUTION_GROUPS)[number];

/** A word in its dictionary form: a noun has a plural, a verb all its forms, whatever else is said as it stands. */
export interface AttributionTerm {
  term: string;
  kind: TermKind;
}

export type AttributionWords = Readonly<Record<AttributionGroup, readonly AttributionTerm[]>>;

const schema = z.object({ group: z.string(), term: z.string().regex(/^\S(?:.*\S)?$/, "a term without space at its ends"), part_of_speech: z.enum(TERM_KINDS), note: z.string() });

/**
 * Reads the table from its text.
 * @throws DataFileError that names file, line and value: a group that nothing asks for, one without a word, a word that stands twice in one
 */
export function attributionWordsOf(text: string, file: string): AttributionWords {
  const groups = byGroup({ ...parseCsv(text, file, schema), file }, ATTRIBUTION_GROUPS, "group", (row) => `${row.term} (${row.part_of_speech})`);
  return Object.fromEntries(ATTRIBUTION_GROUPS.map((group): [AttributionGroup, AttributionTerm[]] => [group, groups[group].map((row) => ({ term: row.term, kind: row.part_of_speech }))])) as Record<AttributionGroup, AttributionTerm[]>;
}

let loaded: AttributionWords | undefined;

/** Loads the words once a process. @throws DataFileError */
export function loadAttributionWords(): AttributionWords {
  if (loaded === undefined) {
    const { file, text } = readDataFile(datasetPath("concepts", "attribution-words.en.csv"));
    loaded = attributionWordsOf(text, file);
  }
  return loaded;
}
