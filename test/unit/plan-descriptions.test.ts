// Owns the proof that plans are found in descriptions with other States and other wording than the seed documents', and that nobody gets another's plan.
import { describe, expect, it } from "vitest";
import { buildContext } from "../../extractors/extract.js";
import { compareSketches, sketchOf } from "../../extractors/near-duplicates.js";
import { findFocus, findObtain } from "../../extractors/plans/description-facts.js";
import { describedPlans, type DescribedPlan } from "../../extractors/plans/descriptions.js";
import { actIn } from "../../extractors/plans/plan-names.js";
import { periodIn } from "../../extractors/plans/plan-names.js";
import { namesOfPlans } from "../../extractors/plans/plan-names.js";
import { planTexts } from "../../extractors/plans/plan-text.js";
import { stateResolver } from "../../pipeline/ingest/state-resolver.js";
import { readDocument } from "../../pipeline/parse/read-document.js";

const plansIn = async (text: string): Promise<DescribedPlan[]> => describedPlans(await readDocument(new TextEncoder().encode(text), { fileName: "x.txt", resolveState: stateResolver() }), buildContext().states);
const brief = (plans: DescribedPlan[]): string[] => plans.map((plan) => [plan.state, plan.title, plan.stage, plan.adopted ?? plan.dated ?? "-", `${plan.periodFrom ?? ""}-${plan.periodTo ?? ""}`].join(" | "));

const GUIDE = `Guide to national action plans

This guide shows how States plan their work against trafficking in persons.

Kenya

On 5 March 2014, the Cabinet of Kenya launched the National Plan of Action for Combating Human Trafficking, 2013-2017. It was drafted with help from Uganda and the European Union. It rests on four pillars:

- Prevention
- Protection
- Prosecution
- Partnership

The plan is available at:

www.example.org/kenya.pdf

Peru

Peru approved its National Plan against Trafficking in Persons 2017-2021 by Supreme Decree No. 017 of 8 June 2017. The Ministry of the Interior is responsible for its implementation. The plan has a budget and is evaluated every year. An earlier plan ran from 2011 to 2016.

Chad

In 2018, Chad adopted Law 006 against trafficking. A national strategy on trafficking is being drafted. Chad signed an agreement with Sudan.

Nepal

There is no national action plan against trafficking in Nepal. The Government should adopt one.

Kosovo

The Kosovo Strategy against Trafficking in Human Beings 2015-2019 was adopted in May 2015.

Philippines

The Second National Strategic Action Plan against Trafficking in Persons (2012-2016) was prepared by the Inter-Agency Council against Trafficking. Indonesia's plan served as a model.
`;

describe("entries by State", () => {
  it("give each its own plan", async () => {
    const plans = await plansIn(GUIDE);
    expect(brief(plans)).toEqual([
      "KEN | National Plan of Action for Combating Human Trafficking | adopted | 2014-03-05 | 2013-2017",
      "PER | National Plan against Trafficking in Persons | adopted | 2017-06-08 | 2017-2021",
      "TCD | national strategy on trafficking | draft | - | -",
      "XKX | Kosovo Strategy against Trafficking in Human Beings | adopted | 2015-05 | 2015-2019",
      "PHL | Second National Strategic Action Plan against Trafficking in Persons | unknown | - | 2012-2016",
    ]);
    expect(plans[0]?.focus).toEqual(["Prevention", "Protection", "Prosecution", "Partnership"]);
    expect(plans[0]?.obtain).toEqual(["www.example.org/kenya.pdf"]);
    expect(plans[1]?.bodies).toEqual(["Ministry of the Interior"]);
  });

  it("appraise one by one", async () => {
    const document = await readDocument(new TextEncoder().encode(GUIDE), { fileName: "x.txt", resolveState: stateResolver() });
    expect(planTexts(document, buildContext().states).map((plan) => [plan.kind, plan.state])).toEqual([["description", "KEN"], ["description", "PER"], ["description", "TCD"], ["description", "XKX"], ["description", "PHL"]]);
  });
});

