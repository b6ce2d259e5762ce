// Owns what the database says of treaties beside what was reported: the depositary's record on the day of each document, and claims that contradict it.
// Must not say anything of a day after the record, and never that a State is no party.
import type { TableMacro } from "./shape.js";

/** The day of the review, otherwise the last day that a document's date allows: a year alone is its last day. */
const DAY = "CASE WHEN d.event_date IS NOT NULL THEN d.event_date ELSE CASE length(d.date) WHEN 10 THEN d.date WHEN 7 THEN strftime(last_day((d.date || '-01')::DATE), '%Y-%m-%d') ELSE coalesce(substr(d.date, 1, 4), d.year::VARCHAR) || '-12-31' END END";

export const TREATY_MACROS: readonly TableMacro[] = [
  {
    name: "treaty_record",
    comment:
      "The depositary's record: the table treaty_actions, where `actions` is NULL; otherwise for each treaty in it the given rows, as text 'measure|state|signed|adhered|act|as_of'. Example: FROM treaty_record(NULL) WHERE state = 'AUT';",
    parameters: "actions",
    sql: `WITH given AS (
  SELECT split_part(a, '|', 1) AS measure, split_part(a, '|', 2) AS state, nullif(split_part(a, '|', 3), '') AS signed, nullif(split_part(a, '|', 4), '') AS adhered,
    nullif(split_part(a, '|', 5), '') AS act, split_part(a, '|', 6) AS as_of
  FROM (SELECT unnest(CAST(actions AS VARCHAR[])) AS a)
)
SELECT measure, state, signed, adhered, act, as_of FROM treaty_actions WHERE measure NOT IN (SELECT measure FROM given)
UNION ALL SELECT * FROM given`,
  },
  {
    name: "treaty_positions",
    comment:
      "What the depositary had of each State and treaty on the day of the latest chosen document that the State is a respondent of (of all others: of the latest chosen document), or on the day of the record where that is earlier. position: adhered, signed or none; later says that the document is later than the record. Example: SELECT position, count(*) FROM treaty_positions(NULL, NULL) WHERE measure = 'treaty.untoc' GROUP BY ALL;",
    parameters: "document_ids, actions",
    sql: `WITH chosen AS (
  SELECT d.document_id, ${DAY} AS day FROM documents d
  WHERE d.status = 'read' AND d.claim_count + d.respondent_count > 0 AND (document_ids IS NULL OR list_contains(document_ids, d.document_id))
), days AS (
  SELECT r.state, max(c.day) AS day FROM respondents r JOIN chosen c USING (document_id) GROUP BY r.state
), record AS (
  SELECT * FROM treaty_record(actions)
), ends AS (
  SELECT measure, max(as_of) AS as_of FROM record GROUP BY measure
), asked AS (
  SELECT s.state, e.measure, e.as_of, coalesce(y.day, (SELECT max(day) FROM chosen)) AS document_day
  FROM states s CROSS JOIN ends e LEFT JOIN days y ON y.state = s.state WHERE s.membership <> 'not_a_state'
)
SELECT a.state, a.measure, least(coalesce(a.document_day, a.as_of), a.as_of) AS day, a.as_of, coalesce(a.document_day > a.as_of, true) AS later,
  CASE WHEN t.adhered <= least(coalesce(a.document_day, a.as_of), a.as_of) THEN 'adhered' WHEN t.signed <= least(coalesce(a.document_day, a.as_of), a.as_of) THEN 'signed' ELSE 'none' END AS position,
  t.signed, t.adhered, t.act
FROM asked a LEFT JOIN record t ON t.state = a.state AND t.measure = a.measure`,
  },
  {
    name: "treaty_conflicts",
    comment: "The view treaty_contradictions by another record than the one that came with the program (see treaty_record). Example: SELECT message FROM treaty_conflicts(NULL);",
    parameters: "actions",
    // "Signed" and "signatory" may be all that a claim in place says: with a signature in the record they agree.
    sql: `WITH record AS (
  SELECT * FROM treaty_record(actions)
), ends AS (
  SELECT measure, max(as_of) AS as_of FROM record GROUP BY measure
), said AS (
  SELECT c.*, ${DAY} AS day, coalesce(d.symbol, d.file) AS document, d.file, e.as_of
  FROM claims c JOIN documents d USING (document_id) JOIN ends e ON e.measure = c.measure
), judged AS (
  SELECT s.*, t.signed, t.adhered, t.act,
    CASE WHEN s.day IS NULL OR s.day > s.as_of THEN NULL
      WHEN s.status IN ('in_place', 'mixed') AND (t.adhered IS NULL OR t.adhered > s.day) AND NOT (t.signed IS NOT NULL AND t.signed <= s.day AND regexp_matches(s.quote, '\\bsign(ed|ing|ator|ature)', 'i'))
        THEN CASE WHEN t.signed IS NOT NULL AND t.signed <= s.day THEN 'the depositary has signature only (' || t.signed || ')' ELSE 'the depositary has neither signature nor adherence' END
          || ' by ' || s.day || CASE WHEN t.adhered IS NULL THEN '' ELSE ', and ' || t.act || ' on ' || t.adhered END
      WHEN s.status IN ('absent', 'ended', 'planned', 'in_progress') AND t.adhered IS NOT NULL AND t.adhered <= s.day THEN 'the depositary has ' || t.act || ' on ' || t.adhered
    END AS other
  FROM said s LEFT JOIN record t ON t.state = s.state AND t.measure = s.measure
)
SELECT j.document_id, j.document, j.file, j.paragraph_id, j.paragraph, j.claim_id, j.state, x.name AS state_name, j.measure, m.label AS measure_label, j.status, j.basis, j.day, j.signed, j.adhered, j.as_of,
  x.name || ', ' || m.label || ': reported as ' || replace(j.status, '_', ' ') || ' in ' || substr(j.day, 1, 4) || ' (paragraph ' || j.paragraph || '); ' || j.other || '.' AS message, j.quote
FROM judged j JOIN states x ON x.state = j.state JOIN measures m ON m.measure = j.measure
WHERE j.other IS NOT NULL AND x.membership <> 'not_a_state'`,
  },
];
