// Owns finding measures in a part of a sentence of a text that lists States: the part is read as a sentence of its own.
// Must not know States or status.
import type { WordGroups } from "../../datasets/concepts.js";
import type { Topic } from "../../datasets/topics.js";
import { NO_HEADS, phraseAround } from "../clauses/phrases.js";
import { charsOf, type Range, type Sentence } from "../clauses/sentence.js";
import type { Reader } from "../reader/reader.js";
import { anyWord, builtFrom } from "../text/patterns.js";
import type { TopicNames } from "../topic/names.js";
import { NOWHERE, topicPlaces } from "../topic/topic.js";
import { findMeasures } from "./find.js";
import type { Match } from "./match.js";

/** A measure found in a part; offsets are into the part. */
export interface PartMatch {
  measure: string;
  /** "<measure code>:<way>". */
  rule: string;
  start: number;
  end: number;
  /** The words of the measure with what follows them, for clauses that take it up again. */
  words: string;
  /** Where the measure's own phrase ends; at or behind `end`. */
  until: number;
  match: Match;
}

export interface PartSurroundings {
  /** The sentence, or more where the part hangs on what went before. */
  context: string;
  /** The report is on the topic: what its lists name is, unless they say otherwise. */
  topicNear: boolean;
  /** What it is about may go without saying in the part. */
  unsaid?: boolean;
  /** The part goes on behind its subject: "plans to train" is a verb there. */
  behindSubject?: boolean;
}

/** Stands for the subject that is not part of the words. */
const SUBJECT = "They ";

/** "protocols, manuals and guidelines": instructions for practice and no treaties; a word of equal length stands in. */
const forPractice = builtFrom(({ practice }: WordGroups) => new RegExp(String.raw`\bprotocols\b(?=,? (?:(?:and|or) )?${anyWord(practice)}\b)`, "g"));

/** "with Romania", "between the two countries": another State as a partner. */
const PARTNER = /\b(?:with|between|among|and|to)\b (?:[a-z]+ ){0,4}(?:countries|States|neighbou?rs?|partners?|\p{Lu}\p{L}+)/u;

/**
 * Finds the measures that a part names.
 * @param text the part; lists of States blanked out
 */
