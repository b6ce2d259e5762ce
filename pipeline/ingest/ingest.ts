// Owns an ingest from paths to a database in place: what is new, changed, unchanged, gone; in what order it is loaded; the closing summary.
// Must not print: progress and notices go to what the caller hands in.
import { existsSync, lstatSync } from "node:fs";
import { resolve, sep } from "node:path";
import { codeOf } from "../disk-fault.js";
import { buildBeside, lockDatabase } from "../store/build.js";
import { standingOf } from "../store/decisions.js";
import { correctionsText, readCorrections, writeDocumentDecisions, type Corrections } from "../store/document-decisions.js";
import { createSchema } from "../store/create.js";
import type { Log } from "../log.js";
import { Database, DatabaseError, type Value } from "../store/database.js";
import { missingShardsOf, reconcileCorpus, recordRun, removeDocuments, replaceDocuments, replaceMissingShards, replaceReference, replaceRetrievals, replaceSources, restoreDocuments, type ReferenceRows, type SourceRow } from "../store/load.js";
import { documentIdOf, type DocumentRows } from "../store/rows.js";
import { table } from "../store/schema.js";
import { refuseOtherSchema } from "../store/schema-version.js";
import { readRetrievals, sameRetrievals, type Retrievals } from "./retrievals.js";
import { kindOf, settingRows, settled, stateSet, type Setting } from "./corrections.js";
import { discover, hashFile, type Discovery, type FoundFile } from "./discover.js";
import { inOrder, LimitError, type Limits, type Runner } from "./pool.js";
import { CHANGED, failedResult, isReadBy, ocrFingerprint, type FileResult, type FileTask } from "./file-task.js";

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
  problems: { path: string; message: string; next: string }[];
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

/** Marks a failure by a limit: it is tried again only when the limits or the reader change. */
const limitFingerprint = (limits: Limits, readFingerprint: string): string => `limits:${limits.seconds}s:${limits.megabytes}MB:${readFingerprint}`;

/** Marks a failure that says nothing of the file: it is tried again at the next ingest, as its message promises. */
const WORKER_ENDED = "worker-ended";

const NO_TOTALS = { documents: 0, failed: 0, paragraphs: 0, claims: 0, issues: 0 };
const NONE_LOST = { quoteChanged: 0, claimGone: 0 };

const BATCH_DOCUMENTS = 32;
const BATCH_ROWS = 20_000;

/**
 * Ingests files and folders into one database.
 * @throws DatabaseError where the database cannot be written; a fault of one file never throws.
 */
export async function ingest(options: IngestOptions, tools: IngestTools): Promise<IngestSummary> {
  let runner: Promise<Runner> | undefined;
  const begin = (files: number): Promise<Runner> => {
    runner ??= tools.runner().then((made) => {
      made.warm?.(files);
      return made;
    });
    return runner;
  };
  try {
    return await ingestFrom(options, tools, {
      discover: (leaveOut) => discover(options.paths, leaveOut),
      hash: hashAll,
      fresh: (document) => isFresh(document, options.limits, tools),
      here: true,
      retrievals: (hashes) => readRetrievals(hashes, tools.notice),
      begin: (tasks) => void begin(tasks.length).catch(() => undefined),
      load: (building, tasks, summary) => loadAll(building, tasks, options.limits, { ...tools, runner: () => begin(tasks.length) }, summary),
      arguments: { paths: options.paths, kind: options.kind ?? null, prune: options.prune, cache: options.cache, limits: options.limits },
    });
  } finally {
    // Where the database could not be made, nobody else ends them.
    await runner?.then((made) => made.close(), () => undefined);
  }
}

/**
 * Brings what an intake gives into one database: what is new or changed is written, what is unchanged is left alone.
 * @throws DatabaseError where the database cannot be written; whatever the intake throws
 */
