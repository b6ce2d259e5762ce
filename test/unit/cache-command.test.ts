// Owns the proof of `stocktake cache`: what it counts, what it removes, and what it never touches.
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { main } from "../../pipeline/cli.js";
import { cachePath, writeCache, type CacheKey } from "../../pipeline/ingest/cache.js";
import { chooseForTrim, listCache } from "../../pipeline/ingest/cache-care.js";
import { extractFingerprint, readFingerprint } from "../../pipeline/ingest/versions.js";
import { temporaryFolder, write } from "../fixtures/databases.js";
import { plainReport } from "../fixtures/plain-reports.js";

const NOW = new Date("2026-06-01T00:00:00Z");
const DAY = 86_400_000;
const { document } = plainReport("year 2010\nAUT victims.hotline in_place");
const silent = (message: string): void => expect.unreachable(message);

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = "";
  let err = "";
  const code = await main(argv, { out: (text) => void (out += text), err: (text) => void (err += text), columns: 120, errIsTerminal: false, now: () => NOW });
  return { code, out, err };
}

/** A cache of `count` documents: half of the present versions and half of older ones; the first the longest unused. */
async function cacheOf(count: number): Promise<{ folder: string; paths: string[] }> {
  const folder = temporaryFolder();
  const paths: string[] = [];
  for (let i = 0; i < count; i++) {
    const key: CacheKey = {
      sha256: String(i).repeat(64).slice(0, 64), fileName: `${i}.pdf`, kind: null, readFingerprint: i % 2 === 0 ? readFingerprint() : "older",
      ...(i % 4 < 2 ? {} : { extracted: { extractFingerprint: extractFingerprint(), file: `${i}.pdf` } }),
    };
    await writeCache(folder, key, document, silent);
    const path = cachePath(folder, key);
    const used = new Date(NOW.getTime() - (count - i) * 10 * DAY);
    utimesSync(path, used, used);
    paths.push(path);
  }
  return { folder, paths };
}
const left = (paths: string[]): number[] => paths.flatMap((path, index) => (existsSync(path) ? [index] : []));

describe("stocktake cache show", () => {
  it("counts by stage what is of use and what is not", async () => {
    const { folder } = await cacheOf(8);
    const { code, out, err } = await run("cache", "show", "--cache", folder, "--format", "json");
    expect(code).toBe(0);
    const rows = JSON.parse(out) as Record<string, unknown>[];
    expect(rows.map(({ stage, entries, current, stale, damaged }) => [stage, entries, current, stale, damaged])).toEqual([["read", 4, 2, 2, null], ["extract", 4, 2, 2, null]]);
    expect(rows[0]).toMatchObject({ unused_since: "2026-03-13", last_used: "2026-05-02" });
    expect(err).toMatch(/8 entries, \d+ KB\./);
  });

  it("finds damaged entries where it reads them whole, and entries of another make are stale", async () => {
    const { folder, paths } = await cacheOf(4);
    const bytes = readFileSync(paths[0] as string);
    writeFileSync(paths[0] as string, bytes.subarray(0, bytes.length - 3));
    writeFileSync(paths[1] as string, "stocktake-read-1 0123\nold");
    const { out } = await run("cache", "show", "--cache", folder, "--verify", "--format", "json");
    expect((JSON.parse(out) as Record<string, unknown>[])[0]).toMatchObject({ entries: 2, current: 0, stale: 1, damaged: 1 });
  });

  it("says where to look when there is none", async () => {
    const { code, err } = await run("cache", "show", "--db", "/nowhere/x.duckdb");
    expect(code).toBe(1);
    expect(err).toMatch(/\/nowhere\/x\.duckdb\.cache: no such cache\. .*--cache FOLDER/);
  });
});

