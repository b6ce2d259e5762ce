// Owns the list of commands: name, what it takes, what it is for, and which module holds it.
// Must not load a command before it is asked for: `--help` and every command pay for what is loaded.
import type { Command } from "commander";
import type { Io } from "./io.js";

export interface Listed {
  name: string;
  /** As the help shows it after the name. */
  usage: string;
  description: string;
  /** Loads the module and adds the command (and those that share its module) to the program. */
  register: (program: Command, io: Io, done: (code: number) => void) => Promise<void>;
}

/** In the order of the help. */
export const COMMANDS: readonly Listed[] = [
  { name: "demo", usage: "[options]", description: "Ingest the sample corpus and print its gap table by region. The samples are digests of published documents; each says so on its face.", register: async (program, io, done) => (await import("./demo.js")).registerDemo(program, io, done) },
  { name: "catalogue", usage: "[options]", description: "List the reports that can be pulled, and which of them are on disk.", register: async (program, io, done) => (await import("./catalogue.js")).registerCatalogue(program, io, done) },
  { name: "pull", usage: "[options] [symbol...]", description: "Get reports from the Official Document System, or from the addresses in a catalogue, each with a record of where its bytes came from.", register: async (program, io, done) => (await import("./pull.js")).registerPull(program, io, done) },
  { name: "ingest", usage: "[options] <path...>", description: "Read files and folders of reports into a DuckDB database: who reported which measure, with the evidence.", register: async (program, io, done) => (await import("./ingest.js")).registerIngest(program, io, done) },
  { name: "load", usage: "[options] <folder>", description: "Make a database from the parts that shards of an ingest wrote, the same as one ingest of all files makes.", register: async (program, io, done) => (await import("./load.js")).registerLoad(program, io, done) },
  { name: "gaps", usage: "[options]", description: "Table who reported what, who is silent and who did not report, per measure and group of States.", register: async (program, io) => (await import("./gaps.js")).registerGaps(program, io) },
  { name: "report", usage: "", description: "Write summary tables as documents: docx, xlsx, html, md, csv. The same figures in each.", register: async (program, io) => (await import("./report.js")).registerReport(program, io) },
  { name: "claims", usage: "[options]", description: "List the claims: which document reports which status of which measure for which State, with the quote.", register: async (program, io) => (await import("./listings.js")).registerListings(program, io) },
  { name: "respondents", usage: "[options]", description: "List the States that the documents say they heard from.", register: async (program, io) => (await import("./listings.js")).registerListings(program, io) },
  { name: "collective", usage: "[options]", description: "List the measures ascribed to States that are not named (\"many countries\"), with the quantifier.", register: async (program, io) => (await import("./listings.js")).registerListings(program, io) },
  { name: "recommendations", usage: "[options]", description: "List the recommendations made to States and their responses. They are never claims.", register: async (program, io) => (await import("./listings.js")).registerListings(program, io) },
  { name: "issues", usage: "[options]", description: "List what could not be read, resolved or reconciled, and what a person can do next.", register: async (program, io) => (await import("./listings.js")).registerListings(program, io) },
  { name: "documents", usage: "[options]", description: "List the documents: what was read as what, and what failed.", register: async (program, io) => (await import("./listings.js")).registerListings(program, io) },
  { name: "explain", usage: "[options] <claim_id>", description: "Show where a claim stands, its paragraph with the quote marked, the rule, and why this State.", register: async (program, io) => (await import("./explain.js")).registerExplain(program, io) },
  { name: "appraise", usage: "[options] <file...>", description: "Appraise action plans, strategies or descriptions of them against a framework: each item met, partly met or not found, with the quote.", register: async (program, io, done) => (await import("./appraise.js")).registerAppraise(program, io, done) },
  { name: "evaluate", usage: "[options]", description: "Compare the claims with hand labels: precision, recall and F1 on (document, paragraph, State, measure), status on the pairs found.", register: async (program, io) => (await import("./evaluate.js")).registerEvaluate(program, io) },
  { name: "states", usage: "[options] <name...>", description: "Show what names of States resolve to.", register: async (program, io, done) => (await import("./states.js")).registerStates(program, io, done) },
  { name: "schema", usage: "[options]", description: "Print the data dictionary: every table and column of the database with its meaning.", register: async (program, io) => (await import("./schema.js")).registerSchema(program, io) },
  { name: "sql", usage: "[options] [query]", description: "Answer a question in SQL over the tables and views that `stocktake schema` describes. Read-only.", register: async (program, io) => (await import("./sql.js")).registerSql(program, io) },
  { name: "publish", usage: "[options]", description: "Write a release for others: every table as Parquet and CSV, the DuckDB file, a data package, a README, a citation, the codebook in SKOS, checksums.", register: async (program, io) => (await import("./publish.js")).registerPublish(program, io) },
  { name: "diff", usage: "[options] <old> <new>", description: "Compare two databases: claims gained, lost and changed, document by document.", register: async (program, io) => (await import("./diff.js")).registerDiff(program, io) },
  { name: "review", usage: "", description: "Let people judge claims: export them, import the decisions, see how the decisions stand.", register: async (program, io) => (await import("./review.js")).registerReview(program, io) },
  { name: "explore", usage: "[options]", description: "Look around in a database and judge its claims in the browser, on this machine alone.", register: async (program, io) => (await import("./explore.js")).registerExplore(program, io) },
  { name: "suggest", usage: "[options]", description: "Put suggestions of a second coder or of a language model into the review queue. They count nowhere until a person accepts them.", register: async (program, io) => (await import("./suggest.js")).registerSuggest(program, io) },
  { name: "cache", usage: "", description: "Show or trim the cache in which an ingest keeps what it read and extracted.", register: async (program, io) => (await import("./cache.js")).registerCache(program, io) },
  { name: "usage", usage: "[options]", description: "List the measure rules and the names of States that matched nothing in the documents (with --all, how often each matched).", register: async (program, io) => (await import("./usage.js")).registerUsage(program, io) },
  { name: "completion", usage: "<shell>", description: "Print a script by which a shell (bash, zsh, fish) completes commands and options.", register: async (program, io) => (await import("./completion.js")).registerCompletion(program, io) },
];

/** What a command is for. @throws Error where the list has no such command: a fault of the program */
export function descriptionOf(name: string): string {
  const found = COMMANDS.find((command) => command.name === name);
  if (found === undefined) throw new Error(`No command '${name}' in the list`);
  return found.description;
}
