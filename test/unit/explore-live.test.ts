// Owns the proof that a server which goes on showing an earlier state of the database says so, and why, and stops saying it.
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LiveDatabase } from "../../pipeline/explore/live-database.js";
import { Database, DatabaseError } from "../../pipeline/store/database.js";
import { temporaryFolder } from "../fixtures/databases.js";

const shown = (live: LiveDatabase): Promise<unknown> => live.read(async ({ database }) => (await database.all("SELECT n FROM one"))[0]?.["n"]);

async function made(path: string, n: number): Promise<void> {
  const database = await Database.open(path, "write");
  await database.run(`CREATE TABLE one AS SELECT ${n} AS n`);
  database.close();
}

describe("the open database of a server", () => {
  it("says why an earlier state is shown, once for each reason, and is silent again when the file can be read", async () => {
    const folder = temporaryFolder();
    const [path, next] = [join(folder, "a.duckdb"), join(folder, "next.duckdb")];
    await made(path, 1);
    await made(next, 2);
    const told: string[] = [];
    const live = new LiveDatabase(path, (file) => Database.open(file, "read"), (message) => void told.push(message));
    expect([await shown(live), live.trouble, told]).toEqual([1, null, []]);
    writeFileSync(`${path}.new`, "This is no database at all, but some other file that was put in its place.");
    renameSync(`${path}.new`, path);
    expect([await shown(live), await shown(live)]).toEqual([1, 1]);
    expect(live.trouble).toMatch(/a\.duckdb/);
    expect(told).toEqual([`The database as it was before is shown: ${live.trouble ?? ""}`]);
    rmSync(path);
    expect([await shown(live), live.trouble]).toEqual([1, `${path} is not there any more.`]);
    expect(told).toHaveLength(2);
    renameSync(next, path);
    expect([await shown(live), live.trouble]).toEqual([2, null]);
    expect(told).toHaveLength(2);
    live.close();
  });

  it("has nothing to show where the first state cannot be opened, and says that as an error", async () => {
    const path = join(temporaryFolder(), "a.duckdb");
    writeFileSync(path, "This is no database at all.");
    await expect(shown(new LiveDatabase(path, (file) => Database.open(file, "read")))).rejects.toThrow(DatabaseError);
  });
});
