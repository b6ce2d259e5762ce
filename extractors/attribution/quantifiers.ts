// Owns the words that ascribe something to States without naming them. Must not know measures.
import type { RawCollective } from "./raw-claim.js";
import type { Span } from "../contracts.js";

export interface Quantifier extends Span {
  text: string;
  quantifierClass: RawCollective["quantifierClass"];
}

const NOUN = "(?:(?:reporting|responding|Member|respondent|African|Asian|European|American|Latin American|Caribbean|Arab|Pacific|West African|Central American|South-?East Asian|other|of the|such|these|those|destination|origin|developing|donor|the) )*(?:States(?: parties)?|countries|Governments|respondents|replies|responses|reports|Parties)\\b";
const TABLE: { quantifierClass: Quantifier["quantifierClass"]; pattern: RegExp }[] = [
  { quantifierClass: "majority", pattern: new RegExp(`\\b(?:(?:the |a )?(?:(?:large|vast|great|overwhelming|clear) )?majority of (?:the )?${NOUN}|most(?: of the)? ${NOUN}|(?:more than|over) half of (?:the )?${NOUN}|(?:more than|over) half\\b|two thirds of (?:the )?${NOUN}|nearly all (?:of the )?${NOUN}|almost all (?:of the )?${NOUN})`, "gi") },
  { quantifierClass: "all", pattern: new RegExp(`\\b(?:(?<!almost |nearly |not )all (?:of the )?${NOUN}|every (?:reporting |responding )?(?:State|country|Government|respondent))`, "gi") },
  { quantifierClass: "many", pattern: new RegExp(`\\b(?:(?:a (?:great|good|large) )?many(?: of the)? ${NOUN}|numerous ${NOUN}|(?:an? )?(?:increasing|growing|large|considerable|significant|substantial) (?:number|range) of (?:the )?${NOUN}|half of (?:the )?${NOUN}|a wide range of ${NOUN})`, "gi") },
  { quantifierClass: "several", pattern: new RegExp(`\\b(?:several(?: of the)? ${NOUN}|a number of (?:the )?${NOUN}|various ${NOUN}|(?:\\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|a dozen|about \\w+|around \\w+|at least \\w+)(?: of the)? (?:\\w+ )?${NOUN})`, "gi") },
  { quantifierClass: "some", pattern: new RegExp(`\\b(?:some(?: of the)? ${NOUN}|a (?:few|handful)(?: of the| of)? ${NOUN}|certain ${NOUN}|(?:one|a) third of (?:the )?${NOUN}|a minority of ${NOUN}|(?<!in )other ${NOUN}|few ${NOUN})`, "gi") },
  { quantifierClass: "others", pattern: /(?:^|[,;.]\s*(?:and |while |whereas )?)\b(others)\b(?= (?:have|had|are|were|reported|referred|do|did|provide|also|offer|run|\w+ed\b))/gi },
  { quantifierClass: "group", pattern: /\b(?:members of (?:the )?[A-Z][\w ()-]{3,60}?(?= (?:have|are|had|were|adopted))|(?:the )?(?:West|East|Central|Southern|North) African (?:States|countries)|(?:the )?(?:Nordic|Baltic|Gulf|Caribbean|Pacific island) (?:States|countries))/g },
];

/** Finds quantified, unnamed States in a clause; offsets into `text`; the widest reading of each place. */
export function findQuantifiers(text: string): Quantifier[] {
  const found: Quantifier[] = [];
  for (const row of TABLE) {
    for (const m of text.matchAll(row.pattern)) {
      const words = m[1] ?? m[0];
      const start = m.index + m[0].indexOf(words);
      found.push({ start, end: start + words.length, text: words, quantifierClass: row.quantifierClass });
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const out: Quantifier[] = [];
  for (const q of found) if (!out.some((o) => q.start < o.end)) out.push(q);
  return out;
}
