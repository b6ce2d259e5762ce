// Owns finding names of States in text, and resolving one name.
// Must not read files or say what a State did: the index is built from data given to it.
import type { AliasKind, AliasRecord, NonStateRecord, StateRecord } from "../../datasets/states.js";
import { nearest } from "../../datasets/nearest.js";
import { BODY_WORDS, LEAD_WORDS, ORGANS, PERSON_NAMES, US_CITIES_IN_GEORGIA, US_STATES } from "./context.js";

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

export interface StateData {
  states: readonly StateRecord[];
  aliases: readonly AliasRecord[];
  nonStates: readonly NonStateRecord[];
}

export interface StateIndex {
  /** Aliases by folded name. */
  byKey: ReadonlyMap<string, readonly AliasRecord[]>;
  /** Names with the case they were given in, for suggestions. */
  names: readonly string[];
  /** Small words that open an alias ("former …"), as a pattern for the text before. */
  leads: ReadonlyMap<string, RegExp>;
  /** Keys of spellings met, so that each is folded once. */
  folded: Map<string, string>;
  codes: ReadonlyMap<string, string>;
  states: ReadonlySet<string>;
  find: RegExp;
  here: RegExp;
}

export interface MentionOptions {
  /** Year of the document: chooses between a former and a present State of the same name. */
  year?: number | null;
}

