// Owns the loader of topics: which concepts are the subject, which compete with it, how far it carries.
// Must not read sentences.
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { loadWordTables } from "./concepts.js";
import { DataFileError } from "./load-csv.js";
import { datasetPath, packageRoot } from "./paths.js";

const strength = z.number().min(0).max(1);
const words = z.array(z.string()).min(1);
const topicSchema = z.strictObject({
  topic: z.string().min(1),
  /** Words that name it, for a first look at a text: `proper` the topic itself, `likened` what reports present as the same. `*` is an open end. */
  names: z.strictObject({ proper: z.array(z.string()).min(1), likened: z.array(z.string()).default([]) }),
  /** Words of other topics, with open ends like those of `names`, in any letters: things that are traded (`before` the trade or `after` it, one more `joined`), subjects that compete, who suffers from something else. */
  others: z.strictObject({ trades: words, tradesBehind: words, before: words, joined: words, after: words, joinedAfter: words, qualified: words, subjects: words, sufferers: words }),
  /** Folder of the definitions of its measures, below datasets/. */
  definitions: z.string(),
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
  /** Heads of definitions that name a subject and not a thing. */
  subjects: z.array(z.string()).default([]),
  /** Concepts that are names of treaties and of bodies. */
  treaties: z.array(z.string()).default([]),
  bodies: z.array(z.string()).default([]),
  competing: z.array(z.string()),
  carry: z.strictObject({ sentence: strength, lead: strength, heading: strength, title: strength, sentence_before: strength, two_before: strength, competing_between: strength }),
  near: strength,
  strict: strength,
});

export type Topic = z.output<typeof topicSchema>;

/**
 * Loads a topic.
 * @param path absolute path of its YAML file
 * @throws DataFileError where a field is missing or a concept has no words
 */
export function readTopic(path: string): Topic {
  const file = relative(packageRoot(), path);
  const parsed = topicSchema.safeParse(parse(readFileSync(path, "utf8")));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new DataFileError(`${file}: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not valid"}. See datasets/topics/trafficking.yaml.`);
  }
  const known = new Set(loadWordTables().concepts.map((c) => c.concept));
  const { concepts, competing, things, persons, pointers } = parsed.data;
  const unknown = [...Object.keys(concepts), ...competing, pointers, ...(things === undefined ? [] : [things]), ...(persons === undefined ? [] : [persons])].find((c) => !known.has(c));
  if (unknown !== undefined) throw new DataFileError(`${file}: no words for the concept '${unknown}'. Add them to datasets/concepts/en.csv.`);
  return parsed.data;
}

let loaded: Topic | undefined;

/** The topic of the codebook, loaded once a process. */
export function loadTopic(): Topic {
  loaded ??= readTopic(datasetPath("topics", "trafficking.yaml"));
  return loaded;
}
