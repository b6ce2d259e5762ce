// Owns the proof that the plans which Tool 2.7 and the UN Women page tell of are found with the right State, dates and periods. Facts only, read off the texts by hand; the texts stand outside the project.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { loadStates } from "../../datasets/states.js";
import { buildContext } from "../../extractors/extract.js";
import { describedPlans, type DescribedPlan } from "../../extractors/plans/descriptions.js";
import { planRows } from "../../pipeline/store/plans.js";
import { PLAN_TABLES } from "../../pipeline/store/plan-tables.js";
import { stateResolver } from "../../pipeline/ingest/state-resolver.js";
import { readDocument } from "../../pipeline/parse/read-document.js";
import type { ReadDocument } from "../../extractors/contracts.js";

const seeds = path.resolve(import.meta.dirname, "../../../shared/corpus/seeds");
const missing = !existsSync(seeds);
if (missing) console.info("plans: ../shared is not here, so the plans of the seed documents are not checked in this run.");

const read = (name: string): Promise<ReadDocument> => readDocument(new Uint8Array(readFileSync(path.join(seeds, name))), { fileName: name, resolveState: stateResolver() });
const states = () => buildContext().states;

/** Beginning of the title, State, stage, adopted, its verb, printed date, period, number and kind of focus items, numbers of bodies, of addresses and of further addresses. */
type Fact = [state: string, title: string, stage: string, adopted: string | null, as: string | null, dated: string | null, from: string | null, to: string | null, focus: string | null, obtain: number, further: number];
const TOOL: Fact[] = [
  ["ALB", "Albanian National Strategy Framework and National Action Plan", "unknown", null, null, null, "2005", "2007", null, 1, 1],
  ["ARM", "Action Plan for Prevention of Trafficking in Persons", "unknown", null, null, null, "2004", "2006", null, 1, 0],
  ["AUS", "Action Plan to Eradicate Trafficking in Persons", "unknown", null, null, null, null, null, "4 pillars", 1, 0],
  ["BGD", "National Action Plan against Sexual Abuse and Exploitation", "unknown", null, null, null, null, null, null, 0, 0],
  ["BIH", "State Action Plan for Combating Trafficking in Human Beings", "adopted", null, null, null, "2005", "2007", "6 principles", 1, 1],
  ["BRA", "national action plan to combat trafficking", "draft", null, null, null, null, null, null, 0, 1],
  ["KHM", "Strengthening mechanisms and strategies", "adopted", "2002", "adopted", null, null, null, null, 1, 0],
  ["KHM", "Five-Year Plan against Sexual Exploitation of Children", "adopted", "2000-03-17", "adopted", null, "2000", "2004", null, 1, 0],
  ["COL", "Integral National Anti-Trafficking Strategy", "unknown", null, null, null, null, null, "5 pillars", 0, 0],
  ["HRV", "National Programme for Suppression of Trafficking in Persons", "adopted", null, null, null, "2005", "2008", null, 1, 0],
  ["HRV", "Action Plan for Suppression of Trafficking in Persons", "unknown", null, null, null, null, null, "7 pillars", 1, 0],
  ["HRV", "National Plan for the Suppression of Trafficking in Children", "unknown", null, null, null, "2005-10", "2007-12", "9 principles", 1, 0],
  ["DNK", "National Action Plan to Combat Trafficking in Human Beings", "adopted", "2007", "adopted", null, "2007", "2010", "4 pillars", 1, 0],
  ["FIN", "National Action Plan on Combating Human Trafficking", "adopted", "2005-08-25", "approved", null, null, null, null, 1, 0],
  ["GRC", "Actions against Trafficking in Human Beings", "unknown", "2004", "completed", null, null, null, "11 activities", 1, 0],
  ["IDN", "Indonesian National Plan of Action for the Elimination", "adopted", "2002", "enacted", null, null, null, "5 pillars", 0, 1],
  ["ISR", "National Plan regarding the Battle against Trafficking", "unknown", null, null, "2007-08", null, null, "5 priorities", 0, 0],
  ["ISR", "National Plan regarding the Battle against Slavery", "unknown", null, null, "2007-04", null, null, null, 0, 0],
  ["XKX", "Kosovo Action Plan to Combat Trafficking in Human Beings", "unknown", "2005-04", "finalized", null, null, null, "5 principles", 1, 0],
  ["XKX", "Combating Human Trafficking in Kosovo: Strategy and Commitment", "unknown", null, null, "2004-05", null, null, null, 1, 0],
  ["MDA", "National Action Plan to Prevent and Combat Trafficking", "adopted", "2005-08-25", "approved", null, null, null, null, 1, 0],
  ["MMR", "national plan of action", "draft", null, null, null, "2007", "2011", "5 pillars", 0, 1],
  ["NLD", "Action Plan to Combat Human Trafficking", "adopted", null, null, null, null, null, null, 0, 0],
  ["NOR", "action plan", "adopted", null, null, null, "2006", "2009", null, 1, 0],
  ["THA", "plan of action to prevent trafficking", "adopted", null, null, null, null, null, null, 2, 0],
  ["GBR", "United Kingdom Action Plan on Tackling Human Trafficking", "unknown", null, null, "2007-03", null, null, null, 1, 0],
  ["VNM", "national action plan to prevent and combat trafficking", "adopted", "2004-07", "adopted", null, "2004", "2010", "5 pillars", 1, 0],
];
/** Features that each description shows, and those of which it shows a part; entries not here show none. */
const FEATURES: Record<string, [met: string[], partly: string[]]> = {
  "ALB 0": [[], ["monitoring_evaluation"]],
  "BIH 0": [[], ["responsibility_resources"]],
  "BRA 0": [["objectives", "actions", "priorities"], ["responsibility_resources"]],
  "COL 0": [["international_cooperation"], []],
  "HRV 1": [["international_cooperation"], ["actions"]],
  "DNK 0": [["international_cooperation"], []],
  "GRC 0": [["actions"], ["responsibility_resources", "monitoring_evaluation"]],
  "IDN 0": [["objectives", "actions", "international_cooperation"], ["responsibility_resources"]],
  "ISR 0": [["objectives", "priorities"], []],
  "XKX 0": [["objectives"], ["responsibility_resources", "monitoring_evaluation"]],
  "XKX 1": [["international_cooperation"], []],
  "MMR 0": [["international_cooperation"], []],
  "NOR 0": [["actions"], ["objectives"]],
  "THA 0": [[], ["actions"]],
  "GBR 0": [[], ["objectives"]],
};
const PAGE: Fact[] = [
  ["CHN", "China National Plan of Action on Combating Trafficking", "unknown", null, null, "2009", "2008", "2012", null, 0, 0],
  ["MDA", "Republic of Moldova National Plan to Prevent and Combat", "unknown", null, null, "2005", null, null, null, 0, 0],
  ["GBR", "United Kingdom Action Plan on Tackling Human Trafficking", "unknown", null, null, "2007", null, null, null, 0, 0],
  ["MMR", "Myanmar Five Year Plan of Action", "adopted", "2007", "established", "2007", "2007", "2011", "8 activities", 0, 0],
  ["MMR", "Myanmar Five Year Plan of Action", "extension", null, null, null, null, "2017", null, 0, 0],
  ["USA", "Coordination, Collaboration, Capacity: Federal Strategic Action Plan", "draft", null, null, "2013", "2013", "2017", null, 0, 0],
];

