// Owns the proof that the fingerprints of the stages change with whatever the stages are made of: what is forgotten in them is never read anew.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { packageRoot } from "../../datasets/paths.js";

const root = packageRoot();
const files = vi.hoisted(() => ({ edited: "", opened: new Set<string>() }));

vi.mock("node:fs", async (original) => {
  const real = await original<typeof import("node:fs")>();
  const read = ((path: string, ...more: [never]) => {
    files.opened.add(String(path));
    const content = real.readFileSync(path, ...more) as Buffer | string;
    if (String(path) !== files.edited) return content;
    return typeof content === "string" ? `${content}\n` : Buffer.concat([content, Buffer.from("\n")]);
  }) as typeof real.readFileSync;
  return { ...real, readFileSync: read, default: { ...real, readFileSync: read } };
});

type Stage = "readFingerprint" | "extractFingerprint" | "referenceFingerprint";

/** A fingerprint as a new process has it, and the files that it is made of. */
async function fingerprint(stage: Stage, edited = ""): Promise<{ hash: string; made: Set<string> }> {
  vi.resetModules();
  const versions = await import("../../pipeline/ingest/versions.js");
  files.edited = edited === "" ? "" : join(root, edited);
  files.opened.clear();
  const hash = versions[stage]();
  files.edited = "";
  return { hash, made: new Set([...files.opened].map((path) => relative(root, path))) };
}

/** Every file whose code runs when these do; imports of types alone are not followed. */
function reached(...from: string[]): string[] {
  const seen = new Set<string>();
  const follow = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, still = "", later = ""] of readFileSync(join(root, file), "utf8").matchAll(/^(?:import|export) (?!type\b)[^;]*?from "(\.[^"]+)"|\bimport\("(\.[^"]+)"\)(?!\.)/gm)) {
      follow(relative(root, join(root, file, "..", (still || later).replace(/\.js$/, ".ts"))));
    }
  };
  from.forEach(follow);
  return [...seen].sort();
}

const under = (path: string): string[] => (statSync(join(root, path)).isDirectory() ? readdirSync(join(root, path)).flatMap((name) => under(`${path}/${name}`)) : [path]);

beforeEach(() => void (files.edited = ""));

/** Every file under datasets/ that code asks for: what it gives to datasetPath(), with its constants in their places. */
function tablesOf(code: readonly string[]): string[] {
  const asked = code.filter((file) => file !== "datasets/paths.ts").flatMap((file) => {
    const text = readFileSync(join(root, file), "utf8");
    return [...text.matchAll(/\bdatasetPath\(([^()]*)\)/g)].map(([, given = ""]) => {
      const parts = given.split(/, ?/).map((part) => /^"([^"]+)"$/.exec(part)?.[1] ?? new RegExp(`const ${part} = "([^"]+)"`).exec(text)?.[1]);
      const known = parts.indexOf(undefined);
      // A folder, and in it a name that is known only when it runs: everything in it.
      const path = ["datasets", ...(known < 0 ? parts : parts.slice(0, known))].join("/");
      if (path === "datasets") throw new Error(`${file}: what datasetPath(${given}) names is not known from reading it`);
      return path;
    });
  });
  return [...new Set(asked.flatMap(under))].sort();
}

describe("fingerprints", () => {
  it.each(["datasets/concepts/en.csv", "datasets/definitions/lists.yaml", "datasets/topics/trafficking.yaml", "datasets/status.csv", "datasets/score.json", "datasets/year-roles.csv", "datasets/actors.csv", "datasets/recommendations/actions.csv", "datasets/score.ts"])("of extraction is another where %s is edited", async (file) => {
    expect((await fingerprint("extractFingerprint", file)).hash).not.toBe((await fingerprint("extractFingerprint")).hash);
  });

  it("are the same where nothing is edited, or what the stage is not made of", async () => {
    const { hash } = await fingerprint("extractFingerprint");
    expect((await fingerprint("extractFingerprint")).hash).toBe(hash);
    expect((await fingerprint("extractFingerprint", "datasets/catalogue/reports.csv")).hash).toBe(hash);
  });

  // Shapes of tables come in by their columns, not by the code that writes them down; reading has its own fingerprint; the cache keeps what it is given.
  const APART = /^pipeline\/(?:store\/(?:schema|shape|shared-columns|plan-tables|document-tables|reference-tables|decisions|document-decisions)|parse\/.+|ingest\/(?:cache|state-resolver)|disk-fault)\.ts$/;
  // Plans are appraised by one framework; the others are loaded beside it and not asked.
  const OTHER_FRAMEWORKS = /^datasets\/frameworks\/(?!unodc-tool-2\.7\.)/;
  it.each<[Stage, string[], RegExp | null, number]>([
    ["readFingerprint", ["pipeline/parse/read-document.ts", "pipeline/ingest/state-resolver.ts"], null, 5],
    ["extractFingerprint", ["pipeline/ingest/process-file.ts"], APART, 25],
    ["referenceFingerprint", ["pipeline/store/reference.ts"], null, 8],
  ])("%s has all code that runs in its stage, and every table that this code loads", async (stage, from, apart, fewest) => {
    const { made } = await fingerprint(stage);
    const code = reached(...from);
    const tables = tablesOf(code).filter((file) => !OTHER_FRAMEWORKS.test(file));
    expect(code.length).toBeGreaterThan(5);
    expect(code.filter((file) => apart?.test(file) !== true && !made.has(file))).toEqual([]);
    expect(tables.length).toBeGreaterThanOrEqual(fewest);
    expect(tables.filter((file) => !made.has(file))).toEqual([]);
  });
});
