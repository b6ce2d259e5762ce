// Owns what each command is called, takes and is for: one table for the help and for the commands themselves.
// Must not import a command, so that each can read its own line without knowing the others.
import type { Command } from "commander";
import type { Io } from "./io.js";

export interface Described {
  name: string;
  /** As the help shows it after the name. */
  usage: string;
  description: string;
}

/** Loads the module of a command and adds it (and those that share the module) to the program. */
export type Register = (program: Command, io: Io, done: (code: number) => void) => Promise<void>;

export interface Listed extends Described {
  register: Register;
}

/** In the order of the help. */
export const DESCRIPTIONS = [
  { name: "demo", usage: "[options]", description: "Ingest the sample corpus and print its gap table by region. The samples are digests of published documents; each says so on its face." },
  { name: "catalogue", usage: "[options]", description: "List the reports that can be pulled, and which of them are on disk." },
  { name: "pull", usage: "[options] [symbol...]", description: "Get reports from the Official Document System, or from the addresses in a catalogue, each with a record of where its bytes came from." },
  { name: "ingest", usage: "[options] <path...>", description: "Read files and folders of reports into a DuckDB database: who reported which measure, with the evidence." },
  { name: "load", usage: "[options] <folder>", description: "Make a database from the parts that shards of an ingest wrote, the same as one ingest of all files makes." },
  { name: "enqueue", usage: "[options] <folder>", description: "Put a folder of reports into a queue, in batches that consumers on any number of machines take and read." },
  { name: "work", usage: "[options]", description: "Take batches from a queue and read them, until all are read and loaded; a consumer that is killed loses nothing." },
  { name: "queue", usage: "[options]", description: "Show what is waiting, running, done and failed in a queue, and why; give out again what failed." },
  { name: "gaps", usage: "[options]", description: "Table who reported what, who is silent and who did not report, per measure and group of States." },
  { name: "report", usage: "", description: "Write summary tables as documents: docx, pdf, xlsx, html, md, csv. The same figures in each." },
  { name: "claims", usage: "[options]", description: "List the claims: which document reports which status of which measure for which State, with the quote." },
  { name: "respondents", usage: "[options]", description: "List the States that the documents say they heard from." },
  { name: "collective", usage: "[options]", description: "List the measures ascribed to States that are not named (\"many countries\"), with the quantifier." },
  { name: "recommendations", usage: "[options]", description: "List the recommendations made to States and their responses. They are never claims." },
  { name: "issues", usage: "[options]", description: "List what could not be read, resolved or reconciled, and what a person can do next." },
  { name: "documents", usage: "[options]", description: "List the documents: what was read as what, and what failed." },
  { name: "explain", usage: "[options] [claim_id]", description: "Show where a claim stands, its paragraph with the quote marked, the rule, and why this State; or why a State is silent." },
  { name: "appraise", usage: "[options] <file...>", description: "Appraise action plans, strategies or descriptions of them against a framework: each item met, partly met or not found, with the quote." },
  { name: "evaluate", usage: "[options]", description: "Compare the claims with hand labels: precision, recall and F1 on (document, paragraph, State, measure), status on the pairs found." },
  { name: "states", usage: "[options] <name...>", description: "Show what names of States resolve to." },
  { name: "schema", usage: "[options]", description: "Print the data dictionary: every table and column of the database with its meaning." },
  { name: "sql", usage: "[options] [query]", description: "Answer a question in SQL over the tables and views that `stocktake schema` describes. Read-only." },
  { name: "publish", usage: "[options]", description: "Write a release for others: every table as Parquet and CSV, the DuckDB file, a data package, a README, a citation, the codebook in SKOS, checksums." },
  { name: "diff", usage: "[options] <old> <new>", description: "Compare two databases: claims gained, lost and changed, document by document." },
  { name: "review", usage: "", description: "Let people judge claims: export them, import the decisions, see how the decisions stand." },
  { name: "explore", usage: "[options]", description: "Look around in a database and judge its claims in the browser, on this machine alone." },
  { name: "suggest", usage: "[options]", description: "Put suggestions of a second coder or of a language model into the review queue. They count nowhere until a person accepts them." },
  { name: "cache", usage: "", description: "Show or trim the cache in which an ingest keeps what it read and extracted." },
  { name: "usage", usage: "[options]", description: "List the rules (ways of the definitions of measures) and the names of States that matched nothing in the documents (with --all, how often each matched)." },
  { name: "completion", usage: "<shell>", description: "Print a script by which a shell (bash, zsh, fish) completes commands and options." },
] as const satisfies readonly Described[];

export type CommandName = (typeof DESCRIPTIONS)[number]["name"];

/** What a command is for. */
export const descriptionOf = (name: CommandName): string => (DESCRIPTIONS.find((command) => command.name === name) as Described).description;
