// Owns asking the database once for what all reports share: documents, groups, cells, claims and evidence.
// Must not count: every figure comes from reports/sql. Must not lay out a table; the other files of this folder do.
import { loadCodebook } from "../../datasets/measures.js";
import type { TreatyAction } from "../../datasets/treaties.js";
import { GROUPINGS, gapTable, type GapRow, type GapTable, type Grouping } from "../gaps.js";
import { CELL_STATUSES, isUnheard, type CellStatus, type ClaimRow, type CountRow, type Evidence, type GridCell, type Group, type MarkName, type MeasureInfo, type StateInfo } from "../model.js";
import { missingShards, type MissingShard } from "../missing.js";
import { runSqlFile, type QueryRunner } from "../query.js";
import type { Issuer } from "./issuer.js";
import { slug } from "./parts.js";

/** Nothing to report on: the command writes no file and says this. */
export class EmptyReportError extends Error {
  override name = "EmptyReportError";
}

export interface ReportQuestion {
  grouping: Grouping;
  /** document_id of each; null for all that were read. */
  documents: string[] | null;
  measures: string[] | null;
  bases: string[];
  /** Version of the program, for the method. */
  programVersion: string;
  /** What the user chose, in words: "A/65/209", "2010", "all documents". */
  selection: string;
  /** Another record of the depositary than the one that came with the program. */
  treaties?: readonly TreatyAction[];
  /** Who issues the report; for its cover. */
  issuer?: Issuer;
}

export const GROUPING_LABELS: Readonly<Record<Grouping, string>> = {
  region: "M49 region",
  subregion: "M49 sub-region",
  subregion_broad: "M49 sub-region (broad)",
  un_group: "United Nations regional group",
  ldc: "least developed countries",
  lldc: "landlocked developing countries",
  sids: "small island developing States",
  income: "World Bank income group",
};

export interface DocumentRow {
  document_id: string;
  document: string;
  file: string;
  symbol: string | null;
  title: string | null;
  kind: string | null;
  state: string | null;
  /** Of publication. */
  year: number | null;
  /** Of the review where there is one, otherwise of publication. */
  event_year: number | null;
  date: string | null;
  event_date: string | null;
  pages: number | null;
  paragraphs: number;
  respondents: number;
  claims: number;
  language: string | null;
  /** False where it says nothing to us. */
  readable: boolean;
  share_read: number | null;
  extract_fingerprint: string;
  /** Address and time (ISO 8601, UTC) that it was pulled from; null where it was put there by hand. */
  retrieved_from: string | null;
  retrieved_at: string | null;
}

interface GridRow {
  measure: string;
  state: string;
  state_name: string;
  group: string;
  region: string | null;
  un_group: string | null;
  cell: CellStatus;
  reported_status: CellStatus | null;
  respondent: boolean;
  year: number | null;
  doubtful: boolean;
  differs_elsewhere: boolean;
}

interface ClaimSqlRow {
  claim_id: string;
  state: string;
  state_name: string;
  group: string;
  measure: string;
  status: CellStatus;
  cell: CellStatus;
  extent: string;
  certainty: string;
  basis: string;
  year: number | null;
  decides: boolean;
  document_id: string;
  document: string;
  paragraph: string;
  numbered: boolean;
  ordinal: number;
  page: number | null;
  quote: string;
  quote_start: number;
}

export interface CollectiveRow {
  measure: string;
  status: CellStatus;
  quantifier: string;
  quantifier_class: string;
  document_id: string;
  document: string;
  paragraph: string;
  page: number | null;
  quote: string;
  evidence: string;
}

/** Everything that the builders put together. */
export interface ReportBase {
  question: ReportQuestion;
  documents: DocumentRow[];
  failed: DocumentRow[];
  /** Shards that a load went without. */
  missing: MissingShard[];
  groups: (Group & { notRead: number; noReport: number; respondentsPct: number | null })[];
  gaps: GapTable;
  measures: MeasureInfo[];
  states: StateInfo[];
  grid: GridCell[];
  claims: ClaimRow[];
  evidence: Evidence[];
  collective: CollectiveRow[];
  counts: CountRow[];
  codebookVersion: string;
  versions: { name: string; version: string }[];
}

/**
 * Asks the database for what all reports share.
 * @throws EmptyReportError where no chosen document was read, or none of them says anything of a State
 */
