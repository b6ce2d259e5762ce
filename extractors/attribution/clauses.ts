// Owns where a sentence changes its subject: clause boundaries outside brackets. Must not know measures.
import type { Span } from "../contracts.js";
import type { StateMention } from "../states/mentions.js";
import type { Bracket } from "./list-brackets.js";
import { ownSubjectStarts, type FiniteVerbs } from "./own-subjects.js";
import { hasVerb } from "./shared-words.js";

/** Where a clause ends: each piece with an example of what begins behind it. */
const BOUNDARY = new RegExp([
  ";",
  // "while Kenya has", "but Austria has not"
  String.raw`,?\s+(?=(?:while|whilst|whereas|although|though)\s)`, String.raw`,\s+(?=(?:but|yet)\s)`,
  // "but not in Ireland"
  String.raw`,?\s+(?=but not\s(?!yet|all|always|only|\w+ed\b))`,
  // "as do Kenya and Austria"
  String.raw`,\s+(?=(?:as|so) (?:they |it )?(?:are|is|do|does|did|has|have|had|was|were)\b)`,
  // "and that it had", "and the latter", "and others"
  String.raw`,?\s+(?=and that\s)`, String.raw`,\s+(?=and (?:the (?:latter|former)|both|others)\s)`,
  String.raw`,\s+(?=with the exception(?:s)? of\s)`, String.raw`,\s+(?=(?:others|some|several|many|most)\s)`,
  // "which Kenya has ratified", "accession to which"
  String.raw`,\s+(?=which (?:the )?[A-Z])`, String.raw`,\s+(?=(?:accession|ratification) (?:to|of) which\b)`,
  // "and a bill is before parliament"
  String.raw`,\s+(?=and (?=[a-z])(?!that\b|which\b|who\b)(?:(?! that | which | who )[^,;]){3,70}? (?:has|have|is|are|was|were|had|does|do)\b)`,
].join("|"), "g");
const AND_BEFORE_STATE = /,\s+and\s+(?:(?:those|that)\s+(?:of|in)\s+)?(?:(?:also|similarly|likewise|most recently|recently)\s+)?(?:in\s+|by\s+)?(?:both\s+)?(?:the\s+)?$/i;

/** Behind a State that is one of a list: "While Malta, Cyprus and Greece"; of "While none exists in Malta, Cyprus has one" it is none. */
const GOES_ON = /^\s*(?:[,;(]|(?:and|or|as well as)\b|$)/;
const SOME_FOLLOW = /^,\s+(?:others|some|several|many|most)\b/i;

/** "In Norway and Sweden, as elsewhere, most centres are run by churches": no verb stands before the comma, the main clause is still to come. */
const isLeadIn = (text: string): boolean => /^\s*(?:in|within|throughout|across|at|like|unlike|among)\s/i.test(text) && !hasVerb(text) && !/\b\w+ed\b/.test(text);

/** A clause; `own` where it opens with a subject that names its own State ("and the courts of Norway may"). */
export interface Clause extends Span {
  own: boolean;
}

/**
 * Splits a sentence into clauses.
 * @returns spans that cover the sentence; offsets into `text`.
 */
export function splitClauses(text: string, brackets: readonly Bracket[], mentions: readonly StateMention[], finiteVerbs: FiniteVerbs): Clause[] {
  const cuts = new Set<number>();
  const inBracket = (i: number): boolean => brackets.some((b) => i > b.start && i < b.end) || mentions.some((m) => i > m.start && i < m.end);
  let from = 0;
  for (const m of text.matchAll(BOUNDARY)) {
    if (inBracket(m.index) || (SOME_FOLLOW.test(text.slice(m.index)) && isLeadIn(text.slice(from, m.index)))) continue;
    from = m.index + m[0].length;
    cuts.add(m.index + (m[0].startsWith(";") ? 1 : m[0].length));
  }
  // ", and Norway has …" opens a clause unless the State ends a list ("Malta, Spain, and Norway have").
  mentions.forEach((mention, k) => {
    if (inBracket(mention.start)) return;
    const before = AND_BEFORE_STATE.exec(text.slice(0, mention.start));
    if (before === null) return;
    const previous = mentions[k - 1];
    if (previous !== undefined && previous.end >= before.index) return;
    cuts.add(before.index + 1);
  });
  for (const cut of afterContrast(text, mentions, inBracket)) cuts.add(cut);
  const own = new Set(ownSubjectStarts(text, mentions, inBracket, finiteVerbs));
  for (const cut of own) cuts.add(cut);
  const at = [0, ...[...cuts].sort((a, b) => a - b), text.length];
  const out: Clause[] = [];
  const opens = (from: number, to: number): boolean => [...own].some((cut) => cut >= from && text.slice(from, cut).trim() === "" && cut < to);
  for (let i = 0; i + 1 < at.length; i++) {
    const start = at[i] ?? 0;
    const end = at[i + 1] ?? text.length;
    if (text.slice(start, end).trim() !== "") out.push({ start, end, own: opens(start, end) });
  }
  return out;
}

/** "While A is planning it, a bill is before parliament in B": the main clause begins at the first comma that joins no States. */
function afterContrast(text: string, mentions: readonly StateMention[], inBracket: (at: number) => boolean): number[] {
  const joins = (from: number, to: number): boolean => mentions.some((x) => x.end === from) && mentions.some((x) => x.start >= to && x.start - to <= 4 && GOES_ON.test(text.slice(x.end)));
  const lead = /^(?:;\s*|,\s+)?(?:while|whilst|whereas|although|though)\s/i.exec(text)?.[0].length;
  if (lead === undefined) return [];
  for (const comma of text.slice(lead).matchAll(/,\s+(?=(?:a|an|the|in|other|some|it|they|several|many|no|new)\b|\p{Lu})/gu)) {
    const at = lead + comma.index;
    if (inBracket(at)) return [];
    if (!joins(at, at + comma[0].length)) return [at + 1];
  }
  return [];
}
