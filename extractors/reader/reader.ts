// Owns what the reader knows, made once: words, topic, definitions, status. Must not read documents.
import type { Definition, Way } from "../../datasets/definitions.js";
import type { WordRow } from "../../datasets/recommendations.js";
import { loadStatusTable, type StatusTable } from "../../datasets/status-table.js";
import { loadTopicTables, type Topic, type TopicTables } from "../../datasets/topics.js";
import { readSentence } from "../clauses/read-sentence.js";
import type { Sentence } from "../clauses/sentence.js";
import { buildLexicon, type Lexicon } from "../lexicon/lexicon.js";
import { indexDefinitions } from "../measures/find.js";
import { listKnowledge, type ListKnowledge } from "../measures/in-lists.js";
import { topicNames, type TopicNames } from "../topic/names.js";

export interface Reader {
  lexicon: Lexicon;
  topic: Topic;
  /** Asks a text's words whether it is about the topic. */
  names: TopicNames;
  index: ReadonlyMap<string, readonly { definition: Definition; way: Way }[]>;
  over: ReadonlyMap<string, readonly string[]>;
  /** By measure, the one that it is where a law provides for it. */
  inLaw: ReadonlyMap<string, string>;
  /** Definitions as they hold where States are listed. */
  inLists(): ListKnowledge;
  /** Words beside the topic's own that put a recommendation on it. */
  recommended(): readonly WordRow<true>[];
  status: StatusTable;
  /** Reads the shape of a sentence; the last ones are remembered. */
  read(text: string): Sentence;
}

const REMEMBERED = 64;

/** Builds a reader of a topic from its tables. */
export function buildReader({ topic, words, definitions, lists, recommended }: TopicTables): Reader {
  const lexicon = buildLexicon(words);
  const recent = new Map<string, Sentence>();
  let inLists: ListKnowledge | undefined;
  return {
    lexicon, topic, recommended, names: topicNames(topic), index: indexDefinitions(definitions), over: new Map(definitions.map((d) => [d.code, d.over])), inLaw: new Map(definitions.flatMap((d): [string, string][] => (d.inLaw === undefined ? [] : [[d.code, d.inLaw]]))), status: loadStatusTable(),
    inLists: () => (inLists ??= listKnowledge(definitions, lists(), topic)),
    read: (text) => {
      const known = recent.get(text);
      if (known !== undefined) return known;
      const sentence = readSentence(text, lexicon);
      if (recent.size >= REMEMBERED) recent.delete(recent.keys().next().value ?? "");
      recent.set(text, sentence);
      return sentence;
    },
  };
}

let shared: Reader | undefined;

/** The reader of the package's own topic, built once a process. */
export function sharedReader(): Reader {
  shared ??= buildReader(loadTopicTables());
  return shared;
}