export async function ingestFrom(options: IngestOptions, tools: IngestTools, intake: Intake): Promise<IngestSummary> {
  const started = performance.now();
  const startedAt = tools.now();
  const database = resolve(options.database);
  const found = await intake.discover([database, `${database}.wal`, `${database}.lock`, `${database}.building`, ...(options.cache === null ? [] : [options.cache])]);
  const lock = await lockDatabase(database, tools.notice);
  try {
    const known = await readKnown(database);
    const hashing = performance.now();
    const hashes = await intake.hash(found.files, found.problems);
    const hashMs = performance.now() - hashing;
    const plan = makePlan(options, tools, intake, found.files, hashes, known);
    found.problems.push(...emptiedFolders(options, found, known));
    const gone = findGone(options, found, known).filter((row) => !plan.moved.includes(row.path));
    const versions = await versionsNow(tools, known);
    const sources = new Map([...known.sources, ...plan.sources]);
    for (const path of plan.moved) sources.delete(path);
    for (const row of gone) if (options.prune) sources.delete(row.path);
    const stated = await intake.retrievals(hashes);
    const settle = (): { retrievals: Retrievals; remove: string[] } => {
      const here = new Set([...plan.sources.values()].map((row) => row.document_id));
      const held = new Set([...sources.values()].map((row) => row.document_id));
      return {
        // What files of this ingest say of where they came from; of documents that it does not touch, what is known stays.
        retrievals: new Map([...[...known.retrievals].filter(([id]) => !here.has(id) && held.has(id)), ...[...stated].filter(([id]) => here.has(id))]),
        // A document goes when no file stands for it any more: replaced at its path by other bytes, or pruned.
        remove: [...new Set([...plan.replaced, ...(options.prune ? gone.map((row) => row.document_id) : [])])].filter((id) => !held.has(id)),
      };
    };
    let { retrievals, remove } = settle();

    const summary: IngestSummary = {
      database: options.database, files: found.files.length, read: 0, fromCache: 0, unchanged: plan.unchanged, copies: plan.copies, failed: [...plan.stillFailed], warnings: [], skipped: found.skipped, problems: found.problems,
      gone: gone.map((row) => row.file), removed: 0, pages: 0, paragraphs: 0, claims: 0, issues: 0, issueKinds: [], totals: { documents: 0, failed: 0, paragraphs: 0, claims: 0, issues: 0 }, lostDecisions: NONE_LOST, written: false, seconds: 0, readMs: 0, extractMs: 0, loadMs: 0, hashMs, workers: 0, peakWorkerMegabytes: null,
    };
    const sameSources = plan.sources.size === 0 || [...plan.sources.values()].every((row) => same(known.sources.get(row.path), row));
    const nothing = plan.tasks.length === 0 && remove.length === 0 && sameSources && sources.size === known.sources.size && sameRetrievals(known.retrievals, retrievals) && sameVersions(known.versions, versions) && (intake.missingShards === undefined || JSON.stringify(intake.missingShards) === JSON.stringify(known.missingShards));
    if (nothing && existsSync(database)) {
      summary.totals = known.totals;
      summary.lostDecisions = known.lostDecisions;
      summary.seconds = (performance.now() - started) / 1000;
      return summary;
    }
    if (found.files.length === 0 && !existsSync(database)) {
      summary.seconds = (performance.now() - started) / 1000;
      return summary;
    }

    if (plan.tasks.length > 0) intake.begin?.(plan.tasks);
    await buildBeside(database, false, async (building) => {
      if (!sameVersions(existsSync(database) ? known.versions : await versionsIn(building), versions)) {
        await createSchema(building);
        await replaceReference(building, await tools.reference());
      }
      if (options.setting !== undefined) {
        const here = new Map([...hashes].map(([path, sha256]) => [sha256, { sha256, name: plan.sources.get(path)?.file ?? path }]));
        const { rows, forgotten } = settingRows(options.setting, here.values());
        await writeDocumentDecisions(building, rows, forgotten);
      }
      const unsettled = await intake.load(building, plan.tasks, summary);
      const loading = performance.now();
      if (unsettled.size > 0) {
        // What was known of such a file stays: its old bytes' document, or nothing.
        await restoreDocuments(building, database, [...unsettled].filter((id) => known.documents.has(id)));
        for (const [path, row] of plan.sources) {
          if (!unsettled.has(row.document_id)) continue;
          plan.sources.delete(path);
          sources.delete(path);
          const before = plan.before.get(path);
          if (before !== undefined) sources.set(before.path, before);
        }
        ({ retrievals, remove } = settle());
      }
      if (remove.length > 0) await building.transaction(() => removeDocuments(building, remove));
      summary.removed = remove.length;
      await refreshFiles(building, sources, known);
      await replaceSources(building, [...sources.values()]);
      await replaceRetrievals(building, [...retrievals.values()]);
      if (intake.missingShards !== undefined) await replaceMissingShards(building, intake.missingShards);
      await reconcileCorpus(building);
      summary.loadMs += performance.now() - loading;
      await recordRun(building, {
        started: startedAt.toISOString(), seconds: (performance.now() - started) / 1000, arguments: JSON.stringify(intake.arguments),
        node_version: process.version, files_read: summary.read, files_unchanged: summary.unchanged, files_failed: summary.failed.length, program_version: tools.program ?? null, versions: JSON.stringify(Object.fromEntries(versions)),
        files_found: summary.files, files_from_cache: summary.fromCache, copies: summary.copies, documents_removed: summary.removed, pages: summary.pages, paragraphs: summary.paragraphs, claims: summary.claims, issues: summary.issues,
        workers: summary.workers, hash_seconds: hashMs / 1000, read_seconds: summary.readMs / 1000, extract_seconds: summary.extractMs / 1000, load_seconds: summary.loadMs / 1000,
        peak_megabytes: Math.round(process.resourceUsage().maxRSS / 1024), peak_worker_megabytes: summary.peakWorkerMegabytes,
      });
      summary.totals = await totalsOf(building);
      summary.issueKinds = await building.all<{ kind: string; count: number }>("SELECT kind, count(*)::INTEGER AS count FROM issues GROUP BY kind ORDER BY count DESC, kind");
      summary.lostDecisions = await lostDecisionsOf(building);
    }, tools.blank);
    summary.written = true;
    summary.seconds = (performance.now() - started) / 1000;
    return summary;
  } finally {
    await lock.release();
  }
}

