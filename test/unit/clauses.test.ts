// Owns the measure of clauses: clauses.csv says which predicate governs the starred word, its class, a word of its subject, and its polarity, voice and modality.
import { readFileSync } from "node:fs";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { loadWordTables } from "../../datasets/concepts.js";
import { wayUp } from "../../extractors/clauses/governors.js";
import { phraseStart } from "../../extractors/clauses/phrases.js";
import { readSentence } from "../../extractors/clauses/read-sentence.js";
import type { Predicate } from "../../extractors/clauses/sentence.js";
import { buildLexicon } from "../../extractors/lexicon/lexicon.js";

interface Row {
  /** The word that is asked about stands between stars. */
  sentence: string;
  /** The governing verb in its one spelling. */
  governor: string;
  /** "" where the table does not say. */
  class: string;
  /** A word of the subject; "" where it is not asked. */
  subject: string;
  flags: string;
}

const lexicon = buildLexicon(loadWordTables());
const rows = Papa.parse<Row>(readFileSync(new URL("clauses.csv", import.meta.url), "utf8"), { header: true, skipEmptyLines: true }).data;

function flagsOf(p: Predicate): string {
  return [p.passive ? "passive" : "", p.modal, p.negated ? "negated" : "", p.progressive ? "progressive" : ""].filter((f) => f !== "").sort().join(" ");
}

/** What differs from the row; "" where nothing does. */
function differs(row: Row): string {
  const s = readSentence(row.sentence.replace(/\*/g, ""), lexicon);
  const head = s.tokens.findIndex((t) => t.start === row.sentence.indexOf("*"));
  const p = wayUp(s, { from: phraseStart(s, head), to: head + 1 }, head)[0]?.predicate;
  if (p === undefined) return "no governor";
  const subject = p.subject === null ? [] : s.tokens.slice(p.subject.from, p.subject.to).map((t) => t.word);
  const out: string[] = [];
  if (s.tokens[p.head]?.word !== row.governor) out.push(`governor ${s.tokens[p.head]?.word ?? ""}`);
  if (row.class !== "" && p.class !== row.class) out.push(`class ${p.class}`);
  if (row.subject !== "" && !subject.includes(row.subject)) out.push(`subject [${subject.join(" ")}]`);
  if (flagsOf(p) !== row.flags) out.push(`flags ${flagsOf(p)}`);
  return out.join("; ");
}

/** Known limits, in the order of the table: a sentence that is read rightly now is taken out, and none comes in. */
const KNOWN_WRONG = [
  "The shelters set up in the capital offer *counselling*.", "The Act, which entered into force in 2010, defines the *offence*.",
  "It established a centre, providing *shelter* to victims.", "The Government adopted a law criminalizing *trafficking*.",
];

describe("what governs a word", () => {
  it("is read right in every sentence of the table but those that are known to be read wrongly", () => {
    const wrong = rows.map((row) => [row.sentence, differs(row)]).filter(([, what]) => what !== "");
    expect(rows.length).toBeGreaterThanOrEqual(86);
    expect(wrong.map(([sentence]) => sentence), wrong.map((w) => w.join(" => ")).join("\n")).toEqual(KNOWN_WRONG);
  });

  it("sees a table row that is wrong", () => {
    expect(differs({ sentence: "The State closed the *shelter*.", governor: "opened", class: "", subject: "", flags: "" })).not.toBe("");
  });
});
