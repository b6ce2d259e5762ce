// Owns taking attached files out of PDFs into a folder, so that an ingest finds them as files of their own.
// Must not read documents: what was taken out is ingested like any other file.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, extname, join, relative } from "node:path";
import { openPdf, PdfOpenError } from "../parse/pdfjs.js";
import { DEFAULT_LIMITS } from "../parse/read-document.js";
import { diskWords } from "../disk-fault.js";
import { discover, type FoundFile } from "./discover.js";

/** An attached PDF may have files attached as well. */
const DEEPEST = 3;
const LONGEST_NAME = 80;

export interface TakenOut {
  /** Files that were written, or lay there from before. */
  files: number;
  /** PDFs that had any. */
  from: number;
  /** What could not be taken out, a sentence each. */
  problems: string[];
}

/**
 * Takes the files attached to the PDFs under the given paths out into a folder, one folder a PDF, named like it.
 * @param folder made where it is needed; the same files under the same names where it was there
 */
export async function takeOutAttachments(paths: string[], folder: string): Promise<TakenOut> {
  const taken: TakenOut = { files: 0, from: 0, problems: [] };
  let found = (await discover(paths, [folder])).files;
  for (let depth = 0; depth < DEEPEST && found.length > 0; depth++) {
    const made: string[] = [];
    for (const file of found) made.push(...(await takeOutOf(file, folder, taken)));
    found = made.length === 0 ? [] : (await discover(made)).files;
  }
  return taken;
}

async function takeOutOf(file: FoundFile, folder: string, taken: TakenOut): Promise<string[]> {
  if (file.bytes > DEFAULT_LIMITS.maxBytes || !(await isPdf(file.path))) return [];
  try {
    const pdf = await openPdf(new Uint8Array(await readFile(file.path)), DEFAULT_LIMITS.maxPages);
    const { attachments, attachmentsUnread } = await pdf.enclosed().finally(() => pdf.close());
    if (attachmentsUnread !== undefined) taken.problems.push(`${file.file}: the list of its attached files is damaged (${attachmentsUnread.slice(0, 120)}); none was taken out. Open the file in a PDF reader and save them beside it.`);
    if (attachments.length === 0) return [];
    taken.from++;
    const inside = relative(folder, file.path);
    const own = inside.startsWith("..") ? safeName(file.file.replaceAll("/", " - ")) : inside;
    const into = join(folder, `${own}.attached`);
    await mkdir(into, { recursive: true });
    const names = new Set<string>();
    const made: string[] = [];
    for (const { name, bytes } of attachments) {
      if (bytes.length === 0 || bytes.length > DEFAULT_LIMITS.maxBytes) {
        taken.problems.push(`${file.file}: '${safeName(name)}' has ${bytes.length} bytes and was not taken out.`);
        continue;
      }
      const path = join(into, unused(safeName(name), names));
      await writeFile(path, bytes);
      made.push(path);
    }
    taken.files += made.length;
    return made;
  } catch (error) {
    // A PDF that cannot be opened is told by the ingest itself, as a document that was not read; all else is told here.
    if (!(error instanceof PdfOpenError)) taken.problems.push(`${file.file}: its attached files could not be taken out: ${diskWords(error)}.`);
    return [];
  }
}

async function isPdf(path: string): Promise<boolean> {
  const { open } = await import("node:fs/promises");
  // A file that cannot be opened is told by the ingest itself.
  const handle = await open(path).catch(() => null);
  if (handle === null) return false;
  try {
    const head = Buffer.alloc(1024);
    const { bytesRead } = await handle.read(head, 0, 1024, 0);
    return head.subarray(0, bytesRead).includes("%PDF-");
  } finally {
    await handle.close();
  }
}

/** Names are text of others: no path, nothing hidden, no sign that a shell or another system would mind. */
export function safeName(name: string): string {
  const last = basename(name.replaceAll("\\", "/"));
  const clean = last.normalize("NFC").replace(/[^\p{L}\p{N} ._()-]+/gu, "_").replace(/^[. ~]+/, "").trim();
  const extension = extname(clean).slice(0, 12);
  return `${clean.slice(0, clean.length - extname(clean).length).slice(0, LONGEST_NAME) || "attachment"}${extension}`;
}

function unused(name: string, names: Set<string>): string {
  const extension = extname(name);
  let free = name;
  for (let n = 2; names.has(free.toLowerCase()); n++) free = `${name.slice(0, name.length - extension.length)} (${n})${extension}`;
  names.add(free.toLowerCase());
  return free;
}
