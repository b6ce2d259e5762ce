// Owns the typed model of a report: what every format (docx, pdf, xlsx, html, md, csv) is written from, and the words for statuses and marks.
// Must not compute a figure (reports/sql does), ask a database (reports/build does) or know a file format.
//
// How it hangs together: `sections` are the report in reading order; a table cell carries its figure and a `ref` to what it counts;
// `claims` are the evidence row by row, each pointing to an entry of `evidence` (one quote of one paragraph, shared by many claims);
// `grid` is State × measure for maps and heat maps; `counts` is the long form of every figure by measure, group and status.

/** Version of this shape; raised when a writer has to change. */
export const MODEL_VERSION = 1;

export const REPORT_KINDS = ["annual", "state", "measure", "region", "change"] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** What a State's cell can say, in the order of tables. Absent, silent, not_read and no_report are never merged. */
export const CELL_STATUSES = ["in_place", "in_progress", "planned", "mixed", "absent", "ended", "conflict", "silent", "not_read", "no_report"] as const;
export type CellStatus = (typeof CELL_STATUSES)[number];

/** Statuses that a text reports of a named State: all but silent, not_read and no_report. */
export const REPORTED_STATUSES: readonly CellStatus[] = ["in_place", "in_progress", "planned", "mixed", "absent", "ended", "conflict"];

/** Cells of States that are no respondents: counted of all States, never of respondents. */
export const isUnheard = (status: string | undefined): status is "not_read" | "no_report" => status === "not_read" || status === "no_report";

/** Cells with nothing to quote. */
export const isUnsaid = (status: string | undefined): status is "silent" | "not_read" | "no_report" => status === "silent" || isUnheard(status);

/** Labels as printed. They speak of the report, not of the country. */
export const STATUS_LABELS: Readonly<Record<CellStatus, string>> = {
  in_place: "Reported in place",
  in_progress: "Reported in progress",
  planned: "Reported as planned",
  mixed: "Reported, in place or planned",
  absent: "Reported as lacking",
  ended: "Reported as ended",
  conflict: "Contradictory reports",
  silent: "Silent",
  not_read: "Report not read",
  no_report: "No report",
};

/** What each means, one sentence each, for the key of every table. */
export const STATUS_MEANINGS: Readonly<Record<CellStatus, string>> = {
  in_place: "The text names the State as one that applies the measure.",
  in_progress: "The text says that the measure is being drafted, signed but not ratified, or tried out.",
  planned: "The text says that the State intends or considers the measure.",
  mixed: "The text names the State with others and does not separate those that apply the measure from those that prepare it.",
  absent: "The text itself says that the State lacks the measure.",
  ended: "The text says that the State applied the measure and no longer does.",
  conflict: "The text says both that the measure is lacking and that it is there or coming.",
  silent: "The State is a respondent, and the text does not name it with the measure. This is not a “no”.",
  not_read: "The State reported, and its report could not be read or is in a language that is not read. Nothing follows for the measure.",
  no_report: "The State is not among the respondents. Nothing follows for the measure.",
};

/** Kinds of documents as printed. */
export const KIND_LABELS: Readonly<Record<string, string>> = {
  sg_report: "Report of the Secretary-General", national_report: "National report", pledge: "Voluntary pledges", upr_working_group: "Report of a Working Group on the Universal Periodic Review", compilation: "Compilation of United Nations information",
  stakeholder_summary: "Summary of stakeholders’ submissions", third_party_report: "Report by another party", multi_state: "Report in sections by State", action_plan: "National action plan", guidance: "Guidance", other: "Other document",
};

/** Kinds whose name is too long for a column of a table, by a shorter one. */
export const KIND_SHORT: Readonly<Record<string, string>> = { sg_report: "Secretary-General’s report", upr_working_group: "UPR Working Group report", compilation: "United Nations compilation", stakeholder_summary: "Stakeholders’ summary" };

/** What is shortened, for a note under the table. */
export const KIND_SHORT_NOTE = "UPR: Universal Periodic Review.";

/** Whose word a claim is, as printed. */
export const BASIS_LABELS: Readonly<Record<string, string>> = { self_reported: "the States' own word, also as relayed by the Secretary-General", secretariat: "the word of a United Nations secretariat", third_party: "the word of another party" };

export const MARKS = ["collective", "illustrative", "doubtful", "differs", "elsewhere", "named_only"] as const;
export type MarkName = (typeof MARKS)[number];

