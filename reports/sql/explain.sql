-- One claim with everything that led to it. Variable: claim.
SELECT c.*, d.file, d.symbol, d.title, d.kind, d.kind_basis, d.year, d.status AS document_status, p.text, p.headings, p.role, p.numbered, p.page_first, p.page_last, p.recognised,
  (SELECT s.role_rule FROM sections s WHERE s.document_id = c.document_id AND s.ordinal = p.section) AS role_rule,
  o.final_url AS retrieved_from, o.retrieved_at,
  st.name AS state_name, m.label AS measure_label, m.category,
  (SELECT string_agg(r.source, ', ' ORDER BY r.source) FROM respondents r WHERE r.document_id = c.document_id AND r.state = c.state) AS respondent_source
FROM claims c JOIN documents d USING (document_id) JOIN paragraphs p USING (paragraph_id)
LEFT JOIN retrievals o ON o.document_id = c.document_id
LEFT JOIN states st ON st.state = c.state LEFT JOIN measures m ON m.measure = c.measure
WHERE c.claim_id = getvariable('claim');
