// Owns a cluster of SLURM for tests, all of it on this machine and under 127.0.0.1: munge, the controller, one node, in a temporary folder, without systemd.
// Must leave nothing running: whoever starts it stops it.
import { randomBytes } from "node:crypto";
import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "./postgres.js";

const PROGRAMS = ["/usr/sbin/munged", "/usr/sbin/slurmctld", "/usr/sbin/slurmd", "/usr/bin/sbatch"];

/** Why no cluster can be started here; null where one can. */
export function whyNoSlurm(): string | null {
  const missing = PROGRAMS.filter((path) => !existsSync(path));
  if (missing.length > 0) return `SLURM is not installed (Debian: apt-get install slurm-wlm munge; missing: ${missing.join(", ")})`;
  return process.getuid?.() === 0 ? null : "a node of SLURM is started by root alone";
}

export interface Slurm {
  run: (command: string, args: string[], options?: { cwd?: string; env?: NodeJS.ProcessEnv; input?: string }) => SpawnSyncReturns<string>;
  stop: () => Promise<void>;
}

export async function startSlurm(): Promise<Slurm> {
  const folder = mkdtempSync(join(tmpdir(), "stocktake-slurm-"));
  chmodSync(folder, 0o755);
  for (const name of ["state", "spool"]) mkdirSync(join(folder, name));
  writeFileSync(join(folder, "munge.key"), randomBytes(128), { mode: 0o600 });
  const host = hostname().split(".")[0] ?? "localhost";
  const [controller, node] = [await freePort(), await freePort()];
  const conf = join(folder, "slurm.conf");
  writeFileSync(conf, `ClusterName=stocktake
SlurmctldHost=${host}(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket=${folder}/munge.sock
SlurmctldPort=${controller}
SlurmdPort=${node}
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_min_interval=200000
SlurmdParameters=config_overrides
MpiDefault=none
ReturnToService=2
MinJobAge=3600
# Said to be larger than the machine may be, so that what the recipe asks for is given.
NodeName=${host} NodeAddr=127.0.0.1 CPUs=8 RealMemory=32768 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
`);
  const run: Slurm["run"] = (command, args, options = {}) => spawnSync(command, args, { encoding: "utf8", ...options, env: { ...process.env, ...options.env, SLURM_CONF: conf } });
  const stop = async (): Promise<void> => {
    // What still runs where a test failed would outlive its node.
    run("scancel", ["--partition=all"]);
    for (let tries = 0; tries < 40 && run("squeue", ["-h", "-o", "%i"]).stdout.trim() !== ""; tries += 1) await wait(250);
    for (const name of ["slurmd", "slurmctld", "munged"]) {
      const file = join(folder, `${name}.pid`);
      const pid = existsSync(file) ? Number(readFileSync(file, "utf8").trim()) : 0;
      if (pid > 1) await end(pid);
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    begin(run("/usr/sbin/munged", ["--force", `--key-file=${folder}/munge.key`, `--socket=${folder}/munge.sock`, `--pid-file=${folder}/munged.pid`, `--log-file=${folder}/munged.log`, `--seed-file=${folder}/munged.seed`, "--num-threads=1"]));
    begin(run("/usr/sbin/slurmctld", ["-c", "-f", conf]));
    begin(run("/usr/sbin/slurmd", ["-f", conf, "-N", host]));
    for (let tries = 0; !/idle/.test(run("sinfo", ["-h", "-o", "%T"]).stdout); tries += 1) {
      if (tries > 120) throw new Error(`the node does not come up: ${readFileSync(join(folder, "slurmctld.log"), "utf8").slice(-2000)}`);
      await wait(250);
    }
    return { run, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function begin({ status, stderr }: SpawnSyncReturns<string>): void {
  if (status !== 0) throw new Error(stderr);
}

async function end(pid: number): Promise<void> {
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    for (let tries = 0; tries < 50; tries += 1) {
      try {
        process.kill(pid, tries === 0 ? signal : 0);
      } catch {
        return;
      }
      await wait(100);
    }
  }
}
