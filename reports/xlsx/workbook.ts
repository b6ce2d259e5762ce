// Owns the report as an XLSX workbook: sheets, heads, filters, widths, links into the sheet of evidence.
// Must not compute a figure; the model holds them all.
import { markSigns, type Cell, type CellRef, type Column, type MarkName, type ReportModel, type ReportTable } from "../model.js";
import { spreadsheetText } from "../office-text.js";
import { frontSheets } from "./front-sheets.js";
import { EVIDENCE, evidenceOrder, evidenceSheet, evidenceTargets } from "./evidence-sheet.js";
import { HEAD_ROW, type Sheet, type SheetRow } from "./sheet.js";
import { heightOf, HEAD, HEAD_RIGHT, LINK_COLOUR, NOTE, NUMBER, PERCENT, TEXT, TITLE } from "./looks.js";
import { linesOf } from "./text-lines.js";
import { letters, streamWorkbook, type StreamCell, type StreamRow, type StreamSheet, type Style } from "./stream.js";

const LINE = "9DB2C7";
/** What a bold letter takes of a plain one. */
const BOLD = 1.1;
/** A code never breaks over lines: the row would be higher for what is not printed. */
const CODE_WIDTH = 44;

/** A row of a table together with the column of the table it stands in. */
interface Part {
  title: string;
  kind: "text" | "number" | "percent";
  width: number;
  value: (cell: Cell) => string | number | null;
  /** Index of the table's column; -1 where the value comes from the row as a whole. */
  from: number;
  link: boolean;
}

/**
 * The workbook's bytes.
 * Every figure is a number; a percentage, a denominator and the bounds of an interval stand in columns of their own. Text from documents is stored as text, whatever it begins with.
 */
export async function writeWorkbook(model: ReportModel): Promise<Uint8Array> {
  const names = new Set<string>(["contents", "summary", EVIDENCE.toLowerCase(), "codes"]);
  const ordered = evidenceOrder(model);
  const target = evidenceTargets(ordered);
  const sheets: Sheet[] = [];
  for (const set of tableSets(model)) sheets.push(tableSheet(set, names, target));
  const evidence = evidenceSheet(model, ordered);
  const codes = codeSheet(model);
  const all = [...sheets, evidence, codes];
  return streamWorkbook([...(await frontSheets(model, all)), ...all.map((sheet) => toSheet(model, sheet))], { title: spreadsheetText(model.title), subject: spreadsheetText(model.subtitle), font: "Arial" });
}

/** Tables that stand on one sheet: those by category alone, those of one role and the same columns together; the evidence has a sheet of its own. */
function tableSets(model: ReportModel): { tables: ReportTable[]; titles: string[] }[] {
  const sets = new Map<string, { tables: ReportTable[]; titles: string[] }>();
  for (const section of model.sections) {
    for (const block of section.blocks) {
      if (block.kind !== "table" || block.table.role === "evidence") continue;
      const table = block.table;
      const key = table.role === "measures_by_group" ? table.id : `${table.role} ${table.columns.map((column) => `${column.key} ${column.title}`).join("|")}`;
      const set = sets.get(key) ?? { tables: [], titles: [] };
      set.tables.push(table);
      set.titles.push(section.title);
      sets.set(key, set);
    }
  }
  return [...sets.values()];
}

/** Sheets of tables that share a role with others. */
const SHEETS_OF_TABLES: Record<string, string> = { "state-unnamed": "Measures not named", statuses: "Words", marks: "Signs", changes: "Words for change", "respondents-by-group": "Respondents by group", "recommended-measures": "Recommended and reported", "recommended-to-state": "Recommended and reported" };

const SHEET_NAMES: Partial<Record<ReportTable["role"], string>> = {
  documents: "Documents", no_report_states: "No report", treaties: "Treaties", framework: "Framework", timeline: "Timeline", states_by_status: "States by measure", collective: "Collective statements", ranking: "Ranking of measures", method: "Method and versions",
  state_measures: "Measures of the State", history: "Earlier cycles", peers: "Compared with the group", change_by_group: "Change by group", change_states: "Change by State",
};

/** Categories whose name is longer than the name of a sheet may be. */
const SHEETS_OF_CATEGORIES: Record<string, string> = {
  "legislation-and-the-justice-system": "Legislation and justice", "national-action-plans-strategies-and-coordination": "Plans and coordination", "bilateral-regional-and-international-cooperation": "Cooperation", "services-and-support-for-victims": "Services for victims",
};

