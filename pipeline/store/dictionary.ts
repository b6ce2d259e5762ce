// Owns the data dictionary: schema.ts and views.ts as Markdown. Pure; docs/data-dictionary.md is its output and a test compares the two.
import { TABLES } from "./schema.js";
import { TABLE_MACROS } from "./table-macros.js";
import { VIEWS } from "./views.js";

/** The data dictionary as Markdown, ending with a newline. */
export function dataDictionary(): string {
  const lines = [
    "# Data dictionary",
    "",
    "Generated from the schema by `npx stocktake schema --format md`; a test fails when this file is out of date.",
    "The same words stand in the database as comments: `SELECT table_name, column_name, comment FROM duckdb_columns();`",
    "",
    "All offsets count UTF-16 units, as JavaScript does. Do not cut text by them in SQL: every quote is stored whole.",
    "`sources` and `runs` hold paths and clock times of one machine and are left out of everything that must be reproducible.",
    "",
    "## Tables",
  ];
  for (const table of TABLES) {
    lines.push("", `### ${table.name}`, "", table.comment, "", `Rows are identified by ${table.key.map((name) => `\`${name}\``).join(", ")}.`, "", "| column | type | may be null | meaning |", "|---|---|---|---|");
    for (const column of table.columns) lines.push(`| ${column.name} | ${column.type} | ${column.nullable ? "yes" : ""} | ${cell(column.comment)} |`);
  }
  lines.push("", "## Views");
  for (const view of VIEWS) {
    lines.push("", `### ${view.name}`, "", view.comment, "", "| column | meaning |", "|---|---|");
    for (const [name, comment] of view.columns) lines.push(`| ${name} | ${cell(comment)} |`);
  }
  lines.push("", "## Table macros", "", "Called as `FROM name(…)`. `document_ids` is a list of `document_id`, or NULL for all documents; `bases` is the list of bases to count.");
  for (const macro of TABLE_MACROS) lines.push("", `### ${macro.name}(${macro.parameters})`, "", macro.comment);
  return `${lines.join("\n")}\n`;
}

/** The same as rows, one a column, for the other formats. */
export function dictionaryRows(): { table: string; column: string; type: string; nullable: boolean; meaning: string }[] {
  return [
    ...TABLES.flatMap((table) => table.columns.map((column) => ({ table: table.name, column: column.name, type: column.type, nullable: column.nullable, meaning: column.comment }))),
    ...VIEWS.flatMap((view) => view.columns.map(([name, comment]) => ({ table: view.name, column: name, type: "", nullable: true, meaning: comment }))),
  ];
}

const cell = (text: string): string => text.replaceAll("|", "\\|");
