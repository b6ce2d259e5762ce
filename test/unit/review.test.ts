// Owns the proof that human decisions go out, come back, are applied or left out as asked, survive ingest and complain when the source changes; and of diff and usage.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import { beforeAll, describe, expect, it } from "vitest";
import { main } from "../../pipeline/cli.js";
import { unguard } from "../../pipeline/review/review.js";
import { ask, ingestPlain, temporaryFolder, write } from "../fixtures/databases.js";

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = "";
  let err = "";
  const code = await main(argv, { out: (text) => void (out += text), err: (text) => void (err += text), columns: 120, errIsTerminal: false, now: () => new Date("2026-03-04T00:00:00Z") });
  return { code, out, err };
}
type Row = Record<string, string>;
const parse = (text: string): Row[] => Papa.parse<Row>(text, { header: true, skipEmptyLines: true }).data;

const folder = temporaryFolder();
const fresh = join(folder, "fresh.duckdb");
const REPORT = "year 2010\nsymbol A/65/1\nrespondents AUT BEL CHE\nAUT victims.hotline in_place =one(1)\nBEL victims.hotline planned\nCHE victims.shelter in_place\nAUT victims.shelter absent";
let count = 0;

beforeAll(async () => {
  write(join(folder, "in"), { "a.txt": REPORT, "b.txt": "year 2012\nrespondents FRA\nFRA treaty.untoc in_place" });
  await ingestPlain(fresh, [join(folder, "in")]);
});

/** A copy of the database, its exported claims, and a way to fill them in and bring them back. */
async function session() {
  const db = join(folder, `${(count += 1)}.duckdb`);
  copyFileSync(fresh, db);
  const rows = parse((await run("review", "export", "--db", db)).out);
  return {
    db, rows,
    decide: async (fill: (row: Row) => Partial<Row>) => {
      const file = join(folder, `${count}.csv`);
      writeFileSync(file, Papa.unparse(rows.map((row) => ({ ...row, ...fill(row) }))));
      return run("review", "import", file, "--reviewer", "A. Person", "--db", db);
    },
    claims: async (...more: string[]) => {
      const { out, err } = await run("claims", "--db", db, "--format", "json", ...more);
      return { err, keys: (JSON.parse(out) as Row[]).map((row) => `${row["state"]} ${row["measure"]} ${row["status"]}`).sort() };
    },
  };
}
const is = (row: Row, state: string, measure: string): boolean => row["state"] === state && row["measure"] === measure;
const AS_READ = ["AUT victims.hotline in_place", "AUT victims.shelter absent", "BEL victims.hotline planned", "CHE victims.shelter in_place", "FRA treaty.untoc in_place"];

