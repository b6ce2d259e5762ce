// Owns what all reports share: asking the database once for groups, cells, claims and evidence, and the small parts of tables.
// Must not count: every figure comes from reports/sql.
import { loadCodebook } from "../../datasets/measures.js";
import { GROUPINGS, gapTable, type GapRow, type GapTable, type Grouping } from "../gaps.js";
import {
  CELL_STATUSES, MARK_SIGNS, MARKS, MODEL_VERSION, STATUS_LABELS, STATUS_MEANINGS, markSigns,
  type Block, type Cell, type CellStatus, type ClaimRow, type CodeList, type Column, type CountRow, type Evidence, type GridCell, type Group, type MarkName, type MeasureInfo, type Method, type ReportKind, type ReportModel, type ReportSection,
  type ReportTable, type StateInfo, type TableRow,
} from "../model.js";
import { missingNote, missingShards, type MissingShard } from "../missing.js";
import { runSqlFile, type QueryRunner } from "../query.js";

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

const BASIS_LABELS: Record<string, string> = { self_reported: "the States' own word, also as relayed by the Secretary-General", secretariat: "the word of a United Nations secretariat", third_party: "the word of another party" };

export interface DocumentRow {
  document_id: string;
  document: string;
  file: string;
  symbol: string | null;
  title: string | null;
  kind: string | null;
  state: string | null;
  year: number | null;
  pages: number | null;
  paragraphs: number;
  respondents: number;
  claims: number;
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
  groups: (Group & { noReport: number; respondentsPct: number | null })[];
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
    `SELECT document_id, coalesce(documents.symbol, file) AS document, file, documents.symbol, title, kind, state, year, pages, paragraph_count AS paragraphs, respondent_count AS respondents, claim_count AS claims, extract_fingerprint, r.final_url AS retrieved_from, r.retrieved_at, status
     FROM documents LEFT JOIN retrievals r USING (document_id) WHERE $1::VARCHAR[] IS NULL OR list_contains($1::VARCHAR[], document_id) ORDER BY year NULLS LAST, document, file`,
    [ids],
  );
  const documents = all.filter((row) => row.status === "read");
  const failed = all.filter((row) => row.status !== "read");
  if (documents.length === 0) {
    throw new EmptyReportError(all.length === 0 ? "the selection holds no document" : `none of the ${all.length} chosen document${all.length === 1 ? "" : "s"} could be read (stocktake issues says why)`);
  }
  if (documents.every((row) => row.claims === 0 && row.respondents === 0)) {
    throw new EmptyReportError(`the ${documents.length === 1 ? "document names" : `${documents.length} documents name`} no respondent and no State with a measure (${documents.slice(0, 5).map((row) => row.document).join(", ")}${documents.length > 5 ? " …" : ""})`);
  }
  const gaps = await gapTable(database, { grouping, documents: ids, measures: wanted, bases, names: false });
  const groupRows = await runSqlFile<{ name: string; position: number; states: number; respondents: number; no_report: number; respondents_pct: number | null }>(database, "report_groups", { documents: ids, grouping });
  const groups = groupRows.map((row) => ({ name: row.name, position: row.position, states: row.states, respondents: row.respondents, noReport: row.no_report, respondentsPct: row.respondents_pct }));
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
  const totals = new Map(gaps.rows.filter((row) => row.group === "All States").map((row) => [row.measure, row]));
  const measures = (await database.all<{ measure: string; label: string; definition: string; category: string; category_code: string; position: number }>("SELECT measure, label, definition, category, category_code, position FROM measures ORDER BY position"))
    .filter((row) => totals.has(row.measure))
    .map((row): MeasureInfo => ({
      code: row.measure, label: row.label, definition: row.definition, category: row.category, categoryCode: slug(row.category), position: row.position,
      collective: totals.get(row.measure)?.collective === true, illustrative: totals.get(row.measure)?.illustrative === true,
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
    if (!row.respondent && row.reported_status !== null) marks.push("named_only");
    return { state: row.state, measure: row.measure, cell: row.cell, reported: row.reported_status, year: row.year, marks, evidence: evidenceOf.get(`${row.measure} ${row.state}`) ?? [] };
  });
  const states = new Map<string, StateInfo>();
  for (const row of gridRows) if (!states.has(row.state)) states.set(row.state, { code: row.state, name: row.state_name, group: row.group, region: row.region, unGroup: row.un_group, respondent: row.respondent });
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
  const sorted = [...first.values()].sort((a, b) => (a.year ?? 0) - (b.year ?? 0) || compare(a.document, b.document) || compare(a.document_id, b.document_id) || a.ordinal - b.ordinal || a.quote_start - b.quote_start || a.quote.length - b.quote.length);
  const ids = new Map(sorted.map((row, index) => [keyOf(row), `E${index + 1}`]));
  return {
    evidence: sorted.map((row) => ({ id: ids.get(keyOf(row)) as string, documentId: row.document_id, document: row.document, year: row.year, paragraph: row.paragraph, numbered: row.numbered, page: row.page, quote: row.quote })),
    idOf: (row) => ids.get(keyOf(row)) ?? "",
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The gap table's rows as one row a figure; nothing is computed. */
export function longForm(rows: GapRow[]): CountRow[] {
  return rows.flatMap((row) =>
    [...CELL_STATUSES, "named_only" as const].map((status): CountRow => ({
      measure: row.measure, group: row.group, status, count: row[status] as number, states: row.states, respondents: row.respondents,
      percentage: status === "no_report" || status === "named_only" ? null : (row[`${status}_pct`] as number | null),
    })),
  );
}

/** Numbers tables and sections as they are made. */
export class Outline {
  readonly sections: ReportSection[] = [];
  private tables = 0;

  section(level: 1 | 2 | 3, title: string, about: { id?: string; category?: string; measure?: string } = {}): ReportSection {
    const { id = slug(title), ...rest } = about;
    const same = this.sections.filter((section) => section.id === id || section.id.startsWith(`${id}--`)).length;
    const section: ReportSection = { id: same === 0 ? id : `${id}--${same + 1}`, level, title, ...rest, blocks: [] };
    this.sections.push(section);
    return section;
  }

  table(section: ReportSection, table: Omit<ReportTable, "number" | "notes" | "wide"> & { notes?: string[]; wide?: boolean }): ReportTable {
    this.tables += 1;
    const made: ReportTable = { notes: [], wide: false, ...table, number: this.tables };
    section.blocks.push({ kind: "table", table: made });
    return made;
  }
}

export const text = (value: string): Block => ({ kind: "text", text: value });
export const list = (items: string[]): Block => ({ kind: "list", items });

/** Letters, digits and "-": safe as an anchor, a sheet key and a part of a file name. */
export function slug(value: string): string {
  return value.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 80) || "report";
}

/** A column; width in characters. */
export function column(key: string, title: string, kind: Column["kind"], width: number, subtitle?: string): Column {
  return subtitle === undefined ? { key, title, kind, width } : { key, title, kind, width, subtitle };
}

export const cell = (value: Cell["value"], more: Omit<Cell, "value"> = {}): Cell => ({ value, ...more });

export function row(key: string, cells: Cell[], role: TableRow["role"] = "plain"): TableRow {
  return { key, role, cells };
}

/** Marks of a measure's figures. */
export function measureMarks(measure: Pick<MeasureInfo, "collective" | "illustrative">): MarkName[] {
  return [...(measure.collective ? (["collective"] as const) : []), ...(measure.illustrative ? (["illustrative"] as const) : [])];
}

/** Notes for the marks that a table uses, in their order. */
export function markNotes(rows: TableRow[]): string[] {
  const used = new Set(rows.flatMap((item) => item.cells.flatMap((one) => one.marks ?? [])));
  return MARKS.filter((mark) => used.has(mark)).map((mark) => `${MARK_SIGNS[mark].sign} ${MARK_SIGNS[mark].meaning}`);
}

export const byCategory = (measures: MeasureInfo[]): { code: string; name: string; measures: MeasureInfo[] }[] => {
  const found = new Map<string, { code: string; name: string; measures: MeasureInfo[] }>();
  for (const measure of measures) {
    const entry = found.get(measure.categoryCode) ?? { code: measure.categoryCode, name: measure.category, measures: [] };
    entry.measures.push(measure);
    found.set(measure.categoryCode, entry);
  }
  return [...found.values()];
};

/** Looks up figures, cells and evidence of the base. */
export class Lookup {
  private readonly figures: Map<string, CountRow>;
  private readonly stateOf: Map<string, StateInfo>;
  private readonly cellsOf: Map<string, GridCell[]>;
  private readonly order: Map<string, number>;

  constructor(readonly base: ReportBase) {
    this.figures = new Map(base.counts.map((item) => [`${item.measure} ${item.status} ${item.group}`, item]));
    this.stateOf = new Map(base.states.map((item) => [item.code, item]));
    this.order = new Map(base.evidence.map((item, index) => [item.id, index]));
    this.cellsOf = new Map();
    for (const item of base.grid) {
      const found = this.cellsOf.get(item.measure);
      if (found === undefined) this.cellsOf.set(item.measure, [item]);
      else found.push(item);
    }
  }

  figure(measure: string, status: CountRow["status"], group: string): CountRow {
    const found = this.figures.get(`${measure} ${status} ${group}`);
    if (found === undefined) throw new Error(`No figure for ${measure}, ${status}, ${group}`);
    return found;
  }

  state(code: string): StateInfo {
    return this.stateOf.get(code) ?? { code, name: code, group: "Not classified", region: null, unGroup: null, respondent: false };
  }

  cells(measure: string): GridCell[] {
    return this.cellsOf.get(measure) ?? [];
  }

  /** Evidence of the cells that a figure counts, in reading order. */
  evidence(measure: string, status: CountRow["status"], group: string): string[] {
    const ids = new Set<string>();
    for (const item of this.cells(measure)) {
      if (group !== "All States" && this.state(item.state).group !== group) continue;
      if (status === "named_only" ? item.marks.includes("named_only") : item.cell === status) for (const id of item.evidence) ids.add(id);
    }
    return [...ids].sort((a, b) => (this.order.get(a) ?? 0) - (this.order.get(b) ?? 0));
  }

  /** A count as a cell of a table. */
  count(measure: MeasureInfo, status: CountRow["status"], group: string): Cell {
    const figure = this.figure(measure.code, status, group);
    const marks = status === "silent" ? measureMarks(measure) : status === "named_only" && figure.count > 0 ? (["named_only"] as MarkName[]) : [];
    const evidence = status === "silent" || status === "no_report" ? [] : this.evidence(measure.code, status, group);
    return {
      value: figure.count,
      ...(figure.percentage === null && (status === "no_report" || status === "named_only") ? { denominator: figure.states } : { denominator: figure.respondents, percentage: figure.percentage }),
      ...(status === "named_only" ? {} : { status }),
      ...(marks.length > 0 ? { marks } : {}),
      ref: { measure: measure.code, group, ...(status === "named_only" ? {} : { status }) },
      ...(evidence.length > 0 ? { evidence } : {}),
    };
  }
}

/** Names of States with their marks, by name. */
export function stateNames(lookup: Lookup, cells: GridCell[]): string {
  return cells
    .map((item) => `${lookup.state(item.state).name}${markSigns(item.marks.filter((mark) => mark !== "named_only"))}`)
    .sort((a, b) => compare(a, b))
    .join("; ");
}

/** Marks of a list of States. */
export function marksIn(cells: GridCell[]): MarkName[] {
  return MARKS.filter((mark) => mark !== "named_only" && cells.some((item) => item.marks.includes(mark)));
}

/** "How to read": what the words mean, in the same words in each report. */
export function readingSection(outline: Outline, base: ReportBase): void {
  const section = outline.section(1, "How to read the tables", { id: "how-to-read" });
  section.blocks.push(
    text("The tables code reports, not countries. They show what the documents say of a State; a State may do more, or less, than the documents say."),
    list([
      "Reported: the text names the State with the measure. The status is the text's own.",
      "Silent: the State replied, and the text does not name it with the measure. This is not a “no”.",
      "No report: the State is not among the respondents. Nothing follows from it.",
      `Percentages are of respondents in the column, not of all States. Groups: ${base.question.grouping === "region" ? "regions of the United Nations geoscheme (standard M49)" : GROUPING_LABELS[base.question.grouping]}.`,
      `Counted: ${base.question.bases.map((basis) => BASIS_LABELS[basis] ?? basis).join("; ")}.`,
      ...(base.measures.some((measure) => measure.label.includes("CEDAW")) ? ["UN: United Nations. CEDAW: Convention on the Elimination of All Forms of Discrimination against Women."] : []),
      ...(base.documents.length > 1 ? ["Over several documents the latest year with a claim counts. Only States that existed in the year of a document are counted."] : []),
    ]),
  );
  outline.table(section, {
    id: "statuses", role: "statuses", caption: "What the words mean",
    columns: [column("status", "Word in the tables", "status", 26), column("meaning", "Meaning", "text", 80)],
    rows: CELL_STATUSES.map((status) => row(status, [cell(STATUS_LABELS[status], { status }), cell(STATUS_MEANINGS[status])])),
  });
  outline.table(section, {
    id: "marks", role: "statuses", caption: "What the signs mean",
    columns: [column("sign", "Sign", "text", 8), column("meaning", "Meaning", "text", 98)],
    rows: MARKS.map((mark) => row(mark, [cell(MARK_SIGNS[mark].sign), cell(MARK_SIGNS[mark].meaning)])),
  });
}

/** Per category one table: measures × groups, a row for each status that somebody reports, and one for silence. */
export function categoryTables(outline: Outline, base: ReportBase, lookup: Lookup, groups: Group[], title: string, sentence: string): void {
  const heading = outline.section(1, title, { id: "by-category" });
  heading.blocks.push(text(sentence));
  for (const category of byCategory(base.measures)) {
    const section = outline.section(2, category.name, { id: `category-${category.code}`, category: category.code });
    const rows: TableRow[] = [];
    for (const measure of category.measures) {
      const shown = CELL_STATUSES.filter((status) => status === "in_place" || status === "silent" || (status !== "no_report" && lookup.figure(measure.code, status, "All States").count > 0));
      const lines: CountRow["status"][] = [...shown, ...(lookup.figure(measure.code, "named_only", "All States").count > 0 ? (["named_only"] as const) : [])];
      lines.forEach((status, index) => {
        rows.push(row(`${measure.code} ${status}`, [
          cell(measure.label, { ref: { measure: measure.code }, ...(index === 0 && measureMarks(measure).length > 0 ? { marks: measureMarks(measure) } : {}) }),
          status === "named_only" ? cell("Named, not a respondent") : cell(STATUS_LABELS[status], { status }),
          ...groups.map((group) => lookup.count(measure, status, group.name)),
        ], index === 0 ? "lead" : "more"));
      });
    }
    outline.table(section, {
      id: `table-${category.code}`, role: "measures_by_group", category: category.code, wide: true,
      caption: `${category.name}: measures reported, by ${GROUPING_LABELS[base.question.grouping]}`,
      columns: [
        column("measure", "Measure", "text", 36), column("status", "Status", "status", 20),
        ...groups.map((group) => column(`group-${slug(group.name)}`, group.name, "count", 12, `${group.respondents} of ${group.states} States replied`)),
      ],
      rows,
      notes: ["Counts are of respondents; in parentheses, the percentage of the respondents in the column. Respondents = all rows of a measure, without “named, not a respondent”.", ...markNotes(rows)],
    });
  }
}

/** Per measure: States by status. */
export function statesByStatus(outline: Outline, base: ReportBase, lookup: Lookup, title = "States by measure and status"): void {
  const heading = outline.section(1, title, { id: "by-measure" });
  const quiet = base.measures.filter((measure) => !isNamed(lookup, measure));
  heading.blocks.push(text("For each measure, the States that the documents name with it, by status. Signs after a name are explained under the table."));
  let category = "";
  for (const measure of base.measures) {
    if (quiet.includes(measure)) continue;
    if (measure.category !== category) {
      category = measure.category;
      outline.section(2, measure.category, { id: `states-${measure.categoryCode}`, category: measure.categoryCode });
    }
    const section = outline.section(3, measure.label, { id: `measure-${slug(measure.code)}`, measure: measure.code, category: measure.categoryCode });
    if (measure.definition !== "" && measure.definition !== measure.label) section.blocks.push(text(`Counts: ${measure.definition}.`.replace("..", ".")));
    statesTable(outline, section, lookup, measure);
  }
  if (quiet.length > 0) {
    const section = outline.section(2, "Measures that no State is named with", { id: "measures-without-states" });
    section.blocks.push(text("The documents name no State with these measures. This says nothing about whether States apply them."), list(quiet.map((measure) => `${measure.label} (${measure.category})${markSigns(measureMarks(measure))}`)));
  }
}

export const isNamed = (lookup: Lookup, measure: MeasureInfo): boolean => lookup.cells(measure.code).some((item) => item.reported !== null);

/** The table of one measure. */
export function statesTable(outline: Outline, section: ReportSection, lookup: Lookup, measure: MeasureInfo, group = "All States", withSilent = false): ReportTable {
  const cells = lookup.cells(measure.code).filter((item) => group === "All States" || lookup.state(item.state).group === group);
  const rows: TableRow[] = [];
  for (const status of CELL_STATUSES) {
    if (!withSilent && (status === "silent" || status === "no_report")) continue;
    const found = cells.filter((item) => item.cell === status && item.marks.every((mark) => mark !== "named_only"));
    if (found.length === 0) continue;
    const evidence = status === "silent" || status === "no_report" ? [] : lookup.evidence(measure.code, status, group);
    const marks = marksIn(found);
    rows.push(row(status, [
      cell(STATUS_LABELS[status], { status }),
      status === "no_report" ? cell(lookup.figure(measure.code, status, group).count, { denominator: lookup.figure(measure.code, status, group).states, status, ref: { measure: measure.code, group, status } }) : lookup.count(measure, status, group),
      cell(stateNames(lookup, found), { status, ref: { measure: measure.code, group, status }, ...(marks.length > 0 ? { marks } : {}), ...(evidence.length > 0 ? { evidence } : {}) }),
    ]));
  }
  const named = cells.filter((item) => item.marks.includes("named_only"));
  if (named.length > 0) {
    rows.push(row("named_only", [
      cell("Named, not a respondent"),
      lookup.count(measure, "named_only", group),
      cell(named.map((item) => `${lookup.state(item.state).name} (${STATUS_LABELS[item.reported ?? "in_place"].toLowerCase()})`).sort().join("; "), { ref: { measure: measure.code, group }, evidence: lookup.evidence(measure.code, "named_only", group) }),
    ]));
  }
  const total = lookup.figure(measure.code, "silent", group);
  return outline.table(section, {
    id: `states-${slug(measure.code)}${group === "All States" ? "" : `-${slug(group)}`}`, role: "states_by_status", measure: measure.code, category: measure.categoryCode, caption: `${measure.label}: States by status`,
    columns: [column("status", "Status", "status", 24), column("count", "Number", "count", 14), column("states", "States", "states", 90)],
    rows,
    notes: [
      `Respondents: ${total.respondents} of ${total.states} States${group === "All States" ? "" : ` in ${group}`}. Silent: ${total.count}${total.percentage === null ? "" : ` (${total.percentage} %)`}.`,
      ...markNotes([...rows, row("", [cell(null, { marks: measureMarks(measure) })])]),
    ],
  });
}

/** Statements on unnamed States. */
export function collectiveSection(outline: Outline, base: ReportBase): void {
  const section = outline.section(1, "Collective statements", { id: "collective" });
  if (base.collective.length === 0) {
    section.blocks.push(text(base.question.measures === null ? "The documents ascribe no measure to States that they do not name." : "The documents do not ascribe what this report is about to States that they do not name."));
    return;
  }
  section.blocks.push(text("Statements about States that the text does not name. They are in no count. For these measures, silence says little."));
  const labels = new Map(base.measures.map((measure) => [measure.code, measure.label]));
  const places = new Map(base.evidence.map((item) => [item.id, item]));
  outline.table(section, {
    id: "collective-statements", role: "collective", caption: "Measures ascribed to States that are not named", wide: true,
    columns: [column("measure", "Measure", "text", 34), column("status", "Status", "status", 20), column("who", "Who, as printed", "text", 24), column("document", "Document", "text", 16), column("paragraph", "Paragraph", "text", 10), column("page", "Page", "number", 6), column("quote", "Quote", "text", 70)],
    rows: base.collective.map((item, index) => row(`collective-${index + 1}`, [
      cell(labels.get(item.measure) ?? item.measure, { ref: { measure: item.measure } }), cell(STATUS_LABELS[item.status], { status: item.status }), cell(item.quantifier), cell(item.document, { evidence: [item.evidence] }), cell(item.paragraph), cell(item.page), cell(places.get(item.evidence)?.quote ?? item.quote, { evidence: [item.evidence] }),
    ])),
  });
}

/** For every cell with a status, the paragraph and the quote; the States by group, so that a figure of a group is found. */
export function evidenceAnnex(outline: Outline, base: ReportBase): void {
  const heading = outline.section(1, "Annex: evidence for every cell", { id: "annex-evidence" });
  heading.blocks.push(text("For each measure and status, the quotes that the cell rests on, with document, paragraph and page, and the States by group. A State may stand in several rows. Quotes are exact."));
  const entries = new Map(base.evidence.map((item) => [item.id, item]));
  const order = new Map(base.evidence.map((item, index) => [item.id, index]));
  const grouped = new Map<string, ClaimRow[]>();
  for (const claim of base.claims) {
    if (!claim.decides) continue;
    const key = `${claim.measure} ${claim.status} ${claim.cell === "no_report"} ${claim.evidence}`;
    const found = grouped.get(key);
    if (found === undefined) grouped.set(key, [claim]);
    else found.push(claim);
  }
  const ofMeasure = new Map<string, ClaimRow[][]>();
  for (const found of grouped.values()) {
    const measure = (found[0] as ClaimRow).measure;
    const sets = ofMeasure.get(measure);
    if (sets === undefined) ofMeasure.set(measure, [found]);
    else sets.push(found);
  }
  const groupOrder = new Map(base.groups.map((group) => [group.name, group.position]));
  let category = "";
  for (const measure of base.measures) {
    const sets = ofMeasure.get(measure.code);
    if (sets === undefined) continue;
    if (measure.category !== category) {
      category = measure.category;
      outline.section(2, measure.category, { id: `evidence-${measure.categoryCode}`, category: measure.categoryCode });
    }
    sets.sort((a, b) => {
      const [x, y] = [a[0] as ClaimRow, b[0] as ClaimRow];
      return CELL_STATUSES.indexOf(x.status) - CELL_STATUSES.indexOf(y.status) || (order.get(x.evidence) ?? 0) - (order.get(y.evidence) ?? 0) || Number(x.cell === "no_report") - Number(y.cell === "no_report");
    });
    const section = outline.section(3, measure.label, { id: `evidence-${slug(measure.code)}`, measure: measure.code, category: measure.categoryCode });
    outline.table(section, {
      id: `evidence-table-${slug(measure.code)}`, role: "evidence", measure: measure.code, category: measure.categoryCode, caption: `Evidence: ${measure.label}`, wide: true,
      columns: [column("id", "No.", "text", 6), column("status", "Status", "status", 18), column("states", "States, by group", "states", 50), column("document", "Document", "text", 16), column("paragraph", "Paragraph", "text", 10), column("page", "Page", "number", 6), column("quote", "Quote", "text", 70)],
      rows: sets.map((set) => {
        const first = set[0] as ClaimRow;
        const entry = entries.get(first.evidence) as Evidence;
        const groups = new Map<string, string[]>();
        for (const claim of set) groups.set(claim.group, [...(groups.get(claim.group) ?? []), `${claim.stateName}${claim.certainty === "explicit" ? "" : MARK_SIGNS.doubtful.sign}`]);
        const names = [...groups].sort((a, b) => (groupOrder.get(a[0]) ?? 999) - (groupOrder.get(b[0]) ?? 999)).map(([group, states]) => `${group}: ${[...new Set(states)].join("; ")}`).join(". ");
        return row(`${measure.code}-${first.status}-${first.evidence}`, [
          cell(first.evidence, { evidence: [first.evidence] }), cell(`${STATUS_LABELS[first.status]}${first.cell === "no_report" ? MARK_SIGNS.named_only.sign : ""}`, { status: first.status }),
          cell(names, { ref: { measure: measure.code, status: first.status } }), cell(entry.document), cell(entry.numbered ? entry.paragraph : `block ${entry.paragraph.replace(/^b/, "")}`), cell(entry.page), cell(entry.quote, { evidence: [first.evidence] }),
        ]);
      }),
      notes: sets.some((set) => set.some((claim) => claim.certainty !== "explicit")) ? [`${MARK_SIGNS.doubtful.sign} Hedged or inferred wording.`] : [],
    });
  }
}

/** How the figures were made. */
export function methodSection(outline: Outline, method: Method): void {
  const section = outline.section(1, "Method and versions", { id: "method" });
  section.blocks.push(list(method.statements));
  outline.table(section, {
    id: "versions", role: "method", caption: "Versions that made the figures",
    columns: [column("name", "What", "text", 30), column("version", "Version", "text", 40)],
    rows: method.versions.map((item) => row(item.name, [cell(VERSION_NAMES[item.name] ?? item.name), cell(item.version)])),
  });
}

const VERSION_NAMES: Record<string, string> = {
  program: "Stocktake", codebook: "Codebook of measures", extractors: "Extractors (fingerprint of rules and code)", reader: "Reader of documents (fingerprint)", reference_hash: "Reference data on States (fingerprint)", schema: "Database schema", schema_hash: "Database schema (fingerprint)",
};

export function methodOf(base: ReportBase, more: string[] = []): Method {
  return {
    statements: [
      ...[missingNote(base.missing) ?? []].flat(),
      "Programs read the documents, paragraph by paragraph, and record a claim where the text names a State (or the State speaks for itself) with a measure of the codebook. Each claim keeps its quote.",
      "A figure is counted once, in SQL over these claims, and is the same in every format of this report.",
      "Silent and no report are what is left: they are counted, not read.",
      ...more,
    ],
    versions: base.versions,
  };
}

export function codeLists(base: ReportBase): CodeList[] {
  return [
    { name: "statuses", title: "Statuses", entries: [...CELL_STATUSES.map((code) => ({ code, label: STATUS_LABELS[code], meaning: STATUS_MEANINGS[code] })), { code: "named_only", label: "Named, not a respondent", meaning: MARK_SIGNS.named_only.meaning }] },
    { name: "marks", title: "Signs", entries: MARKS.map((code) => ({ code, label: MARK_SIGNS[code].sign, meaning: MARK_SIGNS[code].meaning })) },
    { name: "measures", title: "Measures", entries: base.measures.map((measure) => ({ code: measure.code, label: measure.label, meaning: measure.definition })) },
    { name: "groups", title: `Groups (${GROUPING_LABELS[base.question.grouping]})`, entries: base.groups.map((group) => ({ code: group.name, label: group.name, meaning: `${group.respondents} of ${group.states} States replied` })) },
    { name: "states", title: "States", entries: base.states.map((state) => ({ code: state.code, label: state.name, meaning: `${state.group}${state.respondent ? "; respondent" : "; no report"}` })) },
    { name: "certainty", title: "Certainty of a claim", entries: [{ code: "explicit", label: "Explicit", meaning: "The text says it plainly." }, { code: "hedged", label: "Hedged", meaning: "The text itself is vague." }, { code: "inferred", label: "Inferred", meaning: "It follows from the text, which does not say it in so many words." }] },
    { name: "extent", title: "Extent of a list", entries: [{ code: "list", label: "List", meaning: "The text means to name all States." }, { code: "including", label: "Examples", meaning: "The text gives examples." }] },
    { name: "basis", title: "Whose word", entries: [{ code: "self_reported", label: "Self-reported", meaning: "The State's own word, also as relayed by the Secretary-General." }, { code: "secretariat", label: "Secretariat", meaning: "The word of a United Nations secretariat." }, { code: "third_party", label: "Third party", meaning: "The word of another party." }] },
  ];
}

/** Puts the parts together. */
export function modelOf(base: ReportBase, kind: ReportKind, head: { title: string; subtitle: string; slug: string; facts: { label: string; value: string }[] }, outline: Outline, method: Method, groups: Group[] = base.groups): ReportModel {
  return {
    modelVersion: MODEL_VERSION, kind, ...head, grouping: base.question.grouping, groupingLabel: GROUPING_LABELS[base.question.grouping],
    groups: groups.map(({ name, position, states, respondents }) => ({ name, position, states, respondents })),
    measures: base.measures, states: base.states, sections: outline.sections, grid: base.grid, counts: base.counts, claims: base.claims, evidence: base.evidence, notes: base.gaps.notes, codeLists: codeLists(base), method,
  };
}

export { GROUPINGS };
export type { Grouping };
