// Owns how the tests run. No network, no order between files.
import { defineConfig } from "vitest/config";

/** These start processes of their own, kill them, or look at the clock: one file at a time, after all others. */
const ALONE = ["test/fault/{disk,fuzz,kill,limits,pull,pull-command,pull-storm,shards-kill}.test.ts", "test/bench/**/*.test.ts", "test/browser/**/*.test.ts"];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: "forks",
    projects: [
      { extends: true, test: { name: "together", include: ["test/**/*.test.ts"], exclude: ALONE, maxWorkers: 2, sequence: { groupOrder: 0 } } },
      { extends: true, test: { name: "alone", include: ALONE, maxWorkers: 1, sequence: { groupOrder: 1 } } },
    ],
  },
});
