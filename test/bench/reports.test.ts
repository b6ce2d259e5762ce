// Owns the limits on report writers: 20,000 claims to XLSX in 1.5 s and 150 MB, 1,500 paragraphs of DOCX in 1 s. Prints what was measured.
// The limits on time here are four times as wide, because the machine of the tests is shared.
import { describe, expect, test } from "vitest";
import { measureWriter } from "./reports.bench.js";

const SHARED = 4;

describe("report writers at full size", () => {
  // DOCX first: the peak of memory is the process's own and never falls.
  test("1,500 paragraphs of DOCX in 1 s", async () => {
    await measureWriter("docx", 30);
    const run = await measureWriter("docx", 1_500);
    console.log(`DOCX of 1,500 paragraphs: ${(run.bytes / 1e6).toFixed(2)} MB in ${run.milliseconds.toFixed(0)} ms`);
    expect(run.milliseconds).toBeLessThan(1_000 * SHARED);
  });

  test("20,000 claims to XLSX in 1.5 s and 150 MB", async () => {
    const run = await measureWriter("xlsx", 20_000);
    console.log(`XLSX of 20,000 claims: ${(run.bytes / 1e6).toFixed(2)} MB in ${run.milliseconds.toFixed(0)} ms; peak ${run.peak.toFixed(0)} MB, of which ${run.before.toFixed(0)} MB before (program, tests and model)`);
    expect(run.milliseconds).toBeLessThan(1_500 * SHARED);
    expect(run.peak - run.before).toBeLessThan(150);
  });
});
