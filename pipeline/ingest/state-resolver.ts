// Owns the names of States for the readers: one index a process.
// Must not interpret; extractors/states does.
import { loadAliases, loadNonStates, loadStates } from "../../datasets/states.js";
import { buildStateIndex, resolveStateName } from "../../extractors/states/mentions.js";

let resolver: ((name: string) => string | null) | undefined;

/** The function that readers use for States' names: iso3 or a code of what is no State; null where it is neither. */
export function stateResolver(): (name: string) => string | null {
  if (resolver === undefined) {
    const index = buildStateIndex({ states: loadStates(), aliases: loadAliases(), nonStates: loadNonStates() });
    resolver = (name) => {
      const found = resolveStateName(name, index);
      return found.iso3 ?? found.nonState;
    };
  }
  return resolver;
}
