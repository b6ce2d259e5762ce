// Owns how an appraisal of plans is laid out as text: table, md, csv, json; several plans side by side. The words for verdicts stand here for all formats.
// Must not judge, and must not know a database or a document: it gets plain data.
import { clean, formatRows, markdownText as md, toJson, wrap, type OutputFormat } from "./format.js";
import type { Row } from "./query.js";

export type AppraisalVerdict = "met" | "partly_met" | "not_found" | "not_asked";

export const VERDICT_LABELS: Readonly<Record<AppraisalVerdict, string>> = { met: "Met", partly_met: "Partly met", not_found: "Not found", not_asked: "Not asked" };
export const VERDICT_SIGNS: Readonly<Record<AppraisalVerdict, string>> = { met: "●", partly_met: "◐", not_found: "–", not_asked: " " };

export interface AppraisalQuote {
  quote: string;
  paragraph: string;
  page: number | null;
  isHeading: boolean;
  manner: "plain" | "open" | "recommended" | "negated";
}

export interface AppraisalPart {
  text: string;
  verdict: AppraisalVerdict;
  evidence: AppraisalQuote[];
  denied: AppraisalQuote | null;
  would: string;
}

export interface AppraisedPlanView {
  /** "P1", "P2" … in the order given. */
  key: string;
  file: string;
  title: string;
  stateName: string | null;
  /** plan, description or none. */
  kind: string;
  basis: string;
  summary: string;
  items: { id: string; verdict: AppraisalVerdict; parts: AppraisalPart[] }[];
}

export interface AppraisalView {
  framework: { id: string; name: string; source: string; note: string | null; items: { id: string; group: string | null; text: string; where: string; note: string | null }[] };
  plans: AppraisedPlanView[];
  unreadable: { file: string; reason: string; next: string }[];
}

export const APPRAISAL_NOTES: readonly string[] = [
  "Not found: no wording that answers the item was found in the text that was read. It is not a finding that the plan lacks it.",
  "Partly met: some parts were found, or the wording is weaker, left for later, or only advised. Each quote is one sentence or heading of the text.",
];

/** "page 3, paragraph 12" or "paragraph b4". */
export function placeOf(quote: AppraisalQuote): string {
  const paragraph = `${quote.isHeading ? "heading above paragraph" : "paragraph"} ${quote.paragraph}`;
  return quote.page === null ? paragraph : `page ${quote.page}, ${paragraph}`;
}

/** What is to be said of how a quote stands; "" where it stands plainly. */
export function mannerNote(quote: AppraisalQuote): string {
  switch (quote.manner) {
    case "plain":
      return "";
    case "open":
      return "left for later";
    case "recommended":
      return "worded as advice";
    case "negated":
      return "the text itself says that this is lacking";
  }
}

/** The plan's name for headings: title and State, or the file. */
export const planName = (plan: AppraisedPlanView): string => `${plan.title}${plan.stateName === null || plan.title.includes(plan.stateName) ? "" : ` (${plan.stateName})`}`;

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** What would have met the parts that are not met; "" where all are. */
export function wanting(parts: AppraisalPart[]): string {
  const open = parts.filter((part) => part.verdict !== "met" && part.would !== "");
  return open.length === 0 ? "" : `The text would have to ${[...new Set(open.map((part) => part.would))].join("; and to ")}.`;
}

/** The appraisal in a text format. */
export function formatAppraisal(view: AppraisalView, format: OutputFormat, width: number): string {
  switch (format) {
    case "json":
      return toJson(jsonOf(view));
    case "csv":
      return formatRows(longRows(view), "csv", { columns: LONG });
    case "md":
      return markdown(view);
    case "table":
      return terminal(view, width);
  }
}

const LONG = ["plan", "file", "title", "state", "kind", "framework", "item", "item_text", "where", "verdict", "part", "part_verdict", "quote", "page", "paragraph", "manner", "would_have_met_it", "denied_by"];

