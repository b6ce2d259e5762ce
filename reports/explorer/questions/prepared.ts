// Owns what is worked out once for an open database, in temporary tables of its connection: claims by number instead of by name, paragraphs in small letters, the cells of a set of documents.
// Must not write to the file. With it a filter over a million claims takes a tenth of what it takes on the tables as they are.
import type { QueryRunner } from "../../query.js";

/** Of temporary tables, so that each has a name of its own. */
let tables = 0;

const done = new WeakMap<QueryRunner, Map<string, Promise<string>>>();

/** Runs once for each open database, also if it is asked again while it runs. */
function once(database: QueryRunner, name: string, make: () => Promise<string>): Promise<string> {
  const of = done.get(database) ?? new Map<string, Promise<string>>();
  done.set(database, of);
  let made = of.get(name);
  if (made === undefined) {
    made = make();
    of.set(name, made);
    made.catch(() => of.delete(name));
  }
  return made;
}

/** Columns of claims that are kept as numbers, and where the values come from. */
export const CODED = { states: "c.state", measures: "c.measure", statuses: "c.status", certainties: "c.certainty", bases: "c.basis", regions: "coalesce(s.region, 'Not classified')" } as const;
export type CodedName = keyof typeof CODED;

const CODES = `CREATE OR REPLACE TEMP TABLE explorer_codes AS ${Object.entries({ states: "state", measures: "measure", statuses: "status", certainties: "certainty", bases: "basis" })
  .map(([name, column]) => `SELECT '${name}' AS name, ${column} AS value, (row_number() OVER (ORDER BY ${column}))::USMALLINT AS code FROM (SELECT DISTINCT ${column} FROM claims)`)
  .concat("SELECT 'regions', region, (row_number() OVER (ORDER BY region))::USMALLINT FROM (SELECT DISTINCT coalesce(region, 'Not classified') AS region FROM states)")
  .join("\nUNION ALL ")}`;

const DOCUMENTS = "CREATE OR REPLACE TEMP TABLE explorer_documents AS SELECT (row_number() OVER (ORDER BY year DESC NULLS LAST, file, document_id))::INTEGER AS doc, document_id, kind, year::VARCHAR AS year, state, sha256 FROM documents";

/** `p` is the place in lists: the latest document first, its paragraphs in order. */
const PARAGRAPHS = `CREATE OR REPLACE TEMP TABLE explorer_paragraphs AS
SELECT (row_number() OVER (ORDER BY d.doc, p.ordinal))::INTEGER AS p, p.paragraph_id, d.doc, lower(p.text) AS small FROM paragraphs p JOIN explorer_documents d USING (document_id)`;

const claimsSql = (decided: string): string => `CREATE OR REPLACE TEMP TABLE explorer_claims AS
SELECT c.claim_id, p.p, p.doc, c.quote_start, ${decided} AS decided, ${Object.keys(CODED).map((name) => `x_${name}.code AS ${name}`).join(", ")}
FROM claims c JOIN explorer_paragraphs p USING (paragraph_id) JOIN explorer_documents d ON d.doc = p.doc LEFT JOIN states s ON s.state = c.state
${Object.entries(CODED).map(([name, value]) => `JOIN explorer_codes x_${name} ON x_${name}.name = '${name}' AND x_${name}.value = ${value}`).join("\n")}`;

/** Whether a decision that stands in the database is on claim `c`. */
const DECIDED = `EXISTS (SELECT 1 FROM decisions n WHERE n.sha256 = d.sha256 AND n.paragraph = c.paragraph AND n.quote = c.quote AND (n.state = c.state OR n.new_state = c.state) AND (n.measure = c.measure OR n.new_measure = c.measure))`;

/** Paragraphs in small letters, for searches. */
export function prepareParagraphs(database: QueryRunner): Promise<string> {
  return once(database, "paragraphs", async () => {
    await database.all(DOCUMENTS);
    await database.all(PARAGRAPHS);
    return "explorer_paragraphs";
  });
}

