// Owns where the package's data files lie, from source and from dist/ alike.
// Must not read them.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

let root: string | undefined;

/**
 * Absolute path of the package's folder: the nearest one above this module whose package.json is named "stocktake".
 * @throws Error where there is none (the module was copied out of its package).
 */
export function packageRoot(): string {
  if (root !== undefined) return root;
  const here = dirname(fileURLToPath(import.meta.url));
  for (let folder = here; ; folder = dirname(folder)) {
    const file = join(folder, "package.json");
    if (existsSync(file) && (JSON.parse(readFileSync(file, "utf8")) as { name?: string }).name === "stocktake") {
      root = folder;
      return folder;
    }
    if (dirname(folder) === folder) {
      throw new Error(`${here}: no package.json of stocktake in this folder or above. Run from a full checkout.`);
    }
  }
}

/** Absolute path of a file under `datasets/`, for example `datasetPath("states", "states.csv")`. */
export function datasetPath(...parts: string[]): string {
  return join(packageRoot(), "datasets", ...parts);
}

/** A file as messages name it: from the package's folder, or whole where it lies outside. */
export function shownPath(path: string): string {
  const inside = relative(packageRoot(), path);
  return inside.startsWith("..") ? path : inside;
}
