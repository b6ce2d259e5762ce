// Owns "build beside and rename": a new database file is made next to the old one and takes its place when it is whole,
// so that a reader never meets a lock or half a database; and the lock that keeps two ingests apart.
// Must not know what is written.
import { constants } from "node:fs";
import { copyFile, mkdir, open, readFile, rename, rm, stat, unlink } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { Database, DatabaseError } from "./database.js";

export interface Lock {
  release(): Promise<void>;
}

interface Holder {
  pid: number;
  host: string;
  /** Start of the process in clock ticks since boot (Linux), so that a reused pid is not taken for the holder. */
  born: string | null;
}

/**
 * Takes the lock FILE.lock for an ingest.
 * @param notice told when the lock of a process that no longer runs was removed.
 * @throws DatabaseError naming the process that holds it.
 */
export async function lockDatabase(path: string, notice: (message: string) => void): Promise<Lock> {
  const file = `${path}.lock`;
  await mkdir(dirname(file), { recursive: true }).catch((error: unknown) => {
    throw new DatabaseError(`${dirname(file)}: the folder cannot be made (${code(error)}). Name another place with --db FILE.`);
  });
  const me = JSON.stringify({ pid: process.pid, host: hostname(), born: await bornOf(process.pid) } satisfies Holder);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      const handle = await open(file, "wx");
      await handle.writeFile(me);
      await handle.close();
      return { release: () => rm(file, { force: true }) };
    } catch (error) {
      if (code(error) !== "EEXIST") throw new DatabaseError(`${file}: cannot be written (${code(error)}). Check that the folder is writable, or name another place with --db FILE.`);
    }
    const text = await readFile(file, "utf8").catch(() => null);
    if (text === null) continue;
    const holder = parseHolder(text);
    if (holder === null) {
      // Being written at this moment, or left half written by a crash.
      const age = await stat(file).then((found) => Date.now() - found.mtimeMs, () => 0);
      if (age < 2000) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        attempt -= age < 1500 ? 1 : 0;
        continue;
      }
    } else if (holder.host !== hostname()) {
      throw new DatabaseError(`${path}: an ingest on ${holder.host} (process ${holder.pid}) holds it. Wait for it to end; if that machine is gone, remove ${file}.`);
    } else if (await alive(holder)) {
      throw new DatabaseError(`${path}: another ingest (process ${holder.pid}) is writing it. Wait for it to end, or name another database with --db.`);
    }
    // The holder is gone. Take its lock away under another name, and look that it is the one judged above.
    const aside = `${file}.stale-${process.pid}`;
    const moved = await rename(file, aside).then(() => true, () => false);
    if (!moved) continue;
    if ((await readFile(aside, "utf8").catch(() => "")) !== text) {
      // Somebody else had recovered it in between: give it back.
      await rename(aside, file).catch(() => undefined);
      continue;
    }
    await unlink(aside).catch(() => undefined);
    notice(`${file}: left by an ingest that did not end (process ${holder?.pid ?? "unknown"}); taken over.`);
  }
  throw new DatabaseError(`${path}: several ingests try to write it at once. Run one at a time, or name another database with --db.`);
}

/**
 * Builds the next state of a database beside the old one and puts it in its place.
 * `work` gets an open copy (or an empty database). If it throws, the old file stays as it is.
 * Call only while holding the lock.
 */
export async function buildBeside<T>(path: string, fresh: boolean, work: (database: Database) => Promise<T>): Promise<T> {
  const beside = `${path}.building`;
  const clear = async (): Promise<void> => {
    await rm(beside, { force: true });
    await rm(`${beside}.wal`, { force: true });
  };
  await clear().catch((error: unknown) => {
    throw new DatabaseError(`${beside}: left by an earlier ingest and cannot be removed (${code(error)}). Remove it by hand.`);
  });
  if (!fresh && (await exists(path))) {
    if (await exists(`${path}.wal`)) {
      throw new DatabaseError(`${path}.wal: another program has unsaved changes in this database. Close it, or open it once with DuckDB and run CHECKPOINT, then try again.`);
    }
    await copyFile(path, beside, constants.COPYFILE_FICLONE).catch((error: unknown) => {
      throw new DatabaseError(`${beside}: the copy to build on cannot be written (${code(error)}). Free some space (as much as ${path} takes) or name another place with --db.`);
    });
  }
  let database: Database | undefined;
  try {
    database = await Database.open(beside, "write");
    const result = await work(database);
    await database.run("CHECKPOINT");
    database.close();
    database = undefined;
    await sync(beside);
    await rename(beside, path);
    await sync(dirname(path)).catch(() => undefined);
    return result;
  } catch (error) {
    try {
      database?.close();
    } catch {
      // The first error is the one to tell.
    }
    await clear().catch(() => undefined);
    throw error;
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const exists = (path: string): Promise<boolean> => stat(path).then(() => true, () => false);

function code(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

function parseHolder(text: string): Holder | null {
  try {
    const value = JSON.parse(text) as Partial<Holder>;
    return typeof value.pid === "number" && typeof value.host === "string" ? { pid: value.pid, host: value.host, born: value.born ?? null } : null;
  } catch {
    return null;
  }
}

async function alive(holder: Holder): Promise<boolean> {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (code(error) === "ESRCH") return false;
  }
  const born = await bornOf(holder.pid);
  return holder.born === null || born === null || born === holder.born;
}

async function bornOf(pid: number): Promise<string | null> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  // Field 22, counted after the program's name, which may hold spaces and parentheses.
  return text === null ? null : (text.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? null);
}
