// Owns writing: replacing whole documents, reference tables, and what is found by comparing documents.
// Must not parse or extract.
import type { Database, Value } from "./database.js";
import { findNearDuplicates } from "./near-duplicates.js";
import { issueRow, type DocumentRows } from "./rows.js";
import { TABLES, table } from "./schema.js";

/** Rows of the reference tables by name; reference.ts makes them from datasets. */
export type ReferenceRows = Record<"measures" | "states" | "state_memberships" | "state_groupings" | "state_aliases" | "build_versions", Value[][]>;

const DOCUMENT_TABLES = TABLES.filter((candidate) => candidate.scope === "document");

/** Removes every row of the documents. Call inside a transaction. */
export async function removeDocuments(database: Database, documentIds: string[]): Promise<void> {
  if (documentIds.length === 0) return;
  for (const { name } of DOCUMENT_TABLES) await database.run(`DELETE FROM "${name}" WHERE document_id IN (SELECT unnest($1))`, [documentIds]);
}

/** Writes whole documents: the rows of older ones with the same id go, these come, in one transaction. */
export async function replaceDocuments(database: Database, documents: DocumentRows[]): Promise<void> {
  const ids = documents.map((rows) => idOf(rows));
  await database.transaction(async () => {
    const present = await database.all<{ document_id: string }>("SELECT document_id FROM documents WHERE document_id IN (SELECT unnest($1))", [ids]);
    await removeDocuments(database, present.map((row) => row.document_id));
    for (const candidate of DOCUMENT_TABLES) {
      const rows: Value[][] = [];
      for (const document of documents) for (const row of document[candidate.name] ?? []) rows.push(row);
      await database.append(candidate, rows);
    }
  });
}

/** Puts whole documents back as another database file of the same schema has them. */
export async function restoreDocuments(database: Database, from: string, documentIds: string[]): Promise<void> {
  if (documentIds.length === 0) return;
  // ATTACH takes no bound parameter.
  await database.run(`ATTACH '${from.replaceAll("'", "''")}' AS before (READ_ONLY)`);
  try {
    await database.transaction(async () => {
      for (const { name } of DOCUMENT_TABLES) await database.run(`INSERT INTO "${name}" SELECT * FROM before."${name}" WHERE document_id IN (SELECT unnest($1))`, [documentIds]);
    });
  } finally {
    await database.run("DETACH before");
  }
}

/** Writes the reference tables anew. */
export async function replaceReference(database: Database, reference: ReferenceRows): Promise<void> {
  await database.transaction(async () => {
    for (const [name, rows] of Object.entries(reference)) {
      await database.run(`DELETE FROM "${name}"`);
      await database.append(table(name), rows);
    }
  });
}

export interface SourceRow {
  path: string;
  root: string;
  file: string;
  document_id: string;
}

/** Writes where on this machine the documents were read. */
export async function replaceSources(database: Database, sources: SourceRow[]): Promise<void> {
  await database.transaction(async () => {
    await database.run("DELETE FROM sources");
    await database.append(table("sources"), [...sources].sort((a, b) => (a.path < b.path ? -1 : 1)).map((source) => [source.path, source.root, source.file, source.document_id]));
  });
}

/** Writes where documents came from: one row a document, in the order of the columns of `retrievals`. Rows of documents that are gone go. */
export async function replaceRetrievals(database: Database, rows: Value[][]): Promise<void> {
  await database.transaction(async () => {
    await database.run("DELETE FROM retrievals");
    await database.append(table("retrievals"), rows);
    await database.run("DELETE FROM retrievals WHERE document_id NOT IN (SELECT document_id FROM documents)");
  });
}

/** Writes which shards the last load went without, in the order of the columns of `missing_shards`. */
export async function replaceMissingShards(database: Database, rows: Value[][]): Promise<void> {
  await database.transaction(async () => {
    await database.run("DELETE FROM missing_shards");
    await database.append(table("missing_shards"), rows);
  });
}

/** Rows of `missing_shards`; none in a database of a version that did not keep them. */
export async function missingShardsOf(database: Database): Promise<Value[][]> {
  const columns = table("missing_shards").columns.map(({ name }) => name);
  const there = await database.all("SELECT 1 FROM duckdb_tables() WHERE table_name = 'missing_shards'");
  if (there.length === 0) return [];
  return (await database.all("SELECT * FROM missing_shards ORDER BY shard")).map((row) => columns.map((name) => row[name] ?? null));
}

