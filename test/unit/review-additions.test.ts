// Owns the proof that a claim which the reader missed can be added with a quote that verifies, counts as decided, survives ingest, complains when its words go, and can be taken back;
// and that what a person sets of a document is read anew with it and kept.
import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import { beforeAll, describe, expect, it } from "vitest";
import { main } from "../../pipeline/cli.js";
import { ask, ingestPlain, temporaryFolder, write } from "../fixtures/databases.js";

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = "";
  let err = "";
  const code = await main(argv, { out: (text) => void (out += text), err: (text) => void (err += text), columns: 120, errIsTerminal: false, now: () => new Date("2026-03-04T00:00:00Z") });
  return { code, out, err };
}
type Row = Record<string, string>;

const folder = temporaryFolder();
const fresh = join(folder, "fresh.duckdb");
// Characters beyond U+FFFF and combined ones stand before the quote: offsets count in UTF-16 units.
const MISSED = "note 𝕏😀 e\u0301 Denmark opened a shelter in its capital";
const QUOTE = "Denmark opened a shelter";
const REPORT = `year 2010\nsymbol A/65/1\nrespondents AUT DNK\nAUT victims.hotline in_place\n${MISSED}`;
let count = 0;

beforeAll(async () => {
  write(join(folder, "in"), { "a.txt": REPORT, "b.txt": "year 2012\nkind upr_working_group\nnote nothing is claimed here" });
  await ingestPlain(fresh, [join(folder, "in")]);
});

function copy(): string {
  const db = join(folder, `${(count += 1)}.duckdb`);
  copyFileSync(fresh, db);
  return db;
}
const ADD: Row = { claim_id: "", document: "A/65/1", paragraph: "2", state: "Denmark", measure: "victims.shelter", status: "in_place", quote: QUOTE, basis: "", decision: "add", reason: "missed" };
async function bring(db: string, ...rows: Partial<Row>[]) {
  const file = join(folder, `${(count += 1)}.csv`);
  writeFileSync(file, Papa.unparse(rows.map((row) => ({ ...ADD, ...row }))));
  return run("review", "import", file, "--reviewer", "A. Person", "--db", db);
}
const claimsOf = async (db: string, ...more: string[]): Promise<Row[]> => JSON.parse((await run("claims", "--db", db, "--format", "json", "--state", "DNK", ...more)).out) as Row[];

