// Owns the gap table: rows out of reports/sql, the notes that a reader needs, and its layouts.
// Must not count: every figure comes from SQL.
import { clean, formatRows, markdownText, toJson, wrap, type OutputFormat } from "./format.js";
import { countTable, twoLines } from "./count-table.js";
import { elsewhereRows, elsewhereSentence, type Elsewhere } from "./elsewhere.js";
import { withCells } from "./kept-cells.js";
import { missingNote, missingShards } from "./missing.js";
import { BASIS_LABELS, MARK_SIGNS } from "./model.js";
import { runSqlFile, type QueryRunner, type Row } from "./query.js";

export const GROUPINGS = ["region", "subregion", "subregion_broad", "un_group", "ldc", "lldc", "sids", "income"] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Columns of a State's cell, in the order of the table. */
export const CELLS = ["in_place", "in_progress", "planned", "mixed", "absent", "ended", "conflict", "silent", "not_read", "no_report"] as const;

export interface GapQuestion {
  grouping: Grouping;
  /** document_id of each; null for all. */
  documents: string[] | null;
  measures: string[] | null;
  bases: string[];
  /** Rows of another record of the depositary, as the SQL takes them; the shipped one where not given. */
  treaties?: string[] | null;
  /** Also the States in each cell. */
  names: boolean;
}

export interface GapRow extends Row {
  category: string;
  measure: string;
  label: string;
  group: string;
  states: number;
  respondents: number;
  in_place: number;
  collective: boolean;
  illustrative: boolean;
}

export interface GapTable {
  question: GapQuestion;
  rows: GapRow[];
  /** What the depositary had, by treaty, beside what was reported; one sentence each. */
  treaties: { measure: string; sentence: string }[];
  /** Measures that no State is named with, and where they are mentioned with another. */
  elsewhere: Elsewhere[];
  /** One sentence each. */
  notes: string[];
}

/** Asks the database; one row a measure and group, all States last. */
export function gapTable(database: QueryRunner, question: GapQuestion): Promise<GapTable> {
  return withCells(database, question.documents, question.bases, () => askedOf(database, question));
}

async function askedOf(database: QueryRunner, question: GapQuestion): Promise<GapTable> {
  const documents = question.documents;
  const rows = await runSqlFile<GapRow>(database, "gaps", { grouping: question.grouping, documents, bases: question.bases, measures: question.measures });
  if (question.names) {
    const names = await runSqlFile<{ measure: string; group: string; cell: string; names: string[] }>(database, "gap_names", { grouping: question.grouping, documents, bases: question.bases, measures: question.measures });
    const index = new Map(names.map((row) => [`${row.measure}\u001f${row.group}\u001f${row.cell}`, row.names]));
    const all = new Map<string, string[]>();
    for (const row of names) {
      const key = `${row.measure}\u001f${row.cell}`;
      all.set(key, [...(all.get(key) ?? []), ...row.names]);
    }
    for (const row of rows) {
      for (const cell of [...CELLS, "named_only"]) {
        const found = row.group === "All States" ? [...(all.get(`${row.measure}\u001f${cell}`) ?? [])].sort() : (index.get(`${row.measure}\u001f${row.group}\u001f${cell}`) ?? []);
        row[`${cell}_names`] = [...found].sort();
      }
    }
  }
  return { question, rows, treaties: await treatySentences(database, question), elsewhere: await elsewhereRows(database, question), notes: await gapNotes(database, question) };
}

/** "Reported by 5 of 59 respondents; the depositary had 50 of them …": figures of reports/sql/treaty_groups.sql. */
async function treatySentences(database: QueryRunner, question: GapQuestion): Promise<GapTable["treaties"]> {
  type Found = { measure: string; label: string; group: string; states: number; respondents: number; reported: number; respondents_adhered: number; respondents_signed: number; states_adhered: number; later: boolean; as_of: string };
  const rows = await runSqlFile<Found>(database, "treaty_groups", { documents: question.documents, bases: question.bases, grouping: question.grouping, measures: question.measures, treaties: question.treaties ?? null });
  return rows.filter((row) => row.group === "All States").map((row) => ({
    measure: row.measure,
    sentence: `${row.label}: ${row.reported} of ${row.respondents} respondents report it; by the depositary ${row.respondents_adhered} of them had ratified or acceded and ${row.respondents_signed} had signed only (of all ${row.states} States, ${row.states_adhered}) ${row.later ? `as of ${row.as_of}; later acts are not in the record` : "on the day of their documents"}.`,
  }));
}

