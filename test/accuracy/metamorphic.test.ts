// Tests that meaning decides: changes that keep it keep the claims, changes that break it break them; not below the committed floor.
import { describe, expect, it } from "vitest";
import { loadMeasures } from "../../datasets/measures.js";
import { STATUSES } from "../../extractors/contracts.js";
import { applyChange, fallen, figuresOf, isChanged, isKept, readFigures, readTables, runChanges, type Example } from "./metamorphic.js";

const tables = readTables();
const example: Example = { measure: "victims.shelter", status: "in_place", sentence: "The Government opened safe houses for victims of trafficking.", also: ["victims.services"], topic: "", source: "test" };
const changed = (id: string): string | null => applyChange(example, [...tables.keep, ...tables.break].find((change) => change.id === id) as (typeof tables.keep)[number], tables);

describe("the tables", () => {
  it("have examples of every measure and of five statuses, known codes, and no sentence twice", () => {
    const codes = new Set(loadMeasures().map((measure) => measure.code));
    expect([...codes].filter((code) => !tables.examples.some((row) => row.measure === code))).toEqual([]);
    for (const row of tables.examples) expect([row.measure, ...row.also].filter((code) => !codes.has(code)), row.sentence).toEqual([]);
    expect(STATUSES.filter((status) => !tables.examples.some((row) => row.status === status))).toEqual(["mixed"]);
    expect(new Set(tables.examples.map((row) => row.sentence)).size).toBe(tables.examples.length);
  });

  it("fill every placeholder, and fit enough examples", () => {
    for (const change of [...tables.keep, ...tables.break]) {
      const texts = tables.examples.map((row) => applyChange(row, change, tables)).filter((text) => text !== null);
      expect(texts.length, change.id).toBeGreaterThan(20);
      expect(texts.filter((text) => /[{}]/.test(text)), change.id).toEqual([]);
    }
  });
});

describe("changes", () => {
  it("are built as a person would", () => {
    expect(changed("lead-recommended")).toBe("As recommended by the Committee against Torture, the Government opened safe houses for victims of trafficking.");
    expect(changed("passive-perfect")).toBe("Safe houses for victims of trafficking have been opened.");
    expect(changed("nominal-saw")).toBe("The period under review saw the opening of safe houses for victims of trafficking.");
    expect(changed("heading-topic")).toBe("The Government opened safe houses for victims.");
    expect(changed("negated")).toBe("The Government has not opened safe houses for victims of trafficking.");
    expect(changed("drugs")).toBeNull();
    expect(applyChange({ ...example, measure: "treaty.untoc" }, tables.break.find((change) => change.id === "ngo") as (typeof tables.break)[number], tables)).toBeNull();
  });

  it("are judged by the whole set of claims", () => {
    expect(isKept(example, ["victims.shelter in_place", "victims.services planned"])).toBe(true);
    expect(isKept(example, ["victims.shelter planned"])).toBe(false);
    expect(isKept(example, ["victims.shelter in_place", "data.research in_place"])).toBe(false);
    const plan = tables.break.find((change) => change.id === "plans-to") as (typeof tables.break)[number];
    expect([isChanged(example, plan, []), isChanged(example, plan, ["victims.shelter planned"]), isChanged(example, plan, ["victims.shelter in_place"])]).toEqual([true, true, false]);
  });
});

describe("the reader", () => {
  it("keeps and changes no less than the committed floor", async () => {
    const floor = readFigures();
    if (floor === null) throw new Error("no figures: npm run accuracy -- --metamorphic --update");
    const now = figuresOf(await runChanges(tables, "keep"), await runChanges(tables, "break"));
    expect(now.kept.of).toBeGreaterThan(4000);
    expect(fallen(now, floor), "npm run accuracy -- --metamorphic --list shows which").toEqual([]);
    const lower = { ...now, kept: { ...now.kept, right: now.kept.right - 1 } };
    expect(fallen(lower, now)).toHaveLength(1);
  }, 300_000);
});
