// Tests that what the reader passes over without reading would have given nothing, and that what it puts off gives the same.
import { describe, expect, it } from "vitest";
import { loadActions } from "../../datasets/recommendations.js";
import { speakerOf } from "../../extractors/actors/speaker.js";
import { findMeasures } from "../../extractors/measures/find.js";
import { mayNameMeasure, measuresNamed } from "../../extractors/measures/in-text.js";
import { sharedReader } from "../../extractors/reader/reader.js";
import { actionOf } from "../../extractors/recommendations/action.js";
import { allStates } from "../../extractors/states/all.js";
import { findStateMentions } from "../../extractors/states/mentions.js";
import { NOWHERE } from "../../extractors/topic/topic.js";

const reader = sharedReader();
/** Whom or what a recommendation is on: words that the first look lets through and that are mostly on another subject, and those that are on the topic. */
const SUBJECTS = ["enforced disappearance", "the exploitation of mineral resources", "the Optional Protocol to the Convention against Torture", "bonded warehouses", "forced evictions", "compulsory education", "drug trafficking", "trafficking in persons", "the sale of children", "its victims", "the Palermo Protocol", "forced labour", "slavery"];
const ASKED = ["Adopt a law on", "Set up a unit against", "Ratify", "Train judges in", "Provide shelters for victims of", "Draw up a plan against", "Inform migrants of the risks of", "Punish those responsible for"];
const sentences = ASKED.flatMap((asked) => SUBJECTS.map((subject) => `${asked} ${subject} and of discrimination`));

describe("a recommendation that is not read", () => {
  const all = (text: string): string[] => findMeasures(reader.read(text), { topic: reader.topic, index: reader.index, surroundings: NOWHERE, ownWordsOnly: false, partnerIn: () => false }, reader.over).matches.map((match) => match.code);

  it("names no measure: the first look loses none", () => {
    for (const text of sentences) expect([text, measuresNamed(reader, text, false).map((one) => one.measure)]).toEqual([text, all(text)]);
    expect(all("Provide shelters for victims of trafficking in persons")).toContain("victims.shelter");
  });

  it("is one on another subject, and none on the topic", () => {
    expect(mayNameMeasure(reader, "Take steps against enforced disappearance and forced evictions")).toBe(false);
    expect(mayNameMeasure(reader, "Adopt a law against human trafficking")).toBe(true);
    expect(mayNameMeasure(reader, "Adopt an antitrafficking law")).toBe(true);
  });
});

describe("the speaker of a sentence", () => {
  const ask = (text: string): { speaker: ReturnType<typeof speakerOf>; wasRead: boolean } => {
    let wasRead = false;
    const speaker = speakerOf(text, () => {
      wasRead = true;
      return reader.read(text);
    }, findStateMentions(text, allStates(), { year: 2012 }), "PER");
    return { speaker, wasRead };
  };

  it.each([
    ["Chile commended the adoption of a plan.", { who: "other", iso3: "CHL" }, true],
    ["Peru stated that a shelter had been opened.", { who: "state" }, true],
    ["In its statement, Chile asked about shelters.", { who: "other", iso3: "CHL" }, true],
    ["It opened a shelter together with Chile.", null, true],
    ["The delegation added that there was a plan.", { who: "state" }, false],
    ["It noted the efforts against trafficking.", null, false],
    ["Peruvian legislation was welcomed.", null, false],
  ])("%j", (text, speaker, wasRead) => expect(ask(text)).toEqual({ speaker, wasRead }));
});

describe("the action of a recommendation", () => {
  it("is the one that every row of the table would give, tried one after the other", () => {
    const byAll = (text: string): number => {
      const found = loadActions().flatMap((row) => [row.pattern.exec(text.toLowerCase())].flatMap((match) => (match === null ? [] : [{ at: match.index, row }])));
      return found.reduce<(typeof found)[number] | null>((best, one) => (best === null || one.at < best.at || (one.at === best.at && one.row.words.length > best.row.words.length) ? one : best), null)?.row.value ?? 4;
    };
    for (const { words } of loadActions()) {
      const text = `${words.replaceAll("*", "full and due")} shelters`;
      expect([text, actionOf(text)]).toEqual([text, byAll(text)]);
    }
  });
});
