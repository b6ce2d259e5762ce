// Owns the proof that a report says the same in every format: files are written, read back and compared with SQL; and that text from documents does no harm in them.
import { join } from "node:path";
import Papa from "papaparse";
import { beforeAll, describe, expect, it } from "vitest";
import { Database } from "../../pipeline/store/database.js";
import { annualReport } from "../../reports/build/annual.js";
import { changeReport } from "../../reports/build/change.js";
import { EmptyReportError, loadBase, type ReportQuestion } from "../../reports/build/base.js";
import { measureReport } from "../../reports/build/measure.js";
import { rankMeasures } from "../../reports/build/ranking.js";
import { regionReport } from "../../reports/build/region.js";
import { stateReport } from "../../reports/build/state.js";
import { csvFiles } from "../../reports/csv.js";
import { writeDocument } from "../../reports/docx/document.js";
import { writeMarkdown } from "../../reports/markdown.js";
import { STATUS_LABELS, cellText, tablesOf, type Cell, type CellStatus, type ReportModel } from "../../reports/model.js";
import { writePdf } from "../../reports/pdf/document.js";
import { runSqlFile } from "../../reports/query.js";
import { writeWorkbook } from "../../reports/xlsx/workbook.js";
import { ingestPlain, temporaryFolder, write } from "../fixtures/databases.js";
import { docxTables, markdownTables, officePart, officeParts, xlsxSheets, type ReadTable, type SheetValue } from "../fixtures/office-files.js";

const folder = temporaryFolder();
const db = join(folder, "x.duckdb");
const question: ReportQuestion = { grouping: "region", documents: null, measures: null, bases: ["self_reported"], programVersion: "0", selection: "a test" };
let database: Database;
let model: ReportModel;
let docx: Uint8Array;
let xlsx: Uint8Array;
let markdown: string;
let csv: Record<string, string>;
const textsOf = (of: ReportModel): Record<string, string> => Object.fromEntries(csvFiles(of).map(([name, make]) => [name, make()]));

interface Gap {
  measure: string;
  label: string;
  category: string;
  group: string;
  [key: string]: string | number | null;
}
let gaps: Gap[];

beforeAll(async () => {
  write(join(folder, "in"), {
    "a.txt": [
      "year 2010", "symbol A/65/1", "respondents AUT BEL KEN BRA JPN FRA", "AUT victims.hotline in_place", "BEL victims.hotline planned hedged", "KEN victims.hotline absent", "BRA victims.hotline in_place including", "many victims.shelter",
      "FRA victims.shelter in_place", "BRA victims.shelter in_place", "CHE victims.shelter in_place", "AUT treaty.untoc in_place =HYPERLINK(1) <script>alert(1)</script> \u0007 | `x` **b**", "+1 a line that is no claim", "-AUT dash", "JPN treaty.untoc mixed", "@FRA at",
    ].join("\n"),
  });
  await ingestPlain(db, [join(folder, "in")]);
  database = await Database.open(db, "read");
  model = await annualReport(database, question);
  docx = await writeDocument(model);
  xlsx = await writeWorkbook(model);
  markdown = writeMarkdown(model);
  csv = textsOf(model);
  gaps = await runSqlFile<Gap & Record<string, never>>(database, "gaps", { grouping: "region" });
});

const statusOf = (label: string): CellStatus | "named_only" => (Object.entries(STATUS_LABELS).find(([, text]) => text === label)?.[0] as CellStatus | undefined) ?? "named_only";

