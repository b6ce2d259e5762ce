// Owns the proof that kill -9 loses nothing: whatever moment an ingest, a publish, a report or an import of decisions is killed at, the old state or
// the new one is there, no worker lives on, and the next run ends like an undisturbed one. 100 kills a command with STOCKTAKE_FAULTS=full.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { unzipSync } from "fflate";
import Papa from "papaparse";
import { beforeAll, describe, expect, it } from "vitest";
import { writeRelease } from "../../pipeline/publish/release.js";
import { Database } from "../../pipeline/store/database.js";
import { TABLES } from "../../pipeline/store/schema.js";
import { BIN, smallReport, stocktake } from "../fixtures/command.js";
import { ask, dump, temporaryFolder, write } from "../fixtures/databases.js";

const FULL = process.env["STOCKTAKE_FAULTS"] === "full";
const KILLS = FULL ? 100 : 3;
const LONG = { timeout: FULL ? 3_600_000 : 240_000 };

const folder = temporaryFolder();
const input = join(folder, "in");
/** The database before and after the second ingest; tests work on copies. */
const oldDatabase = join(folder, "old.duckdb");
const newDatabase = join(folder, "new.duckdb");
/** A release of the old one. */
const earlier = join(folder, "earlier");
const files = (from: number, to: number, round: number): Record<string, string> => Object.fromEntries(Array.from({ length: to - from }, (_, index) => [`r${from + index}.txt`, smallReport(round + from + index)]));

const done = (...argv: string[]): void => {
  const run = stocktake(...argv);
  expect(run.status, run.stderr).toBe(0);
};

/** Numbers in [0, 1), the same in every run. */
let seed = 65209;
function random(): number {
  seed ^= seed << 13;
  seed ^= seed >>> 17;
  seed ^= seed << 5;
  return (seed >>> 0) / 2 ** 32;
}

/** Processes of a group that still run; a zombie does not. Empty where there is no /proc. */
function livingOf(group: number): number[] {
  if (!existsSync("/proc/self/stat")) return [];
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
    try {
      const text = readFileSync(`/proc/${pid}/stat`, "utf8");
      const [state, , groupOfIt] = text.slice(text.lastIndexOf(")") + 2).split(" ");
      return Number(groupOfIt) === group && state !== "Z" && state !== "X";
    } catch {
      return false;
    }
  });
}

interface Measured {
  /** Milliseconds from the start until something is being written, and from there to the end. */
  before: number;
  after: number;
}

/** Starts a command in a process group of its own. */
function start(argv: string[]): { pid: number; ended: () => boolean; end: Promise<void> } {
  const child = spawn(process.execPath, [BIN, ...argv], { stdio: "ignore", detached: true });
  let ended = false;
  const end = new Promise<void>((resolve) => child.once("exit", () => {
    ended = true;
    resolve();
  }));
  return { pid: child.pid as number, ended: () => ended, end };
}

async function measure(argv: string[], isWriting: () => boolean): Promise<Measured> {
  const begun = performance.now();
  const run = start(argv);
  let writing = 0;
  while (!run.ended()) {
    if (writing === 0 && isWriting()) writing = performance.now();
    await wait(2);
  }
  const ended = performance.now();
  return writing === 0 ? { before: ended - begun, after: 0 } : { before: writing - begun, after: ended - writing };
}

/**
 * Runs a command and kills it: every other time at a moment of its whole run, else at one of the time in which it writes; every other time the parent alone, whose
 * workers then have to go by themselves, else its whole group. The measured run was the first, and slower than those that follow.
 * @returns whether it was killed before it ended
 */
async function killOnce(turn: number, argv: string[], { before, after }: Measured, isWriting: () => boolean): Promise<boolean> {
  const run = start(argv);
  if (turn % 2 === 0) await wait(random() * 0.9 * (before + after));
  else {
    const delay = random() * 0.9 * after;
    while (!run.ended() && !isWriting()) await wait(2);
    await wait(delay);
  }
  const killed = !run.ended();
  if (killed) process.kill(turn % 4 < 2 ? run.pid : -run.pid, "SIGKILL");
  await run.end;
  for (const until = performance.now() + 5000; livingOf(run.pid).length > 0 && performance.now() < until; ) await wait(20);
  expect(livingOf(run.pid), "processes that outlive their parent").toEqual([]);
  return killed;
}

/** One hash over the rows of each document, by its id. */
async function documentsOf(path: string): Promise<Map<string, string>> {
  const hashes = new Map<string, ReturnType<typeof createHash>>();
  const database = await Database.open(path, "read");
  try {
    for (const table of TABLES.filter(({ scope }) => scope === "document")) {
      for (const row of await database.all(`SELECT * FROM "${table.name}" ORDER BY ${table.columns.map(({ name }) => `"${name}" NULLS FIRST`).join(", ")}`)) {
        const id = String(row["document_id"]);
        if (!hashes.has(id)) hashes.set(id, createHash("sha256"));
        hashes.get(id)?.update(`${table.name} ${JSON.stringify(row)}\n`);
      }
    }
  } finally {
    database.close();
  }
  return new Map([...hashes].map(([id, hash]) => [id, hash.digest("hex")]));
}

