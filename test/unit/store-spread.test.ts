// Owns the proof that a long document read by several workers, a piece each, gives the rows of one that is read by one.
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import PDFDocument from "pdfkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FileTask } from "../../pipeline/ingest/file-task.js";
import { SPREAD_PAGES, workerPool } from "../../pipeline/ingest/pool.js";
import { processFile, processWork } from "../../pipeline/ingest/process-file.js";

const folder = mkdtempSync(join(tmpdir(), "stocktake-spread-"));
const path = join(folder, "long-report.pdf");
let task: FileTask;

beforeAll(async () => {
  const document = new PDFDocument({ autoFirstPage: false });
  const pieces: Buffer[] = [];
  document.on("data", (piece: Buffer) => pieces.push(piece));
  const done = new Promise((resolve) => document.on("end", resolve));
  let pages = 0;
  document.on("pageAdded", () => (pages += 1));
  document.addPage();
  document.fontSize(14).text("United Nations").text("A/99/1").moveDown().text("General Assembly").moveDown().text("Trafficking in women and girls").text("Report of the Secretary-General").moveDown();
  document.text("II. Measures reported by Member States").moveDown();
  // Paragraphs of different lengths, so that they run over the ends of pages, also where one worker's piece ends and the next begins.
  for (let number = 1; pages <= SPREAD_PAGES + 7; number++) {
    const [first, second] = [["Austria", "Belgium", "Chile", "Norway"][number % 4], ["Kenya", "Malta", "Nepal"][number % 3]];
    document.fontSize(11).text(`${number}. Hotlines for victims of trafficking were set up (${first} and ${second}). ${"The office in charge answers for number " + number + " of the list. ".repeat(3 + ((number * 7) % 23))}`, { lineGap: 4 }).moveDown();
  }
  document.end();
  await done;
  const bytes = Buffer.concat(pieces);
  writeFileSync(path, bytes);
  task = { path, file: "long-report.pdf", sha256: createHash("sha256").update(bytes).digest("hex"), kind: null, corrections: null, cache: null, readFingerprint: "r", extractFingerprint: "x" };
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a document of more pages than one worker is given", () => {
  it("gives the same rows by one worker, by three, and in this thread", async () => {
    const alone = await processFile(task);
    expect(alone.claims).toBeGreaterThan(100);
    for (const workers of [1, 3]) {
      const runner = await workerPool(workers, { seconds: 60, megabytes: 1024 }, () => undefined);
      const result = await runner.run(task);
      await runner.close();
      expect(result.rows).toEqual(alone.rows);
    }
  });

  it("is given back to be spread only where somebody can, and pages of other bytes are not taken", async () => {
    expect(await processWork({ kind: "file", task, spreadPages: SPREAD_PAGES, content: null })).toMatchObject({ outcome: "long" });
    expect(await processWork({ kind: "pages", path, sha256: task.sha256, from: 2, to: 3 })).toMatchObject({ outcome: "pages", pages: [{ number: 2 }, { number: 3 }] });
    expect(await processWork({ kind: "pages", path, sha256: "0".repeat(64), from: 2, to: 3 })).toEqual({ outcome: "gone" });
  });

  it("that changes while it is read fails with the reason", async () => {
    const runner = await workerPool(2, { seconds: 60, megabytes: 1024 }, () => undefined);
    const result = await runner.run({ ...task, sha256: createHash("sha256").update(readFileSync(path)).update("other").digest("hex") });
    await runner.close();
    expect(result.failure?.reason).toBe("The file changed while it was being read.");
  });
});
