// Owns what of a report goes into a file: the report with its annexes, without them, or the annexes alone. Must not change a section.
import type { ReportModel } from "./model.js";

export const EVIDENCE_CHOICES = ["annex", "file", "none"] as const;
export type EvidenceChoice = (typeof EVIDENCE_CHOICES)[number];

/** How the note begins that parts of the database are missing; see missing.ts. */
const INCOMPLETE = "INCOMPLETE: loaded without";

/** The report without its annexes. */
export function withoutAnnexes(model: ReportModel): ReportModel {
  return { ...model, sections: model.sections.filter((section) => section.annex !== true) };
}

/** The annexes as a report of their own; null where there are none. */
export function annexesOf(model: ReportModel): ReportModel | null {
  const annexes = model.sections.filter((section) => section.annex === true);
  const [first, ...rest] = annexes;
  if (first === undefined) return null;
  // A file that goes on its own says as well what the database lacks.
  const lacking = model.sections.flatMap((section) => (section.annex === true ? [] : section.blocks.filter((block) => JSON.stringify(block).includes(INCOMPLETE)))).slice(0, 1);
  const sections = [{ ...first, blocks: [...lacking, ...first.blocks] }, ...rest];
  return { ...model, slug: `${model.slug}-evidence`, subtitle: `${model.subtitle}: annexes with the evidence for every cell`, sections };
}
