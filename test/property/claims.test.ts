// Owns the proof by generated sentences: exactly the claims that a sentence was built from come out, and they swap and vanish with the names.
// Sentences come from grammar.ts; the last group reads ../shared/corpus, and is skipped where that is missing.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../datasets/paths.js";
import { buildContext, extract } from "../../extractors/extract.js";
import { findStateMentions, type StateMention } from "../../extractors/states/mentions.js";
import { readParsed } from "../accuracy/read-file.js";
import { claimKey, CONSTRUCTIONS, CUES, documentOf, fits, listOf, MEASURE_PHRASES, PASSIVES, STATES, TREATY_CUES, TREATY_PHRASES, type Draw } from "./grammar.js";

const context = buildContext();
/** The same sentences at every run; STOCKTAKE_SEED=… tries others, STOCKTAKE_RUNS=… more of them. */
const SEED = Number(process.env["STOCKTAKE_SEED"] ?? 20100802);
const RUNS = Number(process.env["STOCKTAKE_RUNS"] ?? 300);

/** Claims of a text as a paragraph of a Secretary-General's report, as the grammar writes them. */
function claimsOf(text: string): string[] {
  return [...new Set(extract(documentOf(text), context).claims.map((claim) => claimKey(claim.state, claim.measure, claim.status, claim.extent)))].sort();
}

/** Known limits, each with its own failing test below; the other properties leave them out. */
const KNOWN = {
  /** "have not yet concluded …", "has not yet launched …": tested by itself below. */
  negatedVerb: ({ one, cue, otherCue, other }: Draw): boolean => [[one, cue], [other, otherCue], [one, otherCue]].some(([phrase, status]) => (status as Draw["cue"]).status === "absent" && ["launch", "conclude"].includes((phrase as Draw["one"]).verb.base)),
  /** "… adopted a law …, while … introduced residence permits": the law (or the code of conduct) of one clause must not make the permits of the other a matter of law; tested by itself below. */
  lawNextToPermit: ({ one, other }: Draw): boolean => [[one, other], [other, one]].some(([a, b]) => ((a as Draw["one"]).law || a?.code === "business.code_of_conduct") && /residence_permit|victims\.services/.test(b?.code ?? "")),
};

const lists = fc.shuffledSubarray([...STATES], { minLength: 2, maxLength: 8 }).chain((states) => fc.integer({ min: 1, max: states.length - 1 }).map((cut) => ({ first: states.slice(0, cut), second: states.slice(cut) })));
const anyDraw: fc.Arbitrary<Draw> = fc
  .record({ lists, one: fc.constantFrom(...MEASURE_PHRASES), other: fc.constantFrom(...MEASURE_PHRASES), cue: fc.constantFrom(...CUES), otherCue: fc.constantFrom(...CUES), passive: fc.constantFrom(...PASSIVES) })
  .map(({ lists: { first, second }, ...rest }) => ({ first, second, ...rest }))
  // Two measures of one family may rightly be read as one; laws in the making are another measure.
  .filter(({ one, other, cue, otherCue, passive }) => one.code.split(".")[0] !== other.code.split(".")[0] && [cue, otherCue, passive].every(({ status }) => fits(one, status) && fits(other, status)));
const draw = anyDraw;

describe("the grammar", () => {
  it("reaches at least forty measures, and every one of them in some sentence", () => {
    expect(new Set([...MEASURE_PHRASES, ...TREATY_PHRASES].map(({ code }) => code)).size).toBeGreaterThanOrEqual(40);
    for (const one of MEASURE_PHRASES) {
      const [state] = STATES;
      const text = `${state?.name ?? ""} ${(CUES[1] as (typeof CUES)[number]).active(one, false)}.`;
      expect(claimsOf(text), text).toEqual([claimKey("AUT", one.code, "in_place", "list")]);
    }
  });
});

