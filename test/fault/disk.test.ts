// Owns the proof that a full disk, a read-only folder, a missing permission, a folder or file that goes or changes, a foreign or damaged database, a damaged
// cache and two runs at once end clearly: one message, nothing lost, nothing left that blocks the next run. The real command is run throughout.
import { spawnSync } from "node:child_process";
import { chmodSync, closeSync, copyFileSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import Papa from "papaparse";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { processFile } from "../../pipeline/ingest/process-file.js";
import { Database } from "../../pipeline/store/database.js";
import { BIN, hashOf, smallReport, started, stocktake, stocktakeWith, type Run } from "../fixtures/command.js";
import { ask, dump, ingestPlain, temporaryFolder, write } from "../fixtures/databases.js";
import { pdfBytes } from "./pull-server.js";

const folder = temporaryFolder();
const input = join(folder, "in");
const more = join(folder, "more");
/** A small database that is never written to; tests work on copies. */
const base = join(folder, "base.duckdb");
const judged = join(folder, "judge.csv");

/** The end of a command that could not be done: exit 1, one message of the program's own, no stack. */
function expectClearEnd(run: Run, message: RegExp): void {
  expect(run.stderr).toMatch(message);
  expect(run.stderr).not.toMatch(/a fault of the program|\n {4}at |^\w*Error:/m);
  expect(run.status, run.stderr).toBe(1);
}

/** A disk of a given size, or why there is none here. */
const mounts: string[] = [];
let noDisk = "";
function disk(name: string, megabytes: number): string {
  const path = join(folder, name);
  mkdirSync(path);
  const made = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", path], { encoding: "utf8" });
  if (made.status !== 0) throw new Error(made.stderr);
  mounts.push(path);
  return path;
}
{
  const probe = join(folder, "probe");
  mkdirSync(probe);
  const made = spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", probe], { encoding: "utf8" });
  if (made.status === 0) spawnSync("umount", [probe]);
  else {
    noDisk = `a small disk cannot be mounted here (${made.error?.message ?? made.stderr.trim()})`;
    console.warn(`test/fault/disk.test.ts: tests of a full disk were skipped: ${noDisk}`);
  }
}
/** Fills a disk until so much is free. */
function fill(path: string, freeKilobytes: number): void {
  const filler = join(path, "filler");
  rmSync(filler, { force: true });
  const free = Number(spawnSync("df", ["-k", "--output=avail", path], { encoding: "utf8" }).stdout.split("\n")[1]);
  writeFileSync(filler, Buffer.alloc(Math.max(0, free - freeKilobytes) * 1024));
}
const free = (path: string): void => rmSync(join(path, "filler"), { force: true });

/** A user that is not root, for whom permissions count; null where the code is out of its reach. */
const nobody = { uid: 65534, gid: 65534, env: { ...process.env, HOME: "/nonexistent" } };
const noUser = process.getuid?.() !== 0 || spawnSync(process.execPath, [BIN, "--version"], nobody).status !== 0;
if (noUser) console.warn("test/fault/disk.test.ts: tests of permissions were skipped: the command cannot be run as another user here");

beforeAll(async () => {
  chmodSync(folder, 0o755);
  write(input, { "a.txt": smallReport(1), "b.txt": smallReport(2) });
  write(more, { "c.txt": smallReport(3) });
  const run = stocktake("ingest", input, "--db", base, "--no-cache", "--workers", "1");
  expect(run.status, run.stderr).toBe(0);
  const rows = await ask<Record<string, string>>(base, "SELECT claim_id, quote FROM claims ORDER BY ALL");
  writeFileSync(judged, Papa.unparse(rows.map((row) => ({ ...row, decision: "accept", reason: "" }))));
}, 120_000);

afterAll(() => {
  for (const path of mounts) spawnSync("umount", ["-l", path]);
});

describe.skipIf(noDisk !== "")("a full disk", () => {
  it("stops an ingest and an import wherever it strikes, and the database is as it was", { timeout: 240_000 }, () => {
    const place = disk("full-ingest", 40);
    const db = join(place, "x.duckdb");
    copyFileSync(base, db);
    const before = hashOf(db);
    const size = Math.ceil(readFileSync(base).length / 1024);
    const ingest = ["ingest", more, "--db", db, "--no-cache", "--workers", "1"];
    const review = ["review", "import", judged, "--reviewer", "A. Person", "--db", db];
    // No room for the lock, for the copy, for what is added to the copy.
    for (const kilobytes of [0, 200, size + 8]) {
      for (const argv of kilobytes === 200 ? [ingest] : [ingest, review]) {
        fill(place, kilobytes);
        expectClearEnd(stocktake(...argv), /^(?:.*\n)*stocktake: .*full-ingest.*the disk is full.*Free some space there.*or name another.*--db FILE/);
        expect(hashOf(db)).toBe(before);
        expect(readdirSync(place).sort()).toEqual(["filler", "x.duckdb"]);
      }
    }
    free(place);
    for (const argv of [ingest, review]) {
      const run = stocktake(...argv);
      expect(run.status, run.stderr).toBe(0);
    }
    expect(readdirSync(place)).toEqual(["x.duckdb"]);
  });

  it("stops no ingest for its cache", () => {
    const place = disk("full-cache", 1);
    fill(place, 0);
    const db = join(folder, "cache.duckdb");
    const run = stocktake("ingest", input, "--db", db, "--cache", join(place, "cache"), "--workers", "1");
    expect(run.status, run.stderr).toBe(0);
    expect(run.stderr).toMatch(/could not be kept \(ENOSPC\); it will be done again/);
    expect(run.stderr).toMatch(/2 found; 2 read/);
  });

  it("stops a publish, and the earlier release is as it was", { timeout: 120_000 }, () => {
    const place = disk("full-publish", 60);
    const out = join(place, "out");
    expect(stocktake("publish", "--db", base, "--out", out).status).toBe(0);
    const before = hashOf(join(out, "checksums.txt"));
    for (const kilobytes of [0, 3000]) {
      fill(place, kilobytes);
      expectClearEnd(stocktake("publish", "--db", base, "--out", out, "--replace"), /the disk is full\. Free some space there.*or name another folder with --out FOLDER/);
      expect(readdirSync(place).sort()).toEqual(["filler", "out"]);
      expect(spawnSync("sha256sum", ["-c", "--quiet", "checksums.txt"], { cwd: out }).status).toBe(0);
    }
    expect(hashOf(join(out, "checksums.txt"))).toBe(before);
    free(place);
    expect(stocktake("publish", "--db", base, "--out", out, "--replace").status).toBe(0);
    expect(hashOf(join(out, "checksums.txt"))).toBe(before);
  });

  it("stops a report, none of whose files is written, and an appraisal", () => {
    const place = disk("full-report", 2);
    fill(place, 60);
    const argv = ["report", "state", "AUT", "--db", base, "--format", "md,html", "--out", place];
    expectClearEnd(stocktake(...argv), /the disk is full\. Free some space there, or name another folder with --out\. None of the report's files was written/);
    expect(readdirSync(place)).toEqual(["filler"]);
    fill(place, 0);
    const plan = join(folder, "plan.txt");
    writeFileSync(plan, "National action plan against trafficking in persons\n\n1. A hotline for victims of trafficking will be set up.\n");
    expectClearEnd(stocktake("appraise", plan, "--kind", "action_plan", "--framework", "unodc-tool-2.7", "--out", join(place, "plan.md")), /plan\.md: cannot be written: the disk is full\. Free some space there, or name another file with --out/);
    expect(readdirSync(place)).toEqual(["filler"]);
    free(place);
    expect(stocktake(...argv).status).toBe(0);
  });

  it("stops a pull of one document, and the next one has it", { timeout: 60_000 }, async () => {
    const bytes = pdfBytes(1, 200_000);
    const server = createServer((request, response) => request.url?.startsWith("/plan.pdf") === true ? response.writeHead(200, { "content-type": "application/pdf", "content-length": bytes.length }).end(bytes) : response.writeHead(404).end());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
      const catalogue = join(folder, "catalogue.csv");
      writeFileSync(catalogue, `symbol,title,kind,url\nPLAN-1,Plan,action_plan,http://${host}/plan.pdf\n`);
      const place = disk("full-pull", 2);
      const argv = ["pull", "--catalogue", catalogue, "--into", place, "--allow-http", "--allow-private", "--allow-host", host, "--pause", "0", "--retries", "0"];
      for (const kilobytes of [0, 60]) {
        fill(place, kilobytes);
        const run = await started(...argv);
        expect(run.stdout + run.stderr).toMatch(/the disk is full/);
        expect(run.stderr).not.toMatch(/a fault of/);
        expect(run.status).toBe(1);
        expect(existsSync(join(place, "PLAN_2D1.pdf"))).toBe(false);
        expect(existsSync(join(place, ".stocktake-pull.lock"))).toBe(false);
      }
      free(place);
      const run = await started(...argv);
      expect(run.status, run.stdout + run.stderr).toBe(0);
      expect(readFileSync(join(place, "PLAN_2D1.pdf")).equals(bytes)).toBe(true);
    } finally {
      server.close();
    }
  });

  it("a disk that is read-only refuses every writer, and readers read", { timeout: 60_000 }, () => {
    const place = disk("read-only", 20);
    const db = join(place, "x.duckdb");
    copyFileSync(base, db);
    spawnSync("mount", ["-o", "remount,ro", place]);
    for (const argv of [["ingest", more, "--db", db, "--no-cache"], ["review", "import", judged, "--reviewer", "A. Person", "--db", db], ["publish", "--db", db, "--out", join(place, "out")], ["report", "state", "AUT", "--db", db, "--format", "md", "--out", place]]) {
      expectClearEnd(stocktake(...argv), /read-only.*the disk is read-only\. Make it writable, or name another/);
    }
    const read = stocktake("claims", "--db", db, "--format", "csv");
    expect(read.status, read.stderr).toBe(0);
    expect(read.stdout.split("\n").length).toBeGreaterThan(4);
  });
});

it.skipIf(!existsSync("/dev/full"))("output that cannot be written ends with 1 and says so", () => {
  const full = openSync("/dev/full", "w");
  try {
    for (const argv of [["claims", "--db", base, "--format", "csv"], ["review", "export", "--db", base], ["gaps", "--db", base, "--format", "json"]]) {
      expectClearEnd(stocktakeWith({ stdio: ["ignore", full, "pipe"] }, ...argv), /stocktake: standard output cannot be written: the disk is full\. Free some space there, and run the command again/);
    }
  } finally {
    closeSync(full);
  }
});

describe.skipIf(noUser)("without permission", () => {
  it("every writer ends clearly, and what it may not touch is as it was", { timeout: 60_000 }, () => {
    const place = join(folder, "closed");
    mkdirSync(place);
    const db = join(place, "x.duckdb");
    copyFileSync(base, db);
    const before = hashOf(db);
    for (const argv of [["ingest", more, "--db", db, "--no-cache"], ["review", "import", judged, "--reviewer", "A. Person", "--db", db], ["publish", "--db", db, "--out", join(place, "out")], ["report", "state", "AUT", "--db", db, "--format", "md", "--out", place]]) {
      expectClearEnd(stocktakeWith(nobody, ...argv), /closed.*there is no permission\. Ask for permission, or name another/);
    }
    chmodSync(db, 0o600);
    expectClearEnd(stocktakeWith(nobody, "claims", "--db", db), /x\.duckdb: cannot be opened: there is no permission/);
    expect(readdirSync(place)).toEqual(["x.duckdb"]);
    expect(hashOf(db)).toBe(before);
  });

  it("a file that may not be read is named, the others are read, and what was known of it stays", { timeout: 60_000 }, async () => {
    const place = join(folder, "some");
    mkdirSync(place);
    chmodSync(place, 0o777);
    write(join(place, "in"), { "a.txt": smallReport(1), "b.txt": smallReport(2) });
    const db = join(place, "x.duckdb");
    expect(stocktakeWith(nobody, "ingest", join(place, "in"), "--db", db, "--no-cache").status).toBe(0);
    writeFileSync(join(place, "in/b.txt"), smallReport(7));
    chmodSync(join(place, "in/b.txt"), 0o000);
    write(join(place, "in"), { "c.txt": smallReport(3) });
    const run = stocktakeWith(nobody, "ingest", join(place, "in"), "--db", db, "--no-cache");
    expect(run.status, run.stderr).toBe(3);
    expect(run.stderr).toMatch(/b\.txt: cannot be read \(EACCES\)\. Check that it still exists and that you may read it/);
    expect(await ask(db, "SELECT file, symbol, status, claim_count FROM documents ORDER BY file")).toEqual(["a.txt A/99/1", "b.txt A/99/2", "c.txt A/99/3"].map((text) => ({ file: text.split(" ")[0], symbol: text.split(" ")[1], status: "read", claim_count: 3 })));
  });
});

describe("what is read changes or goes meanwhile", () => {
  /** An ingest by the real reader, in this process, that meets a file just before it is read. */
  const ingestMeeting = (db: string, meet: (path: string) => void, fingerprint = "reader-1") =>
    ingestPlain(db, [join(db, "../in")], {}, { readFingerprint: fingerprint, runner: () => Promise.resolve({ parallel: 1, close: () => Promise.resolve(), run: (task) => { meet(task.path); return processFile(task); } }) });

  it("a file keeps what was known of it, is named, and is read by the next ingest", async () => {
    const place = temporaryFolder();
    const db = join(place, "x.duckdb");
    write(join(place, "in"), { "a.txt": smallReport(1), "b.txt": smallReport(2), "c.txt": smallReport(3) });
    await ingestMeeting(db, () => undefined);
    const before = await dump(db);
    // Changed before this ingest and again while it runs; removed while it runs; read anew because the reader is another.
    write(join(place, "in"), { "b.txt": smallReport(20) });
    const summary = await ingestMeeting(db, (path) => {
      if (path.endsWith("b.txt")) writeFileSync(path, smallReport(21));
      if (path.endsWith("c.txt")) rmSync(path);
    }, "reader-2");
    expect(summary.failed).toEqual([]);
    expect(summary.problems.map(({ path, message }) => `${path.slice(-5)} ${message}`)).toEqual(["b.txt", "c.txt"].map((name) => `${name} was changed, removed or closed to you while it was being read, so it was not`));
    const claims = "SELECT file, symbol, status, claim_count, read_fingerprint FROM documents ORDER BY file";
    expect(await ask(db, claims)).toEqual([
      { file: "a.txt", symbol: "A/99/1", status: "read", claim_count: 3, read_fingerprint: "reader-2" },
      { file: "b.txt", symbol: "A/99/2", status: "read", claim_count: 3, read_fingerprint: "reader-1" },
      { file: "c.txt", symbol: "A/99/3", status: "read", claim_count: 3, read_fingerprint: "reader-1" },
    ]);
    const rowsOf = (text: string, file: string): string => JSON.stringify(text.split("\n").filter((line) => line.includes(file)).length);
    expect(rowsOf(await dump(db), "c.txt")).toBe(rowsOf(before, "c.txt"));
    // Changed and put back while it runs: other bytes were met, and nothing is said of those that are there again.
    const calm = smallReport(20);
    write(join(place, "in"), { "b.txt": calm, "c.txt": smallReport(3) });
    const back = await ingestMeeting(db, (path) => {
      if (path.endsWith("b.txt")) writeFileSync(path, smallReport(21));
      if (path.endsWith("c.txt")) writeFileSync(join(place, "in/b.txt"), calm);
    }, "reader-2");
    expect(back.failed).toEqual([]);
    expect(back.problems.map(({ path }) => path.slice(-5))).toEqual(["b.txt"]);
    // The next one reads what is there, and ends like one from nothing.
    await ingestMeeting(db, () => undefined, "reader-2");
    const fresh = join(place, "fresh.duckdb");
    await ingestMeeting(fresh, () => undefined, "reader-2");
    expect(await dump(db)).toBe(await dump(fresh));
  });

  it("a folder that is removed under an ingest costs its files alone, through the real command", { timeout: 120_000 }, async () => {
    const place = join(folder, "vanishing");
    write(join(place, "in"), Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`v${index}.txt`, smallReport(200 + index)])));
    const db = join(place, "x.duckdb");
    copyFileSync(base, db);
    const old = await ask(db, "SELECT * FROM claims ORDER BY ALL");
    const run = started("ingest", join(place, "in"), "--db", db, "--no-cache", "--workers", "1");
    while (!existsSync(`${db}.building`)) await wait(2);
    rmSync(join(place, "in"), { recursive: true });
    const { status, stderr } = await run;
    expect([0, 3], stderr).toContain(status);
    expect(stderr).not.toMatch(/a fault of the program/);
    const [counts] = await ask<{ read: number; failed: number }>(db, "SELECT count(*) FILTER (status = 'read') AS read, count(*) FILTER (status = 'failed') AS failed FROM documents");
    expect(counts?.failed).toBe(0);
    const named = stderr.match(/v\d+\.txt: was changed, removed or closed to you while it was being read/g)?.length ?? 0;
    expect(named + (counts?.read ?? 0)).toBe(32);
    for (const claim of old) expect(await ask(db, `SELECT 1 FROM claims WHERE claim_id = '${String(claim["claim_id"])}'`)).toHaveLength(1);
  });

  it("the database's own folder removed under an ingest ends it clearly", { timeout: 120_000 }, async () => {
    const place = join(folder, "gone");
    mkdirSync(place);
    const db = join(place, "x.duckdb");
    const run = started("ingest", input, "--db", db, "--no-cache", "--workers", "1");
    while (!existsSync(`${db}.building`)) await wait(2);
    rmSync(place, { recursive: true });
    expectClearEnd(await run, /x\.duckdb: cannot be written: the folder is not there, or was removed meanwhile/);
  });
});

