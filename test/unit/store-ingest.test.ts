// Owns the proof of what an ingest promises: idempotent, only what changed is replaced, one bad file never stops it, readers never meet half a database, two at once are kept apart.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatSummary } from "../../pipeline/commands/ingest.js";
import { hashFile } from "../../pipeline/ingest/discover.js";
import { LimitError } from "../../pipeline/ingest/pool.js";
import { referenceRows } from "../../pipeline/store/reference.js";
import { buildBeside, lockDatabase } from "../../pipeline/store/build.js";
import { Database } from "../../pipeline/store/database.js";
import { ask, dump, ingestPlain, temporaryFolder, write } from "../fixtures/databases.js";
import { plainRunner } from "../fixtures/plain-reports.js";

const ONE = "year 2010\nsymbol A/65/1\nrespondents AUT BEL\nAUT victims.hotline in_place\nBEL victims.hotline planned";
const TWO = "year 2010\nrespondents FRA\nFRA victims.shelter in_place";

function setUp(files: Record<string, string> = { "one.txt": ONE, "sub/two.txt": TWO }) {
  const folder = temporaryFolder();
  write(join(folder, "in"), files);
  return { folder, input: join(folder, "in"), db: join(folder, "x.duckdb") };
}

describe("ingest", () => {
  it("changes nothing the second time, not even the file", async () => {
    const { input, db } = setUp();
    const first = await ingestPlain(db, [input]);
    expect(first).toMatchObject({ read: 2, unchanged: 0, claims: 3, written: true, totals: { documents: 2, claims: 3 } });
    const before = await dump(db);
    const stamp = statSync(db).mtimeMs;
    const log: string[] = [];
    const second = await ingestPlain(db, [input], {}, { runner: () => Promise.resolve(plainRunner(log)) });
    expect(second).toMatchObject({ read: 0, unchanged: 2, written: false, totals: { documents: 2, claims: 3 } });
    expect(log).toEqual([]);
    expect(statSync(db).mtimeMs).toBe(stamp);
    expect(await dump(db)).toBe(before);
  });

  it("makes the reference tables only where a fingerprint is another than the database has", async () => {
    const { input, db } = setUp();
    const run = async (reader: string, extractors: string, fingerprint: string): Promise<{ made: number; written: boolean }> => {
      let made = 0;
      const reference = () => {
        made += 1;
        return referenceRows({ reader, extractors, reference: fingerprint });
      };
      const { written } = await ingestPlain(db, [input], {}, { readFingerprint: reader, extractFingerprint: extractors, referenceFingerprint: fingerprint, reference });
      return { made, written };
    };
    expect((await run("reader-1", "rules-1", "tables-1")).written).toBe(true);
    expect(await run("reader-1", "rules-1", "tables-1")).toEqual({ made: 0, written: false });
    const others: [string, string, string][] = [["reader-1", "rules-1", "tables-2"], ["reader-1", "rules-2", "tables-2"], ["reader-2", "rules-2", "tables-2"]];
    for (const other of others) {
      const first = await run(...other);
      expect(first.written, other.join()).toBe(true);
      expect(first.made).toBeGreaterThan(0);
      expect(await run(...other)).toEqual({ made: 0, written: false });
      expect(Object.fromEntries((await ask<{ name: string; version: string }>(db, "SELECT name, version FROM build_versions")).map((row) => [row.name, row.version]))).toMatchObject({ reader: other[0], extractors: other[1], reference: other[2] });
    }
  });

  it("tells the numbers of a large database in groups of three", async () => {
    const { input, db } = setUp();
    const summary = await ingestPlain(db, [input]);
    const text = formatSummary({ ...summary, totals: { documents: 999, failed: 1000, paragraphs: 1234567, claims: 12, issues: 0 } });
    expect(text).toMatch(/: 999 documents and 1,000 that could not be read, 1,234,567 paragraphs, 12 claims, 0 issues\./);
  });

  it.each([0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20])("hashes a file of %i bytes by all of them, several at once", async (size) => {
    const path = join(temporaryFolder(), "file");
    const bytes = Buffer.alloc(size, 7);
    bytes.fill(9, Math.max(0, size - 1));
    writeFileSync(path, bytes);
    const wanted = createHash("sha256").update(bytes).digest("hex");
    expect(await Promise.all([1, 2, 3].map(() => hashFile(path)))).toEqual([wanted, wanted, wanted]);
  });

  it("gives the same rows in another order, with another number of workers, in one go or in two", async () => {
    const files = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`r${index}.txt`, `${ONE}\nAUT victims.shelter in_place ${index}`]));
    const a = setUp(files);
    const b = setUp(files);
    await ingestPlain(a.db, [a.input], {}, { runner: () => Promise.resolve(plainRunner([], 1)) });
    await ingestPlain(b.db, ["r7.txt", "r3.txt"].map((name) => join(b.input, name)));
    await ingestPlain(b.db, [b.input], {}, { runner: () => Promise.resolve(plainRunner([], 8, () => new Promise((resolve) => setTimeout(resolve, Math.random() * 5)))) });
    expect(await dump(b.db)).toBe(await dump(a.db));
  });

  it("replaces the claims of a changed file and no others", async () => {
    const { input, db } = setUp();
    await ingestPlain(db, [input]);
    const others = "SELECT * FROM claims WHERE state = 'FRA'";
    const before = await ask(db, others);
    writeFileSync(join(input, "one.txt"), ONE.replace("planned", "absent"));
    const log: string[] = [];
    const summary = await ingestPlain(db, [input], {}, { runner: () => Promise.resolve(plainRunner(log)) });
    expect(log).toEqual(["one.txt"]);
    expect(summary).toMatchObject({ read: 1, unchanged: 1, totals: { documents: 2, claims: 3 } });
    expect(await ask(db, others)).toEqual(before);
    expect(await ask(db, "SELECT claims.state, claims.status FROM claims JOIN documents USING (document_id) WHERE file = 'one.txt' ORDER BY claims.state")).toEqual([{ state: "AUT", status: "in_place" }, { state: "BEL", status: "absent" }]);
    // The result is that of an ingest from nothing.
    const fresh = join(input, "..", "fresh.duckdb");
    await ingestPlain(fresh, [input]);
    expect(await dump(db)).toBe(await dump(fresh));
  });

  it("goes on after a bad file and a dead worker, and says why in an issue", async () => {
    const { input, db } = setUp({ "a.txt": ONE, "b.txt": "broken", "c.txt": "crash", "d.txt": TWO });
    const summary = await ingestPlain(db, [input]);
    expect(summary).toMatchObject({ read: 2, totals: { documents: 2, failed: 2 } });
    expect(summary.failed.map((failure) => failure.file)).toEqual(["b.txt", "c.txt"]);
    expect(await ask(db, "SELECT file, status FROM documents ORDER BY file")).toEqual([{ file: "a.txt", status: "read" }, { file: "b.txt", status: "failed" }, { file: "c.txt", status: "failed" }, { file: "d.txt", status: "read" }]);
    const issues = await ask<{ message: string; severity: string; next: string }>(db, "SELECT message, severity, next FROM issues WHERE kind = 'unreadable' ORDER BY message");
    expect(issues[0]).toEqual({ message: "b.txt: it is damaged", severity: "error", next: "Get another copy." });
    expect(issues[1]?.message).toMatch(/c\.txt: The worker that read it ended \(worker died\)/);
    // A file that cannot be read stays named at the next ingest, without being tried again; the end of a worker says nothing of the file.
    const log: string[] = [];
    const again = await ingestPlain(db, [input], {}, { runner: () => Promise.resolve(plainRunner(log)) });
    expect(again.failed.map((failure) => failure.file).sort()).toEqual(["b.txt", "c.txt"]);
    expect(log).toEqual(["c.txt"]);
  });

  it("reads again what an older reader or other rules read", async () => {
    const { input, db } = setUp();
    await ingestPlain(db, [input]);
    const summary = await ingestPlain(db, [input], {}, { extractFingerprint: "rules-2" });
    expect(summary).toMatchObject({ read: 2, unchanged: 0, written: true });
  });

  it("takes the same bytes in two files for one document, with a notice", async () => {
    const { input, db } = setUp({ "a.txt": ONE, "copy/b.txt": ONE });
    expect(await ingestPlain(db, [input])).toMatchObject({ read: 1, copies: 1, totals: { documents: 1, claims: 2 } });
    expect(await ask(db, "SELECT kind, severity, message FROM issues")).toEqual([{ kind: "duplicate", severity: "notice", message: "The same bytes stand in 2 files: a.txt, copy/b.txt. They are one document." }]);
  });

  it("warns of one symbol in two files, and keeps both", async () => {
    const { input, db } = setUp({ "a.txt": ONE, "b.txt": `${ONE}\n` });
    await ingestPlain(db, [input]);
    expect(await ask(db, "SELECT file, i.severity, message LIKE 'A/65/1 was read from 2 files: a.txt, b.txt.%' AS named FROM issues i JOIN documents USING (document_id) WHERE i.kind = 'duplicate' ORDER BY file")).toEqual([
      { file: "a.txt", severity: "warning", named: true },
      { file: "b.txt", severity: "warning", named: true },
    ]);
    rmSync(join(input, "b.txt"));
    await ingestPlain(db, [input], { prune: true });
    expect(await ask(db, "SELECT * FROM issues")).toEqual([]);
  });

  it("keeps and names what is gone, and removes it when told to", async () => {
    const { input, db } = setUp();
    await ingestPlain(db, [input]);
    rmSync(join(input, "sub/two.txt"));
    const kept = await ingestPlain(db, [input]);
    expect(kept).toMatchObject({ gone: ["sub/two.txt"], removed: 0, totals: { documents: 2 } });
    const pruned = await ingestPlain(db, [input], { prune: true });
    expect(pruned).toMatchObject({ gone: ["sub/two.txt"], removed: 1, totals: { documents: 1, claims: 2 } });
  });

  it("knows a folder that was moved, and a file in it that changed", async () => {
    const { folder, input, db } = setUp();
    await ingestPlain(db, [input]);
    renameSync(input, join(folder, "moved"));
    writeFileSync(join(folder, "moved", "one.txt"), ONE.replace("planned", "absent"));
    const summary = await ingestPlain(db, [join(folder, "moved")]);
    expect(summary).toMatchObject({ read: 1, unchanged: 1, gone: [], totals: { documents: 2 } });
    expect(await ask(db, "SELECT count(*) AS n FROM sources")).toEqual([{ n: 2 }]);
  });

  it("does not take a file of the same name for a moved one, although the other folder is gone", async () => {
    const { folder, db } = setUp();
    write(folder, { "2020/Austria.pdf": ONE, "2020/France.pdf": TWO, "2021/Austria.pdf": ONE.replace("2010", "2011"), "a/report.txt": ONE, "b/report.txt": TWO });
    const claims = "SELECT count(*)::INTEGER AS n FROM documents";
    await ingestPlain(db, [join(folder, "2020")]);
    rmSync(join(folder, "2020"), { recursive: true });
    expect(await ingestPlain(db, [join(folder, "2021")])).toMatchObject({ read: 1, removed: 0, totals: { documents: 3 } });
    expect(await ask(db, claims)).toEqual([{ n: 3 }]);
    // The same of single files, whose names are all that is kept of their place.
    const single = join(folder, "single.duckdb");
    await ingestPlain(single, [join(folder, "a/report.txt")]);
    rmSync(join(folder, "a"), { recursive: true });
    expect(await ingestPlain(single, [join(folder, "b/report.txt")])).toMatchObject({ read: 1, removed: 0, totals: { documents: 2 } });
  });

  it("prunes nothing of a folder that is not there, is empty or cannot be looked into: a disk that is not mounted looks like that", async () => {
    const { input, db } = setUp();
    await ingestPlain(db, [input]);
    const aside = `${input}-aside`;
    renameSync(input, aside);
    const absent = await ingestPlain(db, [input], { prune: true });
    expect(absent).toMatchObject({ removed: 0, gone: [], written: false, totals: { documents: 2 } });
    expect(absent.problems.map(({ message }) => message)).toEqual(["no such file or folder"]);
    mkdirSync(input);
    const empty = await ingestPlain(db, [input], { prune: true });
    expect(empty).toMatchObject({ removed: 0, gone: [], totals: { documents: 2 } });
    expect(empty.problems.map(({ message }) => message)).toEqual(["holds no document, although 2 are known from it"]);
    rmSync(input, { recursive: true });
    renameSync(aside, input);
    // A part of it that cannot be looked into: a link in a circle, whatever the user's rights.
    renameSync(join(input, "sub"), aside);
    symlinkSync(join(input, "sub"), join(input, "sub"));
    expect(await ingestPlain(db, [input], { prune: true })).toMatchObject({ removed: 0, gone: [], totals: { documents: 2 } });
  });

  it("leaves databases that are being built alone, also those of others", async () => {
    const { input, db } = setUp();
    write(input, { "other.duckdb.building": "x", "other.db.building.wal": "x", "other.duckdb.building.tmp/block-0.tmp": "x", "capacity.building.txt": TWO.replace("FRA", "DEU") });
    expect(await ingestPlain(db, [input])).toMatchObject({ files: 3, read: 3, failed: [] });
  });

  it("tries what a limit gave up again with another reader", async () => {
    const { input, db } = setUp();
    const limited = { parallel: 1, close: () => Promise.resolve(), run: () => Promise.reject(new LimitError("It took longer than the limit of 120 s a document")) };
    expect((await ingestPlain(db, [input], {}, { runner: () => Promise.resolve(limited) })).failed).toHaveLength(2);
    expect(await ingestPlain(db, [input])).toMatchObject({ read: 0, unchanged: 2 });
    expect(await ingestPlain(db, [input], {}, { readFingerprint: "reader-2" })).toMatchObject({ read: 2, failed: [] });
  });

  it("keeps apart files of one name in two folders", async () => {
    const { folder, db } = setUp();
    write(folder, { "p/report.txt": ONE, "q/report.txt": TWO });
    await ingestPlain(db, [join(folder, "p")]);
    const summary = await ingestPlain(db, [join(folder, "q")]);
    expect(summary.totals.documents).toBe(2);
  });

  it("keeps the kind set by the user until it is set otherwise", async () => {
    const { input, db } = setUp({ "a.txt": ONE });
    await ingestPlain(db, [input], { kind: "pledge" });
    expect(await ingestPlain(db, [input])).toMatchObject({ unchanged: 1 });
    expect(await ask(db, "SELECT user_kind FROM documents")).toEqual([{ user_kind: "pledge" }]);
    expect(await ingestPlain(db, [input], { kind: "auto" })).toMatchObject({ read: 1 });
    expect(await ask(db, "SELECT user_kind FROM documents")).toEqual([{ user_kind: null }]);
  });

  it("names paths that do not exist and ingests the others", async () => {
    const { input, db } = setUp();
    const summary = await ingestPlain(db, [join(input, "nowhere"), input]);
    expect(summary).toMatchObject({ read: 2 });
    expect(summary.problems[0]).toMatchObject({ message: "no such file or folder" });
  });

  it("writes no database where there is nothing to read", async () => {
    const folder = temporaryFolder();
    const summary = await ingestPlain(join(folder, "x.duckdb"), [folder]);
    expect(summary).toMatchObject({ files: 0, written: false });
    expect(existsSync(join(folder, "x.duckdb"))).toBe(false);
  });
});