function longRows(view: AppraisalView): Row[] {
  const rows: Row[] = [];
  for (const plan of view.plans) {
    if (plan.kind === "none") rows.push({ plan: plan.key, file: plan.file, title: plan.title, state: plan.stateName, kind: plan.kind, framework: view.framework.id, item: null, item_text: null, where: null, verdict: null, part: null, part_verdict: null, quote: plan.basis, page: null, paragraph: null, manner: null, would_have_met_it: null, denied_by: null });
    else for (const item of plan.items) {
      const about = view.framework.items.find((one) => one.id === item.id);
      const base: Row = { plan: plan.key, file: plan.file, title: plan.title, state: plan.stateName, kind: plan.kind, framework: view.framework.id, item: item.id, item_text: about?.text ?? "", where: about?.where ?? "", verdict: item.verdict };
      for (const part of item.parts.length > 0 ? item.parts : [null]) {
        const quote = part?.evidence[0];
        rows.push({ ...base, part: part?.text ?? null, part_verdict: part?.verdict ?? null, quote: quote?.quote ?? null, page: quote?.page ?? null, paragraph: quote?.paragraph ?? null, manner: quote?.manner ?? null, would_have_met_it: part === null || part.verdict === "met" ? null : part.would, denied_by: part?.denied?.quote ?? null });
      }
    }
  }
  for (const failed of view.unreadable) rows.push({ plan: null, file: failed.file, title: null, state: null, kind: "unreadable", framework: view.framework.id, item: null, item_text: null, where: null, verdict: null, part: null, part_verdict: null, quote: failed.reason, page: null, paragraph: null, manner: null, would_have_met_it: failed.next, denied_by: null });
  return rows;
}

function jsonOf(view: AppraisalView): unknown {
  return { ...view, plans: view.plans.map((plan) => ({ ...plan, items: plan.items.map((item) => ({ ...item, text: view.framework.items.find((one) => one.id === item.id)?.text ?? "" })) })), notes: APPRAISAL_NOTES };
}

/** Groups of items under their heading, in order. */
export function itemGroups(view: AppraisalView): { group: string; items: AppraisalView["framework"]["items"] }[] {
  const groups: { group: string; items: AppraisalView["framework"]["items"] }[] = [];
  for (const item of view.framework.items) {
    const last = groups.at(-1);
    if (last !== undefined && last.group === (item.group ?? "")) last.items.push(item);
    else groups.push({ group: item.group ?? "", items: [item] });
  }
  return groups;
}

function markdown(view: AppraisalView): string {
  const out: string[] = [`# Appraisal against: ${md(view.framework.name)}`, "", `Source: ${md(view.framework.source)}. Items in our own words.`];
  if (view.framework.note !== null) out.push("", md(view.framework.note));
  out.push("", ...APPRAISAL_NOTES.map((note) => `- ${md(note)}`), "", "## Summary", "");
  for (const plan of view.plans) out.push(`- **${plan.key}** ${md(planName(plan))}, ${md(plan.file)}: ${md(plan.summary)}. ${md(plan.basis)}`);
  for (const failed of view.unreadable) out.push(`- **Not read** ${md(failed.file)}: ${md(failed.reason)} ${md(failed.next)}`);
  // A document without a plan is no plan that lacks everything: it has no column.
  const told = view.plans.filter((plan) => plan.kind !== "none");
  if (told.length > 1) {
    const rows = view.framework.items.map((item): Row => ({ item: item.text, ...Object.fromEntries(told.map((plan) => [plan.key, VERDICT_LABELS[plan.items.find((one) => one.id === item.id)?.verdict ?? "not_asked"]])) }));
    out.push("", "## Side by side", "", formatRows(rows, "md", { columns: ["item", ...told.map((plan) => plan.key)], titles: { item: "Item" } }).trimEnd());
  }
  for (const plan of view.plans) {
    if (plan.kind === "none") continue;
    const rows = plan.items.flatMap((item): Row[] => {
      const about = view.framework.items.find((one) => one.id === item.id);
      return [{ item: about?.text ?? item.id, verdict: VERDICT_LABELS[item.verdict], evidence: item.parts.flatMap((part) => part.evidence.slice(0, 1)).map((quote) => `“${quote.quote}” (${[placeOf(quote), mannerNote(quote)].filter((text) => text !== "").join("; ")})`).join(" "), would: wanting(item.parts) + denials(item.parts) }];
    });
    out.push("", `## ${plan.key} ${md(planName(plan))}`, "", `${md(plan.summary)}.`, "", formatRows(rows, "md", { columns: ["item", "verdict", "evidence", "would"], titles: { item: "Item", verdict: "Verdict", evidence: "Words of the text", would: "What would have met it" } }).trimEnd());
  }
  return `${out.join("\n")}\n`;
}

