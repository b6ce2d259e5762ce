// Owns what the reader knows, made once: words, topic, definitions, status. Must not read documents.
import { loadDefinitions, type Definition } from "../../datasets/definitions.js";
import { loadWordTables } from "../../datasets/concepts.js";
import { loadStatusTable, type StatusTable } from "../../datasets/status-table.js";
import { loadTopic, type Topic } from "../../datasets/topics.js";
import { readSentence } from "../clauses/read-sentence.js";
import type { Sentence } from "../clauses/sentence.js";
import { buildLexicon, type Lexicon } from "../lexicon/lexicon.js";
import { indexDefinitions } from "../measures/find.js";
import type { Way } from "../../datasets/definitions.js";

export interface Reader {
  lexicon: Lexicon;
  topic: Topic;
  index: ReadonlyMap<string, readonly { definition: Definition; way: Way }[]>;
  over: ReadonlyMap<string, readonly string[]>;
  /** By measure, the one that it is where a law provides for it. */
  inLaw: ReadonlyMap<string, string>;
  status: StatusTable;
  /** Reads the shape of a sentence; the last ones are remembered. */
  read(text: string): Sentence;
}

const REMEMBERED = 64;

/** Builds a reader of a topic with its definitions. */
export function buildReader(topic: Topic, definitions: readonly Definition[]): Reader {
  const lexicon = buildLexicon(loadWordTables());
  const recent = new Map<string, Sentence>();
  return {
    lexicon, topic, index: indexDefinitions(definitions), over: new Map(definitions.map((d) => [d.code, d.over])), inLaw: new Map(definitions.flatMap((d): [string, string][] => (d.inLaw === undefined ? [] : [[d.code, d.inLaw]]))), status: loadStatusTable(),
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

/** The reader of the codebook, built once a process. */
export function sharedReader(): Reader {
  shared ??= buildReader(loadTopic(), loadDefinitions());
  return shared;
}
