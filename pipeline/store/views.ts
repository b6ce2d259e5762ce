// Owns the views and table macros of the database: what readers ask instead of the tables, with the comment of every column.
// Must not touch DuckDB; create.ts does. A rule that several questions share stands here once.

import { DECISION_VIEWS } from "./decisions.js";
import { PLAN_VIEWS } from "./plan-tables.js";
import { table } from "./schema.js";
import type { View } from "./shape.js";

/**
 * The one status that several come to. `conflict` where some say that the measure is lacking or ended and others that it is there or coming;
 * otherwise in_place before mixed, in_progress, planned; ended before absent. The rule of the coding manual for one document, used for every collapse.
 */
const oneStatus = (status: string): string => `CASE
    WHEN bool_or(${status} = 'conflict') OR (bool_or(${status} IN ('absent', 'ended')) AND bool_or(${status} NOT IN ('absent', 'ended'))) THEN 'conflict'
    WHEN bool_or(${status} = 'in_place') THEN 'in_place'
    WHEN bool_or(${status} = 'mixed') THEN 'mixed'
    WHEN bool_or(${status} = 'in_progress') THEN 'in_progress'
    WHEN bool_or(${status} = 'planned') THEN 'planned'
    WHEN bool_or(${status} = 'ended') THEN 'ended'
    WHEN bool_or(${status} = 'absent') THEN 'absent'
  END`;

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
const CELL = "in_place, in_progress, planned, mixed, absent, ended, conflict; silent (a respondent that the text does not name with the measure, which is not a no) or no_report (not a respondent)";

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
    name: "cells",
    comment:
      "State x measure x document with the gap state, from what States say themselves (basis self_reported). A document has cells for its respondents and for the States that it names; a report of the Secretary-General with respondents has them for every State of its year, so no_report is told there. Copies of a report are left out. Example: SELECT region, cell, count(*) FROM cells WHERE document = 'A/65/209' AND measure = 'victims.shelter' GROUP BY ALL;",
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
      ["respondent", "Whether the State is among the respondents."],
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
  WHERE NOT k.copy AND (d.claim_count + d.respondent_count > 0 OR EXISTS (SELECT 1 FROM claims c WHERE c.document_id = d.document_id))
), scope AS (
  SELECT document_id, state FROM respondents
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
  SELECT DISTINCT document_id, state FROM respondents
), covered AS (
  SELECT DISTINCT document_id, measure FROM collective_claims
)
SELECT d.document_id, d.document, d.kind, d.year, e.state, s.name AS state_name, m.measure, m.label AS measure_label, m.category,
  CASE WHEN h.state IS NULL THEN 'no_report' WHEN x.status IS NULL THEN 'silent' ELSE x.status END AS cell,
  h.state IS NOT NULL AS respondent, x.status AS reported_status, x.illustrative, x.doubtful, v.measure IS NOT NULL AS collective,
  coalesce(x.claims, 0) AS claims, s.region, s.subregion, s.un_group, s.ldc, s.lldc, s.sids, s.income
FROM scope e
JOIN docs d USING (document_id)
JOIN states s ON s.state = e.state AND s.membership <> 'not_a_state'
CROSS JOIN measures m
LEFT JOIN heard h ON h.document_id = e.document_id AND h.state = e.state
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
  SELECT kind, year, state, measure, bool_or(respondent) AS respondent, ${oneStatus("reported_status")} AS reported_status,
    count(*)::INTEGER AS documents, sum(claims)::INTEGER AS claims
  FROM cells WHERE year IS NOT NULL AND (respondent OR reported_status IS NOT NULL) GROUP BY ALL
), told AS (
  SELECT kind, year, state, measure, CASE WHEN NOT respondent THEN 'no_report' WHEN reported_status IS NULL THEN 'silent' ELSE reported_status END AS cell,
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
      ["named_only", "States named with the measure that are not respondents; in no other column."],
    ],
    sql: `SELECT kind, year, measure,
  count(*) FILTER (respondent)::INTEGER AS respondents,
  ${["in_place", "in_progress", "planned", "mixed", "absent", "ended", "conflict", "silent"].map((cell) => `count(*) FILTER (cell = '${cell}')::INTEGER AS ${cell}`).join(", ")},
  count(*) FILTER (NOT respondent)::INTEGER AS named_only
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
SELECT d.document_id, coalesce(d.symbol, d.file) AS document, d.file, d.status, d.failure_reason, d.kind, d.state, d.year, d.language, k.copy, d.pages,
  d.paragraph_count AS paragraphs, coalesce(x.paragraphs_with_claims, 0) AS paragraphs_with_claims, d.claim_count AS claims,
  coalesce(x.states_with_claims, 0) AS states_with_claims, coalesce(x.measures_with_claims, 0) AS measures_with_claims, d.respondent_count AS respondents,
  coalesce(u.collective_claims, 0) AS collective_claims, coalesce(t.errors, 0) AS errors, coalesce(t.warnings, 0) AS warnings
FROM documents d
LEFT JOIN document_copies k USING (document_id)
LEFT JOIN said x USING (document_id)
LEFT JOIN unnamed u USING (document_id)
LEFT JOIN trouble t USING (document_id)`,
  },
  ...DECISION_VIEWS.map((view) => (view.name === "claims_decided" ? { ...view, columns: table("claims").columns.map(({ name, comment }): [string, string] => [name, comment]) } : view)),
  ...PLAN_VIEWS,
];

