// Owns the reading of one paragraph of a text about one State, sentence by sentence: who speaks, what leads in, how near the topic is.
// Must not decide which claims stand.
import type { Basis, Candidate, Paragraph } from "../contracts.js";
import { speakerOf, type Speaker } from "../actors/speaker.js";
import { isOf, type Sentence } from "../clauses/sentence.js";
import type { Heard } from "../score/score.js";
import type { StateMention } from "../states/mentions.js";
import { lastTreaty } from "../measures/asked.js";
import { splitSentences } from "../text/sentences.js";
import type { Named } from "../topic/named.js";
import { carried, competes, isAboutTopic, strengthIn, sufferersMeant, topicPlaces, type TopicPlace } from "../topic/topic.js";
import type { Reader } from "./reader.js";
import { readSingleSentence } from "./single.js";

export interface ParagraphScene {
  paragraph: Paragraph;
  /** ISO 3166-1 alpha-3 of the State that the text is about. */
  state: string;
  /** States named in the paragraph; offsets into its text. */
  mentions: readonly StateMention[];
  /** Words that the paragraph hangs on; "" if none. */
  leadBefore: string;
  /** How strongly headings and title are on the topic, 0 to 1. */
  heading: number;
  title: number;
  basis: Basis;
  /** What the document has named in full before. */
  named?: Named;
}

/** A claim heard, with whose word it is. */
export type HeardBy = Heard & { basis: Basis };

export interface ParagraphResult {
  heard: HeardBy[];
  candidates: Candidate[];
  /** Verbs above a measure that no table knows. */
  unknown: string[];
  /** How strongly the State's words at its end are on the topic, 0 to 1: what a paragraph that begins with "Victims" goes on from. */
  left: number;
}

interface Span {
  start: number;
  end: number;
}

const ITEM = /^[•·–—-]|^\(?[a-z0-9]{1,3}\)/;

/** May be a protocol to a treaty that the sentence before names. */
const PROTOCOL = /\bProtocols?\b/;

/** A sentence that goes on with the thing that was just named. */
const TAKES_UP = /^(?:It|They)\b/;

function within(mentions: readonly StateMention[], { start, end }: Span): StateMention[] {
  return mentions.filter((m) => m.start >= start && m.end <= end).map((m) => ({ ...m, start: m.start - start, end: m.end - start }));
}

/** How strongly the headings over a paragraph are on the topic, 0 to 1. */
export function headingStrength(reader: Reader, paragraph: Paragraph): number {
  let best = 0;
  for (const heading of paragraph.headings.slice(-2)) {
    if (!reader.names.maybe(heading)) continue;
    const sentence = reader.read(heading);
    const places = topicPlaces(sentence, reader.topic);
    const strength = strengthIn(places, { from: 0, to: sentence.tokens.length });
    if (strength === 0 || sentence.tokens.length > 20) continue;
    best = Math.max(best, strength * reader.topic.carry.heading * shareOf(reader, sentence, places));
  }
  return best;
}

/** What a heading leaves of the topic to a sentence that does not name it: under one on several subjects less than any measure needs, unless the other is one that goes with it. */
function shareOf(reader: Reader, s: Sentence, places: readonly TopicPlace[]): number {
  if (!competes(s, reader.topic, places, { from: 0, to: s.tokens.length }) && !hasOtherPart(reader, s, places)) return 1;
  return jointsOf(s).length === 1 && s.hits.some((h) => reader.topic.paired.includes(h.concept)) ? 0.6 : 0.5;
}

const jointsOf = (s: Sentence): number[] => s.tokens.flatMap((token, t) => (s.readings[t]?.facts.function === "conjunction" || /^[,;/]$/.test(token.word) ? [t] : []));

/** "Foreign policy, migration and the fight against trafficking": one of the parts is on none of the topic's things. */
function hasOtherPart(reader: Reader, s: Sentence, places: readonly TopicPlace[], within = { from: 0, to: s.tokens.length }): boolean {
  const joints = jointsOf(s).filter((t) => t < within.to);
  return joints.length > 0 && [-1, ...joints].some((joint, k) => {
    const part = { from: joint + 1, to: joints[k] ?? within.to };
    if (!s.readings.slice(part.from, part.to).some((r) => r.pos === "noun") || strengthIn(places, part) > 0) return false;
    return !s.hits.some((h) => h.from >= part.from && h.to <= part.to && (reader.topic.goWith.includes(h.concept) || reader.index.has(h.concept)));
  });
}

