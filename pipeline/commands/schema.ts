// Owns `stocktake schema`: the data dictionary.
import type { Command } from "commander";
import { EXIT_CODES, type Io } from "./io.js";
import { descriptionOf } from "./descriptions.js";
import { selectFormat } from "./selection.js";

export function registerSchema(program: Command, io: Io): void {
  program
    .command("schema")
    .description(descriptionOf("schema"))
    .option("--format <format>", "table, csv, json or md", "table")
    .addHelpText("after", `\nExample:\n  stocktake schema --format md > docs/data-dictionary.md\n${EXIT_CODES}`)
    .action(async (options: { format: string }) => {
      const [{ formatRows, OUTPUT_FORMATS }, { dataDictionary, dictionaryRows }] = await Promise.all([import("../../reports/format.js"), import("../store/dictionary.js")]);
      const format = await selectFormat(options.format, OUTPUT_FORMATS);
      io.out(format === "md" ? dataDictionary() : formatRows(dictionaryRows(), format, { width: io.columns, ...(format === "table" ? { columns: ["table", "column", "type", "meaning"] } : {}) }));
    });
}
