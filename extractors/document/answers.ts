// Owns what a filled-in answer says: yes, no, something to read, or nothing; and what is a question at all.
// Must not know measures, States or formats.

import type { Answer } from "../contracts.js";
import { splitSentences } from "../text/sentences.js";
import { DONE_WORDS, ENGLISH_NO, ENGLISH_YES, NO_SIGNS, NO_WORDS, YES_SIGNS, YES_WORDS } from "./answer-words.js";

const EMPTY = /^(?:n\/?\.?\s?a\.?|not (?:applicable|available|answered|known)|no (?:answer|reply|response|information|data|comment)|nil|none|unknown|do(?:es)? not know|don[’']t know)\b/i;
const ELSEWHERE = /^(?:please )?(?:see|cf\.?|refer to|same as|as above|idem|ditto)\b/i;
/** Forms in English come back with a word in the State's own language; only the bare word counts, for what limits it is not read. */
const BARE_YES = new RegExp(`^(?:${YES_WORDS})$`, "iu");
const BARE_NO = new RegExp(`^(?:${NO_WORDS})$`, "iu");
/** What a form shows where nothing was chosen or typed. */
const PLACEHOLDER = /^[\W_]*(?:(?:please )?(?:choose|select)(?: (?:an?|one|your|the))?(?: (?:items?|options?|answers?|one|value))?|(?:click|tap)(?: or (?:tap|click))?(?: here)? to (?:enter|add|choose|select)\b.{0,30}|(?:enter|type|insert) (?:your )?(?:text|answer|reply)(?: here)?)[\W_]*$/i;
const OTHER_EMPTY = /^(?:sans objet|néant|s\/o|voir .*|entf[aä]llt|k\. ?a\.?|siehe .*|no (?:aplica|procede|disponible)|ninguno|véase .*|n[aã]o (?:se )?aplic.*|não aplicável)$/iu;
/** Both words and nothing but marks between: options that nobody, or nobody plainly, chose from. */
const BOTH_WORDS = new RegExp(`^[^\\p{L}]*(?:x[^\\p{L}]+)?(?:${YES_WORDS})[^\\p{L}.;,:]*(?:x[^\\p{L}.;,:]*)?(?:or\\s+)?(?<!\\p{L})(?:${NO_WORDS})(?!\\p{L})[^\\p{L}]*(?:x[^\\p{L}]*)?$`, "iu");
const YES = new RegExp(`^(?:(?:${ENGLISH_YES})(?![\\p{L}\\d])|[${YES_SIGNS}]$)`, "iu");
const NO = new RegExp(`^(?:(?:${ENGLISH_NO})(?![\\p{L}\\d/])(?!\\.\\s?\\d)|[${NO_SIGNS}]$)`, "iu");
const SOMETHING = new RegExp(`[\\p{L}\\d${YES_SIGNS}${NO_SIGNS}]`, "u");
const WORD_FIRST = new RegExp(`^(?:${ENGLISH_YES}|${ENGLISH_NO})\\b`, "i");
const NO_BUT_LATER = /^not (?:yet|so far)\b/i;
/** Behind "Yes" or "No": what follows limits or turns it, so that the word alone does not hold. */
const LIMITS = new RegExp(
  "^\\W*(?:but|however|although|though|except|only|partly|partially|in part|to some extent|in (?:progress|preparation)|under|" +
  "not (?:yet|fully)|planned|if|subject to|unless|and no|and yes|/)\\b",
  "i",
);
const LATER = /\b(?:will be|is being|are being|being (?:drafted|prepared|developed)|planned|envisaged|under (?:preparation|development|consideration)|in (?:progress|preparation))\b/i;
const LABEL = /^(?:(?:answer|reply|response|a)(?:\s?\d{1,3})?|comments?)\s*[:.–-]\s*/i;

/** A question and its answer as printed, with the marks of notes still inside. */
export interface QuestionDraft {
  question: string;
  answer: string;
  kind: Answer;
  /** Shows in the count of questions without answer, if it has none; an option that was not chosen does not. */
  counted: boolean;
}

/** The answer without a label such as "Reply:". */
export function bareAnswer(answer: string): string {
  return answer.trim().replace(LABEL, "").replace(/^(?:…|\.{3,}|_{2,}|[–—/-])\s*/, "").replace(/\s*\/$/, "").trim();
}

/** What an answer says. An answer that the writer limits ("Yes, but …", "No; a bill is being drafted") is a text to be read. */
export function classifyAnswer(answer: string): Answer {
  const bare = bareAnswer(answer);
  if (!SOMETHING.test(bare)) return "none";
  const first = bare.slice(0, 160);
  if (bare.length < 40) {
    const word = bare.replace(/[\s.!]+$/, "");
    if (BARE_YES.test(word)) return "yes";
    if (BARE_NO.test(word)) return "no";
    if (OTHER_EMPTY.test(word) || BOTH_WORDS.test(bare)) return "none";
  }
  if (ELSEWHERE.test(first) && bare.length < 120) return "none";
  if (EMPTY.test(first) && (bare.length < 60 || /^n\/?\.?\s?a\b|^not applicable/i.test(first))) return "none";
  if (PLACEHOLDER.test(first)) return "none";
  const done = doneAnswer(bare);
  if (done !== null) return done;
  const said = YES.exec(first) ?? NO.exec(first);
  if (said === null) return NO_BUT_LATER.test(first) && bare.length < 20 ? "no" : "text";
  const rest = first.slice(said[0].length);
  const sentence = /^[^.;\n]*/.exec(rest.replace(/^\s*[.,;:–-]\s*/, ""))?.[0] ?? "";
  if (LIMITS.test(rest) || LATER.test(sentence)) return "text";
  const yes = YES.test(first);
  // "No measures were taken in 2010 …", "No fewer than three shelters …": a sentence, not a word of answer.
  if (!yes && !/^\s*(?:[.,;:!–\n-]|$)/.test(rest)) return "text";
  return yes ? "yes" : "no";
}

/** Late words may stand behind options that were not ticked ("☐ Yes ☐ No ☒ Planned"). */
const LATE = new RegExp(`^\\W*(?:(?:${ENGLISH_YES}|${ENGLISH_NO})\\W+)*(?:in (?:progress|preparation|development)|under (?:preparation|development|way|elaboration)|underway|being (?:drafted|prepared|developed|set up))\\b`, "i");
const INTENDED = new RegExp(`^\\W*(?:(?:${ENGLISH_YES}|${ENGLISH_NO})\\W+)*(?:planned|envisaged|foreseen|intended)\\b`, "i");

const DATED = "(?:\\s*[,(]?\\s*(?:in|since|from|on|by|as of|as from|with effect from)?\\s*(?:\\d{1,2}\\s+)?(?:\\p{L}{3,9}\\.?\\s+)?(?:19|20)\\d\\d\\)?)?";
const IS_DONE = new RegExp(`^(?:(?:${ENGLISH_YES})\\W+)?(?:(?:it|they) )?(?:(?:is|are|was|were|has been|have been|already|fully|now|currently) )*(?:${DONE_WORDS})(?:(?:,| and) (?:${DONE_WORDS}))?${DATED}[.\\s]*$`, "iu");
const NOT_DONE = new RegExp(`^(?:(?:${ENGLISH_NO})\\W+)?(?:(?:it|they) )?(?:(?:is|are|was|were|has|have) )?not (?:yet |been )*(?:${DONE_WORDS})[.\\s]*$|^does not exist[.\\s]*$`, "iu");

/** "Adopted in 2019", "Not yet operational": a few words that say no more than that it is there, or is not; null for any other. */
export function doneAnswer(answer: string): "yes" | "no" | null {
  if (answer.length > 60) return null;
  return IS_DONE.test(answer) ? "yes" : NOT_DONE.test(answer) ? "no" : null;
}

/** An answer of a few words that is neither yes nor no, and says how far a measure is; null for any other. */
export function lateStatus(answer: string): "in_progress" | "planned" | null {
  if (answer.length > 60) return null;
  return LATE.test(answer) ? "in_progress" : INTENDED.test(answer) ? "planned" : null;
}

export function isLate(answer: string): boolean {
  return lateStatus(answer) !== null;
}

const LONGEST_LABEL = 150;
const STATES_A_FACT = /\b(?:is|are|was|were|has|have|had|does|do|did|can|may|must|exists?|operates?|provides?|runs?|offers?|includes?)\b/i;
/** A few words without stop or verb. */
export function isFragment(text: string): boolean {
  return text.length <= LONGEST_LABEL && !/[.!?;]["”’)\]]*$/.test(text) && !STATES_A_FACT.test(text);
}

/** Does the sentence send the reader elsewhere, or want something of them? It states nothing. */
export function addressesReader(sentence: string): boolean {
  return /^\W*(?:please|kindly)\b/i.test(sentence);
}

const ASKED_POLITELY = /^(?:please|kindly|if (?:yes|so|not?|any|applicable|available|relevant|the answer|your answer|possible))\b/i;
const NOT_ASKED = /^please (?:see|refer|note|find|consult|contact|recycle)\b/i;
const ORDER = new RegExp(
  "^(?:describe|indicate|specify|explain|elaborate|outline|provide|list|summari[sz]e|give|mention|attach|state|tick|check|mark|select|identify)\\s+" +
  "(?:on|the|any|your|whether|how|what|which|details|information|all|if|in|examples|measures|steps|one|each|briefly|here)\\b",
  "i",
);
const ITEM_MARK = /^\s*(?:(?:question|q)\s*)?\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,4})?[.):]?\s*/i;
const AUXILIARY = /^(?:do|does|did|is|are|was|were|has|have|had|can|could|may|will|would|shall)\b/i;
const AUXILIARY_INSIDE = /^[^?]{1,60}?[,:]\s+(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would)\s/i;
const CONDITION = /^if\b/i;

