// Owns the command line: which commands there are, how an error is told, the exit code.
// Must load nothing heavy before a command needs it: `--help` answers in well under 150 ms.
import { Command, CommanderError } from "commander";
import { guarded, processIo, type Io } from "./commands/io.js";
import { COMMANDS } from "./commands/list.js";
import { registerLog, withLog } from "./commands/log.js";
import { diskFault } from "./disk-fault.js";
import { version } from "./version.js";

/**
 * Runs one command.
 * @param argv arguments without node and script
 * @returns the exit code: 0 done, 1 could not be done, 2 not understood, 3 ingest with files that could not be read
 */
export async function main(argv: string[], world: Io = processIo()): Promise<number> {
  return withLog(guarded(world), (logged) => command(argv, logged));
}

async function command(argv: string[], io: Io): Promise<number> {
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
  // The asked command alone is loaded; where there is none, the list is enough for the help and for a word about a misspelt one.
  const [first, second] = argv;
  const asked = COMMANDS.find(({ name }) => name === (first === "help" ? second : first));
  let run = (): Promise<unknown> => program.parseAsync(argv, { from: "user" });
  if (asked !== undefined) {
    await asked.register(program, io, done);
    (await import("./commands/defaults.js")).registerDefaults(program, io);
    const { registerDecisions, withDecisions } = await import("./commands/decisions.js");
    registerDecisions(program);
    run = () => withDecisions(io, () => program.parseAsync(argv, { from: "user" }));
    registerLog(program, io);
  } else {
    for (const { name, usage, description } of COMMANDS) {
      const listed = program.command(`${name} ${usage.replace("[options]", "")}`.trim()).description(description);
      if (usage.startsWith("[options]")) listed.option("--any", "told by the command itself");
    }
  }
  try {
    await run();
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
  const fault = diskFault(error);
  if (fault !== null) {
    io.err(`stocktake: ${(error as Error).message.split("\n")[0]}: ${fault.what}. ${fault.next}, and run the command again.\n`);
    return 1;
  }
  io.err(`stocktake: a fault of the program; please report it with the command that you gave.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 1;
}
