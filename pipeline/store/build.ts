// Owns "build beside and rename": a new database file is made next to the old one and takes its place when it is whole,
// so that a reader never meets a lock or half a database; and the lock that keeps two ingests apart.
// Must not know what is written.
import { constants, existsSync, rmSync } from "node:fs";
import { copyFile, mkdir, open, readFile, realpath, rename, rm, stat, unlink } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { syncNames, syncToDisk } from "../write-file.js";
import { codeOf, diskFault, diskWords } from "../disk-fault.js";
import { holding } from "../interrupt.js";
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

/** Who takes a lock and how the user may give way, for messages. */
export interface LockWords {
  /** "ingest", "publish". */
  work: string;
  /** "another database with --db FILE". */
  elsewhere: string;
}

/**
 * Takes the lock FILE.lock for writing a database, and clears what a holder that did not end left unfinished beside it.
 * @param notice told when the lock of a process that no longer runs was removed.
 * @throws DatabaseError naming the process that holds it, or what the disk refuses.
 */
export async function lockDatabase(path: string, notice: (message: string) => void): Promise<Lock> {
  const place = await placeOf(path);
  const lock = await takeLock(place, { work: "ingest", elsewhere: "another database with --db FILE" }, notice);
  try {
    await clearUnfinished(place);
    return lock;
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Where a path leads when links are followed: two names of one file are one file. Its own place where nothing is there yet. */
export async function placeOf(path: string): Promise<string> {
  const full = resolve(path);
  return realpath(full).catch(async () => join(await realpath(dirname(full)).catch(() => dirname(full)), basename(full)));
}

/** Names beside a database under which a build may leave something: its file, DuckDB's logs of it and its folder for what does not fit into memory. */
const UNFINISHED = [".building", ".building.wal", ".building.wal.checkpoint", ".building.wal.recovery", ".building.tmp"];

async function clearUnfinished(path: string): Promise<void> {
  for (const ending of UNFINISHED) {
    await rm(path + ending, { recursive: true, force: true }).catch((error: unknown) => {
      throw new DatabaseError(`${path + ending}: left by an earlier ingest and cannot be removed: ${diskWords(error)}, or remove it by hand.`);
    });
  }
}

/**
 * Takes the lock PATH.lock.
 * @param path what is to be written; its folder is made where it is missing
 * @throws DatabaseError naming the process that holds it, or what the disk refuses.
 */
export async function takeLock(path: string, words: LockWords, notice: (message: string) => void): Promise<Lock> {
  const file = `${path}.lock`;
  await mkdir(dirname(file), { recursive: true }).catch((error: unknown) => {
    throw new DatabaseError(`${dirname(file)}: the folder cannot be made: ${diskWords(error)}, or name ${words.elsewhere}.`);
  });
  const me = JSON.stringify({ pid: process.pid, host: hostname(), born: await bornOf(process.pid) } satisfies Holder);
  let waited = 0;
  for (let attempt = 0; attempt < 20; attempt += 1) {
    try {
      const handle = await open(file, "wx");
      try {
        await handle.writeFile(me);
      } catch (error) {
        // An empty lock would be taken for one that is being written.
        await unlink(file).catch(() => undefined);
        throw error;
      } finally {
        await handle.close();
      }
      const done = holding(() => (rmSync(file, { force: true }), null));
      return {
        release: async () => {
          done();
          await rm(file, { force: true });
        },
      };
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw new DatabaseError(`${file}: cannot be written: ${diskWords(error, "Check that the folder is writable")}, or name ${words.elsewhere}.`);
    }
    const text = await readFile(file, "utf8").catch(() => null);
    if (text === null) continue;
    const holder = parseHolder(text);
    if (holder === null) {
      // Being written at this moment, or left half written by a crash.
      const age = await stat(file).then((found) => Date.now() - found.mtimeMs, () => 0);
      // By a clock of a file server that goes before ours it may seem to be of the future.
      if (age < 2000 && waited < 30) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        attempt -= 1;
        waited += 1;
        continue;
      }
    } else if (holder.host !== hostname()) {
      throw new DatabaseError(`${path}: ${an(words.work)} on ${holder.host} (process ${holder.pid}) holds it. Wait for it to end; if that machine is gone, remove ${file}.`);
    } else if (await alive(holder)) {
      throw new DatabaseError(`${path}: another ${words.work} (process ${holder.pid}) is writing it. Wait for it to end, or name ${words.elsewhere}.`);
    }
    // The holder is gone. Only one at a time may take its lock away, so that nobody takes away that of a newer holder.
    const takeover = `${file}.takeover`;
    const mine = await open(takeover, "wx").then(async (handle) => handle.close().then(() => true), (error: unknown) => {
      if (codeOf(error) === "EEXIST") return false;
      throw new DatabaseError(`${file}: left by ${an(words.work)} that did not end, and cannot be taken over: ${diskWords(error, "Check that the folder is writable")}, or name ${words.elsewhere}.`);
    });
    if (!mine) {
      // Held for a moment only: one that is older was left by a kill.
      const age = await stat(takeover).then((found) => Date.now() - found.mtimeMs, () => 0);
      if (Math.abs(age) > 5000) await rm(takeover, { force: true });
      else await new Promise((resolve) => setTimeout(resolve, 100));
      // Long enough that one that was left is given up above.
      if (waited++ < 60) attempt -= 1;
      continue;
    }
    try {
      if ((await readFile(file, "utf8").catch(() => null)) !== text) continue;
      await rm(file, { force: true });
    } finally {
      await rm(takeover, { force: true });
    }
    notice(`${file}: left by ${an(words.work)} that did not end (process ${holder?.pid ?? "unknown"}); taken over.`);
  }
  throw new DatabaseError(`${path}: several try to write it at once. Run one at a time, or name ${words.elsewhere}.`);
}

/**
 * Builds the next state of a database beside the old one and puts it in its place.
 * `work` gets an open copy (or an empty database). If it throws, the old file stays as it is.
 * Call only while holding the lock.
 * @param blank a database file to begin from where there is none yet
 * @throws DatabaseError where the disk refuses; what `work` throws otherwise
 */
export async function buildBeside<T>(given: string, fresh: boolean, work: (database: Database) => Promise<T>, blank?: string): Promise<T> {
  const path = await placeOf(given);
  const beside = `${path}.building`;
  await clearUnfinished(path);
  if (!fresh && (await exists(path))) {
    if (await exists(`${path}.wal`)) {
      throw new DatabaseError(`${path}.wal: another program has unsaved changes in this database. Close it, or open it once with DuckDB and run CHECKPOINT, then try again.`);
    }
    await copyFile(path, beside, constants.COPYFILE_FICLONE).catch((error: unknown) => {
      throw new DatabaseError(`${beside}: the copy to build on cannot be written: ${diskWords(error)} (it takes as much as ${path}), or name another place with --db FILE. The database is as it was.`);
    });
  } else if (blank !== undefined) await copyFile(blank, beside);
  const done = holding(() => {
    for (const ending of UNFINISHED) rmSync(path + ending, { recursive: true, force: true });
    return existsSync(path) ? `${given} is as it was before.` : `No database was made of ${given}.`;
  });
  let database: Database | undefined;
  try {
    database = await Database.open(beside, "write");
    const result = await work(database);
    await database.run("CHECKPOINT");
    database.close();
    database = undefined;
    await syncToDisk(beside);
    await rename(beside, path);
    await syncNames(dirname(path)).catch((error: unknown) => {
      throw new DatabaseError(`${given}: the new database is in its place, but the disk could not be made to keep its name: ${diskWords(error)}, then run the same again.`);
    });
    return result;
  } catch (error) {
    try {
      database?.close();
    } catch {
      // The first error is the one to tell.
    }
    await clearUnfinished(path).catch(() => undefined);
    if (error instanceof DatabaseError) throw error;
    const fault = diskFault(error);
    if (fault !== null) throw new DatabaseError(`${given}: cannot be written: ${fault.what}. ${fault.next}, or name another place with --db FILE. ${(await exists(path)) ? "The database is as it was." : "No database was made."}`);
    throw error;
  } finally {
    done();
  }
}

const an = (work: string): string => `${/^[aeiou]/.test(work) ? "an" : "a"} ${work}`;

const exists = (path: string): Promise<boolean> => stat(path).then(() => true, () => false);

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
    if (codeOf(error) === "ESRCH") return false;
  }
  const born = await bornOf(holder.pid);
  return holder.born === null || born === null || born === holder.born;
}

async function bornOf(pid: number): Promise<string | null> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  // Field 22, counted after the program's name, which may hold spaces and parentheses.
  return text === null ? null : (text.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? null);
}
