-- How many States newly report a measure, still report it, moved in status or are no longer named, by measure and group. The total has position 0.
-- Variables: from_documents, to_documents (lists of document_id), bases, grouping (default region), measures, states.
WITH moved AS (
  SELECT p.measure, m.position AS measure_position, m.label, m.category, coalesce(g.group_name, 'Not classified') AS "group", coalesce(g.position, 999) AS group_position, p.to_collective, p.change
  FROM gap_changes(coalesce(getvariable('from_documents'), []::VARCHAR[]), coalesce(getvariable('to_documents'), []::VARCHAR[]), coalesce(getvariable('bases'), ['self_reported'])) p
  JOIN states s ON s.state = p.state JOIN measures m ON m.measure = p.measure
  LEFT JOIN state_groupings g ON g.state = p.state AND g.grouping = coalesce(getvariable('grouping'), 'region')
  WHERE (getvariable('measures') IS NULL OR list_contains(getvariable('measures'), p.measure))
    AND (getvariable('states') IS NULL OR list_contains(getvariable('states'), p.state))
), grouped AS (
  SELECT measure, measure_position, label, category, "group", group_position, change, to_collective FROM moved
  UNION ALL
  SELECT measure, measure_position, label, category, 'All States', 0, change, to_collective FROM moved
)
SELECT measure, label, category, "group", group_position,
  count(*) FILTER (change = 'newly_reported')::INTEGER AS newly_reported,
  count(*) FILTER (change = 'first_report')::INTEGER AS first_report,
  count(*) FILTER (change = 'still_reported')::INTEGER AS still_reported,
  count(*) FILTER (change = 'status_moved')::INTEGER AS status_moved,
  count(*) FILTER (change = 'no_longer_named')::INTEGER AS no_longer_named,
  count(*) FILTER (change = 'to_no_report')::INTEGER AS to_no_report,
  count(*) FILTER (change = 'not_read_before')::INTEGER AS not_read_before,
  count(*) FILTER (change = 'to_not_read')::INTEGER AS to_not_read,
  bool_or(to_collective) AS to_collective
FROM grouped
GROUP BY measure, measure_position, label, category, "group", group_position
ORDER BY measure_position, group_position = 0, group_position, "group";
