// Owns the views of the database: what readers ask instead of the tables, with the comment of every column.
// Must not touch DuckDB; create.ts does. A rule that several questions share stands here once.

import { DECISION_VIEWS } from "./decisions.js";
import { oneStatus } from "./one-status.js";
import { PLAN_VIEWS } from "./plan-tables.js";
import { RECOMMENDATION_VIEWS } from "./recommendation-views.js";
import { table } from "./schema.js";
import type { View } from "./shape.js";

const GROUP_COLUMNS: [string, string][] = [
  ["region", "M49 region of the State."],
  ["subregion", "M49 sub-region (the intermediate region where there is one)."],
  ["un_group", "United Nations regional group of the State."],
  ["ldc", "Least developed country, in the year of the classification and not of the document."],
  ["lldc", "Landlocked developing country."],
  ["sids", "Small island developing State."],
  ["income", "World Bank income group, of the year of the classification."],
];
const DOCUMENT_NAME: [string, string] = ["document", "UN symbol where there is one, otherwise the file."];
const CELL = "in_place, in_progress, planned, mixed, absent, ended, conflict; silent (a respondent that the text does not name with the measure, which is not a no), not_read (it reported, and its report could not be read or is in a language that we do not read) or no_report (not a respondent)";

/** Views made for questions. Each comment ends with an example query. */
export const VIEWS: readonly View[] = [
  {
    name: "document_copies",
    comment:
      "Which files of one UN symbol are counted: one is, the others are its copies. The one with pages comes first, then one with a year, then by file name. Example: SELECT file, copy FROM document_copies WHERE document = 'A/65/209';",
    columns: [
      ["document_id", "Document."],
      DOCUMENT_NAME,
      ["file", "File that was read."],
      ["copy", "True where another file of the same symbol is counted in its place."],
      ["counted_as", "document_id of the file that is counted; its own where it is no copy."],
    ],
    // The order among files of one symbol is only worked out for symbols that several files have: over all documents it would cost more than the question asked.
    sql: `WITH several AS (
  SELECT symbol FROM documents WHERE status = 'read' AND symbol IS NOT NULL GROUP BY symbol HAVING count(*) > 1
), ordered AS (
  SELECT document_id, first_value(document_id) OVER (PARTITION BY symbol ORDER BY pages IS NULL, year IS NULL, file, document_id) AS first
  FROM documents SEMI JOIN several USING (symbol) WHERE status = 'read'
)
SELECT d.document_id, coalesce(d.symbol, d.file) AS document, d.file, coalesce(o.first <> d.document_id, false) AS copy, coalesce(o.first, d.document_id) AS counted_as
FROM documents d LEFT JOIN ordered o USING (document_id) WHERE d.status = 'read'`,
  },
  {
    name: "claim_evidence",
    comment:
      "Claims with everything needed to read and to cite them, and every group of the State. A report read from several files stands once a file: NOT copy leaves one. Example: SELECT state_name, cited_as, quote FROM claim_evidence WHERE measure = 'victims.hotline' AND year = 2010 AND NOT copy;",
    columns: [
      ["claim_id", "Id of the claim."],
      DOCUMENT_NAME,
      ["file", "File that was read."],
      ["kind", "Kind of document."],
      ["year", "Year of the document."],
      ["paragraph", "Printed number of the paragraph."],
      ["page", "Page on which the paragraph begins."],
      ["state", "State, ISO 3166-1 alpha-3."],
      ["state_name", "Short name of the State."],
      ["region", "M49 region of the State."],
      ["un_group", "United Nations regional group of the State."],
      ["measure", "Code of the measure."],
      ["measure_label", "Label of the measure."],
      ["category", "Category of the measure."],
      ["status", "Status reported."],
      ["extent", "list or including."],
      ["certainty", "explicit, hedged or inferred."],
      ["basis", "self_reported, secretariat or third_party."],
      ["respondent", "Whether the State is among the respondents of this document."],
      ["rule", "Rule that made the claim."],
      ["quote", "Quote that carries the claim."],
      ["document_id", "Document."],
      ["paragraph_id", "Paragraph; its whole text is in the table paragraphs."],
      ["copy", "True where another file of the same symbol is counted in its place."],
      ["cited_as", "Document, paragraph and page as one would cite them; b and a number is an unnumbered paragraph by its count."],
      ...GROUP_COLUMNS.filter(([name]) => name !== "region" && name !== "un_group"),
    ],
    sql: `SELECT c.claim_id, coalesce(d.symbol, d.file) AS document, d.file, d.kind, d.year, c.paragraph, c.page,
  c.state, s.name AS state_name, s.region, s.un_group, c.measure, m.label AS measure_label, m.category,
  c.status, c.extent, c.certainty, c.basis,
  EXISTS (SELECT 1 FROM respondents r WHERE r.document_id = c.document_id AND r.state = c.state) AS respondent,
  c.rule, c.quote, c.document_id, c.paragraph_id, k.copy,
  coalesce(d.symbol, d.file) || ', para. ' || c.paragraph || coalesce(', p. ' || c.page, '') AS cited_as,
  s.subregion, s.ldc, s.lldc, s.sids, s.income
FROM claims c
JOIN documents d USING (document_id)
JOIN document_copies k USING (document_id)
LEFT JOIN states s ON s.state = c.state
LEFT JOIN measures m ON m.measure = c.measure`,
  },
  {
    name: "document_cells",
    comment:
      "State x measure x document x basis: the one status that the document's claims come to. conflict where it says both that the measure is lacking and that it is there or coming. Only what is said: for silence see cells. Example: SELECT * FROM document_cells WHERE state = 'SVN';",
    columns: [
      ["document_id", "Document."],
      ["year", "Year of the document."],
      ["state", "State, ISO 3166-1 alpha-3."],
      ["measure", "Code of the measure."],
      ["basis", "self_reported, secretariat or third_party."],
      ["status", "Status, or conflict. Where claims are compatible: in_place before mixed, in_progress, planned; ended before absent."],
      ["claims", "Number of claims."],
    ],
    sql: `SELECT c.document_id, d.year, c.state, c.measure, c.basis,
  ${oneStatus("c.status")} AS status,
  count(*)::INTEGER AS claims
FROM claims c JOIN documents d USING (document_id)
GROUP BY ALL`,
  },
  {
    name: "unread_reports",
    comment:
      "Reports of States that say nothing to us: files that could not be read, documents in another language than English, and those of which half or more could not be read. The State is not_read in every table, unless another document of it was read. Example: SELECT state_name, file, reason FROM unread_reports;",
    columns: [
      ["document_id", "Document."],
      DOCUMENT_NAME,
      ["file", "File."],
      ["kind", "Kind of document; null where it could not be read."],
      ["year", "Year of the document; null where not known."],
      ["state", "State that reports, ISO 3166-1 alpha-3: the author, the State under review, a respondent of a report that lists States, or the one that symbol or file name tell."],
      ["state_name", "Short name of the State."],
      ["reason", "Why it was not read."],
    ],
    sql: `WITH unread AS (
  SELECT document_id, coalesce(symbol, file) AS document, file, kind, year, state, language, share_read, failure_reason FROM documents WHERE NOT readable
), reporters AS (
  SELECT document_id, state FROM unread WHERE state IS NOT NULL AND (kind IS NULL OR kind IN ('national_report', 'pledge', 'upr_working_group', 'other'))
  UNION SELECT r.document_id, r.state FROM respondents r SEMI JOIN unread USING (document_id)
)
SELECT u.document_id, u.document, u.file, u.kind, u.year, r.state, s.name AS state_name,
  CASE WHEN u.failure_reason IS NOT NULL THEN u.failure_reason WHEN u.language <> 'en' THEN 'Its text is in the language "' || u.language || '".'
    ELSE printf('Only %d %% of it is text that could be read.', CAST(round(100 * coalesce(u.share_read, 0)) AS INTEGER)) END AS reason
FROM reporters r JOIN unread u USING (document_id) LEFT JOIN states s ON s.state = r.state`,
  },
  {
    name: "cells",
    comment:
      "State x measure x document with the gap state, from what States say themselves (basis self_reported). A document has cells for its respondents and for the States that it names; a report of the Secretary-General with respondents has them for every State of its year, so no_report is told there. A State whose report was not read is not_read for every measure. Copies of a report are left out. Example: SELECT region, cell, count(*) FROM cells WHERE document = 'A/65/209' AND measure = 'victims.shelter' GROUP BY ALL;",
    columns: [
      ["document_id", "Document."],
      DOCUMENT_NAME,
      ["kind", "Kind of document."],
      ["year", "Year of the document."],
      ["state", "State, ISO 3166-1 alpha-3."],
      ["state_name", "Short name of the State."],
      ["measure", "Code of the measure."],
      ["measure_label", "Label of the measure."],
      ["category", "Category of the measure."],
      ["cell", `${CELL}.`],
      ["respondent", "Whether the State is among the respondents, and its report was read."],
      ["reported_status", "Status that the text reports, also of a State that is no respondent; null where it is silent."],
      ["illustrative", "True where every claim of the cell stands in a list of examples; null without claims."],
      ["doubtful", "True where every claim of the cell is hedged or inferred; null without claims."],
      ["collective", "Whether the document ascribes the measure to States without naming them, so that silence says little."],
      ["claims", "Number of claims."],
      ...GROUP_COLUMNS,
    ],
    sql: `WITH docs AS (
  SELECT d.document_id, k.document, d.kind, d.year, d.respondent_count
  FROM documents d JOIN document_copies k USING (document_id)
  WHERE NOT k.copy AND (d.claim_count + d.respondent_count > 0 OR NOT d.readable OR EXISTS (SELECT 1 FROM claims c WHERE c.document_id = d.document_id))
), lost AS (
  SELECT DISTINCT document_id, state FROM unread_reports
), scope AS (
  SELECT document_id, state FROM respondents
  UNION SELECT document_id, state FROM lost
  UNION SELECT document_id, state FROM claims WHERE basis = 'self_reported'
  UNION SELECT d.document_id, s.state FROM docs d JOIN state_memberships s
    ON CASE WHEN d.year IS NULL THEN s.member_to IS NULL
      ELSE substr(s.member_from, 1, 4)::INTEGER <= d.year AND (s.member_to IS NULL OR s.member_to > printf('%04d-01-01', d.year)) END
    WHERE d.kind = 'sg_report' AND d.respondent_count > 0
), said AS (
  SELECT document_id, state, measure, ${oneStatus("status")} AS status,
    bool_and(extent = 'including') AS illustrative, bool_and(certainty <> 'explicit') AS doubtful, count(*)::INTEGER AS claims
  FROM claims WHERE basis = 'self_reported' GROUP BY ALL
), heard AS (
  SELECT DISTINCT document_id, state FROM respondents ANTI JOIN lost USING (document_id, state)
), covered AS (
  SELECT DISTINCT document_id, measure FROM collective_claims
)
SELECT d.document_id, d.document, d.kind, d.year, e.state, s.name AS state_name, m.measure, m.label AS measure_label, m.category,
  CASE WHEN l.state IS NOT NULL THEN 'not_read' WHEN h.state IS NULL THEN 'no_report' WHEN x.status IS NULL THEN 'silent' ELSE x.status END AS cell,
  h.state IS NOT NULL AS respondent, x.status AS reported_status, x.illustrative, x.doubtful, v.measure IS NOT NULL AS collective,
  coalesce(x.claims, 0) AS claims, s.region, s.subregion, s.un_group, s.ldc, s.lldc, s.sids, s.income
FROM scope e
JOIN docs d USING (document_id)
JOIN states s ON s.state = e.state AND s.membership <> 'not_a_state'
CROSS JOIN measures m
LEFT JOIN heard h ON h.document_id = e.document_id AND h.state = e.state
LEFT JOIN lost l ON l.document_id = e.document_id AND l.state = e.state
LEFT JOIN said x ON x.document_id = e.document_id AND x.state = e.state AND x.measure = m.measure
LEFT JOIN covered v ON v.document_id = e.document_id AND v.measure = m.measure`,
  },
  {
    name: "respondent_list",
    comment:
      "Who answered: one row a document and State, with the place where the document says so and how much it reports of the State. Example: SELECT region, count(*) FROM respondent_list WHERE document = 'A/65/209' AND NOT copy GROUP BY region;",
    columns: [
      ["document_id", "Document."],
      DOCUMENT_NAME,
      ["kind", "Kind of document."],
      ["year", "Year of the document."],
      ["copy", "True where another file of the same symbol is counted in its place."],
      ["state", "State, ISO 3166-1 alpha-3."],
      ["state_name", "Short name of the State."],
      ["written_as", "Name as the document writes it; several are joined with a semicolon."],
      ["place", "Footnote, paragraph, author or State under review: why it counts as a respondent."],
      ["claims", "Self-reported claims about the State in the document."],
      ["measures", "Measures that these claims are about."],
      ...GROUP_COLUMNS,
    ],
    sql: `WITH said AS (
  SELECT document_id, state, count(*)::INTEGER AS claims, count(DISTINCT measure)::INTEGER AS measures
  FROM claims WHERE basis = 'self_reported' GROUP BY ALL
), named AS (
  SELECT document_id, state, string_agg(DISTINCT name, '; ' ORDER BY name) AS written_as,
    string_agg(DISTINCT CASE WHEN footnote IS NOT NULL THEN 'footnote ' || footnote WHEN paragraph IS NOT NULL THEN 'paragraph ' || paragraph ELSE replace(source, '_', ' ') END, '; '
      ORDER BY CASE WHEN footnote IS NOT NULL THEN 'footnote ' || footnote WHEN paragraph IS NOT NULL THEN 'paragraph ' || paragraph ELSE replace(source, '_', ' ') END) AS place
  FROM respondents GROUP BY ALL
)
SELECT r.document_id, k.document, d.kind, d.year, k.copy, r.state, s.name AS state_name, r.written_as, r.place,
  coalesce(x.claims, 0) AS claims, coalesce(x.measures, 0) AS measures, s.region, s.subregion, s.un_group, s.ldc, s.lldc, s.sids, s.income
FROM named r
JOIN documents d USING (document_id)
JOIN document_copies k USING (document_id)
LEFT JOIN states s ON s.state = r.state
LEFT JOIN said x ON x.document_id = r.document_id AND x.state = r.state`,
  },
  {
    name: "state_series",
    comment:
      "One State over time, within documents of one kind: the cell of each year in which it answered or was named, and the one before. Documents of one kind and year are taken together. A change of cell is a change of what is reported, and silent after in_place is no end. Example: SELECT year, measure, previous_cell, cell FROM state_series WHERE state = 'SVN' AND kind = 'national_report' AND cell <> previous_cell;",
    columns: [
      ["kind", "Kind of document."],
      ["year", "Year of the documents; undated documents are left out."],
      ["state", "State, ISO 3166-1 alpha-3."],
      ["measure", "Code of the measure."],
      ["cell", `${CELL}.`],
      ["respondent", "Whether the State is among the respondents of one of the documents."],
      ["reported_status", "Status reported, also of a State that is no respondent."],
      ["documents", "Documents of that kind and year that have a cell of the State."],
      ["claims", "Number of claims."],
      ["previous_year", "Year before in which the State has a cell in documents of this kind; null in the first."],
      ["previous_cell", "Cell of that year."],
    ],
    sql: `WITH yearly AS (
  SELECT kind, year, state, measure, bool_or(respondent) AS respondent, bool_or(cell = 'not_read') AS unread, ${oneStatus("reported_status")} AS reported_status,
    count(*)::INTEGER AS documents, sum(claims)::INTEGER AS claims
  FROM cells WHERE year IS NOT NULL AND (respondent OR reported_status IS NOT NULL OR cell = 'not_read') GROUP BY ALL
), told AS (
  SELECT kind, year, state, measure, CASE WHEN NOT respondent AND unread THEN 'not_read' WHEN NOT respondent THEN 'no_report' WHEN reported_status IS NULL THEN 'silent' ELSE reported_status END AS cell,
    respondent, reported_status, documents, claims
  FROM yearly
)
SELECT *, lag(year) OVER past AS previous_year, lag(cell) OVER past AS previous_cell
FROM told WINDOW past AS (PARTITION BY kind, state, measure ORDER BY year)`,
  },
  {
    name: "measure_series",
    comment:
      "A measure over the years, within documents of one kind: how many respondents report it, and of how many. Respondents differ from year to year: compare shares only together with the respondents column, or the same States with state_series. Example: SELECT year, respondents, in_place, silent FROM measure_series WHERE kind = 'upr_working_group' AND measure = 'treaty.trafficking_protocol' ORDER BY year;",
    columns: [
      ["kind", "Kind of document."],
      ["year", "Year of the documents."],
      ["measure", "Code of the measure."],
      ["respondents", "Respondents of the documents of that kind and year, each counted once."],
      ["in_place", "Respondents that report it in place."],
      ["in_progress", "Respondents that report it in progress."],
      ["planned", "Respondents that report it planned."],
      ["mixed", "Respondents for which the source does not separate."],
      ["absent", "Respondents that report that it is lacking."],
      ["ended", "Respondents that report that it ended."],
      ["conflict", "Respondents for which the source says both."],
      ["silent", "Respondents that are not named with the measure."],
      ["not_read", "States whose report was not read; not among the respondents."],
      ["named_only", "States named with the measure that are not respondents; in no other column."],
    ],
    sql: `SELECT kind, year, measure,
  count(*) FILTER (respondent)::INTEGER AS respondents,
  ${["in_place", "in_progress", "planned", "mixed", "absent", "ended", "conflict", "silent", "not_read"].map((cell) => `count(*) FILTER (cell = '${cell}')::INTEGER AS ${cell}`).join(", ")},
  count(*) FILTER (cell = 'no_report')::INTEGER AS named_only
FROM state_series GROUP BY ALL`,
  },
  {
    name: "corpus_coverage",
    comment:
      "What was read and how far it carries: one row a file, with what it gave and what stands in the way. A document without claims is not a document without measures. Example: SELECT file, failure_reason FROM corpus_coverage WHERE status = 'failed';",
    columns: [
      ["document_id", "Document."],
      DOCUMENT_NAME,
      ["file", "File that was read."],
      ["status", "read or failed."],
      ["failure_reason", "Why it could not be read."],
      ["kind", "Kind of document."],
      ["state", "State that wrote it or that it is about."],
      ["year", "Year of the document."],
      ["language", "Language of the text; claims are made from English only."],
      ["share_read", "Share of it that is text in a language we read, 0 to 1."],
      ["readable", "False where it says nothing to us; its State is not_read."],
      ["copy", "True where another file of the same symbol is counted in its place; null where it was not read."],
      ["pages", "Number of pages; null for formats without pages."],
      ["paragraphs", "Number of paragraphs."],
      ["paragraphs_with_claims", "Paragraphs with at least one claim."],
      ["claims", "Number of claims."],
      ["states_with_claims", "States that claims are about."],
      ["measures_with_claims", "Measures that claims are about."],
      ["respondents", "Number of respondents."],
      ["collective_claims", "Measures ascribed to unnamed States."],
      ["errors", "Issues of severity error."],
      ["warnings", "Issues of severity warning."],
    ],
    sql: `WITH said AS (
  SELECT document_id, count(DISTINCT paragraph_id)::INTEGER AS paragraphs_with_claims, count(DISTINCT state)::INTEGER AS states_with_claims, count(DISTINCT measure)::INTEGER AS measures_with_claims
  FROM claims GROUP BY ALL
), unnamed AS (
  SELECT document_id, count(*)::INTEGER AS collective_claims FROM collective_claims GROUP BY ALL
), trouble AS (
  SELECT document_id, count(*) FILTER (severity = 'error')::INTEGER AS errors, count(*) FILTER (severity = 'warning')::INTEGER AS warnings FROM issues GROUP BY ALL
)
SELECT d.document_id, coalesce(d.symbol, d.file) AS document, d.file, d.status, d.failure_reason, d.kind, d.state, d.year, d.language, d.share_read, d.readable, k.copy, d.pages,
  d.paragraph_count AS paragraphs, coalesce(x.paragraphs_with_claims, 0) AS paragraphs_with_claims, d.claim_count AS claims,
  coalesce(x.states_with_claims, 0) AS states_with_claims, coalesce(x.measures_with_claims, 0) AS measures_with_claims, d.respondent_count AS respondents,
  coalesce(u.collective_claims, 0) AS collective_claims, coalesce(t.errors, 0) AS errors, coalesce(t.warnings, 0) AS warnings
FROM documents d
LEFT JOIN document_copies k USING (document_id)
LEFT JOIN said x USING (document_id)
LEFT JOIN unnamed u USING (document_id)
LEFT JOIN trouble t USING (document_id)`,
  },
  {
    name: "measure_timeline",
    comment:
      "Since when: each year that a claim's own words give, with what happened in it, and each document that reports the measure (event reported). A year is what the document says of it; two documents may differ. Copies of a report are left out. Example: SELECT year, event, document, quote FROM measure_timeline WHERE state = 'SVN' AND measure = 'legislation.criminal_offence' ORDER BY year;",
    columns: [
      ["state", "State, ISO 3166-1 alpha-3."],
      ["state_name", "Short name of the State."],
      ["region", "M49 region."],
      ["measure", "Code of the measure."],
      ["measure_label", "Label of the measure."],
      ["event", "adopted, in_force, amended, ratified, signed, ended, figure, named (the year in the name of a law or plan), period (of a plan), mentioned (no word says what happened), or reported (the document itself)."],
      ["year", "Year; first year of a period."],
      ["year_to", "Last year of a period; otherwise null."],
      ["status", "Status that the claim reports."],
      ["basis", "Whose word."],
      ["document", "UN symbol where there is one, otherwise the file."],
      ["document_year", "Year of the document."],
      ["paragraph", "Printed number of the paragraph."],
      ["page", "Page on which the paragraph begins."],
      ["quote", "Quote of the claim."],
      ["claim_id", "Claim; of event reported the first of the document."],
      ["document_id", "Document."],
    ],
    sql: `WITH said AS (
  SELECT c.claim_id, c.document_id, c.state, c.measure, c.status, c.basis, c.paragraph, c.page, c.quote, k.document, d.year AS document_year, coalesce(t.role, 'mentioned') AS event,
    CASE WHEN t.kind = 'period' THEN split_part(t.value, '/', 1) ELSE t.value END::INTEGER AS year, CASE WHEN t.kind = 'period' THEN split_part(t.value, '/', 2)::INTEGER END AS year_to
  FROM claim_details t JOIN claims c USING (document_id, claim_id) JOIN documents d USING (document_id) JOIN document_copies k USING (document_id)
  WHERE t.kind IN ('year', 'period') AND NOT k.copy
), told AS (
  SELECT min(c.claim_id) AS claim_id, c.document_id, c.state, c.measure, c.status, c.basis, min_by(c.paragraph, c.claim_id) AS paragraph, min_by(c.page, c.claim_id) AS page, min_by(c.quote, c.claim_id) AS quote, k.document, d.year AS document_year, 'reported' AS event, d.year, NULL::INTEGER AS year_to
  FROM claims c JOIN documents d USING (document_id) JOIN document_copies k USING (document_id) WHERE NOT k.copy AND d.year IS NOT NULL GROUP BY ALL
)
SELECT e.state, s.name AS state_name, s.region, e.measure, m.label AS measure_label, e.event, e.year, e.year_to, e.status, e.basis, e.document, e.document_year, e.paragraph, e.page, e.quote, e.claim_id, e.document_id
FROM (SELECT * FROM said UNION ALL BY NAME SELECT * FROM told) e LEFT JOIN states s ON s.state = e.state LEFT JOIN measures m ON m.measure = e.measure`,
  },
  {
    name: "treaty_contradictions",
    comment:
      "Claims on treaties that contradict the depositary's record: reported in place without adherence by then, or as lacking, ended, planned or in progress after it. Only for documents up to the day of the record. Example: SELECT file, state, measure, message FROM treaty_contradictions;",
    columns: [
      ["document_id", "Document."],
      DOCUMENT_NAME,
      ["file", "File."],
      ["paragraph_id", "Paragraph of the claim."],
      ["paragraph", "Printed number of the paragraph."],
      ["claim_id", "Claim."],
      ["state", "State, ISO 3166-1 alpha-3."],
      ["state_name", "Short name of the State."],
      ["measure", "Code of the measure."],
      ["measure_label", "Label of the measure."],
      ["status", "Status reported."],
      ["basis", "Whose word it is."],
      ["day", "Day of the document."],
      ["signed", "Day of signature by the record."],
      ["adhered", "Day of adherence by the record."],
      ["as_of", "Day of the record."],
      ["message", "What contradicts what, in a sentence."],
      ["quote", "Quote of the claim."],
    ],
    sql: "SELECT * FROM treaty_conflicts(NULL)",
  },
  ...DECISION_VIEWS.map((view) => (view.name === "claims_decided" ? { ...view, columns: table("claims").columns.map(({ name, comment }): [string, string] => [name, comment]) } : view)),
  ...PLAN_VIEWS,
  ...RECOMMENDATION_VIEWS,
];
