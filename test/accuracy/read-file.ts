// Owns reading one file for the accuracy run: parsed documents are kept in .stocktake, which is not part of the repository.
// Must not score. What is kept depends on the sources of parsing alone, so that a change of the extraction parses nothing again.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { packageRoot } from "../../datasets/paths.js";
import type { ExtractResult, ReadDocument } from "../../extractors/contracts.js";
import { buildContext, extract } from "../../extractors/extract.js";
import { readCache, writeCache } from "../../pipeline/ingest/cache.js";
import { stateResolver } from "../../pipeline/ingest/state-resolver.js";
import { readDocument } from "../../pipeline/parse/read-document.js";

export interface Read {
  document: ReadDocument;
  result: ExtractResult;
}

const read = new Map<string, Promise<Read>>();
let sources: string | undefined;

/** Reads and extracts a file, once a process. */
export function readAndExtract(path: string): Promise<Read> {
  let found = read.get(path);
  if (found === undefined) read.set(path, (found = readParsed(path).then((document) => ({ document, result: extract(document, buildContext()) }))));
  return found;
}

/** Reads a file without extracting; from the cache where file and parser are the same. */
export async function readParsed(path: string): Promise<ReadDocument> {
  const bytes = readFileSync(path);
  const cache = join(packageRoot(), ".stocktake", "accuracy");
  const key = { sha256: createHash("sha256").update(bytes).digest("hex"), fileName: basename(path), kind: null, readFingerprint: (sources ??= parserFingerprint()) };
  const quiet = (): void => undefined;
  const kept = await readCache(cache, key, quiet);
  if (kept !== null) return kept;
  // In a run of the tests the whole corpus is parsed once for all of them.
  const inRun = process.env["STOCKTAKE_TEST_RUN"] === undefined ? null : await (await import("../fixtures/corpus.js")).parsedInRun(path);
  const document = inRun ?? (await readDocument(new Uint8Array(bytes), { fileName: basename(path), resolveState: stateResolver() }));
  await writeCache(cache, key, document, quiet);
  return document;
}

/** Where parsing starts, and what finds States' names for it; everything that these import is part of the fingerprint. */
const ENTRIES = ["pipeline/parse/read-document.ts", "pipeline/parse/print-document.ts", "extractors/states/mentions.ts", "datasets/states.ts"];

/** Hash of the TypeScript sources that parsing runs through, of the tables of States and of the libraries' versions. */
export function parserFingerprint(): string {
  const root = packageRoot();
  const hash = createHash("sha256");
  const seen = new Set<string>();
  const visit = (file: string): void => {
    // Contracts name the records' fields; a field that parsing fills is in the parsers' own source as well.
    if (seen.has(file) || file.endsWith("extractors/contracts.ts") || !existsSync(file)) return;
    seen.add(file);
    const text = readFileSync(file, "utf8");
    hash.update(`${relative(root, file)}\u0000${text}\u0000`);
    for (const [, only, target = ""] of text.matchAll(/^(?:import|export) (type )?[^;]*?from "(\.[^"]+)\.js";/gms)) if (only === undefined) visit(`${resolve(dirname(file), target)}.ts`);
    for (const [, target = ""] of text.matchAll(/import\("(\.[^"]+)\.js"\)/g)) visit(`${resolve(dirname(file), target)}.ts`);
  };
  for (const entry of ENTRIES) visit(join(root, entry));
  for (const file of tablesUnder(join(root, "datasets", "states"))) hash.update(readFileSync(file));
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { dependencies: Record<string, string> };
  for (const name of ["pdfjs-dist", "cheerio", "word-extractor", "fflate", "franc-min", "natural"]) hash.update(`${name}@${dependencies[name] ?? "none"}\u0000`);
  return hash.digest("hex").slice(0, 16);
}

function tablesUnder(path: string): string[] {
  if (!existsSync(path)) return [];
  return statSync(path).isFile() ? [path] : readdirSync(path).sort().flatMap((name) => tablesUnder(join(path, name)));
}
