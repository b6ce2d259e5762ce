// Owns a table of a report in the PDF: caption, head repeated on each page, rows that may go on over pages, notes; tagged as a table.
// Must not compute a figure.
import { isShort, tableWidths } from "../column-widths.js";
import { cellText, type Cell, type Column, type ReportTable, type TableRow } from "../model.js";
import { officeText } from "../office-text.js";
import { block, bottom, MARGIN, newPage, textWidth, type Pdf, type Tag, type Writing } from "./page.js";

const SIZE = 7.2;
const PAD = { x: 3, y: 1.3 };
/** Points that are kept free for what follows a block of rows, at most. */
const MOST_KEPT = 120;
/** More groups than these do not fit beside each other: the table goes on in further parts. */
const GROUPS_BESIDE = 8;

const isNumber = (column: Column): boolean => column.kind === "count" || column.kind === "number" || column.kind === "percent";

export function drawTable(writing: Writing, table: ReportTable): void {
  const pieces = columnSets(table);
  pieces.forEach((indexes, piece) => {
    const part = pieces.length === 1 ? "" : ` (part ${piece + 1} of ${pieces.length})`;
    if (writing.doc.y + startHeight(writing, table) > bottom(writing.doc)) newPage(writing);
    block(writing, "Caption", `Table ${table.number}. ${table.caption}${part}`, { font: "bold", size: 8.8, after: 2 });
    drawPiece(writing, table, indexes, piece === pieces.length - 1 ? notesHeight(writing, table) : 0);
  });
  for (const note of table.notes) block(writing, "P", note, { font: "italic", size: 7.2, after: 1 });
  writing.doc.y += 7;
}

/** Height of the notes, which stand with the last rows. */
function notesHeight({ doc }: Writing, table: ReportTable): number {
  return table.notes.reduce((sum, note) => sum + doc.font("italic").fontSize(SIZE).heightOfString(officeText(note), { width: textWidth(doc), lineGap: 1.5 }) + 1, 3);
}

/** Height of a caption, a head and the first rows, which stand together; of the whole table where it is short. At most half a page. */
export function startHeight(writing: Writing, table: ReportTable): number {
  const { doc } = writing;
  const sets = columnSets(table);
  const indexes = sets[0] ?? [];
  const columns = indexes.map((index) => table.columns[index] as Column);
  const widths = tableWidths(writing.model, table, indexes, { total: textWidth(doc), letter: SIZE * 0.56, pad: 2 * PAD.x + 1 });
  const head = Math.max(...headTexts(columns).map((text, at) => heightOf(doc, text, widths[at] as number, "bold"))) + 2 * PAD.y;
  const rowsHeight = (rows: TableRow[]): number => blockHeight(doc, rows, indexes, columns, widths).all;
  const blocks = blocksOf(table.rows);
  const half = (bottom(doc) - MARGIN) / 2;
  const whole = sets.length === 1 && isShort(table) ? 18 + head + blocks.reduce((sum, rows) => sum + rowsHeight(rows), 0) + notesHeight(writing, table) : Infinity;
  return whole <= half ? whole : Math.min(18 + head + rowsHeight(blocks[0] ?? []), half);
}

const headTexts = (columns: Column[]): string[] => columns.map((column) => officeText(column.subtitle === undefined ? column.title : `${column.title}\n${column.subtitle}`));

/** Indexes of the columns of each part: those that lead a row in all of them, the counts shared out. */
function columnSets(table: ReportTable): number[][] {
  const all = table.columns.map((_, index) => index);
  const counts = all.filter((index) => table.columns[index]?.kind === "count");
  if (counts.length <= GROUPS_BESIDE) return [all];
  const number = Math.ceil(counts.length / GROUPS_BESIDE);
  const each = Math.ceil(counts.length / number);
  return Array.from({ length: number }, (_, piece) => [...all.filter((index) => !counts.includes(index)), ...counts.slice(piece * each, (piece + 1) * each)]);
}