/** Figures of the tables by category as "measure | status | group" → "count percentage", from tables of text. */
function figuresOf(tables: ReadTable[]): Map<string, string> {
  const figures = new Map<string, string>();
  for (const table of tables.filter((item) => / measures reported, by /.test(item.caption))) {
    let measure = "";
    for (const row of table.rows) {
      const name = (row[0] ?? "").replace(/[*†‡§‖¶]+$/, "");
      if (name !== "") measure = name;
      table.head.slice(2).forEach((head, index) => {
        const group = head.replace(/ \(?\d+ of \d+ replied\)?$/, "");
        const match = /^(\d+)(?: \(([\d.]+) %\))?[*†‡§‖¶]*$/.exec(row[index + 2] ?? "");
        if (match === null) throw new Error(`not a figure: ${row[index + 2]}`);
        figures.set(`${measure} | ${statusOf(row[1] ?? "")} | ${group}`, `${match[1]} ${match[2] ?? ""}`);
      });
    }
  }
  return figures;
}

function expected(keys: Iterable<string>): Map<string, string> {
  const rows = new Map(gaps.map((row) => [`${row.label} | ${row.group}`, row]));
  return new Map([...keys].map((key) => {
    const [label, status, group] = key.split(" | ") as [string, string, string];
    const row = rows.get(`${label} | ${group}`) as Gap;
    return [key, `${row[status]} ${status === "named_only" ? "" : (row[`${status}_pct`] ?? "")}`];
  }));
}

describe("the same figures in every format", () => {
  it("DOCX equals SQL, cell by cell", () => {
    const figures = figuresOf(docxTables(docx));
    // Every measure has at least two rows (in place, silent), each with five regions and the total.
    expect(figures.size).toBeGreaterThanOrEqual(70 * 2 * 6);
    expect(figures).toEqual(expected(figures.keys()));
    expect(figures.get("Hotline or helpline | in_place | All States")).toBe("2 33.3");
    expect(figures.get("Hotline or helpline | absent | Africa")).toBe("1 100");
  });

  it("Markdown equals DOCX", () => {
    expect(figuresOf(markdownTables(markdown))).toEqual(figuresOf(docxTables(docx)));
  });

  it("XLSX equals DOCX, with numbers as numbers", () => {
    const figures = new Map<string, string>();
    for (const { table: rows } of xlsxSheets(xlsx).values()) {
      const head = rows[0] as SheetValue[];
      if (head[0] !== "Measure" || head[1] !== "Status" || !head.some((title) => String(title).includes(" replied)"))) continue;
      for (const row of rows.slice(1)) {
        head.forEach((title, index) => {
          const group = /^(.*) \(\d+ of \d+ replied\)$/.exec(String(title))?.[1];
          if (group === undefined) return;
          expect(typeof row[index]).toBe("number");
          const percent = row[head.indexOf(`${group}, %`)] ?? null;
          figures.set(`${row[0]} | ${statusOf(String(row[1]))} | ${group}`, `${row[index]} ${percent ?? ""}`);
        });
      }
    }
    expect(figures).toEqual(figuresOf(docxTables(docx)));
  });

  it("PDF equals the model: every cell of every table stands in it, in order, and it is tagged with bookmarks", async () => {
    const bytes = await writePdf(model);
    const raw = Buffer.from(bytes).toString("latin1");
    for (const mark of ["/MarkInfo", "/StructTreeRoot", "/Lang (en-GB)", "/Outlines", "/Alt "]) expect(raw, mark).toContain(mark);
    const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
    const pdf = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
    let text = "";
    for (let page = 1; page <= pdf.numPages; page += 1) text += (await (await pdf.getPage(page)).getTextContent()).items.map((item) => ("str" in item ? item.str : "")).join("");
    const flat = text.replace(/\s+/g, "");
    let from = 0;
    let cells = 0;
    for (const table of tablesOf(model).filter((item) => item.role === "measures_by_group" || item.role === "ranking" || item.role === "treaties")) {
      for (const row of table.rows) {
        for (const [at, cell] of row.cells.entries()) {
          const column = table.columns[at];
          if (column === undefined || (row.role === "more" && column.key === "measure")) continue;
          const wanted = cellText(cell, column.kind).replace(/\s+/g, "");
          const found = flat.indexOf(wanted, from);
          expect(found, `${table.caption}, ${row.key}, ${column.key}: ${wanted}`).toBeGreaterThanOrEqual(0);
          // The next figure stands right behind: nothing but heads and page furniture may lie between.
          expect(found - from, `${table.caption}, ${row.key}, ${column.key}`).toBeLessThan(cells === 0 ? Infinity : 6_000);
          from = found + wanted.length;
          cells += 1;
        }
      }
    }
    expect(cells).toBeGreaterThan(70 * 2 * 6);
    expect(pdf.numPages).toBeGreaterThan(5);
    expect(Buffer.from(await writePdf(await annualReport(database, question))).equals(Buffer.from(bytes))).toBe(true);
  }, 120_000);

  it("CSV equals SQL, one row a figure", () => {
    const rows = Papa.parse<Record<string, string>>(csv["counts.csv"] as string, { header: true, skipEmptyLines: true }).data;
    expect(rows).toHaveLength(gaps.length * 11);
    const labels = new Map(gaps.map((row) => [row.measure, row.label]));
    const figures = new Map(rows.filter((row) => row["status"] !== "no_report" && row["status"] !== "not_read").map((row) => [`${labels.get(row["measure"] as string)} | ${row["status"]} | ${row["group"]}`, `${row["count"]} ${row["percentage"]}`]));
    expect(figures).toEqual(expected(figures.keys()));
    const fromTables = Papa.parse<Record<string, string>>(csv["tables.csv"] as string, { header: true, skipEmptyLines: true }).data;
    expect(fromTables.length).toBe(tablesOf(model).reduce((sum, table) => sum + table.rows.length * table.columns.length, 0));
  });

  it("prints a sign once", async () => {
    const texts = [model, await stateReport(database, question, "BEL"), await stateReport(database, question, "JPN")].map((item) => writeMarkdown(item)).join("\n").split("\n").filter((line) => !line.includes("HYPERLINK")).join("\n");
    expect(texts).toContain(`${model.measures.find((measure) => measure.collective)?.label}\\*`);
    expect(texts).toContain("Belgium‡");
    expect(texts).not.toMatch(/(\\\*){2}|([†‡§‖¶])[^\w\s|;.]*\2/);
  });

  it("has the model's own cells sum to the respondents", () => {
    for (const measure of model.measures) {
      for (const group of model.groups) {
        const sum = model.counts.filter((item) => item.measure === measure.code && item.group === group.name && item.status !== "no_report" && item.status !== "not_read" && item.status !== "named_only").reduce((total, item) => total + item.count, 0);
        expect(sum, `${measure.code} ${group.name}`).toBe(group.respondents);
      }
    }
  });
});

