// Owns the proof that tables whose cells run over several lines of a PDF page are read by rows and cells, whether lines are drawn or not, and that prose and lists are no tables.
// Must not test what is made of the rows.
import { describe, expect, it } from "vitest";
import { documentFromLines } from "../../extractors/document/document.js";
import type { ReadDocument } from "../../extractors/contracts.js";
import { stateResolver } from "../../pipeline/ingest/state-resolver.js";
import { pdfLines } from "../../pipeline/parse/pdf-lines.js";
import type { Rule } from "../../pipeline/parse/pdf-rules.js";
import { openPdf, type PdfPage, type PdfRun, type PdfWay } from "../../pipeline/parse/pdfjs.js";
import { pdf, text } from "../fixtures/written-pdf.js";

const SIZE = 10;
const run = (text: string, x: number, y: number): PdfRun => ({ text, x, y, width: text.length * 4.5, size: SIZE, font: "F", bold: false, italic: false, angle: 0 });

/** Cells as their printed lines; `pad` points between rows. */
function page(table: string[][][], pad: number, xs = [72, 215, 400]): ReadDocument {
  const runs: PdfRun[] = ["Report of the Secretary-General", "II. Measures taken by Member States", "1. The measures are set out in the table below, as they were reported."].map((text, i) => run(text, 72, 740 - i * 24));
  let y = 660;
  for (const row of table) {
    row.forEach((lines, column) => void lines.forEach((text, i) => void runs.push(run(text, xs[column]!, y - i * 12))));
    y -= Math.max(...row.map((lines) => lines.length)) * 12 + pad;
  }
  runs.push(run("2. Estonia trained police officers on the identification of victims of trafficking.", 72, y - 24));
  const lines = pdfLines([{ number: 1, width: 595, height: 842, runs }]);
  return documentFromLines({ format: "pdf", lines, notes: [], pages: 1, emptyPages: [], failedPages: [], declaredTitle: null }, { fileName: "made.pdf", resolveState: stateResolver() });
}

/** What became of the page: number, role and text of each paragraph. */
const shapeOf = (document: ReadDocument): string[] => document.paragraphs.map((p) => `${p.numbered ? p.number : "-"} ${p.role} ${p.text}`);

/** The page where the lines are no table: they stay with the paragraph above them. */
const between = (lines: string[]): string[] => [
  "- introduction Report of the Secretary-General", ["1 member_states The measures are set out in the table below, as they were reported.", ...lines].join("\n"),
  "2 member_states Estonia trained police officers on the identification of victims of trafficking.",
];

const MEASURES = [
  [["State"], ["Measure"], ["Since"]],
  [["Austria"], ["Runs a national hotline for victims", "of trafficking in persons."], ["2008"]],
  [["Democratic Republic of the", "Congo"], ["Operates shelters for victims of", "trafficking in its capital."], ["2010, and again", "since 2012"]],
  [["Chile"], ["Adopted a law criminalizing", "trafficking in persons in all", "its forms."], ["2011"]],
];

describe("a table of States in print", () => {
  it.each([[0], [6]])("is read by rows and cells, %i points between rows", (pad) => {
    const rows = page(MEASURES, pad).paragraphs.filter((p) => p.role === "table_row" && p.cells!.length > 0);
    expect(rows.map((row) => row.cells![0]!.state)).toEqual(["AUT", "COD", "CHL"]);
    expect(rows.map((row) => row.text.split("\n")[1])).toEqual([
      "Runs a national hotline for victims of trafficking in persons.", "Operates shelters for victims of trafficking in its capital.", "Adopted a law criminalizing trafficking in persons in all its forms.",
    ]);
    expect(rows[1]!.text).toContain("2010, and again since 2012");
  });

  it("leaves the paragraphs around it alone", () => {
    const numbered = page(MEASURES, 6).paragraphs.filter((p) => p.numbered);
    expect(numbered.map((p) => p.number)).toEqual(["1", "2"]);
    expect(numbered[0]!.text).toMatch(/as they were reported\.$/);
    expect(numbered[1]!.text).toMatch(/^Estonia/);
  });
});

