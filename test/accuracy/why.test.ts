// Tests which step is named for a lost row, and the sample of claims that no coder listed, on invented documents and candidates.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Candidate, SectionRole } from "../../extractors/contracts.js";
import { buildContext, extract } from "../../extractors/extract.js";
import { buildDocument } from "./built-document.js";
import { measureSet } from "./measure-set.js";
import { whyReport } from "./print-why.js";
import type { Read } from "./read-file.js";
import { goldSets, type GoldSet } from "./sets.js";
import { sample, unlistedClaims, unlistedReport } from "./unlisted.js";
import { lossesOf, lossOf } from "./why.js";

const row = { document: "x", paragraph: "2", state: "PAN", measure: "victims.shelter", status: "in_place" };

async function read(sentence: string, candidates: Partial<Candidate>[], role: SectionRole = "state_report"): Promise<Read> {
  const { document, paragraph } = await buildDocument({ genre: "national", state: "PAN", sentence });
  document.paragraphs = document.paragraphs.map((one) => (one.ordinal === paragraph ? { ...one, role } : one));
  const full = candidates.map((one): Candidate => ({ paragraph, state: "PAN", measure: "victims.shelter", status: null, score: 0.5, step: "topic", reason: "", quoteStart: 0, quoteEnd: 1, ...one }));
  return { document, result: { ...extract(document, buildContext()), candidates: full } };
}

describe("the step that lost a row", () => {
  it("is the furthest that a candidate for its State and measure came, with its reason", async () => {
    const found = await read("Nothing.", [{ step: "topic" }, { step: "actor", reason: "the actor is an NGO" }, { step: "outscored", measure: "victims.services" }, { step: "status", state: "CRI" }]);
    expect(lossOf(row, ["2"], found)).toEqual({ step: "actor", reason: "the actor is an NGO" });
    expect(lossOf(row, ["2"], await read("Nothing.", [{ step: "predicate", state: null, reason: "no predicate" }]))).toMatchObject({ step: "predicate" });
  });

  it("is told without candidates: no paragraph, a role that is not read, another State, no State, or no concept", async () => {
    const bare = await read("Nothing.", []);
    expect(lossOf(row, ["99"], bare).step).toBe("paragraph");
    expect(lossOf(row, ["2"], bare).step).toBe("concept");
    expect(lossOf(row, ["2"], await read("Nothing.", [], "annex")).step).toBe("role");
    expect(lossOf(row, ["2"], await read("Nothing.", [{ state: "CRI" }]))).toEqual({ step: "actor", reason: "ascribed to CRI" });
    expect(lossOf(row, ["2"], { ...bare, document: { ...bare.document, meta: { ...bare.document.meta, state: null } } }).step).toBe("actor");
    expect(lossOf(row, ["2"], { ...bare, result: { ...bare.result, candidates: undefined } }).step).toBe("concept");
  });

  it("is counted for every row that a set misses or gives with another status, and printed by set", async () => {
    const measured = await measureSet(goldSets().find((set) => set.id === "national-2") as GoldSet);
    const losses = await lossesOf(measured);
    expect(losses).toHaveLength(measured.score.missed.length + measured.score.statusDiffers.length);
    const printed = whyReport([measured], new Map([["national-2", losses]]), new Set());
    expect(printed).toMatch(/national-2: wrong rows, by measure/);
    expect(printed).toMatch(new RegExp(`national-2 .* ${losses.length} `));
    expect(whyReport([{ ...measured, set: { ...measured.set, guarded: true } }], new Map([["national-2", losses]]), new Set())).not.toContain(losses[0]?.row.measure ?? "?");
  });
});

describe("the sample of claims that no coder listed", () => {
  it("leaves out listed paragraphs, and is the same for the same seed", async () => {
    const list = join(mkdtempSync(join(tmpdir(), "stocktake-unlisted-")), "paragraphs.csv");
    const set = goldSets().find((one) => one.id === "style-4") as GoldSet;
    writeFileSync(list, "file,paragraph\nstyle-4.txt,4\n");
    const all = await unlistedClaims({ ...set, read: list });
    expect(all.length).toBeGreaterThan(50);
    expect(all.filter(({ paragraph }) => paragraph.number === "4")).toEqual([]);
    const one = sample(all, 10, 7);
    expect(sample(all, 10, 7)).toEqual(one);
    expect(sample(all, 10, 8)).not.toEqual(one);
    expect(new Set(one).size).toBe(10);
    expect(unlistedReport(one, all.length, 7, (text) => text)).toContain(`>>>${one[0]?.claim.quote.replace(/\s+/g, " ") ?? ""}<<<`);
    expect(sample([1, 2, 3], 9, 1)).toEqual([1, 2, 3]);
  });
});
