// Owns where a sentence changes its subject: clause boundaries outside brackets. Must not know measures.
import type { Span } from "../contracts.js";
import type { StateMention } from "../states/mentions.js";
import type { Bracket } from "./groups.js";

const BOUNDARY =
  /;|,?\s+(?=(?:while|whilst|whereas|although|though)\s)|,\s+(?=(?:but|yet)\s)|,?\s+(?=but not\s(?!yet|all|always|only|\w+ed\b))|,\s+(?=(?:as|so) (?:they |it )?(?:are|is|do|does|did|has|have|had|was|were)\b)|,?\s+(?=and that\s)|,\s+(?=and (?:the (?:latter|former)|both|others)\s)|,\s+(?=with the exception(?:s)? of\s)|,\s+(?=(?:others|some|several|many|most)\s)|,\s+(?=which (?:the )?[A-Z])|,\s+(?=(?:accession|ratification) (?:to|of) which\b)|,\s+(?=and (?=[a-z])(?!that\b|which\b|who\b)(?:(?! that | which | who )[^,;]){3,70}? (?:has|have|is|are|was|were|had|does|do)\b)/g;
const AND_BEFORE_STATE = /,\s+and\s+(?:(?:those|that)\s+(?:of|in)\s+)?(?:(?:also|similarly|likewise|most recently|recently)\s+)?(?:in\s+|by\s+)?(?:both\s+)?(?:the\s+)?$/i;

/**
 * Splits a sentence into clauses.
 * @returns spans that cover the sentence; offsets into `text`.
 */
export function splitClauses(text: string, brackets: readonly Bracket[], mentions: readonly StateMention[]): Span[] {
  const cuts = new Set<number>();
  const inBracket = (i: number): boolean => brackets.some((b) => i > b.start && i < b.end) || mentions.some((m) => i > m.start && i < m.end);
  for (const m of text.matchAll(BOUNDARY)) {
    if (inBracket(m.index)) continue;
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
  // "While A is planning it, a bill is before parliament in B": the main clause begins at the first comma that joins no States.
  for (const m of text.matchAll(/(?:^|;\s*|,\s+)(?:while|whilst|whereas|although|though)\s/gi)) {
    for (const comma of text.slice(m.index + m[0].length).matchAll(/,\s+(?=(?:a|an|the|in|other|some|it|they|several|many|no|new|\p{Lu})\b)/gu)) {
      const i = m.index + m[0].length + comma.index;
      if (m.index !== 0 || inBracket(i)) break;
      const after = i + comma[0].length;
      const joins = mentions.some((x) => x.end === i) && mentions.some((x) => x.start >= after && x.start - after <= 4);
      if (joins) continue;
      cuts.add(i + 1);
      break;
    }
  }
  const at = [0, ...[...cuts].sort((a, b) => a - b), text.length];
  const out: Span[] = [];
  for (let i = 0; i + 1 < at.length; i++) {
    const start = at[i] ?? 0;
    const end = at[i + 1] ?? text.length;
    if (text.slice(start, end).trim() !== "") out.push({ start, end });
  }
  return out;
}