async function gapNotes(database: QueryRunner, question: GapQuestion): Promise<string[]> {
  const found = new Map((await runSqlFile<{ note: string; number: number; items: string[] | null }>(database, "gap_notes", { documents: question.documents, bases: question.bases })).map((row) => [row.note, row]));
  const count = (note: string): number => found.get(note)?.number ?? 0;
  const items = (note: string, most = 12): string => {
    const all = found.get(note)?.items ?? [];
    return all.length <= most ? all.join(", ") : `${all.slice(0, most).join(", ")} and ${all.length - most} more`;
  };
  const notes = [
    `Codes what ${plural(count("documents"), "document")} report${count("documents") === 1 ? "s" : ""}, not what countries have. Percentages are of respondents (${count("respondents")} in all); States and respondents are printed beside them.`,
    "Silent: a respondent that the text does not name with the measure, which is not a no. Not read: it reported, and its report could not be read. No report: not a respondent. Absent: the text says that it is lacking. Conflict: the text says both.",
    "* States that are not named are said to have the measure as well (\"many countries\"); † the States named are examples. For these measures silence says little.",
  ];
  // First: without it the table reads as if it were whole. Documents that were chosen are there, but others of the same year may not be.
  const missing = missingNote(await missingShards(database));
  if (missing !== null) notes.unshift(missing);
  if (!question.bases.every((basis) => basis === "self_reported") || count("other_bases") > 0) {
    notes.push(`Counted: ${question.bases.map((basis) => BASIS_LABELS[basis] ?? basis).join("; ")}.${count("other_bases") > 0 ? ` Left out: ${plural(count("other_bases"), "claim")}, which ${count("other_bases") === 1 ? "is" : "are"} ${(found.get("other_bases")?.items ?? []).map((basis) => BASIS_LABELS[basis] ?? basis).join("; ")}.` : ""}`);
  }
  if (count("named_only") > 0) notes.push(`Named with a measure but not among the respondents, in no percentage, counted under "No report" and "Named": ${items("named_only")}.`);
  if (count("not_read") > 0) notes.push(`Not read, and in no percentage: the report of ${plural(count("not_read"), "State")} could not be read or is in a language that is not read: ${items("not_read", 6)}. Nothing follows for any measure (SELECT * FROM unread_reports says why).`);
  else if (count("unread") > 0) notes.push(`Could not be read, or not in English: ${items("unread", 5)}. What they say is in no table.`);
  if (count("no_roster") > 0) notes.push(`No respondents could be told for ${plural(count("no_roster"), "document")} with claims: ${items("no_roster", 5)}. Their States count as "Named" only.`);
  if (count("not_states") > 0) notes.push(`Not counted, because not Member or observer States: ${items("not_states")}.`);
  if (count("doubtful") > 0) notes.push(`${plural(count("doubtful"), "cell")} rest${count("doubtful") === 1 ? "s" : ""} on hedged or inferred wording only.`);
  if (count("differs") > 0) notes.push(`${plural(count("differs"), "cell")} would differ in an earlier document or on another's word; the latest year counts, and within it the State's own word.`);
  if (count("symbols_twice") > 0) notes.push(`Read from several files, each State counted once: ${items("symbols_twice")}.`);
  if (count("failed") > 0) notes.push(`Could not be read, and not in the table: ${items("failed", 5)} (stocktake issues says why).`);
  return notes;
}

const plural = (number: number, word: string): string => `${number} ${word}${number === 1 ? "" : "s"}`;

