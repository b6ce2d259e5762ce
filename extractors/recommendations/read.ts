// Owns the way from the conclusions of a report to its recommendations: who asked what of the State, and what it made of it.
// Never makes a claim.
import type { Paragraph, Recommendation } from "../contracts.js";
import type { StateIndex } from "../states/mentions.js";
import { actionOf } from "./action.js";
import { findMakers, type Makers } from "./makers.js";
import { piecesOf, spanAround, type Piece } from "./pieces.js";
import { readReview, type Review } from "./review.js";
import { readPassage, readResponse, type Passage } from "./responses.js";
import { subjectOf } from "./subject.js";

interface Reading {
  state: string;
  index: StateIndex;
  year: number | null;
  review: Review | null;
  found: Recommendation[];
  /** Of what is being listed. */
  current: Recommendation["response"];
}

/**
 * Finds the recommendations of the paragraphs whose role is `recommendations`.
 * @param state that they are addressed to
 * @param year of the document, for names that changed hands
 */
export function findRecommendations(paragraphs: readonly Paragraph[], state: string, index: StateIndex, year: number | null): Recommendation[] {
  const reading: Reading = { state, index, year, review: readReview(paragraphs), found: [], current: "unknown" };
  const endsWithMakers = (text: string): boolean => findMakers(text, index, year).some((makers) => /^[\s;.,:*]*$/.test(text.slice(makers.end)));
  for (const piece of piecesOf(paragraphs.filter((paragraph) => paragraph.role === "recommendations"), endsWithMakers)) {
    const makers = findMakers(piece.text, index, year);
    if (makers.length === 0) {
      if (!takePassage(readPassage(piece.text), piece, reading)) break;
    } else for (const segment of segmentsOf(piece.text, makers)) takeSegment(segment, piece, reading);
  }
  return reading.found;
}

/** @returns false where the list is over */
function takePassage(passage: Passage, piece: Piece, reading: Reading): boolean {
  const { response, numbers, of } = passage;
  switch (passage.about) {
    case "end":
      return false;
    case "next":
      reading.current = response ?? "unknown";
      return true;
    case "either":
      if (reading.found.some((one) => one.response === "unknown")) answerAbove(response ?? "unknown", false, reading);
      else reading.current = response ?? "unknown";
      return true;
    case "above":
      if (response !== null) answerAbove(response, passage.single, reading);
      return true;
    case "numbers":
      if (response !== null) answerNumbers(response, numbers, of, piece.parent, reading);
      return true;
    case "nothing":
      return true;
  }
}

/** What is said of those above holds for all that have no answer yet, or for the last one. */
function answerAbove(response: Recommendation["response"], single: boolean, { found }: Reading): void {
  if (single) {
    const last = found.at(-1);
    for (const one of found) if (last !== undefined && one.number === last.number) one.response = response;
    return;
  }
  for (const one of found) if (one.response === "unknown") one.response = response;
  if (response === "implemented" && !found.some((one) => one.response === response)) for (const one of found) if (one.response === "supported") one.response = response;
}

function answerNumbers(response: Recommendation["response"], numbers: readonly string[], of: string | null, parent: string | null, { found }: Reading): void {
  const last = found.at(-1)?.number?.split(".")[0] ?? parent;
  const wanted = new Set(numbers.map((number) => (number.includes(".") ? number : `${of ?? last}.${number}`)));
  for (const one of found) if (one.number !== null && wanted.has(one.number)) one.response = response;
}

interface Segment {
  start: number;
  end: number;
  makers: Makers[];
}

/** Recommendations that stand in one item: "…(Norway); …(Chile)". Those that share words stay together: "Sign (Spain) and ratify (Chile) the Convention". */
function segmentsOf(text: string, makers: readonly Makers[]): Segment[] {
  const segments: Segment[] = [];
  let start = 0;
  let held: Makers[] = [];
  for (const [index, one] of makers.entries()) {
    held.push(one);
    const rest = text.slice(one.end);
    const cut = /^\s*[;.:]+\s*(?:and\s+)?|^\s*$/.exec(rest) ?? (index === makers.length - 1 ? /^.*$/s.exec(rest) : /^\s+(?=\p{Lu})/u.exec(rest));
    if (cut === null) continue;
    // What comes behind the last States is an answer or a remark, unless the words go on.
    const shared = cut[0].trim() !== "" && /^\s*[\p{Ll}/,]/u.test(rest) && !/^\s*[;.:]/.test(rest);
    const end = one.end + (shared ? cut[0].trimEnd().length : 0);
    segments.push({ start, end, makers: held });
    start = one.end + cut[0].length;
    held = [];
  }
  return segments;
}

function takeSegment(segment: Segment, piece: Piece, reading: Reading): void {
  const whole = piece.text.slice(segment.start, segment.end);
  const lastMaker = segment.makers.at(-1) as Makers;
  const tail = piece.text.slice(lastMaker.end, segment.end);
  const answer = answerBehind(piece.text.slice(segment.end), segment, piece);
  let from = segment.start;
  for (const makers of segment.makers) {
    const verb = from === segment.start ? "" : `${/^\s*\S+/.exec(whole)?.[0] ?? ""} `;
    const own = `${verb}${piece.text.slice(from, makers.start)} ${tail}`;
    from = makers.end;
    const lead = whole.length - whole.trimStart().length;
    const { paragraph, start, end } = spanAround(piece, segment.start + lead, segment.end, makers.start);
    const text = withoutMakers(piece, segment);
    reading.found.push({
      paragraph: paragraph.ordinal, state: reading.state, by: makers.states, session: reading.review?.session ?? null, year: reading.review?.year ?? null, number: piece.number, text, action: actionOf(text), response: answer ?? reading.current,
      ...subjectOf(withoutMakers(piece, segment), own), quote: paragraph.text.slice(start, end), quoteStart: start, quoteEnd: end,
    });
  }
}

/** "… (Canada): the Government does not accept this recommendation": an answer to this one alone. */
function answerBehind(rest: string, segment: Segment, piece: Piece): Recommendation["response"] | null {
  if (segment.end >= piece.text.length || rest.trim().length < 20) return null;
  const sentence = /^[\s;.:,]*([^]*?[.;](?=\s|$)|[^]*$)/.exec(rest)?.[1] ?? "";
  return /\brecommendation|\baccept|\bsupport/i.test(sentence) && findsNoStates(sentence) ? readResponse(sentence) : null;
}

const findsNoStates = (text: string): boolean => !/\([^)]*\p{Lu}[^)]*\)\s*[;.]?\s*$/u.test(text);

function withoutMakers(piece: Piece, { start, end, makers }: Segment): string {
  let text = "";
  let at = start;
  for (const one of makers) {
    text += `${piece.text.slice(at, one.start)} `;
    at = one.end;
  }
  return (text + piece.text.slice(at, end)).replace(/\s+/gu, " ").replace(/\s+([,;.:/])/g, "$1").replace(/[\s;,:.]+$/, "").trim();
}
