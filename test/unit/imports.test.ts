// Owns the proof that imports go one way: datasets ← extractors ← pipeline, datasets ← reports; only the command line imports everything. And that one file alone talks to DuckDB.
import { readdirSync, readFileSync } from "node:fs";
import { join, normalize, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../datasets/paths.js";

const MAY: Record<string, string[]> = {
  datasets: ["datasets"],
  extractors: ["extractors", "datasets"],
  pipeline: ["pipeline", "extractors", "datasets"],
  reports: ["reports", "datasets"],
  "command line": ["pipeline", "extractors", "datasets", "reports"],
};
const root = packageRoot();

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesUnder(path) : entry.name.endsWith(".ts") ? [path] : [];
  });
}

const imports = ["datasets", "extractors", "pipeline", "reports"].flatMap(filesUnder).flatMap((file) =>
  [...readFileSync(join(root, file), "utf8").matchAll(/\b(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, target = ""]) => ({ file, target: target.startsWith(".") ? relative(root, normalize(join(root, file, "..", target))) : target })),
);

describe("imports", () => {
  it("are found at all", () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  it("go one way", () => {
    const wrong = imports.filter(({ file, target }) => {
      const layer = file === "pipeline/cli.ts" || file.startsWith("pipeline/commands/") ? "command line" : (file.split("/")[0] as string);
      const to = target.split("/")[0] as string;
      return to in MAY && !(MAY[layer] as string[]).includes(to);
    });
    expect(wrong).toEqual([]);
  });

  it("reach DuckDB in one file only", () => {
    expect([...new Set(imports.filter(({ target }) => target.startsWith("@duckdb/")).map(({ file }) => file))]).toEqual(["pipeline/store/database.ts"]);
  });

  it("never load the root of natural, which opens databases and prints to stdout", () => {
    expect(imports.filter(({ target }) => target === "natural")).toEqual([]);
  });
});
