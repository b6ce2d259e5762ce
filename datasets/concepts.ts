// Owns the loaders of the word tables: concepts, predicates, function words, verbs and their irregular forms.
// Must not know how words are found in a text; the lexicon of the extractors does.
import { z } from "zod";
import { DataFileError, loadCsv } from "./load-csv.js";
import { datasetPath } from "./paths.js";
import { byGroup, type GroupTable } from "./word-groups.js";

/** What a term is: decides how it bends and whether a word that is noun and verb counts. */
export const TERM_KINDS = ["noun", "verb", "adjective", "phrase"] as const;
export type TermKind = (typeof TERM_KINDS)[number];

/** One way to say a concept. `term` holds dictionary forms; "…" in a verb is a gap of a few words ("put … in place"). */
export interface TermRecord {
  /** Name of the concept or of the predicate class, in capitals. */
  concept: string;
  term: string;
  kind: TermKind;
}

const name = z.string().regex(/^[A-Z][A-Z_]*$/, "a name in capitals with underscores");
const term = z.string().regex(/^\S(?:.*\S)?$/, "a term without space at its ends");
const kind = z.enum(TERM_KINDS);

const conceptSchema = z.object({ concept: name, term, part_of_speech: kind, note: z.string() });
const predicateSchema = z.object({ class: name, term, part_of_speech: kind, note: z.string() });
const verbSchema = z.object({ verb: z.string().regex(/^[a-z-]+$/), also: z.enum(["", "noun", "adj"]) });
const irregularSchema = z.object({ verb: z.string(), past: z.string(), participle: z.string() });

export const WORD_CLASSES = ["determiner", "preposition", "conjunction", "subordinator", "relative", "complementizer", "modal", "be", "have", "do", "negation", "pronoun", "adverb"] as const;
export type WordClass = (typeof WORD_CLASSES)[number];
const apartSchema = z.object({ concept: name, apart_from: name, note: z.string() });
const thingSchema = z.object({ class: z.string(), concept: name, note: z.string() });
const functionSchema = z.object({ word: z.string(), class: z.enum(WORD_CLASSES) });
const groupSchema = z.object({ group: z.string().regex(/^[a-z][a-z_]*$/, "a name in small letters with underscores"), word: z.string().min(1), note: z.string() });
/** Groups of words that the reading of clauses and of status asks for by name. */
export const WORD_GROUPS = [
  "hardly", "in_part", "possible", "light_verb", "listing_verb", "existing_verb", "aimed", "meant", "praise", "thanks", "announce", "opinion", "work", "require",
  "approve", "enable", "duty", "will", "several_bodies", "other_countries", "person_plural", "law_provides", "stress", "done_by_things", "carrying_out", "prefix", "particle", "basis", "deemed", "put_forward", "vague_change", "points_back", "acts_itself", "gets", "in_force", "enough", "resolved", "procedure", "time_word", "grants", "anyone", "there", "promises", "finished", "upon", "flaw", "help", "gives", "proposes",
  // what a word is by what stands around it
  "to_noun", "to_often_noun", "takes_to", "lets", "acts", "acts_first", "compounding", "about", "together", "together_in", "together_of", "practice", "taken_up", "to_verb", "only_to_verb", "coming", "example", "plan_topic", "funds", "funding", "treaty_word",
] as const;
export type WordGroup = (typeof WORD_GROUPS)[number];

/** Classes of things that the grammar asks for by name; their concepts stand in thing-classes.csv. */
export const THING_CLASSES = [
  "law_text", "draft_of", "laid_down", "on_much", "named_by_content", "content_of_training", "content_of_guideline", "content_of_research", "content_of_referral", "content_of_publication",
  "own_words_in_part", "treaty_with_protocols", "bound_by_rules", "state_body", "offender", "carrier", "needy", "what_may_be", "teaches", "set_up_by_decree", "for_whom",
] as const;
export type ThingClass = (typeof THING_CLASSES)[number];

const path = (file: string): string => datasetPath("concepts", file);

/** Words by their group; verbs and nouns in their one spelling. */
export type WordGroups = Readonly<Record<WordGroup, ReadonlySet<string>>>;

/** Concepts by the class of things that they are of. */
export type ThingClasses = Readonly<Record<ThingClass, ReadonlySet<string>>>;

