// Owns making a database from the parts that shards wrote: which parts may be believed and stand together, and how their rows come in.
// Must not read a document. Parts that are missing, broken or made in different ways are never passed over in silence.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { isReadBy } from "../ingest/file-task.js";
import { ingestFrom, type IngestSummary, type IngestTools, type Intake, type KnownDocument } from "../ingest/ingest.js";
import type { FoundFile } from "../ingest/discover.js";
import type { FileTask } from "../ingest/file-task.js";
import { DEFAULT_LIMITS } from "../ingest/pool.js";
import type { Retrievals } from "../ingest/retrievals.js";
import { Database, type Value } from "../store/database.js";
import { removeDocuments, type SourceRow } from "../store/load.js";
import { fileLiteral } from "../store/parquet.js";
import { documentIdOf } from "../store/rows.js";
import { table } from "../store/schema.js";
import { findParts, isUnchanged, partPath, PART_TABLES, PLAN_FILE, type FoundParts, type Part } from "./manifest.js";
import { PartsError, type Shard } from "./split.js";
import { versionsOf } from "../store/build-versions.js";

export interface LoadOptions {
  /** Folder of the parts. */
  folder: string;
  database: string;
  /** Load what is there although shards are missing or did not see the same files. */
  incomplete: boolean;
}

export type LoadTools = Pick<IngestTools, "readFingerprint" | "extractFingerprint" | "reference" | "blank" | "notice" | "progress" | "now">;

export interface LoadSummary extends IngestSummary {
  parts: {
    folder: string;
    /** Shards that there should be, and those whose parts were loaded. */
    of: number;
    loaded: number[];
    /** `files`: how many the shard would have read. */
    missing: { shard: number; files: number | null; reason: string }[];
    /** Whether all parts were made from the same list of files. */
    sameFiles: boolean;
    /** Files that the shards left out, by reason. */
    skipped: Record<string, number>;
  };
}

/** A document as a part holds it. */
interface PartDocument extends KnownDocument {
  part: Part;
  sha256: string;
  pages: number;
  paragraphs: number;
  claims: number;
}

interface Contents {
  documents: Map<string, PartDocument>;
  sources: Map<string, SourceRow>;
  retrievals: Retrievals;
}

/**
 * Loads the parts in a folder into a database, new or old, as an ingest of the same files would.
 * @throws PartsError where the parts are not a whole set that this version made; DatabaseError where the database cannot be written
 */
export async function loadParts(options: LoadOptions, tools: LoadTools): Promise<LoadSummary> {
  const versions = versionsOf(await tools.reference());
  const { parts, ...set } = checkSet(options, await findParts(options.folder).catch((error: unknown) => Promise.reject(new PartsError(`${options.folder}: cannot be read (${error instanceof Error ? error.message : String(error)}).`))), versions);
  const contents = await readContents(options.folder, parts);
  const [first] = parts as [Part];
  const summary = await ingestFrom(
    { paths: [], database: options.database, kind: first.manifest.kind ?? undefined, cache: null, prune: false, limits: DEFAULT_LIMITS },
    { ...tools, runner: () => Promise.reject(new Error("A load reads no document")) },
    intakeOf(options, tools, parts, contents, [...set.missing, ...set.saw].sort((a, b) => a.shard - b.shard).map(({ shard, files, reason }) => [shard, set.of, files, reason]), { load: options.folder, shards: set.of, missing: set.missing.map(({ shard }) => shard) }),
  );
  return { ...summary, parts: { folder: options.folder, of: set.of, loaded: parts.map(({ shard }) => shard.shard), missing: set.missing, sameFiles: set.sameFiles, skipped: first.manifest.skipped } };
}

