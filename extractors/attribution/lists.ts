// Owns attribution in texts that name many States: each measure to the States that the grammar gives it to, clause by clause.
// Must not decide whose text it is; extract.ts does.
import type { Span } from "../contracts.js";
import { built } from "../text/patterns.js";
import { giveException, readBehindMeasure } from "./behind-measure.js";
import type { Focus } from "./focus.js";
import { isOrganizationActing } from "./organizations.js";
import { readPronoun } from "./pronouns.js";
import { findQuantifiers } from "./quantifiers.js";
import { sceneOf, type ClauseScene, type ListResult, type ListSentence, type Scene } from "./scene.js";
import { readStateFirst } from "./state-first.js";
import { readSubjects } from "./subjects.js";
import { readUnnamed } from "./unnamed.js";
import { wordsOf } from "./words.js";

/** Reads one sentence of a text that names many States. Updates the focus, and `usage` by rule. */
export function readListSentence(sentence: ListSentence, focus: Focus, usage: Record<string, number>): ListResult {
  turn(sentence, focus);
  const scene = sceneOf(focus.turned ? { ...sentence, topicNear: false } : sentence, focus, usage);
  if (/^\s*(?:for (?:example|instance)|examples?)\b|\bfor example\b,/i.test(sentence.text)) focus.illustrative = true;
  for (const span of scene.clauses) {
    if (isOrganizationActing(scene.plain.slice(span.start, span.end))) scene.partStart = span.end;
    else readClause(clauseSceneOf(scene, span));
  }
  return scene.out;
}

const replies = built(() => new RegExp(String.raw`\b${wordsOf("reply")}\b`, "i"));

/** "Many States set their action in the context of violence against women": what follows is on that, until the topic is named again. */
function turn({ text, mentions, parts }: ListSentence, focus: Focus): void {
  if (parts.onTopic(text)) focus.turned = false;
  const tells = mentions.every((m) => m.iso3 === null) && (findQuantifiers(text).length > 0 || replies().test(text));
  // "Most Governments indicated that health personnel had been trained" has a measure, whatever its words.
  if (!tells || !parts.ofAnother(text) || parts.find(text, { context: text, topicNear: true }).length > 0) return;
  focus.turned = true;
  focus.measures = [];
}

/** States in brackets behind their measure come first, then subjects, then "it", then unnamed States: each leaves to the next what it did not find. */
function readClause(c: ClauseScene): void {
  const { scene, span, lists, open, subjects } = c;
  if (open.length > 0 && (lists.length === 0 || open.some((g) => g.start < (lists[0]?.start ?? 0)))) scene.partStart = span.start;
  readBehindMeasure(c);
  readSubjects(c);
  if (subjects.length > 0) for (const g of open) if (g.position === "exception") giveException(c, g, span.end);
  if (!c.any && open.length === 0 && lists.length === 0) readPronoun(c);
  readUnnamed(c);
  for (const g of c.groups) if (g.states.length > 0) scene.focus.groups = [...scene.focus.groups.slice(-3), g.states];
}

function clauseSceneOf(scene: Scene, span: Span): ClauseScene {
  const groups = scene.groups.filter((g) => g.start >= span.start && g.start < span.end);
  const told = readStateFirst(scene, span, groups);
  const open = groups.filter((g) => g.position !== "list" && g.position !== "partner" && !told.has(g));
  const subjects = open.filter((g) => g.position === "subject");
  return { scene, span, groups, lists: groups.filter((g) => g.position === "list"), open, subjects, told, found: [], any: told.size > 0 };
}
