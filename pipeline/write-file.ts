// Owns how a finished file gets its final name: written beside, synced, renamed, so that a kill or a full disk leaves the old file or the new one.
// Must not know what is written. Databases and releases are built beside by their own modules.
import { createHash } from "node:crypto";
import { mkdir, open, readdir, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { codeOf } from "./disk-fault.js";

export type FileContent = () => Promise<string | Uint8Array>;

/**
 * Writes several files so that either all of them are new or none is: each is made beside its place, then all are renamed.
 * What a killed run left beside is removed. A place that is no regular file (a pipe, /dev/stdout) is written into as it is.
 * @param files contents by path, made one after the other
 * @param makeFolders whether missing folders are made
 * @throws WriteError with the path and the system's error as its cause
 */
export async function writeFilesWhole(files: ReadonlyMap<string, FileContent>, makeFolders: boolean): Promise<void> {
  const waiting: { path: string; beside: string; place: string }[] = [];
  try {
    for (const [path, content] of files) {
      const bytes = await content();
      await at(path, async () => {
        if (makeFolders) await mkdir(dirname(path), { recursive: true });
        const there = await stat(path).catch(() => null);
        if (there?.isDirectory() === true) throw Object.assign(new Error("is a folder"), { code: "EISDIR" });
        if (there !== null && !there.isFile()) {
          await writeFile(path, bytes);
          return;
        }
        // A link keeps leading where it leads: what it names is replaced, not the link.
        const place = there === null ? path : await realpath(path);
        await clearAbandoned(place);
        const beside = join(dirname(place), `${prefixOf(place)}${process.pid}.part`);
        waiting.push({ path, beside, place });
        const handle = await open(beside, "w", there === null ? 0o666 : there.mode & 0o777);
        try {
          await handle.writeFile(bytes);
          await handle.sync();
        } finally {
          await handle.close();
        }
      });
    }
    const placed: string[] = [];
    for (const { path, beside, place } of waiting) {
      await rename(beside, place).catch((error: unknown) => Promise.reject(new WriteError(path, error, placed)));
      placed.push(path);
    }
  } catch (error) {
    for (const { beside } of waiting) await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Has the system bring a file to the disk. */
export async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What file systems say that keep names without being asked, and what is said of a folder that may be written but not read. */
const NOT_ASKED = new Set(["EINVAL", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EBADF", "EISDIR", "EPERM", "EACCES"]);

/** Has the system bring the names in a folder to the disk, where its file system can be asked to. @throws the system's error where the disk fails */
export async function syncNames(folder: string): Promise<void> {
  try {
    await syncToDisk(folder);
  } catch (error) {
    if (!NOT_ASKED.has(codeOf(error))) throw error;
  }
}

/** A file that could not be written: which one, and why in `cause`. */
export class WriteError extends Error {
  override name = "WriteError";
  constructor(
    readonly path: string,
    cause: unknown,
    /** Files of the same call that were in place before. */
    readonly placed: readonly string[] = [],
  ) {
    super(`${path}: cannot be written`, { cause });
  }
}

async function at<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new WriteError(path, error);
  }
}

/** Short whatever the file's own name, which may be as long as the file system takes. */
const prefixOf = (place: string): string => `.stocktake-${createHash("sha256").update(basename(place)).digest("hex").slice(0, 12)}-`;

/** Removes what runs that no longer live left beside this file. */
async function clearAbandoned(place: string): Promise<void> {
  const prefix = prefixOf(place);
  for (const name of await readdir(dirname(place))) {
    if (!name.startsWith(prefix)) continue;
    const pid = /^(\d+)\.part$/.exec(name.slice(prefix.length))?.[1];
    if (pid !== undefined && Number(pid) !== process.pid && !lives(Number(pid))) await rm(join(dirname(place), name), { force: true });
  }
}

/** Whether a process of that number runs on this machine. */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
