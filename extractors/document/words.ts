// Owns the mending of words: hyphens at line ends and spaces that kerning put inside words.
// Must not use a dictionary; the document's own words decide, then a list of prefixes and compounds that English hyphenates.

import { hasPairs, kindOf, LETTER, SMALL } from "../text/letters.js";
import { CALL_CLOSE, CALL_OPEN, SOFT_HYPHEN, withoutCalls } from "./source.js";

/** Words of a document with their counts, lower case; hyphenated words count whole and apart. */
export interface Vocabulary {
  words: Map<string, number>;
  compounds: Map<string, number>;
}

/** Counts the words of lines; a word broken at a line end is left out, since its halves prove nothing. */
export function vocabularyOf(lines: Iterable<string>): Vocabulary {
  const vocabulary: Vocabulary = { words: new Map(), compounds: new Map() };
  for (const line of lines) {
    const plain = withoutCalls(line);
    const text = (plain.endsWith("-") ? plain.replace(/\p{L}+-$/u, "") : plain).toLowerCase();
    if (hasPairs(text)) countByPattern(text, vocabulary);
    else count(text, vocabulary);
  }
  return vocabulary;
}

const WORD = /\p{L}+(?:['’]\p{L}+)?/gu;
const COMPOUND = /\p{L}+(?:-\p{L}+)+/gu;

/** What {@link count} does, also for letters beyond the basic plane, and several times slower. */
export function countByPattern(text: string, { words, compounds }: Vocabulary): void {
  for (const [word] of text.matchAll(WORD)) words.set(word, (words.get(word) ?? 0) + 1);
  for (const [word] of text.matchAll(COMPOUND)) compounds.set(word, (compounds.get(word) ?? 0) + 1);
}

const HYPHEN = 45;
const APOSTROPHE = 39;
const CURLED_APOSTROPHE = 0x2019;

const isLetterAt = (text: string, i: number): boolean => i < text.length && (kindOf(text.charCodeAt(i)) & LETTER) !== 0;

function endOfLetters(text: string, from: number): number {
  let i = from;
  while (i < text.length && (kindOf(text.charCodeAt(i)) & LETTER) !== 0) i++;
  return i;
}

function count(text: string, { words, compounds }: Vocabulary): void {
  // Words and compounds are read over the same letters, each by its own rule.
  let wordTaken = 0;
  let i = 0;
  while (i < text.length) {
    const end = endOfLetters(text, i);
    if (end === i) {
      i++;
      continue;
    }
    const mark = end < text.length ? text.charCodeAt(end) : 0;
    if (i >= wordTaken) {
      wordTaken = (mark === APOSTROPHE || mark === CURLED_APOSTROPHE) && isLetterAt(text, end + 1) ? endOfLetters(text, end + 1) : end;
      const word = text.slice(i, wordTaken);
      words.set(word, (words.get(word) ?? 0) + 1);
    }
    if (mark === HYPHEN && isLetterAt(text, end + 1) && !(i > 1 && text.charCodeAt(i - 1) === HYPHEN && isLetterAt(text, i - 2))) {
      let last = end;
      while (text.charCodeAt(last) === HYPHEN && isLetterAt(text, last + 1)) last = endOfLetters(text, last + 1);
      const compound = text.slice(i, last);
      compounds.set(compound, (compounds.get(compound) ?? 0) + 1);
    }
    i = end;
  }
}

// Prefixes that United Nations editing keeps with a hyphen before most words.
const HYPHEN_PREFIX = new Set([
  "anti", "counter", "non", "self", "inter", "co", "pre", "post", "ex", "vice", "semi", "quasi", "pro", "multi", "well", "cross", "follow",
  "long", "short", "high", "low", "full", "part", "half", "mid", "all", "so", "by", "on", "off", "up", "second", "third", "first",
  "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
  "sub", "under", "secretary", "guinea", "director", "attorney", "commander", "timor", "awareness", "capacity", "decision", "policy", "law",
  "gender", "age", "child", "women", "peace", "human", "community", "evidence", "rights", "victim", "State", "state", "fact", "cost", "time",
  "day", "year", "month", "one", "micro", "socio", "euro", "afro", "intra", "extra", "ultra", "neo", "pan", "re", "e", "hard", "poverty",
  "information", "income", "job", "end", "side", "data", "life", "world", "resource", "science", "standard", "sex", "street", "income",
]);
// Second halves that make a compound whatever comes before.
const COMPOUND_TAIL = new Set([
  "raising", "building", "making", "based", "sensitive", "related", "trafficking", "sharing", "up", "general", "specific", "oriented", "led",
  "made", "economic", "cultural", "being", "wide", "term", "level", "scale", "responsive", "centred", "friendly", "governmental", "bissau",
  "treatment", "keeping", "setting", "free", "old", "operation", "in", "out", "off", "on", "to", "of", "by", "and", "down", "known", "year", "day", "member", "president",
  "Leste", "leste", "income", "generating", "holders", "holder", "owned", "funded", "border", "sector", "sectoral", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
  "four", "five", "six", "seven", "eight", "nine", "one", "two", "three", "round", "date", "profile", "risk", "quality", "help", "reliance", "determination", "discrimination", "compliance", "profit", "refoulement", "violence", "formal",
]);
// Prefixes that more often stand closed ("international", "cooperation"), hyphenated only where the document says so.
const CLOSED_FIRST = new Set(["inter", "co", "re", "pre", "sub", "multi", "under", "intra", "micro", "socio", "pro", "e", "ex", "on", "by", "post", "non", "semi", "extra", "pan", "off", "up", "all", "so", "end", "part", "high", "low", "one", "state", "in", "over", "human", "time", "ten", "hard", "full", "self"]);

const SOFT_HYPHENS_AT_END = new RegExp(`${SOFT_HYPHEN}+$`);

/**
 * Joins a line that ends in a hyphen with the next line.
 * The document's own vocabulary decides first; then capitals, digits, a second hyphen; then prefixes and compound tails.
 * @returns the two lines as one text
 */
export function joinLines(first: string, second: string, vocabulary: Vocabulary): string {
  if (first === "" || second === "") return first + second;
  if (first.endsWith(SOFT_HYPHEN)) return first.replace(SOFT_HYPHENS_AT_END, "") + second;
  if (!"-/–—".includes(first.charAt(first.length - 1))) return `${first} ${second}`;
  // Only the last word matters; a paragraph may be long.
  const end = first.slice(-80);
  const head = /(\p{L}+(?:-\p{L}+)*)-$/u.exec(end);
  if (!head) {
    if (/[\p{L}\d]-$/u.test(end) && /^[\p{L}\d]/u.test(second)) return first + second; // "2010-" + "2014", "G-" + "8"
    if (/[\p{L}\d)]\/$/u.test(end)) return first + second; // "http://www.un.org/" and "and/" + "or"
    if (/[\p{L}\d][–—]$/u.test(end) && /^[\p{L}\d]/u.test(second)) return first + second;
    return `${first} ${second}`;
  }
  const tail = /^(\p{L}+(?:-\p{L}+)*)/u.exec(second.slice(0, 80));
  if (!tail) return /^[\d(]/.test(second) ? first + second : `${first} ${second}`;
  const left = head[1]!;
  const right = tail[1]!;
  // "short- and long-term": a hanging hyphen keeps its space.
  if (/^(?:and|or|nor|to|versus|et|y|ou)$/i.test(right) && !/^(?:to)$/i.test(right)) return `${first} ${second}`;
  return keepsHyphen(left, right, vocabulary) ? first + second : first.slice(0, -1) + second;
}

function keepsHyphen(left: string, right: string, vocabulary: Vocabulary): boolean {
  const l = left.toLowerCase();
  const r = right.toLowerCase();
  const closed = vocabulary.words.get((l.split("-").pop() ?? l) + (r.split("-")[0] ?? r)) ?? 0;
  const open = vocabulary.compounds.get(`${l}-${r}`) ?? 0;
  if (open !== closed) return open > closed;
  if (/^\p{Lu}/u.test(right) && !/^\p{Lu}+$/u.test(left)) return true; // "Secretary-General", "Guinea-Bissau"
  if (/^\p{Lu}+$/u.test(left) && left.length > 1 && /^\p{Ll}/u.test(right)) return true; // "UN-led"
  if (right.includes("-") || left.includes("-")) {
    const parts = [...l.split("-"), ...r.split("-")];
    if (parts.length > 2) return true; // "gender-" + "and-age", "community-based-" ...
  }
  const l2 = l.split("-").pop() ?? l;
  const r1 = r.split("-")[0] ?? r;
  if (COMPOUND_TAIL.has(r1) && (l2.length > 2 || HYPHEN_PREFIX.has(l2)) && !(["in", "on", "of", "to", "by", "out", "off", "up", "one", "and"].includes(r1) && !known(l2, vocabulary))) return true;
  if (HYPHEN_PREFIX.has(l2)) {
    // A closed compound is likelier for some prefixes, unless the rest is a word that the document uses by itself.
    if (CLOSED_FIRST.has(l2)) return known(r1, vocabulary) && r1.length > 3 && l2 !== "re" && l2 !== "e";
    return true;
  }
  // Both halves are words of the document, and together they are not: a compound ("street-children").
  return (vocabulary.words.get(l2) ?? 0) >= 2 && (vocabulary.words.get(r1) ?? 0) >= 2 && l2.length > 3 && r1.length > 3;
}

function known(word: string, vocabulary: Vocabulary): boolean {
  return (vocabulary.words.get(word) ?? 0) > 0;
}

const HYPHEN_NUMERAL = /^(?:one|two|three|four|five|six|seven|eight|nine|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)$/i;
const SHORT_WORDS = new Set(("a i an as at be by do go he if in is it me my no of on or so to up us we am id eu un uk ii iv vi".split(" ")));

/**
 * Mends spaces that kerning put where no space is: "well -being", "( 2008", "integr ated" where "integrated" stands elsewhere.
 * Two pieces are joined only if the whole is attested in the document and one of the pieces is no word of it.
 */
export function mendSpaces(text: string, vocabulary: Vocabulary): string {
  return joinPieces(ODD_SPACE.test(text) ? mendAtMarks(text, vocabulary) : text, vocabulary);
}

/** Every space that {@link mendAtMarks} may take away stands before or behind one of these; few paragraphs have such. */
const ODD_SPACE = / [-,;)\]”’'.]|[-/([“] /;

function mendAtMarks(text: string, vocabulary: Vocabulary): string {
  const out = text
    .replace(/(\p{L}) -(?=\p{L})/gu, "$1-")
    .replace(/(\p{L})- (?=\p{Ll})/gu, (whole, letter: string, offset: number, all: string) => {
      const after = /^\p{Ll}+(?:-(?=\p{Ll}))?/u.exec(all.slice(offset + whole.length))?.[0] ?? "";
      return /^(?:and|or|to|nor|et|y|ou|und)$/.test(after) ? whole : `${letter}-`;
    })
    .replace(/(\d) -(?=\d)/g, "$1-")
    .replace(/(\p{L}{2})\/ (?=\p{Ll})/gu, "$1/")
    .replace(/([([“]) +(?=[\p{L}\d])/gu, "$1")
    .replace(/ +(?=[,;)\]”])/g, "")
    .replace(/(\p{L}) ([’'])(?=s\b)/gu, "$1$2")
    .replace(/(\p{L}) +(?=\.(?:\s|$))/gu, "$1");
  // "seventy - second": kerning parted both halves from their hyphen.
  return out.replace(/(?<![\p{L}-])(\p{L}{2,}) - (\p{L}{2,})/gu, (whole, left: string, right: string) => {
    const compound = `${left}-${right}`.toLowerCase();
    const numeral = /^(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)$/i.test(left) && HYPHEN_NUMERAL.test(right);
    const prefixed = /^(?:post|cross|long|high|low|non|anti|counter|multi|self|inter|pre|co|sub|socio|semi|well|short)$/.test(left) || /^(?:related|based|led|oriented|specific|sensitive|wide|changing|making|building|raising|sharing|standing|income|term)$/.test(right);
    return numeral || prefixed || (vocabulary.compounds.get(compound) ?? 0) > 0 ? `${left}-${right}` : whole;
  });
}

/** Two pieces of at most 14 letters, the second in small letters, with one space between them. */
const PIECES = /(?<![\p{L}\d'’-])(\p{L}{1,14}) (?=(\p{Ll}{1,14})(?![\p{L}'’]))/gu;
const LONGEST_PIECE = 14;

/** Joins the pieces of a word that a space has parted. */
function joinPieces(text: string, vocabulary: Vocabulary): string {
  if (hasPairs(text)) return text.replace(PIECES, (whole, left: string, right: string) => (isOneWord(left, right, vocabulary) ? left : whole));
  const kindAt = (i: number): number => (i >= 0 && i < text.length ? kindOf(text.charCodeAt(i)) : 0);
  let out = "";
  let copied = 0;
  for (let space = text.indexOf(" "); space >= 0; space = text.indexOf(" ", space + 1)) {
    let start = space;
    while ((kindAt(start - 1) & LETTER) !== 0) start--;
    if (start === space || space - start > LONGEST_PIECE) continue;
    const before = text.charCodeAt(start - 1);
    if ((before >= 48 && before <= 57) || before === HYPHEN || before === APOSTROPHE || before === CURLED_APOSTROPHE) continue;
    let end = space + 1;
    while ((kindAt(end) & SMALL) !== 0) end++;
    if (end === space + 1 || end - space - 1 > LONGEST_PIECE || (kindAt(end) & LETTER) !== 0) continue;
    const after = text.charCodeAt(end);
    if (after === APOSTROPHE || after === CURLED_APOSTROPHE) continue;
    if (!isOneWord(text.slice(start, space), text.slice(space + 1, end), vocabulary)) continue;
    out += text.slice(copied, space);
    copied = space + 1;
  }
  return copied === 0 ? text : out + text.slice(copied);
}

/** Is the whole attested in the document, and one of the pieces no word of it? */
function isOneWord(left: string, right: string, { words }: Vocabulary): boolean {
  const l = left.toLowerCase();
  if (l === "a" || l === "i") return false; // "a broad" is not "abroad"
  if (l.length + right.length < 3) return false;
  // Most pairs are two words that stand elsewhere too.
  const rare = (word: string): boolean => (word.length <= 2 ? !SHORT_WORDS.has(word) : (words.get(word) ?? 0) <= 1);
  const leftRare = rare(l);
  if (!leftRare && !rare(right)) return false;
  const attested = words.get(l + right) ?? 0;
  if (attested === 0) return false;
  return (leftRare && (l.length <= 2 || attested > 1)) || (rare(right) && (right.length <= 2 || attested > 1));
}

const MANY_SPACES = /[ \t]{2,}/g;
const SPACE_BEFORE_CALL = new RegExp(` +(?=${CALL_OPEN})`, "g");
const SPACE_BEHIND_CALL = new RegExp(`${CALL_CLOSE} +(?=[,;.)])`, "g");
const WORD_BEHIND_CALL = new RegExp(`([.;:,?!)]["”’)]?(?:${CALL_OPEN}[^${CALL_CLOSE}]*${CALL_CLOSE})+)(?=\\p{L})`, "gu");

/** Marks stay with the word before them, so spaces around them are those of the words. */
export function tidySpaces(text: string): string {
  const single = text.replaceAll(SOFT_HYPHEN, "").replace(MANY_SPACES, " ");
  if (!single.includes(CALL_OPEN) && !single.includes(CALL_CLOSE)) return single.trim();
  return single.replace(SPACE_BEFORE_CALL, "").replace(SPACE_BEHIND_CALL, CALL_CLOSE).replace(WORD_BEHIND_CALL, "$1 ").trim();
}
