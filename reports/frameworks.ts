// Owns judging States' reports against a framework: the table per item and group, and one State item by item with evidence.
// Must not count: every figure comes from reports/sql. Items that no measure answers are shown as not coded, never as silence.
import type { Framework, FrameworkItem } from "../datasets/frameworks.js";
import { clean, formatRows, markdownText, toJson, wrap, type OutputFormat } from "./format.js";
import { countTable, twoLines } from "./count-table.js";
import { percent, type Grouping } from "./gaps.js";
import { runSqlFile, type Cell, type QueryRunner, type Row } from "./query.js";

/** Cells of an item, in the order of tables. `absent`, `silent`, `not_read` and `no_report` are never merged. */
export const ITEM_LEVELS = ["fully", "partly", "planned", "conflict", "absent", "silent", "not_read", "no_report"] as const;
export type ItemLevel = (typeof ITEM_LEVELS)[number];

/** Labels as printed; they speak of the report, not of the country. */
export const ITEM_LEVEL_LABELS: Readonly<Record<ItemLevel, string>> = {
  fully: "Reported fully", partly: "Reported in part", planned: "Reported as planned", conflict: "Contradictory reports", absent: "Reported as lacking", silent: "Silent", not_read: "Report not read", no_report: "No report",
};

export interface FrameworkSelection {
  /** document_id of each; null for all. */
  documents: string[] | null;
  bases: string[];
  /** ISO 3166-1 alpha-3; null for all States. */
  states?: string[] | null;
}

/** Entries for the variable `tests` of the SQL files: position|item|part|measure|status|level. */
export function testsOf(framework: Framework): string[] {
  return framework.items.flatMap((item, position) =>
    item.parts.flatMap((part, index) =>
      part.measures.flatMap((measure) => {
        const tests = (["fully", "partly", "planned"] as const).flatMap((level) => item.counts[level].map((status) => `${position + 1}|${item.id}|${index + 1}|${measure}|${status}|${level}`));
        // A measure of which no status counts is asked all the same, so that "lacking" is seen.
        return tests.length > 0 ? tests : [`${position + 1}|${item.id}|${index + 1}|${measure}|none|none`];
      }),
    ),
  );
}

export interface StateItem {
  item: FrameworkItem;
  /** ISO 3166-1 alpha-3. */
  state: string;
  stateName: string;
  level: ItemLevel;
  /** What the texts report of a State that is named and did not respond; otherwise as `level`, null where silent. */
  reported: ItemLevel | null;
  /** Parts that measures answer, and of them those reported fully or partly. */
  parts: number;
  partsReported: number;
  /** "measure status" of each measure that the State is named with. */
  found: string[];
  /** Unnamed States are said to have a measure of the item as well. */
  collective: boolean;
  /** Claims behind it, best status first. Filled only where `states` was given. */
  evidence: StateEvidence[];
}

export interface StateEvidence {
  claimId: string;
  measure: string;
  status: string;
  document: string;
  paragraph: string;
  page: number | null;
  quote: string;
}

export interface StateAppraisal {
  framework: Framework;
  items: StateItem[];
  /** Items that no measure of the codebook answers. */
  notCoded: FrameworkItem[];
}

/**
 * Judges States' reports against a framework.
 * @param selection documents, bases and, for evidence, the States asked for
 * @returns one entry a State and coded item, States by name, items in the framework's order
 */
