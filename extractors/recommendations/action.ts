// Owns the kind of action that a recommendation asks for, by the words that it opens with.
// The words are a table (datasets/recommendations/actions.csv).
import { loadActions, type Action } from "../../datasets/recommendations.js";
import { built } from "../text/patterns.js";

/** So far the verb of a recommendation may be from its first word. */
const OPENING = 90;

/** Rows by their first word: a row whose first word does not stand in a text cannot be found in it, and most rows need not be tried. */
const byFirstWord = built(() => {
  const rows = new Map<string, ReturnType<typeof loadActions>[number][]>();
  for (const row of loadActions()) {
    const first = /^[a-z]*/.exec(row.words)?.[0] ?? "";
    rows.set(first, [...(rows.get(first) ?? []), row]);
  }
  return rows;
});

/** 1 to 5 as UPR Info counts; 4 (general) where no word of the table opens it. */
export function actionOf(text: string): Action {
  const opening = text.toLowerCase().replace(/^(?:that|to|the government|should|it|and|also|[^\p{L}]+)+\s+/gu, "").slice(0, OPENING);
  let best: { at: number; length: number; value: Action } | null = null;
  for (const first of new Set(["", ...(opening.match(/\w+/g) ?? [])])) {
    for (const { value, words, pattern } of byFirstWord().get(first) ?? []) {
      const found = pattern.exec(opening);
      if (found === null) continue;
      if (best === null || found.index < best.at || (found.index === best.at && words.length > best.length)) best = { at: found.index, length: words.length, value };
    }
  }
  return best?.value ?? 4;
}
