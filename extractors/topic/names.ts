// Owns whether a piece of text is about a topic, by the words of its table. Must not know measures or States.
import type { Topic } from "../../datasets/topics.js";

/** Words of the table as patterns: `*` is an open end, words in capitals match capitals only. */
interface Names {
  small: RegExp;
  capitals: RegExp | null;
}

/** None of no words is ever found. */
function eitherOf(words: readonly string[]): string {
  if (words.length === 0) return "(?!)";
  const open = (word: string): string => word.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\*/g, "[\\w-]*").replace(/ /g, "\\s+");
  // The longest first: of "weapons" no s is left.
  return `(?:${[...words].sort((a, b) => b.length - a.length).map(open).join("|")})`;
}

const patternOf = (words: readonly string[], flags: string): RegExp => new RegExp(`\\b${eitherOf(words)}(?![\\w])`, flags);

function namesOf(words: readonly string[]): Names {
  const capitals = words.filter((word) => word === word.toUpperCase());
  return { small: patternOf(words.filter((word) => !capitals.includes(word)), "iu"), capitals: capitals.length === 0 ? null : patternOf(capitals, "u") };
}

function named({ small, capitals }: Names, text: string): boolean {
  return small.test(text) || capitals?.test(text) === true;
}

/** Parts of words, in any letters: an open end needs no more than that, which is quick. */
function partsOf(words: readonly string[]): RegExp {
  const parts = words.map((word) => `${word.startsWith("*") ? "" : "\\b"}${eitherOf([word.replace(/^\*|\*$/g, "")])}${word.endsWith("*") ? "" : "\\b"}`);
  return new RegExp(parts.join("|"), "i");
}

/** Trafficking in things: blanked out, at equal length, before anything is read. */
function thingsTraded({ trades, tradesBehind, before, joined, after, joinedAfter, qualified }: Topic["others"]): RegExp {
  const [trade, more] = [eitherOf(trades), `(?:${eitherOf(qualified)} )*`];
  return new RegExp(`\\b${eitherOf(before)}(?:[- ]and[- ]${eitherOf(joined)})?[- ]${eitherOf([...trades, ...tradesBehind])}|\\b(?:${eitherOf(qualified)} )?${trade} (?:in|of) ${more}${eitherOf(after)}(?:,? (?:and|or) ${eitherOf(joinedAfter)})?`, "gi");
}

/** What can be asked of a text's words without reading it. */
export interface TopicNames {
  /** False where the text can be passed over without reading it: it names neither the topic nor a treaty. Decides nothing else. */
  maybe(text: string): boolean;
  /** Blanks out what is another topic by the words beside it (trafficking in things); offsets stay as they are. */
  mask(text: string): string;
  /** True if the (masked) text names the topic or what reports plainly present as the same. */
  isOnTopic(masked: string): boolean;
  /** True if the (masked) text names the topic itself. */
  isNamed(masked: string): boolean;
  /** True if the (masked) text names a subject that competes with the topic. */
  otherSubject(masked: string): boolean;
  /** True if the text is about those who suffer from something else. */
  otherSufferers(masked: string): boolean;
}

/** Makes the words of a topic ready for asking. */
export function topicNames({ names: { proper, likened }, others, look }: Topic): TopicNames {
  const [itself, all] = [namesOf(proper), namesOf([...proper, ...likened])];
  const trade = new RegExp(eitherOf([...others.trades, ...others.tradesBehind]), "i");
  const things = thingsTraded(others);
  const [subjects, sufferers, parts] = [patternOf(others.subjects, "i"), patternOf(others.sufferers, "i"), partsOf(look)];
  return {
    maybe: (text) => parts.test(text),
    mask: (text) => (trade.test(text) ? text.replace(things, (found) => "·".repeat(found.length)) : text),
    isOnTopic: (masked) => named(all, masked),
    isNamed: (masked) => named(itself, masked),
    otherSubject: (masked) => subjects.test(masked),
    otherSufferers: (masked) => sufferers.test(masked),
  };
}