function checkSet(options: LoadOptions, found: FoundParts, versions: ReadonlyMap<string, string>): { parts: Part[]; of: number; missing: LoadSummary["parts"]["missing"]; sameFiles: boolean; saw: LoadSummary["parts"]["missing"] } {
  const { folder } = options;
  const again = existsSync(join(folder, PLAN_FILE)) ? `A queue hands these parts out (stocktake queue says how far it is). Go on: stocktake work --queue … --parts ${folder}` : `Run again: stocktake ingest … --shard K/N --parts ${folder}`;
  const [first] = found.whole;
  const named = [...found.whole.map(({ shard }) => shard), ...found.broken.map(({ shard }) => shard)];
  if (named.length === 0) throw new PartsError(`${folder}: no parts here. ${existsSync(join(folder, PLAN_FILE)) ? again : `Make them with: stocktake ingest FOLDER --shard 1/8 --parts ${folder}`}`);
  const splits = [...new Set(named.map(({ of }) => of))].sort((a, b) => a - b);
  if (splits.length > 1) throw new PartsError(`${folder}: parts of different splits lie here, of ${splits.join(" and of ")} shards. Keep those of one: remove every folder and manifest that ends in ${splits.map((of) => `-of-${String(of).padStart(4, "0")}`).join(" or in ")}.`);
  const of = splits[0] as number;
  const why = (missing: LoadSummary["parts"]["missing"]): string[] => [...missing.slice(0, 20).map(({ shard, files, reason }) => `  ${shard}/${of}${files === null ? "" : ` (${files} file${files === 1 ? "" : "s"})`}: ${reason}`), ...(missing.length > 20 ? [`  and ${missing.length - 20} more: ${missing.slice(20).map(({ shard }) => shard).join(", ")}`] : [])];
  const missing: LoadSummary["parts"]["missing"] = [];
  for (let shard = 1; shard <= of; shard += 1) {
    if (found.whole.some((part) => part.shard.shard === shard)) continue;
    missing.push({ shard, files: first?.manifest.listing.shares[shard - 1] ?? null, reason: found.broken.find((part) => part.shard.shard === shard)?.reason ?? "there is no part of it" });
  }
  if (first === undefined) throw new PartsError([`${folder}: no part is whole.`, ...why(missing), again].join("\n"));

  for (const [what, of] of [["by different versions of Stocktake or its data", (part: Part) => JSON.stringify(part.manifest.versions)], ["with different --kind", (part: Part) => part.manifest.kind ?? "none"]] as const) {
    const groups = grouped(found.whole, of);
    if (groups.length > 1) throw new PartsError(`${folder}: its parts were made ${what}: ${groups.map((shards) => `shard${shards.length === 1 ? "" : "s"} ${shards.join(", ")}`).join(" against ")}. Run those of one side again.`);
  }
  const differing = [...new Set([...versions.keys(), ...Object.keys(first.manifest.versions)])].filter((name) => versions.get(name) !== first.manifest.versions[name]).sort();
  if (differing.length > 0) throw new PartsError(`${folder}: its parts were made by another version of Stocktake or its data than this one (${first.manifest.program}; different: ${differing.join(", ")}). Load them with that version, or run the shards again with this one.`);

  const listings = grouped(found.whole, (part) => part.manifest.listing.sha256);
  if (listings.length > 1 && !options.incomplete) {
    const seen = listings.map((shards) => `  shard${shards.length === 1 ? "" : "s"} ${shards.join(", ")}: ${found.whole.find(({ shard }) => shard.shard === shards[0])?.manifest.listing.files ?? 0} files`);
    throw new PartsError([`${folder}: the shards did not see the same files, so that some may have been read by none.`, ...seen, `${again} for those that saw too few; or load what is there with --incomplete.`].join("\n"));
  }
  if (missing.length > 0 && !options.incomplete) {
    throw new PartsError([`${folder}: ${found.whole.length} of ${of} parts are whole; nothing was loaded. Missing:`, ...why(missing), `${again} for these; or load what is there with --incomplete.`].join("\n"));
  }
  // Those of the longest list are taken for the ones that saw all.
  const listed = (shard: number): number => found.whole.find((part) => part.shard.shard === shard)?.manifest.listing.files ?? 0;
  const most = Math.max(...listings.flat().map(listed));
  const saw = listings.length === 1 ? [] : listings.flat().filter((shard) => listed(shard) < most || listings.every((shards) => listed(shards[0] ?? 0) === most))
    .map((shard) => ({ shard, files: null, reason: `its part is loaded, but the shards did not see the same files (this one ${listed(shard)}, the most ${most}), so that some may have been read by none` }));
  return { parts: found.whole, of, missing, sameFiles: listings.length === 1, saw };
}

/** Shards by what they have in common. */
function grouped(parts: Part[], of: (part: Part) => string): number[][] {
  const groups = new Map<string, number[]>();
  for (const part of parts) groups.set(of(part), [...(groups.get(of(part)) ?? []), part.shard.shard]);
  return [...groups.values()];
}

