// Owns `stocktake ingest`: options in, progress and closing summary out.
import type { Command } from "commander";
import { DOCUMENT_KINDS } from "../../extractors/contracts.js";
import { version } from "../version.js";
import type { IngestSummary, IngestTools } from "../ingest/ingest.js";
import type { ShardSummary } from "../shards/write-part.js";
import { problemLine } from "../ingest/problem.js";
import { holding } from "../interrupt.js";
import { CommandError, type Io } from "./io.js";
import { descriptionOf } from "./descriptions.js";
import { currentLog } from "./log.js";
import { DEFAULT_DATABASE } from "./open.js";
import { counted, number } from "./plural.js";
import { printed } from "./printed.js";
import { selectFormat, selectValues } from "./selection.js";
import { positive, withoutEndSlash } from "./values.js";

/** Seconds and megabytes for one document, where nothing else is asked. */
export const TIME_LIMIT = "120";
export const MEMORY_LIMIT = "1024";

interface Options {
  db: string;
  shard?: string;
  parts?: string;
  kind?: string;
  state?: string;
  cache: string | false;
  workers?: string;
  timeLimit: string;
  memoryLimit: string;
  prune?: boolean;
  ocr?: boolean;
  attachments?: boolean;
  format: string;
}

export function registerIngest(program: Command, io: Io, done: (code: number) => void): void {
  program
    .command("ingest")
    .description(descriptionOf("ingest"))
    .argument("<path...>", "files and folders; a folder is read with everything under it")
    .option("--db <file>", "database to make or to add to", DEFAULT_DATABASE)
    .option("--kind <kind>", `kind of the documents, where it is not recognised rightly: ${DOCUMENT_KINDS.join(", ")}; "auto" forgets one set before`)
    .option("--state <state>", "State that the documents are by or about, where it is not read rightly (all of this ingest); kept, \"auto\" forgets it; for more see stocktake review document")
    .option("--cache <folder>", "where parsed documents are kept, so that a change of rules parses nothing again (default: FILE.cache beside the database)")
    .option("--no-cache", "keep no parsed documents")
    .option("--workers <number>", "files read at once (default: one a processor core)")
    .option("--time-limit <seconds>", "a document that takes longer is given up", TIME_LIMIT)
    .option("--memory-limit <megabytes>", "a document that needs more (beyond what its worker takes at rest) is given up", MEMORY_LIMIT)
    .option("--ocr", "recognise the text of PDF pages that have none (scans); slow, some seconds a page; both limits then count for a page")
    .option("--attachments", "also read the files attached to PDFs: they are taken out into FILE.attachments beside the database")
    .option("--prune", "remove the documents of files that are gone from the given folders (otherwise they are kept and named); none of a folder that is not there or holds no document, as of a disk that is not mounted")
    .option("--shard <k/n>", "read only the K-th of N shares of the files, 1/N to N/N, and write it as Parquet into --parts; stocktake load makes the database of all parts")
    .option("--parts <folder>", "where shards write their parts")
    .option("--format <format>", "closing summary on stdout: text (stderr only) or json", "text")
    .addHelpText(
      "after",
      `
Files are known by their bytes: one that is unchanged is left alone, one that changed replaces its own claims only.
The database is built beside and renamed, so that it can be read at any time; a second ingest into it at the same time is refused.
A shard needs no database and no lock: any number may run at once, on any machines that see the same files. docs/shards.md has recipes.

Examples:
  stocktake ingest reports/ --db reports.duckdb
  stocktake ingest reports/ --shard 3/8 --parts parts/

Exit codes:
  0  everything was read
  1  nothing was written; the message on stderr says why and what next
  2  the command was not understood
  3  the database (or part) was written, but some files could not be read (stocktake issues --severity error)`,
    )
    .action(async (paths: string[], options: Options, command: Command) => {
      options.format = await selectFormat(options.format, ["text", "json"]);
      if (options.shard !== undefined || options.parts !== undefined) {
        const given = ["db", "prune", "state", "attachments"].find((name) => command.getOptionValueSource(name) === "cli");
        if (given !== undefined) throw new CommandError(`--${given} is not for a shard, which writes no database. ${given === "state" ? "Set it when the parts are loaded: stocktake review document" : `Give it ${given === "db" ? "to stocktake load" : "to an ingest of all files"}`}.`, 2);
        done(await runShard(paths, options, io));
        return;
      }
      const summary = await runIngest(paths, options, io);
      currentLog()("ingested", {
        database: summary.database, written: summary.written, files: summary.files, read: summary.read, from_cache: summary.fromCache, unchanged: summary.unchanged, copies: summary.copies, failed: summary.failed.length, skipped: summary.skipped.length, gone: summary.gone, removed: summary.removed,
        pages: summary.pages, paragraphs: summary.paragraphs, claims: summary.claims, issues: summary.issues, seconds: summary.seconds, totals: summary.totals,
      });
      if (options.format === "json") io.out(await asJson(summary));
      io.err(formatSummary(summary));
      tellLostDecisions(summary, options.db, io);
      if (summary.files === 0 && summary.problems.length > 0 && !summary.written) done(1);
      else done(summary.failed.length > 0 || summary.problems.length > 0 ? 3 : 0);
    });
}

