// Owns how far a noun phrase reaches: what stands before its head, and what it is of, on, against or for.
// Must not know measures or status.
import type { WordGroups } from "../../datasets/concepts.js";
import { anyBeginning, builtFrom } from "../text/patterns.js";
import { noBefore } from "./predicates.js";
import { isOf, type Predicate, type Range, type Sentence } from "./sentence.js";

const COMPLEMENT = new Set(["of", "on", "in", "for", "to", "against", "concerning", "regarding", "about", "with", "at", "from", "among", "amongst", "between", "within", "under", "towards", "toward", "including", "as", "per", "over", "across", "into", "through", "like", "outside", "by"]);

/** No token ends a phrase before its words do. */
export const NO_HEADS: ReadonlySet<number> = new Set();

/** Predicate classes that may stand inside a noun phrase as what the thing is for ("a plan to combat", "a body to coordinate"). */
const INSIDE = new Set(["RUN", "EXIST", "CHANGE", "CONTINUE", "", "END", "PREPARE", "SAY"]);
const aboutPattern = builtFrom(({ about }: WordGroups) => new RegExp(`^${anyBeginning(about)}`));

/** A participle that introduces what a noun is about ("aimed at", "relating to", "entitled"). */
const isAbout = (s: Sentence, word: string): boolean => aboutPattern(s.groups).test(word);

function predicateOf(s: Sentence, i: number): number {
  return s.predicateAt[i] ?? -1;
}

/** The first token of the phrase whose head is at `head`. */
export function phraseStart(s: Sentence, head: number): number {
  let i = head - 1;
  for (; i >= 0; i--) {
    const token = s.tokens[i];
    const reading = s.readings[i];
    if (token === undefined || reading === undefined) break;
    if (token.joined || s.tokens[i + 1]?.joined === true) continue;
    const fn = reading.facts.function;
    const p = predicateOf(s, i);
    if (p >= 0 && s.predicates[p]?.kind !== "noun") break;
    // A title goes on over its small words ("Trafficking in Persons (Prevention) Act").
    const titled = s.tokens[i + 1]?.capital === true && (s.tokens[i - 1]?.capital === true || s.tokens[i - 1]?.word === ")") && s.tokens[head]?.capital === true;
    if (titled && (fn === "preposition" || fn === "conjunction" || token.word === ",")) continue;
    if ((token.word === ")" || token.word === "(") && s.tokens[head]?.capital === true && (s.tokens[i - 1]?.capital === true || s.tokens[i + 1]?.capital === true)) continue;
    if (fn === "determiner") {
      if (s.readings[i - 1]?.facts.function === "determiner" || s.tokens[i - 1]?.word === "'s") continue;
      i--;
      break;
    }
    if (fn === "negation" && token.word !== "not") continue;
    const name = fn === "preposition" ? nameOver(s, i, head) : -1;
    if (name >= 0) {
      i = name;
      continue;
    }
    if (fn === "conjunction" && s.readings[i - 1]?.pos === "adjective" && s.readings[i + 1]?.pos !== "function") continue;
    if (token.word === "," && s.readings[i - 1]?.pos === "adjective" && s.readings[i + 1]?.pos === "adjective") continue;
    if (token.word === "'s" || token.word === "'" || token.word === "’" || token.word === "“" || token.word === "\"" || token.word === "‘" || token.word === "/") continue;
    if (fn !== null) break;
    if (reading.pos === "noun" || reading.pos === "adjective" || reading.pos === "number" || reading.pos === "adverb") continue;
    if (reading.pos === "verb" && reading.facts.verb.has("ing") && p < 0) continue;
    break;
  }
  return i + 1;
}

interface Stepping {
  /** What the thing is of, on or for has begun. */
  inComplement: boolean;
  /** An infinitive says what the thing does. */
  acts?: boolean;
  heads: ReadonlySet<number>;
  /** The preposition that leads in to the phrase; "" for none. */
  lead: string;
  /** The preposition by which the head says what it is on; "" for none. */
  on: string;
}

/** "the trafficking in persons law": the first token of a name of several words that stands whole before its noun; -1 where none does. */
function nameOver(s: Sentence, preposition: number, head: number): number {
  // "persons act" is one term, in which the name ends.
  const outruns = (to: number): boolean => to <= head || s.hits.some((h) => h.from === head && h.to > to && !h.entry.predicate);
  return s.hits.find((h) => !h.entry.predicate && h.entry.kind === "noun" && h.from < preposition && h.head < preposition && preposition < h.to - 1 && outruns(h.to))?.from ?? -1;
}

