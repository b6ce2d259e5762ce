// Owns the last job of a run: the database of all its parts, made beside and put into the folder of the parts.
// Must not lock what others may have left locked: each attempt builds in a file of its own, and the last one in its place stands.
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, rmdir } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { loadParts, type LoadSummary, type LoadTools } from "../shards/load-parts.js";
import { BUILDING } from "../shards/manifest.js";
import { syncNames } from "../write-file.js";
import { LOADED_DATABASE } from "./plan.js";

const ATTEMPT = "load-";

/**
 * Loads the parts of a run into the database in their folder. One that is there already is brought up to date.
 * @param stillOurs throws where the job is another's by now
 */
export async function loadRun(parts: string, tools: LoadTools, stillOurs: () => Promise<void>): Promise<LoadSummary> {
  const database = join(parts, LOADED_DATABASE);
  if (existsSync(database)) return loadParts({ folder: parts, database, incomplete: false }, tools);
  const building = join(parts, BUILDING);
  await mkdir(building, { recursive: true });
  const beside = join(building, `${ATTEMPT}${hostname()}-${process.pid}-${randomBytes(4).toString("hex")}.duckdb`);
  try {
    const summary = await loadParts({ folder: parts, database: beside, incomplete: false }, tools);
    await stillOurs();
    await rename(beside, database);
    await syncNames(parts);
    for (const name of await readdir(building)) if (name.startsWith(ATTEMPT)) await rm(join(building, name), { recursive: true, force: true });
    return { ...summary, database };
  } finally {
    await rm(beside, { force: true }).catch(() => undefined);
    // Stays where another is building.
    await rmdir(building).catch(() => undefined);
  }
}
