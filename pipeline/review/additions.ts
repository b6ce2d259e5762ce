// Owns a claim that a person adds because the reader missed it: what a row of the CSV must say, checked against the document.
// Must not write, and must not guess: the quote has to stand in the paragraph byte for byte.
import { basisOf } from "../../extractors/basis.js";
import { BASES, STATUSES, type DocumentKind, type SectionRole } from "../../extractors/contracts.js";
import { withoutSection } from "../../extractors/document/roles.js";
import type { Database } from "../store/database.js";
import type { DecisionRow } from "../store/decisions.js";

/** A claim to add, as a person wrote it. */
export interface Addition {
  /** UN symbol, file or document_id; has to mean one document. */
  document: string;
  /** Printed number of the paragraph. */
  paragraph: string;
  /** Code or name. */
  state: string;
  measure: string;
  status: string;
  /** "" for whose word the paragraph is as the reader has it: see {@link basisOf}. */
  basis: string;
  /** Words of the paragraph that say it, exactly as they stand there. */
  quote: string;
  reason: string;
  reviewer: string;
}

export interface AdditionResolver {
  /** document_id of one document; throws with the nearest names. */
  document: (value: string) => Promise<string>;
  state: (value: string) => Promise<string>;
  measure: (value: string) => Promise<string>;
}

type Place = Record<"sha256" | "name" | "text", string> & { kind: DocumentKind; role: SectionRole; around: SectionRole | null };

/**
 * Checks a claim that a person adds and makes the decision of it.
 * @param day ISO 8601 day
 * @throws Error saying what is wrong with it and what to do
 */
export async function readAddition(addition: Addition, database: Database, day: string, resolve: AdditionResolver): Promise<DecisionRow> {
  for (const name of ["document", "paragraph", "state", "measure", "status", "quote", "reason"] as const) {
    if (addition[name].trim() === "") throw new Error(`add needs the column '${name}'.`);
  }
  const [document_id, state, measure] = [await resolve.document(addition.document), await resolve.state(addition.state), await resolve.measure(addition.measure)];
  const status = oneOf("status", addition.status, STATUSES);
  const place = await placeOf(database, document_id, addition);
  const basis = addition.basis === "" ? basisOf(place.kind, place.role, place.around ?? withoutSection(place)) : oneOf("basis", addition.basis, BASES);
  return {
    sha256: place.sha256, document: place.name, paragraph: addition.paragraph, state, measure, status, basis, quote: addition.quote,
    decision: "add", new_state: null, new_measure: null, new_status: null, reason: addition.reason, reviewer: addition.reviewer, decided: day,
  };
}

async function placeOf(database: Database, document_id: string, { document, paragraph, quote }: Addition): Promise<Place> {
  const places = await database.all<Place>(
    `SELECT d.sha256, coalesce(d.symbol, d.file) AS name, d.kind, p.role, s.role AS around, p.text FROM documents d JOIN paragraphs p USING (document_id)
     LEFT JOIN sections s ON s.document_id = p.document_id AND s.ordinal = p.section WHERE d.document_id = $1 AND p.number = $2 ORDER BY p.ordinal`,
    [document_id, paragraph],
  );
  if (places.length === 0) throw new Error(`${document} has no paragraph '${paragraph}'. Its paragraphs: stocktake sql "SELECT number, text FROM paragraphs WHERE document_id = '${document_id}'"`);
  const place = places.find(({ text }) => text.includes(quote));
  if (place !== undefined) return place;
  const loose = (text: string): string => text.normalize("NFKC").replace(/[^\p{L}\p{N}]+/gu, " ").trim().toLowerCase();
  const near = places.some(({ text }) => loose(text).includes(loose(quote)));
  throw new Error(`paragraph ${paragraph} of ${document} does not hold the quote byte for byte${near ? ", though it holds the same words: spaces, dashes, quotation marks or capitals differ" : ""}. Copy it from the column context of an export, or from stocktake sql.`);
}

function oneOf(name: string, given: string, known: readonly string[]): string {
  const value = given.trim().toLowerCase();
  if (!known.includes(value)) throw new Error(`${name} '${given}' is not known. Known: ${known.join(", ")}.`);
  return value;
}
