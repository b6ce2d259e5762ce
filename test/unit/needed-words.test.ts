// Tests that what a pattern needs is truly needed: a text that a pattern matches always passes the gate. Made patterns, then every rule.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expandPattern } from "../../extractors/measures/rule.js";
import { compiledRules, MEASURE_RULES, rulesThatMayMatch } from "../../extractors/measures/rules.js";
import { neededWords, wordGate } from "../../extractors/text/needed-words.js";
import { patternInSmallLetters, smallLetters } from "../../extractors/text/small-letters.js";

describe("words that a pattern needs", () => {
  it.each([
    ["plans? of law", { words: ["plan of law", "plans of law"] }],
    ["organi[sz]ed", { words: ["organised", "organized"] }],
    ["(?:anti|counter)[- ]?traffick\\w*", { words: ["anti traffick", "anti-traffick", "antitraffick", "counter traffick", "counter-traffick", "countertraffick"] }],
    ["\\blaw\\b[^;]{0,40}?traffick", { all: [{ words: ["law"] }, { words: ["traffick"] }] }],
    ["(?:law|act \\d+)", { words: ["act ", "law"] }],
    ["police(?! code)(?:ed)?", { words: ["police"] }],
    ["(?:abc)+x?", { words: ["abc"] }],
    ["(?:law|\\d+)", null],
    ["(?:law)?", null],
    ["[a-z]+ing?", null],
    ["ab|cde", null],
    ["é", null],
  ])("%s", (pattern, need) => {
    expect(neededWords(pattern)).toEqual(need);
  });

  it.each(["(a)\\1", "(?<n>a)", "(a", "a)", "\\k<n>", "(?i:a)", "[a"])("refuses %s", (pattern) => {
    expect(() => neededWords(pattern)).toThrow(/not understood/);
  });

  it("leaves a set of very many words out of account, also inside an alternative", () => {
    const many = Array.from({ length: 400 }, (_, i) => `w${String(i).padStart(3, "0")}`).join("|");
    expect(neededWords(`(?:${many})`)).toBeNull();
    expect(neededWords(`(?:${many}|law)`)).toBeNull();
    const gate = wordGate([`plan (?:with (?:${many})|alone)`]);
    expect(gate("plan with w399")).toEqual([0]);
  });

  const WORDS = ["law", "laws", "action", "plan", "act", "actor", "the", "of", "Kind", "risk"];
  const literal = fc.constantFrom(...WORDS, "a", "x ", "[sz]", "[- ]", "\\w", "[^;]", ".", "\\b", "\\d", "é", "[kK]", "\\.", "s");
  const { pattern } = fc.letrec<{ pattern: string; row: string; piece: string }>((tie) => ({
    pattern: fc.array(tie("row"), { minLength: 1, maxLength: 3 }).map((rows) => rows.join("|")),
    row: fc.array(tie("piece"), { minLength: 0, maxLength: 4 }).map((pieces) => pieces.join("")),
    piece: fc.oneof(
      { maxDepth: 3, depthSize: "small", withCrossShrink: true },
      literal,
      fc.tuple(fc.constantFrom("(?:", "(", "(?=", "(?!", "(?<=", "(?<!"), tie("pattern"), fc.constantFrom("", "")).map(([open, inside]) => `${open}${inside})`),
      fc.tuple(tie("pattern"), fc.constantFrom("?", "{0,2}", "{1,2}", "{2}", "??", "{1}")).map(([inside, times]) => `(?:${inside})${times}`),
      // What repeats without end holds no choice and no repetition itself, or matching could take for ever.
      fc.tuple(literal, fc.constantFrom("*", "+", "{1,}?", "{2,}")).map(([inside, times]) => `(?:${inside})${times}`),
      fc.tuple(fc.constantFrom("a", "s", "w"), fc.constantFrom("?", "*", "+")).map(([letter, times]) => letter + times),
    ),
  }));
  const text = fc.array(fc.constantFrom(...WORDS, "a", "s", "x ", " ", "-", ".", "3", "é", "LAW", "Acts", "\u017f", "\u212a", "z", "é", ";"), { maxLength: 7 }).map((pieces) => pieces.join(""));

  it("never holds back a text that the pattern matches, whatever its flags", () => {
    let matched = 0;
    let held = 0;
    fc.assert(
      fc.property(pattern, fc.array(text, { minLength: 1, maxLength: 6 }), (source, texts) => {
        const gate = wordGate([source, "law"]);
        for (const one of texts) {
          const passes = gate(one).includes(0);
          if (!passes) held++;
          for (const flags of ["", "u", "i", "iu"]) {
            if (!new RegExp(source, flags).test(one)) continue;
            matched++;
            expect(passes, `/${source}/${flags} matches ${JSON.stringify(one)}`).toBe(true);
          }
        }
      }),
      { numRuns: 400 },
    );
    // The test must have had something to say.
    expect(matched).toBeGreaterThan(400);
    expect(held).toBeGreaterThan(100);
  });
});

