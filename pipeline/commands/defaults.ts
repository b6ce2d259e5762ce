// Owns what options come to where they are not given: the config file of the folder, and the one database that lies in it.
// Must not change what was typed.
import { existsSync, readdirSync } from "node:fs";
import type { Command } from "commander";
import type { Config } from "../config.js";
import type { Io } from "./io.js";

/** Commands that make a database: a file that lies there by chance is not written. */
const WRITING = new Set(["ingest", "load", "demo"]);

/** Options by the key of the config file that gives them. */
const OPTIONS: { option: string; value: (config: Config) => string | undefined; only?: string }[] = [
  { option: "db", value: (config) => config.database },
  { option: "by", value: (config) => config.grouping },
  { option: "format", value: (config) => config.formats?.join(","), only: "report" },
  { option: "office", value: (config) => config.office?.name },
  { option: "contact", value: (config) => config.office?.contact, only: "report" },
];

/** Fills in, before a command runs, what was not typed. */
export function registerDefaults(program: Command, io: Io): void {
  program.hook("preAction", async (_program, command) => {
    const { CONFIG_FILE, DEFAULT_DATABASE, readConfig } = await import("../config.js");
    const untyped = (name: string): boolean => command.options.some((option) => option.attributeName() === name) && command.getOptionValueSource(name) !== "cli";
    const config = await readConfig(".");
    for (const { option, value, only } of OPTIONS) {
      const given = value(config);
      if (given !== undefined && untyped(option) && (only === undefined || parentName(command) === only)) command.setOptionValueWithSource(option, given, "config");
    }
    if (!untyped("db") || config.database !== undefined || WRITING.has(command.name()) || existsSync(DEFAULT_DATABASE)) return;
    if (command.getOptionValue("db") !== DEFAULT_DATABASE) return;
    const found = readdirSync(".").filter((name) => name.endsWith(".duckdb"));
    if (found.length === 1 && found[0] !== undefined) {
      command.setOptionValueWithSource("db", found[0], "folder");
      io.err(`Reading ${found[0]}, the one database in this folder (--db FILE or ${CONFIG_FILE} name another).\n`);
    } else if (found.length > 1) io.err(`This folder has ${found.length} databases (${found.sort().slice(0, 5).join(", ")}${found.length > 5 ? ", …" : ""}); say which with --db FILE.\n`);
  });
}

const parentName = (command: Command): string => command.parent?.name() ?? "";