describe("review", () => {
  it("exports claims with paragraph, rule and room for a decision, cells guarded", async () => {
    const { rows } = await session();
    expect(rows).toHaveLength(5);
    const row = rows.find((candidate) => is(candidate, "AUT", "victims.hotline"));
    expect(row).toMatchObject({ document: "A/65/1", status: "in_place", label: expect.stringMatching(/hotline/i) as string, decision: "", reason: "" });
    expect(row?.["context"]).toContain(unguard(row?.["quote"] ?? "?"));
    for (const one of rows) for (const cell of Object.values(one)) expect(cell).not.toMatch(/^\s*[=+\-@]/);
  });

  it("filters, limits, and draws the same sample for the same seed", async () => {
    const exported = async (...options: string[]): Promise<string[]> => parse((await run("review", "export", "--db", fresh, ...options)).out).map((row) => row["claim_id"] ?? "");
    expect(await exported("--measure", "victims.hotline")).toHaveLength(2);
    expect(await exported("--document", "A/65/1", "--limit", "3")).toHaveLength(3);
    expect(await exported("--certainty", "hedged")).toHaveLength(0);
    const [one, again, other] = [await exported("--sample", "3", "--seed", "7"), await exported("--sample", "3", "--seed", "7"), (await Promise.all(["1", "2", "3", "4", "5"].map((seed) => exported("--sample", "3", "--seed", seed)))).map((ids) => ids.join())];
    expect(one).toHaveLength(3);
    expect(again).toEqual(one);
    expect(new Set(other).size).toBeGreaterThan(1);
    expect((await run("review", "export", "--db", fresh, "--limit", "none")).code).toBe(2);
  });

  it("applies accept, reject and change to claims, tables and SQL, and leaves them out when asked, saying which", async () => {
    const { decide, claims, db } = await session();
    const result = await decide((row) => (is(row, "AUT", "victims.hotline") ? { decision: "accept" } : is(row, "BEL", "victims.hotline") ? { decision: "change", new_status: "in_place", new_state: "France", reason: "=the neighbour" } : is(row, "CHE", "victims.shelter") ? { decision: "reject", reason: "a partner only", reviewer: "B. Other" } : {}));
    expect(result).toMatchObject({ code: 0, out: expect.stringContaining("3 decisions imported: 1 accepted, 1 rejected, 1 changed; 2 rows without") as string });
    const applied = await claims();
    expect(applied.keys).toEqual(["AUT victims.hotline in_place", "AUT victims.shelter absent", "FRA treaty.untoc in_place", "FRA victims.hotline in_place"]);
    expect(applied.err).toMatch(/with human decisions: 3 of 3 applied \(1 rejected, 1 changed\)/);
    const ignored = await claims("--decisions", "ignore");
    expect(ignored.keys).toEqual(AS_READ);
    expect(ignored.err).toMatch(/without the 3 human decisions/);
    const cell = async (...more: string[]): Promise<Row[]> => JSON.parse((await run("sql", "SELECT state, status FROM document_cells WHERE measure = 'victims.shelter' ORDER BY state", "--db", db, "--format", "json", ...more)).out) as Row[];
    expect(await cell()).toEqual([{ state: "AUT", status: "absent" }]);
    expect(await cell("--decisions", "ignore")).toHaveLength(2);
    const gaps = async (...more: string[]): Promise<string> => (await run("gaps", "--measure", "victims.shelter", "--db", db, "--format", "csv", ...more)).out;
    expect(await gaps()).not.toBe(await gaps("--decisions", "ignore"));
    expect((await run("claims", "--db", db, "--decisions", "maybe")).code).toBe(2);
    expect(await ask(db, "SELECT reviewer, reason, decided FROM decisions ORDER BY reviewer, decision")).toEqual([
      { reviewer: "A. Person", reason: null, decided: "2026-03-04" }, { reviewer: "A. Person", reason: "=the neighbour", decided: "2026-03-04" }, { reviewer: "B. Other", reason: "a partner only", decided: "2026-03-04" },
    ]);
    expect((await ask<Row>(db, "SELECT count(*)::INTEGER AS n FROM claims"))[0]?.["n"]).toBe(5);
    expect((await ask<Row>(db, "SELECT count(*)::INTEGER AS n FROM claims_decided"))[0]?.["n"]).toBe(4);
  });

  it("measures the extractor without decisions unless asked, and says nothing where no claims are shown", async () => {
    const { decide, db } = await session();
    await decide((row) => (row["document"] === "A/65/1" ? { decision: "reject", reason: "test" } : {}));
    const gold = join(folder, "gold.csv");
    writeFileSync(gold, "document,paragraph,measure,state,status\nA/65/1,1,victims.hotline,AUT,in_place\n");
    const found = async (...more: string[]): Promise<number> => (JSON.parse((await run("evaluate", "--gold", gold, "--db", db, "--format", "json", ...more)).out) as { claims: { found: number } }).claims.found;
    expect([await found(), await found("--decisions", "apply")]).toEqual([1, 0]);
    expect((await run("documents", "--db", db)).err).toBe("");
  });

  it("tells every wrong row with its line, and writes nothing", async () => {
    const { decide, claims, rows } = await session();
    const wrong: Partial<Row>[] = [{ decision: "maybe" }, { decision: "reject" }, { decision: "change", reason: "x" }, { decision: "change", new_measure: "victims.hotlines", reason: "x" }, { decision: "accept", quote: "other words" }];
    const { code, err } = await decide((row) => wrong[rows.indexOf(row)] ?? {});
    expect(code).toBe(1);
    for (const [index, text] of ["decision 'maybe' is not known", "reject needs a reason", "change needs a new_status", "Did you mean 'victims.hotline'", "now has another quote"].entries()) expect(err).toMatch(new RegExp(`line ${index + 2}: .*${text}`));
    expect((await claims()).keys).toEqual(AS_READ);
    expect((await claims()).err).toBe("");
  });

  it("takes the later decision on one claim, and brings decisions to another database", async () => {
    const { decide, claims, db } = await session();
    await decide((row) => (is(row, "CHE", "victims.shelter") ? { decision: "reject", reason: "first" } : {}));
    await decide((row) => (is(row, "CHE", "victims.shelter") ? { decision: "accept" } : is(row, "FRA", "treaty.untoc") ? { decision: "reject", reason: "not signed" } : {}));
    expect((await claims()).keys).toEqual(AS_READ.filter((key) => !key.startsWith("FRA")));
    const file = join(folder, "carried.csv");
    writeFileSync(file, (await run("review", "export", "--decided", "--db", db)).out);
    const other = await session();
    expect((await run("review", "import", file, "--reviewer", "nobody", "--db", other.db)).code).toBe(0);
    expect((await other.claims()).keys).toEqual((await claims()).keys);
    expect(await ask(other.db, "SELECT DISTINCT reviewer FROM decisions")).toEqual([{ reviewer: "A. Person" }]);
  });

  it("survives ingest, and complains where the quote changed or the claim is gone", async () => {
    const { decide, claims, db } = await session();
    await decide((row) => (row["document"] === "A/65/1" ? { decision: "reject", reason: "test" } : {}));
    await ingestPlain(db, [join(folder, "in")], {}, { extractFingerprint: "rules-2" });
    expect((await claims()).keys).toEqual(["FRA treaty.untoc in_place"]);
    // What an extractor with other rules would leave: other words for one claim, another status for the other.
    const { Database } = await import("../../pipeline/store/database.js");
    const database = await Database.open(db, "write");
    await database.run("UPDATE claims SET quote = 'other words' WHERE state = 'CHE'");
    await database.run("UPDATE claims SET status = 'in_progress' WHERE state = 'BEL'");
    database.close();
    const after = await claims();
    expect(after.keys).toEqual(["BEL victims.hotline in_progress", "CHE victims.shelter in_place", "FRA treaty.untoc in_place"]);
    expect(after.err).toMatch(/2 of 4 applied .* not applied: 1 because the quote that was judged has changed, 1 because the claim is no longer given/);
    const listed = JSON.parse((await run("review", "list", "--db", db, "--format", "json", "--standing", "quote_changed,claim_gone")).out) as Row[];
    expect(listed.map((row) => [row["state"], row["standing"], row["quote_now"]])).toEqual([["BEL", "claim_gone", null], ["CHE", "quote_changed", "other words"]]);
    const { err } = await run("ingest", join(folder, "in", "missing"), "--db", db);
    expect(err).toMatch(/not applied any more: 1 because the quote .* 1 because the claim/);
  });

  it("says what is missing", async () => {
    expect(await run("review", "list", "--db", fresh)).toMatchObject({ code: 0, err: expect.stringContaining("holds no decisions") as string });
    expect(await run("review", "import", join(folder, "none.csv"), "--reviewer", "x", "--db", fresh)).toMatchObject({ code: 1, err: expect.stringContaining("none.csv: cannot be read") as string });
    expect((await run("review", "import", "x.csv", "--db", fresh)).code).toBe(2);
    expect([unguard("'=1"), unguard("'tis"), unguard("' -x"), unguard("=1")]).toEqual(["=1", "'tis", " -x", "=1"]);
  });
});

