// Owns the command line: which commands there are, how an error is told, the exit code.
// Must load nothing heavy before a command needs it: `--help` answers in well under 150 ms.
import { Command, CommanderError } from "commander";
import { registerAppraise } from "./commands/appraise.js";
import { registerCatalogue } from "./commands/catalogue.js";
import { registerDecisions, withDecisions } from "./commands/decisions.js";
import { registerDemo } from "./commands/demo.js";
import { registerDiff } from "./commands/diff.js";
import { registerEvaluate } from "./commands/evaluate.js";
import { registerExplain } from "./commands/explain.js";
import { registerGaps } from "./commands/gaps.js";
import { registerIngest } from "./commands/ingest.js";
import { processIo, type Io } from "./commands/io.js";
import { registerListings } from "./commands/listings.js";
import { registerPublish } from "./commands/publish.js";
import { registerPull } from "./commands/pull.js";
import { registerReview } from "./commands/review.js";
import { registerReport } from "./commands/report.js";
import { registerSchema } from "./commands/schema.js";
import { registerSql } from "./commands/sql.js";
import { registerStates } from "./commands/states.js";
import { registerUsage } from "./commands/usage.js";
import { version } from "./version.js";

/**
 * Runs one command.
 * @param argv arguments without node and script
 * @returns the exit code: 0 done, 1 could not be done, 2 not understood, 3 ingest with files that could not be read
 */
export async function main(argv: string[], io: Io = processIo()): Promise<number> {
  let code = 0;
  const done = (value: number): void => {
    code = value;
  };
  const program = new Command("stocktake")
    .description("Reads Member State reporting on trafficking in persons and tabulates, with evidence, which State reported which measure and where the gaps are.")
    .version(version())
    .configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(text), getOutHelpWidth: () => Math.min(io.columns, 110), getErrHelpWidth: () => Math.min(io.columns, 110) })
    .showHelpAfterError("(stocktake COMMAND --help says what it takes)")
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText("after", `\nFirst steps:\n  stocktake demo                            the sample corpus as a gap table\n  stocktake ingest FOLDER --db my.duckdb    your own reports\n  stocktake gaps --db my.duckdb             who reported what, by region\n\nThe table codes reports, not countries: a State that is silent did not say no.`);
  registerDemo(program, io, done);
  registerCatalogue(program, io, done);
  registerPull(program, io, done);
  registerIngest(program, io, done);
  registerGaps(program, io);
  registerReport(program, io);
  registerListings(program, io);
  registerExplain(program, io);
  registerAppraise(program, io, done);
  registerEvaluate(program, io);
  registerStates(program, io, done);
  registerSchema(program, io);
  registerSql(program, io);
  registerPublish(program, io);
  registerDiff(program, io);
  registerReview(program, io);
  registerUsage(program, io);
  registerDecisions(program);
  try {
    await withDecisions(io, () => program.parseAsync(argv, { from: "user" }));
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return tell(error, io);
  }
}

/** Errors of input and files are told in one line; a fault of the program shows its stack, to be reported. */
function tell(error: unknown, io: Io): number {
  const name = error instanceof Error ? error.name : "";
  if (error instanceof Error && ["CommandError", "DatabaseError", "DataFileError", "GoldError"].includes(name)) {
    io.err(`stocktake: ${error.message.replace(/[^\P{C}\n\t]/gu, "")}\n`);
    return "exitCode" in error && typeof error.exitCode === "number" ? error.exitCode : 1;
  }
  io.err(`stocktake: a fault of the program; please report it with the command that you gave.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 1;
}
