// Owns what is worked out once for an open database, in temporary tables of its connection: claims by number instead of by name, paragraphs in small letters, what claims say by kind and year, the cells of a scope.
// Must not write to the file. With it a filter over a million claims takes a tenth of what it takes on the tables as they are.
import type { QueryRunner, Row } from "../../query.js";

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

/** Paragraphs in which a person decided something, a rejected claim as well, by their number; the words of the decision tell those with one number apart. */
const REVIEWED = `SELECT DISTINCT e.p FROM decisions n JOIN explorer_documents d ON d.sha256 = n.sha256
JOIN paragraphs q ON q.document_id = d.document_id AND q.number = n.paragraph AND contains(q.text, n.quote) JOIN explorer_paragraphs e USING (paragraph_id)`;

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
    await database.all(`CREATE OR REPLACE TEMP TABLE explorer_reviewed AS ${any ? REVIEWED : "SELECT p FROM explorer_paragraphs WHERE false"}`);
    return "explorer_claims";
  });
}

/** What a value's number means, by filter. */
export async function codesOf(database: QueryRunner): Promise<Map<string, string>> {
  const rows = await database.all<{ name: string; value: string; code: number }>("SELECT name, value, code::INTEGER AS code FROM explorer_codes");
  return new Map(rows.map((row) => [`${row.name} ${row.code}`, row.value]));
}

/** Which documents a figure is over, and whose word counts. */
export interface Scope {
  kind: string | null;
  year: string | null;
  bases: string[];
}

/** What claims say, counted once by kind and year of their documents: every scope of a page is made of it. */
function prepareSaid(database: QueryRunner): Promise<string> {
  return once(database, "said", async () => {
    await database.all(`CREATE OR REPLACE TEMP TABLE explorer_said AS
SELECT d.kind, d.year, k.copy, c.state, c.measure, c.basis, c.status, bool_and(c.certainty <> 'explicit') AS doubtful, bool_or(c.extent = 'including') AS including, count(*)::INTEGER AS claims
FROM claims c JOIN documents d USING (document_id) JOIN document_copies k USING (document_id) GROUP BY ALL`);
    return "explorer_said";
  });
}

/** The one status that several come to, by the rule of the views (views.ts): what contradicts is a conflict, otherwise the first of these. */
const ONE_STATUS = `CASE WHEN bool_or(status IN ('absent', 'ended')) AND bool_or(status NOT IN ('absent', 'ended')) THEN 'conflict'
    ELSE arg_min(status, list_position(['in_place', 'mixed', 'in_progress', 'planned', 'ended', 'absent'], status)) END`;

/** As the macro gap_cells, over what was counted once. `$1` kind, `$2` year, `$3` bases. */
const CELLS = `WITH chosen AS (
  SELECT document_id, year, claim_count + respondent_count > 0 OR (NOT readable AND state IS NOT NULL AND year IS NOT NULL) AS reports FROM documents
  WHERE status = 'read' AND ($1 IS NULL OR kind = $1) AND ($2 IS NULL OR year::VARCHAR = $2)
), years AS (
  SELECT DISTINCT year FROM chosen WHERE reports OR NOT EXISTS (SELECT 1 FROM chosen WHERE reports)
), existing AS (
  SELECT DISTINCT s.state FROM state_memberships s JOIN years y
  ON CASE WHEN y.year IS NULL THEN s.member_to IS NULL ELSE substr(s.member_from, 1, 4)::INTEGER <= y.year AND (s.member_to IS NULL OR s.member_to > printf('%04d-01-01', y.year)) END
), lost AS (
  SELECT DISTINCT document_id, state FROM unread_reports WHERE ($1 IS NULL AND $2 IS NULL) OR document_id IN (SELECT document_id FROM chosen)
), heard AS (
  SELECT DISTINCT r.state FROM respondents r SEMI JOIN chosen USING (document_id) ANTI JOIN lost l ON l.document_id = r.document_id AND l.state = r.state
), covered AS (
  SELECT DISTINCT cc.measure, r.state FROM (SELECT DISTINCT document_id, measure FROM collective_claims SEMI JOIN chosen USING (document_id)) cc JOIN respondents r USING (document_id)
), by_year AS (
  SELECT state, measure, coalesce(year, 0) AS year, basis, ${ONE_STATUS} AS status, sum(claims) AS claims, bool_and(doubtful) AS doubtful
  FROM explorer_said WHERE list_contains($3, basis) AND ($1 IS NULL OR kind = $1) AND ($2 IS NULL OR year::VARCHAR = $2) GROUP BY ALL
), ranked AS (
  SELECT *, [-year, CASE basis WHEN 'self_reported' THEN 1 WHEN 'secretariat' THEN 2 ELSE 3 END] AS place FROM by_year
), decided AS (
  SELECT state, measure, arg_min(status, place) AS status, max(year) AS year, arg_min(basis, place) AS basis, arg_min(doubtful, place) AS doubtful, sum(claims)::INTEGER AS claims, count(DISTINCT status)::INTEGER AS statuses
  FROM ranked GROUP BY state, measure
)
SELECT e.state, m.measure, CASE WHEN h.state IS NOT NULL THEN coalesce(x.status, 'silent') WHEN l.state IS NOT NULL THEN 'not_read' ELSE 'no_report' END AS cell,
  h.state IS NOT NULL AS respondent, x.status AS reported_status, nullif(x.year, 0) AS year, x.basis, coalesce(x.doubtful, false) AS doubtful, coalesce(x.claims, 0) AS claims,
  coalesce(x.statuses, 0) > 1 AS differs_elsewhere, k.state IS NOT NULL AS collective
FROM existing e CROSS JOIN measures m LEFT JOIN heard h ON h.state = e.state LEFT JOIN (SELECT DISTINCT state FROM lost) l ON l.state = e.state
LEFT JOIN decided x ON x.state = e.state AND x.measure = m.measure LEFT JOIN covered k ON k.state = e.state AND k.measure = m.measure`;

