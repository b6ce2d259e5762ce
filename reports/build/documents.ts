// Owns the list of documents that a report rests on: at the front where it is short, otherwise before the method, so that figures come first.
// Must not count: every figure comes from reports/sql.
import { KIND_LABELS, KIND_SHORT, KIND_SHORT_NOTE, type ReportSection } from "../model.js";
import type { DocumentRow, ReportBase } from "./base.js";
import { cell, column, row, text, type Outline } from "./parts.js";

/** More documents than these fill the page before the first figure: they are listed at the end. */
const FRONT = 12;
const LISTED = "Documents read";

export const kindLabel = (kind: string | null): string => KIND_LABELS[kind ?? "other"] ?? "Other document";
/** For a column of a table. */
export const kindShort = (kind: string | null): string => KIND_SHORT[kind ?? "other"] ?? kindLabel(kind);

/** Whether the list of so many documents stands at the end. */
export const isLong = (documents: readonly unknown[]): boolean => documents.length > FRONT;

/** How many documents were read, and the list where it is short. */
export function documentsRead(outline: Outline, section: ReportSection, base: ReportBase): void {
  const { documents } = base;
  const kind = onlyKind(documents);
  section.blocks.push(text(`${documents.length === 1 ? "One document was" : `${documents.length} documents were`} read${kind === null ? "" : `, each of the kind “${kind}”`}${isLong(documents) ? `; they are listed under “${LISTED}”` : ""}.`));
  if (!isLong(documents)) documentsTable(outline, section, base);
}

/** The list where it is long; nothing where it stood at the front. */
export function documentsListed(outline: Outline, base: ReportBase): void {
  if (isLong(base.documents)) documentsTable(outline, outline.section(1, LISTED, { id: "documents-read" }), base);
}

/** The kind that all are of, which is said once and needs no column; null where they differ, or there is one document. */
function onlyKind(documents: DocumentRow[]): string | null {
  const kinds = [...new Set(documents.map((item) => kindLabel(item.kind)))];
  return documents.length > 1 && kinds.length === 1 ? (kinds[0] as string) : null;
}

function documentsTable(outline: Outline, section: ReportSection, base: ReportBase): void {
  const reviewed = base.documents.some((item) => item.event_date !== null);
  const oneKind = onlyKind(base.documents) !== null;
  outline.table(section, {
    id: "documents", role: "documents", caption: "Documents read", wide: false,
    columns: [column("document", "Document", "text", 22), ...(oneKind ? [] : [column("kind", "Kind", "text", 28)]), column("year", "Published", "text", 10), ...(reviewed ? [column("event_year", "Reviewed", "text", 10)] : []), column("pages", "Pages", "number", 7), column("paragraphs", "Paragraphs", "number", 11), column("respondents", "Respondents", "number", 12), column("claims", "Claims", "number", 8)],
    rows: base.documents.map((item) => row(item.document_id, [
      cell(item.document, { ref: { document: item.document_id } }), ...(oneKind ? [] : [cell(kindShort(item.kind))]), cell(item.year === null ? null : String(item.year)), ...(reviewed ? [cell(item.event_date === null ? null : String(item.event_year))] : []), cell(item.pages), cell(item.paragraphs), cell(item.respondents), cell(item.claims),
    ])),
    notes: [
      ...(reviewed ? ["Reviewed: year of the review, by which documents are chosen and named; reports are often published in the year after."] : []),
      ...(!oneKind && base.documents.some((item) => item.kind === "upr_working_group") ? [KIND_SHORT_NOTE] : []),
      "A claim is one State, one measure and one status in one paragraph.",
      ...base.documents.flatMap((item) => (item.retrieved_from === null ? [] : [`${item.document}: ${item.retrieved_from}, retrieved ${(item.retrieved_at ?? "").slice(0, 10)}.`])),
    ],
  });
}

/** The documents of the two sides of a report of change, with the side of each. */
export function comparedTable(outline: Outline, section: ReportSection, sides: readonly (readonly [string, ReportBase])[]): void {
  const all = sides.flatMap(([, one]) => one.documents);
  const reviewed = all.some((item) => item.event_date !== null);
  outline.table(section, {
    id: "documents", role: "documents", caption: "Documents compared",
    columns: [column("side", "Side", "text", 8), column("document", "Document", "text", 30), column("kind", "Kind", "text", 30), column("year", "Published", "text", 10), ...(reviewed ? [column("event_year", "Reviewed", "text", 10)] : []), column("respondents", "Respondents", "number", 12), column("claims", "Claims", "number", 8)],
    rows: sides.flatMap(([side, one]) => one.documents.map((item) => row(`${side} ${item.document_id}`, [cell(side), cell(item.document, { ref: { document: item.document_id } }), cell(kindShort(item.kind)), cell(item.year === null ? null : String(item.year)), ...(reviewed ? [cell(item.event_date === null ? null : String(item.event_year))] : []), cell(item.respondents), cell(item.claims)]))),
    ...(all.some((item) => item.kind === "upr_working_group") ? { notes: [KIND_SHORT_NOTE] } : {}),
  });
}
