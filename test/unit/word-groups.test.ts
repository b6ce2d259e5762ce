// Owns the proof that the tables of words of attribution are refused with file and line where a row is wrong, and what their words give in patterns.
import { describe, expect, it } from "vitest";
import { ATTRIBUTION_GROUPS, attributionWordsOf, loadAttributionWords } from "../../datasets/attribution-words.js";
import { loadWordTables, THING_CLASSES, thingClassesOf } from "../../datasets/concepts.js";
import { quantifiersOf, QUANTIFIER_CLASSES } from "../../datasets/quantifiers.js";
import { findQuantifiers } from "../../extractors/attribution/quantifiers.js";
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

describe("the table of classes of things", () => {
  const rows = THING_CLASSES.map((name) => ({ class: name, concept: "LAW" }));
  const read = (more: { class: string; concept: string }[]): unknown => thingClassesOf({ rows: [...rows, ...more], lines: [...rows, ...more].map((_, i) => i + 2), file: "things.csv" }, new Set(["LAW", "PLAN"]));

  it("is whole, and its concepts have terms", () => {
    const { things } = loadWordTables();
    for (const name of THING_CLASSES) expect(things[name].size, name).toBeGreaterThan(0);
    expect(things.law_text.has("PENAL_CODE")).toBe(true);
  });

  it.each([
    ["a class that there is not", { class: "lawtext", concept: "PLAN" }, "unknown class 'lawtext'. Did you mean 'law_text'?"],
    ["a concept without a term", { class: "law_text", concept: "LAWS" }, "no term has the concept 'LAWS'"],
    ["a concept that stands twice", { class: "law_text", concept: "LAW" }, "'law_text LAW' stands twice"],
  ])("refuses %s", (_what, row, message) => {
    expect(() => read([row])).toThrow(`things.csv line ${rows.length + 2}: ${message}`);
  });
});

describe("the table of quantifiers", () => {
  const rows = ["class,words,note", ...QUANTIFIER_CLASSES.map((name) => `${name},some words,`)];

  it.each([
    ["a class that there is not", "mojority,most,", "unknown class 'mojority'. Did you mean 'majority'?"],
    ["words that stand twice", "many,some words,", "'many some words' stands twice"],
    ["brackets in the middle", "many,a (very) great many,", "words 'a (very) great many'"],
  ])("refuses %s", (_what, row, message) => {
    expect(() => quantifiersOf([...rows, row].join("\n"), "words.csv")).toThrow(`words.csv line ${rows.length + 1}: ${message}`);
  });

  it.each([
    ["Most of the responding States have laws.", "majority: Most of the responding States"],
    ["A growing number of countries have laws.", "many: A growing number of countries"],
    ["Growing number of countries.", "many: Growing number of countries"],
    ["Almost all States have laws.", "majority: Almost all States"],
    ["Twelve or 12 Governments have laws.", "several: 12 Governments"],
    ["Laws in the Nordic countries.", "group: the Nordic countries"],
    ["Others run shelters.", "others: Others"],
    ["In other States nothing is told.", ""],
  ])("%s", (text, found) => {
    expect(findQuantifiers(text).map((q) => `${q.quantifierClass}: ${q.text}`).join("; ")).toBe(found);
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
