// Owns the sheets that open a workbook: the contents, and the summary with its findings, chart and map.
// Must not compute a figure; the model holds them all.
import { issuerLines } from "../build/front.js";
import type { ReportModel } from "../model.js";
import { spreadsheetText } from "../office-text.js";
import { drawPicture } from "../pictures/render.js";
import type { SheetPicture } from "./drawing.js";
import { HEAD, heightOf, LINK_COLOUR, TEXT } from "./looks.js";
import type { StreamCell, StreamRow, StreamSheet, Style } from "./stream.js";
import type { Sheet } from "./sheet.js";

/** In points: across an upright page of A4. */
const PICTURE_WIDTH = 500;
const ROW_HEIGHT = 15;
const WIDTH = 96;

/** The sheets before the tables. */
export async function frontSheets(model: ReportModel, sheets: Sheet[]): Promise<StreamSheet[]> {
  const summary = await summarySheet(model);
  const about = { name: "Summary", about: "Findings, with a chart and a map", notes: [] };
  return [contentsSheet(model, summary === null ? sheets : [about, ...sheets]), ...(summary === null ? [] : [summary])];
}

/** The page of findings with its pictures; null where the report has none. */
async function summarySheet(model: ReportModel): Promise<StreamSheet | null> {
  const section = model.sections.find((item) => item.id === "summary");
  if (section === undefined) return null;
  const rows: StreamRow[] = [];
  const pictures: SheetPicture[] = [];
  const line = (value: string, style: Style, height: number): void => void rows.push({ cells: [{ value: spreadsheetText(value), style }], height });
  line(section.title, { bold: true, size: 14 }, 22);
  line(`${model.title}: ${model.subtitle}`, TEXT, heightOf([`${model.title}: ${model.subtitle}`], [WIDTH]));
  for (const block of section.blocks) {
    if (block.kind === "text") line(block.text, TEXT, heightOf([block.text], [WIDTH]));
    if (block.kind === "list") for (const item of block.items) line(`• ${item}`, TEXT, heightOf([item], [WIDTH]) + 3);
    if (block.kind !== "picture") continue;
    const drawn = await drawPicture(model, block.picture);
    if (drawn === null) continue;
    line(block.picture.caption, { bold: true, align: "left", wrap: true }, 26);
    const width = PICTURE_WIDTH;
    const height = (width * drawn.height) / drawn.width;
    pictures.push({ png: drawn.png, name: block.picture.caption, alt: drawn.alt, row: rows.length + 1, width, height });
    for (let room = height + 6; room > 0; room -= ROW_HEIGHT) rows.push({ cells: [], height: ROW_HEIGHT });
  }
  return { name: "Summary", widths: [WIDTH], rows, head: 0, gridLines: false, pictures, onePage: true };
}

/** Title, what was asked, how to read, the sheets with links, the notes, the method. */
function contentsSheet(model: ReportModel, sheets: Pick<Sheet, "name" | "about" | "notes">[]): StreamSheet {
  const widths = [32, 60, 70];
  const rows: StreamRow[] = [];
  const merges: string[] = [];
  const plain: Style = { align: "left" };
  const add = (values: (string | null)[], styles: Style[], link?: string): void => {
    const cells = values.map((value, index): StreamCell => ({ value: value === null ? null : spreadsheetText(value), style: styles[index] ?? TEXT, ...(index === 0 && link !== undefined ? { link } : {}) }));
    rows.push({ cells, height: heightOf(values.map((value, index) => (styles[index]?.wrap === true ? value : null)), widths) });
  };
  const title = (value: string, size: number): void => void rows.push({ cells: [{ value: spreadsheetText(value), style: { bold: true, size } }], height: size * 1.6 });
  const wide = (value: string): void => {
    merges.push(`B${rows.length + 1}:C${rows.length + 1}`);
    // No program fits a row to merged cells: the height is set from the text's length.
    rows.push({ cells: [{ value: null, style: plain }, { value: spreadsheetText(value), style: TEXT }, { value: null, style: TEXT }], height: heightOf([value], [130]) });
  };
  const gap = (): void => void rows.push({ cells: [], height: 13 });
  title(model.title, 14);
  title(model.subtitle, 11);
  gap();
  for (const fact of [...issuerLines(model.cover), ...model.facts]) add([fact.label, fact.value], [plain, TEXT]);
  gap();
  add(["Sheet", "What it holds", "Notes"], [HEAD, HEAD, HEAD]);
  for (const sheet of sheets) add([sheet.name, sheet.about, sheet.notes.join("\n")], [{ color: LINK_COLOUR, underline: true, align: "left" }, TEXT, TEXT], `'${sheet.name.replaceAll("'", "''")}'!A1`);
  gap();
  title("How to read", 11);
  for (const block of model.sections.find((section) => section.id === "how-to-read")?.blocks ?? []) {
    if (block.kind === "text") wide(block.text);
    if (block.kind === "list") block.items.forEach(wide);
  }
  for (const [name, lines] of [["Notes", model.notes], ["Method", model.method.statements]] as const) {
    if (lines.length === 0) continue;
    gap();
    title(name, 11);
    lines.forEach(wide);
  }
  return { name: "Contents", widths, rows, head: 0, merges: () => merges, gridLines: false };
}

