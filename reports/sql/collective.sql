-- Measures ascribed to States that are not named. Variables: documents, measures.
SELECT c.collective_id, d.file, coalesce(d.symbol, d.file) AS document, c.paragraph, c.page, c.measure, c.status, c.quantifier, c.quantifier_class, c.rule, c.quote
FROM collective_claims c JOIN documents d USING (document_id) JOIN paragraphs p USING (paragraph_id)
WHERE (getvariable('documents') IS NULL OR c.document_id IN (SELECT unnest(getvariable('documents')::VARCHAR[])))
  AND (getvariable('measures') IS NULL OR list_contains(getvariable('measures'), c.measure))
ORDER BY d.file, d.document_id, p.ordinal, c.quote_start, c.measure, c.collective_id;
