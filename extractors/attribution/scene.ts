// Owns a sentence that lists States made ready to be read: its clauses, its groups of States, and the text that rules see.
// Must not find measures.
import type { Span } from "../contracts.js";
import type { StateMention } from "../states/mentions.js";
import { splitClauses, type Clause } from "./clauses.js";
import type { Focus } from "./focus.js";
import type { Found } from "./found.js";
import { findGroups, type StateGroup } from "./groups.js";
import { findBrackets, type Bracket } from "./list-brackets.js";
import type { PartReader } from "./part-reader.js";
import type { RawClaim, RawCollective } from "./raw-claim.js";

export interface ListSentence {
  /** Offset of the sentence in the paragraph. */
  offset: number;
  /** Masked text of the sentence. */
  text: string;
  /** Mentions with offsets into `text`. */
  mentions: StateMention[];
  topicNear: boolean;
  /** The sentence before (masked), for rules that need law or data around them. */
  previous: string;
  /** How measures and their status are read in a part of the sentence. */
  parts: PartReader;
}

export interface ListResult {
  claims: RawClaim[];
  collective: RawCollective[];
  /** Lists of States whose measure could not be told; spans in the paragraph. */
  unresolved: Span[];
  /** Names in lists of States that no alias knows. */
  unknown: { name: string; span: Span }[];
}

/** A sentence on its way: what stands in it, what was carried to it, and what comes out. */
export interface Scene {
  sentence: ListSentence;
  /** The sentence without its lists, and with brackets of remarks left in. */
  plain: string;
  /** With the sentence before. */
  context: string;
  brackets: readonly Bracket[];
  groups: readonly StateGroup[];
  lists: readonly StateGroup[];
  clauses: readonly Clause[];
  focus: Focus;
  usage: Record<string, number>;
  out: ListResult;
  /** Where the words of the next list begin. */
  partStart: number;
  /** Words of the list before, for one that shares them; null where none stood. */
  lastPart: string | null;
  lastListMeasures: readonly Found[];
}

/** One clause of the sentence, and what was found there so far. */
export interface ClauseScene {
  scene: Scene;
  span: Span;
  /** Groups of States in the clause; `open` are those outside lists that act and have no measure of their own yet. */
  groups: readonly StateGroup[];
  lists: readonly StateGroup[];
  open: readonly StateGroup[];
  subjects: readonly StateGroup[];
  /** Groups whose States each have their measure behind them in brackets. */
  told: ReadonlySet<StateGroup>;
  /** Measures that the clause speaks of. */
  found: readonly Found[];
  /** Something was given to a State in it. */
  any: boolean;
}

function blank(text: string, spans: readonly Span[]): string {
  let out = text;
  for (const s of spans) out = out.slice(0, s.start) + " ".repeat(s.end - s.start) + out.slice(s.end);
  return out;
}

/** "…, and of Mongolia, where …" goes on with the exceptions. */
function markExceptions(text: string, groups: readonly StateGroup[]): void {
  groups.forEach((g, i) => {
    const before = groups[i - 1];
    if (before?.position === "exception" && g.position === "place" && /,?\s+(?:and|or|nor)\s+(?:of|in|for|by)\s+(?:the\s+)?$/i.test(text.slice(before.end, g.start))) g.position = "exception";
  });
}

/** Makes a sentence ready; names in its lists that no alias knows are put out at once. */
export function sceneOf(sentence: ListSentence, focus: Focus, usage: Record<string, number>): Scene {
  const { text, mentions, offset } = sentence;
  const brackets = findBrackets(text, mentions);
  const clauses = splitClauses(text, brackets, mentions, sentence.parts.finiteVerbs);
  const clauseStartOf = (at: number): number => clauses.filter((c) => c.start <= at).at(-1)?.start ?? 0;
  const groups = findGroups(text, mentions, brackets, clauseStartOf);
  markExceptions(text, groups);
  const lists = groups.filter((g) => g.position === "list");
  const unknown = lists.flatMap((g) => g.unknown.map((name) => ({ name, span: { start: offset + g.outer.start, end: offset + g.outer.end } })));
  const plain = blank(text, lists.map((g) => g.outer));
  const out = { claims: [], collective: [], unresolved: [], unknown };
  return { sentence, plain, context: `${sentence.previous}\n${plain}`, brackets, groups, lists, clauses, focus, usage, out, partStart: 0, lastPart: null, lastListMeasures: [] };
}

/** From the first word at or behind `from` to the last one before `to`. */
export function wordsBetween(text: string, from: number, to: number): Span {
  const start = from + (/^[\s,;]*/.exec(text.slice(from))?.[0].length ?? 0);
  let end = to;
  while (end > 0 && /[\s,;]/.test(text.charAt(end - 1))) end--;
  return { start, end };
}
