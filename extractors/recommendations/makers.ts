// Owns the States in parentheses that made a recommendation.
// Must not know what is recommended.
import { findStateMentions } from "../states/mentions.js";
import { type StateIndex } from "../states/index-names.js";

/** Parentheses that hold States and nothing else of weight. */
export interface Makers {
  /** ISO 3166-1 alpha-3, in the order of print, each once. */
  states: string[];
  /** Offsets of the parentheses in the text. */
  start: number;
  end: number;
  /** Names among them that no State bears. */
  unknown: string[];
}

const PARENTHESES = /\(([^()]*(?:\([^()]*\)[^()]*)*)\)?/g;
/** Words that may stand beside the names. */
const BESIDE = /\b(?:the|and|as well as|also|on behalf of|state of|kingdom of|republic of|observer|by|recommended)\b/gi;

/** All such parentheses of a text. */
export function findMakers(text: string, index: StateIndex, year: number | null): Makers[] {
  const found: Makers[] = [];
  for (const match of text.matchAll(PARENTHESES)) {
    // A mark for an apostrophe that some fonts give.
    const read = readNames((match[1] ?? "").replaceAll("‟", "’"), index, year);
    if (read !== null) found.push({ ...read, start: match.index, end: match.index + match[0].length });
    else found.push(...inside(match[1] ?? "", index, year).map((one) => ({ ...one, start: one.start + match.index + 1, end: one.end + match.index + 1 })));
  }
  return found;
}

/** Lists within parentheses that are none themselves, often because one before them was never closed: "(Chile, and the Statute (Peru)". */
function inside(text: string, index: StateIndex, year: number | null): Makers[] {
  return text.includes("(") ? findMakers(text, index, year) : [];
}

/** Null where it is no list of States: words that are no names outweigh them. */
function readNames(inside: string, index: StateIndex, year: number | null): { states: string[]; unknown: string[] } | null {
  const mentions = findStateMentions(inside, index, { year }).filter((mention) => mention.iso3 !== null);
  if (mentions.length === 0) return null;
  let rest = inside;
  for (const mention of [...mentions].reverse()) rest = `${rest.slice(0, mention.start)}|${rest.slice(mention.end)}`;
  const others = rest.replace(BESIDE, " ").split(/[|,;/]+/).map((part) => part.replace(/[^\p{L} .'’-]+/gu, " ").trim()).filter((part) => /\p{L}{2}/u.test(part));
  if (others.length > mentions.length || others.some((part) => part.split(/\s+/).length > 4 || /^\p{Ll}/u.test(part))) return null;
  return { states: [...new Set(mentions.flatMap((mention) => (mention.iso3 === null ? [] : [mention.iso3])))], unknown: others };
}
