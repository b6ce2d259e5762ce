// Owns `stocktake review`: claims out for a person to judge, decisions back in, and how they stand.
// Must not judge; pipeline/review reads and checks the file, pipeline/store/decisions.ts keeps the rows.
import type { Command } from "commander";
import { codeOf } from "../disk-fault.js";
import { CERTAINTIES } from "../../extractors/contracts.js";
import type { Database } from "../store/database.js";
import { asExtracted } from "./decisions.js";
import { CommandError, EXIT_CODES, type Io } from "./io.js";
import { descriptionOf } from "./descriptions.js";
import { DEFAULT_DATABASE, withDatabase } from "./open.js";
import { registerReviewMerge } from "./review-merge.js";
import { registerReviewDocument } from "./review-document.js";
import { selectDocuments, selectFormat, selectMeasures, selectStates, selectValues } from "./selection.js";

interface ExportOptions {
  db: string;
  certainty?: string[];
  measure?: string[];
  state?: string[];
  document?: string[];
  limit?: string;
  sample?: string;
  seed: string;
  decided?: boolean;
  format: string;
}

export function registerReview(program: Command, io: Io): void {
  const review = program.command("review").description(descriptionOf("review"))
    .addHelpText("after", `\nExample:\n  stocktake review export --sample 100 > judge.csv\n  stocktake review import judge.csv --reviewer "A. Person"\n${EXIT_CODES}`);
  review
    .command("export")
    .description("Write claims as CSV, with their paragraph, and room for a decision: accept, reject or change, and why; in rows of your own, add.")
    .option("--db <file>", "database to read", DEFAULT_DATABASE)
    .option("--certainty <certainty...>", `only ${CERTAINTIES.join(", ")}`)
    .option("--measure <measure...>", "only these measures: a code, the first part of codes (victims), or a category")
    .option("--state <state...>", "only these States, by ISO 3166-1 alpha-3 code or by name")
    .option("--document <document...>", "only these documents: a UN symbol, a file (or the end of its path), or a document_id")
    .option("--limit <number>", "only the first")
    .option("--sample <number>", "only so many, drawn at random; the same for the same --seed")
    .option("--seed <text>", "seed of the sample", "1")
    .option("--decided", "only claims that carry a decision already, for example to take the decisions to another database")
    .option("--format <format>", "csv, json, md or table", "csv")
    .addHelpText("after", `\nThe claims are as extracted; decisions made before stand in the last columns. A cell that begins with = + - @ gets an apostrophe\nin front, which import takes off again.\n\nExample:\n  stocktake review export --certainty inferred,hedged --sample 100 --seed 7 > judge.csv\n${EXIT_CODES}`)
    .action(async (options: ExportOptions) => {
      const [{ formatRows, OUTPUT_FORMATS }, { REVIEW_COLUMNS, reviewRows }, { standingOf }] = await Promise.all([import("../../reports/format.js"), import("../review/review.js"), import("../store/decisions.js")]);
      const format = await selectFormat(options.format, OUTPUT_FORMATS);
      await asExtracted(() =>
        // Decisions of a database that only an older version can write are carried to a new one by this.
        withDatabase(options.db, async (database) => {
          const filter = {
            documents: await selectDocuments(database, options.document), measures: await selectMeasures(database, options.measure), states: await selectStates(options.state),
            certainties: await selectValues("certainty", options.certainty, CERTAINTIES), decided: options.decided === true,
            limit: options.limit === undefined ? null : whole("--limit", options.limit), sample: options.sample === undefined ? null : { size: whole("--sample", options.sample), seed: options.seed },
          };
          const rows = await reviewRows(database, filter, (await standingOf(database)) !== null);
          io.out(formatRows(rows, format, { columns: format === "table" ? ["claim_id", "document", "paragraph", "state", "measure", "status", "certainty", "decision", "quote"] : [...REVIEW_COLUMNS], width: io.columns, below: ["quote"], cut: 400 }));
          io.err(`${rows.length} claim${rows.length === 1 ? "" : "s"}. Fill in the column decision (accept, reject, change; add in a row of your own), then: stocktake review import FILE --reviewer NAME\n`);
        }, 1),
      );
    });

  review
    .command("import")
    .description("Take the decisions of a filled-in CSV into the database. All rows have to be right, or nothing is written.")
    .argument("<file>", "CSV made by stocktake review export; - is standard input")
    .requiredOption("--reviewer <name>", "who decided, where the column reviewer is empty")
    .option("--db <file>", "database to write", DEFAULT_DATABASE)
    .addHelpText("after", `\nreject, change and add need a reason. change takes new_status, new_state or new_measure. A row without a decision is left out.\nadd stands in a row without claim_id: document, paragraph, state, measure, status, and a quote that the paragraph holds byte for byte.\nA decision on a claim that has one takes its place. Decisions stay when documents are ingested again.\n\nExample:\n  stocktake review import judge.csv --reviewer "A. Person"\n${EXIT_CODES}`)
    .action(async (file: string, options: { reviewer: string; db: string }) => {
      const reviewer = options.reviewer.trim();
      if (reviewer === "") throw new CommandError("--reviewer is empty. Give the name of the person who decided.", 2);
      const [{ readReview }, { writeReview }, paths] = await Promise.all([import("../review/review.js"), import("../review/apply.js"), import("node:path")]);
      const text = await textOf(file);
      const day = io.now().toISOString().slice(0, 10);
      // Opened for reading first, so that a wrong name or an old database is told before anything is locked.
      const read = await asExtracted(() => withDatabase(options.db, (database) => readReview(text, database, reviewer, day, resolverOf(database))));
      if (read.errors.length > 0) {
        const more = read.errors.length > 20 ? `\n… and ${read.errors.length - 20} more` : "";
        throw new CommandError(`${file}: nothing was imported, because ${read.errors.length === 1 ? "a row is" : `${read.errors.length} rows are`} not right.\n${read.errors.slice(0, 20).map((error) => `${file} ${error}`).join("\n")}${more}`);
      }
      if (read.decisions.length + read.withdrawn.length === 0) {
        io.err(`${file}: no row has a decision; nothing was written.\n`);
        return;
      }
      await writeReview(paths.resolve(options.db), read, (message) => io.err(`${message}\n`));
      const count = (kind: string): number => read.decisions.filter((row) => row.decision === kind).length;
      io.out(`${read.decisions.length} decision${read.decisions.length === 1 ? "" : "s"} imported: ${count("accept")} accepted, ${count("reject")} rejected, ${count("change")} changed${count("add") > 0 ? `, ${count("add")} added` : ""}${read.withdrawn.length > 0 ? `, ${read.withdrawn.length} added before taken back` : ""}; ${read.skipped} row${read.skipped === 1 ? "" : "s"} without a decision.\n`);
    });

  registerReviewDocument(review, io);
  registerReviewMerge(review, io);

  review
    .command("list")
    .description("List the decisions and how they stand: applied, or not, because the quote changed or the claim is gone.")
    .option("--db <file>", "database to read", DEFAULT_DATABASE)
    .option("--standing <standing...>", "only applied, quote_changed, claim_gone, read_now, document_gone")
    .option("--format <format>", "table, csv, json or md", "table")
    .addHelpText("after", `\nExample:\n  stocktake review list --standing quote_changed\n${EXIT_CODES}`)
    .action(async (options: { db: string; standing?: string[]; format: string }) => {
      const [{ formatRows, OUTPUT_FORMATS }, { standingOf }] = await Promise.all([import("../../reports/format.js"), import("../store/decisions.js")]);
      const format = await selectFormat(options.format, OUTPUT_FORMATS);
      const standing = await selectValues("standing", options.standing, ["applied", "quote_changed", "claim_gone", "read_now", "document_gone"]);
      await asExtracted(() =>
        withDatabase(options.db, async (database) => {
          if ((await standingOf(database)) === null) {
            io.err(`${options.db}: holds no decisions. Make some with: stocktake review export\n`);
            return;
          }
          const rows = await database.all("SELECT * FROM decision_standing WHERE $1 IS NULL OR list_contains($1, standing) ORDER BY document, paragraph, state, measure, status, quote", [standing]);
          io.out(formatRows(rows, format, { ...(format === "table" ? { columns: ["document", "paragraph", "state", "measure", "status", "decision", "standing", "reviewer", "reason", "quote"] } : {}), width: io.columns, below: ["reason", "quote"], cut: 300 }));
          if (rows.length === 0) io.err("No decisions match.\n");
        }),
      );
    });
}

/** Codes of what people write, as this database has them. */
export function resolverOf(database: Database) {
  const one = (values: string[] | null, what: string, asked: string): string => {
    if (values?.length !== 1) throw new CommandError(`${what} '${asked}' stands for ${values?.length ?? 0}; give one code.`, 2);
    return values[0] as string;
  };
  return {
    document: async (value: string) => one(await selectDocuments(database, [value]), "document", value),
    state: async (value: string) => one(await selectStates([value]), "State", value),
    measure: async (value: string) => one(await selectMeasures(database, [value]), "measure", value),
  };
}

async function textOf(file: string): Promise<string> {
  const { readFileSync } = await import("node:fs");
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    throw new CommandError(`${file}: cannot be read (${codeOf(error)}). Check the path.`);
  }
}

function whole(option: string, value: string): number {
  if (!/^[1-9]\d*$/.test(value)) throw new CommandError(`${option} '${value}': give a whole number above 0.`, 2);
  return Number(value);
}
