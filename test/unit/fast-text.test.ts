// Tests that the loops which read whole texts give what the plain regular expressions give, on texts made to trip them.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadAliases, loadNonStates, loadStates } from "../../datasets/states.js";
import { count, countByPattern as countLanguageByPattern } from "../../extractors/document/readable.js";
import { cleanCharacters } from "../../extractors/document/source.js";
import { countByPattern, mendSpaces, tidySpaces, vocabularyOf, type Vocabulary } from "../../extractors/document/words.js";
import { SKETCH_SIZE, sketchOf } from "../../extractors/near-duplicates.js";
import { lookUpStateName, resolveStateName } from "../../extractors/states/mentions.js";
import { buildStateIndex } from "../../extractors/states/index-names.js";
import { hasPairs, kindOf, LATIN, LETTER, MARK, NUMBER, SMALL } from "../../extractors/text/letters.js";

const pieces = fc.constantFrom("a", "i", "in", "te", "grated", "integrated", "well", "being", "well-being", "État", "l'", "’s", "'", "’", "-", " - ", " -", "- ", "/", "/ ", "( ", "[", "“ ", "”", " ,", ". ", " .", "…", "2010", "3", "²", "ǅ", "ß", "é", "e\u0301", "İ", "𝐀", "😀", "\n", " ", "  ", "\t", "\uE000", "\uE001", "UN", "PERSON", "abcdefghijklmno", "Ⅷ", "ـ", "中文");
const text = fc.array(pieces, { maxLength: 25 }).map((parts) => parts.join(""));
const spaced = fc.array(pieces, { maxLength: 25 }).map((parts) => parts.join(" "));

describe("kinds of letters", () => {
  it("are those of Unicode for every unit", () => {
    for (let unit = 0; unit <= 0xffff; unit++) {
      const char = String.fromCharCode(unit);
      const kind = (/\p{L}/u.test(char) ? LETTER : 0) + (/\p{Ll}/u.test(char) ? SMALL : 0) + (/\p{N}/u.test(char) ? NUMBER : 0) + (/\p{M}/u.test(char) ? MARK : 0) + (/\p{Script=Latin}/u.test(char) ? LATIN : 0);
      if (kindOf(unit) !== kind || kindOf(unit) !== kind) expect.fail(`U+${unit.toString(16)} is ${kindOf(unit)}, not ${kind}`);
    }
    expect([hasPairs("plain é 中"), hasPairs("𝐀"), hasPairs("\ud800")]).toEqual([false, true, true]);
  });
});