function tableSheet(set: { tables: ReportTable[]; titles: string[] }, names: Set<string>, target: (ref: CellRef) => string | null): Sheet {
  const first = set.tables[0] as ReportTable;
  const many = set.tables.length > 1;
  const parts = first.columns.flatMap((column, index) => partsOf(column, index, set.tables));
  const measureAt = first.columns.findIndex((column) => column.key === "measure");
  const codes = measureAt >= 0 && set.tables.some((table) => table.rows.some((row) => row.cells[measureAt]?.ref?.measure !== undefined));
  const signs = set.tables.some((table) => table.rows.some((row) => row.cells.some((cell) => (cell.marks?.length ?? 0) > 0)));
  const columns: Sheet["columns"] = [...(many ? [{ title: "Part", kind: "text" as const, width: Math.min(34, Math.max(...set.titles.map((title) => title.length)) + 3) }] : []), ...parts.map(({ title, kind, width }) => ({ title, kind, width })), ...(signs ? [{ title: "Signs", kind: "text" as const, width: 7 }] : []), ...(codes ? [{ title: "Code of the measure", kind: "text" as const, width: CODE_WIDTH, screenOnly: true as const }] : [])];
  const rows: SheetRow[] = [];
  set.tables.forEach((table, at) => {
    for (const row of table.rows) {
      const cells: SheetRow["cells"] = many ? [set.titles[at] as string] : [];
      const links: (string | null)[] = many ? [null] : [];
      for (const part of parts) {
        const cell = row.cells[part.from];
        const value = cell === undefined ? null : part.value(cell);
        cells.push(typeof value === "string" ? spreadsheetText(value) : value);
        links.push(part.link && cell?.ref !== undefined && (cell.evidence?.length ?? 0) > 0 ? target(cell.ref) : null);
      }
      if (signs) {
        const marks = new Set<MarkName>(row.cells.flatMap((cell) => cell.marks ?? []));
        cells.push(markSigns([...marks]));
        links.push(null);
      }
      if (codes) {
        cells.push(row.cells[measureAt]?.ref?.measure ?? null);
        links.push(null);
      }
      rows.push({ cells, links, lead: row.role === "lead", total: row.role === "total" });
    }
  });
  const notes = [...new Set(set.tables.flatMap((table) => (many ? table.notes.filter((note) => !/^Respondents: /.test(note)) : table.notes)))];
  const wanted = first.role === "measures_by_group" ? (SHEETS_OF_CATEGORIES[first.category ?? ""] ?? first.caption.replace(/: .*$/, "")) : (SHEETS_OF_TABLES[first.id] ?? SHEET_NAMES[first.role] ?? (many ? first.role.replaceAll("_", " ") : first.caption));
  const title = many ? `${SHEET_NAMES[first.role] ?? first.caption} (tables ${first.number} to ${(set.tables.at(-1) as ReportTable).number} of the report)` : `Table ${first.number}. ${first.caption}`;
  return { name: sheetName(wanted, names), title, about: many ? `${SHEET_NAMES[first.role] ?? first.caption} (tables ${first.number} to ${(set.tables.at(-1) as ReportTable).number} of the report)` : first.caption, notes, columns, rows };
}

/** The columns that a column of the table becomes. */
function partsOf(column: Column, index: number, tables: ReportTable[]): Part[] {
  const cells = tables.flatMap((table) => table.rows.map((row) => row.cells[index])).filter((cell): cell is Cell => cell !== undefined);
  const title = column.subtitle === undefined ? column.title : `${column.title} (${column.subtitle})`;
  const base = { from: index, link: false };
  if (column.kind === "count" || column.kind === "number" || column.kind === "percent") {
    const parts: Part[] = [{ ...base, title: column.kind === "percent" ? `${column.title}, %` : title, kind: column.kind === "percent" ? "percent" : "number", width: widthOfHead(column.title, 10), value: (cell) => cell.value, link: true }];
    // A head that gives the denominators needs no column for them.
    if (column.kind === "count" && column.subtitle === undefined && new Set(cells.map((cell) => cell.denominator ?? -1)).size > 1) parts.push({ ...base, title: `${column.title}: out of`, kind: "number", width: widthOfHead(column.title, 12), value: (cell) => cell.denominator ?? null });
    if (column.kind === "count" && cells.some((cell) => cell.percentage !== undefined)) parts.push({ ...base, title: `${column.title}, %`, kind: "percent", width: widthOfHead(column.title, 8), value: (cell) => cell.percentage ?? null });
    if (cells.some((cell) => cell.interval !== undefined)) {
      parts.push({ ...base, title: "95 % interval, from %", kind: "percent", width: 12, value: (cell) => cell.interval?.low ?? null }, { ...base, title: "95 % interval, to %", kind: "percent", width: 12, value: (cell) => cell.interval?.high ?? null });
    }
    return parts;
  }
  // Long text is not linked: LibreOffice does not wrap it then.
  return [{ ...base, title, kind: "text", width: Math.min(78, Math.max(12, column.width)), value: (cell) => cell.value, link: column.kind === "status" || column.key === "id" }];
}