/** How the phrase goes on at `i`: the next token to look at, or -1 where it ends. */
function step(s: Sentence, i: number, state: Stepping): number {
  const token = s.tokens[i];
  const reading = s.readings[i];
  if (token === undefined || reading === undefined) return -1;
  // "gender-based violence" is one word of several.
  if (token.joined && i > 0) return i + 1;
  const fn = reading.facts.function;
  const p = s.predicates[predicateOf(s, i)];
  if (p !== undefined && p.kind !== "noun") return stepPredicate(s, i, state);
  // "refugees as well as the situation of …"
  if (token.word === "as" && s.tokens[i + 1]?.word === "well" && s.tokens[i + 2]?.word === "as") return s.readings[i + 3]?.facts.function === "determiner" ? -1 : stepJoint(s, i + 2, state);
  if (fn === "preposition" && COMPLEMENT.has(token.word)) {
    state.inComplement = true;
    return i + 1;
  }
  if (fn === "conjunction") return token.word === "but" ? -1 : stepJoint(s, i, state);
  if (token.word === ",") return stepJoint(s, i, state);
  if (fn === "determiner" || token.word === "'s" || token.word === "'" || token.word === "’" || /^[“”"‘()/]$/.test(token.word) || token.kind === "number") return token.word === "(" ? stepBracket(s, i) : i + 1;
  if (fn === "pronoun") return state.inComplement && /^(?:it|them|us)$/.test(token.word) ? i + 1 : -1;
  if (fn === "adverb") return i + 1;
  // "to address that important issue"
  if (token.word === "that" && state.inComplement && s.readings[i - 1]?.facts.function !== "preposition" && (s.readings[i + 1]?.pos === "noun" || s.readings[i + 1]?.pos === "adjective")) return i + 1;
  if (fn !== null) return -1;
  // "laws and plans to combat trafficking", where "plans to combat" is one term
  if (reading.pos === "verb" && !reading.facts.verb.has("ing")) return p === undefined && s.tokens[i - 1]?.word === "to" && isAbout(s, token.word) ? i + 1 : -1;
  return reading.pos === "mark" ? -1 : i + 1;
}

/** What stands in short brackets ("(2008–2012)", "(HAM-TIP)") belongs to the phrase. */
function stepBracket(s: Sentence, i: number): number {
  for (let k = i + 1; k < s.tokens.length && k < i + 9; k++) if (s.tokens[k]?.word === ")") return k + 1;
  return -1;
}

function stepPredicate(s: Sentence, i: number, state: Stepping): number {
  const p = s.predicates[predicateOf(s, i)];
  if (p === undefined) return -1;
  const word = s.tokens[p.head]?.word ?? "";
  if (p.kind === "infinitive" && (INSIDE.has(p.class) || isAbout(s, word)) && !p.passive) {
    state.acts = true;
    state.inComplement = true;
    return p.to;
  }
  if (p.kind === "gerund" && !p.progressive && (state.inComplement || isAbout(s, word))) {
    state.inComplement = true;
    return p.to;
  }
  if (p.kind === "participle" && (isAbout(s, word) || (!state.inComplement && p.modifies >= 0))) {
    state.inComplement = true;
    return p.to;
  }
  if (p.kind === "phrase" && p.class === "INTEND") return p.to;
  return -1;
}

/** The last verb before is one behind "to": what is joined by another "to" may go on with it. */
function afterInfinitive(s: Sentence, i: number): boolean {
  const before = s.predicates.filter((q) => q.to <= i && q.kind !== "phrase").pop();
  return before?.kind === "infinitive" && s.tokens[before.from]?.word === "to";
}

/** ", with particular attention to …": what is stressed belongs to the phrase. @returns the token behind it, or -1 */
function stepStress(s: Sentence, i: number): number {
  if (s.tokens[i]?.word !== "," || s.tokens[i + 1]?.word !== "with") return -1;
  for (let k = i + 2; k < i + 6; k++) {
    if (isOf(s, "stress", s.tokens[k]?.word)) return s.readings[k + 1]?.facts.function === "preposition" || s.tokens[k + 1]?.word === "to" ? k + 2 : -1;
    if (s.readings[k]?.pos !== "adjective" && s.readings[k]?.facts.function !== "determiner") return -1;
  }
  return -1;
}

/** "and …", ", …": goes on where a bare noun or a like verb follows, ends where a new thing with its own article or a new verb begins. */
function stepJoint(s: Sentence, i: number, state: Stepping): number {
  const stressed = stepStress(s, i);
  if (stressed > i) {
    state.inComplement = true;
    return stressed;
  }
  let k = i + 1;
  while (s.readings[k]?.facts.function === "conjunction" || s.readings[k]?.pos === "adverb" || s.tokens[k]?.word === ",") k++;
  if (s.tokens[i]?.word === "," && s.tokens[k]?.word === "including") return -1;
  if (s.tokens[k]?.word === "as" && s.tokens[k + 1]?.word === "well") {
    k += 3;
    if (s.readings[k]?.facts.function === "determiner") return -1;
  }
  // ", and the …" begins a thing of its own.
  if (s.tokens[i]?.word === "," && s.readings[i + 1]?.facts.function === "conjunction" && s.readings[i + 2]?.facts.function === "determiner") return -1;
  const reading = s.readings[k];
  const token = s.tokens[k];
  if (token === undefined || reading === undefined || token.word === "(") return -1;
  const p = s.predicates[predicateOf(s, k)];
  if (p !== undefined && p.kind !== "noun") {
    // "a plan to combat A and to prevent B", where "appoint a rapporteur on the question and to reform" goes on with what was said before.
    const goesOn = p.kind === "gerund" ? !besideInfinitive(s, p) : s.tokens[p.from]?.word !== "to" || state.acts === true || !afterInfinitive(s, i);
    if ((p.kind === "infinitive" || p.kind === "gerund") && state.inComplement && INSIDE.has(p.class) && goesOn) return stepPredicate(s, k, state);
    return -1;
  }
  // "and the strong commitment to combat …": with an article and an aim of its own it is another thing.
  if (reading.facts.function === "determiner" && s.predicates[predicateOf(s, headAhead(s, k) + 1)]?.kind === "infinitive") return -1;
  // "commended A on the bill to protect workers and on its efforts": the same preposition with an article leads in to another thing.
  if (reading.facts.function === "preposition" && token.word === state.lead && s.readings[k + 1]?.facts.function === "determiner") return -1;
  // "strategies on gender, on the child and on trafficking": the same preposition goes on with the list.
  if (s.tokens[i]?.word === "," && LISTS_BY.test(state.on) && token.word === state.on) return k;
  if (reading.facts.function === "preposition") return state.inComplement && COMPLEMENT.has(token.word) && s.tokens[i]?.word !== "," ? k : -1;
  const head = headAhead(s, k);
  const predicateHead = s.predicates[predicateOf(s, head)]?.kind === "noun";
  if (predicateHead) return -1;
  if (state.heads.has(head)) {
    // "laws and plans against trafficking", "a law and a plan against …": what follows the last belongs to each.
    // "the Organized Crime Act and the campaign on …": a thing that its own words name shares no complement with another.
    const named = s.readings[i - 2]?.pos === "noun";
    const shared = !state.inComplement && (reading.facts.function !== "determiner" || (s.readings[i]?.facts.function === "conjunction" && !named));
    if (shared && (ownComplement(s, head) || (s.tokens[i]?.word === "," && sharedTail(s, head, state.heads)))) return k;
    return reading.facts.function === "determiner" || s.tokens[i]?.word === "," || ownComplement(s, head) ? -1 : k;
  }
  if (reading.facts.function === "determiner" && !state.inComplement) return -1;
  if (reading.facts.function !== null && reading.facts.function !== "determiner") return -1;
  if (verbFollows(s, head, i) || (s.tokens[i]?.word === "," && subjectBegins(s, k))) return -1;
  return k;
}

/** Prepositions by which a thing says what it is on, once for each of a list. */
const LISTS_BY = /^(?:on|against|for|concerning|regarding)$/;

/** "running programmes to combat drug abuse and prosecuting trafficking": the second goes on with another verb than the one of purpose. */
function besideInfinitive(s: Sentence, p: Predicate): boolean {
  return s.predicates[s.predicates.indexOf(p) - 1]?.kind === "infinitive";
}

/** "Under article 164 of the Code, victims of trafficking may …": behind the comma the clause's own subject begins. */
function subjectBegins(s: Sentence, at: number): boolean {
  return s.predicates.some((p) => p.kind === "finite" && p.link !== "relative" && p.link !== "coordinate" && p.subject?.from === at);
}

/** The head of the noun phrase that begins at `i`: its last noun before a preposition, a verb or a mark. */
function headAhead(s: Sentence, i: number): number {
  let head = i;
  for (let k = i; k < s.tokens.length; k++) {
    const pos = s.readings[k]?.pos;
    const fn = s.readings[k]?.facts.function;
    if (k > i && (fn === "preposition" || fn === "conjunction" || pos === "verb" || pos === "mark" || (fn !== null && fn !== "determiner"))) break;
    if (pos === "noun") head = k;
  }
  return head;
}

/** "laws, programmes and policies to prevent …": behind a comma, too, the last one's complement belongs to each. */
function sharedTail(s: Sentence, head: number, heads: ReadonlySet<number>): boolean {
  for (let at = head; ; ) {
    const joint = at + 1;
    if (s.tokens[joint]?.word !== "," && s.readings[joint]?.facts.function !== "conjunction") return false;
    const first = s.readings[joint + 1]?.facts.function === "conjunction" ? joint + 2 : joint + 1;
    if (s.readings[first]?.facts.function === "determiner") return false;
    const next = headAhead(s, first);
    if (next <= at) return false;
    // "the identification, referral and protection of victims": the last bears the complement, whatever it is.
    if (!heads.has(next)) return ownComplement(s, next);
    const p = s.predicates[predicateOf(s, next + 1)];
    if (ownComplement(s, next) || (p !== undefined && p.kind === "participle" && p.link === "modifier")) return true;
    at = next;
  }
}

function ownComplement(s: Sentence, head: number): boolean {
  return COMPLEMENT.has(s.tokens[head + 1]?.word ?? "") && s.tokens[head + 1]?.word !== "in";
}

/** A new clause begins behind the joint: its subject starts there. */
function verbFollows(s: Sentence, head: number, joint: number): boolean {
  const p = s.predicates[predicateOf(s, head + 1)];
  return p !== undefined && p.kind === "finite" && p.link !== "relative" && p.link !== "coordinate" && p.subject !== null && p.subject.from <= head && p.subject.from >= joint;
}

/** "noted that, under the law, trafficking requires no force": the comma ends what leads in to a clause. */
function leadsIn(s: Sentence, start: number): boolean {
  const lead = start - 1;
  return s.groups.basis.has(s.tokens[lead]?.word ?? "") && (lead === 0 || s.tokens[lead - 1]?.word === "," || s.tokens[lead - 1]?.word === "that");
}

/**
 * The phrase around a head: its modifiers and what it is of, on, against or for.
 * @param from first token of the head's term
 * @param to behind its last token
 * @param inComplement the phrase is what a verb acts on: joined nouns with articles belong to it
 * @param heads tokens that are heads of other things: a joined one with its own complement is not part of the phrase
 */
export function phraseAround(s: Sentence, from: number, to: number, heads: ReadonlySet<number>, inComplement = false): Range {
  const start = phraseStart(s, from);
  const lead = s.readings[start - 1]?.facts.function === "preposition" ? (s.tokens[start - 1]?.word ?? "") : "";
  const state: Stepping = { inComplement, heads, lead: inComplement ? "" : lead, on: inComplement || s.readings[to]?.facts.function !== "preposition" ? "" : (s.tokens[to]?.word ?? "") };
  const leads = leadsIn(s, start);
  let i = to;
  let end = to;
  while (i < s.tokens.length) {
    if (leads && s.tokens[i]?.word === "," && s.readings[i + 1]?.facts.function !== "conjunction") break;
    // "(Law No. 5) as well as …": the bracket that holds the head ends it.
    if (s.tokens[i]?.word === ")" && !s.tokens.slice(to, i).some((t) => t.word === "(")) break;
    const next = step(s, i, state);
    if (next <= i) break;
    i = next;
    end = next;
  }
  while (end > to && /^(?:,|and|or|the|a|an|of|in|on|for|to|with|“|")$/.test(s.tokens[end - 1]?.word ?? "")) end--;
  return { from: start, to: end };
}

/** "no shelter", "neither law": the phrase itself is denied. */
export function deniedPhrase(s: Sentence, head: number): boolean {
  if (noBefore(s, head)) return true;
  const start = phraseStart(s, head);
  // "no means of witness protection"
  if (s.hits.some((h) => s.things.what_may_be.has(h.concept) && h.to <= start && start - h.to <= 1 && noBefore(s, h.from))) return true;
  const lead = (back: number): string => s.tokens[start - back]?.word ?? "";
  const article = /^(?:a|an|the|any|its|their|our|such)$/.test(s.tokens[start]?.word ?? "");
  // "neither a plan nor a law", "none of the centres"
  return article ? /^(?:neither|nor)$/.test(lead(1)) || (lead(1) === "of" && lead(2) === "none") : false;
}
