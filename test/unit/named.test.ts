// Owns the proof that what a document has named in full is known when it comes back bare in the next paragraph, and that another thing of the name is not taken for it.
import { describe, expect, it } from "vitest";
import { buildContext, extract } from "../../extractors/extract.js";
import { stateResolver } from "../../pipeline/ingest/state-resolver.js";
import { readDocument } from "../../pipeline/parse/read-document.js";

const HEAD = "United Nations    A/HRC/WG.6/40/AUT/1\nGeneral Assembly    Distr.: General\n3 March 2022\nOriginal: English\n\nNational report submitted under paragraph 5 of the annex to Human Rights Council resolution 16/21\n\nAustria\n\nI. Developments since the previous cycle\n\n";

/** What the last paragraph gives, "measure status". */
async function lastOf(...paragraphs: string[]): Promise<string[]> {
  const text = `${HEAD}${paragraphs.map((paragraph, i) => (paragraph.startsWith("II.") ? paragraph : `${i + 1}. ${paragraph}`)).join("\n\n")}\n`;
  const document = await readDocument(new TextEncoder().encode(text), { fileName: "named.txt", resolveState: stateResolver() });
  const last = document.paragraphs.length - 1;
  return extract(document, buildContext()).claims.filter(({ paragraph }) => paragraph === last).map(({ measure, status }) => `${measure} ${status}`);
}

const PLAN = "The Government adopted a National Action Plan to combat trafficking in persons in 2019.";
const LAW = "Parliament passed an Act on trafficking in persons in 2012.";

describe("named in full before:", () => {
  it.each<[string, string[], string]>([
    ["the plan", [PLAN, "The Plan rests on five pillars and reflects the commitment to end forced labour."], "policy.national_action_plan in_place"],
    ["this plan", [PLAN, "Under this plan, exploitation in farming is looked into by four ministries."], "policy.national_action_plan in_place"],
    ["the act", [LAW, "The Act lists the forms that exploitation takes."], "legislation.specific_law in_place"],
  ])("%s is known", async (_, paragraphs, wanted) => expect(await lastOf(...paragraphs)).toContain(wanted));

  it.each<[string, string[]]>([
    // What the Act lacks does not make the Act lacking.
    ["an act that does not define it", [LAW, "The Act does not define exploitation."]],
    ["another plan named since", [PLAN, "A National Action Plan on road safety was adopted too, and exploitation of drivers was debated.", "The Plan reflects a commitment to end exploitation on the roads."]],
    ["a plan named two paragraphs ago", [PLAN, "The economy grew by two per cent.", "The Plan reflects the commitment to end exploitation in mines."]],
    ["any plan, without a capital", [PLAN, "The plan of every employer has to take the exploitation of interns into account."]],
    ["a body of that name", [LAW, "The Committee asked about exploitation in mines."]],
  ])("%s gives nothing", async (_, paragraphs) => expect(await lastOf(...paragraphs)).toEqual([]));
});
