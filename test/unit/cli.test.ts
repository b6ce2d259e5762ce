// Owns the proof of the command line: what goes to stdout and stderr, exit codes, errors that say what next, formats.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import { beforeAll, describe, expect, it } from "vitest";
import { datasetPath } from "../../datasets/paths.js";
import { main } from "../../pipeline/cli.js";
import { descriptionOf } from "../../pipeline/commands/descriptions.js";
import { FORMATS } from "../../pipeline/commands/report.js";
import { ingestPlain, temporaryFolder, write } from "../fixtures/databases.js";

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = "";
  let err = "";
  const code = await main(argv, { out: (text) => void (out += text), err: (text) => void (err += text), columns: 100, errIsTerminal: false, now: () => new Date("2026-01-01T00:00:00Z") });
  return { code, out, err };
}

const folder = temporaryFolder();
const db = join(folder, "x.duckdb");

beforeAll(async () => {
  write(join(folder, "in"), {
    "austria/a.txt": "year 2010\nsymbol A/65/1\nrespondents AUT BEL\nAUT victims.hotline in_place\nBEL victims.hotline planned\nmany victims.shelter\nCHE victims.shelter in_place =HYPERLINK(1) \u001b[31mred <script>",
    "b.txt": "year 2012\nrespondents FRA\nFRA treaty.untoc in_place",
    "c.txt": "broken",
  });
  await ingestPlain(db, [join(folder, "in")]);
});

const COMMANDS = ["demo", "ingest", "load", "enqueue", "work", "queue", "gaps", "claims", "respondents", "collective", "recommendations", "issues", "documents", "explain", "evaluate", "states", "schema", "sql", "publish", "catalogue", "pull", "appraise", "diff", "usage", "report", "review", "explore", "suggest", "cache", "completion"];

describe("help", () => {
  it("lists every command and where to begin", async () => {
    const { code, out, err } = await run("--help");
    expect(code).toBe(0);
    expect(err).toBe("");
    for (const name of COMMANDS) expect(out).toMatch(new RegExp(`^ {2}${name}\\b`, "m"));
    expect(out).toMatch(/First steps:/);
  });

  it("shows of each command what the command itself says", async () => {
    const { out } = await run("--help");
    const { Command } = await import("commander");
    const { COMMANDS: listed } = await import("../../pipeline/commands/list.js");
    const program = new Command("stocktake").configureOutput({ getOutHelpWidth: () => 100 });
    const io = { out: () => undefined, err: () => undefined, columns: 100, errIsTerminal: false, now: () => new Date(0) };
    for (const command of listed) if (!program.commands.some((one) => one.name() === command.name)) await command.register(program, io, () => undefined);
    const part = (help: string): string => /\nCommands:\n([\s\S]*?)\n\n|\nCommands:\n([\s\S]*)$/.exec(help)?.slice(1).join("").trim() ?? "";
    expect(listed.map((command) => command.name).sort()).toEqual([...COMMANDS].sort());
    expect(part(out).split("\n").sort()).toEqual(part(program.helpInformation()).split("\n").sort());
  });

  it.each(COMMANDS)("%s: description, example, exit codes", async (name) => {
    const { code, out } = await run(name, "--help");
    expect(code).toBe(0);
    expect(out.split("\n")[2]).toMatch(/^[A-Z].{30}/);
    expect(out).toMatch(/Examples?:\n {2}stocktake /);
    expect(out).toMatch(/Exit codes:\n {2}0 /);
  });

  it("names every format that reports are written in", () => {
    const listed = descriptionOf("report");
    for (const format of FORMATS) expect(listed).toMatch(new RegExp(`\\b${format}\\b`));
  });

  it("loads nothing heavy", () => {
    // Static imports reach only what is light; the readers, DuckDB and the extractors come when a command needs them.
    const seen = new Set<string>();
    const heavy: string[] = [];
    const follow = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const [, name = ""] of readFileSync(file, "utf8").matchAll(/^(?:import|export) (?!type\b)[^;]*?from "([^"]+)"/gm)) {
        if (name.startsWith(".")) follow(join(file, "..", name.replace(/\.js$/, ".ts")));
        else if (!name.startsWith("node:") && name !== "commander") heavy.push(`${file} loads ${name}`);
      }
    };
    // For the help: the command line and the list alone.
    follow(join(import.meta.dirname, "../../pipeline/cli.ts"));
    expect(seen.size).toBeLessThan(12);
    const commands = join(import.meta.dirname, "../../pipeline/commands");
    for (const name of readdirSync(commands)) follow(join(commands, name));
    expect(seen.size).toBeGreaterThan(25);
    // Nor what an ingest that finds nothing to do, and a gap table, need beyond.
    for (const name of ["pipeline/ingest/ingest.ts", "pipeline/ingest/versions.ts", "reports/gaps.ts"]) follow(join(import.meta.dirname, "../..", name));
    expect(heavy).toEqual([]);
  });
});

