-- Measures that more than half of the other respondents of a State's group report in place and that the State itself, a respondent, is not named with.
-- Variables: documents, bases, grouping (default region), state (ISO 3166-1 alpha-3; nothing where not set).
WITH cells AS MATERIALIZED (
  SELECT c.*, coalesce(g.group_name, 'Not classified') AS group_name
  FROM gap_cells(getvariable('documents'), coalesce(getvariable('bases'), ['self_reported'])) c
  LEFT JOIN state_groupings g ON g.state = c.state AND g.grouping = coalesce(getvariable('grouping'), 'region')
), own AS (
  SELECT * FROM cells WHERE state = getvariable('state') AND cell = 'silent'
), peers AS (
  SELECT o.measure, o.group_name, count(*)::INTEGER AS respondents, count(*) FILTER (p.cell = 'in_place')::INTEGER AS in_place
  FROM own o JOIN cells p ON p.measure = o.measure AND p.group_name = o.group_name AND p.state <> o.state AND p.respondent
  GROUP BY ALL
)
SELECT p.measure, m.label, m.category, p.group_name AS "group", p.respondents, p.in_place, round(100.0 * p.in_place / p.respondents, 1) AS in_place_pct
FROM peers p JOIN measures m USING (measure)
WHERE 2 * p.in_place > p.respondents
ORDER BY p.in_place / p.respondents DESC, m.position;
