// Owns `stocktake usage`: which ways of the definitions and which names of States matched, and which never did.
import type { Command } from "commander";
import { EXIT_CODES, type Io } from "./io.js";
import { descriptionOf } from "./descriptions.js";
import { DEFAULT_DATABASE, withDatabase } from "./open.js";
import { selectDocuments, selectFormat, selectValues } from "./selection.js";

export function registerUsage(program: Command, io: Io): void {
  program
    .command("usage")
    .description(descriptionOf("usage"))
    .option("--db <file>", "database to read", DEFAULT_DATABASE)
    .option("--of <what>", "rules, aliases or both", "both")
    .option("--document <document...>", "only in these documents: a UN symbol, a file (or the end of its path), or a document_id")
    .option("--all", "also those that matched")
    .option("--format <format>", "table, csv, json or md", "table")
    .addHelpText("after", `\nA rule or name that matches nothing may be wrong, or the documents may not need it. Only English names are looked for in text.\n\nExample:\n  stocktake usage --of rules\n${EXIT_CODES}`)
    .action(async (options: { db: string; of: string; document?: string[]; all?: boolean; format: string }) => {
      const [{ formatRows, OUTPUT_FORMATS }, { loadDefinitions, loadListDefinitions }] = await Promise.all([import("../../reports/format.js"), import("../../datasets/definitions.js")]);
      const format = await selectFormat(options.format, OUTPUT_FORMATS);
      const of = (await selectValues("choice", options.of, ["rules", "aliases", "both"]))?.[0] ?? "both";
      await withDatabase(options.db, async (database) => {
        const documents = await selectDocuments(database, options.document);
        const matches = async (table: "rule_usage" | "alias_usage", name: "rule" | "alias"): Promise<Map<string, { matches: number; documents: number }>> =>
          new Map((await database.all<{ name: string; matches: number; documents: number }>(`SELECT ${name} AS name, sum(matches)::INTEGER AS matches, count(DISTINCT document_id)::INTEGER AS documents FROM ${table} WHERE $1 IS NULL OR list_contains($1, document_id) GROUP BY ALL`, [documents])).map((row) => [row.name, row]));
        const rows: { kind: string; name: string; of: string; matches: number; documents: number }[] = [];
        const counts: string[] = [];
        const add = (kind: string, known: { name: string; of: string }[], used: Map<string, { matches: number; documents: number }>): void => {
          const listed = known.map((one) => ({ kind, ...one, matches: used.get(one.name)?.matches ?? 0, documents: used.get(one.name)?.documents ?? 0 })).sort((a, b) => b.matches - a.matches || (a.name < b.name ? -1 : 1));
          const never = listed.filter((row) => row.matches === 0);
          counts.push(`${never.length} of ${listed.length} ${kind === "rule" ? "ways of the definitions of measures" : "English names of States"} matched nothing.`);
          rows.push(...(options.all === true ? listed : never));
        };
        if (of !== "aliases") add("rule", [...loadDefinitions(), ...loadListDefinitions()].flatMap(({ code, ways }) => ways.map((way) => ({ name: `${code}:${way.id}`, of: code }))), await matches("rule_usage", "rule"));
        if (of !== "rules") {
          const aliases = await database.all<{ name: string; of: string }>("SELECT alias AS name, string_agg(DISTINCT state, ' ' ORDER BY state) AS of FROM state_aliases WHERE language = 'en' AND state IS NOT NULL GROUP BY alias ORDER BY alias");
          add("alias", aliases, await matches("alias_usage", "alias"));
        }
        if (of !== "aliases") {
          const unknown = await database.all<{ name: string; matches: number; documents: number }>("SELECT predicate AS name, sum(matches)::INTEGER AS matches, count(DISTINCT document_id)::INTEGER AS documents FROM predicate_usage WHERE $1 IS NULL OR list_contains($1, document_id) GROUP BY ALL ORDER BY matches DESC, name", [documents]);
          rows.push(...unknown.map((row) => ({ kind: "unknown verb", of: "", ...row })));
          counts.push(unknown.length === 0 ? "Every verb above a measure is in the table of predicates." : `${unknown.length} verbs above a measure are in no table: the status of their claims is inferred. Add them to datasets/concepts/predicates.en.csv.`);
        }
        io.out(formatRows(rows, format, { columns: ["kind", "name", "of", "matches", "documents"], width: io.columns }));
        io.err(`${counts.join("\n")}\n`);
      });
    });
}
