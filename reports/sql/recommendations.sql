-- Recommendations made to States, and their responses; never claims. Variables: documents, states (addressed), measures.
SELECT r.recommendation_id, d.file, coalesce(d.symbol, d.file) AS document, r.paragraph, r.page, r.state, r.recommended_by, r.session, r.year, r.number, r.text, r.response, r.measures, r.trafficking, r.action, r.quote
FROM recommendations r JOIN documents d USING (document_id) JOIN paragraphs p USING (paragraph_id)
WHERE (getvariable('documents') IS NULL OR r.document_id IN (SELECT unnest(getvariable('documents')::VARCHAR[])))
  AND (getvariable('states') IS NULL OR list_contains(getvariable('states'), r.state))
  AND (getvariable('measures') IS NULL OR list_has_any(getvariable('measures'), r.measures))
ORDER BY d.file, d.document_id, p.ordinal, r.quote_start, r.recommendation_id;
