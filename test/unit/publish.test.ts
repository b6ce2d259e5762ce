// Owns the proof of `stocktake publish`: a release that validates, loads back to the same rows, has the same bytes wherever it is made, and tells what it is.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { DataFactory, Parser, Store } from "n3";
import Papa from "papaparse";
import { beforeAll, describe, expect, it } from "vitest";
import { loadFrameworks } from "../../datasets/frameworks.js";
import { loadMeasures } from "../../datasets/measures.js";
import { datasetPath, packageRoot } from "../../datasets/paths.js";
import { main } from "../../pipeline/cli.js";
import { foreignKeys, RELEASED, tableSchema } from "../../pipeline/publish/descriptor.js";
import { Database } from "../../pipeline/store/database.js";
import { temporaryFolder } from "../fixtures/databases.js";

interface DataPackage {
  valid: boolean;
  errors: Error[];
  resources: { name: string; tabular: boolean; descriptor: { path: string; schema: { fields: { name: string; description: string }[] } }; read(options: { relations: boolean; keyed: boolean }): Promise<Record<string, unknown>[]> }[];
}
const { Package } = createRequire(import.meta.url)("datapackage") as { Package: { load(descriptor: unknown, options: { basePath: string; strict?: boolean }): Promise<DataPackage> } };

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = "";
  let err = "";
  const code = await main(argv, { out: (text) => void (out += text), err: (text) => void (err += text), columns: 100, errIsTerminal: false, now: () => new Date("2026-01-01T00:00:00Z") });
  return { code, out, err };
}

const folder = temporaryFolder();
const db = join(folder, "one.duckdb");
const out = join(folder, "release");
const samples = datasetPath("samples", "documents");
const json = (path: string) => JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;

beforeAll(async () => {
  const hostile = join(folder, "hostile");
  mkdirSync(hostile);
  // Text that is a formula, a quote, a line break or an apostrophe for somebody.
  writeFileSync(join(hostile, "hostile.txt"), "Country note: Norway\n\n1. =HYPERLINK(\"http://x\") Norway has ratified the Trafficking Protocol.\n\n2. '+1 \"quoted\", with, commas.\n\n3. @SUM(A1) Norway runs a hotline for victims of trafficking.\n");
  const { code } = await run("ingest", samples, hostile, "--db", db, "--no-cache");
  expect(code).toBe(0);
  const published = await run("publish", "--db", db, "--out", out);
  expect(published).toMatchObject({ code: 0, err: "" });
});

