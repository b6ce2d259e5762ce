-- Claims with their evidence. Variables (lists; all where not set): documents, states, measures, statuses, bases, certainties.
SELECT c.claim_id, d.file, coalesce(d.symbol, d.file) AS document, c.paragraph, c.page, c.state, c.measure, c.status, c.extent, c.certainty, c.basis, c.rule, c.quote
FROM claims c JOIN documents d USING (document_id) JOIN paragraphs p USING (paragraph_id)
WHERE (getvariable('documents') IS NULL OR c.document_id IN (SELECT unnest(getvariable('documents')::VARCHAR[])))
  AND (getvariable('states') IS NULL OR list_contains(getvariable('states'), c.state))
  AND (getvariable('measures') IS NULL OR list_contains(getvariable('measures'), c.measure))
  AND (getvariable('statuses') IS NULL OR list_contains(getvariable('statuses'), c.status))
  AND (getvariable('bases') IS NULL OR list_contains(getvariable('bases'), c.basis))
  AND (getvariable('certainties') IS NULL OR list_contains(getvariable('certainties'), c.certainty))
ORDER BY d.file, c.document_id, p.ordinal, c.quote_start, c.state, c.measure, c.claim_id;
