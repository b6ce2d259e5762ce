// Owns the proof of the cache of parsed documents: what it keys on, and that a damaged entry is a miss with a notice.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { cachePath, readCache, writeCache, type CacheKey } from "../../pipeline/ingest/cache.js";
import { temporaryFolder } from "../fixtures/databases.js";
import { plainReport } from "../fixtures/plain-reports.js";

const KEY: CacheKey = { sha256: "a".repeat(64), fileName: "a.pdf", kind: null, readFingerprint: "r1" };
const { document } = plainReport("year 2010\nAUT victims.hotline in_place");
const noNotice = (message: string): void => expect.unreachable(message);

describe("cache of parsed documents", () => {
  it("gives back what was kept, and nothing for another key", async () => {
    const folder = temporaryFolder();
    await writeCache(folder, KEY, document, noNotice);
    expect(await readCache(folder, KEY, noNotice)).toEqual(document);
    for (const other of [{ sha256: "b".repeat(64) }, { fileName: "b.pdf" }, { kind: "pledge" }, { readFingerprint: "r2" }]) expect(await readCache(folder, { ...KEY, ...other }, noNotice)).toBeNull();
  });

  it.each([
    ["cut short", (bytes: Buffer) => bytes.subarray(0, bytes.length - 5)],
    ["with one bit turned", (bytes: Buffer) => Buffer.from(bytes.map((byte, index) => (index === bytes.length - 9 ? byte ^ 1 : byte)))],
    ["empty", () => Buffer.alloc(0)],
    ["of another program", () => Buffer.from("hello\nworld")],
  ])("takes an entry %s for a miss, says so, and removes it", async (_what, spoil) => {
    const folder = temporaryFolder();
    await writeCache(folder, KEY, document, noNotice);
    const path = cachePath(folder, KEY);
    writeFileSync(path, spoil(readFileSync(path)));
    const notices: string[] = [];
    expect(await readCache(folder, KEY, (message) => void notices.push(message))).toBeNull();
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatch(/damaged cache entry .* the document is parsed again/);
    expect(existsSync(path)).toBe(false);
  });

  it("stops nothing when it cannot be written", async () => {
    const folder = temporaryFolder();
    const path = dirname(dirname(cachePath(folder, KEY)));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, "a file where a folder should be");
    const notices: string[] = [];
    await writeCache(folder, KEY, document, (message) => void notices.push(message));
    expect(notices[0]).toMatch(/could not be kept/);
  });

  it("keeps names that would lead out of the folder inside it", () => {
    expect(cachePath("/cache", { ...KEY, fileName: "../../etc/passwd", readFingerprint: "../.." })).toMatch(/^\/cache\/read\/[0-9a-f]{2}\/[0-9a-f]{40}$/);
  });
});
