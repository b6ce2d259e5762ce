// Owns `stocktake ingest`: options in, progress and closing summary out.
import type { Command } from "commander";
import { DOCUMENT_KINDS } from "../../extractors/contracts.js";
import { version } from "../version.js";
import type { IngestSummary, IngestTools } from "../ingest/ingest.js";
import { CommandError, type Io } from "./io.js";
import { descriptionOf } from "./list.js";
import { currentLog } from "./log.js";
import { DEFAULT_DATABASE } from "./open.js";
import { selectValues } from "./selection.js";

interface Options {
  db: string;
  kind?: string;
  cache: string | false;
  workers?: string;
  timeLimit: string;
  memoryLimit: string;
  prune?: boolean;
  format: string;
}

export function registerIngest(program: Command, io: Io, done: (code: number) => void): void {
  program
    .command("ingest")
    .description(descriptionOf("ingest"))
    .argument("<path...>", "files and folders; a folder is read with everything under it")
    .option("--db <file>", "database to make or to add to", DEFAULT_DATABASE)
    .option("--kind <kind>", `kind of the documents, where it is not recognised rightly: ${DOCUMENT_KINDS.join(", ")}; "auto" forgets one set before`)
    .option("--cache <folder>", "where parsed documents are kept, so that a change of rules parses nothing again (default: FILE.cache beside the database)")
    .option("--no-cache", "keep no parsed documents")
    .option("--workers <number>", "files read at once (default: one a processor core)")
    .option("--time-limit <seconds>", "a document that takes longer is given up", "120")
    .option("--memory-limit <megabytes>", "a document that needs more (beyond what its worker takes at rest) is given up", "1024")
    .option("--prune", "remove the documents of files that are gone from the given folders (otherwise they are kept and named)")
    .option("--format <format>", "closing summary on stdout: text (stderr only) or json", "text")
    .addHelpText(
      "after",
      `
Files are known by their bytes: one that is unchanged is left alone, one that changed replaces its own claims only.
The database is built beside and renamed, so that it can be read at any time; a second ingest into it at the same time is refused.

Example:
  stocktake ingest reports/ --db reports.duckdb

Exit codes:
  0  everything was read
  1  nothing was written; the message on stderr says why and what next
  2  the command was not understood
  3  the database was written, but some files could not be read (stocktake issues --severity error)`,
    )
    .action(async (paths: string[], options: Options) => {
      const summary = await runIngest(paths, options, io);
      currentLog()("ingested", {
        database: summary.database, written: summary.written, files: summary.files, read: summary.read, from_cache: summary.fromCache, unchanged: summary.unchanged, copies: summary.copies, failed: summary.failed.length, skipped: summary.skipped.length, gone: summary.gone, removed: summary.removed,
        pages: summary.pages, paragraphs: summary.paragraphs, claims: summary.claims, issues: summary.issues, seconds: summary.seconds, totals: summary.totals,
      });
      if (options.format === "json") io.out(`${JSON.stringify(summary, null, 2)}\n`);
      io.err(formatSummary(summary));
      await tellLostDecisions(options.db, io);
      if (summary.files === 0 && summary.problems.length > 0) done(1);
      else done(summary.failed.length > 0 || summary.problems.length > 0 ? 3 : 0);
    });
}

/** A human decision whose quote or claim is no longer there is not applied; whoever ingests has to hear of it. */
async function tellLostDecisions(path: string, io: Io): Promise<void> {
  const [{ existsSync }, { Database }, { standingOf }] = await Promise.all([import("node:fs"), import("../store/database.js"), import("../store/decisions.js")]);
  if (!existsSync(path)) return;
  const database = await Database.open(path, "read");
  try {
    const standing = await standingOf(database);
    if (standing === null || standing.quoteChanged + standing.claimGone === 0) return;
    io.err(`Human decisions that are not applied any more: ${standing.quoteChanged} because the quote that was judged has changed, ${standing.claimGone} because the claim is no longer given. See them with: stocktake review list --standing quote_changed,claim_gone --db ${path}\n`);
  } finally {
    database.close();
  }
}

