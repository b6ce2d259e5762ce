// Owns writing a release: a copy of the database, each table as Parquet and CSV, the descriptions around them, checksums. Built beside and renamed.
// Must not read the clock: the same database and options give the same bytes (but for DuckDB's own file, see README of a release).
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { loadAccuracy } from "../../datasets/accuracy.js";
import { loadFrameworks } from "../../datasets/frameworks.js";
import { categories, loadCodebook, loadMeasures } from "../../datasets/measures.js";
import { loadSources } from "../../datasets/states.js";
import { diskFault, diskWords } from "../disk-fault.js";
import { placeOf, takeLock } from "../store/build.js";
import { createSchema } from "../store/create.js";
import { Database, DatabaseError } from "../store/database.js";
import { pathLiteral, rowOrder, writeParquet } from "../store/parquet.js";
import type { Table } from "../store/shape.js";
import { VIEWS } from "../store/views.js";
import { UNSAFE_CHARACTERS } from "../../datasets/unsafe-characters.js";
import { codebookTurtle } from "./codebook-skos.js";
import { dataPackage, foreignKeys, RELEASED, type ForeignKey, type ReleasedFile } from "./descriptor.js";
import { citation, datacite, description, readme, title, type ReleaseSummary } from "./front-matter.js";
import { CommandError } from "../command-error.js";

export interface ReleaseOptions {
  database: string;
  /** Folder to make. */
  out: string;
  /** Whether an earlier release there may be replaced. */
  replace: boolean;
  /** False leaves out the tables with the texts of documents. */
  texts: boolean;
  /** ISO 8601 day of publication, or null. */
  date: string | null;
  baseIri: string;
  program: string;
  /** Told when what a killed run left behind was put in order. */
  notice: (message: string) => void;
}

export interface Release {
  folder: string;
  version: string;
  tables: { name: string; rows: number }[];
  /** What a reader should know and is not an error. */
  notes: string[];
}

export class ReleaseError extends CommandError {}

const TEXTS = ["paragraphs", "footnotes"];
const NAME = "stocktake-release";

/**
 * Writes a release. A run that is killed leaves the earlier release or the new one; what it left beside is put in order by the next.
 * @throws ReleaseError where the folder cannot be made or holds something else; DatabaseError where the database cannot be read, or another run writes the same release
 */
export async function writeRelease(options: ReleaseOptions): Promise<Release> {
  const out = await placeOf(options.out);
  const lock = await takeLock(out, { work: "publish", elsewhere: "another folder with --out FOLDER" }, options.notice);
  try {
    const building = beside(out, "building");
    const replaced = beside(out, "replaced");
    await putInOrder(out, building, replaced, options.notice);
    let full = false;
    try {
      full = await mayWrite(out, options.replace);
      await mkdir(join(building, "tables"), { recursive: true });
      const release = await fill(building, options);
      await swap(building, out, full ? replaced : null);
      return { ...release, folder: out };
    } catch (error) {
      await rm(building, { recursive: true, force: true }).catch(() => undefined);
      const fault = diskFault(error);
      if (fault === null) throw error;
      throw new ReleaseError(`${out}: cannot be written: ${fault.what}. ${fault.next} (a release takes about twice the room of the database), or name another folder with --out FOLDER.${full ? " The earlier release is as it was." : ""}`);
    }
  } finally {
    await lock.release();
  }
}

const beside = (out: string, ending: string): string => join(dirname(out), `.${basename(out)}.${ending}`);

/** Clears what a killed run left; an earlier release that it had only moved away goes back to its place. */
async function putInOrder(out: string, building: string, replaced: string, notice: (message: string) => void): Promise<void> {
  try {
    await rm(building, { recursive: true, force: true });
    if ((await stat(replaced).catch(() => null)) === null) return;
    if (await holdsRelease(out)) await rm(replaced, { recursive: true, force: true });
    else {
      await rename(replaced, out);
      notice(`${out}: the earlier release, moved away by a publish that did not end, is back in its place.`);
    }
  } catch (error) {
    throw new ReleaseError(`${out}: what an earlier publish left beside it (${building}, ${replaced}) cannot be put in order: ${diskWords(error)}, or name another folder with --out FOLDER.`);
  }
}

