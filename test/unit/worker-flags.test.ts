// Owns the proof that workers are started with flags that this Node knows, and that none is named for versions that do not.
import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { workerFlags } from "../../pipeline/ingest/worker-flags.js";

it("flags of this version are known to it", () => {
  const { status, stderr } = spawnSync(process.execPath, [...workerFlags(process.versions.v8), "--eval", "0"], { encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

it.each([["11.3.244.8-node.38", "--interrupt-budget"], ["12.4.254.21-node.57", "--invocation-count-for-turbofan"], ["13.6.233.17-node.63", null]])("V8 %s is told to compile later by %s", (v8, later) => {
  const names = workerFlags(v8).map((flag) => flag.split("=")[0]);
  expect(names).toEqual([...(later === null ? [] : [later]), "--no-regexp-tier-up"]);
});

it("a flag that a version refuses stops no worker", () => {
  const source = `const { setFlagsFromString } = require("node:v8"); setFlagsFromString("--no-such-flag=1"); setFlagsFromString("--interrupt-budget=1"); setFlagsFromString("--invocation-count-for-turbofan=9"); console.log("goes on");`;
  const { status, stdout } = spawnSync(process.execPath, ["--eval", source], { encoding: "utf8" });
  expect({ status, stdout }).toEqual({ status: 0, stdout: "goes on\n" });
});

it("nothing is named for versions that nobody measured", () => {
  expect(workerFlags("99.1")).toEqual([]);
});
