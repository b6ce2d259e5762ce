// Owns the proof that text which attacks what comes after it (formulas, markup, terminal escapes, SQL, paths) is harmless in every output of every command.
// The texts are ours. Some come through the readers, and one database is poisoned in every column of text, so that nothing depends on what a reader lets pass.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Document, FootnoteReferenceRun, HeadingLevel, Packer, Paragraph, TextRun } from "docx";
import { readXlsx } from "hucre/xlsx";
import { parseHTML } from "linkedom";
import { Parser } from "n3";
import Papa from "papaparse";
import PDFDocument from "pdfkit";
import { beforeAll, describe, expect, it } from "vitest";
import { parse as parseYaml } from "yaml";
import { main } from "../../pipeline/cli.js";
import { readDocument } from "../../pipeline/parse/read-document.js";
import { Database } from "../../pipeline/store/database.js";
import { ask, dump, temporaryFolder, write } from "../fixtures/databases.js";
import { officePart, officeParts, xlsxSheets } from "../fixtures/office-files.js";

const ESCAPES = "\u001b[2J\u001b]0;owned\u0007\u009b31m\u202eevil\u2066\u0001\u007f";
const MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)><iframe srcdoc=x></iframe>\"' onmouseover=alert(3) x=\"</style></title></textarea>";
const REST = `${MARKUP} [click](javascript:alert(4)) | \`code\` **b** ../../x '); DROP TABLE claims;-- ${ESCAPES}\uFFFE]]>`;
const HOSTILE = `=HYPERLINK("http://evil.example","x")${REST}`;
const FORMULAS = ["=HYPERLINK(\"http://evil.example\",\"x\")", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "\t=1+1", "＝1+1"];

const folder = temporaryFolder();
const input = join(folder, "in");
/** As read, and with hostile text in every column of text. */
const read = join(folder, "read.duckdb");
const poisoned = join(folder, "poisoned.duckdb");

interface Run {
  code: number;
  out: string;
  err: string;
}
async function stocktake(...argv: string[]): Promise<Run> {
  let out = "";
  let err = "";
  const code = await main(argv, { out: (text) => void (out += text), err: (text) => void (err += text), columns: 100, errIsTerminal: false, now: () => new Date("2026-03-01T00:00:00Z") });
  return { code, out, err };
}

// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\r(?!\n)/;
/** What a terminal would obey; the formats are in files too, so line ends of CSV may stay. */
function expectQuiet(text: string, what: string): void {
  const at = text.search(CONTROL);
  expect(at, `${what}: a control character after ${JSON.stringify(text.slice(Math.max(0, at - 60), at + 2))}`).toBe(-1);
}
function expectNoFormula(csv: string, what: string): void {
  const { data } = Papa.parse<string[]>(csv, { skipEmptyLines: true });
  expect(data.length, what).toBeGreaterThan(0);
  for (const row of data) for (const cell of row) if (/^\s*[=+\-@\t\r＝＋－＠]/.test(cell) && !/^-?\d+(?:\.\d+)?$/.test(cell)) expect.fail(`${what}: a cell that a spreadsheet runs: ${JSON.stringify(cell.slice(0, 60))}`);
}
interface Inert {
  tagName: string;
  textContent: string;
  attributes: Iterable<{ name: string; value: string }>;
  getAttribute(name: string): string | null;
}
/** Typed for browsers; this is what is asked of it here. */
const parse = parseHTML as unknown as (markup: string) => { document: { querySelectorAll(what: string): Inert[] } };
function expectInertHtml(html: string, what: string): void {
  const { document } = parse(html);
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name) || name === "srcdoc" || (/^(?:href|src|action|xlink:href)$/i.test(name) && !/^(?:#|data:image\/|$)/.test(value))) expect.fail(`${what}: <${element.tagName} ${name}=${JSON.stringify(value.slice(0, 60))}>`);
    }
  }
  for (const name of ["iframe", "object", "embed", "img", "base", "link"]) expect(document.querySelectorAll(name).length, `${what}: <${name}>`).toBe(0);
  for (const script of document.querySelectorAll("script")) {
    if (script.getAttribute("type")?.startsWith("application/") === true) continue;
    expect(script.textContent, what).not.toContain("alert(");
  }
  expectQuiet(html.replaceAll("\r", ""), what);
}
function expectInertMarkdown(text: string, what: string): void {
  // Outside code no "<" but one that is escaped, no link, no cell or code begun by a document.
  expect(text, what).not.toMatch(/<\/?(?:script|img|iframe|style|title|textarea)/i);
  expect(text, what).not.toMatch(/(?<!\\)\[click/);
  expect(text, what).not.toMatch(/(?<!\\)`code`/);
  expect(text, what).not.toMatch(/(?<!\\)\*\*b(?:\*|\\)/);
  expectQuiet(text, what);
}
// eslint-disable-next-line no-control-regex
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\uFFFE\uFFFF]|&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef])|0*(?:[0-8]|1[124-9]|2\d|3[01]));/i;
async function expectOffice(bytes: Uint8Array, what: string): Promise<void> {
  for (const name of officeParts(bytes)) {
    if (!/\.(?:xml|rels)$/.test(name)) continue;
    const xml = officePart(bytes, name);
    expect(xml.search(NOT_XML), `${what} ${name}: what XML forbids`).toBe(-1);
    expect(xml, `${what} ${name}`).not.toMatch(/TargetMode="External"|<w:instrText[^>]*>[^<]*(?:HYPERLINK "|DDE)/);
    if (name.startsWith("xl/worksheets/")) expect(xml, `${what} ${name}`).not.toMatch(/<f[ >/]/);
  }
  if (what.endsWith(".xlsx")) {
    const book = await readXlsx(bytes);
    expect(book.sheets.length, what).toBe(xlsxSheets(bytes).size);
    expect(JSON.stringify(book.sheets), what).not.toMatch(/"formula":"/);
  } else {
    const document = await readDocument(bytes, { fileName: "x.docx", resolveState: () => null });
    expect(document.paragraphs.length, what).toBeGreaterThan(3);
  }
}
async function expectHarmlessFile(path: string): Promise<void> {
  const bytes = readFileSync(path);
  const text = bytes.toString("utf8");
  if (/\.(?:docx|xlsx)$/.test(path)) await expectOffice(bytes, path);
  else if (path.endsWith(".html")) expectInertHtml(text, path);
  else if (path.endsWith(".md")) expectInertMarkdown(text, path);
  else if (path.endsWith(".csv")) expectNoFormula(text, path);
}
const filesUnder = (path: string): string[] => readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();

/** A PDF of one paragraph a line. */
function pdf(title: string, lines: string[]): Promise<Buffer> {
  const made = new PDFDocument({ info: { Title: title, Author: title } });
  const pieces: Buffer[] = [];
  made.on("data", (piece: Buffer) => pieces.push(piece));
  const end = new Promise<Buffer>((resolve) => made.on("end", () => resolve(Buffer.concat(pieces))));
  for (const line of lines) made.text(line).moveDown();
  made.end();
  return end;
}

const SENTENCES = [
  ...FORMULAS.map((formula, index) => `${index + 1}. ${formula} Norway runs a hotline for victims of trafficking in persons ${MARKUP} and ${ESCAPES} a shelter for them.`),
  "7. Norway has ratified the Trafficking Protocol. '); DROP TABLE claims;-- Norway's police <b onclick=alert(1)>were trained</b> to identify victims of trafficking.",
];

beforeAll(async () => {
  mkdirSync(input);
  const report = `United Nations\n../../x\n\nGeneral Assembly\n\nTrafficking in women and girls ${MARKUP} ${ESCAPES}\nReport of the Secretary-General\n\nI. Introduction ${MARKUP}\n\n1. Replies were received from Austria, Robert'); DROP TABLE claims;--, <script>alert(1)</script>land, =1+1, Belgium and Norway.\n\nII. Measures reported by Member States ${ESCAPES} ${MARKUP}\n\n2. =HYPERLINK("http://evil.example") Hotlines for victims of trafficking were set up (Austria, ../../x and Norway). @Belgium has adopted a national action plan to combat trafficking in persons.\n`;
  const names = ["report.txt", "=cmd|' C calc'!A0.txt", "<img src=x onerror=alert(1)>.txt", "'; DROP TABLE claims; --.txt", "..%2f..%2fx.txt", `screen${ESCAPES}.txt`, "two\nlines.txt", "-rf.txt"];
  for (const [index, name] of names.entries()) writeFileSync(join(input, name), report.replace("I. Introduction", `I. Introduction ${index}`));
  // A record of where it came from that lies in every field, of the right bytes.
  writeFileSync(join(input, "report.txt.provenance.json"), JSON.stringify({
    record: "stocktake.provenance/1", symbol: "../../x", title: HOSTILE, kind: HOSTILE, state: HOSTILE, language: "en", asked_url: `javascript:alert(1)${HOSTILE}`, final_url: HOSTILE, redirects: [], retrieved_at: "2026-01-01T00:00:00Z", checked_at: "2026-01-01T00:00:00Z", status: 200,
    content_type: HOSTILE, format: "text", bytes: 1, sha256: createHash("sha256").update(readFileSync(join(input, "report.txt"))).digest("hex"), etag: HOSTILE, last_modified: HOSTILE, tool: HOSTILE, replaced: [],
  }));
  write(input, { "note.txt": `Country note: Norway ${MARKUP}\n\n${SENTENCES.join("\n\n")}\n` });
  write(input, { "note.html": `<html><head><title>Country note: Norway &lt;script&gt;alert(1)&lt;/script&gt;&#27;[2J</title><script>alert(9)</script></head><body><h1>Country note: Norway ${MARKUP}&#x202e;&#155;31m</h1>${SENTENCES.map((text) => `<p>${text.replaceAll("<", "&lt;")}</p>`).join("")}</body></html>` });
  write(input, { [`empty${ESCAPES}<script>.pdf`]: "" });
  writeFileSync(join(input, "note.pdf"), await pdf(`Country note: Norway ${HOSTILE}`, ["Country note: Norway", ...SENTENCES]));
  // eslint-disable-next-line no-control-regex
  const safe = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\uFFFE]/g, "");
  writeFileSync(join(input, "note.docx"), await Packer.toBuffer(new Document({
    title: safe(HOSTILE), footnotes: { 1: { children: [new Paragraph(safe(HOSTILE))] } },
    sections: [{ children: [new Paragraph({ heading: HeadingLevel.TITLE, text: safe(`Country note: Norway ${MARKUP}`) }), ...SENTENCES.map((text) => new Paragraph({ children: [new TextRun(safe(text)), new FootnoteReferenceRun(1)] }))] }],
  })));

  const run = await stocktake("ingest", input, "--db", read, "--workers", "1");
  expect(run.code, run.err).toBe(3);
  expectQuiet(run.err, "ingest");

  writeFileSync(poisoned, readFileSync(read));
  const database = await Database.open(poisoned, "write");
  // The quote stays the text of its paragraph: both get the same beginning.
  await database.run("UPDATE paragraphs SET text = $1 || text, headings = [$1], number = '-1' || number", [HOSTILE]).catch(() => database.run("UPDATE paragraphs SET text = $1 || text, headings = [$1]", [HOSTILE]));
  await database.run(`UPDATE claims SET quote_start = 0, quote_end = ${HOSTILE.length} + quote_end, quote = (SELECT substr(p.text, 1, ${HOSTILE.length} + claims.quote_end) FROM paragraphs p WHERE p.paragraph_id = claims.paragraph_id), state_start = state_start + ${HOSTILE.length}, state_end = state_end + ${HOSTILE.length}, measure_start = measure_start + ${HOSTILE.length}, measure_end = measure_end + ${HOSTILE.length}, rule = $1, state_reason = $1`, [HOSTILE]);
  await database.run("UPDATE documents SET title = $1, symbol = CASE WHEN symbol IS NULL THEN '../../' || document_id ELSE symbol END, file = $1 || file, kind_basis = $1", [HOSTILE]);
  await database.run("UPDATE issues SET message = $1 || message, excerpt = $1, next = $1", [HOSTILE]);
  await database.run("UPDATE sections SET heading = $1", [HOSTILE]);
  await database.run("UPDATE respondents SET name = $1", [HOSTILE]);
  await database.run("UPDATE footnotes SET text = $1, label = $1", [HOSTILE]);
  await database.run("UPDATE collective_claims SET quantifier = $1", [HOSTILE]);
  await database.run("UPDATE retrievals SET asked_url = $1, final_url = $1, tool = $1", [HOSTILE]).catch(() => undefined);
  await database.run("CHECKPOINT");
  database.close();
}, 240_000);

describe.each([["as read", () => read], ["poisoned", () => poisoned]])("hostile text, %s", (_name, path) => {
  const db = (): string => path();

  it("is in the database, which is whole", async () => {
    expect((await ask<{ n: number }>(db(), "SELECT count(*) AS n FROM claims"))[0]?.n).toBeGreaterThan(10);
    const quotes = await ask<{ quote: string }>(db(), "SELECT quote FROM claims");
    expect(quotes.some(({ quote }) => quote.startsWith("="))).toBe(true);
    expect(quotes.some(({ quote }) => quote.includes("<script>"))).toBe(true);
    expect(await ask(db(), "SELECT DISTINCT symbol FROM documents WHERE symbol LIKE '%/..'")).toEqual([]);
  });

  it("is harmless on a terminal, in CSV, in Markdown and whole in JSON", { timeout: 240_000 }, async () => {
    const [claim] = await ask<{ id: string }>(db(), "SELECT claim_id AS id FROM claims WHERE quote LIKE '=%' ORDER BY 1");
    const before = await dump(db());
    const commands: string[][] = [
      ["gaps"], ["gaps", "--names"], ["gaps", "--framework", "a-65-209-part-iv"], ["claims"], ["documents"], ["issues"], ["respondents"], ["recommendations"], ["collective"], ["usage", "--all"], ["review", "export"],
      ["sql", "SELECT * FROM claim_evidence"], ["sql", "SELECT document_id, title, file, symbol FROM documents"], ["sql", "SELECT text, headings FROM paragraphs"], ["sql", "SELECT * FROM issues"],
    ];
    for (const argv of commands) {
      for (const format of ["table", "csv", "json", "md"]) {
        const what = `${argv.join(" ")} --format ${format}`;
        const run = await stocktake(...argv, "--db", db(), "--format", format);
        expect(run.code, `${what}: ${run.err}`).toBe(0);
        expectQuiet(run.out, what);
        expectQuiet(run.err, `${what} (stderr)`);
        if (format === "csv") expectNoFormula(run.out, what);
        if (format === "md") expectInertMarkdown(run.out, what);
        if (format === "json") expect(() => JSON.parse(run.out) as unknown, what).not.toThrow();
        if (format === "json" && path() === poisoned && argv[0] === "sql" && argv[1]?.includes("headings") === true) expect(JSON.stringify(JSON.parse(run.out))).toContain(JSON.stringify(HOSTILE).slice(1, -1));
      }
    }
    for (const format of ["text", "json"]) {
      const run = await stocktake("explain", claim?.id ?? "", "--db", db(), "--format", format);
      expect(run.code, run.err).toBe(0);
      expectQuiet(run.out, `explain ${format}`);
    }
    for (const format of ["table", "csv", "json", "md"]) {
      const run = await stocktake("diff", read, poisoned, "--format", format);
      expectQuiet(run.out + run.err, `diff ${format}`);
      if (format === "csv") expectNoFormula(run.out, "diff");
      if (format === "md") expectInertMarkdown(run.out, "diff");
    }
    expect(await dump(db())).toBe(before);
  });

  it("is harmless in reports of every kind and format, and no file leaves the folder", { timeout: 240_000 }, async () => {
    const outer = join(folder, `reports-${path() === read ? "read" : "poisoned"}`);
    const out = join(outer, "a/b/c");
    const [first, second] = await ask<{ id: string }>(db(), "SELECT document_id AS id FROM documents WHERE status = 'read' AND claim_count > 0 ORDER BY file");
    const reports: string[][] = [
      ["annual", "--document", first?.id ?? "", second?.id ?? ""], ["annual", "--document", first?.id ?? "", "--framework", "a-65-209-part-iv", "--by", "un-group"], ["state", "NOR"], ["measure", "victims.hotline"], ["region", "Europe"], ["change", "--from", first?.id ?? "", "--to", second?.id ?? ""],
    ];
    for (const argv of reports) {
      const run = await stocktake("report", ...argv, "--db", db(), "--format", "docx,xlsx,html,md,csv", "--out", out, "--force");
      expect(run.code, `${argv.join(" ")}: ${run.err}`).toBe(0);
      expectQuiet(run.out + run.err, argv.join(" "));
    }
    const files = filesUnder(folder).filter((file) => file.startsWith(outer));
    expect(files.length).toBeGreaterThan(40);
    for (const file of files) {
      expect(file.startsWith(`${out}/`), file).toBe(true);
      expect(file.slice(out.length)).toMatch(/^[a-z0-9/_.-]+$/);
      await expectHarmlessFile(file);
    }
  });

  it("is harmless in a release", { timeout: 120_000 }, async () => {
    const out = join(folder, `release-${path() === read ? "read" : "poisoned"}`);
    const run = await stocktake("publish", "--db", db(), "--out", out);
    expect(run.code, run.err).toBe(0);
    expectQuiet(run.out + run.err, "publish");
    for (const file of filesUnder(out)) {
      if (file.endsWith(".csv")) expectNoFormula(readFileSync(file, "utf8"), file);
      if (/\.(?:md|cff|ttl|json|txt|csv)$/.test(file)) expectQuiet(readFileSync(file, "utf8"), file);
    }
    const text = (name: string): string => readFileSync(join(out, name), "utf8");
    expectInertMarkdown(text("README.md"), "README.md");
    for (const name of ["datapackage.json", "datacite.json"]) expect(() => JSON.parse(text(name)) as unknown).not.toThrow();
    expect(Object.keys(parseYaml(text("CITATION.cff")) as object)).toEqual(expect.arrayContaining(["cff-version", "title", "abstract"]));
    expect(new Parser().parse(text("codebook.ttl")).length).toBeGreaterThan(100);
    expect((await ask<{ n: number }>(join(out, "stocktake.duckdb"), "SELECT count(*) AS n FROM claims"))[0]?.n).toBe((await ask<{ n: number }>(db(), "SELECT count(*) AS n FROM claims"))[0]?.n);
  });

  it("a hostile file of decisions is refused in words, and an apt one with hostile reasons does no harm", { timeout: 120_000 }, async () => {
    const copy = join(folder, `review-${path() === read ? "read" : "poisoned"}.duckdb`);
    writeFileSync(copy, readFileSync(db()));
    const rows = Papa.parse<Record<string, string>>((await stocktake("review", "export", "--db", copy)).out, { header: true, skipEmptyLines: true }).data;
    const file = join(folder, "judge.csv");
    const send = async (change: (row: Record<string, string>) => Partial<Record<string, string>>): Promise<Run> => {
      writeFileSync(file, Papa.unparse(rows.map((row) => ({ ...row, ...change(row) }))));
      return stocktake("review", "import", file, "--db", copy, "--reviewer", HOSTILE);
    };
    const before = await dump(copy);
    for (const change of [{ claim_id: HOSTILE, decision: "accept" }, { decision: HOSTILE }, { decision: "change", new_state: HOSTILE, reason: HOSTILE }, { decision: "change", new_measure: HOSTILE, reason: HOSTILE }, { decision: "change", new_status: HOSTILE, reason: HOSTILE }, { decision: "accept", quote: HOSTILE }]) {
      const run = await send(() => change);
      expect(run.code).toBe(1);
      expect(run.err).toMatch(/nothing was imported/);
      expectQuiet(run.err, "review import");
    }
    expect(await dump(copy)).toBe(before);
    const run = await send((row) => (row["state"] === "AUT" ? { decision: "change", new_status: row["status"] === "planned" ? "in_place" : "planned", reason: HOSTILE, reviewer: HOSTILE } : { decision: "reject", reason: HOSTILE }));
    expect(run.code, run.err).toBe(0);
    for (const format of ["table", "csv", "json", "md"]) {
      for (const argv of [["review", "list"], ["claims"], ["review", "export", "--decided"]]) {
        const shown = await stocktake(...argv, "--db", copy, "--format", format);
        expectQuiet(shown.out + shown.err, argv.join(" "));
        if (format === "csv") expectNoFormula(shown.out, argv.join(" "));
        if (format === "md") expectInertMarkdown(shown.out, argv.join(" "));
      }
    }
  });
});

describe("hostile text without a database", () => {
  it("is harmless in an appraisal of every format, also of a file that cannot be read", { timeout: 120_000 }, async () => {
    const plan = join(folder, `plan${ESCAPES}<script>alert(1)<script>.txt`);
    writeFileSync(plan, `National action plan against trafficking in persons ${MARKUP} ${ESCAPES}\n\n${SENTENCES.join("\n\n").replaceAll("Norway runs", "The Government will set up")}\n\n8. =1+1 The plan is coordinated by a national coordinator. @SUM(1) A budget of 5 million is set aside for the implementation of the plan.\n`);
    const other = join(folder, "second-plan.txt");
    writeFileSync(other, readFileSync(plan));
    const broken = join(folder, `broken${ESCAPES}<img src=x>.pdf`);
    writeFileSync(broken, "");
    for (const files of [[plan], [plan, other, broken]]) {
      for (const format of ["table", "md", "csv", "json", "html", "docx"]) {
        const out = join(folder, `appraisal.${format}`);
        const run = await stocktake("appraise", ...files, "--kind", "action_plan", "--framework", "un-handbook", "--format", format, "--out", out);
        expect(run.code, run.err).toBe(files.length === 1 ? 0 : 3);
        expectQuiet(run.err, `appraise ${format}`);
        if (format === "table") expectQuiet(readFileSync(out, "utf8"), "appraise");
        await expectHarmlessFile(out);
      }
    }
  });

  it("is harmless in messages about what was typed, and in a catalogue", async () => {
    for (const argv of [["claims", "--state", HOSTILE], ["claims", "--measure", HOSTILE], ["claims", "--document", HOSTILE], ["explain", HOSTILE], ["sql", `SELECT '${HOSTILE.replaceAll("'", "''")}' FROM nowhere`], ["gaps", "--by", HOSTILE], ["report", "region", HOSTILE], ["report", "measure", HOSTILE], ["report", "state", HOSTILE], ["appraise", HOSTILE, "--framework", "un-handbook"], ["appraise", "x", "--framework", HOSTILE], [HOSTILE], ["ingest", HOSTILE]]) {
      const run = await stocktake(...argv, ...(["claims", "explain", "sql", "gaps", "report"].includes(argv[0] ?? "") ? ["--db", read] : argv[0] === "ingest" ? ["--db", join(folder, "never.duckdb")] : []));
      expect(run.code, argv[0]).not.toBe(0);
      expectQuiet(run.out + run.err, argv.join(" "));
      expect(run.err, argv[0]).not.toMatch(/a fault of the program/);
    }
    const missing = await stocktake("claims", "--db", join(folder, HOSTILE.replaceAll("/", "_")));
    expectQuiet(missing.err, "a database's name");
    const states = await stocktake("states", HOSTILE, "Norway", "--format", "csv");
    expectQuiet(states.out + states.err, "states");
    expectNoFormula(states.out, "states");
    const catalogue = join(folder, "catalogue.csv");
    writeFileSync(catalogue, Papa.unparse([{ symbol: "../../x", title: HOSTILE, kind: "action_plan", url: "https://example.org/a.pdf" }, { symbol: "=1+1", title: "x", kind: HOSTILE, url: "https://example.org/b.pdf" }, { symbol: HOSTILE, title: HOSTILE, kind: "action_plan", url: "javascript:alert(1)" }]));
    for (const format of ["table", "csv", "json", "md"]) {
      const run = await stocktake("catalogue", "--catalogue", catalogue, "--format", format, "--into", join(folder, "nowhere"));
      expectQuiet(run.out + run.err, `catalogue ${format}`);
      if (format === "csv") expectNoFormula(run.out, "catalogue");
      if (format === "md") expectInertMarkdown(run.out, "catalogue");
    }
    const plan = await stocktake("pull", "--catalogue", catalogue, "--dry-run", "--into", join(folder, "nowhere"));
    expectQuiet(plan.out + plan.err, "pull --dry-run");
    expect(existsSync(join(folder, "nowhere"))).toBe(false);
  });
});
