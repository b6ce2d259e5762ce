// Owns the files that a page is made of: the built front end and what pdfjs needs beside it. They are listed when the server starts;
// an address is looked up in that list and never becomes a path, so that no `../` leads anywhere.
import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";

const TYPES: Readonly<Record<string, string>> = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".wasm": "application/wasm", ".json": "application/json" };

export interface Asset {
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
}

/** Looks up an address; null where no file has it. */
export type Assets = (address: string) => Promise<Asset | null>;

/** Where the page takes up the patterns that pictures refer to. */
const BODY = "<body>";

/**
 * @param folder where the front end was built to
 * @param patterns markup of our own (fills of the map) that every page begins with
 * @throws Error where it is missing (a fault of the installation)
 */
export function assetsOf(folder: string, patterns: string): Assets {
  const files = new Map<string, string>();
  try {
    list(files, "", folder);
  } catch {
    throw new Error(`${folder}: the pages of the explorer are missing. Build them with: npm run build`);
  }
  const pdfjs = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
  for (const part of ["cmaps", "standard_fonts", "wasm", "iccs"]) list(files, `/pdfjs/${part}`, join(pdfjs, part));
  const kept = new Map<string, Asset>();
  return async (address) => {
    const file = files.get(address);
    if (file === undefined) return null;
    let asset = kept.get(address);
    if (asset === undefined) {
      const bytes = await readFile(file);
      asset = { bytes: new Uint8Array(address === "/index.html" ? Buffer.from(bytes.toString("utf8").replace(BODY, () => BODY + patterns), "utf8") : bytes), type: TYPES[extname(file)] ?? "application/octet-stream" };
      kept.set(address, asset);
    }
    return asset;
  };
}

function list(files: Map<string, string>, address: string, folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) list(files, `${address}/${entry.name}`, join(folder, entry.name));
    else if (entry.isFile()) files.set(`${address}/${entry.name}`, join(folder, entry.name));
  }
}
