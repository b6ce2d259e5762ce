// Owns the proof that the explorer's pages count as the tables do: its counts against the macro of the gap table, its lists and filters against plain SQL.
import { copyFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Database } from "../../pipeline/store/database.js";
import { GROUPINGS } from "../../reports/gaps.js";
import { QUESTIONS } from "../../reports/explorer/questions.js";
import { termsOf } from "../../reports/explorer/questions/filter.js";
import { prepareCells } from "../../reports/explorer/questions/prepared.js";
import { sampleDatabase } from "../fixtures/explorer.js";

let database: Database;
const ask = async <T>(name: string, parameters: Record<string, string> = {}): Promise<T> => (await QUESTIONS[name]?.(database, parameters)) as T;
const one = async (sql: string): Promise<number> => (await database.all<{ n: number }>(sql))[0]?.n ?? -1;
interface Found { total: number; rows: Record<string, unknown>[]; facets: Record<string, { value: string; number: number }[]> }

beforeAll(async () => {
  database = await Database.open(await sampleDatabase(), "read");
}, 120_000);
afterAll(() => database.close());

describe("the explorer's questions", () => {
  it.each(GROUPINGS)("count cells by %s as the gap table does", async (by) => {
    const columns = `measure, group_name AS "group", states, respondents, in_place, in_progress, planned, mixed, absent, ended, conflict, silent, not_read, no_report, named_only, collective, illustrative`;
    expect(await ask("heat", { by })).toEqual(await database.all(`SELECT ${columns} FROM gap_table($1, NULL, ['self_reported']) ORDER BY measure_position, group_position = 0, group_position`, [by]));
  });

  it.each([["sg_report", null, false], [null, "2009", false], ["national_report", "2012", true], [null, null, true]])("have the cells of the macro within kind %s and year %s", async (kind, year, all) => {
    const bases = all ? ["self_reported", "secretariat", "third_party"] : ["self_reported"];
    const ids = kind === null && year === null ? null : (await database.all<{ document_id: string }>("SELECT document_id FROM documents WHERE status = 'read' AND ($1 IS NULL OR kind = $1) AND ($2 IS NULL OR year::VARCHAR = $2)", [kind, year])).map((row) => row.document_id);
    const columns = "state, measure, cell, respondent, reported_status, year, basis, doubtful, claims, differs_elsewhere, collective";
    const name = await prepareCells(database, { kind, year, bases });
    expect(await database.all(`SELECT ${columns} FROM ${name} ORDER BY ALL`)).toEqual(await database.all(`SELECT ${columns} FROM gap_cells($1, $2) ORDER BY ALL`, [ids, bases]));
  });

  it("count by year as the view of series does: years, several documents of one, a report that was not read", async () => {
    const path = join(mkdtempSync(join(tmpdir(), "stocktake-questions-")), "years.duckdb");
    copyFileSync(database.path, path);
    const made = await Database.open(path, "write");
    await made.run("UPDATE documents SET kind = 'upr_working_group', year = 2008 + (SELECT count(*) FROM documents o WHERE o.file < documents.file)::INTEGER % 3");
    await made.run("UPDATE documents SET readable = false WHERE file = (SELECT max(file) FROM documents WHERE state IS NOT NULL)");
    const columns = ["respondents", "in_place", "in_progress", "planned", "mixed", "absent", "ended", "conflict", "silent", "not_read", "named_only"];
    const wanted = await made.all<Record<string, unknown>>(`SELECT s.measure, s.year::VARCHAR AS "group", ${columns.map((name) => `s.${name}`).join(", ")} FROM measure_series s JOIN measures m USING (measure) WHERE s.kind = 'upr_working_group' ORDER BY m.position, s.year`);
    const found = (await QUESTIONS["heat"]?.(made, { by: "year", kind: "upr_working_group" })) as Record<string, unknown>[];
    made.close();
    expect(new Set(wanted.map((row) => row["group"])).size).toBe(3);
    expect(wanted.some((row) => row["not_read"] === 1)).toBe(true);
    expect(found.map((row) => Object.fromEntries(["measure", "group", ...columns].map((name) => [name, row[name]])))).toEqual(wanted);
  });

  it("keep to a kind and a year, and to whose word is asked", async () => {
    const ids = (await database.all<{ document_id: string }>("SELECT document_id FROM documents WHERE kind = 'sg_report'")).map((row) => row.document_id);
    const rows = await ask<Record<string, unknown>[]>("heat", { by: "region", kind: "sg_report", basis: "all" });
    const wanted = await database.all(`SELECT in_place FROM gap_table('region', $1, ['self_reported', 'secretariat', 'third_party']) ORDER BY measure_position, group_position = 0, group_position`, [ids]);
    expect(rows.map((row) => row["in_place"])).toEqual(wanted.map((row) => row["in_place"]));
  });

  it("find claims under filters, each facet counted over what is found", async () => {
    const found = await ask<Found>("claims", { states: "AUT,NOR", statuses: "in_place" });
    expect(found.total).toBe(await one("SELECT count(*)::INTEGER AS n FROM claims WHERE state IN ('AUT', 'NOR') AND status = 'in_place'"));
    expect(found.total).toBeGreaterThan(0);
    expect(found.rows).toHaveLength(Math.min(50, found.total));
    for (const facet of ["states", "measures", "statuses", "certainties", "bases", "regions"]) expect(found.facets[facet]?.reduce((sum, value) => sum + value.number, 0), facet).toBe(found.total);
    expect(found.facets["statuses"]).toEqual([{ value: "in_place", number: found.total }]);
  });

  it("count in paragraphs how many have a claim of each State and status", async () => {
    const found = await ask<Found>("paragraphs", { q: "victims" });
    const with_ = (what: string): string => `SELECT count(DISTINCT c.paragraph_id)::INTEGER AS n FROM claims c JOIN paragraphs p USING (paragraph_id) WHERE contains(lower(p.text), 'victims') AND ${what}`;
    expect(found.facets["states"]?.find((row) => row.value === "AUT")?.number).toBe(await one(with_("c.state = 'AUT'")));
    expect(found.facets["statuses"]?.find((row) => row.value === "in_place")?.number).toBe(await one(with_("c.status = 'in_place'")));
    expect((found.facets["measures"] ?? []).length).toBeGreaterThan(3);
  });

  it("tell paragraphs in which somebody decided from the others, a rejected claim as well", async () => {
    const path = join(mkdtempSync(join(tmpdir(), "stocktake-questions-")), "reviewed.duckdb");
    copyFileSync(database.path, path);
    const made = await Database.open(path, "write");
    const [claim] = await made.all<{ paragraph_id: string }>("SELECT paragraph_id FROM claims ORDER BY claim_id LIMIT 1");
    await made.run("INSERT INTO decisions BY NAME SELECT x.sha256, x.file AS document, c.paragraph, c.state, c.measure, c.status, c.basis, c.quote, 'reject' AS decision, 'no' AS reason, 'A. Person' AS reviewer, '2026-12-01' AS decided FROM claims c JOIN documents x USING (document_id) ORDER BY c.claim_id LIMIT 1");
    const all = await one("SELECT count(*)::INTEGER AS n FROM paragraphs");
    const asked = (reviewed: string): Promise<Found> => QUESTIONS["paragraphs"]?.(made, { reviewed }) as Promise<Found>;
    const [yes, no] = [await asked("yes"), await asked("no")];
    made.close();
    expect(yes.rows.map((row) => `${String(row["document_id"])}-p${String(row["ordinal"])}`)).toEqual([claim?.paragraph_id]);
    expect([yes.total, no.total]).toEqual([1, all - 1]);
  });

  it("find words in paragraphs, all of them, and phrases as they are", async () => {
    expect(termsOf('Shelter "safe HOUSE" shelter')).toEqual(["shelter", "safe house"]);
    const words = await ask<Found>("paragraphs", { q: "victims trafficking" });
    expect(words.total).toBe(await one("SELECT count(*)::INTEGER AS n FROM paragraphs WHERE contains(lower(text), 'victims') AND contains(lower(text), 'trafficking')"));
    const claims = await ask<Found>("claims", { q: "hotline", regions: "Europe" });
    expect(claims.total).toBe(await one("SELECT count(*)::INTEGER AS n FROM claims c JOIN paragraphs p USING (paragraph_id) JOIN states s ON s.state = c.state WHERE contains(lower(p.text), 'hotline') AND s.region = 'Europe'"));
    const told = await ask<Found>("paragraphs", { q: "hotline", states: "AUT" });
    expect(told.total).toBe(await one("SELECT count(*)::INTEGER AS n FROM paragraphs p WHERE contains(lower(text), 'hotline') AND EXISTS (SELECT 1 FROM claims c WHERE c.paragraph_id = p.paragraph_id AND c.state = 'AUT')"));
  });

  it("turn pages without losing or repeating a claim", async () => {
    const seen = new Set<unknown>();
    const { total } = await ask<Found>("claims");
    for (let offset = 0; offset < total; offset += 50) for (const row of (await ask<Found>("claims", { offset: String(offset) })).rows) seen.add(row["claim_id"]);
    expect(seen.size).toBe(total);
  });

  it("give nothing for what is not there, and take hostile values as values", async () => {
    expect(await ask("state", { id: "XXX" })).toBeNull();
    expect(await ask("heat", { by: "region; DROP TABLE claims" })).toBeNull();
    expect((await ask<Found>("claims", { states: "'); DROP TABLE claims; --" })).total).toBe(0);
    expect((await ask<Found>("claims", { q: "' OR '1'='1" })).total).toBe(0);
    expect((await ask<Found>("claims", { offset: "-5; x" })).rows.length).toBeGreaterThan(0);
  });

  it("tell what became of recommendations: whether a later document of the State reports the measure", async () => {
    const path = join(mkdtempSync(join(tmpdir(), "stocktake-questions-")), "recommended.duckdb");
    copyFileSync(database.path, path);
    const made = await Database.open(path, "write");
    // A State that answers in a dated document and is silent there on one measure and not on another.
    const [place] = await made.all<{ document_id: string; paragraph_id: string; state: string; told: string; year: number }>("SELECT c.document_id, c.paragraph_id, c.state, c.measure AS told, d.year FROM claims c JOIN documents d ON d.document_id = c.document_id JOIN respondents r ON r.document_id = c.document_id AND r.state = c.state WHERE d.year IS NOT NULL AND c.status = 'in_place' AND c.basis = 'self_reported' ORDER BY c.claim_id LIMIT 1");
    const [silent] = await made.all<{ measure: string }>("SELECT measure FROM gap_cells(NULL, ['self_reported']) WHERE state = $1 AND cell = 'silent' ORDER BY measure LIMIT 1", [place?.state ?? ""]);
    await made.run("INSERT INTO documents BY NAME SELECT * REPLACE ('aaaaaaaaaaaaaaaa' AS document_id, 'A/HRC/1/1' AS symbol, 'upr.txt' AS file, 'upr_working_group' AS kind, year - 5 AS year, 0 AS claim_count, 0 AS respondent_count, NULL AS state) FROM documents WHERE document_id = $1", [place?.document_id ?? ""]);
    await made.run("INSERT INTO paragraphs BY NAME SELECT * REPLACE ('aaaaaaaaaaaaaaaa' AS document_id, 'aaaaaaaaaaaaaaaa-p0' AS paragraph_id, 0 AS ordinal) FROM paragraphs WHERE paragraph_id = $1", [place?.paragraph_id ?? ""]);
    for (const [index, measure] of [place?.told, silent?.measure].entries()) {
      await made.run("INSERT INTO recommendations BY NAME SELECT 'r' || $1::INTEGER AS recommendation_id, 'aaaaaaaaaaaaaaaa' AS document_id, 'aaaaaaaaaaaaaaaa-p0' AS paragraph_id, '1' AS paragraph, NULL AS page, $2 AS state, ['NOR'] AS recommended_by, NULL AS session, $3::INTEGER AS year, '1.' || $1::INTEGER AS number, 'Do it' AS text, 'pending' AS response, [$4] AS measures, true AS trafficking, 5 AS action, 'Do it' AS quote, $1::INTEGER AS quote_start, $1::INTEGER + 5 AS quote_end", [index, place?.state ?? "", (place?.year ?? 0) - 5, measure ?? ""]);
    }
    const page = (await QUESTIONS["state"]?.(made, { id: place?.state ?? "" })) as { recommendations: Record<string, unknown>[]; became: Record<string, unknown>[]; treaties: unknown[] };
    made.close();
    expect(page.recommendations.map((row) => [row["number"], row["response"], row["recommended_by"]])).toEqual([["1.0", "pending", ["NOR"]], ["1.1", "pending", ["NOR"]]]);
    const became = new Map(page.became.map((row) => [row["measure"], row]));
    expect(became.get(place?.told)).toMatchObject({ later_document: true, reported: true, reported_year: place?.year, recommendations: 1 });
    expect(became.get(silent?.measure)).toMatchObject({ later_document: true, reported: false, reported_status: null });
    expect(page.treaties.length).toBeGreaterThan(0);
  });

  it("tell of a State what the gap table says, and of a paragraph its claims with offsets that hold", async () => {
    const page = await ask<{ cells: { measure: string; cell: string }[] }>("state", { id: "AUT" });
    expect(page.cells.length).toBe(await one("SELECT count(*)::INTEGER AS n FROM gap_cells(NULL, ['self_reported']) WHERE state = 'AUT'"));
    const [claim] = await database.all<{ document_id: string; ordinal: number }>("SELECT c.document_id, p.ordinal FROM claims c JOIN paragraphs p USING (paragraph_id) ORDER BY c.claim_id LIMIT 1");
    const paragraph = await ask<{ paragraph: { text: string }; claims: { quote: string; quote_start: number; quote_end: number }[]; candidates: unknown }>("paragraph", { id: claim?.document_id ?? "", ordinal: String(claim?.ordinal) });
    expect(paragraph.claims.length).toBeGreaterThan(0);
    for (const one of paragraph.claims) expect(paragraph.paragraph.text.slice(one.quote_start, one.quote_end)).toBe(one.quote);
  });
});
