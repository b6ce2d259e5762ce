// Owns the report as an XLSX workbook: sheets, heads, filters, widths, links into the sheet of evidence.
// Must not compute a figure; the model holds them all.
import { writeXlsx, type Cell as SheetCell, type CellStyle, type CellValue, type ColumnDef, type WriteSheet } from "hucre";
import { CELL_STATUSES, STATUS_LABELS, markSigns, type Cell, type CellRef, type ClaimRow, type Column, type MarkName, type ReportModel, type ReportTable } from "../model.js";
import { spreadsheetText } from "../office-text.js";

const FONT = { name: "Arial", size: 10 };
const HEAD: CellStyle = { font: { ...FONT, bold: true, color: { rgb: "FFFFFF" } }, fill: { type: "pattern", pattern: "solid", fgColor: { rgb: "1F4E79" } }, alignment: { wrapText: true, vertical: "center", horizontal: "left", indent: 1 }, border: { bottom: { style: "thin", color: { rgb: "1F4E79" } } } };
const HEAD_RIGHT: CellStyle = { ...HEAD, alignment: { wrapText: true, vertical: "center", horizontal: "right" } };
const TEXT: CellStyle = { font: FONT, alignment: { wrapText: true, vertical: "top", horizontal: "left", indent: 1 } };
const NUMBER: CellStyle = { font: FONT, numFmt: "#,##0", alignment: { vertical: "top", horizontal: "right" } };
const PERCENT: CellStyle = { ...NUMBER, numFmt: "0.0" };
const LINK = { ...FONT, color: { rgb: "0563C1" }, underline: true };
const LEAD = { style: "thin", color: { rgb: "9DB2C7" } } as const;

interface Sheet {
  name: string;
  /** What it holds, for the contents. */
  about: string;
  notes: string[];
  columns: { title: string; kind: "text" | "number" | "percent"; width: number }[];
  rows: { cells: (string | number | null)[]; links: (string | null)[]; lead: boolean; total: boolean }[];
}

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
  const names = new Set<string>(["contents", EVIDENCE.toLowerCase(), "codes"]);
  const ordered = evidenceOrder(model);
  const target = evidenceTargets(ordered);
  const sheets: Sheet[] = [];
  for (const set of tableSets(model)) sheets.push(tableSheet(set, names, target));
  const evidence = evidenceSheet(model, ordered);
  const codes = codeSheet(model);
  const all = [...sheets, evidence, codes];
  return writeXlsx({
    sheets: [contentsSheet(model, all), ...all.map(toSheet)],
    properties: { title: model.title, subject: model.subtitle, creator: "Stocktake", created: EPOCH, modified: EPOCH },
    defaultFont: FONT,
  });
}

/** No clock in a report: two runs give the same bytes. */
const EPOCH = new Date(Date.UTC(2000, 0, 1));

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

const SHEET_NAMES: Partial<Record<ReportTable["role"], string>> = {
  documents: "Documents", no_report_states: "No report", statuses: "Words and signs", states_by_status: "States by measure", collective: "Collective statements", ranking: "Ranking of measures", method: "Method and versions",
  state_measures: "Measures of the State", history: "Earlier cycles", peers: "Compared with the group", change_by_group: "Change by group", change_states: "Change by State",
};

