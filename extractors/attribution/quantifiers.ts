// Owns the words that ascribe something to States without naming them. Must not know measures.
import { loadQuantifiers, type QuantifierClass } from "../../datasets/quantifiers.js";
import type { Span } from "../contracts.js";
import { anyOf, anyWord, built } from "../text/patterns.js";
import { wordsOf } from "./words.js";

export interface Quantifier extends Span {
  text: string;
  quantifierClass: QuantifierClass;
}

const NUMBER = String.raw`(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|a dozen|about \w+|around \w+|at least \w+)`;
const OTHERS_ACT = String.raw`(?= (?:have|had|are|were|reported|referred|do|did|provide|also|offer|run|\w+ed\b))`;

/** "(a) growing number of": what stands in brackets may be missing. */
const optional = (words: string): string => words.replace(/\(([^)]*)\) /g, "(?:$1 )?");

/** One pattern a class; where a pattern has brackets, the words are in them. */
const table = built((): [QuantifierClass, RegExp][] => {
  const words = loadQuantifiers();
  const states = String.raw`(?:(?:${wordsOf("which_states")}|other|of the|such|these|those|the) )*${wordsOf("states")}\b`;
  const said = (of: QuantifierClass): string => `${anyOf(...words[of].map(optional))} ${states}`;
  const anyCase = (...pieces: readonly string[]): RegExp => new RegExp(String.raw`\b${anyOf(...pieces)}`, "gi");
  return [
    ["majority", anyCase(said("majority"), String.raw`(?:more than|over) half\b`)],
    ["all", anyCase(`(?<!almost |nearly |not )${said("all")}`, "every (?:reporting |responding )?(?:State|country|Government|respondent)")],
    ["many", anyCase(said("many"))],
    ["several", anyCase(said("several"), String.raw`${NUMBER}(?: of the)? (?:\w+ )?${states}`)],
    ["some", anyCase(said("some"), `(?<!in )other ${states}`)],
    ["others", new RegExp(String.raw`(?:^|[,;.]\s*(?:and |while |whereas )?)\b(others)\b${OTHERS_ACT}`, "gi")],
    // Names: in capitals as they stand.
    ["group", new RegExp(String.raw`\b${anyOf(String.raw`members of (?:the )?[A-Z][\w ()-]{3,60}?(?= (?:have|are|had|were|adopted))`, `(?:the )?${anyWord(words.group)} (?:States|countries)`)}`, "g")],
  ];
});

/** Finds quantified, unnamed States in a clause; offsets into `text`; the widest reading of each place. */
export function findQuantifiers(text: string): Quantifier[] {
  const found: Quantifier[] = [];
  for (const [quantifierClass, pattern] of table()) {
    for (const m of text.matchAll(pattern)) {
      const words = m[1] ?? m[0];
      const start = m.index + m[0].indexOf(words);
      found.push({ start, end: start + words.length, text: words, quantifierClass });
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const out: Quantifier[] = [];
  for (const q of found) if (!out.some((o) => q.start < o.end)) out.push(q);
  return out;
}
