// Owns the proof that a document which passes a limit of time, memory or size is given up with the limit's name, through the real command, and the rest is read.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../datasets/paths.js";
import { ask, temporaryFolder, write } from "../fixtures/databases.js";

const BIN = join(packageRoot(), "bin/stocktake.js");
const HEALTHY = "United Nations\nA/99/1\n\nGeneral Assembly\n\nTrafficking in women and girls\nReport of the Secretary-General\n\nI. Introduction\n\n1. Replies were received from Austria, Belgium and Norway.\n\nII. Measures reported by Member States\n\n2. Hotlines for victims of trafficking were set up (Austria and Norway).\n";

/** A PDF of one page whose content is `operators` repeated to `bytes`, packed. */
function pdfOf(operators: string, bytes: number): Buffer {
  const content = deflateSync(Buffer.alloc(bytes, operators), { level: 9 });
  const parts: Buffer[] = [Buffer.from("%PDF-1.4\n")];
  const places: number[] = [];
  const add = (...pieces: (string | Buffer)[]): void => {
    places.push(parts.reduce((sum, part) => sum + part.length, 0));
    parts.push(Buffer.from(`${places.length} 0 obj\n`), ...pieces.map((piece) => (typeof piece === "string" ? Buffer.from(piece) : piece)), Buffer.from("\nendobj\n"));
  };
  add("<< /Type /Catalog /Pages 2 0 R >>");
  add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
  add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>");
  add(`<< /Length ${content.length} /Filter /FlateDecode >>\nstream\n`, content, "\nendstream");
  add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
  const start = parts.reduce((sum, part) => sum + part.length, 0);
  parts.push(Buffer.from(`xref\n0 6\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("")}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}

describe("limits of a document", () => {
  it("are named where they are passed; the others are read, and a higher limit tries again", { timeout: 120_000 }, async () => {
    const folder = temporaryFolder();
    write(folder, { "in/a-healthy.txt": HEALTHY, "in/z-healthy.txt": HEALTHY.replace("A/99/1", "A/99/2") });
    writeFileSync(join(folder, "in/b-operators.pdf"), pdfOf("q 1 0 0 1 0 0 cm 0 0 1 1 re f Q\n", 300_000_000));
    writeFileSync(join(folder, "in/c-text.pdf"), pdfOf("BT /F 9 Tf 1 1 Td (word) Tj ET\n", 100_000_000));
    writeFileSync(join(folder, "in/d-bomb.docx"), zipSync({ "[Content_Types].xml": strToU8("<Types/>"), "word/document.xml": new Uint8Array(300_000_000) }, { level: 9 }));
    writeFileSync(join(folder, "in/e-line.txt"), "Austria reported shelters for victims of trafficking. ".repeat(40_000));
    writeFileSync(join(folder, "in/f-deep.html"), `<html><body>${"<div><table><tr><td>".repeat(60_000)}deep`);
    const db = join(folder, "x.duckdb");
    const ingest = (...more: string[]) => spawnSync(process.execPath, [BIN, "ingest", join(folder, "in"), "--db", db, ...more], { encoding: "utf8" });
    const run = ingest("--memory-limit", "200", "--time-limit", "8");
    expect(run.status, run.stderr).toBe(3);
    const failed = new Map((await ask<{ file: string; failure_reason: string }>(db, "SELECT file, failure_reason FROM documents WHERE status = 'failed'")).map((row) => [row.file, row.failure_reason]));
    expect(failed.get("b-operators.pdf")).toBe("It needed more memory than the limit of 200 MB a document; it was stopped.");
    expect(failed.get("c-text.pdf")).toMatch(/^It (?:needed more memory than the limit of 200 MB|took longer than the limit of 8 s) a document; it was stopped\.$/);
    expect(failed.get("d-bomb.docx")).toMatch(/unpack to more than/);
    expect(failed.get("e-line.txt")).toMatch(/the limit is 1000000/);
    expect(failed.get("f-deep.html")).toMatch(/^It (?:needed more memory than the limit of 200 MB|took longer than the limit of 8 s) a document; it was stopped\.$/);
    expect(await ask(db, "SELECT file, claim_count FROM documents WHERE status = 'read' ORDER BY file")).toEqual([{ file: "a-healthy.txt", claim_count: 2 }, { file: "z-healthy.txt", claim_count: 2 }]);
    for (const issue of await ask<{ next: string }>(db, "SELECT next FROM issues WHERE kind = 'unreadable'")) expect(issue.next.length).toBeGreaterThan(10);
    // The same limits leave what failed alone.
    const again = ingest("--memory-limit", "200", "--time-limit", "8");
    expect(again.stderr).toMatch(/7 found; 0 read, 7 unchanged/);
  });
});
