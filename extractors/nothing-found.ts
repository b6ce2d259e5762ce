// Owns the warning that a document on the topic gave nothing: no claim and no collective statement. It is how a fault of reading shows itself.
// Must not read measures.
import type { DocumentKind, ExtractResult, IssueRecord, ReadDocument } from "./contracts.js";

const ON_TOPIC = /\b(?:human trafficking|trafficking in (?:persons|human|people|women|children|girls)|anti-trafficking|trafficked (?:persons|people|women|girls|children))\b/i;
/** Paragraphs on the topic from which on silence is strange: a passing mention is none. */
const PARAGRAPHS = 3;
/** Kinds that tell of what States do. */
const TELLING: readonly DocumentKind[] = ["sg_report", "national_report", "pledge", "upr_working_group", "compilation", "stakeholder_summary", "third_party_report", "multi_state", "other"];

/** The warning for a document that names the topic in several paragraphs and gave no claim; null for all others. */
export function nothingFound(document: ReadDocument, extracted: Pick<ExtractResult, "claims" | "collective">): IssueRecord | null {
  if (extracted.claims.length > 0 || extracted.collective.length > 0 || !TELLING.includes(document.meta.kind)) return null;
  const on = document.paragraphs.filter(({ text, role }) => role !== "recommendations" && role !== "procedure" && ON_TOPIC.test(text));
  if (on.length < PARAGRAPHS) return null;
  return {
    kind: "no_claims",
    severity: "warning",
    paragraph: null,
    excerpt: "",
    message: `No claims from a document on the topic: ${on.length} of ${document.paragraphs.length} paragraphs name trafficking in persons, and none gave a claim (kind: ${document.meta.kind}).`,
    next: "Check the kind and the State of the document (stocktake documents), set the kind with --kind if it is wrong, and read the paragraphs; do not take its States for silent before.",
  };
}
