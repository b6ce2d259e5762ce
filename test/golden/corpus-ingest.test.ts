// Owns the proof over all real documents: the whole corpus ingests, every quote is the text at its offsets as stored, one report in three formats gives the same claims.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { Database } from "../../pipeline/store/database.js";
import { CORPUS as corpus, corpusDatabase } from "../fixtures/corpus.js";

if (!existsSync(corpus)) console.warn("The corpus is not at ../shared/corpus: the tests over real documents are skipped.");

describe.skipIf(!existsSync(corpus))("the whole corpus", () => {
  let code = -1;
  let err = "";
  let database: Database;

  beforeAll(async () => {
    const db = await corpusDatabase();
    ({ code, err } = JSON.parse(readFileSync(`${db}.told.json`, "utf8")) as { code: number; err: string });
    database = await Database.open(db, "read");
  }, 600_000);

  it("ends, with every file read or named with its reason", async () => {
    expect(err).not.toMatch(/fault of Stocktake/);
    expect([0, 3]).toContain(code);
    const hard = await database.all<{ file: string; status: string; failure_reason: string | null; failure_next: string | null }>("SELECT file, status, failure_reason, failure_next FROM documents WHERE file LIKE 'hard/%' ORDER BY file");
    expect(hard.map((row) => row.file.slice("hard/".length))).toEqual(readdirSync(join(corpus, "hard")).sort());
    for (const row of hard) if (row.status === "failed") expect(`${row.failure_reason} ${row.failure_next}`).toMatch(/.{20}/);
    const reason = (file: string): string => hard.find((row) => row.file === `hard/${file}`)?.failure_reason ?? "read";
    expect(reason("blank.pdf")).toMatch(/no text/);
    expect(reason("not_a_pdf.pdf")).toMatch(/empty/);
    expect(reason("damaged-xref.A-HRC-WG.6-7-SVN-2.pdf")).toBe("read");
  });

  it("stores every quote as the text at its offsets", async () => {
    const tables = ["claims", "collective_claims", "recommendations"];
    let checked = 0;
    for (const name of tables) {
      for (const row of await database.all<{ quote: string; quote_start: number; quote_end: number; text: string }>(`SELECT c.quote, c.quote_start, c.quote_end, p.text FROM ${name} c JOIN paragraphs p USING (paragraph_id)`)) {
        if (row.text.slice(row.quote_start, row.quote_end) !== row.quote) expect.unreachable(`${name}: "${row.quote}" is not the text at ${row.quote_start}–${row.quote_end}`);
        checked += 1;
      }
      const [count] = await database.all<{ n: number }>(`SELECT count(*) AS n FROM ${name}`);
      checked -= count?.n ?? 0;
    }
    expect(checked, "records without their paragraph").toBe(0);
  });

  it("has ids that are unique", async () => {
    for (const [table, id] of [["claims", "claim_id"], ["collective_claims", "collective_id"], ["recommendations", "recommendation_id"], ["paragraphs", "paragraph_id"], ["documents", "document_id"]]) {
      expect(await database.all(`SELECT ${id} FROM ${table} GROUP BY ${id} HAVING count(*) > 1`), table).toEqual([]);
    }
  });

  it("gives the same claims for one report as PDF, DOCX and text", async () => {
    const claims = (end: string): Promise<unknown[]> =>
      database.all("SELECT c.paragraph, c.state, c.measure, c.status, c.extent, c.certainty FROM claims c JOIN documents d USING (document_id) WHERE d.file = $1 ORDER BY ALL", [`seeds/A-65-209.${end}`]);
    const pdf = await claims("pdf");
    expect(pdf.length).toBeGreaterThan(300);
    expect(await claims("docx")).toEqual(pdf);
    expect(await claims("txt")).toEqual(pdf);
  });

  it("takes no claim from a paragraph of recommendations", async () => {
    expect(await database.all("SELECT d.file, c.paragraph, c.state, c.measure FROM claims c JOIN documents d USING (document_id) JOIN paragraphs p USING (paragraph_id) WHERE p.role = 'recommendations'")).toEqual([]);
  });
});
