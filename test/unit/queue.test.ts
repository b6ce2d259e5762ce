// Owns the proof of what a queue needs no server for: how batches are made, what an address is and that its password is never told, what is refused before anything is asked.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { packageRoot } from "../../datasets/paths.js";
import { describeFault, parseAddress, withoutPasswords } from "../../pipeline/queue/address.js";
import { listingOfBatches, makeBatches } from "../../pipeline/queue/batches.js";
import { Patience } from "../../pipeline/queue/engine.js";
import { readPlan } from "../../pipeline/queue/plan.js";
import { PLAN_FILE } from "../../pipeline/shards/manifest.js";
import { syncNames, syncToDisk } from "../../pipeline/write-file.js";
import { listingOf, shardOf } from "../../pipeline/shards/split.js";
import { main } from "../../pipeline/cli.js";
import { temporaryFolder, write } from "../fixtures/databases.js";

/** Sizes as a collection of reports has them: most small, some very large; always the same ones. */
const files = (count: number): { file: string; bytes: number }[] => Array.from({ length: count }, (_none, index) => ({ file: `${index}.pdf`, bytes: Math.round(20_000 * Math.exp(((index * 7919) % 1000) / 220)) + index }));
const totals = (batches: { bytes: number }[][]): number[] => batches.map((batch) => batch.reduce((sum, file) => sum + file.bytes, 0));
const spread = (sums: number[]): number => Math.max(...sums) / (sums.reduce((sum, one) => sum + one, 0) / sums.length);

describe("batches", () => {
  it("hold every file once, about so many each, of like total size; by hash they are uneven", () => {
    const all = files(1600);
    const batches = makeBatches(all, 50);
    expect(batches).toHaveLength(32);
    expect(batches.flat().map(({ file }) => file).sort()).toEqual(all.map(({ file }) => file).sort());
    expect(spread(totals(batches))).toBeLessThan(1.05);
    for (const batch of batches) expect(batch.length).toBeLessThan(100);
    const byHash = new Array<number>(32).fill(0);
    for (const file of all) byHash[shardOf(file, 32) - 1] = (byHash[shardOf(file, 32) - 1] ?? 0) + file.bytes;
    expect(spread(byHash)).toBeGreaterThan(1.3);
  });

  it("keep copies together, are the same for the same files in any order, and grow where there would be too many", () => {
    const all = [...files(300), { file: "copy.pdf", bytes: files(300)[7]?.bytes ?? 0 }];
    const batches = makeBatches(all, 10);
    const of = (name: string): number => batches.findIndex((batch) => batch.some(({ file }) => file === name));
    expect(of("copy.pdf")).toBe(of("7.pdf"));
    expect(makeBatches([...all].reverse(), 10)).toEqual(batches);
    expect(makeBatches(files(3), 50)).toHaveLength(1);
    expect(makeBatches(Array.from({ length: 60_000 }, (_none, index) => ({ file: String(index), bytes: index })), 50)).toHaveLength(1000);
    // All of one size: copies or not, they are not read to find out.
    expect(makeBatches(Array.from({ length: 200 }, (_none, index) => ({ file: String(index), bytes: 5 })), 50)).toHaveLength(1);
  });

  it("are never taken for shards of the same files", () => {
    const all = files(100).map((file) => ({ ...file, path: file.file, root: "" }));
    const batches = makeBatches(all, 50);
    const [a, b] = [listingOfBatches(batches), listingOf(all, 2)];
    expect([a.files, a.bytes]).toEqual([b.files, b.bytes]);
    expect(a.sha256).not.toBe(b.sha256);
    expect(listingOfBatches(makeBatches(all, 25)).sha256).not.toBe(a.sha256);
  });
});

