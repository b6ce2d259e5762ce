// Owns finding names of States in text, and resolving one name.
// Must not read files or say what a State did: the index is built from data given to it.
import { nearest } from "../../datasets/nearest.js";
import type { AliasKind, AliasRecord } from "../../datasets/states.js";
import { PERSON_NAMES } from "./context.js";
import { foldOnce, type StateIndex } from "./index-names.js";
import { AFTER_US_STATE, BEFORE_US_STATE, isBodyAfter, isLanguage, NAME_OF, NEAR_US_STATE, person } from "./no-state.js";
import { foldName, INVISIBLE, LETTER, LETTER_OR_DIGIT } from "./spelling.js";

export interface StateMention {
  /** UTF-16 offsets into the text given; `text.slice(start, end) === mention.text`. Without article and possessive. */
  start: number;
  end: number;
  text: string;
  /** The State; null where it is none or cannot be told. */
  iso3: string | null;
  /** Code of an area or organization that is no State (XKX, HKG, GB-NIR, EU). Never together with `iso3`. */
  nonState: string | null;
  kind: AliasKind;
  adjective: boolean;
  /** Followed by 's, or by an apostrophe after s. */
  possessive: boolean;
  /** "the" stands before. */
  article: boolean;
  /** Part of the name of a body or treaty that is not the State ("University of Malawi", "Jordan Red Crescent"); its own organs ("Jordan National Commission") are not marked. */
  inName: boolean;
  /** Codes it may mean where it cannot be told; empty otherwise. */
  candidates: string[];
  /** Key of the alias, for usage counts. */
  alias: string;
}

export interface MentionOptions {
  /** Year of the document: chooses between a former and a present State of the same name. */
  year?: number | null;
}

/** The rows that hold in a year (today, where none is given), or all of them where none does. */
function inYear(rows: readonly AliasRecord[], year: number | null): readonly AliasRecord[] {
  if (rows.length < 2) return rows;
  const held = rows.filter((r) => year === null ? r.validTo === null : (r.validFrom === null || Number(r.validFrom.slice(0, 4)) <= year) && (r.validTo === null || year <= Number(r.validTo.slice(0, 4))));
  return held.length > 0 ? held : rows;
}

function meaning(rows: readonly AliasRecord[], year: number | null, index: StateIndex): Pick<StateMention, "iso3" | "nonState" | "candidates"> {
  const held = inYear(rows, year);
  const codes = [...new Set(held.map((r) => r.code))];
  const only = codes[0];
  if (codes.length === 1 && only !== undefined && held.every((r) => r.safe)) {
    return index.states.has(only) ? { iso3: only, nonState: null, candidates: [] } : { iso3: null, nonState: only, candidates: [] };
  }
  return { iso3: null, nonState: null, candidates: codes };
}

/** Until the first half of 2006 one State, since then two: a list that ends "Serbia and Montenegro" names both. */
const LAST_YEAR_OF_SCG = 2006;