describe("small letters", () => {
  it("keep every offset, and fold each character as the flags iu do", () => {
    const letters = /[a-zà-öø-þ\u2010-\u201f0-9]/u;
    const folded = new RegExp(letters.source, "iu");
    const classes = [/\w/, /\b/, /\s/, /\d/].map((kind) => [new RegExp(kind.source, "u"), new RegExp(kind.source, "iu")] as const);
    for (let code = 0; code <= 0x10ffff; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const char = String.fromCodePoint(code);
      const small = smallLetters(char);
      if (small.length !== char.length) expect.fail(`U+${code.toString(16)} changes its length`);
      // Letters that a pattern may hold: found in small letters where, and only where, iu finds them.
      if (letters.test(small) !== folded.test(char)) expect.fail(`U+${code.toString(16)} folds otherwise`);
      if (letters.test(small) && !new RegExp(`^${small}$`, "iu").test(char)) expect.fail(`U+${code.toString(16)} becomes another letter`);
      for (const [used, written] of classes) if (used.test(small) !== written.test(char)) expect.fail(`U+${code.toString(16)} changes for ${used.source}`);
    }
    expect(smallLetters("İstanbul LAW ΣΑΣ")).toHaveLength("İstanbul LAW ΣΑΣ".length);
  });

  it("write a pattern so that its escapes stay", () => {
    expect(patternInSmallLetters("\\bTHB\\b[^A-Z]\\W\\SÉ\\u00C9\\DUS-based")).toBe("\\bthb\\b[^a-z]\\W\\Sé\\u00C9\\Dus-based");
    for (const cased of ["\\p{Lu}", "x\\P{L}", "[A-z]", "[^0-9A-é]"]) expect(() => patternInSmallLetters(cased), cased).toThrow(/depends on case/);
    expect(() => patternInSmallLetters("straße")).toThrow(/fold/);
    expect(() => patternInSmallLetters("σ")).toThrow(/fold/);
  });
});

describe("the gate of the measure rules", () => {
  const patterns = MEASURE_RULES.map((rule) => new RegExp(expandPattern(rule.pattern), "giu"));
  const conditions = MEASURE_RULES.flatMap((rule) => [rule.context, rule.unless].filter((pattern) => pattern !== undefined).map((pattern) => new RegExp(expandPattern(pattern), "iu")));
  const compiledConditions = compiledRules().flatMap((rule) => [rule.contextRegex, rule.unlessRegex].filter((regex) => regex !== null));
  const sentences = MEASURE_RULES.flatMap((rule) => [...rule.examples.match, ...rule.examples.not]);

  /** What the rules find as they are written, without a gate and with the flags iu, against what they find as they are used. */
  function compare(text: string, alsoConditions: boolean): number {
    const small = smallLetters(text);
    const passing = new Set(rulesThatMayMatch(small).map((rule) => rule.id));
    let matches = 0;
    compiledRules().forEach((rule, i) => {
      const written = [...text.matchAll(patterns[i]!)].map((m) => [m.index, m[0].length]);
      // One expression for all who use it: where the last use ended, it would go on.
      const regex = rule.regex();
      regex.lastIndex = 0;
      const used = [...small.matchAll(regex)].map((m) => [m.index, m[0].length]);
      expect(used, `${rule.id}: ${text}`).toEqual(written);
      if (written.length > 0) expect(passing.has(rule.id), `${rule.id} is held back from: ${text}`).toBe(true);
      matches += written.length;
    });
    if (alsoConditions) compiledConditions.forEach((regex, i) => expect(regex().test(small), `${conditions[i]?.source.slice(0, 60)}: ${text}`).toBe(conditions[i]?.test(text)));
    return matches;
  }

  it("finds in every example what the rules as written find", () => {
    let matches = 0;
    for (const sentence of sentences) matches += compare(sentence, false);
    expect(matches).toBeGreaterThan(sentences.length / 2);
  });

  it("finds the same in examples mixed, cut and written in other case", () => {
    const strange = ["\u017f", "\u212a", "İ", "\u00a0", "’", "é", "É", "–", "·", "\n", ";", "ß", "𝐀"];
    const mixed = fc.array(fc.tuple(fc.constantFrom(...sentences), fc.nat(200), fc.nat(200), fc.constantFrom("", ...strange), fc.constantFrom(0, 1, 2, 3)), { minLength: 1, maxLength: 3 }).map((pieces) =>
      pieces
        .map(([sentence, from, length, char, manner]) => {
          const piece = sentence.slice(from % sentence.length, (from % sentence.length) + 20 + length);
          return char + (manner === 1 ? piece.toUpperCase() : manner === 2 ? piece.replaceAll("s", "\u017f") : manner === 3 ? piece.replaceAll("k", "\u212a") : piece);
        })
        .join(" "),
    );
    fc.assert(fc.property(mixed, (text) => void compare(text, true)), { numRuns: 60 });
  });

  it("leaves most rules out of a sentence", () => {
    const passed = sentences.reduce((sum, sentence) => sum + rulesThatMayMatch(smallLetters(sentence)).length, 0);
    expect(passed / sentences.length).toBeLessThan(MEASURE_RULES.length / 8);
  });
});