/** Width in characters at which the longest word of a bold head, its sign and the filter button stand on one line. */
function widthOfHead(title: string, least: number): number {
  return Math.max(least, ...title.split(/\s+/u).map((word) => word.length + 4));
}

function codeSheet(model: ReportModel): Sheet {
  return {
    name: "Codes", title: "Codes of the tables and what they mean", about: "Codes of the tables and what they mean", notes: [],
    columns: [{ title: "List", kind: "text", width: 24 }, { title: "Code", kind: "text", width: 34 }, { title: "Label", kind: "text", width: 40 }, { title: "Meaning", kind: "text", width: 90 }],
    rows: model.codeLists.flatMap((list) => list.entries.map((entry) => ({ cells: [list.title, entry.code, entry.label, entry.meaning].map(spreadsheetText), links: [], lead: false, total: false }))),
  };
}

function toSheet(model: ReportModel, sheet: Sheet): StreamSheet {
  const widths = sheet.columns.map((column) => column.width);
  const styles = sheet.columns.map((column) => {
    const plain = column.kind === "text" ? TEXT : column.kind === "percent" ? PERCENT : NUMBER;
    const link: Style = { ...plain, color: LINK_COLOUR, underline: true };
    return { plain, link, lead: { ...plain, top: LINE }, leadLink: { ...link, top: LINE }, total: { ...plain, bold: true }, totalLink: { ...link, bold: true } };
  });
  // Heads wrap: the row is as high as the longest needs.
  const lines = Math.max(1, ...sheet.columns.map((column) => linesOf(column.title, (column.width - 3) / BOLD)));
  // Codes and the like stand last and are not printed: the rest is large enough to read.
  const printed = sheet.columns.filter((column) => column.screenOnly !== true).length;
  const across = widths.slice(0, printed).reduce((sum, width) => sum + width, 0);
  const source = `Source: ${model.cover.sources.join("; ")}. ${model.title}: ${model.subtitle}. The tables code reports, not countries.`;
  const above = [{ text: sheet.title, style: TITLE }, { text: source, style: NOTE }, { text: sheet.notes.join(" "), style: NOTE }].map(({ text, style }) => ({ text: spreadsheetText(text), style }));
  function* rows(): Generator<StreamRow> {
    for (const { text, style } of above) yield { cells: [{ value: text === "" ? null : text, style }], height: style === TITLE ? Math.max(20, heightOf([text], [across * 0.75]) * 1.3) : heightOf([text], [across]) };
    yield { cells: sheet.columns.map((column) => ({ value: spreadsheetText(column.title), style: column.kind === "text" ? HEAD : HEAD_RIGHT })), height: 14 * Math.min(8, lines) + 6 };
    for (const row of sheet.rows) {
      yield {
        height: heightOf(row.cells, widths),
        cells: row.cells.map((value, index): StreamCell => {
          const style = styles[index] as (typeof styles)[number];
          const link = row.links[index] ?? null;
          return { value, link, style: link === null ? (row.total ? style.total : row.lead ? style.lead : style.plain) : row.total ? style.totalLink : row.lead ? style.leadLink : style.link };
        }),
      };
    }
  }
  return { name: sheet.name, widths, rows: rows(), head: HEAD_ROW, merges: () => (printed < 2 ? [] : above.map((_, at) => `A${at + 1}:${letters(printed - 1)}${at + 1}`)), gridLines: true, printed };
}

/** Name of a sheet: at most 31 characters, none of []:*?/\, no apostrophe at an end, unlike the others. */
function sheetName(wanted: string, used: Set<string>): string {
  const plain = spreadsheetText(wanted).replace(/[[\]:*?/\\]/g, " ").replace(/\s+/g, " ").replace(/^'+|'+$/g, "").trim() || "Sheet";
  const cut = (length: number): string => (plain.length <= length ? plain : plain.slice(0, length + 1).replace(/[,\s]+\S*$/, "").replace(/,?\s+(and|of|by|for|the|that|are|in)$/gi, "").replace(/,?\s+(and|of|by|for|the|that|are|in)$/gi, ""));
  let name = cut(31);
  for (let number = 2; used.has(name.toLowerCase()); number += 1) name = `${cut(27)} ${number}`;
  used.add(name.toLowerCase());
  return name;
}