describe("diff", () => {
  it("shows what was gained, lost and changed, with counts, versions and documents on one side only", async () => {
    const { db } = await session();
    write(join(folder, "later"), { "a.txt": REPORT.replace("BEL victims.hotline planned", "BEL victims.hotline in_place").replace("AUT victims.shelter absent", "FRA victims.shelter absent"), "c.txt": "year 2013\nrespondents DEU\nDEU treaty.untoc in_place" });
    const later = join(folder, "later.duckdb");
    await ingestPlain(later, [join(folder, "later")]);
    const { code, out, err } = await run("diff", db, later, "--format", "json");
    expect({ code, err }).toMatchObject({ code: 0 });
    const { summary, differences } = JSON.parse(out) as { summary: Row & { documents_only_old: string[]; documents_only_new: string[] }; differences: Row[] };
    expect(differences.map((row) => [row["change"], row["state"], row["measure"], row["old_status"], row["new_status"]].join(" "))).toEqual(expect.arrayContaining(["changed BEL victims.hotline planned in_place", "lost AUT victims.shelter absent ", "gained FRA victims.shelter  absent", "lost FRA treaty.untoc in_place ", "gained DEU treaty.untoc  in_place"]));
    expect(summary).toMatchObject({ gained: 2, lost: 2, changed: 1, documents_only_old: ["b.txt"], documents_only_new: ["c.txt"], versions: [] });
    expect((await run("diff", db, db)).out).toBe("0 gained, 0 lost, 0 changed; 5 claims before, 5 after.\nMade with the same versions.\n");
    expect((await run("diff", db, later)).out).toMatch(/2 gained, 2 lost, 1 changed/);
    expect((await run("diff", db, join(folder, "none.duckdb"))).code).toBe(1);
    for (const format of ["csv", "md"]) expect((await run("diff", db, later, "--format", format)).out.trim().split("\n").length).toBe(format === "csv" ? 6 : 7);
  });
});

