// Tests that rows of sealed labels are named nowhere: by evaluate, by the accuracy run's lists, in its baseline, its log or its options.
// The labels are invented; the real sealed file is not opened.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { main } from "../../pipeline/cli.js";
import type { Io } from "../../pipeline/commands/io.js";
import { isSealed } from "../../reports/gold.js";
import { readBaseline } from "../accuracy/baseline.js";
import { measureSet } from "../accuracy/measure-set.js";
import { parseOptions } from "../accuracy/options.js";
import { listings } from "../accuracy/print.js";
import { sealedLogFile } from "../accuracy/sealed-log.js";
import { goldSets, mayName, type GoldSet } from "../accuracy/sets.js";
import { ingestPlain, temporaryFolder, write } from "../fixtures/databases.js";

const HEAD = "file,paragraph,measure,state,status\n";

async function evaluate(...words: string[]): Promise<string> {
  let told = "";
  const keep = (text: string): void => {
    told += text;
  };
  const io: Io = { out: keep, err: keep, columns: 120, errIsTerminal: false, now: () => new Date("2026-03-04T00:00:00Z") };
  expect(await main(["evaluate", ...words], io)).toBe(0);
  return told;
}

describe("stocktake evaluate", () => {
  it.each(["table", "json"])("tells figures of a sealed file and none of its rows (%s)", async (format) => {
    const folder = temporaryFolder();
    const db = join(folder, "x.duckdb");
    write(folder, { "docs/a.txt": "AUT victims.shelter in_place\nAUT data.research in_place\nAUT victims.helpline in_place" });
    await ingestPlain(db, [join(folder, "docs")]);
    const labels = `${HEAD}a.txt,1,victims.shelter,AUT,planned\na.txt,2,policy.national_action_plan,AUT,in_place\n`;
    write(folder, { "set-d3b.gold.csv": labels, "set-d3b.paragraphs.csv": "file,paragraph\na.txt,1\na.txt,2\n", "open.gold.csv": labels, "open.paragraphs.csv": "file,paragraph\na.txt,1\na.txt,2\n" });
    const sealed = await evaluate("--gold", join(folder, "set-d3b.gold.csv"), "--db", db, "--format", format);
    const open = await evaluate("--gold", join(folder, "open.gold.csv"), "--db", db, "--format", format);
    for (const word of ["victims.shelter", "national_action_plan", "data.research", "a.txt 1", "AUT"]) {
      expect(sealed, word).not.toContain(word);
    }
    for (const word of ["victims.shelter", "national_action_plan", "data.research"]) expect(open, word).toContain(word);
    // Paragraph 3 is not listed: what is claimed there is not scored.
    expect(open).not.toContain("victims.helpline");
    if (format === "json") expect(JSON.parse(sealed.slice(0, sealed.lastIndexOf("}") + 1))).toMatchObject({ claims: { gold: 2, found: 1, wrong: 1, missed: [], wronglyGiven: [], statusDiffers: [] } });
    expect(sealed).toContain("its rows are not");
  });

  it("knows a sealed file by its name wherever it lies", () => {
    expect(["/a/set-d3b.gold.csv", "set-d3b.doubtful.csv", "C:\\x\\SET-D3B-copy.csv"].map(isSealed)).toEqual([true, true, true]);
    expect(["/set-d3b/set-d3a.gold.csv", "d3b.md"].map(isSealed)).toEqual([false, false]);
  });
});

describe("the accuracy run", () => {
  const small = goldSets().find((set) => set.id === "style-4") as GoldSet;

  it("gives back no row of a sealed set, and lists none of a guarded one unless asked", async () => {
    const sealed = await measureSet({ ...small, sealed: true, cells: true });
    expect(sealed.score.gold).toBeGreaterThan(100);
    expect(sealed.bands.explicit.given).toBeGreaterThan(100);
    expect([sealed.labels, sealed.doubtful, sealed.given, sealed.score.missed, sealed.score.wronglyGiven, sealed.score.statusDiffers, sealed.cells?.missed]).toEqual([[], [], [], [], [], [], []]);
    expect(JSON.stringify({ ...sealed, set: null })).not.toMatch(/[a-z]\.[a-z]|\b[A-Z]{3}\b/);
    const guarded = await measureSet({ ...small, guarded: true });
    expect(guarded.score.missed.length).toBeGreaterThan(0);
    expect(listings([guarded], new Set())).not.toMatch(/missed|wrong /);
    expect(listings([guarded], new Set(["style-4"]))).toMatch(/missed/);
    expect(listings([sealed], new Set(["style-4"]))).not.toMatch(/missed|wrong /);
    expect(mayName({ ...small, sealed: true }, new Set(["style-4"]))).toBe(false);
  });

  it("has d3b sealed and d3a guarded, and keeps claims of neither", () => {
    const flags = Object.fromEntries(goldSets().map((set) => [set.id, [set.sealed === true, set.guarded === true]]));
    expect([flags["d3b"], flags["d3a"], flags["d1"]]).toEqual([[true, false], [false, true], [false, false]]);
    for (const set of goldSets()) expect(set.gold.some(isSealed), set.id).toBe(set.sealed === true);
    const baseline = readBaseline();
    expect(baseline?.sets["d3b"]).toBeUndefined();
    expect(baseline?.sets["d3a"]?.claims).toEqual({});
  });

  it("logs figures only, with the day and the commit", () => {
    const lines = readFileSync(sealedLogFile(), "utf8").trim().split("\n");
    for (const line of lines) {
      const run = JSON.parse(line) as Record<string, unknown>;
      expect(Object.keys(run).filter((key) => key !== "bands").sort()).toEqual(["commit", "date", "figures", "set"]);
      const bands = run["bands"] as Record<string, Record<string, number>> | undefined;
      if (bands !== undefined) expect(Object.entries(bands).map(([level, counts]) => [level, ...Object.keys(counts)].join(" "))).toEqual(["explicit", "hedged", "inferred"].map((level) => `${level} given right statusRight`));
      for (const part of [run["figures"], bands ?? {}]) {
        expect(JSON.stringify(part)).toMatch(/^[{}\w":,.]*$/);
        expect(JSON.stringify(part)).not.toMatch(/[a-z]\.[a-z]/);
      }
    }
  });

  it("refuses words that are no option", () => {
    expect(() => parseOptions(["--sets"])).toThrow(/--sets needs a value/);
    expect(() => parseOptions(["--seald"])).toThrow(/Unknown option --seald/);
    expect(parseOptions(["--sets", "d1,d2", "--rows-of", "d3a", "--list"])).toMatchObject({ sets: ["d1", "d2"], rowsOf: new Set(["d3a"]) });
  });
});
