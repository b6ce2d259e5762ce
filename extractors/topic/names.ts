// Owns whether a piece of text is about the topic of the codebook. Must not know measures or States.
// The topic's words come from datasets/topics, so that another topic is another table.
import { loadTopic } from "../../datasets/topics.js";

/** Words of the table as patterns: `*` is an open end, words in capitals match capitals only. */
interface Names {
  small: RegExp;
  capitals: RegExp | null;
}

function eitherOf(words: readonly string[]): string {
  const open = (word: string): string => word.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\*/g, "[\\w-]*").replace(/ /g, "\\s+");
  // The longest first: of "weapons" no s is left.
  return `(?:${[...words].sort((a, b) => b.length - a.length).map(open).join("|")})`;
}

const patternOf = (words: readonly string[], flags: string): RegExp => new RegExp(`\\b${eitherOf(words)}(?![\\w])`, flags);

function namesOf(words: readonly string[]): Names {
  const capitals = words.filter((word) => word === word.toUpperCase());
  return { small: patternOf(words.filter((word) => !capitals.includes(word)), "iu"), capitals: capitals.length === 0 ? null : patternOf(capitals, "u") };
}

let names: { proper: Names; all: Names } | undefined;

function topicNames(): { proper: Names; all: Names } {
  const { proper, likened } = loadTopic().names;
  return (names ??= { proper: namesOf(proper), all: namesOf([...proper, ...likened]) });
}

function named({ small, capitals }: Names, text: string): boolean {
  return small.test(text) || capitals?.test(text) === true;
}

/** Words of other topics, in any letters. */
interface Others {
  trade: RegExp;
  /** Trafficking in things: blanked out, at equal length, before anything is read. */
  things: RegExp;
  subjects: RegExp;
  sufferers: RegExp;
}

let others: Others | undefined;

function otherTopics(): Others {
  if (others !== undefined) return others;
  const { trades, tradesBehind, before, joined, after, joinedAfter, qualified, subjects, sufferers } = loadTopic().others;
  const [trade, more] = [eitherOf(trades), `(?:${eitherOf(qualified)} )*`];
  return (others = {
    trade: new RegExp(eitherOf([...trades, ...tradesBehind]), "i"),
    things: new RegExp(`\\b${eitherOf(before)}(?:[- ]and[- ]${eitherOf(joined)})?[- ]${eitherOf([...trades, ...tradesBehind])}|\\b(?:${eitherOf(qualified)} )?${trade} (?:in|of) ${more}${eitherOf(after)}(?:,? (?:and|or) ${eitherOf(joinedAfter)})?`, "gi"),
    subjects: patternOf(subjects, "i"),
    sufferers: patternOf(sufferers, "i"),
  });
}

/** Blanks out trafficking in things; offsets stay as they are. */
export function maskOtherTraffic(text: string): string {
  return otherTopics().trade.test(text) ? text.replace(otherTopics().things, (found) => "·".repeat(found.length)) : text;
}

/** True if the (masked) text names the topic: trafficking in persons or what reports plainly present as the same. */
export function isOnTopic(masked: string): boolean {
  return named(topicNames().all, masked);
}

/** True if the (masked) text names trafficking itself. */
export function namesTrafficking(masked: string): boolean {
  return named(topicNames().proper, masked);
}

/** True if the (masked) text names a subject that competes with the topic. */
export function namesOtherSubject(masked: string): boolean {
  return otherTopics().subjects.test(masked);
}

/** True if the text is about victims of another violence. */
export function namesOtherVictims(masked: string): boolean {
  return otherTopics().sufferers.test(masked);
}
