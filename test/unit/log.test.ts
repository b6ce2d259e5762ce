// Owns the proof of logs and of the record of runs: one JSON object a line, what happened in it, and an older database that goes on working.
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { main } from "../../pipeline/cli.js";
import { openLog } from "../../pipeline/log.js";
import { createSchema } from "../../pipeline/store/create.js";
import { Database } from "../../pipeline/store/database.js";
import { ask, dump, ingestPlain, temporaryFolder, write } from "../fixtures/databases.js";

const lines = (path: string): Record<string, unknown>[] => readFileSync(path, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = "";
  let err = "";
  const code = await main(argv, { out: (text) => void (out += text), err: (text) => void (err += text), columns: 100, errIsTerminal: false, now: () => new Date("2026-01-01T00:00:00Z") });
  return { code, out, err };
}

describe("the log of a run", () => {
  it("is one JSON object a line, appended, with nothing in it that a terminal acts on", () => {
    const path = join(temporaryFolder(), "new", "run.log");
    for (const round of [1, 2]) {
      const { log, close } = openLog(path, () => new Date("2026-01-01T00:00:00Z"), () => undefined);
      log("met", { round, text: "a\u001b[31mred\u009b31m\u2028b\u202ec\nd" }, "warning");
      close();
    }
    expect(lines(path)).toEqual([1, 2].map((round) => ({ time: "2026-01-01T00:00:00.000Z", level: "warning", event: "met", round, text: "a\u001b[31mred\u009b31m\u2028b\u202ec\nd" })));
    // eslint-disable-next-line no-control-regex
    expect(readFileSync(path, "utf8")).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e]/);
  });

  it("tells of every document of an ingest, its messages and its end", { timeout: 60_000 }, async () => {
    const folder = temporaryFolder();
    write(join(folder, "in"), { "a.txt": "1. Hotlines for victims of trafficking were set up in Austria.\n\n2. They are open.\n", "empty.txt": "" });
    const log = join(folder, "run.log");
    const db = join(folder, "x.duckdb");
    expect((await run("ingest", join(folder, "in"), "--db", db, "--log", log)).code).toBe(3);
    const all = lines(log);
    expect(all[0]).toMatchObject({ event: "started", command: "ingest" });
    expect(all.filter((one) => one["event"] === "document").map((one) => [one["file"], one["outcome"], one["level"]]).sort()).toEqual([["a.txt", "read", "info"], ["empty.txt", "failed", "error"]]);
    expect(all.find((one) => one["event"] === "ingested")).toMatchObject({ files: 2, read: 1, failed: 1, written: true });
    expect(all.some((one) => one["event"] === "message" && /Files: 2 found/.test(String(one["text"])))).toBe(true);
    expect(all.at(-1)).toMatchObject({ event: "ended", exit_code: 3 });
    const [record] = await ask(db, "SELECT * FROM runs");
    expect(record).toMatchObject({ run: 1, files_found: 2, files_read: 1, files_failed: 1, files_from_cache: 0, paragraphs: 2 });
    expect(Number(record?.["peak_megabytes"])).toBeGreaterThan(20);
    expect(JSON.parse(String(record?.["versions"]))).toHaveProperty("codebook");
    for (const name of ["hash_seconds", "read_seconds", "extract_seconds", "load_seconds"]) expect(Number(record?.[name]), name).toBeGreaterThan(0);
  });

  it("loses a line that was cut off and no other", () => {
    const path = join(temporaryFolder(), "run.log");
    writeFileSync(path, '{"event":"first"}\n{"event":"cut o');
    const { log, close } = openLog(path, () => new Date(0), () => undefined);
    log("second");
    log("third");
    close();
    expect(readFileSync(path, "utf8").split("\n").flatMap((text) => { try { return [(JSON.parse(text) as { event: string }).event]; } catch { return []; } })).toEqual(["first", "second", "third"]);
  });

  it.each([["a database", "\u0000\u0000DUCK"], ["a report", "%PDF-1.7"], ["text", "1. Austria"]])("is not appended to %s", async (_what, content) => {
    const folder = temporaryFolder();
    const path = join(folder, "file");
    write(folder, { "in/a.txt": "x", file: content });
    const { code, err } = await run("ingest", join(folder, "in"), "--db", join(folder, "x.duckdb"), "--log", path);
    expect(code).toBe(1);
    expect(err).toMatch(/file: holds something else than a log of Stocktake, so nothing was appended to it\. Name another file with --log/);
    expect(readFileSync(path, "utf8")).toBe(content);
    expect(existsSync(join(folder, "x.duckdb"))).toBe(false);
  });

  it("that cannot be written is told before any work", async () => {
    const folder = temporaryFolder();
    write(folder, { "in/a.txt": "x", "file": "x" });
    const { code, err } = await run("ingest", join(folder, "in"), "--db", join(folder, "x.duckdb"), "--log", join(folder, "file", "run.log"));
    expect(code).toBe(1);
    expect(err).toMatch(/run\.log: the log cannot be written \((?:ENOTDIR|EEXIST)\)\. Name another file with --log/);
    expect(existsSync(join(folder, "x.duckdb"))).toBe(false);
  });
});