/** "Victims were entitled to …" at the beginning of a paragraph: it goes on from one on the topic, and the topic holds as under a heading. @param left what that one left */
export function goesOnFrom(reader: Reader, paragraph: Paragraph, left: number): number {
  if (left < reader.topic.near || !BEGINS_WITH_THEM.test(paragraph.text)) return 0;
  const first = splitSentences(paragraph.text)[0];
  const s = reader.read(first === undefined ? "" : paragraph.text.slice(first.start, first.end));
  const meant = !competes(s, reader.topic, [], { from: 0, to: s.tokens.length }) && sufferersMeant(s, reader.topic, left).some((p) => p.from <= 2);
  return meant ? reader.topic.carry.heading : 0;
}

/** A quick look: only what begins with victims is read for it. */
const BEGINS_WITH_THEM = /^\W*(?:\w+ ){0,2}[Vv]ictims?\b/;

/** The heading right above names the topic and nothing else: "C. Measures against trafficking in persons", not "Slavery and trafficking", "Trafficking and migration". */
function namesAlone(reader: Reader, paragraph: Paragraph): boolean {
  const heading = paragraph.headings.at(-1) ?? "";
  if (!reader.names.maybe(heading)) return false;
  const s = reader.read(heading);
  const places = topicPlaces(s, reader.topic).filter((p) => p.strength === 1);
  if (places.length === 0) return false;
  const inside = (t: number): boolean => places.some((p) => p.from <= t && t < p.to);
  return s.tokens.length <= 12 && s.tokens.every((token, t) => inside(t) || (s.readings[t]?.facts.function !== "conjunction" && token.word !== "," && token.word !== ";" && token.word !== "/"));
}

/** Reads the sentences of a paragraph in order, and remembers what one leaves to the next. */
class ParagraphReading {
  readonly result: ParagraphResult = { heard: [], candidates: [], unknown: [], left: 0 };
  private speaker: Speaker | null = null;
  private lead: string;
  private readonly headed: boolean;
  private before = 0;
  private previous = "";
  /** What the sentence before said. */
  private said: readonly Heard[] = [];
  /** How strongly the paragraph has turned to the topic: "With regard to trafficking, …" holds until it turns to something else. */
  private turned = 0;
  /** Sentences passed over: only who speaks in them is asked, once one that may be on the topic follows. */
  private passed: Span[] = [];

  constructor(private readonly reader: Reader, private readonly scene: ParagraphScene) {
    this.lead = scene.leadBefore;
    this.headed = namesAlone(reader, scene.paragraph);
  }

  sentence(span: Span, previousEnd: number | null, next: string): void {
    const { paragraph, heading, title } = this.scene;
    const text = paragraph.text.slice(span.start, span.end);
    const newLine = previousEnd !== null && paragraph.text.slice(previousEnd, span.start).includes("\n");
    if (!newLine && previousEnd !== null && !ITEM.test(text)) this.lead = "";
    const away = heading === 0 && title === 0 && this.before === 0 && this.turned === 0 && !this.reader.names.maybe(text) && !this.reader.names.maybe(this.lead) && !(TAKES_UP.test(next) && this.reader.names.maybe(next));
    if (away) {
      this.passed.push(span);
      this.said = [];
    } else this.read(span, text, next);
    if (/:\s*$/.test(text)) this.lead = text;
    this.previous = text;
  }

  /** "A unit was set up in 2006. It investigates cases of trafficking.": what the next sentence says of the thing, as strongly as one before would. */
  private goesOn(next: string): number {
    if (!TAKES_UP.test(next) || !this.reader.names.maybe(next)) return 0;
    const s = this.reader.read(next);
    const places = topicPlaces(s, this.reader.topic);
    const whole = { from: 0, to: s.tokens.length };
    const ofThing = s.predicates.some((p) => p.kind === "finite" && (p.link === "main" || p.link === "coordinate") && isOf(s, "done_by_things", p.term));
    return ofThing && !competes(s, this.reader.topic, places, whole) ? carried(strengthIn(places, whole), 0, false, this.reader.topic) : 0;
  }

  /** "The plan" behind "a plan against trafficking in children" is that plan, and no other one. */
  private isNarrower({ raw, features }: Heard): boolean {
    if (features["bare"] !== 1) return false;
    const named = this.result.heard.filter((h) => h.features["bare"] !== 1 && h.raw.quote.end <= raw.quote.start);
    return named.some((h) => this.reader.over.get(h.raw.measure)?.includes(raw.measure) === true) && !named.some((h) => h.raw.measure === raw.measure);
  }

