// Owns the proof that a heading on several subjects puts no sentence on the topic that does not name it, where a heading on the topic alone does.
import { describe, expect, it } from "vitest";
import { buildContext, extract } from "../../extractors/extract.js";
import { buildDocument } from "../accuracy/built-document.js";

const context = buildContext();

async function claimed(heading: string, sentence: string): Promise<string[]> {
  const { document, paragraph } = await buildDocument({ genre: "national", state: "AUT", heading, before: "", sentence });
  return extract(document, context).claims.filter((claim) => claim.paragraph === paragraph).map(({ measure }) => measure);
}

describe("under a heading on several subjects", () => {
  it.each([
    ["Foreign policy, migration and the fight against trafficking in persons", "Humanitarian visas were issued to persons displaced by the conflict."],
    ["Migration, refugees and trafficking in persons", "Residence permits are granted on humanitarian grounds after five years."],
    ["Violence against women, children's rights and trafficking in persons", "A hotline for children was opened."],
    ["Labour, migration and the fight against trafficking in persons", "A hotline for workers was opened in 2015."],
    ["International cooperation and trafficking in persons", "An agreement on seasonal workers was concluded with Morocco in 2018."],
    ["Rights of the child and trafficking in persons", "A campaign on child abuse was held in schools."],
  ])("%s: %s", async (heading, sentence) => expect(await claimed(heading, sentence)).toEqual([]));

  it.each([
    ["Culture, sport and trafficking in persons", "A new hotline for victims of trafficking was opened in 2015.", "victims.hotline"],
    ["Migration, refugees and trafficking in persons", "Residence permits are granted to trafficked persons.", "victims.residence_permit"],
  ])("what names the topic itself is read: %s: %s", async (heading, sentence, measure) => expect(await claimed(heading, sentence)).toContain(measure));
});

describe("under a heading on the topic and what goes with it", () => {
  it.each([
    "Trafficking in persons", "Slavery and trafficking in persons", "Trafficking in women and children", "Prevention and punishment of trafficking", "Trafficking in persons and the protection of victims",
    "Action against trafficking in persons and sexual exploitation", "Trafficking in persons, including children",
  ])("%s", async (heading) => expect(await claimed(heading, "A hotline was opened in 2015.")).toContain("victims.hotline"));
});
