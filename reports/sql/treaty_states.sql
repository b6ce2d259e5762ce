-- One State and the treaties: what the depositary had on the day of its latest document, and what it has by its record.
-- Variables: documents, states (nothing where not set), treaties (rows of another record; the shipped one where not set).
SELECT p.measure, m.label, p.state, p.position, p.day, p.later, p.as_of, p.signed, p.adhered, p.act
FROM treaty_positions(getvariable('documents'), getvariable('treaties')) p JOIN measures m ON m.measure = p.measure
WHERE list_contains(getvariable('states'), p.state)
ORDER BY m.position;