/** Sign as printed after a figure, and what it means. */
export const MARK_SIGNS: Readonly<Record<MarkName, { sign: string; meaning: string }>> = {
  collective: { sign: "*", meaning: "The text ascribes the measure also to States that it does not name (“many countries”). Silence says little here." },
  illustrative: { sign: "†", meaning: "The States named are examples (“including”, “such as”). Silence says little here." },
  doubtful: { sign: "‡", meaning: "Rests on hedged or inferred wording only." },
  differs: { sign: "§", meaning: "An earlier document, or another’s word, says something else. The latest year counts, and within it the State’s own word." },
  elsewhere: { sign: "‖", meaning: "No State is named with the measure alone; States stand under wording that mentions it with another measure. Where, is said under the table." },
  named_only: { sign: "¶", meaning: "Named with the measure, but not among the respondents: in no percentage." },
};

/** What a cell is about; enough to find its evidence and its States. */
export interface CellRef {
  measure?: string;
  /** Name of the group (as in `groups`); "All States" for the total. */
  group?: string;
  /** ISO 3166-1 alpha-3. */
  state?: string;
  status?: CellStatus;
  /** document_id, in reports over several documents. */
  document?: string;
}

/** 95 % interval, in percent of the denominator (0 to 100, one decimal). */
export interface Interval {
  low: number;
  high: number;
}

export interface Cell {
  /** The figure or the text. Null: not applicable, printed as an en dash. */
  value: string | number | null;
  /** Respondents (or what the table's note says) that the figure is a part of. */
  denominator?: number;
  /** Of the denominator, one decimal, as SQL computed it; null where the denominator is 0. */
  percentage?: number | null;
  interval?: Interval;
  /** Status that the cell counts or shows. */
  status?: CellStatus;
  marks?: MarkName[];
  ref?: CellRef;
  /** Ids of `evidence` behind the cell, in reading order of the documents. */
  evidence?: string[];
}

export type ColumnKind =
  | "text"
  | "count" // `value` is a count; where the cell has a denominator it is printed "3 (60 %)"
  | "number" // a plain number
  | "percent" // `value` is a percentage, with or without an interval
  | "status" // `value` is a label, `status` the code
  | "states"; // `value` is names of States joined with "; "

export interface Column {
  key: string;
  title: string;
  kind: ColumnKind;
  /** Second line of the title: "5 of 54 replied". */
  subtitle?: string;
  /** Wish for the width, in characters of text; writers fit it to the page. */
  width: number;
}

export interface TableRow {
  key: string;
  /** `lead` begins a block (first status of a measure), `more` goes on with it; `total` sums. Writers may set them apart. */
  role: "lead" | "more" | "total" | "plain";
  cells: Cell[];
}

export type TableRole =
  | "documents"
  | "coverage" // groups × States, respondents
  | "no_report_states"
  | "statuses" // key: what each status means
  | "measures_by_group" // per category: measure × status rows, groups as columns
  | "states_by_status" // per measure: status, States
  | "collective"
  | "discrepancies"
  | "evidence" // per measure: status, States, document, paragraph, page, quote
  | "ranking"
  | "state_measures" // of a State: measure, status, year, source
  | "history"
  | "peers"
  | "timeline" // of a State: measure, year, what happened in it
  | "recommended" // recommended in a review, and reported since or not
  | "change_by_group"
  | "change_states"
  | "treaties" // respondents by group, reported beside the depositary's record
  | "method"
  | "framework";

export interface ReportTable {
  id: string;
  role: TableRole;
  /** Running number in the report, from 1. */
  number: number;
  caption: string;
  /** `categoryCode` or code of the measure that it is about. */
  category?: string;
  measure?: string;
  columns: Column[];
  rows: TableRow[];
  /** One sentence each, printed under the table: denominators, marks. */
  notes: string[];
  /** Wants a landscape page. */
  wide: boolean;
}

export type Block =
  | { kind: "text"; text: string }
  | { kind: "list"; items: string[] }
  | { kind: "table"; table: ReportTable }
  | { kind: "picture"; picture: Picture };

/** A picture drawn from the model's own figures (reports/pictures), with its text alternative. */
export interface Picture {
  id: string;
  what: "bars" | "map";
  caption: string;
}

/** What stands on the cover of a report that is sent. Null where the user said nothing. */
export interface Cover {
  office: string | null;
  contact: string | null;
  /** Day of issue, ISO 8601. */
  date: string | null;
  sources: string[];
  cite: string;
  disclaimer: string;
}

export interface ReportSection {
  /** Stable anchor: letters, digits and "-". */
  id: string;
  level: 1 | 2 | 3;
  title: string;
  category?: string;
  measure?: string;
  /** True of what may be left out or stand in a file of its own: evidence, and figures for those who check. */
  annex?: boolean;
  blocks: Block[];
}

export interface Group {
  /** "All States" for the total, which stands last. */
  name: string;
  /** 0 for the total. */
  position: number;
  states: number;
  respondents: number;
}

