-- What a reader of a gap table has to know: documents counted, States named and not among the respondents, documents without respondents, claims left out.
-- Variables: documents, bases.
WITH chosen AS (
  SELECT * FROM documents WHERE status = 'read' AND (getvariable('documents') IS NULL OR document_id IN (SELECT unnest(getvariable('documents')::VARCHAR[])))
), said AS MATERIALIZED (
  SELECT c.document_id, c.state, c.basis, count(*)::INTEGER AS claims FROM claims c SEMI JOIN chosen d USING (document_id) GROUP BY ALL
), cells AS MATERIALIZED (
  SELECT doubtful, differs_elsewhere FROM gap_cells(getvariable('documents'), coalesce(getvariable('bases'), ['self_reported'])) WHERE respondent AND claims > 0
)
SELECT 'documents' AS note, count(*)::INTEGER AS number, list(coalesce(symbol, file) ORDER BY coalesce(symbol, file), file) AS items FROM chosen
UNION ALL
SELECT 'not_read', count(DISTINCT state)::INTEGER, list(DISTINCT state_name || ' (' || document || ')' ORDER BY state_name || ' (' || document || ')')
FROM unread_reports
WHERE (getvariable('documents') IS NULL OR document_id IN (SELECT unnest(getvariable('documents')::VARCHAR[])))
  AND state NOT IN (SELECT r.state FROM respondents r JOIN chosen d USING (document_id) WHERE d.readable)
UNION ALL
SELECT 'failed', count(*)::INTEGER, list(file ORDER BY file) FROM documents WHERE status = 'failed' AND getvariable('documents') IS NULL
UNION ALL
SELECT 'respondents', count(DISTINCT r.state)::INTEGER, NULL FROM respondents r JOIN chosen USING (document_id) ANTI JOIN unread_reports u ON u.document_id = r.document_id AND u.state = r.state
UNION ALL
SELECT 'named_only', count(DISTINCT c.state)::INTEGER, list(DISTINCT s.name ORDER BY s.name)
FROM said c JOIN states s ON s.state = c.state
WHERE list_contains(coalesce(getvariable('bases'), ['self_reported']), c.basis) AND s.membership <> 'not_a_state'
  AND c.state NOT IN (SELECT r.state FROM respondents r JOIN chosen USING (document_id))
  AND c.state NOT IN (SELECT state FROM unread_reports WHERE getvariable('documents') IS NULL OR document_id IN (SELECT unnest(getvariable('documents')::VARCHAR[])))
UNION ALL
SELECT 'not_states', count(DISTINCT c.state)::INTEGER, list(DISTINCT coalesce(s.name, c.state) ORDER BY coalesce(s.name, c.state))
FROM said c LEFT JOIN states s ON s.state = c.state WHERE s.state IS NULL OR s.membership = 'not_a_state'
UNION ALL
SELECT 'no_roster', count(*)::INTEGER, list(coalesce(symbol, file) ORDER BY file)
FROM chosen d
WHERE d.document_id IN (SELECT document_id FROM said WHERE list_contains(coalesce(getvariable('bases'), ['self_reported']), basis)) AND NOT EXISTS (SELECT 1 FROM respondents r WHERE r.document_id = d.document_id)
UNION ALL
SELECT 'unread', count(*)::INTEGER, list(coalesce(symbol, file) ORDER BY file) FROM chosen WHERE NOT readable
UNION ALL
SELECT 'other_bases', coalesce(sum(claims), 0)::INTEGER, list(DISTINCT basis ORDER BY basis) FROM said WHERE NOT list_contains(coalesce(getvariable('bases'), ['self_reported']), basis)
UNION ALL
SELECT 'doubtful', count(*)::INTEGER, NULL FROM cells WHERE doubtful
UNION ALL
SELECT 'differs', count(*)::INTEGER, NULL FROM cells WHERE differs_elsewhere
UNION ALL
SELECT 'symbols_twice', count(*)::INTEGER, list(symbol ORDER BY symbol) FROM (SELECT symbol FROM chosen WHERE symbol IS NOT NULL GROUP BY symbol HAVING count(*) > 1);
