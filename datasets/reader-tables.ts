// Owns the fingerprint of the tables that the reader is made of, by their bytes: quicker than loading them. Must not parse them.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { datasetPath } from "./paths.js";

const FOLDERS = ["concepts", "definitions", "topics"];
const FILES = ["status.csv", "status-above.csv", "score.json"];

/** Hexadecimal SHA-256 over words, definitions, topics, the tables of status and the weights. */
export function readerTablesHash(): string {
  const hash = createHash("sha256");
  for (const folder of FOLDERS) for (const file of readdirSync(datasetPath(folder)).sort()) hash.update(`${folder}/${file}\u0000`).update(readFileSync(join(datasetPath(folder), file)));
  for (const file of FILES) hash.update(`${file}\u0000`).update(readFileSync(datasetPath(file)));
  return hash.digest("hex");
}
