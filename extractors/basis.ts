// Owns whose word a paragraph is: of its State, of the Secretariat or of a third party. Must not read sentences: one that quotes another speaker is that reader's matter.
import type { Basis, DocumentKind, SectionRole } from "./contracts.js";

/**
 * Whose word a paragraph is where its words do not say otherwise.
 * @param role its own
 * @param around of the section that it stands in: a question of a form and a row of a table speak for whom their section speaks
 */
export function basisOf(kind: DocumentKind, role: SectionRole, around: SectionRole = role): Basis {
  // A report that compiles replies prints tables of them in its annexes too.
  const compiled = around === "member_states" || (role !== around && kind === "sg_report" && around === "annex");
  if (compiled || around === "state_report" || (around === "dialogue" && kind === "upr_working_group")) return "self_reported";
  return kind === "compilation" || kind === "guidance" || kind === "sg_report" ? "secretariat" : "third_party";
}