const factOf = (plan: DescribedPlan, title: string): Fact => [
  plan.state, plan.title.startsWith(title) ? title : plan.title, plan.stage, plan.adopted, plan.adoptedAs, plan.dated, plan.periodFrom, plan.periodTo,
  plan.focusKind === null ? null : `${plan.focus.length} ${plan.focusKind}`, plan.obtain.length, plan.further.length,
];

describe.skipIf(missing)("plans of Tool 2.7", () => {
  let document: ReadDocument;
  let plans: DescribedPlan[];
  beforeAll(async () => {
    document = await read("unodc-toolkit-tool-2.7.txt");
    plans = describedPlans(document, states());
  });

  it("stand in 22 entries, 21 of Member States and Kosovo", () => {
    const entries = new Map(plans.map((plan) => [plan.entry, plan.state]));
    expect(entries.size).toBe(22);
    expect([...entries.values()]).toEqual([...new Set(TOOL.map(([state]) => state))]);
    const members = new Set(loadStates().filter((state) => state.status === "member").map((state) => state.iso3));
    expect([...entries.values()].filter((state) => !members.has(state))).toEqual(["XKX"]);
  });

  it("have the right State, title, stage, dates, period, focus and addresses, each", () => {
    expect(plans.map((plan, index) => factOf(plan, TOOL[index]?.[1] ?? ""))).toEqual(TOOL);
  });

  it("give no State a plan because another's entry names it", () => {
    // Egypt (in Israel's entry), the United Kingdom in the introduction, the Mekong and the United Nations in Myanmar's and Kosovo's.
    expect(plans.filter((plan) => plan.state === "EGY")).toEqual([]);
    expect(plans.filter((plan) => plan.state === "GBR")).toHaveLength(1);
  });

  it("name the bodies that the text names with them", () => {
    const bodies = (state: string, index = 0): string[] => plans.filter((plan) => plan.state === state)[index]?.bodies ?? [];
    expect(bodies("BGD")).toEqual(["Ministry of Women and Children Affairs", "non-governmental organizations", "United Nations agencies"]);
    expect(bodies("KHM")).toEqual(["Ministry of Women's and Veterans' Affairs of Cambodia"]);
    expect(bodies("KHM", 1)).toEqual(["Council of Ministers of Cambodia"]);
    expect(bodies("BRA").slice(0, 2)).toEqual(["Brazilian Ministry of Justice", "Special Secretariats for Human Rights and Women's Policy"]);
    expect(bodies("HRV", 2)).toEqual(["National Committee for the Suppression of Trafficking in Persons"]);
    expect(bodies("GBR")).toEqual(["Home Office of the United Kingdom"]);
    expect(bodies("NLD")).toEqual([]);
  });

  it("show the features that the text shows and no other", async () => {
    const features = PLAN_TABLES[0]!.columns.findIndex((column) => column.name === "features_met");
    const counts = new Map<string, number>();
    for (const row of (await planRows(document, "0000000000000000", states()))["plans"] ?? []) {
      const state = row[8] as string;
      const index = counts.get(state) ?? 0;
      counts.set(state, index + 1);
      expect([row[features], row[features + 1]], `${state} ${index}`).toEqual(FEATURES[`${state} ${index}`] ?? [[], []]);
    }
  });

  it("rest on quotes that are the text at their offsets, and Kosovo is flagged", async () => {
    const rows = (await planRows(document, "0000000000000000", states()))["plans"] ?? [];
    expect(rows).toHaveLength(TOOL.length);
    for (const row of rows) expect(row[9], String(row[8])).toBe(row[8] !== "XKX");
    for (const plan of plans) expect(document.paragraphs.find((one) => one.ordinal === plan.paragraph)?.text.slice(plan.quoteStart, plan.quoteEnd)).toBe(plan.quote);
  });
});

describe.skipIf(missing)("plans of the UN Women page", () => {
  it("are the six that it tells of or cites", async () => {
    const plans = describedPlans(await read("unwomen-module-national-action-plans.txt"), states());
    expect(plans.map((plan, index) => factOf(plan, PAGE[index]?.[1] ?? ""))).toEqual(PAGE);
  });

  it("are three in the older copy, which lacks the citations", async () => {
    const plans = describedPlans(await read("unwomen-module-national-action-plans.2011.txt"), states());
    expect(plans.map((plan, index) => factOf(plan, PAGE[index + 3]?.[1] ?? ""))).toEqual(PAGE.slice(3));
  });
});

describe.skipIf(missing)("documents that tell of no plan of a State", () => {
  it.each(["stability-pact-guidelines-2001.txt", "A-65-209.txt"])("%s gives no row", async (name) => {
    expect(describedPlans(await read(name), states())).toEqual([]);
  });
});
