// Owns the proof that a killed ingest loses nothing: the database opens, holds the old or the new state, and the next run ends like an undisturbed one.
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { packageRoot } from "../../datasets/paths.js";
import { ask, dump, temporaryFolder, write } from "../fixtures/databases.js";

const BIN = join(packageRoot(), "bin/stocktake.js");
const report = (number: number): string =>
  `Replies were received from Austria, Belgium and Norway.\n\n1. The report tells of round ${number}. Hotlines for victims of trafficking were set up in Austria and Norway.\n\n2. Belgium has adopted a national action plan against trafficking in persons.\n`;

it("killed at any moment, an ingest leaves the old state or the new one", { timeout: 120_000 }, async () => {
  const folder = temporaryFolder();
  const input = join(folder, "in");
  const db = join(folder, "x.duckdb");
  const ingest = (target: string) => spawnSync(process.execPath, [BIN, "ingest", input, "--db", target], { encoding: "utf8" });
  write(input, Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`old${index}.txt`, report(index)])));
  expect(ingest(db).status).toBe(0);
  const old = await dump(db);
  write(input, Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`new${index}.txt`, report(100 + index)])));
  const started = performance.now();
  const undisturbed = join(folder, "undisturbed.duckdb");
  expect(ingest(undisturbed).status).toBe(0);
  const length = performance.now() - started;
  const done = await dump(undisturbed);

  let killed = 0;
  for (const share of [0.2, 0.45, 0.6, 0.75, 0.85, 0.95]) {
    const child = spawn(process.execPath, [BIN, "ingest", input, "--db", db], { stdio: "ignore" });
    const end = new Promise((resolve) => child.once("exit", resolve));
    await wait(length * share);
    if (child.kill("SIGKILL")) killed += 1;
    await end;
    expect([old, done]).toContain(await dump(db));
  }
  expect(killed).toBeGreaterThan(2);
  const last = ingest(db);
  expect(last.status, last.stderr).toBe(0);
  expect(await dump(db)).toBe(done);
  expect(await ask(db, "SELECT count(*) AS n FROM documents WHERE status = 'read'")).toEqual([{ n: 40 }]);
  for (const left of [".lock", ".building", ".building.wal", ".wal"]) expect(existsSync(db + left), left).toBe(false);
});
