// Owns the proof of `stocktake report` as a command: files and their names, errors that name the nearest right value, nothing written where there is nothing to say.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import { beforeAll, describe, expect, it } from "vitest";
import { main } from "../../pipeline/cli.js";
import { ingestPlain, temporaryFolder, write } from "../fixtures/databases.js";

const folder = temporaryFolder();
const db = join(folder, "x.duckdb");
let outs = 0;

async function report(...argv: string[]): Promise<{ code: number; out: string; err: string; files: string[]; folder: string }> {
  outs += 1;
  return into(join(folder, `out${outs}`), ...argv);
}

async function into(out: string, ...argv: string[]): Promise<{ code: number; out: string; err: string; files: string[]; folder: string }> {
  let text = "";
  let err = "";
  const code = await main(["report", ...argv, ...(argv.includes("--db") ? [] : ["--db", db]), "--out", out], { out: (line) => void (text += line), err: (line) => void (err += line), columns: 100, errIsTerminal: false, now: () => new Date(0) });
  return { code, out: text, err, files: existsSync(out) ? readdirSync(out).sort() : [], folder: out };
}

beforeAll(async () => {
  write(join(folder, "in"), {
    "a.txt": "year 2010\nsymbol A/65/1\nrespondents AUT BEL KEN\nAUT victims.hotline in_place\nBEL victims.hotline planned\nAUT victims.shelter in_place",
    "b.txt": "year 2012\nsymbol A/67/1\nrespondents AUT FRA\nAUT victims.hotline in_place\nFRA victims.hotline in_place\nAUT treaty.untoc in_place",
    "c.txt": "year 2015\nsymbol A/70/9\nkind guidance\nnothing is said of a State here",
  });
  await ingestPlain(db, [join(folder, "in")]);
});