const LETTERS = "A-Za-z\\u00aa\\u00b5\\u00ba\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f\\u0370-\\u03ff\\u0400-\\u04ff";
const LETTER = new RegExp(`[${LETTERS}]`);
const LETTER_OR_DIGIT = new RegExp(`[${LETTERS}0-9]`);
const MARKS = /[\u0300-\u036f]/g;
/** Marks and invisible characters that stand inside words without being part of them. */
const INVISIBLE = /[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]/;
const APOSTROPHES = /['\u2018\u2019\u02bc\u00b4`]/g;

/** The form under which names are compared: no case, marks, apostrophes, dots; hyphens and "&" written out. */
export function foldName(name: string): string {
  return name
    .normalize("NFD")
    .replace(MARKS, "")
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "")
    .toLowerCase()
    .replace(APOSTROPHES, "")
    .replace(/\bst\.?(?=\s)/g, "saint")
    .replace(/\./g, "")
    .replace(/&/g, " and ")
    .replace(/[-\u2010-\u2013]/g, " ")
    .replace(/\s*([(),])\s*/g, "$1 ")
    .replace(/\(\s+/g, "(")
    .replace(/([a-z])\(/g, "$1 (")
    .replace(/\s+/g, " ")
    .trim();
}

function foldOnce(name: string, index: StateIndex): string {
  let key = index.folded.get(name);
  if (key === undefined) {
    key = foldName(name);
    // Spellings are few; blanks and line breaks inside names are not, so that the table has a limit.
    if (index.folded.size < 5000) index.folded.set(name, key);
  }
  return key;
}

type Trie = Map<string, Trie>;
const END = "";

function fragment(char: string): string {
  if (char === " ") return "\\s+";
  if (char === "'") return "['\\u2018\\u2019\\u02bc\\u00b4`]?\\s?";
  if (char === "-") return "(?:\\s*[-\\u2010-\\u2013]\\s*|\\s+)";
  if (char === "(") return "\\(\\s?";
  if (char === ")") return "\\s?\\)";
  if (char === ",") return "\\s?,";
  if (char === "I") return "[I\\u0130]";
  const base = char.normalize("NFD").replace(MARKS, "");
  if (base !== char) return `[${char}${base}]`;
  return char.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

/** A name as a row of pattern parts; small words may open with a capital, as in headings. */
function parts(name: string): string[] {
  const out: string[] = [];
  for (const [word] of name.matchAll(/\S+|\s+/g)) {
    if (/^\s/.test(word)) {
      if (out.at(-1) === "\\(\\s?") continue;
      out.push(name.length > 0 && out.length > 0 ? "\\s+" : "");
      continue;
    }
    const small = /^(of|and|the|d'|under)/.test(word);
    [...word].forEach((char, i) => {
      // The blank before "(" is optional: "Iran(Islamic Republic of)".
      if (char === "(" && out.at(-1) === "\\s+") out[out.length - 1] = "\\s*";
      out.push(small && i === 0 ? `[${char}${char.toUpperCase()}]` : fragment(char));
    });
  }
  return out;
}

function insert(trie: Trie, row: string[]): void {
  let node = trie;
  for (const part of row) {
    let next = node.get(part);
    if (!next) node.set(part, (next = new Map() as Trie));
    node = next;
  }
  node.set(END, new Map() as Trie);
}

function source(trie: Trie): string {
  const branches: string[] = [];
  for (const [part, next] of trie) if (part !== END) branches.push(part + source(next));
  const ends = trie.has(END);
  if (branches.length === 0) return "";
  const body = branches.length === 1 && !ends ? (branches[0] ?? "") : `(?:${branches.join("|")})`;
  return ends ? `${body}?` : body;
}

/** Names are also found with "St." for "Saint" and "&" for "and". */
function spellings(name: string): string[] {
  const out = [name];
  if (/\bSaint /.test(name)) out.push(name.replace(/\bSaint /g, "St. "), name.replace(/\bSaint /g, "St "));
  if (/ and /.test(name)) out.push(...out.map((n) => n.replace(/ and /g, " & ")));
  return out;
}

/**
 * Builds what `findStateMentions` looks with: one pattern for all names, longest first, and a table of what each means.
 * Takes some tens of milliseconds; build it once a process.
 * @param data States, aliases and non-States, as the loaders of datasets/states.ts give them
 * @param languages languages of names to find; English alone by default
 */
export function buildStateIndex(data: StateData, languages: readonly string[] = ["en"]): StateIndex {
  const byKey = new Map<string, AliasRecord[]>();
  const names: string[] = [];
  const leads = new Map<string, RegExp>();
  const trie: Trie = new Map();
  for (const alias of data.aliases) {
    if (!languages.includes(alias.lang)) continue;
    if (alias.kind !== "none" && alias.kind !== "adjective") names.push(alias.name);
    // The pattern opens with a capital, which makes it fast; words before it are taken in afterwards.
    const core = alias.name.replace(/^(?:[a-z]+ )+/, "");
    if (core !== alias.name) {
      const words = alias.name.slice(0, alias.name.length - core.length).trim();
      leads.set(alias.name, new RegExp(`\\b${words.replace(/ /g, "\\s+")}\\s+$`, "i"));
    }
    for (const spelling of spellings(core)) {
      const key = foldName(spelling);
      const rows = byKey.get(key);
      if (!rows) byKey.set(key, [alias]);
      else if (!rows.some((r) => r.code === alias.code && r.kind === alias.kind)) rows.push(alias);
      insert(trie, parts(spelling));
      if (alias.kind !== "adjective" && alias.kind !== "abbreviation") insert(trie, parts(spelling.toUpperCase()));
    }
  }
  for (const [key, rows] of byKey) {
    // A name that safely means something is not made doubtful by an unsafe row.
    if (rows.some((r) => r.safe) && rows.some((r) => !r.safe)) byKey.set(key, rows.filter((r) => r.safe));
  }
  // The look at the first letter is for speed alone: it lets the engine skip small letters nine times faster.
  const pattern = `(?=[A-Z\\u00c0-\\u00de])${source(trie)}(?![${LETTERS}])`;
  const codes = new Map<string, string>();
  for (const s of data.states) {
    codes.set(s.iso3, s.iso3);
    if (s.status !== "former") {
      codes.set(s.m49, s.iso3);
      if (s.iso2) codes.set(s.iso2, s.iso3);
    }
  }
  for (const n of data.nonStates) codes.set(n.code, n.code);
  return { byKey, folded: new Map(), leads, names: [...new Set(names)], codes, states: new Set(data.states.map((s) => s.iso3)), find: new RegExp(pattern, "g"), here: new RegExp(pattern, "y") };
}

const US_STATE = `(?:${US_STATES.join("|")})`;
/** New York and Washington are left out: in UN documents they are cities in a list of places. */
const BEFORE_US_STATE = new RegExp(`^\\s*,\\s*${US_STATE}\\b`);
const NEAR_US_STATE = new RegExp(`^\\s*(?:,|,?\\s(?:and|or)\\b|&)\\s*(?:and\\s+|or\\s+)?${US_STATE}\\b`);
const AFTER_US_STATE = new RegExp(`\\b(?:${US_STATES.join("|")}|${US_CITIES_IN_GEORGIA.join("|")})\\s*(?:,|,?\\s(?:and|or)|&)\\s*(?:and\\s+|or\\s+)?(?:the\\s+)?$`);
const TITLE = /\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Messrs|Mme|Sgt|Rev|Hon)\.?\s+$/;
const OFFICE = /\b(?:Professor|Judge|Sir|Dame|Madam|Ambassador|Senator|Captain|Colonel|Sergeant|Lord|Lady|Rapporteur|Expert)\s+$/;
const WORD_BEFORE = new RegExp(`(?:^|[^${LETTERS}])([A-Z\\u00c0-\\u00de](?:[${LETTERS}'\\u2019-]+|\\.)?)[ \\u00a0]+$`);
const WORD_AFTER = new RegExp(`^[ \\u00a0]+((?:al-|de |bin )?[A-Z\\u00c0-\\u00de][${LETTERS}]*)`);
const NAME_OF = new RegExp(
  `\\b(?:University|Universities|College|Bank|Treaty|Convention|Church|Institute|Academy|Protocol|Declaration|Pact|Battle|Radio|Voice|Red Cross|Red Crescent|Statute|Peace of|Hospital|Archdiocese|Diocese|Chamber of Commerce)\\s+(?:of|for|in)\\s+(?:the\\s+)?$`,
);
const LANGUAGE_AFTER = /^(?:[-\u2010-\u2013\s]speaking\b|\s+(?:language|version|translation|interpret|text|edition|original|subtitles|only\b)|\s*\])/;
const LANGUAGES = /^(?:French|Spanish|Russian|Chinese|German|Portuguese|Italian|Dutch|Swedish|Thai|Japanese|Polish|Turkish|Greek|Vietnamese|Romanian|Ukrainian|Hungarian|Albanian|Serbian|Croatian|Slovenian|Slovene|Czech|Danish|Finnish|Norwegian|Bulgarian|Nepali|Irish|Georgian|Armenian|Somali|Latvian|Lithuanian|Estonian|Macedonian|Indonesian|Kyrgyz|Kazakh|Uzbek|Tajik|Turkmen|Icelandic)$/;

/** Whether an adjective names a language here ("in French", "French-speaking", "English, French and Russian"). */
function isLanguage(name: string, before: string, after: string): boolean {
  if (!LANGUAGES.test(name)) return false;
  if (LANGUAGE_AFTER.test(after)) return true;
  if (/[Oo]riginal:\s*$/.test(before) || (/\binto\s+$/.test(before) && /^\s+(?:and|or)\b/.test(after))) return true;
  if (/(?:\b(?:in|into|to|language:|languages?)|\[)\s*$/.test(before) && /^\s*(?:[.,;:)\]]|$|(?:and|or)\s+[A-Z])/.test(after)) return true;
  return /\b(?:English|Arabic)\b/.test(before.slice(-30)) || /^\s*(?:,|and\b|or\b|\/)[^.;]{0,25}\b(?:English|Arabic)\b/.test(after);
}

function person(name: string, before: string, after: string, index: StateIndex, text: string, end: number): boolean {
  if (TITLE.test(before.slice(-9))) return true;
  if (!PERSON_NAMES.has(name)) return false;
  if (OFFICE.test(before)) return true;
  const word = WORD_BEFORE.exec(before)?.[1];
  if (word !== undefined && !LEAD_WORDS.has(word) && !BODY_WORDS.has(word) && !/^[A-Z]{2,}$/.test(word) && !index.byKey.has(foldOnce(word, index)) && !/[a-z]{3}ly$/.test(word)) {
    // A single initial ("B. Jordan") or a given name ("Michael Jordan").
    return true;
  }
  const next = WORD_AFTER.exec(after);
  if (next?.[1] === undefined || BODY_WORDS.has(next[1]) || LEAD_WORDS.has(next[1])) return false;
  index.here.lastIndex = end + next[0].length - next[1].length;
  return !index.here.test(text);
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

function isBodyAfter(after: string): boolean {
  const word = WORD_AFTER.exec(after)?.[1];
  return word !== undefined && BODY_WORDS.has(word) && !ORGANS.has(word);
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