describe("errors", () => {
  it.each([
    [["gaps", "--db", "/nowhere/x.duckdb"], 1, /^stocktake: \/nowhere\/x\.duckdb: no such database\. Make one with: stocktake ingest FOLDER --db \/nowhere\/x\.duckdb\n$/],
    [["gapps"], 2, /unknown command 'gapps'\n\(Did you mean gaps\?\)/],
    [["gaps", "--bye", "region"], 2, /unknown option '--bye'/],
    [["gaps", "--db", db, "--by", "regoin"], 2, /Unknown grouping 'regoin'\. Did you mean 'region'/],
    [["gaps", "--db", db, "--measure", "victims.hotlines"], 2, /Unknown measure or category 'victims\.hotlines'\. Did you mean 'victims\.hotline'/],
    [["gaps", "--db", db, "--document", "A/65/2"], 2, /no document 'A\/65\/2'\. Did you mean 'A\/65\/1'/],
    [["claims", "--db", db, "--state", "Austira"], 2, /Unknown State 'Austira'.*Austria/],
    [["claims", "--db", db, "--format", "jsn"], 2, /Unknown format 'jsn'\. Did you mean 'json'/],
    [["claims", "--db", db, "--status", "done"], 2, /Unknown status 'done'\. Known: in_place, in_progress/],
    [["explain", "ffffffffffffffff", "--db", db], 1, /no claim 'ffffffffffffffff'\. List them with: stocktake claims/],
    [["evaluate", "--gold", "/nowhere.csv", "--db", db], 1, /\/nowhere\.csv: no such file/],
    [["ingest", "/nowhere/reports", "--db", join(folder, "none.duckdb")], 1, /\/nowhere\/reports: no such file or folder\. Check the spelling/],
    [["ingest", folder, "--kind", "sgreport", "--db", join(folder, "none.duckdb")], 2, /Unknown kind 'sgreport'\. Did you mean 'sg_report'/],
    [["ingest", folder, "--workers", "many", "--db", join(folder, "none.duckdb")], 2, /--workers 'many': give a number above 0/],
    [["ingest", folder, "--shard", "0/8", "--parts", join(folder, "parts")], 2, /--shard '0\/8': shards are counted from 1: 1\/8 to 8\/8\. Where a scheduler counts from 0, add 1/],
    [["ingest", folder, "--shard", "1/8"], 2, /--shard goes with --parts FOLDER/],
    [["ingest", folder, "--parts", join(folder, "parts")], 2, /--parts goes with --shard K\/N/],
    [["ingest", folder, "--shard", "1/8", "--parts", join(folder, "parts"), "--db", join(folder, "none.duckdb")], 2, /--db is not for a shard, which writes no database\. Give it to stocktake load/],
    [["ingest", folder, "--shard", "1/8", "--parts", join(folder, "parts"), "--prune"], 2, /--prune is not for a shard/],
    [["load", "/nowhere/parts", "--db", join(folder, "none.duckdb")], 1, /\/nowhere\/parts: no parts here\. Make them with: stocktake ingest FOLDER --shard 1\/8 --parts \/nowhere\/parts/],
  ])("%j", async (argv, code, message) => {
    const result = await run(...argv);
    expect(result.err).toMatch(message);
    expect(result.code).toBe(code);
    expect(result.out).toBe("");
    expect(result.err).not.toMatch(/at .*\.ts:\d+/);
  });

  it("says so when a file is a database of somebody else", async () => {
    writeFileSync(join(folder, "text.duckdb"), "no database ".repeat(1000));
    expect((await run("gaps", "--db", join(folder, "text.duckdb"))).err).toMatch(/not a DuckDB database that this version can open/);
  });
});

