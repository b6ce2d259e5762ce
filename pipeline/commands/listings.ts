// Owns the commands that list rows: claims, respondents, collective, recommendations, issues, documents. One SQL file each.
import type { Command } from "commander";
import { BASES, CERTAINTIES, ISSUE_KINDS, STATUSES } from "../../extractors/contracts.js";
import type { Database } from "../store/database.js";
import { EXIT_CODES, type Io } from "./io.js";
import { descriptionOf, type CommandName } from "./descriptions.js";
import { DEFAULT_DATABASE, withDatabase } from "./open.js";
import { counted } from "./plural.js";
import { selectDocuments, selectFormat, selectMeasures, selectStates, selectValues } from "./selection.js";

type Asked = Record<string, string[] | string | undefined> & { db: string; format: string };
type Variables = Record<string, string[] | string | null>;

interface Listing {
  name: CommandName;
  example: string;
  /** Options beside --db, --format and --document, as commander flags with a description. */
  options: [flags: string, description: string][];
  variables: (database: Database, asked: Asked) => Promise<Variables>;
  /** Table with a row for each row: its listing is written piece after piece in csv and json. Undefined where it is short, or ordered by something else than documents. */
  table?: string;
  /** Columns on a terminal, where all would not fit; the other formats give all. */
  narrow: string[];
  /** Of these, printed under the row. */
  below: string[];
  /** Shorter heads for a terminal. */
  titles?: Record<string, string>;
  /** What is said on stderr after the rows; null for nothing. */
  closing?: (database: Database, rows: readonly Record<string, unknown>[], variables: Variables) => Promise<string | null>;
}

const STATE: [string, string] = ["--state <state...>", "only these States, by ISO 3166-1 alpha-3 code or by name"];
const MEASURE: [string, string] = ["--measure <measure...>", "only these measures: a code, the first part of codes (victims), or a category"];
const list = (value: string[] | string | undefined): string[] | undefined => (typeof value === "string" ? [value] : value);

const LISTINGS: Listing[] = [
  {
    name: "claims",
    table: "claims",
    example: "stocktake claims --state Austria --measure victims --format csv > austria.csv",
    options: [STATE, MEASURE, ["--status <status...>", `only ${STATUSES.join(", ")}`], ["--basis <basis...>", `only ${BASES.join(", ")}`], ["--certainty <certainty...>", `only ${CERTAINTIES.join(", ")}`]],
    variables: async (database, asked) => ({
      states: await selectStates(list(asked["state"])),
      measures: await selectMeasures(database, list(asked["measure"])),
      statuses: await selectValues("status", asked["status"], STATUSES),
      bases: await selectValues("basis", asked["basis"], BASES),
      certainties: await selectValues("certainty", asked["certainty"], CERTAINTIES),
    }),
    narrow: ["claim_id", "document", "paragraph", "state", "measure", "status", "quote"],
    below: ["quote"],
  },
  {
    name: "respondents",
    table: "respondents",
    example: "stocktake respondents --document A/65/209",
    options: [STATE],
    variables: async (_database, asked) => ({ states: await selectStates(list(asked["state"])) }),
    narrow: ["document", "state", "state_name", "region", "source"],
    below: [],
  },
  {
    name: "collective",
    table: "collective_claims",
    example: "stocktake collective --document A/65/209 --format csv",
    options: [MEASURE],
    variables: async (database, asked) => ({ measures: await selectMeasures(database, list(asked["measure"])) }),
    narrow: ["document", "paragraph", "measure", "quantifier", "quote"],
    below: ["quote"],
  },
  {
    name: "recommendations",
    table: "recommendations",
    example: "stocktake recommendations --state Slovenia --measure treaty",
    options: [STATE, MEASURE],
    variables: async (database, asked) => ({ states: await selectStates(list(asked["state"])), measures: await selectMeasures(database, list(asked["measure"])) }),
    narrow: ["document", "number", "state", "recommended_by", "response", "quote"],
    below: ["quote"],
  },
  {
    name: "issues",
    example: "stocktake issues --kind unknown_state --format csv",
    options: [["--kind <kind...>", `only ${ISSUE_KINDS.join(", ")}`], ["--severity <severity...>", "only error, warning, notice (unasked: error and warning, the gravest first; notices are counted below)"]],
    variables: async (_database, asked) => ({ kinds: await selectValues("kind", asked["kind"], ISSUE_KINDS), severities: (await selectValues("severity", asked["severity"], ["error", "warning", "notice"])) ?? ["error", "warning"] }),
    narrow: ["severity", "kind", "file", "state", "symbol", "paragraph", "message", "next"],
    closing: issuesClosing,
    below: ["message", "next"],
  },
  {
    name: "documents",
    example: "stocktake documents --format csv",
    options: [],
    variables: () => Promise.resolve({}),
    narrow: ["file", "symbol", "status", "kind", "state", "year", "text_read_percent", "paragraphs", "claims"],
    titles: { text_read_percent: "% read", paragraphs: "para." },
    below: [],
  },
];

