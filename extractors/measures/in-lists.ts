// Owns definitions as they hold where States are listed: there much goes without saying. Must not read a text.
import type { Definition, ListDefinition, Way } from "../../datasets/definitions.js";
import type { Topic } from "../../datasets/topics.js";
import { indexDefinitions } from "./find.js";

export interface ListKnowledge {
  index: ReadonlyMap<string, readonly { definition: Definition; way: Way }[]>;
  /** Measure → those that give way to it anywhere in a part. */
  overPart: ReadonlyMap<string, readonly string[]>;
  /** The topic, with the subjects that compete with it there alone. */
  topic: Topic;
}

/** Joins what holds only in lists with the definitions that hold everywhere. */
export function listKnowledge(definitions: readonly Definition[], listed: readonly ListDefinition[], topic: Topic): ListKnowledge {
  const lists = new Map(listed.map((d) => [d.code, d]));
  const all = definitions.map((d) => {
    const own = lists.get(d.code);
    return own === undefined ? d : { ...d, ways: [...d.ways.filter((w) => !own.without.includes(w.id)), ...own.ways] };
  });
  return { index: indexDefinitions(all), overPart: new Map([...lists.values()].map((d) => [d.code, d.overPart])), topic: { ...topic, competing: [...topic.competing, ...topic.wider] } };
}
