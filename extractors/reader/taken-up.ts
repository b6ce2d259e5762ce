// Owns what a sentence says of a thing that it takes up as "one": "There is no rapporteur. The Government will appoint one."
// Must not find measures; what is taken up was found before.
import { readActor, type Scene } from "../actors/actor.js";
import { charsOf, type Sentence } from "../clauses/sentence.js";
import type { Heard } from "../score/score.js";
import { deepest, statusOfPredicate } from "../status/of-clause.js";
import type { Reader } from "./reader.js";

export interface TakingUp {
  /** Offset of the sentence in the paragraph, and its text. */
  offset: number;
  text: string;
  /** Token of the sentence that is the first of its own words; what stands before leads in. */
  from: number;
  /** Offset of the sentence's own words in the text that was read. */
  shift: number;
  scene: Scene;
}

/** "a rapporteur", "no such shelter", "any plan": a thing of which there may be one. */
const UNSETTLED = /\b(?:an?|no|any)\s+(?:[\p{L}-]+\s+){0,4}$/iu;

/** The token of "one" where it stands for a thing behind its verb; -1 where the predicate has none. */
function oneBehind(s: Sentence, to: number): number {
  const at = s.tokens[to]?.word === "such" ? to + 1 : to;
  if (s.tokens[at]?.word !== "one") return -1;
  const next = s.readings[at + 1];
  return next?.pos === "noun" || next?.pos === "adjective" || s.tokens[at + 1]?.word === "of" ? -1 : at;
}

/**
 * Reads what is said of "one".
 * @param paragraph the whole text that offsets of claims are into
 * @param own claims of this sentence, the nearest before "one" is what it stands for
 * @param before claims of the sentence before; it stands for one of them where they are all of one measure
 * @returns claims of the same measure with their own status; offsets are into the paragraph
 */
export function readTakenUp(reader: Reader, s: Sentence, { offset, text, from, shift, scene }: TakingUp, paragraph: string, own: readonly Heard[], before: readonly Heard[]): Heard[] {
  const out: Heard[] = [];
  s.predicates.forEach((p, i) => {
    if (p.to < from || p.kind === "noun" || p.kind === "phrase") return;
    // "One is to be appointed", "will appoint one"
    const done = p.passive || s.predicates[deepest(s, i)]?.passive === true;
    const alone = p.subject !== null && p.subject.to - p.subject.from === 1 && done ? p.subject.from : -1;
    const at = alone >= from && s.tokens[alone]?.word === "one" ? alone : oneBehind(s, p.to);
    if (at < 0) return;
    const { start, end } = charsOf(s, { from: at, to: at + 1 });
    const place = { start: offset + start - shift, end: offset + end - shift };
    const source = sourceOf(paragraph, own.filter((h) => h.raw.measureSpan.end <= place.start), before);
    const read = source === undefined ? null : statusOfPredicate(s, deepest(s, i), source.raw.measure, reader.status);
    if (source === undefined || read === null || read.status === null || read.unknown !== null || read.status === source.raw.status) return;
    const { actor } = readActor(scene, read.way, { from: at, to: at + 1 });
    if (actor === "other_state" || actor === "non_state") return;
    out.push({ ...source, raw: { ...source.raw, status: read.status, certainty: "inferred", quote: { start: offset, end: offset + text.length }, stateSpan: null, measureSpan: place } });
  });
  return out;
}

function sourceOf(paragraph: string, own: readonly Heard[], before: readonly Heard[]): Heard | undefined {
  const near = own.at(-1) ?? (new Set(before.map((h) => h.raw.measure)).size === 1 ? before[0] : undefined);
  if (near === undefined || near.raw.measure.startsWith("treaty.")) return undefined;
  return UNSETTLED.test(paragraph.slice(near.raw.quote.start, near.raw.measureSpan.start)) ? near : undefined;
}
