// Owns the proof that imports go one way: datasets ← extractors ← pipeline, datasets ← reports; only the command line imports everything.
// And that no files know each other in a circle, and one file alone talks to DuckDB.
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

/** Groups of files each of which leads to all others of its group, also by types or when a command is first asked for (Tarjan's strongly connected components). */
function circles(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): void => {
    const at = index.size;
    index.set(file, at);
    low.set(file, at);
    open.push(file);
    for (const next of edges.get(file) ?? []) {
      if (!index.has(next)) visit(next);
      if (open.includes(next)) low.set(file, Math.min(low.get(file) as number, low.get(next) as number));
    }
    if (low.get(file) !== at) return;
    const group = open.splice(open.indexOf(file));
    if (group.length > 1 || edges.get(file)?.includes(file) === true) found.push(group.sort());
  };
  for (const file of edges.keys()) if (!index.has(file)) visit(file);
  return found;
}

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

  it("have no circle of files", () => {
    const edges = new Map<string, string[]>();
    for (const { file, target } of imports) if (target.endsWith(".js")) edges.set(file, [...(edges.get(file) ?? []), target.replace(/\.js$/, ".ts")]);
    expect(edges.size).toBeGreaterThan(200);
    expect(circles(edges)).toEqual([]);
    expect(circles(new Map([["a", ["b"]], ["b", ["c"]], ["c", ["b"]], ["d", ["a", "b"]]]))).toEqual([["b", "c"]]);
  });

  it("reach DuckDB in one file only", () => {
    expect([...new Set(imports.filter(({ target }) => target.startsWith("@duckdb/")).map(({ file }) => file))]).toEqual(["pipeline/store/database.ts"]);
  });

  it("never load the root of natural, which opens databases and prints to stdout", () => {
    expect(imports.filter(({ target }) => target === "natural")).toEqual([]);
  });
});
