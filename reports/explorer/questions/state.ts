// Owns what the page of a State and the page of a measure show. Must not count: every figure comes from SQL.
import type { QueryRunner, Row } from "../../query.js";
import { rejectedCandidates } from "./candidates.js";
import { measureCells, tablesOf } from "./overview.js";
import { COUNTS_ORDER, countsSql, type Scope } from "./prepared.js";

/** Claims of a list on a page: enough to show the quote and to open its evidence. */
export const CLAIM_COLUMNS = `c.claim_id, c.state, s.name AS state_name, c.measure, c.status, c.certainty, c.extent, c.basis, c.quote, c.paragraph, c.page, c.document_id, coalesce(d.symbol, d.file) AS document, d.kind, d.year, p.ordinal, p.numbered`;
export const CLAIM_TABLES = "claims c JOIN documents d USING (document_id) JOIN paragraphs p USING (paragraph_id) LEFT JOIN states s ON s.state = c.state";

/** Measures that more than half of the other respondents of a State's region report in place, where the State is silent; as reports/sql/report_peers.sql. */
const peersSql = (cells: string): string => `WITH cells AS MATERIALIZED (
  SELECT c.*, coalesce(g.group_name, 'Not classified') AS group_name FROM ${cells} c LEFT JOIN state_groupings g ON g.state = c.state AND g.grouping = 'region'
), own AS (SELECT * FROM cells WHERE state = $1 AND cell = 'silent'
), peers AS (
  SELECT o.measure, o.group_name, count(*)::INTEGER AS respondents, count(*) FILTER (p.cell = 'in_place')::INTEGER AS in_place
  FROM own o JOIN cells p ON p.measure = o.measure AND p.group_name = o.group_name AND p.state <> o.state AND p.respondent GROUP BY ALL
)
SELECT measure, group_name AS "group", respondents, in_place, round(100.0 * in_place / respondents, 1) AS in_place_pct FROM peers WHERE 2 * in_place > respondents ORDER BY in_place / respondents DESC, measure`;

/** Of each measure the claim that its cell rests on, with how many there are: the State's own word, of the cell's status and year, the latest first. */
const firstClaims = (cells: string): string => `WITH ranked AS (
  SELECT c.claim_id, c.document_id, count(*) OVER (PARTITION BY c.measure)::INTEGER AS of_measure,
    row_number() OVER (PARTITION BY c.measure ORDER BY c.basis <> 'self_reported', c.status IS DISTINCT FROM x.reported_status, d.year IS DISTINCT FROM x.year, d.year DESC NULLS LAST, d.file, c.paragraph_id, c.quote_start, c.claim_id) AS place
  FROM claims c JOIN documents d USING (document_id) LEFT JOIN ${cells} x ON x.state = c.state AND x.measure = c.measure WHERE c.state = $1
), first AS (SELECT * FROM ranked WHERE place = 1)
SELECT ${CLAIM_COLUMNS}, f.of_measure FROM first f JOIN claims c ON c.claim_id = f.claim_id AND c.document_id = f.document_id JOIN documents d ON d.document_id = c.document_id JOIN paragraphs p ON p.paragraph_id = c.paragraph_id LEFT JOIN states s ON s.state = c.state ORDER BY c.measure`;

/** What each document says of each measure: one row a status and whose word it is. */
const HISTORY = `WITH told AS (
  SELECT c.measure, c.document_id, c.status, c.basis, min(c.claim_id) AS claim_id, count(*)::INTEGER AS claims FROM claims c WHERE c.state = $1 GROUP BY ALL
)
SELECT t.measure, t.status, t.basis, t.claims, t.claim_id, d.year, d.document_id, coalesce(d.symbol, d.file) AS document, c.paragraph, p.numbered, c.page, p.ordinal
FROM told t JOIN measures m USING (measure) JOIN documents d USING (document_id) JOIN claims c ON c.claim_id = t.claim_id AND c.document_id = t.document_id JOIN paragraphs p ON p.paragraph_id = c.paragraph_id
ORDER BY m.position, d.year DESC NULLS LAST, d.file, t.status LIMIT 1000`;

/** Recommendations as printed, with the final response where an addendum gives one. */
const RECEIVED = `WITH final AS (SELECT recommendation_id, any_value(final_response) AS final_response, any_value(answered_in) AS answered_in FROM recommendation_outcomes WHERE state = $1 GROUP BY recommendation_id)
SELECT r.recommendation_id, r.number, coalesce(f.final_response, r.response) AS response, r.response AS printed_response, f.answered_in, r.recommended_by, r.measures, r.quote, r.paragraph, p.numbered, r.page, r.document_id, coalesce(d.symbol, d.file) AS document, coalesce(r.year, d.year) AS year, p.ordinal
FROM recommendations r JOIN documents d USING (document_id) JOIN paragraphs p USING (paragraph_id) LEFT JOIN final f USING (recommendation_id) WHERE r.state = $1
ORDER BY coalesce(r.year, d.year) DESC NULLS LAST, d.file, p.ordinal, r.quote_start LIMIT 2000`;

/** What later documents of the State report of the measures that were recommended to it; without a later document nothing can be said. */
const BECAME = `SELECT r.measure, r.document_id, r.document, r.year, r.recommendations, r.supported, r.refused, r.later_document, r.later_documents, r.reported, r.reported_status, r.reported_in, r.reported_year
FROM recommended_measures r JOIN measures m USING (measure) WHERE r.state = $1 ORDER BY m.position, r.year, r.document`;

