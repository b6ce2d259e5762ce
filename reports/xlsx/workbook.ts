// Owns the report as an XLSX workbook: sheets, heads, filters, widths, links into the sheet of evidence.
// Must not compute a figure; the model holds them all.
import { CELL_STATUSES, STATUS_LABELS, markSigns, type Cell, type CellRef, type ClaimRow, type Column, type MarkName, type ReportModel, type ReportTable } from "../model.js";
import { spreadsheetText } from "../office-text.js";
import { frontSheets } from "./front-sheets.js";
import type { Sheet, SheetRow } from "./sheet.js";
import { heightOf, HEAD, HEAD_RIGHT, LINK_COLOUR, NOTE, NUMBER, PERCENT, TEXT, TITLE } from "./looks.js";
import { letters, streamWorkbook, type StreamCell, type StreamRow, type StreamSheet, type Style } from "./stream.js";

const LINE = "9DB2C7";

/** Row of the head of a table: title, source and notes stand above it. */
const HEAD_ROW = 4;


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

const EVIDENCE = "Evidence";

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
  const columns: Sheet["columns"] = [...(many ? [{ title: "Part", kind: "text" as const, width: 34 }] : []), ...parts.map(({ title, kind, width }) => ({ title, kind, width })), ...(codes ? [{ title: "Code of the measure", kind: "text" as const, width: 30 }] : []), ...(signs ? [{ title: "Signs", kind: "text" as const, width: 8 }] : [])];
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
      if (codes) {
        cells.push(row.cells[measureAt]?.ref?.measure ?? null);
        links.push(null);
      }
      if (signs) {
        const marks = new Set<MarkName>(row.cells.flatMap((cell) => cell.marks ?? []));
        cells.push(markSigns([...marks]));
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
    const parts: Part[] = [{ ...base, title: column.kind === "percent" ? `${column.title}, %` : title, kind: column.kind === "percent" ? "percent" : "number", width: 13, value: (cell) => cell.value, link: true }];
    // A head that gives the denominators needs no column for them.
    if (column.kind === "count" && column.subtitle === undefined && new Set(cells.map((cell) => cell.denominator ?? -1)).size > 1) parts.push({ ...base, title: `${column.title}: out of`, kind: "number", width: widthOfHead(column.title, 12), value: (cell) => cell.denominator ?? null });
    if (column.kind === "count" && cells.some((cell) => cell.percentage !== undefined)) parts.push({ ...base, title: `${column.title}, %`, kind: "percent", width: widthOfHead(column.title, 10), value: (cell) => cell.percentage ?? null });
    if (cells.some((cell) => cell.interval !== undefined)) {
      parts.push({ ...base, title: "95 % interval, from %", kind: "percent", width: 12, value: (cell) => cell.interval?.low ?? null }, { ...base, title: "95 % interval, to %", kind: "percent", width: 12, value: (cell) => cell.interval?.high ?? null });
    }
    return parts;
  }
  // Long text is not linked: LibreOffice does not wrap it then.
  return [{ ...base, title, kind: "text", width: Math.min(90, Math.max(12, column.width)), value: (cell) => cell.value, link: column.kind === "status" || column.key === "id" }];
}

/** Width in characters at which the longest word of a bold head, its sign and the filter button stand on one line. */
function widthOfHead(title: string, least: number): number {
  return Math.max(least, ...title.split(/\s+/u).map((word) => word.length + 4));
}

/** Claims so that the claims behind a figure stand together: measure, cell, group, State. */
function evidenceOrder(model: ReportModel): ClaimRow[] {
  const measure = new Map(model.measures.map((item, index) => [item.code, index]));
  const group = new Map(model.groups.map((item, index) => [item.name, index]));
  const at = new Map(model.evidence.map((item, index) => [item.id, index]));
  return [...model.claims].sort(
    (a, b) =>
      (measure.get(a.measure) ?? 0) - (measure.get(b.measure) ?? 0) || CELL_STATUSES.indexOf(a.cell) - CELL_STATUSES.indexOf(b.cell) || Number(b.decides) - Number(a.decides) || (group.get(a.group) ?? 99) - (group.get(b.group) ?? 99) ||
      (a.stateName < b.stateName ? -1 : a.stateName > b.stateName ? 1 : 0) || (at.get(a.evidence) ?? 0) - (at.get(b.evidence) ?? 0),
  );
}