describe("decision add", () => {
  it("counts in claims, cells and gaps as decided, with offsets that hold, and not in claims as extracted", async () => {
    const db = copy();
    expect(await bring(db, {})).toMatchObject({ code: 0, out: expect.stringContaining("1 added") as string });
    expect(await claimsOf(db)).toMatchObject([{ state: "DNK", measure: "victims.shelter", status: "in_place", quote: QUOTE }]);
    expect(await claimsOf(db, "--decisions", "ignore")).toEqual([]);
    const [claim] = await ask<{ claim_id: string; quote_start: number; quote_end: number; text: string; basis: string; state_reason: string }>(db, "SELECT c.*, p.text FROM claims_decided c JOIN paragraphs p USING (paragraph_id) WHERE c.state = 'DNK'");
    expect(claim?.text.slice(claim.quote_start, claim.quote_end)).toBe(QUOTE);
    expect(claim).toMatchObject({ basis: "self_reported", state_reason: "added by A. Person: missed" });
    expect((await run("explain", claim?.claim_id ?? "", "--db", db)).out).toContain("Denmark opened a shelter");
    const cells = JSON.parse((await run("sql", "SELECT cell FROM cells WHERE state = 'DNK' AND measure = 'victims.shelter'", "--db", db, "--format", "json")).out) as Row[];
    expect(cells).toEqual([{ cell: "in_place" }]);
    expect((await run("claims", "--db", db)).err).toMatch(/1 of 1 applied \(0 rejected, 0 changed, 1 added\)/);
  });

  it("is the State's word in a row of a table of replies, as the reader has it", async () => {
    const db = copy();
    const { Database } = await import("../../pipeline/store/database.js");
    const database = await Database.open(db, "write");
    await database.run("UPDATE paragraphs SET role = 'table_row' WHERE number = '2'; UPDATE sections SET role = 'annex'");
    database.close();
    expect((await bring(db, {})).code).toBe(0);
    expect(await ask(db, "SELECT basis FROM decisions")).toEqual([{ basis: "self_reported" }]);
  });

  it("refuses whatever does not hold, with line and next step, and writes nothing", async () => {
    const db = copy();
    const wrong: [Partial<Row>, RegExp][] = [
      [{ quote: "Denmark opened  a shelter" }, /byte for byte, though it holds the same words/], [{ quote: "Denmark closed a shelter" }, /byte for byte\. Copy/], [{ paragraph: "9" }, /no paragraph '9'/], [{ document: "A/65/2" }, /no document 'A\/65\/2'/],
      [{ measure: "victims.sheltr" }, /Did you mean 'victims.shelter'/], [{ measure: "victims" }, /stands for \d+; give one code/], [{ status: "there" }, /status 'there' is not known/], [{ reason: "" }, /needs the column 'reason'/], [{ state: "Danmork" }, /Unknown State/],
      [{ basis: "hearsay" }, /basis 'hearsay' is not known/], [{ decision: "accept" }, /accept needs a claim_id/], [{ claim_id: "0123" }, /this row has a claim_id/],
    ];
    const { code, err } = await bring(db, ...wrong.map(([row]) => row));
    expect(code).toBe(1);
    for (const [index, [, pattern]] of wrong.entries()) expect(err.split("\n").find((line) => line.includes(`line ${index + 2}:`)) ?? err, String(pattern)).toMatch(pattern);
    expect(await ask(db, "SELECT * FROM decisions")).toEqual([]);
  });

  it("goes out with an export of decisions, into another database, and is taken back by reject", async () => {
    const db = copy();
    await bring(db, {});
    const file = join(folder, "carried.csv");
    writeFileSync(file, (await run("review", "export", "--decided", "--db", db)).out);
    const other = copy();
    expect((await run("review", "import", file, "--reviewer", "x", "--db", other)).code).toBe(0);
    expect(await ask(other, "SELECT reviewer, quote FROM decisions")).toEqual([{ reviewer: "A. Person", quote: QUOTE }]);
    expect(await bring(other, { decision: "reject", reason: "of another State" })).toMatchObject({ code: 0, out: expect.stringContaining("1 added before taken back") as string });
    expect(await claimsOf(other)).toEqual([]);
  });

  it("survives ingest, gives way to the reader's own claim, and complains where its words are gone", async () => {
    const db = copy();
    await bring(db, {});
    const standing = async (): Promise<Row[]> => ask<Row>(db, "SELECT standing FROM decision_standing");
    await ingestPlain(db, [join(folder, "in")], {}, { extractFingerprint: "rules-2" });
    expect(await standing()).toEqual([{ standing: "applied" }]);
    const read = async (sql: string): Promise<void> => {
      const { Database } = await import("../../pipeline/store/database.js");
      const database = await Database.open(db, "write");
      await database.run(sql);
      database.close();
    };
    await read("INSERT INTO claims SELECT * FROM claims_decided WHERE state = 'DNK'");
    expect(await standing()).toEqual([{ standing: "read_now" }]);
    expect(await claimsOf(db)).toHaveLength(1);
    await read("DELETE FROM claims WHERE state = 'DNK'; UPDATE paragraphs SET text = replace(text, 'opened', 'closed') WHERE number = '2'");
    expect(await standing()).toEqual([{ standing: "quote_changed" }]);
    expect(await claimsOf(db)).toEqual([]);
    await read("UPDATE paragraphs SET number = '77' WHERE number = '2'");
    expect(await standing()).toEqual([{ standing: "claim_gone" }]);
    expect((await run("review", "list", "--db", db, "--standing", "claim_gone", "--format", "json")).out).toContain("victims.shelter");
  });
});

