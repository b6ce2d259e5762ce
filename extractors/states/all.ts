// Owns the index of the names of all States, built once a process from the tables. Must not find names; mentions.ts does.
import { loadAliases, loadNonStates, loadStates } from "../../datasets/states.js";
import { buildStateIndex, type StateIndex } from "./index-names.js";

const indexes = new Map<string, StateIndex>();

/**
 * The index of all names that the tables know.
 * @param languages ISO 639-1: whose names are known beside those of every language
 */
export function allStates(languages: readonly string[] = ["en"]): StateIndex {
  const key = languages.join(" ");
  let index = indexes.get(key);
  if (index === undefined) indexes.set(key, (index = buildStateIndex({ states: loadStates(), aliases: loadAliases(), nonStates: loadNonStates() }, languages)));
  return index;
}