export async function loadBase(database: QueryRunner, question: ReportQuestion): Promise<ReportBase> {
  const { documents: ids, grouping, bases, measures: wanted } = question;
  const all = await database.all<DocumentRow & { status: string }>(
    `SELECT document_id, coalesce(CASE WHEN kind IN ('upr_working_group', 'national_report', 'pledge') THEN s.name || coalesce(', ' || event_year, '') || ' (' || coalesce(documents.symbol, file) || ')' END, documents.symbol, file) AS document,
      file, documents.symbol, title, kind, documents.state, year, event_year, date, event_date, pages, paragraph_count AS paragraphs, respondent_count AS respondents, claim_count AS claims, language, readable, share_read, extract_fingerprint, r.final_url AS retrieved_from, r.retrieved_at, status
     FROM documents LEFT JOIN retrievals r USING (document_id) LEFT JOIN states s ON s.state = documents.state WHERE $1::VARCHAR[] IS NULL OR document_id IN (SELECT unnest($1::VARCHAR[])) ORDER BY kind NOT IN ('upr_working_group', 'national_report', 'pledge'), CASE WHEN kind IN ('upr_working_group', 'national_report', 'pledge') THEN s.name END NULLS LAST, event_year NULLS LAST, document, file`,
    [ids],
  );
  const documents = all.filter((row) => row.status === "read");
  const failed = all.filter((row) => row.status !== "read");
  if (documents.length === 0) {
    throw new EmptyReportError(all.length === 0 ? "the selection holds no document" : `none of the ${all.length} chosen document${all.length === 1 ? "" : "s"} could be read (stocktake issues says why)`);
  }
  if (documents.every((row) => row.claims === 0 && row.respondents === 0 && (row.readable || row.state === null))) {
    throw new EmptyReportError(`the ${documents.length === 1 ? "document names" : `${documents.length} documents name`} no respondent and no State with a measure (${documents.slice(0, 5).map((row) => row.document).join(", ")}${documents.length > 5 ? " …" : ""})`);
  }
  const gaps = await gapTable(database, { grouping, documents: ids, measures: wanted, bases, names: false });
  const groupRows = await runSqlFile<{ name: string; position: number; states: number; respondents: number; not_read: number; no_report: number; respondents_pct: number | null }>(database, "report_groups", { documents: ids, grouping });
  const groups = groupRows.map((row) => ({ name: row.name, position: row.position, states: row.states, respondents: row.respondents, notRead: row.not_read, noReport: row.no_report, respondentsPct: row.respondents_pct }));
  const gridRows = await runSqlFile<GridRow>(database, "report_grid", { documents: ids, bases, grouping, measures: wanted });
  const claimRows = await runSqlFile<ClaimSqlRow>(database, "report_claims", { documents: ids, bases, grouping, measures: wanted });
  const collectiveRows = (await runSqlFile<Omit<CollectiveRow, "evidence" | "document_id">>(database, "collective", { documents: ids, measures: wanted })) as unknown as (Omit<CollectiveRow, "evidence"> & { collective_id: string })[];
  const places = new Map((await database.all<{ collective_id: string; document_id: string; ordinal: number; numbered: boolean; quote_start: number; year: number | null }>(
    "SELECT c.collective_id, c.document_id, p.ordinal, p.numbered, c.quote_start, d.year FROM collective_claims c JOIN paragraphs p USING (paragraph_id) JOIN documents d ON d.document_id = c.document_id",
  )).map((row) => [row.collective_id, row]));
  const { evidence, idOf } = numberEvidence([
    ...claimRows,
    ...collectiveRows.map((row) => ({ ...row, ...(places.get(row.collective_id) as { document_id: string; ordinal: number; numbered: boolean; quote_start: number; year: number | null }) })),
  ]);
  const claims: ClaimRow[] = [];
  const seen = new Set<string>();
  for (const row of claimRows) {
    const id = idOf(row);
    // A symbol that was read from several files gives the same claim several times.
    const key = `${row.state} ${row.measure} ${row.status} ${row.basis} ${id}`;
    if (seen.has(key)) continue;
    seen.add(key);
    claims.push({ claimId: row.claim_id, state: row.state, stateName: row.state_name, group: row.group, measure: row.measure, status: row.status, cell: row.cell, extent: row.extent, certainty: row.certainty, basis: row.basis, year: row.year, decides: row.decides, evidence: id });
  }
  const collective: CollectiveRow[] = [];
  for (const row of collectiveRows) {
    const place = places.get(row.collective_id);
    const id = idOf(row);
    const key = `collective ${row.measure} ${row.quantifier} ${id}`;
    if (seen.has(key)) continue;
    seen.add(key);
    collective.push({ measure: row.measure, status: row.status, quantifier: row.quantifier, quantifier_class: row.quantifier_class, document_id: place?.document_id ?? "", document: row.document, paragraph: row.paragraph, page: row.page, quote: row.quote, evidence: id });
  }
  const elsewhere = new Map(gaps.elsewhere.map(({ measure, states, places }) => [measure, { states, places }]));
  const totals = new Map(gaps.rows.filter((row) => row.group === "All States").map((row) => [row.measure, row]));
  const measures = (await database.all<{ measure: string; label: string; definition: string; category: string; category_code: string; position: number }>("SELECT measure, label, definition, category, category_code, position FROM measures ORDER BY position"))
    .filter((row) => totals.has(row.measure))
    .map((row): MeasureInfo => ({
      code: row.measure, label: row.label, definition: row.definition, category: row.category, categoryCode: slug(row.category), position: row.position,
      collective: totals.get(row.measure)?.collective === true, illustrative: totals.get(row.measure)?.illustrative === true,
      ...(elsewhere.has(row.measure) ? { elsewhere: elsewhere.get(row.measure) } : {}),
    }));
  const evidenceOf = new Map<string, string[]>();
  for (const claim of claims) {
    if (!claim.decides) continue;
    const key = `${claim.measure} ${claim.state}`;
    const list = evidenceOf.get(key);
    if (list === undefined) evidenceOf.set(key, [claim.evidence]);
    else if (!list.includes(claim.evidence)) list.push(claim.evidence);
  }
  const grid = gridRows.map((row): GridCell => {
    const marks: MarkName[] = [];
    if (row.doubtful) marks.push("doubtful");
    if (row.differs_elsewhere) marks.push("differs");
    if (row.cell === "no_report" && row.reported_status !== null) marks.push("named_only");
    return { state: row.state, measure: row.measure, cell: row.cell, reported: row.reported_status, year: row.year, marks, evidence: evidenceOf.get(`${row.measure} ${row.state}`) ?? [] };
  });
  const states = new Map<string, StateInfo>();
  for (const row of gridRows) if (!states.has(row.state)) states.set(row.state, { code: row.state, name: row.state_name, group: row.group, region: row.region, unGroup: row.un_group, respondent: row.respondent, ...(row.cell === "not_read" ? { unread: true } : {}) });
  const missing = await missingShards(database);
  const build = await database.all<{ name: string; version: string }>("SELECT name, version FROM build_versions ORDER BY name");
  return {
    question, documents, failed, missing, groups, gaps, measures, states: [...states.values()], grid, claims, evidence, collective, counts: longForm(gaps.rows),
    codebookVersion: build.find((row) => row.name === "codebook")?.version ?? loadCodebook().version,
    versions: [{ name: "program", version: question.programVersion }, ...build],
  };
}

