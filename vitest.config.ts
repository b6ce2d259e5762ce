// Owns how the tests run, and which belong to which part (test/parts.mjs says what a part is for). No network, no order between files.
import { defineConfig, type TestProjectConfiguration } from "vitest/config";

/** These read real documents or try what attacks: the same two workers go from file to file, and what one loaded the next has. */
const TOGETHER = { isolate: false, maxWorkers: 2, sequence: { groupOrder: 0 } };
/** These start processes of their own, kill them, or look at the clock: one file at a time, after all others. */
const ALONE = { maxWorkers: 1, sequence: { groupOrder: 1 } };
/** Of the unit tests, what makes dozens of databases, reports or releases, or reads documents of thousands of pages. */
const LONG = "test/unit/{document-long,parse-pdf-runs,publish,report-command,report-formats,shards,shards-recipes,store-ingest,store-near-duplicates,store-plans,store-spread}.test.ts";
/** Of the folder of faults, what needs the machine for itself. */
const KILLING = "test/fault/{disk,fuzz,kill,limits,pull,pull-command,pull-storm,shards-kill}.test.ts";

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
      project("hostile", ["test/fault/**/*.test.ts"], { ...TOGETHER, exclude: [KILLING] }),
      project("faults", [KILLING], ALONE),
      project("queue", ["test/queue/**/*.test.ts"], ALONE),
      project("browser", ["test/browser/**/*.test.ts"], ALONE),
      project("bench", ["test/bench/**/*.test.ts"], ALONE),
    ],
  },
});