function tableSheet(set: { tables: ReportTable[]; titles: string[] }, names: Set<string>, target: (ref: CellRef) => string | null): Sheet {
  const first = set.tables[0] as ReportTable;
  const many = set.tables.length > 1;
  const parts = first.columns.flatMap((column, index) => partsOf(column, index, set.tables));
  const measureAt = first.columns.findIndex((column) => column.key === "measure");
  const codes = measureAt >= 0 && set.tables.some((table) => table.rows.some((row) => row.cells[measureAt]?.ref?.measure !== undefined));
  const signs = set.tables.some((table) => table.rows.some((row) => row.cells.some((cell) => (cell.marks?.length ?? 0) > 0)));
  const columns: Sheet["columns"] = [...(many ? [{ title: "Part", kind: "text" as const, width: 34 }] : []), ...parts.map(({ title, kind, width }) => ({ title, kind, width })), ...(codes ? [{ title: "Code of the measure", kind: "text" as const, width: 30 }] : []), ...(signs ? [{ title: "Signs", kind: "text" as const, width: 8 }] : [])];
  const rows: Sheet["rows"] = [];
  set.tables.forEach((table, at) => {
    for (const row of table.rows) {
      const cells: Sheet["rows"][number]["cells"] = many ? [set.titles[at] as string] : [];
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
  const wanted = first.role === "measures_by_group" ? first.caption.replace(/: .*$/, "") : (SHEET_NAMES[first.role] ?? (many ? first.role.replaceAll("_", " ") : first.caption));
  return { name: sheetName(wanted, names), about: many ? `${SHEET_NAMES[first.role] ?? first.caption} (tables ${first.number} to ${(set.tables.at(-1) as ReportTable).number} of the report)` : first.caption, notes, columns, rows };
}

/** The columns that a column of the table becomes. */
function partsOf(column: Column, index: number, tables: ReportTable[]): Part[] {
  const cells = tables.flatMap((table) => table.rows.map((row) => row.cells[index])).filter((cell): cell is Cell => cell !== undefined);
  const title = column.subtitle === undefined ? column.title : `${column.title} (${column.subtitle})`;
  const base = { from: index, link: false };
  if (column.kind === "count" || column.kind === "number" || column.kind === "percent") {
    const parts: Part[] = [{ ...base, title: column.kind === "percent" ? `${column.title}, %` : title, kind: column.kind === "percent" ? "percent" : "number", width: 13, value: (cell) => cell.value, link: true }];
    if (column.kind === "count" && new Set(cells.map((cell) => cell.denominator ?? -1)).size > 1) parts.push({ ...base, title: `${column.title}: out of`, kind: "number", width: 12, value: (cell) => cell.denominator ?? null });
    if (column.kind === "count" && cells.some((cell) => cell.percentage !== undefined)) parts.push({ ...base, title: `${column.title}, %`, kind: "percent", width: 10, value: (cell) => cell.percentage ?? null });
    if (cells.some((cell) => cell.interval !== undefined)) {
      parts.push({ ...base, title: "95 % interval, from %", kind: "percent", width: 12, value: (cell) => cell.interval?.low ?? null }, { ...base, title: "95 % interval, to %", kind: "percent", width: 12, value: (cell) => cell.interval?.high ?? null });
    }
    return parts;
  }
  return [{ ...base, title, kind: "text", width: Math.min(90, Math.max(12, column.width)), value: (cell) => cell.value, link: column.kind === "states" || column.key === "quote" || column.key === "id" }];
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
    const row = index + 2;
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
  const places = new Map(model.evidence.map((item) => [item.id, { ...item, quote: spreadsheetText(item.quote), document: spreadsheetText(item.document) }]));
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
  const none: null[] = [];
  return {
    name: EVIDENCE, about: "One row a claim: State, measure, status, where it stands, and the quote", notes: ["“Counts” says whether the State’s cell rests on the claim; other claims stand in earlier documents or are another’s word."],
    columns: [text("No.", 8), text("Category", 28), text("Measure", 36), text("Code of the measure", 28), text("Status", 22), text("State", 24), text("Code of the State", 10), text("Group", 18), text("Cell in the tables", 22), text("Counts", 9), text("Document", 20), number("Year", 8), text("Paragraph", 11), number("Page", 8), text("Quote", 90), text("Certainty", 12), text("Extent of the list", 12), text("Whose word", 14), text("Claim", 20)],
    rows: ordered.map((claim) => {
      const place = places.get(claim.evidence);
      const measure = measures.get(claim.measure);
      return {
        cells: [
          claim.evidence, measure?.category ?? null, measure?.label ?? claim.measure, claim.measure, STATUS_LABELS[claim.status], claim.stateName, claim.state, claim.group, STATUS_LABELS[claim.cell], claim.decides ? "yes" : "no", place?.document ?? null, claim.year,
          place === undefined ? null : place.numbered ? place.paragraph : `block ${place.paragraph.replace(/^b/, "")}`, place?.page ?? null, place?.quote ?? null, label("certainty", claim.certainty), label("extent", claim.extent), label("basis", claim.basis), claim.claimId,
        ],
        links: none, lead: false, total: false,
      };
    }),
  };
}

function codeSheet(model: ReportModel): Sheet {
  return {
    name: "Codes", about: "Codes of the tables and what they mean", notes: [],
    columns: [{ title: "List", kind: "text", width: 24 }, { title: "Code", kind: "text", width: 34 }, { title: "Label", kind: "text", width: 40 }, { title: "Meaning", kind: "text", width: 90 }],
    rows: model.codeLists.flatMap((list) => list.entries.map((entry) => ({ cells: [list.title, entry.code, entry.label, entry.meaning].map(spreadsheetText), links: [], lead: false, total: false }))),
  };
}

/** First sheet: title, what was asked, how to read, the sheets with links, the notes, the method. */
function contentsSheet(model: ReportModel, sheets: Sheet[]): WriteSheet {
  const rows: CellValue[][] = [];
  const cells = new Map<string, Partial<SheetCell>>();
  const bold = (size: number): CellStyle => ({ font: { ...FONT, size, bold: true }, alignment: { vertical: "top" } });
  const add = (values: (string | null)[], style?: CellStyle): number => {
    rows.push(values.map((value) => (value === null ? null : spreadsheetText(value))));
    if (style !== undefined) cells.set(`${rows.length - 1},0`, { style });
    return rows.length - 1;
  };
  add([model.title], bold(14));
  add([model.subtitle], bold(11));
  add([]);
  for (const fact of model.facts) add([fact.label, fact.value]);
  add([]);
  add(["Sheet", "What it holds", "Notes"], HEAD);
  const head = rows.length - 1;
  cells.set(`${head},1`, { style: HEAD });
  cells.set(`${head},2`, { style: HEAD });
  for (const sheet of sheets) {
    const at = add([sheet.name, sheet.about, sheet.notes.join("\n")]);
    cells.set(`${at},0`, { style: { font: LINK, alignment: { vertical: "top", wrapText: true } }, hyperlink: { target: "", location: `'${sheet.name.replaceAll("'", "''")}'!A1` } });
  }
  add([]);
  add(["How to read"], bold(11));
  const wide: number[] = [];
  const reading = model.sections.find((section) => section.id === "how-to-read");
  for (const block of reading?.blocks ?? []) {
    if (block.kind === "text") wide.push(add([null, block.text]));
    if (block.kind === "list") for (const item of block.items) wide.push(add([null, item]));
  }
  for (const [title, lines] of [["Notes", model.notes], ["Method", model.method.statements]] as const) {
    if (lines.length === 0) continue;
    add([]);
    add([title], bold(11));
    for (const line of lines) wide.push(add([null, line]));
  }
  // Not every program fits rows to wrapped text, and none does for merged cells: heights are set.
  const widths = [32, 60, 70];
  const rowDefs = new Map(rows.map((row, at) => [at, { height: wide.includes(at) ? heightOf([String(row[1] ?? "")], [130]) : at === 0 ? 22 : heightOf(row.map((value) => String(value ?? "")), widths) }]));
  return {
    name: "Contents", rows, cells, rowDefs, columns: [{ width: 32, style: { font: FONT, alignment: { vertical: "top", wrapText: false } } }, { width: 60, style: TEXT }, { width: 70, style: TEXT }],
    merges: wide.map((row) => ({ startRow: row, endRow: row, startCol: 1, endCol: 2 })),
    pageSetup: { paperSize: "a4", orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 }, view: { showGridLines: false },
  };
}

function toSheet(sheet: Sheet): WriteSheet {
  const cells = new Map<string, Partial<SheetCell>>();
  const last = letters(Math.max(1, sheet.columns.length) - 1);
  const style = (kind: Sheet["columns"][number]["kind"]): CellStyle => (kind === "text" ? TEXT : kind === "percent" ? PERCENT : NUMBER);
  sheet.columns.forEach((column, index) => cells.set(`0,${index}`, { style: column.kind === "text" ? HEAD : HEAD_RIGHT }));
  sheet.rows.forEach((row, at) => {
    const border = row.lead && at > 0 ? { border: { top: LEAD } } : {};
    sheet.columns.forEach((column, index) => {
      const link = row.links[index] ?? null;
      if (link === null && !row.lead && !row.total) return;
      const base = style(column.kind);
      cells.set(`${at + 1},${index}`, { style: { ...base, ...border, font: link !== null ? LINK : row.total ? { ...FONT, bold: true } : FONT }, ...(link === null ? {} : { hyperlink: { target: "", location: link } }) });
    });
  });
  const columns: ColumnDef[] = sheet.columns.map((column) => ({ width: column.width, style: style(column.kind) }));
  // Heads wrap: the row is as high as the longest needs.
  const lines = Math.max(1, ...sheet.columns.map((column) => Math.ceil((column.title.length * 1.15) / Math.max(4, column.width - 3))));
  const widths = sheet.columns.map((column) => column.width);
  const rowDefs = new Map([[0, { height: 14 * Math.min(8, lines) + 6 }]]);
  sheet.rows.forEach((row, at) => rowDefs.set(at + 1, { height: heightOf(row.cells, widths) }));
  return {
    name: sheet.name, columns, cells, rowDefs,
    rows: [sheet.columns.map((column) => spreadsheetText(column.title)), ...sheet.rows.map((row) => row.cells)],
    freezePane: { rows: 1 }, autoFilter: { range: `A1:${last}${sheet.rows.length + 1}` },
    pageSetup: { paperSize: "a4", orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: "$1:$1" },
    headerFooter: { oddFooter: "&L&A&RPage &P of &N" },
  };
}

/** Height in points that wrapped text needs, generously; a row is at most 409 points high. */
function heightOf(cells: (string | number | null)[], widths: number[]): number {
  let lines = 1;
  cells.forEach((value, index) => {
    if (typeof value !== "string" || value.length < 8) return;
    const room = Math.max(4, (widths[index] ?? 10) - 2);
    if (value.length <= room && !value.includes("\n")) return;
    lines = Math.max(lines, value.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length * 0.98) / room)), 0));
  });
  return Math.min(409, 13.2 * lines + 2.5);
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

/** 0 is A, 26 is AA. */
function letters(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : letters(Math.floor(index / 26) - 1) + letters(index % 26);
}
