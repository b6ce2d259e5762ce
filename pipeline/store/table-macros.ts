// Owns the table macros of the database: gap tables and changes over a set of documents that the reader of the database names.
// Must not touch DuckDB; create.ts does.
import { oneStatus } from "./one-status.js";
import type { TableMacro } from "./shape.js";
import { TREATY_MACROS } from "./treaty-macros.js";

/** Questions with parameters: a set of documents (list of document_id, NULL for all) and the bases to count. */
export const TABLE_MACROS: readonly TableMacro[] = [
  {
    name: "gap_cells",
    comment:
      "State x measure over a set of documents, one row for each State that existed in a year of the set (of its documents with respondents or claims, where there are any). A State whose only report was not read is not_read for every measure. Example: FROM gap_cells(NULL, ['self_reported']) WHERE state = 'AUT';",
    parameters: "document_ids, bases",
    // The latest year with a claim decides; within it a State's own word comes before a secretariat's and a third party's.
    // Undated documents count as older than any dated one.
    sql: `WITH chosen AS (
  SELECT document_id, year, claim_count + respondent_count > 0 OR (NOT readable AND state IS NOT NULL AND year IS NOT NULL) AS reports FROM documents
  WHERE status = 'read' AND (document_ids IS NULL OR list_contains(document_ids, document_id))
), years AS (
  SELECT DISTINCT year FROM chosen WHERE reports OR NOT EXISTS (SELECT 1 FROM chosen WHERE reports)
), existing AS (
  SELECT DISTINCT s.state FROM state_memberships s JOIN years y
  ON CASE WHEN y.year IS NULL THEN s.member_to IS NULL
    ELSE substr(s.member_from, 1, 4)::INTEGER <= y.year AND (s.member_to IS NULL OR s.member_to > printf('%04d-01-01', y.year)) END
), lost AS (
  SELECT DISTINCT document_id, state FROM unread_reports WHERE document_ids IS NULL OR list_contains(document_ids, document_id)
), heard AS (
  SELECT DISTINCT r.state FROM respondents r JOIN chosen USING (document_id) ANTI JOIN lost l ON l.document_id = r.document_id AND l.state = r.state
), covered AS (
  SELECT DISTINCT cc.measure, r.state
  FROM collective_claims cc JOIN chosen USING (document_id) JOIN respondents r USING (document_id)
), said AS (
  SELECT c.state, c.measure, coalesce(d.year, 0) AS year, c.basis, c.status, c.extent, c.certainty
  FROM claims c JOIN chosen d USING (document_id)
  WHERE list_contains(bases, c.basis)
), by_year AS (
  SELECT state, measure, year, basis,
    ${oneStatus("status")} AS status,
    count(*) AS claims,
    bool_and(certainty <> 'explicit') AS doubtful
  FROM said GROUP BY ALL
), ranked AS (
  SELECT *, CASE basis WHEN 'self_reported' THEN 1 WHEN 'secretariat' THEN 2 ELSE 3 END AS basis_rank FROM by_year
), decided AS (
  SELECT state, measure,
    arg_min(status, [-year, basis_rank]) AS status,
    max(year) AS year,
    arg_min(basis, [-year, basis_rank]) AS basis,
    arg_min(doubtful, [-year, basis_rank]) AS doubtful,
    sum(claims)::INTEGER AS claims,
    count(DISTINCT year)::INTEGER AS years,
    count(DISTINCT status)::INTEGER AS statuses
  FROM ranked GROUP BY state, measure
)
SELECT e.state, m.measure,
  CASE WHEN h.state IS NOT NULL THEN coalesce(x.status, 'silent') WHEN l.state IS NOT NULL THEN 'not_read' ELSE 'no_report' END AS cell,
  h.state IS NOT NULL AS respondent,
  x.status AS reported_status,
  nullif(x.year, 0) AS year,
  x.basis,
  coalesce(x.doubtful, false) AS doubtful,
  coalesce(x.claims, 0) AS claims,
  coalesce(x.statuses, 0) > 1 AS differs_elsewhere,
  k.state IS NOT NULL AS collective
FROM existing e CROSS JOIN measures m
LEFT JOIN heard h ON h.state = e.state
LEFT JOIN (SELECT DISTINCT state FROM lost) l ON l.state = e.state
LEFT JOIN decided x ON x.state = e.state AND x.measure = m.measure
LEFT JOIN covered k ON k.state = e.state AND k.measure = m.measure`,
  },
  {
    name: "gap_table",
    comment:
      "Per measure and group: States, respondents, and how many respondents report each status, are silent, and how many States were not read or did not report. by_grouping is region, subregion, subregion_broad, un_group, ldc, lldc, sids or income; the row with position 0 is all States. Example: FROM gap_table('region', NULL, ['self_reported']) WHERE measure = 'victims.hotline';",
    parameters: "by_grouping, document_ids, bases",
    sql: `WITH chosen AS (
  SELECT document_id FROM documents WHERE status = 'read' AND (document_ids IS NULL OR list_contains(document_ids, document_id))
), cells AS (
  SELECT * FROM gap_cells(document_ids, bases)
), grouped AS (
  SELECT c.*, coalesce(g.group_name, 'Not classified') AS group_name, coalesce(g.position, 999) AS position
  FROM cells c LEFT JOIN state_groupings g ON g.state = c.state AND g.grouping = by_grouping
  UNION ALL
  SELECT c.*, 'All States' AS group_name, 0 AS position FROM cells c
), marks AS (
  SELECT measure, bool_or(collective) AS collective, bool_or(illustrative) AS illustrative FROM (
    SELECT measure, true AS collective, false AS illustrative FROM collective_claims JOIN chosen USING (document_id)
    UNION ALL
    SELECT measure, false, extent = 'including' FROM claims JOIN chosen USING (document_id) WHERE list_contains(bases, basis)
  ) GROUP BY measure
)
SELECT m.category, g.measure, m.label, m.position AS measure_position, g.group_name, g.position AS group_position,
  count(*)::INTEGER AS states,
  count(*) FILTER (g.respondent)::INTEGER AS respondents,
  count(*) FILTER (g.cell = 'in_place')::INTEGER AS in_place,
  count(*) FILTER (g.cell = 'in_progress')::INTEGER AS in_progress,
  count(*) FILTER (g.cell = 'planned')::INTEGER AS planned,
  count(*) FILTER (g.cell = 'mixed')::INTEGER AS mixed,
  count(*) FILTER (g.cell = 'absent')::INTEGER AS absent,
  count(*) FILTER (g.cell = 'ended')::INTEGER AS ended,
  count(*) FILTER (g.cell = 'conflict')::INTEGER AS conflict,
  count(*) FILTER (g.cell = 'silent')::INTEGER AS silent,
  count(*) FILTER (g.cell = 'not_read')::INTEGER AS not_read,
  count(*) FILTER (g.cell = 'no_report')::INTEGER AS no_report,
  count(*) FILTER (g.cell = 'no_report' AND g.reported_status IS NOT NULL)::INTEGER AS named_only,
  bool_or(coalesce(k.collective, false)) AS collective,
  bool_or(coalesce(k.illustrative, false)) AS illustrative
FROM grouped g JOIN measures m ON m.measure = g.measure LEFT JOIN marks k ON k.measure = g.measure
GROUP BY ALL`,
  },
  {
    name: "gap_changes",
    comment:
      "State x measure in two sets of documents, where either says something, and what happened between them: newly_reported (silent before), first_report (no respondent before), still_reported (the same status), status_moved, no_longer_named (silent later, which is not ended), to_no_report (no respondent later); not_read_before and to_not_read where the report of one side was not read, so that nothing is known of a change. Example: FROM gap_changes(['ID of the earlier'], ['ID of the later'], ['self_reported']);",
    parameters: "from_ids, to_ids, bases",
    sql: `WITH before AS (
  SELECT * FROM gap_cells(from_ids, bases)
), later AS (
  SELECT * FROM gap_cells(to_ids, bases)
), paired AS (
  SELECT coalesce(b.state, l.state) AS state, coalesce(b.measure, l.measure) AS measure,
    coalesce(b.respondent, false) AS from_respondent, coalesce(l.respondent, false) AS to_respondent,
    coalesce(b.reported_status, b.cell, 'no_report') AS from_cell, coalesce(l.reported_status, l.cell, 'no_report') AS to_cell, coalesce(b.collective, false) AS from_collective, coalesce(l.collective, false) AS to_collective
  FROM before b FULL OUTER JOIN later l ON l.state = b.state AND l.measure = b.measure
)
SELECT p.*,
  CASE
    WHEN p.from_cell NOT IN ('silent', 'not_read', 'no_report') AND p.to_cell = p.from_cell THEN 'still_reported'
    WHEN p.from_cell NOT IN ('silent', 'not_read', 'no_report') AND p.to_cell NOT IN ('silent', 'not_read', 'no_report') THEN 'status_moved'
    WHEN p.from_cell NOT IN ('silent', 'not_read', 'no_report') AND p.to_cell = 'silent' THEN 'no_longer_named'
    WHEN p.from_cell NOT IN ('silent', 'not_read', 'no_report') AND p.to_cell = 'not_read' THEN 'to_not_read'
    WHEN p.from_cell NOT IN ('silent', 'not_read', 'no_report') THEN 'to_no_report'
    WHEN p.from_cell = 'silent' THEN 'newly_reported'
    WHEN p.from_cell = 'not_read' THEN 'not_read_before'
    ELSE 'first_report'
  END AS change
FROM paired p
WHERE NOT (p.from_cell IN ('silent', 'not_read', 'no_report') AND p.to_cell IN ('silent', 'not_read', 'no_report'))`,
  },
  ...TREATY_MACROS,
];
