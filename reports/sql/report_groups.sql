-- Groups of a grouping: how many States existed in the years of the chosen documents, and how many of them are respondents. The total stands last, with position 0.
-- Variables: documents, grouping (default region).
WITH existing AS (
  SELECT DISTINCT state, respondent FROM gap_cells(getvariable('documents'), ['self_reported'])
), grouped AS (
  SELECT coalesce(g.group_name, 'Not classified') AS name, coalesce(g.position, 999) AS position, e.state, e.respondent
  FROM existing e LEFT JOIN state_groupings g ON g.state = e.state AND g.grouping = coalesce(getvariable('grouping'), 'region')
  UNION ALL
  SELECT 'All States', 0, state, respondent FROM existing
)
SELECT name, position, count(*)::INTEGER AS states, count(*) FILTER (respondent)::INTEGER AS respondents,
  count(*) FILTER (NOT respondent)::INTEGER AS no_report, round(100.0 * count(*) FILTER (respondent) / count(*), 1) AS respondents_pct
FROM grouped GROUP BY name, position
ORDER BY position = 0, position, name;
