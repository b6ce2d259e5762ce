-- State × measure in two sets of documents, and what happened between them. "no_longer_named" is not "ended": the later text is silent.
-- Variables: from_documents, to_documents (lists of document_id), bases, grouping (default region), measures, states.
-- change: newly_reported (silent before), first_report (no respondent before), still_reported (the same status), status_moved, no_longer_named (silent later), to_no_report (no respondent later), not_read_before and to_not_read (the report of that side was not read).
SELECT p.measure, m.label, m.category, p.state, s.name AS state_name, coalesce(g.group_name, 'Not classified') AS "group", coalesce(g.position, 999) AS group_position,
  p.from_cell, p.to_cell, p.from_respondent, p.to_respondent, p.from_collective, p.to_collective, p.change
FROM gap_changes(coalesce(getvariable('from_documents'), []::VARCHAR[]), coalesce(getvariable('to_documents'), []::VARCHAR[]), coalesce(getvariable('bases'), ['self_reported'])) p
JOIN states s ON s.state = p.state JOIN measures m ON m.measure = p.measure
LEFT JOIN state_groupings g ON g.state = p.state AND g.grouping = coalesce(getvariable('grouping'), 'region')
WHERE (getvariable('measures') IS NULL OR list_contains(getvariable('measures'), p.measure))
  AND (getvariable('states') IS NULL OR list_contains(getvariable('states'), p.state))
ORDER BY m.position, group_position, "group", s.name;
