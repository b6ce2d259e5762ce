// Owns treaties named in short, "the Convention", "its Protocols", by the one that was named in full before.
// Must not know States.
import type { Focus } from "./focus.js";
import { isTreaty, type Found } from "./found.js";

const CONVENTION = /\b(?:the|the parent|that|same|said|both the) (?:same )?convention\b(?!\s+(?:on|against|for|concerning|of|to|relating|No))/gi;
const ONE_PROTOCOL = /\bthe (latter |same |said )?Protocol\b(?!s)(?!\s+(?:on|against|to|relating|of)\b)/gi;
const PROTOCOLS = /\b(?:its|the|both|two|three) (?:(?:two|three|supplementary|supplementing|additional|both) )*protocols\b(?: thereto)?(?!\s+(?:on|against|for|concerning|to the))/gi;

const shortFor = (measure: string, m: RegExpExecArray): Found => ({ rule: `${measure}:short`, measure, words: m[0], start: m.index, end: m.index + m[0].length, match: null });

/** Treaties that a part names in short; offsets into the part. */
export function shortTreaties(part: string, focus: Focus): Found[] {
  const known = focus.treaty;
  const namedHere = /convention against transnational/i.test(part);
  if (known === null && !namedHere) return [];
  const out: Found[] = [];
  if (known !== null && /untoc|trafficking_protocol|smuggling_protocol/.test(known)) for (const m of part.matchAll(CONVENTION)) out.push(shortFor("treaty.untoc", m));
  for (const m of part.matchAll(ONE_PROTOCOL)) {
    const measure = oneProtocol(focus, m[1] !== undefined);
    if (measure !== null) out.push(shortFor(measure, m));
  }
  if (namedHere || (known !== null && /untoc/.test(known))) {
    for (const m of part.matchAll(PROTOCOLS)) for (const measure of ["treaty.trafficking_protocol", "treaty.smuggling_protocol"]) out.push(shortFor(measure, m));
  }
  return out;
}

/** "the latter Protocol", "the Protocol": the last one named, or the one that the report is about; null for an optional one. */
function oneProtocol(focus: Focus, asBefore: boolean): string | null {
  const protocols = focus.measures.filter((x) => x.measure.endsWith("_protocol") && isTreaty(x.measure));
  if (/optional/.test(focus.treaty ?? "") && protocols.length === 0) return null;
  return (asBefore ? protocols.at(-1)?.measure : undefined) ?? "treaty.trafficking_protocol";
}
