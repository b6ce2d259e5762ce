// Owns `stocktake report`: what is asked in, the files of a report out. Builds the model once and hands it to each writer.
// Must not compute a figure or lay anything out; reports does.
import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "commander";
import { BASES } from "../../extractors/contracts.js";
import type { Grouping, ReportQuestion } from "../../reports/build/base.js";
import type { ReportModel } from "../../reports/model.js";
import { diskWords } from "../disk-fault.js";
import type { Database } from "../store/database.js";
import { version } from "../version.js";
import { WriteError, writeFilesWhole } from "../write-file.js";
import { CommandError, EXIT_CODES, type Io } from "./io.js";
import { descriptionOf } from "./descriptions.js";
import { documentLinks } from "./document-links.js";
import { DEFAULT_DATABASE, withDatabase } from "./open.js";
import { selectDocuments, selectFramework, selectMeasures, selectStates, selectValues } from "./selection.js";

export const FORMATS = ["docx", "pdf", "xlsx", "html", "md", "csv"] as const;
type Format = (typeof FORMATS)[number];

interface ReportOptions {
  db: string;
  document?: string[];
  year?: string[];
  by?: string;
  basis: string[] | string;
  format: string;
  out: string;
  force?: boolean;
  pageNumbers?: boolean;
  evidence: string;
  treaties?: string;
  title?: string;
  office?: string;
  contact?: string;
  issued?: string;
  delimiter: string;
  framework?: string;
  /** Added by decisions.ts. */
  decisions?: string;
}

interface ChangeOptions extends ReportOptions {
  from: string[];
  to: string[];
}

export function registerReport(program: Command, io: Io): void {
  const report = program.command("report").description(descriptionOf("report"))
    .addHelpText("after", `
Each file is named after the report: annual-a-65-209-by-region.docx. CSV is a folder with one file a table and its code lists.

Example:
  stocktake report annual --document A/65/209 --by un-group --format docx,xlsx --out tables
  stocktake report state SVN --out tables
  stocktake report change --from A/63/215 --to A/65/209 --format md --out tables
${EXIT_CODES}`);
  const common = (command: Command, documents = true): Command => {
    if (documents) {
      command.option("--document <document...>", "only these documents: a UN symbol, a file (or the end of its path), or a document_id").option("--year <year...>", "only documents of these years");
    }
    return command
      .option("--db <file>", "database to read", DEFAULT_DATABASE)
      .option("--by <grouping>", "region, subregion, subregion-broad, un-group, ldc, lldc, sids or income")
      .option("--basis <basis...>", `whose word counts: ${BASES.join(", ")}`, ["self_reported"])
      .option("--format <formats>", `one or several of ${FORMATS.join(", ")}, with commas`, "docx,xlsx,html")
      .option("--out <folder>", "folder to write to", ".")
      .option("--force", "overwrite files that exist")
      .option("--evidence <where>", "quotes of docx, pdf and md: annex (in the report), file (a file of its own beside it) or none; html, xlsx and csv always hold them", "file")
      .option("--office <name>", "office that issues the report, for its cover")
      .option("--contact <text>", "whom to ask, for its cover")
      .option("--title <text>", "title in place of the report's own")
      .option("--issued <day>", "date of issue for its cover, for example 2026-12-01 (default: none, so that a report made twice is the same)")
      .option("--treaties <file>", "record of the depositary in place of that of 14 March 2015 (docs/treaties.md says how to make one)")
      .option("--delimiter <character>", "between the cells of csv: , ; or tab (a spreadsheet in most of Europe wants ;)", ",")
      .option("--page-numbers", "print page numbers in the contents of the docx (lays out every page: about 20 seconds for 80 pages)")
      .addHelpText("after", `\nThe report codes documents, not countries: a State that is silent did not say no.\n${EXIT_CODES}`);
  };
  common(report.command("annual").description("The summary of documents or of a year: what was read, figures by category and group, States by measure, ranking of measures, evidence."))
    .option("--framework <name>", "also judge the reports against a framework (stocktake appraise --help names them)")
    .action(async (options: ReportOptions) => {
      if (options.document === undefined && options.year === undefined) throw new CommandError("report annual: say which documents, with --document SYMBOL or --year YEAR. See what there is with: stocktake documents", 2);
      await write(options, io, async (database, question) => (await import("../../reports/build/annual.js")).annualReport(database, question));
    });
  common(report.command("state").argument("<state>", "name, or ISO 3166-1 alpha-3").description("One State: every measure with status, source and quote, what each document says, and what most of its group reports."))
    .option("--framework <name>", "also judge what it reports against a framework (stocktake appraise --help names them)")
    .action(async (name: string, options: ReportOptions) => {
      const [iso3] = (await selectStates([name])) as [string];
      await write(options, io, async (database, question) => (await import("../../reports/build/state.js")).stateReport(database, question, iso3), iso3);
    });
  common(report.command("measure").argument("<code>", "code of the codebook, or the measure's label").description("One measure: figures by group, States by status and group, evidence.")).action(async (code: string, options: ReportOptions) => {
    await write(options, io, async (database, question) => {
      const codes = (await selectMeasures(database, [code])) ?? [];
      if (codes.length !== 1) throw new CommandError(`'${code}' names ${codes.length} measures. Give one code, for example ${codes[0] ?? "victims.hotline"}.`, 2);
      return (await import("../../reports/build/measure.js")).measureReport(database, question, codes[0] as string);
    });
  });
  common(report.command("region").argument("<name>", "name of a group of any grouping: Africa, Eastern European States, Small island developing States …").description("One group of States: who replied, figures beside those of all States, States by measure, evidence.")).action(async (name: string, options: ReportOptions) => {
    await write(options, io, async (database, question) => {
      const group = await selectGroup(database, name, options.by === undefined ? null : question.grouping);
      return (await import("../../reports/build/region.js")).regionReport(database, { ...question, grouping: group.grouping }, group.name);
    });
  });
  common(report.command("change").requiredOption("--from <document...>", "earlier documents (symbol, file, document_id) or a year").requiredOption("--to <document...>", "later documents or a year").description("What changed between two documents: newly reported, still reported, status moved, no longer named (which is not: ended)."), false).action(async (options: ChangeOptions) => {
    await write(options, io, async (database, question) => {
      const from = { documents: await documentsOrYear(database, options.from), label: options.from.join(", ") };
      const to = { documents: await documentsOrYear(database, options.to), label: options.to.join(", ") };
      if (from.documents.every((id) => to.documents.includes(id))) throw new CommandError("report change: --from and --to name the same documents. Name an earlier and a later one.", 2);
      return (await import("../../reports/build/change.js")).changeReport(database, question, from, to);
    });
  });
}

