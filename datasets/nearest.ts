// Owns the search for the value that a person probably meant.
// Must not decide anything: a suggestion is shown, never used.
import { DamerauLevenshteinDistance, JaroWinklerDistance } from "natural/lib/natural/distance/index.js";

/**
 * The known values nearest to a wrong one, best first.
 * @param value what was written
 * @param known the values that would have been right
 * @param most how many to return at most
 * @returns only near ones: Jaro–Winkler similarity of 0.87 or more, or at most one edit for each four letters
 */
export function nearest(value: string, known: Iterable<string>, most = 3): string[] {
  const wanted = value.toLowerCase();
  if (wanted === "" || value.length > 120) return [];
  const scored: { name: string; score: number }[] = [];
  for (const name of known) {
    const other = name.toLowerCase();
    const similar = JaroWinklerDistance(wanted, other);
    if (similar < 0.6) continue;
    const edits = DamerauLevenshteinDistance(wanted, other, { restricted: true });
    if (similar < 0.87 && edits > Math.max(1, Math.floor(Math.min(wanted.length, other.length) / 4))) continue;
    scored.push({ name, score: similar - edits / 50 });
  }
  scored.sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1));
  return [...new Set(scored.map((s) => s.name))].slice(0, most);
}
