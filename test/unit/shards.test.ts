// Owns the proof that shards lose nothing and add nothing: the split, the part of one shard, and which parts load believes.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { recordPath, writeRecord } from "../../pipeline/pull/provenance.js";
import { main } from "../../pipeline/cli.js";
import { writeRelease } from "../../pipeline/publish/release.js";
import { PART_TABLES } from "../../pipeline/shards/manifest.js";
import { listingOf, parseShard, partName, shardOf, shardOfName } from "../../pipeline/shards/split.js";
import { Database } from "../../pipeline/store/database.js";
import { fileLiteral } from "../../pipeline/store/parquet.js";
import type { IngestSummary } from "../../pipeline/ingest/ingest.js";
import { gapTable } from "../../reports/gaps.js";
import { ask, dump, ingestPlain, temporaryFolder, write } from "../fixtures/databases.js";
import { allShards, hashesUnder, loadPlain, shardPlain } from "../fixtures/shards.js";

const AUSTRIA = "year 2010\nsymbol A/65/1\nrespondents AUT BEL\nAUT victims.hotline in_place\nBEL victims.hotline planned\nmany victims.shelter";

/** Reports of many sizes, a copy under two other names, one that cannot be read, one with a record of where it came from, a symbol in two files, a link to nothing. */
async function reports(folder: string): Promise<string> {
  const input = join(folder, "in");
  write(input, {
    "austria/a.txt": AUSTRIA,
    "0-copy-of-a.txt": AUSTRIA,
    "zz/copy of a.txt": AUSTRIA,
    "same-symbol.txt": "year 2011\nsymbol A/65/1\nrespondents FRA\nFRA treaty.untoc in_place hedged",
    "broken.txt": "broken",
    "notes.csv": "no document",
    ...Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`more/${index}.txt`, `year ${2000 + index}\nrespondents NOR\n${"NOR victims.shelter in_place\n".repeat(index + 1)}`])),
  });
  symlinkSync(join(folder, "nothing"), join(input, "gone.txt"));
  const text = "year 2014\nrespondents CHE\nCHE victims.hotline in_place";
  write(input, { "pulled.txt": text });
  await writeRecord(recordPath(join(input, "pulled.txt")), {
    record: "stocktake.provenance/1", symbol: "A/69/1", title: null, kind: null, state: null, language: "en", asked_url: "https://example.org/a", final_url: "https://example.org/b", redirects: [], retrieved_at: "2026-01-02T03:04:05Z", checked_at: "2026-01-02T03:04:05Z",
    status: 200, content_type: null, format: "text", bytes: Buffer.byteLength(text), sha256: createHash("sha256").update(text).digest("hex"), etag: null, last_modified: null, tool: "stocktake/0.1.0", replaced: [],
  });
  return input;
}

async function gapNotesOf(path: string): Promise<string[]> {
  const database = await Database.open(path, "read");
  try {
    return (await gapTable(database, { grouping: "region", documents: null, measures: null, bases: ["self_reported"], names: false })).notes;
  } finally {
    database.close();
  }
}

const quiet = { out: () => undefined, err: () => undefined, columns: 100, errIsTerminal: false, now: () => new Date(0) };

/** README of a release of the database. */
async function readmeOf(database: string): Promise<string> {
  const out = join(temporaryFolder(), "release");
  await writeRelease({ database, out, replace: false, texts: false, date: null, baseIri: "https://example.org/", program: "0.1.0", notice: () => undefined });
  return readFileSync(join(out, "README.md"), "utf8");
}

