// Owns `stocktake cache`: what the cache of an ingest holds, and trimming it.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import type { CacheEntry, TrimOptions } from "../ingest/cache-care.js";
import { CommandError, EXIT_CODES, type Io } from "./io.js";
import { descriptionOf } from "./descriptions.js";
import { DEFAULT_DATABASE } from "./open.js";
import { selectFormat } from "./selection.js";

interface Where {
  db: string;
  cache?: string;
}

export function registerCache(program: Command, io: Io): void {
  const cache = program.command("cache").description(descriptionOf("cache")).addHelpText("after", `\nExamples:\n  stocktake cache show --db my.duckdb\n  stocktake cache trim --db my.duckdb --stale\n${EXIT_CODES}`);
  const where = (command: Command): Command => command.option("--db <file>", "database whose cache is meant (FILE.cache beside it)", DEFAULT_DATABASE).option("--cache <folder>", "the folder itself, as given to ingest --cache");
  const about = `
Entries are known by what they were made of: the bytes of the file, its name, the kind set by the user, and the versions of the reader
and of the rules. current: of the versions that run now; stale: of others. Losing an entry loses only time.
`;
  where(cache.command("show").description("Show what the cache holds, by stage: entries, size, how many are of use to the versions that run now."))
    .option("--verify", "read every entry whole and count the damaged ones")
    .option("--format <format>", "table, csv, json or md", "table")
    .addHelpText("after", `${about}\nExample:\n  stocktake cache show --db my.duckdb\n${EXIT_CODES}`)
    .action(async (options: Where & { verify?: boolean; format: string }) => {
      const { formatRows, OUTPUT_FORMATS } = await import("../../reports/format.js");
      const format = await selectFormat(options.format, OUTPUT_FORMATS);
      const { folder, entries } = await look(options, io, options.verify === true);
      const { CACHED_STAGES } = await import("../ingest/cache.js");
      const rows = CACHED_STAGES.map((stage) => {
        const of = entries.filter((entry) => entry.stage === stage);
        const count = (standing: CacheEntry["standing"]): number => of.filter((entry) => entry.standing === standing).length;
        return {
          stage, entries: of.length, bytes: bytesOf(of), current: count("current"), stale: count("stale"), left_over: count("left_over"), damaged: options.verify === true ? count("damaged") : null,
          unused_since: of[0] === undefined ? null : day(of[0].usedAt), last_used: of.length === 0 ? null : day((of.at(-1) as CacheEntry).usedAt),
        };
      });
      io.out(formatRows(rows, format, { columns: Object.keys(rows[0] as object), width: io.columns }));
      io.err(`${folder}: ${number(entries.length)} entries, ${size(bytesOf(entries))}.\n`);
    });
  where(cache.command("trim").description("Remove entries: those of other versions, those unused for long, or the longest unused until the rest fits."))
    .option("--stale", "entries of other versions of the reader or of the rules")
    .option("--older-than <time>", "entries not used for so long: 90d, 12h")
    .option("--max-size <size>", "the longest unused, stale ones first, until the rest takes no more: 500MB, 2GB")
    .option("--all", "every entry")
    .option("--dry-run", "remove nothing, say what would go")
    .addHelpText("after", `${about}Files in the folder that are no entries are left alone.\n\nExample:\n  stocktake cache trim --db my.duckdb --stale --max-size 2GB\n${EXIT_CODES}`)
    .action(async (options: Where & { stale?: boolean; olderThan?: string; maxSize?: string; all?: boolean; dryRun?: boolean }) => {
      const asked: TrimOptions = {
        stale: options.stale === true, all: options.all === true,
        olderThan: options.olderThan === undefined ? null : measureOf("--older-than", options.olderThan, { h: 3_600_000, d: 86_400_000 }, "90d or 12h"),
        maxBytes: options.maxSize === undefined ? null : measureOf("--max-size", options.maxSize, { KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 }, "500MB or 2GB"),
      };
      if (!asked.stale && !asked.all && asked.olderThan === null && asked.maxBytes === null) throw new CommandError("Say what is to go: --stale, --older-than TIME, --max-size SIZE or --all.", 2);
      const { folder, entries } = await look(options, io, false);
      const { chooseForTrim, removeEntries } = await import("../ingest/cache-care.js");
      const go = chooseForTrim(entries, asked, io.now());
      const failed = options.dryRun === true ? [] : await removeEntries(go);
      for (const { path, reason } of failed.slice(0, 5)) io.err(`${path}: could not be removed (${reason}).\n`);
      io.out(`${folder}: ${number(go.length - failed.length)} of ${number(entries.length)} entries ${options.dryRun === true ? "would go" : "removed"}, ${size(bytesOf(go))} of ${size(bytesOf(entries))}.\n`);
      if (failed.length > 0) throw new CommandError(`${folder}: ${number(failed.length)} entries could not be removed. Check the permissions of the folder.`);
    });
}

async function look(options: Where, io: Io, verify: boolean): Promise<{ folder: string; entries: CacheEntry[] }> {
  const folder = resolve(options.cache ?? `${options.db}.cache`);
  if (!existsSync(folder)) throw new CommandError(`${folder}: no such cache. An ingest makes one beside its database (FILE.cache); name it with --db FILE or --cache FOLDER.`);
  const [{ listCache }, { extractFingerprint, readFingerprint }] = await Promise.all([import("../ingest/cache-care.js"), import("../ingest/versions.js")]);
  return { folder, entries: await listCache(folder, { readFingerprint: readFingerprint(), extractFingerprint: extractFingerprint() }, io.now(), verify) };
}

/** A number with a unit. @throws CommandError that shows how to write one */
function measureOf(option: string, text: string, units: Record<string, number>, example: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?) ?([a-z]+)$/i.exec(text) ?? [];
  const factor = Object.entries(units).find(([name]) => name.toLowerCase() === unit?.toLowerCase())?.[1];
  if (amount === undefined || factor === undefined) throw new CommandError(`${option} '${text}': write it like ${example}.`, 2);
  return Number(amount) * factor;
}

const bytesOf = (entries: readonly CacheEntry[]): number => entries.reduce((sum, entry) => sum + entry.bytes, 0);
const number = (value: number): string => value.toLocaleString("en-GB");
const day = (time: number): string => new Date(time).toISOString().slice(0, 10);
/** Decimal units, as disks are sold and files are listed. */
const size = (bytes: number): string => (bytes >= 1e9 ? `${(bytes / 1e9).toFixed(2)} GB` : bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.ceil(bytes / 1e3)} KB`);