/** The table in a format. CSV and JSON are in long form; JSON carries the notes, for csv the caller prints them elsewhere. */
export function formatGapTable(table: GapTable, format: OutputFormat, width: number): string {
  const nameColumns = table.question.names ? [...CELLS, "named_only"].map((cell) => `${cell}_names`) : [];
  const columns = [...LONG_COLUMNS, ...nameColumns];
  switch (format) {
    case "csv":
      return formatRows(table.rows, "csv", { columns });
    case "json":
      return toJson({ by: table.question.grouping, bases: table.question.bases, rows: table.rows.map((row) => Object.fromEntries(columns.map((name) => [name, row[name] ?? null]))), treaties: table.treaties, elsewhere: table.elsewhere, notes: table.notes });
    case "md":
      return `${formatRows(table.rows.map((row) => markedRow(row, table)), "md", { columns: ["measure", "group", ...COUNTS, "% in place", ...nameColumns], titles: TITLES })}\n${sentencesOf(table).map((note) => `- ${markdownText(note)}`).join("\n")}\n`;
    case "table":
      return blocks(table, width);
  }
}

/** Sign of a figure of 0 whose measure is mentioned elsewhere. */
const ELSEWHERE = MARK_SIGNS.elsewhere.sign;

/** All that stands under the table in formats that have no place for it beside a measure. */
export const sentencesOf = (table: GapTable): string[] => [...table.treaties.map(({ sentence }) => sentence), ...table.elsewhere.map(elsewhereSentence), ...table.notes];

const COUNTS = ["states", "respondents", ...CELLS, "named_only"];
const LONG_COLUMNS = ["category", "measure", "label", "group", ...COUNTS, "in_place_pct", "in_progress_pct", "planned_pct", "mixed_pct", "absent_pct", "ended_pct", "conflict_pct", "silent_pct", "collective", "illustrative"];
const TITLES: Record<string, string> = {
  group: "Group", states: "States", respondents: "Respondents", in_place: "In place", in_progress: "In progress", planned: "Planned", mixed: "Mixed", absent: "Absent", ended: "Ended", conflict: "Conflict", silent: "Silent",
  not_read: "Not read", no_report: "No report", named_only: "Named",
};

export const marksOf = (row: GapRow): string => `${row.collective ? "*" : ""}${row.illustrative ? "†" : ""}`;
const isElsewhere = (table: GapTable, measure: string): boolean => table.elsewhere.some((item) => item.measure === measure);
const markedRow = (row: GapRow, table: GapTable): Row => ({ ...row, measure: `${row.measure}${marksOf(row)}${isElsewhere(table, row.measure) ? ELSEWHERE : ""}`, "% in place": percent(row.in_place, row.respondents) });

/** "52%" of respondents, "–" where there are none. */
export function percent(number: number, of: number): string {
  return of === 0 ? "–" : `${Math.round((100 * number) / of)}%`;
}

function blocks(table: GapTable, width: number): string {
  const out: string[] = [];
  let category = "";
  for (const rows of byMeasure(table.rows)) {
    const first = rows[0] as GapRow;
    if (first.category !== category) {
      category = first.category;
      out.push("", clean(category).toUpperCase());
    }
    const heading = `${clean(first.label)}${marksOf(first)}  (${clean(first.measure)})`;
    out.push("", heading.length > width ? wrap(heading, width, "  ") : heading);
    out.push(countColumns(rows, width, isElsewhere(table, first.measure)));
    for (const item of table.elsewhere.filter(({ measure }) => measure === first.measure)) out.push(wrap(`  ${ELSEWHERE} ${elsewhereSentence(item)}`, width, "  "));
    const treaty = table.treaties.find(({ measure }) => measure === first.measure);
    if (treaty !== undefined) out.push(wrap(`  ${treaty.sentence}`, width, "  "));
    if (table.question.names) {
      for (const row of rows) {
        if (row.group === "All States") continue;
        for (const cell of CELLS) {
          const names = row[`${cell}_names`] as string[];
          if (names.length > 0 && cell !== "no_report") out.push(wrap(`  ${row.group}, ${(TITLES[cell] as string).toLowerCase()}: ${names.join("; ")}`, width, "    "));
        }
        const named = row["named_only_names"] as string[];
        if (named.length > 0) out.push(wrap(`  ${row.group}, named but no respondent: ${named.join("; ")}`, width, "    "));
      }
    }
  }
  out.push("", ...table.notes.map((note) => wrap(note, width, "  ")), "");
  return out.join("\n").replace(/^\n/, "");
}

