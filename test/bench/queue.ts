// Owns the throughput of a queue: the same folder read by 1, 2 and 4 consumers beside one ingest, each of one worker; seconds and processor seconds are printed.
// Run: npm run bench:queue -- FOLDER [BATCH]. Must not be part of a test: what it prints depends on the machine. Starts a PostgreSQL server of its own on 127.0.0.1 and stops it.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../datasets/paths.js";
import { startPostgres, whyNoPostgres } from "../queue/postgres.js";
import { run, sampleProcess, start } from "./measured-run.js";

const [folder, batch = "50"] = process.argv.slice(2);
if (folder === undefined || !existsSync(folder)) throw new Error("Usage: queue FOLDER [FILES A BATCH]");
const why = whyNoPostgres();
if (why !== null) throw new Error(`No throughput of a queue here: ${why}.`);

const bin = join(packageRoot(), "bin/stocktake.js");
const work = mkdtempSync(join(tmpdir(), "stocktake-queue-bench-"));
const children = (): number => sampleProcess("self")?.childrenSeconds ?? Number.NaN;
const line = (what: string, files: number, seconds: number, cpu: number, base: number): void => console.log(`${what.padEnd(14)} ${seconds.toFixed(1).padStart(8)} s ${cpu.toFixed(1).padStart(8)} s of processor ${(files / seconds).toFixed(1).padStart(7)} files/s  ${(cpu / base).toFixed(2)} times the processor time of one ingest`);

const postgres = await startPostgres();
try {
  console.log(`${folder}, batches of about ${batch} files, one worker a consumer, no cache, ${availableParallelism()} cores`);
  const one = await run(process.execPath, [bin, "ingest", folder, "--db", join(work, "one.duckdb"), "--no-cache", "--workers", "1", "--format", "json"], [0, 3]);
  const { files } = JSON.parse(one.stdout) as { files: number };
  const base = one.cpuSeconds ?? Number.NaN;
  line("one ingest", files, one.seconds, base, base);
  for (const consumers of [1, 2, 4]) {
    const parts = join(work, `parts-${consumers}`);
    const before = children();
    const started = performance.now();
    const { stderr } = await run(process.execPath, [bin, "enqueue", folder, "--queue", postgres.url(), "--parts", parts, "--batch", batch], [0, 3]);
    if (consumers === 1) console.log(stderr.split("\n")[0]?.replace(/^Run \w+: /, "") ?? "");
    const all = Array.from({ length: consumers }, () => start(process.execPath, [bin, "work", "--queue", postgres.url(), "--parts", parts, "--no-cache", "--workers", "1"]).ended);
    for (const { code, stderr: said } of await Promise.all(all)) if (code !== 0 && code !== 3) throw new Error(said);
    line(`${consumers} consumer${consumers === 1 ? "" : "s"}`, files, (performance.now() - started) / 1000, children() - before, base);
  }
} finally {
  postgres.stop();
  rmSync(work, { recursive: true, force: true });
}