export async function appraiseStates(database: QueryRunner, framework: Framework, selection: FrameworkSelection): Promise<StateAppraisal> {
  const states = selection.states ?? null;
  type Found = { item: string; state: string; state_name: string; level: ItemLevel; reported: ItemLevel | null; parts: number; parts_reported: number; found: string[] | null; collective: boolean };
  const notCoded = framework.items.filter((item) => !item.asksStates);
  const tests = testsOf(framework);
  if (tests.length === 0) return { framework, items: [], notCoded };
  const rows = await runSqlFile<Found>(database, "framework_states", { tests, documents: selection.documents, bases: selection.bases, states });
  const byId = new Map(framework.items.map((item) => [item.id, item]));
  const claims = new Map<string, StateEvidence[]>();
  if (states !== null) {
    const measures = [...new Set(framework.items.flatMap((item) => item.parts.flatMap((part) => part.measures)))];
    type Claim = { claim_id: string; state: string; measure: string; status: string; document: string; paragraph: string; page: number | null; quote: string };
    for (const row of await runSqlFile<Claim>(database, "claims", { states, measures, documents: selection.documents, bases: selection.bases })) {
      const key = `${row.state} ${row.measure}`;
      claims.set(key, [...(claims.get(key) ?? []), { claimId: row.claim_id, measure: row.measure, status: row.status, document: row.document, paragraph: row.paragraph, page: row.page ?? null, quote: row.quote }]);
    }
  }
  const items = rows.map((row): StateItem => {
    const item = byId.get(row.item) as FrameworkItem;
    const measures = [...new Set(item.parts.flatMap((part) => part.measures))];
    const evidence = measures.flatMap((measure) => claims.get(`${row.state} ${measure}`) ?? []).sort((a, b) => STATUS_ORDER.indexOf(a.status) - STATUS_ORDER.indexOf(b.status));
    return { item, state: row.state, stateName: row.state_name, level: row.level, reported: row.reported, parts: row.parts, partsReported: row.parts_reported, found: row.found ?? [], collective: row.collective, evidence };
  });
  return { framework, items, notCoded };
}

const STATUS_ORDER = ["in_place", "in_progress", "mixed", "planned", "conflict", "ended", "absent"];

export interface FrameworkGapRow extends Row {
  item: string;
  group: string;
  states: number;
  respondents: number;
  fully: number;
  collective: boolean;
}

export interface FrameworkGapTable {
  framework: Framework;
  grouping: Grouping;
  rows: FrameworkGapRow[];
  notes: string[];
}

/** The table of `stocktake gaps --framework`: one row an item and group, all States last. */
export async function frameworkGapTable(database: QueryRunner, framework: Framework, question: { grouping: Grouping; documents: string[] | null; bases: string[]; names: boolean }): Promise<FrameworkGapTable> {
  const tests = testsOf(framework);
  const rows = tests.length === 0 ? [] : await runSqlFile<FrameworkGapRow>(database, "framework_gaps", { tests, grouping: question.grouping, documents: question.documents, bases: question.bases });
  const byId = new Map(framework.items.map((item) => [item.id, item]));
  for (const row of rows) {
    const item = byId.get(row.item) as FrameworkItem;
    row["heading"] = item.group ?? "";
    row["text"] = item.text;
    row["where"] = item.where;
    for (const level of [...ITEM_LEVELS, "named_only"]) {
      if (question.names) row[`${level}_names`] ??= [];
      else delete row[`${level}_names`];
    }
  }
  return { framework, grouping: question.grouping, rows, notes: notesOf(framework, rows) };
}

function notesOf(framework: Framework, rows: FrameworkGapRow[]): string[] {
  const notes = [
    `${framework.name}: ${framework.source.title} (${framework.source.publisher}, ${framework.source.year}). Items in our own words.`,
    "Codes what the documents report, not what countries have. Fully: every part of the item is reported in place; partly: a part is, or is in progress or mixed; an item's own rule may differ and is then noted below. Percentages are of respondents.",
    "Silent: a respondent that the texts do not name with it, which is not a no. Not read: it reported, and its report could not be read. No report: not a respondent. Absent: the texts say only that it is lacking. Conflict: they say both.",
    "* States that are not named are said to have a measure of the item as well: silence says little here.",
  ];
  if (framework.note !== null) notes.push(framework.note);
  for (const item of framework.items) if (item.note !== null && item.asksStates) notes.push(`${item.id}: ${item.note}`);
  const partial = framework.items.filter((item) => item.asksStates && item.parts.some((part) => part.measures.length === 0) && item.note === null);
  if (partial.length > 0) notes.push(`Judged on some of their parts only, because the codebook has no measure of the others: ${partial.map((item) => `${item.id} (${item.parts.filter((part) => part.measures.length > 0).length} of ${item.parts.length})`).join(", ")}.`);
  const notCoded = framework.items.filter((item) => !item.asksStates);
  if (notCoded.length > 0) notes.push(`Not in the table, because no measure of the codebook answers them: ${notCoded.map((item) => `${item.id} (${item.text})`).join("; ")}. Ask plans with: stocktake appraise FILE --framework ${framework.id}`);
  const named = rows.filter((row) => row.group === "All States" && (row["named_only"] as number) > 0);
  if (named.length > 0) notes.push(`“Named” counts States that the texts name with the item and that are not among the respondents; they are in no percentage.`);
  return notes;
}

