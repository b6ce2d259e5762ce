// Owns the proof over real documents that shards, loaded, give the release of one ingest, byte for byte.
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { datasetPath, packageRoot } from "../../datasets/paths.js";
import { ingest } from "../../pipeline/ingest/ingest.js";
import { DEFAULT_LIMITS, workerPool } from "../../pipeline/ingest/pool.js";
import { extractFingerprint, readFingerprint } from "../../pipeline/ingest/versions.js";
import { writeRelease } from "../../pipeline/publish/release.js";
import { recordPath, writeRecord } from "../../pipeline/pull/provenance.js";
import { loadParts } from "../../pipeline/shards/load-parts.js";
import { writeShard } from "../../pipeline/shards/write-part.js";
import { referenceRows } from "../../pipeline/store/reference.js";
import { temporaryFolder } from "../fixtures/databases.js";

const corpus = join(packageRoot(), "../shared/corpus");
if (!existsSync(corpus)) console.warn("The corpus is not at ../shared/corpus: the test of shards over real documents is skipped.");

const reference = referenceRows({ reader: readFingerprint(), extractors: extractFingerprint() });
const tools = {
  readFingerprint: readFingerprint(), extractFingerprint: extractFingerprint(), reference: () => reference,
  // In this thread: the readers are loaded once for all shards.
  runner: () => workerPool(0, DEFAULT_LIMITS, () => undefined),
  notice: () => undefined, progress: { start: () => undefined, step: () => undefined, stop: () => undefined }, now: () => new Date("2026-01-01T00:00:00Z"),
};

async function checksums(database: string, out: string): Promise<string> {
  await writeRelease({ database, out, replace: false, texts: true, date: null, baseIri: "urn:x-stocktake:", program: "test", notice: () => undefined });
  return readFileSync(join(out, "checksums.txt"), "utf8");
}

/** One ingest, and the same by shards; parsed documents are shared through the cache, so that each is parsed once. */
async function compare(input: string, splits: number[]): Promise<{ one: Awaited<ReturnType<typeof ingest>>; sums: string }> {
  const folder = temporaryFolder();
  const cache = join(folder, "read.cache");
  const database = join(folder, "one.duckdb");
  const one = await ingest({ paths: [input], database, cache, prune: false, limits: DEFAULT_LIMITS }, tools);
  const sums = await checksums(database, join(folder, "one"));
  for (const of of splits) {
    const parts = join(folder, `parts-${of}`);
    // Last shard first: their order is nothing.
    for (let shard = of; shard >= 1; shard -= 1) await writeShard({ paths: [input], shard: { shard, of }, parts, cache, limits: DEFAULT_LIMITS, scratch: tmpdir(), program: "test" }, tools);
    const loaded = join(folder, `${of}.duckdb`);
    const summary = await loadParts({ folder: parts, database: loaded, incomplete: false }, tools);
    for (const name of ["files", "read", "copies", "failed", "problems", "totals"] as const) expect(summary[name], `${name} of ${of}`).toEqual(one[name]);
    expect(await checksums(loaded, join(folder, `release-${of}`)), `${of} shards`).toBe(sums);
    expect(await ingest({ paths: [input], database: loaded, cache, prune: false, limits: DEFAULT_LIMITS }, tools)).toMatchObject({ written: false, read: 0, unchanged: one.read + one.failed.length });
  }
  return { one, sums };
}

describe("shards, loaded and published", () => {
  it("give the checksums of one ingest: the samples in 1, 3 and 8 shards", async () => {
    const { one, sums } = await compare(datasetPath("samples", "documents"), [1, 3, 8]);
    expect(one.claims).toBeGreaterThan(100);
    expect(sums.split("\n").length).toBeGreaterThan(40);
  }, 300_000);

  it.skipIf(!existsSync(corpus))("give them for real reports with a copy, one in three formats, a damaged one, one that cannot be opened, one with a record of its origin", async () => {
    const input = join(temporaryFolder(), "in");
    mkdirSync(join(input, "copies"), { recursive: true });
    const reports = readdirSync(join(corpus, "upr-working-group")).filter((name) => statSync(join(corpus, "upr-working-group", name)).size < 160_000).slice(0, 3);
    for (const name of reports) copyFileSync(join(corpus, "upr-working-group", name), join(input, name));
    for (const name of ["A-65-209.docx", "A-65-209.txt"]) copyFileSync(join(corpus, "seeds", name), join(input, name));
    copyFileSync(join(corpus, "seeds", "A-65-209.txt"), join(input, "copies", "again.txt"));
    copyFileSync(join(corpus, "hard", "error.pdf"), join(input, "error.pdf"));
    writeFileSync(join(input, "cut.pdf"), readFileSync(join(corpus, "hard", "not_a_pdf.pdf")));
    symlinkSync(join(input, "nothing"), join(input, "gone.pdf"));
    const bytes = readFileSync(join(input, "A-65-209.txt"));
    await writeRecord(recordPath(join(input, "A-65-209.txt")), {
      record: "stocktake.provenance/1", symbol: "A/65/209", title: null, kind: null, state: null, language: "en", asked_url: "https://example.org/a", final_url: "https://example.org/b", redirects: [], retrieved_at: "2026-01-02T03:04:05Z", checked_at: "2026-01-02T03:04:05Z",
      status: 200, content_type: null, format: "text", bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex"), etag: null, last_modified: null, tool: "stocktake/0.1.0", replaced: [],
    });
    const { one } = await compare(input, [3]);
    expect(reports).toHaveLength(3);
    expect(one).toMatchObject({ copies: 1, problems: [{ path: join(input, "gone.pdf") }] });
    expect(one.failed.map(({ file }) => file)).toEqual(expect.arrayContaining(["cut.pdf"]));
    expect(one.claims).toBeGreaterThan(300);
  }, 300_000);
});