describe("K/N", () => {
  it("is 1/N to N/N and nothing else", () => {
    expect(parseShard("3/8")).toEqual({ shard: 3, of: 8 });
    expect(parseShard("1/1")).toEqual({ shard: 1, of: 1 });
    for (const wrong of ["0/8", "9/8", "1/0", "0/0", "1/10000", "x", "", "1", "/8", "1/", "1/8/2", "-1/8", "1.5/8", " 1/8", "1/8 ", "1e0/8", "٣/٨"]) expect(() => parseShard(wrong), wrong).toThrow(/^--shard '.*': /);
    expect(() => parseShard("0/8")).toThrow(/1\/8 to 8\/8/);
    expect(() => parseShard("x")).toThrow(/write K\/N/);
  });

  it("names a part, and a name gives it back", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 9999 }), (a, b) => {
      const shard = { shard: Math.min(a, b), of: Math.max(a, b) };
      expect(shardOfName(partName(shard))).toEqual(shard);
    }));
    for (const name of ["shard=0009-of-0008", "shard=0000-of-0008", "shard=1-of-8", "..", "shard=0001-of-0008.json"]) expect(shardOfName(name)).toBeNull();
  });

  it("puts every file into exactly one shard, by its size alone, and uses all shards", () => {
    fc.assert(fc.property(fc.nat(), fc.integer({ min: 1, max: 50 }), (bytes, of) => {
      const shard = shardOf({ bytes }, of);
      expect(shard).toBeGreaterThanOrEqual(1);
      expect(shard).toBeLessThanOrEqual(of);
    }));
    const files = Array.from({ length: 800 }, (_, index) => ({ path: `/x/${index}`, root: "/x", file: String(index), bytes: 10_000 + index * 37 }));
    const { shares } = listingOf(files, 8);
    expect(shares.reduce((sum, share) => sum + share)).toBe(800);
    for (const share of shares) expect(share).toBeGreaterThan(60);
    // What a shard was given yesterday it must be given tomorrow: written down, so that a change of the rule is seen.
    expect([1, 2, 3, 100, 123_456].map((bytes) => shardOf({ bytes }, 8))).toEqual([5, 7, 7, 3, 3]);
  });

  it("sees another list of files where a name or a size differs, not where the order or the place does", () => {
    const file = (name: string, bytes: number, root = "/x") => ({ path: `${root}/${name}`, root, file: name, bytes });
    const list = (...files: ReturnType<typeof file>[]) => listingOf(files, 4).sha256;
    expect(list(file("a", 1), file("b", 2))).toBe(list(file("b", 2, "/y"), file("a", 1, "/y")));
    expect(list(file("a", 1), file("b", 2))).not.toBe(list(file("a", 1), file("b", 3)));
    expect(list(file("a", 1), file("b", 2))).not.toBe(list(file("a", 1), file("c", 2)));
    expect(list(file("a", 1))).not.toBe(list(file("a", 1), file("a", 1)));
  });
});

