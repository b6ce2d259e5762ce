// Owns the proof of how recommendations are read: numbers, who made them, responses before, behind and after them, kinds of action, sessions; and of answers in addenda.
// All texts are written here in the form that reports print.
import { describe, expect, it } from "vitest";
import type { IssueRecord, Paragraph, ReadDocument } from "../../extractors/contracts.js";
import { buildContext } from "../../extractors/extract.js";
import { actionOf } from "../../extractors/recommendations/action.js";
import { findAnswers, isAddendum } from "../../extractors/recommendations/addendum.js";
import { findRecommendations } from "../../extractors/recommendations/read.js";
import { readResponse } from "../../extractors/recommendations/responses.js";
import { readReview } from "../../extractors/recommendations/review.js";
import { subjectOf } from "../../extractors/recommendations/subject.js";

const { states } = buildContext();

function paragraphs(...texts: [number: string | null, text: string][]): Paragraph[] {
  return texts.map(([number, text], ordinal) => ({ ordinal, number: number ?? `b${ordinal + 1}`, numbered: number !== null, section: 0, headings: ["Conclusions and/or recommendations"], role: "recommendations", pageFirst: 1, pageLast: 1, text, calls: [] }));
}
function read(...texts: [number: string | null, text: string][]): string[] {
  const given = paragraphs(...texts);
  return findRecommendations(given, "NPL", states, 2011).map((one) => {
    expect(given[one.paragraph]?.text.slice(one.quoteStart, one.quoteEnd)).toBe(one.quote);
    expect(one.quote).not.toBe("");
    return `${one.number} ${one.by.join(",")} ${one.response}`;
  });
}

describe("recommendations", () => {
  it("take number, States and the response of the passage before them", () => {
    expect(read(
      ["84", "The recommendations listed below enjoy the support of Norlandia:"], ["84.1", "Open shelters for victims (Norway, Chile);"], ["84.2", "Train judges (Bolivia (Plurinational State of))."],
      ["85", "The following will be examined by Norlandia, which will provide responses in due course:"], ["85.1", "Sign the Convention (Iran (Islamic Republic of));"],
      ["86", "The recommendations below did not enjoy the support of Norlandia and would thus be noted:"], ["86.1", "Close the camps (France)."],
    )).toEqual(["84.1 NOR,CHL supported", "84.2 BOL supported", "85.1 IRN pending", "86.1 FRA not_supported"]);
  });
  it("number items of their own under their paragraph, also where one goes on overleaf or was taken for a paragraph", () => {
    expect(read(
      ["67", "The recommendations listed below enjoy the support of Norlandia:\n1. Sign the Convention (Egypt);\n2. Protect the rights of"], [null, "persons on the move (Algeria);"], ["3", "Train the police (Senegal);\n68. The following recommendations did not enjoy the support of Norlandia:\n1. Abolish the tax (Spain)."],
    )).toEqual(["67.1 EGY supported", "67.2 DZA supported", "67.3 SEN supported", "68.1 ESP not_supported"]);
  });
  it("take an answer that comes after the list, for all or for some numbers", () => {
    expect(read(["60", "The following recommendations were made to Norlandia:\n1. Sign (Spain);\n2. Ratify (Chile)."], ["61", "The response of Norlandia to these recommendations will be included in the outcome report."])).toEqual(["60.1 ESP pending", "60.2 CHL pending"]);
    expect(read(["90", "The recommendations listed below enjoy the support of Norlandia:\n1. Sign (Spain);\n2. Ratify (Chile);\n3. Train (Peru);\n4. Open (Cuba)."], ["91", "Norlandia considers that recommendations Nos. 1 and 3-4 above are already implemented."])).toEqual(["90.1 ESP implemented", "90.2 CHL supported", "90.3 PER implemented", "90.4 CUB implemented"]);
    expect(read(["60", "These recommendations were made:\n1. Sign (Spain)."], ["61", "Norlandia takes note of the recommendations above; some enjoy its support, others do not."])).toEqual(["60.1 ESP pending"]);
    expect(read(["60", "These recommendations were made:\n1. Sign (Spain)."])).toEqual(["60.1 ESP unknown"]);
  });
  it("keep several asks in one item apart, and words that several States share together", () => {
    expect(read(["70", "These enjoy the support of Norlandia:\n1. Train judges (Norway); open shelters (Norway, Peru)."])).toEqual(["70.1 NOR supported", "70.1 NOR,PER supported"]);
    expect(read(["70", "These enjoy the support of Norlandia:\n1. Sign (Spain)/ratify (Chile, Spain) the Convention."])).toEqual(["70.1 ESP supported", "70.1 CHL supported"]);
    expect(read(["70", "These enjoy the support of Norlandia:\n1. Open the courts (Canada): Norlandia does not accept this recommendation."])).toEqual(["70.1 CAN not_supported"]);
  });
  it("are found behind a parenthesis that was never closed", () => {
    expect(read(["70", "These enjoy the support of Norlandia:\n1. Sign the Convention (Spain, and take steps towards the Statute (Chile, Peru);\n2. Train judges (Norway)."])).toEqual(["70.1 CHL,PER supported", "70.2 NOR supported"]);
  });
  it("stop where the list is over, and take no remark of the State for a recommendation", () => {
    expect(read(["70", "These enjoy the support of Norlandia:"], ["70.1", "Sign (Spain)."], ["71", "All conclusions reflect the position of the submitting States."], ["72", "Later words (Chile)."])).toEqual(["70.1 ESP supported"]);
    expect(read(["71", "Regarding the recommendation to open the courts (Canada), these are open."])).toEqual([]);
  });
  it("say where an item names nobody that is known, and do not take it", () => {
    const issues: IssueRecord[] = [];
    expect(findRecommendations(paragraphs(["70", "These enjoy the support of Norlandia:"], ["70.1", "Sign the Convention (Atlantis)."]), "NPL", states, 2011, issues)).toEqual([]);
    expect(issues).toMatchObject([{ kind: "unknown_state", message: expect.stringContaining("70.1") as string }]);
  });
  it("know their session and its year", () => {
    expect(readReview(paragraphs(["1", "The Working Group on the Universal Periodic Review held its twenty-third session from 2 to 13 November 2015."]))).toEqual({ session: 23, year: 2015 });
    expect(readReview(paragraphs(["1", "The Working Group held its first session from 7 to 18 April 2008."]))).toEqual({ session: 1, year: 2008 });
    expect(readReview(paragraphs(["1", "Nothing is said."]))).toBeNull();
  });
  it.each([["Call on partners for help", 1], ["Continue to train judges", 2], ["Consider ratifying it", 3], ["Give favourable consideration to a law", 3], ["Strengthen its efforts", 4], ["To ratify the Convention", 5], ["Set up a hotline", 5], ["Bread and roses", 4]])("ask in %j for action of kind %i", (text, kind) => expect(actionOf(text)).toBe(kind));
  it.each([
    ["does not enjoy the support", "not_supported"], ["accepted in part", "partly_supported"], ["enjoys its support and considers it already implemented", "implemented"], ["will be included in the outcome report", "pending"], ["takes note", "noted"], ["were made", null],
  ])("read %j as %s", (text, response) => expect(readResponse(text)).toBe(response));
  it("are on the topic by trafficking in persons, the sale of children and their treaties, not by trafficking in drugs", () => {
    const topic = (text: string): boolean => subjectOf(text).trafficking;
    expect([topic("Combat trafficking in persons"), topic("Ratify the Palermo Protocol"), topic("Ratify OP-CRC-SC"), topic("Fight drug trafficking"), topic("Protect the rights of women")]).toEqual([true, true, true, false, false]);
  });
});

