// Owns the answers of a State that come after the report, in an addendum ("Views on conclusions and/or recommendations …"): which number, which response, in which words.
// Must not find recommendations; the report that the addendum belongs to has them.
import type { Paragraph, ReadDocument, RecommendationAnswer } from "../contracts.js";
import type { StateIndex } from "../states/index-names.js";
import { findMakers } from "./makers.js";
import { readResponse } from "./responses.js";

/** Whether a document answers recommendations of a report that came before it. */
export function isAddendum({ meta, paragraphs }: ReadDocument): boolean {
  if (meta.kind !== "upr_working_group") return false;
  const opening = `${meta.title ?? ""}\n${paragraphs.slice(0, 4).map((one) => one.text).join("\n")}`;
  return /\/Add\.\d+$/.test(meta.symbol ?? "") || /\bviews on (?:the )?conclusions and\/or recommendations\b/i.test(opening);
}

const NUMBER = /(?<![\d./])\d{1,3}\.\d{1,3}(?![\d/])/g;
const RANGE = /(\d{1,3})\.(\d{1,3})\s*(?:-|–|to|through)\s*(?:(\d{1,3})\.)?(\d{1,3})(?!\d|\.\d)/g;
/** Where one sentence answers in two ways: "accepts 84.1, but does not accept 84.3". */
const CLAUSE = /(?<=[.;])\s+|,?\s+(?:but|while|whereas|however)\s+/i;

interface Line {
  paragraph: Paragraph;
  start: number;
  text: string;
  /** Number of the paragraph, where that is the recommendation's. */
  own: string | null;
}

/**
 * Answers in reading order, each with the words that give it.
 * @param state whose answers they are
 */
export function findAnswers(document: ReadDocument, state: string, index: StateIndex): RecommendationAnswer[] {
  const found: RecommendationAnswer[] = [];
  let current: RecommendationAnswer["response"] | null = null;
  for (const paragraph of document.paragraphs) {
    if (paragraph.role === "annex") continue;
    const heading = readResponse(paragraph.headings.at(-1) ?? "");
    let start = 0;
    for (const [at, text] of paragraph.text.split("\n").entries()) {
      const line = { paragraph, start, text, own: at === 0 && paragraph.numbered && paragraph.number.includes(".") ? paragraph.number : null };
      const lead = /:\s*$/.test(text) ? readResponse(text) : null;
      if (lead !== null) current = lead;
      found.push(...answersOf(line, state, lead ?? heading ?? current, index, document.meta.year));
      start += text.length + 1;
    }
  }
  return found;
}

function answersOf(line: Line, state: string, unsaid: RecommendationAnswer["response"] | null, index: StateIndex, year: number | null): RecommendationAnswer[] {
  const opens = line.own ?? /^(?:recommendations?\s+)?(?:nos?\.\s*)?(\d{1,3}\.\d{1,3})\b/i.exec(line.text)?.[1] ?? null;
  const makers = findMakers(line.text, index, year).at(-1);
  // The words of the recommendation itself are no answer to it.
  const after = makers === undefined ? 0 : makers.end;
  const answers: RecommendationAnswer[] = [];
  const take = (numbers: readonly string[], response: RecommendationAnswer["response"] | null, from: number, to: number): void => {
    if (response === null || response === "unknown") return;
    const start = line.start + from + (/^\s*/.exec(line.text.slice(from, to))?.[0].length ?? 0);
    const quote = line.paragraph.text.slice(start, line.start + to).trimEnd();
    for (const number of numbers) answers.push({ paragraph: line.paragraph.ordinal, state, number, response, quote, quoteStart: start, quoteEnd: start + quote.length });
  };
  if (opens !== null && (makers !== undefined || line.own !== null)) {
    take([opens], readResponse(line.text.slice(after)) ?? unsaid, 0, line.text.length);
    return answers;
  }
  let waiting: string[] = [];
  let from = 0;
  for (const clause of [...clausesOf(line.text), null]) {
    if (clause === null) break;
    const numbers = numbersIn(clause.text);
    const response = readResponse(clause.text);
    if (numbers.length > 0) {
      take(waiting, unsaid, from, clause.start);
      waiting = numbers;
      from = clause.start;
    }
    if (response !== null && waiting.length > 0) {
      take(waiting, response, from, clause.end);
      waiting = [];
    }
  }
  take(waiting, unsaid, from, line.text.length);
  return answers;
}

function clausesOf(text: string): { text: string; start: number; end: number }[] {
  const clauses: { text: string; start: number; end: number }[] = [];
  let start = 0;
  for (const match of text.matchAll(new RegExp(CLAUSE, "gi"))) {
    clauses.push({ text: text.slice(start, match.index), start, end: match.index });
    start = match.index + match[0].length;
  }
  clauses.push({ text: text.slice(start), start, end: text.length });
  return clauses;
}

/** Numbers of recommendations, ranges written out. */
function numbersIn(text: string): string[] {
  const numbers = new Set([...text.matchAll(NUMBER)].map(([number]) => number));
  for (const [, parent = "", from = "", toParent, to = ""] of text.matchAll(RANGE)) {
    if ((toParent !== undefined && toParent !== parent) || Number(to) <= Number(from) || Number(to) - Number(from) > 300) continue;
    for (let sub = Number(from); sub <= Number(to); sub += 1) numbers.add(`${parent}.${sub}`);
  }
  return [...numbers];
}
