// Owns what the explorer's first page shows: what was read and what not, the heat map, the map of one measure, the States of a cell.
// Must not count: every figure comes from SQL, by the same macros as the gap tables.
import type { QueryRunner, Row } from "../../query.js";
import { missingNote, missingShards } from "../../missing.js";
import { COUNTS_ORDER, countsSql, prepareCells, prepareMarks, yearlyCounts, type Scope } from "./prepared.js";

export const scopeOf = (parameters: Readonly<Record<string, string>>): Scope => ({
  kind: parameters["kind"] || null, year: parameters["year"] || null, bases: parameters["basis"] === "all" ? ["self_reported", "secretariat", "third_party"] : ["self_reported"],
});

/** What every page needs once: codebook, States, groups, kinds and years. */
export async function codebook(database: QueryRunner): Promise<Record<string, unknown>> {
  const one = <T = Row>(sql: string): Promise<T[]> => database.all<T>(sql);
  return {
    measures: await one("SELECT measure AS code, label, definition, category, category_code FROM measures ORDER BY position"),
    states: await one("SELECT state AS code, name, region, un_group, membership FROM states ORDER BY name"),
    regions: (await one<{ name: string }>("SELECT DISTINCT group_name AS name, position FROM state_groupings WHERE grouping = 'region' ORDER BY position")).map((row) => row.name),
    kinds: await one("SELECT kind AS value, count(*)::INTEGER AS number FROM documents WHERE kind IS NOT NULL AND status = 'read' GROUP BY kind ORDER BY number DESC, kind"),
    years: await one("SELECT year::VARCHAR AS value, count(*)::INTEGER AS number FROM documents WHERE year IS NOT NULL AND status = 'read' GROUP BY year ORDER BY year DESC"),
  };
}

/** Documents that say nothing to us: their States are not read, and never silent. */
const UNREAD = `SELECT d.document_id, d.file, coalesce(d.failure_reason, CASE WHEN d.language <> 'en' THEN 'Its text is in the language "' || d.language || '".'
  ELSE printf('Only %d %% of it is text that could be read.', CAST(round(100 * coalesce(d.share_read, 0)) AS INTEGER)) END) AS failure_reason, d.failure_next
FROM documents d WHERE NOT d.readable ORDER BY d.file LIMIT 500`;

/** What was read, and what stands in the way of trusting the tables. */
export async function reading(database: QueryRunner): Promise<Record<string, unknown>> {
  const [totals] = await database.all(`SELECT count(*) FILTER (status = 'read')::INTEGER AS read, count(*) FILTER (status = 'failed')::INTEGER AS failed, coalesce(sum(pages), 0)::INTEGER AS pages,
  coalesce(sum(paragraph_count), 0)::INTEGER AS paragraphs, coalesce(sum(claim_count), 0)::INTEGER AS claims_read, (SELECT count(*)::INTEGER FROM claims) AS claims,
  (SELECT count(DISTINCT state)::INTEGER FROM respondents) AS respondents, (SELECT count(DISTINCT state)::INTEGER FROM claims) AS states FROM documents`);
  const failed = await database.all(UNREAD);
  const languages = await database.all("SELECT coalesce(language, 'unknown') AS language, count(*)::INTEGER AS number FROM documents WHERE status = 'read' AND language IS DISTINCT FROM 'en' GROUP BY ALL ORDER BY number DESC");
  const silent = await database.all("SELECT document_id, coalesce(symbol, file) AS document, file, kind, language FROM documents WHERE status = 'read' AND readable AND claim_count = 0 ORDER BY file LIMIT 500");
  const issues = await database.all("SELECT severity, kind, count(*)::INTEGER AS number FROM issues GROUP BY ALL ORDER BY severity, number DESC");
  return { totals, failed, languages, silent, issues, missing: missingNote(await missingShards(database)) };
}

/** The heat map: measures × groups with the count of each cell, as `stocktake gaps` counts them. */
export async function heat(database: QueryRunner, by: string, scope: Scope): Promise<Row[]> {
  const { cells, marks } = await tablesOf(database, scope);
  return database.all(`${countsSql(cells, marks)} ${COUNTS_ORDER}`, [by]);
}

/** Names of the prepared tables of a scope. */
export async function tablesOf(database: QueryRunner, scope: Scope): Promise<{ cells: string; marks: string }> {
  return { cells: await prepareCells(database, scope), marks: await prepareMarks(database, scope) };
}

/** The same by year, within documents of one kind: others cannot be compared. */
export const heatByYear = (database: QueryRunner, kind: string): Promise<Row[]> => yearlyCounts(database, kind);

/** What each State's reports say of one measure, for the map and the table beside it. */
export async function measureCells(database: QueryRunner, measure: string, scope: Scope): Promise<Row[]> {
  const { cells } = await tablesOf(database, scope);
  return database.all(`SELECT c.state, st.name, st.region, c.cell, c.respondent, c.reported_status, c.year, c.doubtful, c.claims, c.differs_elsewhere, c.collective
FROM ${cells} c JOIN states st ON st.state = c.state WHERE c.measure = $1 ORDER BY st.name`, [measure]);
}

/** The measure that most respondents report: the map says most of it. */
export async function measureForMap(database: QueryRunner, scope: Scope): Promise<string | null> {
  const { cells } = await tablesOf(database, scope);
  const [row] = await database.all<{ measure: string }>(`SELECT measure FROM ${cells} WHERE reported_status IS NOT NULL GROUP BY measure ORDER BY count(*) DESC, measure LIMIT 1`);
  return row?.measure ?? (await database.all<{ measure: string }>("SELECT measure FROM measures ORDER BY position LIMIT 1"))[0]?.measure ?? null;
}
