// Owns which candidates are kept of a document: for each paragraph and measure the one that came nearest to a claim.
// Must not read sentences.
import type { Candidate, Claim } from "../contracts.js";

/** Steps by how near a claim they are; a measure that came further says more. */
const NEARNESS: Record<Candidate["step"], number> = { outscored: 6, status: 5, actor: 4, predicate: 3, topic: 2, concept: 1, role: 0 };

function nearer(a: Candidate, b: Candidate): boolean {
  return a.score !== b.score ? a.score > b.score : NEARNESS[a.step] > NEARNESS[b.step];
}

/**
 * Keeps what answers "why silent?".
 * @param candidates all that was considered, in reading order
 * @param claims what stands; a measure that is claimed in a paragraph needs no candidate there
 * @returns one a paragraph, State and measure, in order of paragraphs
 */
export function keepCandidates(candidates: readonly Candidate[], claims: readonly Claim[]): Candidate[] {
  const key = (c: { paragraph: number; state: string | null; measure: string }): string => `${c.paragraph}|${c.state ?? ""}|${c.measure}`;
  const claimed = new Set(claims.map(key));
  const best = new Map<string, Candidate>();
  for (const c of candidates) {
    // Words that are a narrower measure's are no trace of the broader one.
    if (claimed.has(key(c)) || NARROWER.test(c.reason)) continue;
    const before = best.get(key(c));
    if (before === undefined || nearer(c, before)) best.set(key(c), c);
  }
  return [...best.values()].sort((a, b) => a.paragraph - b.paragraph || b.score - a.score || (a.measure < b.measure ? -1 : 1));
}

const NARROWER = /^the words are /;
