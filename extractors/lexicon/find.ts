// Owns finding the terms of the word tables in a sentence. Must not know measures.
import type { Token } from "../text/tokens.js";
import type { Entry, Lexicon } from "./lexicon.js";
import type { Reading } from "./reading.js";

/** A term found. `from` and `to` are indexes of tokens, `to` exclusive; `head` is the token that bears its form. */
export interface Hit {
  concept: string;
  entry: Entry;
  from: number;
  to: number;
  head: number;
}

/** Most words that may stand in a gap ("put a new mechanism in place"). */
const LONGEST_GAP = 7;

/** Whether an entry that begins with the word at `i` goes on behind it. */
function matchAt(tokens: readonly Token[], entry: Entry, i: number): { to: number; head: number } | null {
  if (entry.upper && tokens[i]?.upper !== true) return null;
  if (entry.words.length === 1) return entry.capital && tokens[i]?.capital !== true ? null : { to: i + 1, head: i };
  let at = i + 1;
  let head = i;
  for (let w = 1; w < entry.words.length; w++) {
    const forms = entry.words[w];
    if (forms === null || forms === undefined) {
      const next = entry.words[w + 1];
      let k = at;
      while (k < tokens.length && k - at <= LONGEST_GAP && tokens[k]?.kind !== "mark" && next?.has(tokens[k]?.word ?? "") !== true) k++;
      if (next?.has(tokens[k]?.word ?? "") !== true) return null;
      at = k;
      continue;
    }
    // A comma inside a long name ("to Prevent, Suppress and Punish …") is no word of it.
    if (entry.words.length > 3 && tokens[at]?.word === ",") at++;
    const token = tokens[at];
    if (token === undefined || !forms.has(token.word) || (entry.upper && !token.upper)) return null;
    if (w === entry.head) head = at;
    at++;
  }
  return entry.capital && tokens[head]?.capital !== true ? null : { to: at, head };
}

/** A word that is noun and verb counts as what it is here. */
function fits(entry: Entry, reading: Reading | undefined): boolean {
  if (reading === undefined) return false;
  if (entry.kind === "phrase" || entry.kind === "adjective") return true;
  if (entry.kind === "noun") return reading.pos !== "verb" || (!reading.facts.noun && reading.facts.verb.size === 0);
  return reading.pos === "verb" || reading.facts.function === "be" || reading.facts.function === "have" || reading.facts.function === "do" || reading.pos === "adjective";
}

/** False where the first word alone rules the term out: it bears the form, and is something else here. */
function mayFit(entry: Entry, reading: Reading | undefined): boolean {
  return entry.head > 0 || fits(entry, reading);
}

function keepLongest(best: Hit[], entry: Entry, from: number, found: { to: number; head: number }): void {
  const at = best.findIndex((h) => h.entry.key === entry.key);
  const before = best[at];
  if (before !== undefined && found.to <= before.to) return;
  best[before === undefined ? best.length : at] = { concept: entry.concept, entry, from, to: found.to, head: found.head };
}

/**
 * Whether the tokens may hold a term of one of the concepts: by the words alone, before anything is read of them.
 * @returns false only where {@link findTerms} finds none of them, whatever the words are in the sentence
 */
export function mayHold(tokens: readonly Token[], lexicon: Lexicon, concepts: ReadonlySet<string>): boolean {
  return tokens.some((token, i) => token.kind !== "mark" && lexicon.beginning(token.word, tokens[i + 1]?.word ?? "").some((entry) => concepts.has(entry.concept) && matchAt(tokens, entry, i) !== null));
}

/**
 * Finds every term in the tokens. Of terms of one concept that overlap the longest stands; none begins behind "non-" ("non-trafficking offences").
 * @returns hits by position
 */
export function findTerms(tokens: readonly Token[], readings: readonly Reading[], lexicon: Lexicon): Hit[] {
  const hits: Hit[] = [];
  const until = new Map<string, number>();
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined || token.kind === "mark" || (token.joined && tokens[i - 1]?.word === "non")) continue;
    const entries = lexicon.beginning(token.word, tokens[i + 1]?.word ?? "");
    if (entries.length === 0) continue;
    const best: Hit[] = [];
    for (const entry of entries) {
      if (!mayFit(entry, readings[i])) continue;
      const found = matchAt(tokens, entry, i);
      if (found !== null && fits(entry, readings[found.head])) keepLongest(best, entry, i, found);
    }
    for (const hit of best) {
      if ((until.get(hit.entry.key) ?? 0) >= hit.to) continue;
      until.set(hit.entry.key, hit.to);
      hits.push(hit);
    }
  }
  return hits.filter((h) => {
    const others = h.entry.predicate ? undefined : lexicon.apart.get(h.concept);
    return others === undefined || !hits.some((o) => others.has(o.concept) && o.from <= h.from && h.to <= o.to && o.to - o.from > h.to - h.from);
  });
}