/** @param notes height of what stands under the table */
function drawPiece(writing: Writing, table: ReportTable, indexes: number[], notes: number): void {
  const { doc, root } = writing;
  const columns = indexes.map((index) => table.columns[index] as Column);
  const widths = tableWidths(writing.model, table, indexes, { total: textWidth(doc), letter: SIZE * 0.56, pad: 2 * PAD.x + 1 });
  const tag = doc.struct("Table", { title: officeText(table.caption) });
  root.add(tag);
  const head = (repeated: boolean): void => drawHead(writing, tag, columns, widths, repeated);
  head(false);
  const turn = (): void => {
    newPage(writing);
    head(true);
  };
  const blocks = blocksOf(table.rows);
  // No block stands alone at the end, and no notes without one.
  const kept = (at: number): number => (at === blocks.length - 1 ? notes : at === blocks.length - 2 ? blockHeight(doc, blocks[at + 1] as TableRow[], indexes, columns, widths).all + notes : 0);
  blocks.forEach((rows, at) => drawBlock(writing, tag, rows, indexes, columns, widths, turn, Math.min(kept(at), MOST_KEPT)));
  tag.end();
  rule(doc, doc.y, widths, 0.8, "#7F7F7F");
  doc.y += 3;
}

/** Rows that go on with the row before them stand with it. */
function blocksOf(rows: TableRow[]): TableRow[][] {
  const blocks: TableRow[][] = [];
  for (const row of rows) {
    if (row.role === "more" && blocks.length > 0) (blocks.at(-1) as TableRow[]).push(row);
    else blocks.push([row]);
  }
  return blocks;
}

/** Height of rows that stand together, and of it what the name of their measure needs beyond them. */
function blockHeight(doc: Pdf, rows: TableRow[], indexes: number[], columns: Column[], widths: number[]): { all: number; spare: number; name: number } {
  const name = columns.findIndex((column) => column.key === "measure");
  const heights = rows.map((row) => Math.max(...textsOf(row, indexes, columns).map((text, at) => (at === name ? SIZE : heightOf(doc, text, widths[at] as number, fontOf(row, columns[at] as Column))))) + 2 * PAD.y);
  const all = heights.reduce((sum, height) => sum + height, 0);
  const named = name < 0 || rows.length === 0 ? 0 : heightOf(doc, textsOf(rows[0] as TableRow, indexes, columns)[name] as string, widths[name] as number, fontOf(rows[0] as TableRow, columns[name] as Column)) + 2 * PAD.y;
  const spare = Math.max(0, named - all);
  return { all: all + spare, spare, name };
}

/** A block stays on one page where it can, and the name of its measure goes down beside all its rows. @param kept height of what has to follow on the same page */
function drawBlock(writing: Writing, tag: Tag, rows: TableRow[], indexes: number[], columns: Column[], widths: number[], turn: () => void, kept: number): void {
  const { doc } = writing;
  const { all, spare, name } = blockHeight(doc, rows, indexes, columns, widths);
  const fits = all < (bottom(doc) - MARGIN) * 0.7;
  if (fits && doc.y + all + kept > bottom(doc)) turn();
  rows.forEach((row, at) => drawRow(writing, tag, row, indexes, columns, widths, turn, fits && rows.length > 1 ? { free: name, spare: at === rows.length - 1 ? spare : 0 } : { free: -1, spare: 0 }));
}

const textsOf = (row: TableRow, indexes: number[], columns: Column[]): string[] =>
  indexes.map((index, at) => officeText(row.role === "more" && columns[at]?.key === "measure" ? "" : cellText(row.cells[index] as Cell, (columns[at] as Column).kind)));
const fontOf = (row: TableRow, column: Column): string => (row.role === "total" || (row.role === "lead" && column.key === "measure") ? "bold" : "regular");

function drawHead(writing: Writing, tag: Tag, columns: Column[], widths: number[], repeated: boolean): void {
  const { doc } = writing;
  const texts = headTexts(columns);
  const height = Math.max(...texts.map((text, at) => heightOf(doc, text, widths[at] as number, "bold"))) + 2 * PAD.y;
  const top = doc.y;
  const paint = (): void => void doc.rect(MARGIN, top, widths.reduce((sum, width) => sum + width, 0), height).fill("#DCE6F1");
  artifact(doc, paint);
  const write = (text: string, at: number): void => write1(doc, text, xOf(widths, at), top, widths[at] as number, "bold", isNumber(columns[at] as Column));
  if (repeated) artifact(doc, () => texts.forEach(write));
  else {
    const line = doc.struct("TR");
    tag.add(line);
    texts.forEach((text, at) => cellTag(doc, line, "TH", () => write(text, at)));
    line.end();
  }
  doc.y = top + height;
}

