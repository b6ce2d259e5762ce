-- What could not be read, resolved or reconciled, the gravest first: by severity, then by kind, from what is lost as a whole (a document, a State) over what is doubtful (a claim) to what is odd (a number). Variables: documents, kinds, severities.
SELECT i.severity, i.kind, d.file, coalesce(d.symbol, d.file) AS document, d.state, d.symbol, i.paragraph, i.message, i.next, i.excerpt, i.origin
FROM issues i JOIN documents d USING (document_id)
WHERE (getvariable('documents') IS NULL OR i.document_id IN (SELECT unnest(getvariable('documents')::VARCHAR[])))
  AND (getvariable('kinds') IS NULL OR list_contains(getvariable('kinds'), i.kind))
  AND (getvariable('severities') IS NULL OR list_contains(getvariable('severities'), i.severity))
ORDER BY CASE i.severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, coalesce(list_position(['unreadable', 'not_read', 'language', 'no_claims', 'roster', 'unresolved_list', 'unknown_state', 'not_a_state', 'conflict', 'depositary', 'duplicate', 'metadata', 'segmentation'], i.kind), 99), i.kind, d.file, d.document_id, i.origin, i.ordinal;