  /** "On trafficking in persons, the Minister said …": what the sentence turns to is what the paragraph is about from here on. */
  private turnsTo(text: string): number {
    const s = this.reader.read(text);
    const opens = s.hits.find((h) => h.concept === "TURNS_TO" && h.from === 0);
    const places = topicPlaces(s, this.reader.topic);
    const whole = { from: 0, to: s.tokens.length };
    if (opens === undefined) return strengthIn(places, whole) === 0 && competes(s, this.reader.topic, places, whole) ? 0 : this.turned;
    const comma = s.tokens.findIndex((t) => t.word === ",");
    const front = { from: 0, to: comma };
    if (comma < 0 || s.predicates.some((p) => p.kind === "finite" && p.from > opens.to && p.to <= comma)) return this.turned;
    // "As to prisons, …": a word of its own turns the paragraph away; "as for the victims" does not.
    const ofTopic = strengthIn(places, front) > 0 || s.hits.some((h) => h.to <= comma && h.from >= opens.to && (this.reader.topic.goWith.includes(h.concept) || this.reader.topic.pointers === h.concept || this.reader.index.has(h.concept)));
    if (!ofTopic) this.before *= this.reader.topic.carry.competing_between;
    else if (strengthIn(places, front) === 0) return this.turned;
    const alone = !competes(s, this.reader.topic, places, front) && !hasOtherPart(this.reader, s, places.filter((p) => p.to <= comma), front);
    return alone ? strengthIn(places, front) * this.reader.topic.carry.heading : 0;
  }

  /** Who speaks in the last of these sentences: the nearest one that says it tells, and what is before that one need not be read. */
  private listen(spans: readonly Span[]): void {
    const { paragraph, mentions, state } = this.scene;
    if (paragraph.role !== "dialogue") return;
    for (const span of spans.toReversed()) {
      const text = paragraph.text.slice(span.start, span.end);
      const speaker = speakerOf(text, () => this.reader.read(text), within(mentions, span), state);
      if (speaker === null) continue;
      this.speaker = speaker;
      return;
    }
    this.speaker ??= { who: "state" };
  }

  private read(span: Span, text: string, next: string): void {
    const { paragraph, mentions, state, heading, title } = this.scene;
    this.listen([...this.passed.splice(0), span]);
    const comment = (this.speaker !== null && this.speaker.who === "other") || paragraph.role === "third_party";
    const basis: Basis = comment ? "third_party" : this.scene.basis;
    this.turned = comment ? 0 : this.turnsTo(text);
    const ahead = comment ? 0 : this.goesOn(next);
    const read = readSingleSentence(this.reader, {
      offset: span.start, text, lead: this.lead, mentions: within(mentions, span), state, basis, comment, dialogue: paragraph.role === "dialogue",
      surroundings: { lead: 0, heading, title, before: Math.max(this.before, ahead, this.turned), headed: this.headed },
      paragraph: paragraph.text, before: this.said, treatyBefore: PROTOCOL.test(text) && this.previous !== "" ? lastTreaty(this.reader.read(this.previous)) : undefined,
      // "Peru noted the National Plan": which one, nobody knows that a State before it named another.
      ...(this.scene.named === undefined || (comment && paragraph.role === "dialogue") ? {} : { named: this.scene.named }),
    });
    this.said = read.claims;
    for (const h of read.claims) if (!this.isNarrower(h)) this.result.heard.push({ ...h, basis });
    for (const c of read.candidates) this.result.candidates.push({ ...c, paragraph: paragraph.ordinal });
    this.result.unknown.push(...read.unknown);
    const sentence = this.reader.read(text);
    const { topic } = this.reader;
    const places = topicPlaces(sentence, topic);
    const whole = { from: 0, to: sentence.tokens.length };
    const own = strengthIn(places, whole);
    const competing = competes(sentence, topic, places, whole);
    this.before = carried(own, this.before, competing, topic, !competing && isAboutTopic(sentence, places));
    this.result.left = comment ? 0 : Math.max(this.before, this.turned);
  }
}

/**
 * Reads a paragraph by the definitions.
 * @returns what was heard and what was considered and left; offsets are into the paragraph's text
 */
export function readParagraph(reader: Reader, scene: ParagraphScene): ParagraphResult {
  const reading = new ParagraphReading(reader, scene);
  let previousEnd: number | null = null;
  scene.named?.enter(scene.paragraph.ordinal, scene.paragraph.section);
  const spans = splitSentences(scene.paragraph.text);
  spans.forEach((span, i) => {
    const next = spans[i + 1];
    reading.sentence(span, previousEnd, next === undefined ? "" : scene.paragraph.text.slice(next.start, next.end));
    previousEnd = span.end;
  });
  return reading.result;
}
