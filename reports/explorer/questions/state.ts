// Owns what the page of a State and the page of a measure show. Must not count: every figure comes from SQL.
import type { QueryRunner, Row } from "../../query.js";
import { measureCells, tablesOf, type Scope } from "./overview.js";
import { COUNTS_ORDER, countsSql } from "./prepared.js";

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

export async function statePage(database: QueryRunner, state: string, scope: Scope): Promise<Record<string, unknown> | null> {
  const [found] = await database.all("SELECT state AS code, name, region, subregion, un_group, membership, ldc, lldc, sids, income FROM states WHERE state = $1", [state]);
  if (found === undefined) return null;
  const { cells } = await tablesOf(database, scope);
  return {
    state: found,
    cells: await database.all(`SELECT measure, cell, respondent, reported_status, year, doubtful, claims, differs_elsewhere, collective FROM ${cells} WHERE state = $1`, [state]),
    claims: await database.all(`SELECT ${CLAIM_COLUMNS} FROM ${CLAIM_TABLES} WHERE c.state = $1 ORDER BY d.year DESC NULLS LAST, d.file, p.ordinal, c.quote_start LIMIT 4000`, [state]),
    peers: await database.all(peersSql(cells), [state]),
    recommendations: await database.all(`SELECT r.recommendation_id, r.response, r.recommended_by, r.measures, r.quote, r.paragraph, r.page, r.document_id, coalesce(d.symbol, d.file) AS document, d.year, p.ordinal
FROM recommendations r JOIN documents d USING (document_id) JOIN paragraphs p USING (paragraph_id) WHERE r.state = $1 ORDER BY d.year DESC NULLS LAST, d.file, p.ordinal, r.quote_start LIMIT 2000`, [state]),
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