/** Paragraphs that hold all of some words, looked for once: every count of a page asks for the same. @returns name of a table of `p` */
export async function prepareFound(database: QueryRunner, terms: readonly string[]): Promise<string> {
  await prepareParagraphs(database);
  return once(database, `found ${JSON.stringify(terms)}`, async () => {
    const name = `explorer_found_${(tables += 1)}`;
    await database.all(`CREATE TEMP TABLE ${name} AS SELECT p FROM explorer_paragraphs WHERE ${terms.map((_term, index) => `contains(small, $${index + 1})`).join(" AND ")}`, [...terms]);
    return name;
  });
}

/** Claims by number, for filters and their counts. */
export function prepareClaims(database: QueryRunner): Promise<string> {
  return once(database, "claims", async () => {
    await prepareParagraphs(database);
    await database.all(CODES);
    const any = (await database.all("SELECT 1 FROM duckdb_tables() WHERE table_name = 'decisions'")).length > 0 && (await database.all("SELECT 1 FROM decisions LIMIT 1")).length > 0;
    await database.all(claimsSql(any ? DECIDED : "false"));
    return "explorer_claims";
  });
}

/** What a value's number means, by filter. */
export async function codesOf(database: QueryRunner): Promise<Map<string, string>> {
  const rows = await database.all<{ name: string; value: string; code: number }>("SELECT name, value, code::INTEGER AS code FROM explorer_codes");
  return new Map(rows.map((row) => [`${row.name} ${row.code}`, row.value]));
}

/**
 * The cells of a set of documents, by the macro of the gap tables, kept for every page that asks of them.
 * @param ids document_ids; null for all
 * @returns name of a temporary table with the columns of gap_cells
 */
export function prepareCells(database: QueryRunner, ids: string[] | null, bases: string[]): Promise<string> {
  return once(database, `cells ${JSON.stringify([ids, bases])}`, async () => {
    const name = `explorer_cells_${(tables += 1)}`;
    await database.all(`CREATE TEMP TABLE ${name} AS SELECT * FROM gap_cells($1, $2)`, [ids, bases]);
    return name;
  });
}

/** Measures that the documents ascribe to unnamed States, or name examples for. */
export function prepareMarks(database: QueryRunner, ids: string[] | null, bases: string[]): Promise<string> {
  return once(database, `marks ${JSON.stringify([ids, bases])}`, async () => {
    const name = `explorer_marks_${(tables += 1)}`;
    await database.all(`CREATE TEMP TABLE ${name} AS SELECT measure, bool_or(collective) AS collective, bool_or(illustrative) AS illustrative FROM (
  SELECT measure, true AS collective, false AS illustrative FROM collective_claims WHERE $1 IS NULL OR list_contains($1, document_id)
  UNION ALL
  SELECT measure, false, bool_or(extent = 'including') FROM claims WHERE list_contains($2, basis) AND ($1 IS NULL OR list_contains($1, document_id)) GROUP BY measure
) GROUP BY measure`, [ids, bases]);
    return name;
  });
}

/**
 * Counts of a cells table by measure and group, as the macro gap_table counts them (a test compares the two).
 * `$1` is the grouping; the row with group_position 0 is all States.
 */
export const countsSql = (cells: string, marks: string): string => `WITH grouped AS (
  SELECT c.*, coalesce(g.group_name, 'Not classified') AS group_name, coalesce(g.position, 999) AS group_position FROM ${cells} c LEFT JOIN state_groupings g ON g.state = c.state AND g.grouping = $1
  UNION ALL SELECT c.*, 'All States', 0 FROM ${cells} c
)
SELECT g.measure, g.group_name AS "group", count(*)::INTEGER AS states, count(*) FILTER (g.respondent)::INTEGER AS respondents,
  ${["in_place", "in_progress", "planned", "mixed", "absent", "ended", "conflict", "silent", "not_read", "no_report"].map((cell) => `count(*) FILTER (g.cell = '${cell}')::INTEGER AS ${cell}`).join(", ")},
  count(*) FILTER (g.cell = 'no_report' AND g.reported_status IS NOT NULL)::INTEGER AS named_only, bool_or(coalesce(k.collective, false)) AS collective, bool_or(coalesce(k.illustrative, false)) AS illustrative
FROM grouped g JOIN measures m ON m.measure = g.measure LEFT JOIN ${marks} k ON k.measure = g.measure`;
export const COUNTS_ORDER = "GROUP BY g.measure, m.position, g.group_name, g.group_position ORDER BY m.position, g.group_position = 0, g.group_position";
