-- State × measure in two sets of documents, and what happened between them. "no_longer_named" is not "ended": the later text is silent.
-- Variables: from_documents, to_documents (lists of document_id), bases, grouping (default region), measures, states.
-- change: newly_reported (silent before), first_report (no respondent before), still_reported (the same status), status_moved, no_longer_named (silent later), to_no_report (no respondent later).
WITH before AS (
  SELECT * FROM gap_cells(coalesce(getvariable('from_documents'), []::VARCHAR[]), coalesce(getvariable('bases'), ['self_reported']))
), later AS (
  SELECT * FROM gap_cells(coalesce(getvariable('to_documents'), []::VARCHAR[]), coalesce(getvariable('bases'), ['self_reported']))
), paired AS (
  SELECT coalesce(b.state, l.state) AS state, coalesce(b.measure, l.measure) AS measure,
    coalesce(b.respondent, false) AS from_respondent, coalesce(l.respondent, false) AS to_respondent,
    coalesce(b.reported_status, b.cell, 'no_report') AS from_cell, coalesce(l.reported_status, l.cell, 'no_report') AS to_cell, coalesce(b.collective, false) AS from_collective, coalesce(l.collective, false) AS to_collective
  FROM before b FULL OUTER JOIN later l ON l.state = b.state AND l.measure = b.measure
)
SELECT p.measure, m.label, m.category, p.state, s.name AS state_name, coalesce(g.group_name, 'Not classified') AS "group", coalesce(g.position, 999) AS group_position,
  p.from_cell, p.to_cell, p.from_respondent, p.to_respondent, p.from_collective, p.to_collective,
  CASE
    WHEN p.from_cell NOT IN ('silent', 'no_report') AND p.to_cell = p.from_cell THEN 'still_reported'
    WHEN p.from_cell NOT IN ('silent', 'no_report') AND p.to_cell NOT IN ('silent', 'no_report') THEN 'status_moved'
    WHEN p.from_cell NOT IN ('silent', 'no_report') AND p.to_cell = 'silent' THEN 'no_longer_named'
    WHEN p.from_cell NOT IN ('silent', 'no_report') THEN 'to_no_report'
    WHEN p.to_cell NOT IN ('silent', 'no_report') AND p.from_cell = 'silent' THEN 'newly_reported'
    ELSE 'first_report'
  END AS change
FROM paired p JOIN states s ON s.state = p.state JOIN measures m ON m.measure = p.measure
LEFT JOIN state_groupings g ON g.state = p.state AND g.grouping = coalesce(getvariable('grouping'), 'region')
WHERE NOT (p.from_cell IN ('silent', 'no_report') AND p.to_cell IN ('silent', 'no_report'))
  AND (getvariable('measures') IS NULL OR list_contains(getvariable('measures'), p.measure))
  AND (getvariable('states') IS NULL OR list_contains(getvariable('states'), p.state))
ORDER BY m.position, group_position, "group", s.name;
