// Owns the proof that the recipes of docs/shards.md do what they say: the lines for GNU parallel are run as they stand there, the others are checked for their syntax and for the shards that they ask for.
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Job as JobModel, type IJob } from "kubernetes-models/batch/v1/Job";
import { parse } from "yaml";
import { packageRoot } from "../../datasets/paths.js";
import { dump, temporaryFolder, write } from "../fixtures/databases.js";

const DOCUMENT = readFileSync(join(packageRoot(), "docs/shards.md"), "utf8");
const hasParallel = spawnSync("parallel", ["--version"]).status === 0;
if (!hasParallel) console.warn("GNU parallel is not installed: the test of its recipe in docs/shards.md is skipped (apt-get install parallel).");

/** The first code block of a section. */
function block(section: string, language: string): string {
  const [, text = ""] = new RegExp(`^## ${section}\\n[\\s\\S]*?^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "m").exec(DOCUMENT) ?? [];
  expect(text, `${section}: a block of ${language}`).not.toBe("");
  return text;
}

/** A folder of commands in front of the path. */
function onPath(folder: string, make: (bin: string) => void): NodeJS.ProcessEnv {
  const bin = join(folder, "bin");
  mkdirSync(bin);
  make(bin);
  return { ...process.env, PATH: `${bin}:${process.env["PATH"] ?? ""}` };
}

/** A `stocktake` that only writes down what it was asked, and ends with the code in CODE. */
const recording = (folder: string): NodeJS.ProcessEnv =>
  onPath(folder, (bin) => {
    writeFileSync(join(bin, "stocktake"), `#!/bin/sh\nfor word in "$@"; do printf '%s\\n' "$word" >> ${join(folder, "asked")}; done\nexit "\${CODE:-0}"\n`);
    chmodSync(join(bin, "stocktake"), 0o755);
  });

/** Faults of a manifest by the schema of Kubernetes: values that it refuses, and fields that it does not know, which it would pass over. */
function faults(manifest: object): string[] {
  const read = new Set<unknown>();
  const fields: [path: string, holder: object, name: string][] = [];
  const watched = <T>(value: T, path: string): T => {
    if (typeof value !== "object" || value === null) return value;
    const inside = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, watched(one as unknown, `${path}/${name}`)]));
    if (Array.isArray(value)) return Object.values(inside) as T;
    for (const name of Object.keys(inside)) fields.push([`${path}/${name}`, inside, name]);
    return new Proxy(inside, { get: (target, name, self): unknown => (read.add(`${fields.findIndex(([, holder, field]) => holder === target && field === name)}`), Reflect.get(target, name, self)) }) as T;
  };
  const model = new JobModel({});
  Object.assign(model, watched(manifest, ""));
  const copied = new Set(["/apiVersion", "/kind", "/metadata", "/spec"]);
  try {
    model.validate();
  } catch (error) {
    return [String(error)];
  }
  return fields.filter(([path], index) => !copied.has(path) && !read.has(String(index))).map(([path]) => `${path} is not known`);
}

const CODES = [["0", 0], ["3", 0], ["1", 1], ["2", 1], ["137", 1]] as const;

