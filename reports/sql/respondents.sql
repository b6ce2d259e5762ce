-- States that the documents heard from. Variables: documents, states.
SELECT d.file, coalesce(d.symbol, d.file) AS document, d.year, r.state, s.name AS state_name, s.region, s.un_group, r.name AS name_as_written, r.source, r.paragraph, r.footnote
FROM respondents r JOIN documents d USING (document_id) LEFT JOIN states s ON s.state = r.state
WHERE (getvariable('documents') IS NULL OR r.document_id IN (SELECT unnest(getvariable('documents')::VARCHAR[])))
  AND (getvariable('states') IS NULL OR list_contains(getvariable('states'), r.state))
ORDER BY d.file, d.document_id, s.name, r.state, r.source;
