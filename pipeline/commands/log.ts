// Owns the option --log of the commands that take long, and what is logged of every one of them: its start, its messages, its end.
// What a command logs beyond that it gets from currentLog().
import { AsyncLocalStorage } from "node:async_hooks";
import type { Command } from "commander";
import { holding } from "../interrupt.js";
import type { Log } from "../log.js";
import { version } from "../version.js";
import type { Io } from "./io.js";

interface Running {
  log: Log | null;
  close: () => void;
}
const running = new AsyncLocalStorage<Running>();

/** Commands that take long, and those of their own commands that do (all where the list is empty). */
const LONG: Record<string, string[]> = { enqueue: [], ingest: [], load: [], publish: [], pull: [], report: [], review: ["import"], work: [] };

/** Adds the option, and opens the log before the command begins. */
export function registerLog(program: Command, io: Io): void {
  for (const command of program.commands) {
    const only = LONG[command.name()];
    if (only === undefined) continue;
    const commands = command.commands.length > 0 ? command.commands.filter((one) => only.length === 0 || only.includes(one.name())) : [command];
    for (const one of commands) one.option("--log <file>", "append what happens to this file, one JSON object a line");
  }
  program.hook("preAction", async (_program, command) => {
    const { log: file } = command.opts<{ log?: string }>();
    const store = running.getStore();
    if (file === undefined || store === undefined) return;
    const [{ openLog }, { withoutPasswords }] = await Promise.all([import("../log.js"), import("../queue/address.js")]);
    const opened = openLog(file, io.now, (message) => io.err(`${message}\n`));
    store.log = opened.log;
    store.close = opened.close;
    const names: string[] = [];
    for (let one: Command | null = command; one !== null && one.parent !== null; one = one.parent) names.unshift(one.name());
    opened.log("started", { command: names.join(" "), arguments: command.args, options: withoutPasswords(JSON.stringify(command.opts())), version: version(), node: process.version });
  });
}

/** The log of the command that runs; does nothing where none was asked for. */
export function currentLog(): Log {
  return running.getStore()?.log ?? (() => undefined);
}

/**
 * Runs a command with a log of its own, which ends with how it ended.
 * @param work gets an io whose messages are logged as well
 */
export async function withLog(io: Io, work: (io: Io) => Promise<number>): Promise<number> {
  const store: Running = { log: null, close: () => undefined };
  const started = io.now().getTime();
  return running.run(store, async () => {
    const done = holding(() => {
      store.log?.("interrupted", { seconds: (io.now().getTime() - started) / 1000 }, "error");
      store.close();
      return null;
    });
    try {
      const code = await work({
        ...io,
        err: (text) => {
          for (const line of text.split("\n")) if (line.trim() !== "") store.log?.("message", { text: line });
          io.err(text);
        },
      });
      store.log?.("ended", { exit_code: code, seconds: (io.now().getTime() - started) / 1000 }, code === 0 ? "info" : "error");
      return code;
    } finally {
      done();
      store.close();
    }
  });
}