/** Years that the texts themselves give: since when there is a law, a plan, a body. */
const TIMELINE = `SELECT t.measure, t.event, t.year, t.year_to, t.document, t.document_year, t.claim_id, t.document_id, t.paragraph, p.numbered, t.page, p.ordinal
FROM measure_timeline t JOIN claims c USING (claim_id, document_id) JOIN paragraphs p USING (paragraph_id) JOIN measures m ON m.measure = t.measure
WHERE t.state = $1 AND c.state = $1 AND t.event <> 'reported' AND t.basis = 'self_reported' ORDER BY m.position, t.year, t.document, t.claim_id LIMIT 1000`;

/** What the depositary had beside what the State reports, and where the two contradict each other. */
async function treatiesOf(database: QueryRunner, state: string): Promise<Row[]> {
  return database.all(`WITH said AS (SELECT measure, string_agg(message, ' ' ORDER BY document, paragraph) AS contradictions FROM treaty_contradictions WHERE state = $1 GROUP BY measure)
SELECT t.measure, t.position, t.day, t.later, t.as_of, t.signed, t.adhered, t.act, s.contradictions
FROM treaty_positions(NULL, NULL) t JOIN measures m USING (measure) LEFT JOIN said s USING (measure) WHERE t.state = $1 ORDER BY m.position`, [state]);
}

/** Why a State is silent on a measure: what the reader considered in the documents, and the documents that it answers for. */
export async function silence(database: QueryRunner, state: string, measure: string): Promise<Record<string, unknown> | null> {
  if ((await database.all("SELECT 1 FROM states, measures WHERE state = $1 AND measure = $2", [state, measure])).length === 0) return null;
  const documents = await database.all<{ document_id: string }>("SELECT d.document_id FROM documents d WHERE d.status = 'read' AND (d.state = $1 OR d.document_id IN (SELECT document_id FROM respondents WHERE state = $1)) ORDER BY d.state IS DISTINCT FROM $1, d.year DESC NULLS LAST, d.file LIMIT 40", [state]);
  return { candidates: await rejectedCandidates(database, { state, measure }), documents: documents.map((row) => row.document_id) };
}

export async function statePage(database: QueryRunner, state: string, scope: Scope): Promise<Record<string, unknown> | null> {
  const [found] = await database.all("SELECT state AS code, name, region, subregion, un_group, membership, ldc, lldc, sids, income FROM states WHERE state = $1", [state]);
  if (found === undefined) return null;
  const { cells } = await tablesOf(database, scope);
  return {
    state: found,
    cells: await database.all(`SELECT measure, cell, respondent, reported_status, year, doubtful, claims, differs_elsewhere, collective FROM ${cells} WHERE state = $1`, [state]),
    total: (await database.all<{ n: number }>("SELECT count(*)::INTEGER AS n FROM claims WHERE state = $1", [state]))[0]?.n ?? 0,
    claims: await database.all(firstClaims(cells), [state]),
    history: await database.all(HISTORY, [state]),
    peers: await database.all(peersSql(cells), [state]),
    recommendations: await database.all(RECEIVED, [state]),
    became: await database.all(BECAME, [state]),
    treaties: await treatiesOf(database, state),
    timeline: await database.all(TIMELINE, [state]),
    documents: await database.all(`SELECT DISTINCT d.document_id, coalesce(d.symbol, d.file) AS document, d.file, d.title, d.kind, d.year, d.claim_count,
  EXISTS (SELECT 1 FROM respondents r WHERE r.document_id = d.document_id AND r.state = $1) AS respondent
FROM documents d WHERE d.state = $1 OR d.document_id IN (SELECT document_id FROM respondents WHERE state = $1 UNION SELECT document_id FROM claims WHERE state = $1) ORDER BY d.year DESC NULLS LAST, document`, [state]),
  };
}

export async function measurePage(database: QueryRunner, measure: string, scope: Scope): Promise<Record<string, unknown> | null> {
  const [found] = await database.all("SELECT measure AS code, label, definition, category, category_code FROM measures WHERE measure = $1", [measure]);
  if (found === undefined) return null;
  const { cells, marks } = await tablesOf(database, scope);
  return {
    measure: found,
    cells: await measureCells(database, measure, scope),
    groups: await database.all(`${countsSql(cells, marks)} WHERE g.measure = $2 ${COUNTS_ORDER}`, ["region", measure]),
    collective: await database.all(`SELECT c.quantifier, c.status, c.quote, c.paragraph, c.page, c.document_id, coalesce(d.symbol, d.file) AS document, d.year, p.ordinal
FROM collective_claims c JOIN documents d USING (document_id) JOIN paragraphs p USING (paragraph_id) WHERE c.measure = $1 ORDER BY d.year DESC NULLS LAST, d.file, p.ordinal LIMIT 500`, [measure]),
  };
}

/** The claims of one State on one measure, the latest first. */
export async function cellClaims(database: QueryRunner, measure: string, state: string): Promise<Row[]> {
  return database.all(`SELECT ${CLAIM_COLUMNS} FROM ${CLAIM_TABLES} WHERE c.measure = $1 AND c.state = $2 ORDER BY d.year DESC NULLS LAST, d.file, p.ordinal, c.quote_start LIMIT 500`, [measure, state]);
}