/** All that the lexicon of one language is built from. */
export interface WordTables {
  concepts: readonly TermRecord[];
  predicates: readonly TermRecord[];
  /** A term of the first concept inside a longer one of the second is none of the first. */
  apart: readonly { concept: string; from: string }[];
  functionWords: ReadonlyMap<string, WordClass>;
  groups: WordGroups;
  things: ThingClasses;
  verbs: readonly { verb: string; also: string }[];
  irregular: readonly { verb: string; past: string; participle: string }[];
}

function once(seen: Set<string>, key: string, file: string, line: number, where = ""): void {
  if (seen.has(key)) throw new DataFileError(`${file} line ${line}: '${key}' stands twice${where}. Remove one of the two lines.`);
  seen.add(key);
}

const keyOf = ({ concept, term: words, kind: part }: TermRecord): string => `${concept} ${words.toLowerCase()} ${part}`;

function readConcepts(file: string, before: readonly TermRecord[] = []): TermRecord[] {
  const { rows, lines, file: shown } = loadCsv(file, conceptSchema);
  const seen = new Set(before.map(keyOf));
  return rows.map((row, i) => {
    const record = { concept: row.concept, term: row.term, kind: row.part_of_speech };
    once(seen, keyOf(record), shown, lines[i] ?? 0, before.length > 0 ? ", here or in the table that it adds to" : "");
    return record;
  });
}

/** A predicate belongs to one class only: its status is read from it. */
function loadPredicates(language: string): TermRecord[] {
  const { rows, lines, file } = loadCsv(path(`predicates.${language}.csv`), predicateSchema);
  const seen = new Set<string>();
  return rows.map((row, i) => {
    once(seen, `${row.term.toLowerCase()} ${row.part_of_speech}`, file, lines[i] ?? 0);
    return { concept: row.class, term: row.term, kind: row.part_of_speech };
  });
}

/** @throws DataFileError where a group is unknown or has no word, or a word stands twice in one */
function loadGroups(language: string): WordGroups {
  const groups = byGroup(loadCsv(path(`word-groups.${language}.csv`), groupSchema), WORD_GROUPS, "group", (row) => row.word);
  return Object.fromEntries(WORD_GROUPS.map((group): [WordGroup, Set<string>] => [group, new Set(groups[group].map((row) => row.word))])) as unknown as WordGroups;
}

/**
 * Concepts by their class, from the rows of thing-classes.csv.
 * @param known concepts that have a term
 * @throws DataFileError where a class is unknown or empty, or a concept stands twice in one or has no term
 */
export function thingClassesOf(table: GroupTable<{ class: string; concept: string }>, known: ReadonlySet<string>): ThingClasses {
  table.rows.forEach((row, i) => {
    if (!known.has(row.concept)) throw new DataFileError(`${table.file} line ${table.lines[i] ?? 0}: no term has the concept '${row.concept}'. Write one of the concepts of datasets/concepts/en.csv.`);
  });
  const classes = byGroup(table, THING_CLASSES, "class", (row) => row.concept);
  return Object.fromEntries(THING_CLASSES.map((one): [ThingClass, Set<string>] => [one, new Set(classes[one].map((row) => row.concept))])) as unknown as ThingClasses;
}

let loaded: WordTables | undefined;

/**
 * Loads the word tables of a language once a process.
 * @param language ISO 639-1; tables exist for "en"
 * @throws DataFileError that names file, line and value
 */
export function loadWordTables(language = "en"): WordTables {
  if (loaded !== undefined) return loaded;
  const [concepts, predicates] = [readConcepts(path(`${language}.csv`)), loadPredicates(language)];
  loaded = {
    concepts, predicates, things: thingClassesOf(loadCsv(path("thing-classes.csv"), thingSchema), new Set([...concepts, ...predicates].map((record) => record.concept))),
    apart: loadCsv(datasetPath("concepts", "apart.csv"), apartSchema).rows.map((r) => ({ concept: r.concept, from: r.apart_from })),
    functionWords: new Map(loadCsv(path(`function-words.${language}.csv`), functionSchema).rows.map((r) => [r.word, r.class])),
    groups: loadGroups(language),
    verbs: loadCsv(path(`verbs.${language}.csv`), verbSchema).rows,
    irregular: loadCsv(path(`irregular-verbs.${language}.csv`), irregularSchema).rows,
  };
  return loaded;
}

/**
 * Word tables with the concepts of one more file: what another topic needs beside the words there are.
 * @param file absolute path; columns as in datasets/concepts/en.csv
 * @throws DataFileError that names file, line and value; also where a term is there already
 */
export function withConcepts(tables: WordTables, file: string): WordTables {
  return { ...tables, concepts: [...tables.concepts, ...readConcepts(file, tables.concepts)] };
}
