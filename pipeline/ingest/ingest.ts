// Owns an ingest from paths to a database in place: in what order things are done and loaded, and the closing summary.
// Must not print: progress and notices go to what the caller hands in.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { codeOf } from "../disk-fault.js";
import { buildBeside, lockDatabase } from "../store/build.js";
import { createSchema } from "../store/create.js";
import type { Database } from "../store/database.js";
import { writeDocumentDecisions } from "../store/document-decisions.js";
import { reconcileCorpus, recordRun, removeDocuments, replaceDocuments, replaceMissingShards, replaceReference, replaceRetrievals, replaceSources, restoreDocuments, type SourceRow } from "../store/load.js";
import { documentIdOf, type DocumentRows } from "../store/rows.js";
import type { IngestOptions, IngestSummary, IngestTools, Intake, Known, Tally } from "./contracts.js";
import { settingRows, stateSet } from "./corrections.js";
import { discover, hashFile, type FoundFile } from "./discover.js";
import { CHANGED, failedResult, type FileResult, type FileTask } from "./file-task.js";
import { lostDecisionsOf, NONE_LOST, readKnown, sameVersions, totalsOf, versionsIn, versionsNow } from "./known.js";
import { emptiedFolders, findGone, isFresh, limitFingerprint, makePlan } from "./plan.js";
import { inOrder, LimitError, WorkStopped, type Limits, type Runner } from "./pool.js";
import { readRetrievals, sameRetrievals, type Retrievals } from "./retrievals.js";

export type { IngestOptions, IngestSummary, IngestTools, Intake, Known, KnownDocument, Tally } from "./contracts.js";

/** Marks a failure that says nothing of the file: it is tried again at the next ingest, as its message promises. */
const WORKER_ENDED = "worker-ended";

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
      if (error instanceof WorkStopped) throw error;
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

/** SHA-256 of files by path; one that cannot be read goes to `problems`. */
export async function hashAll(files: FoundFile[], problems: IngestSummary["problems"]): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  for await (const [path, hash, error] of inOrder(files, 4, async (file): Promise<[string, string | null, unknown]> => hashFile(file.path).then((value) => [file.path, value, null], (cause: unknown) => [file.path, null, cause]))) {
    if (hash !== null) hashes.set(path, hash);
    else problems.push({ path, message: `cannot be read (${codeOf(error)})`, next: "Check that it still exists and that you may read it, then ingest again." });
  }
  return hashes;
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
