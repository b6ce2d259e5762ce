// Owns `stocktake queue`: what waits, runs, is done and failed in a queue, and why; failed batches given out again, runs removed.
import type { Command } from "commander";
import type { ListedJob, ListedRun } from "../queue/jobs.js";
import { asJson } from "./ingest.js";
import { CommandError, EXIT_CODES, type Io } from "./io.js";
import { descriptionOf } from "./descriptions.js";
import { counted, number } from "./plural.js";
import { printable } from "./printed.js";
import { addressOf, QUEUE_OPTION, withEngine } from "./queue-options.js";
import { selectFormat } from "./selection.js";

interface Options {
  queue: string;
  parts?: string;
  all?: boolean;
  retry?: boolean;
  forget?: string;
  format: string;
}

export function registerQueue(program: Command, io: Io): void {
  program
    .command("queue")
    .description(descriptionOf("queue"))
    .requiredOption(...QUEUE_OPTION)
    .option("--parts <folder>", "only the run of this folder of parts")
    .option("--all", "every batch, also those that wait for the first time or are done")
    .option("--retry", "give out again what failed too often")
    .option("--forget <run>", "remove a run from the queue; its parts stay")
    .option("--format <format>", "table or json", "table")
    .addHelpText("after", `
Batches are tried four times, then listed as failed with why. The load comes last, when every batch is done.

Examples:
  stocktake queue --queue postgres://stocktake@db/stocktake
  stocktake queue --queue postgres://stocktake@db/stocktake --parts /shared/parts --retry
${EXIT_CODES}`)
    .action(async (options: Options) => {
      const address = await addressOf(options);
      options.format = await selectFormat(options.format, ["table", "json"]);
      if (options.forget !== undefined && !/^[0-9a-f]{12}$/.test(options.forget)) throw new CommandError(`--forget '${options.forget}': give the twelve letters and digits of a run, as stocktake queue shows them.`, 2);
      const only = await runOf(options);
      await withEngine(address, async (engine) => {
        const jobs = await import("../queue/jobs.js");
        const runs = (await jobs.listRuns(engine)).filter(({ run }) => (only ?? run) === run);
        if (options.forget !== undefined) {
          if (!runs.some(({ run }) => run === options.forget)) throw new CommandError(`${address.shown}: holds no run ${options.forget}. It holds: ${runs.map(({ run }) => run).join(", ") || "none"}.`);
          await jobs.forget(engine, options.forget);
          io.err(`Run ${options.forget} was removed from the queue; its parts are where they were.\n`);
          return;
        }
        if (options.retry === true) {
          let count = 0;
          for (const { run } of runs) count += await jobs.retryFailed(engine, run);
          io.err(`${counted(count, "job")} that had failed ${count === 1 ? "is" : "are"} given out again.\n`);
        }
        const shown: { run: ListedRun; jobs: ListedJob[] }[] = [];
        for (const run of options.retry === true ? (await jobs.listRuns(engine)).filter(({ run }) => (only ?? run) === run) : runs) shown.push({ run, jobs: (await jobs.listJobs(engine, run)).filter((job) => options.all === true || isOfNote(job)) });
        if (options.format === "json") io.out(await asJson({ queue: address.shown, runs: shown.map(({ run, jobs }) => ({ ...run, jobs: jobs.map((job) => ({ ...job, why: whyOf(job, run) })) })) }));
        else await print(shown, address.shown, options, io);
      });
    });
}

async function runOf({ parts }: Options): Promise<string | undefined> {
  if (parts === undefined) return undefined;
  const plan = await (await import("../queue/plan.js")).readPlan(parts);
  if (plan === null) throw new CommandError(`${parts}: nothing was enqueued for this folder of parts.`);
  return plan.run;
}

/** What runs, failed, or did not go well the first time. */
const isOfNote = (job: ListedJob): boolean => job.state === "running" || job.state === "failed" || (job.state === "waiting" && job.taken > 0);

/** Why a job is not done. */
function whyOf(job: ListedJob, run: ListedRun): string {
  const { reason, value } = (job.output ?? {}) as { reason?: unknown; value?: { message?: unknown } };
  if (job.state === "running") return (job.heard ?? 0) > run.lease ? `not heard from for ${job.heard} s: another will take it` : "";
  if (typeof reason === "string") return reason;
  if (typeof value?.message === "string") return /timeout/.test(value.message) ? `its consumer was not heard from for ${run.lease} s` : value.message;
  return "";
}

async function print(shown: { run: ListedRun; jobs: ListedJob[] }[], address: string, options: Options, io: Io): Promise<void> {
  const { formatRows } = await import("../../reports/format.js");
  if (shown.length === 0) {
    if (options.parts !== undefined) return io.err(`${address}: holds no run of ${options.parts}. Without --parts all runs are shown.\n`);
    io.err(`${address}: no run is in this queue. Put one in: stocktake enqueue FOLDER --queue … --parts FOLDER\n`);
    return;
  }
  for (const { run, jobs } of shown) {
    const { waiting, running, done, failed, load } = run.counts;
    const words = `run ${run.run}  ${run.parts}\n  ${counted(run.files, "file")} of ${run.folder} in ${counted(run.batches, "batch", "batches")}: ${number(waiting)} waiting, ${number(running)} running, ${number(done)} done, ${number(failed)} failed; load ${load ?? "not there yet"}\n`;
    io.out(printable(words));
    const rows = jobs.map((job) => ({
      job: job.kind === "load" ? "load" : `batch ${job.batch ?? ""}`, state: job.state, tried: job.taken, files: job.files, mb: job.bytes === null ? null : Math.round(job.bytes / 1e5) / 10,
      by: job.state === "running" && typeof job.output?.["by"] === "string" ? job.output["by"] : "", seconds: job.seconds, heard: job.heard, why: whyOf(job, run),
    }));
    if (rows.length > 0) io.out(`${formatRows(rows, "table", { width: io.columns })}`);
  }
  const failed = shown.reduce((sum, { run }) => sum + run.counts.failed + (run.counts.load === "failed" ? 1 : 0), 0);
  io.err(`${counted(shown.length, "run")}: ${counted(shown.reduce((sum, { run }) => sum + run.counts.waiting, 0), "batch", "batches")} waiting, ${number(shown.reduce((sum, { run }) => sum + run.counts.running, 0))} running${options.all === true ? "" : "; --all lists every batch"}.${failed > 0 ? ` ${failed} failed: mend what 'why' says, then give ${failed === 1 ? "it" : "them"} out again with --retry.` : ""}\n`);
}
