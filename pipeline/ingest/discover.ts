// Owns finding the files of an ingest: folders walked, order fixed, hashes taken.
// Must not open a document's content or decide what it is beyond leaving out what is plainly no document by its name.
import { createHash } from "node:crypto";
import { open, readdir, realpath, stat } from "node:fs/promises";
import { basename, extname, join, relative, resolve, sep } from "node:path";
import { codeOf } from "../disk-fault.js";
import { isOwnRelease, ownOutput } from "./own-output.js";
import type { Problem } from "./problem.js";

export interface FoundFile {
  /** Absolute path. */
  path: string;
  /** Absolute path of the argument that led to it. */
  root: string;
  /** Relative to the root (its own name where the root is a file), "/" between parts, NFC. */
  file: string;
  bytes: number;
}

export interface Discovery {
  files: FoundFile[];
  /** Left out, with the reason. */
  skipped: { path: string; reason: string }[];
  /** Could not be looked at. */
  problems: Problem[];
}

/** In a folder, names that never hold a report. A file named on the command line is always tried. */
const NOT_DOCUMENTS = new Set(
  "csv tsv json jsonl ndjson ts js mjs cjs py r sql sh ps1 yml yaml toml ini lock log xml xsd css map png jpg jpeg gif tif tiff bmp svg webp mp3 mp4 avi mov xlsx xls ods pptx ppt zip gz tgz tar 7z rar duckdb db sqlite parquet arrow wal ipynb exe dll so bin tmp bak part crdownload".split(" "),
);

/** Markdown that is kept beside files to tell of them. */
const ABOUT_A_FOLDER = /^(?:readme|changelog|contributing|license|licence|code[_-]of[_-]conduct|security|authors|notice|todo)\.(?:md|markdown)$/i;

/** What an ingest that runs, or was killed, keeps beside a database. */
const UNFINISHED_DATABASE = /\.building$|\.building\.(?:wal|tmp)(?:\.|$)/;

/**
 * Files under the given paths, sorted by path, each once.
 * Hidden files and folders, folders called node_modules or ending in .cache, and databases that are being built are left out; a link that leads in a circle is walked once.
 */
export async function discover(paths: string[], leaveOut: string[] = []): Promise<Discovery> {
  const found = new Map<string, FoundFile>();
  const discovery: Discovery = { files: [], skipped: [], problems: [] };
  const without = new Set(leaveOut.map((path) => resolve(path)));
  const walked = new Set<string>();

  const add = async (path: string, root: string, bytes: number): Promise<void> => {
    if (found.has(path)) return;
    const own = await ownOutput(path, bytes);
    if (own !== null) {
      discovery.skipped.push({ path, reason: `${own}, which is no source (its documents are)` });
      return;
    }
    const inside = path === root ? basename(path) : relative(root, path).split(sep).join("/");
    found.set(path, { path, root, file: inside.normalize("NFC"), bytes });
  };
  const problem = (path: string, error: unknown): void => {
    const code = codeOf(error);
    const known: Record<string, [string, string]> = {
      ENOENT: ["no such file or folder", "Check the spelling, or where you are."],
      EACCES: ["no permission to read it", "Ask for permission, or copy it to a place of yours."],
      EPERM: ["no permission to read it", "Ask for permission, or copy it to a place of yours."],
      ELOOP: ["a link that leads in a circle", "Remove the link."],
    };
    const [message, next] = known[code] ?? [`cannot be read (${code})`, "Check the disk, then ingest again."];
    discovery.problems.push({ path, message, next });
  };
  const walk = async (folder: string, root: string): Promise<void> => {
    const real = await realpath(folder);
    if (walked.has(real)) return;
    walked.add(real);
    const names = (await readdir(folder)).sort((a, b) => (a < b ? -1 : 1));
    if (await isOwnRelease(folder, names)) {
      discovery.skipped.push({ path: folder, reason: "a release made by Stocktake itself, which is no source (its documents are)" });
      return;
    }
    for (const name of names) {
      const path = join(folder, name);
      if (without.has(path)) continue;
      if (name.startsWith(".") || name.startsWith("~$") || UNFINISHED_DATABASE.test(name)) continue;
      try {
        const facts = await stat(path);
        if (facts.isDirectory()) {
          if (name !== "node_modules" && !name.endsWith(".cache")) await walk(path, root);
        } else if (!facts.isFile()) {
          discovery.skipped.push({ path, reason: "not a regular file" });
        } else if (ABOUT_A_FOLDER.test(name)) {
          discovery.skipped.push({ path, reason: "tells of its folder by its name; give it by its own path to read it" });
        } else if (NOT_DOCUMENTS.has(extname(name).slice(1).toLowerCase())) {
          discovery.skipped.push({ path, reason: `not a document by its name (${extname(name)})` });
        } else {
          await add(path, root, facts.size);
        }
      } catch (error) {
        problem(path, error);
      }
    }
  };

  for (const given of paths) {
    const path = resolve(given);
    try {
      const facts = await stat(path);
      if (facts.isDirectory()) await walk(path, path);
      else if (facts.isFile()) await add(path, path, facts.size);
      else discovery.problems.push({ path: given, message: "neither a file nor a folder", next: "Name a file or a folder of reports." });
    } catch (error) {
      problem(given, error);
    }
  }
  discovery.files = [...found.values()].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.path < b.path ? -1 : 1));
  return discovery;
}

const spare: Buffer[] = [];

/** SHA-256 of a file's bytes, hexadecimal, read in pieces of 1 MiB into buffers that are used again. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  const handle = await open(path, "r");
  const buffer = spare.pop() ?? Buffer.allocUnsafeSlow(1 << 20);
  try {
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) return hash.digest("hex");
      hash.update(bytesRead === buffer.length ? buffer : buffer.subarray(0, bytesRead));
    }
  } finally {
    spare.push(buffer);
    await handle.close();
  }
}
