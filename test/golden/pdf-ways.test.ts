// Owns the proof that the quick pass over the operators of text gives the runs of pdfjs' drawing list, to the last digit, on real pages.
// A sample, to be quick; `npm run pdf-ways` compares every page of every file.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { passed } from "../../pipeline/parse/pdf-text-pass.js";
import { openPdf, type PdfPage, type PdfWay } from "../../pipeline/parse/pdfjs.js";

const CORPUS = join(import.meta.dirname, "../../../shared/corpus");
const FILES = existsSync(CORPUS) ? (readdirSync(CORPUS, { recursive: true }) as string[]).filter((name) => name.endsWith(".pdf")).sort() : [];
/** Every so many of all files in their order: each folder is among them, each file is large. */
const EVERY = 16;
const PAGES = 2;

async function pagesOf(bytes: Uint8Array, from: number, way: PdfWay): Promise<PdfPage[]> {
  const pdf = await openPdf(bytes, 10_000, way);
  const first = Math.min(from, pdf.pageCount);
  const { pages, failedPages } = await pdf.read(first, Math.min(first + PAGES - 1, pdf.pageCount)).finally(() => pdf.close());
  expect(failedPages).toEqual([]);
  return pages;
}

it.skipIf(FILES.length === 0)("pages of files from every folder of the corpus are read the same both ways", async () => {
  const before = passed.answered;
  const sample = FILES.filter((_, index) => index % EVERY === 0);
  for (const [index, file] of sample.entries()) {
    const bytes = new Uint8Array(readFileSync(join(CORPUS, file)));
    const from = 1 + (index % 9);
    expect(await pagesOf(bytes, from, "text_pass"), file).toEqual(await pagesOf(bytes, from, "drawing"));
  }
  // Without the copy of pdfjs' worker that the build makes, both ways would be one.
  expect(passed.answered - before).toBeGreaterThan(sample.length);
  expect([...passed.faults.keys()]).toEqual([]);
});