/** What the parts hold, but for the rows that only the database needs. */
async function readContents(folder: string, parts: Part[]): Promise<Contents> {
  const contents: Contents = { documents: new Map(), sources: new Map(), retrievals: new Map() };
  const database = await Database.open(":memory:", "write");
  try {
    for (const part of parts) {
      const rows = <T>(name: string): Promise<T[]> => database.all<T>(`SELECT ${columnsOf(name)} FROM ${parquet(folder, part.shard, name)}`).catch((error: unknown) => Promise.reject(unreadable(folder, part.shard, name, error)));
      type Row = { document_id: string; sha256: string; file: string; status: string; user_kind: string | null; corrections: string | null; read_fingerprint: string; extract_fingerprint: string; failure_reason: string | null; failure_next: string | null; pages: number | null; paragraph_count: number; claim_count: number };
      const own = new Set<string>();
      for (const row of await rows<Row>("documents")) {
        own.add(row.document_id);
        const document: PartDocument = {
          part, sha256: row.sha256, file: row.file, status: row.status, userKind: row.user_kind, corrections: row.corrections, readFingerprint: row.read_fingerprint, extractFingerprint: row.extract_fingerprint,
          reason: row.failure_reason, next: row.failure_next, pages: row.pages ?? 0, paragraphs: row.paragraph_count, claims: row.claim_count,
        };
        const other = contents.documents.get(row.document_id);
        if (other === undefined || isBetter(document, other)) contents.documents.set(row.document_id, document);
      }
      for (const row of await rows<SourceRow & Record<string, never>>("sources")) {
        const other = contents.sources.get(row.path);
        if (!own.has(row.document_id)) throw new PartsError(`${folder}: the part of shard ${part.shard.shard} names a document (${row.document_id}) that it does not hold. This is a fault of Stocktake: report it.`);
        if (other !== undefined && other.document_id !== row.document_id) throw new PartsError(`${folder}: ${row.path} was read with different bytes by two shards, one of them ${part.shard.shard}/${part.shard.of}: it changed in between. Run the shards again.`);
        contents.sources.set(row.path, { path: row.path, root: row.root, file: row.file, document_id: row.document_id });
      }
      const columns = table("retrievals").columns.map((column) => column.name);
      for (const row of await rows<Record<string, string | number | null>>("retrievals")) {
        const id = String(row["document_id"]);
        if (!contents.retrievals.has(id)) contents.retrievals.set(id, columns.map((name) => row[name] ?? null));
      }
    }
  } finally {
    database.close();
  }
  return contents;
}

/** Of one document in two parts: the one that was read; of two alike the one that an ingest of all files would meet first. */
function isBetter(a: PartDocument, b: PartDocument): boolean {
  if (a.status !== b.status) return a.status === "read";
  return a.file < b.file;
}

function intakeOf(options: LoadOptions, tools: LoadTools, parts: Part[], contents: Contents, missingShards: Value[][], runArguments: Record<string, unknown>): Intake {
  const { documents } = contents;
  const sha256Of = (row: SourceRow): string => (documents.get(row.document_id) as PartDocument).sha256;
  return {
    discover: () => {
      const files = [...contents.sources.values()].map((row): FoundFile => ({ path: row.path, root: row.root, file: row.file, bytes: 0 }));
      const problems = new Map(parts.flatMap(({ manifest }) => manifest.problems).map((problem) => [JSON.stringify(problem), problem]));
      return Promise.resolve({ files: files.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.path < b.path ? -1 : 1)), skipped: [], problems: [...problems.values()] });
    },
    hash: () => Promise.resolve(new Map([...contents.sources.values()].map((row) => [row.path, sha256Of(row)]))),
    // One that was read stays, whatever became of it in a shard; a failure gives way to a document that was read.
    fresh: (document, id) => {
      const here = documents.get(id);
      if (document.extractFingerprint !== tools.extractFingerprint) return false;
      return document.status === "read" ? isReadBy(document.readFingerprint, tools.readFingerprint) : here?.status === "failed" && here.readFingerprint === document.readFingerprint;
    },
    here: false,
    retrievals: () => Promise.resolve(contents.retrievals),
    load: async (building, tasks, summary) => {
      await loadRows(building, tasks, options, tools, parts, documents, summary);
      return new Set();
    },
    missingShards,
    arguments: runArguments,
  };
}

