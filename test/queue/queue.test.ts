// Owns the proof over a real PostgreSQL server that a queue loses nothing: a consumer killed, one cut off, one interrupted, the database gone for a while; and what is failed is listed with why.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeRelease } from "../../pipeline/publish/release.js";
import { temporaryFolder, write } from "../fixtures/databases.js";
import { consumer, look, reports, stocktake, until, type ConsumerProcess } from "./consumers.js";
import { ask, holdJobs, startPostgres, whyNoPostgres, type Postgres } from "./postgres.js";
import { startProxy, type Proxy } from "./proxy.js";

const why = whyNoPostgres();
if (why !== null) console.warn(`The tests of the queue are skipped: ${why}.`);

/** Seconds. Long enough for a busy machine, short enough to wait for. */
const LEASE = 6;

describe.skipIf(why !== null)("a queue", { timeout: 600_000 }, () => {
  let postgres: Postgres;
  let proxy: Proxy;
  const started: ConsumerProcess[] = [];
  const folder = temporaryFolder();
  const start = (parts: string, url: string, ...more: string[]): ConsumerProcess => {
    const made = consumer(folder, ["--queue", url, "--parts", parts, "--workers", "1", "--cache", "read.cache", ...more]);
    started.push(made);
    return made;
  };
  /** Waits until a consumer has a batch. */
  const hasBatch = (one: ConsumerProcess, what: string): Promise<number> =>
    until(what, async () => (await ask<{ batch: number }>(postgres.url(), "SELECT (data->>'batch')::int AS batch FROM stocktake_queue.job WHERE state = 'active' AND output->>'by' LIKE '%:' || $1::text", [one.child.pid]))[0]?.batch, 200);

  beforeAll(async () => {
    postgres = await startPostgres();
    proxy = await startProxy(postgres.port);
    write(join(folder, "in"), reports(22));
  });
  afterAll(async () => {
    for (const { child } of started) child.kill("SIGKILL");
    await proxy?.close();
    postgres?.stop();
  });

  it("loses nothing when a consumer is killed, another cut off, a third interrupted and the database restarted; the release has the checksums of one ingest", async () => {
    const parts = join(folder, "parts");
    const enqueue = (): ReturnType<typeof stocktake> => stocktake(folder, "enqueue", "in", "--queue", postgres.url(), "--parts", parts, "--batch", "4", "--lease", String(LEASE), "--cache", "read.cache");
    const first = enqueue();
    expect([first.status, first.stdout], first.stderr).toEqual([0, ""]);
    expect(first.stderr).toMatch(/24 files .* in 6 batches/);
    expect(enqueue().stderr).toMatch(/enqueued before: 6 waiting, 0 running, 0 done, 0 failed; nothing was put in twice/);

    // Killed and cut off while they have a batch; the third is interrupted and says goodbye.
    const killed = start(parts, postgres.url());
    const lost = await hasBatch(killed, "the first consumer's batch");
    killed.child.kill("SIGKILL");
    const cut = start(parts, postgres.url(proxy.port), "--wait", "4");
    const interrupted = start(parts, postgres.url());
    await hasBatch(cut, "the second consumer's batch");
    proxy.cut();
    const given = await hasBatch(interrupted, "the third consumer's batch");
    interrupted.child.kill("SIGTERM");
    expect(await interrupted.end).toBe(143);
    expect(interrupted.said()).toContain(`Batch ${given} was given back.`);

    const last = start(parts, postgres.url());
    await hasBatch(last, "the last consumer's batch");
    postgres.down();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    postgres.up();
    // empty.txt cannot be read.
    expect(await last.end, last.said()).toBe(3);
    expect(last.said()).toMatch(/reachable again/);
    expect(last.said()).toMatch(/The run is loaded: .*stocktake\.duckdb; 1 file could not be read/);
    expect(await cut.end, cut.said()).toBe(1);
    expect(cut.said()).toMatch(/It was away for \d+ s; this consumer ends/);

    const [run] = look(folder, postgres.url()).runs;
    expect(run?.counts).toEqual({ waiting: 0, running: 0, done: 6, failed: 0, load: "done" });
    expect(run?.jobs.find(({ batch }) => batch === lost)?.taken).toBeGreaterThan(1);
    for (const one of started) expect(one.said()).not.toContain("not-to-be-shown");

    expect(stocktake(folder, "ingest", "in", "--db", "one.duckdb", "--cache", "read.cache").status).toBe(3);
    const checksums = async (database: string, out: string): Promise<string> => {
      await writeRelease({ database, out, replace: false, texts: true, date: null, baseIri: "urn:x-stocktake:", program: "test", notice: () => undefined });
      return readFileSync(join(out, "checksums.txt"), "utf8");
    };
    expect(await checksums(join(parts, "stocktake.duckdb"), join(folder, "of-queue"))).toBe(await checksums(join(folder, "one.duckdb"), join(folder, "of-one")));
  });

  it("lists what failed too often with why, gives it out again, reads a part that is gone once more, and forgets a run", async () => {
    const parts = join(folder, "second");
    write(join(folder, "few"), { "a.txt": "Replies were received from Chile.\n\n1. Chile has established shelters for victims of trafficking in persons.\n", "b.txt": "Nothing of the kind is said here.\n" });
    const url = postgres.url();
    expect(stocktake(folder, "enqueue", "few", "--queue", url, "--parts", parts, "--batch", "1", "--lease", "3").status).toBe(0);
    const text = readFileSync(join(folder, "few/b.txt"), "utf8");
    writeFileSync(join(folder, "few/b.txt"), `${text}More of it.\n`);
    const failing = start(parts, url);
    expect(await failing.end, failing.said()).toBe(1);
    const [run] = look(folder, url, "--parts", parts).runs;
    expect(run?.counts).toEqual({ waiting: 0, running: 0, done: 1, failed: 1, load: "waiting" });
    expect(run?.jobs.find(({ state }) => state === "failed")).toMatchObject({ taken: 4, why: expect.stringMatching(/b\.txt has \d+ bytes and had \d+/) as string });
    const table = stocktake(folder, "queue", "--queue", url, "--parts", parts);
    expect(table.stdout).toMatch(/failed .*files changed/s);
    expect(table.stderr).toMatch(/1 failed: .*--retry/);

    const early = stocktake(folder, "load", parts, "--db", "early.duckdb");
    expect([early.status, early.stderr]).toEqual([1, expect.stringMatching(/1 of 2 parts are whole[\s\S]*A queue hands these parts out/) as string]);
    expect(stocktake(folder, "ingest", "few", "--shard", "1/2", "--parts", parts).stderr).toMatch(/its parts are handed out by a queue/);

    writeFileSync(join(folder, "few/b.txt"), text);
    expect(stocktake(folder, "queue", "--queue", url, "--parts", parts, "--retry").stderr).toMatch(/1 job that had failed is given out again/);
    // As if the part of the other had been lost meanwhile.
    const done = run?.jobs.find(({ kind, state }) => kind === "batch" && state === "done")?.batch ?? 0;
    writeFileSync(join(parts, `_manifests/shard=000${done}-of-0002.json`), "{");
    const again = start(parts, url);
    expect(await again.end, again.said()).toBe(0);
    expect(again.said()).toMatch(new RegExp(`part of batch ${done} is not whole any more`));
    expect(existsSync(join(parts, "stocktake.duckdb"))).toBe(true);

    const { runs } = look(folder, url);
    const id = runs.find((one) => one.run === run?.run)?.run ?? "";
    expect(stocktake(folder, "queue", "--queue", url, "--forget", id).status).toBe(0);
    expect(look(folder, url).runs.map((one) => one.run)).not.toContain(id);
    const forgotten = stocktake(folder, "queue", "--queue", url, "--forget", id);
    expect([forgotten.status, forgotten.stderr]).toEqual([1, expect.stringContaining(`holds no run ${id}`) as string]);
  });

  it("takes a batch for done whose answer was lost, and gives back one that is being given out when the consumer is interrupted", async () => {
    const url = postgres.url();
    for (const name of ["third", "fourth"]) {
      write(join(folder, name), { "a.txt": `Replies were received from Chile.\n\n1. In its ${name} year Chile has established shelters for victims of trafficking in persons.\n` });
      expect(stocktake(folder, "enqueue", name, "--queue", url, "--parts", join(folder, `${name}-parts`), "--lease", "40").status).toBe(0);
    }
    // The way of the first test is cut for good.
    await proxy.close();
    proxy = await startProxy(postgres.port);
    const wasLost = proxy.loseAnswerTo("completed_on = now()");
    const unheard = start(join(folder, "third-parts"), postgres.url(proxy.port));
    expect(await unheard.end, unheard.said()).toBe(0);
    expect(wasLost()).toBe(true);
    expect(unheard.said()).toMatch(/Waiting for it[\s\S]*reachable again[\s\S]*This consumer did 1 batch\. The run is loaded/);
    expect(unheard.said()).not.toMatch(/not heard from/);
    expect(look(folder, url, "--parts", join(folder, "third-parts")).runs[0]).toMatchObject({ counts: { done: 1, failed: 0, load: "done" }, jobs: [{ taken: 1 }, { taken: 1 }] });

    const free = await holdJobs(url);
    const interrupted = start(join(folder, "fourth-parts"), url);
    await until("a consumer that waits for a batch", async () => (await ask<{ n: number }>(url, "SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'stocktake' AND wait_event_type = 'Lock' AND query LIKE '%SKIP LOCKED%'"))[0]?.n === 1);
    interrupted.child.kill("SIGTERM");
    await new Promise((resolve) => setTimeout(resolve, 500));
    await free();
    expect(await interrupted.end).toBe(143);
    expect(interrupted.said()).toContain("Batch 1 was given back.");
    expect(look(folder, url, "--parts", join(folder, "fourth-parts")).runs[0]?.counts).toEqual({ waiting: 1, running: 0, done: 0, failed: 0, load: "waiting" });
  });

  it("says what is wrong with a server, and never the password", () => {
    const tried: [string, RegExp][] = [
      [postgres.url(1), /no server answers there \(ECONNREFUSED\)/],
      [postgres.url().replace("/queue", "/nothing"), /no database of this name \(3D000\)/],
      [postgres.url().replace("stocktake:", "nobody:"), /does not let this user in \(28000\)/],
    ];
    for (const [url, words] of tried) {
      const ended = stocktake(folder, "queue", "--queue", url);
      expect([ended.status, ended.stdout]).toEqual([1, ""]);
      expect(ended.stderr).toMatch(words);
      expect(ended.stderr).not.toContain("not-to-be-shown");
    }
  });
});