describe("evidence", () => {
  it("stands behind every figure of a reported status, and nowhere else", () => {
    for (const table of tablesOf(model).filter((item) => item.role === "measures_by_group")) {
      for (const row of table.rows) {
        for (const cell of row.cells.slice(2)) {
          const counts = typeof cell.value === "number" && cell.value > 0 && cell.status !== "silent";
          expect((cell.evidence ?? []).length > 0, `${row.key} ${cell.ref?.group}`).toBe(counts);
          for (const id of cell.evidence ?? []) {
            const entry = model.evidence.find((item) => item.id === id);
            const states = model.claims.filter((claim) => claim.evidence === id && claim.measure === cell.ref?.measure);
            expect(entry?.quote).toContain(cell.ref?.measure as string);
            expect(cell.ref?.group === "All States" || states.some((claim) => claim.group === cell.ref?.group)).toBe(true);
          }
        }
      }
    }
  });

  it("is linked from the cells of the XLSX to a row that holds it", () => {
    const sheets = xlsxSheets(xlsx);
    const evidence = sheets.get("Evidence")?.rows as SheetValue[][];
    const head = sheets.get("Evidence")?.table[0] as SheetValue[];
    const sheet = [...sheets].find(([name]) => name.startsWith("Services"))?.[1] as { rows: SheetValue[][]; xml: string };
    const links = [...sheet.xml.matchAll(/<hyperlink ref="([A-Z]+)(\d+)" location="'Evidence'!A(\d+)"/g)];
    expect(links.length).toBeGreaterThan(5);
    for (const [, , row, target] of links) {
      const from = sheet.rows[Number(row) - 1] as SheetValue[];
      const to = evidence[Number(target) - 1] as SheetValue[];
      expect(to[head.indexOf("Measure")]).toBe(from[0]);
      if (from[1] !== "Named, not a respondent") expect(to[head.indexOf("Status")]).toBe(from[1]);
    }
  });

  it("stands in the footnotes of the DOCX", () => {
    const notes = officePart(docx, "word/footnotes.xml");
    expect(notes).toContain("A/65/1, para. 1, p. 1: “AUT victims.hotline in_place”");
    expect(docxTables(docx).filter((table) => table.caption.includes("Evidence: ")).length).toBe(3);
  });
});

