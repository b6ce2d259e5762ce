// Owns the proof that hostile documents stop no batch and change no other document: mutated PDF, DOCX and HTML files, from a fixed seed.
// Short here; STOCKTAKE_FAULTS=full (npm run test:faults) makes 2,000.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../datasets/paths.js";
import { TABLES } from "../../pipeline/store/schema.js";
import { ask, temporaryFolder } from "../fixtures/databases.js";
import { mutants, type Whole } from "../fixtures/mutations.js";

const BIN = join(packageRoot(), "bin/stocktake.js");
const SAMPLES = join(packageRoot(), "datasets/samples/documents");
const CORPUS = join(packageRoot(), "../shared/corpus");
const FULL = process.env["STOCKTAKE_FAULTS"] === "full";
const COUNT = FULL ? 2000 : 36;

function filesUnder(folder: string): string[] {
  return readdirSync(folder).sort().flatMap((name) => (statSync(join(folder, name)).isDirectory() ? filesUnder(join(folder, name)) : [join(folder, name)]));
}

/** Documents to damage: the samples, and of the corpus, where it is there, what is small enough to be read many times. */
function wholes(): Whole[] {
  const readable = (path: string): boolean => /\.(?:pdf|docx|html)$/.test(path) && statSync(path).size < 250_000 && !path.includes("/hard/");
  const samples = filesUnder(SAMPLES).filter(readable);
  const corpus = existsSync(CORPUS) ? filesUnder(CORPUS).filter(readable) : [];
  // The formats in turn, so that few files have all of them.
  const all = FULL ? [...samples, ...corpus] : [...samples, ...corpus.filter((_, index) => index % 12 === 0)];
  const of = (ending: string): string[] => all.filter((path) => path.endsWith(ending));
  const [pdf, docx, html] = [of(".pdf"), of(".docx"), of(".html")];
  return pdf.flatMap((path, index) => [path, docx[index % docx.length], html[index % html.length]]).flatMap((path) => (path === undefined ? [] : [{ name: basename(path), bytes: new Uint8Array(readFileSync(path)) }]));
}

/** A hash of all rows of each document, by file, without what comes from comparing documents. */
async function rowsByFile(db: string): Promise<Map<string, string>> {
  const hashes = new Map<string, ReturnType<typeof createHash>>();
  const files = new Map((await ask<{ document_id: string; file: string }>(db, "SELECT document_id, file FROM documents")).map((row) => [row.document_id, row.file]));
  for (const table of TABLES) {
    if (table.scope !== "document") continue;
    const rows = await ask<{ document_id: string; row: string }>(db, `SELECT document_id, to_json(t)::VARCHAR AS row FROM "${table.name}" t ${table.name === "issues" ? "WHERE origin <> 'corpus'" : ""} ORDER BY ${table.key.join(", ")}`);
    for (const { document_id, row } of rows) {
      const hash = hashes.get(document_id) ?? createHash("sha256");
      hashes.set(document_id, hash.update(table.name).update(row));
    }
  }
  return new Map([...hashes].map(([id, hash]) => [files.get(id) ?? "", hash.digest("hex")]));
}

describe("hostile documents", () => {
  it(`${COUNT} of them neither stop the batch nor change another document`, { timeout: FULL ? 3_600_000 : 240_000 }, async () => {
    const folder = temporaryFolder();
    const input = join(folder, "in");
    mkdirSync(input);
    const ingest = (db: string, ...more: string[]) =>
      spawnSync(process.execPath, [BIN, "ingest", input, "--db", db, "--no-cache", "--format", "json", ...more], { encoding: "utf8", maxBuffer: 1 << 26 });
    // Healthy ones, whose names sort among the hostile ones.
    for (const [index, path] of filesUnder(SAMPLES).entries()) writeFileSync(join(input, `00${index}5-healthy-${basename(path)}`), readFileSync(path));
    const alone = join(folder, "alone.duckdb");
    expect(ingest(alone).status).toBe(0);
    const expected = await rowsByFile(alone);
    expect(expected.size).toBeGreaterThan(3);

    const what = new Map<string, string>();
    for (const mutant of mutants(wholes(), COUNT, 20260101)) {
      writeFileSync(join(input, mutant.name), mutant.bytes);
      what.set(mutant.name, mutant.what);
    }
    const db = join(folder, "fuzz.duckdb");
    const run = ingest(db, "--time-limit", "20", "--memory-limit", "600");
    expect([0, 3], run.stderr.slice(-2000)).toContain(run.status);
    const summary = JSON.parse(run.stdout) as { files: number; read: number; copies: number; failed: { file: string; reason: string }[] };
    // Every file is accounted for.
    expect(summary.read + summary.failed.length + summary.copies).toBe(summary.files);
    expect(summary.files).toBe(COUNT + expected.size);
    const after = await rowsByFile(db);
    for (const [file, hash] of expected) expect(after.get(file), file).toBe(hash);
    // A reason that blames the program is a fault to mend, told with what brought it about.
    expect(summary.failed.filter(({ reason }) => /^(?:The worker that read it ended|A record did not match)/.test(reason)).map(({ file, reason }) => `${what.get(file)}: ${reason}`)).toEqual([]);
    expect(summary.failed.filter(({ file }) => !what.has(file))).toEqual([]);
    if (FULL) {
      const reasons = new Map<string, number>();
      for (const { reason } of summary.failed) {
        const key = reason.replace(/\d[\d,.]*/g, "N").slice(0, 80);
        reasons.set(key, (reasons.get(key) ?? 0) + 1);
      }
      console.log(`${summary.read} read, ${summary.copies} copies, ${summary.failed.length} failed:\n${[...reasons].sort((a, b) => b[1] - a[1]).map(([reason, count]) => `${count} ${reason}`).join("\n")}`);
    }
    rmSync(folder, { recursive: true, force: true });
  });
});