describe("a table that word processors set without lines or space between rows", () => {
  const rowsOf = (document: ReadDocument): string[] => document.paragraphs.filter((p) => (p.role === "table_row" && p.cells!.length > 0) || p.role === "question_unit").map((p) => p.text.replaceAll("\n", " | "));

  it("is read by rows where only names wrap, and cells stand close together", () => {
    const table = [[["Country"], ["Hotline"], ["Shelter"]], [["Democratic Republic of", "the Congo"], ["Yes"], ["n/a"]], [["Bolivia (Plurinational State", "of)"], ["n/a"], ["No"]], [["Chile"], ["No"], ["Yes"]]];
    // "Bolivia (Plurinational State" ends 4 points before the next column.
    expect(rowsOf(page(table, 0, [72, 202, 260]))).toEqual(["Democratic Republic of the Congo | Hotline | Yes | Shelter | n/a", "Bolivia (Plurinational State of) | Hotline | n/a | Shelter | No", "Chile | Hotline | No | Shelter | Yes"]);
  });

  it("gives each row of one name that name", () => {
    const table = [[["State"], ["Measure"], ["Status"]], [["Norway"], ["Shelters for all", "victims"], ["Planned"]], [[], ["National hotline for", "victims"], ["In place"]], [["Chile"], ["National action", "plan"], ["None"]]];
    expect(rowsOf(page(table, 0, [72, 190, 330]))).toEqual(["Norway | Shelters for all victims | Planned", "Norway | National hotline for victims | In place", "Chile | National action plan | None"]);
  });

  it("is read where cells stand in the middle of their rows, under heads in the middle of their columns", () => {
    const runs: PdfRun[] = ["Report of the Secretary-General", "II. Measures taken by Member States"].map((words, i) => run(words, 72, 740 - i * 24));
    const put = (y: number, ...cells: [number, string][]): void => void runs.push(...cells.map(([x, words]) => run(words, x, y)));
    put(660, [80, "State"], [190, "Measure"], [345, "Status"]);
    put(636, [72, "Austria"], [118, "Shelters for victims"], [330, "Planned"]);
    put(612, [118, "National hotline for all of the victims"]);
    put(606, [72, "Belgium"], [330, "In place"]);
    put(600, [118, "of trafficking"]);
    put(576, [72, "Estonia"], [118, "National action plan"], [330, "Not yet adopted"]);
    put(540, [72, "Denmark trained police officers on the identification of victims of trafficking, of whom it has many."]);
    const lines = pdfLines([{ number: 1, width: 595, height: 842, runs }]);
    const document = documentFromLines({ format: "pdf", lines, notes: [], pages: 1, emptyPages: [], failedPages: [], declaredTitle: null }, { fileName: "made.pdf", resolveState: stateResolver() });
    expect(rowsOf(document)).toEqual(["Austria | Shelters for victims | Planned", "Belgium | National hotline for all of the victims of trafficking | In place", "Estonia | National action plan | Not yet adopted"]);
  });

  it("is read by rows where its rows ask and answer, counted or not", () => {
    const table = [[["No."], ["Question"], ["Reply"]], [["1"], ["Is there a national", "hotline for victims?"], ["Yes"]], [["2"], ["Are there shelters for", "victims of it?"], ["No"]], [["3"], ["Has a plan been", "adopted?"], ["n/a"]]];
    expect(rowsOf(page(table, 0, [72, 110, 230]))).toEqual(["Is there a national hotline for victims? | Yes", "Are there shelters for victims of it? | No", "Has a plan been adopted? | n/a"]);
  });
});

describe("no table of States", () => {
  it("is a list of bullets or items", () => {
    const list = [1, 2, 3, 4].map((n) => [["\uf0b7"], [`The authorities of Austria took part in step ${n}`, "and went on with it;"]]);
    expect(shapeOf(page(list, 0, [72, 110]))).toEqual(between([1, 2, 3, 4].map((n) => `• The authorities of Austria took part in step ${n} and went on with it;`)));
    const items = ["(a)", "(b)", "(c)", "(d)"].map((label) => [[label], ["The authorities of Austria took part in it", "and went on with it;"]]);
    expect(shapeOf(page(items, 0, [72, 110]))).toEqual(between(["(a)", "(b)", "(c)", "(d)"].map((label) => `${label} The authorities of Austria took part in it and went on with it;`)));
  });

  it("is a table of anything else: its lines stay as printed", () => {
    const figures = [[["Subject"], ["What was done"]], [["Roads"], ["Built in several", "parts of it"]], [["Bridges"], ["Mended in several", "parts of it"]], [["Ports"], ["Closed in several", "parts of it"]]];
    const document = page(figures, 4, [72, 190]);
    expect(shapeOf(document)).toEqual(between(["Subject What was done", "Roads Built in several parts of it", "Bridges Mended in several parts of it", "Ports Closed in several parts of it"]));
  });
});

