// Owns writing an XLSX file row by row: SpreadsheetML parts through fflate's streaming ZIP, so that memory does not grow with the rows.
// Pictures stand on sheets as they are given (PNG), each with its text alternative.
// Must not know reports; workbook.ts does. No formula can be written: a cell is a number or inline text.
import { Zip, ZipDeflate, ZipPassThrough, strToU8 } from "fflate";
import { escape } from "./escape.js";
import { drawingRelations, drawingXml, type SheetPicture } from "./drawing.js";

export interface Style {
  bold?: boolean;
  /** Hexadecimal RGB. */
  color?: string;
  underline?: boolean;
  /** In points; 10 where not given. */
  size?: number;
  fill?: string;
  /** Colour of a thin line above. */
  top?: string;
  /** Number format: whole with thousands, or one decimal. */
  format?: "whole" | "decimal";
  align?: "left" | "right";
  middle?: boolean;
  wrap?: boolean;
  indent?: boolean;
}

export interface StreamCell {
  value: string | number | null;
  style: Style;
  /** Place in the workbook, for example "'Evidence'!A2". */
  link?: string | null;
}

export interface StreamRow {
  cells: StreamCell[];
  /** In points. */
  height: number;
}

export interface StreamSheet {
  name: string;
  /** In characters. */
  widths: number[];
  rows: Iterable<StreamRow>;
  /** Number of the row that heads the table, from 1; 0 for none. It and what is above it stay in view and are repeated on every printed page; it has filters. */
  head: number;
  /** Ranges such as "B5:C5". */
  merges?: () => string[];
  gridLines: boolean;
  pictures?: SheetPicture[];
  /** How many of the first columns are printed; all where not given. */
  printed?: number;
  /** Printed upright on one page. */
  onePage?: boolean;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/** Text is handed to the compressor in pieces of about this many characters. */
const PIECE = 65_536;
/** No clock in a file: two runs give the same bytes. */
const MTIME = new Date(2000, 0, 1);

/**
 * The bytes of a workbook. Rows are asked for once, in order, and not kept.
 * @param sheets names must be legal and unlike each other
 * @throws Error where the compressor fails
 */
export function streamWorkbook(sheets: StreamSheet[], properties: { title: string; subject: string; font: string }): Uint8Array {
  const chunks: Uint8Array[] = [];
  let failed: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error !== null) failed = error;
    else chunks.push(chunk);
  });
  const binary = (name: string, bytes: Uint8Array): void => {
    // A PNG is compressed already.
    const file = new ZipPassThrough(name);
    file.mtime = MTIME;
    zip.add(file);
    file.push(bytes, true);
  };
  const part = (name: string, write: (put: (text: string) => void) => void): void => {
    const file = new ZipDeflate(name, { level: 2 });
    file.mtime = MTIME;
    zip.add(file);
    let waiting = "";
    write((text) => {
      waiting += text;
      if (waiting.length < PIECE) return;
      file.push(strToU8(waiting));
      waiting = "";
    });
    file.push(strToU8(waiting), true);
  };
  const styles = new Styles(properties.font);
  const lengths: number[] = [];
  sheets.forEach((sheet, index) => part(`xl/worksheets/sheet${index + 1}.xml`, (put) => void lengths.push(writeSheet(sheet, index === 0, styles, put))));
  part("xl/styles.xml", (put) => put(styles.xml()));
  part("xl/workbook.xml", (put) => {
    const quoted = (name: string): string => escape(`'${name.replaceAll("'", "''")}'`);
    put(`${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>`);
    sheets.forEach((sheet, index) => put(`<sheet name="${escape(sheet.name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`));
    put("</sheets><definedNames>");
    sheets.forEach((sheet, index) => {
      if (sheet.head > 0) put(`<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${quoted(sheet.name)}!$A$${sheet.head}:$${letters(sheet.widths.length - 1)}$${lengths[index]}</definedName>`);
    });
    sheets.forEach((sheet, index) => put(`<definedName name="_xlnm.Print_Area" localSheetId="${index}">${quoted(sheet.name)}!$A$1:$${letters((sheet.printed ?? sheet.widths.length) - 1)}$${lengths[index]}</definedName>`));
    sheets.forEach((sheet, index) => {
      if (sheet.head > 0) put(`<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${quoted(sheet.name)}!$${sheet.head}:$${sheet.head}</definedName>`);
    });
    put("</definedNames></workbook>");
  });
  part("xl/_rels/workbook.xml.rels", (put) => {
    put(`${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`);
    sheets.forEach((_, index) => put(`<Relationship Id="rId${index + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`));
    put(`<Relationship Id="rId${sheets.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`);
  });
  sheets.forEach((sheet, index) => {
    const pictures = sheet.pictures ?? [];
    if (pictures.length === 0) return;
    part(`xl/worksheets/_rels/sheet${index + 1}.xml.rels`, (put) => put(`${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/drawing" Target="../drawings/drawing${index + 1}.xml"/></Relationships>`));
    part(`xl/drawings/drawing${index + 1}.xml`, (put) => put(XML + drawingXml(pictures)));
    part(`xl/drawings/_rels/drawing${index + 1}.xml.rels`, (put) => put(XML + drawingRelations(pictures, index + 1)));
    pictures.forEach((picture, at) => binary(`xl/media/picture${index + 1}-${at + 1}.png`, picture.png));
  });
  part("docProps/core.xml", (put) => put(`${XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escape(properties.title)}</dc:title><dc:subject>${escape(properties.subject)}</dc:subject><dc:creator>Stocktake</dc:creator></cp:coreProperties>`));
  part("_rels/.rels", (put) =>
    put(`${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`));
  part("[Content_Types].xml", (put) => {
    const type = (path: string, kind: string): string => `<Override PartName="${path}" ContentType="application/vnd.openxmlformats-${kind}+xml"/>`;
    put(`${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>`);
    put(type("/xl/workbook.xml", "officedocument.spreadsheetml.sheet.main") + type("/xl/styles.xml", "officedocument.spreadsheetml.styles") + type("/docProps/core.xml", "package.core-properties"));
    sheets.forEach((sheet, index) => put(type(`/xl/worksheets/sheet${index + 1}.xml`, "officedocument.spreadsheetml.worksheet") + ((sheet.pictures ?? []).length > 0 ? type(`/xl/drawings/drawing${index + 1}.xml`, "officedocument.drawing") : "")));
    put("</Types>");
  });
  zip.end();
  if (failed !== null) throw failed as Error;
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** @returns the number of rows */
function writeSheet(sheet: StreamSheet, selected: boolean, styles: Styles, put: (text: string) => void): number {
  put(`${XML}<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView${sheet.gridLines ? "" : ' showGridLines="0"'}${selected ? ' tabSelected="1"' : ""} workbookViewId="0">`);
  put(sheet.head > 0 ? `<pane ySplit="${sheet.head}" topLeftCell="A${sheet.head + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` : "</sheetView></sheetViews>");
  put(`<sheetFormatPr defaultRowHeight="15"/><cols>${sheet.widths.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`).join("")}</cols><sheetData>`);
  const columns = sheet.widths.map((_, index) => letters(index));
  const links: string[] = [];
  let row = 0;
  for (const { cells, height } of sheet.rows) {
    row += 1;
    let text = `<row r="${row}" ht="${height}" customHeight="1">`;
    for (let index = 0; index < cells.length; index += 1) {
      const { value, style, link } = cells[index] as StreamCell;
      const place = `${columns[index] ?? letters(index)}${row}`;
      const id = styles.id(style);
      if (value === null || value === "") text += `<c r="${place}" s="${id}"/>`;
      else if (typeof value === "number") text += Number.isFinite(value) ? `<c r="${place}" s="${id}"><v>${value}</v></c>` : `<c r="${place}" s="${id}"/>`;
      else text += `<c r="${place}" s="${id}" t="inlineStr"><is><t${/^\s|\s$|\n/.test(value) ? ' xml:space="preserve"' : ""}>${escape(value)}</t></is></c>`;
      if (link !== undefined && link !== null) links.push(`<hyperlink ref="${place}" location="${escape(link)}"/>`);
    }
    put(`${text}</row>`);
  }
  put("</sheetData>");
  if (sheet.head > 0) put(`<autoFilter ref="A${sheet.head}:${letters(sheet.widths.length - 1)}${row}"/>`);
  const merges = sheet.merges?.() ?? [];
  if (merges.length > 0) put(`<mergeCells count="${merges.length}">${merges.map((range) => `<mergeCell ref="${range}"/>`).join("")}</mergeCells>`);
  if (links.length > 0) put(`<hyperlinks>${links.join("")}</hyperlinks>`);
  const page = sheet.onePage === true ? { orientation: "portrait", high: 1 } : { orientation: "landscape", high: 0 };
  put(`<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="${page.orientation}" fitToWidth="1" fitToHeight="${page.high}"/><headerFooter><oddFooter>&amp;L&amp;A&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter>`);
  put(`${(sheet.pictures ?? []).length > 0 ? '<drawing r:id="rId1"/>' : ""}</worksheet>`);
  return row;
}

/** Gives each style its number; style objects that are used again and again are found by identity. */
class Styles {
  private readonly ids = new Map<string, number>();
  private readonly known = new WeakMap<Style, number>();
  private readonly fonts: string[];
  private readonly fills = ['<fill><patternFill patternType="none"/></fill>', '<fill><patternFill patternType="gray125"/></fill>'];
  private readonly borders = ["<border><left/><right/><top/><bottom/><diagonal/></border>"];
  private readonly cells: string[] = [];

  constructor(private readonly font: string) {
    this.fonts = [this.fontXml({})];
    this.id({});
  }

  id(style: Style): number {
    const before = this.known.get(style);
    if (before !== undefined) return before;
    const key = JSON.stringify(style);
    let id = this.ids.get(key);
    if (id === undefined) {
      id = this.cells.length;
      const at = (list: string[], xml: string): number => (list.includes(xml) ? list.indexOf(xml) : list.push(xml) - 1);
      const fill = style.fill === undefined ? 0 : at(this.fills, `<fill><patternFill patternType="solid"><fgColor rgb="FF${style.fill}"/></patternFill></fill>`);
      const border = style.top === undefined ? 0 : at(this.borders, `<border><left/><right/><top style="thin"><color rgb="FF${style.top}"/></top><bottom/><diagonal/></border>`);
      const format = style.format === "whole" ? 3 : style.format === "decimal" ? 164 : 0;
      this.cells.push(
        `<xf numFmtId="${format}" fontId="${at(this.fonts, this.fontXml(style))}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment${style.align === undefined ? "" : ` horizontal="${style.align}"`} vertical="${style.middle === true ? "center" : "top"}"${style.wrap === true ? ' wrapText="1"' : ""}${style.indent === true ? ' indent="1"' : ""}/></xf>`,
      );
      this.ids.set(key, id);
    }
    this.known.set(style, id);
    return id;
  }

  private fontXml(style: Style): string {
    return `<font>${style.bold === true ? "<b/>" : ""}${style.underline === true ? "<u/>" : ""}<sz val="${style.size ?? 10}"/><color rgb="FF${style.color ?? "000000"}"/><name val="${this.font}"/><family val="2"/></font>`;
  }

  xml(): string {
    const list = (name: string, items: string[]): string => `<${name} count="${items.length}">${items.join("")}</${name}>`;
    return `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.0"/></numFmts>${list("fonts", this.fonts)}${list("fills", this.fills)}${list("borders", this.borders)}<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>${list("cellXfs", this.cells)}<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
  }
}

/** 0 is A, 26 is AA. */
export function letters(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : letters(Math.floor(index / 26) - 1) + letters(index % 26);
}

