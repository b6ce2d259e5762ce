// Owns the proof that words broken over lines or by kerning come out whole and that real hyphens survive.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callMark } from "../../extractors/document/source.js";
import { joinLines, mendSpaces, tidySpaces, vocabularyOf } from "../../extractors/document/words.js";

const nothing = vocabularyOf([]);

describe("joinLines", () => {
  it.each([
    ["the Secretary-", "General’s request", "the Secretary-General’s request"],
    ["in Guinea-", "Bissau", "in Guinea-Bissau"],
    ["States of counter-", "trafficking units", "States of counter-trafficking units"],
    ["an anti-", "trafficking law", "an anti-trafficking law"],
    ["awareness-", "raising", "awareness-raising"],
    ["the sixty-", "ninth session", "the sixty-ninth session"],
    ["non-", "governmental bodies", "non-governmental bodies"],
    ["UN-", "led work", "UN-led work"],
    ["socio-", "economic", "socio-economic"],
    ["gender-", "and age-sensitive", "gender- and age-sensitive"],
    ["2010-", "2014", "2010-2014"],
    ["govern-", "ment officials", "government officials"],
    ["inter-", "national law", "international law"],
    ["co-", "operation", "co-operation"],
    ["traffick-", "ing", "trafficking"],
    ["short-", "or long-term", "short- or long-term"],
    ["http://www.un.org/", "women", "http://www.un.org/women"],
    ["and/", "or", "and/or"],
    ["victims", "of trafficking", "victims of trafficking"],
  ])("%s | %s", (first, second, whole) => {
    expect(joinLines(first, second, nothing)).toBe(whole);
  });

  it("lets the document's own spelling decide", () => {
    expect(joinLines("co-", "operation", vocabularyOf(["cooperation between States"]))).toBe("cooperation");
    expect(joinLines("inter-", "religious", vocabularyOf(["an inter-religious council"]))).toBe("inter-religious");
    expect(joinLines("inter-", "religious", vocabularyOf(["an interreligious council"]))).toBe("interreligious");
    expect(joinLines("re-", "integration", vocabularyOf(["reintegration", "reintegration", "re-integration"]))).toBe("reintegration");
  });

  it("never loses a letter", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,8}-?$/), fc.stringMatching(/^[a-z]{1,8}$/), (first, second) => {
        const joined = joinLines(first, second, nothing);
        expect(joined.replace(/[- ]/g, "")).toBe((first + second).replace(/[- ]/g, ""));
      }),
    );
  });
});

describe("mendSpaces", () => {
  const words = vocabularyOf(["an integrated service for men, women and integrated plans", "well-being of part and apart", "conflict-related acts"]);
  it.each([
    ["integr ated plans", "integrated plans"],
    ["for me n and women", "for men and women"],
    ["well -being", "well-being"],
    ["the sixty -ninth session", "the sixty-ninth session"],
    ["the seventy - second session", "the seventy-second session"],
    ["conflict - related", "conflict-related"],
    ["a post - traumatic disorder", "a post-traumatic disorder"],
    ["the mother- to-child rate", "the mother-to-child rate"],
    ["three terms ( 2008–2010 )", "three terms (2008–2010)"],
    ["awareness- raising", "awareness-raising"],
    ["victims , witnesses", "victims, witnesses"],
  ])("%s", (broken, whole) => {
    expect(mendSpaces(broken, words)).toBe(whole);
  });
  it.each(["a part of it", "in to the room", "States - as reported - acted", "short- and long-term", "a two- to five-year term", "we are an island"])("leaves %s", (text) => {
    expect(mendSpaces(text, words)).toBe(text);
  });
});

describe("tidySpaces", () => {
  it("puts a note's mark at its word and a space behind a full stop", () => {
    expect(tidySpaces(`the Principles. ${callMark("20")}The law`)).toBe(`the Principles.${callMark("20")} The law`);
    expect(tidySpaces(`request ${callMark("1")} .`)).toBe(`request${callMark("1")}.`);
  });
});
