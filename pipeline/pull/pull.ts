// Owns a run: which requests follow from the documents wanted, and how each answer becomes a file with its provenance.
// Must not print, and must not know the command line; the clock, the sleep, the log and the progress come from outside.
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { ODS_HOSTS } from "../../datasets/catalogue.js";
import type { CatalogueEntry } from "../../datasets/catalogue.js";
import { diskFault } from "../disk-fault.js";
import { createClient } from "./client.js";
import type { PullClient } from "./client.js";
import { PullFailure } from "./failures.js";
import { extensionOf, odsAddress, PULLED_FORMATS, stemOf, symbolOfName } from "./names.js";
import type { OdsRequest, PulledFormat } from "./names.js";
import type { ClientEffects, ClientOptions } from "./options.js";
import { dropPart } from "./part-file.js";
import { hashOf, install, readProvenance, recordPath, recover, writeRecord } from "./provenance.js";
import type { Provenance } from "./provenance.js";

/** One document to be had. */
export interface Wanted {
  symbol: string;
  title: string | null;
  kind: string | null;
  state: string | null;
  /** ISO 639-1. */
  language: string;
  url: string;
  /** What is taken for the document. */
  expected: readonly PulledFormat[];
}

export const OUTCOMES = ["fetched", "unchanged", "on_disk", "failed"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface PullResult {
  symbol: string;
  language: string;
  /** `fetched`: new bytes were put in place; `unchanged`: the server or the hash says they are the same; `on_disk`: not asked. */
  outcome: Outcome;
  /** Name in the folder; null where there is no file. */
  file: string | null;
  bytes: number | null;
  url: string;
  /** Why it failed, and what to do; null for the other outcomes. */
  reason: string | null;
  next: string | null;
}

export interface PullOptions extends ClientOptions {
  folder: string;
  /** "stocktake/0.1.0", for the record. */
  tool: string;
  /** Ask only for what is not on disk. */
  onlyMissing: boolean;
  /** Put new bytes in the place of a file that was not fetched by this tool, or was changed since. */
  replace: boolean;
  signal?: AbortSignal;
}

export interface PullEffects extends ClientEffects {
  progress: {
    start(total: number): void;
    /** Bytes of a document on their way. */
    bytes(symbol: string, received: number, total: number | null): void;
    done(result: PullResult): void;
    stop(): void;
  };
}

/** Hosts that are asked at once; each of them by its own manners. */
const HOSTS_AT_ONCE = 6;
const LOCK = ".stocktake-pull.lock";

/** The document that a catalogue entry stands for: at its own address, or at the Official Document System. */
export function wantedOf(entry: CatalogueEntry, ods: OdsRequest): Wanted {
  const { symbol, title, kind, state, url } = entry;
  if (url === null) return { ...wantedSymbol(symbol, ods), title, kind, state };
  return { symbol, title, kind, state, language: ods.language, url, expected: expectedAt(url) };
}

/** A document that no catalogue lists, by its UN symbol. */
export function wantedSymbol(symbol: string, ods: OdsRequest): Wanted {
  return { symbol, title: null, kind: null, state: null, language: ods.language, url: odsAddress(symbol, ods), expected: ods.format === "pdf" ? ["pdf"] : ["docx", "doc"] };
}

/** What an address promises by its ending. A page is taken for the document only where the address is one of a page. */
function expectedAt(address: string): PulledFormat[] {
  const ending = /\.([a-z0-9]{2,5})$/iu.exec(new URL(address).pathname)?.[1]?.toLowerCase();
  if (ending === "pdf") return ["pdf"];
  if (ending === "docx" || ending === "doc") return ["docx", "doc"];
  if (ending === "txt") return ["text"];
  if (ending === "htm" || ending === "html" || ending === "xhtml") return ["html"];
  return ["pdf", "docx", "doc"];
}

/** Hosts that may be asked for these documents: the Official Document System, and those that the entries name. */
export function hostsOf(wanted: readonly Wanted[]): Set<string> {
  return new Set([...ODS_HOSTS, ...wanted.map(({ url }) => new URL(url).host.toLowerCase())]);
}

/**
 * Documents on disk by symbol and language, from the records in a folder.
 * @returns empty where the folder is not there; a record that cannot be read is left out
 */
export async function onDisk(folder: string): Promise<{ symbol: string; language: string; file: string; retrieved_at: string }[]> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  const present = new Set(names);
  const found: { symbol: string; language: string; file: string; retrieved_at: string }[] = [];
  for (const file of names.sort()) {
    if (symbolOfName(file) === null || !present.has(recordPath(file))) continue;
    const record = await readProvenance(join(folder, file)).catch(() => null);
    if (record) found.push({ symbol: record.symbol, language: record.language, file, retrieved_at: record.retrieved_at });
  }
  return found;
}

