// Owns the measure of reading.ts on words that are noun and verb or adjective and verb: readings.csv, and readings-held.csv, which nobody looks at while working.
import { readFileSync } from "node:fs";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { loadWordTables } from "../../datasets/concepts.js";
import { buildLexicon } from "../../extractors/lexicon/lexicon.js";
import { readTokens } from "../../extractors/lexicon/reading.js";
import { tokenize } from "../../extractors/text/tokens.js";

interface Row {
  sentence: string;
  /** The word, with "(2)" for its second occurrence. */
  word: string;
  expected: string;
}

const lexicon = buildLexicon(loadWordTables());

function rowsOf(file: string): Row[] {
  return Papa.parse<Row>(readFileSync(new URL(file, import.meta.url), "utf8"), { header: true, skipEmptyLines: true }).data;
}

/** What the marked word is read as; undefined where the sentence has no such word. */
function read({ sentence, word }: Row): string | undefined {
  const [, bare = "", nth = "1"] = /^(.*?)(?:\((\d+)\))?$/.exec(word) ?? [];
  const tokens = tokenize(sentence);
  const same = tokens.flatMap((t, i) => (sentence.slice(t.start, t.end).toLowerCase() === bare.toLowerCase() ? [i] : []));
  return readTokens(tokens, lexicon)[same[Number(nth) - 1] ?? -1]?.pos;
}

function misread(rows: readonly Row[]): string[] {
  return rows.filter((row) => read(row) !== row.expected).map((row) => `${row.sentence} [${row.word}: ${row.expected}, read as ${read(row) ?? "nothing"}]`);
}

const share = (wrong: number, all: number): number => (all - wrong) / all;

describe("words that are noun and verb, or adjective and verb", () => {
  it("reads 98 of 100 in the sentences it was made with", () => {
    const rows = rowsOf("readings.csv");
    const wrong = misread(rows);
    expect(rows.length).toBeGreaterThan(200);
    expect(share(wrong.length, rows.length), wrong.join("\n")).toBeGreaterThanOrEqual(0.98);
  });

  it("reads 95 of 100 in sentences that nobody looked at", () => {
    const rows = rowsOf("readings-held.csv");
    expect(rows.length).toBeGreaterThan(100);
    expect(share(misread(rows).length, rows.length), "do not look at the rows: widen a class of context with sentences of readings.csv").toBeGreaterThanOrEqual(0.95);
  });

  it("finds each marked word in its sentence", () => {
    for (const row of [...rowsOf("readings.csv"), ...rowsOf("readings-held.csv")]) expect(read(row), `${row.sentence} [${row.word}]`).toBeDefined();
  });

  it.each([
    ["The Government plans to act.", "plans", "verb"],
    ["The Government's plans were approved.", "plans", "noun"],
    ["They shelter victims.", "shelter", "verb"],
    ["Their shelter is full.", "shelter", "noun"],
  ])("%s %s: %s", (sentence, word, expected) => {
    expect(read({ sentence, word, expected })).toBe(expected);
  });
});
