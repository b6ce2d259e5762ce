// Owns the proof that accuracy does not fall: every gold set that is here, against the committed baseline; and that a fall would be seen.
// Sets on documents outside the repository are skipped, by name, where ../shared is missing.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../datasets/paths.js";
import { compare, figuresOf, keysOf, readBaseline, type Baseline } from "./baseline.js";
import { readLabels } from "./labels.js";
import { measureSet, totalsOf, whyMissing } from "./measure-set.js";
import { pageFile, pageWith } from "./page.js";
import { goldSets, sharedFolder } from "./sets.js";

/** The sealed set is scored by hand alone: each run is a line of its log. */
const sets = goldSets().filter((set) => set.sealed !== true);
const here = sets.filter((set) => whyMissing(set) === null);
const missing = sets.filter((set) => !here.includes(set));
const baseline = readBaseline();

describe("accuracy", () => {
  it.each(here.map((set) => [set.id, set] as const))("of %s is not below the baseline", async (_id, set) => {
    expect(baseline, "no baseline: npm run accuracy -- --update").not.toBeNull();
    expect(baseline?.sets[set.id], `${set.id} is not in the baseline: npm run accuracy -- --update`).toBeDefined();
    const { fallen, lost } = compare(await measureSet(set), baseline);
    expect(fallen, `lost since the baseline:\n${lost.join("\n")}\nnpm run accuracy -- --list shows all`).toEqual([]);
  }, 900_000);

  for (const set of missing) it.skip(`of ${set.id} SKIPPED: ${whyMissing(set) ?? ""}`, () => undefined);
  it.skipIf(existsSync(sharedFolder()))(`scores only what the repository carries, because ${sharedFolder()} is missing`, () => {
    expect(here.map((set) => set.id)).toEqual(["samples", "style-1", "style-2", "style-3", "style-4", "style-5", "style-6", "style-7", "national-1", "national-2"]);
  });
});

describe("the accuracy run", () => {
  const small = sets.find((set) => set.id === "style-4");
  if (small === undefined) throw new Error("no set style-4");

  it("sees a fall, a claim for another State, gains and losses", async () => {
    const one = await measureSet(small);
    const figures = figuresOf(one);
    const [first = ""] = keysOf(one);
    const [document = "", paragraph = "", , measure = "", status = ""] = first.split(" ");
    const stored = { note: "", sets: { "style-4": { figures: { ...figures, precision: 1.01, recall: (figures.recall ?? 0) + 0.001, wrongState: figures.wrongState - 1 }, claims: { [document]: { [paragraph]: { [`${measure} ${status}`]: "XXA" } } } } } };
    const result = compare(one, stored as unknown as Baseline);
    expect(result.fallen.map((text) => text.split(" ")[0])).toEqual(["precision", "recall", "claims"]);
    expect(result.lost).toEqual([`${[document, paragraph, "XXA", measure, status].join(" ")} (wrong)`]);
    expect(result.gained.map((key) => key.replace(/ \([a-z ]+\)$/, ""))).toEqual(keysOf(one));
    expect(result.gained.some((key) => key.endsWith("(right)"))).toBe(true);
    expect(compare(one, { ...stored, sets: { "style-4": { figures, claims: {} } } } as unknown as Baseline).fallen).toEqual([]);
  });

  it("counts a claim moved to another State as such, and a label without its claim as a false gap", async () => {
    const one = await measureSet(small);
    const label = one.labels.find((row) => row.status === "in_place" && one.labels.every((other) => other === row || other.state !== row.state || other.measure !== row.measure));
    if (label === undefined) throw new Error("no label that stands alone");
    const without = one.given.filter((row) => row.state !== label.state || row.measure !== label.measure);
    const neighbour = { ...label, state: "XXA", extra: { certainty: "explicit" } };
    const before = totalsOf([{ ...one, given: one.given.filter((row) => row.state !== label.state || row.measure !== label.measure).concat({ ...label, extra: { certainty: "explicit" } }) }]);
    const after = totalsOf([{ ...one, given: [...without, neighbour] }]);
    expect(after.score.wrongState).toBe(before.score.wrongState + 1);
    expect(after.score.falseGaps).toBe(before.score.falseGaps + 1);
    expect(after.calibration.explicit.right).toBe(before.calibration.explicit.right - 1);
    expect(after.calibration.explicit.given).toBe(before.calibration.explicit.given);
  });

  it("has its figures on the page that explains them", () => {
    if (baseline === null) throw new Error("no baseline");
    const page = readFileSync(pageFile(), "utf8");
    expect(pageWith(page, baseline), "run: npm run accuracy -- --update").toBe(page);
  });

  it("labels paragraphs that the invented reports have, once each", () => {
    for (const set of sets.filter((candidate) => candidate.id.startsWith("style-"))) {
      const labels = set.gold.flatMap((file) => readLabels(file));
      const keys = labels.map((label) => [label.document, label.paragraph, label.measure, label.state, label.status].join(" "));
      expect(keys.filter((key, index) => keys.indexOf(key) !== index), set.id).toEqual([]);
      for (const label of labels) expect(readFileSync(join(set.documents, label.document), "utf8")).toMatch(new RegExp(`^\\s*${label.paragraph}\\.`, "m"));
    }
  });

  it("keeps labels without quotes, so that no text of a document comes with them", () => {
    const folder = join(packageRoot(), "test", "accuracy", "gold");
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name), "utf8").split("\n")[0], name).not.toMatch(/quote/);
  });
});
