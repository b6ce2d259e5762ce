// The word tables: every term can be found in a text, and short phrases give the concepts they mean and no others.
import { describe, expect, it } from "vitest";
import { loadWordTables, type TermRecord } from "../../datasets/concepts.js";
import { findTerms, type Hit } from "../../extractors/lexicon/find.js";
import { verbForms } from "../../extractors/lexicon/forms.js";
import { buildLexicon } from "../../extractors/lexicon/lexicon.js";
import { readTokens, type Reading } from "../../extractors/lexicon/reading.js";
import { spell, tokenize } from "../../extractors/text/tokens.js";

const tables = loadWordTables();
const lexicon = buildLexicon(tables);
const irregular = new Map(tables.irregular.map((r) => [r.verb, r]));

/** Finds terms in words that are all read as what the term is, so that only the term's own forms are tried. */
function findAs(text: string, kind: TermRecord["kind"]): Hit[] {
  const tokens = tokenize(text);
  const reading: Reading = { pos: kind === "verb" ? "verb" : "noun", facts: { function: null, noun: true, adjective: false, verb: new Set(["base"]) } };
  return findTerms(tokens, tokens.map(() => reading), lexicon);
}

const covers = (hits: readonly Hit[], record: TermRecord, length: number): boolean => hits.some((h) => h.concept === record.concept && h.from === 0 && h.to === length);

/** "…" stands for a few words. */
const filled = (term: string): string => term.replaceAll("…", "the new one");

function unmatched(kind: TermRecord["kind"], bend: (term: string) => string): string[] {
  return tables.concepts
    .filter((r) => r.kind === kind)
    .filter((r) => !covers(findAs(bend(filled(r.term)), kind), r, tokenize(bend(filled(r.term))).length))
    .map((r) => `${r.concept}: ${r.term}`);
}

function pastOf(term: string): string {
  const [first = "", ...rest] = term.split(" ");
  if (first === "be") return ["was", ...rest].join(" ");
  const past = verbForms(spell(first), irregular).find(([, form]) => form === "past")?.[0] ?? first;
  return [past, ...rest].join(" ");
}

/** Concepts found in a phrase as it stands in a sentence. */
function conceptsIn(phrase: string): string[] {
  const tokens = tokenize(phrase);
  return [...new Set(findTerms(tokens, readTokens(tokens, lexicon), lexicon).filter((h) => !h.entry.predicate).map((h) => h.concept))];
}