/** @param replaced where the earlier release waits until the new one stands; null where there is none */
async function swap(building: string, out: string, replaced: string | null): Promise<void> {
  try {
    if (replaced !== null) await rename(out, replaced);
    // Over an empty folder this takes its place; over anything else it fails.
    await rename(building, out);
  } catch (error) {
    if (replaced !== null && (await stat(out).catch(() => null)) === null) await rename(replaced, out).catch(() => undefined);
    throw new ReleaseError(`${out}: cannot be put in place: ${diskWords(error, "Check that nothing else uses the folder")}, or name another folder with --out FOLDER.`);
  }
  if (replaced !== null) await rm(replaced, { recursive: true, force: true }).catch(() => undefined);
}

async function holdsRelease(out: string): Promise<boolean> {
  return readFile(join(out, "datapackage.json"), "utf8").then((text) => (JSON.parse(text) as { name?: string }).name === NAME).catch(() => false);
}

/** Whether there is an earlier release to be replaced. @throws ReleaseError where the folder is not free */
async function mayWrite(out: string, replace: boolean): Promise<boolean> {
  const found = await stat(out).catch(() => null);
  if (found === null) return false;
  if (!found.isDirectory()) throw new ReleaseError(`${out}: is a file. Name a folder with --out FOLDER.`);
  if ((await readdir(out)).length === 0) return false;
  if (!(await holdsRelease(out))) throw new ReleaseError(`${out}: is not empty and holds no release. Name a new folder with --out FOLDER.`);
  if (!replace) throw new ReleaseError(`${out}: holds a release already. Give --replace to write it anew, or name a new folder.`);
  return true;
}