function addendum(...texts: [number: string | null, text: string][]): ReadDocument {
  const given = paragraphs(...texts).map((one) => ({ ...one, role: "procedure" as const, headings: [] }));
  return { meta: { symbol: "A/HRC/99/5/Add.1", symbolBasis: "masthead", title: "Report of the Working Group on the Universal Periodic Review", kind: "upr_working_group", kindBasis: "test", state: "NPL", date: null, year: 2011, session: null, language: "en", author: null, pages: 2 }, format: "text", sections: [], paragraphs: given, footnotes: [], issues: [] };
}
function answers(...texts: [number: string | null, text: string][]): string[] {
  const document = addendum(...texts);
  return findAnswers(document, "NPL", states).map((one) => {
    expect(document.paragraphs[one.paragraph]?.text.slice(one.quoteStart, one.quoteEnd)).toBe(one.quote);
    return `${one.number} ${one.response}`;
  });
}

describe("answers in an addendum", () => {
  it("are known by symbol or by the words of its title", () => {
    expect(isAddendum(addendum(["1", "Words."]))).toBe(true);
    const plain = addendum(["1", "Views on conclusions and/or recommendations presented by the State under review."]);
    expect(isAddendum({ ...plain, meta: { ...plain.meta, symbol: "A/HRC/99/5" } })).toBe(true);
    expect(isAddendum({ ...addendum(["1", "Words."]), meta: { ...plain.meta, symbol: "A/HRC/99/5" } })).toBe(false);
  });
  it("are read from sentences that number them, ranges written out", () => {
    expect(answers(["3", "Norlandia accepts recommendations 85.1, 85.3 and 85.5 to 85.7."])).toEqual(["85.1 supported", "85.3 supported", "85.5 supported", "85.7 supported", "85.6 supported"]);
    expect(answers(["3", "Norlandia accepts 85.1 but does not accept 85.2. Recommendation 85.4 is accepted in part."])).toEqual(["85.1 supported", "85.2 not_supported", "85.4 partly_supported"]);
  });
  it("are read from lists under a passage or a line of their own", () => {
    expect(answers(["3", "The following recommendations enjoy the support of Norlandia:\n85.1, 85.2"], ["4", "The following recommendations are noted:\n85.3"])).toEqual(["85.1 supported", "85.2 supported", "85.3 noted"]);
    expect(answers(["3", "85.9 Accepted"], ["4", "Recommendation 85.10: not accepted. The law does not allow it."])).toEqual(["85.9 supported", "85.10 not_supported"]);
  });
  it("are not taken from the words of the recommendation itself", () => {
    expect(answers(["85.1", "Accept the visit that was rejected (Norway). Norlandia takes note of this recommendation."])).toEqual(["85.1 noted"]);
    expect(answers(["85.1", "Accept the visit that was rejected (Norway)."])).toEqual([]);
  });
  it("are none where nothing is said of a number", () => expect(answers(["3", "Recommendation 85.1 was discussed at length."])).toEqual([]));
});
