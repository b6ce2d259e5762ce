// Owns the older reader of paragraphs about one State: rules of words. It is the second voice beside the definitions until they outdo it on every set.
// Must not decide which of its claims stand; score/ does.
import type { Basis, Paragraph, SectionRole } from "../contracts.js";
import type { StateIndex } from "../states/mentions.js";
import { isOnTopic, maskOtherTraffic, namesOtherSubject, namesTrafficking } from "../topic.js";
import { prepareSentences } from "./prepared.js";
import type { RawClaim } from "./raw-claim.js";
import { readSingleSentence, speakerOf, type Speaker } from "./single.js";

export interface RuledParagraph {
  paragraph: Paragraph;
  state: string;
  titleOnTopic: boolean;
  /** Words that the paragraph hangs on; "" if none. */
  leadBefore: string;
  states: StateIndex;
  year: number | null;
  basis: Basis;
  /** Counts uses of rules. */
  usage: Record<string, number>;
}

/**
 * Reads a paragraph of a text about one State by the rules of words that came before the definitions.
 * @returns claims as raw, with whose word each is
 */
export function readParagraphByRules(p: RuledParagraph): { raw: RawClaim; basis: Basis }[] {
  const { paragraph, state, titleOnTopic, leadBefore, states, year, basis } = p;
  const out: { raw: RawClaim; basis: Basis }[] = [];
  const masked = maskOtherTraffic(paragraph.text);
  const headingOnTopic = titleOnTopic || paragraph.headings.slice(-2).some((h) => headingNamesTopic(h, paragraph.role));
  // Most paragraphs name neither the topic nor a treaty: nothing in them can be claimed.
  if (!headingOnTopic && !isOnTopic(masked) && !TREATY_WORD.test(masked)) return out;
  const sentences = prepareSentences(paragraph, states, year, {});
  const onTopic = sentences.map((s) => isOnTopic(s.text));
  const share = onTopic.filter(Boolean).length / Math.max(1, sentences.length);
  let speaker: Speaker | null = null;
  let lead = leadBefore;
  sentences.forEach((sentence, i) => {
    const newLine = i > 0 && paragraph.text.slice(sentences[i - 1]?.end ?? 0, sentence.start).includes("\n");
    if (!newLine && i > 0 && !/^[•·–—-]|^\(?[a-z0-9]{1,3}\)/.test(sentence.text)) lead = "";
    if (paragraph.role === "dialogue") speaker = speakerOf(sentence.text, sentence.mentions, state, speaker);
    const comment = speaker !== null && speaker.who === "other";
    const near = headingOnTopic || (!comment && paragraph.role !== "third_party" && ((onTopic[0] === true && share >= 0.5) || onTopic[i - 1] === true));
    const raws = readSingleSentence(
      { offset: sentence.start, text: sentence.text, lead, mentions: sentence.mentions, state, basis: comment ? "third_party" : basis, comment: comment || paragraph.role === "third_party", topicNear: near, heading: headingOnTopic, dialogue: paragraph.role === "dialogue" },
      p.usage,
    );
    for (const raw of raws) out.push({ raw, basis: comment ? "third_party" : basis });
    if (/:\s*$/.test(sentence.text)) lead = sentence.text;
  });
  return out;
}

/** A heading about several subjects ("Discrimination, Societal Abuses, and Trafficking in Persons") puts no paragraph on the topic. */
function headingNamesTopic(heading: string, role: SectionRole): boolean {
  const masked = maskOtherTraffic(heading);
  if (namesOtherSubject(masked) || masked.split(/\s+/).length > 16) return false;
  return role === "third_party" ? namesTrafficking(masked) : isOnTopic(masked);
}

const TREATY_WORD = /\bprotocols?\b|\bOP-?CRC|\bCRC-?OP|\bOP-?CEDAW|CEDAW-?OP|\bOPAC\b|\bOPSC\b|transnational|\bUN-?TOC\b|palermo/i;