async function fill(folder: string, options: ReleaseOptions): Promise<Omit<Release, "folder">> {
  const tables = RELEASED.filter((table) => options.texts || !TEXTS.includes(table.name));
  const file = join(folder, "stocktake.duckdb");
  const database = await Database.open(file, "write");
  let facts: Omit<ReleaseSummary, "version">;
  let keys: readonly ForeignKey[];
  const rows = new Map<string, number>();
  try {
    // One thread: several may write a Parquet file's row groups in another order.
    await database.run("SET threads = 1");
    await createSchema(database);
    await database.run(`ATTACH ${pathLiteral(options.database)} AS source (READ_ONLY)`);
    const decisions = await decisionsIn(database);
    for (const table of tables) {
      if (table.name === "decisions" && decisions === 0) continue;
      // A database of a version that did not keep them.
      if (table.name === "missing_shards" && (await database.all("SELECT 1 FROM duckdb_tables() WHERE database_name = 'source' AND table_name = 'missing_shards'")).length === 0) continue;
      const from = table.name === "claims" && decisions > 0 ? "claims_decided" : table.name;
      await database.run(`INSERT INTO "${table.name}" SELECT ${table.columns.map((column) => `"${column.name}"`).join(", ")} FROM source."${from}" ORDER BY ${rowOrder(table)}`);
    }
    await database.run("DETACH source");
    // What is said further of a rejected claim goes with it.
    if (decisions > 0) await database.run("DELETE FROM claim_details d WHERE NOT EXISTS (SELECT 1 FROM claims c WHERE c.document_id = d.document_id AND c.claim_id = d.claim_id)");
    const broken: string[] = [];
    keys = await kept(database, foreignKeys(tables), broken);
    for (const table of tables) {
      const [count] = await database.all<{ n: number }>(`SELECT count(*) AS n FROM "${table.name}"`);
      rows.set(table.name, count?.n ?? 0);
      const target = join(folder, "tables", table.name);
      await writeParquet(database, table, `${target}.parquet`);
      await database.run(`COPY (SELECT ${table.columns.map(csvColumn).join(", ")} FROM "${table.name}" ORDER BY ${rowOrder(table)}) TO ${pathLiteral(`${target}.csv`)} (FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '')`);
    }
    // They are in the claims now: left in the database, they would be looked for a second time and not be found.
    if (decisions > 0) await database.run("DELETE FROM decisions");
    facts = { ...(await summarize(database, tables, rows, options, broken)), decisions };
    await database.run("CHECKPOINT");
  } catch (error) {
    if (error instanceof Error && diskFault(error) !== null && !error.message.includes(options.database)) throw error;
    if (error instanceof Error && /source\.|schema "source"|does not have a column|Referenced column|database does not exist|cannot open|Cannot open|not a valid DuckDB/i.test(error.message)) {
      throw new DatabaseError(`${options.database}: cannot be read as this version writes it. Ingest again into a new file with --db. (${error.message.split("\n")[0]})`);
    }
    throw error;
  } finally {
    database.close();
  }

  const files: ReleasedFile[] = [];
  for (const table of tables) files.push({ table, csv: await measured(folder, `tables/${table.name}.csv`), parquet: await measured(folder, `tables/${table.name}.parquet`) });
  const content = createHash("sha256").update(files.map(({ csv }) => `${csv.sha256}  ${csv.path}\n`).join("")).digest("hex").slice(0, 16);
  const summary: ReleaseSummary = { ...facts, version: `${options.program}+${content}` };
  const descriptor = dataPackage({ version: summary.version, title: title(summary), description: description(summary), sources: sourcesOf(), date: options.date }, files, keys);
  await writeFile(join(folder, "datapackage.json"), `${JSON.stringify(descriptor, null, 2)}\n`);
  await writeFile(join(folder, "README.md"), readme(summary));
  await writeFile(join(folder, "CITATION.cff"), citation(summary));
  await writeFile(join(folder, "datacite.json"), `${JSON.stringify(datacite(summary), null, 2)}\n`);
  await writeFile(join(folder, "codebook.ttl"), await codebookTurtle(loadCodebook(), loadMeasures(), loadFrameworks(), options.baseIri));
  const listed = ["CITATION.cff", "README.md", "codebook.ttl", "datacite.json", "datapackage.json", ...files.flatMap(({ csv, parquet }) => [csv.path, parquet.path])].sort();
  const sums: string[] = [];
  for (const path of listed) sums.push(`${(await measured(folder, path)).sha256}  ${path}\n`);
  await writeFile(join(folder, "checksums.txt"), sums.join(""));
  await writeFile(join(folder, "stocktake.duckdb.sha256"), `${(await measured(folder, "stocktake.duckdb")).sha256}  stocktake.duckdb\n`);
  return { version: summary.version, tables: tables.map((table) => ({ name: table.name, rows: rows.get(table.name) ?? 0 })), notes: facts.broken };
}

/** As DuckDB's regular expressions (RE2) write it. */
const UNSAFE = `[${UNSAFE_CHARACTERS.replace(/\\u([0-9a-f]{4})/g, "\\x{$1}")}]`;

/**
 * Text without what would move a terminal's cursor or turn its direction, otherwise as it is, but that a spreadsheet must not run it:
 * one apostrophe in front, also before an apostrophe, so that it can be taken off again.
 */
function csvColumn(column: Table["columns"][number]): string {
  const name = `"${column.name}"`;
  const text = `regexp_replace(${column.type === "VARCHAR[]" ? `to_json(${name})::VARCHAR` : name}, '${UNSAFE}', '', 'g')`;
  if (column.type === "VARCHAR[]") return `${text} AS ${name}`;
  if (column.type === "VARCHAR") return `CASE WHEN regexp_matches(${text}, '^(\\s*[=+\\-@＝＋－＠]|[\\t\\r''])') THEN '''' || ${text} ELSE ${text} END AS ${name}`;
  return name;
}

