// Owns the views on recommendations: their outcome once an addendum is read, and what became of them in later documents.
// Must not touch DuckDB; create.ts does.
import type { View } from "./shape.js";

export const RECOMMENDATION_VIEWS: readonly View[] = [
  {
    name: "recommendation_outcomes",
    comment:
      "Recommendations, one row for each State that made one, with the final response: that of the addendum (symbol of the report and /Add.N) where one is read and answers the number in one way, otherwise the printed one. Copies of a report are left out. Example: SELECT final_response, count(*) FROM recommendation_outcomes WHERE state = 'NPL' AND trafficking GROUP BY ALL;",
    columns: [
      ["recommendation_id", "Id of the recommendation."],
      ["document_id", "Report that has it."],
      ["document", "UN symbol of that report where there is one, otherwise the file."],
      ["state", "State that it is addressed to."],
      ["state_name", "Its short name."],
      ["recommended_by", "State that made it."],
      ["recommended_by_name", "Its short name."],
      ["session", "Session of the Working Group at which it was made."],
      ["year", "Year of that session; of the report where the report does not say."],
      ["number", "Number as printed."],
      ["text", "What is recommended."],
      ["measures", "Codes of the measures that it is about."],
      ["trafficking", "Whether it names trafficking in persons, the sale of children, or a treaty against either."],
      ["action", "Kind of action asked for, 1 to 5 as UPR Info counts."],
      ["response", "Response as printed in the report."],
      ["final_response", "Response of the addendum, or the printed one where that is final; null where neither is."],
      ["answered_in", "Symbol of the addendum that answers; null where the report itself does, or nothing."],
      ["answer_quote", "Words of the addendum; null without one."],
      ["quote", "Words of the report."],
      ["paragraph", "Printed number of the paragraph."],
      ["page", "Page on which the paragraph begins."],
    ],
    sql: `WITH later AS (
  SELECT regexp_replace(d.symbol, '/Add\\.\\d+$', '') AS report, a.state, a.number,
    CASE WHEN count(DISTINCT a.response) = 1 THEN min(a.response) END AS response, min(d.symbol) AS symbol, min(a.quote) AS quote
  FROM recommendation_answers a JOIN documents d USING (document_id) WHERE regexp_matches(d.symbol, '/Add\\.\\d+$') GROUP BY ALL
), made AS (
  SELECT *, unnest(recommended_by) AS maker FROM recommendations
)
SELECT r.recommendation_id, r.document_id, k.document, r.state, s.name AS state_name, r.maker AS recommended_by, m.name AS recommended_by_name, r.session, coalesce(r.year, d.year) AS year, r.number, r.text, r.measures, r.trafficking, r.action, r.response,
  coalesce(CASE WHEN l.response <> 'pending' THEN l.response END, CASE WHEN r.response NOT IN ('pending', 'unknown') THEN r.response END) AS final_response,
  CASE WHEN l.response <> 'pending' THEN l.symbol END AS answered_in, CASE WHEN l.response <> 'pending' THEN l.quote END AS answer_quote, r.quote, r.paragraph, r.page
FROM made r JOIN documents d USING (document_id) JOIN document_copies k USING (document_id)
LEFT JOIN states s ON s.state = r.state LEFT JOIN states m ON m.state = r.maker
LEFT JOIN later l ON l.report = d.symbol AND l.state = r.state AND l.number = r.number
WHERE NOT k.copy`,
  },
  {
    name: "recommended_measures",
    comment:
      "What became of recommendations: State x measure x review, whether a later document that hears from the State reports the measure. later_document false: there is no later document of the State, so nothing can be said; only the others are a denominator. Example: SELECT count(*) FILTER (NOT reported) AS not_reported_since, count(*) AS of FROM recommended_measures WHERE measure = 'victims.shelter' AND later_document;",
    columns: [
      ["state", "State that it was recommended to."],
      ["state_name", "Its short name."],
      ["region", "M49 region."],
      ["un_group", "United Nations regional group."],
      ["measure", "Code of the measure."],
      ["measure_label", "Label of the measure."],
      ["category", "Category of the measure."],
      ["document_id", "Report of the review."],
      ["document", "Its UN symbol where there is one, otherwise the file."],
      ["session", "Session of the Working Group."],
      ["year", "Year of the review."],
      ["recommended_by", "States that recommended it at this review."],
      ["recommendations", "Recommendations on the measure, each State that made one counted."],
      ["supported", "Of these, those that the State supported, in whole or as implemented already."],
      ["refused", "Of these, those that it did not support or noted."],
      ["later_document", "Whether a document of a later year hears from the State."],
      ["later_documents", "Their number."],
      ["reported", "Whether one of these reports the measure in place, under way or mixed, by the State's own word; null without a later document."],
      ["reported_status", "Status that the latest of them reports on the measure, whatever it is; null where it is silent."],
      ["reported_in", "Document that reports it, the first of them."],
      ["reported_year", "Year of that document."],
      ["numbers", "Numbers of the recommendations."],
    ],
    sql: `WITH named AS (
  SELECT *, unnest(measures) AS measure FROM recommendation_outcomes
), asked AS (
  SELECT o.state, o.measure, o.document_id, o.document, o.session, o.year, list(DISTINCT o.recommended_by ORDER BY o.recommended_by) AS recommended_by, count(*)::INTEGER AS recommendations,
    count(*) FILTER (o.final_response IN ('supported', 'implemented'))::INTEGER AS supported, count(*) FILTER (o.final_response IN ('not_supported', 'noted'))::INTEGER AS refused,
    list(DISTINCT o.number ORDER BY o.number) AS numbers
  FROM named o GROUP BY ALL
), heard AS (
  SELECT DISTINCT r.state, r.document_id, coalesce(v.year, d.year) AS year, k.document
  FROM respondents r JOIN documents d USING (document_id) JOIN document_copies k USING (document_id)
  LEFT JOIN (SELECT document_id, max(year) AS year FROM recommendations GROUP BY document_id) v USING (document_id)
  WHERE NOT k.copy AND d.readable AND d.year IS NOT NULL
), followed AS (
  SELECT a.document_id, a.state, a.measure, count(DISTINCT h.document_id)::INTEGER AS later_documents,
    bool_or(c.status IN ('in_place', 'in_progress', 'mixed')) AS reported,
    arg_max(c.status, h.year) AS reported_status,
    arg_min(h.document, h.year) FILTER (c.status IN ('in_place', 'in_progress', 'mixed')) AS reported_in, min(h.year) FILTER (c.status IN ('in_place', 'in_progress', 'mixed')) AS reported_year
  FROM asked a JOIN heard h ON h.state = a.state AND h.year > a.year AND h.document_id <> a.document_id
  LEFT JOIN document_cells c ON c.document_id = h.document_id AND c.state = a.state AND c.measure = a.measure AND c.basis = 'self_reported'
  GROUP BY ALL
)
SELECT a.state, s.name AS state_name, s.region, s.un_group, a.measure, m.label AS measure_label, m.category, a.document_id, a.document, a.session, a.year, a.recommended_by, a.recommendations, a.supported, a.refused,
  f.later_documents IS NOT NULL AS later_document, coalesce(f.later_documents, 0) AS later_documents, CASE WHEN f.later_documents IS NOT NULL THEN coalesce(f.reported, false) END AS reported, f.reported_status, f.reported_in, f.reported_year, a.numbers
FROM asked a LEFT JOIN followed f USING (document_id, state, measure) LEFT JOIN states s ON s.state = a.state LEFT JOIN measures m ON m.measure = a.measure`,
  },
];