const decisionsOf = async (path: string): Promise<string> => JSON.stringify(await ask(path, "SELECT * EXCLUDE (decided) FROM decisions ORDER BY ALL"));

let releases = 0;
/** checksums.txt of a release of a database. */
async function checksumsOf(path: string): Promise<string> {
  releases += 1;
  const out = join(folder, `release-${releases}`);
  await writeRelease({ database: path, out, replace: false, texts: true, date: null, baseIri: "urn:x-stocktake:", program: "test", notice: () => undefined });
  const text = readFileSync(join(out, "checksums.txt"), "utf8");
  rmSync(out, { recursive: true });
  return text;
}

function hashOf(path: string): string {
  const hash = createHash("sha256");
  // A Word file carries the clock: its parts are compared, and that it is a whole archive.
  if (!path.endsWith(".docx")) return hash.update(readFileSync(path)).digest("hex");
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(path)))) if (name !== "docProps/core.xml") hash.update(name).update(bytes);
  return hash.digest("hex");
}
/** Files under a folder with their hashes, in order. */
function treeOf(path: string): Record<string, string> {
  return Object.fromEntries(readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort().map((file) => [file.slice(path.length + 1), hashOf(file)]));
}
/** Names in a folder that a run keeps to itself. */
const leftIn = (path: string): string[] => readdirSync(path).filter((name) => /\.lock|\.building|\.wal|\.tmp$|\.part$|\.replaced$/.test(name));

beforeAll(() => {
  write(input, files(0, 4, 0));
  done("ingest", input, "--db", oldDatabase, "--no-cache");
  // Some are new, some have other bytes now, some stay.
  write(input, { ...files(2, 4, 100), ...files(4, 9, 0) });
  copyFileSync(oldDatabase, newDatabase);
  done("ingest", input, "--db", newDatabase, "--no-cache");
  done("publish", "--db", oldDatabase, "--out", earlier);
}, 240_000);

