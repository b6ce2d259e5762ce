// Owns the proof that the tables of States and the codebook are whole, and that their loaders refuse what is wrong.
// Must not test the finding of names in text.
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { parseCsv } from "../../datasets/load-csv.js";
import { categories, loadCodebook, loadMeasures } from "../../datasets/measures.js";
import { nearest } from "../../datasets/nearest.js";
import { GROUPINGS, groupOf, loadAliases, loadGroupings, loadMemberships, loadNonStates, loadSources, loadStates, membersOn, stateByIso3 } from "../../datasets/states.js";
import { foldName } from "../../extractors/states/spelling.js";

describe("States", () => {
  it("are 193 Members and two observers today", () => {
    const by = (status: string) => loadStates().filter((s) => s.status === status);
    expect(by("member")).toHaveLength(193);
    expect(by("observer").map((s) => s.iso3)).toEqual(["PSE", "VAT"]);
    expect(new Set(membersOn("2026-01-01"))).toEqual(new Set(by("member").map((s) => s.iso3)));
    for (const s of by("former")) expect(s.successors.length, s.iso3).toBeGreaterThan(0);
  });

  // The number of Member States at the end of the year, as the United Nations counts it.
  it.each([
    [1945, 51], [1950, 60], [1955, 76], [1960, 99], [1965, 117], [1970, 127], [1975, 144], [1980, 154], [1984, 159], [1990, 159],
    [1991, 166], [1992, 179], [1993, 184], [1994, 185], [1999, 188], [2000, 189], [2002, 191], [2006, 192], [2011, 193],
  ])("at the end of %i were %i", (year, count) => {
    const members = membersOn(`${year}-12-31`);
    expect(members).toHaveLength(count);
    expect(new Set(members).size).toBe(count);
  });

  it("have memberships that agree with states.csv", () => {
    for (const s of loadStates()) {
      const periods = loadMemberships().filter((m) => m.iso3 === s.iso3);
      expect(periods[0]?.from ?? null, s.iso3).toBe(s.memberFrom);
      expect(periods.at(-1)?.to ?? null, s.iso3).toBe(s.memberTo);
    }
  });

  it("have one value in every grouping", () => {
    for (const s of loadStates()) for (const g of GROUPINGS) expect(groupOf(s.iso3, g), `${s.iso3} ${g}`).toBeTruthy();
    expect(loadGroupings()).toHaveLength(loadStates().length * GROUPINGS.length);
  });

  it("have the groups that the United Nations counts", () => {
    const count = (grouping: (typeof GROUPINGS)[number], group: string) =>
      loadStates().filter((s) => s.status === "member" && groupOf(s.iso3, grouping) === group).length;
    expect(count("un_group", "African States")).toBe(54);
    expect(count("un_group", "Asia-Pacific States")).toBe(54);
    expect(count("un_group", "Eastern European States")).toBe(23);
    expect(count("un_group", "Latin American and Caribbean States")).toBe(33);
    expect(count("un_group", "Western European and other States")).toBe(29);
    expect(count("lldc", "LLDC")).toBe(32);
    expect(count("ldc", "LDC")).toBe(44);
    const regions = new Set(loadGroupings().filter((g) => g.grouping === "region").map((g) => g.group));
    expect(regions).toEqual(new Set(["Africa", "Americas", "Asia", "Europe", "Oceania"]));
  });

  it("have distinct codes, apart from those of what is no State", () => {
    const present = loadStates().filter((s) => s.status !== "former");
    for (const key of ["iso2", "m49", "shortName"] as const) expect(new Set(present.map((s) => s[key])).size).toBe(present.length);
    for (const n of loadNonStates()) {
      expect(stateByIso3(n.code)).toBeUndefined();
      if (n.partOf) expect(stateByIso3(n.partOf)?.status).toBe("member");
    }
    expect(loadSources().every((s) => s.year !== "")).toBe(true);
  });
});

