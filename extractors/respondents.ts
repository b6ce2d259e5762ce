// Owns who answered: the roster of a report and the number that it states. Must not know measures.
import type { Footnote, IssueRecord, Paragraph, Respondent } from "./contracts.js";
import { findStateMentions } from "./states/mentions.js";
import { type StateIndex } from "./states/index-names.js";

const ROSTER =
  /\b(?:(?:replies|responses?|answers|information|submissions?|contributions?|inputs?|reports?|comments|observations|communications)(?: (?:to|for|on) [^.;:]{0,80}?)? (?:was|were|had been|have been|has been)(?: \w+)? (?:received|submitted|provided|sent|furnished|supplied)(?: (?:by|from)| from)|(?:received|obtained) (?:replies|responses|information|submissions|contributions|inputs) from|the following (?:Member )?(?:States|countries|Governments)(?: parties)? (?:have |had )?(?:responded|replied|answered|submitted|provided|reported|contributed|sent)|(?:replies|responses|submissions|contributions|information|inputs) (?:from|of|by) (?:the )?(?:following|Governments of)|responding (?:States|Governments|countries)(?: were| are|:))/i;
const NOT_STATES = /\b(?:entities|agencies|organi[sz]ations|bodies|departments|funds and programmes|offices) of the United Nations|United Nations (?:entities|agencies|system)/i;
const NUMBER = "(\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](one|two|three|four|five|six|seven|eight|nine))?";
const STATED = new RegExp(
  `\\b${NUMBER} (?:Member |responding |reporting )?(?:States|Governments|countries|replies)(?: parties)?,?(?: and [^.;]{0,60}?)? (?:had |have |has )?(?:responded|replied|answered|submitted|provided|reported|contributed|sent|were received|had been received)|(?:replies|responses|submissions|information) (?:were|was|had been|have been) received from ${NUMBER} (?:Member )?(?:States|Governments|countries)`,
  "i",
);
const WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];
const TENS: Record<string, number> = { twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90 };

function toNumber(word: string | undefined, unit: string | undefined): number | null {
  if (word === undefined) return null;
  if (/^\d+$/.test(word)) return Number(word);
  const lower = word.toLowerCase();
  const tens = TENS[lower];
  const units = unit === undefined ? 0 : WORDS.indexOf(unit.toLowerCase());
  if (tens !== undefined) return tens + Math.max(0, units);
  const n = WORDS.indexOf(lower);
  return n < 0 ? null : n;
}

export interface Roster {
  respondents: Respondent[];
  /** The number that the report states; null where it states none. */
  stated: number | null;
  issues: IssueRecord[];
}

/**
 * Finds the States that a report says it heard from, in a footnote or in its body
 * ("Replies were received from …"), and checks their number against the stated one.
 */
export function findRespondents(paragraphs: readonly Paragraph[], footnotes: readonly Footnote[], index: StateIndex, year: number | null): Roster {
  const respondents = new Map<string, Respondent>();
  const issues: IssueRecord[] = [];
  let stated: { n: number; paragraph: number; text: string } | null = null;
  let rosters = 0;
  const take = (text: string, where: { paragraph: number | null; footnote: number | null; anchor: number | null }): void => {
    const lead = ROSTER.exec(text);
    if (lead === null || NOT_STATES.test(text.slice(Math.max(0, lead.index - 60), lead.index + lead[0].length + 40))) return;
    const from = lead.index + lead[0].length;
    const stop = rosterEnd(text, from);
    const roster = text.slice(from, stop);
    const mentions = findStateMentions(roster, index, { year });
    const named = mentions.filter((m) => m.iso3 !== null && !m.inName && !m.adjective);
    // One or two names are a remark ("information was received from Chile"), not the roster, unless it is the footnote to it.
    if (named.length < 3) return;
    rosters++;
    for (const m of named) {
      if (m.iso3 === null || respondents.has(m.iso3)) continue;
      respondents.set(m.iso3, { state: m.iso3, name: m.text, source: where.footnote === null ? "body" : "footnote", paragraph: where.paragraph, footnote: where.footnote });
    }
    let rest = roster;
    for (const m of [...mentions].reverse()) rest = rest.slice(0, m.start) + "," + rest.slice(m.end);
    for (const piece of rest.split(/[,;]|\band\b/)) {
      const name = piece.replace(/\b(?:the|of|Governments?|following|Member|States?|countries|as well as|from|in|by)\b|[:.()\d\s]/gi, " ").trim().replace(/\s+/g, " ");
      if (/^[A-Z][\p{L}' -]{2,}$/u.test(name)) {
        issues.push({
          kind: "unknown_state",
          severity: "warning",
          paragraph: where.anchor,
          excerpt: name.slice(0, 200),
          message: `“${name}” stands among the respondents and is no State that the alias table knows.`,
          next: "Check the spelling with `stocktake states NAME`; if it is a State, add the spelling to datasets/states/aliases.csv.",
        });
      }
    }
    for (const m of mentions) {
      if (m.candidates.length > 0) {
        issues.push({
          kind: "unknown_state",
          severity: "warning",
          paragraph: where.anchor,
          excerpt: m.text,
          message: `“${m.text}” among the respondents may mean ${m.candidates.join(" or ")}; it was not counted.`,
          next: "Look at the source and record the State as a correction.",
        });
      }
    }
  };
  for (const f of footnotes) take(f.text, { paragraph: null, footnote: f.ordinal, anchor: f.calledIn?.paragraph ?? null });
  for (const p of paragraphs) {
    if (p.role === "un_system" || p.role === "conclusions") continue;
    take(p.text, { paragraph: p.ordinal, footnote: null, anchor: p.ordinal });
    if (stated === null) {
      const m = STATED.exec(p.text);
      if (m !== null && !NOT_STATES.test(m[0])) {
        const n = toNumber(m[1] ?? m[3], m[2] ?? m[4]);
        if (n !== null && n > 2) stated = { n, paragraph: p.ordinal, text: m[0] };
      }
    }
  }
  if (stated !== null && rosters > 0 && stated.n !== respondents.size) {
    issues.push({
      kind: "roster",
      severity: "warning",
      paragraph: stated.paragraph,
      excerpt: stated.text.slice(0, 200),
      message: `The report states ${stated.n} respondents; ${respondents.size} are named.`,
      next: "Compare the list of respondents with the source; denominators use the names found.",
    });
  }
  if (rosters === 0) {
    issues.push({
      kind: "roster",
      severity: "notice",
      paragraph: stated?.paragraph ?? null,
      excerpt: stated?.text.slice(0, 200) ?? "",
      message: "No list of respondents was found; silence of a State cannot be told from not reporting.",
      next: "Look for the list in the source; without it every State that is not named counts as no_report.",
    });
  }
  return { respondents: [...respondents.values()], stated: stated?.n ?? null, issues };
}

/** The roster ends with its sentence; full stops inside brackets and after initials do not end it. */
function rosterEnd(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === "(") depth++;
    else if (c === ")") depth = Math.max(0, depth - 1);
    else if (c === "." && depth === 0 && !/\b(?:St|Rep|Dem)$/.test(text.slice(Math.max(0, i - 4), i))) return i;
  }
  return text.length;
}
