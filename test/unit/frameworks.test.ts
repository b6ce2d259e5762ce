// Owns the proof that frameworks load, hold what their sources hold, refuse faults with file and line, and judge States' reports without merging lacking, silence and no report.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { findFramework, loadFrameworkFile, loadFrameworks } from "../../datasets/frameworks.js";
import { categories, loadMeasures } from "../../datasets/measures.js";
import { datasetPath, packageRoot } from "../../datasets/paths.js";
import { Database } from "../../pipeline/store/database.js";
import { appraiseStates, formatFrameworkGaps, frameworkGapTable, testsOf } from "../../reports/frameworks.js";
import { main } from "../../pipeline/cli.js";
import { ingestPlain, temporaryFolder, write } from "../fixtures/databases.js";

const folder = temporaryFolder();
const written = (name: string, text: string): string => {
  mkdirSync(path.join(folder, "f"), { recursive: true });
  writeFileSync(path.join(folder, "f", name), text);
  return path.join(folder, "f", name);
};
const HEAD = `id: x\nname: A framework\nsource: {title: A source, publisher: Somebody, year: 2020}\nitems:\n`;

describe("the frameworks", () => {
  // Counted in the sources by hand; datasets/frameworks/README.md says how.
  it.each([
    ["comprehensive-programme", 6, 3],
    ["un-handbook", 18, 8],
    ["unodc-tool-2.7", 14, 0],
    ["stability-pact-2001", 13, 12],
    ["a-65-209-part-iv", 48, 33],
    ["eight-categories", 8, 8],
  ])("%s has %i items, %i of them for States", (id, items, states) => {
    const framework = findFramework(id);
    expect(framework.items).toHaveLength(items);
    expect(framework.items.filter((item) => item.asksStates)).toHaveLength(states);
    expect(readFileSync(datasetPath("frameworks", "README.md"), "utf8")).toContain(`| \`${id}\` | ${items} | ${states} |`);
  });

  it("are all that the folder holds", () => {
    expect(loadFrameworks()).toHaveLength(6);
  });

  it("have the 74 activities and 68 indicators of the Stability Pact guidelines", () => {
    const { items } = findFramework("stability-pact");
    expect(items.map((item) => item.parts.length)).toEqual([8, 4, 6, 5, 3, 7, 5, 2, 7, 7, 5, 6, 9]);
    expect(items.map((item) => item.indicators.length)).toEqual([7, 5, 5, 5, 5, 5, 4, 2, 7, 7, 3, 7, 6]);
    expect(items.every((item) => item.entities.length > 0)).toBe(true);
  });

  it("have the eight categories as the codebook has them, each measure in one", () => {
    const { items } = findFramework("eight-categories");
    const of = new Map(loadMeasures().map((measure) => [measure.code, measure.category]));
    const groups = items.map((item) => [...new Set(item.parts.flatMap((part) => part.measures).map((code) => of.get(code)))]);
    expect(groups).toEqual(categories().map((category) => [category]));
    expect(items.flatMap((item) => item.parts.flatMap((part) => part.measures)).sort()).toEqual(loadMeasures().map((measure) => measure.code).sort());
  });

  it("are found by id, alias and name, and an unknown one names the nearest", () => {
    expect(findFramework("Tool 2.7").id).toBe("unodc-tool-2.7");
    expect(findFramework("UN Handbook for National Action Plans on Violence against Women").id).toBe("un-handbook");
    expect(() => findFramework("un-handbok")).toThrow(/Unknown framework 'un-handbok'. Did you mean 'un-handbook'\? Known: /);
  });
});

