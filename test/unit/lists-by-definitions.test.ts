// Owns the proof that lists of States read by the definitions keep apart what the grammar keeps apart. Sentences are our own.
import { describe, expect, it } from "vitest";
import { buildContext, extract } from "../../extractors/extract.js";
import { documentOf } from "../property/grammar.js";

const context = buildContext();
const claimsOf = (text: string): string[] => [...new Set(extract(documentOf(text), context).claims.map((c) => `${c.state} ${c.measure} ${c.status}`))].sort();

const SENTENCES: [string, string, string[]][] = [
  ["a list whose words are shared", "Campaigns against trafficking were aimed at domestic workers (Kenya) and pupils (Austria).", ["AUT prevention.targeted_campaign in_place", "KEN prevention.targeted_campaign in_place"]],
  ["one or the other", "Kenya and Austria issue, or are taking steps to issue, residence permits to victims of trafficking.", ["AUT victims.residence_permit mixed", "KEN victims.residence_permit mixed"]],
  ["a denial outside the verb", "Kenya has yet to appoint a national rapporteur on trafficking.", ["KEN coordination.national_rapporteur absent"]],
  ["a programme that remains to be set up", "In Kenya, a witness protection programme remains to be set up.", ["KEN justice.witness_protection absent"]],
  ["planned once, and not set up", "In Kenya, a shelter for victims of trafficking planned for last year has not been set up.", ["KEN victims.shelter absent"]],
  ["planned and not there", "A name that a verb follows: Saudi Arabia plans to inspect recruitment agencies to prevent trafficking.", ["SAU business.agency_monitoring planned"]],
  ["a measure taken up again", "Kenya has a committee against trafficking, while Austria is in the process of setting up such a body.", ["AUT coordination.national_mechanism in_progress", "KEN coordination.national_mechanism in_place"]],
];

/** What says nothing, each beside what says it in the same words: where neither gives a claim, nothing was read. */
const SILENT: [string, string, string, string[]][] = [
  ["what is asked is no report", "The Committee recommended that Kenya train its prosecutors on trafficking.", "The Committee welcomed that Kenya trained its prosecutors on trafficking.", ["KEN justice.training in_place"]],
  ["traffic in things", "Kenya has established a database on arms trafficking.", "Kenya has established a database on trafficking in persons.", ["KEN data.database in_place"]],
  ["victims of another violence", "In Kenya, shelters were open to battered wives.", "In Kenya, shelters were open to victims of trafficking.", ["KEN victims.shelter in_place"]],
];

describe("lists of States by the definitions", () => {
  it.each(SENTENCES)("%s", (_what, text, claims) => {
    expect(claimsOf(text), text).toEqual(claims);
  });

  it.each(SILENT)("%s", (_what, silent, telling, claims) => {
    expect(claimsOf(telling), telling).toEqual(claims);
    expect(claimsOf(silent), silent).toEqual([]);
  });
});
