// Owns what there is to do: which files are new, changed, unchanged, copies of another, moved or gone.
// Must not touch the database or read a document.
import { lstatSync } from "node:fs";
import { resolve, sep } from "node:path";
import { codeOf } from "../disk-fault.js";
import { correctionsText } from "../store/document-decisions.js";
import type { SourceRow } from "../store/load.js";
import { documentIdOf } from "../store/rows.js";
import type { IngestOptions, IngestTools, Intake, Known, KnownDocument, Plan } from "./contracts.js";
import { kindOf, settled } from "./corrections.js";
import type { Discovery, FoundFile } from "./discover.js";
import { isReadBy, ocrFingerprint } from "./file-task.js";
import type { Limits } from "./pool.js";

/** Marks a failure by a limit: it is tried again only when the limits or the reader change. */
export const limitFingerprint = (limits: Limits, readFingerprint: string): string => `limits:${limits.seconds}s:${limits.megabytes}MB:${readFingerprint}`;

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
export function emptiedFolders(options: IngestOptions, { files, problems }: Discovery, known: Known): Discovery["problems"] {
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
export function findGone(options: IngestOptions, { files, problems }: Discovery, known: Known): SourceRow[] {
  const present = new Set(files.map((file) => file.path));
  const roots = options.paths.map((path) => resolve(path)).filter((root) => files.some((file) => under(file.path, root)));
  const unseen = problems.map((problem) => resolve(problem.path));
  return [...known.sources.values()].filter((row) => !present.has(row.path) && roots.some((root) => under(row.path, root)) && !unseen.some((path) => under(row.path, path)) && isGone(row.path));
}