describe("a new framework", () => {
  it("is one new file", () => {
    const own = path.join(folder, "own");
    mkdirSync(own, { recursive: true });
    for (const name of readdirSync(datasetPath("frameworks")).filter((one) => one.endsWith(".yaml"))) copyFileSync(datasetPath("frameworks", name), path.join(own, name));
    writeFileSync(path.join(own, "hotlines.yaml"), HEAD.replace("id: x", "id: hotlines") + "  - {id: line, text: A telephone line, where: page 1, measures: [victims.hotline]}\n");
    expect(loadFrameworks(own)).toHaveLength(7);
    expect(findFramework("hotlines", own).items[0]).toMatchObject({ id: "line", asksStates: true, asksPlans: true, parts: [{ measures: ["victims.hotline"] }] });
  });

  it.each([
    ["an unknown measure", "  - id: a\n    text: One\n    where: p. 1\n    measures:\n      - victims.hotlin\n", /x\.yaml line 9: unknown measure 'victims\.hotlin'\. Did you mean 'victims\.hotline'\?/],
    ["an unknown question", "  - id: a\n    text: One\n    where: p. 1\n    questions: [budgt]\n", /line 8: unknown question 'budgt'\. Did you mean 'budget'\?/],
    ["an item without a test", "  - {id: a, text: One, where: p. 1, measures: [victims.hotline]}\n  - id: b\n    text: Two\n    where: p. 2\n", /line 6: item 'b' has no test\. Add 'measures' or 'questions'/],
    ["an id twice", "  - {id: a, text: One, where: p. 1, measures: [victims.hotline]}\n\n  - {id: a, text: Two, where: p. 2, measures: [victims.shelter]}\n", /line 7: id 'a' stands on line 5 already/],
    ["an unknown key", "  - {id: a, text: One, where: p. 1, mesures: [victims.hotline]}\n", /line 5: unknown key 'mesures'/],
    ["a wrong status", "  - id: a\n    text: One\n    where: p. 1\n    measures: [victims.hotline]\n    counts:\n      fully: [inplace]\n", /line 10: fully: Invalid option/],
    ["an item without a place", "  - {id: a, text: One, measures: [victims.hotline]}\n", /line 5: where: /],
    ["YAML that is none", "  - {id: a, text: One\n  - b: [\n", /line [56]: .*Correct the YAML/],
    ["a question that nothing answers", "  - {id: a, text: One, where: p. 1, questions: [q]}\nquestions:\n  - {id: q, question: Is it so?, would: say so, examples: {met: [It is., So.], not: [No way., Why.]}}\n", /line 7: question 'q' has neither/],
    ["a test in two places", "  - id: a\n    text: One\n    where: p. 1\n    measures: [victims.hotline]\n    parts:\n      - {text: more, measures: [victims.shelter]}\n", /line 5: item 'a' has a test of its own and in its parts/],
  ])("is refused with file and line for %s", (_what, items, message) => {
    expect(() => loadFrameworkFile(written("x.yaml", HEAD + items))).toThrow(message);
  });

  it("is refused where its id is not its file's name, or its alias another's", () => {
    expect(() => loadFrameworkFile(written("y.yaml", `${HEAD}  - {id: a, text: One, where: p. 1, measures: [victims.hotline]}\n`))).toThrow(/line 1: id 'x' and file name 'y' differ/);
    const two = path.join(folder, "two");
    mkdirSync(two, { recursive: true });
    for (const name of ["a", "b"]) writeFileSync(path.join(two, `${name}.yaml`), `${HEAD.replace("id: x", `id: ${name}`)}  - {id: a, text: One, where: p. 1, measures: [victims.hotline]}\n`.replace("name: A framework", "name: A framework\naliases: [same]"));
    expect(() => loadFrameworks(two)).toThrow(/b\.yaml: 'same' names .*a\.yaml already/);
  });

  it("reads no more than data: tags that would run code are refused or plain", () => {
    expect(() => loadFrameworkFile(written("x.yaml", "!!js/function 'function(){}'\n"))).toThrow(/x\.yaml line 1/);
  });
});

