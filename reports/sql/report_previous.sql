-- The last report of the Secretary-General before the chosen documents, and what changed since among the States that replied to both.
-- Variables: documents, bases.
WITH chosen AS (
  SELECT document_id, year FROM documents WHERE list_contains(coalesce(getvariable('documents'), []::VARCHAR[]), document_id)
), previous AS (
  SELECT d.document_id, coalesce(d.symbol, d.file) AS document FROM documents d JOIN document_copies k USING (document_id)
  WHERE d.status = 'read' AND d.kind = 'sg_report' AND d.respondent_count > 0 AND NOT k.copy AND d.year < (SELECT min(year) FROM chosen)
  ORDER BY d.year DESC, d.file LIMIT 1
), moved AS (
  SELECT * FROM gap_changes((SELECT list(document_id) FROM previous), (SELECT list(document_id) FROM chosen), coalesce(getvariable('bases'), ['self_reported']))
  WHERE from_respondent AND to_respondent AND EXISTS (SELECT 1 FROM previous)
)
SELECT (SELECT document FROM previous) AS document,
  (SELECT count(*)::INTEGER FROM (SELECT state FROM respondents SEMI JOIN previous USING (document_id) INTERSECT SELECT state FROM respondents SEMI JOIN chosen USING (document_id))) AS both,
  count(*) FILTER (change = 'newly_reported')::INTEGER AS newly_reported, count(*) FILTER (change = 'no_longer_named')::INTEGER AS no_longer_named
FROM moved;