function findInClean(text: string, index: StateIndex, year: number | null): StateMention[] {
  const out: StateMention[] = [];
  const { find, here } = index;
  find.lastIndex = 0;
  for (let match = find.exec(text); match !== null; match = find.exec(text)) {
    let start = match.index;
    let end = start + match[0].length;
    if (start > 0 && LETTER.test(text.charAt(start - 1))) {
      find.lastIndex = start + 1;
      continue;
    }
    let found = match[0];
    const comma = found.indexOf(",");
    if (comma > 0) {
      // "Moldova, Republic of Korea" is two States, not "Moldova, Republic of" and more.
      let tail = comma + 1;
      tail += /^\s*(?:the\s+)?/i.exec(found.slice(tail))?.[0].length ?? 0;
      here.lastIndex = start + tail;
      const other = here.exec(text);
      if (other && other.index + other[0].length > end) {
        found = found.slice(0, comma).trimEnd();
        end = start + found.length;
        find.lastIndex = end;
      }
    }
    const key = foldOnce(found, index);
    const rows = index.byKey.get(key);
    const first = rows?.[0];
    if (!rows || !first || first.kind === "none") continue;
    const before = text.slice(Math.max(0, start - 60), start);
    // Most names follow a bracket or a comma and a blank; what looks at the word before is asked only where there is one.
    const wordBefore = start > 1 && /[\p{L}.]\s$/u.test(text.slice(start - 2, start)) ? true : /\s\s$/.test(before);
    const after = text.slice(end, end + 60);
    if (first.kind === "abbreviation") {
      if (/(?:[0-9_@/.$]|\b[a-z]{2}-)$/.test(before) || /^(?:[0-9_@$]|\.[a-z]|\s?\$|\s+dollars?\b)/.test(after)) continue;
      // "CONTACT US": a pronoun in a line of capitals.
      if (found === "US" && /\b(?!THE\b)[A-Z]{2,}\s+$/.test(before)) continue;
    }
    const adjective = first.kind === "adjective";
    const capitals = found.length > 3 && found === found.toUpperCase();
    // "Afro-Colombian", "Ibero-American": neither is said of the State.
    if (adjective && (/[-\u2010-\u2013]$/.test(before) || isLanguage(found, before, after))) continue;
    // Surnames of delegates are printed in capitals after a given name in small letters.
    const name = capitals ? found.charAt(0) + found.slice(1).toLowerCase() : found;
    if (!adjective && (wordBefore || PERSON_NAMES.has(name)) && person(name, before, after, index, text, end)) continue;
    if (!adjective && first.kind !== "non_state" && BEFORE_US_STATE.test(after)) continue;
    if (key === "georgia" && (AFTER_US_STATE.test(before) || NEAR_US_STATE.test(after) || /^\s*\((?:USA|U\.S\.|United States)/.test(after))) continue;
    if (key === "guinea" && /\bNew[-\s]+$/i.test(before)) continue;
    // Words of the alias that stand before its first capital: "the former Yugoslav Republic of Macedonia".
    const lead = index.leads.get(first.name);
    if (lead) {
      const there = lead.exec(before);
      if (there) start -= before.length - there.index;
      found = text.slice(start, end);
    }
    const opening = text.slice(Math.max(0, start - 12), start);
    const mention: StateMention = {
      start,
      end,
      text: found,
      ...meaning(rows, year, index),
      kind: first.kind,
      adjective,
      possessive: /^(?:['\u2018\u2019\u02bc\u00b4`][sS](?![A-Za-z])|['\u2019\u02bc](?![A-Za-z]))/.test(after) && (/^.[sS]/.test(after) || (/[sS]$/.test(found) && !/['\u2018]$/.test(before))),
      article: wordBefore && /(?:^|[^A-Za-z])the\s+$/i.test(opening),
      inName: (wordBefore && /(?:of|for|in|the)\s+$/.test(opening) && NAME_OF.test(before)) || isBodyAfter(after),
      alias: first.name,
    };
    if (key === "republic of korea" && /\bPeople\S{0,3}\s+$/i.test(before)) {
      mention.iso3 = null;
      mention.candidates = ["KOR", "PRK"];
    }
    if (key === "georgia" && /\bstate of\s+$/.test(before)) {
      mention.iso3 = null;
      mention.candidates = ["GEO"];
    }
    if (key === "georgia" && /^\s*,\s*(?:USA\b|U\.S\.)/.test(after) && !/,\s*$/.test(before)) {
      mention.iso3 = null;
      mention.candidates = ["GEO"];
    }
    if (mention.iso3 === "SCG" && (key === "serbia and montenegro") && (year === null || year > LAST_YEAR_OF_SCG)) {
      const split = /^(\S+)(\s+\S+\s+)(\S+)$/.exec(found);
      if (split?.[1] !== undefined && split[2] !== undefined && split[3] !== undefined) {
        const second = start + split[1].length + split[2].length;
        out.push({ ...mention, end: start + split[1].length, text: split[1], iso3: "SRB", possessive: false, kind: "short", alias: "Serbia" });
        out.push({ ...mention, start: second, text: split[3], iso3: "MNE", article: false, kind: "short", alias: "Montenegro" });
        continue;
      }
    }
    out.push(mention);
  }
  return out;
}

/**
 * Finds the names of States, and of what is no State, in running text.
 * Names broken over lines, with any apostrophe, hyphen or blank, with or without diacritics, and in capitals are found;
 * names that are part of another place's or a person's name are not.
 * @param text any text; never changed
 * @param index from `buildStateIndex`
 * @param options `year` of the document
 * @returns mentions in order of their start, never overlapping
 */
export function findStateMentions(text: string, index: StateIndex, options: MentionOptions = {}): StateMention[] {
  const year = options.year ?? null;
  if (!INVISIBLE.test(text)) return findInClean(text, index, year);
  // Soft hyphens, zero-width characters and loose accents are taken out, and offsets mapped back.
  const at: number[] = [];
  let clean = "";
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charAt(i);
    if (INVISIBLE.test(char)) continue;
    at.push(i);
    clean += char;
  }
  return findInClean(clean, index, year).map((m) => {
    const start = at[m.start] ?? 0;
    let end = (at[m.end - 1] ?? 0) + 1;
    while (/[\u0300-\u036f]/.test(text.charAt(end))) end += 1;
    return { ...m, start, end, text: text.slice(start, end) };
  });
}

export interface ResolvedName {
  iso3: string | null;
  nonState: string | null;
  /** How it was found, or why not: one phrase for a person. */
  how: string;
  /** Names or codes that were perhaps meant. */
  suggestions: string[];
}

/**
 * Resolves one name or code as a person types it; case, accents, "the", apostrophes and hyphens do not matter.
 * @returns `iso3` and `nonState` both null where it is unknown or ambiguous; `suggestions` then says what may be meant
 */
export function resolveStateName(name: string, index: StateIndex, options: MentionOptions = {}): ResolvedName {
  const found = lookUpStateName(name, index, options);
  if (found.iso3 !== null || found.nonState !== null || found.suggestions.length > 0) return found;
  return { ...found, suggestions: nearest(name.trim(), index.names) };
}

/** As `resolveStateName`, without the search for what may have been meant, which takes a thousand times longer than all the rest. */
export function lookUpStateName(name: string, index: StateIndex, options: MentionOptions = {}): ResolvedName {
  const typed = name.trim();
  const code = index.codes.get(typed.toUpperCase());
  if (code !== undefined && LETTER_OR_DIGIT.test(typed) && (typed === typed.toUpperCase() || typed.length === 3)) {
    const state = index.states.has(code);
    return { iso3: state ? code : null, nonState: state ? null : code, how: "code", suggestions: [] };
  }
  const folded = foldName(typed).replace(/^the /, "").replace(/ \(the\)$|, the$/, "");
  const rows = index.byKey.get(folded) ?? index.byKey.get(folded.replace(/^former /, ""));
  const first = rows?.[0];
  if (rows && first && first.kind !== "none") {
    const meant = meaning(rows, options.year ?? null, index);
    if (meant.candidates.length > 0) return { iso3: null, nonState: null, how: `ambiguous: ${first.note || "more than one meaning"}`, suggestions: meant.candidates };
    return { iso3: meant.iso3, nonState: meant.nonState, how: `${first.kind === "non_state" ? "not a Member State" : `${first.kind} name`}: ${first.name}`, suggestions: [] };
  }
  return { iso3: null, nonState: null, how: first ? "names no State" : "unknown", suggestions: [] };
}
