// Owns the proof that no document can stop a batch: a worker that hangs, eats memory, throws or dies is replaced, the others go on, the order of results holds.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { FileTask } from "../../pipeline/ingest/file-task.js";
import { inOrder, LimitError, workerPool, type Limits } from "../../pipeline/ingest/pool.js";

const WORKER = join(import.meta.dirname, "../fixtures/naughty-worker.mjs");
const task = (file: string): FileTask => ({ path: file, file, sha256: "", kind: null, corrections: null, cache: null, readFingerprint: "", extractFingerprint: "" });

async function batch(names: string[], limits: Limits): Promise<string[]> {
  const runner = await workerPool(2, limits, () => undefined, WORKER);
  const out: string[] = [];
  const work = (name: string): Promise<string> =>
    runner.run(task(name)).then(
      () => `${name} read`,
      (error: Error) => `${name} ${error instanceof LimitError ? "limit: " : "died: "}${error.message}`,
    );
  for await (const line of inOrder(names, runner.parallel, work)) out.push(line);
  await runner.close();
  return out;
}

describe("workers", () => {
  it("gives up a document that takes too long, and names the limit", async () => {
    expect(await batch(["a", "loop", "b", "c"], { seconds: 1, megabytes: 1024 })).toEqual(["a read", "loop limit: It took longer than the limit of 1 s a document", "b read", "c read"]);
  });

  it("gives up a document that fills its heap", async () => {
    const lines = await batch(["a", "heap", "b", "c"], { seconds: 60, megabytes: 128 });
    expect(lines[1]).toBe("heap limit: It needed more memory than the limit of 128 MB a document");
    expect(lines.filter((line) => line.endsWith("read"))).toEqual(["a read", "b read", "c read"]);
  });

  it("gives up a document that takes memory outside the heap", async () => {
    const lines = await batch(["a", "buffer", "b"], { seconds: 60, megabytes: 200 });
    expect(lines[1]).toBe("buffer limit: It needed more memory than the limit of 200 MB a document");
    expect(lines[2]).toBe("b read");
  });

  it("goes on after a worker that throws or dies, and says how it died", async () => {
    const lines = await batch(["throw", "a", "exit", "b", "abort", "c"], { seconds: 20, megabytes: 256 });
    expect(lines[0]).toBe("throw died: thrown on purpose");
    expect(lines[2]).toBe("exit died: exit code 3");
    expect(lines[4]).toMatch(/^abort died: signal SIGABRT/);
    expect(lines.filter((line) => line.endsWith("read"))).toEqual(["a read", "b read", "c read"]);
  });

  it("spreads the pages of a long document over all workers and puts them in order", async () => {
    const runner = await workerPool(3, { seconds: 20, megabytes: 256 }, () => undefined, WORKER);
    const [long, short] = await Promise.all([runner.run(task("long")), runner.run(task("a"))]);
    await runner.close();
    expect(long.pages).toEqual(Array.from({ length: 250 }, (_, index) => index + 1));
    expect(short.outcome).toBe("read");
  });

  it("blames no document for a worker that ended before it", async () => {
    const runner = await workerPool(1, { seconds: 20, megabytes: 256 }, () => undefined, WORKER);
    const { process: first } = (await runner.run(task("a"))) as unknown as { process: number };
    process.kill(first, "SIGKILL");
    // At once, before the pool can have heard of it; and when it has.
    expect((await runner.run(task("b"))).outcome).toBe("read");
    const { process: second } = (await runner.run(task("c"))) as unknown as { process: number };
    process.kill(second, "SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await runner.run(task("d"))).outcome).toBe("read");
    await runner.close();
  });

  it("gives a document the whole limit, whatever the one before it left behind", async () => {
    expect(await batch(["leave", "leave", "leave", "leave", "leave", "leave"], { seconds: 20, megabytes: 200 })).toEqual(Array.from({ length: 6 }, () => "leave read"));
  });

  it("tries a document that ended a worker in use once more, in a fresh one, and then gives it up", async () => {
    const runner = await workerPool(1, { seconds: 20, megabytes: 256 }, () => undefined, WORKER);
    await runner.run(task("a"));
    await expect(runner.run(task("exit"))).rejects.toThrow("exit code 3");
    await expect(runner.run(task("exit"))).rejects.toThrow("exit code 3");
    expect((await runner.run(task("b"))).outcome).toBe("read");
    await runner.close();
  });

  it("leaves no process behind when it is closed", async () => {
    const runner = await workerPool(2, { seconds: 20, megabytes: 256 }, () => undefined, WORKER);
    const result = (await runner.run(task("a"))) as unknown as { process: number };
    const waiting = runner.run(task("loop")).catch((error: Error) => error.message);
    await runner.close();
    expect(await waiting).toBe("The pool was closed");
    expect(() => process.kill(result.process, 0)).toThrow("ESRCH");
  });
});

describe("results in order", () => {
  it.each([1, 2, 7])("with %i at once", async (parallel) => {
    let active = 0;
    let most = 0;
    const out: number[] = [];
    const items = Array.from({ length: 60 }, (_, index) => index);
    for await (const item of inOrder(items, parallel, async (index) => {
      most = Math.max(most, (active += 1));
      await new Promise((resolve) => setTimeout(resolve, index === 0 ? 60 : (index * 7) % 5));
      active -= 1;
      return index;
    })) out.push(item);
    expect(out).toEqual(items);
    expect(most).toBe(parallel);
  });

  it("does not run far ahead of a slow one, so that results do not pile up", async () => {
    let started = 0;
    const iterator = inOrder(Array.from({ length: 500 }, (_, index) => index), 2, async (index) => {
      started += 1;
      if (index === 0) await new Promise((resolve) => setTimeout(resolve, 100));
      return index;
    });
    await iterator.next();
    expect(started).toBeLessThanOrEqual(18);
    await iterator.return(undefined);
  });
});