describe("a release", () => {
  it("validates with Frictionless' own library: descriptor, types, constraints, keys", async () => {
    const descriptor = json(join(out, "datapackage.json"));
    expect(descriptor["$schema"]).toBe("https://datapackage.org/profiles/2.0/datapackage.json");
    const found = await Package.load(descriptor, { basePath: out, strict: true });
    expect(found.errors).toEqual([]);
    expect(found.valid).toBe(true);
    const tables = found.resources.filter((resource) => resource.tabular);
    expect(tables.map((resource) => resource.name)).toEqual(RELEASED.map((table) => table.name));
    for (const resource of tables) {
      // Throws on the first row whose value has another type, breaks a constraint, or names a row that is not there.
      const rows = await resource.read({ relations: true, keyed: true });
      expect(rows.length, resource.name).toBe(await count(join(out, "stocktake.duckdb"), resource.name));
    }
  });

  it("would not validate with a wrong row", async () => {
    const broken = join(folder, "broken");
    mkdirSync(join(broken, "tables"), { recursive: true });
    for (const name of readdirSync(join(out, "tables"))) writeFileSync(join(broken, "tables", name), readFileSync(join(out, "tables", name)));
    const read = async (change: (text: string) => string) => {
      writeFileSync(join(broken, "tables", "claims.csv"), change(readFileSync(join(out, "tables", "claims.csv"), "utf8")));
      const found = await Package.load(json(join(out, "datapackage.json")), { basePath: broken, strict: true });
      return (found.resources.find((resource) => resource.name === "claims") as DataPackage["resources"][number]).read({ relations: true, keyed: true });
    };
    expect((await read((text) => text)).length).toBeGreaterThan(100);
    await expect(read((text) => text.replace(",in_place,", ",has_it,"))).rejects.toThrow();
    await expect(read((text) => text.replace(/,AUT,/, ",QQQ,"))).rejects.toThrow();
  });

  it("loads back from Parquet and from CSV to the same rows", async () => {
    const database = await Database.open(":memory:", "write");
    await database.run(`ATTACH '${db}' AS source (READ_ONLY)`);
    let cells = 0;
    for (const table of RELEASED) {
      const order = table.columns.map((column) => `"${column.name}" NULLS FIRST`).join(", ");
      const wanted = await database.all(`SELECT * FROM source."${table.name}" ORDER BY ${order}`);
      cells += wanted.length;
      expect(await database.all(`SELECT * FROM read_parquet('${join(out, "tables", `${table.name}.parquet`)}') ORDER BY ${order}`), `${table.name}.parquet`).toEqual(wanted);
      const text = readFileSync(join(out, "tables", `${table.name}.csv`), "utf8");
      const { data, errors, meta } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
      expect(errors).toEqual([]);
      expect(meta.fields).toEqual(table.columns.map((column) => column.name));
      const rows = data.map((row) =>
        Object.fromEntries(
          table.columns.map(({ name, type, nullable }): [string, unknown] => {
            const value = row[name] as string;
            if (value === "" && (nullable || type !== "VARCHAR")) return [name, null];
            if (type === "INTEGER" || type === "BIGINT" || type === "DOUBLE") return [name, Number(value)];
            if (type === "BOOLEAN") return [name, value === "true"];
            if (type === "VARCHAR[]") return [name, JSON.parse(value) as string[]];
            return [name, value.replace(/^'/, "")];
          }),
        ),
      );
      const key = (row: object): string => JSON.stringify(row);
      expect(rows.map(key).sort(), `${table.name}.csv`).toEqual(wanted.map(key).sort());
    }
    database.close();
    expect(cells).toBeGreaterThan(1000);
  });

  it("has no cell in a CSV that a spreadsheet would run", () => {
    let guarded = 0;
    for (const name of readdirSync(join(out, "tables")).filter((file) => file.endsWith(".csv"))) {
      const { data } = Papa.parse<string[]>(readFileSync(join(out, "tables", name), "utf8"), { skipEmptyLines: true });
      for (const row of data) {
        for (const cell of row) {
          if (cell.startsWith("'")) guarded += 1;
          expect(cell).not.toMatch(/^\s*[=+@＝＋－＠]|^\s*-(?!\d)/);
        }
      }
    }
    expect(guarded).toBeGreaterThan(0);
  });

  it("has the views in its database, with comments, and nothing of this machine", async () => {
    const released = join(out, "stocktake.duckdb");
    expect((await run("sql", "SELECT count(*) AS n FROM cells", "--db", released, "--format", "json")).out).toBe((await run("sql", "SELECT count(*) AS n FROM cells", "--db", db, "--format", "json")).out);
    expect((await run("gaps", "--db", released)).code).toBe(0);
    for (const name of ["runs", "sources"]) {
      expect(await count(released, name)).toBe(0);
      expect(existsSync(join(out, "tables", `${name}.csv`))).toBe(false);
    }
    for (const name of ["README.md", "datapackage.json", "codebook.ttl", "CITATION.cff", "datacite.json", "checksums.txt"]) expect(readFileSync(join(out, name), "utf8")).not.toContain(folder);
    for (const name of readdirSync(join(out, "tables"))) expect(readFileSync(join(out, "tables", name)).includes(folder), name).toBe(false);
  });

  it("has checksums of every file but DuckDB's, which has its own", () => {
    const listed = readFileSync(join(out, "checksums.txt"), "utf8").trim().split("\n").map((line) => line.split("  ") as [string, string]);
    const there = (readdirSync(out, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1)).filter((name) => !["checksums.txt", "stocktake.duckdb", "stocktake.duckdb.sha256"].includes(name));
    expect(listed.map(([, path]) => path)).toEqual(there.sort());
    for (const [sum, path] of [...listed, readFileSync(join(out, "stocktake.duckdb.sha256"), "utf8").trim().split("  ") as [string, string]]) expect(createHash("sha256").update(readFileSync(join(out, path))).digest("hex"), path).toBe(sum);
  });

  it("tells what was read, how good it is, by whom labelled, the limits and the terms", () => {
    const readme = readFileSync(join(out, "README.md"), "utf8");
    for (const part of [/never that a country has it/, /\d+ documents/, /Codebook \d+\.\d+\.\d+/, /\d+ of \d+ \(\d+\.\d%\) are right/, /two coders working apart/, /## Known limits/, /have their own terms/]) expect(readme).toMatch(part);
    for (const table of RELEASED) expect(readme).toContain(`| ${table.name} | `);
    const { version } = json(join(out, "datapackage.json")) as { version: string };
    expect(readFileSync(join(out, "CITATION.cff"), "utf8")).toContain(`version: "${version}"`);
    expect(json(join(out, "datacite.json"))).toMatchObject({ version, types: { resourceTypeGeneral: "Dataset" } });
    expect(json(join(out, "datacite.json"))["publicationYear"]).toBeUndefined();
  });

  it("writes the day only where it is given", async () => {
    const dated = join(folder, "dated");
    expect((await run("publish", "--db", db, "--out", dated, "--date", "2026-11-21", "--base-iri", "https://data.example.org/st/")).code).toBe(0);
    expect(json(join(dated, "datacite.json"))).toMatchObject({ publicationYear: 2026 });
    expect(readFileSync(join(dated, "CITATION.cff"), "utf8")).toContain("date-released: 2026-11-21");
    expect(readFileSync(join(dated, "codebook.ttl"), "utf8")).toContain("<https://data.example.org/st/measure/victims.hotline>");
  });

  it("leaves out the texts where asked, and still validates", async () => {
    const bare = join(folder, "bare");
    expect((await run("publish", "--db", db, "--out", bare, "--no-texts")).code).toBe(0);
    expect(existsSync(join(bare, "tables", "paragraphs.csv"))).toBe(false);
    expect(await count(join(bare, "stocktake.duckdb"), "paragraphs")).toBe(0);
    const found = await Package.load(json(join(bare, "datapackage.json")), { basePath: bare, strict: true });
    for (const resource of found.resources.filter((item) => item.tabular)) await resource.read({ relations: true, keyed: true });
    expect(readFileSync(join(bare, "README.md"), "utf8")).toMatch(/Left out of this release: `paragraphs`, `footnotes`/);
  });

  it("applies human decisions to the claims, and has them as a table", async () => {
    const judged = join(folder, "judged.duckdb");
    writeFileSync(judged, readFileSync(db));
    const database = await Database.open(judged, "write");
    const [first, second] = await database.all<Record<"claim_id" | "state" | "measure", string>>("SELECT c.* FROM claims c WHERE status = 'in_place' ORDER BY claim_id LIMIT 2");
    const [before] = await database.all<{ n: number }>("SELECT count(*) AS n FROM claims");
    for (const [claim, decision, status] of [[first, "reject", null], [second, "change", "planned"]] as const) {
      await database.run(`INSERT INTO decisions SELECT x.sha256, x.file, c.paragraph, c.state, c.measure, c.status, c.basis, c.quote, $1, NULL, NULL, $2, 'read the sentence', 'R', '2026-11-21' FROM claims c JOIN documents x USING (document_id) WHERE claim_id = $3`, [decision, status, claim?.claim_id ?? ""]);
    }
    database.close();
    const target = join(folder, "judged");
    expect(await run("publish", "--db", judged, "--out", target)).toMatchObject({ code: 0, err: "" });
    const { data } = Papa.parse<Record<string, string>>(readFileSync(join(target, "tables", "claims.csv"), "utf8"), { header: true, skipEmptyLines: true });
    expect(data.length).toBe((before?.n ?? 0) - 1);
    expect(data.some((row) => row["claim_id"] === first?.claim_id)).toBe(false);
    expect(data.find((row) => row["claim_id"] === second?.claim_id)).toMatchObject({ status: "planned", state: second?.state });
    expect(await count(join(target, "stocktake.duckdb"), "claims")).toBe(data.length);
    expect(readFileSync(join(target, "tables", "decisions.csv"), "utf8").trim().split("\n").length).toBe(3);
    expect(readFileSync(join(target, "README.md"), "utf8")).toMatch(/2 decisions stand in/);
    const found = await Package.load(json(join(target, "datapackage.json")), { basePath: target, strict: true });
    for (const resource of found.resources.filter((item) => item.tabular)) await resource.read({ relations: true, keyed: true });
  });

  it("never overwrites what is no release, and a release only where asked", async () => {
    const other = join(folder, "other");
    mkdirSync(other);
    writeFileSync(join(other, "mine.txt"), "mine");
    expect((await run("publish", "--db", db, "--out", other, "--replace")).err).toMatch(/is not empty and holds no release/);
    expect(readFileSync(join(other, "mine.txt"), "utf8")).toBe("mine");
    expect((await run("publish", "--db", db, "--out", out)).err).toMatch(/holds a release already\. Give --replace/);
    expect((await run("publish", "--db", join(folder, "none.duckdb"), "--out", join(folder, "n"))).err).toMatch(/no such database/);
    expect((await run("publish", "--db", db, "--out", join(folder, "n"), "--date", "2026-02-30")).err).toMatch(/write a day as YYYY-MM-DD/);
    expect((await run("publish", "--db", db, "--out", join(folder, "n"), "--base-iri", "x y")).err).toMatch(/absolute IRI/);
    expect(existsSync(join(folder, "n"))).toBe(false);
    expect(readdirSync(folder).filter((name) => name.includes("building"))).toEqual([]);
  });
});

describe("the same input", () => {
  it("gives the same claim ids and checksums: files in another order, other workers, another place", async () => {
    const files = readdirSync(samples).sort().map((name) => join(samples, name));
    const made: string[] = [];
    for (const [index, [paths, workers]] of ([[files, "1"], [[...files].reverse(), "2"]] as [string[], string][]).entries()) {
      const place = join(temporaryFolder(), "deep", String(index));
      const database = join(place, "x.duckdb");
      const ingested = await run("ingest", ...paths, "--db", database, "--workers", workers, "--no-cache");
      expect(ingested.code).toBe(0);
      const target = join(place, "release");
      expect((await run("publish", "--db", database, "--out", target)).code).toBe(0);
      made.push(readFileSync(join(target, "checksums.txt"), "utf8"));
    }
    expect(made[1]).toBe(made[0]);
    expect(made[0]).toMatch(/tables\/claims\.parquet/);
  }, 180_000);
});

describe("descriptor", () => {
  it("has every table and column described, and keys to everything that a column names", () => {
    const keys = foreignKeys();
    for (const table of RELEASED) for (const field of (tableSchema(table, keys) as { fields: { description: string }[] }).fields) expect(field.description.length).toBeGreaterThan(2);
    for (const key of [["claims", "documents"], ["claims", "paragraphs"], ["claims", "states"], ["claims", "measures"], ["claim_details", "claims"], ["respondents", "states"], ["collective_claims", "measures"], ["issues", "documents"]]) {
      expect(keys.some(({ table, references }) => table === key[0] && references === key[1]), key.join(" → ")).toBe(true);
    }
  });
});

describe("codebook.ttl", () => {
  const SKOS = "http://www.w3.org/2004/02/skos/core#";
  const namedNode = (value: string) => DataFactory.namedNode(value);
  it("parses, names every measure once, and is a tree under eight categories", () => {
    const store = new Store(new Parser().parse(readFileSync(join(out, "codebook.ttl"), "utf8")));
    const book = namedNode("urn:x-stocktake:codebook");
    const concepts = store.getSubjects(namedNode(`${SKOS}inScheme`), book, null);
    expect(store.getObjects(book, namedNode(`${SKOS}hasTopConcept`), null).length).toBe(8);
    expect(concepts.length).toBe(loadMeasures().length + 8);
    for (const measure of loadMeasures()) {
      const concept = namedNode(`urn:x-stocktake:measure:${measure.code}`);
      expect(store.getObjects(concept, namedNode(`${SKOS}prefLabel`), null).map((term) => term.value)).toEqual([measure.label]);
      expect(store.getObjects(concept, namedNode(`${SKOS}notation`), null).map((term) => term.value)).toEqual([measure.code]);
      const [category, ...more] = store.getObjects(concept, namedNode(`${SKOS}broader`), null);
      expect(more).toEqual([]);
      expect(store.getObjects(category ?? null, namedNode(`${SKOS}prefLabel`), null).map((term) => term.value)).toEqual([measure.category]);
      expect(store.has(DataFactory.quad(category as never, namedNode(`${SKOS}narrower`), concept))).toBe(true);
    }
  });

  it("links measures to the items of every framework, each of which is there", () => {
    const store = new Store(new Parser().parse(readFileSync(join(out, "codebook.ttl"), "utf8")));
    const links = store.getQuads(null, namedNode(`${SKOS}relatedMatch`), null, null);
    const wanted = new Set(loadFrameworks().flatMap((framework) => framework.items.flatMap((item) => item.parts.flatMap((part) => part.measures.map((code) => `${code} ${framework.id} ${item.id}`)))));
    expect(links.length).toBe(wanted.size);
    expect(wanted.size).toBeGreaterThan(50);
    for (const link of links) expect(store.getObjects(link.object, namedNode(`${SKOS}prefLabel`), null).length).toBe(1);
    // No concept stands in two schemes.
    for (const concept of store.getSubjects(namedNode(`${SKOS}prefLabel`), null, null)) expect(store.getObjects(concept, namedNode(`${SKOS}inScheme`), null).length).toBe(1);
  });
});

describe("datasets/datapackage.json", () => {
  it("validates, row by row, and has every table of the folder", async () => {
    const descriptor = json(datasetPath("datapackage.json"));
    const found = await Package.load(descriptor, { basePath: join(packageRoot(), "datasets"), strict: true });
    expect(found.errors).toEqual([]);
    const tables = found.resources.filter((resource) => resource.tabular);
    for (const resource of tables) {
      expect((await resource.read({ relations: true, keyed: true })).length, resource.name).toBeGreaterThan(3);
      for (const field of resource.descriptor.schema.fields) expect(field.description, `${resource.name}.${field.name}`).toMatch(/.{3}/);
    }
    const there = ["", "states", "catalogue", "frameworks", "treaties", "recommendations"].flatMap((part) => readdirSync(datasetPath(part)).filter((name) => /\.(csv|json|yaml)$/.test(name) && name !== "datapackage.json").map((name) => (part === "" ? name : `${part}/${name}`)));
    const described = (descriptor as { resources: { path: string }[] }).resources.map((resource) => resource.path);
    expect(there.filter((path) => !described.includes(path))).toEqual([]);
    expect(described.filter((path) => !existsSync(datasetPath(path)))).toEqual([]);
  });
});

async function count(path: string, table: string): Promise<number> {
  const database = await Database.open(path, "read");
  try {
    return (await database.all<{ n: number }>(`SELECT count(*) AS n FROM "${table}"`))[0]?.n ?? -1;
  } finally {
    database.close();
  }
}
