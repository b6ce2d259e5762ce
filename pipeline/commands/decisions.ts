// Owns the option --decisions of every command that reads claims: whether human decisions are applied, and saying so.
// The choice travels with the run of a command (AsyncLocalStorage), so that no command has to hand it on.
import { AsyncLocalStorage } from "node:async_hooks";
import type { Command } from "commander";
import type { Database } from "../store/database.js";
import { CommandError, type Io } from "./io.js";

export const DECISION_MODES = ["apply", "ignore"] as const;
type Mode = (typeof DECISION_MODES)[number];

interface Choice {
  /** Null for commands that show no claims: they neither apply decisions nor speak of them. */
  mode: Mode | null;
  io: Io;
}
const choices = new AsyncLocalStorage<Choice>();

/** Commands that show claims or figures made from them, with what they do unasked: evaluate measures the extractor, so it looks at what was extracted. */
const READING: Record<string, Mode> = { gaps: "apply", claims: "apply", explain: "apply", evaluate: "ignore", sql: "apply", diff: "apply", report: "apply" };

/** Adds the option to the commands that read claims, and notes what was chosen before one runs. */
export function registerDecisions(program: Command): void {
  for (const command of program.commands) {
    const unasked = READING[command.name()];
    if (unasked === undefined) continue;
    // A command of commands (report) hands the option on: it stands where the others stand.
    for (const one of command.commands.length > 0 ? command.commands : [command]) one.option("--decisions <apply|ignore>", "with human decisions on claims (stocktake review), or as extracted", unasked);
  }
  program.hook("preAction", (_program, command) => {
    const { decisions: asked } = command.opts<{ decisions?: string }>();
    if (asked === undefined) return;
    if (!(DECISION_MODES as readonly string[]).includes(asked)) throw new CommandError(`--decisions '${asked}': write apply or ignore.`, 2);
    const choice = choices.getStore();
    if (choice !== undefined) choice.mode = asked as Mode;
  });
}

/** Runs a command with its own choice. */
export function withDecisions<T>(io: Io, work: () => Promise<T>): Promise<T> {
  return choices.run({ mode: null, io }, work);
}

/** Makes an opened database read as chosen and says so on stderr, where it holds decisions at all. Outside a command nothing is done. */
export async function chooseDecisions(database: Database): Promise<void> {
  const choice = choices.getStore();
  if (choice === undefined || choice.mode === null) return;
  const { describeStanding, readAsDecided, standingOf } = await import("../store/decisions.js");
  const standing = await standingOf(database);
  if (standing === null) return;
  if (choice.mode === "apply") await readAsDecided(database);
  choice.io.err(`${describeStanding(standing, choice.mode)}\n`);
}

/** For work on the claims as extracted, whatever was chosen. */
export function asExtracted<T>(work: () => Promise<T>): Promise<T> {
  return choices.exit(work);
}
