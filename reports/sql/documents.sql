-- What was read. Variable: documents.
SELECT file, documents.symbol, status, kind, state, year, title, format, pages, CAST(round(text_read * 100, 1) AS DECIMAL(4, 1)) AS text_read_percent, paragraph_count AS paragraphs, respondent_count AS respondents, claim_count AS claims, failure_reason, r.final_url AS retrieved_from, r.retrieved_at, document_id
FROM documents LEFT JOIN retrievals r USING (document_id)
WHERE getvariable('documents') IS NULL OR document_id IN (SELECT unnest(getvariable('documents')::VARCHAR[]))
ORDER BY file, document_id;
