// Owns the proof that the person who is played over the review queue looks at each paragraph once, up to the limit, and does with it what the labels say.
import { describe, expect, it } from "vitest";
import { looksOf, play, reach, type Known, type Look } from "../bench/played-reviewer.js";

const look = (document: string, ordinal: number, ...offered: string[]): Look => ({ document, ordinal, paragraph: String(ordinal), offered: new Set(offered) });
const row = (document: string, paragraph: string, measure: string, status = "in_place"): Known["labels"][number] => ({ document, paragraph, state: "XAA", measure, status });

const known: Known = {
  labels: [row("a", "1", "victims.shelter"), row("a", "1", "victims.services"), row("a", "2", "data.database", "planned"), row("b", "7", "policy.national_action_plan")],
  doubtful: [row("a", "2", "prevention.training")],
  given: [row("a", "1", "victims.shelter"), row("a", "2", "data.database", "in_place"), row("a", "2", "prevention.training"), row("a", "3", "legislation.reform")],
};

describe("a person played from labels", () => {
  it("looks at a paragraph once, where the queue has it first, with all that is suggested for it", () => {
    const looks = looksOf([look("a", 2), look("a", 1, "victims.services"), look("a", 2, "data.database")]);
    expect(looks.map(({ ordinal, offered }) => [ordinal, [...offered]])).toEqual([[2, ["data.database"]], [1, ["victims.services"]]]);
  });

  it("changes nothing without a look", () => {
    expect(play([look("a", 1)], known, 0, false)).toMatchObject({ looked: 0, recovered: 0, rejected: 0, found: 2, wrong: 1, gold: 4 });
  });

  it("takes the first paragraphs of each document: adds, sets the status, leaves what is doubtful", () => {
    const one = play([look("a", 2), look("a", 1), look("b", 7)], known, 1, false);
    expect(one).toMatchObject({ looked: 2, recovered: 1, rejected: 0, found: 3, wrong: 1, statusRight: 3 });
  });

  it("rejects what the labels have not, and ends with all of them", () => {
    expect(play([look("a", 2), look("a", 1), look("a", 3), look("b", 7)], known, 8, false)).toMatchObject({ looked: 4, recovered: 2, rejected: 1, precision: 1, recall: 1, f1: 1 });
  });

  it("adds nothing but what was suggested where it is held to that", () => {
    const looks = [look("a", 1, "victims.services"), look("b", 7, "treaty.untoc")];
    expect(play(looks, known, 8, true)).toMatchObject({ recovered: 1, found: 3 });
    expect(reach(looks, known)).toEqual({ missed: 2, inQueue: 2, offered: 1 });
  });
});