describe("language of a paragraph", () => {
  it("is counted as the patterns do, where no letter is beyond the basic plane", () => {
    expect(count("The law of ’s a\u0301b is “not” Кодекс \uFFFD th3 WHICH whichever")).toEqual({ letters: 39, latin: 32, words: 11, english: 5, small: 8 });
    fc.assert(
      fc.property(fc.oneof(text, spaced, fc.array(fc.constantFrom("the", "The", "of", "which", "there", "\uFFFD", "\u0301", "-", "’", "'", "я", "Я", " ", "3", "e\u0301"), { maxLength: 30 }).map((parts) => parts.join(""))), (line) => {
        if (!hasPairs(line)) expect(count(line)).toEqual(countLanguageByPattern(line));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("vocabulary", () => {
  it("counts words and compounds as the patterns do", () => {
    const said = vocabularyOf(["the women's-rights women’s well-being and-so-on l'État's a'b'c -x- y--z"]);
    expect([...said.compounds.keys()]).toEqual(["s-rights", "well-being", "and-so-on"]);
    expect([...said.words.keys()]).toContain("l'état");
    fc.assert(
      fc.property(fc.oneof(text, spaced), (line) => {
        const wanted: Vocabulary = { words: new Map(), compounds: new Map() };
        countByPattern(line.replace(/\uE000([^\uE001]*)\uE001/g, "").replace(/\p{L}+-$/u, "").toLowerCase(), wanted);
        expect(vocabularyOf([line])).toEqual(wanted);
      }),
      { numRuns: 1000 },
    );
  });
});

/** Mending as it was first written: every pattern over every text. */
function mendByPatterns(given: string, { words, compounds }: Vocabulary): string {
  const shortWords = new Set("a i an as at be by do go he if in is it me my no of on or so to up us we am id eu un uk ii iv vi".split(" "));
  const numeral = /^(?:one|two|three|four|five|six|seven|eight|nine|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)$/i;
  return given
    .replace(/(\p{L}) -(?=\p{L})/gu, "$1-")
    .replace(/(\p{L})- (?=\p{Ll})/gu, (whole, letter: string, offset: number, all: string) => (/^(?:and|or|to|nor|et|y|ou|und)$/.test(/^\p{Ll}+(?:-(?=\p{Ll}))?/u.exec(all.slice(offset + whole.length))?.[0] ?? "") ? whole : `${letter}-`))
    .replace(/(\d) -(?=\d)/g, "$1-")
    .replace(/(\p{L}{2})\/ (?=\p{Ll})/gu, "$1/")
    .replace(/([([“]) +(?=[\p{L}\d])/gu, "$1")
    .replace(/ +(?=[,;)\]”])/g, "")
    .replace(/(\p{L}) ([’'])(?=s\b)/gu, "$1$2")
    .replace(/(\p{L}) +(?=\.(?:\s|$))/gu, "$1")
    .replace(/(?<![\p{L}-])(\p{L}{2,}) - (\p{L}{2,})/gu, (whole, left: string, right: string) => {
      const number = /^(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)$/i.test(left) && numeral.test(right);
      const prefixed = /^(?:post|cross|long|high|low|non|anti|counter|multi|self|inter|pre|co|sub|socio|semi|well|short)$/.test(left) || /^(?:related|based|led|oriented|specific|sensitive|wide|changing|making|building|raising|sharing|standing|income|term)$/.test(right);
      return number || prefixed || (compounds.get(`${left}-${right}`.toLowerCase()) ?? 0) > 0 ? `${left}-${right}` : whole;
    })
    .replace(/(?<![\p{L}\d'’-])(\p{L}{1,14}) (?=(\p{Ll}{1,14})(?![\p{L}'’]))/gu, (whole, left: string, right: string) => {
      const l = left.toLowerCase();
      const attested = words.get(l + right) ?? 0;
      const odd = (word: string): boolean => (word.length <= 2 ? !shortWords.has(word) : (words.get(word) ?? 0) <= 1 && attested > 1);
      return (l + right).length >= 3 && attested > 0 && l !== "a" && l !== "i" && (odd(l) || odd(right)) ? left : whole;
    });
}

describe("mending of spaces", () => {
  const vocabulary = vocabularyOf(["integrated integrated inte grated integrated well-being wellbeing tein inte grated état", "persona uni aa ii te un uning uning"]);
  it("is what the patterns do, one after the other", () => {
    let changed = 0;
    fc.assert(
      fc.property(fc.oneof(text, spaced), (given) => {
        const wanted = mendByPatterns(given, vocabulary);
        if (wanted !== given) changed++;
        expect(mendSpaces(given, vocabulary)).toBe(wanted);
      }),
      { numRuns: 2000 },
    );
    expect(changed).toBeGreaterThan(200);
    expect(mendSpaces("the integ rated plan", vocabulary)).toBe("the integrated plan");
  });
  it("leaves marks of notes as they were left", () => {
    const [open, close] = ["\uE000", "\uE001"];
    fc.assert(
      fc.property(fc.oneof(text, spaced), (given) => {
        const wanted = given.replace(/[ \t]{2,}/g, " ").replace(new RegExp(` +(?=${open})`, "g"), "").replace(new RegExp(`${close} +(?=[,;.)])`, "g"), close).replace(new RegExp(`([.;:,?!)]["”’)]?(?:${open}[^${close}]*${close})+)(?=\\p{L})`, "gu"), "$1 ").trim();
        expect(tidySpaces(given)).toBe(wanted);
      }),
    );
  });
});

describe("cleaning of characters", () => {
  it("looks away only from text in which nothing is to be cleaned", () => {
    for (let unit = 0; unit <= 0xffff; unit++) {
      const char = String.fromCharCode(unit);
      // Together with one that is cleaned, every character is looked at.
      if (cleanCharacters(char) !== cleanCharacters(`${char}\u00ad\u200b`).replace("\u00ad", "")) expect.fail(`U+${unit.toString(16)}`);
    }
  });
});

describe("sketch of a text", () => {
  it("holds the smallest hashes of all runs of five words", () => {
    const hash = (shingle: string): number => {
      let value = 0x811c9dc5;
      for (let i = 0; i < shingle.length; i++) value = Math.imul(value ^ shingle.charCodeAt(i), 0x01000193);
      value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
      value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
      return (value ^ (value >>> 16)) >>> 0;
    };
    const plain = (texts: string[]): ReturnType<typeof sketchOf> => {
      const words = texts.flatMap((one) => one.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
      const found = new Set<number>();
      for (let i = 0; i + 5 <= words.length; i++) found.add(hash(words.slice(i, i + 5).join(" ")));
      return { shingles: found.size, hashes: [...found].sort((a, b) => a - b).slice(0, SKETCH_SIZE).map((value) => value.toString(16).padStart(8, "0")) };
    };
    fc.assert(fc.property(fc.array(fc.oneof(text, spaced), { maxLength: 6 }), (texts) => void expect(sketchOf(texts)).toEqual(plain(texts))), { numRuns: 400 });
    const long = Array.from({ length: 900 }, (_, i) => `word${(i * 7919) % 600}`).join(" ");
    expect(sketchOf([long])).toEqual(plain([long]));
    expect(sketchOf([long]).hashes).toHaveLength(SKETCH_SIZE);
  });
});

describe("looking up a State's name", () => {
  it("finds the same with and without suggestions", () => {
    const index = buildStateIndex({ states: loadStates(), aliases: loadAliases(), nonStates: loadNonStates() });
    for (const name of ["Kenya", "KEN", "Kosovo", "Korea", "Columbia", "Mexico City", "the former Yugoslav Republic of Macedonia", "Summary", ""]) {
      const { suggestions, ...rest } = resolveStateName(name, index);
      const { suggestions: fewer, ...found } = lookUpStateName(name, index);
      expect(found).toEqual(rest);
      expect(fewer.every((one) => suggestions.includes(one))).toBe(true);
    }
    expect(lookUpStateName("Columbia", index).suggestions).toEqual([]);
  });
});