describe("aliases", () => {
  it("have no name that means two things at one time, unless marked unsafe", () => {
    const seen = new Map<string, ReturnType<typeof loadAliases>[number]>();
    for (const a of loadAliases()) {
      if (!a.safe) continue;
      const key = `${a.lang} ${foldName(a.name)}`;
      const other = seen.get(key);
      if (other && other.code !== a.code) {
        const apart = (other.validTo !== null && a.validFrom !== null && other.validTo <= a.validFrom) || (a.validTo !== null && other.validFrom !== null && a.validTo <= other.validFrom);
        expect(apart, `${a.name}: ${other.code} and ${a.code}`).toBe(true);
      }
      seen.set(key, a);
    }
  });

  it("cover short and formal names of every State", () => {
    const names = new Set(loadAliases().filter((a) => a.lang === "en").map((a) => `${a.name}|${a.code}`));
    for (const s of loadStates()) {
      expect(names.has(`${s.shortName}|${s.iso3}`), s.shortName).toBe(true);
      expect(names.has(`${s.formalName.replace(/^the /, "")}|${s.iso3}`), s.formalName).toBe(true);
    }
    for (const n of loadNonStates()) expect(names.has(`${n.name}|${n.code}`), n.name).toBe(true);
  });
});

describe("codebook", () => {
  it("has 70 measures in eight categories, each code once", () => {
    expect(loadMeasures()).toHaveLength(70);
    expect(new Set(loadMeasures().map((m) => m.code)).size).toBe(70);
    expect(categories()).toHaveLength(8);
    expect(categories()[0]).toBe("International instruments");
    expect(loadCodebook()).toMatchObject({ version: "1.1.0", topic: "trafficking in persons" });
  });

  const reference = "/work/shared/reference/measures.csv";
  it.skipIf(!existsSync(reference))("is the reference, unchanged", () => {
    const theirs = readFileSync(reference, "utf8").trim().split(/\r?\n/);
    expect(theirs.slice(1).map((l) => l.split(",")[0])).toEqual(loadMeasures().map((m) => m.code));
  });
});

describe("parseCsv", () => {
  const schema = z.object({ name: z.string().min(1), region: z.enum(["Africa", "Asia"]), year: z.string().regex(/^\d{4}$/, "a year has four digits").transform(Number) });
  const read = (text: string) => () => parseCsv(text, "states.csv", schema);

  it("reads rows, quotes, line breaks inside quotes, and a byte order mark", () => {
    const { rows, lines } = parseCsv('\uFEFFname,region,year\r\n"A, B",Asia,2000\r\n"C\nD",Africa,2001\nE,Asia,2002\n', "states.csv", schema);
    expect(rows).toEqual([{ name: "A, B", region: "Asia", year: 2000 }, { name: "C\nD", region: "Africa", year: 2001 }, { name: "E", region: "Asia", year: 2002 }]);
    expect(lines).toEqual([2, 3, 5]);
  });

  it("says what, where and what next", () => {
    expect(read("name,region,year\nA,Asia,2000\nB,Afrika,2000\n")).toThrow("states.csv line 3: unknown region 'Afrika'. Did you mean 'Africa'?");
    expect(read("name,region,year\nA,Asia,20\n")).toThrow("states.csv line 2: year '20': a year has four digits. Correct the cell.");
    expect(read("name,regoin,year\n")).toThrow("states.csv line 1: unknown column 'regoin'. Did you mean 'region'?");
    expect(read("name,region\nA,Asia\n")).toThrow("states.csv line 1: column 'year' is missing.");
    expect(read("name,region,year\nA,Asia\n")).toThrow("states.csv line 2: 2 cells where the header has 3.");
    expect(read("name,region,year\nA,Mars,2000\n")).toThrow("Known: Africa, Asia.");
    expect(read('name,region,year\n"A,Asia,2000\n')).toThrow(/states\.csv line \d+:/);
  });

  it("suggests only what is near", () => {
    expect(nearest("Slovnia", ["Slovenia", "Slovakia", "Spain"])[0]).toBe("Slovenia");
    expect(nearest("xyzzy", ["Slovenia", "Spain"])).toEqual([]);
  });
});