describe("the record of runs", () => {
  it("is no difference between two databases, and in no dump of what must be the same", async () => {
    const folder = temporaryFolder();
    write(join(folder, "in"), { "a.txt": "year 2010\nrespondents AUT\nAUT victims.hotline in_place", "b.txt": "year 2011\nrespondents FRA\nFRA victims.hotline planned" });
    const [one, two] = [join(folder, "one.duckdb"), join(folder, "two.duckdb")];
    await ingestPlain(one, [join(folder, "in")]);
    await ingestPlain(two, [join(folder, "in/b.txt")], {}, { now: () => new Date("2027-02-02T00:00:00Z"), program: "9.9.9" });
    await ingestPlain(two, [join(folder, "in")]);
    const runs = async (path: string): Promise<number> => (await ask(path, "SELECT run FROM runs")).length;
    expect([await runs(one), await runs(two)]).toEqual([1, 2]);
    expect(await dump(two)).toBe(await dump(one));
    const { code, out } = await run("diff", one, two);
    expect([code, out]).toEqual([0, "0 gained, 0 lost, 0 changed; 2 claims before, 2 after.\nMade with the same versions.\n"]);
  });

  it("gets the columns that an older database lacks, and keeps its rows", async () => {
    const folder = temporaryFolder();
    write(join(folder, "in"), { "a.txt": "year 2010\nrespondents AUT\nAUT victims.hotline in_place" });
    const [now, older] = [join(folder, "now.duckdb"), join(folder, "older.duckdb")];
    await ingestPlain(now, [join(folder, "in")]);
    copyFileSync(now, older);
    const database = await Database.open(older, "write");
    for (const { name } of await database.all<{ name: string }>("SELECT column_name AS name FROM duckdb_columns() WHERE table_name = 'runs' AND column_index > 8")) await database.run(`ALTER TABLE runs DROP COLUMN "${name}"`);
    await createSchema(database);
    database.close();
    const columns = (path: string) => ask(path, "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'runs' ORDER BY column_index");
    expect(await columns(older)).toEqual(await columns(now));
    expect(await ask(older, "SELECT run, files_read, versions FROM runs")).toEqual([{ run: 1, files_read: 1, versions: null }]);
    write(join(folder, "in"), { "b.txt": "year 2011\nrespondents AUT\nAUT victims.hotline in_place" });
    await ingestPlain(older, [join(folder, "in")]);
    expect(await ask(older, "SELECT run, files_read, files_found FROM runs ORDER BY run")).toEqual([{ run: 1, files_read: 1, files_found: null }, { run: 2, files_read: 1, files_found: 2 }]);
  });
});
