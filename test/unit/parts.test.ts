// Owns the proof that no test is left out: each file belongs to one project of vitest.config.ts, each project to one part, and npm test with what CI runs after it are all parts.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../datasets/paths.js";
import config from "../../vitest.config.js";

const root = packageRoot();
const text = (name: string): string => readFileSync(join(root, name), "utf8");
const parts = text("test/parts.mjs");

interface Project {
  test: { name: string; include: string[]; exclude?: string | string[] };
}
const projects = (config as { test: { projects: Project[] } }).test.projects.map(({ test }) => test);

/** The signs that the patterns of vitest.config.ts use, and no others. */
function matches(file: string, pattern: string): boolean {
  const source = pattern.replace(/[.+^$()|[\]\\]/g, "\\$&").replace(/\{([^}]*)\}/g, (_all, names: string) => `(?:${names.replaceAll(",", "|")})`).replace(/\*\*\/|\*/g, (sign) => (sign === "*" ? "[^/]*" : "(?:.*/)?"));
  return new RegExp(`^${source}$`).test(file);
}

describe("the parts of the tests", () => {
  it("hold every file once", () => {
    const files = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".test.ts")).map((name) => `test/${name}`);
    expect(files.length).toBeGreaterThan(90);
    const of = (file: string): string[] => projects.filter(({ include, exclude = [] }) => include.some((one) => matches(file, one)) && ![exclude].flat().some((one) => matches(file, one))).map(({ name }) => name);
    expect(files.map((file) => [file, of(file).length]).filter(([, count]) => count !== 1)).toEqual([]);
    for (const { name, exclude = [] } of projects) expect(files.some((file) => of(file).includes(name)), `${name} ${String(exclude)}`).toBe(true);
    expect([matches("test/unit/a.test.ts", "test/unit/**/*.test.ts"), matches("test/unit/b/a.test.ts", "test/unit/**/*.test.ts"), matches("test/unitb/a.test.ts", "test/unit/**/*.test.ts"), matches("test/x/a.test.ts", "test/{x,y}/a.test.ts")]).toEqual([true, true, false, true]);
  });

  it("are all run by npm test and by what CI runs after it", () => {
    const named = [...parts.matchAll(/^ {2}(\w+): \{ what: .*?projects: \["(\w+)"\] \},$/gm)].map(([, part, project]) => [part, project]);
    expect(named.map(([, project]) => project).sort()).toEqual(projects.map(({ name }) => name).sort());
    const rest = (/const REST = \[(.*)\];/.exec(parts)?.[1] ?? "").split(", ").map((name) => name.replaceAll("\"", ""));
    const { scripts } = JSON.parse(text("package.json")) as { scripts: Record<string, string> };
    const quick = (scripts["test"] ?? "").split(" ").slice(2);
    expect(quick).toEqual(["code", "unit"]);
    expect([...quick.slice(1), ...rest].sort()).toEqual(named.map(([part]) => part).sort());
    const ci = text(".ci/run").split("\n");
    expect(ci.filter((line) => /^npm (?:test|run --silent test:rest)$/.test(line))).toEqual(["npm test", "npm run --silent test:rest"]);
    expect(scripts["test:rest"]).toBe("node test/parts.mjs rest");
  });
});