/** Names of files are text of others: what a terminal would obey is escaped, and so not lost. */
export const asJson = async (summary: object): Promise<string> => (await import("../../reports/format.js")).toJson(summary);

/** A human decision whose quote or claim is no longer there is not applied; whoever ingests has to hear of it. */
export function tellLostDecisions({ lostDecisions: { quoteChanged, claimGone } }: IngestSummary, path: string, io: Io): void {
  if (quoteChanged + claimGone === 0) return;
  io.err(`Human decisions that are not applied any more: ${quoteChanged} because the quote that was judged has changed, ${claimGone} because the claim is no longer given. See them with: stocktake review list --standing quote_changed,claim_gone --db ${path}\n`);
}

/** The ingest behind the command; also behind `demo`. */
export async function runIngest(paths: string[], options: Omit<Options, "format">, io: Io): Promise<IngestSummary> {
  const { kind, limits, tools } = await setUp(options, io);
  const [{ ingest }, { correctionsOf }] = await Promise.all([import("../ingest/ingest.js"), import("./document-values.js")]);
  const setting = options.state === undefined ? undefined : { values: await correctionsOf({ state: options.state }), reason: "given with the file", reviewer: "ingest --state", day: io.now().toISOString().slice(0, 10) };
  const cache = cacheOf(options, options.db);
  const all = options.attachments === true ? [...paths, ...(await attachmentsOf(paths, options.db, io))] : paths;
  const done = holding(() => (cache === null ? "Give the same command again to begin anew." : `What was read until now is kept in ${cache}: the same command goes on from there.`));
  try {
    return await ingest({ paths: all, database: options.db, kind, setting, cache, prune: options.prune === true, limits }, tools);
  } finally {
    done();
  }
}

/** Takes attached files out. @returns the folder that they lie in; none where no PDF has any */
async function attachmentsOf(paths: string[], database: string, io: Io): Promise<string[]> {
  const { takeOutAttachments } = await import("../ingest/attachments.js");
  const folder = `${database}.attachments`;
  const { files, from, problems } = await takeOutAttachments(paths, folder);
  for (const problem of problems) io.err(`${problem}\n`);
  if (files === 0) return [];
  io.err(`${files} attached ${files === 1 ? "file" : "files"} of ${from} ${from === 1 ? "PDF" : "PDFs"} taken out into ${folder}\n`);
  return [folder];
}

/** One shard's work. @returns the exit code */
async function runShard(paths: string[], options: Options, io: Io): Promise<number> {
  const { shard, parts } = options;
  if (shard === undefined || parts === undefined) throw new CommandError(`${shard === undefined ? "--parts goes with --shard K/N" : "--shard goes with --parts FOLDER"}, for example: --shard 3/8 --parts parts/`, 2);
  const [{ parseShard }, { writeShard }, { tmpdir }] = await Promise.all([import("../shards/split.js"), import("../shards/write-part.js"), import("node:os")]);
  const asked = parseShard(shard);
  const { kind, limits, tools } = await setUp(options, io);
  const summary = await writeShard({ paths, shard: asked, parts, kind, cache: cacheOf(options, withoutEndSlash(parts)), limits, scratch: tmpdir(), program: version() }, tools);
  if (options.format === "json") io.out(await asJson(summary));
  io.err(formatShardSummary(summary));
  return summary.failed.length > 0 || summary.problems.length > 0 ? 3 : 0;
}

