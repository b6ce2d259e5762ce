// Owns `npm run notebooks`: a fresh ingest of the sample corpus, then every notebook run from its first cell, saved with its outputs.
// Must not pass over a cell that fails: it ends with exit code 1 and names the notebook.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const check = process.argv.includes("--check");
const say = (text) => process.stderr.write(`${text}\n`);

if (spawnSync("jupyter", ["nbconvert", "--version"]).status !== 0) {
  say("notebooks: jupyter nbconvert is missing. On Debian: apt-get install jupyter-nbconvert");
  process.exit(1);
}
const deno = join(dirname(createRequire(import.meta.url).resolve("deno/package.json")), "bin.cjs");
const work = mkdtempSync(join(tmpdir(), "stocktake-notebooks-"));
try {
  const database = process.env.STOCKTAKE_DB ?? join(here, "samples.duckdb");
  if (process.env.STOCKTAKE_DB === undefined) {
    rmSync(database, { force: true });
    execFileSync(process.execPath, [join(root, "bin/stocktake.js"), "ingest", join(root, "datasets/samples/documents"), "--db", database, "--no-cache"], { stdio: ["ignore", "ignore", "inherit"] });
  }
  // A kernel of our own, so that nothing is written to the user's settings.
  mkdirSync(join(work, "kernels/deno"), { recursive: true });
  writeFileSync(join(work, "kernels/deno/kernel.json"), JSON.stringify({ argv: [process.execPath, deno, "jupyter", "--kernel", "--conn", "{connection_file}"], display_name: "Deno", language: "typescript" }));
  let failed = 0;
  for (const name of readdirSync(here).filter((file) => file.endsWith(".ipynb")).sort()) {
    const started = performance.now();
    const target = check ? ["--output-dir", work] : ["--inplace"];
    let cells = [];
    let empty = [];
    let error = "";
    // On a busy machine the kernel may tell that a cell has ended before its output has arrived: then the notebook is run again. A cell that fails is not.
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const run = spawnSync("jupyter", ["nbconvert", "--to", "notebook", "--execute", ...target, "--ExecutePreprocessor.record_timing=False", "--ExecutePreprocessor.timeout=120", "--ExecutePreprocessor.kernel_name=deno", join(here, name)], {
        cwd: here, encoding: "utf8", env: { ...process.env, JUPYTER_PATH: work, STOCKTAKE_DB: database, NO_COLOR: "1" },
      });
      error = run.status === 0 ? "" : run.stderr;
      if (error !== "") break;
      cells = JSON.parse(readFileSync(join(check ? work : here, name), "utf8")).cells.filter((cell) => cell.cell_type === "code");
      empty = cells.filter((cell) => cell.execution_count === null || cell.outputs.length === 0);
      if (empty.length === 0) break;
      say(`${name}: ${empty.length} cells show nothing in run ${attempt}`);
    }
    if (error !== "" || empty.length > 0) {
      failed += 1;
      say(error !== "" ? `${name}: a cell failed\n${error}` : `${name}: ${empty.length} cells show nothing, in three runs`);
      continue;
    }
    say(`${name}: ${cells.length} cells in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }
  process.exitCode = failed > 0 ? 1 : 0;
} finally {
  rmSync(work, { recursive: true, force: true });
}