const across = (y: number, x1: number, x2: number): Rule => ({ x1, y1: y, x2, y2: y });
const along = (x: number, y1: number, y2: number): Rule => ({ x1: x, y1, x2: x, y2 });
const read = (pages: PdfPage[]): ReadDocument =>
  documentFromLines({ format: "pdf", lines: pdfLines(pages), notes: [], pages: pages.length, emptyPages: [], failedPages: [], declaredTitle: null }, { fileName: "made.pdf", resolveState: stateResolver() });

interface Drawn {
  /** Lines around every cell; above and below the head and below the table; none. */
  rules: "grid" | "head" | "none";
  top?: number;
  /** Texts above the table and below. */
  above?: string[];
  below?: string[];
  number?: number;
}

/** A page with a table of cells given as their printed lines. */
function drawn(table: string[][][], xs: number[], { rules, top = 660, above = [], below = [], number = 1 }: Drawn): PdfPage {
  const runs = above.map((words, i) => run(words, xs[0]!, top + 24 * (above.length - i)));
  const [left, right] = [xs[0]!, xs[xs.length - 1]!];
  const lines: Rule[] = rules === "none" ? [] : [across(top, left, right)];
  let y = top;
  table.forEach((row, at) => {
    row.forEach((cell, column) => void cell.forEach((words, i) => void runs.push(run(words, xs[column]! + 4, y - 14 - i * 12))));
    const bottom = y - Math.max(...row.map((cell) => cell.length)) * 12 - 10;
    if (rules === "grid") lines.push(...xs.map((x) => along(x, bottom, y)));
    y = bottom;
    if (rules === "grid" || (rules === "head" && (at === 0 || at === table.length - 1))) lines.push(across(y, left, right));
  });
  below.forEach((words, i) => void runs.push(run(words, left, y - 24 * (i + 1))));
  return { number, width: 595, height: 842, runs, rules: lines };
}

const rowsOf = (document: ReadDocument): string[] => document.paragraphs.filter((p) => p.role === "table_row" && p.cells!.length > 0).map((p) => `${p.cells![0]!.state}: ${p.text.split("\n").slice(1).join(" | ")}`);
const XS = [72, 215, 400, 520];