export const cacheOf = (options: Pick<Options, "cache">, beside: string): string | null => (options.cache === false ? null : typeof options.cache === "string" ? options.cache : `${beside}.cache`);

/** Options checked, and what an ingest needs of the world. */
export async function setUp(options: Omit<Options, "parts" | "shard" | "format">, io: Io): Promise<{ kind: string | undefined; limits: { seconds: number; megabytes: number }; tools: IngestTools }> {
  const kind = options.kind === undefined ? undefined : (await selectValues("kind", options.kind, [...DOCUMENT_KINDS, "auto"]))?.[0];
  const limits = { seconds: positive("--time-limit", options.timeLimit), megabytes: positive("--memory-limit", options.memoryLimit) };
  const { defaultWorkers, workerPool } = await import("../ingest/pool.js");
  const workers = options.workers === undefined ? defaultWorkers() : positive("--workers", options.workers);
  const notice = (message: string): void => io.err(`${message}\n`);
  return { kind, limits, tools: { ...(await versionTools()), ...(await ocrTools(options)), runner: () => workerPool(workers, limits, notice), notice, progress: await progressOn(io), now: io.now, program: version(), log: currentLog() } };
}

/** Recognition, where it is asked for; its packages are optional. */
async function ocrTools(options: Pick<Options, "ocr">): Promise<{ ocr?: true }> {
  if (options.ocr !== true) return {};
  const { missingOcrPackages } = await import("../parse/ocr.js");
  const missing = missingOcrPackages();
  if (missing.length > 0) throw new CommandError(`--ocr needs packages that are not installed: ${missing.join(", ")}. Install them: npm install ${missing.join(" ")}`);
  return { ocr: true };
}

/** What an ingest needs of the world where a command takes none of its options. */
export async function ingestTools(io: Io): Promise<{ limits: { seconds: number; megabytes: number }; tools: IngestTools }> {
  return setUp({ db: "", cache: false, timeLimit: TIME_LIMIT, memoryLimit: MEMORY_LIMIT }, io);
}

/** The versions that decide the content, as this program has them. */
export async function versionTools(): Promise<Pick<IngestTools, "readFingerprint" | "extractFingerprint" | "referenceFingerprint" | "reference">> {
  const versions = await import("../ingest/versions.js");
  const readFingerprint = versions.readFingerprint();
  const extractFingerprint = versions.extractFingerprint();
  const referenceFingerprint = versions.referenceFingerprint();
  const reference = async (): Promise<import("../store/load.js").ReferenceRows> => (await import("../store/reference.js")).referenceRows({ reader: readFingerprint, extractors: extractFingerprint, reference: referenceFingerprint });
  return { readFingerprint, extractFingerprint, referenceFingerprint, reference };
}

/** A bar on a terminal; otherwise a plain line now and then. */
export async function progressOn(io: Io, verb = "Reading"): Promise<IngestTools["progress"]> {
  if (io.errIsTerminal) {
    const { default: progress } = await import("cli-progress");
    const { clean } = await import("../../reports/format.js");
    const bar = new progress.SingleBar({ format: "{bar} {value}/{total} documents | {eta_formatted} left | {file}", hideCursor: true, clearOnComplete: true, stream: process.stderr, etaBuffer: 20 }, progress.Presets.shades_classic);
    return { start: (total) => bar.start(total, 0, { file: "" }), step: (file) => bar.increment(1, { file: clean(file).slice(-40) }), stop: () => bar.stop() };
  }
  let total = 0;
  let count = 0;
  let told = 0;
  return {
    start: (number) => {
      total = number;
      io.err(`${verb} ${total} document${total === 1 ? "" : "s"}\n`);
    },
    step: (file, result) => {
      count += 1;
      if (result === "failed") io.err(`${count}/${total} could not be read: ${file}\n`);
      const now = performance.now();
      if (now - told > 5000 || count === total) {
        told = now;
        io.err(`${count}/${total}\n`);
      }
    },
    stop: () => undefined,
  };
}

