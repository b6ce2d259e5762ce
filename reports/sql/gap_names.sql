-- The States in each cell of the gap table, by measure and group; a State that is named and no respondent stands in named_only as well. Same variables as gaps.sql.
WITH cells AS MATERIALIZED (
  SELECT c.measure, c.state, s.name, coalesce(g.group_name, 'Not classified') AS "group", c.cell, c.cell = 'no_report' AND c.reported_status IS NOT NULL AS named_only
  FROM gap_cells(getvariable('documents'), coalesce(getvariable('bases'), ['self_reported'])) c
  JOIN states s ON s.state = c.state
  LEFT JOIN state_groupings g ON g.state = c.state AND g.grouping = coalesce(getvariable('grouping'), 'region')
  WHERE getvariable('measures') IS NULL OR list_contains(getvariable('measures'), c.measure)
)
SELECT measure, "group", cell, list(name ORDER BY name) AS names, list(state ORDER BY name) AS states
FROM (SELECT measure, state, name, "group", cell FROM cells UNION ALL SELECT measure, state, name, "group", 'named_only' FROM cells WHERE named_only)
GROUP BY ALL
ORDER BY measure, "group", cell;