describe("a table whose lines are drawn", () => {
  const long = [
    [["State"], ["Measure"], ["Since"]],
    [["Democratic Republic of", "the Congo"], ["Operates shelters for vic-", "tims of trafficking in its", "capital, for the victims of its mines."], ["2010, and again", "since 2012"]],
    [["Chile"], ["Adopted a law against it."], ["2011"]],
  ];

  it.each([["grid"], ["head"]] as const)("is read cell by cell: %s", (rules) => {
    const document = read([drawn(long, XS, { rules, above: ["Report of the Secretary-General", "1. The measures are set out in the table below."], below: ["2. Estonia trained police officers on the identification of victims."] })]);
    expect(rowsOf(document)).toEqual(["COD: Operates shelters for victims of trafficking in its capital, for the victims of its mines. | Since | 2010, and again since 2012", "CHL: Adopted a law against it. | Since | 2011"]);
    expect(document.paragraphs.filter((p) => p.numbered).map((p) => [p.number, p.text.slice(0, 12)])).toEqual([["1", "The measures"], ["2", "Estonia trai"]]);
  });

  it("is read by its rows whatever it is about", () => {
    const works = [[["Subject"], ["What was done"], ["By whom"]], [["Roads and bridges", "of the north"], ["Built in several", "parts of it"], ["The Ministry of", "Transport"]], [["Ports"], ["Closed"], ["The Coast Guard"]]];
    expect(read([drawn(works, XS, { rules: "grid" })]).paragraphs.map((p) => p.text)).toEqual([
      "Subject\nWhat was done\nBy whom", "Roads and bridges of the north\nBuilt in several parts of it\nThe Ministry of Transport", "Ports\nClosed\nThe Coast Guard",
    ]);
  });

  it("joins a question of several lines with its answer beside it", () => {
    const form = [[["Question"], ["Answer"]], [["1. Does your country have a national", "hotline for victims of trafficking?"], ["Yes. The hotline is open day and", "night and is free of charge."]], [["2. Is there a shelter for victims of", "trafficking?"], ["No."]]];
    const units = read([drawn(form, [72, 290, 520], { rules: "grid", above: ["Questionnaire on trafficking in persons"] })]).paragraphs.filter((p) => p.question);
    expect(units.map((p) => [p.number, p.question!.answer, p.text])).toEqual([
      ["1", "yes", "Does your country have a national hotline for victims of trafficking?\nYes. The hotline is open day and night and is free of charge."],
      ["2", "no", "Is there a shelter for victims of trafficking?\nNo."],
    ]);
  });

  it("keeps the treaties of a row in their columns", () => {
    const treaties = [
      [[""], ["Status before the cycle"], ["Action after review"], ["Not ratified"]],
      [["Ratification,", "accession or", "succession"], ["CEDAW (1993)", "CRC (1992)"], ["CRPD (2009)"], ["ICRMW", "CPED (signature", "only, 2007)"]],
      [["Reservations", "and declarations"], ["CEDAW (declaration", "on article 29,", "1993)"], [""], [""]],
    ].map((row) => row.map((cell) => cell.filter((words) => words !== "")));
    const cells = pdfLines([drawn(treaties, [72, 190, 310, 430, 540], { rules: "head" })]).map((line) => line.row!.cells.map((cell) => cell.text.replaceAll("\u000B", " ")));
    expect(cells).toEqual([
      ["", "Status before the cycle", "Action after review", "Not ratified"],
      ["Ratification, accession or succession", "CEDAW (1993) CRC (1992)", "CRPD (2009)", "ICRMW CPED (signature only, 2007)"],
      ["Reservations and declarations", "CEDAW (declaration on article 29, 1993)", "", ""],
    ]);
  });

  it("goes on overleaf: the head that comes again is left out, the row that was cut goes on", () => {
    const [head, cut] = [long[0]!, [["Chile"], ["Adopted a law criminalizing", "trafficking in persons in all"], ["2011"]]];
    const pages = [
      drawn([head, long[1]!, cut], XS, { rules: "grid", top: 220, above: ["Report of the Secretary-General"], below: ["12"] }),
      drawn([head, [[], ["its forms, and opened a shelter."], []], [["Denmark"], ["Runs a hotline for victims", "of trafficking."], ["2012"]]], XS, { rules: "grid", top: 780, number: 2, below: ["13"] }),
    ];
    expect(rowsOf(read(pages))).toEqual([
      "COD: Operates shelters for victims of trafficking in its capital, for the victims of its mines. | Since | 2010, and again since 2012",
      "CHL: Adopted a law criminalizing trafficking in persons in all its forms, and opened a shelter. | Since | 2011",
      "DNK: Runs a hotline for victims of trafficking. | Since | 2012",
    ]);
    const again = pdfLines(pages).filter((line) => line.text === "State\nMeasure\nSince");
    expect(again).toHaveLength(1);
  });

  it("has a cell that reaches over rows in each of them", () => {
    const page = drawn([[["State"], ["Measure"], ["Since"]], [["Chile"], ["Runs a national hotline."], ["2011"]], [[], ["Operates two shelters."], ["2012"]]], XS, { rules: "grid" });
    const line = (page.rules ?? []).find((rule) => rule.y1 === rule.y2 && rule.y1 === 660 - 44)!;
    page.rules = page.rules!.flatMap((rule) => (rule === line ? [across(line.y1, XS[1]!, XS[3]!)] : [rule]));
    expect(rowsOf(read([page]))).toEqual(["CHL: Runs a national hotline. | Since | 2011", "CHL: Operates two shelters. | Since | 2012"]);
  });
});

describe("a table without lines about anything else", () => {
  const offices = [
    [["Body"], ["Session"], ["Symbol"]],
    [["Committee on roads", "and bridges"], ["First session,", "held in spring"], ["No. 1"]],
    [["Committee on ports"], ["Second session"], ["No. 2"]],
    [["Committee on inland", "navigation"], ["Third session,", "held in autumn"], ["No. 3"]],
  ];

  it("is read by its rows where two cells of a row run over several lines and space parts the rows", () => {
    expect(read([drawn(offices, XS, { rules: "none" })]).paragraphs.map((p) => p.text)).toEqual([
      "Body\nSession\nSymbol", "Committee on roads and bridges\nFirst session, held in spring\nNo. 1", "Committee on ports\nSecond session\nNo. 2", "Committee on inland navigation\nThird session, held in autumn\nNo. 3",
    ]);
  });

  it("is read line by line where no space tells which lines are a row", () => {
    const close = drawn(offices, XS, { rules: "none" });
    const heights = [...new Set(close.runs.map((each) => each.y))].sort((p, q) => q - p);
    for (const each of close.runs) each.y = 640 - 12 * heights.indexOf(each.y);
    expect(pdfLines([close]).every((line) => line.row === null || line.row.printed !== undefined)).toBe(true);
  });
});