/**
 * Works on files, several at once, and writes their rows in the order of the files.
 * @returns ids of documents whose file is no longer what was hashed: neither read nor failed
 */
export async function loadAll(building: Database, tasks: FileTask[], limits: Limits, tools: Pick<IngestTools, "runner" | "progress" | "notice" | "log">, summary: Tally): Promise<Set<string>> {
  const unsettled = new Set<string>();
  if (tasks.length === 0) return unsettled;
  const runner = await tools.runner();
  summary.workers = runner.parallel;
  tools.progress.start(tasks.length);
  let batch: DocumentRows[] = [];
  let rows = 0;
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    const loading = performance.now();
    await replaceDocuments(building, batch);
    summary.loadMs += performance.now() - loading;
    batch = [];
    rows = 0;
  };
  const work = async (task: FileTask): Promise<[FileTask, FileResult, boolean]> => {
    let result: FileResult;
    try {
      result = await runner.run(task);
    } catch (error) {
      result = await killed(error, task, limits);
    }
    tools.log?.(
      "document",
      { file: task.file, document_id: documentIdOf(task.sha256), outcome: result.outcome, from_cache: result.fromCache, reason: result.failure?.reason ?? null, next: result.failure?.next ?? null, pages: result.pages, paragraphs: result.paragraphs, claims: result.claims, issues: result.issues, read_ms: Math.round(result.readMs), extract_ms: Math.round(result.extractMs) },
      result.outcome === "failed" ? "error" : "info",
    );
    tools.progress.step(task.file, result.outcome === "failed" ? "failed" : result.fromCache ? "cached" : "read");
    const isSame = result.outcome === "read" || (result.unsettled === undefined && (await hashFile(task.path).catch(() => null)) === task.sha256);
    return [task, result, isSame];
  };
  const take = async (task: FileTask, result: FileResult, isSame: boolean): Promise<void> => {
    for (const notice of result.notices) tools.notice(notice);
    if (!isSame) {
      // A row that says "failed" would stand for bytes that are nowhere, and would take the place of what was read before.
      unsettled.add(documentIdOf(task.sha256));
      summary.problems.push({ path: task.path, message: `${result.unsettled ?? CHANGED}, so it was not`, next: "What was known of it is kept; ingest again when nothing writes to it." });
      return;
    }
    if (result.outcome === "failed") summary.failed.push({ file: task.file, reason: result.failure?.reason ?? "", next: result.failure?.next ?? "" });
    else summary.read += 1;
    if (result.fromCache) summary.fromCache += 1;
    for (const message of result.warnings ?? []) summary.warnings.push({ file: task.file, message });
    summary.pages += result.pages;
    summary.paragraphs += result.paragraphs;
    summary.claims += result.claims;
    summary.issues += result.issues;
    summary.readMs += result.readMs;
    summary.extractMs += result.extractMs;
    batch.push(result.rows);
    for (const list of Object.values(result.rows)) rows += list.length;
    if (batch.length >= BATCH_DOCUMENTS || rows >= BATCH_ROWS) await flush();
  };
  try {
    // All old rows of what is read anew go at once; batch by batch, each would scan the whole database.
    const old = await building.all<{ document_id: string }>("SELECT document_id FROM documents WHERE document_id IN (SELECT unnest($1))", [tasks.map((task) => documentIdOf(task.sha256))]);
    if (old.length > 0) await building.transaction(() => removeDocuments(building, old.map((row) => row.document_id)));
    await building.sparing(async () => {
      for await (const [task, result, isSame] of inOrder(tasks, runner.parallel, work)) await take(task, result, isSame);
      await flush();
    });
    return unsettled;
  } finally {
    tools.progress.stop();
    summary.peakWorkerMegabytes = runner.peakMegabytes?.() ?? null;
    await runner.close();
  }
}

