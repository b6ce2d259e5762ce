// Owns the loader of topics: which concepts are the subject, which compete with it, how far it carries, and the tables that belong to one: words, measures, definitions.
// Must not read sentences.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { loadWordTables, withConcepts, type WordTables } from "./concepts.js";
import { knownOf, loadDefinitions, loadListDefinitions, readDefinitions, readListDefinitions, type Definition, type ListDefinition } from "./definitions.js";
import { DataFileError } from "./load-csv.js";
import { loadYaml } from "./load-yaml.js";
import { loadMeasures, readMeasures, type MeasureRecord } from "./measures.js";
import { nearest } from "./nearest.js";
import { datasetPath, shownPath } from "./paths.js";
import { loadTopicWords, type WordRow } from "./recommendations.js";

const strength = z.number().min(0).max(1);
const words = z.array(z.string().min(1)).default([]);
const topicSchema = z.strictObject({
  topic: z.string().min(1),
  /** Words that name it, for a first look at a text: `proper` the topic itself, `likened` what reports present as the same. `*` is an open end. */
  names: z.strictObject({ proper: z.array(z.string()).min(1), likened: z.array(z.string()).default([]) }),
  /** Words of other topics, with open ends like those of `names`, in any letters: things that are traded (`before` the trade or `after` it, one more `joined`), subjects that compete, who suffers from something else. */
  others: z.strictObject({ trades: words, tradesBehind: words, before: words, joined: words, after: words, joinedAfter: words, qualified: words, subjects: words, sufferers: words }).prefault({}),
  /** One of these, in any letters, stands in every text that is worth reading: parts of its own words, and of the treaties among its measures. `*` is an open end. */
  look: z.array(z.string().min(1)).min(1),
  concepts: z.record(z.string(), strength),
  things: z.string().optional(),
  persons: z.string().optional(),
  pointers: z.string(),
  /** Those who suffer from it: "the victims" point back to it. */
  sufferers: z.string().optional(),
  related: z.string().optional(),
  /** Of these several are not one: "the agencies concerned". */
  severalAreNone: z.array(z.string()).default([]),
  /** Heads of definitions that are on the topic only where words say so, whatever the heading: an offence, a penal code. */
  ofItsOwn: z.array(z.string()).default([]),
  /** Subjects that share a heading with the topic so often that the measures under it are mostly for both. */
  paired: z.array(z.string()).default([]),
  /** Persons and acts that go with the topic in a heading: "Trafficking in women and children", "Prevention and punishment of trafficking". */
  goWith: z.array(z.string()).default([]),
  /** Heads of definitions that are named in full once and then bare: "the Plan". */
  takenUp: z.array(z.string()).default([]),
  /** Heads of definitions that name a subject and not a thing. */
  subjects: z.array(z.string()).default([]),
  /** Concepts that are names of treaties and of bodies. */
  treaties: z.array(z.string()).default([]),
  bodies: z.array(z.string()).default([]),
  competing: z.array(z.string()),
  /** Concepts that are subjects of wider policies: they compete only where States are listed, where so much goes without saying. */
  wider: z.array(z.string()).default([]),
  carry: z.strictObject({ sentence: strength, lead: strength, heading: strength, title: strength, sentence_before: strength, sentence_about: strength.optional(), two_before: strength, competing_between: strength }),
  near: strength,
  strict: strength,
});

export type Topic = z.output<typeof topicSchema>;

/** The concepts that a topic names, by the key that names them. */
function conceptsOf(topic: Topic): [key: string, concepts: readonly string[]][] {
  const single = (["things", "persons", "pointers", "sufferers", "related"] as const).map((key): [string, string[]] => [key, topic[key] === undefined ? [] : [topic[key]]]);
  const several = (["severalAreNone", "ofItsOwn", "paired", "goWith", "takenUp", "subjects", "treaties", "bodies", "competing", "wider"] as const).map((key): [string, string[]] => [key, topic[key]]);
  return [["concepts", Object.keys(topic.concepts)], ...single, ...several];
}

/**
 * Reads a topic.
 * @param path absolute path of its YAML file
 * @param words all words there are for it
 * @throws DataFileError with file and line where a field is missing or a concept has no words
 */
export function readTopic(path: string, words: WordTables): Topic {
  const { value, file, lineOf } = loadYaml(path, topicSchema, "datasets/topics/trafficking.yaml");
  const known = new Set(words.concepts.map((c) => c.concept));
  for (const [key, concepts] of conceptsOf(value)) {
    const unknown = concepts.find((c) => !known.has(c));
    if (unknown === undefined) continue;
    const near = nearest(unknown, known, 1)[0];
    throw new DataFileError(`${file} line ${lineOf(key === "concepts" ? [key, unknown] : [key])}: ${key}: no words for the concept '${unknown}'. ${near === undefined ? "Add them to the table of concepts." : `Did you mean '${near}'?`}`);
  }
  return value;
}

/** All that a reader of one topic is built from. */
export interface TopicTables {
  topic: Topic;
  words: WordTables;
  measures: readonly MeasureRecord[];
  definitions: readonly Definition[];
  /** What holds only where States are listed; read when first asked for. */
  lists: () => readonly ListDefinition[];
  /** Words beside its own that put a recommendation on the topic. */
  recommended: () => readonly WordRow<true>[];
}

/**
 * Reads another topic than the package's own from a folder: topic.yaml, measures.csv, definitions.yaml; concepts.csv for words that datasets/concepts/en.csv lacks, lists.yaml for what holds only where States are listed.
 * @param folder absolute path
 * @throws DataFileError with file and line, as the loaders of the package's own tables
 */
export function readTopicFolder(folder: string): TopicTables {
  const there = (file: string): boolean => existsSync(join(folder, file));
  const missing = ["topic.yaml", "measures.csv", "definitions.yaml"].find((file) => !there(file));
  if (missing !== undefined) throw new DataFileError(`${shownPath(folder)}: no ${missing} in it. A topic's folder has topic.yaml, measures.csv and definitions.yaml; test/unit/second-topic is one.`);
  const words = there("concepts.csv") ? withConcepts(loadWordTables(), join(folder, "concepts.csv")) : loadWordTables();
  const topic = readTopic(join(folder, "topic.yaml"), words);
  const measures = readMeasures(join(folder, "measures.csv"));
  const known = knownOf(words, measures);
  const definitions = readDefinitions([join(folder, "definitions.yaml")], known);
  const lists = there("lists.yaml") ? readListDefinitions(join(folder, "lists.yaml"), definitions, known) : [];
  return { topic, words, measures, definitions, lists: () => lists, recommended: () => [] };
}

let loaded: TopicTables | undefined;

/** The tables of the package's own topic, loaded once a process. @throws DataFileError with file and line */
export function loadTopicTables(): TopicTables {
  return (loaded ??= { topic: readTopic(datasetPath("topics", "trafficking.yaml"), loadWordTables()), words: loadWordTables(), measures: loadMeasures(), definitions: loadDefinitions(), lists: loadListDefinitions, recommended: loadTopicWords });
}