describe("office files", () => {
  it("DOCX: real headings, filled contents with links, repeated heads, landscape, page numbers", () => {
    const xml = officePart(docx, "word/document.xml");
    for (const style of ["Heading1", "Heading2", "Heading3", "Title", "Caption"]) expect(xml).toContain(`w:val="${style}"`);
    expect(xml).toMatch(/TOC \\h|TOC .*\\o &quot;1-2&quot;/);
    expect(xml).toContain("2.  What was read");
    expect(xml.match(/<w:tblHeader\/>/g)?.length).toBe(docxTables(docx).length);
    expect(xml).toMatch(/w:orient="landscape"/);
    expect(officeParts(docx).some((name) => /footer\d+\.xml$/.test(name) && officePart(docx, name).includes("PAGE"))).toBe(true);
    // No field that a word processor would have to ask about.
    expect(officePart(docx, "word/settings.xml")).not.toMatch(/updateFields w:val="true"|<w:updateFields\/>/);
    expect(xml).not.toMatch(/w:dirty="(true|1)"/);
    const bookmarks = new Set([...xml.matchAll(/w:bookmarkStart[^>]*w:name="([^"]+)"/g)].map((match) => match[1]));
    const anchors = [...xml.matchAll(/w:anchor="([^"]+)"/g)].map((match) => match[1] as string);
    expect(anchors.length).toBeGreaterThan(20);
    for (const anchor of anchors) expect(bookmarks.has(anchor), anchor).toBe(true);
  });

  it("XLSX: frozen heads, filters, widths, sheets with legal names, no formula", () => {
    const sheets = xlsxSheets(xlsx);
    for (const [name, { xml, rows }] of sheets) {
      expect(name.length).toBeLessThanOrEqual(31);
      expect(name).not.toMatch(/[[\]:*?/\\]/);
      expect(xml).not.toMatch(/<f[ >]/);
      if (name === "Contents" || name === "Summary") continue;
      expect(xml).toContain('state="frozen"');
      expect(xml).toMatch(/<autoFilter ref="A4:[A-Z]+\d+"/);
      expect(xml).toMatch(/<col min="1"/);
      expect(rows.length).toBeGreaterThan(1);
    }
    expect([...sheets.keys()]).toEqual(expect.arrayContaining(["Contents", "Summary", "Evidence", "Codes", "Method and versions"]));
  });

  it("XLSX: title and source above each table, a print area, and a summary with chart and map that a screen reader can tell", () => {
    const sheets = xlsxSheets(xlsx);
    const book = officePart(xlsx, "xl/workbook.xml");
    for (const [at, [name, { rows, head }]] of [...sheets].entries()) {
      expect(book, name).toMatch(new RegExp(`_xlnm.Print_Area" localSheetId="${at}">[^<]*!\\$A\\$1:\\$[A-Z]+\\$${rows.length}<`));
      if (head === 0) continue;
      expect(String(rows[0]?.[0]).length, name).toBeGreaterThan(4);
      expect(String(rows[1]?.[0]), name).toMatch(/^Source: A\/65\/1\. Measures against/);
    }
    for (const table of tablesOf(model).filter((item) => item.role === "measures_by_group")) expect([...sheets.values()].filter(({ rows }) => rows[0]?.[0] === `Table ${table.number}. ${table.caption}`), table.caption).toHaveLength(1);
    const findings = model.sections.find((section) => section.id === "summary")?.blocks.flatMap((block) => (block.kind === "list" ? block.items : [])) ?? [];
    expect(findings.length).toBeGreaterThan(2);
    for (const finding of findings) expect(sheets.get("Summary")?.rows.flat()).toContain(`• ${finding}`);
    const drawing = officePart(xlsx, "xl/drawings/drawing2.xml");
    expect([...drawing.matchAll(/descr="([^"]+)"/g)].map((match) => (match[1] as string).slice(0, 10))).toEqual(["Bar chart:", "World map "]);
    expect(officeParts(xlsx).filter((name) => name.endsWith(".png"))).toHaveLength(2);
  });

  it("keeps what looks like a formula, HTML or Markdown as text", () => {
    const quote = "AUT treaty.untoc in_place =HYPERLINK(1) <script>alert(1)</script>";
    const evidence = xlsxSheets(xlsx).get("Evidence")?.rows.flat().filter((value) => String(value).startsWith(quote));
    expect(evidence).toHaveLength(1);
    expect(String(evidence?.[0])).not.toContain("\u0007");
    expect(officePart(docx, "word/footnotes.xml")).toContain("&lt;script&gt;");
    expect(markdown).not.toContain("<script>");
    expect(markdown).toContain("&lt;script&gt;");
  });

  it("makes no CSV file before it is written: all of them at once would take the memory of each", () => {
    const broken = { ...model, get claims(): never { throw new Error("asked for"); } };
    const files = new Map(csvFiles(broken));
    expect(files.get("counts.csv")?.()).toBe(csv["counts.csv"]);
    expect(() => files.get("claims.csv")?.()).toThrow("asked for");
  });

  it("XLSX: a cell that begins with = + - or @ is text", async () => {
    const copy = structuredClone(model);
    for (const [index, sign] of ["=", "+", "-", "@"].entries()) (copy.evidence[index] as { quote: string }).quote = `${sign}cmd|' /C calc'!A0`;
    const sheets = xlsxSheets(await writeWorkbook(copy));
    const found = sheets.get("Evidence")?.rows.flat().filter((value) => String(value).includes("/C calc"));
    expect(found?.map((value) => String(value)[0]).sort()).toEqual(["+", "-", "=", "@"]);
    expect(sheets.get("Evidence")?.xml).not.toMatch(/<f[ >]/);
    const claims = Papa.parse<Record<string, string>>(textsOf(copy)["claims.csv"] as string, { header: true, skipEmptyLines: true }).data.map((row) => row["quote"] as string).filter((text) => text.includes("/C calc"));
    expect(claims.every((text) => text.startsWith("'"))).toBe(true);
  });

  it("XLSX: another reader finds the same sheets and values", async () => {
    const { readXlsx } = await import("hucre");
    const book = await readXlsx(xlsx);
    const own = xlsxSheets(xlsx);
    expect(book.sheets.map((sheet) => sheet.name)).toEqual([...own.keys()]);
    for (const sheet of book.sheets) {
      const mine = (own.get(sheet.name) as { rows: SheetValue[][] }).rows;
      sheet.rows.forEach((row, index) => expect(row.map((value) => value ?? null).slice(0, mine[index]?.length), sheet.name).toEqual(mine[index]?.map((value) => value)));
    }
    expect(book.sheets.find((sheet) => sheet.name === "Evidence")?.rows.length).toBe(model.claims.length + 4);
  });

  it("gives the same bytes twice", async () => {
    expect(Buffer.from(await writeWorkbook(model)).equals(Buffer.from(xlsx))).toBe(true);
    expect(writeMarkdown(await annualReport(database, question))).toBe(markdown);
  });
});

describe("words", () => {
  it("says reported, silent and no report, and never that a State has a measure", () => {
    const own = model.sections.flatMap((section) => [section.title, ...section.blocks.flatMap((block) => (block.kind === "text" ? [block.text] : block.kind === "list" ? block.items : block.kind === "picture" ? [block.picture.caption] : [block.table.caption, ...block.table.notes, ...block.table.columns.map((column) => column.title)]))]);
    expect(own.filter((text) => /\b(has|have|lacks|lack) (a|an|the|no|in place|measure)/i.test(text))).toEqual([]);
    expect(Object.values(STATUS_LABELS).filter((label) => /\b(has|have|yes|no)\b/i.test(label) && label !== "No report")).toEqual([]);
  });

  it("tells a State that is named and did not reply, and a State in no document", async () => {
    const table = tablesOf(model).find((item) => item.id === "not-respondents");
    expect(table?.rows.map((row) => row.cells[1]?.value)).toEqual(["Switzerland"]);
    const state = await stateReport(database, question, "CHE");
    expect(JSON.stringify(state.sections.slice(0, 1))).toContain("is not among the respondents");
    expect(JSON.stringify(state.sections.find((section) => section.id === "peers"))).toContain("compared with nobody");
    await expect(stateReport(database, question, "AND")).rejects.toThrow(EmptyReportError);
  });
});

describe("other reports", () => {
  it("state: every measure once, with its status, quote and what its region reports", async () => {
    const state = await stateReport(database, question, "BEL");
    const tables = tablesOf(state).filter((table) => table.role === "state_measures");
    const rows = tables.filter((table) => table.id !== "state-unnamed").flatMap((table) => table.rows);
    const left = tables.find((table) => table.id === "state-unnamed")?.rows ?? [];
    // What says nothing takes a line a category; with its names and numbers every measure stands there once.
    expect(rows.map((row) => row.key)).toEqual(["victims.hotline"]);
    expect(left.every((row) => row.cells[1]?.status === "silent")).toBe(true);
    const names = left.flatMap((row) => String(row.cells[3]?.value).split("; ").map((name) => name.replace(/[*†]+$/, "")));
    expect([...names, "Hotline or helpline"].sort()).toEqual(model.measures.map((measure) => measure.label).sort());
    expect(left.map((row) => row.cells[2]?.value)).toEqual(left.map((row) => String(row.cells[3]?.value).split("; ").length));
    const hotline = rows.find((row) => row.key === "victims.hotline");
    expect(cellText(hotline?.cells[1] as Cell, "status")).toBe("Reported as planned‡");
    expect(String(hotline?.cells[4]?.value)).toContain("BEL victims.hotline planned hedged");
    expect(state.claims.every((claim) => claim.state === "BEL")).toBe(true);
  });

  it("measure and region count what the annual report counts", async () => {
    const measure = await measureReport(database, question, "victims.hotline");
    const region = await regionReport(database, question, "Europe");
    const find = (from: ReportModel, group: string) => from.counts.find((item) => item.measure === "victims.hotline" && item.group === group && item.status === "in_place");
    expect(find(measure, "Europe")).toEqual(find(model, "Europe"));
    expect(find(region, "Europe")).toEqual(find(model, "Europe"));
    expect(region.groups.map((group) => group.name)).toEqual(["Europe", "All States"]);
    expect(region.claims.every((claim) => claim.group === "Europe")).toBe(true);
    for (const one of [measure, region]) {
      expect(docxTables(await writeDocument(one)).length).toBe(tablesOf(one).length);
      expect(xlsxSheets(await writeWorkbook(one)).size).toBeGreaterThan(5);
    }
    await expect(regionReport(database, question, "Oceania")).rejects.toThrow(/no State of Oceania is among the respondents/);
  });
});

describe("change", () => {
  it("tells the kinds of change apart, and says where the two sides were read with different rules", async () => {
    const path = join(folder, "change.duckdb");
    write(join(folder, "before"), { "b.txt": "year 2010\nsymbol A/65/7\nrespondents AUT BEL KEN\nAUT victims.hotline planned\nAUT victims.shelter in_place\nBEL victims.hotline in_place\nKEN victims.hotline in_place" });
    write(join(folder, "later"), { "l.txt": "year 2014\nsymbol A/69/7\nrespondents AUT BEL FRA\nAUT victims.hotline in_place\nBEL victims.hotline in_place\nBEL victims.shelter in_place\nFRA victims.hotline in_place" });
    const build = async (rules: string): Promise<ReportModel> => {
      await ingestPlain(path, [join(folder, "before")]);
      await ingestPlain(path, [join(folder, "later")], {}, { extractFingerprint: rules });
      const one = await Database.open(path, "read");
      try {
        const ids = (await one.all<{ document_id: string }>("SELECT document_id FROM documents ORDER BY year")).map((row) => row.document_id) as [string, string];
        return await changeReport(one, question, { documents: [ids[0]], label: "A/65/7" }, { documents: [ids[1]], label: "A/69/7" });
      } finally {
        one.close();
      }
    };
    const same = await build("rules-1");
    const kinds = Object.fromEntries(tablesOf(same).filter((table) => table.role === "change_states").map((table) => [table.id.replace(/^change-|-table$/g, ""), table.rows.map((row) => row.key)]));
    expect(kinds).toEqual({
      "newly-reported": ["victims.shelter BEL"], "first-report": ["victims.hotline FRA"], "still-reported": ["victims.hotline BEL"], "status-moved": ["victims.hotline AUT"], "no-longer-named": ["victims.shelter AUT"], "to-no-report": ["victims.hotline KEN"],
    });
    const europe = tablesOf(same).find((table) => table.role === "change_by_group")?.rows.find((row) => row.key === "victims.hotline Europe");
    expect(europe?.cells.slice(2).map((cell) => cell.value)).toEqual([0, 1, 1, 1, 0, 0]);
    const warning = /read with different versions of the extraction rules or of the codebook/;
    expect(writeMarkdown(same)).not.toMatch(warning);
    expect(writeMarkdown(await build("rules-2"))).toMatch(warning);
  });
});

describe("ranking", () => {
  it("gives Wilson's interval, widened by the measured error and never narrower", async () => {
    const base = await loadBase(database, question);
    const { rows, accuracy } = await rankMeasures(database, base);
    const plain = await runSqlFile<Record<string, number | string>>(database, "report_ranking", {});
    const hotline = (list: Record<string, unknown>[]) => list.find((row) => row["measure"] === "victims.hotline" && row["group"] === "All States") as Record<string, number>;
    // Two of six: Wilson's interval by hand, z = 1.96.
    expect(hotline(plain)).toMatchObject({ in_place: 2, respondents: 6, in_place_pct: 33.3, wilson_low: 9.7, wilson_high: 70, low: 9.7, high: 70 });
    expect(accuracy.precision.right).toBeLessThanOrEqual(accuracy.precision.of);
    expect(hotline(rows).low).toBeLessThanOrEqual(9.7);
    expect(hotline(rows).high).toBeGreaterThan(70);
    for (const row of rows) {
      expect(row.low).toBeLessThanOrEqual(row.wilson_low);
      expect(row.high).toBeGreaterThanOrEqual(row.wilson_high);
      expect(row.low).toBeGreaterThanOrEqual(0);
      expect(row.high).toBeLessThanOrEqual(100);
    }
    const africa = rows.filter((row) => row.group === "Africa").map((row) => row.in_place_pct);
    expect(africa).toEqual([...africa].sort((a, b) => a - b));
    expect(rows.some((row) => row.group === "Oceania")).toBe(false);
  });
});