/**
 * Gets documents into a folder, each with its record. One that fails never stops the others.
 * @returns one result for each document wanted (a document wanted twice is asked once), in the order wanted
 * @throws Error where the folder cannot be made or another run is writing into it
 */
export async function pullDocuments(wanted: readonly Wanted[], options: PullOptions, effects: PullEffects): Promise<PullResult[]> {
  await mkdir(options.folder, { recursive: true });
  const unlock = await lockFolder(options.folder);
  const client = createClient(options, effects);
  const results = new Map<string, PullResult>();
  const queues = new Map<string, { document: Wanted; stem: string }[]>();
  effects.progress.start(0);
  try {
    for (const document of wanted) {
      let stem: string;
      try {
        stem = stemOf(document.symbol, document.language);
      } catch (error) {
        results.set(`!${document.symbol}`, failure(document, (error as Error).message, "Correct the catalogue."));
        continue;
      }
      // Names that differ in case only are one file on many systems.
      const key = stem.toLowerCase();
      if (results.has(key)) continue;
      results.set(key, failure(document, "stopped", "Run the same command again: it goes on where it stopped."));
      const host = new URL(document.url).host;
      queues.set(host, [...(queues.get(host) ?? []), { document, stem }]);
    }
    effects.progress.start(results.size);
    const waiting = [...queues.values()];
    const serveHost = async (): Promise<void> => {
      for (let queue = waiting.shift(); queue; queue = waiting.shift()) {
        const turns = queue;
        const serve = async (): Promise<void> => {
          for (let next = turns.shift(); next && options.signal?.aborted !== true; next = turns.shift()) {
            const result = await pullOne(next.document, next.stem, client, options, effects);
            results.set(next.stem.toLowerCase(), result);
            effects.progress.done(result);
          }
        };
        await Promise.all(Array.from({ length: Math.max(1, options.perHost) }, serve));
      }
    };
    await Promise.all(Array.from({ length: HOSTS_AT_ONCE }, serveHost));
  } finally {
    effects.progress.stop();
    await client.close();
    await unlock();
  }
  return [...results.values()];
}