/** The ingest behind the command; also behind `demo`. */
export async function runIngest(paths: string[], options: Options, io: Io): Promise<IngestSummary> {
  const kind = options.kind === undefined ? undefined : (await selectValues("kind", options.kind, [...DOCUMENT_KINDS, "auto"]))?.[0];
  if (options.format !== "text" && options.format !== "json") throw new CommandError(`Unknown format '${options.format}'. Known: text, json.`, 2);
  const limits = { seconds: positive("--time-limit", options.timeLimit), megabytes: positive("--memory-limit", options.memoryLimit) };
  const [{ ingest }, { defaultWorkers, workerPool }, versions, { referenceRows }] = await Promise.all([import("../ingest/ingest.js"), import("../ingest/pool.js"), import("../ingest/versions.js"), import("../store/reference.js")]);
  const workers = options.workers === undefined ? defaultWorkers() : positive("--workers", options.workers);
  const readFingerprint = versions.readFingerprint();
  const extractFingerprint = versions.extractFingerprint();
  let reference: ReturnType<typeof referenceRows> | undefined;
  const notice = (message: string): void => io.err(`${message}\n`);
  return ingest(
    { paths, database: options.db, kind, cache: options.cache === false ? null : typeof options.cache === "string" ? options.cache : `${options.db}.cache`, prune: options.prune === true, limits },
    { readFingerprint, extractFingerprint, reference: () => (reference ??= referenceRows({ reader: readFingerprint, extractors: extractFingerprint })), runner: () => workerPool(workers, limits, notice), notice, progress: await progressOn(io), now: io.now, program: version(), log: currentLog() },
  );
}

function positive(option: string, value: string): number {
  const number = Number(value);
  if (!Number.isFinite(number) || number <= 0) throw new CommandError(`${option} '${value}': give a number above 0.`, 2);
  return number;
}

/** A bar on a terminal; otherwise a plain line now and then. */
async function progressOn(io: Io): Promise<IngestTools["progress"]> {
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
      io.err(`Reading ${total} document${total === 1 ? "" : "s"}\n`);
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
  const number = (value: number): string => value.toLocaleString("en-GB");
  const lines: string[] = [];
  for (const problem of summary.problems) lines.push(`${problem.path}: ${problem.message}. ${problem.next}`);
  if (summary.files === 0) lines.push(summary.problems.length > 0 ? "No file was read." : "No document was found under the given paths; nothing was written.");
  for (const failure of summary.failed.slice(0, 20)) lines.push(`Could not be read: ${failure.file}: ${failure.reason} Next: ${failure.next}`);
  if (summary.failed.length > 20) lines.push(`Could not be read: ${summary.failed.length - 20} more; stocktake issues --severity error --db ${summary.database} lists them with the reasons.`);
  if (summary.gone.length > 0) lines.push(summary.removed > 0 ? `Removed, because their files are gone: ${summary.gone.join(", ")}` : `Kept, although their files are gone: ${summary.gone.slice(0, 10).join(", ")}${summary.gone.length > 10 ? ` and ${summary.gone.length - 10} more` : ""} (--prune removes them).`);
  const skipped = new Map<string, number>();
  for (const { reason } of summary.skipped) skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
  for (const [reason, count] of skipped) lines.push(`Left out: ${count} file${count === 1 ? "" : "s"}, ${reason}.`);
  lines.push(
    `Files: ${number(summary.files)} found; ${number(summary.read)} read${summary.fromCache > 0 ? ` (${number(summary.fromCache)} parsed before)` : ""}, ${number(summary.unchanged)} unchanged, ${number(summary.copies)} copies of another, ${number(summary.failed.length)} failed.`,
    `Read now: ${number(summary.paragraphs)} paragraphs, ${number(summary.claims)} claims, ${number(summary.issues)} issues, in ${summary.seconds.toFixed(1)} s.`,
    `${summary.database}${summary.written ? "" : " (left as it was)"}: ${number(summary.totals.documents)} documents${summary.totals.failed > 0 ? ` and ${number(summary.totals.failed)} that could not be read` : ""}, ${number(summary.totals.paragraphs)} paragraphs, ${number(summary.totals.claims)} claims, ${number(summary.totals.issues)} issues.`,
  );
  return `${lines.map((line) => line.replace(/[^\P{C}\n]/gu, "")).join("\n")}\n`;
}
