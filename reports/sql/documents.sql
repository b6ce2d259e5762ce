-- What was read. Variable: documents.
SELECT file, documents.symbol, status, kind, state, year, title, format, pages, paragraph_count AS paragraphs, respondent_count AS respondents, claim_count AS claims, failure_reason, r.final_url AS retrieved_from, r.retrieved_at, document_id
FROM documents LEFT JOIN retrievals r USING (document_id)
WHERE getvariable('documents') IS NULL OR list_contains(getvariable('documents'), document_id)
ORDER BY file, document_id;
