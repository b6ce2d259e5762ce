// Owns where a clause opens with a subject that names its own State: "…, and the courts of Norway may try", "…, victims in Chile receive".
// Must not know measures, nor where other clauses open.
import type { StateMention } from "../states/mentions.js";

/** A finite verb with its subject; offsets into the text that was read. */
export interface FiniteVerb {
  /** Where its subject begins; the verb's own place where it has none. */
  subject: number;
  verb: number;
}

export type FiniteVerbs = (text: string) => readonly FiniteVerb[];

/** The end of the clause before, a noun phrase, and the preposition before its State. */
const NOUN_OF_STATE = /,\s+(?:and\s+)?(?!(?:in|on|at|by|of|for|to|with|from|under|which|who|where|including|such|as|namely)\b)([^,;]{2,90}?\s(?:of|in)\s+(?:the\s+)?)$/i;
/** What may stand between two States of a row. */
const ROW = /^(?:,?\s+and|,)\s+(?:the\s+)?$/;

interface Candidate {
  /** Where the noun phrase begins. */
  from: number;
  /** The preposition and the row of States. */
  hidden: { start: number; end: number };
}

function candidates(text: string, mentions: readonly StateMention[]): Candidate[] {
  const out: Candidate[] = [];
  mentions.forEach((mention, k) => {
    if (mention.possessive || mention.adjective) return;
    const np = NOUN_OF_STATE.exec(text.slice(0, mention.start))?.[1];
    if (np === undefined) return;
    const from = mention.start - np.length;
    if (mentions.slice(0, k).some((m) => m.end > from)) return;
    let last = mention;
    for (const next of mentions.slice(k + 1)) {
      if (!ROW.test(text.slice(last.end, next.start))) break;
      last = next;
    }
    const preposition = /(?:of|in)\s+(?:the\s+)?$/i.exec(np)?.[0].length ?? 0;
    out.push({ from, hidden: { start: mention.start - preposition, end: last.end } });
  });
  return out;
}

/**
 * Where such clauses begin: a verb must follow its State, and one must stand in what comes before.
 * @param inBracket offsets that are no place to cut
 */
export function ownSubjectStarts(text: string, mentions: readonly StateMention[], inBracket: (at: number) => boolean, finiteVerbs: FiniteVerbs): number[] {
  const found = candidates(text, mentions).filter((c) => !inBracket(c.hidden.start));
  if (found.length === 0) return [];
  // "judges in Togo received training": without the place the verb is plain.
  let plain = text;
  for (const { hidden } of found) plain = plain.slice(0, hidden.start) + " ".repeat(hidden.end - hidden.start) + plain.slice(hidden.end);
  const verbs = finiteVerbs(plain);
  return found
    .filter((c) => verbs.some((v) => v.verb < c.from) && verbs.some((v) => v.subject >= c.from && v.subject < c.hidden.start && v.verb >= c.hidden.end && /^\s*(?:\w+\s+)?$/.test(plain.slice(c.hidden.end, v.verb))))
    .map((c) => text.lastIndexOf(",", c.from) + 1);
}
