// Owns the status of a measure in a part of a sentence of a text that lists States, also where the part does not name it.
// Must not know States.
import type { Reader } from "../reader/reader.js";
import type { Sentence } from "../clauses/sentence.js";
import { readStatus, type Anchor, type StatusReading } from "./read.js";
import { readTreatyStatus } from "./treaty.js";

function tokenAt(s: Sentence, offset: number): number {
  const at = s.tokens.findIndex((t) => t.end > offset);
  return at < 0 ? s.tokens.length : at;
}

/** Where words at the given offsets stand, as the head of a phrase; where they are none, the place between two words. */
function anchorAt(s: Sentence, measure: string, start: number, end: number): Anchor {
  const from = tokenAt(s, start);
  const to = end > start ? Math.max(from + 1, tokenAt(s, end - 1) + 1) : from;
  const head = Math.min(Math.max(from, to - 1), Math.max(0, s.tokens.length - 1));
  return { measure, phrase: { from, to: Math.max(from, to) }, head, verbal: end > start && (s.predicateAt[head] ?? -1) >= 0 && s.predicates[s.predicateAt[head] ?? 0]?.kind !== "noun" };
}

/**
 * Reads the status of a measure in a text.
 * @param start offsets of its words in `text`; equal offsets for a measure that the text does not name
 * @returns `cue` is "" where nothing in the text says anything of its status
 */
export function statusAt(reader: Reader, text: string, measure: string, start: number, end: number): StatusReading {
  const s = reader.read(text);
  if (s.tokens.length === 0) return { status: "in_place", certainty: "inferred", cue: "", unknown: null, way: [] };
  const anchor = anchorAt(s, measure, start, end);
  const read = measure.startsWith("treaty.") ? readTreatyStatus(s, anchor, reader.status) : readStatus(s, anchor, reader.status);
  return read;
}