describe("listings", () => {
  it("gives claims as CSV with the promised columns, on stdout only", async () => {
    const { code, out, err } = await run("claims", "--db", db, "--format", "csv");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const parsed = Papa.parse<Record<string, string>>(out.trimEnd(), { header: true });
    expect(parsed.errors).toEqual([]);
    for (const name of ["claim_id", "file", "document", "paragraph", "page", "state", "measure", "status", "extent", "certainty", "rule", "quote"]) expect(parsed.meta.fields).toContain(name);
    expect(parsed.data.map((row) => [row["document"], row["state"], row["status"]])).toEqual([["A/65/1", "AUT", "in_place"], ["A/65/1", "BEL", "planned"], ["A/65/1", "CHE", "in_place"], ["b.txt", "FRA", "in_place"]]);
  });

  it("selects by State's name, measure, category, document", async () => {
    const ids = async (...argv: string[]): Promise<string[]> => (JSON.parse((await run("claims", "--db", db, "--format", "json", ...argv)).out) as { state: string }[]).map((row) => row.state);
    expect(await ids("--state", "Austria", "fra")).toEqual(["AUT", "FRA"]);
    expect(await ids("--measure", "victims.hotline")).toEqual(["AUT", "BEL"]);
    expect(await ids("--measure", "victims")).toEqual(["AUT", "BEL", "CHE"]);
    expect(await ids("--measure", "International instruments")).toEqual(["FRA"]);
    expect(await ids("--document", "a/65/1")).toEqual(["AUT", "BEL", "CHE"]);
    expect(await ids("--document", "austria/a.txt", "b.txt")).toHaveLength(4);
    expect(await ids("--status", "planned,absent")).toEqual(["BEL"]);
  });

  it("keeps the header of an empty CSV, and says on stderr that nothing matched", async () => {
    const { code, out, err } = await run("claims", "--db", db, "--state", "KEN", "--format", "csv");
    expect(code).toBe(0);
    expect(out).toMatch(/^claim_id,file,document,.*quote\r\n$/);
    expect(err).toBe("No claims match.\n");
  });

  it.each(["respondents", "collective", "recommendations", "issues", "documents"])("%s in every format", async (name) => {
    for (const format of ["table", "csv", "json", "md"]) {
      const { code, out } = await run(name, "--db", db, "--format", format);
      expect(code).toBe(0);
      if (format === "json") JSON.parse(out);
    }
  });

  it("passes no terminal escape on, in any format", async () => {
    for (const format of ["table", "csv", "json", "md"]) {
      const { out } = await run("claims", "--db", db, "--format", format);
      expect(out, format).not.toContain("\u001b");
      expect(out).toMatch(/red/);
    }
    expect((await run("claims", "--db", db, "--format", "md")).out).not.toContain("<script>");
    const json = JSON.parse((await run("claims", "--db", db, "--format", "json")).out) as { quote: string }[];
    expect(json[2]?.quote).toContain("\u001b[31mred <script>");
  });
});

describe("explain", () => {
  it("shows source, page, paragraph with the quote marked, rule and why this State", async () => {
    const [claim] = JSON.parse((await run("claims", "--db", db, "--state", "AUT", "--format", "json")).out) as { claim_id: string }[];
    const { code, out } = await run("explain", claim?.claim_id.slice(0, 8) ?? "", "--db", db);
    expect(code).toBe(0);
    expect(out).toMatch(/Document: +A\/65\/1, A plain report, 2010/);
    expect(out).toMatch(/paragraph 1, page 1/);
    expect(out).toMatch(/⟦AUT victims\.hotline in_place⟧/);
    expect(out).toMatch(/Why State: +named first — "AUT"/);
    expect(out).toMatch(/Measure: +"victims\.hotline"/);
    expect(out).toMatch(/Respondent: +yes/);
  });
});

describe("states", () => {
  it("says what names resolve to, and fails on one that is unknown", async () => {
    const good = await run("states", "Bolivia (Plurinational State of)", "Kosovo", "--format", "json");
    expect(good.code).toBe(0);
    expect(JSON.parse(good.out)).toMatchObject([{ code: "BOL", is: "Member State", region: "Americas" }, { is: expect.stringMatching(/^not a State/) as string }]);
    const bad = await run("states", "Atlantis");
    expect(bad.code).toBe(1);
    expect(bad.out).toMatch(/unknown/);
  });
});

