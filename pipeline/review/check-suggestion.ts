// Owns what a suggestion from elsewhere has to hold before it may stand in the queue: a code of the codebook, a State that is meant, words that the paragraph holds byte for byte.
// Must not repair anything: what is not right is dropped and counted.
import { STATUSES } from "../../extractors/contracts.js";
import type { Reader } from "../store/database.js";
import type { ForeignSuggestion } from "./foreign-suggestions.js";

export const DROPS = ["line that does not fit the columns", "no document", "several documents", "no paragraph", "quote not in the paragraph", "code not in the codebook", "State not known", "State not meant here", "status not known", "claimed already", "no answer in the form asked for", "no answer from the server"] as const;
export type Drop = (typeof DROPS)[number];

export interface Offered {
  measure: string;
  state: string;
  status: string;
  quote: string;
}

export interface Place {
  document_id: string;
  ordinal: number;
  text: string;
  /** State that the document is by or about; null for documents on many. */
  state: string | null;
  language: string | null;
}

export interface Checks {
  measures: ReadonlySet<string>;
  /** Code of a State's name or code; null where it is none. */
  state: (value: string) => string | null;
  /** Codes of the States that a text names. */
  named: (text: string) => ReadonlySet<string>;
  /** "paragraph_id State measure" of every claim. */
  claimed: ReadonlySet<string>;
}

/** A suggestion in the form of the file, or why it is dropped. */
export function checkOffered(offered: Offered, place: Place, checks: Checks, source: string, score: number, reason: string): ForeignSuggestion | Drop {
  if (!checks.measures.has(offered.measure)) return "code not in the codebook";
  if (offered.quote === "" || !place.text.includes(offered.quote)) return "quote not in the paragraph";
  if (offered.status !== "" && !(STATUSES as readonly string[]).includes(offered.status)) return "status not known";
  const state = checks.state(offered.state);
  if (state === null) return "State not known";
  if (state !== place.state && !checks.named(place.text).has(state)) return "State not meant here";
  if (checks.claimed.has(`${place.document_id}-p${place.ordinal} ${state} ${offered.measure}`)) return "claimed already";
  return { document_id: place.document_id, paragraph_ordinal: String(place.ordinal), state, measure: offered.measure, status: offered.status, quote: offered.quote, source, score: String(score), reason };
}

/** What {@link checkOffered} asks, for a database. */
export async function checksOf(database: Reader): Promise<Checks> {
  const [{ findStateMentions, resolveStateName }, { allStates }] = await Promise.all([import("../../extractors/states/mentions.js"), import("../../extractors/states/all.js")]);
  const index = allStates();
  const claimed = await database.all<{ key: string }>("SELECT paragraph_id || ' ' || state || ' ' || measure AS key FROM claims");
  return {
    measures: new Set((await database.all<{ measure: string }>("SELECT measure FROM measures")).map((row) => row.measure)),
    state: (value) => resolveStateName(value, index).iso3,
    named: (text) => new Set(findStateMentions(text, index).flatMap((mention) => mention.iso3 ?? [])),
    claimed: new Set(claimed.map((row) => row.key)),
  };
}