/** Characters that the column "Otherwise" takes. */
const OTHERWISE = 15;

/**
 * The table compactly: a line a measure, a column a group, "in place/respondents"; measures that no respondent reports are counted and left out.
 */
export function compactGapTable(table: GapTable, width: number): string {
  const groups = [...new Set(table.rows.map((row) => row.group))];
  const lines: Row[] = [];
  let quiet = 0;
  let category = "";
  for (const rows of byMeasure(table.rows)) {
    const all = rows.find((row) => row.group === "All States") as GapRow;
    if (CELLS.slice(0, 7).every((cell) => all[cell] === 0)) {
      quiet += 1;
      continue;
    }
    if (all.category !== category) {
      category = all.category;
      lines.push({ measure: category });
    }
    const line: Row = { measure: `  ${all.label}`, marks: marksOf(all), code: all.measure };
    for (const row of rows) line[row.group] = String(row.in_place);
    line["share"] = percent(all.in_place, all.respondents);
    line["other"] = (["in_progress", "planned", "mixed", "absent", "ended", "conflict"] as const).filter((cell) => (all[cell] as number) > 0).map((cell) => `${all[cell]} ${(TITLES[cell] as string).toLowerCase()}`).join(", ");
    lines.push(line);
  }
  const heads: Row = { measure: "Respondents / States" };
  for (const row of byMeasure(table.rows)[0] ?? []) heads[row.group] = `${row.respondents}/${row.states}`;
  const beside = groups.reduce((sum, group) => sum + Math.max(...group.split(" ").map((word) => Math.min(word.length, 9)), 5) + 1, 0) + 36;
  // Where names would stand in a ribbon, what is otherwise reported goes under the table.
  const below = beside + OTHERWISE > width;
  const text = beside > width ? bands([heads, ...lines], groups, width) : plainColumns([heads, ...lines], ["measure", "marks", ...groups, "share", ...(below ? [] : ["other"])], { measure: "Measure", marks: "", "All States": "All", share: "%", other: "Otherwise" }, width);
  const notes = [...table.treaties.filter(({ measure }) => lines.some((line) => line["code"] === measure)).map(({ sentence }) => sentence), ...table.elsewhere.map(elsewhereSentence), ...table.notes];
  const otherwise = lines.filter((line) => (line["other"] ?? "") !== "").map((line) => `${String(line["measure"]).trim()}: ${String(line["other"])}`);
  if (below && otherwise.length > 0) notes.unshift(`Otherwise: ${otherwise.join("; ")}.`);
  if (quiet > 0) notes.unshift(`Not shown: ${plural(quiet, "measure")} of the codebook that no respondent is named with (stocktake gaps shows all).`);
  return `${wrap(`Respondents that reported a measure in place, by ${table.question.grouping.replaceAll("_", " ")}; %: of all respondents`, width, "  ")}\n\n${text}\n\n${notes.map((note) => wrap(note, width, "  ")).join("\n")}\n`;
}

/** The rows of one measure: group, counts, share. Columns that hold no State are left out, except those that say who answered. */
function countColumns(rows: GapRow[], width: number, elsewhere = false): string {
  const always = ["states", "respondents", "in_place", "silent", "no_report"];
  return countTable(rows.map((row) => row.group), [
    ...["states", "respondents", ...CELLS, "named_only"].map((name) => ({ title: twoLines(name === "respondents" ? "Re- spondents" : (TITLES[name] as string)), values: rows.map((row) => `${row[name]}${elsewhere && name === "in_place" ? ELSEWHERE : ""}`), always: always.includes(name) })),
    { title: ["%", "in place"] as [string, string], values: rows.map((row) => percent(row.in_place, row.respondents)), always: true },
  ], width);
}