/** The cells of a scope, kept for every page that asks of them (a test compares them with the macro's). @returns name of a temporary table with the columns of gap_cells */
export function prepareCells(database: QueryRunner, scope: Scope): Promise<string> {
  return once(database, `cells ${JSON.stringify(scope)}`, async () => {
    await prepareSaid(database);
    const name = `explorer_cells_${(tables += 1)}`;
    await database.all(`CREATE TEMP TABLE ${name} AS ${CELLS}`, [scope.kind, scope.year, scope.bases]);
    return name;
  });
}

/** Measures that the documents ascribe to unnamed States, or name examples for. */
export function prepareMarks(database: QueryRunner, scope: Scope): Promise<string> {
  return once(database, `marks ${JSON.stringify(scope)}`, async () => {
    await prepareSaid(database);
    const name = `explorer_marks_${(tables += 1)}`;
    await database.all(`CREATE TEMP TABLE ${name} AS SELECT measure, bool_or(collective) AS collective, bool_or(illustrative) AS illustrative FROM (
  SELECT cc.measure, true AS collective, false AS illustrative FROM collective_claims cc JOIN documents d USING (document_id) WHERE d.status = 'read' AND ($1 IS NULL OR d.kind = $1) AND ($2 IS NULL OR d.year::VARCHAR = $2)
  UNION ALL
  SELECT measure, false, bool_or(including) FROM explorer_said WHERE list_contains($3, basis) AND ($1 IS NULL OR kind = $1) AND ($2 IS NULL OR year::VARCHAR = $2) GROUP BY measure
) GROUP BY measure`, [scope.kind, scope.year, scope.bases]);
    return name;
  });
}

/**
 * Respondents and statuses by year within documents of one kind, as the view measure_series counts them, whose cells of every document, State and measure are too many to be made for a page.
 * `$1` is the kind. A State is a respondent of a year by any document of it; one whose reports of the year were all unread is not_read.
 */
const SERIES = `WITH docs AS (
  SELECT d.document_id, d.year FROM documents d JOIN document_copies k USING (document_id)
  WHERE d.kind = $1 AND d.year IS NOT NULL AND NOT k.copy AND (d.claim_count + d.respondent_count > 0 OR NOT d.readable OR d.document_id IN (SELECT document_id FROM claims))
), lost AS (
  SELECT DISTINCT document_id, state FROM unread_reports
), heard AS (
  SELECT DISTINCT d.year, r.state FROM respondents r JOIN docs d USING (document_id) SEMI JOIN states s ON s.state = r.state AND s.membership <> 'not_a_state' ANTI JOIN lost l ON l.document_id = r.document_id AND l.state = r.state
), unread AS (
  SELECT DISTINCT d.year, l.state FROM lost l JOIN docs d USING (document_id) SEMI JOIN states s ON s.state = l.state AND s.membership <> 'not_a_state' ANTI JOIN heard h ON h.year = d.year AND h.state = l.state
), said AS (
  SELECT x.year, x.state, x.measure, ${ONE_STATUS} AS status FROM explorer_said x SEMI JOIN states s ON s.state = x.state AND s.membership <> 'not_a_state'
  WHERE x.kind = $1 AND x.year IS NOT NULL AND NOT x.copy AND x.basis = 'self_reported' GROUP BY ALL
), counted AS (
  SELECT s.year, s.measure, ${["in_place", "in_progress", "planned", "mixed", "absent", "ended", "conflict"].map((status) => `count(*) FILTER (h.state IS NOT NULL AND status = '${status}')::INTEGER AS ${status}`).join(", ")},
    count(*) FILTER (h.state IS NOT NULL)::INTEGER AS told, count(*) FILTER (h.state IS NULL AND u.state IS NULL)::INTEGER AS named_only
  FROM said s LEFT JOIN heard h ON h.year = s.year AND h.state = s.state LEFT JOIN unread u ON u.year = s.year AND u.state = s.state GROUP BY ALL
), years AS (
  SELECT year, count(*) FILTER (answers)::INTEGER AS respondents, count(*) FILTER (NOT answers)::INTEGER AS not_read FROM (SELECT year, true AS answers FROM heard UNION ALL SELECT year, false FROM unread) GROUP BY year
)
SELECT m.measure, coalesce(y.year, c.year)::VARCHAR AS "group", coalesce(y.respondents, 0) AS states, coalesce(y.respondents, 0) AS respondents,
  ${["in_place", "in_progress", "planned", "mixed", "absent", "ended", "conflict"].map((status) => `coalesce(c.${status}, 0) AS ${status}`).join(", ")},
  coalesce(y.respondents, 0) - coalesce(c.told, 0) AS silent, coalesce(y.not_read, 0) AS not_read, 0 AS no_report, coalesce(c.named_only, 0) AS named_only, false AS collective, false AS illustrative
FROM (SELECT year, measure FROM years, measures UNION SELECT year, measure FROM counted) e JOIN measures m USING (measure)
LEFT JOIN years y USING (year) LEFT JOIN counted c ON c.year = e.year AND c.measure = e.measure
ORDER BY m.position, e.year`;

export async function yearlyCounts(database: QueryRunner, kind: string): Promise<Row[]> {
  await prepareSaid(database);
  return database.all(SERIES, [kind]);
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
