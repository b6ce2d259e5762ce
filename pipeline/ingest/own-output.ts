// Owns recognising what Stocktake itself made: reports, appraisals, releases. They tell of documents and are none.
// Must not read more of a file than it takes to tell.

import { open, readFile } from "node:fs/promises";
import { extname, join } from "node:path";

/** What our pages and Markdown say of themselves. */
const OWN_TEXT = /<meta name="generator" content="Stocktake"|<!-- Made by Stocktake -->/;
/** The README of a release; it is told with its folder, or alone. */
const OWN_RELEASE = /^# Stocktake: measures against .{3,200} reported by Member States/m;
const OWN_CREATOR = /<dc:creator>Stocktake<\/dc:creator>/;
const MOST_BYTES = 50 * 1024 * 1024;

/** What of ours the file is ("a report of Stocktake"); null where it is none. Never throws: what cannot be looked at is not ours. */
export async function ownOutput(path: string, bytes: number): Promise<string | null> {
  const type = extname(path).slice(1).toLowerCase();
  try {
    if (type === "docx" && bytes <= MOST_BYTES) {
      // Loaded for the first DOCX only: an ingest that finds nothing to do loads nothing heavy.
      const { unzipSync } = await import("fflate");
      const parts = unzipSync(await readFile(path), { filter: (file) => file.name === "docProps/core.xml" && file.originalSize < 100_000 });
      const core = parts["docProps/core.xml"];
      return core !== undefined && OWN_CREATOR.test(new TextDecoder().decode(core)) ? "a report made by Stocktake itself" : null;
    }
    if (!["html", "htm", "md", "txt"].includes(type)) return null;
    const head = await headOf(path);
    if (OWN_TEXT.test(head)) return "a report made by Stocktake itself";
    return OWN_RELEASE.test(head) ? "a release made by Stocktake itself" : null;
  } catch {
    return null;
  }
}

/** Is the folder a release of ours? By its data package. */
export async function isOwnRelease(folder: string, names: readonly string[]): Promise<boolean> {
  if (!names.includes("datapackage.json")) return false;
  return /"name":\s*"stocktake-release"/.test(await headOf(join(folder, "datapackage.json")).catch(() => ""));
}

async function headOf(path: string): Promise<string> {
  const handle = await open(path, "r");
  try {
    const buffer = Buffer.alloc(4096);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await handle.close();
  }
}
