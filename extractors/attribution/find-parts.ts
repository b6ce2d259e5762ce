// Owns which measures a stretch of a sentence names, each time with as much around it as it may be read by.
// Must not decide whose they are.
import { asFound, type Found } from "./found.js";
import type { Scene } from "./scene.js";
import { shortTreaties } from "./short-treaties.js";

const behindSubject = ({ groups }: Scene, from: number): boolean => groups.some((g) => g.position === "subject" && !g.possessive && g.end === from);

/** Measures named between two offsets, treaties named in short among them. */
export function find(scene: Scene, from: number, to: number): Found[] {
  const { plain, sentence, focus } = scene;
  const part = plain.slice(from, to);
  const matches = sentence.parts.find(part, { context: sideOf(plain, from, to), topicNear: sentence.topicNear, behindSubject: behindSubject(scene, from) });
  const short = shortTreaties(part, focus).map((t) => ({ ...t, start: from + t.start, end: from + t.end }));
  return [...matches.map((m) => asFound(m, part, from)), ...short];
}

/** What a rule asks for around its words may stand in the sentence or the headings before; only for a part that finds nothing by itself. */
export function findWide(scene: Scene, from: number, to: number): Found[] {
  const own = find(scene, from, to);
  if (own.length > 0) return own;
  const { plain, sentence, context } = scene;
  const part = plain.slice(from, to);
  return sentence.parts.find(part, { context, topicNear: sentence.topicNear, behindSubject: behindSubject(scene, from) }).map((m) => asFound(m, part, from));
}

/** In a report on the topic the words "for victims of trafficking" go without saying. */
export function findUnsaid(scene: Scene, from: number, to: number): Found[] {
  const { plain, sentence, context } = scene;
  if (!sentence.topicNear) return [];
  const part = plain.slice(from, to).trimEnd();
  return sentence.parts.findOnTopic(part, context, behindSubject(scene, from)).map((m) => asFound(m, part, from));
}

/** "X has a law on A, and Y has one on B": the head noun of the measure before, with its own complement. */
export function findOneOn({ sentence, focus }: Scene, scope: string, from: number): Found[] {
  const m = /\bones? ((?:on|against|for|to)\b[^,;.]{3,80})/i.exec(scope);
  const head = focus.measures[0]?.words.replace(/\s+(?:on|against|for|to)\b.*$/is, "");
  if (m === null || head === undefined) return [];
  const joined = `${head} ${m[1] ?? ""}`;
  const start = from + m.index;
  return sentence.parts.find(joined, { context: joined, topicNear: sentence.topicNear }).map((x) => ({ ...asFound(x, joined, start), start, end: start + m[0].length }));
}

/** The side of a contrast in which the words stand: the law of "A has a law, while B grants permits" is A's alone. */
function sideOf(plain: string, from: number, to: number): string {
  let start = 0;
  let end = plain.length;
  for (const m of plain.matchAll(/\b(?:while|whilst|whereas|although)\b/gi)) {
    if (m.index <= from && m.index > 0) start = m.index;
    else if (m.index >= to && m.index < end) end = m.index;
  }
  return plain.slice(start, end);
}