/** The sentences that deny a part, as a note. */
export function denials(parts: AppraisalPart[]): string {
  const found = parts.flatMap((part) => (part.denied === null ? [] : [part.denied]));
  return found.length === 0 ? "" : ` The text itself says: “${found[0]?.quote ?? ""}” (${placeOf(found[0] as AppraisalQuote)}).`;
}

function terminal(view: AppraisalView, width: number): string {
  const out: string[] = [wrap(`${view.framework.name}. Source: ${view.framework.source}.`, width, "  "), ""];
  for (const plan of view.plans) out.push(wrap(`${plan.key}  ${planName(plan)}, ${plan.file}: ${plan.summary}. ${plan.basis}`, width, "    "));
  for (const failed of view.unreadable) out.push(wrap(`Not read: ${failed.file}: ${failed.reason} ${failed.next}`, width, "    "));
  const told = view.plans.filter((plan) => plan.kind !== "none");
  if (told.length > 1) out.push("", ...sideBySide(view, told, width));
  if (told.length === 1) {
    const plan = told[0] as AppraisedPlanView;
    for (const { group, items } of itemGroups(view)) {
      if (group !== "") out.push("", clean(group).toUpperCase());
      for (const about of items) {
        const item = plan.items.find((one) => one.id === about.id);
        if (item === undefined) continue;
        out.push("", wrap(`${VERDICT_SIGNS[item.verdict]} ${VERDICT_LABELS[item.verdict]}: ${about.text}`, width, "    "));
        for (const quote of item.parts.flatMap((part) => part.evidence.slice(0, 1))) out.push(indented(`“${shorten(quote.quote)}” (${[placeOf(quote), mannerNote(quote)].filter((text) => text !== "").join("; ")})`, width));
        const open = wanting(item.parts) + denials(item.parts);
        if (open !== "") out.push(indented(sentence(open.trim()), width));
      }
    }
  }
  out.push("", ...APPRAISAL_NOTES.map((note) => wrap(note, width, "  ")));
  if (told.length > 1) out.push(wrap("Quotes, pages and what would have met each item: --format md, csv, json, html or docx.", width, "  "));
  return `${out.join("\n")}\n`;
}

const indented = (text: string, width: number): string => wrap(text, width - 4, "").replace(/^/gm, "    ");

const shorten = (text: string): string => (text.length > 300 ? `${text.slice(0, 299)}…` : text).replace(/\s*\n\s*/g, " ");

function sideBySide(view: AppraisalView, plans: AppraisedPlanView[], width: number): string[] {
  const first = Math.min(44, Math.max(...view.framework.items.map((item) => item.text.length)));
  const cell = 4;
  const across = Math.max(1, Math.floor((width - first - 1) / cell));
  const out: string[] = [`${VERDICT_SIGNS.met} met  ${VERDICT_SIGNS.partly_met} partly met  ${VERDICT_SIGNS.not_found} not found`];
  for (let from = 0; from < plans.length; from += across) {
    const some = plans.slice(from, from + across);
    out.push("", `${"".padEnd(first)} ${some.map((plan) => plan.key.padStart(cell - 1)).join(" ")}`.trimEnd());
    for (const { group, items } of itemGroups(view)) {
      if (group !== "") out.push(clean(group));
      for (const item of items) {
        const lines = wrap(item.text, first, "  ").split("\n");
        lines.forEach((line, index) => out.push(`${line.padEnd(first)} ${index < lines.length - 1 ? "" : some.map((plan) => VERDICT_SIGNS[plan.items.find((one) => one.id === item.id)?.verdict ?? "not_asked"].padStart(cell - 1)).join(" ")}`.trimEnd()));
      }
    }
  }
  return out;
}