async function pullOne(document: Wanted, stem: string, client: PullClient, options: PullOptions, effects: PullEffects): Promise<PullResult> {
  const part = join(options.folder, `${stem}.part`);
  try {
    const held = await holdings(document, stem, options.folder);
    if (held && options.onlyMissing) return result(document, "on_disk", held.file, held.record.bytes);
    const answer = await client.fetchDocument({
      url: document.url,
      part,
      expected: document.expected,
      previous: held ? held.record : null,
      ...(options.signal ? { signal: options.signal } : {}),
      onBytes: (received, total) => effects.progress.bytes(document.symbol, received, total),
    });
    const now = new Date(effects.now()).toISOString();
    if (answer.kind === "unchanged") {
      if (!held) throw new PullFailure("the server says unchanged, and there is nothing on disk", "Run the same command again.", false);
      await writeRecord(recordPath(join(options.folder, held.file)), { ...held.record, checked_at: now });
      return result(document, "unchanged", held.file, held.record.bytes);
    }
    const sha256 = await hashOf(part);
    if (sha256 === null) throw new PullFailure("the received file is gone from the folder", "Let no other program write into the folder, and run the same command again.", false);
    const same = held?.record.sha256 === sha256 ? held : null;
    const file = same ? same.file : stem + extensionOf(answer.format);
    const filePath = join(options.folder, file);
    const record: Provenance = {
      record: "stocktake.provenance/1",
      symbol: document.symbol,
      title: document.title,
      kind: document.kind,
      state: document.state,
      language: document.language,
      asked_url: document.url,
      final_url: answer.final_url,
      redirects: answer.redirects,
      retrieved_at: same ? same.record.retrieved_at : now,
      checked_at: now,
      status: answer.status,
      content_type: answer.content_type,
      format: answer.format,
      bytes: answer.bytes,
      sha256,
      etag: answer.etag,
      last_modified: answer.last_modified,
      tool: options.tool,
      replaced: same ? same.record.replaced : replacedBy(held && held.file === file ? held.record : null),
    };
    if (same) {
      await dropPart(part);
      await writeRecord(recordPath(filePath), record);
      return result(document, "unchanged", file, record.bytes);
    }
    const there = await hashOf(filePath);
    if (there === sha256) {
      // Put there by hand, or left by a run that was killed between the file and its record.
      await dropPart(part);
      await writeRecord(recordPath(filePath), record);
    } else if (there !== null && held?.file !== file && !options.replace) {
      await dropPart(part);
      throw new PullFailure(`${file} is there already and was not fetched by this tool, or was changed since`, "Move it away, or use --replace to put the fetched one in its place.", false);
    } else {
      await install(part, filePath, record);
    }
    return result(document, "fetched", file, record.bytes);
  } catch (error) {
    if (error instanceof PullFailure) return failure(document, error.message, error.next);
    const fault = diskFault(error);
    if (fault !== null) return failure(document, `it cannot be written: ${fault.what}`, `${fault.next}, and run the same command again.`);
    const code = (error as NodeJS.ErrnoException).code;
    return failure(document, error instanceof Error ? error.message : String(error), code === undefined ? "Report this as a fault of the tool." : "Check the folder, its rights and the free space.");
  }
}

/** The copy on disk whose bytes are still those of its record; null for none. Completes what a killed run left. */
async function holdings(document: Wanted, stem: string, folder: string): Promise<{ file: string; record: Provenance } | null> {
  for (const format of PULLED_FORMATS) {
    const file = stem + extensionOf(format);
    const filePath = join(folder, file);
    await recover(join(folder, `${stem}.part`), filePath);
    if (!document.expected.includes(format)) continue;
    const record = await readProvenance(filePath);
    if (record && (await hashOf(filePath)) === record.sha256) return { file, record };
  }
  return null;
}

function replacedBy(earlier: Provenance | null): Provenance["replaced"] {
  if (!earlier) return [];
  const { sha256, bytes, retrieved_at, etag } = earlier;
  return [{ sha256, bytes, retrieved_at, etag }, ...earlier.replaced];
}

function result(document: Wanted, outcome: Outcome, file: string, bytes: number): PullResult {
  return { symbol: document.symbol, language: document.language, outcome, file, bytes, url: document.url, reason: null, next: null };
}

function failure(document: Wanted, reason: string, next: string): PullResult {
  return { symbol: document.symbol, language: document.language, outcome: "failed", file: null, bytes: null, url: document.url, reason, next };
}

/** Keeps a second run out of the folder. A lock whose process is gone is taken over. */
async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, LOCK);
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      const handle = await open(path, "wx");
      try {
        await handle.writeFile(String(process.pid));
      } catch (error) {
        // An empty lock would keep the next run out for a while.
        await rm(path, { force: true });
        throw error;
      } finally {
        await handle.close();
      }
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const text = await readFile(path, "utf8").catch(() => "");
    const owner = /^\d+$/u.test(text) ? Number(text) : null;
    // An empty lock was made a moment ago, or by a process that died in that moment.
    const fresh = owner === null && Date.now() - (await stat(path).then(({ mtimeMs }) => mtimeMs, () => 0)) < 2_000;
    if (fresh || (owner !== null && isRunning(owner))) throw new Error(`Another pull${owner === null ? "" : ` (process ${owner})`} is writing into ${folder}. Wait for it, or delete ${path} if there is none.`);
    // Renaming first lets only one of several waiting runs take it over.
    const taken = `${path}.${process.pid}`;
    await rename(path, taken).catch(() => undefined);
    await rm(taken, { force: true });
  }
  throw new Error(`The folder ${folder} could not be locked. Delete ${path} if no other pull is running.`);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
