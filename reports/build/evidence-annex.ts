// Owns the annex with the quotes that every cell rests on.
// Must not count or shorten a quote.
import { CELL_STATUSES, isUnheard, MARK_SIGNS, STATUS_LABELS, type ClaimRow, type Evidence } from "../model.js";
import type { ReportBase } from "./base.js";
import { cell, column, row, slug, text, type Outline } from "./parts.js";

/** For every cell with a status, the paragraph and the quote; the States by group, so that a figure of a group is found. */
export function evidenceAnnex(outline: Outline, base: ReportBase): void {
  const heading = outline.section(1, "Annex: evidence for every cell", { id: "annex-evidence", annex: true });
  heading.blocks.push(text("For each measure and status, the quotes that the cell rests on, with document, paragraph and page, and the States by group. A State may stand in several rows. Quotes are exact."));
  const entries = new Map(base.evidence.map((item) => [item.id, item]));
  const order = new Map(base.evidence.map((item, index) => [item.id, index]));
  const grouped = new Map<string, ClaimRow[]>();
  for (const claim of base.claims) {
    if (!claim.decides) continue;
    const key = `${claim.measure} ${claim.status} ${isUnheard(claim.cell)} ${claim.evidence}`;
    const found = grouped.get(key);
    if (found === undefined) grouped.set(key, [claim]);
    else found.push(claim);
  }
  const ofMeasure = new Map<string, ClaimRow[][]>();
  for (const found of grouped.values()) {
    const measure = (found[0] as ClaimRow).measure;
    const sets = ofMeasure.get(measure);
    if (sets === undefined) ofMeasure.set(measure, [found]);
    else sets.push(found);
  }
  const groupOrder = new Map(base.groups.map((group) => [group.name, group.position]));
  let category = "";
  for (const measure of base.measures) {
    const sets = ofMeasure.get(measure.code);
    if (sets === undefined) continue;
    if (measure.category !== category) {
      category = measure.category;
      outline.section(2, measure.category, { id: `evidence-${measure.categoryCode}`, category: measure.categoryCode, annex: true });
    }
    sets.sort((a, b) => {
      const [x, y] = [a[0] as ClaimRow, b[0] as ClaimRow];
      return CELL_STATUSES.indexOf(x.status) - CELL_STATUSES.indexOf(y.status) || (order.get(x.evidence) ?? 0) - (order.get(y.evidence) ?? 0) || Number(isUnheard(x.cell)) - Number(isUnheard(y.cell));
    });
    const section = outline.section(3, measure.label, { id: `evidence-${slug(measure.code)}`, measure: measure.code, category: measure.categoryCode, annex: true });
    outline.table(section, {
      id: `evidence-table-${slug(measure.code)}`, role: "evidence", measure: measure.code, category: measure.categoryCode, caption: `Evidence: ${measure.label}`, wide: true,
      columns: [column("id", "No.", "text", 6), column("status", "Status", "status", 18), column("states", "States, by group", "states", 50), column("document", "Document", "text", 16), column("paragraph", "Paragraph", "text", 10), column("page", "Page", "number", 6), column("quote", "Quote", "text", 70)],
      rows: sets.map((set) => {
        const first = set[0] as ClaimRow;
        const entry = entries.get(first.evidence) as Evidence;
        const groups = new Map<string, string[]>();
        for (const claim of set) groups.set(claim.group, [...(groups.get(claim.group) ?? []), `${claim.stateName}${claim.certainty === "explicit" ? "" : MARK_SIGNS.doubtful.sign}`]);
        const names = [...groups].sort((a, b) => (groupOrder.get(a[0]) ?? 999) - (groupOrder.get(b[0]) ?? 999)).map(([group, states]) => `${group}: ${[...new Set(states)].join("; ")}`).join(". ");
        return row(`${measure.code}-${first.status}-${first.evidence}`, [
          cell(first.evidence, { evidence: [first.evidence] }), cell(`${STATUS_LABELS[first.status]}${isUnheard(first.cell) ? MARK_SIGNS.named_only.sign : ""}`, { status: first.status }),
          cell(names, { ref: { measure: measure.code, status: first.status } }), cell(entry.document), cell(entry.numbered ? entry.paragraph : `block ${entry.paragraph.replace(/^b/, "")}`), cell(entry.page), cell(entry.quote, { evidence: [first.evidence] }),
        ]);
      }),
      notes: sets.some((set) => set.some((claim) => claim.certainty !== "explicit")) ? [`${MARK_SIGNS.doubtful.sign} Hedged or inferred wording.`] : [],
    });
  }
}
