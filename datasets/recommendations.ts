// Owns the loaders of the words of recommendations: how a response is worded, and which kind of action a verb asks for.
// Must not read a text; extractors/recommendations does.
import { z } from "zod";
import { loadCsv } from "./load-csv.js";
import { datasetPath } from "./paths.js";

/** What a State makes of a recommendation. `pending`: it will be considered; `unknown`: the report does not say. */
export const RESPONSES = ["supported", "partly_supported", "not_supported", "noted", "implemented", "pending", "unknown"] as const;
export type Response = (typeof RESPONSES)[number];

/** Kind of action as UPR Info counts: 1 minimal, 2 continuing, 3 considering, 4 general, 5 specific. */
export type Action = 1 | 2 | 3 | 4 | 5;

const words = z.string().regex(/^[a-z*][a-z* -]*$/, "small letters, blanks and * only");
const responseSchema = z.object({ response: z.enum(RESPONSES), words, note: z.string() });
const topicSchema = z.object({ words, note: z.string() });
const actionSchema = z.object({ action: z.enum(["1", "2", "3", "4", "5"]), words, note: z.string() });

/** A row whose words are compiled: `*` stands for up to five words. */
export interface WordRow<T> {
  value: T;
  words: string;
  pattern: RegExp;
}

const compile = (phrase: string): RegExp => new RegExp(`\\b${phrase.split(" ").map((word) => (word === "*" ? "(?:\\S+\\s+){0,5}?" : `${word}\\s+`)).join("").replace(/\\s\+$/, "")}\\b`, "u");

let responses: readonly WordRow<Response>[] | undefined;
let actions: readonly WordRow<Action>[] | undefined;

/** In the order of the file: the first whose words stand in a sentence decides. @throws DataFileError */
export function loadResponses(): readonly WordRow<Response>[] {
  responses ??= loadCsv(datasetPath("recommendations", "responses.csv"), responseSchema).rows.map((row) => ({ value: row.response, words: row.words, pattern: compile(row.words) }));
  return responses;
}

let topic: readonly WordRow<true>[] | undefined;

/** Words beside trafficking itself that put a recommendation on the topic. @throws DataFileError */
export function loadTopicWords(): readonly WordRow<true>[] {
  topic ??= loadCsv(datasetPath("recommendations", "topic.csv"), topicSchema).rows.map((row) => ({ value: true, words: row.words, pattern: compile(row.words) }));
  return topic;
}

/** @throws DataFileError */
export function loadActions(): readonly WordRow<Action>[] {
  actions ??= loadCsv(datasetPath("recommendations", "actions.csv"), actionSchema).rows.map((row) => ({ value: Number(row.action) as Action, words: row.words, pattern: compile(row.words) }));
  return actions;
}
