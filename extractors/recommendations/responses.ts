// Owns what the words around recommendations say of them: the response, and which recommendations it is about.
// Must not find recommendations. The words are a table (datasets/recommendations/responses.csv).
import { loadResponses, type Response } from "../../datasets/recommendations.js";

/** The response that a passage words; null where it words none. */
export function readResponse(text: string): Response | null {
  const small = text.toLowerCase().replace(/[’‘]/g, "'").replace(/\s+/g, " ");
  return loadResponses().find((row) => row.pattern.test(small))?.value ?? null;
}

/** What a passage between recommendations does. */
export interface Passage {
  response: Response | null;
  /** `next`: it introduces what follows; `above`: it speaks of what went before; `either`: of those before that have no answer, otherwise of the next; `numbers`: of those it numbers; `end`: the list is over. */
  about: "next" | "above" | "either" | "numbers" | "end" | "nothing";
  /** Numbers as printed: "84.2", or "7" of the paragraph `of`. */
  numbers: string[];
  /** Paragraph that bare numbers belong to, where it is said. */
  of: string | null;
  /** Of `above`: the last one alone. */
  single: boolean;
}

const END = /\breflects? the positions?\b/i;
const FOLLOWING = /\b(?:following|below|listed hereunder)\b|:\s*$/i;
const ABOVE = /\b(?:above|aforementioned|these (?:\w+ )?recommendations|those (?:\w+ )?recommendations|all (?:the )?recommendations|the recommendations made)\b/i;
/** "Some enjoy support, others do not": which is which is not told. */
const SEVERAL = /\bsome\b[^.]*\bothers?\b/i;
const RESPONSE_TO = /\b(?:responses?|replies|reply|answers?)\b.{0,60}\bto (?:these|the|those|all)\b.{0,40}\brecommendations?\b/i;
const NUMBER = /\d{1,3}(?:\s?\.\s?\d{1,3})?(?:\s?[-–]\s?\d{1,3}(?!\s?\.))?/g;
const LISTED = /\b(?:nos?\.|numbers?|recommendations?|paragraphs?|paras?\.?|asterisk,?)\s+((?:nos?\.\s*)?\d[\d\s.,;–-]*(?:(?:and|to|or)\s+\d[\d\s.,;–-]*)*)/gi;

/** Reads a passage that is no recommendation. */
export function readPassage(text: string): Passage {
  const response = readResponse(text);
  const nothing = { response, numbers: [], of: null, single: false };
  if (END.test(text)) return { ...nothing, about: "end" };
  const { numbers, of } = numbersIn(text);
  if (numbers.length > 0 && !/:\s*$/.test(text)) return { ...nothing, about: "numbers", numbers, of };
  if (/\brecommendation\b.{0,30}\babove\b/i.test(text)) return { ...nothing, about: "above", single: true };
  const back = ABOVE.test(text) || RESPONSE_TO.test(text);
  if (FOLLOWING.test(text) && !(back && !/\bfollowing recommendations|:\s*$/i.test(text))) return { ...nothing, about: "next" };
  if (back) return { ...nothing, response: SEVERAL.test(text) && response !== null ? "pending" : response, about: "above" };
  return { ...nothing, about: response !== null && /\brecommendations\b/i.test(text) ? "either" : "nothing" };
}

/** "Nos. 8, 9 and 12 in paragraph 98": the bare numbers and their paragraph; "88.1, 88.3": whole numbers. References to letters ("24 (c)") are to other parts of the report. */
function numbersIn(text: string): { numbers: string[]; of: string | null } {
  const numbers: string[] = [];
  let of: string | null = null;
  for (const match of text.matchAll(LISTED)) {
    const listed = (match[1] ?? "").replace(/\bto\b/g, "-");
    // "24 (c)" is a place in the dialogue.
    if (/^\s*\(\s*[a-z]/.test(text.slice((match.index ?? 0) + match[0].length))) return { numbers: [], of: null };
    const read = [...listed.matchAll(NUMBER)].flatMap(([number]) => expand(number.replace(/\s/g, "")));
    if (/^para/i.test(match[0]) && read.every((number) => !number.includes("."))) {
      if (read.length === 1) of = read[0] ?? null;
    } else numbers.push(...read);
  }
  return { numbers, of };
}

function expand(number: string): string[] {
  const [, from, to] = /^(\d+)[-–](\d+)$/.exec(number) ?? [];
  if (from === undefined || to === undefined || Number(to) < Number(from) || Number(to) - Number(from) > 300) return [number];
  return Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => String(Number(from) + index));
}
