// Owns `stocktake review document`: what a person sets of a document, and reading it anew with that.
// Must not read documents itself; pipeline/ingest does.
import type { Command } from "commander";
import { DOCUMENT_KINDS } from "../../extractors/contracts.js";
import type { Corrections } from "../store/document-decisions.js";
import { asExtracted } from "./decisions.js";
import { correctionsOf, type DocumentValues } from "./document-values.js";
import { CommandError, EXIT_CODES, type Io } from "./io.js";
import { DEFAULT_DATABASE, withDatabase } from "./open.js";
import { selectDocuments } from "./selection.js";

interface Options extends DocumentValues {
  db: string;
  reason: string;
  reviewer: string;
  cache: string | false;
}

export function registerReviewDocument(review: Command, io: Io): void {
  review
    .command("document")
    .description("Set the State, year, kind, symbol or session of a document where they were read wrongly, and read it anew with that.")
    .argument("<document...>", "a UN symbol, a file (or the end of its path), or a document_id; all get the same values")
    .option("--state <state>", "State that it is by or about: ISO 3166-1 alpha-3 code or name")
    .option("--year <year>", "year of the document")
    .option("--kind <kind>", `kind: ${DOCUMENT_KINDS.join(", ")}`)
    .option("--symbol <symbol>", "UN symbol, for example A/HRC/17/5")
    .option("--session <session>", "session as it should be shown")
    .requiredOption("--reason <text>", "why")
    .requiredOption("--reviewer <name>", "who sets it")
    .option("--db <file>", "database to write", DEFAULT_DATABASE)
    .option("--cache <folder>", "where parsed documents are kept, as for ingest (default: FILE.cache beside the database)")
    .option("--no-cache", "keep no parsed documents")
    .addHelpText("after", `\nThe value "auto" forgets what was set. What is set is kept by the document's bytes and stays through every ingest; stocktake sql\n"FROM document_decisions" lists it. Where the file is no longer where it was read, the next ingest that finds it reads it so.\n\nExample:\n  stocktake review document CIV-2014.pdf --state CIV --reason "masthead is a picture" --reviewer "A. Person"\n${EXIT_CODES}`)
    .action((asked: string[], options: Options) => setDocuments(asked, options, io));
}

/** Sets values of documents and reads them anew. @param asked symbols, files or ids */
export async function setDocuments(asked: string[], options: Options, io: Io): Promise<void> {
  const values = await correctionsOf(options);
  if (Object.keys(values).length === 0) throw new CommandError("Nothing to set: give --state, --year, --kind, --symbol or --session.", 2);
  for (const name of ["reason", "reviewer"] as const) if (options[name].trim() === "") throw new CommandError(`--${name} is empty.`, 2);
  const found = await asExtracted(() => withDatabase(options.db, async (database) => {
    const ids = (await selectDocuments(database, asked)) ?? [];
    return database.all<{ document_id: string; sha256: string; name: string }>("SELECT document_id, sha256, coalesce(symbol, file) AS name FROM documents WHERE list_contains($1, document_id) ORDER BY file", [ids]);
  }));
  const setting = { values, reason: options.reason.trim(), reviewer: options.reviewer.trim(), day: io.now().toISOString().slice(0, 10) };
  const { missing } = await apply(options, found, setting, io);
  for (const { name } of found.filter((row) => !missing.includes(row.document_id))) io.out(`${name}: set ${said(values)}, and read anew.\n`);
  for (const { name } of found.filter((row) => missing.includes(row.document_id))) io.out(`${name}: set ${said(values)}. Its file is not where it was read; stocktake ingest reads it anew where it finds it.\n`);
}

/** Documents whose file is there are read anew with the setting; of the others it is kept. */
async function apply(options: Options, found: { document_id: string; sha256: string; name: string }[], setting: import("../ingest/corrections.js").Setting, io: Io): Promise<{ missing: string[] }> {
  const [{ filesOf, reread }, { settingRows }, { writeDocumentDecisions }, { buildBeside, lockDatabase }, { ingestTools, tellLostDecisions }, paths] = await Promise.all([
    import("../ingest/reread.js"), import("../ingest/corrections.js"), import("../store/document-decisions.js"), import("../store/build.js"), import("./ingest.js"), import("node:path"),
  ]);
  const { files, missing } = await filesOf(options.db, found.map((row) => row.document_id));
  if (missing.length > 0) {
    const path = paths.resolve(options.db);
    const { rows, forgotten } = settingRows(setting, found.filter((row) => missing.includes(row.document_id)));
    const lock = await lockDatabase(path, (message) => io.err(`${message}\n`));
    try {
      await buildBeside(path, false, (database) => writeDocumentDecisions(database, rows, forgotten));
    } finally {
      await lock.release();
    }
  }
  if (files.length === 0) return { missing };
  const { limits, tools } = await ingestTools(io);
  const cache = options.cache === false ? null : typeof options.cache === "string" ? options.cache : `${options.db}.cache`;
  const summary = await reread({ database: options.db, documents: found.map((row) => row.document_id), setting, cache, limits }, files, tools);
  if (summary.failed.length > 0) throw new CommandError(summary.failed.map((failure) => `${failure.file}: ${failure.reason} Next: ${failure.next}`).join("\n"));
  tellLostDecisions(summary, options.db, io);
  return { missing };
}

const said = (values: Corrections): string => Object.entries(values).map(([field, value]) => (value === "auto" ? `${field} to what the reader finds` : `${field} to ${value}`)).join(", ");
