// Owns `stocktake publish`: options in, a release on disk.
// Must not write a file itself; pipeline/publish does.
import type { Command } from "commander";
import { version } from "../version.js";
import { CommandError, EXIT_CODES, type Io } from "./io.js";
import { descriptionOf } from "./descriptions.js";
import { DEFAULT_DATABASE, withDatabase } from "./open.js";

interface Options {
  db: string;
  out: string;
  replace?: boolean;
  texts: boolean;
  date?: string;
  baseIri: string;
}

export function registerPublish(program: Command, io: Io): void {
  program
    .command("publish")
    .description(descriptionOf("publish"))
    .requiredOption("--out <folder>", "folder to make")
    .option("--db <file>", "database to publish", DEFAULT_DATABASE)
    .option("--replace", "write anew where the folder holds an earlier release")
    .option("--no-texts", "leave out the tables with the texts of the documents (paragraphs, footnotes); quotes stay")
    .option("--date <day>", "day of publication for the citation, YYYY-MM-DD; without it no date is written")
    .option("--base-iri <iri>", "what the names of concepts in codebook.ttl begin with", "urn:x-stocktake:")
    .addHelpText(
      "after",
      `
The same database gives the same bytes on every machine; checksums.txt proves it. Only DuckDB's own file differs, because DuckDB
writes random bytes into it: its checksum stands apart. Tables with the clock and the paths of this machine are left out.
The documents that were read have their own terms: look at them before passing on their texts, or give --no-texts.

Example:
  stocktake publish --db my.duckdb --out release
${EXIT_CODES}`,
    )
    .action(async (options: Options) => {
      if (options.date !== undefined && (!/^\d{4}-\d\d-\d\d$/.test(options.date) || new Date(`${options.date}T00:00:00Z`).toJSON()?.slice(0, 10) !== options.date)) throw new CommandError(`--date '${options.date}': write a day as YYYY-MM-DD.`, 2);
      if (!/^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]*[/#:]$/i.test(options.baseIri)) throw new CommandError(`--base-iri '${options.baseIri}': give an absolute IRI that ends in / # or :, for example https://data.example.org/stocktake/`, 2);
      // The checks of every command that reads: the file is there, is ours, and of this version.
      await withDatabase(options.db, () => Promise.resolve());
      const { writeRelease } = await import("../publish/release.js");
      const release = await writeRelease({ database: options.db, out: options.out, replace: options.replace === true, texts: options.texts, date: options.date ?? null, baseIri: options.baseIri, program: version(), notice: (message) => io.err(`${message}\n`) });
      for (const note of release.notes) io.err(`${note}\n`);
      io.out(`${release.folder}: release ${release.version}, ${release.tables.length} tables, ${release.tables.reduce((sum, table) => sum + table.rows, 0).toLocaleString("en-GB")} rows. Begin with its README.md.\n`);
    });
}