/** A worker that was killed or died: the file fails, the batch goes on. Its State is not read, as far as the name tells it. */
async function killed(error: unknown, task: FileTask, limits: Limits): Promise<FileResult> {
  // Loaded only here: the main thread otherwise needs no names of States.
  const [{ stateOfUnread }, { stateResolver }] = await Promise.all([import("../../extractors/document/readable.js"), import("./state-resolver.js")]);
  const state = stateSet(task.corrections) ?? stateOfUnread(null, task.file, stateResolver());
  if (error instanceof LimitError) {
    return failedResult(task, { reason: `${error.message}; it was stopped.`, next: "Raise the limit with --time-limit SECONDS or --memory-limit MB, or split the file." }, [], limitFingerprint(limits, task.readFingerprint), state);
  }
  return failedResult(task, { reason: `The worker that read it ended (${error instanceof Error ? error.message : String(error)}).`, next: "Ingest again; if it ends again, this is a fault of Stocktake: report it with the file." }, [], WORKER_ENDED, state);
}

async function readKnown(path: string): Promise<Known> {
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
    refuseOtherSchema(path, known.versions.get("schema"));
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

/** SHA-256 of files by path; one that cannot be read goes to `problems`. */
export async function hashAll(files: FoundFile[], problems: IngestSummary["problems"]): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  for await (const [path, hash, error] of inOrder(files, 4, async (file): Promise<[string, string | null, unknown]> => hashFile(file.path).then((value) => [file.path, value, null], (cause: unknown) => [file.path, null, cause]))) {
    if (hash !== null) hashes.set(path, hash);
    else problems.push({ path, message: `cannot be read (${codeOf(error)})`, next: "Check that it still exists and that you may read it, then ingest again." });
  }
  return hashes;
}

