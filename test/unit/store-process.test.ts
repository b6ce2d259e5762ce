// Owns the proof of the work on one real file: read, kept, extracted; what happens when the file is not what it was.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { FileTask } from "../../pipeline/ingest/file-task.js";
import { processFile } from "../../pipeline/ingest/process-file.js";
import { table } from "../../pipeline/store/schema.js";
import { temporaryFolder } from "../fixtures/databases.js";
import { sha256 } from "../fixtures/plain-reports.js";

const TEXT = `United Nations
A/99/1

General Assembly

Trafficking in women and girls
Report of the Secretary-General

I. Introduction

1. Replies were received from Austria, Belgium and Norway.

II. Measures reported by Member States

2. Hotlines for victims of trafficking were set up (Austria and Norway). Belgium has adopted a national action plan to combat trafficking in persons.
`;

function taskFor(name: string, text: string, more: Partial<FileTask> = {}): FileTask {
  const folder = temporaryFolder();
  const path = join(folder, name);
  writeFileSync(path, text);
  return { path, file: name, sha256: sha256(text), kind: null, corrections: null, cache: join(folder, "cache"), readFingerprint: "r1", extractFingerprint: "e1", ...more };
}
const value = (rows: Record<string, unknown[][]>, name: string, column: string): unknown => rows[name]?.[0]?.[table(name).columns.findIndex((item) => item.name === column)];

describe("the work on one file", () => {
  it("makes claims and respondents of a report", async () => {
    const result = await processFile(taskFor("a.txt", TEXT));
    expect(result).toMatchObject({ outcome: "read", fromCache: false, notices: [] });
    const claims = (result.rows["claims"] ?? []).map((row) => table("claims").columns.reduce<Record<string, unknown>>((all, column, index) => ({ ...all, [column.name]: row[index] }), {}));
    expect(claims.map((claim) => `${String(claim["state"])} ${String(claim["measure"])} ${String(claim["status"])}`).sort()).toEqual(["AUT victims.hotline in_place", "BEL policy.national_action_plan in_place", "NOR victims.hotline in_place"]);
    expect((result.rows["respondents"] ?? []).length).toBe(3);
  });

  it("takes the parsed document from the cache when only rules changed: nothing is parsed again", async () => {
    const task = taskFor("a.txt", TEXT);
    const first = await processFile(task);
    rmSync(task.path);
    const second = await processFile({ ...task, extractFingerprint: "e2" });
    expect(second).toMatchObject({ outcome: "read", fromCache: true });
    expect(second.rows["claims"]).toEqual(first.rows["claims"]);
    expect(value(second.rows, "documents", "extract_fingerprint")).toBe("e2");
    expect(await processFile({ ...task, readFingerprint: "r2" })).toMatchObject({ outcome: "failed", failure: { reason: "The file was changed, removed or closed to you while it was being read." } });
  });

  it("takes the rows from the cache when nothing changed: nothing is parsed or extracted again, whatever database asks", async () => {
    const task = taskFor("a.txt", TEXT);
    const first = await processFile(task);
    rmSync(task.path);
    const second = await processFile(task);
    expect(second).toMatchObject({ outcome: "read", fromCache: true, extractMs: 0, claims: first.claims, paragraphs: first.paragraphs, issues: first.issues });
    expect(second.rows).toEqual(first.rows);
    // Its name stands in the rows: under another one they are made anew, from the text that was kept.
    const renamed = await processFile({ ...task, file: "folder/a.txt" });
    expect(renamed.extractMs).toBeGreaterThan(0);
    expect(value(renamed.rows, "documents", "file")).toBe("folder/a.txt");
  });

  it("sets the kind that the user gives, and keeps it apart in the cache", async () => {
    const task = taskFor("a.txt", TEXT);
    expect(value((await processFile(task)).rows, "documents", "kind")).toBe("sg_report");
    const set = await processFile({ ...task, kind: "guidance" });
    expect(set.fromCache).toBe(false);
    expect([value(set.rows, "documents", "kind"), value(set.rows, "documents", "kind_basis"), value(set.rows, "documents", "user_kind")]).toEqual(["guidance", "user", "guidance"]);
  });

  it("writes nothing of a file that changed while it was read", async () => {
    const task = taskFor("a.txt", TEXT);
    writeFileSync(task.path, `${TEXT} more`);
    const result = await processFile(task);
    expect(result).toMatchObject({ outcome: "failed", failure: { reason: "The file changed while it was being read." } });
    expect(Object.keys(result.rows).sort()).toEqual(["documents", "issues"]);
  });

  it("names why a file is no document", async () => {
    const result = await processFile(taskFor("a.pdf", ""));
    expect(result.failure?.reason).toMatch(/empty/);
    expect(result.failure?.next).not.toBe("");
  });
});
