// Owns the way from the conclusions of a report to its recommendations: who asked what of the State, and what it made of it.
// Never makes a claim.
import type { IssueRecord, Paragraph, Recommendation } from "../contracts.js";
import type { StateIndex } from "../states/index-names.js";
import { actionOf } from "./action.js";
import { findMakers, type Makers } from "./makers.js";
import { piecesOf, spanAround, type Piece } from "./pieces.js";
import { readReview, type Review } from "./review.js";
import { readPassage, readResponse, type Passage } from "./responses.js";
import type { Reader } from "../reader/reader.js";
import { subjectOf } from "./subject.js";

interface Reading {
  state: string;
  index: StateIndex;
  year: number | null;
  review: Review | null;
  found: Recommendation[];
  /** Of what is being listed. */
  current: Recommendation["response"];
  /** Whose topic and measures they are about; the package's own where not given. */
  reader: Reader | undefined;
}

/**
 * Finds the recommendations of the paragraphs whose role is `recommendations`.
 * @param state that they are addressed to
 * @param year of the document, for names that changed hands
 * @param reader of the topic; the package's own where not given
 * @param issues gets items that end with parentheses in which no State is recognised; they are no recommendations for want of who made them
 */
export function findRecommendations(paragraphs: readonly Paragraph[], state: string, index: StateIndex, year: number | null, issues: IssueRecord[] = [], reader?: Reader): Recommendation[] {
  const reading: Reading = { state, index, year, review: readReview(paragraphs), found: [], current: "unknown", reader };
  // Asked of each line when the text is cut into items, and of the items, which are mostly the same lines.
  const known = new Map<string, Makers[]>();
  const makersIn = (text: string): Makers[] => known.get(text) ?? known.set(text, findMakers(text, index, year)).get(text) ?? [];
  const endsWithMakers = (text: string): boolean => makersIn(text).some((makers) => /^[\s;.,:*]*$/.test(text.slice(makers.end)));
  for (const piece of piecesOf(paragraphs.filter((paragraph) => paragraph.role === "recommendations"), endsWithMakers)) {
    const makers = makersIn(piece.text);
    if (makers.length === 0) {
      const unread = UNREAD.exec(piece.text)?.[1];
      if (piece.number?.includes(".") === true && unread !== undefined) issues.push(unreadMakers(piece, unread));
      if (!takePassage(readPassage(piece.text), piece, reading)) break;
    } else if (!OF_ANOTHER.test(piece.text)) for (const segment of segmentsOf(piece.text, makers)) takeSegment(segment, piece, reading);
  }
  return reading.found;
}

/** What the State says of a recommendation is none: "Regarding the recommendation to ratify …". */
const OF_ANOTHER = /^(?:with )?(?:regards?|regarding|concerning|in relation|as to|as for|as regards)\b[^.;]{0,20}\brecommendations?\b/i;
const UNREAD = /\(?(\p{Lu}[^()]{2,60})\)\s*[;.,:]?\s*$/u;

function unreadMakers(piece: Piece, name: string): IssueRecord {
  return {
    kind: "unknown_state", severity: "warning", paragraph: piece.chunks.at(-1)?.paragraph.ordinal ?? null, excerpt: piece.text.slice(-200),
    message: `Recommendation ${piece.number ?? ""}: no State is recognised in “${name.slice(-60)}”; it was not taken.`,
    next: "Check the spelling with stocktake states NAME; if it is a State, add the spelling to datasets/states/aliases.csv.",
  };
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
  const text = withoutMakers(piece, segment);
  const response = answerBehind(piece.text.slice(segment.end), segment, piece) ?? reading.current;
  const { session, year } = reading.review ?? { session: null, year: null };
  for (const { states, own, at } of byParts(segment, piece)) {
    const lead = /^\s*/.exec(piece.text.slice(segment.start, segment.end))?.[0].length ?? 0;
    const { paragraph, start, end } = spanAround(piece, segment.start + lead, segment.end, at);
    reading.found.push({
      paragraph: paragraph.ordinal, state: reading.state, by: states, session, year, number: piece.number, text, action: actionOf(text), response,
      ...subjectOf(own, reading.reader), quote: paragraph.text.slice(start, end), quoteStart: start, quoteEnd: end,
    });
  }
}

/**
 * States of a segment with the parts of it that are theirs: of "Sign (Spain) and ratify (Spain, Chile) the Convention" Spain has both.
 * One that stands in several parts made one recommendation.
 */
function byParts({ start, end, makers }: Segment, piece: Piece): { states: string[]; own: string; at: number }[] {
  const whole = piece.text.slice(start, end);
  const verb = /^\s*\S+/.exec(whole)?.[0] ?? "";
  const tail = piece.text.slice((makers.at(-1) as Makers).end, end);
  const parts = makers.map((one, index) => (index === 0 ? piece.text.slice(start, one.start) : `${verb} ${piece.text.slice(makers[index - 1]?.end, one.start)}`));
  const groups = new Map<string, { states: string[]; own: string; at: number }>();
  for (const state of new Set(makers.flatMap((one) => one.states))) {
    const theirs = makers.flatMap((one, index) => (one.states.includes(state) ? [index] : []));
    const key = theirs.join(" ");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { states: [state], own: `${theirs.map((index) => parts[index]).join(" ")} ${tail}`, at: makers[theirs[0] ?? 0]?.start ?? start });
    else group.states.push(state);
  }
  return [...groups.values()];
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
