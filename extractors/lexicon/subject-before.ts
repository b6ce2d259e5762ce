// Owns two looks around a form that can be noun and verb: does a subject end just before it, and does the clause get its verb later on.
// Must not decide what the word is; noun-or-verb.ts does.
import type { Token } from "../text/tokens.js";
import type { Lexicon } from "./lexicon.js";
import type { Reading } from "./part-of-speech.js";

/** A noun phrase that can be the subject of a verb right behind it. */
export interface SubjectBefore {
  head: Token;
  number: "singular" | "plural" | "either";
  /** Its last noun stands behind a preposition: the head is another ("victims of trafficking"). */
  behind: boolean;
  /** It begins at an "and" or at a comma of a list: it may as well be the next item. */
  weak: boolean;
  determined: boolean;
}

const FARTHEST = 30;
const PLURALS = new Set(["police", "people", "women", "men", "children", "persons", "media", "personnel", "staff"]);
const ONE = new Set(["a", "an", "this", "each", "every", "another", "one"]);
const QUOTES = new Set(["“", "”", "\"", "‘", "’", "'"]);

/** A noun in the plural, by its form. */
export function isPlural(word: string): boolean {
  return PLURALS.has(word) || (/s$/.test(word) && !/(?:ss|us|is)$/.test(word));
}

interface Walk {
  head: Token | null;
  /** An "and" was met; `joined` once a noun stands before it as well. */
  and: boolean;
  joined: boolean;
  behind: boolean;
  one: boolean;
  determined: boolean;
}

/** Where an aside between two commas begins ("the Government, through its embassies, plans"); -1 where it is none. */
export function asideBefore(tokens: readonly Token[], readings: readonly Reading[], comma: number): number {
  for (let c = comma - 1; c > 0 && comma - c < 20; c--) {
    if (tokens[c]?.word !== ",") continue;
    const fn = readings[c + 1]?.facts.function;
    return fn === "preposition" || fn === "relative" || /^(?:together|along|jointly)$/.test(tokens[c + 1]?.word ?? "") ? c : -1;
  }
  return -1;
}

/** A comma behind what leads in to a clause ("In 2010," "When they arrive,"). */
function leadsIn(readings: readonly Reading[], comma: number): boolean {
  const first = readings[0];
  const fn = first?.facts.function;
  if (fn === "subordinator") return true;
  if (fn !== "preposition" && first?.pos !== "adverb") return false;
  for (let t = 0; t < comma; t++) if (/^(?:be|have|do|modal)$/.test(readings[t]?.facts.function ?? "")) return false;
  return true;
}

function finish(w: Walk, weak: boolean, lexicon: Lexicon): SubjectBefore | null {
  if (w.head === null) return null;
  const name = w.head.capital && !lexicon.facts(w.head.word).noun;
  const number = w.joined ? "plural" : w.one ? "singular" : name || PLURALS.has(w.head.word) && /^(?:media|personnel|staff)$/.test(w.head.word) ? "either" : isPlural(w.head.word) ? "plural" : "singular";
  return { head: w.head, number, behind: w.behind, weak, determined: w.determined };
}

/** What a small word does to the walk: "stop" at the edge of the clause, "none" where a verb stands before, "on" otherwise. */
function smallWord(w: Walk, token: Token, fn: string): "on" | "stop" | "none" {
  if (fn === "subordinator" || fn === "complementizer" || fn === "relative" || token.word === "that") return w.head === null ? "none" : "stop";
  if (fn === "preposition") Object.assign(w, { behind: true, head: null, and: false, joined: false, one: false });
  else if (fn === "conjunction") w.and = true;
  else if (fn === "determiner" || token.word === "one") {
    w.determined = true;
    if (ONE.has(token.word) && !w.and) w.one = true;
  } else if (fn !== "adverb" && fn !== "negation") return "none";
  return "on";
}

/** "victims identified by police": a participle behind a noun, with nothing that it is done to. */
function belongsToNoun(readings: readonly Reading[], t: number, token: Token): boolean {
  const object = readings[t + 1]?.facts.function;
  if (readings[t - 1]?.pos !== "noun" || object === "determiner" || object === "pronoun") return false;
  return /ing$/.test(token.word) || readings[t]?.facts.verb.has("participle") === true;
}

/**
 * The subject that ends before `i`: a noun phrase that reaches back to where its clause begins, with no verb in it.
 * @returns null where none does
 */
export function subjectBefore(tokens: readonly Token[], readings: readonly Reading[], lexicon: Lexicon, i: number): SubjectBefore | null {
  const w: Walk = { head: null, and: false, joined: false, behind: false, one: false, determined: false };
  for (let t = i - 1; t >= 0 && i - t < FARTHEST; t--) {
    const token = tokens[t];
    const reading = readings[t];
    if (token === undefined || reading === undefined) return null;
    const fn = reading.facts.function;
    if (token.word === ")") {
      while (t > 0 && tokens[t]?.word !== "(") t--;
    } else if (token.word === ",") {
      const aside = asideBefore(tokens, readings, t);
      if (aside < 0) return finish(w, w.and || !leadsIn(readings, t), lexicon);
      t = aside;
    } else if (token.kind === "mark") {
      if (!QUOTES.has(token.word)) return finish(w, w.and && !w.joined, lexicon);
    } else if (fn !== null) {
      const next = smallWord(w, token, fn);
      if (next !== "on") return next === "none" ? null : finish(w, false, lexicon);
    } else if (reading.pos === "verb") {
      const who = readings[t - 1]?.facts.function === "relative" || tokens[t - 1]?.word === "that" ? 1 : 0;
      const inside = who > 0 || tokens[t - 1]?.word === "to" || belongsToNoun(readings, t, token);
      if (!inside) return w.and && w.head !== null ? finish({ ...w, joined: false }, true, lexicon) : null;
      Object.assign(w, { behind: true, head: null, and: false, joined: false, one: false });
      t -= who;
    } else if (reading.pos === "noun") {
      w.head ??= token;
      w.joined ||= w.and;
    }
  }
  return finish(w, false, lexicon);
}

/** A verb that the clause cannot do without stands further on: what stands before it is in its subject. */
export function verbAhead(tokens: readonly Token[], lexicon: Lexicon, i: number): boolean {
  for (let t = i + 1; t < tokens.length && t - i < FARTHEST; t++) {
    const token = tokens[t];
    if (token === undefined || token.word === "," || token.word === ";" || token.word === ":" || token.word === "that") return false;
    const facts = lexicon.facts(token.word);
    const fn = facts.function;
    if (fn === "subordinator" || fn === "relative" || fn === "complementizer" || fn === "pronoun") return false;
    if (fn === "modal" || fn === "do" || (fn === "be" && !/^be/.test(token.word)) || (fn === "have" && token.word !== "having")) return tokens[t - 1] !== undefined && lexicon.facts(tokens[t - 1]?.word ?? "").function !== "conjunction";
    if (t > i + 1 && pastVerb(tokens, lexicon, t)) return true;
  }
  return false;
}

/** "the labour standards office trained inspectors": a form in -ed between a noun and what it does something to. */
function pastVerb(tokens: readonly Token[], lexicon: Lexicon, t: number): boolean {
  const facts = lexicon.facts(tokens[t]?.word ?? "");
  if (!facts.verb.has("past") || facts.verb.has("base") || facts.noun) return false;
  const before = lexicon.facts(tokens[t - 1]?.word ?? "");
  const next = lexicon.facts(tokens[t + 1]?.word ?? "");
  return before.noun && before.function === null && (next.function === "determiner" || (next.function === null && next.noun));
}
