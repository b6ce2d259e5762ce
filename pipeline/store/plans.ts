// Owns the rows of one document's plans and of the sketch of its text. Must not find plans or judge them itself; extractors do.
import { createHash } from "node:crypto";
import { loadStates } from "../../datasets/states.js";
import type { ReadDocument } from "../../extractors/contracts.js";
import { sketchOf } from "../../extractors/near-duplicates.js";
import { appraisePlan } from "../../extractors/plans/appraise.js";
import { describedPlans, type DescribedPlan } from "../../extractors/plans/descriptions.js";
import { planTexts } from "../../extractors/plans/plan-text.js";
import type { StateIndex } from "../../extractors/states/index-names.js";
import type { Value } from "./database.js";
import type { DocumentRows } from "./rows.js";

const FEATURES = "unodc-tool-2.7";

/** Rows of `plans` and `text_sketches` for a document that was read. @throws Error where a quote is not the text at its offsets */
export async function planRows(document: ReadDocument, documentId: string, states: StateIndex): Promise<DocumentRows> {
  const plans = plansOf(document, states);
  const rows = plans.length === 0 ? [] : await rowsOfPlans(plans, document, documentId);
  const sketch = sketchOf(document.paragraphs.map((paragraph) => paragraph.text));
  return { plans: rows, text_sketches: [[documentId, sketch.shingles, sketch.hashes]] };
}

/** Most documents describe no plan, and the framework and its reader take longer to load than they do: they are loaded at the first plan. */
async function rowsOfPlans(plans: readonly PlanRecord[], document: ReadDocument, documentId: string): Promise<Value[][]> {
  const { findFramework } = await import("../../datasets/frameworks.js");
  const framework = findFramework(FEATURES);
  const six = { ...framework, items: framework.items.filter((item) => item.id.startsWith("feature.")) };
  const members = new Set(loadStates().filter((state) => state.status === "member").map((state) => state.iso3));
  const repeats = new Map<string, number>();
  return plans.map((plan, ordinal): Value[] => {
    const paragraph = document.paragraphs.find((one) => one.ordinal === plan.paragraph);
    if (paragraph === undefined || paragraph.text.slice(plan.quoteStart, plan.quoteEnd) !== plan.quote) throw new Error(`plan '${plan.title}': the quote is not the text at ${plan.quoteStart}–${plan.quoteEnd} of paragraph ${paragraph?.number ?? "?"}`);
    const judged = appraisePlan({ kind: plan.sourceKind, title: plan.title, state: plan.state, basis: "", sentences: plan.sentences }, six).items;
    const features = (verdict: string): string[] => judged.filter((item) => item.verdict === verdict).map((item) => item.item.id.replace("feature.", ""));
    const key = `plan\u001f${documentId}\u001f${plan.state ?? ""}\u001f${plan.title}`;
    const repeat = repeats.get(key) ?? 0;
    repeats.set(key, repeat + 1);
    return [
      createHash("sha256").update(`${key}\u001f${repeat}`).digest("hex").slice(0, 16), documentId, `${documentId}-p${plan.paragraph}`, paragraph.number, paragraph.pageFirst, ordinal, plan.entry, plan.sourceKind, plan.state, plan.state !== null && members.has(plan.state),
      plan.title, plan.named, plan.stage, plan.adopted, plan.adoptedAs, plan.dated, plan.periodFrom, plan.periodTo, plan.focus, plan.focusKind, plan.bodies, plan.obtain, plan.further, features("met"), features("partly_met"), plan.quote, plan.quoteStart, plan.quoteEnd,
    ];
  });
}

type PlanRecord = Omit<DescribedPlan, "state"> & { state: string | null; sourceKind: "plan" | "description" };

function plansOf(document: ReadDocument, states: StateIndex): PlanRecord[] {
  if (document.meta.kind !== "action_plan") return describedPlans(document, states).map((plan) => ({ ...plan, sourceKind: "description" }));
  const first = document.paragraphs[0];
  const [text] = planTexts(document, states);
  if (first === undefined || text === undefined || document.meta.title === null) return [];
  const period = /\b((?:19|20)\d\d) ?(?:[-–—/]|to) ?((?:19|20)\d\d)\b/u.exec(document.meta.title);
  return [{
    state: document.meta.state, title: document.meta.title, named: true, stage: /\bdraft\b/iu.test(document.meta.title) ? "draft" : "unknown", adopted: null, adoptedAs: null, dated: document.meta.date, periodFrom: period?.[1] ?? null, periodTo: period?.[2] ?? null,
    focus: [], focusKind: null, bodies: [], obtain: [], further: [], where: "the document itself", entry: 0, quote: first.text, paragraph: first.ordinal, quoteStart: 0, quoteEnd: first.text.length, sentences: text.sentences, sourceKind: "plan",
  }];
}