/** A sentence without its own number or letter ("3.", "(a)"). */
export function withoutItemMark(text: string): string {
  const mark = ITEM_MARK.exec(text)?.[0] ?? "";
  return /[.):]\s*$/.test(mark) ? text.slice(mark.length) : text.trim();
}

/** Does the sentence ask? What asks is never a statement. */
export function asks(sentence: string): boolean {
  return /\?[\s"”’')\]*]*$/.test(sentence);
}

/** Is it a question that "Yes" or "No" answers? */
export function isPolar(sentence: string): boolean {
  const bare = withoutItemMark(sentence);
  return asks(bare) && !CONDITION.test(bare) && (AUXILIARY.test(bare) || AUXILIARY_INSIDE.test(bare));
}

/** A sentence that wants something from whoever fills in the form. @param form bare orders ("Describe the …") count in forms only */
function isAsked(sentence: string, form: boolean): boolean {
  const bare = withoutItemMark(sentence);
  return asks(bare) || (ASKED_POLITELY.test(bare) && !NOT_ASKED.test(bare)) || (form && ORDER.test(bare));
}

/**
 * Where the question ends that a text begins with: its length where all of it is question, 0 where it begins with none.
 * In forms, statements that lead up to a question ("Article 6 requires …. Does your State …?") belong to it.
 */
export function questionEnd(text: string, form: boolean): number {
  const sentences = splitSentences(text);
  let end = 0;
  let open = false;
  for (const { start, end: stop } of sentences) {
    const sentence = text.slice(start, stop);
    if (/^\s*\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})?[.)]\s*$/i.test(sentence)) continue;
    if (isAsked(sentence, form)) {
      // A polite order alone at the start of a text that is no form ("Please find attached …") asks nothing.
      if (!open && !asks(sentence) && !form && !/^please (?:describe|indicate|specify|provide|explain|list|state|give|elaborate)/i.test(withoutItemMark(sentence))) return 0;
      open = true;
      end = stop;
      continue;
    }
    if (open || !form || !leadsUp(text, sentences, start)) break;
  }
  return open ? end : 0;
}

/** Before any question, in the same line: does a question follow within three sentences, and nothing that answers? */
function leadsUp(text: string, sentences: { start: number; end: number }[], from: number): boolean {
  const line = text.indexOf("\n", from);
  const near = sentences.filter((s) => s.start >= from && (line < 0 || s.start < line)).slice(0, 4);
  const last = near.findIndex((s) => isAsked(text.slice(s.start, s.end), true));
  return last > 0 && near[last]!.end >= (line < 0 ? text.length : line) - 2 && !WORD_FIRST.test(text.slice(from));
}
