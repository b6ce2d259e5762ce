// Owns the names of States for the readers: one index a process.
// Must not interpret; extractors/states does.
import { allStates } from "../../extractors/states/all.js";
import { lookUpStateName } from "../../extractors/states/mentions.js";

let resolver: ((name: string) => string | null) | undefined;

/** The function that readers use for States' names: iso3 or a code of what is no State; null where it is neither. */
export function stateResolver(): (name: string) => string | null {
  if (resolver === undefined) {
    const index = allStates();
    resolver = (name) => {
      const found = lookUpStateName(name, index);
      return found.iso3 ?? found.nonState;
    };
  }
  return resolver;
}
