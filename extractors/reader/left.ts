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

/**
 * The step at which the definitions left a measure that the rules of words give.
 * @param candidates what the definitions considered and left in the paragraph
 * @returns the step nearest to a claim, or "unseen" where they never considered it in those words
 */
export function leftAt(candidates: readonly Candidate[], ruled: { state: string; measure: string; quote: { start: number; end: number } }): string {
  let best: Candidate["step"] | null = null;
  for (const c of candidates) {
    if (c.measure !== ruled.measure || c.state !== ruled.state || c.quoteStart >= ruled.quote.end || c.quoteEnd <= ruled.quote.start || NARROWER.test(c.reason)) continue;
    if (best === null || NEARNESS[c.step] > NEARNESS[best]) best = c.step;
  }
  return best ?? "unseen";
}