describe("recipes", () => {
  it.skipIf(!hasParallel)("GNU parallel: the very lines of the document, with one file that cannot be read; stopped and begun again", { timeout: 300_000 }, async () => {
    const folder = temporaryFolder();
    const stocktake = join(packageRoot(), "bin/stocktake.js");
    const env = onPath(folder, (bin) => symlinkSync(stocktake, join(bin, "stocktake")));
    write(join(folder, "reports"), {
      "a.txt": "Replies were received from Austria, Belgium and Norway.\n\n1. Hotlines for victims of trafficking were set up in Austria and Norway.\n\n2. Belgium has adopted a national action plan against trafficking in persons.\n",
      "copy of a.txt": "Replies were received from Austria, Belgium and Norway.\n\n1. Hotlines for victims of trafficking were set up in Austria and Norway.\n\n2. Belgium has adopted a national action plan against trafficking in persons.\n",
      "b.txt": "Replies were received from Chile.\n\n1. Chile has established shelters for victims of trafficking in persons.\n",
      "empty.txt": "",
    });
    const lines = block("GNU parallel", "sh");
    const run = () => spawnSync("bash", ["-c", lines], { cwd: folder, env: { ...env, HOME: folder }, encoding: "utf8" });
    const first = run();
    expect(first.stderr).toMatch(/8 of 8 parts loaded/);
    // The load names the file and ends with 3; the shards count as done.
    expect(first.stderr).toMatch(/Could not be read: empty\.txt/);
    expect(first.status).toBe(3);
    const log = readFileSync(join(folder, "shards.log"), "utf8").trim().split("\n");
    expect(log).toHaveLength(9);
    expect(log.slice(1).map((line) => line.split("\t")[6])).toEqual(Array.from({ length: 8 }, () => "0"));
    expect(readdirSync(join(folder, "parts", "_manifests"))).toHaveLength(8);
    const one = join(folder, "one.duckdb");
    expect(spawnSync(process.execPath, [stocktake, "ingest", "reports", "--db", one], { cwd: folder }).status).toBe(3);
    expect(await dump(join(folder, "reports.duckdb"))).toBe(await dump(one));

    // As if the third had been killed: it alone is run again.
    rmSync(join(folder, "parts", "_manifests", "shard=0003-of-0008.json"));
    writeFileSync(join(folder, "shards.log"), `${log.map((line) => (/--shard 3\/8/.test(line) ? line.split("\t").map((cell, index) => (index === 6 ? "0" : index === 7 ? "9" : cell)).join("\t") : line)).join("\n")}\n`);
    const second = run();
    expect(second.stderr).toMatch(/Shard 3\/8/);
    expect(second.stderr).not.toMatch(/Shard [124-8]\/8/);
    expect(second.stderr).toMatch(/left as it was[\s\S]*8 of 8 parts loaded/);
  });

  it("SLURM: sound for bash; each task asks for its shard, from 1 or from 0, alone too; a file that could not be read is no failure", () => {
    const script = block("SLURM", "bash");
    expect(spawnSync("bash", ["-n"], { input: script, encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
    expect(script).toMatch(/^#!\/bin\/bash\n#SBATCH /);
    const [, from, to] = /--array=(\d+)-(\d+)/.exec(script) ?? [];
    expect([from, to]).toEqual(["1", /^of=(\d+)$/m.exec(script)?.[1]]);
    const folder = temporaryFolder();
    const env = recording(folder);
    const shard = (text: string, id: number, code = "0") => {
      rmSync(join(folder, "asked"), { force: true });
      const { status, stderr } = spawnSync("bash", ["-s"], { input: text, env: { ...env, CODE: code, SLURM_ARRAY_TASK_ID: String(id), SLURM_CPUS_PER_TASK: "4" }, encoding: "utf8" });
      expect(stderr).toBe("");
      return { status, words: readFileSync(join(folder, "asked"), "utf8").trim().split("\n") };
    };
    for (const id of [1, 17, 64]) expect(shard(script, id)).toEqual({ status: 0, words: ["ingest", "/shared/reports", "--shard", `${id}/64`, "--parts", "/shared/parts", "--workers", "4"] });
    for (const id of [0, 63]) expect(shard(script.replace("first=1", "first=0"), id).words[3]).toBe(`${id + 1}/64`);
    for (const [code, status] of CODES) expect(shard(script, 1, code).status, code).toBe(status);
  });

  it("Kubernetes: every manifest is one by the schema of Kubernetes, which refuses what is wrong in it", () => {
    const manifests = [...DOCUMENT.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, text = ""]) => parse(text, { strict: true }) as IJob);
    expect(manifests).toHaveLength(2);
    for (const manifest of manifests) {
      expect(faults(manifest)).toEqual([]);
      const changed = (change: (spec: Record<string, unknown>) => void): object => {
        const copy = structuredClone(manifest) as unknown as { spec: Record<string, unknown> };
        change(copy.spec);
        return copy;
      };
      expect(faults(changed((spec) => void (spec["completions"] = "eight")))).toEqual([expect.stringMatching(/completions must be integer/) as string]);
      expect(faults(changed((spec) => void (spec["completion"] = 8)))).toEqual(["/spec/completion is not known"]);
      expect(faults(changed((spec) => void delete spec["template"]))).toEqual([expect.stringMatching(/template/) as string]);
    }
  });

  it("Kubernetes: an Indexed Job whose pods ask for shards 1 to N; a file that could not be read is no failure", () => {
    interface Job {
      apiVersion: string;
      kind: string;
      spec: { completionMode: string; completions: number; backoffLimitPerIndex: number; template: { spec: { restartPolicy: string; volumes: { name: string }[]; containers: { image: string; command: string[]; args: string[]; env: { name: string; value: string }[]; volumeMounts: { name: string; mountPath: string }[] }[] } } };
    }
    const job = parse(block("Kubernetes", "yaml"), { strict: true }) as Job;
    expect(job).toMatchObject({ apiVersion: "batch/v1", kind: "Job", spec: { completionMode: "Indexed", template: { spec: { restartPolicy: "Never" } } } });
    const { containers, volumes } = job.spec.template.spec;
    const [container] = containers;
    if (container === undefined) return expect.unreachable("no container");
    expect(container.volumeMounts.map(({ name }) => name).sort()).toEqual(volumes.map(({ name }) => name).sort());
    const mounted = container.volumeMounts.map(({ mountPath }) => mountPath);
    expect(mounted).toContain(container.env.find(({ name }) => name === "TMPDIR")?.value);
    // Kubernetes itself puts in the value of $(NAME) where it knows the name; here it must know none.
    for (const [, name = ""] of (container.args[0] ?? "").matchAll(/\$\(([^)]*)\)/g)) expect(name).toMatch(/^\(/);
    const folder = temporaryFolder();
    const env = recording(folder);
    const [shell = "", ...flags] = container.command;
    const run = (index: number, code: string) => spawnSync(shell, [...flags, ...container.args], { env: { ...env, CODE: code, JOB_COMPLETION_INDEX: String(index) }, encoding: "utf8" });
    for (let index = 0; index < job.spec.completions; index += 1) {
      rmSync(join(folder, "asked"), { force: true });
      expect(run(index, "0")).toMatchObject({ status: 0, stderr: "" });
      const words = readFileSync(join(folder, "asked"), "utf8").trim().split("\n");
      expect(words.slice(0, 6)).toEqual(["ingest", "/reports", "--shard", `${index + 1}/${job.spec.completions}`, "--parts", "/parts"]);
      expect(mounted).toEqual(expect.arrayContaining([words[1], words[5]]));
    }
    for (const [code, status] of CODES) expect(run(0, code).status, code).toBe(status);
  });
});