describe("plans told of or cited on a page", () => {
  it("belong to the subject or to the State in the title, never to a neighbour", async () => {
    const plans = await plansIn(`Training module: planning against trafficking

This module is for drafters of plans against trafficking in persons.

Ghana launched the National Plan of Action for the Elimination of Human Trafficking in Ghana in December 2017. It has four aims. Togo was invited to the launch. Benin has signed an agreement with Nigeria on trafficking.

Many States have plans against trafficking (see: Jordan National Strategy to Combat Human Trafficking (2010-2012), 2010; Report of the Special Rapporteur on her visit to Egypt, 2011; Sri Lanka Strategic Plan to Monitor and Combat Human Trafficking, 2015-2019; Lebanon to Adopt New Trafficking Plan, Daily Star, 2012).

The government of Malta recently released a draft of its national action plan against trafficking. The government of Italy encourages Malta to adopt the plan. Trafficking is a crime in Spain.
`);
    expect(brief(plans)).toEqual([
      "GHA | National Plan of Action for the Elimination of Human Trafficking in Ghana | adopted | 2017-12 | -",
      "JOR | Jordan National Strategy to Combat Human Trafficking | unknown | 2010 | 2010-2012",
      "LKA | Sri Lanka Strategic Plan to Monitor and Combat Human Trafficking | unknown | - | 2015-2019",
      "MLT | national action plan against trafficking | draft | - | -",
    ]);
  });
});

describe("parts of descriptions", () => {
  it("tell a plan's name from a body's, a guide's and a law's", () => {
    const names = (text: string): string[] => namesOfPlans(text).map((name) => name.title);
    expect(names("The National Coordinator against Trafficking in Persons issued the Action Plan on Human Trafficking 2009-2012.")).toEqual(["Action Plan on Human Trafficking"]);
    expect(names("The Handbook for National Action Plans on Trafficking and the Law on Trafficking were printed.")).toEqual([]);
    expect(names("The plan is entitled “No more buying of people: a programme against trafficking”.")).toEqual(["No more buying of people: a programme against trafficking"]);
  });

  it("read periods, and no telephone number or page range", () => {
    expect(periodIn("2005-7")).toEqual({ from: "2005", to: "2007" });
    expect(periodIn("October 2005-December 2007")).toEqual({ from: "2005-10", to: "2007-12" });
    expect(periodIn("2009–12")).toEqual({ from: "2009", to: "2012" });
    expect(periodIn("2012-2008")).toBeNull();
    expect(periodIn("call 555-2000")).toBeNull();
  });

  it("take the date of the act on the plan, not of a law, a workshop or a former plan", () => {
    const act = (text: string, name: string): string | null => actIn(text, text.indexOf(name), text.indexOf(name) + name.length)?.date ?? null;
    expect(act("In 2007, the Government adopted a revised Action Plan 2007-2010.", "Action Plan")).toBe("2007");
    expect(act("After Congress adopted Law 985 in 2005, the Strategy was raised to public policy.", "Strategy")).toBeNull();
    expect(act("The Action Plan was approved on 3 May 2011 and published on 9 June 2011.", "Action Plan")).toBe("2011-05-03");
    expect(act("The Action Plan replaces the former plan, which ran until 2006.", "Action Plan")).toBeNull();
  });

  it("take a list in a sentence only where the number fits", () => {
    expect(findFocus(["Its three priorities are borders, shelters and courts."])).toEqual({ focus: ["borders", "shelters", "courts"], kind: "priorities" });
    expect(findFocus(["Its four priorities are borders, shelters in the north and courts."])).toEqual({ focus: [], kind: null });
  });

  it("keep addresses of the plan apart from those of reports on it", () => {
    expect(findObtain(["The plan is available at:", "http://a.example/plan.pdf", "A report on the plan can be found at: http://a.example/report?id=1&x=2."])).toEqual({ obtain: ["http://a.example/plan.pdf"], further: ["http://a.example/report?id=1&x=2"] });
  });
});

describe("near-duplicates", () => {
  const words = (from: number, count: number): string => Array.from({ length: count }, (_, index) => `word${from + index}`).join(" ");
  it("are told by what both share, whatever the marks, the case and the order of paragraphs", () => {
    const first = sketchOf([words(0, 400), words(1000, 300)]);
    expect(compareSketches(first, sketchOf([words(1000, 300).toUpperCase(), words(0, 400).replaceAll(" ", ",  ")]))).toMatchObject({ near: true });
    expect(compareSketches(first, sketchOf([words(0, 400), words(5000, 120)]))).toMatchObject({ near: true });
    expect(compareSketches(first, sketchOf([words(0, 60), words(5000, 600)]))).toMatchObject({ near: false });
    expect(compareSketches(first, first)).toEqual({ similarity: 1, contained: 1, near: true });
    expect(compareSketches(sketchOf([]), sketchOf([])).near).toBe(false);
  });

  it("are estimated well on long texts", () => {
    const a = sketchOf([words(0, 9000)]);
    const b = sketchOf([words(3000, 9000)]);
    expect(compareSketches(a, b).similarity).toBeGreaterThan(0.4);
    expect(compareSketches(a, b).similarity).toBeLessThan(0.6);
  });
});
