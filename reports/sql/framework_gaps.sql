-- Framework table: per item of a framework and group of States, how many States exist, responded, and report the item fully, partly or as planned.
-- Runs by itself; without a framework each measure of the codebook is an item. Set variables first to choose:
--   SET VARIABLE grouping = 'un_group';                region, subregion, subregion_broad, un_group, ldc, lldc, sids, income
--   SET VARIABLE documents = ['0123456789abcdef'];      document_id of each; all documents where not set
--   SET VARIABLE bases = ['self_reported'];             whose word counts
--   SET VARIABLE tests = ['1|plan|1|policy.national_action_plan|in_place|fully'];   position|item|part|measure|status|level, one entry each
-- States = respondents + not_read + no_report; respondents = fully + partly + planned + conflict + absent + silent.
-- A part is met by any of its measures; an item is met fully where all its parts are, partly where one is. Absent: all that the texts say of it is that it is lacking.
WITH tests AS (
  SELECT split_part(test, '|', 1)::INTEGER AS position, split_part(test, '|', 2) AS item, split_part(test, '|', 3) AS part,
    split_part(test, '|', 4) AS measure, split_part(test, '|', 5) AS status, split_part(test, '|', 6) AS level
  FROM (SELECT unnest(coalesce(getvariable('tests'), (SELECT list(position || '|' || measure || '|1|' || measure || '|in_place|fully') FROM measures))) AS test)
), cells AS (
  SELECT * FROM gap_cells(getvariable('documents'), coalesce(getvariable('bases'), ['self_reported']))
), asked AS (
  SELECT DISTINCT position, item, part, measure FROM tests
), answers AS (
  SELECT a.position, a.item, a.part, c.state, c.respondent, c.cell = 'not_read' AS unread, c.reported_status, c.doubtful, c.collective,
    CASE t.level WHEN 'fully' THEN 5 WHEN 'partly' THEN 4 WHEN 'planned' THEN 3 ELSE CASE WHEN c.reported_status = 'conflict' THEN 2 WHEN c.reported_status IN ('absent', 'ended') THEN 1 ELSE 0 END END AS rank
  FROM asked a JOIN cells c ON c.measure = a.measure
  LEFT JOIN tests t ON t.item = a.item AND t.part = a.part AND t.measure = a.measure AND t.status = c.reported_status
), parts AS (
  SELECT position, item, part, state, bool_or(respondent) AS respondent, bool_or(unread) AS unread, max(rank) AS rank, bool_or(collective) AS collective FROM answers GROUP BY ALL
), levels AS (
  SELECT position, item, state, bool_or(respondent) AS respondent, bool_or(unread) AS unread, bool_or(collective) AS collective,
    CASE WHEN min(rank) = 5 THEN 'fully' WHEN max(rank) >= 4 THEN 'partly' WHEN max(rank) = 3 THEN 'planned' WHEN max(rank) = 2 THEN 'conflict' WHEN max(rank) = 1 THEN 'absent' END AS reported
  FROM parts GROUP BY ALL
), judged AS (
  SELECT *, CASE WHEN NOT respondent AND unread THEN 'not_read' WHEN NOT respondent THEN 'no_report' ELSE coalesce(reported, 'silent') END AS cell FROM levels
), grouped AS (
  SELECT j.*, coalesce(g.group_name, 'Not classified') AS group_name, coalesce(g.position, 999) AS group_position
  FROM judged j LEFT JOIN state_groupings g ON g.state = j.state AND g.grouping = coalesce(getvariable('grouping'), 'region')
  UNION ALL
  SELECT j.*, 'All States', 0 FROM judged j
)
SELECT g.position, g.item, g.group_name AS "group",
  count(*)::INTEGER AS states,
  count(*) FILTER (cell NOT IN ('no_report', 'not_read'))::INTEGER AS respondents,
  count(*) FILTER (cell = 'fully')::INTEGER AS fully,
  count(*) FILTER (cell = 'partly')::INTEGER AS partly,
  count(*) FILTER (cell = 'planned')::INTEGER AS planned,
  count(*) FILTER (cell = 'conflict')::INTEGER AS conflict,
  count(*) FILTER (cell = 'absent')::INTEGER AS absent,
  count(*) FILTER (cell = 'silent')::INTEGER AS silent,
  count(*) FILTER (cell = 'not_read')::INTEGER AS not_read,
  count(*) FILTER (cell = 'no_report')::INTEGER AS no_report,
  count(*) FILTER (cell = 'no_report' AND reported IS NOT NULL)::INTEGER AS named_only,
  round(100.0 * count(*) FILTER (cell = 'fully') / nullif(count(*) FILTER (cell NOT IN ('no_report', 'not_read')), 0), 1) AS fully_pct,
  round(100.0 * count(*) FILTER (cell IN ('fully', 'partly')) / nullif(count(*) FILTER (cell NOT IN ('no_report', 'not_read')), 0), 1) AS fully_or_partly_pct,
  bool_or(collective) AS collective,
  list(s.name ORDER BY s.name) FILTER (cell = 'fully') AS fully_names,
  list(s.name ORDER BY s.name) FILTER (cell = 'partly') AS partly_names,
  list(s.name ORDER BY s.name) FILTER (cell = 'planned') AS planned_names,
  list(s.name ORDER BY s.name) FILTER (cell = 'conflict') AS conflict_names,
  list(s.name ORDER BY s.name) FILTER (cell = 'absent') AS absent_names,
  list(s.name ORDER BY s.name) FILTER (cell = 'silent') AS silent_names,
  list(s.name ORDER BY s.name) FILTER (cell = 'not_read') AS not_read_names,
  list(s.name ORDER BY s.name) FILTER (cell = 'no_report') AS no_report_names,
  list(s.name ORDER BY s.name) FILTER (cell = 'no_report' AND reported IS NOT NULL) AS named_only_names
FROM grouped g LEFT JOIN states s ON s.state = g.state
GROUP BY g.position, g.item, g.group_name, g.group_position
ORDER BY g.position, g.group_position = 0, g.group_position;
