// Owns `stocktake sql`: a user's question in SQL, read-only, and its answer in a format.
// Must not write: the database is opened read-only, without files or network, and its settings are locked before the first statement runs.
import type { Command } from "commander";
import { codeOf } from "../disk-fault.js";
import { CommandError, EXIT_CODES, type Io } from "./io.js";
import { descriptionOf } from "./descriptions.js";
import { DEFAULT_DATABASE, withDatabase } from "./open.js";
import { selectFormat } from "./selection.js";

interface Options {
  db: string;
  file?: string;
  format: string;
}

export function registerSql(program: Command, io: Io): void {
  program
    .command("sql")
    .description(descriptionOf("sql"))
    .argument("[query]", "one or more statements; the result of the last one is printed")
    .option("--file <file>", "read the statements from a file; - is standard input")
    .option("--db <file>", "database to read", DEFAULT_DATABASE)
    .option("--format <format>", "table, csv, json or md", "table")
    .addHelpText(
      "after",
      `
Begin with the views: claim_evidence (who reports what, and where it says so), cells (State x measure x document with silent,
not_read and no_report), respondent_list, state_series, measure_series, corpus_coverage. stocktake schema --format md describes each, with
an example. Statements can neither change the database nor reach files or the network. In csv, a text cell that begins with
= + - @ gets an apostrophe in front, so that no spreadsheet runs it; json has the text as it is.

Example:
  stocktake sql "SELECT state_name, cited_as, quote FROM claim_evidence WHERE measure = 'victims.shelter' AND region = 'Africa'"
${EXIT_CODES}`,
    )
    .action(async (query: string | undefined, options: Options) => {
      const { formatRows, OUTPUT_FORMATS } = await import("../../reports/format.js");
      const format = await selectFormat(options.format, OUTPUT_FORMATS);
      const text = await textOf(query, options.file);
      if (text.replace(/--.*$|\/\*[\s\S]*?\*\//gm, "").replace(/[\s;]/g, "") === "") throw new CommandError(`${options.file ?? "The query"}: holds no statement. Write one, for example: FROM corpus_coverage`, 2);
      await withDatabase(options.db, async (database) => {
        let result: Awaited<ReturnType<typeof database.script>>;
        try {
          result = await database.script(text);
        } catch (error) {
          throw new CommandError(`${options.file ?? "The query"}: ${explain(error instanceof Error ? error.message : String(error))}`);
        }
        io.out(formatRows(result.rows, format, { columns: result.columns, width: io.columns, upright: true }));
        if (result.rows.length === 0) io.err("No rows.\n");
      });
    });
}

async function textOf(query: string | undefined, file: string | undefined): Promise<string> {
  if ((query === undefined) === (file === undefined)) throw new CommandError("Give either a query or --file FILE, not both and not none. Example: stocktake sql \"FROM corpus_coverage\"", 2);
  if (query !== undefined) return query;
  const { readFileSync } = await import("node:fs");
  try {
    return readFileSync(file === "-" ? 0 : (file as string), "utf8");
  } catch (error) {
    throw new CommandError(`${file}: cannot be read (${codeOf(error)}). Check the path.`);
  }
}

/** DuckDB's message, with the next step where it tells none. */
function explain(message: string): string {
  const text = message.trim();
  if (/read-only mode|read only/i.test(text)) return `${text.split("\n")[0]}\nThis command only reads. To change data, copy the database and open the copy with DuckDB.`;
  if (/disabled by configuration|configuration has been locked|external access/i.test(text)) return `${text.split("\n")[0]}\nFiles, extensions, settings and the network are out of reach here. To write a file, use --format and redirect the output.`;
  return `${text}${/does not exist/.test(text) && !/Did you mean|Candidate/.test(text) ? "\nSee the tables and columns with: stocktake schema" : ""}`;
}