describe("usage", () => {
  it("lists rules and names that matched nothing, and all with their counts", async () => {
    const never = parse((await run("usage", "--db", fresh, "--of", "rules", "--format", "csv")).out);
    expect(never.length).toBeGreaterThan(50);
    expect(never.every((row) => row["matches"] === "0")).toBe(true);
    const { Database } = await import("../../pipeline/store/database.js");
    const db = join(folder, "usage.duckdb");
    copyFileSync(fresh, db);
    const database = await Database.open(db, "write");
    const [document] = await database.all<{ document_id: string }>("SELECT document_id FROM documents LIMIT 1");
    await database.run("INSERT INTO rule_usage VALUES ($1, $2, 3)", [document?.document_id ?? "", never[0]?.["name"] ?? ""]);
    database.close();
    expect(parse((await run("usage", "--db", db, "--of", "rules", "--format", "csv")).out)).toHaveLength(never.length - 1);
    expect(parse((await run("usage", "--db", db, "--of", "rules", "--all", "--format", "csv")).out)[0]).toMatchObject({ name: never[0]?.["name"], matches: "3", documents: "1" });
    expect((await run("usage", "--db", fresh, "--of", "aliases")).err).toMatch(/of \d+ English names of States matched nothing/);
  });
});

describe("the help", () => {
  it.each([["review", "export"], ["review", "import"], ["review", "list"], ["diff"], ["usage"]])("of %s %s has an example and exit codes", async (...words) => {
    const { code, out } = await run(...words.filter((word) => word !== undefined), "--help");
    expect(code).toBe(0);
    expect(out).toMatch(/Example:\n {2}stocktake /);
    expect(out).toMatch(/Exit codes:\n {2}0 /);
  });

  it("offers --decisions wherever claims are shown", async () => {
    for (const name of ["gaps", "claims", "explain", "evaluate", "sql", "diff"]) expect((await run(name, "--help")).out, name).toContain("--decisions");
    expect(readFileSync(join(import.meta.dirname, "../../docs/review.md"), "utf8")).toContain("--decisions ignore");
  });
});
