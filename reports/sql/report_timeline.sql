-- Since when: years that the documents' own words give for a measure of a State, oldest first. A year told by several documents stands once each.
-- Variables: documents, bases, measures, states.
SELECT t.measure, t.measure_label AS label, t.event, t.year, t.year_to, t.status, t.document, t.document_id, t.document_year, t.paragraph, t.page, t.quote, m.position
FROM measure_timeline t JOIN measures m USING (measure)
WHERE t.event NOT IN ('reported', 'figure') AND list_contains(coalesce(getvariable('bases'), ['self_reported']), t.basis)
  AND (getvariable('documents') IS NULL OR t.document_id IN (SELECT unnest(getvariable('documents')::VARCHAR[])))
  AND (getvariable('measures') IS NULL OR list_contains(getvariable('measures'), t.measure))
  AND (getvariable('states') IS NULL OR list_contains(getvariable('states'), t.state))
ORDER BY m.position, t.year, t.year_to NULLS FIRST, t.event, t.document, t.paragraph, t.claim_id;
