// Owns what the list of documents, the page of a document and the evidence of a paragraph show.
// Must not judge: why nothing was read from a paragraph is told from the reader's own table of candidates, where the database has one.
import type { QueryRunner, Row } from "../../query.js";
import { rejectedCandidates } from "./candidates.js";
import { CLAIM_COLUMNS, CLAIM_TABLES } from "./state.js";

export async function documentList(database: QueryRunner): Promise<Row[]> {
  return database.all(`SELECT c.document_id, c.document, c.file, c.status, c.failure_reason, c.kind, c.state, s.name AS state_name, c.year, c.language, c.readable, c.share_read, c.copy, c.pages, c.paragraphs, c.paragraphs_with_claims, c.claims, c.respondents, c.errors, c.warnings
FROM corpus_coverage c LEFT JOIN states s ON s.state = c.state ORDER BY c.year DESC NULLS LAST, c.document, c.file`);
}

export async function documentPage(database: QueryRunner, id: string): Promise<Record<string, unknown> | null> {
  const [document] = await database.all(`SELECT d.document_id, d.sha256, d.file, d.status, d.failure_reason, d.failure_next, d.symbol, coalesce(d.symbol, d.file) AS document, d.title, d.kind, d.kind_basis, d.state, s.name AS state_name, d.date, d.year, d.session,
  d.language, d.author, d.format, d.pages, d.paragraph_count, d.claim_count, r.final_url AS retrieved_from, r.retrieved_at
FROM documents d LEFT JOIN states s ON s.state = d.state LEFT JOIN retrievals r ON r.document_id = d.document_id WHERE d.document_id = $1`, [id]);
  if (document === undefined) return null;
  return {
    document,
    paragraphs: await database.all("SELECT ordinal, number, numbered, headings, role, page_first, page_last, text FROM paragraphs WHERE document_id = $1 ORDER BY ordinal", [id]),
    claims: await database.all(`SELECT ${CLAIM_COLUMNS}, c.quote_start, c.quote_end FROM ${CLAIM_TABLES} WHERE c.document_id = $1 ORDER BY p.ordinal, c.quote_start, c.state, c.measure`, [id]),
    respondents: await database.all("SELECT r.state, s.name, r.source, r.paragraph, r.footnote FROM respondents r LEFT JOIN states s ON s.state = r.state WHERE r.document_id = $1 ORDER BY s.name", [id]),
    issues: await database.all("SELECT kind, severity, paragraph, excerpt, message, next FROM issues WHERE document_id = $1 ORDER BY severity, origin, ordinal", [id]),
    collective: await database.all("SELECT c.measure, c.status, c.quantifier, c.quote, c.paragraph, p.ordinal FROM collective_claims c JOIN paragraphs p USING (paragraph_id) WHERE c.document_id = $1 ORDER BY p.ordinal", [id]),
  };
}

/** A paragraph with its surroundings, the claims in it with their rules, and what the reader considered and rejected. */
export async function paragraphPage(database: QueryRunner, id: string, ordinal: number): Promise<Record<string, unknown> | null> {
  const [paragraph] = await database.all(`SELECT p.paragraph_id, p.document_id, p.ordinal, p.number, p.numbered, p.headings, p.role, p.page_first, p.page_last, p.text,
  (SELECT s.role_rule FROM sections s WHERE s.document_id = p.document_id AND s.ordinal = p.section) AS role_rule,
  coalesce(d.symbol, d.file) AS document, d.file, d.title, d.kind, d.kind_basis, d.year, d.state, st.name AS state_name, d.format, d.pages, d.language
FROM paragraphs p JOIN documents d USING (document_id) LEFT JOIN states st ON st.state = d.state WHERE p.document_id = $1 AND p.ordinal = $2`, [id, ordinal]);
  if (paragraph === undefined) return null;
  return {
    paragraph,
    around: await database.all("SELECT ordinal, number, numbered, headings, text FROM paragraphs WHERE document_id = $1 AND ordinal BETWEEN $2 AND $3 AND ordinal <> $4 ORDER BY ordinal", [id, ordinal - 2, ordinal + 2, ordinal]),
    claims: await database.all(`SELECT ${CLAIM_COLUMNS}, c.rule, c.state_reason, c.quote_start, c.quote_end, c.state_start, c.state_end, c.measure_start, c.measure_end,
  (SELECT string_agg(DISTINCT r.source, ', ') FROM respondents r WHERE r.document_id = c.document_id AND r.state = c.state) AS respondent_source
FROM ${CLAIM_TABLES} WHERE c.document_id = $1 AND p.ordinal = $2 ORDER BY c.quote_start, c.state, c.measure`, [id, ordinal]),
    recommendations: await database.all("SELECT r.state, r.response, r.recommended_by, r.measures, r.quote FROM recommendations r WHERE r.paragraph_id = $1 ORDER BY r.quote_start", [String(paragraph["paragraph_id"])]),
    collective: await database.all("SELECT measure, status, quantifier, quote, quote_start, quote_end FROM collective_claims WHERE paragraph_id = $1 ORDER BY quote_start", [String(paragraph["paragraph_id"])]),
    candidates: await rejectedCandidates(database, { document: id, ordinal }),
    issues: await database.all("SELECT kind, severity, message, next FROM issues WHERE document_id = $1 AND paragraph = $2", [id, String(paragraph["number"])]),
  };
}
