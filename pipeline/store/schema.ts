// Owns the shape of the database: every table and column with its type and its comment, and the order of rows in a dump.
// Must not touch DuckDB; database.ts does. A new column is added here and nowhere else.

import { DECISION_TABLE, DECISION_VIEWS } from "./decisions.js";
import { PLAN_TABLES, PLAN_VIEWS } from "./plan-tables.js";

export type ColumnType = "VARCHAR" | "INTEGER" | "BIGINT" | "DOUBLE" | "BOOLEAN" | "VARCHAR[]";

export interface Column {
  name: string;
  type: ColumnType;
  nullable: boolean;
  comment: string;
}

export interface Table {
  name: string;
  comment: string;
  /** `document`: rows of one document, replaced with it. `reference`: rewritten at each build. `corpus`: computed over all documents. `log`: kept out of everything reproducible. */
  scope: "document" | "reference" | "corpus" | "log";
  /** Columns that identify a row, in the order that makes a dump the same whatever the order of loading. */
  key: string[];
  columns: Column[];
}

/** Raised when the shape changes so that an older database has to be built again. */
export const SCHEMA_VERSION = 1;

const column = (name: string, type: ColumnType, comment: string): Column => ({ name, type, nullable: false, comment });
const optional = (name: string, type: ColumnType, comment: string): Column => ({ name, type, nullable: true, comment });

const documentId = column("document_id", "VARCHAR", "Document it stands in: first 16 hexadecimal digits of the SHA-256 of the file's bytes.");
const paragraphId = column("paragraph_id", "VARCHAR", "Paragraph it stands in: document_id, \"-p\", 0-based ordinal.");
const quote = [
  column("quote", "VARCHAR", "The sentence, or the part of it, that carries the record, exactly as it stands in the paragraph."),
  column("quote_start", "INTEGER", "First character of the quote in the paragraph's text, 0-based, in UTF-16 units (as JavaScript counts; not for use in SQL substring)."),
  column("quote_end", "INTEGER", "One past the last character of the quote, in UTF-16 units."),
];
const state = column("state", "VARCHAR", "State, ISO 3166-1 alpha-3.");
const measure = column("measure", "VARCHAR", "Code of the measure in the codebook (table measures).");
const status = column("status", "VARCHAR", "What the source reports of the measure: in_place, in_progress (being drafted, signed but not ratified, pilot), planned, mixed (the source does not separate), absent (the source says that it is lacking) or ended.");

