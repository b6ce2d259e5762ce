// Owns the proof that what the reader rejected is shown as such and ranks the queue, and that a database without it is answered for. The table is made here.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { queue, type QueueItem } from "../../pipeline/explore/queue.js";
import { BY_NEARNESS as IN_QUEUE } from "../../pipeline/review/rejected.js";
import { suggestedParagraphs } from "../../pipeline/review/suggestions.js";
import { Database } from "../../pipeline/store/database.js";
import { CANDIDATE_STEPS, type Candidate } from "../../extractors/contracts.js";
import { keepCandidates } from "../../extractors/reader/left.js";
import { BY_NEARNESS } from "../../reports/explorer/questions/candidates.js";
import { W } from "../../reports/explorer/web/words.js";
import { QUESTIONS } from "../../reports/explorer/questions.js";
import { CANDIDATES_TABLE, makeCandidates, type MadeCandidates } from "../fixtures/candidates.js";
import { sampleDatabase } from "../fixtures/explorer.js";

interface Shown { candidates: Record<string, unknown>[] | null }
const pause = (): Promise<void> => Promise.resolve();
const asks = async <T>(database: Database, name: string, parameters: Record<string, string>): Promise<T> => (await QUESTIONS[name]?.(database, parameters)) as T;

let without: Database;
let withTable: Database;
let made: MadeCandidates;
/** Steps of the candidates that the reader left of the samples. */
let stored: string[] = [];
beforeAll(async () => {
  const source = await sampleDatabase();
  const path = join(mkdtempSync(join(tmpdir(), "stocktake-candidates-")), "s.duckdb");
  copyFileSync(source, path);
  made = await makeCandidates(path);
  const cleared = await Database.open(source, "write");
  stored = (await cleared.all<{ step: string }>("SELECT DISTINCT step FROM candidates ORDER BY step")).map(({ step }) => step);
  await cleared.run("DROP TABLE candidates");
  cleared.close();
  without = await Database.open(source, "read");
  withTable = await Database.open(path, "read");
}, 120_000);
afterAll(() => {
  without.close();
  withTable.close();
});

