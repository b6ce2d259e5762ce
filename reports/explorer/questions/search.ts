// Owns lists of claims and of paragraphs under filters, with how many each further filter would leave.
// Must not write a format; what is on the screen is written elsewhere from the same rows.
import type { QueryRunner, Row } from "../../query.js";
import { claimConditions, paragraphConditions, TEXTS, termsOf, type Conditions, type Filter } from "./filter.js";
import { CLAIM_COLUMNS } from "./state.js";

export interface Listed {
  total: number;
  rows: Row[];
  /** Counts of the values that each filter can take, in what is found now. */
  facets: Record<string, { value: string; number: number }[]>;
}

/** Whether a decision that stands in the database is on claim `c`; null where the database keeps none. */
const DECIDED = "EXISTS (SELECT 1 FROM decisions n WHERE n.sha256 = d.sha256 AND n.paragraph = c.paragraph AND n.quote = c.quote AND (n.state = c.state OR n.new_state = c.state) AND (n.measure = c.measure OR n.new_measure = c.measure))";

const FACETS: Readonly<Record<string, string>> = { states: "c.state", measures: "c.measure", statuses: "c.status", certainties: "c.certainty", bases: "c.basis", regions: "coalesce(s.region, 'Not classified')", kinds: "d.kind", years: "d.year::VARCHAR" };

/** @param limit rows on the page; @param offset rows before it */
export async function searchClaims(database: QueryRunner, filter: Filter, limit: number, offset: number): Promise<Listed> {
  await ready(database, filter);
  const conditions = claimConditions(filter, (await database.all("SELECT 1 FROM duckdb_tables() WHERE table_name = 'decisions'")).length > 0 ? DECIDED : null);
  const from = `claims c JOIN documents d USING (document_id) LEFT JOIN states s ON s.state = c.state WHERE ${conditions.sql}`;
  const names = Object.keys(FACETS);
  // One pass: every facet is a grouping of the same rows.
  const counted = await database.all<Row>(`SELECT ${names.map((name) => `f_${name}`).join(", ")}, GROUPING(${names.map((name) => `f_${name}`).join(", ")})::INTEGER AS level, count(*)::INTEGER AS number
FROM (SELECT ${names.map((name) => `${FACETS[name]} AS f_${name}`).join(", ")} FROM ${from}) GROUP BY GROUPING SETS ((), ${names.map((name) => `(f_${name})`).join(", ")})`, conditions.values);
  const { total, facets } = facetsOf(counted, names);
  const ids = conditions.values.length;
  const rows = await database.all(`WITH page AS (SELECT c.claim_id, d.year AS by_year, d.file AS by_file, c.paragraph_id, c.quote_start FROM ${from} ORDER BY d.year DESC NULLS LAST, d.file, c.paragraph_id, c.quote_start, c.claim_id LIMIT $${ids + 1} OFFSET $${ids + 2})
SELECT ${CLAIM_COLUMNS} FROM page JOIN claims c ON c.claim_id = page.claim_id JOIN documents d ON d.document_id = c.document_id JOIN paragraphs p ON p.paragraph_id = c.paragraph_id LEFT JOIN states s ON s.state = c.state
ORDER BY d.year DESC NULLS LAST, d.file, p.ordinal, c.quote_start, c.claim_id`, [...conditions.values, limit, offset]);
  return { total, rows, facets };
}

export async function searchParagraphs(database: QueryRunner, filter: Filter, limit: number, offset: number): Promise<Listed> {
  await ready(database, filter);
  const conditions = paragraphConditions(filter);
  const from = `paragraphs p JOIN documents d USING (document_id) WHERE ${conditions.sql}`;
  const counted = await database.all<Row>(`SELECT kinds AS f_kinds, years AS f_years, GROUPING(kinds, years)::INTEGER AS level, count(*)::INTEGER AS number
FROM (SELECT d.kind AS kinds, d.year::VARCHAR AS years FROM ${from}) GROUP BY GROUPING SETS ((), (kinds), (years))`, conditions.values);
  const { total, facets } = facetsOf(counted, ["kinds", "years"]);
  const rows = await found(database, conditions, from, limit, offset);
  return { total, rows, facets };
}

async function found(database: QueryRunner, conditions: Conditions, from: string, limit: number, offset: number): Promise<Row[]> {
  const count = conditions.values.length;
  return database.all(`WITH page AS (SELECT p.paragraph_id FROM ${from} ORDER BY d.year DESC NULLS LAST, d.file, p.ordinal LIMIT $${count + 1} OFFSET $${count + 2})
SELECT p.document_id, coalesce(d.symbol, d.file) AS document, d.kind, d.year, d.state, s.name AS state_name, p.ordinal, p.number AS paragraph, p.numbered, p.page_first AS page, p.headings, p.text, p.role,
  (SELECT count(*)::INTEGER FROM claims c WHERE c.paragraph_id = p.paragraph_id) AS claims
FROM page JOIN paragraphs p ON p.paragraph_id = page.paragraph_id JOIN documents d USING (document_id) LEFT JOIN states s ON s.state = d.state ORDER BY d.year DESC NULLS LAST, d.file, p.ordinal`, [...conditions.values, limit, offset]);
}

async function ready(database: QueryRunner, filter: Filter): Promise<void> {
  if (termsOf(filter.q).length > 0) await database.all(TEXTS);
}

function facetsOf(counted: Row[], names: string[]): Pick<Listed, "total" | "facets"> {
  const facets: Listed["facets"] = Object.fromEntries(names.map((name) => [name, []]));
  let total = 0;
  // GROUPING gives a bit for each column that is summed over, the first column highest.
  const all = 2 ** names.length - 1;
  for (const row of counted) {
    const level = Number(row["level"]);
    if (level === all) total = Number(row["number"]);
    const at = names.findIndex((_name, index) => level === all - 2 ** (names.length - 1 - index));
    const name = names[at];
    const value = name === undefined ? null : row[`f_${name}`];
    if (name !== undefined && value !== null && value !== undefined) facets[name]?.push({ value: String(value), number: Number(row["number"]) });
  }
  for (const list of Object.values(facets)) list.sort((a, b) => b.number - a.number || (a.value < b.value ? -1 : 1));
  return { total, facets };
}