export interface TableMacro {
  name: string;
  comment: string;
  parameters: string;
  sql: string;
}

/** Questions with parameters: a set of documents (list of document_id, NULL for all) and the bases to count. */
export const TABLE_MACROS: readonly TableMacro[] = [
  {
    name: "gap_cells",
    comment:
      "State x measure over a set of documents, one row for each State that existed in a year of the set (of its documents with respondents or claims, where there are any). Example: FROM gap_cells(NULL, ['self_reported']) WHERE state = 'AUT';",
    parameters: "document_ids, bases",
    // The latest year with a claim decides; within it a State's own word comes before a secretariat's and a third party's.
    // Undated documents count as older than any dated one.
    sql: `WITH chosen AS (
  SELECT document_id, year, claim_count + respondent_count > 0 AS reports FROM documents
  WHERE status = 'read' AND (document_ids IS NULL OR list_contains(document_ids, document_id))
), years AS (
  SELECT DISTINCT year FROM chosen WHERE reports OR NOT EXISTS (SELECT 1 FROM chosen WHERE reports)
), existing AS (
  SELECT DISTINCT s.state FROM state_memberships s JOIN years y
  ON CASE WHEN y.year IS NULL THEN s.member_to IS NULL
    ELSE substr(s.member_from, 1, 4)::INTEGER <= y.year AND (s.member_to IS NULL OR s.member_to > printf('%04d-01-01', y.year)) END
), heard AS (
  SELECT DISTINCT r.state FROM respondents r JOIN chosen USING (document_id)
), covered AS (
  SELECT DISTINCT cc.measure, r.state
  FROM collective_claims cc JOIN chosen USING (document_id) JOIN respondents r USING (document_id)
), said AS (
  SELECT c.state, c.measure, coalesce(d.year, 0) AS year, c.basis, c.status, c.extent, c.certainty
  FROM claims c JOIN chosen d USING (document_id)
  WHERE list_contains(bases, c.basis)
), by_year AS (
  SELECT state, measure, year, basis,
    ${oneStatus("status")} AS status,
    count(*) AS claims,
    bool_and(certainty <> 'explicit') AS doubtful
  FROM said GROUP BY ALL
), ranked AS (
  SELECT *, CASE basis WHEN 'self_reported' THEN 1 WHEN 'secretariat' THEN 2 ELSE 3 END AS basis_rank FROM by_year
), decided AS (
  SELECT state, measure,
    arg_min(status, [-year, basis_rank]) AS status,
    max(year) AS year,
    arg_min(basis, [-year, basis_rank]) AS basis,
    arg_min(doubtful, [-year, basis_rank]) AS doubtful,
    sum(claims)::INTEGER AS claims,
    count(DISTINCT year)::INTEGER AS years,
    count(DISTINCT status)::INTEGER AS statuses
  FROM ranked GROUP BY state, measure
)
SELECT e.state, m.measure,
  CASE WHEN h.state IS NULL THEN 'no_report' WHEN x.status IS NULL THEN 'silent' ELSE x.status END AS cell,
  h.state IS NOT NULL AS respondent,
  x.status AS reported_status,
  nullif(x.year, 0) AS year,
  x.basis,
  coalesce(x.doubtful, false) AS doubtful,
  coalesce(x.claims, 0) AS claims,
  coalesce(x.statuses, 0) > 1 AS differs_elsewhere,
  k.state IS NOT NULL AS collective
FROM existing e CROSS JOIN measures m
LEFT JOIN heard h ON h.state = e.state
LEFT JOIN decided x ON x.state = e.state AND x.measure = m.measure
LEFT JOIN covered k ON k.state = e.state AND k.measure = m.measure`,
  },
  {
    name: "gap_table",
    comment:
      "Per measure and group: States, respondents, and how many respondents report each status, are silent, or did not report. by_grouping is region, subregion, subregion_broad, un_group, ldc, lldc, sids or income; the row with position 0 is all States. Example: FROM gap_table('region', NULL, ['self_reported']) WHERE measure = 'victims.hotline';",
    parameters: "by_grouping, document_ids, bases",
    sql: `WITH chosen AS (
  SELECT document_id FROM documents WHERE status = 'read' AND (document_ids IS NULL OR list_contains(document_ids, document_id))
), cells AS (
  SELECT * FROM gap_cells(document_ids, bases)
), grouped AS (
  SELECT c.*, coalesce(g.group_name, 'Not classified') AS group_name, coalesce(g.position, 999) AS position
  FROM cells c LEFT JOIN state_groupings g ON g.state = c.state AND g.grouping = by_grouping
  UNION ALL
  SELECT c.*, 'All States' AS group_name, 0 AS position FROM cells c
), marks AS (
  SELECT measure, bool_or(collective) AS collective, bool_or(illustrative) AS illustrative FROM (
    SELECT measure, true AS collective, false AS illustrative FROM collective_claims JOIN chosen USING (document_id)
    UNION ALL
    SELECT measure, false, extent = 'including' FROM claims JOIN chosen USING (document_id) WHERE list_contains(bases, basis)
  ) GROUP BY measure
)
SELECT m.category, g.measure, m.label, m.position AS measure_position, g.group_name, g.position AS group_position,
  count(*)::INTEGER AS states,
  count(*) FILTER (g.respondent)::INTEGER AS respondents,
  count(*) FILTER (g.cell = 'in_place')::INTEGER AS in_place,
  count(*) FILTER (g.cell = 'in_progress')::INTEGER AS in_progress,
  count(*) FILTER (g.cell = 'planned')::INTEGER AS planned,
  count(*) FILTER (g.cell = 'mixed')::INTEGER AS mixed,
  count(*) FILTER (g.cell = 'absent')::INTEGER AS absent,
  count(*) FILTER (g.cell = 'ended')::INTEGER AS ended,
  count(*) FILTER (g.cell = 'conflict')::INTEGER AS conflict,
  count(*) FILTER (g.cell = 'silent')::INTEGER AS silent,
  count(*) FILTER (g.cell = 'no_report')::INTEGER AS no_report,
  count(*) FILTER (NOT g.respondent AND g.reported_status IS NOT NULL)::INTEGER AS named_only,
  bool_or(coalesce(k.collective, false)) AS collective,
  bool_or(coalesce(k.illustrative, false)) AS illustrative
FROM grouped g JOIN measures m ON m.measure = g.measure LEFT JOIN marks k ON k.measure = g.measure
GROUP BY ALL`,
  },
  {
    name: "gap_changes",
    comment:
      "State x measure in two sets of documents, where either says something, and what happened between them: newly_reported (silent before), first_report (no respondent before), still_reported (the same status), status_moved, no_longer_named (silent later, which is not ended), to_no_report (no respondent later). Example: FROM gap_changes(['ID of the earlier'], ['ID of the later'], ['self_reported']);",
    parameters: "from_ids, to_ids, bases",
    sql: `WITH before AS (
  SELECT * FROM gap_cells(from_ids, bases)
), later AS (
  SELECT * FROM gap_cells(to_ids, bases)
), paired AS (
  SELECT coalesce(b.state, l.state) AS state, coalesce(b.measure, l.measure) AS measure,
    coalesce(b.respondent, false) AS from_respondent, coalesce(l.respondent, false) AS to_respondent,
    coalesce(b.reported_status, b.cell, 'no_report') AS from_cell, coalesce(l.reported_status, l.cell, 'no_report') AS to_cell, coalesce(b.collective, false) AS from_collective, coalesce(l.collective, false) AS to_collective
  FROM before b FULL OUTER JOIN later l ON l.state = b.state AND l.measure = b.measure
)
SELECT p.*,
  CASE
    WHEN p.from_cell NOT IN ('silent', 'no_report') AND p.to_cell = p.from_cell THEN 'still_reported'
    WHEN p.from_cell NOT IN ('silent', 'no_report') AND p.to_cell NOT IN ('silent', 'no_report') THEN 'status_moved'
    WHEN p.from_cell NOT IN ('silent', 'no_report') AND p.to_cell = 'silent' THEN 'no_longer_named'
    WHEN p.from_cell NOT IN ('silent', 'no_report') THEN 'to_no_report'
    WHEN p.to_cell NOT IN ('silent', 'no_report') AND p.from_cell = 'silent' THEN 'newly_reported'
    ELSE 'first_report'
  END AS change
FROM paired p
WHERE NOT (p.from_cell IN ('silent', 'no_report') AND p.to_cell IN ('silent', 'no_report'))`,
  },
];