describe("the address of a queue", () => {
  it("is shown without its password", () => {
    const address = parseAddress("postgres://office:s3cret@db.example.org:5433/stocktake?password=s3cret");
    expect(address.shown).toBe("postgres://office@db.example.org:5433/stocktake");
    const told: [Error, string][] = [
      [new Error("connect to postgres://office:s3cret@db failed"), "connect to postgres://office:…@db failed"],
      [Object.assign(new Error("postgres://office:s3cret@db"), { code: "ECONNREFUSED" }), "no server answers there (ECONNREFUSED)"],
      [new Error("Query read timeout of postgres://office:s3cret@db"), "did not answer in time"],
      [Object.assign(new Error("s3cret is not the password"), { code: "28P01" }), "does not accept the password (28P01)"],
    ];
    for (const [error, words] of told) {
      const { message } = describeFault(address, error);
      expect(message).toContain(`${address.shown}: `);
      expect(message).toContain(words);
      expect(message).not.toContain("s3cret");
    }
    expect(withoutPasswords(`{"queue":"postgres://a:b@c@d/e?password=b","out":"x"}`)).toBe(`{"queue":"postgres://a:…@d/e?password=…","out":"x"}`);
  });

  it.each([
    ["an address of something else", ["enqueue", ".", "--queue", "mysql://a:s3cret@b/c", "--parts", "p"], /begin with 'mysql:'/],
    ["no database in it", ["queue", "--queue", "postgres://a:s3cret@b"], /names no database/],
    ["parts in object storage", ["work", "--queue", "postgres://a:s3cret@b/c", "--parts", "s3://bucket/parts"], /s3:\/\/ is not supported/],
    ["a lease of nothing", ["enqueue", ".", "--queue", "postgres://a:s3cret@b/c", "--parts", "p", "--lease", "0"], /--lease '0'/],
    ["half a file a batch", ["enqueue", ".", "--queue", "postgres://a:s3cret@b/c", "--parts", "p", "--batch", "1.5"], /--batch '1.5'/],
  ])("%s is not understood", async (_what, argv, words) => {
    let err = "";
    const code = await main(argv, { out: () => undefined, err: (text) => void (err += text), columns: 100, errIsTerminal: false, now: () => new Date(0) });
    expect([code, err]).toEqual([2, expect.stringMatching(words) as string]);
    expect(err).not.toContain("s3cret");
  });
});

describe("the plan in a folder of parts", () => {
  it.each([
    ["is damaged", '{"record": "stocktake.queue/1", ', /_queue\.json: is damaged: it is no JSON\. Enqueue the reports anew/],
    ["is that of another version", '{"record": "stocktake.queue/0"}', /_queue\.json: is no plan of this version of Stocktake \(record: .*\)\. Take the version/],
  ])("that %s is told, with what ails it", async (_what, text, words) => {
    const parts = temporaryFolder();
    expect(await readPlan(parts)).toBeNull();
    write(parts, { [PLAN_FILE]: text });
    await expect(readPlan(parts)).rejects.toThrow(words);
  });
});

describe("names in a folder", () => {
  it.skipIf(process.platform !== "linux")("are not asked of a file system that keeps none on a disk; a folder that is not there is told", async () => {
    await expect(syncToDisk("/proc")).rejects.toMatchObject({ code: "EINVAL" });
    await syncNames("/proc");
    const folder = temporaryFolder();
    await syncNames(folder);
    await expect(syncNames(join(folder, "none"))).rejects.toMatchObject({ code: "ENOENT" });
  });
});

it("without pg-boss, it says what to install", () => {
  const folder = temporaryFolder();
  write(folder, { "hook.mjs": `import { register } from "node:module";\nregister("data:text/javascript," + encodeURIComponent("export async function resolve(name, context, next) { if (name === 'pg-boss') throw Object.assign(new Error('none'), { code: 'ERR_MODULE_NOT_FOUND' }); return next(name, context); }"));\n` });
  const ended = spawnSync(process.execPath, ["--import", join(folder, "hook.mjs"), join(packageRoot(), "bin/stocktake.js"), "queue", "--queue", "postgres://a@127.0.0.1:1/b"], { encoding: "utf8" });
  expect([ended.status, ended.stdout]).toEqual([1, ""]);
  expect(ended.stderr).toMatch(/needs the package pg-boss, which is not installed\. Install it: npm install pg-boss@10\.4\.2/);
});

describe("a database that is away", () => {
  afterEach(() => void vi.useRealTimers());
  const refused = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });

  it("is waited for from its first failure on, however long nobody asked before", () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const said: string[] = [];
    const patience = new Patience(parseAddress("postgres://host/base"), 60, (message) => void said.push(message));
    patience.answered();
    vi.advanceTimersByTime(600_000);
    patience.failed(refused);
    vi.advanceTimersByTime(59_000);
    patience.failed(refused);
    patience.answered();
    vi.advanceTimersByTime(59_000);
    patience.failed(refused);
    vi.advanceTimersByTime(61_000);
    expect(() => patience.failed(refused)).toThrow(/away for 61 s/);
    expect(said.map((message) => /Waiting for it|reachable again/.exec(message)?.[0])).toEqual(["Waiting for it", "reachable again", "Waiting for it"]);
  });
});
