// Owns the proof that in a text that lists States a sentence on another subject takes over no measure of the one before.
import { describe, expect, it } from "vitest";
import { buildContext, extract } from "../../extractors/extract.js";
import { buildDocument } from "../accuracy/built-document.js";

async function claimsOf(sentence: string): Promise<string[]> {
  const { document, paragraph } = await buildDocument({ genre: "sg", state: "CHL", heading: "", before: "", sentence });
  return [...new Set(extract(document, buildContext()).claims.filter((claim) => claim.paragraph === paragraph).map((claim) => `${claim.state} ${claim.measure}`))].sort();
}

describe("what the sentence before named", () => {
  it.each([
    ["Shelters for victims of trafficking were opened in Norway and Sweden. Shelters for battered women were opened in Chile.", ["NOR victims.shelter", "SWE victims.shelter"]],
    ["A national plan against trafficking was adopted in Norway. A national plan on HIV was adopted in Chile.", ["NOR policy.national_action_plan"]],
    ["Shelters for victims of trafficking were opened in Norway. Similar shelters were opened in Chile.", ["CHL victims.shelter", "NOR victims.shelter"]],
  ])("%s", async (sentence, claims) => expect(await claimsOf(sentence)).toEqual(claims));
});
