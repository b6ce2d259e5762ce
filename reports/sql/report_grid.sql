-- State × measure over the chosen documents: what the cell says, and the group that the State stands in.
-- Variables: documents, bases, grouping (default region), measures, states (lists; all where not set).
SELECT c.measure, c.state, s.name AS state_name, coalesce(g.group_name, 'Not classified') AS "group", s.region, s.un_group,
  c.cell, c.reported_status, c.respondent, c.year, c.basis, c.doubtful, c.differs_elsewhere, c.collective
FROM gap_cells(getvariable('documents'), coalesce(getvariable('bases'), ['self_reported'])) c
JOIN states s ON s.state = c.state
JOIN measures m ON m.measure = c.measure
LEFT JOIN state_groupings g ON g.state = c.state AND g.grouping = coalesce(getvariable('grouping'), 'region')
WHERE (getvariable('measures') IS NULL OR list_contains(getvariable('measures'), c.measure))
  AND (getvariable('states') IS NULL OR list_contains(getvariable('states'), c.state))
ORDER BY m.position, coalesce(g.position, 999), "group", s.name, c.state;
