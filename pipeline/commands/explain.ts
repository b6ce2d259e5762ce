// Owns `stocktake explain`: where a claim stands and why it was made.
import type { Command } from "commander";
import { CommandError, EXIT_CODES, type Io } from "./io.js";
import { descriptionOf } from "./descriptions.js";
import { DEFAULT_DATABASE, withDatabase } from "./open.js";
import { selectFormat } from "./selection.js";

interface Explained {
  [column: string]: string | number | boolean | null | string[];
  claim_id: string;
  text: string;
  quote_start: number;
  quote_end: number;
}

/** Roles of a paragraph itself, not of its section. */
const ROLE_WORDS: Record<string, string> = { question_unit: ": a question of a form, read with its answer", table_row: ": a row of a table of States, read with its heads" };

export function registerExplain(program: Command, io: Io): void {
  program
    .command("explain")
    .description(descriptionOf("explain"))
    .argument("[claim_id]", "as listed by stocktake claims; its first characters are enough where they are clear")
    .option("--silence <state measure...>", "why a State is silent on a measure: what was considered, and the step that rejected it")
    .option("--document <name...>", "with --silence: only these documents, by symbol, file or id")
    .option("--db <file>", "database to read", DEFAULT_DATABASE)
    .option("--format <format>", "text or json", "text")
    .addHelpText("after", `\nExamples:\n  stocktake explain 0123456789abcdef\n  stocktake explain --silence Norway victims.shelter\n${EXIT_CODES}`)
    .action(async (given: string | undefined, options: { db: string; format: string; silence?: string[]; document?: string[] }) => {
      options.format = await selectFormat(options.format, ["text", "json"]);
      if (options.silence !== undefined) {
        const { explainSilence } = await import("./explain-silence.js");
        return explainSilence(options.silence, options, io);
      }
      if (options.document !== undefined) throw new CommandError("--document goes with --silence STATE MEASURE; a claim stands in one document only.", 2);
      if (given === undefined) throw new CommandError("Name a claim (stocktake claims lists them), or ask why a State is silent: stocktake explain --silence STATE MEASURE", 2);
      const id = given;
      const [{ clean, toJson, wrap }, { runSqlFile }] = await Promise.all([import("../../reports/format.js"), import("../../reports/query.js")]);
      await withDatabase(options.db, async (database) => {
        const matches = await database.all<{ claim_id: string }>("SELECT claim_id FROM claims WHERE starts_with(claim_id, $1) ORDER BY claim_id LIMIT 6", [id.trim().toLowerCase()]);
        if (matches.length === 0 || id.trim() === "") throw new CommandError(`${options.db}: no claim '${id}'. ${await nearestClaims(database, id)}`);
        if (matches.length > 1) throw new CommandError(`'${id}' begins several claims: ${matches.map((row) => row.claim_id).join(", ")}. Give more characters.`);
        const [claim] = await runSqlFile<Explained>(database, "explain", { claim: matches[0]?.claim_id ?? "" });
        const details = await database.all("SELECT kind, value, unit, text FROM claim_details WHERE claim_id = $1 ORDER BY ordinal", [matches[0]?.claim_id ?? ""]);
        if (claim === undefined) throw new CommandError(`${options.db}: claim '${id}' has lost its paragraph. Ingest its document again.`);
        if (claim.text.slice(claim.quote_start, claim.quote_end) !== claim["quote"]) throw new CommandError(`${options.db}: the quote of claim '${id}' is not the text of its paragraph. The database was changed by hand; ingest again.`);
        if (options.format === "json") {
          io.out(toJson({ ...claim, details }));
          return;
        }
        const get = (name: string): string => (claim[name] === null ? "" : clean(String(claim[name])));
        const pages = claim["page_first"] === null ? "no pages in this format" : claim["page_first"] === claim["page_last"] ? `page ${get("page_first")}` : `pages ${get("page_first")}–${get("page_last")}`;
        const marked = `${claim.text.slice(0, claim.quote_start)}⟦${claim.text.slice(claim.quote_start, claim.quote_end)}⟧${claim.text.slice(claim.quote_end)}`;
        const field = (name: string, value: string): string => wrap(`${`${name}:`.padEnd(13)} ${value}`, io.columns, " ".repeat(14));
        const lines = [
          field("Claim", `${get("claim_id")}`),
          field("Says", `${get("state_name") || get("state")} (${get("state")}) reported ${get("measure_label") || get("measure")} (${get("measure")}): ${get("status")}`),
          field("Document", `${get("symbol") || get("file")}${get("title") === "" ? "" : `, ${get("title")}`}${get("year") === "" ? "" : `, ${get("year")}`}`),
          field("File", get("file")),
          ...(claim["retrieved_from"] === null ? [] : [field("Retrieved", `${get("retrieved_at").slice(0, 10)} from ${get("retrieved_from")}`)]),
          field("Kind", `${get("kind")} (${get("kind_basis")})`),
          field("Place", `paragraph ${get("paragraph")}${claim["numbered"] === false ? " (counted, not printed)" : ""}, ${pages}`),
          ...(claim["recognised"] === null || claim["recognised"] === undefined ? [] : [field("Text", `recognised from a picture of the page, ${get("recognised")}% sure; compare it with the page`)]),
          field("Headings", (claim["headings"] as string[]).map(clean).join(" › ") || "none"),
          field("Section", `${get("role")}${ROLE_WORDS[get("role")] ?? ""}${get("role_rule") === "" ? "" : ` (${get("role_rule")})`}`),
          field("Why State", `${get("state_reason")}${claim["state_start"] === null ? "" : ` — "${clean(claim.text.slice(Number(claim["state_start"]), Number(claim["state_end"])))}"`}`),
          field("Measure", claim["measure_start"] === claim["measure_end"] ? "its words stand in an earlier sentence" : `"${clean(claim.text.slice(Number(claim["measure_start"]), Number(claim["measure_end"])))}"`),
          field("Rule", get("rule")),
          field("Certainty", `${get("certainty")}; extent ${get("extent")}; basis ${get("basis")}`),
          field("Respondent", get("respondent_source") === "" ? "no: the document does not list it among those it heard from" : `yes (${get("respondent_source")})`),
          ...details.map((row) => field("Detail", `${String(row["kind"])}: ${clean(String(row["value"]))}${row["unit"] === null ? "" : ` ${String(row["unit"])}`}`)),
          "",
          ...marked.split("\n").map((line) => wrap(line, io.columns, "")),
          "",
        ];
        io.out(lines.join("\n"));
      });
    });
}

async function nearestClaims(database: { all<T>(sql: string, parameters?: string[]): Promise<T[]> }, id: string): Promise<string> {
  const close = await database.all<{ claim_id: string }>("SELECT claim_id FROM claims WHERE levenshtein(claim_id, $1) <= 3 ORDER BY levenshtein(claim_id, $1), claim_id LIMIT 3", [id.trim().toLowerCase().slice(0, 40)]);
  return close.length > 0 ? `Did you mean ${close.map((row) => `'${row.claim_id}'`).join(" or ")}?` : "List them with: stocktake claims";
}