/** What the database may take while a report is made of it; where a question needs more, DuckDB writes beside the file what it cannot hold. */
const DATABASE_MEMORY = "160MB";
/** Quotes of a report beyond which memory is given back before each file: it takes a tenth of a second. */
const MUCH_EVIDENCE = 5_000;

/** Builds the model and writes its files; none where there is nothing to report on or a file stands in the way. */
async function write(options: ReportOptions, io: Io, build: (database: Database, question: ReportQuestion) => Promise<ReportModel>, state?: string): Promise<void> {
  const { GROUPINGS } = await import("../../reports/gaps.js");
  const formats = [...new Set((await selectValues("format", options.format, FORMATS)) as Format[])];
  const grouping = ((await selectValues("grouping", options.by ?? "region", GROUPINGS)) as Grouping[])[0] as Grouping;
  const bases = (await selectValues("basis", options.basis, BASES)) ?? ["self_reported"];
  await selectValues("evidence", options.evidence, ["annex", "file", "none"]);
  const delimiter = delimiterOf(options.delimiter);
  const framework = options.framework === undefined ? null : await selectFramework(options.framework);
  const issuer = { office: options.office, contact: options.contact, title: options.title, date: issuedOn(options.issued) };
  const treaties = await readTreaties(options.treaties);
  await withDatabase(options.db, async (database) => {
    // What was read from the file is hardly asked for twice: the rest of the memory is the report's own.
    await database.run(`SET memory_limit = '${DATABASE_MEMORY}'`);
    const documents = await selectDocumentsAndYears(database, options);
    const selection = [...(options.document ?? []), ...(options.year ?? [])].join(", ") || "all documents";
    const { EmptyReportError } = await import("../../reports/build/base.js");
    let model: ReportModel;
    try {
      model = await build(database, { grouping, documents, measures: null, bases, programVersion: version(), selection, issuer, ...(treaties === undefined ? {} : { treaties }) });
    } catch (error) {
      if (error instanceof EmptyReportError) throw new CommandError(`${options.db}: ${error.message}. No file was written.`);
      throw error;
    }
    if (framework !== null) {
      const { addFramework } = await import("../../reports/build/framework.js");
      await addFramework(model, database, framework, { grouping, documents, bases, ...(state === undefined ? {} : { state }) });
    }
    const { describeStanding, standingOf } = await import("../store/decisions.js");
    const standing = await standingOf(database);
    // A reader of the report has to know whether people changed what the program read.
    if (standing !== null) model.method.statements.push(describeStanding(standing, options.decisions === "ignore" ? "ignore" : "apply"));
    const spare = async (): Promise<void> => {
      if (model.evidence.length > MUCH_EVIDENCE) await (await import("../store/free-memory.js")).freeMemory();
    };
    const files = new Map<string, () => Promise<string | Uint8Array>>();
    const links = formats.includes("html") ? await documentLinks(database, options.out) : new Map<string, string>();
    for (const format of formats) for (const [name, content] of await writers(model, format, { ...options, delimiter }, links)) files.set(join(options.out, name), () => spare().then(content));
    if (options.force !== true) {
      const there: string[] = [];
      for (const path of files.keys()) if (await stat(path).then(() => true, () => false)) there.push(path);
      if (there.length > 0) throw new CommandError(`${there.slice(0, 3).join(", ")}${there.length > 3 ? ` and ${there.length - 3} more` : ""}: already there; nothing was written. Overwrite with --force, or name another folder with --out.`);
    }
    await writeFilesWhole(files, true).catch((error: unknown) => {
      if (error instanceof WriteError) throw new CommandError(`${error.path}: cannot be written: ${diskWords(error.cause)}, or name another folder with --out. ${error.placed.length === 0 ? "None of the report's files was written." : `Of the report's files these are new: ${error.placed.join(", ")}.`}`);
      throw error;
    });
    for (const path of files.keys()) io.out(`${path}\n`);
  });
}

/** The record of the depositary in a file of the user's; undefined where none is given. */
export async function readTreaties(path: string | undefined): Promise<import("../../datasets/treaties.js").TreatyAction[] | undefined> {
  if (path === undefined) return undefined;
  const [{ readFile }, { parseTreatyActions }, { codeOf }] = await Promise.all([import("node:fs/promises"), import("../../datasets/treaties.js"), import("../disk-fault.js")]);
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw new CommandError(`${path}: cannot be read (${codeOf(error)}). Check the path given with --treaties.`);
  });
  return parseTreatyActions(text, path);
}