/** What is to be done: which files are new, changed, unchanged, copies of another. */
export function makePlan(options: Pick<IngestOptions, "kind" | "cache" | "limits" | "setting">, tools: Pick<IngestTools, "readFingerprint" | "extractFingerprint" | "ocr">, intake: Pick<Intake, "fresh" | "here">, files: FoundFile[], hashes: Map<string, string>, known: Pick<Known, "documents" | "sources" | "corrections">): Plan {
  const plan: Plan = { tasks: [], sources: new Map(), moved: [], before: new Map(), replaced: [], unchanged: 0, copies: 0, stillFailed: [] };
  const here = new Set<string>();
  const movedFrom = intake.here ? movesAmong(files, hashes, known.sources) : () => undefined;
  for (const file of files) {
    const sha256 = hashes.get(file.path);
    if (sha256 === undefined) continue;
    const id = documentIdOf(sha256);
    plan.sources.set(file.path, { path: file.path, root: file.root, file: file.file, document_id: id });
    // Other bytes at the same path, or under the same name in a folder that was moved: the old document goes.
    const old = known.sources.has(file.path) ? undefined : movedFrom(file);
    if (old !== undefined) plan.moved.push(old.path);
    const before = known.sources.get(file.path) ?? old;
    if (before !== undefined) plan.before.set(file.path, before);
    if (before !== undefined && before.document_id !== id) plan.replaced.push(before.document_id);
    if (here.has(id)) {
      plan.copies += 1;
      continue;
    }
    here.add(id);
    const document = known.documents.get(id);
    const set = settled(known.corrections.get(sha256), options.setting);
    const corrections = correctionsText(set);
    const kind = kindOf(set, options.kind, document);
    if (document !== undefined && document.userKind === kind && document.corrections === corrections && intake.fresh(document, id)) {
      plan.unchanged += 1;
      if (document.status === "failed") plan.stillFailed.push({ file: file.file, reason: document.reason ?? "", next: document.next ?? "" });
      continue;
    }
    // What was recognised once stays recognised: a correction of the State must not lose the text of a scan.
    const ocr = tools.ocr === true || (document !== undefined && isReadBy(document.readFingerprint, tools.readFingerprint, true));
    plan.tasks.push({
      path: file.path, file: file.file, sha256, kind, corrections, cache: options.cache,
      readFingerprint: ocrFingerprint(tools.readFingerprint, ocr), extractFingerprint: tools.extractFingerprint, ...(ocr ? { ocr: true as const } : {}),
    });
  }
  return plan;
}

/** Whether a document of the database is as this program would read it. */
export function isFresh(document: KnownDocument, limits: Limits, tools: IngestTools): boolean {
  const read = document.status === "failed" && document.readFingerprint.startsWith("limits:") ? document.readFingerprint === limitFingerprint(limits, tools.readFingerprint) : isReadBy(document.readFingerprint, tools.readFingerprint, tools.ocr === true);
  return read && document.extractFingerprint === tools.extractFingerprint;
}

/**
 * Tells of a file where it stood before its folder was moved. A folder counts as moved where it is gone and a file of the new one has the
 * same name in it and the same bytes: the same name alone (Austria.pdf of another year) says nothing.
 */
function movesAmong(files: FoundFile[], hashes: ReadonlyMap<string, string>, sources: ReadonlyMap<string, SourceRow>): (file: FoundFile) => SourceRow | undefined {
  const missingRoots = new Map<string, boolean>();
  const rootIsGone = (root: string): boolean => {
    let gone = missingRoots.get(root);
    if (gone === undefined) missingRoots.set(root, (gone = isGone(root)));
    return gone;
  };
  const byFile = new Map<string, SourceRow[]>();
  for (const row of sources.values()) byFile.set(row.file, [...(byFile.get(row.file) ?? []), row]);
  const candidates = ({ path, file }: FoundFile): SourceRow[] => (sources.has(path) ? [] : (byFile.get(file) ?? []).filter((row) => rootIsGone(row.root)));
  const moves = new Map<string, string>();
  for (const file of files) {
    const sha256 = hashes.get(file.path);
    const same = sha256 === undefined ? undefined : candidates(file).find((row) => row.document_id === documentIdOf(sha256));
    if (same !== undefined && !moves.has(file.root)) moves.set(file.root, same.root);
  }
  return (file) => candidates(file).find((row) => row.root === moves.get(file.root));
}

/** Whether a path is known not to be there; one that cannot be looked at may be. */
function isGone(path: string): boolean {
  try {
    lstatSync(path);
    return false;
  } catch (error) {
    return ["ENOENT", "ENOTDIR"].includes(codeOf(error));
  }
}

const under = (path: string, folder: string): boolean => path === folder || path.startsWith(folder + sep);

/** Given folders that can be looked into, hold no document and did. */
function emptiedFolders(options: IngestOptions, { files, problems }: Discovery, known: Known): Discovery["problems"] {
  return options.paths.flatMap((given) => {
    const root = resolve(given);
    if (files.some((file) => under(file.path, root)) || problems.some((problem) => under(resolve(problem.path), root))) return [];
    const before = [...known.sources.values()].filter((row) => under(row.path, root)).length;
    return before === 0 ? [] : [{ path: given, message: `holds no document, although ${before} ${before === 1 ? "is" : "are"} known from it`, next: "Is its disk mounted? What was known is kept, also with --prune." }];
  });
}