export interface MeasureInfo {
  code: string;
  label: string;
  definition: string;
  category: string;
  /** Anchor of the category: letters, digits and "-". */
  categoryCode: string;
  position: number;
  /** Whether the text ascribes it also to unnamed States; whether it names examples. */
  collective: boolean;
  illustrative: boolean;
  /** Where no State is named with it: States under wording that mentions it with another measure, and where that stands. */
  elsewhere?: { states: number; places: string[] };
}

export interface StateInfo {
  /** ISO 3166-1 alpha-3. */
  code: string;
  name: string;
  /** Group in the report's grouping. */
  group: string;
  region: string | null;
  unGroup: string | null;
  respondent: boolean;
  /** True where its report was not read. */
  unread?: boolean;
}

/** State × measure. */
export interface GridCell {
  state: string;
  measure: string;
  cell: CellStatus;
  /** For States that are named and not respondents: what the text reports of them; otherwise null or equal to `cell`. */
  reported: CellStatus | null;
  year: number | null;
  marks: MarkName[];
  /** Ids of `evidence`. */
  evidence: string[];
}

/** The long form: one figure. `percentage` is of respondents (null for no_report and where there are none). */
export interface CountRow {
  measure: string;
  group: string;
  status: CellStatus | "named_only";
  count: number;
  states: number;
  respondents: number;
  percentage: number | null;
}

/** One quote of one paragraph of one document. */
export interface Evidence {
  /** "E1", "E2" … in reading order. */
  id: string;
  documentId: string;
  /** UN symbol, otherwise the file. */
  document: string;
  year: number | null;
  paragraph: string;
  /** False where the number was counted, not printed. */
  numbered: boolean;
  page: number | null;
  quote: string;
}

/** One claim, in the order measure, group, status, State. */
export interface ClaimRow {
  claimId: string;
  state: string;
  stateName: string;
  group: string;
  measure: string;
  status: CellStatus;
  /** The cell that the State has on the measure in this report. */
  cell: CellStatus;
  extent: string;
  certainty: string;
  basis: string;
  year: number | null;
  /** Whether the cell rests on it: latest year, best basis. Others are earlier documents or another's word. */
  decides: boolean;
  evidence: string;
}

export interface CodeList {
  name: string;
  title: string;
  entries: { code: string; label: string; meaning: string }[];
}

export interface Method {
  /** One sentence each. */
  statements: string[];
  /** What made the figures: codebook, extractor, reader, schema, program. */
  versions: { name: string; version: string }[];
}

export interface ReportModel {
  modelVersion: number;
  kind: ReportKind;
  /** "Measures against trafficking in women and girls reported by Member States: A/65/209 (2010)". */
  title: string;
  subtitle: string;
  /** For file names: letters, digits, "-". */
  slug: string;
  cover: Cover;
  /** What the report was asked for, as label and value. */
  facts: { label: string; value: string }[];
  grouping: string;
  /** "M49 region", "UN regional group" … */
  groupingLabel: string;
  groups: Group[];
  measures: MeasureInfo[];
  states: StateInfo[];
  sections: ReportSection[];
  grid: GridCell[];
  counts: CountRow[];
  claims: ClaimRow[];
  evidence: Evidence[];
  notes: string[];
  codeLists: CodeList[];
  method: Method;
}

/** A percentage as every format prints it: at most one decimal, a no-break space before the sign. "–" for null. */
export function percentText(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : `${value} %`;
}

/** Signs of the marks, in order. */
export function markSigns(marks: readonly MarkName[] | undefined): string {
  return marks === undefined ? "" : MARKS.filter((mark) => marks.includes(mark)).map((mark) => MARK_SIGNS[mark].sign).join("");
}

/** The cell as text, the same in DOCX, HTML and Markdown: "3 (60 %)*", "12.5 % (4.1 % to 30.2 %)", "–". */
export function cellText(cell: Cell, kind: ColumnKind): string {
  if (cell.value === null) return "–";
  let text = kind === "percent" ? percentText(cell.value as number) : String(cell.value);
  if (kind === "count" && cell.percentage !== undefined && cell.percentage !== null) text += ` (${percentText(cell.percentage)})`;
  if (cell.interval !== undefined) text += ` (${percentText(cell.interval.low)} to ${percentText(cell.interval.high)})`;
  // Names carry the signs themselves.
  return kind === "states" ? text : text + markSigns(cell.marks);
}

/** Where an evidence entry stands: "A/65/209, para. 12, p. 5". */
export function sourceText(evidence: Evidence): string {
  const paragraph = evidence.numbered ? `para. ${evidence.paragraph}` : `block ${evidence.paragraph.replace(/^b/, "")}`;
  return `${evidence.document}, ${paragraph}${evidence.page === null ? "" : `, p. ${evidence.page}`}`;
}

/** All tables of a report in order. */
export function tablesOf(model: ReportModel): ReportTable[] {
  return model.sections.flatMap((section) => section.blocks.flatMap((block) => (block.kind === "table" ? [block.table] : [])));
}
