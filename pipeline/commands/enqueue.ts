// Owns `stocktake enqueue`: a folder of reports into a queue, what was put there out.
import type { Command } from "commander";
import { DOCUMENT_KINDS } from "../../extractors/contracts.js";
import type { Enqueued } from "../queue/enqueue.js";
import { problemLine } from "../ingest/problem.js";
import { version } from "../version.js";
import { asJson, MEMORY_LIMIT, setUp, skippedLines, TIME_LIMIT } from "./ingest.js";
import { CommandError, type Io } from "./io.js";
import { descriptionOf } from "./descriptions.js";
import { counted, number } from "./plural.js";
import { printed } from "./printed.js";
import { addressOf, QUEUE_OPTION, withEngine } from "./queue-options.js";
import { selectFormat } from "./selection.js";
import { positive } from "./values.js";
import { versionsOf } from "../store/build-versions.js";

interface Options {
  queue: string;
  parts: string;
  batch?: string;
  lease: string;
  kind?: string;
  cache?: string;
  timeLimit: string;
  memoryLimit: string;
  ocr?: boolean;
  format: string;
}

export function registerEnqueue(program: Command, io: Io, done: (code: number) => void): void {
  program
    .command("enqueue")
    .description(descriptionOf("enqueue"))
    .argument("<folder>", "folder of the reports, read with everything under it; where consumers mount it elsewhere, they say so")
    .requiredOption(...QUEUE_OPTION)
    .requiredOption("--parts <folder>", "folder that all consumers see, for the parts and the database made of them")
    .option("--batch <files>", "about so many files a batch; above 1,000 batches they take more each (default: 50)")
    .option("--lease <seconds>", "a consumer that is not heard from for so long has lost its batch to another", "60")
    .option("--kind <kind>", `kind of the documents, as for ingest: ${DOCUMENT_KINDS.join(", ")}`)
    .option("--cache <folder>", "folder under the reports that is no report: the one that consumers name with --cache")
    .option("--time-limit <seconds>", "a document that takes longer is given up", TIME_LIMIT)
    .option("--memory-limit <megabytes>", "a document that needs more is given up", MEMORY_LIMIT)
    .option("--ocr", "recognise the text of pages that have none, as for ingest")
    .option("--format <format>", "what was put into the queue, on stdout: text (stderr only) or json", "text")
    .addHelpText(
      "after",
      `
Batches are of like total size, and copies of a file are in one. The same command again adds what is missing and nothing twice.
Needs the package pg-boss (npm install pg-boss@10.4.2). docs/shards.md says when to take a queue and when shards.

Examples:
  stocktake enqueue reports/ --queue postgres://stocktake@db/stocktake --parts /shared/parts
  stocktake work --queue postgres://stocktake@db/stocktake --parts /shared/parts    (on every machine)

Exit codes:
  0  enqueued
  1  could not be done; the message on stderr says why and what next
  2  the command was not understood
  3  enqueued, but some files could not be looked at`,
    )
    .action(async (folder: string, options: Options) => {
      const address = await addressOf(options);
      const perBatch = positive("--batch", options.batch ?? "50");
      const lease = positive("--lease", options.lease);
      if (!Number.isInteger(perBatch)) throw new CommandError(`--batch '${options.batch}': give a whole number.`, 2);
      options.format = await selectFormat(options.format, ["text", "json"]);
      const { kind, limits, tools } = await setUp({ ...options, db: "", cache: false }, io);
      const versions = Object.fromEntries(versionsOf(await tools.reference()));
      const enqueued = await withEngine(address, async (engine) => (await import("../queue/enqueue.js")).enqueue({ folder, parts: options.parts, cache: options.cache ?? null, perBatch, lease, kind, limits, ocr: options.ocr === true, program: version(), versions }, engine));
      if (options.format === "json") io.out(await asJson(enqueued));
      io.err(formatEnqueued(enqueued, options));
      done(enqueued.problems.length > 0 ? 3 : 0);
    });
}

function formatEnqueued(enqueued: Enqueued, { parts }: Options): string {
  const { counts } = enqueued;
  return printed([
    ...enqueued.problems.map(problemLine),
    ...skippedLines(enqueued.skipped),
    `Run ${enqueued.run}: ${counted(enqueued.files, "file")} (${number(Math.round(enqueued.bytes / 1e6))} MB) in ${counted(enqueued.batches, "batch", "batches")}, the largest ${enqueued.largest.toFixed(1)} times the mean.`,
    ...(enqueued.before ? [`It was enqueued before: ${counts.waiting} waiting, ${counts.running} running, ${counts.done} done, ${counts.failed} failed; nothing was put in twice.`] : []),
    `On every machine that is to read: stocktake work --queue … --parts ${parts}`,
  ]);
}
