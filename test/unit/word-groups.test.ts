// Owns the proof that tables of words in groups are refused with file and line where a row is wrong, and that attribution takes its words from its table.
import { describe, expect, it } from "vitest";
import { ATTRIBUTION_GROUPS, attributionWordsOf, loadAttributionWords } from "../../datasets/attribution-words.js";
import { wordsOf } from "../../extractors/attribution/words.js";

const HEADER = "group,term,part_of_speech,note";
const whole = [HEADER, ...ATTRIBUTION_GROUPS.map((group) => `${group},word,phrase,`)];
const read = (lines: readonly string[]): unknown => attributionWordsOf(lines.join("\n"), "words.csv");

describe("the table of attribution words", () => {
  it("is whole", () => {
    for (const group of ATTRIBUTION_GROUPS) expect(loadAttributionWords()[group].length, group).toBeGreaterThan(0);
  });

  it.each([
    ["a group that nothing asks for", [...whole, "heads,plan,noun,"], `words.csv line ${whole.length + 1}: unknown group 'heads'. Did you mean 'head'?`],
    ["a word that stands twice", [...whole, "head,plan,noun,", "head,plan,noun,"], `words.csv line ${whole.length + 2}: 'head plan (noun)' stands twice`],
    ["a part of speech that there is not", [...whole, "head,plan,nuon,"], `words.csv line ${whole.length + 1}: unknown part_of_speech 'nuon'. Did you mean 'noun'?`],
    ["a word with a blank at its end", [...whole, "head,plan ,noun,"], `words.csv line ${whole.length + 1}: term 'plan '`],
    ["a cell too few", [...whole, "head,plan,noun"], `words.csv line ${whole.length + 1}: 3 cells where the header has 4`],
    ["a group without a word", whole.filter((line) => !line.startsWith("abroad,")), "words.csv: the group 'abroad' has no word"],
  ])("refuses %s", (_what, lines, message) => {
    expect(() => read(lines)).toThrow(message);
  });
});

describe("words in patterns", () => {
  const has = (group: Parameters<typeof wordsOf>[0], text: string, forms?: Parameters<typeof wordsOf>[1]): boolean => new RegExp(`^${wordsOf(group, forms)}$`).test(text);

  it("have the forms of their kind", () => {
    for (const text of ["plan", "plans", "strategy", "strategies", "task forces", "memoranda"]) expect(has("head", text), text).toBe(true);
    for (const text of ["ratify", "ratifies", "ratified", "ratifying", "ratification", "acceding", "parties"]) expect(has("treaty_act", text), text).toBe(true);
    for (const text of ["researches", "sign", "party to"]) expect(has("head", text) || has("treaty_act", text), text).toBe(false);
  });

  it("have only the forms of verbs that are asked for", () => {
    expect(has("consist", "consists of", ["base", "s"])).toBe(true);
    expect(has("consist", "dealt with", ["past"])).toBe(true);
    expect(has("consist", "consisting of", ["base", "s", "past"])).toBe(false);
  });
});
