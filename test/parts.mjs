// Owns the parts of the test suite: what each is for, what it runs, and saying so while it runs.
// Must not hold a test. `npm test` runs code and unit; .ci/run runs the rest after it. vitest.config.ts says which file belongs to which project.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** `projects` of vitest.config.ts, or npm `scripts` that may run beside each other. */
const PARTS = {
  code: { what: "types and lint", scripts: ["types", "lint"] },
  unit: { what: "everything that is quick and needs nothing but the repository", projects: ["unit"] },
  long: { what: "ingests, shards, releases, reports in every format and very long documents, all invented", projects: ["long"] },
  documents: { what: "real documents of ../shared, generated sentences (skipped, and said so, where ../shared is missing)", projects: ["documents"] },
  accuracy: { what: "claims against labels, and the floors of docs/accuracy.md", projects: ["accuracy"] },
  hostile: { what: "text that attacks what comes after it, in every output", projects: ["hostile"] },
  faults: { what: "full and closed disks, damaged databases, bad servers", projects: ["faults"] },
  kills: { what: "killed processes, damaged documents, limits (one file at a time)", projects: ["kills"] },
  queue: { what: "a queue on PostgreSQL, a cluster of SLURM, both on this machine (skipped, and said so, where they are not installed)", projects: ["queue"] },
  browser: { what: "pages in Chromium (skipped, and said so, where there is none)", projects: ["browser"] },
  bench: { what: "limits on time and memory of what is written at full size", projects: ["bench"] },
};
/** What `npm test` leaves out, in one run: the long files of all of them share the cores. */
const REST = ["long", "documents", "accuracy", "hostile", "faults", "queue", "browser", "kills", "bench"];

const asked = process.argv.slice(2).flatMap((name) => (name === "rest" ? REST : [name]));
const unknown = asked.filter((name) => !(name in PARTS));
if (asked.length === 0 || unknown.length > 0) {
  console.error(`${unknown.length > 0 ? `Unknown part: ${unknown.join(", ")}. ` : ""}Parts:\n${Object.entries(PARTS).map(([name, { what }]) => `  ${name.padEnd(10)} ${what}`).join("\n")}\n  ${"rest".padEnd(10)} ${REST.join(", ")}`);
  process.exit(2);
}

/** How long each took the last time here, in seconds. */
const TIMES = join(root, ".stocktake", "test-times.json");
const times = existsSync(TIMES) ? JSON.parse(readFileSync(TIMES, "utf8")) : {};
const clock = (seconds) => (seconds < 90 ? `${Math.round(seconds)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`);

/** Runs a program in the repository; its output goes where ours goes. */
function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: "inherit" });
    child.on("error", (error) => (console.error(`${command}: ${error.message}`), resolve(1)));
    child.on("close", (code) => resolve(code ?? 1));
  });
}

/** Runs steps that stand together; says before what and for how long, and after how long it was. */
async function step(names, work) {
  const key = names.join(" ");
  const last = times[key];
  console.log(`\n== ${names.map((name) => `${name}: ${PARTS[name].what}`).join("\n   ")}\n   ${last === undefined ? "not timed here yet" : `took ${clock(last)} here the last time`}; ${availableParallelism()} cores`);
  const started = performance.now();
  const codes = await work();
  const seconds = (performance.now() - started) / 1000;
  const failed = codes.some((code) => code !== 0);
  console.log(`== ${key}: ${failed ? "FAILED" : "passed"} after ${clock(seconds)}`);
  if (!failed) {
    times[key] = Math.round(seconds);
    mkdirSync(dirname(TIMES), { recursive: true });
    writeFileSync(TIMES, JSON.stringify(times, null, 2));
  }
  return !failed;
}

let good = true;
const scripts = asked.filter((name) => PARTS[name].scripts !== undefined);
for (const name of scripts) good = (await step([name], () => Promise.all(PARTS[name].scripts.map((script) => run("npm", ["run", "--silent", script]))))) && good;
const tested = asked.filter((name) => PARTS[name].projects !== undefined);
// A line for each file as it ends; with errors of types there is no point in going on.
if (good && tested.length > 0) good = await step(tested, async () => [await run(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), "run", ...tested.flatMap((name) => PARTS[name].projects).flatMap((project) => ["--project", project])])]);
process.exit(good ? 0 : 1);
