-- What was read. Variable: documents.
SELECT file, symbol, status, kind, state, year, title, format, pages, paragraph_count AS paragraphs, respondent_count AS respondents, claim_count AS claims, failure_reason, document_id
FROM documents
WHERE getvariable('documents') IS NULL OR list_contains(getvariable('documents'), document_id)
ORDER BY file, document_id;
