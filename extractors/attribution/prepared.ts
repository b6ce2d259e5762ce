// Owns a paragraph of a report that lists States made ready: sentences and names found once. Must not read measures.
import type { Paragraph } from "../contracts.js";
import { findStateMentions, type StateMention } from "../states/mentions.js";
import { type StateIndex } from "../states/index-names.js";
import { splitSentences } from "../text/sentences.js";
import type { TopicNames } from "../topic/names.js";

/** A paragraph on its way through extraction: sentences and names found once. */
export interface PreparedSentence {
  start: number;
  end: number;
  /** Masked (see TopicNames). */
  text: string;
  mentions: StateMention[];
}

export function prepareSentences(paragraph: Paragraph, names: TopicNames, states: StateIndex, year: number | null, usage: Record<string, number>): PreparedSentence[] {
  const masked = names.mask(paragraph.text);
  const mentions = findStateMentions(paragraph.text, states, { year });
  for (const m of mentions) usage[m.alias] = (usage[m.alias] ?? 0) + 1;
  return splitSentences(paragraph.text).map(({ start, end }) => ({
    start,
    end,
    text: masked.slice(start, end),
    mentions: mentions.filter((m) => m.start >= start && m.end <= end).map((m) => ({ ...m, start: m.start - start, end: m.end - start })),
  }));
}
