// Owns `stocktake work`: a consumer of a queue, with a line for each batch and how it ended.
import type { Command } from "commander";
import { beforeTheEnd } from "../interrupt.js";
import type { BatchResult } from "../queue/batch.js";
import type { Consumed } from "../queue/consume.js";
import { problemLine } from "../ingest/problem.js";
import { version } from "../version.js";
import { asJson, cacheOf, failureLine, formatSummary, setUp, versionTools } from "./ingest.js";
import { CommandError, type Io } from "./io.js";
import { descriptionOf } from "./descriptions.js";
import { currentLog } from "./log.js";
import { counted } from "./plural.js";
import { printed } from "./printed.js";
import { addressOf, QUEUE_OPTION } from "./queue-options.js";
import { selectFormat } from "./selection.js";
import { positive, withoutEndSlash } from "./values.js";
import { versionsOf } from "../store/build-versions.js";

interface Options {
  queue: string;
  parts: string;
  from?: string;
  cache: string | false;
  workers?: string;
  wait: string;
  format: string;
}

export function registerWork(program: Command, io: Io, done: (code: number) => void): void {
  program
    .command("work")
    .description(descriptionOf("work"))
    .requiredOption(...QUEUE_OPTION)
    .requiredOption("--parts <folder>", "folder of the parts, as given to enqueue, where this machine sees it")
    .option("--from <folder>", "folder of the reports, where this machine sees it elsewhere than where it was enqueued")
    .option("--cache <folder>", "where parsed documents are kept (default: PARTS.cache beside the parts)")
    .option("--no-cache", "keep no parsed documents")
    .option("--workers <number>", "files read at once (default: one a processor core)")
    .option("--wait <seconds>", "how long the database of the queue may be away before this consumer ends", "600")
    .option("--format <format>", "how it ended on stdout: text (stderr only) or json", "text")
    .addHelpText(
      "after",
      `
It takes batches until the run is at its end; any number of consumers may come and go. One that is killed or cut off loses nothing:
its batch is given to another when it is not heard from for the lease. Ended with Ctrl-C, it gives its batch back at once.
The last job makes the database stocktake.duckdb in the folder of the parts, the same as one ingest of all files makes.

Example:
  stocktake work --queue postgres://stocktake@db/stocktake --parts /shared/parts --workers 4

Exit codes:
  0  the run is loaded, and everything was read
  1  the run could not be ended (stocktake queue lists what failed), or this machine or the database cannot do it
  2  the command was not understood
  3  the run is loaded, but some files could not be read (stocktake issues --severity error)`,
    )
    .action(async (options: Options) => {
      const address = await addressOf(options);
      const patience = positive("--wait", options.wait);
      options.format = await selectFormat(options.format, ["text", "json"]);
      if (options.workers !== undefined) positive("--workers", options.workers);
      const { readPlan } = await import("../queue/plan.js");
      const plan = await readPlan(options.parts);
      if (plan === null) throw new CommandError(`${options.parts}: nothing was enqueued for this folder of parts. Enqueue first: stocktake enqueue FOLDER --queue … --parts ${options.parts}`);
      // Also what a load needs of it: made once.
      const reference = await (await versionTools()).reference();
      const versions = Object.fromEntries(versionsOf(reference));
      const differing = [...new Set([...Object.keys(plan.versions), ...Object.keys(versions)])].filter((name) => plan.versions[name] !== versions[name]).sort();
      if (differing.length > 0) throw new CommandError(`${options.parts}: was enqueued by another version of Stocktake or its data than this one (${plan.program}; different: ${differing.join(", ")}). Take that version on this machine, or enqueue anew with this one into another folder of parts.`);

      const { tools } = await setUp({ ...options, db: "", timeLimit: String(plan.limits.seconds), memoryLimit: String(plan.limits.megabytes), ...(plan.ocr ? { ocr: true } : {}) }, io);
      const [{ Consumer }, { tmpdir }] = await Promise.all([import("../queue/consume.js"), import("node:os")]);
      const consumer = new Consumer(
        { parts: options.parts, folder: options.from ?? plan.folder, plan, address, patience, cache: cacheOf(options, withoutEndSlash(options.parts)), scratch: tmpdir(), program: version() },
        { ...tools, reference: () => reference, progress: { start: () => undefined, step: () => undefined, stop: () => undefined }, told: (result) => tell(result, io) },
      );
      const ended = beforeTheEnd(() => consumer.stop());
      let consumed: Consumed;
      try {
        consumed = await consumer.run();
      } finally {
        ended();
      }
      if (options.format === "json") io.out(await asJson(consumed));
      if (consumed.load !== null) io.err(formatSummary(consumed.load));
      io.err(`${closing(consumed, options.parts)}\n`);
      done(consumed.ended === "failed" ? 1 : (consumed.unread ?? 0) > 0 ? 3 : 0);
    });
}

function tell(result: BatchResult, io: Io): void {
  const lines = [
    ...result.problems.map(problemLine),
    ...result.failed.map(failureLine),
    result.before ? `Batch ${result.batch} of ${result.of}: its part was there already.` : `Batch ${result.batch} of ${result.of}: ${counted(result.files, "file")}, ${result.read} read, ${result.failed.length} failed, ${counted(result.claims, "claim")}, in ${result.seconds.toFixed(1)} s.`,
  ];
  currentLog()("batch", { batch: result.batch, of: result.of, files: result.files, read: result.read, failed: result.failed.length, claims: result.claims, seconds: result.seconds });
  io.err(printed(lines));
}

function closing({ batches, ended, failed, unread }: Consumed, parts: string): string {
  const own = `This consumer did ${counted(batches, "batch", "batches")}.`;
  if (ended === "failed") return `${own} ${failed} of the run failed too often; nothing was loaded. Why: stocktake queue --queue … --parts ${parts}; again: the same with --retry, then stocktake work.`;
  return `${own} The run is loaded: ${withoutEndSlash(parts)}/stocktake.duckdb${(unread ?? 0) > 0 ? `; ${counted(unread ?? 0, "file")} could not be read` : ""}.`;
}