describe("candidates of the reader", () => {
  it("are told of a paragraph, the nearest to a claim first, with words that stand there", async () => {
    const page = await asks<Shown & { paragraph: { text: string } }>(withTable, "paragraph", { id: made.document, ordinal: String(made.ordinal) });
    expect(page.candidates?.map((one) => one["step"])).toEqual(["outscored", "actor", "role"]);
    expect(page.candidates?.length).toBe(3);
    for (const one of page.candidates ?? []) expect(page.paragraph.text.slice(Number(one["quote_start"]), Number(one["quote_end"]))).toBe(one["quote"]);
  });

  it("say why a cell is silent: those of the State, and those without a State in its own documents", async () => {
    const cell = await asks<Shown & { documents: string[] }>(withTable, "silence", { state: made.state, measure: made.measure });
    expect(cell.candidates?.map((one) => [one["step"], one["reason"], one["ordinal"]])).toEqual([["outscored", "its score is 0.97, and a claim needs 0.98", made.ordinal], ["actor", "Nobody acts", made.ordinal]]);
    expect(cell.documents).toContain(made.document);
    expect((await asks<Shown>(withTable, "silence", { state: "FJI", measure: made.measure })).candidates).toEqual([]);
    expect(await asks<Shown>(withTable, "silence", { state: "FJI", measure: "no.such" })).toBeNull();
  });

  it("fall at the steps that the reader has, each with a word of its own, and the database holds no other", () => {
    expect(IN_QUEUE).toEqual(BY_NEARNESS);
    expect([...BY_NEARNESS].sort()).toEqual([...CANDIDATE_STEPS].sort());
    expect(Object.keys(W.evidence.steps)).toEqual([...CANDIDATE_STEPS]);
    expect(new Set(Object.values(W.evidence.steps)).size).toBe(CANDIDATE_STEPS.length);
    expect(stored.length).toBeGreaterThan(0);
    expect(CANDIDATE_STEPS).toEqual(expect.arrayContaining(stored));
  });

  it("are ordered by how near the reader holds a step to a claim", () => {
    const at = (step: Candidate["step"]): Candidate => ({ paragraph: 0, state: "XAA", measure: "victims.shelter", status: null, score: 0.2, step, reason: "-", quoteStart: 0, quoteEnd: 1 });
    for (const [index, step] of BY_NEARNESS.entries()) for (const farther of BY_NEARNESS.slice(0, index)) expect(keepCandidates([at(farther), at(step)], []).map((one) => one.step)).toEqual([step]);
  });

  it("are null where the table is missing or empty", async () => {
    expect((await asks<Shown>(without, "silence", { state: made.state, measure: made.measure })).candidates).toBeNull();
    const path = join(mkdtempSync(join(tmpdir(), "stocktake-candidates-")), "empty.duckdb");
    const writing = await Database.open(path, "write");
    await writing.run(CANDIDATES_TABLE);
    for (const table of ["states", "measures", "documents", "respondents"]) await writing.run(`ATTACH IF NOT EXISTS '${without.path}' AS source (READ_ONLY); CREATE TABLE ${table} AS FROM source.${table}`);
    expect((await asks<Shown>(writing, "silence", { state: made.state, measure: made.measure })).candidates).toBeNull();
    writing.close();
  });

  it("rank the queue by their scores; words come second, and what the reader claims there is left out", async () => {
    const ranked = await suggestedParagraphs(withTable, pause);
    expect([ranked[0]?.document_id, ranked[0]?.ordinal, ranked[0]?.score]).toEqual([made.document, made.ordinal, 0.97]);
    expect(ranked[0]?.suggestions[0]).toMatchObject({ source: "reader", measure: made.measure, step: "outscored", reason: "its score is 0.97, and a claim needs 0.98" });
    expect(ranked.flatMap((one) => one.suggestions.filter(({ source }) => source === "reader").map(({ measure }) => `${one.document_id} ${one.ordinal} ${measure}`))).not.toContain(`${made.claimed.document} ${made.claimed.ordinal} ${made.claimed.measure}`);
    const words = await suggestedParagraphs(without, pause);
    expect(words.length).toBeGreaterThan(0);
    expect(words.every((one) => one.suggestions.every(({ source }) => source === "words"))).toBe(true);
    const both = ranked.find((one) => one.suggestions.every(({ source }) => source === "words"));
    const before = words.find((one) => one.document_id === both?.document_id && one.ordinal === both.ordinal);
    expect(both?.score).toBeLessThan(before?.score ?? 0);
  });

  it("stand in the queue as probably missed, with where their words begin", async () => {
    const snapshot = { database: withTable, version: "1", kept: new Map<string, unknown>() };
    const { items, counts } = await queue(snapshot, withTable.path, { why: "missed" }, []);
    expect(counts.missed).toBeGreaterThan(0);
    expect(items[0] as QueueItem).toMatchObject({ why: "missed", document_id: made.document, ordinal: made.ordinal, claims: [] });
    expect(items[0]?.suggestions[0]?.start).toBe(made.start);
    const plain = await queue(snapshot, withTable.path, { why: "explicit", documents: made.document }, []);
    const [count] = await withTable.all<{ n: number }>("SELECT count(*)::INTEGER AS n FROM claims WHERE document_id = $1 AND certainty = 'explicit'", [made.document]);
    expect(plain.total + plain.counts.conflict).toBeGreaterThanOrEqual(count?.n ?? 1);
  });

  it("rank alike ones by how near they came, and paragraphs alike by how much was considered; the claims of a paragraph stand beside what it may tell besides", async () => {
    const path = join(mkdtempSync(join(tmpdir(), "stocktake-candidates-")), "alike.duckdb");
    copyFileSync(withTable.path, path);
    const writing = await Database.open(path, "write");
    const [claim] = await writing.all<{ id: string; ordinal: number }>("SELECT c.document_id AS id, p.ordinal FROM claims c JOIN paragraphs p USING (paragraph_id) WHERE p.ordinal > 0 AND c.certainty = 'explicit' GROUP BY ALL ORDER BY c.document_id, p.ordinal LIMIT 1");
    const [id, ordinal] = [claim?.id ?? "", claim?.ordinal ?? -1];
    await writing.run("DELETE FROM candidates");
    const rows: [ordinal: number, measure: string, step: string][] = [[0, "data.database", "concept"], [ordinal, "business.partnership", "concept"], [ordinal, "treaty.smuggling_protocol", "topic"]];
    for (const [index, [at, measure, step]] of rows.entries()) await writing.run(`INSERT INTO candidates (document_id, paragraph_ordinal, measure, score, step, reason, quote, quote_start, quote_end, ordinal) VALUES ($1, $2::INTEGER, $3, 0.2, $4, '-', '', 0, 0, ${index})`, [id, at, measure, step]);
    const own = (await suggestedParagraphs(writing, pause)).filter((one) => one.document_id === id && one.suggestions[0]?.source === "reader");
    expect(own.map((one) => one.ordinal)).toEqual([ordinal, 0]);
    expect(own[0]?.suggestions.filter(({ source }) => source === "reader").map(({ measure }) => measure)).toEqual(["treaty.smuggling_protocol", "business.partnership"]);
    const { items } = await queue({ database: writing, version: "1", kept: new Map() }, path, { documents: id, why: "explicit" }, []);
    expect(items.find((one) => one.ordinal === ordinal)?.suggestions[0]?.measure).toBe("treaty.smuggling_protocol");
    writing.close();
  });
});
