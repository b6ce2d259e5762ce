// Owns what a database tells of itself before and after an ingest: its documents, files, versions and sums.
// Must not write.
import { existsSync } from "node:fs";
import { standingOf } from "../store/decisions.js";
import { readCorrections } from "../store/document-decisions.js";
import { Database, DatabaseError } from "../store/database.js";
import { missingShardsOf, type SourceRow } from "../store/load.js";
import { refuseOtherSchema } from "../store/schema-version.js";
import { table } from "../store/schema.js";
import type { IngestSummary, IngestTools, Known } from "./contracts.js";
import { versionsOf } from "../store/build-versions.js";

const NO_TOTALS = { documents: 0, failed: 0, paragraphs: 0, claims: 0, issues: 0 };
export const NONE_LOST = { quoteChanged: 0, claimGone: 0 };

export async function readKnown(path: string): Promise<Known> {
  const known: Known = { documents: new Map(), sources: new Map(), corrections: new Map(), retrievals: new Map(), versions: new Map(), missingShards: [], totals: NO_TOTALS, lostDecisions: NONE_LOST };
  if (!existsSync(path)) return known;
  const database = await Database.open(path, "read");
  try {
    const tables = await database.all<{ name: string }>("SELECT table_name AS name FROM duckdb_tables() WHERE table_name IN ('documents', 'sources', 'retrievals', 'build_versions')");
    if (!tables.some(({ name }) => name === "build_versions")) {
      const others = await database.all("SELECT 1 FROM duckdb_tables() LIMIT 1");
      if (others.length > 0) throw new DatabaseError(`${path}: a DuckDB database that is not Stocktake's. Name another file with --db.`);
      return known;
    }
    known.versions = await versionsIn(database);
    // A file that says nothing of its schema gets the columns that it lacks.
    if (known.versions.has("schema")) refuseOtherSchema(path, known.versions.get("schema"));
    type Row = { document_id: string; file: string; status: string; user_kind: string | null; corrections: string | null; read_fingerprint: string; extract_fingerprint: string; failure_reason: string | null; failure_next: string | null };
    for (const row of await database.all<Row>("SELECT document_id, file, status, user_kind, corrections, read_fingerprint, extract_fingerprint, failure_reason, failure_next FROM documents")) {
      known.documents.set(row.document_id, { file: row.file, status: row.status, userKind: row.user_kind, corrections: row.corrections, readFingerprint: row.read_fingerprint, extractFingerprint: row.extract_fingerprint, reason: row.failure_reason, next: row.failure_next });
    }
    for (const row of await database.all<SourceRow & Record<string, never>>("SELECT path, root, file, document_id FROM sources")) known.sources.set(row.path, { path: row.path, root: row.root, file: row.file, document_id: row.document_id });
    if (tables.some(({ name }) => name === "retrievals")) {
      const columns = table("retrievals").columns.map((column) => column.name);
      for (const row of await database.all<Record<string, string | number | null>>("SELECT * FROM retrievals")) known.retrievals.set(String(row["document_id"]), columns.map((name) => row[name] ?? null));
    }
    known.corrections = await readCorrections(database);
    known.missingShards = await missingShardsOf(database);
    known.totals = await totalsOf(database);
    known.lostDecisions = await lostDecisionsOf(database);
    return known;
  } finally {
    database.close();
  }
}

export function sameVersions(a: Map<string, string>, b: Map<string, string>): boolean {
  return a.size === b.size && [...a].every(([name, version]) => b.get(name) === version);
}

/** What a database says of its own versions; none where it has no such table yet. */
export async function versionsIn(database: Database): Promise<Map<string, string>> {
  const there = await database.all("SELECT 1 FROM duckdb_tables() WHERE table_name = 'build_versions'");
  if (there.length === 0) return new Map();
  return new Map((await database.all<{ name: string; version: string }>("SELECT name, version FROM build_versions")).map((row) => [row.name, row.version]));
}

/** Versions of everything that decides the content. They are those of the database where its fingerprints are; otherwise the reference tables tell them. */
export async function versionsNow(tools: IngestTools, known: Known): Promise<Map<string, string>> {
  const { referenceFingerprint } = tools;
  const kept = (name: string): string | undefined => known.versions.get(name);
  if (referenceFingerprint !== undefined && kept("reference") === referenceFingerprint && kept("reader") === tools.readFingerprint && kept("extractors") === tools.extractFingerprint) return known.versions;
  return versionsOf(await tools.reference());
}

/** A human decision whose quote or claim is no longer there is not applied; whoever ingests has to hear of it. */
export async function lostDecisionsOf(database: Database): Promise<IngestSummary["lostDecisions"]> {
  const standing = await standingOf(database);
  return standing === null ? NONE_LOST : { quoteChanged: standing.quoteChanged, claimGone: standing.claimGone };
}

export async function totalsOf(database: Database): Promise<IngestSummary["totals"]> {
  const [row] = await database.all<IngestSummary["totals"]>(
    "SELECT count(*) FILTER (status = 'read') AS documents, count(*) FILTER (status = 'failed') AS failed, coalesce(sum(paragraph_count), 0)::BIGINT AS paragraphs, coalesce(sum(claim_count), 0)::BIGINT AS claims, (SELECT count(*) FROM issues) AS issues FROM documents",
  );
  return row as IngestSummary["totals"];
}
