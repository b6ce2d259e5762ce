-- Recommendations on measures to States, one row for each State, measure and review, with what later documents report.
-- Variables: documents (of the recommendations), measures, states.
SELECT r.state, r.state_name, r.measure, r.measure_label AS label, r.category, r.document, r.document_id, r.year, r.recommendations, len(r.recommended_by)::INTEGER AS makers, r.supported, r.refused,
  r.later_documents, r.later_document, r.reported, r.reported_status, r.reported_in, r.reported_year, r.numbers
FROM recommended_measures r JOIN measures m USING (measure)
WHERE (getvariable('documents') IS NULL OR r.document_id IN (SELECT unnest(getvariable('documents')::VARCHAR[])))
  AND (getvariable('measures') IS NULL OR list_contains(getvariable('measures'), r.measure))
  AND (getvariable('states') IS NULL OR list_contains(getvariable('states'), r.state))
ORDER BY r.state_name, m.position, r.year, r.document;
