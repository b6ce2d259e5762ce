-- Groups of a grouping: how many States existed in the years of the chosen documents, and how many of them are respondents, were not read or did not report. The total stands last, with position 0.
-- Variables: documents, grouping (default region).
WITH existing AS (
  SELECT DISTINCT state, respondent, cell = 'not_read' AS unread FROM gap_cells(getvariable('documents'), ['self_reported'])
), grouped AS (
  SELECT coalesce(g.group_name, 'Not classified') AS name, coalesce(g.position, 999) AS position, e.state, e.respondent, e.unread
  FROM existing e LEFT JOIN state_groupings g ON g.state = e.state AND g.grouping = coalesce(getvariable('grouping'), 'region')
  UNION ALL
  SELECT 'All States', 0, state, respondent, unread FROM existing
)
SELECT name, position, count(*)::INTEGER AS states, count(*) FILTER (respondent)::INTEGER AS respondents,
  count(*) FILTER (unread)::INTEGER AS not_read, count(*) FILTER (NOT respondent AND NOT unread)::INTEGER AS no_report, round(100.0 * count(*) FILTER (respondent) / count(*), 1) AS respondents_pct
FROM grouped GROUP BY name, position
ORDER BY position = 0, position, name;
