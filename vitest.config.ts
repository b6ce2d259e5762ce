// Owns how the tests run, and which belong to which part (test/parts.mjs says what a part is for). No network, no order between files.
import { defineConfig, type TestProjectConfiguration } from "vitest/config";

/** These read real documents or try what attacks: the same two workers go from file to file, and what one loaded the next has. */
const TOGETHER = { isolate: false, maxWorkers: 2, sequence: { groupOrder: 0 } };
/** These start a browser, a server or the command, each file in a process of its own, and wait for it most of the time: two files at a time, after those. */
const BESIDE = { maxWorkers: 2, sequence: { groupOrder: 1 } };
/** These kill processes at moments that they measured before, or hold limits on time and memory: one file at a time, after all others. */
const ALONE = { maxWorkers: 1, sequence: { groupOrder: 2 } };
/** Of the unit tests, what makes dozens of databases, reports or releases, or reads documents of thousands of pages. */
const LONG = "test/unit/{document-long,parse-pdf-runs,publish,report-command,report-formats,shards,shards-recipes,store-ingest,store-near-duplicates,store-plans,store-spread}.test.ts";
/** Of the folder of faults, what runs the command against disks and servers that fail, and what needs the machine for itself. */
const FAILING = "test/fault/{disk,pull,pull-command}.test.ts";
const KILLING = "test/fault/{fuzz,kill,limits,pull-storm,shards-kill}.test.ts";

const project = (name: string, include: string[], more: object): TestProjectConfiguration => ({ extends: true, test: { name, include, ...more } });

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: "forks",
    globalSetup: ["test/fixtures/run.ts"],
    projects: [
      project("unit", ["test/unit/**/*.test.ts"], { ...TOGETHER, exclude: [LONG] }),
      project("long", [LONG], TOGETHER),
      project("documents", ["test/{golden,property}/**/*.test.ts"], TOGETHER),
      project("accuracy", ["test/accuracy/**/*.test.ts"], TOGETHER),
      project("hostile", ["test/fault/**/*.test.ts"], { ...TOGETHER, exclude: [FAILING, KILLING] }),
      project("faults", [FAILING], BESIDE),
      project("browser", ["test/browser/**/*.test.ts"], BESIDE),
      project("queue", ["test/queue/**/*.test.ts"], ALONE),
      project("kills", [KILLING], ALONE),
      project("bench", ["test/bench/**/*.test.ts"], ALONE),
    ],
  },
});
