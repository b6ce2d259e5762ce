// Owns the proof that a listing written piece after piece is, byte for byte, what the formats make of its rows: also with hostile text, with many documents and with a choice of them.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { harmless } from "../../datasets/unsafe-characters.js";
import { Database } from "../../pipeline/store/database.js";
import { formatRows } from "../../reports/format.js";
import { writeLongListing, type LongFormat, type LongListing } from "../../reports/long-listing.js";
import { runSqlFile, type Row } from "../../reports/query.js";
import { sampleDatabase } from "../fixtures/explorer.js";

/** Cells that a spreadsheet would run, that end a line, that have to be quoted, that a terminal would obey, or that are not there. */
const HOSTILE = ["=1+1", " \t=cmd", "+1", "-dash", "@x", "\u00a0=x", "＝x", "\u0007=bell", "a,b", 'say "yes"', "two\nlines", "back\r\nslash \\", " before", "after ", "a\ufeffmark", "in\u202eside", "é, ü", "\u001b[31mred", "tab\there", "", "a\u007fb", "'", "\\n"];

let database: Database;
beforeAll(async () => {
  const path = await sampleDatabase();
  const writing = await Database.open(path, "write");
  for (const [index, text] of HOSTILE.entries()) {
    await writing.run("UPDATE claims SET quote = $1, rule = $2 WHERE claim_id = (SELECT claim_id FROM claims ORDER BY claim_id LIMIT 1 OFFSET $3)", [text, HOSTILE[(index + 7) % HOSTILE.length] ?? "", index]);
    await writing.run("UPDATE respondents SET name = $1, footnote = $2 WHERE rowid = $3::BIGINT", [text, index % 2 === 0 ? null : text, index]);
  }
  await writing.run("UPDATE documents SET file = '=evil,\"file\".txt' WHERE file = (SELECT min(file) FROM documents)");
  writing.close();
  database = await Database.open(path, "read");
}, 120_000);
afterAll(() => database.close());

async function streamed(listing: LongListing, format: LongFormat, atOnce?: number): Promise<{ text: string; rows: number | null; pieces: number }> {
  const pieces: string[] = [];
  const rows = await writeLongListing(database, listing, format, (text) => void pieces.push(text), atOnce === undefined ? {} : { atOnce });
  return { text: pieces.join(""), rows, pieces: pieces.length };
}

const NONE = { documents: null, states: null, measures: null };
const LISTINGS: LongListing[] = [
  { name: "claims", table: "claims", variables: { ...NONE, statuses: null, bases: null, certainties: null } },
  { name: "respondents", table: "respondents", variables: { documents: null, states: null } },
  { name: "collective", table: "collective_claims", variables: { documents: null, measures: null } },
];

describe("a long listing", () => {
  it.each(LISTINGS.flatMap((listing) => (["csv", "json"] as const).map((format) => [listing.name, format, listing] as const)))("of %s in %s is what the formats write", async (_name, format, listing) => {
    const rows = await runSqlFile<Row>(database, listing.name, listing.variables);
    expect(rows.length).toBeGreaterThan(0);
    const whole = await streamed(listing, format);
    expect(whole.text).toBe(formatRows(rows, format));
    expect(whole.rows).toBe(rows.length);
    // Divided by documents it is the same.
    const divided = await streamed(listing, format, 40);
    expect(divided.text).toBe(whole.text);
    // What leaves as bytes and what has to be made harmless first are the same together.
    const kinds = new Set<string>();
    const both: string[] = [];
    await writeLongListing(database, listing, format, (text) => void (both.push(text), kinds.add("text")), { atOnce: 40, bytes: (bytes) => Promise.resolve(harmless(bytes) && kinds.add("bytes") && both.push(Buffer.from(bytes).toString("utf8")) > 0) });
    expect(both.join("")).toBe(whole.text);
    if (listing.name === "claims") expect([...kinds].sort()).toEqual(["bytes", "text"]);
    if (listing.name === "claims") expect(divided.pieces).toBeGreaterThan(whole.pieces);
  });

  it("keeps to the documents and States that are chosen, and is nothing where nothing matches", async () => {
    const ids = (await database.all<{ document_id: string }>("SELECT document_id FROM documents ORDER BY file LIMIT 2")).map((row) => row.document_id);
    const [claims] = LISTINGS as [LongListing];
    for (const variables of [{ ...claims.variables, documents: ids }, { ...claims.variables, documents: ids, states: ["AUT"] }]) {
      const text = formatRows(await runSqlFile<Row>(database, "claims", variables), "csv");
      expect((await streamed({ ...claims, variables }, "csv")).text).toBe(text);
      expect((await streamed({ ...claims, variables }, "csv", 40)).text).toBe(text);
    }
    expect(await streamed({ ...claims, variables: { ...claims.variables, states: ["XXX"] } }, "json")).toEqual({ text: "", rows: 0, pieces: 0 });
  });

  it("writes recommendations with their lists", async () => {
    const path = join(mkdtempSync(join(tmpdir(), "stocktake-listing-")), "r.duckdb");
    const made = await Database.open(path, "write");
    await made.run("CREATE TABLE documents AS SELECT 'd1' AS document_id, 'f.txt' AS file, NULL::VARCHAR AS symbol; CREATE TABLE paragraphs AS SELECT 'd1-p0' AS paragraph_id, 0 AS ordinal");
    await made.run(`CREATE TABLE recommendations AS SELECT * FROM (VALUES ('1', ['AUT', 'NOR'], ['a.b'], true, 3), ('2', []::VARCHAR[], NULL::VARCHAR[], false, NULL), ('3', ['=x', 'say "y"'], ['a', 'b'], true, 1)) t(recommendation_id, recommended_by, measures, trafficking, action),
      (SELECT 'd1' AS document_id, 'd1-p0' AS paragraph_id, '1' AS paragraph, 1::INTEGER AS page, 'SVN' AS state, NULL::VARCHAR AS session, 2010::INTEGER AS year, '1.1' AS number, 'Text, of it' AS text, 'noted' AS response, 'Quote' AS quote, 0 AS quote_start)`);
    for (const format of ["csv", "json"] as const) {
      const pieces: string[] = [];
      await writeLongListing(made, { name: "recommendations", table: "recommendations", variables: NONE }, format, (text) => void pieces.push(text));
      expect(pieces.join("")).toBe(formatRows(await runSqlFile<Row>(made, "recommendations", NONE), format));
    }
    made.close();
  });
});