/** The first row of evidence for a cell, as an address in the workbook. */
function evidenceTargets(ordered: ClaimRow[]): (ref: CellRef) => string | null {
  const rows = new Map<string, number>();
  ordered.forEach((claim, index) => {
    const row = index + HEAD_ROW + 1;
    const cell = claim.cell;
    for (const key of [
      `${claim.measure}|||`, `${claim.measure}|||${cell}`, `${claim.measure}|${claim.group}||${cell}`, `${claim.measure}|${claim.group}||`, `${claim.measure}||${claim.state}|`, `${claim.measure}||${claim.state}|${cell}`, `||${claim.state}|`,
    ]) if (!rows.has(key)) rows.set(key, row);
  });
  return (ref) => {
    const group = ref.group === undefined || ref.group === "All States" ? "" : ref.group;
    // Named States that are not respondents have no status of their own in a count: their cell is no_report.
    const status = ref.status ?? (ref.state === undefined && ref.measure !== undefined ? "no_report" : "");
    const row = rows.get(`${ref.measure ?? ""}|${ref.state === undefined ? group : ""}|${ref.state ?? ""}|${status}`) ?? rows.get(`${ref.measure ?? ""}|${ref.state === undefined ? group : ""}|${ref.state ?? ""}|`);
    return row === undefined ? null : `'${EVIDENCE}'!A${row}`;
  };
}

function evidenceSheet(model: ReportModel, ordered: ClaimRow[]): Sheet {
  const places = new Map(model.evidence.map((item) => [item.id, item]));
  const measures = new Map(model.measures.map((item) => [item.code, item]));
  const text = (title: string, width: number) => ({ title, kind: "text" as const, width });
  const number = (title: string, width: number) => ({ title, kind: "number" as const, width });
  const words = (list: string, code: string): string => model.codeLists.find((item) => item.name === list)?.entries.find((entry) => entry.code === code)?.label ?? code;
  const labels = new Map<string, string>();
  const label = (list: string, code: string): string => {
    const key = `${list} ${code}`;
    let found = labels.get(key);
    if (found === undefined) labels.set(key, (found = words(list, code)));
    return found;
  };
  return {
    name: EVIDENCE, title: "Evidence: the quote behind every figure", about: "One row a claim: State, measure, status, where it stands, and the quote", notes: ["“Counts” says whether the State’s cell rests on the claim; other claims stand in earlier documents or are another’s word."],
    columns: [text("No.", 8), text("Category", 28), text("Measure", 36), text("Code of the measure", 28), text("Status", 22), text("State", 24), text("Code of the State", 10), text("Group", 18), text("Cell in the tables", 22), text("Counts", 9), text("Document", 20), text("Year", 8), text("Paragraph", 11), number("Page", 8), text("Quote", 90), text("Certainty", 12), text("Extent of the list", 12), text("Whose word", 14), text("Claim", 20)],
    rows: rowsOf(),
  };
  function* rowsOf(): Generator<SheetRow> {
    for (const claim of ordered) {
      const place = places.get(claim.evidence);
      const measure = measures.get(claim.measure);
      yield {
        cells: [
          claim.evidence, measure?.category ?? null, measure?.label ?? claim.measure, claim.measure, STATUS_LABELS[claim.status], claim.stateName, claim.state, claim.group, STATUS_LABELS[claim.cell], claim.decides ? "yes" : "no", place === undefined ? null : spreadsheetText(place.document), claim.year,
          place === undefined ? null : place.numbered ? place.paragraph : `block ${place.paragraph.replace(/^b/, "")}`, place?.page ?? null, place === undefined ? null : spreadsheetText(place.quote), label("certainty", claim.certainty), label("extent", claim.extent), label("basis", claim.basis), claim.claimId,
        ],
        links: NO_LINKS, lead: false, total: false,
      };
    }
  }
}

const NO_LINKS: null[] = [];

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
  const lines = Math.max(1, ...sheet.columns.map((column) => Math.ceil((column.title.length * 1.15) / Math.max(4, column.width - 3))));
  const across = widths.reduce((sum, width) => sum + width, 0);
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
  return { name: sheet.name, widths, rows: rows(), head: HEAD_ROW, merges: () => (widths.length < 2 ? [] : above.map((_, at) => `A${at + 1}:${letters(widths.length - 1)}${at + 1}`)), gridLines: true };
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
