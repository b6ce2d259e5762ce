// Scans, where the optional packages and the shared corpus are there: pages without text become text, surely enough to be read, never sure.
// Some seconds a page, so by itself: npm run test:ocr. Said plainly where skipped. Only two pages of the scan, because a page takes seconds.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { missingOcrPackages, recognisePages } from "../../pipeline/parse/ocr.js";

const scan = join(import.meta.dirname, "../../../shared/corpus/hard/A_45_696_Add.1.en.pdf");
const built = existsSync(join(import.meta.dirname, "../../dist/pipeline/parse/ocr-thread.js"));
const asked = process.env["STOCKTAKE_OCR"] === "1";
const missing = [...(asked ? [] : ["npm run test:ocr"]), ...missingOcrPackages(), ...(existsSync(scan) ? [] : [scan]), ...(built ? [] : ["dist/ (npm run build)"])];

describe(`recognition of scans${missing.length > 0 ? ` (skipped: ${missing.join(", ")} missing)` : ""}`, () => {
  it.skipIf(missing.length > 0)("reads pages of a scan, surely enough, and tells each", async () => {
    const told: number[] = [];
    const found = await recognisePages({ bytes: new Uint8Array(readFileSync(scan)), pages: [2, 3], dpi: 300 }, (page) => told.push(page));
    expect(told).toEqual([2, 3]);
    expect(found.failedPages).toEqual([]);
    const text = found.pages[0]!.runs.map((run) => run.text).join(" ");
    expect(text).toMatch(/World Meteorological/);
    expect(text).toMatch(/747 participants from 120 countries/);
    expect([...found.confidence.keys()]).toEqual([2, 3]);
    for (const sure of found.confidence.values()) expect(sure).toBeGreaterThan(85);
  }, 600_000);
});