/** The foreign keys that every row keeps; the others are told with a count and an example. */
async function kept(database: Database, keys: readonly ForeignKey[], broken: string[]): Promise<ForeignKey[]> {
  const good: ForeignKey[] = [];
  for (const key of keys) {
    const values = key.columns.map((name) => `f."${name}"`);
    const [row] = await database.all<{ n: number; example: string | null }>(
      `SELECT count(*) AS n, min(${values.map((value) => `${value}::VARCHAR`).join(" || ' ' || ")}) AS example FROM "${key.table}" f
       WHERE ${values.map((value) => `${value} IS NOT NULL`).join(" AND ")} AND NOT EXISTS (SELECT 1 FROM "${key.references}" t WHERE ${key.to.map((name, index) => `t."${name}" = ${values[index]}`).join(" AND ")})`,
    );
    if ((row?.n ?? 0) === 0) good.push(key);
    else broken.push(`${row?.n} rows of \`${key.table}\` name a row of \`${key.references}\` that is not there (for example ${row?.example}); this foreign key is not declared.`);
  }
  return good;
}

/** Human decisions in the attached source; none where it was made before there were any. */
async function decisionsIn(database: Database): Promise<number> {
  const there = await database.all("SELECT 1 FROM duckdb_tables() WHERE database_name = 'source' AND table_name = 'decisions'");
  return there.length === 0 ? 0 : ((await database.all<{ n: number }>("SELECT count(*) AS n FROM source.decisions"))[0]?.n ?? 0);
}

async function summarize(database: Database, tables: readonly Table[], rows: ReadonlyMap<string, number>, options: ReleaseOptions, broken: string[]): Promise<Omit<ReleaseSummary, "version" | "decisions">> {
  const [counts] = await database.all<ReleaseSummary["counts"]>(`SELECT
    (SELECT count(*) FROM documents WHERE status = 'read') AS documents, (SELECT count(*) FROM documents WHERE status = 'failed') AS failed, (SELECT count(*) FROM missing_shards) AS missing_shards,
    (SELECT count(*) FROM document_copies WHERE copy) AS copies, (SELECT count(*) FROM claims) AS claims, (SELECT count(*) FROM collective_claims) AS collective,
    (SELECT count(DISTINCT (document_id, state)) FROM respondents) AS respondents, (SELECT count(DISTINCT state) FROM claims) AS states, (SELECT count(DISTINCT measure) FROM claims) AS measures,
    (SELECT min(year) FROM documents WHERE claim_count + respondent_count > 0) AS "from", (SELECT max(year) FROM documents WHERE claim_count + respondent_count > 0) AS "to"`);
  const [doubtful] = await database.all<{ n: number }>("SELECT count(*) AS n FROM claims WHERE certainty <> 'explicit'");
  const codebook = loadCodebook();
  return {
    program: options.program,
    codebook: { version: codebook.version, topic: codebook.topic, measures: loadMeasures().length, categories: categories().length },
    accuracy: loadAccuracy(),
    counts: counts as ReleaseSummary["counts"],
    kinds: await database.all("SELECT coalesce(kind, 'not read') AS kind, count(*) AS documents, sum(claim_count)::INTEGER AS claims FROM documents GROUP BY 1 ORDER BY 1"),
    bases: await database.all("SELECT basis, count(*) AS claims FROM claims GROUP BY 1 ORDER BY 1"),
    doubtful: doubtful?.n ?? 0,
    tables: tables.map((table) => ({ name: table.name, rows: rows.get(table.name) ?? 0, comment: table.comment })),
    views: VIEWS.map(({ name, comment }) => ({ name, comment })),
    leftOut: options.texts ? [] : TEXTS,
    broken,
    date: options.date,
  };
}

function sourcesOf(): { title: string; path?: string }[] {
  return [{ title: "The documents listed in the table documents, by UN symbol and SHA-256" }, ...loadSources().map((source) => ({ title: source.title, path: source.url }))];
}

async function measured(folder: string, path: string): Promise<{ path: string; bytes: number; sha256: string }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(join(folder, path))) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { path, bytes, sha256: hash.digest("hex") };
}

