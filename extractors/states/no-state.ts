// Owns which words spelt like a State are none: persons, languages, states of the United States, bodies. Must not find names.
import { BODY_WORDS, LEAD_WORDS, ORGANS, PERSON_NAMES, US_CITIES_IN_GEORGIA, US_STATES } from "./context.js";
import { foldOnce, type StateIndex } from "./index-names.js";
import { LETTERS } from "./spelling.js";

const US_STATE = `(?:${US_STATES.join("|")})`;

/** New York and Washington are left out: in UN documents they are cities in a list of places. */
export const BEFORE_US_STATE = new RegExp(`^\\s*,\\s*${US_STATE}\\b`);
export const NEAR_US_STATE = new RegExp(`^\\s*(?:,|,?\\s(?:and|or)\\b|&)\\s*(?:and\\s+|or\\s+)?${US_STATE}\\b`);
export const AFTER_US_STATE = new RegExp(`\\b(?:${US_STATES.join("|")}|${US_CITIES_IN_GEORGIA.join("|")})\\s*(?:,|,?\\s(?:and|or)|&)\\s*(?:and\\s+|or\\s+)?(?:the\\s+)?$`);
const TITLE = /\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Messrs|Mme|Sgt|Rev|Hon)\.?\s+$/;
const OFFICE = /\b(?:Professor|Judge|Sir|Dame|Madam|Ambassador|Senator|Captain|Colonel|Sergeant|Lord|Lady|Rapporteur|Expert)\s+$/;
const WORD_BEFORE = new RegExp(`(?:^|[^${LETTERS}])([A-Z\\u00c0-\\u00de](?:[${LETTERS}'\\u2019-]+|\\.)?)[ \\u00a0]+$`);
const WORD_AFTER = new RegExp(`^[ \\u00a0]+((?:al-|de |bin )?[A-Z\\u00c0-\\u00de][${LETTERS}]*)`);
export const NAME_OF = new RegExp(
  `\\b(?:University|Universities|College|Bank|Treaty|Convention|Church|Institute|Academy|Protocol|Declaration|Pact|Battle|Radio|Voice|Red Cross|Red Crescent|Statute|Peace of|Hospital|Archdiocese|Diocese|Chamber of Commerce)\\s+(?:of|for|in)\\s+(?:the\\s+)?$`
);

const LANGUAGE_AFTER = /^(?:[-\u2010-\u2013\s]speaking\b|\s+(?:language|version|translation|interpret|text|edition|original|subtitles|only\b)|\s*\])/;
const LANGUAGES = /^(?:French|Spanish|Russian|Chinese|German|Portuguese|Italian|Dutch|Swedish|Thai|Japanese|Polish|Turkish|Greek|Vietnamese|Romanian|Ukrainian|Hungarian|Albanian|Serbian|Croatian|Slovenian|Slovene|Czech|Danish|Finnish|Norwegian|Bulgarian|Nepali|Irish|Georgian|Armenian|Somali|Latvian|Lithuanian|Estonian|Macedonian|Indonesian|Kyrgyz|Kazakh|Uzbek|Tajik|Turkmen|Icelandic)$/;

/** Whether an adjective names a language here ("in French", "French-speaking", "English, French and Russian"). */
export function isLanguage(name: string, before: string, after: string): boolean {
  if (!LANGUAGES.test(name)) return false;
  if (LANGUAGE_AFTER.test(after)) return true;
  if (/[Oo]riginal:\s*$/.test(before) || (/\binto\s+$/.test(before) && /^\s+(?:and|or)\b/.test(after))) return true;
  if (/(?:\b(?:in|into|to|language:|languages?)|\[)\s*$/.test(before) && /^\s*(?:[.,;:)\]]|$|(?:and|or)\s+[A-Z])/.test(after)) return true;
  return /\b(?:English|Arabic)\b/.test(before.slice(-30)) || /^\s*(?:,|and\b|or\b|\/)[^.;]{0,25}\b(?:English|Arabic)\b/.test(after);
}

export function person(name: string, before: string, after: string, index: StateIndex, text: string, end: number): boolean {
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

export function isBodyAfter(after: string): boolean {
  const word = WORD_AFTER.exec(after)?.[1];
  return word !== undefined && BODY_WORDS.has(word) && !ORGANS.has(word);
}
