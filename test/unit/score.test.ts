// Owns the proof of the scoring arithmetic.
import { describe, expect, it } from "vitest";
import { coverageOf } from "../../reports/gold.js";
import { inRange, score, scoreSets, type ScoredRow } from "../../reports/score.js";

const row = (text: string): ScoredRow => {
  const [paragraph = "", state = "", measure = "", status = ""] = text.split(" ");
  return { document: "d", paragraph, state, measure, status };
};
const rows = (...texts: string[]): ScoredRow[] => texts.map(row);

describe("score", () => {
  it("counts pairs once, status on the pairs found, doubtful ones not at all", () => {
    const result = score(rows("1 AUT a in_place", "1 BEL a in_place", "2 AUT b planned", "3 FRA c in_place"), rows("4 ITA a in_place"), rows("1 AUT a in_place", "1 AUT a in_place", "2 AUT b in_place", "4 ITA a in_place", "1 NLD a in_place", "9 ESP z absent"));
    expect(result).toMatchObject({ gold: 4, found: 2, wrong: 2, precision: 0.5, recall: 0.5, f1: 0.5, statusScored: 2, statusRight: 1, statusAccuracy: 0.5, doubtfulGiven: 1, wrongState: 1 });
    expect(result.missed.map((item) => item.state)).toEqual(["BEL", "FRA"]);
    expect(result.wronglyGiven.map((item) => item.state)).toEqual(["NLD", "ESP"]);
    expect(result.byMeasure["a"]).toMatchObject({ gold: 2, found: 1, wrong: 1 });
    expect(result.byStatus["planned"]).toMatchObject({ gold: 1, found: 1, statusAccuracy: 0 });
    expect(result).toMatchObject({ falseGaps: 2, goldCells: 4 });
  });

  it("does not call a pair right in status that is given with two", () => {
    expect(score(rows("1 AUT a in_place"), [], rows("1 AUT a in_place", "1 AUT a planned"))).toMatchObject({ found: 1, statusRight: 0 });
    expect(score(rows("1 AUT a in_place", "1 AUT a planned"), [], rows("1 AUT a planned", "1 AUT a in_place"))).toMatchObject({ found: 1, statusRight: 1 });
  });

  it("keeps a labelled row right although another label calls it doubtful", () => {
    expect(score(rows("1 AUT a in_place"), rows("1 AUT a in_place"), rows("1 AUT a in_place"))).toMatchObject({ found: 1, doubtfulGiven: 0 });
  });

  it("counts a false gap only where no claim of the cell stands anywhere in the document", () => {
    expect(score(rows("1 AUT a in_place"), [], rows("2 AUT a in_place"))).toMatchObject({ found: 0, falseGaps: 0 });
    expect(score(rows("1 AUT a in_place"), [], rows("1 AUT a absent"))).toMatchObject({ found: 1, falseGaps: 1 });
    expect(score(rows("1 AUT a absent"), [], [])).toMatchObject({ falseGaps: 0, goldCells: 0 });
  });

  it("gives no figure where there is nothing to divide by", () => {
    expect(score([], [], [])).toMatchObject({ precision: null, recall: null, f1: null, statusAccuracy: null });
    expect(score(rows("1 AUT a in_place"), [], [])).toMatchObject({ precision: null, recall: 0, f1: null });
  });
});

describe("sets and ranges", () => {
  it("scores sets", () => {
    expect(scoreSets(["a", "b"], ["d"], ["a", "c", "d"])).toEqual({ gold: 2, found: 1, precision: 0.5, recall: 0.5, missed: ["b"], wronglyGiven: ["c"] });
  });

  it("reads the coverage from a name", () => {
    expect(coverageOf("A-65-209.paragraphs-3-17.csv")).toEqual({ from: 3, to: 17 });
    expect(coverageOf("country-reports.gold.csv")).toBeNull();
    expect(["2", "3", "17", "17.4", "18", "b5"].filter((number) => inRange(number, { from: 3, to: 17 }))).toEqual(["3", "17", "17.4"]);
  });
});
