// Owns the proof that two people's decisions merge as they mean them, with figures that were worked out by hand.
import { describe, expect, it } from "vitest";
import { JOURNAL_COLUMNS, journalText, type JournalRow } from "../../pipeline/review/journal.js";
import { kappa, mergeDecisions } from "../../pipeline/review/merge.js";

const row = (more: Partial<JournalRow>): JournalRow => ({ ...(Object.fromEntries(JOURNAL_COLUMNS.map((name) => [name, ""])) as JournalRow), document: "d", paragraph: "1", state: "AUT", measure: "m.a", status: "in_place", quote: "q", decision: "accept", reviewer: "Anna", ...more });
const by = (reviewer: string, rows: Partial<JournalRow>[]): JournalRow[] => rows.map((one) => row({ reviewer, ...one }));

describe("merging two people's decisions", () => {
  const anna = by("Anna", [{ claim_id: "1" }, { claim_id: "2", state: "BEL", decision: "reject", reason: "x" }, { claim_id: "3", state: "CHE" }, { claim_id: "4", paragraph: "9", state: "DEU" }, { decision: "add", state: "FRA", quote: "one", reason: "x" }]);
  const ben = by("Ben", [{ claim_id: "1" }, { claim_id: "2", state: "BEL", decision: "reject", reason: "y" }, { claim_id: "3", state: "CHE", decision: "reject", reason: "y" }, { decision: "add", state: "FRA", quote: "other words", reason: "y" }, { decision: "add", state: "ITA", quote: "two", reason: "y" }]);
  const { agreement, rows, settle } = mergeDecisions(anna, ben);

  it("counts what both judged, and kappa by hand: 2 of 3 alike, chance 4/9", () => {
    expect(agreement).toMatchObject({ both: 3, same: 2, onlyFirst: 1, onlySecond: 1 });
    expect(agreement.kappa).toBeCloseTo((2 / 3 - 4 / 9) / (1 - 4 / 9), 10);
  });

  it("tells F1 of what each holds true where both looked: {AUT, CHE, FRA} and {AUT, FRA, ITA}", () => {
    expect(agreement.f1).toBeCloseTo(4 / 6, 10);
  });

  it("merges what both say and what one alone looked at, with both names", () => {
    expect(rows.map((one) => [one.claim_id, one.state, one.reviewer])).toEqual([["1", "AUT", "Anna; Ben"], ["2", "BEL", "Anna; Ben"], ["4", "DEU", "Anna"], ["", "FRA", "Anna; Ben"]]);
  });

  it("leaves to settle what they differ on, and what one added where the other looked", () => {
    expect(settle.map(({ first, second }) => [first?.decision ?? null, second?.decision ?? null])).toEqual([["accept", "reject"], [null, "add"]]);
  });

  it("has no kappa for fewer than two, or where chance explains all", () => {
    expect(kappa([["accept", "accept"]])).toBeNull();
    expect(kappa([["accept", "accept"], ["accept", "accept"]])).toBeNull();
    expect(kappa([["accept", "reject"], ["reject", "accept"]])).toBeCloseTo(-1, 10);
  });

  it("writes cells that no spreadsheet runs", () => {
    expect(journalText([row({ quote: "=1+1", reason: "@x" })])).toContain("'=1+1");
  });
});
