// Owns the proof that the recipe for SLURM in docs/shards.md does what it says on a cluster: an array of eight, one task failing and queued again, the load after it.
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "../../datasets/paths.js";
import { shardOf } from "../../pipeline/shards/split.js";
import { dump, temporaryFolder, write } from "../fixtures/databases.js";
import { BIN, reports, stocktake, until } from "./consumers.js";
import { startSlurm, whyNoSlurm, type Slurm } from "./slurm.js";

const why = whyNoSlurm();
if (why !== null) console.warn(`The test of the recipe for SLURM is skipped: ${why}.`);

const section = /^## SLURM\n([\s\S]*?)^## /m.exec(readFileSync(join(packageRoot(), "docs/shards.md"), "utf8"))?.[1] ?? "";
const [script = "", submit = ""] = [...section.matchAll(/^```bash\n([\s\S]*?)^```/gm)].map(([, text]) => text ?? "");

describe.skipIf(why !== null)("SLURM", { timeout: 600_000 }, () => {
  let slurm: Slurm;
  beforeAll(async () => {
    slurm = await startSlurm();
  });
  afterAll(async () => {
    await slurm?.stop();
  });

  it("runs the lines of the document as an array of eight: a task that dies is queued again, the load comes when all are done, and gives what one ingest gives", async () => {
    const folder = temporaryFolder();
    // Most of the eight have nothing to read, which is quick; the third has a report.
    let third = "Replies were received from Chile.\n\n1. Chile has established shelters for victims of trafficking in persons.\n";
    while (shardOf({ bytes: third.length }, 8) !== 3) third += " ";
    write(join(folder, "reports"), { ...reports(1), "third.txt": third });
    mkdirSync(join(folder, "bin"));
    // The third dies at its first attempt, as one that the system kills for its memory.
    writeFileSync(join(folder, "bin/stocktake"), `#!/bin/sh\ncase " $* " in *" 3/8 "*) [ -e ${folder}/died ] || { touch ${folder}/died; kill -9 $$; } ;; esac\nexec ${process.execPath} ${BIN} "$@"\n`);
    chmodSync(join(folder, "bin/stocktake"), 0o755);
    const here = (text: string): string => text.replaceAll("/shared/", `${folder}/`).replaceAll("shards.sh", `${folder}/shards.sh`);
    // 64 in the document; nothing else is changed.
    writeFileSync(join(folder, "shards.sh"), here(script).replace("--array=1-64", "--array=1-8").replace("of=64", "of=8"));
    const env = { PATH: `${join(folder, "bin")}:${process.env["PATH"] ?? ""}` };
    const submitted = slurm.run("bash", ["-euo", "pipefail"], { cwd: folder, env, input: `${here(submit)}\necho "$shards"` });
    expect(submitted.status, submitted.stderr).toBe(0);
    const shards = /^\d+$/m.exec(submitted.stdout)?.[0] ?? "";

    const states = (): Record<string, string> => Object.fromEntries(slurm.run("squeue", ["-h", "-t", "all", "-r", "-o", "%i %T"]).stdout.trim().split("\n").map((line) => line.split(" ") as [string, string]));
    const failing = `${shards}_3`;
    await until("the third task to be queued again", () => existsSync(join(folder, "died")) && states()[failing] === "PENDING" && /BeginTime/.test(slurm.run("squeue", ["-h", "-r", "-j", failing, "-o", "%r"]).stdout));
    // SLURM itself would wait two minutes.
    expect(slurm.run("scontrol", ["update", `jobid=${failing}`, "StartTime=now"]).status).toBe(0);
    await until("the load", () => Object.entries(states()).some(([id, state]) => !id.includes("_") && ["COMPLETED", "FAILED"].includes(state)), 500);
    const tasks = Object.entries(states()).filter(([id]) => id.startsWith(`${shards}_`));
    expect(tasks.map(([, state]) => state)).toEqual(Array.from({ length: 8 }, () => "COMPLETED"));
    expect(slurm.run("scontrol", ["show", "job", failing]).stdout).toMatch(/Restarts=1/);

    expect(stocktake(folder, "ingest", "reports", "--db", "one.duckdb").status).toBe(3);
    expect(await dump(join(folder, "reports.duckdb"))).toBe(await dump(join(folder, "one.duckdb")));
  });
});
