// Owns the proof of the table of answers: it holds together, each of its words and signs is read as it says, in a line and in a cell, and none is named in the code again.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadAnswers } from "../../datasets/answers.js";
import { packageRoot } from "../../datasets/paths.js";
import { classifyAnswer } from "../../extractors/document/answers.js";
import { readChoice, readMark, readTickBoxes } from "../../extractors/document/tick-boxes.js";

const rows = loadAnswers();
const words = rows.filter(({ kind }) => kind === "word");
const boxes = rows.filter(({ kind }) => kind === "ballot" || kind === "sign");
const open = boxes.find(({ says }) => says === "open")!.text;

describe("words of answers", () => {
  it.each(words.filter(({ says }) => says !== "option"))("$text ($lang) answers $says, alone and with its stop", ({ text, says }) => {
    expect([classifyAnswer(text), classifyAnswer(`${text.toUpperCase()}.`)]).toEqual([says, says]);
  });

  it.each(words)("$text stands beside a box", ({ text, says }) => {
    const other = says === "no" ? "Yes" : "No";
    const answer = says === "option" ? classifyAnswer(text) : says;
    expect(readTickBoxes(`Hotline ☒ ${text} ☐ ${other}`)).toMatchObject({ answer, before: "Hotline" });
    expect(readTickBoxes(`Hotline ${text} ☒ ${other} ☐`)).toMatchObject({ answer, before: "Hotline" });
    expect(readTickBoxes(`Hotline ${text} ${other}`)).toBeNull();
  });
});

describe("words that say that something is there", () => {
  it.each(rows.filter(({ kind }) => kind === "done"))("$text alone, dated, and with not before it", ({ text }) => {
    expect([text, `${text} in 2019`, `Yes, ${text} since 5 March 2019.`].map(classifyAnswer)).toEqual(["yes", "yes", "yes"]);
    expect(classifyAnswer(`Not yet ${text}`)).toBe("no");
    expect(classifyAnswer(`${text} by two of the nine regions`)).toBe("text");
  });
});

describe("signs of answers", () => {
  it.each(boxes)("$text beside a word is a box, $says", ({ text, says }) => {
    expect(readTickBoxes(`Hotline Yes ${text} No ${open}`)).toMatchObject({ answer: says === "ticked" ? "yes" : "none", before: "Hotline" });
    expect(readTickBoxes(`Hotline ${text} Yes ${open} No`)).toMatchObject({ answer: says === "ticked" ? "yes" : "none", before: "Hotline" });
  });

  it.each(rows.filter(({ kind }) => kind !== "word" && kind !== "done"))("$text alone says what the table says", ({ text, alone }) => {
    expect(readMark(text)).toBe(alone === "yes" || alone === "cell" ? true : alone === "open" ? false : null);
    expect(["yes", "no"].includes(classifyAnswer(text)) ? classifyAnswer(text) : "").toBe(alone === "yes" || alone === "no" ? alone : "");
  });

  it.each(rows.filter(({ typed }) => typed === "yes"))("$text is typed into brackets", ({ text }) => {
    expect(readChoice(`[${text}] Legal aid`)).toEqual({ label: "Legal aid", ticked: true });
    expect([readMark(`[ ${text} ]`), readMark("[ ]")]).toEqual([true, false]);
  });

  it("only ballots are boxes of a list without words of answer", () => {
    for (const { text, kind } of boxes) expect(readChoice(`${text} Legal aid`) !== null, text).toBe(kind === "ballot");
  });
});

it("the code that reads answers names no word of another language and no class of signs of its own", () => {
  const folder = join(packageRoot(), "extractors/document");
  const foreign = words.filter(({ lang, text }) => lang !== "en" && text.length > 2 && text !== "non").map(({ text }) => text);
  const found = readdirSync(folder).filter((file) => /^(?:answers|tick-boxes|question-|table-units)/.test(file)).flatMap((file) => {
    const code = readFileSync(join(folder, file), "utf8").split("\n").filter((line) => !/^\s*(?:\/\/|\*|\/\*|const OTHER_EMPTY)/.test(line)).join("\n");
    return [...code.matchAll(new RegExp(`(?<!\\p{L})(?:${foreign.join("|")})(?!\\p{L})|\\[[^\\]\\n]*[${rows.filter(({ kind }) => kind === "ballot" || kind === "sign").map(({ text }) => text).join("")}]`, "giu"))].map(([word]) => `${file}: ${word}`);
  });
  expect(found).toEqual([]);
});