describe("parts and load", () => {
  const folder = temporaryFolder();
  const one = join(folder, "one.duckdb");
  let input: string;
  const fresh = (() => { let n = 0; return (what: string): string => join(folder, `${what}-${(n += 1)}`); })();
  /** A copy of whole parts of three shards. */
  const threeParts = (): string => {
    const parts = fresh("parts");
    cpSync(join(folder, "three"), parts, { recursive: true });
    return parts;
  };

  let alone: IngestSummary;

  beforeAll(async () => {
    input = await reports(folder);
    alone = await ingestPlain(one, [input]);
    await allShards([input], join(folder, "three"), 3);
  });

  it.each([1, 3, 8])("make the database of one ingest: %i shards", async (of) => {
    const parts = fresh("parts");
    await allShards([input], parts, of);
    const db = fresh("db");
    const summary = await loadPlain(parts, db);
    expect(await dump(db)).toBe(await dump(one));
    // Where files were read is the same too, and so is what a person is told.
    expect(await ask(db, "SELECT * FROM sources ORDER BY path")).toEqual(await ask(one, "SELECT * FROM sources ORDER BY path"));
    for (const name of ["files", "read", "copies", "pages", "paragraphs", "claims", "issues", "totals", "problems"] as const) expect(summary[name], name).toEqual(alone[name]);
    expect(summary.failed.map(({ file }) => file)).toEqual(alone.failed.map(({ file }) => file));
    expect(summary.failed).toHaveLength(1);
    expect(summary.problems).toHaveLength(1);
    expect(summary.parts).toMatchObject({ of, missing: [], sameFiles: true, skipped: { "not a document by its name (.csv)": 1 } });
    // And an ingest of the folder finds nothing to do.
    expect(await ingestPlain(db, [input])).toMatchObject({ written: false, read: 0, unchanged: summary.read + 1 });
    expect(await loadPlain(parts, db)).toMatchObject({ written: false, read: 0, unchanged: summary.read + 1 });
  });

  it("are the same bytes each time, and a shard run again puts them in the same place", async () => {
    const parts = threeParts();
    const before = hashesUnder(parts);
    await shardPlain([input], parts, "2/3");
    expect(hashesUnder(parts)).toEqual(before);
    // Both at once.
    await Promise.all([shardPlain([input], parts, "2/3"), shardPlain([input], parts, "2/3"), shardPlain([input], parts, "1/3")]);
    expect(hashesUnder(parts)).toEqual(before);
    expect(Object.keys(before)).toHaveLength(3 * (PART_TABLES.length + 1));
    expect(readdirSync(parts).sort()).toEqual([...PART_TABLES.map(({ name }) => name), "_manifests"].sort());
  });

  it("are read as they are, with the shard as a column", async () => {
    const database = await Database.open(":memory:", "write");
    try {
      for (const { name, columns } of PART_TABLES) {
        const { columns: found } = await database.table(`SELECT * FROM read_parquet(${fileLiteral(join(folder, "three"))} || '/${name}/*/*.parquet', hive_partitioning = true)`);
        expect(found, name).toEqual([...columns.map((column) => column.name), "shard"]);
      }
      const [row] = await database.all<{ claims: number; shards: number }>(`SELECT count(*) AS claims, (SELECT count(DISTINCT shard) FROM read_parquet('${folder}/three/documents/*/*.parquet', hive_partitioning = true)) AS shards FROM read_parquet('${folder}/three/claims/*/*.parquet', hive_partitioning = true)`);
      expect(row?.claims).toBe((await ask<{ n: number }>(one, "SELECT count(*) AS n FROM claims"))[0]?.n);
      expect(row?.shards).toBe(3);
      const types = await database.all<{ type: string }>(`SELECT DISTINCT type FROM parquet_schema('${folder}/three/*/*/*.parquet') WHERE type IS NOT NULL`);
      expect(types.map(({ type }) => type).sort()).toEqual(["BOOLEAN", "BYTE_ARRAY", "DOUBLE", "INT32", "INT64"].filter((type) => types.some((found) => found.type === type)));
    } finally {
      database.close();
    }
  });

  it("lie in a folder of any name", async () => {
    const parts = join(folder, "shard=7", "it's [a] *?", "year=2010{x,y}");
    await allShards([input], parts, 2);
    const db = fresh("db");
    await loadPlain(parts, db);
    expect(await dump(db)).toBe(await dump(one));
  });

  it("may be made from a folder that is mounted elsewhere", async () => {
    const parts = fresh("parts");
    const elsewhere = fresh("mount");
    cpSync(input, elsewhere, { recursive: true, verbatimSymlinks: true });
    await shardPlain([input], parts, "1/3");
    await shardPlain([elsewhere], parts, "2/3");
    await shardPlain([input], parts, "3/3");
    const db = fresh("db");
    await loadPlain(parts, db);
    expect(await dump(db)).toBe(await dump(one));
  });

  describe("an incomplete set", () => {
    it("is refused, with the shards that are missing and what to do", async () => {
      const parts = threeParts();
      rmSync(join(parts, "_manifests", "shard=0002-of-0003.json"));
      const db = fresh("db");
      const listing = (JSON.parse(readFileSync(join(parts, "_manifests", "shard=0001-of-0003.json"), "utf8")) as { listing: { shares: number[] } }).listing;
      await expect(loadPlain(parts, db)).rejects.toThrow(new RegExp(`2 of 3 parts are whole; nothing was loaded\\. Missing:\\n {2}2/3 \\(${listing.shares[1]} files?\\): it has no manifest.*\\nRun again: stocktake ingest … --shard K/N --parts .*--incomplete`));
      expect(existsSync(db)).toBe(false);
    });

    it("is loaded when asked, says so, and is completed later", async () => {
      const parts = threeParts();
      flip(join(parts, "claims", "shard=0002-of-0003", "part.parquet"));
      const db = fresh("db");
      const summary = await loadPlain(parts, db, { incomplete: true });
      expect(summary.parts).toMatchObject({ loaded: [1, 3], missing: [{ shard: 2, reason: expect.stringContaining("its checksum differs") as string }] });
      expect(summary.parts.missing[0]?.files).toBe(15 - summary.files);
      expect(await ask(db, "SELECT arguments FROM runs")).toEqual([{ arguments: JSON.stringify({ load: parts, shards: 3, missing: [2] }) }]);
      expect(await dump(db)).not.toBe(await dump(one));
      // The tables say so, whoever makes them, until the shard is there.
      const missing = async () => ({ rows: await ask(db, "SELECT shard, shards, files FROM missing_shards"), notes: (await gapNotesOf(db)).filter((note) => note.includes("INCOMPLETE")) });
      const files = 15 - summary.files;
      expect(await missing()).toEqual({ rows: [{ shard: 2, shards: 3, files }], notes: [`INCOMPLETE: loaded without all that shard 2 of 3 was to read (${files} files). What these say is in no figure here (table missing_shards).`] });
      const made = join(temporaryFolder(), "reports");
      const [norway] = await ask<{ file: string }>(db, "SELECT file FROM documents WHERE file LIKE 'more/%' ORDER BY file LIMIT 1");
      for (const report of [["annual"], ["measure", "victims.shelter"], ["state", "NOR"], ["region", "Europe"]]) expect(await main(["report", ...report, "--document", norway?.file ?? "", "--db", db, "--format", "md", "--out", made], quiet), report.join(" ")).toBe(0);
      // Every file says so, each report's and those of evidence that go with them.
      const says = readdirSync(made).sort().map((name) => [name, readFileSync(join(made, name), "utf8").includes("INCOMPLETE: loaded without all that shard 2 of 3")]);
      const expected = ["annual-more-4-txt-by-region-evidence.md", "annual-more-4-txt-by-region.md", "measure-victims-shelter-more-4-txt-by-region-evidence.md", "measure-victims-shelter-more-4-txt-by-region.md", "region-europe-more-4-txt-evidence.md", "region-europe-more-4-txt.md", "state-nor-more-4-txt.md"];
      expect(says).toEqual(expected.map((name) => [name, true]));
      expect(await readmeOf(db)).toContain("**Incomplete.** The database was loaded from parts without all that 1 shard was to read");
      await shardPlain([input], parts, "2/3");
      expect(await loadPlain(parts, db)).toMatchObject({ unchanged: summary.read + summary.failed.length });
      expect(await missing()).toEqual({ rows: [], notes: [] });
      expect(await readmeOf(db)).not.toContain("Incomplete");
      expect(await dump(db)).toBe(await dump(one));
    });

    it.each<[string, (parts: string) => void, RegExp]>([
      ["a manifest cut off", (parts) => cut(join(parts, "_manifests", "shard=0002-of-0003.json")), /2\/3.*its manifest is no manifest of this version/],
      ["a manifest of something else", (parts) => writeFileSync(join(parts, "_manifests", "shard=0002-of-0003.json"), "{}"), /2\/3.*its manifest is no manifest/],
      ["the manifest of another shard", (parts) => cpSync(join(parts, "_manifests", "shard=0001-of-0003.json"), join(parts, "_manifests", "shard=0002-of-0003.json")), /2\/3.*that of another part/],
      ["a file cut off", (parts) => cut(join(parts, "claims", "shard=0002-of-0003", "part.parquet")), /2\/3.*claims.*its checksum differs/],
      ["a file with one other byte", (parts) => flip(join(parts, "claims", "shard=0002-of-0003", "part.parquet")), /2\/3.*claims.*its checksum differs/],
      ["a file of another shard", (parts) => cpSync(join(parts, "claims", "shard=0001-of-0003", "part.parquet"), join(parts, "claims", "shard=0002-of-0003", "part.parquet")), /2\/3.*claims.*its checksum differs/],
      ["a file missing", (parts) => rmSync(join(parts, "respondents", "shard=0002-of-0003", "part.parquet")), /2\/3.*respondents.*is missing/],
    ])("%s: the part is none", async (_, damage, message) => {
      const parts = threeParts();
      damage(parts);
      await expect(loadPlain(parts, fresh("db"))).rejects.toThrow(message);
    });

    it("with no whole part at all is refused in any case", async () => {
      const parts = threeParts();
      rmSync(join(parts, "_manifests"), { recursive: true });
      await expect(loadPlain(parts, fresh("db"), { incomplete: true })).rejects.toThrow(/no part is whole\.\n {2}1\/3: it has no manifest/);
      await expect(loadPlain(fresh("nothing"), fresh("db"))).rejects.toThrow(/no parts here/);
    });
  });

  describe("parts that do not stand together", () => {
    it("of other versions, other kinds or another split are refused, even when incomplete parts are asked for", async () => {
      const refused = async (parts: string, message: RegExp): Promise<void> => {
        for (const incomplete of [false, true]) await expect(loadPlain(parts, fresh("db"), { incomplete })).rejects.toThrow(message);
      };
      const versions = threeParts();
      const manifest = join(versions, "_manifests", "shard=0002-of-0003.json");
      for (const name of ["extractors", "reader", "codebook", "schema_hash", "reference_hash"]) {
        const text = readFileSync(manifest, "utf8");
        const changed = JSON.parse(text) as { versions: Record<string, string> };
        expect(changed.versions[name]).toBeTypeOf("string");
        changed.versions[name] = "other";
        writeFileSync(manifest, JSON.stringify(changed));
        await refused(versions, /different versions of Stocktake or its data: shards 1, 3 against shard 2/);
        writeFileSync(manifest, text);
      }
      const kinds = threeParts();
      await shardPlain([input], kinds, "3/3", { kind: "national_report" });
      await refused(kinds, /different --kind: shards 1, 2 against shard 3/);
      const splits = threeParts();
      const two = fresh("parts");
      await shardPlain([input], two, "1/2");
      cpSync(two, splits, { recursive: true });
      await refused(splits, /of 2 and of 3 shards/);
      await expect(shardPlain([input], two, "1/3")).rejects.toThrow(/holds parts of 2 shards already, and this is one of 3/);
    });

    it("of another version than the one that loads are refused", async () => {
      const { referenceRows } = await import("../../pipeline/store/reference.js");
      await expect(loadPlain(threeParts(), fresh("db"), {}, { reference: () => referenceRows({ reader: "reader-2", extractors: "rules-1" }) })).rejects.toThrow(/made by another version.*different: reader/);
    });

    it("of another list of files are refused: a file may have been read by none", async () => {
      const parts = threeParts();
      const grown = fresh("in");
      cpSync(input, grown, { recursive: true, verbatimSymlinks: true });
      write(grown, { "new.txt": "year 2020\nrespondents ITA\nITA victims.hotline in_place" });
      await shardPlain([grown], parts, "3/3");
      await expect(loadPlain(parts, fresh("db"))).rejects.toThrow(/did not see the same files.*\n {2}shards 1, 2: 15 files\n {2}shard 3: 16 files\nRun again/);
      const grownDb = fresh("db");
      expect((await loadPlain(parts, grownDb, { incomplete: true })).parts).toMatchObject({ sameFiles: false, missing: [] });
      expect(await ask(grownDb, "SELECT DISTINCT files, reason LIKE '%did not see the same files%' AS said FROM missing_shards")).toEqual([{ files: null, said: true }]);
      expect((await gapNotesOf(grownDb)).some((note) => note.startsWith("INCOMPLETE"))).toBe(true);
    });
  });

  it("hold a document twice only by accident, and load it once, as an ingest would name it", async () => {
    // No honest split does this: two lists of files are put together by hand, as two shards of one.
    const [first, second] = [fresh("in"), fresh("in")];
    write(first, { "b.txt": AUSTRIA });
    write(second, { "a.txt": AUSTRIA, "c.txt": "year 2001\nrespondents FIN\nFIN victims.hotline in_place" });
    const parts = fresh("parts");
    await moveAs([first], parts, 1);
    await moveAs([second], parts, 2);
    const db = fresh("db");
    const summary = await loadPlain(parts, db, { incomplete: true });
    expect(summary).toMatchObject({ read: 2, copies: 1, files: 3 });
    expect(await ask(db, "SELECT file, claim_count FROM documents ORDER BY file")).toEqual([{ file: "a.txt", claim_count: 2 }, { file: "c.txt", claim_count: 1 }]);
    const ingested = fresh("db");
    await ingestPlain(ingested, [first, second]);
    // Not one list of files, and said to be none.
    const others = (text: string): string => text.replace(/(?<=\nmissing_shards\n)\[.*\]/u, "[]");
    expect(others(await dump(db))).toBe(await dump(ingested));
  });

  it("that were written anew during the load leave the database as it was", async () => {
    const parts = threeParts();
    const db = fresh("db");
    await ingestPlain(db, [join(input, "same-symbol.txt")]);
    const before = await dump(db);
    const step = (): void => rmSync(join(parts, "_manifests", "shard=0001-of-0003.json"), { force: true });
    await expect(loadPlain(parts, db, {}, { progress: { start: () => undefined, step, stop: () => undefined } })).rejects.toThrow(/shard 1\/3 was written anew while it was being loaded; nothing was changed/);
    expect(await dump(db)).toBe(before);
  });

  describe("a load into a database that exists", () => {
    it("replaces what changed, keeps what others brought, human decisions and the kind that a person set", async () => {
      const db = fresh("db");
      const old = fresh("in");
      const elsewhere = fresh("in");
      write(elsewhere, { "other.txt": "year 1999\nrespondents DNK\nDNK victims.hotline in_place" });
      write(old, { "report.txt": "year 2010\nrespondents AUT\nAUT victims.hotline planned", "kind.txt": "year 2012\nrespondents SWE\nSWE victims.hotline in_place" });
      await ingestPlain(db, [old, elsewhere]);
      await ingestPlain(db, [join(old, "kind.txt")], { kind: "pledge" });
      const database = await Database.open(db, "write");
      await database.run("INSERT INTO decisions SELECT d.sha256, d.file, c.paragraph, c.state, c.measure, c.status, c.basis, c.quote, 'reject', NULL, NULL, NULL, 'wrong', 'A. Reader', '2026-01-01' FROM claims c JOIN documents d USING (document_id) WHERE c.state = 'DNK'");
      await database.run("CHECKPOINT");
      database.close();
      write(old, { "report.txt": "year 2010\nrespondents AUT\nAUT victims.hotline in_place\nAUT victims.shelter in_place" });
      const parts = fresh("parts");
      await allShards([old], parts, 2);
      const summary = await loadPlain(parts, db);
      expect(summary).toMatchObject({ read: 1, unchanged: 1, removed: 1, gone: [] });
      expect(await ask(db, "SELECT d.file, d.user_kind, c.state, c.measure, c.status FROM claims c JOIN documents d USING (document_id) ORDER BY ALL")).toEqual([
        { file: "kind.txt", user_kind: "pledge", state: "SWE", measure: "victims.hotline", status: "in_place" },
        { file: "other.txt", user_kind: null, state: "DNK", measure: "victims.hotline", status: "in_place" },
        { file: "report.txt", user_kind: null, state: "AUT", measure: "victims.hotline", status: "in_place" },
        { file: "report.txt", user_kind: null, state: "AUT", measure: "victims.shelter", status: "in_place" },
      ]);
      expect(await ask(db, "SELECT decision, reviewer FROM decisions")).toEqual([{ decision: "reject", reviewer: "A. Reader" }]);
    });

    it("does not take a report of the same name from another machine for a changed one", async () => {
      const db = fresh("db");
      for (const [text, state] of [["2010", "AUT"], ["2011", "FRA"]]) {
        const node = fresh("node");
        const parts = fresh("parts");
        write(node, { "report.txt": `year ${text}\nrespondents ${state}\n${state} victims.hotline in_place` });
        await allShards([node], parts, 1);
        // The machine's folder is not here.
        rmSync(node, { recursive: true });
        await loadPlain(parts, db);
      }
      expect(await ask(db, "SELECT state FROM claims ORDER BY state")).toEqual([{ state: "AUT" }, { state: "FRA" }]);
    });

    it("gives up no document that was read for one that failed in a shard, but the other way round", async () => {
      const good = fresh("db");
      const folderOf = fresh("in");
      write(folderOf, { "a.txt": AUSTRIA });
      await ingestPlain(good, [folderOf]);
      const failing = { runner: () => Promise.resolve({ parallel: 1, close: () => Promise.resolve(), run: () => Promise.reject(new Error("killed")) }) };
      const parts = fresh("parts");
      await allShards([folderOf], parts, 1, {}, failing);
      expect(await loadPlain(parts, good)).toMatchObject({ written: false, unchanged: 1, failed: [] });
      const bad = fresh("db");
      expect(await loadPlain(parts, bad)).toMatchObject({ read: 0, failed: [{ file: "a.txt" }] });
      await allShards([folderOf], parts, 1);
      expect(await loadPlain(parts, bad)).toMatchObject({ read: 1, failed: [] });
      expect(await dump(bad)).toBe(await dump(good));
    });
  });

  describe("a shard", () => {
    it("without files of its own writes an empty part; without any file at all writes none", async () => {
      const parts = fresh("parts");
      const [only] = [fresh("in")];
      write(only, { "a.txt": AUSTRIA });
      const summaries = [];
      for (const shard of ["1/3", "2/3", "3/3"]) summaries.push(await shardPlain([only], parts, shard));
      expect(summaries.map(({ files }) => files).sort()).toEqual([0, 0, 1]);
      expect(await loadPlain(parts, fresh("db"))).toMatchObject({ read: 1 });
      const empty = fresh("in");
      mkdirSync(empty);
      await expect(shardPlain([empty], fresh("parts"), "1/3")).rejects.toThrow(/No document was found under .*; no part was written.*not mounted/);
      await expect(shardPlain([fresh("nowhere")], fresh("parts"), "1/3")).rejects.toThrow(/no such file or folder/);
    });

    it("does not read its own parts, and refuses to write over what it is to read", async () => {
      const inside = fresh("in");
      write(inside, { "a.txt": AUSTRIA });
      await allShards([inside], join(inside, "parts"), 2);
      write(join(inside, "parts"), { "stray.txt": "broken" });
      expect(await shardPlain([inside], join(inside, "parts"), "1/2")).toMatchObject({ filesInAll: 1 });
      await expect(shardPlain([inside], inside, "1/2")).rejects.toThrow(/which is to be read/);
      await expect(shardPlain([join(inside, "a.txt")], inside, "1/2")).rejects.toThrow(/which is to be read/);
    });

    it("clears away what an earlier run left behind, but not what another is writing", async () => {
      const parts = fresh("parts");
      const left = join(parts, "_building", "shard=0001-of-0001.1-aaaa");
      const now = join(parts, "_building", "shard=0001-of-0001.2-bbbb");
      for (const one of [left, now]) mkdirSync(one, { recursive: true });
      utimesSync(left, new Date("2025-12-31T00:00:00Z"), new Date("2025-12-31T00:00:00Z"));
      await shardPlain([input], parts, "1/1");
      expect([existsSync(left), existsSync(now)]).toEqual([false, true]);
    });

    it("that cannot write says where and what next", async () => {
      const file = fresh("file");
      writeFileSync(file, "");
      await expect(shardPlain([input], join(file, "parts"), "1/1")).rejects.toThrow(/the part cannot be written \(ENOTDIR\)\. Check that the folder is writable/);
      await expect(shardPlain([input], fresh("parts"), "1/1", { scratch: join(file, "none") })).rejects.toThrow(/TMPDIR/);
    });
  });

  /** The only shard of some files, put down as one of two. */
  async function moveAs(paths: string[], parts: string, shard: number): Promise<void> {
    const alone = fresh("parts");
    await shardPlain(paths, alone, "1/1");
    const name = partName({ shard, of: 2 });
    for (const table of readdirSync(alone)) {
      mkdirSync(join(parts, table), { recursive: true });
      for (const entry of readdirSync(join(alone, table))) renameSync(join(alone, table, entry), join(parts, table, basename(entry).replace(/^shard=0001-of-0001/, name)));
    }
    const path = join(parts, "_manifests", `${name}.json`);
    const manifest = JSON.parse(readFileSync(path, "utf8")) as { listing: { shares: number[] } };
    writeFileSync(path, JSON.stringify({ ...manifest, shard, of: 2, listing: { ...manifest.listing, shares: [1, 1] } }));
  }
});

function cut(path: string): void {
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.subarray(0, bytes.length - 3));
}

function flip(path: string): void {
  const bytes = readFileSync(path);
  bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] as number) ^ 1;
  writeFileSync(path, bytes);
}
