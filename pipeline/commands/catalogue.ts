// Owns `stocktake catalogue`: which reports can be pulled, and which of them are on disk. Also how pull and catalogue choose.
// Must not ask the network.
import { Option, type Command } from "commander";
import type { CatalogueEntry, CatalogueFilter } from "../../datasets/catalogue.js";
import { CommandError, EXIT_CODES, type Io } from "./io.js";
import { descriptionOf } from "./descriptions.js";
import { selectFormat, selectStates, selectValues } from "./selection.js";

/** Where `pull` puts files unless told otherwise. */
export const DEFAULT_FOLDER = "documents";

export interface ChoiceOptions {
  kind?: string[];
  state?: string[];
  year?: string[];
  catalogue?: string;
  into: string;
}

/** Adds the options by which `pull` and `catalogue` choose reports. */
export function addChoice(command: Command): Command {
  return command
    .option("--kind <kind...>", "only these kinds: sg_report, national_report, upr_working_group, pledge, …")
    .option("--state <state...>", "only reports by or on these States, by ISO 3166-1 alpha-3 code or by name")
    .option("--year <year...>", "only these years of session: 2010, or 2008-2014")
    .option("--catalogue <file>", "a catalogue of your own instead: CSV with the columns symbol, title, kind, url")
    .option("--into <folder>", "folder of the pulled files", DEFAULT_FOLDER);
}

/**
 * The filter that the options stand for.
 * @throws CommandError that names the word that is not known and the nearest one
 */
export async function choice(options: ChoiceOptions): Promise<CatalogueFilter> {
  const { CATALOGUE_KINDS } = await import("../../datasets/catalogue.js");
  const kinds = (await selectValues("kind", options.kind, CATALOGUE_KINDS)) as CatalogueFilter["kinds"] | null;
  const states = await selectStates(options.state);
  return { ...(kinds ? { kinds } : {}), ...(states ? { states } : {}), years: years(options.year ?? []) };
}

function years(asked: readonly string[]): { from: number; to: number }[] {
  return asked.flatMap((value) => value.split(",")).map((value) => {
    const match = /^(\d{4})(?:[-–](\d{4}))?$/u.exec(value.trim());
    const from = Number(match?.[1]);
    const to = Number(match?.[2] ?? match?.[1]);
    if (!match || from > to) throw new CommandError(`--year '${value}': give a year (2010) or a range (2008-2014).`, 2);
    return { from, to };
  });
}

/** The catalogue asked for; rows of a user's file that do not fit are told on stderr and counted. */
export async function openCatalogue(options: ChoiceOptions, io: Io): Promise<{ entries: CatalogueEntry[]; problems: number }> {
  const { loadCatalogue, loadCatalogueFile } = await import("../../datasets/catalogue.js");
  if (options.catalogue === undefined) return { entries: await loadCatalogue(), problems: 0 };
  const { clean } = await import("../../reports/format.js");
  const { entries, problems } = await loadCatalogueFile(options.catalogue);
  for (const problem of problems) io.err(`stocktake: ${clean(problem)}.\n`);
  return { entries, problems: problems.length };
}

export function registerCatalogue(program: Command, io: Io, done: (code: number) => void): void {
  addChoice(program.command("catalogue").description(descriptionOf("catalogue")))
    .addOption(new Option("--verified <how...>", "only entries whose symbol was seen (symbol), whose session has a source (session), or neither (no)").choices(["symbol", "session", "no"]))
    .option("--format <format>", "table, csv, json or md", "table")
    .addHelpText("after", `
An entry says that a report is known of, not that a file exists: verified tells how far it is (datasets/catalogue/README.md).

Examples:
  stocktake catalogue --kind sg_report
  stocktake catalogue --state Slovenia --year 2008-2014
${EXIT_CODES}`)
    .action(async (options: ChoiceOptions & { verified?: string[]; format: string }) => {
      const [{ filterCatalogue }, { onDisk }, { formatRows, OUTPUT_FORMATS }] = await Promise.all([import("../../datasets/catalogue.js"), import("../pull/pull.js"), import("../../reports/format.js")]);
      const format = await selectFormat(options.format, OUTPUT_FORMATS);
      const { entries, problems } = await openCatalogue(options, io);
      const chosen = filterCatalogue(entries, await choice(options)).filter(({ verified }) => options.verified === undefined || options.verified.includes(verified));
      const disk = new Map<string, string[]>();
      for (const { symbol, language, file } of await onDisk(options.into)) disk.set(symbol.toLowerCase(), [...(disk.get(symbol.toLowerCase()) ?? []), language === "en" ? file : `${file} (${language})`]);
      const rows = chosen.map(({ languages, ...entry }) => ({ ...entry, languages, on_disk: disk.get(entry.symbol.toLowerCase()) ?? [] }));
      if (rows.length === 0) io.err(`Nothing in the catalogue fits. Leave out a filter, or see all with: stocktake catalogue\n`);
      else io.out(formatRows(rows, format, { width: io.columns, ...(format === "table" ? { columns: ["symbol", "kind", "state", "session", "year", "verified", "on_disk", "title"] } : {}) }));
      if (format === "table" && rows.length > 0) io.err(`${rows.length} of ${entries.length} entries, ${rows.filter(({ on_disk }) => on_disk.length > 0).length} on disk in ${options.into}\n`);
      if (problems > 0) done(1);
    });
}
