// Owns the answer to "how much of this document did we read?": the share of its paragraphs and pages that are text in a language we read,
// and whose report it is where the text itself cannot say. Must not interpret what a paragraph says.
import type { ReadDocument } from "../contracts.js";
import { hasPairs, kindOf, LATIN, LETTER, MARK, SMALL } from "../text/letters.js";

/** A document of which no more than this was read is not read: its State is neither silent nor without a report. */
const LEAST_SHARE = 0.5;
/** Fewer words than these tell no language. */
const FEWEST_WORDS = 12;
/** Running English has a quarter of such words; other languages in Latin script hardly one in a hundred. */
const ENGLISH = new Set("the of and to in that for with was were by on is are has had have its which from not as be at or it".split(" "));
const LONGEST_ENGLISH = 5;
const LEAST_ENGLISH = 0.06;

export interface Readability {
  /** Share of the document that was read, 0 to 1, two decimals; null where it holds too few words to tell. */
  share: number | null;
  /** False where the document says nothing to us: most of it is in a language that we do not read, or could not be read. */
  readable: boolean;
}

/** How much of a document was read, by its paragraphs and by the pages that gave no text. */
export function readabilityOf(document: ReadDocument): Readability {
  const { language, pages } = document.meta;
  let read = 0;
  let unread = 0;
  for (const { text } of document.paragraphs) {
    const is = isRead(text);
    if (is === true) read += 1;
    else if (is === false) unread += 1;
  }
  const missing = pages === null || pages === 0 ? 0 : Math.min(1, (document.unreadPages ?? 0) / pages);
  const ofParagraphs = read + unread === 0 ? null : read / (read + unread);
  if (ofParagraphs === null && missing === 0) return { share: null, readable: language === null || language === "en" };
  const share = Math.round(100 * (ofParagraphs ?? 1) * (1 - missing)) / 100;
  return { share, readable: share > LEAST_SHARE && (language === null || language === "en") };
}

/** What is counted in a paragraph. */
interface Counts {
  letters: number;
  latin: number;
  words: number;
  english: number;
  /** Words that begin with a small letter. */
  small: number;
}

/** Whether a paragraph is English text; null where it is too short, or a list of names or figures that tells no language. */
function isRead(text: string): boolean | null {
  const { letters, latin, words, english, small } = (hasPairs(text) ? countByPattern : count)(text);
  if (letters < FEWEST_WORDS) return null;
  if (latin < letters / 2) return false;
  if (words < FEWEST_WORDS) return null;
  if (english / words >= LEAST_ENGLISH) return true;
  return small < words / 2 ? null : false;
}

const isEnglish = (word: string): boolean => word.length <= LONGEST_ENGLISH && ENGLISH.has(word.toLowerCase());

/** What {@link count} does, also for letters beyond the basic plane, and several times slower. */
export function countByPattern(text: string): Counts {
  const letters = text.match(/[\p{L}\uFFFD]/gu) ?? [];
  const words: string[] = text.match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? [];
  return { letters: letters.length, latin: letters.filter((letter) => /\p{Script=Latin}/u.test(letter)).length, words: words.length, english: words.filter(isEnglish).length, small: words.filter((word) => /^\p{Ll}/u.test(word)).length };
}

const [UNKNOWN, APOSTROPHE, CURLED_APOSTROPHE, HYPHEN] = [0xfffd, 39, 0x2019, 45];

/** Letters, signs that stand for unknown ones, and words, of a text without characters beyond the basic plane. */
export function count(text: string): Counts {
  const out: Counts = { letters: 0, latin: 0, words: 0, english: 0, small: 0 };
  let start = -1;
  for (let i = 0; i <= text.length; i++) {
    const unit = i < text.length ? text.charCodeAt(i) : 0;
    const kind = kindOf(unit);
    const letter = (kind & LETTER) !== 0;
    if (letter || unit === UNKNOWN) out.letters++;
    if (letter && (kind & LATIN) !== 0) out.latin++;
    if (start < 0 && letter) {
      start = i;
      out.words++;
      if ((kind & SMALL) !== 0) out.small++;
    } else if (start >= 0 && !letter && (kind & MARK) === 0 && unit !== APOSTROPHE && unit !== CURLED_APOSTROPHE && unit !== HYPHEN) {
      if (i - start <= LONGEST_ENGLISH && isEnglish(text.slice(start, i))) out.english++;
      start = -1;
    }
  }
  return out;
}

/** Symbols whose form tells that a State reports on itself: national reports to the Universal Periodic Review and to treaty bodies. */
const OWN_REPORT = [/^A\/HRC\/WG\.6\/\d+\/([A-Z]{3})\/1\b/, /^(?:CEDAW|CRC|CCPR|CAT|CERD|CMW|CRPD|CED)\/C\/(?:OPSC\/|OPAC\/)?([A-Z]{3})\/\d/, /^E\/C\.12\/([A-Z]{3})\/\d/];

/**
 * The State of a document whose text could not say it: by the symbol, otherwise by the only State that the file's name holds.
 * @param resolve name or ISO 3166-1 alpha-3 code to code; null for what is neither
 */
export function stateOfUnread(symbol: string | null, file: string, resolve: (name: string) => string | null): string | null {
  const name = file.replace(/^.*[\\/]/, "").replace(/\.[A-Za-z0-9]{2,5}$/, "");
  for (const text of [symbol ?? "", name.replace(/[_-]/g, "/")]) {
    const code = OWN_REPORT.map((form) => form.exec(text)?.[1]).find((found) => found !== undefined);
    if (code !== undefined) return resolve(code) ?? code;
  }
  const parts = name.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2").split(/[-_.\s\d]+/).filter((word) => word.length > 2);
  const found = new Set<string>();
  let from = 0;
  while (from < parts.length) {
    let length = Math.min(5, parts.length - from);
    let code: string | null = null;
    for (; length >= 1; length--) {
      // "and" and "per" are words; AND and PER are codes.
      if (length === 1 && /^(?![A-Z]{3}$).{3}$/.test(parts[from] as string)) continue;
      code = resolve(parts.slice(from, from + length).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" "));
      if (code !== null) break;
    }
    if (code !== null && /^[A-Z]{3}$/.test(code)) found.add(code);
    from += Math.max(1, length);
  }
  return found.size === 1 ? ([...found][0] ?? null) : null;
}
