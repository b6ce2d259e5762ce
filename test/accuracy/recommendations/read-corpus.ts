// Owns reading the recommendations of the Working Group reports in ../shared/corpus, one after the other.
// Must not compare.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ReadDocument } from "../../../extractors/contracts.js";
import { buildContext } from "../../../extractors/extract.js";
import { findRecommendations } from "../../../extractors/recommendations/read.js";
import { readReview } from "../../../extractors/recommendations/review.js";
import { readFingerprint } from "../../../pipeline/ingest/versions.js";
import { stateResolver } from "../../../pipeline/ingest/state-resolver.js";
import { readDocument } from "../../../pipeline/parse/read-document.js";
import type { ReadReport } from "./compare.js";

/** Folders of the corpus that hold such reports. */
export const FOLDERS = ["upr-working-group", "upr-working-group-2"];

/**
 * @param corpus ../shared/corpus
 * @param cache folder of read documents, so that a second run is quick; null for none
 * @param only file names; null for all
 */
export async function readCorpus(corpus: string, cache: string | null, only: readonly string[] | null = null): Promise<ReadReport[]> {
  const reports: ReadReport[] = [];
  for (const folder of FOLDERS) {
    for (const file of readdirSync(join(corpus, folder)).sort()) {
      if (only !== null && !only.includes(file)) continue;
      const document = await readOne(join(corpus, folder, file), file, cache);
      const { state, year } = document.meta;
      const recommendations = state === null ? [] : findRecommendations(document.paragraphs, state, buildContext().states, year);
      reports.push({ file, state, session: readReview(document.paragraphs)?.session ?? null, recommendations });
    }
  }
  return reports;
}

async function readOne(path: string, file: string, cache: string | null): Promise<ReadDocument> {
  const bytes = readFileSync(path);
  const kept = cache === null ? null : join(cache, `${createHash("sha256").update(bytes).update(readFingerprint()).digest("hex").slice(0, 32)}.json`);
  if (kept !== null && existsSync(kept)) return JSON.parse(readFileSync(kept, "utf8")) as ReadDocument;
  const document = await readDocument(bytes, { fileName: file, resolveState: stateResolver() });
  if (kept !== null && cache !== null) {
    mkdirSync(cache, { recursive: true });
    writeFileSync(kept, JSON.stringify(document));
  }
  return document;
}
