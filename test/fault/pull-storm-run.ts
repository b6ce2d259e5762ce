// Owns one run of pull in a process of its own, which the storm test kills. Must not be used outside that test.
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { DEFAULT_CLIENT_OPTIONS } from "../../pipeline/pull/options.js";
import { pullDocuments } from "../../pipeline/pull/pull.js";
import type { Wanted } from "../../pipeline/pull/pull.js";

export interface StormRun {
  folder: string;
  host: string;
  documents: Wanted[];
  onlyMissing: boolean;
}

const run = JSON.parse(await readFile(process.argv[2] ?? "", "utf8")) as StormRun;
const hosts = new Set([run.host]);
const results = await pullDocuments(run.documents, {
  ...DEFAULT_CLIENT_OPTIONS, policy: { allowedHosts: hosts, allowHttp: true, privateHosts: hosts }, userAgent: "stocktake/0.0.0-storm", tool: "stocktake/0.0.0-storm", folder: run.folder,
  retries: 8, backoffMs: 1, backoffMaxMs: 10, stallMs: 500, attemptMs: 20_000, perHost: 4, pauseMs: 0, onlyMissing: run.onlyMissing, replace: false,
}, {
  now: () => Date.now(), sleep: (ms) => sleep(ms), log: () => undefined,
  progress: { start: () => undefined, bytes: () => undefined, done: () => undefined, stop: () => undefined },
});
process.stdout.write(JSON.stringify(results));
