-- Measures that no State is named with, and whose main word stands in quotes that give States another measure ("may include shelter"): how many States, and where.
-- The main word is the only one of five letters or more in the label, without the ending of a plural: a label of several words is said by no single one of them.
-- Variables: documents, bases, measures.
WITH cells AS MATERIALIZED (
  SELECT state, measure, year, basis, cell, reported_status FROM gap_cells(getvariable('documents'), coalesce(getvariable('bases'), ['self_reported'])) WHERE reported_status IS NOT NULL
), words AS (
  SELECT measure, label, position, regexp_extract_all(lower(label), '[a-z-]{5,}') AS found FROM measures
  WHERE (getvariable('measures') IS NULL OR list_contains(getvariable('measures'), measure)) AND measure NOT IN (SELECT measure FROM cells)
), stems AS (
  SELECT measure, label, position, '\b' || regexp_replace(found[1], 's$', '') AS stem FROM words WHERE len(found) = 1
), said AS (
  SELECT s.measure, s.label, s.position, c.state, coalesce(d.symbol, d.file) AS document, d.year, d.document_id, p.ordinal, c.paragraph
  FROM stems s JOIN claims c ON c.measure <> s.measure AND regexp_matches(c.quote, s.stem, 'i')
  JOIN documents d USING (document_id) JOIN paragraphs p USING (paragraph_id)
  JOIN cells x ON x.state = c.state AND x.measure = c.measure
  WHERE d.status = 'read' AND list_contains(coalesce(getvariable('bases'), ['self_reported']), c.basis)
    AND (getvariable('documents') IS NULL OR c.document_id IN (SELECT unnest(getvariable('documents')::VARCHAR[])))
    -- What the cell of the other measure rests on: as in report_claims.sql.
    AND coalesce(d.year, 0) = coalesce(x.year, 0) AND c.basis = x.basis AND (x.reported_status = 'conflict' OR x.reported_status = c.status) AND x.cell <> 'not_read'
), placed AS (
  SELECT measure, document || ', para. ' || paragraph AS place, min((coalesce(year, 0), document, document_id, ordinal)) AS reading_order FROM said GROUP BY ALL
)
SELECT s.measure, s.label, count(DISTINCT s.state)::INTEGER AS states,
  (SELECT list(p.place ORDER BY p.reading_order) FROM placed p WHERE p.measure = s.measure)[1:3] AS places
FROM said s GROUP BY s.measure, s.label, s.position ORDER BY s.position;
