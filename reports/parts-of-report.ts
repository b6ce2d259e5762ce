// Owns what of a report goes into a file: the report with its annexes, without them, or the annexes alone. Must not change a section.
import type { ReportModel } from "./model.js";

export const EVIDENCE_CHOICES = ["annex", "file", "none"] as const;
export type EvidenceChoice = (typeof EVIDENCE_CHOICES)[number];

/** The report without its annexes. */
export function withoutAnnexes(model: ReportModel): ReportModel {
  return { ...model, sections: model.sections.filter((section) => section.annex !== true) };
}

/** The annexes as a report of their own; null where there are none. */
export function annexesOf(model: ReportModel): ReportModel | null {
  const sections = model.sections.filter((section) => section.annex === true);
  return sections.length === 0 ? null : { ...model, slug: `${model.slug}-evidence`, subtitle: `${model.subtitle}: annexes with the evidence for every cell`, sections };
}
