// Owns what an ingest is given, what it knows beforehand and what it tells at the end, as types.
// Must hold no work; ingest.ts, plan.ts and known.ts do it.
import type { Log } from "../log.js";
import type { Corrections } from "../store/document-decisions.js";
import type { Database, Value } from "../store/database.js";
import type { ReferenceRows, SourceRow } from "../store/load.js";
import type { Setting } from "./corrections.js";
import type { Discovery, FoundFile } from "./discover.js";
import type { FileTask } from "./file-task.js";
import type { Limits, Runner } from "./pool.js";
import type { Retrievals } from "./retrievals.js";
import type { Problem } from "./problem.js";

export interface IngestOptions {
  paths: string[];
  database: string;
  /** Kind set by the user for all files of this ingest; "auto" clears one set before; undefined keeps what was set. */
  kind?: string | undefined;
  /** What is to be set of all documents of this ingest, and kept. */
  setting?: Setting | undefined;
  /** Folder of parsed documents; null to keep none. */
  cache: string | null;
  /** Remove the documents of files that are gone from the given folders. */
  prune: boolean;
  limits: Limits;
}

/** What the caller hands in, so that tests need no mocks. */
export interface IngestTools {
  /** Pages without text are recognised (--ocr). */
  ocr?: boolean;
  readFingerprint: string;
  extractFingerprint: string;
  reference: () => ReferenceRows | Promise<ReferenceRows>;
  /** Stands for the content of `reference`, so that it is made only where the database lacks it; without it, it is made each time. */
  referenceFingerprint?: string;
  /** A database file with the tables and the reference of some version but no document, which a new database begins from: making them takes most of a small ingest. */
  blank?: string;
  /** Made only when there is a file to work on. */
  runner: () => Promise<Runner>;
  notice: (message: string) => void;
  progress: { start(total: number): void; step(file: string, result: "read" | "cached" | "failed"): void; stop(): void };
  now: () => Date;
  /** Version of the program, for the record of the run. */
  program?: string;
  /** What happens, for those who keep it; see pipeline/log.ts. */
  log?: Log;
}

export interface IngestSummary {
  database: string;
  /** Files found. */
  files: number;
  read: number;
  /** Of `read`: from the cache of parsed documents. */
  fromCache: number;
  unchanged: number;
  /** Files with the same bytes as another. */
  copies: number;
  failed: { file: string; reason: string; next: string }[];
  /** Documents that were read now and say nothing to us, or gave nothing although they are on the topic. */
  warnings: { file: string; message: string }[];
  skipped: { path: string; reason: string }[];
  problems: Problem[];
  /** Files of the given folders that are gone; kept unless `removed`. */
  gone: string[];
  removed: number;
  /** Added or rewritten in this ingest. */
  pages: number;
  paragraphs: number;
  claims: number;
  issues: number;
  /** In the whole database afterwards. */
  /** Issues of the database by kind, most first; empty where nothing was written. */
  issueKinds: { kind: string; count: number }[];
  totals: { documents: number; failed: number; paragraphs: number; claims: number; issues: number };
  /** Human decisions that are not applied any more, in the whole database afterwards. */
  lostDecisions: { quoteChanged: number; claimGone: number };
  /** False where the database was left as it was. */
  written: boolean;
  seconds: number;
  /** Milliseconds summed over the files: reading, extraction; and of loading. */
  readMs: number;
  extractMs: number;
  loadMs: number;
  /** Milliseconds for the hashes of all files found. */
  hashMs: number;
  /** Worker processes at once; 0 where there was nothing to read. */
  workers: number;
  /** Most memory of a worker process as seen after a document, in megabytes; null where it is not known. */
  peakWorkerMegabytes: number | null;
}

/** What a closing summary counts of the files worked on. */
export type Tally = Pick<IngestSummary, "failed" | "warnings" | "read" | "fromCache" | "pages" | "paragraphs" | "claims" | "issues" | "readMs" | "extractMs" | "loadMs" | "workers" | "peakWorkerMegabytes" | "problems">;

/** Where documents come from: files on this disk, or the parts that shards wrote (pipeline/shards). */
export interface Intake {
  /** What there is; none of it under the paths of `leaveOut`. */
  discover(leaveOut: string[]): Promise<Discovery>;
  /** SHA-256 by path; a file that cannot be read goes to `problems`. */
  hash(files: FoundFile[], problems: Discovery["problems"]): Promise<Map<string, string>>;
  /** Whether a document of the database needs not be brought in again. */
  fresh(document: KnownDocument, id: string): boolean;
  /** False where the paths are those of other machines: that one does not exist here then says nothing. */
  here: boolean;
  retrievals(hashes: ReadonlyMap<string, string>): Promise<Retrievals>;
  /** Rows of `missing_shards` as they are to be from now on; without it they stay as they are. */
  missingShards?: Value[][];
  /** Told what there is to do before the database is made ready for it. */
  begin?(tasks: FileTask[]): void;
  /** Brings the documents of the tasks into the database that is being built. Gives the ids of those whose file is no longer what it was: nothing was written of them. */
  load(building: Database, tasks: FileTask[], summary: IngestSummary): Promise<Set<string>>;
  /** For the table of runs. */
  arguments: Record<string, unknown>;
}

export interface KnownDocument {
  file: string;
  status: string;
  userKind: string | null;
  /** What a person had set when it was read, as text. */
  corrections: string | null;
  readFingerprint: string;
  extractFingerprint: string;
  reason: string | null;
  next: string | null;
}

export interface Known {
  documents: Map<string, KnownDocument>;
  sources: Map<string, SourceRow>;
  /** What people set of documents, by SHA-256. */
  corrections: Map<string, Corrections>;
  retrievals: Retrievals;
  versions: Map<string, string>;
  /** Rows of `missing_shards`. */
  missingShards: Value[][];
  /** Read while the database is open, for the case that nothing has to be written. */
  totals: IngestSummary["totals"];
  lostDecisions: IngestSummary["lostDecisions"];
}

export interface Plan {
  tasks: FileTask[];
  /** Where the files of this ingest lie. */
  sources: Map<string, SourceRow>;
  /** Paths that no longer exist and whose file was found under the same name elsewhere: the folder was moved. */
  moved: string[];
  /** What was known of a path, or of the one that it was moved from. */
  before: Map<string, SourceRow>;
  /** Documents whose file now has other bytes. */
  replaced: string[];
  unchanged: number;
  copies: number;
  stillFailed: { file: string; reason: string; next: string }[];
}
