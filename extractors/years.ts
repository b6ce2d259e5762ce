// Owns what a year in a claim's words is to the claim: adopted, in force, amended, ratified, the year of a figure …
// Must not find years; details.ts does. The words are a table (datasets/year-roles.csv).
import { loadYearRoles, type YearRole } from "../datasets/year-roles.js";

/** So far a verb may be from its year. */
const REACH = 70;
/** What cuts a year off from words beyond. */
const BORDER = /[.;]\s|,\s+(?:and|but|while|whereas)\s/g;

/**
 * Role of the year at a place; null where no word near it says what happened.
 * Words before a year come first ("adopted in 2009"); where there are none, those behind it ("in 2012, the Act was amended").
 * @param text the paragraph
 * @param start,end place of the year's words ("in 2009")
 * @param from,to the quote: words outside it say nothing of the claim
 */
export function yearRole(text: string, start: number, end: number, from: number, to: number): YearRole | null {
  const before = text.slice(Math.max(from, start - REACH), start);
  const near = before.slice(lastEnd(before));
  const back = nearestIn(near, "last");
  if (back !== null) return back;
  const behind = text.slice(end, Math.min(to, end + REACH));
  const stop = BORDER.exec(behind);
  BORDER.lastIndex = 0;
  return nearestIn(stop === null ? behind : behind.slice(0, stop.index), "first");
}

function lastEnd(text: string): number {
  let at = 0;
  for (const match of text.matchAll(BORDER)) at = match.index + match[0].length;
  return at;
}

function nearestIn(text: string, side: "first" | "last"): YearRole | null {
  let best: { at: number; length: number; role: YearRole } | null = null;
  for (const { role, pattern } of loadYearRoles()) {
    for (const match of text.matchAll(pattern)) {
      const at = side === "last" ? match.index + match[0].length : -match.index;
      // Of words at one place the longer: "entry into force" before what stands in it.
      if (best === null || at > best.at || (at === best.at && match[0].length > best.length)) best = { at, length: match[0].length, role };
    }
  }
  return best?.role ?? null;
}
