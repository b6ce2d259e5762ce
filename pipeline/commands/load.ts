// Owns `stocktake load`: a folder of parts in, progress and closing summary out.
import type { Command } from "commander";
import type { LoadSummary } from "../shards/load-parts.js";
import { asJson, formatSummary, progressOn, tellLostDecisions, versionTools } from "./ingest.js";
import type { Io } from "./io.js";
import { descriptionOf } from "./descriptions.js";
import { DEFAULT_DATABASE } from "./open.js";
import { printed } from "./printed.js";
import { selectFormat } from "./selection.js";

interface Options {
  db: string;
  incomplete?: boolean;
  format: string;
}

export function registerLoad(program: Command, io: Io, done: (code: number) => void): void {
  program
    .command("load")
    .description(descriptionOf("load"))
    .argument("<folder>", "folder of parts, as given to ingest with --parts")
    .option("--db <file>", "database to make or to add to", DEFAULT_DATABASE)
    .option("--incomplete", "load what is there although shards are missing or did not see the same files; the documents of the others are then in no table, and gap tables and reports say so")
    .option("--format <format>", "closing summary on stdout: text (stderr only) or json", "text")
    .addHelpText(
      "after",
      `
Every part is looked at before anything is written: whole, its checksums right, made by this version, all of one split and of the same files.
Documents in the database that are unchanged are left alone, human decisions are kept; a load of the same parts again changes nothing.

Examples:
  stocktake ingest reports/ --shard 1/2 --parts parts/    (and 2/2, on another machine)
  stocktake load parts/ --db reports.duckdb

Exit codes:
  0  everything was read and loaded
  1  nothing was written; the message on stderr says why and what next
  2  the command was not understood
  3  the database was written, but some files could not be read, or shards are missing (--incomplete)`,
    )
    .action(async (folder: string, options: Options) => {
      options.format = await selectFormat(options.format, ["text", "json"]);
      const { loadParts } = await import("../shards/load-parts.js");
      const summary = await loadParts({ folder, database: options.db, incomplete: options.incomplete === true }, { ...(await versionTools()), notice: (message) => io.err(`${message}\n`), progress: await progressOn(io, "Loading"), now: io.now });
      if (options.format === "json") io.out(await asJson(summary));
      io.err(formatSummary(summary));
      io.err(formatParts(summary));
      tellLostDecisions(summary, options.db, io);
      const { missing, sameFiles } = summary.parts;
      if (summary.files === 0 && summary.problems.length > 0) done(1);
      else done(summary.failed.length > 0 || summary.problems.length > 0 || missing.length > 0 || !sameFiles ? 3 : 0);
    });
}

/** What a person has to know of the parts, the worst last. */
function formatParts({ parts }: LoadSummary): string {
  const lines = Object.entries(parts.skipped).map(([reason, count]) => `Left out by the shards: ${count} file${count === 1 ? "" : "s"}, ${reason}.`);
  lines.push(`${parts.folder}: ${parts.loaded.length} of ${parts.of} parts loaded.`);
  if (!parts.sameFiles) lines.push("INCOMPLETE: the shards did not see the same files; some may have been read by none. The table missing_shards and every gap table say so.");
  if (parts.missing.length > 0) {
    const files = parts.missing.reduce((sum, { files }) => sum + (files ?? 0), 0);
    lines.push(`INCOMPLETE: ${files} file${files === 1 ? " was" : "s were"} not read, of ${parts.missing.length === 1 ? "shard" : "shards"} ${parts.missing.map(({ shard }) => shard).join(", ")}. The table missing_shards and every gap table say so; run these shards and load again.`);
  }
  return printed(lines);
}