describe("exactly the built claims come out", () => {
  it.each(Object.keys(CONSTRUCTIONS))("of: %s", (name) => {
    const construct = CONSTRUCTIONS[name];
    if (construct === undefined) throw new Error(name);
    fc.assert(fc.property(draw, (drawn) => {
      const { text, claims } = construct(drawn);
      expect(claimsOf(text), text).toEqual(claims);
    }), { numRuns: RUNS, seed: SEED });
  });

  it("of treaties", () => {
    const states = fc.shuffledSubarray([...STATES], { minLength: 2, maxLength: 6 });
    fc.assert(fc.property(states, fc.constantFrom(...TREATY_PHRASES), fc.constantFrom(...TREATY_CUES), (list, treaty, cue) => {
      const joined = listOf(list);
      const text = `${joined.charAt(0).toUpperCase()}${joined.slice(1)} ${cue.text} ${treaty.noun}.`;
      expect(claimsOf(text), text).toEqual(list.map(({ code }) => claimKey(code, treaty.code, cue.status, "list")).sort());
    }), { numRuns: RUNS, seed: SEED });
  });

  it("of several sentences in one paragraph, as of each alone", () => {
    const names = Object.keys(CONSTRUCTIONS);
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom(...names), draw), { minLength: 2, maxLength: 4 }), (parts) => {
      const sentences = parts.map(([name, drawn]) => (CONSTRUCTIONS[name] as (drawn: Draw) => { text: string; claims: string[] })(drawn));
      const text = sentences.map((sentence) => sentence.text).join(" ");
      // Two sentences may give one claim with two extents; it is kept once.
      const withoutExtent = (keys: string[]): string[] => [...new Set(keys.map((key) => key.split(" ").slice(0, 3).join(" ")))].sort();
      expect(withoutExtent(claimsOf(text)), text).toEqual(withoutExtent(sentences.flatMap((sentence) => sentence.claims)));
    }), { numRuns: RUNS, seed: SEED });
  });
});

describe("claims follow the names", () => {
  it("swap where two States change places, and vanish alone where a name is masked", () => {
    fc.assert(fc.property(fc.constantFrom(...Object.keys(CONSTRUCTIONS)), draw, (name, drawn) => {
      const { text } = (CONSTRUCTIONS[name] as (drawn: Draw) => { text: string })(drawn);
      follow(text);
    }), { numRuns: RUNS, seed: SEED });
  });
});

/** Names of one word that stand for their State alone: they can change places without touching an article or an adjective. */
function plainMentions(text: string): StateMention[] {
  return findStateMentions(text, context.states, { year: 2012 }).filter((mention) => mention.iso3 !== null && !mention.adjective && !mention.inName && !mention.article && /^\p{Lu}\p{Ll}+$/u.test(mention.text));
}

function rename(text: string, mentions: StateMention[], names: Map<string, string>): string {
  let result = "";
  let from = 0;
  for (const mention of mentions) {
    result += text.slice(from, mention.start) + (names.get(text.slice(mention.start, mention.end)) ?? text.slice(mention.start, mention.end));
    from = mention.end;
  }
  return result + text.slice(from);
}