function issuedOn(value: string | undefined): string | undefined {
  if (value !== undefined && !/^\d{4}-\d\d-\d\d$/.test(value)) throw new CommandError(`--issued '${value}': give a day as YYYY-MM-DD, for example 2026-12-01.`, 2);
  return value;
}

/** Names of the files of a format, each with what makes it. */
async function writers(model: ReportModel, format: Format, options: ReportOptions, links: ReadonlyMap<string, string>): Promise<[string, () => Promise<string | Uint8Array>][]> {
  switch (format) {
    case "docx":
      return printed(model, options, "docx", async (part, footnotes) => (await import("../../reports/docx/document.js")).writeDocument(part, { pageNumbers: options.pageNumbers === true, footnotes }));
    case "pdf":
      return printed(model, options, "pdf", async (part) => (await import("../../reports/pdf/document.js")).writePdf(part));
    case "xlsx":
      return [[`${model.slug}.xlsx`, async () => (await import("../../reports/xlsx/workbook.js")).writeWorkbook(model)]];
    case "html":
      return [[`${model.slug}.html`, async () => (await import("../../reports/html/render.js")).renderHtml(model, links)]];
    case "md":
      return printed(model, options, "md", async (part) => (await import("../../reports/markdown.js")).writeMarkdown(part));
    case "csv": {
      const { csvFiles } = await import("../../reports/csv.js");
      return csvFiles(model, options.delimiter).map(([name, make]) => [join(`${model.slug}-csv`, name), () => Promise.resolve(make())]);
    }
  }
}