/** The compact table where groups do not fit beside each other: bands of groups, one under the other. */
function bands(rows: Row[], groups: string[], width: number): string {
  const named = rows.filter((row) => Object.keys(row).length > 1);
  return countTable(named.map((row) => `${String(row["measure"] ?? "").trim()}${String(row["marks"] ?? "")}`), [
    ...groups.map((group) => ({ title: twoLines(group === "All States" ? "All" : group), values: named.map((row) => String(row[group] ?? "")), always: true })),
    { title: ["", "%"] as [string, string], values: named.map((row) => String(row["share"] ?? "")), always: true },
  ], width);
}

/** Columns padded with spaces. The first and the last go on in further lines where they do not fit: nothing is cut off. */
function plainColumns(rows: Row[], columns: string[], titles: Record<string, string>, width: number): string {
  const text = (row: Row, name: string): string => clean(String(row[name] ?? ""));
  const title = (name: string): string => titles[name] ?? name;
  const last = columns.length - 1;
  const widths = columns.map((name) => Math.max(title(name).length, ...rows.filter((row) => Object.keys(row).length > 1).map((row) => text(row, name).length)));
  const closing = columns[last] === "other";
  if (closing) widths[last] = Math.min(widths[last] as number, 14);
  // Numbers keep their width; names of groups above them, and the first column, go on in further lines.
  for (let at = 2; at < (closing ? last : columns.length); at += 1) widths[at] = Math.max(...rows.filter((row) => Object.keys(row).length > 1).map((row) => text(row, columns[at] as string).length), ...title(columns[at] as string).split(" ").map((word) => Math.min(word.length, 9)));
  widths[0] = Math.min(widths[0] as number, Math.max(16, width - widths.slice(1).reduce((sum, value) => sum + value + 1, 0)));
  const line = (cells: string[]): string => cells.map((cell, index) => (index <= 1 || (closing && index === last) ? cell.padEnd(widths[index] as number) : cell.padStart(widths[index] as number))).join(" ").trimEnd();
  const heads = columns.map((name, at) => wrap(title(name), widths[at] as number, "").split("\n").flatMap((part) => part.match(new RegExp(`.{1,${Math.max(1, widths[at] as number)}}`, "gu")) ?? [""]));
  const deepest = Math.max(...heads.map((parts) => parts.length));
  const headLines = Array.from({ length: deepest }, (_, at) => line(heads.map((parts) => parts[at - deepest + parts.length] ?? "")));
  const out = [...headLines, "─".repeat(widths.reduce((sum, value) => sum + value + 1, -1))];
  for (const row of rows) {
    // A row with its first cell only is a heading over the whole width.
    if (Object.keys(row).length === 1) {
      out.push("", text(row, columns[0] as string));
      continue;
    }
    const lead = /^ */.exec(text(row, columns[0] as string))?.[0] ?? "";
    const first = wrap(text(row, columns[0] as string).trimStart(), (widths[0]) - lead.length, "  ").split("\n");
    const end = closing ? wrap(text(row, columns[last] as string), widths[last] as number, "").split("\n") : [text(row, columns[last] as string)];
    for (let index = 0; index < Math.max(first.length, end.length); index += 1) {
      const middle = columns.slice(1, last).map((name) => (index === 0 ? text(row, name) : ""));
      out.push(line([first[index] === undefined ? "" : lead + (first[index] as string), ...middle, end[index] ?? ""]));
    }
  }
  return out.join("\n");
}

function byMeasure(rows: GapRow[]): GapRow[][] {
  const groups = new Map<string, GapRow[]>();
  for (const row of rows) groups.set(row.measure, [...(groups.get(row.measure) ?? []), row]);
  return [...groups.values()];
}
