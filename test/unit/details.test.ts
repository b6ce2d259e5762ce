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
