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
  const matches = sentence.parts.find(part, { context: sideOf(scene, from, to), topicNear: sentence.topicNear, behindSubject: behindSubject(scene, from) });
  const short = shortTreaties(part, focus).map((t) => ({ ...t, start: from + t.start, end: from + t.end }));
  return [...matches.map((m) => asFound(m, part, from)), ...short];
}

/** What a rule asks for around its words may stand in the sentence or the headings before; only for a part that finds nothing by itself. */
export function findWide(scene: Scene, from: number, to: number): Found[] {
  const own = find(scene, from, to);
  if (own.length > 0) return own;
  const { plain, sentence } = scene;
  const part = plain.slice(from, to);
  return sentence.parts.find(part, { context: wideContext(scene, from, to), topicNear: sentence.topicNear, behindSubject: behindSubject(scene, from) }).map((m) => asFound(m, part, from));
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

/** "Kenya trained police officers, Ghana labour inspectors": the verb of the subject before, with an object of its own. */
export function findGapped({ sentence, focus }: Scene, scope: string, from: number): Found[] {
  if (focus.verb === null || !sentence.parts.namesThing(scope)) return [];
  const joined = `They ${focus.verb} ${scope.replace(/^[\s,]+/, "")}`;
  const end = from + scope.trimEnd().length;
  return sentence.parts.find(joined, { context: joined, topicNear: sentence.topicNear }).map((x) => ({ ...asFound(x, joined, from), start: from, end }));
}

/** "Campaigns were run in X. Others were directed at migrants (Y)": the head noun of the measure before, with what is said of the others. */
export function findOthers({ sentence, focus }: Scene, part: string, from: number): Found[] {
  const m = /^\s*(?:while |whereas |and )?(?:others|some) (?=(?:is|are|was|were|has been|have been|had been)\b)/i.exec(part);
  const [before] = focus.measures;
  if (m === null || before === undefined) return [];
  const head = /^\s*(?:[\w-]+ ){0,3}?[\w-]+s\b/i.exec(before.words)?.[0] ?? "";
  if (head === "") return [];
  const joined = `${head.trim()} ${part.slice(m[0].length)}`;
  const kind = before.measure.split(".")[0];
  const end = from + part.trimEnd().length;
  return sentence.parts.find(joined, { context: joined, topicNear: sentence.topicNear }).filter((x) => x.measure.split(".")[0] === kind).map((x) => ({ ...asFound(x, joined, from), start: end, end }));
}

/** "…, and victims in Canada have …": a clause that opens with a subject of its own State stands by itself. */
function ownSide({ plain, clauses }: Scene, from: number, to: number): { start: number; end: number } {
  const own = clauses.filter((c) => c.own);
  return { start: own.findLast((c) => c.start <= from)?.start ?? 0, end: own.find((c) => c.start >= to)?.start ?? plain.length };
}

/** This sentence as far as it may speak of the same State. */
export function ownContext(scene: Scene, from: number, to: number): string {
  const { start, end } = ownSide(scene, from, to);
  return scene.plain.slice(start, end);
}

/** The sentence before, and this one as far as it may speak of the same State. */
function wideContext(scene: Scene, from: number, to: number): string {
  const { start, end } = ownSide(scene, from, to);
  return start === 0 && end === scene.plain.length ? scene.context : `${scene.sentence.previous}\n${scene.plain.slice(start, end)}`;
}

/** The side of a contrast in which the words stand: the law of "A has a law, while B grants permits" is A's alone. */
function sideOf(scene: Scene, from: number, to: number): string {
  const { plain } = scene;
  let { start, end } = ownSide(scene, from, to);
  for (const m of plain.matchAll(/\b(?:while|whilst|whereas|although)\b/gi)) {
    if (m.index <= from && m.index > start) start = m.index;
    else if (m.index >= to && m.index < end) end = m.index;
  }
  // What follows is said of the States after it: the clients that Togo addressed are not those of Kenya.
  return plain.slice(start, Math.min(end, to));
}
