// Owns `stocktake gaps`: options in, the gap table out.
import type { Command } from "commander";
import { BASES } from "../../extractors/contracts.js";
import { CommandError, EXIT_CODES, type Io } from "./io.js";
import { descriptionOf } from "./descriptions.js";
import { DEFAULT_DATABASE, withDatabase } from "./open.js";
import { selectDocuments, selectFormat, selectFramework, selectMeasures, selectValues } from "./selection.js";

export interface GapOptions {
  db: string;
  by: string;
  measure?: string[];
  document?: string[];
  basis: string[] | string;
  names?: boolean;
  compact?: boolean;
  framework?: string;
  treaties?: string;
  format: string;
}

export function registerGaps(program: Command, io: Io): void {
  program
    .command("gaps")
    .description(descriptionOf("gaps"))
    .option("--db <file>", "database to read", DEFAULT_DATABASE)
    .option("--by <grouping>", "region, subregion, subregion-broad, un-group, ldc, lldc, sids or income", "region")
    .option("--measure <measure...>", "only these measures: a code, the first part of codes (victims), or a category")
    .option("--document <document...>", "only these documents: a UN symbol, a file (or the end of its path), or a document_id")
    .option("--basis <basis...>", `whose word counts: ${BASES.join(", ")}`, ["self_reported"])
    .option("--names", "list the States in each cell")
    .option("--compact", "one line a measure, one column a group: how many respondents report it in place")
    .option("--framework <name>", "instead of measures, the items of a framework: fully, partly or planned as reported (unodc-tool-2.7, a-65-209-part-iv, …)")
    .option("--treaties <file>", "record of the depositary in place of that of 14 March 2015 (docs/treaties.md says how to make one)")
    .option("--format <format>", "table, csv, json or md", "table")
    .addHelpText(
      "after",
      `
States = respondents + not read + no report. Respondents = in place + in progress + planned + mixed + absent + ended + conflict + silent.
Silent is not a no: the State answered and the text does not name it with the measure. Not read: its report
could not be read, or is in a language that is not read. "Named" counts States that the text
names with the measure and that are not among the respondents; they are in no percentage.
Over several documents the latest year with a claim counts. Only States that existed in the year of a document are counted.

Example:
  stocktake gaps --by un-group --measure victims --names
${EXIT_CODES}`,
    )
    .action(async (options: GapOptions) => printGaps(options, io));
}

/** The command's work; also behind `demo`. */
export async function printGaps(options: GapOptions, io: Io): Promise<void> {
  const [{ compactGapTable, formatGapTable, gapTable, GROUPINGS, sentencesOf }, { OUTPUT_FORMATS, clean }] = await Promise.all([import("../../reports/gaps.js"), import("../../reports/format.js")]);
  const format = await selectFormat(options.format, OUTPUT_FORMATS);
  const grouping = ((await selectValues("grouping", options.by, GROUPINGS)) as (typeof GROUPINGS)[number][])[0] ?? "region";
  const bases = (await selectValues("basis", options.basis, BASES)) ?? ["self_reported"];
  if (options.framework !== undefined) return printFrameworkGaps(options, options.framework, { format, grouping, bases }, io);
  const actions = await (await import("./report.js")).readTreaties(options.treaties);
  const treaties = actions === undefined ? null : (await import("../../datasets/treaties.js")).treatyVariable(actions);
  await withDatabase(options.db, async (database) => {
    const table = await gapTable(database, { treaties, grouping, documents: await selectDocuments(database, options.document), measures: await selectMeasures(database, options.measure), bases, names: options.names === true });
    if (table.rows.length === 0) {
      io.err(`${options.db}: no document in it was read, so there is no table. See why with: stocktake issues --db ${options.db}\n`);
      return;
    }
    io.out(options.compact === true && format === "table" ? compactGapTable(table, io.columns) : formatGapTable(table, format, io.columns));
    if (format === "csv") io.err(`${sentencesOf(table).map((note) => clean(note)).join("\n")}\n`);
  });
}

async function printFrameworkGaps(options: GapOptions, name: string, chosen: { format: "table" | "csv" | "json" | "md"; grouping: import("../../reports/gaps.js").Grouping; bases: string[] }, io: Io): Promise<void> {
  if (options.measure !== undefined || options.compact === true) throw new CommandError("--measure and --compact choose measures; a framework has items of its own. Leave them out with --framework.", 2);
  const [{ formatFrameworkGaps, frameworkGapTable }, { clean }] = await Promise.all([import("../../reports/frameworks.js"), import("../../reports/format.js")]);
  const framework = await selectFramework(name);
  if (framework.items.every((item) => !item.asksStates)) throw new CommandError(`${framework.id}: it judges plans, and no measure of the codebook answers its items. Use: stocktake appraise FILE --framework ${framework.id}`, 2);
  await withDatabase(options.db, async (database) => {
    const table = await frameworkGapTable(database, framework, { grouping: chosen.grouping, documents: await selectDocuments(database, options.document), bases: chosen.bases, names: options.names === true });
    if (table.rows.length === 0) {
      io.err(`${options.db}: no document in it was read, so there is no table. See why with: stocktake issues --db ${options.db}\n`);
      return;
    }
    io.out(formatFrameworkGaps(table, chosen.format, io.columns));
    if (chosen.format === "csv") io.err(`${table.notes.map((note) => clean(note)).join("\n")}\n`);
  });
}