/** One entry a quote of a paragraph of a document (symbol), numbered in reading order. */
function numberEvidence(rows: { document_id: string; document: string; year: number | null; paragraph: string; numbered: boolean; ordinal: number; page: number | null; quote: string; quote_start: number }[]): {
  evidence: Evidence[];
  idOf: (row: { document: string; paragraph: string; quote: string }) => string;
} {
  const keyOf = (row: { document: string; paragraph: string; quote: string }): string => `${row.document}\u001f${row.paragraph}\u001f${row.quote}`;
  const first = new Map<string, (typeof rows)[number]>();
  for (const row of rows) if (!first.has(keyOf(row))) first.set(keyOf(row), row);
  const sorted = [...first.values()].sort((a, b) => (a.year ?? 0) - (b.year ?? 0) || compareText(a.document, b.document) || compareText(a.document_id, b.document_id) || a.ordinal - b.ordinal || a.quote_start - b.quote_start || a.quote.length - b.quote.length);
  const ids = new Map(sorted.map((row, index) => [keyOf(row), `E${index + 1}`]));
  return {
    evidence: sorted.map((row) => ({ id: ids.get(keyOf(row)) as string, documentId: row.document_id, document: row.document, year: row.year, paragraph: row.paragraph, numbered: row.numbered, page: row.page, quote: row.quote })),
    idOf: (row) => ids.get(keyOf(row)) ?? "",
  };
}

export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The gap table's rows as one row a figure; nothing is computed. */
export function longForm(rows: GapRow[]): CountRow[] {
  return rows.flatMap((row) =>
    [...CELL_STATUSES, "named_only" as const].map((status): CountRow => ({
      measure: row.measure, group: row.group, status, count: row[status] as number, states: row.states, respondents: row.respondents,
      percentage: isUnheard(status) || status === "named_only" ? null : (row[`${status}_pct`] as number | null),
    })),
  );
}

export { GROUPINGS };
export type { Grouping };