describe("stocktake cache trim", () => {
  it("removes what is stale", async () => {
    const { folder, paths } = await cacheOf(8);
    expect((await run("cache", "trim", "--cache", folder, "--stale", "--dry-run")).out).toMatch(/4 of 8 entries would go/);
    expect(left(paths)).toHaveLength(8);
    expect((await run("cache", "trim", "--cache", folder, "--stale")).out).toMatch(/4 of 8 entries removed/);
    expect(left(paths)).toEqual([0, 2, 4, 6]);
  });

  it("removes what was not used for long", async () => {
    const { folder, paths } = await cacheOf(8);
    await run("cache", "trim", "--cache", folder, "--older-than", "35d");
    expect(left(paths)).toEqual([5, 6, 7]);
  });

  it("removes the stale and then the longest unused until the rest fits", async () => {
    const { folder, paths } = await cacheOf(8);
    const entries = await listCache(folder, { readFingerprint: readFingerprint(), extractFingerprint: extractFingerprint() }, NOW);
    const most = entries.filter((entry) => [paths[4], paths[6]].includes(entry.path)).reduce((sum, entry) => sum + entry.bytes, 0);
    const go = chooseForTrim(entries, { stale: false, olderThan: null, maxBytes: most, all: false }, NOW).map((entry) => paths.indexOf(entry.path)).sort();
    expect(go).toEqual([0, 1, 2, 3, 5, 7]);
    expect((await run("cache", "trim", "--cache", folder, "--max-size", "1GB")).out).toMatch(/0 of 8 entries removed/);
  });

  it("leaves alone what is not its own, follows no link, and takes what a killed run left half written", async () => {
    const { folder, paths } = await cacheOf(2);
    const outside = temporaryFolder();
    write(outside, { "aa/0123456789012345678901234567890123456789": "outside" });
    write(folder, { "read/notes.txt": "mine", "read/zz/file": "mine", "README": "mine" });
    mkdirSync(join(folder, "read/ab"), { recursive: true });
    const half = join(folder, "read/ab", `${"a".repeat(40)}.123-0011aabb`);
    writeFileSync(half, "half");
    utimesSync(half, new Date(NOW.getTime() - DAY), new Date(NOW.getTime() - DAY));
    symlinkSync(join(outside, "aa"), join(folder, "read/cd"));
    await run("cache", "trim", "--cache", folder, "--all");
    expect(left(paths)).toEqual([]);
    expect(existsSync(half)).toBe(false);
    expect(readdirSync(join(outside, "aa"))).toHaveLength(1);
    for (const kept of ["read/notes.txt", "read/zz/file", "README"]) expect(readFileSync(join(folder, kept), "utf8")).toBe("mine");
  });

  it("does not leave the folder by a stage that is a link, nor take a stranger's file for its name", async () => {
    const outside = temporaryFolder();
    const name = `aa/${"0".repeat(40)}`;
    write(outside, { [name]: "stocktake-cache-2 of another folder" });
    const { folder, paths } = await cacheOf(2);
    write(folder, { [`read/${name}`]: "a stranger's", [`read/ab/${"1".repeat(40)}`]: "" });
    symlinkSync(outside, join(folder, "extract"));
    const entries = await listCache(folder, { readFingerprint: "r", extractFingerprint: "e" }, NOW);
    expect(entries.map((entry) => entry.path).sort()).toEqual([...paths, join(folder, "read/ab", "1".repeat(40))].sort());
    await run("cache", "trim", "--cache", folder, "--all");
    expect(left([...paths, join(folder, "read/ab", "1".repeat(40))])).toEqual([]);
    expect(readFileSync(join(outside, name), "utf8")).toBe("stocktake-cache-2 of another folder");
    expect(readFileSync(join(folder, "read", name), "utf8")).toBe("a stranger's");
  });

  it("asks what is to go, and how to write it", async () => {
    const { folder } = await cacheOf(1);
    for (const [options, message] of [[[], /Say what is to go/], [["--older-than", "soon"], /--older-than 'soon': write it like 90d or 12h/], [["--max-size", "5"], /--max-size '5': write it like 500MB or 2GB/]] as const) {
      const { code, err } = await run("cache", "trim", "--cache", folder, ...options);
      expect(code).toBe(2);
      expect(err).toMatch(message);
    }
  });
});