/** The closing summary for a person. */
export function formatSummary(summary: IngestSummary): string {
  const lines: string[] = summary.problems.map(problemLine);
  if (summary.files === 0) lines.push(summary.problems.length > 0 ? "No file was read." : "No document was found under the given paths; nothing was written.");
  lines.push(...summary.failed.slice(0, 20).map(failureLine));
  if (summary.failed.length > 20) lines.push(`Could not be read: ${summary.failed.length - 20} more; stocktake issues --severity error --db ${summary.database} lists them with the reasons.`);
  lines.push(...warningLines(summary));
  if (summary.gone.length > 0) lines.push(summary.removed > 0 ? `Removed, because their files are gone: ${summary.gone.join(", ")}` : `Kept, although their files are gone: ${summary.gone.slice(0, 10).join(", ")}${summary.gone.length > 10 ? ` and ${summary.gone.length - 10} more` : ""} (--prune removes them).`);
  lines.push(...skippedLines(summary.skipped));
  lines.push(
    `Files: ${number(summary.files)} found; ${number(summary.read)} read${summary.fromCache > 0 ? ` (${number(summary.fromCache)} parsed before)` : ""}, ${number(summary.unchanged)} unchanged, ${counted(summary.copies, "copy", "copies")} of another, ${number(summary.failed.length)} failed.`,
    `Read now: ${counted(summary.paragraphs, "paragraph")}, ${counted(summary.claims, "claim")}, ${counted(summary.issues, "issue")}, in ${summary.seconds.toFixed(1)} s.`,
    ...(summary.issueKinds.length > 0 ? [`Issues by kind: ${summary.issueKinds.map(({ kind, count }) => `${number(count)} ${kind}`).join(", ")} (stocktake issues --kind KIND).`] : []),
    `${summary.database}${summary.written ? "" : " (left as it was)"}: ${counted(summary.totals.documents, "document")}${summary.totals.failed > 0 ? ` and ${number(summary.totals.failed)} that could not be read` : ""}, ${counted(summary.totals.paragraphs, "paragraph")}, ${counted(summary.totals.claims, "claim")}, ${counted(summary.totals.issues, "issue")}.`,
  );
  return printed(lines);
}

/** The closing summary of a shard for a person. */
export function formatShardSummary(summary: ShardSummary): string {
  return printed([
    ...summary.problems.map(problemLine),
    ...summary.failed.slice(0, 20).map(failureLine),
    ...(summary.failed.length > 20 ? [`Could not be read: ${summary.failed.length - 20} more; stocktake load names them, and stocktake issues --severity error lists them then.`] : []),
    ...warningLines(summary),
    ...skippedLines(summary.skipped),
    `Shard ${summary.shard}/${summary.of}: ${number(summary.files)} of ${counted(summary.filesInAll, "file")}; ${number(summary.read)} read${summary.fromCache > 0 ? ` (${number(summary.fromCache)} parsed before)` : ""}, ${counted(summary.copies, "copy", "copies")} of another, ${number(summary.failed.length)} failed; ${counted(summary.paragraphs, "paragraph")}, ${counted(summary.claims, "claim")}, ${counted(summary.issues, "issue")}, in ${summary.seconds.toFixed(1)} s.`,
    `${summary.parts}: the part is written. When all ${number(summary.of)} are there: stocktake load ${summary.parts} --db FILE`,
  ]);
}

export const failureLine = (failure: IngestSummary["failed"][number]): string => `Could not be read: ${failure.file}: ${failure.reason} Next: ${failure.next}`;

/** Documents that were read and say nothing: the table would show their States as not read, or silent for no reason. */
function warningLines({ warnings }: Pick<IngestSummary, "warnings">): string[] {
  const more = warnings.length - 20;
  return [...warnings.slice(0, 20).map(({ file, message }) => `Warning: ${file}: ${message}`), ...(more > 0 ? [`Warning: ${more} more documents say nothing to us or gave nothing; stocktake issues --severity warning lists them.`] : [])];
}

export function skippedLines(left: IngestSummary["skipped"]): string[] {
  const skipped = new Map<string, number>();
  for (const { reason } of left) skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
  return [...skipped].map(([reason, count]) => `Left out: ${count} file${count === 1 ? "" : "s"}, ${reason}.`);
}