describe("stocktake report", () => {
  it("writes the formats asked for and prints their paths", async () => {
    const result = await report("annual", "--document", "A/65/1", "--format", "docx,pdf,xlsx,html,md,csv");
    expect(result.code, result.err).toBe(0);
    expect(result.files).toEqual(["annual-a-65-1-by-region-csv", "annual-a-65-1-by-region-evidence.docx", "annual-a-65-1-by-region-evidence.md", "annual-a-65-1-by-region-evidence.pdf", "annual-a-65-1-by-region.docx", "annual-a-65-1-by-region.html", "annual-a-65-1-by-region.md", "annual-a-65-1-by-region.pdf", "annual-a-65-1-by-region.xlsx"]);
    expect(readdirSync(join(result.folder, "annual-a-65-1-by-region-csv"))).toEqual(expect.arrayContaining(["about.csv", "cells.csv", "claims.csv", "codes-measures.csv", "codes-statuses.csv", "counts.csv", "tables.csv"]));
    expect(result.out.trim().split("\n").every((path) => existsSync(path))).toBe(true);
    expect(result.err).toBe("");
  });

  it("reports a year, a State by name, a measure, a group of any grouping, and change", async () => {
    const runs = [
      await report("annual", "--year", "2012", "--format", "md", "--by", "un-group"), await report("state", "Austria", "--format", "md"), await report("measure", "victims.hotline", "--format", "md"), await report("region", "western european and other states", "--format", "md"),
      await report("change", "--from", "A/65/1", "--to", "2012", "--format", "md"),
    ];
    for (const run of runs) expect(run.code, run.err).toBe(0);
    const text = (index: number): string => readFileSync(join((runs[index] as (typeof runs)[number]).folder, (runs[index] as (typeof runs)[number]).files.find((name) => !name.includes("-evidence")) as string), "utf8");
    expect(text(0)).toContain("A/67/1");
    // Only as the report before, which the findings compare with.
    expect(text(0)).toMatch(/Since A\/65\/1, and among/);
    expect(text(0)).not.toMatch(/\| A\/65\/1 \|/);
    expect(text(1)).toMatch(/\| Hotline or helpline \| Reported in place \| 2012 \|/);
    expect(text(3)).toContain("Western European and other States");
    expect(text(4)).toMatch(/Party to the UN Convention.*\| Austria \|/);
    expect(text(4)).toContain("No longer named");
  });

  it("does not overwrite without --force, and writes none of the files then", async () => {
    const first = await report("annual", "--year", "2010", "--format", "md");
    const path = join(first.folder, first.files[0] as string);
    writeFileSync(path, "mine");
    const second = await into(first.folder, "annual", "--year", "2010", "--format", "md,csv");
    expect(second.code).toBe(1);
    expect(second.err).toMatch(/already there; nothing was written\. Overwrite with --force/);
    expect(readFileSync(path, "utf8")).toBe("mine");
    expect(second.files).toEqual(first.files);
    const third = await into(first.folder, "annual", "--year", "2010", "--format", "md", "--force");
    expect(third.code).toBe(0);
    expect(readFileSync(path, "utf8")).toContain("# Measures against");
  });

  it.each<[string, string[], RegExp, number]>([
    ["year", ["annual", "--year", "2011"], /no document of the year '2011'\. The nearest years with documents: 2010, 2012, 2015/, 2],
    ["a word for a year", ["annual", "--year", "last"], /no document of the year 'last'\. The nearest years with documents: 2010, 2012, 2015/, 2],
    ["symbol", ["annual", "--document", "A/65/2"], /no document 'A\/65\/2'\. Did you mean 'A\/65\/1'/, 2],
    ["State", ["state", "Austira"], /Unknown State 'Austira'.*Did you mean 'Austria'/, 2],
    ["region", ["region", "Afrika"], /Unknown region or group 'Afrika'\. Did you mean 'Africa'/, 2],
    ["region without a near one", ["region", "zzz"], /Unknown region or group 'zzz'\. Regions: Africa, Americas, Asia, Europe, Oceania/, 2],
    ["measure", ["measure", "victims.hotlin"], /Unknown measure or category 'victims\.hotlin'\. Did you mean 'victims\.hotline'/, 2],
    ["several measures", ["measure", "victims"], /names \d+ measures\. Give one code/, 2],
    ["grouping", ["annual", "--year", "2010", "--by", "regoin"], /Unknown grouping 'regoin'\. Did you mean 'region'/, 2],
    ["format", ["annual", "--year", "2010", "--format", "dox"], /Unknown format 'dox'\. Did you mean 'docx'/, 2],
    ["nothing chosen", ["annual"], /say which documents, with --document SYMBOL or --year YEAR/, 2],
    ["a document of another year", ["annual", "--document", "A/65/1", "--year", "2012"], /none of the named documents is of 2012\. No file was written/, 2],
    ["a document without States", ["annual", "--year", "2015"], /names no respondent and no State with a measure.*No file was written/, 1],
    ["a State that nobody heard", ["state", "JPN"], /no chosen document hears from Japan or names it with a measure\. No file was written/, 1],
    ["a region that nobody heard", ["region", "Oceania"], /no State of Oceania is among the respondents.*No file was written/, 1],
    ["change with one side", ["change", "--from", "A/65/1", "--to", "2010"], /name the same documents/, 2],
    ["no report at all", ["quarterly"], /unknown command 'quarterly'/, 2],
  ])("unknown or empty: %s", async (_, argv, message, code) => {
    const result = await report(...argv);
    expect(result.err).toMatch(message);
    expect(result.code).toBe(code);
    expect(result.out).toBe("");
    expect(result.files).toEqual([]);
  });

  it("counts with human decisions unless told otherwise, and says so in the report", async () => {
    const decided = join(folder, "decided.duckdb");
    await ingestPlain(decided, [join(folder, "in")]);
    let csv = "";
    let said = "";
    const io = { out: (line: string) => void (csv += line), err: (line: string) => void (said += line), columns: 100, errIsTerminal: false, now: () => new Date(0) };
    expect(await main(["review", "export", "--db", decided, "--measure", "victims.shelter"], io), said).toBe(0);
    const { data, meta } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true });
    expect(data).toHaveLength(1);
    const file = join(folder, "decisions.csv");
    writeFileSync(file, Papa.unparse({ fields: meta.fields ?? [], data: data.map((row) => ({ ...row, decision: "reject", reason: "a test", reviewer: "tester" })) }));
    expect(await main(["review", "import", file, "--db", decided, "--reviewer", "tester"], io), said).toBe(0);
    const shelter = async (...more: string[]): Promise<string[]> => {
      const run = await report("annual", "--year", "2010", "--format", "csv", "--db", decided, ...more);
      expect(run.code, run.err).toBe(0);
      const [folderName] = run.files as [string];
      const counts = Papa.parse<Record<string, string>>(readFileSync(join(run.folder, folderName, "counts.csv"), "utf8"), { header: true }).data;
      const about = readFileSync(join(run.folder, folderName, "about.csv"), "utf8");
      return [counts.find((row) => row["measure"] === "victims.shelter" && row["group"] === "All States" && row["status"] === "in_place")?.["count"] ?? "", /Made with(out)?[^\r\n]*decision/.exec(about)?.[0] ?? ""];
    };
    expect(await shelter()).toEqual(["0", expect.stringMatching(/^Made with human decision/)]);
    expect(await shelter("--decisions", "ignore")).toEqual(["1", expect.stringMatching(/^Made without the 1 human decision/)]);
  });

  it("says so where a folder cannot be written to", async () => {
    writeFileSync(join(folder, "a-file"), "");
    const result = await into(join(folder, "a-file/under"), "annual", "--year", "2010", "--format", "md").catch((error: unknown) => ({ code: -1, err: String(error) }));
    expect(result.code).toBe(1);
    expect(result.err).toMatch(/cannot be written: a part of the path is a file and no folder\. Check the path, or name another folder with --out/);
  });
});
