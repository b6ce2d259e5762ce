-- Claims with their evidence and the cell that they make: `decides` where the cell rests on the claim (latest year, best basis, the status that counts).
-- Variables: documents, bases, grouping (default region), measures, states.
SELECT c.claim_id, c.state, s.name AS state_name, coalesce(g.group_name, 'Not classified') AS "group", c.measure, c.status, x.cell, x.reported_status, x.respondent,
  c.extent, c.certainty, c.basis, d.year,
  coalesce(d.year, 0) = coalesce(x.year, 0) AND c.basis = x.basis AND (x.reported_status = 'conflict' OR x.reported_status = c.status) AND x.cell <> 'not_read' AS decides,
  c.document_id, coalesce(d.symbol, d.file) AS document, d.file, c.paragraph, p.numbered, p.ordinal, c.page, c.quote, c.quote_start, c.quote_end
FROM claims c
JOIN documents d USING (document_id)
JOIN paragraphs p USING (paragraph_id)
JOIN states s ON s.state = c.state
JOIN measures m ON m.measure = c.measure
JOIN gap_cells(getvariable('documents'), coalesce(getvariable('bases'), ['self_reported'])) x ON x.state = c.state AND x.measure = c.measure
LEFT JOIN state_groupings g ON g.state = c.state AND g.grouping = coalesce(getvariable('grouping'), 'region')
WHERE d.status = 'read' AND list_contains(coalesce(getvariable('bases'), ['self_reported']), c.basis)
  AND (getvariable('documents') IS NULL OR c.document_id IN (SELECT unnest(getvariable('documents')::VARCHAR[])))
  AND (getvariable('measures') IS NULL OR list_contains(getvariable('measures'), c.measure))
  AND (getvariable('states') IS NULL OR list_contains(getvariable('states'), c.state))
ORDER BY m.position, coalesce(g.position, 999), "group", s.name, c.state, d.year, document, c.document_id, p.ordinal, c.quote_start, c.claim_id;
