// Tests where sentences end: abbreviations of UN documents, brackets, sub-items, numbers.
import { describe, expect, it } from "vitest";
import { splitSentences } from "../../extractors/text/sentences.js";

function sentences(text: string): string[] {
  return splitSentences(text).map((s) => text.slice(s.start, s.end));
}

describe("splitSentences", () => {
  it("keeps abbreviations of UN documents together", () => {
    expect(sentences("See paras. 12 and 13 and arts. 3 and 4. Law No. 5 of 2008 applies. The end.")).toEqual(["See paras. 12 and 13 and arts. 3 and 4.", "Law No. 5 of 2008 applies.", "The end."]);
    expect(sentences("Mr. Smith of the U.S. Government spoke, e.g. of St. Lucia. He left.")).toEqual(["Mr. Smith of the U.S. Government spoke, e.g. of St. Lucia.", "He left."]);
  });
  it("does not end a sentence inside brackets", () => {
    expect(sentences("Shelters exist (see para. 4. Others follow) in Malta. Peru has none.")).toEqual(["Shelters exist (see para. 4. Others follow) in Malta.", "Peru has none."]);
    expect(sentences("Plans exist (Bolivia (Plurinational State of), Iran (Islamic Republic of) and Peru). More follow.")).toHaveLength(2);
  });
  it("is not held open by a bracket that never closes", () => {
    expect(sentences("A slip (of the source stays open. The next sentence is its own.")).toHaveLength(2);
  });
  it("ends a sentence at a line break between sub-items", () => {
    expect(sentences("The State will:\n(a) Open a shelter;\n(b) Train police.")).toEqual(["The State will:", "(a) Open a shelter;", "(b) Train police."]);
  });
  it("goes on after a full stop before a lower-case word", () => {
    expect(sentences("It was opened in Jan. and closed in Dec. of that year. Nothing followed.")).toHaveLength(2);
  });
  it("covers every word of the text, in order, without overlap", () => {
    const text = "One. Two (a. b). Three!\nFour? Five";
    const spans = splitSentences(text);
    let at = 0;
    for (const s of spans) {
      expect(text.slice(at, s.start).trim()).toBe("");
      at = s.end;
    }
    expect(text.slice(at).trim()).toBe("");
  });
});