describe("build beside and rename", () => {
  it("lets a reader read the old state during an ingest, and the new one after", async () => {
    const { input, db } = setUp();
    await ingestPlain(db, [input]);
    write(input, { "three.txt": "year 2011\nrespondents ITA\nITA victims.hotline in_place" });
    const open = await Database.open(db, "read");
    let during: unknown;
    await ingestPlain(db, [input], {}, { runner: () => Promise.resolve(plainRunner([], 1, async () => void (during = await ask(db, "SELECT count(*) AS n FROM documents")))) });
    expect(during).toEqual([{ n: 2 }]);
    expect(await open.all("SELECT count(*) AS n FROM documents")).toEqual([{ n: 2 }]);
    open.close();
    expect(await ask(db, "SELECT count(*) AS n FROM documents")).toEqual([{ n: 3 }]);
  });

  it("leaves the old database as it was when the build fails", async () => {
    const { input, db } = setUp();
    await ingestPlain(db, [input]);
    const before = await dump(db);
    await expect(buildBeside(db, false, async (database) => {
      await database.run("DELETE FROM claims");
      throw new Error("the disk is full");
    })).rejects.toThrow("the disk is full");
    expect(await dump(db)).toBe(before);
    expect(existsSync(`${db}.building`)).toBe(false);
  });

  it("refuses a second ingest at the same time, with a clear error", async () => {
    const { input, db } = setUp();
    let second: Promise<unknown> | undefined;
    await ingestPlain(db, [input], {}, { runner: () => Promise.resolve(plainRunner([], 1, async () => {
      second ??= ingestPlain(db, [input]).then(() => "ran", (error: Error) => error.message);
      await second;
    })) });
    expect(await second).toMatch(/another ingest \(process \d+\) is writing it\. Wait for it to end, or name another database with --db FILE\./);
    expect(existsSync(`${db}.lock`)).toBe(false);
  });

  it("takes over the lock of a process that is gone, and says so", async () => {
    const { db } = setUp();
    const { hostname } = await import("node:os");
    writeFileSync(`${db}.lock`, JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), born: null }));
    const notices: string[] = [];
    const lock = await lockDatabase(db, (message) => void notices.push(message));
    expect(notices[0]).toMatch(/left by an ingest that did not end/);
    await lock.release();
    expect(existsSync(`${db}.lock`)).toBe(false);
  });

  it("gives the lock of a process that is gone to one alone of several that want it", async () => {
    const { folder } = setUp();
    const { hostname } = await import("node:os");
    for (let round = 0; round < 5; round += 1) {
      const db = join(folder, `wanted-${round}.duckdb`);
      writeFileSync(`${db}.lock`, JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), born: null }));
      const locks = await Promise.allSettled(Array.from({ length: 6 }, () => lockDatabase(db, () => undefined)));
      const held = locks.flatMap((lock) => (lock.status === "fulfilled" ? [lock.value] : []));
      expect(held).toHaveLength(1);
      await held[0]?.release();
      expect(readdirSync(folder).filter((name) => name.startsWith(`wanted-${round}`))).toEqual([]);
    }
  });

  it("is not held up by a takeover that was killed halfway", async () => {
    const { db } = setUp();
    const { hostname } = await import("node:os");
    writeFileSync(`${db}.lock`, JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), born: null }));
    writeFileSync(`${db}.lock.takeover`, "");
    const lock = await lockDatabase(db, () => undefined);
    await lock.release();
    expect(existsSync(`${db}.lock.takeover`)).toBe(false);
  });

  it("says when a file is no database, or somebody else's", async () => {
    const { folder, input, db } = setUp();
    writeFileSync(db, "this is text, and long enough to be looked at as a database file".repeat(100));
    await expect(ingestPlain(db, [input])).rejects.toThrow(/not a DuckDB database/);
    const other = join(folder, "other.duckdb");
    const foreign = await Database.open(other, "write");
    await foreign.run("CREATE TABLE theirs (a INTEGER)");
    foreign.close();
    await expect(ingestPlain(other, [input])).rejects.toThrow(/not Stocktake's/);
    // With names of tables that Stocktake has as well.
    const namesakes = join(folder, "namesakes.duckdb");
    const alike = await Database.open(namesakes, "write");
    for (const name of ["documents", "sources"]) await alike.run(`CREATE TABLE ${name} (a INTEGER)`);
    alike.close();
    await expect(ingestPlain(namesakes, [input])).rejects.toThrow(/not Stocktake's/);
  });
});
