// Owns `stocktake states`: what a name resolves to. Needs no database.
import type { Command } from "commander";
import { CommandError, type Io } from "./io.js";
import { descriptionOf } from "./descriptions.js";
import { selectFormat } from "./selection.js";

export function registerStates(program: Command, io: Io, done: (code: number) => void): void {
  program
    .command("states")
    .description(descriptionOf("states"))
    .argument("<name...>", "names or codes, each one argument")
    .option("--year <year>", "year of the document: decides between a former and a present State of one name")
    .option("--format <format>", "table, csv, json or md", "table")
    .addHelpText("after", `\nExample:\n  stocktake states "Libyan Arab Jamahiriya" Swaziland Kosovo\n\nExit codes:\n  0  every name is a State's, or is known not to be one\n  1  a name could not be resolved\n  2  the command was not understood`)
    .action(async (names: string[], options: { year?: string; format: string }) => {
      const [{ resolveStateName }, { allStates }, datasets, { formatRows, OUTPUT_FORMATS }] = await Promise.all([import("../../extractors/states/mentions.js"), import("../../extractors/states/all.js"), import("../../datasets/states.js"), import("../../reports/format.js")]);
      const format = await selectFormat(options.format, OUTPUT_FORMATS);
      const { loadNonStates, loadStates, groupOf } = datasets;
      const index = allStates(["en", "fr", "es"]);
      if (options.year !== undefined && !/^\d{4}$/.test(options.year)) throw new CommandError(`--year '${options.year}': give a year, for example 1992.`, 2);
      const year = options.year === undefined ? null : Number(options.year);
      const rows = names.map((name) => {
        const found = resolveStateName(name, index, { year });
        const state = found.iso3 === null ? undefined : loadStates().find((record) => record.iso3 === found.iso3);
        const area = found.nonState === null ? undefined : loadNonStates().find((record) => record.code === found.nonState);
        return {
          name, code: found.iso3 ?? found.nonState, is: state !== undefined ? `${state.status === "member" ? "Member State" : state.status === "observer" ? "observer State" : "former Member State"}` : area !== undefined ? `not a State (${area.type})` : "unknown",
          un_name: state?.shortName ?? area?.name ?? null, region: state === undefined ? null : (groupOf(state.iso3, "region") ?? null), subregion: state === undefined ? null : (groupOf(state.iso3, "subregion") ?? null),
          un_group: state === undefined ? null : (groupOf(state.iso3, "un_group") ?? null), how: found.how, suggestions: found.suggestions,
        };
      });
      io.out(formatRows(rows, format, { width: io.columns, ...(format === "table" ? { columns: ["name", "code", "is", "un_name", "region", "how", "suggestions"] } : {}) }));
      done(rows.some((row) => row.code === null) ? 1 : 0);
    });
}