describe("evaluate", () => {
  it("scores, leaves doubtful rows aside, and names what is missed and wrongly given", async () => {
    const gold = join(folder, "labels.csv");
    writeFileSync(gold, "document,paragraph,measure,state,status\nA/65/1,1,victims.hotline,AUT,in_place\nA/65/1,2,victims.hotline,BEL,in_place\nA/65/1,2,victims.hotline,NLD,in_place\n");
    writeFileSync(join(folder, "doubtful.csv"), "document,paragraph,measure,state,status\nA/65/1,4,victims.shelter,CHE,in_place\n");
    const { code, out } = await run("evaluate", "--db", db, "--gold", gold, "--doubtful", join(folder, "doubtful.csv"), "--format", "json");
    expect(code).toBe(0);
    expect((JSON.parse(out) as { claims: object }).claims).toMatchObject({ gold: 3, found: 2, wrong: 0, precision: 1, statusRight: 1, doubtfulGiven: 1 });
    const text = await run("evaluate", "--db", db, "--gold", gold);
    expect(text.out).toMatch(/Missed \(1\)\n {2}austria\/a\.txt 2 NLD victims\.hotline in_place/);
    expect(text.out).toMatch(/Wrongly given \(1\)\n {2}austria\/a\.txt 4 CHE victims\.shelter/);
    expect(text.out).toMatch(/BEL victims\.hotline: labelled in_place, given planned/);
  });

  it("scores only the paragraphs that the gold file's name says", async () => {
    const gold = join(folder, "labels.paragraphs-1-1.csv");
    writeFileSync(gold, "file,paragraph,measure,state,status\na.txt,1,victims.hotline,AUT,in_place\n");
    const { out, err } = await run("evaluate", "--db", db, "--gold", gold, "--format", "json");
    expect((JSON.parse(out) as { claims: object }).claims).toMatchObject({ gold: 1, found: 1, wrong: 0 });
    expect(err).toMatch(/only paragraphs 1 to 1 are scored, as the gold file's name says/);
  });

  it("refuses to score a document that was not ingested as if it were missed", async () => {
    const gold = join(folder, "other.csv");
    writeFileSync(gold, "document,paragraph,measure,state\nA/99/1,1,victims.hotline,AUT\nA/65/1,1,victims.hotline,AUT\n");
    const { code, err } = await run("evaluate", "--db", db, "--gold", gold);
    expect(code).toBe(1);
    expect(err).toMatch(/labelled documents are not in it: A\/99\/1/);
    expect((await run("evaluate", "--db", db, "--gold", gold, "--partial")).code).toBe(0);
  });

  it("says which column a file of labels lacks", async () => {
    writeFileSync(join(folder, "bad.csv"), "document,measure,state\nA/65/1,victims.hotline,AUT\n");
    expect((await run("evaluate", "--db", db, "--gold", join(folder, "bad.csv"))).err).toMatch(/bad\.csv line 1: no column 'paragraph'/);
  });
});

describe("schema", () => {
  it("prints every column", async () => {
    const { out } = await run("schema", "--format", "csv");
    expect(out).toMatch(/^table,column,type,nullable,meaning\r\n/);
    expect(out).toMatch(/\r\nclaims,claim_id,VARCHAR,false,/);
  });
});

describe.skipIf(!existsSync(datasetPath("samples", "documents")))("demo", () => {
  it("ingests the samples and prints a table that fits 100 columns, then three lines what to try next", async () => {
    const { code, out, err } = await run("demo", "--db", join(folder, "demo.duckdb"));
    expect(err).not.toMatch(/could not be read/i);
    expect(code).toBe(0);
    expect(out).toMatch(/Africa +Americas +Asia +Europe +Oceania +All/);
    expect(out.slice(out.indexOf("Try next:")).trimEnd().split("\n")).toHaveLength(4);
    for (const line of out.slice(0, out.indexOf("Try next:")).split("\n")) expect(line.length, line).toBeLessThanOrEqual(100);
    const again = await run("demo", "--db", join(folder, "demo.duckdb"));
    expect(again.out).toBe(out);
  });
});
