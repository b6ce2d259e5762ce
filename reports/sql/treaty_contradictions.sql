-- Claims on treaties that contradict the depositary's record. Variables: documents, bases, treaties (rows of another record; the shipped one where not set).
SELECT document_id, document, paragraph, state, state_name, measure, measure_label, status, day, signed, adhered, as_of, message
FROM treaty_conflicts(getvariable('treaties'))
WHERE (getvariable('documents') IS NULL OR document_id IN (SELECT unnest(getvariable('documents')::VARCHAR[]))) AND list_contains(coalesce(getvariable('bases'), ['self_reported']), basis)
ORDER BY document, document_id, paragraph_id, state_name, measure;