export function registerListings(program: Command, io: Io): void {
  for (const listing of LISTINGS) {
    const command = program
      .command(listing.name)
      .description(descriptionOf(listing.name))
      .option("--db <file>", "database to read", DEFAULT_DATABASE)
      .option("--document <document...>", "only these documents: a UN symbol, a file (or the end of its path), or a document_id")
      .option("--format <format>", "table (on a terminal; long text is cut), csv, json or md", "table");
    for (const [flags, description] of listing.options) command.option(flags, description);
    command.addHelpText("after", `\nIn csv, a text cell that begins with = + - @ gets an apostrophe in front, so that no spreadsheet runs it; json has the text as it is.\n\nExample:\n  ${listing.example}\n${EXIT_CODES}`).action(async (asked: Asked) => {
      const [{ formatRows, OUTPUT_FORMATS }, { runSqlFile }] = await Promise.all([import("../../reports/format.js"), import("../../reports/query.js")]);
      const format = await selectFormat(asked.format, OUTPUT_FORMATS);
      await withDatabase(asked.db, async (database) => {
        const variables = { documents: await selectDocuments(database, list(asked["document"])), ...(await listing.variables(database, asked)) };
        if (listing.table !== undefined && (format === "csv" || format === "json")) {
          const [{ writeLongListing }, { freeMemory }] = await Promise.all([import("../../reports/long-listing.js"), import("../store/free-memory.js")]);
          const written = await writeLongListing(database, { name: listing.name, table: listing.table, variables }, format, (text) => io.out(text), { between: freeMemory, bytes: io.bytes });
          if (written !== null && written > 0) return;
        }
        const rows = await runSqlFile(database, listing.name, variables);
        const columns = format === "table" ? listing.narrow : rows.length > 0 ? undefined : await columnsOf(database, listing.name);
        io.out(formatRows(rows, format, { ...(columns === undefined ? {} : { columns }), width: io.columns, below: listing.below, cut: 400, ...(format === "table" && listing.titles !== undefined ? { titles: listing.titles } : {}) }));
        const closing = (await listing.closing?.(database, rows, variables)) ?? null;
        if (closing !== null) io.err(closing);
        if (rows.length === 0) io.err(`No ${listing.name} ${Object.values(variables).every((value) => value === null) ? "in this database" : "match"}.\n`);
      });
    });
  }
}

/** Causes with their numbers, and how many notices were left out. */
async function issuesClosing(database: Database, rows: readonly Record<string, unknown>[], { documents, kinds, severities }: Variables): Promise<string | null> {
  const causes = new Map<string, number>();
  for (const row of rows) causes.set(String(row["kind"]), (causes.get(String(row["kind"])) ?? 0) + 1);
  const lines: string[] = [];
  if (rows.length > 0) lines.push(`${counted(rows.length, "issue")}: ${[...causes].sort((a, b) => b[1] - a[1]).map(([kind, number]) => `${number} ${kind}`).join(", ")}.`);
  if (!(severities as string[]).includes("notice")) {
    const [left] = await database.all<{ n: number }>("SELECT count(*)::INTEGER AS n FROM issues WHERE severity = 'notice' AND ($1 IS NULL OR list_contains($1, document_id)) AND ($2 IS NULL OR list_contains($2, kind))", [documents ?? null, kinds ?? null]);
    if (left !== undefined && left.n > 0) lines.push(`${counted(left.n, "notice")} not shown; to see ${left.n === 1 ? "it" : "them"}: --severity notice`);
  }
  return lines.length === 0 ? null : `${lines.join("\n")}\n`;
}

/** Column names of a listing without rows, so that an empty CSV still has its header. */
async function columnsOf(database: Database, name: string): Promise<string[]> {
  const { sqlText } = await import("../../reports/query.js");
  return (await database.table(sqlText(name))).columns;
}