describe("States against a framework", () => {
  const db = path.join(folder, "x.duckdb");
  beforeAll(async () => {
    write(path.join(folder, "in"), {
      "a.txt": [
        "year 2010", "symbol A/65/1", "respondents AUT BEL BGR CAN DNK EGY",
        "AUT legislation.criminal_offence in_place", "AUT legislation.multiple_forms in_place",
        "BEL legislation.criminal_offence in_place",
        "BGR legislation.criminal_offence planned",
        "CAN legislation.criminal_offence absent",
        "DNK legislation.criminal_offence absent", "DNK legislation.criminal_offence in_place",
        "FRA legislation.criminal_offence in_place",
        "AUT legislation.reform in_progress",
        "BEL justice.specialised_unit in_place",
      ].join("\n"),
    });
    await ingestPlain(db, [path.join(folder, "in")]);
  });
  const open = async <T>(work: (database: Database) => Promise<T>): Promise<T> => {
    const database = await Database.open(db, "read");
    try {
      return await work(database);
    } finally {
      database.close();
    }
  };
  const framework = findFramework("part-iv");

  it("are told apart: fully, partly, planned, conflict, absent, silent, no report", async () => {
    const { items } = await open((database) => appraiseStates(database, framework, { documents: null, bases: ["self_reported"], states: null }));
    const level = (state: string, item: string): string | undefined => items.find((one) => one.state === state && one.item.id === item)?.level;
    expect(["AUT", "BEL", "BGR", "CAN", "DNK", "EGY", "FRA"].map((state) => level(state, "52.all_forms"))).toEqual(["fully", "partly", "planned", "absent", "conflict", "silent", "no_report"]);
    expect(items.find((one) => one.state === "FRA" && one.item.id === "52.all_forms")).toMatchObject({ level: "no_report", reported: "partly" });
    // Reform under way is what the item asks; a specialised unit is only near to enforcement.
    expect(level("AUT", "52.reform")).toBe("fully");
    expect(level("BEL", "53.enforcement")).toBe("partly");
  });

  it("come with evidence where States are asked for", async () => {
    const { items, notCoded } = await open((database) => appraiseStates(database, framework, { documents: null, bases: ["self_reported"], states: ["AUT"] }));
    expect(new Set(items.map((item) => item.state))).toEqual(new Set(["AUT"]));
    const item = items.find((one) => one.item.id === "52.all_forms");
    expect(item).toMatchObject({ parts: 2, partsReported: 2, found: ["legislation.criminal_offence in_place", "legislation.multiple_forms in_place"] });
    expect(item?.evidence.map((evidence) => [evidence.measure, evidence.status, evidence.document])).toEqual([["legislation.criminal_offence", "in_place", "A/65/1"], ["legislation.multiple_forms", "in_place", "A/65/1"]]);
    expect(notCoded.length).toBe(framework.items.length - framework.items.filter((one) => one.asksStates).length);
  });

  it("add up in every row of the table, and to the names", async () => {
    const table = await open((database) => frameworkGapTable(database, framework, { grouping: "region", documents: null, bases: ["self_reported"], names: true }));
    for (const row of table.rows) {
      const n = (name: string): number => row[name] as number;
      expect(n("respondents") + n("no_report")).toBe(n("states"));
      expect(n("fully") + n("partly") + n("planned") + n("conflict") + n("absent") + n("silent")).toBe(n("respondents"));
      for (const level of ["fully", "partly", "planned", "conflict", "absent", "silent", "no_report", "named_only"]) expect((row[`${level}_names`] as string[]).length, `${row.item} ${level}`).toBe(n(level));
    }
    expect(table.rows.filter((row) => row.group === "All States")).toHaveLength(33);
    expect(table.rows.find((row) => row.item === "52.all_forms" && row.group === "All States")).toMatchObject({ respondents: 6, fully: 1, partly: 1, planned: 1, conflict: 1, absent: 1, silent: 1, named_only: 1, fully_pct: 16.7 });
    expect(table.notes.join("\n")).toMatch(/Not in the table, because no measure of the codebook answers them: 51\.funding/);
    for (const format of ["table", "csv", "json", "md"] as const) expect(formatFrameworkGaps(table, format, 100).length).toBeGreaterThan(1000);
    expect(formatFrameworkGaps(table, "table", 100).split("\n").filter((line) => line.length > 100 && !line.includes("  "))).toEqual([]);
  });

  it("agree with the gap table where an item is one measure", async () => {
    const [ours, theirs] = await open(async (database) => [
      await frameworkGapTable(database, findFramework("comprehensive-programme"), { grouping: "region", documents: null, bases: ["self_reported"], names: false }),
      await database.all<{ group_name: string; in_place: number; silent: number; respondents: number }>("SELECT group_name, in_place, silent, respondents FROM gap_table('region', NULL, ['self_reported']) WHERE measure = 'victims.referral_mechanism'"),
    ]);
    const rows = ours.rows.filter((row) => row.item === "national_referral_mechanism");
    expect(rows.map((row) => [row.group, row.fully, row["silent"], row.respondents]).sort()).toEqual(theirs.map((row) => [row.group_name, row.in_place, row.silent, row.respondents]).sort());
  });

  it("ask the database with every measure and status that counts", () => {
    expect(testsOf(findFramework("comprehensive-programme"))).toContain("2|national_rapporteur|1|coordination.national_rapporteur|in_place|fully");
    expect(testsOf(findFramework("unodc-tool-2.7"))).toEqual([]);
  });

  it("are tabled by the command, which sends frameworks for plans to appraise", async () => {
    const run = async (...argv: string[]): Promise<{ code: number; out: string; err: string }> => {
      const result = { code: 0, out: "", err: "" };
      result.code = await main(argv, { out: (text) => void (result.out += text), err: (text) => void (result.err += text), columns: 100, errIsTerminal: false, now: () => new Date(0) });
      return result;
    };
    const done = await run("gaps", "--db", db, "--framework", "programme", "--by", "un-group", "--format", "csv");
    expect(done.code).toBe(0);
    expect(done.out).toContain("national_referral_mechanism");
    expect(done.err).toContain("Silent: a respondent");
    expect((await run("gaps", "--db", db, "--framework", "tool-2.7")).err).toMatch(/it judges plans.*stocktake appraise FILE --framework unodc-tool-2\.7/);
    expect((await run("gaps", "--db", db, "--framework", "nothing")).err).toMatch(/Unknown framework 'nothing'/);
    expect((await run("gaps", "--db", db, "--framework", "part-iv", "--measure", "victims")).err).toMatch(/Leave them out with --framework/);
  });
});

// ---- against the sources, which are not part of the project
const seeds = path.resolve(packageRoot(), "../shared/corpus/seeds");
describe.skipIf(!existsSync(seeds))("wording", () => {
  it("shares no run of fourteen words with a source", () => {
    const grams = (text: string): string[] => {
      const list = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
      return list.slice(0, Math.max(0, list.length - 13)).map((_, at) => list.slice(at, at + 14).join(" "));
    };
    const theirs = new Set(readdirSync(seeds).filter((name) => name.endsWith(".txt")).flatMap((name) => grams(readFileSync(path.join(seeds, name), "utf8"))));
    expect(theirs.size).toBeGreaterThan(10_000);
    const root = packageRoot();
    const files = ["datasets/frameworks", "datasets/samples/plans", "extractors/plans", "test/unit", "test/golden", "reports", "pipeline/store"].flatMap((name) => readdirSync(path.join(root, name)).map((file) => path.join(root, name, file))).filter((file) => /\.(?:yaml|md|txt|ts)$/.test(file));
    for (const file of [...files, datasetPath("plan-questions.yaml")]) expect(grams(readFileSync(file, "utf8")).filter((gram) => theirs.has(gram)), file).toEqual([]);
  });
});
