-- States that a document names with measures in its body and that are not among its respondents (documents with respondents only).
-- Variables: documents, bases.
SELECT c.document_id, coalesce(d.symbol, d.file) AS document, d.year, c.state, s.name AS state_name, count(DISTINCT c.measure)::INTEGER AS measures, count(*)::INTEGER AS claims,
  list(DISTINCT c.paragraph ORDER BY c.paragraph) AS paragraphs
FROM claims c JOIN documents d USING (document_id) JOIN states s ON s.state = c.state
WHERE d.status = 'read' AND s.membership <> 'not_a_state' AND list_contains(coalesce(getvariable('bases'), ['self_reported']), c.basis)
  AND (getvariable('documents') IS NULL OR c.document_id IN (SELECT unnest(getvariable('documents')::VARCHAR[])))
  AND EXISTS (SELECT 1 FROM respondents r WHERE r.document_id = c.document_id)
  AND NOT EXISTS (SELECT 1 FROM respondents r WHERE r.document_id = c.document_id AND r.state = c.state)
GROUP BY c.document_id, d.symbol, d.file, d.year, c.state, s.name
ORDER BY d.year, document, c.document_id, s.name;
