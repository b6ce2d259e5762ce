-- The States in each cell of the gap table, by measure and group. Same variables as gaps.sql.
SELECT c.measure, coalesce(g.group_name, 'Not classified') AS "group", CASE WHEN NOT c.respondent AND c.reported_status IS NOT NULL THEN 'named_only' ELSE c.cell END AS cell,
  list(s.name ORDER BY s.name) AS names, list(c.state ORDER BY s.name) AS states
FROM gap_cells(getvariable('documents'), coalesce(getvariable('bases'), ['self_reported'])) c
JOIN states s ON s.state = c.state
LEFT JOIN state_groupings g ON g.state = c.state AND g.grouping = coalesce(getvariable('grouping'), 'region')
WHERE getvariable('measures') IS NULL OR list_contains(getvariable('measures'), c.measure)
GROUP BY ALL
ORDER BY c.measure, "group", cell;