/** Swaps the first two plainly named States of a text (not its own State), or one with a State that the text does not name; masks the first; compares the claims. Returns whether there was one. */
function follow(text: string, read: (text: string) => string[] = claimsOf, own: string | null = null, mask = "Kosovo"): boolean {
  const all = findStateMentions(text, context.states, { year: 2012 });
  const mentions = plainMentions(text).filter((mention) => mention.iso3 !== own);
  // A State that is also named in another way ("Austrian", "the Republic of Austria") would keep that name.
  const spelt = (state: string | null): number => all.filter((mention) => mention.iso3 === state).length;
  const plain = mentions.filter((mention, index) => mentions.findIndex((other) => other.iso3 === mention.iso3) === index && spelt(mention.iso3) === mentions.filter((other) => other.iso3 === mention.iso3).length);
  const [a, second] = plain;
  if (a === undefined || (second === undefined && text.includes("Iceland"))) return false;
  const b = { iso3: second?.iso3 ?? "ISL", text: second?.text ?? "Iceland" };
  const nameA = a.text;
  const nameB = b.text;
  const before = read(text);
  const swapped = rename(text, mentions, new Map([[nameA, nameB], [nameB, nameA]]));
  const swap = (key: string): string => (key.startsWith(`${a.iso3} `) ? `${b.iso3}${key.slice(3)}` : key.startsWith(`${b.iso3} `) ? `${a.iso3}${key.slice(3)}` : key);
  expect(read(swapped), `${nameA} ↔ ${nameB}: ${swapped}`).toEqual(before.map(swap).sort());
  const masked = rename(text, mentions, new Map([[nameA, mask]]));
  expect(read(masked), `${nameA} masked: ${masked}`).toEqual(before.filter((key) => !key.startsWith(`${a.iso3} `)));
  return true;
}

const corpus = resolve(packageRoot(), "..", "shared", "corpus");
const REPORTS = ["seeds/A-65-209.txt", "upr-working-group/nigeria2009.pdf", "upr-working-group/romania2013.pdf"];

describe.skipIf(!existsSync(corpus))(`claims of real paragraphs follow the names${existsSync(corpus) ? "" : ` (SKIPPED: ${corpus} is missing)`}`, () => {
  it.each(REPORTS)("in %s", async (file) => {
    const document = await readParsed(join(corpus, file));
    let tried = 0;
    for (const paragraph of document.paragraphs) {
      const read = (text: string): string[] => [...new Set(extract({ ...document, paragraphs: [{ ...paragraph, ordinal: 0, text }], footnotes: [] }, context).claims.map((claim) => claimKey(claim.state, claim.measure, claim.status, claim.extent)))].sort();
      if (read(paragraph.text).length > 0 && follow(paragraph.text, read, document.meta.state)) tried += 1;
    }
    expect(tried).toBeGreaterThan(file.startsWith("seeds") ? 20 : 2);
    // The first of a run that asks for a document of the corpus waits until all of it was parsed.
  }, 600_000);
});

// What the generated sentences found and is not read rightly yet. When one of these begins to pass, take it out of KNOWN above.
describe("limits, and what was one", () => {
  it("a State followed by its measure in parentheses", () => {
    fc.assert(fc.property(draw, (drawn) => {
      const { text, claims } = (CONSTRUCTIONS["State first, measure in parentheses"] as (drawn: Draw) => { text: string; claims: string[] })(drawn);
      expect(claimsOf(text), text).toEqual(claims);
    }), { numRuns: 50, seed: SEED, endOnFailure: true });
  });

  it("a name in a list that no alias table knows leaves the other States of the list", () => {
    expect(follow("Shelters for victims of trafficking have been established (Austria, Chile and Denmark).", claimsOf, null, "Ruritania")).toBe(true);
  });

  it("a law in one clause and residence permits in the other", () => {
    fc.assert(fc.property(anyDraw.filter((drawn) => KNOWN.lawNextToPermit(drawn) && !KNOWN.negatedVerb(drawn)), (drawn) => {
      const { text, claims } = (CONSTRUCTIONS["while"] as (drawn: Draw) => { text: string; claims: string[] })(drawn);
      expect(claimsOf(text), text).toEqual(claims);
    }), { numRuns: 100, seed: SEED, endOnFailure: true });
  });

  it("campaigns not yet launched, agreements not yet concluded", () => {
    fc.assert(fc.property(anyDraw.filter(KNOWN.negatedVerb), (drawn) => {
      const { text, claims } = (CONSTRUCTIONS["subject"] as (drawn: Draw) => { text: string; claims: string[] })({ ...drawn, cue: CUES[8] as Draw["cue"] });
      expect(claimsOf(text), text).toEqual(claims);
    }), { numRuns: 100, seed: SEED, endOnFailure: true });
  });
});