describe("a table with lines around its head alone", () => {
  const rows = [[["Body"], ["Session"]], [["Committee on roads", "and bridges"], ["First session,", "held in spring"]], [["Committee on ports"], ["Second session"]]];
  const edges = [72, 280, 520];

  it("ends where the text does, when each cell's border was drawn by itself", () => {
    const after = "1. A text below the table that goes over the whole width of it, as prose does, and is none of its rows at all.";
    const page = drawn(rows, edges, { rules: "none", below: ["B. What follows", after] });
    page.rules = [660, 638].flatMap((y) => [across(y, 72, 279.6), across(y, 280.2, 520)]);
    expect(pdfLines([page]).map((line) => [line.row?.head ?? null, line.text.replaceAll("\u000B", " ")])).toEqual([
      [true, "Body\nSession"], [false, "Committee on roads and bridges\nFirst session, held in spring"], [false, "Committee on ports\nSecond session"],
      [null, "B. What follows"], [null, after],
    ]);
  });
});

describe("drawn lines that make no table", () => {
  const shape = (page: PdfPage): string[] => pdfLines([page]).map((line) => `${line.row === null ? "" : "row "}${line.text}`);
  const prose = Array.from({ length: 12 }, (_, i) => `line ${i} of a text that is set in two columns`);

  it("are a frame around prose, and a line below a running head and one above notes", () => {
    const runs = prose.map((words, i) => run(words, 80, 700 - i * 12));
    const rules = [across(760, 72, 520), across(715, 72, 520), across(555, 72, 520), along(72, 555, 715), along(520, 555, 715), across(100, 72, 520)];
    expect(shape({ number: 1, width: 595, height: 842, runs, rules })).toEqual(prose);
  });

  it("stand above and below two columns of prose", () => {
    const runs = [run("Act", 72, 750), run("Loi", 320, 750), ...prose.flatMap((words, i) => [run(words, 72, 720 - i * 12), run(words.replace("line", "ligne"), 320, 720 - i * 12)])];
    const rules = [across(765, 72, 540), across(740, 72, 540), across(570, 72, 540)];
    expect(shape({ number: 1, width: 595, height: 842, runs, rules }).slice(-12)).toEqual(prose.map((words) => words.replace("line", "ligne")));
  });

  it("cross what is written", () => {
    const runs = prose.map((words, i) => run(words, 80, 700 - i * 12));
    const rules = [715, 660, 610, 555].map((y) => across(y, 72, 520)).concat([72, 150, 300, 520].map((x) => along(x, 555, 715)));
    expect(shape({ number: 1, width: 595, height: 842, runs, rules })).toEqual(prose);
  });
});

describe("lines of a page", () => {
  const rulesOf = async (content: string, way: PdfWay): Promise<Rule[]> => {
    const opened = await openPdf(pdf([text(50, 700, "a word") + content]), 10, way);
    const { pages } = await opened.read(1, 1).finally(() => opened.close());
    return pages[0]!.rules ?? [];
  };

  it.each(["drawing", "text_pass"] as const)("are those that are stroked or filled thinly, where the page's space puts them: %s", async (way) => {
    expect(await rulesOf("100 100 m 200 100 l S", way)).toEqual([across(100, 100, 200)]);
    expect(await rulesOf("q 1 0 0 1 10 20 cm 100 100 m 100 180 l S Q", way)).toEqual([along(110, 120, 200)]);
    expect(await rulesOf("100 100 50 0.5 re f", way)).toEqual([across(100.3, 100, 150)]);
    expect(await rulesOf("0 1 -1 0 500 0 cm 100 100 m 200 100 l S", way)).toEqual([along(400, 100, 200)]);
    expect(await rulesOf("100 100 50 20 re s", way)).toEqual([across(100, 100, 150), along(150, 100, 120), across(120, 100, 150), along(100, 100, 120)]);
    expect(await rulesOf("100 100 50 20 re f 10 10 m 40 40 l S 10 10 m 20 30 30 30 40 10 c S 100 100 50 0.5 re W n 5 5 2 0.4 re f", way)).toEqual([]);
  });
});
