-- Framework by State: for each State and item of a framework, the level that the documents report, and part by part which measure and status it rests on.
-- Runs by itself; without a framework each measure of the codebook is an item. Set variables first to choose:
--   SET VARIABLE states = ['AUT'];                      ISO 3166-1 alpha-3; all where not set
--   SET VARIABLE documents = ['0123456789abcdef'];      document_id of each; all documents where not set
--   SET VARIABLE bases = ['self_reported'];             whose word counts
--   SET VARIABLE tests = ['1|plan|1|policy.national_action_plan|in_place|fully'];   position|item|part|measure|status|level, one entry each
-- level: fully, partly, planned, conflict, absent, silent, not_read or no_report. reported: the same for States that are named and did not respond.
WITH tests AS (
  SELECT split_part(test, '|', 1)::INTEGER AS position, split_part(test, '|', 2) AS item, split_part(test, '|', 3) AS part,
    split_part(test, '|', 4) AS measure, split_part(test, '|', 5) AS status, split_part(test, '|', 6) AS level
  FROM (SELECT unnest(coalesce(getvariable('tests'), (SELECT list(position || '|' || measure || '|1|' || measure || '|in_place|fully') FROM measures))) AS test)
), cells AS (
  SELECT * FROM gap_cells(getvariable('documents'), coalesce(getvariable('bases'), ['self_reported']))
  WHERE getvariable('states') IS NULL OR list_contains(getvariable('states'), state)
), asked AS (
  SELECT DISTINCT position, item, part, measure FROM tests
), answers AS (
  SELECT a.position, a.item, a.part, a.measure, c.state, c.respondent, c.cell = 'not_read' AS unread, c.reported_status, c.year, c.basis, c.doubtful, c.collective,
    CASE t.level WHEN 'fully' THEN 5 WHEN 'partly' THEN 4 WHEN 'planned' THEN 3 ELSE CASE WHEN c.reported_status = 'conflict' THEN 2 WHEN c.reported_status IN ('absent', 'ended') THEN 1 ELSE 0 END END AS rank
  FROM asked a JOIN cells c ON c.measure = a.measure
  LEFT JOIN tests t ON t.item = a.item AND t.part = a.part AND t.measure = a.measure AND t.status = c.reported_status
), parts AS (
  SELECT position, item, part, state, bool_or(respondent) AS respondent, bool_or(unread) AS unread, max(rank) AS rank, bool_or(collective) AS collective,
    list(measure || ' ' || reported_status ORDER BY rank DESC, measure) FILTER (rank > 0) AS found
  FROM answers GROUP BY ALL
)
SELECT p.position, p.item, p.state, s.name AS state_name,
  CASE WHEN NOT bool_or(p.respondent) AND bool_or(p.unread) THEN 'not_read' WHEN NOT bool_or(p.respondent) THEN 'no_report' WHEN min(p.rank) = 5 THEN 'fully' WHEN max(p.rank) >= 4 THEN 'partly' WHEN max(p.rank) = 3 THEN 'planned' WHEN max(p.rank) = 2 THEN 'conflict' WHEN max(p.rank) = 1 THEN 'absent' ELSE 'silent' END AS level,
  CASE WHEN min(p.rank) = 5 THEN 'fully' WHEN max(p.rank) >= 4 THEN 'partly' WHEN max(p.rank) = 3 THEN 'planned' WHEN max(p.rank) = 2 THEN 'conflict' WHEN max(p.rank) = 1 THEN 'absent' END AS reported,
  count(*)::INTEGER AS parts,
  count(*) FILTER (p.rank >= 4)::INTEGER AS parts_reported,
  flatten(list(p.found ORDER BY p.part) FILTER (p.found IS NOT NULL)) AS found,
  bool_or(p.collective) AS collective
FROM parts p LEFT JOIN states s ON s.state = p.state
GROUP BY p.position, p.item, p.state, s.name
ORDER BY s.name, p.position;