describe("a database that is not as it should be", () => {
  const changed = async (name: string, change: (path: string) => Promise<void> | void): Promise<string> => {
    const path = join(folder, name);
    copyFileSync(base, path);
    await change(path);
    return path;
  };
  const all = (db: string): string[][] => [["ingest", more, "--db", db, "--no-cache"], ["claims", "--db", db], ["report", "state", "AUT", "--db", db, "--format", "md", "--out", join(folder, "none")], ["publish", "--db", db, "--out", join(folder, "none")], ["review", "import", judged, "--reviewer", "A. Person", "--db", db]];

  it("of a newer version is named with what to do, and is not touched", { timeout: 60_000 }, async () => {
    const ours = await changed("newer.duckdb", async (path) => {
      const database = await Database.open(path, "write");
      await database.run("UPDATE build_versions SET version = '9999' WHERE name = 'schema'");
      database.close();
    });
    // The storage version of DuckDB itself stands after the checksum and the magic bytes of the header.
    const theirs = await changed("storage.duckdb", (path) => {
      const bytes = readFileSync(path);
      bytes.writeBigUInt64LE(9999n, 12);
      writeFileSync(path, bytes);
    });
    for (const [db, message] of [[ours, /made by (?:a newer|another) version of Stocktake \(schema 9999/], [theirs, /storage\.duckdb: (?:not a DuckDB database that this version can open|the file is damaged)/]] as const) {
      const before = hashOf(db);
      for (const argv of all(db)) expectClearEnd(stocktake(...argv), message);
      expect(hashOf(db)).toBe(before);
    }
    expect(existsSync(join(folder, "none"))).toBe(false);
  });

  it("damaged or cut short is told as that, and is not touched", { timeout: 60_000 }, async () => {
    const cut = await changed("cut.duckdb", (path) => writeFileSync(path, readFileSync(path).subarray(0, 300_000)));
    const noise = await changed("noise.duckdb", (path) => {
      const bytes = readFileSync(path);
      for (let at = 100_000; at < bytes.length; at += 997) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      writeFileSync(path, bytes);
    });
    for (const db of [cut, noise]) {
      const before = hashOf(db);
      for (const argv of all(db)) expectClearEnd(stocktake(...argv), /\.duckdb: (?:the file is damaged|not a DuckDB database that this version can open|cannot be opened)/);
      expect(hashOf(db)).toBe(before);
    }
  });
});

it("a damaged entry of the cache is a notice, and the document is parsed again", { timeout: 60_000 }, async () => {
  const db = join(folder, "entry.duckdb");
  const cache = join(folder, "entry.cache");
  expect(stocktake("ingest", input, "--db", db, "--cache", cache, "--workers", "1").status).toBe(0);
  const entries = readdirSync(cache, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const [index, path] of entries.entries()) writeFileSync(path, index % 2 === 0 ? readFileSync(path).subarray(0, 200) : Buffer.from(readFileSync(path)).fill(7, 80));
  const fresh = join(folder, "entry-fresh.duckdb");
  const run = stocktake("ingest", input, "--db", fresh, "--cache", cache, "--workers", "1");
  expect(run.status, run.stderr).toBe(0);
  expect(run.stderr.match(/damaged cache entry/g)).toHaveLength(entries.length);
  expect(await dump(fresh)).toBe(await dump(db));
});

describe("two at once on one database", () => {
  it("one is refused with the other's number, and nothing is lost", { timeout: 120_000 }, async () => {
    const place = join(folder, "twice");
    mkdirSync(place);
    const db = join(place, "x.duckdb");
    copyFileSync(base, db);
    const other = join(folder, "link.duckdb");
    symlinkSync(db, other);
    const many = join(place, "in");
    write(many, Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`t${index}.txt`, smallReport(300 + index)])));
    const first = started("ingest", many, "--db", db, "--no-cache", "--workers", "1");
    while (!existsSync(`${db}.building`)) await wait(2);
    // Under another name of the same file too.
    const refused = [await started("ingest", more, "--db", other, "--no-cache"), await started("review", "import", judged, "--reviewer", "A. Person", "--db", db)];
    const { status, stderr } = await first;
    expect(status, stderr).toBe(0);
    for (const run of refused) if (run.status !== 0) expectClearEnd(run, /another ingest \(process \d+\) is writing it\. Wait for it to end, or name another database with --db FILE/);
    expect(refused.some((run) => run.status === 1)).toBe(true);
    for (const argv of [["ingest", more, "--db", other, "--no-cache"], ["review", "import", judged, "--reviewer", "A. Person", "--db", db]]) {
      const run = stocktake(...argv);
      expect(run.status, run.stderr).toBe(0);
    }
    expect(await ask(db, "SELECT count(*) AS n FROM documents WHERE status = 'read'")).toEqual([{ n: 253 }]);
    expect(await ask(db, "SELECT count(*) > 0 AS kept FROM decisions")).toEqual([{ kept: true }]);
    expect(await ask(other, "SELECT count(*) AS n FROM documents")).toEqual([{ n: 253 }]);
    expect(readdirSync(place).sort()).toEqual(["in", "x.duckdb"]);
  });
});
