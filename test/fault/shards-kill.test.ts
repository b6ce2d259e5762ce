// Owns the proof that a killed shard leaves a part that is whole, or none that load would take for one; and that running it again mends everything.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, watch } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { packageRoot } from "../../datasets/paths.js";
import { findParts } from "../../pipeline/shards/manifest.js";
import { temporaryFolder, write } from "../fixtures/databases.js";
import { hashesUnder } from "../fixtures/shards.js";

const BIN = join(packageRoot(), "bin/stocktake.js");

it("killed while it puts its files in their places, a shard leaves no half part", { timeout: 240_000 }, async () => {
  const folder = temporaryFolder();
  const input = join(folder, "in");
  write(input, { "a.txt": "Replies were received from Austria and Norway.\n\n1. Hotlines for victims of trafficking were set up in Austria and Norway.\n" });
  const shard = (parts: string): string[] => [BIN, "ingest", input, "--shard", "1/1", "--parts", parts, "--workers", "1", "--cache", join(folder, "read.cache")];
  const undisturbed = join(folder, "undisturbed");
  expect(spawnSync(process.execPath, shard(undisturbed), { encoding: "utf8" }).status).toBe(0);
  const whole = hashesUnder(undisturbed);

  const parts = join(folder, "parts");
  let killed = 0;
  // Each waits for a moment of the writing: the folder beside, a first table in its place, the last one. The second round writes over a whole part.
  for (const moment of [join(parts, "_building"), join(parts, "documents"), join(parts, "sources"), join(parts, "_building")]) {
    if (killed === 3) expect(spawnSync(process.execPath, shard(parts), { encoding: "utf8" }).status).toBe(0);
    const child = spawn(process.execPath, shard(parts), { stdio: "ignore" });
    const end = new Promise((resolve) => child.once("exit", resolve));
    await Promise.race([until(moment), end]);
    if (child.kill("SIGKILL")) killed += 1;
    await end;
    const found = await findParts(parts);
    // What is believed is what an undisturbed run writes.
    for (const part of found.whole) {
      expect(part.shard).toEqual({ shard: 1, of: 1 });
      for (const [path, hash] of Object.entries(whole)) expect(hashesUnder(parts)[path], path).toBe(hash);
    }
  }
  expect(killed).toBeGreaterThan(0);
  const last = spawnSync(process.execPath, shard(parts), { encoding: "utf8" });
  expect(last.status, last.stderr).toBe(0);
  for (const [path, hash] of Object.entries(whole)) expect(hashesUnder(parts)[path], path).toBe(hash);
  const load = spawnSync(process.execPath, [BIN, "load", parts, "--db", join(folder, "x.duckdb")], { encoding: "utf8" });
  expect(load.status, load.stderr).toBe(0);
});

/** Waits for something to come into a folder, or for the folder. */
async function until(path: string): Promise<void> {
  while (!existsSync(path)) await wait(2);
  if (readdirSync(path).length > 0) return;
  await new Promise<void>((resolve) => {
    const watcher = watch(path, () => {
      watcher.close();
      resolve();
    });
    if (readdirSync(path).length > 0) {
      watcher.close();
      resolve();
    }
  });
}
