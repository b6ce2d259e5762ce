-- What could not be read, resolved or reconciled. Variables: documents, kinds, severities.
SELECT i.severity, i.kind, d.file, coalesce(d.symbol, d.file) AS document, i.paragraph, i.message, i.next, i.excerpt, i.origin
FROM issues i JOIN documents d USING (document_id)
WHERE (getvariable('documents') IS NULL OR list_contains(getvariable('documents'), i.document_id))
  AND (getvariable('kinds') IS NULL OR list_contains(getvariable('kinds'), i.kind))
  AND (getvariable('severities') IS NULL OR list_contains(getvariable('severities'), i.severity))
ORDER BY CASE i.severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, d.file, d.document_id, i.origin, i.ordinal;
