// Owns lists of claims and of paragraphs under filters, with how many each further filter would leave.
// Must not write a format; what is on the screen is written elsewhere from the same rows.
import type { QueryRunner, Row } from "../../query.js";
import { claimConditions, paragraphConditions, termsOf, type Conditions, type Filter } from "./filter.js";
import { CODED, codesOf, prepareClaims, prepareFound } from "./prepared.js";
import { CLAIM_COLUMNS } from "./state.js";

type Facets = Record<string, { value: string; number: number }[]>;

export interface Listed {
  total: number;
  rows: Row[];
  /** Counts of the values that each filter can take, in what is found now. */
  facets: Facets;
}

/** @param limit rows on the page; @param offset rows before it */
export async function searchClaims(database: QueryRunner, filter: Filter, limit: number, offset: number): Promise<Listed> {
  await prepareClaims(database);
  const conditions = claimConditions(filter, await foundBy(database, filter));
  const from = `explorer_claims c JOIN explorer_documents d ON d.doc = c.doc WHERE ${conditions.sql}`;
  const facets = await codedFacets(database, "count(*)", from, conditions);
  const { total, ...rest } = await ofDocuments(database, from, "c.doc", conditions);
  const rows = await database.all(`WITH page AS (SELECT c.claim_id FROM ${from} ORDER BY c.p, c.quote_start, c.claim_id LIMIT $${conditions.values.length + 1} OFFSET $${conditions.values.length + 2})
SELECT ${CLAIM_COLUMNS} FROM claims c JOIN documents d USING (document_id) JOIN paragraphs p USING (paragraph_id) LEFT JOIN states s ON s.state = c.state JOIN explorer_paragraphs e ON e.paragraph_id = c.paragraph_id
WHERE c.claim_id IN (SELECT claim_id FROM page) ORDER BY e.p, c.quote_start, c.claim_id`, [...conditions.values, limit, offset]);
  return { total, rows, facets: { ...facets, ...rest } };
}

export async function searchParagraphs(database: QueryRunner, filter: Filter, limit: number, offset: number): Promise<Listed> {
  await prepareClaims(database);
  const conditions = paragraphConditions(filter, await foundBy(database, filter));
  const from = `explorer_paragraphs p JOIN explorer_documents d ON d.doc = p.doc WHERE ${conditions.sql}`;
  const { total, ...rest } = await ofDocuments(database, from, "p.doc", conditions);
  const facets = await codedFacets(database, "count(DISTINCT c.p)", `explorer_claims c WHERE c.p IN (SELECT p.p FROM ${from})`, conditions);
  const rows = await database.all(`WITH page AS (SELECT p.p, p.paragraph_id FROM ${from} ORDER BY p.p LIMIT $${conditions.values.length + 1} OFFSET $${conditions.values.length + 2}),
told AS (SELECT paragraph_id, count(*)::INTEGER AS claims FROM claims WHERE paragraph_id IN (SELECT paragraph_id FROM page) GROUP BY ALL)
SELECT p.document_id, coalesce(d.symbol, d.file) AS document, d.kind, d.year, d.state, s.name AS state_name, p.ordinal, p.number AS paragraph, p.numbered, p.page_first AS page, p.headings, p.text, p.role, coalesce(t.claims, 0) AS claims
FROM page JOIN paragraphs p ON p.paragraph_id = page.paragraph_id JOIN documents d USING (document_id) LEFT JOIN states s ON s.state = d.state LEFT JOIN told t ON t.paragraph_id = p.paragraph_id ORDER BY page.p`, [...conditions.values, limit, offset]);
  return { total, rows, facets: { ...facets, ...rest } };
}

/** How many claims, or paragraphs with one, each State, region, measure, status, certainty and basis has. */
async function codedFacets(database: QueryRunner, count: string, from: string, conditions: Conditions): Promise<Facets> {
  const codes = await codesOf(database);
  const facets: Facets = {};
  for (const name of Object.keys(CODED)) {
    const counted = await database.all<{ code: number; number: number }>(`SELECT c.${name}::INTEGER AS code, ${count}::INTEGER AS number FROM ${from} GROUP BY c.${name}`, conditions.values);
    facets[name] = ordered(counted.map((row) => ({ value: codes.get(`${name} ${row.code}`) ?? "", number: row.number })));
  }
  return facets;
}

async function foundBy(database: QueryRunner, filter: Filter): Promise<string | null> {
  const terms = termsOf(filter.q);
  return terms.length === 0 ? null : prepareFound(database, terms);
}

/** How many there are, by kind and by year of their documents. */
async function ofDocuments(database: QueryRunner, from: string, doc: string, conditions: Conditions): Promise<{ total: number; kinds: Facets[string]; years: Facets[string] }> {
  const counted = await database.all<{ kind: string | null; year: string | null; level: number; number: number }>(`SELECT kind, year, GROUPING(kind, year)::INTEGER AS level, sum(number)::INTEGER AS number
FROM (SELECT ${doc} AS doc, count(*) AS number FROM ${from} GROUP BY ${doc}) JOIN explorer_documents USING (doc) GROUP BY GROUPING SETS ((), (kind), (year))`, conditions.values);
  const by = (level: number, name: "kind" | "year"): Facets[string] => ordered(counted.flatMap((row) => (row.level === level && row[name] !== null ? [{ value: row[name], number: row.number }] : [])));
  return { total: counted.find((row) => row.level === 3)?.number ?? 0, kinds: by(1, "kind"), years: by(2, "year") };
}

const ordered = (list: Facets[string]): Facets[string] => list.sort((a, b) => b.number - a.number || (a.value < b.value ? -1 : 1));
