// Tests every measure rule both ways: by its own examples, and that the examples reach only codes of the codebook.
import { describe, expect, it } from "vitest";
import { loadMeasures } from "../../datasets/measures.js";
import { findMeasures } from "../../extractors/measures/match.js";
import { MEASURE_RULES } from "../../extractors/measures/rules.js";
import { maskOtherTraffic } from "../../extractors/topic.js";

function measuresIn(sentence: string, lists: boolean): string[] {
  const text = maskOtherTraffic(sentence);
  return [...new Set(findMeasures(text, { context: text, topicNear: true, lists }).map((m) => m.measure))];
}

describe("measure rules", () => {
  const codes = loadMeasures().map((m) => m.code);
  it("has a rule for every measure of the codebook and for no other", () => {
    expect([...new Set(MEASURE_RULES.map((r) => r.measure))].sort()).toEqual([...codes].sort());
  });
  it("has unique ids that open with their measure", () => {
    expect(new Set(MEASURE_RULES.map((r) => r.id)).size).toBe(MEASURE_RULES.length);
    for (const r of MEASURE_RULES) expect(r.id.startsWith(`${r.measure}:`)).toBe(true);
  });
  for (const rule of MEASURE_RULES) {
    it(`${rule.id} matches its examples`, () => {
      for (const sentence of rule.examples.match) expect(measuresIn(sentence, rule.listsOnly === true), sentence).toContain(rule.measure);
    });
    it(`${rule.id} leaves its counter-examples alone`, () => {
      for (const sentence of rule.examples.not) expect(measuresIn(sentence, rule.listsOnly === true), sentence).not.toContain(rule.measure);
    });
  }
});
