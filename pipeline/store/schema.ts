// Owns the shape of the database: which tables there are and in which order, and those of the corpus and of the log.
// Must not touch DuckDB; database.ts does. A new column is added to its table, here or in the file that has it, and nowhere else.

import { DECISION_TABLE } from "./decisions.js";
import { DOCUMENT_DECISION_TABLE } from "./document-decisions.js";
import { READ_TABLES } from "./document-tables.js";
import { PLAN_TABLES } from "./plan-tables.js";
import { REFERENCE_TABLES } from "./reference-tables.js";
import { column, optional, type Table } from "./shape.js";
import { documentId } from "./shared-columns.js";

/** Raised when the shape changes so that an older database has to be built again. */
export const SCHEMA_VERSION = 2;

export const TABLES: readonly Table[] = [
  ...READ_TABLES,
  ...REFERENCE_TABLES,
  {
    name: "retrievals",
    comment: "Where the bytes of a document came from: the record that stocktake pull wrote beside its file, kept only while its SHA-256 is that of the bytes read. A document without a row was put there by hand.",
    scope: "corpus",
    key: ["document_id"],
    columns: [
      documentId,
      column("symbol", "VARCHAR", "UN symbol (or name in a catalogue of the user's own) that was asked for."),
      column("asked_url", "VARCHAR", "Address asked for."),
      column("final_url", "VARCHAR", "Address that answered, after redirects."),
      column("retrieved_at", "VARCHAR", "When these bytes were received whole, ISO 8601 in UTC."),
      column("checked_at", "VARCHAR", "When the server last said that they are the same, ISO 8601 in UTC."),
      column("http_status", "INTEGER", "HTTP status of the answer that completed the file (206: a part asked for by Range)."),
      optional("content_type", "VARCHAR", "Content-Type as the server sent it; null where it sent none."),
      column("bytes", "BIGINT", "Size of the file in bytes."),
      optional("etag", "VARCHAR", "ETag as the server sent it; null where it sent none."),
      optional("last_modified", "VARCHAR", "Last-Modified as the server sent it; null where it sent none."),
      column("tool", "VARCHAR", "Name and version of the program that fetched it."),
    ],
  },
  {
    name: "missing_shards",
    comment: "Shares of the files that are in no table, because the last stocktake load was told to go on without them (--incomplete). Empty in a database of all its documents.",
    scope: "corpus",
    key: ["shard"],
    columns: [
      column("shard", "INTEGER", "Number of the shard, from 1."),
      column("shards", "INTEGER", "Count of shards of the split."),
      optional("files", "INTEGER", "Files that the shard was to read; null where it is not known."),
      column("reason", "VARCHAR", "What is the matter with its part."),
    ],
  },
  {
    name: "sources",
    comment: "Where on this machine each document was read. Not part of what must be reproducible.",
    scope: "log",
    key: ["path"],
    columns: [
      column("path", "VARCHAR", "Absolute path of the file."),
      column("root", "VARCHAR", "Absolute path of the folder or file given to ingest."),
      column("file", "VARCHAR", "Path relative to the root."),
      documentId,
    ],
  },
  {
    name: "runs",
    comment: "One row an ingest that changed the database: what was asked, with which versions, what it came to and how long it took. Holds the clock and figures of one machine; not part of what must be reproducible.",
    scope: "log",
    key: ["run"],
    columns: [
      column("run", "INTEGER", "Count of runs, from 1."),
      column("started", "VARCHAR", "Start, ISO 8601 in UTC."),
      column("seconds", "DOUBLE", "Duration up to the closing of the database."),
      column("arguments", "VARCHAR", "Paths and options given, as JSON."),
      column("node_version", "VARCHAR", "Version of Node."),
      column("files_read", "INTEGER", "Files read anew."),
      column("files_unchanged", "INTEGER", "Files left as they were."),
      column("files_failed", "INTEGER", "Files that could not be read."),
      optional("program_version", "VARCHAR", "Version of Stocktake. Null, as all that follows, in runs of a version that did not keep it."),
      optional("versions", "VARCHAR", "Versions of everything that decides the content (as in build_versions), as JSON."),
      optional("files_found", "INTEGER", "Files found under the given paths."),
      optional("files_from_cache", "INTEGER", "Of the files read anew, those whose parsed text came from the cache."),
      optional("copies", "INTEGER", "Files with the same bytes as another."),
      optional("documents_removed", "INTEGER", "Documents removed, because their files changed or are gone."),
      optional("pages", "INTEGER", "Pages read anew."),
      optional("paragraphs", "INTEGER", "Paragraphs read anew."),
      optional("claims", "INTEGER", "Claims found anew."),
      optional("issues", "INTEGER", "Issues met anew."),
      optional("workers", "INTEGER", "Worker processes at once."),
      optional("hash_seconds", "DOUBLE", "Time for the hashes of all files found."),
      optional("read_seconds", "DOUBLE", "Time for reading (or taking from the cache), summed over the workers."),
      optional("extract_seconds", "DOUBLE", "Time for extraction, summed over the workers."),
      optional("load_seconds", "DOUBLE", "Time for writing into the database."),
      optional("peak_megabytes", "INTEGER", "Most memory of the main process."),
      optional("peak_worker_megabytes", "INTEGER", "Most memory of a worker process, as seen after a document; null where there were none."),
    ],
  },
  DECISION_TABLE,
  DOCUMENT_DECISION_TABLE,
  ...PLAN_TABLES,
];

/** One table by its name. Throws where there is none: a fault of the program. */
export function table(name: string): Table {
  const found = TABLES.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`No table '${name}' in the schema`);
  return found;
}