/** A report that is printed: with its annexes, or without them and, where wanted, the annexes in a file of their own. */
async function printed(model: ReportModel, options: ReportOptions, ending: string, make: (part: ReportModel, footnotes: boolean) => Promise<string | Uint8Array>): Promise<[string, () => Promise<string | Uint8Array>][]> {
  if (options.evidence === "annex") return [[`${model.slug}.${ending}`, () => make(model, true)]];
  const { annexesOf, withoutAnnexes } = await import("../../reports/parts-of-report.js");
  const annexes = options.evidence === "file" ? annexesOf(model) : null;
  return [[`${model.slug}.${ending}`, () => make(withoutAnnexes(model), false)], ...(annexes === null ? [] : [[`${annexes.slug}.${ending}`, () => make(annexes, false)] as [string, () => Promise<string | Uint8Array>]])];
}

function delimiterOf(value: string): string {
  const found = { ",": ",", ";": ";", tab: "\t", "\t": "\t" }[value];
  if (found === undefined) throw new CommandError(`--delimiter '${value}': give , or ; or tab.`, 2);
  return found;
}

async function selectDocumentsAndYears(database: Database, options: ReportOptions): Promise<string[] | null> {
  const documents = await selectDocuments(database, options.document);
  if (options.year === undefined) return documents;
  const ofYears = await selectYears(database, options.year);
  if (documents === null) return ofYears;
  const both = documents.filter((id) => ofYears.includes(id));
  if (both.length === 0) throw new CommandError(`${database.path}: none of the named documents is of ${options.year.join(", ")}. No file was written.`, 2);
  return both;
}

/** document_ids of years. @throws CommandError that names the nearest years that exist */
async function selectYears(database: Database, years: string[]): Promise<string[]> {
  const rows = await database.all<{ document_id: string; year: number | null }>("SELECT document_id, event_year AS year FROM documents WHERE status = 'read' ORDER BY event_year, file");
  const known = [...new Set(rows.flatMap((row) => (row.year === null ? [] : [row.year])))];
  return years.flatMap((value) => value.split(",")).flatMap((value) => {
    const year = Number(value.trim());
    const found = Number.isInteger(year) ? rows.filter((row) => row.year === year) : [];
    if (found.length === 0) {
      const near = Number.isFinite(year) ? [...known].sort((a, b) => Math.abs(a - year) - Math.abs(b - year)).slice(0, 3).sort((a, b) => a - b) : known.slice(-5);
      throw new CommandError(`${database.path}: no document of the year '${value.trim()}'. ${near.length > 0 ? `The nearest years with documents: ${near.join(", ")}.` : "No document in it has a year."}`, 2);
    }
    return found.map((row) => row.document_id);
  });
}

/** Documents by name; what is four digits and names no document is a year. */
async function documentsOrYear(database: Database, asked: string[]): Promise<string[]> {
  const out = new Set<string>();
  for (const value of asked) for (const id of /^\d{4}$/.test(value) ? await selectYears(database, [value]) : ((await selectDocuments(database, [value])) ?? [])) out.add(id);
  return [...out];
}

/** A group by its name in any grouping; M49 regions first. @throws CommandError that names the nearest groups */
async function selectGroup(database: Database, name: string, grouping: Grouping | null): Promise<{ name: string; grouping: Grouping }> {
  const { GROUPINGS } = await import("../../reports/gaps.js");
  const rows = await database.all<{ grouping: Grouping; name: string }>("SELECT DISTINCT grouping, group_name AS name FROM state_groupings WHERE group_name <> 'Not classified' ORDER BY grouping, name");
  const fold = (value: string): string => value.normalize("NFKC").toLowerCase().replace(/[\s_-]+/g, " ").trim();
  const found = rows.filter((row) => fold(row.name) === fold(name) && (grouping === null || row.grouping === grouping)).sort((a, b) => GROUPINGS.indexOf(a.grouping) - GROUPINGS.indexOf(b.grouping));
  const first = found[0];
  if (first !== undefined) return first;
  const { nearest } = await import("../../datasets/nearest.js");
  const known = [...new Set(rows.filter((row) => grouping === null || row.grouping === grouping).map((row) => row.name))];
  const near = nearest(name, known, 3);
  throw new CommandError(`Unknown region or group '${name}'. ${near.length > 0 ? `Did you mean ${near.map((item) => `'${item}'`).join(" or ")}?` : `Regions: ${rows.filter((row) => row.grouping === (grouping ?? "region")).map((row) => row.name).join(", ")}.`}`, 2);
}