export const TABLES: readonly Table[] = [
  {
    name: "documents",
    comment: "One row a document: a report, plan or page, identified by its bytes. Documents that could not be read have a row as well, with the reason.",
    scope: "document",
    key: ["document_id"],
    columns: [
      documentId,
      column("sha256", "VARCHAR", "SHA-256 of the file's bytes, 64 hexadecimal digits."),
      column("file", "VARCHAR", "Path relative to the folder given to ingest, with \"/\" between parts."),
      column("status", "VARCHAR", "read or failed."),
      optional("failure_reason", "VARCHAR", "Why it could not be read; null where it was read."),
      optional("failure_next", "VARCHAR", "What a person can do next about a failure; null where it was read."),
      optional("symbol", "VARCHAR", "UN symbol, for example A/65/209; null where none was found."),
      optional("symbol_basis", "VARCHAR", "Where the symbol was found: masthead, running_header, text, file_name, provenance or user. file_name is the weakest."),
      optional("title", "VARCHAR", "Title as printed; null where none was found."),
      optional("kind", "VARCHAR", "Kind of document, which decides who speaks in it: sg_report, national_report, pledge, upr_working_group, compilation, stakeholder_summary, third_party_report, multi_state, action_plan, guidance or other."),
      optional("kind_basis", "VARCHAR", "The wording that the kind was recognised from, or \"user\"."),
      optional("state", "VARCHAR", "State that wrote it or that it is about (kinds with one State), ISO 3166-1 alpha-3; null otherwise."),
      optional("date", "VARCHAR", "Date of the document: ISO 8601 day, month or year; null where not found."),
      optional("year", "INTEGER", "Year of the document; null where not found."),
      optional("session", "VARCHAR", "Session as printed, for example Sixty-fifth session."),
      optional("language", "VARCHAR", "Language of the text, ISO 639-1."),
      optional("author", "VARCHAR", "Author as printed."),
      optional("format", "VARCHAR", "Format of the file by its content: pdf, docx, html, text or doc."),
      optional("pages", "INTEGER", "Number of pages; null for formats without pages."),
      column("section_count", "INTEGER", "Number of sections read."),
      column("paragraph_count", "INTEGER", "Number of paragraphs read."),
      column("footnote_count", "INTEGER", "Number of footnotes read."),
      column("claim_count", "INTEGER", "Number of claims found."),
      column("respondent_count", "INTEGER", "Number of distinct respondents found."),
      optional("user_kind", "VARCHAR", "Kind set by the user with --kind; kept until set otherwise, \"auto\" clears it."),
      column("read_fingerprint", "VARCHAR", "Version of the reader and of the tables that it uses; a change means that the file is parsed again."),
      column("extract_fingerprint", "VARCHAR", "Version and rules hash of the extractors; a change means that claims are extracted again, without parsing."),
    ],
  },
  {
    name: "sections",
    comment: "Sections of a document with the role that decides whose acts they tell.",
    scope: "document",
    key: ["document_id", "ordinal"],
    columns: [
      documentId,
      column("ordinal", "INTEGER", "Position in the document, from 0, in reading order."),
      column("level", "INTEGER", "1 for the top level (\"II.\"), 2 for \"A.\", 3 for \"1.\", 4 below."),
      column("heading", "VARCHAR", "Heading without its number."),
      optional("number", "VARCHAR", "Printed number; null where unnumbered."),
      column("role", "VARCHAR", "Whose acts it tells: member_states, un_system, conclusions, introduction, summary, annex, state_report, dialogue, recommendations, state_section, third_party, procedure or other."),
      column("role_rule", "VARCHAR", "Rule that gave the role."),
      optional("state", "VARCHAR", "State named by the heading (sections by State), ISO 3166-1 alpha-3 or a non-State code; null otherwise."),
    ],
  },
  {
    name: "paragraphs",
    comment: "Paragraphs, the unit of evidence, with the text that all offsets count in.",
    scope: "document",
    key: ["document_id", "ordinal"],
    columns: [
      paragraphId,
      documentId,
      column("ordinal", "INTEGER", "Position in the document, from 0."),
      column("number", "VARCHAR", "Printed number (37, 104.12), or \"b\" and a count of blocks where the text has none."),
      column("numbered", "BOOLEAN", "False where the number was counted and not printed."),
      optional("section", "INTEGER", "Ordinal of its section; null before the first heading."),
      column("headings", "VARCHAR[]", "Headings above it, outermost first."),
      column("role", "VARCHAR", "Role of its section."),
      optional("page_first", "INTEGER", "First page, from 1; null for formats without pages."),
      optional("page_last", "INTEGER", "Last page."),
      column("text", "VARCHAR", "Text of the paragraph."),
    ],
  },
  {
    name: "footnotes",
    comment: "Footnotes, apart from the body, with the place where they are called.",
    scope: "document",
    key: ["document_id", "ordinal"],
    columns: [
      documentId,
      column("ordinal", "INTEGER", "Position among the document's footnotes, from 0."),
      column("label", "VARCHAR", "Printed label."),
      optional("page", "INTEGER", "Page that it stands on; null for formats without pages."),
      column("text", "VARCHAR", "Text of the footnote."),
      optional("called_in_paragraph", "INTEGER", "Ordinal of the paragraph that calls it; null where the mark was not found."),
      optional("called_at", "INTEGER", "Place of the mark in that paragraph's text, in UTF-16 units."),
    ],
  },
  {
    name: "claims",
    comment: "One row a claim: the document reports that the State has this status on the measure, with the quote that says so. It codes the report, not the country.",
    scope: "document",
    key: ["document_id", "claim_id"],
    columns: [
      column("claim_id", "VARCHAR", "16 hexadecimal digits from the document's bytes, paragraph, State, measure, status, basis and a count of repeats: the same on every machine and at every ingest."),
      documentId,
      paragraphId,
      column("paragraph", "VARCHAR", "Printed number of the paragraph."),
      optional("page", "INTEGER", "Page on which the paragraph begins; null for formats without pages."),
      state,
      measure,
      status,
      column("extent", "VARCHAR", "list: the source means to name all States; including: it gives examples, so that a State not named may well have the measure."),
      column("certainty", "VARCHAR", "explicit, hedged (the source itself is vague) or inferred."),
      column("basis", "VARCHAR", "Whose word: self_reported (the State, also as relayed by a Secretary-General's report), secretariat or third_party."),
      column("rule", "VARCHAR", "Measure rule and attribution rule that made the claim."),
      ...quote,
      optional("state_start", "INTEGER", "Where the State is named in the paragraph, in UTF-16 units; null where it is the author or the heading."),
      optional("state_end", "INTEGER", "One past the last character of the State's name."),
      column("state_reason", "VARCHAR", "Why this State, in a phrase."),
      column("measure_start", "INTEGER", "Where the words of the measure begin in the paragraph, in UTF-16 units."),
      column("measure_end", "INTEGER", "One past the last character of the words of the measure; equal to measure_start where they stand in an earlier sentence and are carried over."),
    ],
  },
  {
    name: "claim_details",
    comment: "What a claim says beyond its status: a year, a length, a penalty, the name of a law or plan, a body.",
    scope: "document",
    key: ["document_id", "claim_id", "ordinal"],
    columns: [
      column("claim_id", "VARCHAR", "Claim that it belongs to."),
      documentId,
      column("ordinal", "INTEGER", "Position among the claim's details, from 0."),
      column("kind", "VARCHAR", "year, period, duration, penalty, law_name, plan_name or body."),
      column("value", "VARCHAR", "Value in normal form."),
      optional("unit", "VARCHAR", "Unit of the value (year, month, day, year_of_imprisonment …); null for names."),
      column("text", "VARCHAR", "As printed."),
      column("text_start", "INTEGER", "First character in the paragraph's text, in UTF-16 units."),
      column("text_end", "INTEGER", "One past the last character."),
    ],
  },
  {
    name: "collective_claims",
    comment: "Measures ascribed to States that are not named (\"many countries\"). Where one covers a measure, a State's silence says little.",
    scope: "document",
    key: ["document_id", "collective_id"],
    columns: [
      column("collective_id", "VARCHAR", "16 hexadecimal digits, made as claim_id is."),
      documentId,
      paragraphId,
      column("paragraph", "VARCHAR", "Printed number of the paragraph."),
      optional("page", "INTEGER", "Page on which the paragraph begins."),
      measure,
      status,
      column("quantifier", "VARCHAR", "Quantifier as printed."),
      column("quantifier_class", "VARCHAR", "all, majority, many, several, some, group or others."),
      column("rule", "VARCHAR", "Rule that made the record."),
      ...quote,
    ],
  },
  {
    name: "respondents",
    comment: "States that the document says it heard from: a list of replies, the author of a country report, the State under review.",
    scope: "document",
    key: ["document_id", "state", "source"],
    columns: [
      documentId,
      state,
      column("name", "VARCHAR", "Name as written."),
      column("source", "VARCHAR", "footnote, body, author or state_under_review."),
      optional("paragraph", "VARCHAR", "Printed number of the paragraph that names it; null otherwise."),
      optional("footnote", "VARCHAR", "Label of the footnote that names it; null otherwise."),
    ],
  },
  {
    name: "recommendations",
    comment: "Recommendations made to a State by other States, and its responses. Never claims.",
    scope: "document",
    key: ["document_id", "recommendation_id"],
    columns: [
      column("recommendation_id", "VARCHAR", "16 hexadecimal digits, made as claim_id is."),
      documentId,
      paragraphId,
      column("paragraph", "VARCHAR", "Printed number of the paragraph."),
      optional("page", "INTEGER", "Page on which the paragraph begins."),
      column("state", "VARCHAR", "State that it is addressed to, ISO 3166-1 alpha-3."),
      column("recommended_by", "VARCHAR[]", "States that made it, ISO 3166-1 alpha-3."),
      column("response", "VARCHAR", "supported, not_supported, noted, pending, implemented or unknown."),
      column("measures", "VARCHAR[]", "Codes of the measures that it is about; may be empty."),
      ...quote,
    ],
  },
  {
    name: "issues",
    comment: "What could not be read, resolved or reconciled, with the next step for a person.",
    scope: "document",
    key: ["document_id", "origin", "ordinal"],
    columns: [
      documentId,
      column("origin", "VARCHAR", "Stage that met it: read, extract, load, or corpus (found by comparing documents)."),
      column("ordinal", "INTEGER", "Position among the document's issues of that stage, from 0."),
      column("kind", "VARCHAR", "unreadable, language, metadata, segmentation, unknown_state, unresolved_list, roster, conflict, duplicate or not_a_state."),
      column("severity", "VARCHAR", "error, warning or notice."),
      optional("paragraph", "VARCHAR", "Printed number of the paragraph; null for the whole document."),
      column("excerpt", "VARCHAR", "The text that it is about, at most 200 characters."),
      column("message", "VARCHAR", "What and where."),
      column("next", "VARCHAR", "What a person can do next."),
    ],
  },
  {
    name: "rule_usage",
    comment: "How often each measure rule matched in each document; a rule with no row matched nothing.",
    scope: "document",
    key: ["document_id", "rule"],
    columns: [documentId, column("rule", "VARCHAR", "Id of the rule."), column("matches", "INTEGER", "Number of matches.")],
  },
  {
    name: "alias_usage",
    comment: "How often each State's name or alias was met in each document.",
    scope: "document",
    key: ["document_id", "alias"],
    columns: [documentId, column("alias", "VARCHAR", "Name as the alias table writes it."), column("matches", "INTEGER", "Number of matches.")],
  },
  {
    name: "measures",
    comment: "The codebook: measures in their categories.",
    scope: "reference",
    key: ["measure"],
    columns: [
      measure,
      column("position", "INTEGER", "Position in the codebook, from 1."),
      column("category", "VARCHAR", "Category as the codebook names it."),
      column("category_code", "VARCHAR", "First part of the code, for example treaty."),
      column("label", "VARCHAR", "Short label."),
      column("definition", "VARCHAR", "What counts."),
    ],
  },
  {
    name: "states",
    comment: "Member States, observer States, former Member States, and areas that are recognised and are not States.",
    scope: "reference",
    key: ["state"],
    columns: [
      state,
      column("name", "VARCHAR", "Short name as the United Nations writes it."),
      column("membership", "VARCHAR", "member, observer, former or not_a_state."),
      optional("region", "VARCHAR", "M49 region."),
      optional("subregion", "VARCHAR", "M49 sub-region."),
      optional("un_group", "VARCHAR", "United Nations regional group."),
      optional("ldc", "BOOLEAN", "Least developed country."),
      optional("lldc", "BOOLEAN", "Landlocked developing country."),
      optional("sids", "BOOLEAN", "Small island developing State."),
      optional("income", "VARCHAR", "World Bank income group."),
    ],
  },
  {
    name: "state_memberships",
    comment: "From when to when a State was a Member of the United Nations or an observer State. Two States have two periods.",
    scope: "reference",
    key: ["state", "member_from"],
    columns: [
      state,
      column("member_from", "VARCHAR", "Date of admission, or of becoming an observer (ISO 8601)."),
      optional("member_to", "VARCHAR", "First day on which it was no member (ISO 8601); null where membership continues."),
    ],
  },
  {
    name: "state_groupings",
    comment: "Membership of States in the groups that tables are made by; each State stands in one group of each grouping.",
    scope: "reference",
    key: ["grouping", "state"],
    columns: [
      column("grouping", "VARCHAR", "region, subregion, subregion_broad, un_group, ldc, lldc, sids or income."),
      state,
      column("group_name", "VARCHAR", "Name of the group."),
      column("position", "INTEGER", "Position of the group in tables, from 1."),
    ],
  },
  {
    name: "state_aliases",
    comment: "Names under which States and areas are recognised.",
    scope: "reference",
    key: ["alias", "state", "kind", "language", "used_from"],
    columns: [
      column("alias", "VARCHAR", "Name."),
      state,
      column("kind", "VARCHAR", "short, formal, inverted, former, variant, adjective, abbreviation, non_state, or none (holds a State's name and names none)."),
      column("language", "VARCHAR", "Language of the name, ISO 639-1."),
      column("safe", "BOOLEAN", "False where the name is never resolved by itself."),
      optional("used_from", "VARCHAR", "From when the name was in use (ISO 8601); null where unbounded."),
      optional("used_to", "VARCHAR", "Until when; null where it still is."),
    ],
  },
  {
    name: "build_versions",
    comment: "Versions of everything that decides the content: two databases with the same versions and files hold the same rows.",
    scope: "reference",
    key: ["name"],
    columns: [column("name", "VARCHAR", "What the version is of."), column("version", "VARCHAR", "Version or hash.")],
  },
  {
    name: "retrievals",
    comment: "Where the bytes of a document came from: the record that stocktake pull wrote beside its file, kept only while its SHA-256 is that of the bytes read. A document without a row was put there by hand.",
    scope: "corpus",
    key: ["document_id"],
    columns: [
      documentId,
      column("symbol", "VARCHAR", "UN symbol (or name in a catalogue of the user's own) that was asked for."),
      column("asked_url", "VARCHAR", "Address asked for."),
      column("final_url", "VARCHAR", "Address that answered, after redirects."),
      column("retrieved_at", "VARCHAR", "When these bytes were received whole, ISO 8601 in UTC."),
      column("checked_at", "VARCHAR", "When the server last said that they are the same, ISO 8601 in UTC."),
      column("http_status", "INTEGER", "HTTP status of the answer that completed the file (206: a part asked for by Range)."),
      optional("content_type", "VARCHAR", "Content-Type as the server sent it; null where it sent none."),
      column("bytes", "BIGINT", "Size of the file in bytes."),
      optional("etag", "VARCHAR", "ETag as the server sent it; null where it sent none."),
      optional("last_modified", "VARCHAR", "Last-Modified as the server sent it; null where it sent none."),
      column("tool", "VARCHAR", "Name and version of the program that fetched it."),
    ],
  },
  {
    name: "missing_shards",
    comment: "Shares of the files that are in no table, because the last stocktake load was told to go on without them (--incomplete). Empty in a database of all its documents.",
    scope: "corpus",
    key: ["shard"],
    columns: [
      column("shard", "INTEGER", "Number of the shard, from 1."),
      column("shards", "INTEGER", "Count of shards of the split."),
      optional("files", "INTEGER", "Files that the shard was to read; null where it is not known."),
      column("reason", "VARCHAR", "What is the matter with its part."),
    ],
  },
  {
    name: "sources",
    comment: "Where on this machine each document was read. Not part of what must be reproducible.",
    scope: "log",
    key: ["path"],
    columns: [
      column("path", "VARCHAR", "Absolute path of the file."),
      column("root", "VARCHAR", "Absolute path of the folder or file given to ingest."),
      column("file", "VARCHAR", "Path relative to the root."),
      documentId,
    ],
  },
  {
    name: "runs",
    comment: "One row an ingest that changed the database: what was asked, with which versions, what it came to and how long it took. Holds the clock and figures of one machine; not part of what must be reproducible.",
    scope: "log",
    key: ["run"],
    columns: [
      column("run", "INTEGER", "Count of runs, from 1."),
      column("started", "VARCHAR", "Start, ISO 8601 in UTC."),
      column("seconds", "DOUBLE", "Duration up to the closing of the database."),
      column("arguments", "VARCHAR", "Paths and options given, as JSON."),
      column("node_version", "VARCHAR", "Version of Node."),
      column("files_read", "INTEGER", "Files read anew."),
      column("files_unchanged", "INTEGER", "Files left as they were."),
      column("files_failed", "INTEGER", "Files that could not be read."),
      optional("program_version", "VARCHAR", "Version of Stocktake. Null, as all that follows, in runs of a version that did not keep it."),
      optional("versions", "VARCHAR", "Versions of everything that decides the content (as in build_versions), as JSON."),
      optional("files_found", "INTEGER", "Files found under the given paths."),
      optional("files_from_cache", "INTEGER", "Of the files read anew, those whose parsed text came from the cache."),
      optional("copies", "INTEGER", "Files with the same bytes as another."),
      optional("documents_removed", "INTEGER", "Documents removed, because their files changed or are gone."),
      optional("pages", "INTEGER", "Pages read anew."),
      optional("paragraphs", "INTEGER", "Paragraphs read anew."),
      optional("claims", "INTEGER", "Claims found anew."),
      optional("issues", "INTEGER", "Issues met anew."),
      optional("workers", "INTEGER", "Worker processes at once."),
      optional("hash_seconds", "DOUBLE", "Time for the hashes of all files found."),
      optional("read_seconds", "DOUBLE", "Time for reading (or taking from the cache), summed over the workers."),
      optional("extract_seconds", "DOUBLE", "Time for extraction, summed over the workers."),
      optional("load_seconds", "DOUBLE", "Time for writing into the database."),
      optional("peak_megabytes", "INTEGER", "Most memory of the main process."),
      optional("peak_worker_megabytes", "INTEGER", "Most memory of a worker process, as seen after a document; null where there were none."),
    ],
  },
  DECISION_TABLE,
  ...PLAN_TABLES,
];

/** One table by its name. Throws where there is none: a fault of the program. */
export function table(name: string): Table {
  const found = TABLES.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`No table '${name}' in the schema`);
  return found;
}

export interface View {
  name: string;
  comment: string;
  /** Comment of each column, in the order of the SELECT. */
  columns: [name: string, comment: string][];
  sql: string;
}

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
  WHERE NOT k.copy AND d.claim_count + d.respondent_count > 0
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
