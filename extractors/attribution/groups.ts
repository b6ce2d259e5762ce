// Owns which States of a sentence stand together, in brackets or in a row. Must not know measures or status.
import type { Span } from "../contracts.js";
import type { StateMention } from "../states/mentions.js";
import { readList, type Bracket } from "./list-brackets.js";
import { isIllustrative, positionOf, verbFollows, type Position } from "./positions.js";

export interface StateGroup extends Span {
  mentions: StateMention[];
  /** ISO 3166-1 alpha-3, in order; without duplicates. */
  states: string[];
  position: Position;
  /** Brackets around a `list`, with what stands in them; the group's own span otherwise. */
  outer: Span;
  /** Introduced by "including", "for example", "such as", "among others". */
  illustrative: boolean;
  /** Capitalised names in a list that no alias knows. */
  unknown: string[];
  /** States whose name carries 's or an adjective form. */
  possessive: boolean;
}

/** What may stand between two States of a row: a comma or a joining word, an adverb, a preposition, an article; never nothing. */
const JOIN = new RegExp(
  String.raw`^\s*(?:(?=[,;/&–-]|(?:and|or|nor|as well as|along with|together with|plus)\b)(?:,|;|\/|&|–|-)?\s*(?:and also|and|or|nor|as well as|along with|together with|plus)?\s*` +
  String.raw`(?:also |subsequently |later |more recently |most recently |to a lesser extent,? |both )?(?:(?:(?:that|those)\s+(?:of|in)|in|by|of|for|from|with)?\s*(?:the\s+)?))$`, "i");

/** Where the clause begins in which an offset stands. */
type ClauseStart = (offset: number) => number;

function group(mentions: StateMention[], position: Position, outer: Span | null, illustrative: boolean): StateGroup {
  const first = mentions[0];
  const last = mentions.at(-1);
  if (first === undefined || last === undefined) throw new Error("a group needs at least one mention");
  return {
    start: first.start,
    end: last.end,
    mentions,
    states: [...new Set(mentions.flatMap((m) => (m.iso3 === null ? [] : [m.iso3])))],
    position,
    outer: outer ?? { start: first.start, end: last.end },
    illustrative,
    unknown: [],
    possessive: mentions.some((m) => m.possessive || m.adjective),
  };
}

/**
 * Groups the States of a sentence and says how each group stands.
 * @param text the sentence
 * @param mentions State mentions in the sentence, offsets into `text`
 * @param clauseStartOf gives the start of the clause in which an offset stands
 */
export function findGroups(text: string, mentions: readonly StateMention[], brackets: readonly Bracket[], clauseStartOf: ClauseStart): StateGroup[] {
  const named = mentions.filter((m) => (m.iso3 !== null || m.nonState !== null) && !m.inName);
  const groups: StateGroup[] = [];
  const inBracket = new Set<StateMention>();
  for (const b of brackets) {
    const inside = named.filter((m) => m.start >= b.inner.start && m.end <= b.inner.end);
    if (inside.length === 0) continue;
    for (const m of inside) inBracket.add(m);
    const list = readList(text, inside, b.inner);
    if (list !== null) groups.push({ ...group(list.acting, "list", b, list.illustrative), unknown: list.unknown });
  }
  for (const row of rowsOf(text, named.filter((m) => !inBracket.has(m)))) for (const part of closedLists(text, row)) groups.push(openGroup(text, part, brackets, clauseStartOf));
  return groups.sort((a, b) => a.start - b.start);
}

/** States outside brackets in rows: "A, B and C". */
function rowsOf(text: string, named: readonly StateMention[]): StateMention[][] {
  const rows: StateMention[][] = [];
  named.forEach((m, i) => {
    const last = named[i - 1];
    if (last !== undefined && goesOn(text, last, m)) rows.at(-1)?.push(m);
    else rows.push([m]);
  });
  return rows;
}

function goesOn(text: string, last: StateMention, next: StateMention): boolean {
  // Remarks in brackets behind a State do not end the list it stands in.
  const between = text.slice(last.end, next.start).replace(/^(\s*)\([^()]*\)/, "$1");
  return !last.possessive && last.adjective === next.adjective && !between.includes(";") && JOIN.test(between) && !/\bwith\b|\bfrom\b/i.test(between);
}

/** A list closes with "and": in "… in A, B and C, and D has …" and "… in A, and D has …" D begins another, as in "… in Morocco, Kuwait has …". */
function closedLists(text: string, row: readonly StateMention[]): StateMention[][] {
  const last = row.at(-1);
  const lastButOne = row.at(-2);
  if (last === undefined) return [];
  const after = text.slice(last.end);
  if (lastButOne !== undefined && /^\s*,\s*(?:the\s+)?$/i.test(text.slice(lastButOne.end, last.start)) && verbFollows(after) && !/^\s*,/.test(after)) return [row.slice(0, -1), [last]];
  const parts: StateMention[][] = [];
  let part: StateMention[] = [];
  let closed = false;
  row.forEach((mention, i) => {
    const before = row[i - 1];
    const join = before === undefined ? "" : text.slice(before.end, mention.start);
    const opens = before !== undefined && /^\s*,\s*and\b/i.test(join) && (closed || (part.length === 1 && verbFollows(after)));
    if (opens) {
      parts.push(part);
      part = [];
      closed = false;
    } else if (/\b(?:and|or)\b/i.test(join)) closed = true;
    part.push(mention);
  });
  return [...parts, part];
}

function openGroup(text: string, run: StateMention[], brackets: readonly Bracket[], clauseStartOf: ClauseStart): StateGroup {
  const first = run[0];
  const last = run.at(-1);
  if (first === undefined || last === undefined) throw new Error("a group needs at least one mention");
  const clauseStart = clauseStartOf(first.start);
  let left = text.slice(clauseStart, first.start);
  // Brackets before the group do not separate it from its lead-in.
  for (const b of brackets) {
    if (b.start >= clauseStart && b.end <= first.start) left = left.slice(0, b.start - clauseStart) + " ".repeat(b.end - b.start) + left.slice(b.end - clauseStart);
  }
  const position = positionOf({ left, right: text.slice(last.end + (last.possessive ? 2 : 0)), first });
  return group(run, position, null, position === "examples" || isIllustrative(left));
}