describe("what a person sets of a document", () => {
  const meta = (db: string): Promise<Row[]> => ask<Row>(db, "SELECT state, year::VARCHAR AS year, kind, symbol, session, corrections FROM documents WHERE file LIKE '%b.%'");

  it("is read anew, kept through ingests, and forgotten by auto", async () => {
    const db = join(folder, "documents.duckdb");
    write(join(folder, "real"), { "b.html": "<h1>National action plan</h1><p>1. The Government will open a shelter for victims of trafficking in persons in 2012, and print cards.</p><p>2. Nothing else is said of it.</p>" });
    expect((await run("ingest", join(folder, "real"), "--db", db, "--workers", "1")).code).toBe(0);
    expect(await meta(db)).toMatchObject([{ state: null }]);
    const set = (...more: string[]) => run("review", "document", "b.html", "--reason", "cover", "--reviewer", "A. Person", "--db", db, ...more);
    expect(await set("--state", "Côte d'Ivoire", "--year", "2011", "--symbol", "A/1/2", "--session", "Second")).toMatchObject({ code: 0, out: expect.stringContaining("set symbol to A/1/2") as string });
    expect(await meta(db)).toMatchObject([{ state: "CIV", year: "2011", symbol: "A/1/2", session: "Second" }]);
    expect(await ask(db, "SELECT count(*)::INTEGER AS n FROM issues WHERE message LIKE '%State that this document is about could not be told%'")).toEqual([{ n: 0 }]);
    expect(await ask(db, "SELECT field, value, reviewer, decided FROM document_decisions WHERE field = 'state'")).toEqual([{ field: "state", value: "CIV", reviewer: "A. Person", decided: "2026-03-04" }]);
    const again = await run("ingest", join(folder, "real"), "--db", db, "--workers", "1");
    expect(again.err).toContain("1 unchanged");
    expect(await meta(db)).toMatchObject([{ state: "CIV" }]);
    expect((await set("--kind", "guidance")).code).toBe(0);
    expect(await meta(db)).toMatchObject([{ state: "CIV", kind: "guidance" }]);
    expect((await set("--kind", "auto", "--state", "auto", "--year", "auto", "--symbol", "auto", "--session", "auto")).code).toBe(0);
    expect(await meta(db)).toMatchObject([{ state: null, symbol: null, corrections: null }]);
    expect((await meta(db))[0]?.["kind"]).not.toBe("guidance");
    expect((await run("ingest", join(folder, "real"), "--state", "MMR", "--db", db, "--workers", "1")).code).toBe(0);
    expect(await meta(db)).toMatchObject([{ state: "MMR" }]);
    expect((await run("ingest", join(folder, "real"), "--db", db, "--workers", "1")).err).toContain("1 unchanged");
    rmSync(join(folder, "real", "b.html"));
    expect(await set("--state", "FRA")).toMatchObject({ code: 0, out: expect.stringContaining("is not where it was read") as string });
    expect(await ask(db, "SELECT value FROM document_decisions")).toEqual([{ value: "FRA" }]);
  }, 240_000);

  it("refuses what is no State, year or kind, and an empty call", async () => {
    const bad = async (...more: string[]) => (await run("review", "document", "a.txt", "--reason", "x", "--reviewer", "y", "--db", fresh, ...more)).code;
    expect([await bad(), await bad("--year", "soon"), await bad("--state", "Atlantis"), await bad("--kind", "novel"), await bad("--symbol", " ")]).toEqual([2, 2, expect.any(Number), expect.any(Number), 2]);
    expect((await run("ingest", "x", "--shard", "1/2", "--parts", "p", "--state", "FRA")).code).toBe(2);
    expect(readFileSync(join(import.meta.dirname, "../../docs/review.md"), "utf8")).toContain("stocktake review document");
  });
});