/**
 * Sources under the given folders whose files are gone. Of a folder that is not there, cannot be looked at or holds no document at all
 * nothing is said to be gone: a disk that is not mounted looks like that.
 */
function findGone(options: IngestOptions, { files, problems }: Discovery, known: Known): SourceRow[] {
  const present = new Set(files.map((file) => file.path));
  const roots = options.paths.map((path) => resolve(path)).filter((root) => files.some((file) => under(file.path, root)));
  const unseen = problems.map((problem) => resolve(problem.path));
  return [...known.sources.values()].filter((row) => !present.has(row.path) && roots.some((root) => under(row.path, root)) && !unseen.some((path) => under(row.path, path)) && isGone(row.path));
}

/** Where a document's recorded file is no longer among its sources (moved or renamed), the first of its sources by name takes its place. */
async function refreshFiles(building: Database, sources: Map<string, SourceRow>, known: Known): Promise<void> {
  const files = new Map<string, string[]>();
  for (const row of sources.values()) {
    const names = files.get(row.document_id);
    if (names === undefined) files.set(row.document_id, [row.file]);
    else names.push(row.file);
  }
  const renamed: [string, string][] = [];
  for (const [id, document] of known.documents) {
    const names = files.get(id);
    if (names !== undefined && !names.includes(document.file)) renamed.push([id, names.sort()[0] as string]);
  }
  // All at once: a folder that was moved renames every document, and one by one each would scan them all.
  if (renamed.length > 0) await building.run("UPDATE documents SET file = new.file FROM (SELECT unnest($1) AS id, unnest($2) AS file) new WHERE document_id = new.id", [renamed.map(([id]) => id), renamed.map(([, file]) => file)]);
}

const same = (a: SourceRow | undefined, b: SourceRow): boolean => a !== undefined && a.document_id === b.document_id && a.file === b.file && a.root === b.root;

function sameVersions(a: Map<string, string>, b: Map<string, string>): boolean {
  return a.size === b.size && [...a].every(([name, version]) => b.get(name) === version);
}

/** What a database says of its own versions; none where it has no such table yet. */
async function versionsIn(database: Database): Promise<Map<string, string>> {
  const there = await database.all("SELECT 1 FROM duckdb_tables() WHERE table_name = 'build_versions'");
  if (there.length === 0) return new Map();
  return new Map((await database.all<{ name: string; version: string }>("SELECT name, version FROM build_versions")).map((row) => [row.name, row.version]));
}

/** Versions of everything that decides the content. They are those of the database where its fingerprints are; otherwise the reference tables tell them. */
async function versionsNow(tools: IngestTools, known: Known): Promise<Map<string, string>> {
  const { referenceFingerprint } = tools;
  const kept = (name: string): string | undefined => known.versions.get(name);
  if (referenceFingerprint !== undefined && kept("reference") === referenceFingerprint && kept("reader") === tools.readFingerprint && kept("extractors") === tools.extractFingerprint) return known.versions;
  return new Map((await tools.reference()).build_versions.map((row) => [String(row[0]), String(row[1])]));
}

/** A human decision whose quote or claim is no longer there is not applied; whoever ingests has to hear of it. */
async function lostDecisionsOf(database: Database): Promise<IngestSummary["lostDecisions"]> {
  const standing = await standingOf(database);
  return standing === null ? NONE_LOST : { quoteChanged: standing.quoteChanged, claimGone: standing.claimGone };
}

async function totalsOf(database: Database): Promise<IngestSummary["totals"]> {
  const [row] = await database.all<IngestSummary["totals"]>(
    "SELECT count(*) FILTER (status = 'read') AS documents, count(*) FILTER (status = 'failed') AS failed, coalesce(sum(paragraph_count), 0)::BIGINT AS paragraphs, coalesce(sum(claim_count), 0)::BIGINT AS claims, (SELECT count(*) FROM issues) AS issues FROM documents",
  );
  return row as IngestSummary["totals"];
}
