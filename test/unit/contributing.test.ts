// Owns the proof that CONTRIBUTING.md, CHANGELOG.md and the package agree with the repository: files and names exist, versions are those in force, and npm has nothing to warn of.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadCodebook } from "../../datasets/measures.js";
import { packageRoot } from "../../datasets/paths.js";
import { SCHEMA_VERSION } from "../../pipeline/store/schema.js";

const root = packageRoot();
const text = (name: string): string => readFileSync(join(root, name), "utf8");
interface Package {
  version: string;
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
  /** Of the lock alone. */
  packages: Record<string, { version?: string; hasInstallScript?: boolean }>;
}
const json = (name: string): Package => JSON.parse(text(name)) as Package;
const page = text("CONTRIBUTING.md");

/** Whether a file gives the name to others. */
const gives = (source: string, name: string): boolean => new RegExp(`^export (?:async )?(?:function|const|class) ${name}\\b`, "m").test(source);

describe("CONTRIBUTING.md", () => {
  it("draws the way of a claim by files and names that exist, layer by layer", () => {
    const drawing = /```\nbytes of a file\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
    const steps = [...drawing.matchAll(/((?:pipeline|extractors|reports)\/[\w/-]+\.ts) +(\w+)/g)].map(([, file = "", name = ""]) => ({ file, name }));
    expect(steps.length).toBeGreaterThan(25);
    expect(steps.filter(({ file, name }) => !existsSync(join(root, file)) || !gives(text(file), name))).toEqual([]);
    expect(gives(text("reports/gaps.ts"), "gapTables")).toBe(false);
    const layers = steps.map(({ file }) => file.split("/")[0]);
    expect(layers.filter((layer, index) => layer !== layers[index - 1])).toEqual(["pipeline", "extractors", "pipeline", "extractors", "pipeline", "reports"]);
  });

  it("names no path, script or word table that is not there", () => {
    const paths = [...page.matchAll(/(?:`|\]\()((?:datasets|extractors|pipeline|reports|test|docs)\/[\w./-]+)/g)].map(([, path = ""]) => path.replace(/\/?\.?$/, "")).filter((path) => !path.includes("NAME"));
    expect(paths.length).toBeGreaterThan(25);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const { scripts } = json("package.json");
    const named = [...page.matchAll(/npm run ([\w:-]+)|`(test:\w+)`/g)].map(([, one, other]) => one ?? other ?? "");
    expect(named.length).toBeGreaterThan(6);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});

describe("the version", () => {
  it("is the same in every file, and the newest of CHANGELOG.md, with the schema and the codebook in force", () => {
    const { version } = json("package.json");
    const lock = json("package-lock.json");
    expect([lock.version, lock.packages[""]?.version, /^version: "(.*)"$/m.exec(text("CITATION.cff"))?.[1]]).toEqual([version, version, version]);
    const newest = /^## (\S+)[\s\S]*?(?=^## )/m.exec(text("CHANGELOG.md"));
    expect(newest?.[1]).toBe(version);
    expect(newest?.[0]).toContain(`### Schema ${SCHEMA_VERSION} `);
    expect(newest?.[0]).toContain(`### Codebook ${loadCodebook().version} `);
  });
});

describe("an install", () => {
  it("leaves npm nothing to warn of: each package with an install script is allowed or denied by name", () => {
    const packages = Object.entries(json("package-lock.json").packages);
    const { allowScripts: decided } = json("package.json");
    const names = packages.filter(([, one]) => one.hasInstallScript === true).map(([path]) => path.replace(/^.*node_modules\//, ""));
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => decided[name] === undefined)).toEqual([]);
  });

  it("without development packages has what the build takes", () => {
    const { scripts, dependencies } = json("package.json");
    expect(scripts["build"]).toMatch(/^tsc .*vite build/);
    for (const name of ["typescript", "vite"]) expect(dependencies).toHaveProperty(name);
  });
});
