// Owns the index of the names of all States, built once a process from the tables. Must not find names; mentions.ts does.
import { loadAliases, loadNonStates, loadStates } from "../../datasets/states.js";
import { buildStateIndex, type StateIndex } from "./mentions.js";

let index: StateIndex | undefined;

/** The index of all names that the tables know. */
export const allStates = (): StateIndex => (index ??= buildStateIndex({ states: loadStates(), aliases: loadAliases(), nonStates: loadNonStates() }));
