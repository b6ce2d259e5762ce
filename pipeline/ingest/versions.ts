// Owns the fingerprints that tell whether a stage has to run again: hashes of the code and data that decide its output.
// They are taken from the files themselves, so that nobody has to remember to raise a number, and without loading the stages.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { packageRoot } from "../../datasets/paths.js";
import { wantsTextPass } from "../parse/pdfjs-inside.js";
import { TABLES } from "../store/schema.js";

/** Where the running code lies: the package's folder, or dist/ in it. */
const codeRoot = fileURLToPath(new URL("../../", import.meta.url));
const ownExtension = extname(fileURLToPath(import.meta.url));

/** What brings the data of States and the words of answers into the stages. */
const LOADERS = ["datasets/states", "datasets/answers", "datasets/load-csv", "datasets/nearest", "datasets/paths"];

/** The tables that the reader of sentences is made of, and what loads them. */
const READER_TABLES = ["datasets/concepts", "datasets/definitions", "datasets/topics", "datasets/status.csv", "datasets/status-above.csv", "datasets/score.json", "datasets/year-roles.csv", "datasets/recommendations", "datasets/actors.csv"];
const READER_LOADERS = ["datasets/concepts", "datasets/definitions", "datasets/topics", "datasets/status-table", "datasets/score", "datasets/year-roles", "datasets/recommendations", "datasets/load-yaml", "datasets/attribution-words", "datasets/word-groups", "datasets/actors", "datasets/quantifiers"];

/** Fingerprint of reading: the parsers, what they use of the extractors, the names of States, and the versions of the libraries. */
export function readFingerprint(): string {
  return hashOf(["pipeline/parse", "extractors/document", "extractors/states", "extractors/text", "extractors/contracts", "pipeline/ingest/state-resolver", ...LOADERS], ["datasets/states", "datasets/answers.csv"], ["pdfjs-dist", "cheerio", "word-extractor", "fflate", "dingbat-to-unicode", "postal-mime", "@mozilla/readability", "linkedom", "franc-min", "natural", "papaparse", "zod"], [wantsTextPass() ? "text pass" : "drawing list"]);
}

/** Fingerprint of extraction: code, the tables of the reader, attribution, codebook, and how records become rows. */
export function extractFingerprint(): string {
  // Extracted rows are kept in the order of their columns.
  const columns = TABLES.filter((table) => table.scope === "document").map((table) => `${table.name}(${table.columns.map((column) => `${column.name} ${column.type} ${column.nullable}`).join(", ")})`);
  return hashOf(
    ["extractors", "pipeline/ingest/process-file", "pipeline/ingest/file-task", "pipeline/ingest/corrections", "pipeline/store/rows", "pipeline/store/plans", "datasets/measures", "datasets/frameworks", ...LOADERS, ...READER_LOADERS],
    ["datasets/states", "datasets/answers.csv", "datasets/measures.csv", "datasets/codebook.json", "datasets/plan-questions.yaml", "datasets/frameworks/unodc-tool-2.7.yaml", ...READER_TABLES],
    ["natural", "papaparse", "yaml", "zod"],
    columns,
  );
}

/**
 * Fingerprint of the reference tables, views and macros: where it and the two above are those of a database, so is all else in `build_versions`,
 * and the tables need not be made to find that out.
 */
export function referenceFingerprint(): string {
  return hashOf(
    [
      "datasets/measures", "datasets/treaties", ...LOADERS, "pipeline/store/reference", "pipeline/store/schema", "pipeline/store/document-tables", "pipeline/store/reference-tables", "pipeline/store/shared-columns", "pipeline/store/shape", "pipeline/store/views", "pipeline/store/table-macros", "pipeline/store/one-status", "pipeline/store/treaty-macros",
      "pipeline/store/recommendation-views", "pipeline/store/plan-tables", "pipeline/store/decisions", "pipeline/store/document-decisions", "pipeline/store/short-hash",
    ],
    ["datasets/states", "datasets/treaties", "datasets/measures.csv", "datasets/codebook.json"],
    ["papaparse", "zod"],
  );
}

const contents = new Map<string, Buffer>();

/** Each file once: the fingerprints share many. */
function contentOf(path: string): Buffer {
  let content = contents.get(path);
  if (content === undefined) contents.set(path, (content = readFileSync(path)));
  return content;
}

function hashOf(code: string[], data: string[], libraries: string[], more: string[] = []): string {
  const hash = createHash("sha256");
  const add = (root: string, path: string): void => {
    hash.update(relative(root, path).split(sep).join("/")).update("\u0000").update(contentOf(path)).update("\u0000");
  };
  for (const part of code) {
    const path = join(codeRoot, part);
    if (existsSync(path)) for (const file of filesUnder(path)) if (extname(file) === ownExtension && !file.endsWith(".d.ts")) add(codeRoot, file);
    if (existsSync(path + ownExtension)) add(codeRoot, path + ownExtension);
  }
  for (const part of data) for (const file of filesUnder(join(packageRoot(), part))) add(packageRoot(), file);
  const { dependencies } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as { dependencies: Record<string, string> };
  for (const name of libraries) hash.update(`${name}@${dependencies[name] ?? "none"}\u0000`);
  for (const text of more) hash.update(`${text}\u0000`);
  return hash.digest("hex").slice(0, 16);
}

function filesUnder(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}