const COUNTS = ["states", "respondents", ...ITEM_LEVELS, "named_only"];
const LONG = ["heading", "item", "text", "where", "group", ...COUNTS, "fully_pct", "fully_or_partly_pct", "collective"];
const TITLES: Record<string, string> = { states: "States", respondents: "Resp.", fully: "Fully", partly: "Partly", planned: "Planned", conflict: "Conflict", absent: "Absent", silent: "Silent", not_read: "Not read", no_report: "No report", named_only: "Named", group: "Group" };

/** The table in a format; CSV and JSON are in long form. */
export function formatFrameworkGaps(table: FrameworkGapTable, format: OutputFormat, width: number): string {
  const names = table.rows[0] !== undefined && "fully_names" in table.rows[0] ? [...ITEM_LEVELS, "named_only"].map((level) => `${level}_names`) : [];
  const columns = [...LONG, ...names];
  switch (format) {
    case "csv":
      return formatRows(table.rows, "csv", { columns });
    case "json":
      return toJson({ framework: table.framework.id, source: table.framework.source, by: table.grouping, rows: table.rows.map((row) => Object.fromEntries(columns.map((name) => [name, row[name] ?? null]))), notCoded: table.framework.items.filter((item) => !item.asksStates).map((item) => ({ item: item.id, text: item.text, where: item.where })), notes: table.notes });
    case "md":
      return `${formatRows(table.rows.map((row): Row => ({ ...row, item: `${row["text"] as Cell as string}${row.collective ? "*" : ""}`, "% fully": percent(row.fully, row.respondents) })), "md", { columns: ["item", "group", ...COUNTS, "% fully", ...names], titles: { ...TITLES, item: "Item" } })}\n${table.notes.map((note) => `- ${markdownText(note)}`).join("\n")}\n`;
    case "table":
      return blocks(table, names.length > 0, width);
  }
}

function blocks(table: FrameworkGapTable, names: boolean, width: number): string {
  const out: string[] = [];
  let heading = "";
  for (const item of table.framework.items) {
    const rows = table.rows.filter((row) => row.item === item.id);
    if (rows.length === 0) continue;
    if ((item.group ?? "") !== heading) {
      heading = item.group ?? "";
      out.push("", clean(heading).toUpperCase());
    }
    out.push("", wrap(`${clean(item.text)}${rows.some((row) => row.collective) ? "*" : ""}  (${item.id}; ${clean(item.where)})`, width, "  "), columnsOf(rows, width));
    if (!names) continue;
    for (const row of rows) {
      if (row.group === "All States") continue;
      for (const level of [...ITEM_LEVELS, "named_only"] as const) {
        const found = row[`${level}_names`] as string[];
        if (found.length > 0 && level !== "no_report") out.push(wrap(`  ${row.group}, ${level === "named_only" ? "named but no respondent" : level}: ${found.join("; ")}`, width, "    "));
      }
    }
  }
  out.push("", ...table.notes.map((note) => wrap(note, width, "  ")), "");
  return out.join("\n").replace(/^\n+/, "");
}

function columnsOf(rows: FrameworkGapRow[], width: number): string {
  const always = ["states", "respondents", "fully", "silent", "no_report"];
  return countTable(rows.map((row) => row.group), [
    ...COUNTS.map((name) => ({ title: twoLines(TITLES[name] ?? name), values: rows.map((row) => String(row[name])), always: always.includes(name) })),
    { title: ["%", "fully"] as [string, string], values: rows.map((row) => percent(row.fully, row.respondents)), always: true },
  ], width);
}
