// Owns the tests of the catalogue's data and of how a catalogue file is read.
import { describe, expect, it } from "vitest";
import { CATALOGUE_KINDS, filterCatalogue, isUnSymbol, loadCatalogue, parseCatalogue } from "../../datasets/catalogue.js";
import { loadStates } from "../../datasets/states.js";
import { DOCUMENT_KINDS } from "../../extractors/contracts.js";
import { stemOf } from "../../pipeline/pull/names.js";

const entries = await loadCatalogue();
const national = entries.filter(({ kind }) => kind === "national_report");
const sessionOf = (session: string | null): number => Number(/^UPR (\d+)$/u.exec(session ?? "")?.[1]);
/** Sessions of the cycles of the Universal Periodic Review; the fourth is not finished. */
const CYCLES = [[1, 12], [13, 26], [27, 40], [41, 54]] as const;

describe("the catalogue's data", () => {
  it("uses the project's words for kinds", () => {
    expect([...CATALOGUE_KINDS]).toEqual([...DOCUMENT_KINDS]);
  });
  it("says of every entry how it is known, and names no two files alike", () => {
    for (const entry of entries) expect(entry.basis, entry.symbol).toMatch(/\w{4}/u);
    expect(new Set(entries.map(({ symbol }) => stemOf(symbol).toLowerCase())).size).toBe(entries.length);
    expect(entries.every(({ symbol }) => isUnSymbol(symbol))).toBe(true);
  });
  it("writes national reports by the pattern, with the session and State of the row", () => {
    expect(national.length).toBeGreaterThan(700);
    for (const { symbol, state, session } of national) expect(symbol).toBe(`A/HRC/WG.6/${sessionOf(session)}/${state}/1`);
  });
  it("has each State of each finished cycle once, and no other", () => {
    const members = new Set(loadStates().filter(({ status }) => status === "member").map(({ iso3 }) => iso3));
    expect(members.size).toBe(193);
    for (const [first, last] of CYCLES) {
      const states = national.filter(({ session }) => sessionOf(session) >= first && sessionOf(session) <= last).map(({ state }) => state ?? "");
      expect(new Set(states).size).toBe(states.length);
      for (const state of states) expect(members.has(state), state).toBe(true);
      const missing = [...members].filter((state) => !states.includes(state));
      // South Sudan was admitted in July 2011, after the first cycle's calendar was made.
      if (first === 1) expect(missing).toEqual(["SSD"]);
      else if (first !== 41) expect(missing).toEqual([]);
    }
  });
  it("holds the years of sessions in order", () => {
    const years = new Map<number, Set<number | null>>();
    for (const { session, year } of national) years.set(sessionOf(session), new Set([...(years.get(sessionOf(session)) ?? []), year]));
    let before = 2008;
    for (const session of [...years.keys()].sort((a, b) => a - b)) {
      const [year, ...others] = years.get(session) ?? [];
      expect(others).toEqual([]);
      expect(Number(year) - before).toBeGreaterThanOrEqual(0);
      expect(Number(year) - before).toBeLessThanOrEqual(1);
      before = Number(year);
    }
  });
  it("has the Secretary-General's reports, and marks those that were not seen", () => {
    const reports = filterCatalogue(entries, { kinds: ["sg_report"] });
    expect(reports.map(({ symbol }) => symbol)).toEqual(["A/51/309", "A/57/170", "A/59/185", "A/63/215", "A/65/209", "A/67/170", "A/69/224", "A/71/223", "A/73/263", "A/75/289", "A/77/292"]);
    expect(reports.filter(({ verified }) => verified === "symbol").map(({ symbol }) => symbol)).toEqual(["A/51/309", "A/57/170", "A/59/185", "A/63/215", "A/65/209", "A/77/292"]);
  });
});

describe("a catalogue file", () => {
  it("needs four columns only", () => {
    const { entries: mine, problems } = parseCatalogue("\uFEFFsymbol,title,kind,url\nA/65/209,T,sg_report,\nPLAN,P,action_plan,https://example.org/p.pdf\n\n", "mine.csv");
    expect(problems).toEqual([]);
    expect(mine).toMatchObject([{ symbol: "A/65/209", source: "ods", url: null, verified: "no" }, { symbol: "PLAN", source: "url", url: "https://example.org/p.pdf" }]);
  });
  it("names the line, also behind a cell with a line break", () => {
    const { entries: mine, problems } = parseCatalogue('symbol,title,kind,url\nA/65/209,"two\nlines",sg_report,\nPLAN,P,action_plan,\n,P,action_plan,\nA/65/209,again,sg_report,\nA/1/1,T,sg_report,,\n', "mine.csv");
    expect(mine.map(({ symbol }) => symbol)).toEqual(["A/65/209", "A/1/1"]);
    expect(problems.map((problem) => problem.slice(0, 18))).toEqual(["mine.csv line 4: '", "mine.csv line 5: n", "mine.csv line 6: '"]);
    expect(problems[2]).toContain("stands in line 2 already");
  });
  it("says which column is missing", () => {
    expect(() => parseCatalogue("symbol,kind\n", "mine.csv")).toThrow(/mine\.csv line 1: no column 'title', 'url'/u);
  });
  it.each(["A/65/209", "A/HRC/WG.6/7/SVN/1", "A/80/179-S/2025/468", "E/CN.6/2025/4", "S/2025/389", "A/HRC/10/76/Add.1", "CEDAW/C/SVN/CO/4", "A/65/40 (Vol. I)"])("takes %s for a symbol", (symbol) => expect(isUnSymbol(symbol)).toBe(true));
  it.each(["A-65-209", "a/65/209", "../etc/passwd", "A/65/", "/A/65", "A//65", "A/65/209?x=1", "A/65/209\n", "http://x/y", "Plan"])("does not take %j for one", (symbol) => expect(isUnSymbol(symbol)).toBe(false));
});