describe(`killed at ${KILLS} moments`, () => {
  it("an ingest leaves each document as it was or as it is now", LONG, async () => {
    const here = join(folder, "ingest");
    mkdirSync(here);
    const db = join(here, "x.duckdb");
    const [old, now] = [await documentsOf(oldDatabase), await documentsOf(newDatabase)];
    const whole = [await dump(oldDatabase), await dump(newDatabase)];
    const checksums = await checksumsOf(newDatabase);
    const argv = ["ingest", input, "--db", db, "--workers", FULL ? "2" : "1"];
    const isWriting = (): boolean => existsSync(`${db}.building`);
    copyFileSync(oldDatabase, db);
    const measured = await measure(argv, isWriting);
    expect(await dump(db)).toBe(whole[1]);
    let killed = 0;
    for (let turn = 0; turn < KILLS; turn += 1) {
      copyFileSync(oldDatabase, db);
      if (turn % 3 === 0) rmSync(`${db}.cache`, { recursive: true, force: true });
      if (await killOnce(turn, argv, measured, isWriting)) killed += 1;
      for (const [id, hash] of await documentsOf(db)) expect([old.get(id), now.get(id)], id).toContain(hash);
      expect(whole.includes(await dump(db)), "a mixture of old and new").toBe(true);
      if (!FULL && turn < KILLS - 1) continue;
      done(...argv);
      expect(await dump(db)).toBe(whole[1]);
      expect(await checksumsOf(db)).toBe(checksums);
      expect(leftIn(here)).toEqual([]);
    }
    expect(killed).toBeGreaterThanOrEqual(Math.floor(KILLS / 2));
  });

  it("an import of decisions leaves all of them or none", LONG, async () => {
    const here = join(folder, "review");
    mkdirSync(here);
    const db = join(here, "x.duckdb");
    const rows = await ask<Record<string, string>>(newDatabase, "SELECT claim_id, quote FROM claims ORDER BY ALL");
    expect(rows.length).toBeGreaterThan(20);
    const judged = join(here, "judge.csv");
    writeFileSync(judged, Papa.unparse(rows.map((row, index) => ({ ...row, decision: index % 3 === 0 ? "reject" : "accept", reason: "it was looked at" }))));
    const argv = ["review", "import", judged, "--reviewer", "A. Person", "--db", db];
    const isWriting = (): boolean => existsSync(`${db}.building`);
    copyFileSync(newDatabase, db);
    const none = await decisionsOf(db);
    const measured = await measure(argv, isWriting);
    const all = await decisionsOf(db);
    expect(all).not.toBe(none);
    const documents = [...await documentsOf(newDatabase)];
    const checksums = await checksumsOf(db);
    let killed = 0;
    for (let turn = 0; turn < KILLS; turn += 1) {
      copyFileSync(newDatabase, db);
      if (await killOnce(turn, argv, measured, isWriting)) killed += 1;
      expect([none, all]).toContain(await decisionsOf(db));
      expect([...await documentsOf(db)]).toEqual(documents);
      if (!FULL && turn < KILLS - 1) continue;
      done(...argv);
      expect(await decisionsOf(db)).toBe(all);
      // The day of a decision is data of a release.
      if (new Date().toISOString().slice(0, 10) === (await ask<{ day: string }>(db, "SELECT max(decided) AS day FROM decisions"))[0]?.day) expect(await checksumsOf(db)).toBe(checksums);
      expect(leftIn(here)).toEqual([]);
    }
    expect(killed).toBeGreaterThanOrEqual(Math.floor(KILLS / 2));
  });

  it("a publish leaves the earlier release or the new one, and never half of one", LONG, async () => {
    const here = join(folder, "publish");
    mkdirSync(here);
    const out = join(here, "out");
    const steady = (tree: Record<string, string>): string => JSON.stringify(Object.entries(tree).filter(([name]) => !name.startsWith("stocktake.duckdb")));
    const argv = ["publish", "--db", newDatabase, "--out", out, "--replace"];
    const isWriting = (): boolean => existsSync(join(here, ".out.building"));
    const restore = (): void => {
      rmSync(out, { recursive: true, force: true });
      cpSync(earlier, out, { recursive: true });
    };
    restore();
    const measured = await measure(argv, isWriting);
    const states = [steady(treeOf(earlier)), steady(treeOf(out))];
    expect(states[0]).not.toBe(states[1]);
    const names = Object.keys(treeOf(out));
    let killed = 0;
    for (let turn = 0; turn < KILLS; turn += 1) {
      restore();
      if (await killOnce(turn, argv, measured, isWriting)) killed += 1;
      // Between two renames the earlier release stands beside, whole, and the next run puts it back.
      const at = existsSync(out) ? out : join(here, ".out.replaced");
      const tree = treeOf(at);
      expect(Object.keys(tree)).toEqual(names);
      expect(states).toContain(steady(tree));
      for (const line of readFileSync(join(at, "checksums.txt"), "utf8").trim().split("\n")) expect(tree[line.slice(66)], line).toBe(line.slice(0, 64));
      if (!FULL && turn < KILLS - 1) continue;
      done(...argv);
      expect(steady(treeOf(out))).toBe(states[1]);
      expect(leftIn(here)).toEqual([]);
    }
    expect(killed).toBeGreaterThanOrEqual(Math.floor(KILLS / 2));
  });

  it("a publish that had moved the earlier release away is undone by the next, with or without --replace", LONG, () => {
    const here = join(folder, "moved");
    mkdirSync(here);
    const out = join(here, "out");
    cpSync(earlier, out, { recursive: true });
    const tree = treeOf(out);
    // As a kill between the two renames leaves it.
    cpSync(out, join(here, ".out.building"), { recursive: true });
    cpSync(out, join(here, ".out.replaced"), { recursive: true });
    rmSync(out, { recursive: true });
    const next = stocktake("publish", "--db", newDatabase, "--out", out);
    expect(next.stderr).toMatch(/is back in its place\.\n.*holds a release already\. Give --replace/);
    expect(next.status).toBe(1);
    expect(treeOf(out)).toEqual(tree);
    expect(leftIn(here)).toEqual([]);
  });

  it("a report leaves each file as it was or as it is now", LONG, async () => {
    const here = join(folder, "report");
    mkdirSync(here);
    const out = join(here, "out");
    const asked = (db: string): string[] => ["report", "state", "AUT", "--db", db, "--format", FULL ? "docx,xlsx,html,md,csv" : "docx,xlsx,md", "--force", "--out"];
    const before = join(here, "before");
    done(...asked(oldDatabase), before);
    const argv = [...asked(newDatabase), out];
    const isWriting = (): boolean => existsSync(out) && leftIn(out).length > 0;
    const restore = (): void => cpSync(before, out, { recursive: true });
    restore();
    const measured = await measure(argv, isWriting);
    const [old, now] = [treeOf(before), treeOf(out)];
    let killed = 0;
    for (let turn = 0; turn < KILLS; turn += 1) {
      restore();
      if (await killOnce(turn, argv, measured, isWriting)) killed += 1;
      const finals = Object.entries(treeOf(out)).filter(([name]) => !name.endsWith(".part"));
      expect(finals.map(([name]) => name)).toEqual(Object.keys(now));
      for (const [name, hash] of finals) expect([old[name], now[name]], name).toContain(hash);
      if (!FULL && turn < KILLS - 1) continue;
      done(...argv);
      expect(treeOf(out)).toEqual(now);
    }
    expect(killed).toBeGreaterThanOrEqual(Math.floor(KILLS / 2));
  });
});