describe("terms of en.csv", () => {
  it.each(["noun", "verb", "adjective", "phrase"] as const)("every %s is found in its dictionary form", (kind) => {
    expect(unmatched(kind, (t) => t)).toEqual([]);
  });

  it("every noun of one word is found in the plural", () => {
    const single = tables.concepts.filter((r) => r.kind === "noun" && /^[a-z]{4,}$/.test(r.term) && !/(?:s|ing|people)$/.test(r.term));
    const plural = (word: string): string => (/[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : /(?:x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`);
    const ownPlural = /(?:man|child|person|woman|sis|curriculum|index|life|memorandum|memoranda|addendum|men|girls|länder|bureaux|data)$/;
    const failed = single.filter((r) => !ownPlural.test(r.term) && !covers(findAs(plural(r.term), "noun"), r, 1)).map((r) => `${r.concept}: ${r.term}`);
    expect(single.length).toBeGreaterThan(500);
    expect(failed).toEqual([]);
  });

  it("plurals of their own are found", () => {
    for (const [text, concept] of [["women", "WOMEN"], ["children", "CHILDREN"], ["policemen", "JUSTICE_OFFICIAL"], ["curricula", "TRAIN"], ["trafficked persons", "VICTIM"]] as const) {
      expect(findAs(text, "noun").map((h) => h.concept), text).toContain(concept);
    }
  });

  it("every verb is found in the past", () => {
    expect(unmatched("verb", pastOf)).toEqual([]);
  });

  it("no term stands twice in a concept, in whatever spelling", () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const r of tables.concepts) {
      const key = `${r.concept} ${r.kind} ${/^[A-Z-]+$/.test(r.term)} ${r.term.split(/[\s-]+/).map(spell).join(" ")}`;
      const before = seen.get(key);
      if (before !== undefined) twice.push(`${r.concept}: ${before} / ${r.term}`);
      seen.set(key, r.term);
    }
    expect(twice).toEqual([]);
  });

  it("acronyms need capitals", () => {
    const acronyms = tables.concepts.filter((r) => /^[A-Z]{2,}$/.test(r.term));
    expect(acronyms.length).toBeGreaterThan(50);
    const small = acronyms.filter((r) => findAs(r.term.toLowerCase(), r.kind).some((h) => h.entry.term === r.term));
    expect(small.map((r) => r.term)).toEqual([]);
  });
});

/** A phrase, a concept that it gives, and one that it must not give ("" for none). */
const PHRASES: readonly (readonly [string, string, string])[] = [
  ["the procuracy", "JUSTICE_OFFICIAL", "OTHER_PROFESSIONAL"],
  ["the Public Ministry", "JUSTICE_OFFICIAL", ""],
  ["examining magistrates", "JUSTICE_OFFICIAL", ""],
  ["operators of justice", "JUSTICE_OFFICIAL", "OTHER_PROFESSIONAL"],
  ["the Attorney's Chambers", "JUSTICE_OFFICIAL", ""],
  ["formation of magistrates", "TRAIN", ""],
  ["a capacity-strengthening seminar", "TRAIN", ""],
  ["the class of 2010", "", "TRAIN"],
  ["lessons for girls", "EDUCATION", "TRAIN"],
  ["for NGOs", "OTHER_PROFESSIONAL", ""],
  ["in cooperation with NGOs", "NGO", "OTHER_PROFESSIONAL"],
  ["integral attention for victims", "SERVICES_STRONG", ""],
  ["special attention was paid to the matter", "", "SERVICES"],
  ["the prosecution service", "JUSTICE_OFFICIAL", "SERVICES_STRONG"],
  ["services were offered", "SERVICES_STRONG", ""],
  ["social reinsertion", "REHABILITATE", ""],
  ["socio-professional reintegration", "REHABILITATE", ""],
  ["the return of refugees", "", "REHABILITATE"],
  ["voluntary return", "REHABILITATE", ""],
  ["regional integration", "", "REHABILITATE"],
  ["a residence title", "RESIDENCE_PERMIT", ""],
  ["residence and work permits", "RESIDENCE_PERMIT", ""],
  ["their place of residence", "", "RESIDENCE_PERMIT"],
  ["regardless of immigration status", "", "RESIDENCE_PERMIT"],
  ["for several months", "", "COUNTRY"],
  ["human rights", "HUMAN_RIGHTS", "RIGHTS_INFORMATION"],
  ["were told about their rights", "RIGHTS_INFORMATION", ""],
  ["a green telephone line", "HOTLINE", ""],
  ["trust lines", "HOTLINE", ""],
  ["a toll-free telephone number", "HOTLINE", ""],
  ["the bottom line", "", "HOTLINE"],
  ["halfway centres", "SHELTER", ""],
  ["transitional housing", "SHELTER", ""],
  ["hospital beds", "", "SHELTER"],
  ["a roof", "", "SHELTER"],
  ["the signalization of victims", "IDENTIFY", ""],
  ["victims were found", "", "IDENTIFY"],
  ["early detection", "IDENTIFY", ""],
  ["methodological recommendations", "GUIDELINE", ""],
  ["international standards", "", "GUIDELINE"],
  ["procedures for assistance", "GUIDELINE", ""],
  ["criminal procedure", "", "GUIDELINE"],
  ["cases were reported", "", "DATA"],
  ["twenty cases", "", "DATA"],
  ["organized crime", "", "RELATED_OFFENCE"],
  ["pimping", "RELATED_OFFENCE", ""],
  ["criminalise trafficking", "CRIMINALIZE", ""],
  ["typified as a crime", "CRIMINALIZE", ""],
  ["a criminal act", "OFFENCE", "PENALTY"],
  ["common law", "LAW_ENFORCEMENT", ""],
  ["a draft organic law", "BILL", "CONSTITUTION"],
  ["a consolidated law", "COMPREHENSIVE", ""],
  ["the legal framework", "LAW", "COMPREHENSIVE"],
  ["all forms of exploitation", "FORMS", ""],
  ["an application form", "", "FORMS"],
  ["regional cooperation", "REGIONAL", ""],
  ["transnational crime", "", "REGIONAL"],
  ["the Palermo Convention", "UNTOC", "REGIONAL"],
  ["an inter-institutional commission", "BODY_STRONG", ""],
  ["a roadmap", "PLAN_STRONG", ""],
  ["foreign policy", "POLICY", "PLAN_STRONG"],
  ["social welfare", "", "POVERTY"],
  ["income-generating projects", "POVERTY", ""],
  ["behind closed doors", "CLOSED_HEARING", ""],
  ["a private letter", "", "CLOSED_HEARING"],
  ["matrimonial agencies", "MARRIAGE_AGENCY", ""],
  ["international marriages", "", "MARRIAGE_AGENCY"],
  ["police attachés", "LIAISON", ""],
];

describe("phrases and their concepts", () => {
  it.each(PHRASES)("%s: %s, not %s", (phrase, wanted, unwanted) => {
    const found = conceptsIn(phrase);
    if (wanted !== "") expect(found).toContain(wanted);
    if (unwanted !== "") expect(found).not.toContain(unwanted);
  });
});
