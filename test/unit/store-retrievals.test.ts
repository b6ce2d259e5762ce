// Owns the proof that what pull recorded of a file's origin is kept with the document, and only while it is true.
import { createHash } from "node:crypto";
import { rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { recordPath, writeRecord, type Provenance } from "../../pipeline/pull/provenance.js";
import { ask, dump, ingestPlain, temporaryFolder, write } from "../fixtures/databases.js";

const TEXT = "year 2010\nsymbol A/65/1\nrespondents AUT\nAUT victims.hotline in_place";

function record(text: string, extra: Partial<Provenance> = {}): Provenance {
  return {
    record: "stocktake.provenance/1", symbol: "A/65/1", title: null, kind: null, state: null, language: "en", asked_url: "https://documents.un.org/api/symbol/access?s=A/65/1&l=en&t=pdf", final_url: "https://documents.un.org/doc/x.pdf", redirects: [],
    retrieved_at: "2026-01-02T03:04:05Z", checked_at: "2026-01-02T03:04:05Z", status: 200, content_type: "application/pdf", format: "text", bytes: Buffer.byteLength(text), sha256: createHash("sha256").update(text).digest("hex"), etag: null, last_modified: null, tool: "stocktake/0.1.0", replaced: [], ...extra,
  };
}

function setUp() {
  const folder = temporaryFolder();
  write(join(folder, "in"), { "A-65-1.txt": TEXT, "other.txt": TEXT.replace("AUT", "BEL") });
  return { folder, input: join(folder, "in"), file: join(folder, "in", "A-65-1.txt"), db: join(folder, "x.duckdb") };
}

const rows = (db: string) => ask(db, "SELECT d.file, r.final_url, r.retrieved_at, r.checked_at, r.http_status, r.bytes::INTEGER AS bytes FROM retrievals r JOIN documents d USING (document_id)");

describe("the record beside a file", () => {
  it("is kept with its document, and a second ingest changes nothing", async () => {
    const { input, file, db } = setUp();
    await writeRecord(recordPath(file), record(TEXT));
    await ingestPlain(db, [input]);
    expect(await rows(db)).toEqual([{ file: "A-65-1.txt", final_url: "https://documents.un.org/doc/x.pdf", retrieved_at: "2026-01-02T03:04:05Z", checked_at: "2026-01-02T03:04:05Z", http_status: 200, bytes: Buffer.byteLength(TEXT) }]);
    const stamp = statSync(db).mtimeMs;
    expect(await ingestPlain(db, [input])).toMatchObject({ written: false, unchanged: 2 });
    expect(statSync(db).mtimeMs).toBe(stamp);
  });

  it("is taken up when it comes or changes later, without reading the document again", async () => {
    const { input, file, db } = setUp();
    await ingestPlain(db, [input]);
    expect(await rows(db)).toEqual([]);
    await writeRecord(recordPath(file), record(TEXT));
    expect(await ingestPlain(db, [input])).toMatchObject({ written: true, read: 0, unchanged: 2 });
    await writeRecord(recordPath(file), record(TEXT, { checked_at: "2026-02-02T00:00:00Z" }));
    expect(await ingestPlain(db, [input])).toMatchObject({ written: true, read: 0 });
    expect(await rows(db)).toMatchObject([{ checked_at: "2026-02-02T00:00:00Z" }]);
    // An ingest of another file leaves it; the rows are those of an ingest from nothing.
    await ingestPlain(db, [join(input, "other.txt")]);
    expect(await rows(db)).toHaveLength(1);
    const fresh = join(input, "..", "fresh.duckdb");
    await ingestPlain(fresh, [input]);
    expect(await dump(db)).toBe(await dump(fresh));
    rmSync(recordPath(file));
    await ingestPlain(db, [input]);
    expect(await rows(db)).toEqual([]);
  });

  it("is not believed for other bytes, nor when it is no record; the document is read all the same", async () => {
    const { input, file, db } = setUp();
    await writeRecord(recordPath(file), record(`${TEXT} `));
    writeFileSync(recordPath(join(input, "other.txt")), "{");
    const notices: string[] = [];
    expect(await ingestPlain(db, [input], {}, { notice: (message) => void notices.push(message) })).toMatchObject({ read: 2, failed: [] });
    expect(await rows(db)).toEqual([]);
    expect(notices).toEqual([expect.stringContaining("A-65-1.txt: was changed since it was pulled"), expect.stringContaining("is not JSON")]);
  });

  it("goes with its document", async () => {
    const { input, file, db } = setUp();
    await writeRecord(recordPath(file), record(TEXT));
    await ingestPlain(db, [input]);
    rmSync(file);
    rmSync(recordPath(file));
    await ingestPlain(db, [input], { prune: true });
    expect(await rows(db)).toEqual([]);
  });
});
