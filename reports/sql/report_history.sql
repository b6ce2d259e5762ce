-- What each document says of a State and a measure: one row for each document, State, measure and basis with claims.
-- Variables: documents, bases, measures, states.
SELECT x.state, s.name AS state_name, x.measure, m.label, m.category, x.year, coalesce(d.symbol, d.file) AS document, x.document_id, d.kind, x.basis, x.status, x.claims
FROM document_cells x JOIN documents d USING (document_id) JOIN measures m ON m.measure = x.measure JOIN states s ON s.state = x.state
WHERE d.status = 'read' AND list_contains(coalesce(getvariable('bases'), ['self_reported']), x.basis)
  AND (getvariable('documents') IS NULL OR x.document_id IN (SELECT unnest(getvariable('documents')::VARCHAR[])))
  AND (getvariable('measures') IS NULL OR list_contains(getvariable('measures'), x.measure))
  AND (getvariable('states') IS NULL OR list_contains(getvariable('states'), x.state))
ORDER BY m.position, s.name, x.year DESC NULLS LAST, document, x.document_id, x.basis;
