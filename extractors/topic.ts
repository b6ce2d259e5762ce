// Owns whether a piece of text is about the topic of the codebook. Must not know measures or States.
// The topic's words come from datasets/topics, so that another topic is another table.
import { loadTopic } from "../datasets/topics.js";

/** Trafficking in things is another topic; it is blanked out, at equal length, before any rule sees the text. */
const OTHER_TRAFFIC =
  /\b(?:drugs?|narcotics?|arms|weapons?|firearms|gun|cultural property|wildlife|cigarettes?|tobacco|ivory|timber|vehicle|influence)(?:[- ]and[- ](?:drugs?|arms|weapons?))?[- ](?:traffick\w+|smuggling)|\btraffick\w+ (?:in|of) (?:illicit |illegal |small |counterfeit )*(?:drugs?|narcotic\w*|arms|weapons?|firearms|psychotropic|cultural|wildlife|vehicles?|cigarettes?|tobacco|ivory|timber|stolen|goods|endangered|protected|counterfeit)\w*(?:,? (?:and|or) (?:drugs?|arms|weapons?|narcotic\w*|psychotropic\w*))?|\b(?:illicit|illegal) traffick(?:ing)? (?:in|of) (?:narcotic|drug|arms)\w*/gi;

/** Words of the table as patterns: `*` is an open end, words in capitals match capitals only. */
interface Names {
  small: RegExp;
  capitals: RegExp | null;
}

function patternOf(words: readonly string[], flags: string): RegExp {
  const open = (word: string): string => word.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\*/g, "[\\w-]*").replace(/ /g, "\\s+");
  return new RegExp(`\\b(?:${words.map(open).join("|")})(?![\\w])`, flags);
}

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

/** Subjects that a sentence near the topic may be about instead. */
const OTHER_SUBJECT =
  /\b(?:(?:domestic|family|gender-based|spousal|conjugal|intra-?family) (?:and \w+ )?violence|violence against (?:women|children|girls)|rape|torture|ill-treatment|juvenile|prison\w*|detain\w*|pre-?trial|disabilit\w+|HIV|AIDS|malaria|health|maternal|literacy|primary school\w*|asylum|refugees?|genital|FGM|child soldiers?|corruption|terror\w*|housing|water|sanitation|minorit\w+|Roma|indigenous|freedom of|death penalty|capital punishment|discriminat\w+|racis\w+|disappear\w+|corporal punishment|child marriage|early marriage|elections?|press|media law|drug\w*|climate|LGBT\w*|sexual orientation|pension|land reform|human rights education|human rights institution)\b/i;

/** Blanks out trafficking in things; offsets stay as they are. */
export function maskOtherTraffic(text: string): string {
  return /traffick|smuggl/i.test(text) ? text.replace(OTHER_TRAFFIC, (found) => "·".repeat(found.length)) : text;
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
  return OTHER_SUBJECT.test(masked);
}

/** True if the text is about victims of another violence. */
export function namesOtherVictims(masked: string): boolean {
  return /\b(?:battered|(?:domestic|family|spousal|conjugal|intimate partner) violence|violence against women|rape victims|abused (?:women|wives|children))\b/i.test(masked);
}
