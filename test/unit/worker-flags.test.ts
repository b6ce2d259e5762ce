// Owns the proof that workers are started with flags that this Node knows, and that none is named for versions that do not.
import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { workerFlags } from "../../pipeline/ingest/worker-flags.js";

it("flags of this version are known to it", () => {
  const { status, stderr } = spawnSync(process.execPath, [...workerFlags(process.versions.v8), "--eval", "0"], { encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

it.each([["11.3.244.8-node.38", true], ["12.4.254.21-node.57", false], ["13.6.233.17-node.63", false]])("the budget of V8 %s is set: %s", (v8, budget) => {
  expect(workerFlags(v8).some((flag) => flag.startsWith("--interrupt-budget"))).toBe(budget);
  expect(workerFlags(v8)).toContain("--no-regexp-tier-up");
});

it("nothing is named for versions that nobody measured", () => {
  expect(workerFlags("99.1")).toEqual([]);
});
