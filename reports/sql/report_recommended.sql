-- What was recommended in reviews and what became of it, per measure: pairs of State and measure, and of those with a later document of the State how many report it since.
-- A pair recommended in several reviews counts once, by the earliest. Variables: documents (of the recommendations), measures, states.
WITH chosen AS (
  SELECT *, row_number() OVER (PARTITION BY state, measure ORDER BY year, document) AS place FROM recommended_measures
  WHERE (getvariable('documents') IS NULL OR document_id IN (SELECT unnest(getvariable('documents')::VARCHAR[])))
    AND (getvariable('measures') IS NULL OR list_contains(getvariable('measures'), measure))
    AND (getvariable('states') IS NULL OR list_contains(getvariable('states'), state))
)
SELECT c.measure, m.label, m.category, count(*)::INTEGER AS states, count(*) FILTER (later_document)::INTEGER AS followed,
  count(*) FILTER (reported)::INTEGER AS reported, count(*) FILTER (later_document AND NOT reported)::INTEGER AS not_reported,
  round(100.0 * count(*) FILTER (reported) / nullif(count(*) FILTER (later_document), 0), 1) AS reported_pct,
  round(100.0 * count(*) FILTER (later_document AND NOT reported) / nullif(count(*) FILTER (later_document), 0), 1) AS not_reported_pct,
  coalesce(string_agg(state_name, '; ' ORDER BY state_name) FILTER (later_document AND NOT reported), '') AS names
FROM chosen c JOIN measures m USING (measure) WHERE place = 1
GROUP BY c.measure, m.label, m.category, m.position ORDER BY m.position;