/**
 * Writes anew the issues that come from comparing documents: one file twice, one symbol in several files, nearly the same text in two.
 * The text names files in the order of their names, so that the order of loading does not show.
 */
export async function reconcileCorpus(database: Database): Promise<void> {
  const copies = await database.all<{ document_id: string; files: string[] }>(
    "SELECT document_id, list(DISTINCT file ORDER BY file) AS files FROM sources GROUP BY document_id HAVING count(DISTINCT path) > 1 AND count(DISTINCT file) > 1 ORDER BY document_id",
  );
  const symbols = await database.all<{ symbol: string; ids: string[]; files: string[] }>(
    "SELECT symbol, list(document_id ORDER BY file, document_id) AS ids, list(file ORDER BY file, document_id) AS files FROM documents WHERE status = 'read' AND symbol IS NOT NULL GROUP BY symbol HAVING count(*) > 1 ORDER BY symbol",
  );
  const rows: Value[][] = [];
  const counts = new Map<string, number>();
  const ordinal = (id: string): number => {
    const next = counts.get(id) ?? 0;
    counts.set(id, next + 1);
    return next;
  };
  for (const { document_id, files } of copies) {
    rows.push(issueRow(document_id, "corpus", ordinal(document_id), { kind: "duplicate", severity: "notice", paragraph: null, excerpt: "", message: `The same bytes stand in ${files.length} files: ${someOf(files)}. They are one document.`, next: "Nothing needs to be done; remove the copies if they are not wanted." }, null));
  }
  for (const { symbol, ids, files } of symbols) {
    ids.forEach((id) => {
      rows.push(issueRow(id, "corpus", ordinal(id), { kind: "duplicate", severity: "warning", paragraph: null, excerpt: symbol, message: `${symbol} was read from ${files.length} files: ${someOf(files)}. Gap tables count each State once; lists of claims show every file.`, next: "Keep one of the files, or choose one with --document FILE." }, null));
    });
  }
  await database.transaction(async () => {
    for (const { document_id, paragraph, message, quote } of await database.all<{ document_id: string; paragraph: string; message: string; quote: string }>("SELECT document_id, paragraph, message, quote FROM treaty_contradictions ORDER BY document_id, paragraph_id, state, measure, claim_id")) {
      rows.push(issueRow(document_id, "corpus", ordinal(document_id), { kind: "depositary", severity: "warning", paragraph: null, excerpt: quote.slice(0, 200), message, next: "Read the paragraph: the document may tell of another treaty or of an act of its parliament. The claim stays, because it codes the document; tables show the depositary's record beside it." }, paragraph));
    }
    for (const { document_id, issue } of await findNearDuplicates(database)) rows.push(issueRow(document_id, "corpus", ordinal(document_id), issue, null));
    await database.run("DELETE FROM issues WHERE origin = 'corpus'");
    await database.append(table("issues"), rows);
  });
}

/** Names for a message that stands at each of them: all would grow with the square of the files. */
const someOf = (files: readonly string[]): string => (files.length <= 12 ? files.join(", ") : `${files.slice(0, 10).join(", ")} and ${files.length - 10} more`);

/** What is kept of a run, by the columns of `runs` that the run itself does not count. */
export type RunRecord = Omit<Record<string, Value>, "run">;

/** Adds a row to `runs`. @throws Error where a column has no value: a fault of the program */
export async function recordRun(database: Database, run: RunRecord): Promise<void> {
  const [last] = await database.all<{ run: number }>("SELECT coalesce(max(run), 0)::INTEGER AS run FROM runs");
  const values: RunRecord = { ...run, run: (last?.run ?? 0) + 1 };
  const row = table("runs").columns.map(({ name }) => {
    const value = values[name];
    if (value === undefined) throw new Error(`No value for runs.${name}`);
    return value;
  });
  await database.append(table("runs"), [row]);
}

function idOf(rows: DocumentRows): string {
  const id = rows["documents"]?.[0]?.[0];
  if (typeof id !== "string") throw new Error("Rows without a document");
  return id;
}
