-- Treaties beside what was reported: per treaty and group, respondents that report it in place, and how many States and respondents the depositary had on the day of their documents.
-- Variables: documents, bases, grouping (default region), measures; treaties (rows of another record, 'measure|state|signed|adhered|act|as_of'; the shipped one where not set).
-- later: documents of respondents are later than the record, which then is only as of its day. A State without an act is never called "not a party".
WITH cells AS MATERIALIZED (
  SELECT * FROM gap_cells(getvariable('documents'), coalesce(getvariable('bases'), ['self_reported']))
  WHERE measure IN (SELECT measure FROM treaty_record(getvariable('treaties'))) AND (getvariable('measures') IS NULL OR list_contains(getvariable('measures'), measure))
), joined AS (
  SELECT c.measure, c.state, c.respondent, c.cell, p.position, p.later, p.as_of, p.day, coalesce(g.group_name, 'Not classified') AS group_name, coalesce(g.position, 999) AS group_position
  FROM cells c JOIN treaty_positions(getvariable('documents'), getvariable('treaties')) p ON p.state = c.state AND p.measure = c.measure
  LEFT JOIN state_groupings g ON g.state = c.state AND g.grouping = coalesce(getvariable('grouping'), 'region')
), grouped AS (
  SELECT * FROM joined UNION ALL SELECT measure, state, respondent, cell, position, later, as_of, day, 'All States', 0 FROM joined
)
SELECT g.measure, m.label, g.group_name AS "group", count(*)::INTEGER AS states, count(*) FILTER (g.respondent)::INTEGER AS respondents,
  count(*) FILTER (g.respondent AND g.cell = 'in_place')::INTEGER AS reported,
  count(*) FILTER (g.respondent AND g.position = 'adhered')::INTEGER AS respondents_adhered,
  count(*) FILTER (g.respondent AND g.position = 'signed')::INTEGER AS respondents_signed,
  count(*) FILTER (g.position = 'adhered')::INTEGER AS states_adhered,
  count(*) FILTER (g.position = 'signed')::INTEGER AS states_signed,
  coalesce(bool_or(g.later) FILTER (g.respondent), bool_or(g.later)) AS later, max(g.as_of) AS as_of, max(g.day) AS latest_day, min(g.day) AS earliest_day
FROM grouped g JOIN measures m ON m.measure = g.measure
GROUP BY g.measure, m.label, m.position, g.group_name, g.group_position
ORDER BY m.position, g.group_position = 0, g.group_position, g.group_name;