/** @param beside column whose text may go down beside the next rows, and the height that it needs beyond them */
function drawRow(writing: Writing, tag: Tag, row: TableRow, indexes: number[], columns: Column[], widths: number[], turn: () => void, beside: { free: number; spare: number }): void {
  const { doc } = writing;
  const fonts = columns.map((column) => fontOf(row, column));
  let texts = textsOf(row, indexes, columns);
  const heightIn = (list: string[]): number => Math.max(...list.map((text, at) => (at === beside.free ? SIZE : heightOf(doc, text, widths[at] as number, fonts[at] as string)))) + 2 * PAD.y + beside.spare;
  const heightNow = (): number => heightIn(texts);
  if (doc.y + heightNow() > bottom(doc) && heightNow() < (bottom(doc) - MARGIN) * 0.7) turn();
  const line = doc.struct("TR");
  tag.add(line);
  const tags = texts.map((_text, at) => {
    const one = doc.struct(at === 0 ? "TH" : "TD");
    line.add(one);
    return one;
  });
  for (;;) {
    const room = bottom(doc) - doc.y - 2 * PAD.y;
    const split = texts.map((text, at) => heightNow() <= room + 2 * PAD.y ? ([text, ""] as [string, string]) : cut(doc, text, widths[at] as number, fonts[at] as string, room));
    const top = doc.y;
    const height = heightIn(split.map(([text]) => text));
    artifact(doc, () => (row.role === "more" ? undefined : rule(doc, top, widths, 0.4, row.role === "total" ? "#7F7F7F" : "#BFBFBF")));
    split.forEach(([text], at) => {
      if (text === "") return;
      tags[at]?.add(() => write1(doc, text, xOf(widths, at), top, widths[at] as number, fonts[at] as string, isNumber(columns[at] as Column)));
    });
    doc.y = top + height;
    texts = split.map(([, rest]) => rest);
    if (texts.every((text) => text === "")) break;
    turn();
  }
  for (const one of tags) one.end();
  line.end();
}

function cellTag(doc: Pdf, line: Tag, type: string, draw: () => void): void {
  const one = doc.struct(type);
  line.add(one);
  one.add(draw);
  one.end();
}

function artifact(doc: Pdf, draw: () => void): void {
  doc.markContent("Artifact", { type: "Layout" });
  draw();
  doc.endMarkedContent();
}

const xOf = (widths: number[], at: number): number => MARGIN + widths.slice(0, at).reduce((sum, width) => sum + width, 0);

function heightOf(doc: Pdf, text: string, width: number, font: string): number {
  return text === "" ? SIZE : doc.font(font).fontSize(SIZE).heightOfString(text, { width: width - 2 * PAD.x });
}

/** One cell's text; the caller has made sure that it fits the page. */
function write1(doc: Pdf, text: string, x: number, top: number, width: number, font: string, right: boolean): void {
  const before = doc.page.margins.bottom;
  doc.page.margins.bottom = 0;
  doc.font(font).fontSize(SIZE).fillColor("#000").text(text, x + PAD.x, top + PAD.y, { width: width - 2 * PAD.x, align: right ? "right" : "left" });
  doc.page.margins.bottom = before;
}

function rule(doc: Pdf, y: number, widths: number[], size: number, color: string): void {
  doc.moveTo(MARGIN, y).lineTo(MARGIN + widths.reduce((sum, width) => sum + width, 0), y).lineWidth(size).stroke(color);
}

/** As many words as fit the height, and the rest. */
function cut(doc: Pdf, text: string, width: number, font: string, room: number): [string, string] {
  if (heightOf(doc, text, width, font) <= room) return [text, ""];
  const words = text.split(" ");
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (heightOf(doc, words.slice(0, middle).join(" "), width, font) <= room) low = middle;
    else high = middle - 1;
  }
  // A word longer than a page's line breaks inside; one that fits nowhere is taken all the same, so that the work ends.
  const taken = low === 0 && room > 60 ? 1 : low;
  return [words.slice(0, taken).join(" "), words.slice(taken).join(" ")];
}