async function loadRows(building: Database, tasks: FileTask[], { folder }: LoadOptions, tools: LoadTools, parts: Part[], documents: ReadonlyMap<string, PartDocument>, summary: IngestSummary): Promise<void> {
  const wanted = new Map<Part, string[]>();
  for (const task of tasks) {
    const id = documentIdOf(task.sha256);
    const document = documents.get(id) as PartDocument;
    // What a person set of it in this database the shard did not know: only an ingest can read it so.
    if (document.userKind !== task.kind || document.corrections !== task.corrections) {
      summary.unchanged += 1;
      tools.notice(`${task.file}: left as it is in the database, where ${task.corrections === null ? `its kind was set to ${task.kind}` : `a person set ${task.corrections}`}; the shard read it without. To read it anew: stocktake ingest ${task.path}`);
      continue;
    }
    const ids = wanted.get(document.part);
    if (ids === undefined) wanted.set(document.part, [id]);
    else ids.push(id);
  }
  const all = [...wanted.values()].flat();
  if (all.length === 0) return;
  const loading = performance.now();
  tools.progress.start(all.length);
  try {
    const old = await building.all<{ document_id: string }>("SELECT document_id FROM documents WHERE document_id IN (SELECT unnest($1))", [all]);
    if (old.length > 0) await building.transaction(() => removeDocuments(building, old.map((row) => row.document_id)));
    for (const [part, ids] of [...wanted].sort(([a], [b]) => a.shard.shard - b.shard.shard)) {
      await building.transaction(async () => {
        for (const { name, scope } of PART_TABLES) {
          if (scope !== "document") continue;
          await building
            .run(`INSERT INTO "${name}" SELECT ${columnsOf(name)} FROM ${parquet(folder, part.shard, name)} WHERE document_id IN (SELECT unnest($1))`, [ids])
            .catch((error: unknown) => Promise.reject(unreadable(folder, part.shard, name, error)));
        }
      });
      for (const id of ids) tools.progress.step(documents.get(id)?.file ?? "", documents.get(id)?.status === "failed" ? "failed" : "read");
    }
    // Told in the order of the files, as ingest tells it.
    const loaded = new Set(all);
    for (const task of tasks) {
      const document = documents.get(documentIdOf(task.sha256)) as PartDocument;
      if (!loaded.has(documentIdOf(task.sha256))) continue;
      if (document.status === "failed") summary.failed.push({ file: document.file, reason: document.reason ?? "", next: document.next ?? "" });
      else summary.read += 1;
      summary.pages += document.pages;
      summary.paragraphs += document.paragraphs;
      summary.claims += document.claims;
    }
    const [issues] = await building.all<{ n: number }>("SELECT count(*) AS n FROM issues WHERE document_id IN (SELECT unnest($1))", [all]);
    summary.issues += issues?.n ?? 0;
    summary.warnings.push(...(await building.all<{ file: string; message: string }>(
      `SELECT file, 'Not read: ' || CASE WHEN language <> 'en' THEN 'its text is in the language "' || language || '"' ELSE 'too little of it is text that could be read' END || '; its State counts as not read, not as silent.' AS message
       FROM documents WHERE status = 'read' AND NOT readable AND document_id IN (SELECT unnest($1))
       UNION ALL SELECT d.file, i.message FROM issues i JOIN documents d USING (document_id) WHERE i.kind = 'no_claims' AND d.readable AND document_id IN (SELECT unnest($1)) ORDER BY ALL`,
      [all],
    )));
    // A shard that was run again meanwhile may have put other files under our hands.
    for (const part of parts) {
      if (!(await isUnchanged(folder, part))) throw new PartsError(`${folder}: the part of shard ${part.shard.shard}/${part.shard.of} was written anew while it was being loaded; nothing was changed. Load again.`);
    }
  } finally {
    tools.progress.stop();
    summary.loadMs += performance.now() - loading;
  }
}

const columnsOf = (name: string): string => table(name).columns.map((column) => `"${column.name}"`).join(", ");

/** Folders above that look like partitions must not become columns. */
const parquet = (folder: string, shard: Shard, name: string): string => `read_parquet(${fileLiteral(partPath(folder, shard, name))}, hive_partitioning = false)`;

function unreadable(folder: string, shard: Shard, name: string, error: unknown): Error {
  const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  // What DuckDB says of the database it writes, or of memory, is no fault of the part.
  if (error instanceof Error && !message.includes(partPath(folder, shard, name)) && !/parquet/i.test(message)) return error;
  return new PartsError(`${partPath(folder, shard, name)}: cannot be loaded (${message}). Run again: stocktake ingest … --shard ${shard.shard}/${shard.of} --parts ${folder}`);
}