export function findInPart(reader: Reader, text: string, around: PartSurroundings): PartMatch[] {
  const { behindSubject, ...rest } = around;
  if (behindSubject === true && /^\s+[a-z]/.test(text)) {
    const shift = SUBJECT.length - 1;
    return findInPart(reader, `${SUBJECT}${text.slice(1)}`, rest).map((m) => ({ ...m, start: Math.max(0, m.start - shift), end: Math.max(0, m.end - shift), until: Math.max(0, m.until - shift) }));
  }
  const { index, overPart, topic } = reader.inLists();
  // "'s national plan aims to …": whose it is stands before the part.
  const whole = text.replace(/^(\s*)\s[’']s\b/u, "$1its");
  const sentence = reader.read(whole.replace(forPractice(reader.lexicon.groups), "handbooks").replace(/^\s*[,;]/, (joint) => " ".repeat(joint.length)));
  const context = reader.read(around.context);
  const concepts = new Set(context.hits.filter((h) => !h.entry.predicate).map((h) => h.concept).filter((concept) => !context.things.own_words_in_part.has(concept)));
  const partnerIn = (range: Range): boolean => {
    const { start, end } = charsOf(sentence, range);
    return PARTNER.test(text.slice(start, end));
  };
  const unsaid = around.topicNear && around.unsaid === true;
  const surroundings = around.topicNear ? { ...NOWHERE, title: 1, heading: unsaid ? 1 : 0 } : NOWHERE;
  const { matches } = findMeasures(sentence, { topic, index, surroundings, ownWordsOnly: false, wholeTopic: unsaid, contextConcepts: concepts, partnerIn }, reader.over);
  // "A bill on trafficking" is a law in the making and a reform both: one that rests on the same word and claims no precedence leaves the other.
  // One that has given way itself takes no other's place: exploitation that is a purpose of trafficking leaves trafficking an offence.
  const over = (n: Match, m: Match): boolean => overPart.get(n.code)?.includes(m.code) === true && (n.way.over || n.head.from !== m.head.from);
  const outdone = (m: Match): boolean => matches.some((n) => over(n, m) && !isLacking(sentence, m, n) && !matches.some((o) => o.code !== m.code && over(o, n) && !over(o, m)));
  const standing = matches.filter((m) => m.toldBy === null && !outdone(m) && !ofAnother(reader.names, text, m) && !isStatistic(sentence, m) && !onItsOwnSubject(sentence, m, topic) && !(unsaid && takenUp(sentence, m)) && (around.topicNear || m.way.topic !== "none" || m.way.act === "treaty"));
  return onePerMeasure(standing).map((match) => {
    const { start, end } = charsOf(sentence, match.head);
    const phrase = charsOf(sentence, match.phrase);
    return { measure: match.code, rule: `${match.code}:${match.way.id}`, start, end, until: Math.max(end, phrase.end), words: text.slice(namedFrom(text, Math.min(start, phrase.start)), Math.max(end, phrase.end) + 40), match };
  });
}

/** "Togo, which has no law on trafficking, intends to amend its code": a relative clause says what there is not. */
function isLacking(s: Sentence, m: Match, other: Match): boolean {
  const none = (p: Sentence["predicates"][number]): boolean => p.negated || s.tokens.slice(p.to, m.head.from).some((t) => t.word === "no");
  const within = (p: Sentence["predicates"][number]): boolean => p.to <= m.head.from && s.tokens.slice(p.to, m.head.from).every((t) => t.word !== ",");
  return s.predicates.some((p) => p.link === "relative" && within(p) && none(p)) && s.tokens.slice(m.head.to, other.head.from).some((t) => t.word === ",");
}

/** A database on traffic in drugs (masked before), a shelter for battered wives: none of this topic, whatever the report is about. */
function ofAnother(names: TopicNames, text: string, m: Match): boolean {
  const elsewhere = (text.includes("··") && m.way.act !== "treaty") || (m.code.startsWith("victims.") && names.otherSufferers(text));
  return elsewhere && !names.isOnTopic(text);
}

/** Where a thing or an act says what it is on. */
const SAYS_ON_WHAT = /^(?:on|about|against|concerning|regarding)$/;
/** Farthest that it says so behind its head, in tokens ("trained judges and prosecutors on family law"). */
const SAYS_WITHIN = 7;

/** "Centres for women who suffered violence from a partner", "a study on differences in pay": its own words say another subject, and only the report's title is on the topic. */
function onItsOwnSubject(s: Sentence, m: Match, topic: Topic): boolean {
  if (m.way.act === "treaty" || (m.topic !== "around" && m.topic !== "none")) return false;
  const places = topicPlaces(s, topic);
  if (places.length > 0) return false;
  const stop = s.tokens.findIndex((t, k) => k >= m.head.to && /^[,;]$/.test(t.word));
  const to = stop < 0 ? s.tokens.length : stop;
  const from = Math.min(m.clause.from, m.phrase.from);
  if (s.hits.some((h) => topic.wider.includes(h.concept) && h.from >= from && h.to <= to && (h.to <= m.head.from || h.to > m.head.to))) return true;
  // "Rapporteurs report on trends": what a verb is on is not what the thing is on.
  const until = Math.min(to, m.verbal ? m.head.to + SAYS_WITHIN : m.phrase.to);
  const on = s.tokens.findIndex((t, k) => k >= m.head.to && k < until && SAYS_ON_WHAT.test(t.word));
  if (on < 0) return false;
  const complement = { from: on + 1, to: Math.min(to, phraseAround(s, on + 1, on + 1, NO_HEADS).to) };
  const noun = s.readings.slice(complement.from, complement.to).some((r) => r.pos === "noun");
  return noun && !s.hits.some((h) => h.from >= complement.from && h.to <= complement.to && !h.entry.predicate && !topic.competing.includes(h.concept));
}
/** "Greece identified 99 victims": figures of cases, and nothing that is done to find them. */
function isStatistic(s: Sentence, m: Match): boolean {
  return m.code === "victims.identification" && m.verbal && s.tokens.slice(m.phrase.from, m.phrase.to).some((t, k) => t.kind === "number" && s.hits.some((h) => h.concept === "VICTIM" && h.from - (m.phrase.from + k) <= 3 && h.from > m.phrase.from + k));
}

/** "inspection of recruitment agencies", "courses in marketable skills": the noun that the phrase belongs to is part of its name. */
function namedFrom(text: string, start: number): number {
  return start - (/[\w-]+ (?:of|in|on) $/.exec(text.slice(0, start))?.[0].length ?? 0);
}

/** "similar services", "such assistance": what was said before, taken up; and help that does not say whom it helps. */
function takenUp(s: Sentence, m: Match): boolean {
  const before = s.tokens.slice(Math.max(0, m.head.from - 2), m.head.from).map((t) => t.word);
  if (before.some((word) => s.groups.taken_up.has(word))) return true;
  return m.code === "victims.services" && m.way.id !== "named" && !s.hits.some((h) => h.concept === "VICTIM");
}

/** A measure that several words of a part speak of is read once: from its first noun, or its first verb. */
function onePerMeasure(matches: readonly Match[]): Match[] {
  const inOrder = [...matches].sort((a, b) => Number(a.verbal) - Number(b.verbal) || a.head.from - b.head.from);
  return inOrder.filter((m, i) => inOrder.findIndex((n) => n.code === m.code) === i).sort((a, b) => a.head.from - b.head.from);
}
