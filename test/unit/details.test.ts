// Tests the particulars that a claim's words give, with their offsets.
import { describe, expect, it } from "vitest";
import { findDetails } from "../../extractors/details.js";

function details(text: string, measure: string): [string, string, string | null][] {
  return findDetails(text, 0, text.length, measure).map((d) => {
    expect(text.slice(d.start, d.end)).toBe(d.text);
    return [d.kind, d.value, d.unit];
  });
}

describe("details of claims", () => {
  it("reads the length of a reflection period, single or as a range", () => {
    expect(details("A reflection period of 30 days is granted.", "victims.reflection_period")).toContainEqual(["duration", "30", "day"]);
    expect(details("Periods of one to three months are granted.", "victims.reflection_period")).toContainEqual(["duration", "1/3", "month"]);
  });
  it("reads years, periods and names of laws and plans", () => {
    const law = details("Act No. 12/2009 on trafficking in persons was adopted in 2009.", "legislation.specific_law");
    expect(law).toContainEqual(["year", "2009", "year"]);
    expect(law).toContainEqual(["law_name", "Act No. 12/2009 on trafficking in persons", null]);
    expect(details("The National Action Plan against Trafficking 2012–2016 is applied.", "policy.national_action_plan")).toContainEqual(["period", "2012/2016", "year"]);
  });
  it("reads the range of a penalty with its unit", () => {
    expect(details("The offence carries imprisonment of between 5 and 15 years.", "legislation.criminal_offence")).toContainEqual(["penalty", "5/15", "year_of_imprisonment"]);
  });
  it("gives none where the words give none", () => {
    expect(details("Shelters are run for victims of trafficking.", "victims.shelter")).toEqual([]);
  });
});

describe("the role of a year", () => {
  const roles = (text: string, measure = "legislation.specific_law"): [string, string | null | undefined][] => findDetails(text, 0, text.length, measure).filter((d) => d.kind === "year" || d.kind === "period").map((d) => [d.value, d.role]);
  it("is told by the nearest word before it", () => {
    expect(roles("The law was adopted in 2005 and entered into force in 2007, and was amended in 2011.")).toEqual([["2005", "adopted"], ["2007", "in_force"], ["2011", "amended"]]);
  });
  it("is told by the words behind it where none stand before", () => {
    expect(roles("In 2012 the Act was revised.")).toEqual([["2012", "amended"]]);
    expect(roles("In 2012, 35 victims were assisted.", "policy.national_action_plan")).toEqual([["2012", "figure"]]);
  });
  it("does not reach over the end of a sentence, and is none where no word says", () => {
    expect(roles("A unit was established. From 2010 a hotline runs.", "coordination.body")).toEqual([["2010", null]]);
  });
  it("of a law's or plan's name is that it is named so; of a plan's period that it is one", () => {
    expect(roles("Trafficking is an offence under the 2009 Penal Code.", "legislation.criminal_offence")).toEqual([["2009", "named"]]);
    expect(roles("The plan for 2012-2016 is applied.", "policy.national_action_plan")).toEqual([["2012/2016", "period"]]);
  });
});
