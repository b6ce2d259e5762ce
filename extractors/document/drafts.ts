// Owns the last step before paragraphs: parts of the document joined into units of form and table, and their text with offsets.
// Must not decide what a question, an answer or a State's row is; question-units.ts and table-units.ts do.

import { labelsBeforeBoxes } from "./tick-boxes.js";
import type { QuestionDraft } from "./answers.js";
import type { FootnoteCall, IssueRecord, Paragraph, Span, TableCell, TreatyRow } from "../contracts.js";
import type { Body, Heading } from "./assemble.js";
import { isHead } from "./question-rows.js";
import { questionUnits, type DraftPart } from "./question-units.js";
import { takeCalls, withoutFields, type SourceRow } from "./source.js";
import { stateTable, type StateDraft } from "./table-units.js";
import type { TreatyDraft } from "./treaty-rows.js";

/** @param texts finished text of each part, with the marks of notes and fields; "" for headings */
export function draftParts(parts: readonly (Heading | Body)[], texts: readonly string[], opening: string, resolve: (name: string) => string | null): DraftPart[] {
  const drafts: DraftPart[] = parts.map((part, i) => ({ part, text: texts[i] ?? "", question: null, state: null, head: false }));
  return questionUnits(withHeads(withStates(drafts, resolve)), opening);
}

const rowOf = ({ part }: DraftPart): SourceRow | null => (part.type === "paragraph" ? part.row : null);

function tablesOf(drafts: readonly DraftPart[]): Map<number, SourceRow[]> {
  const tables = new Map<number, SourceRow[]>();
  for (const row of drafts.map(rowOf)) if (row !== null) tables.set(row.table, [...(tables.get(row.table) ?? []), row]);
  return tables;
}

/** Rows of tables of States become one draft a State, in their place; the head stays as an unread row. */
function withStates(drafts: DraftPart[], resolve: (name: string) => string | null): DraftPart[] {
  const found = new Map<SourceRow, StateDraft[]>();
  const heads = new Map<SourceRow, boolean>();
  for (const rows of tablesOf(drafts).values()) {
    const states = stateTable(rows, resolve);
    if (states === null) continue;
    // What stands above the first State is the head; rows of a table that was turned are in its drafts.
    const first = states[0]?.row;
    rows.forEach((row, i) => void heads.set(row, first === undefined || i < rows.indexOf(first)));
    for (const state of states) found.set(state.row, [...(found.get(state.row) ?? []), state]);
  }
  return drafts.flatMap((draft) => {
    const row = rowOf(draft);
    if (row === null || !heads.has(row)) return [draft];
    const states = found.get(row);
    if (states === undefined) return heads.get(row) === true ? [{ ...draft, head: true }] : [];
    return states.map((state) => ({ ...draft, state }));
  });
}

/** The head of any other table says nothing by itself. */
function withHeads(drafts: DraftPart[]): DraftPart[] {
  const tables = tablesOf(drafts);
  return drafts.map((draft) => {
    const row = rowOf(draft);
    return row !== null && draft.state === null && (row.head || (tables.get(row.table)?.length ?? 0) > 1) && isHead(row, tables.get(row.table)!) ? { ...draft, head: true } : draft;
  });
}

export type PlacedText = Pick<Paragraph, "text" | "calls" | "question" | "cells" | "labels" | "treaties">;

/** The paragraph's text with its offsets; the marks of notes and fields are gone. */
export function placeText(draft: DraftPart): PlacedText {
  if (draft.question !== null) return placeQuestion(draft.question);
  if (draft.state !== null) return placeState(draft.state);
  const placed = takeCalls(withoutFields(draft.text));
  if (draft.head) return { ...placed, cells: [] };
  if (draft.treaties !== undefined) return { ...placed, cells: [], treaties: placeTreaties(draft.treaties, placed.text) };
  return draft.reading ? { ...placed, labels: labelSpans(draft, placed.text) } : placed;
}

/** Where each treaty and the words that tell of it stand in the row's text, in printed order. */
function placeTreaties(treaties: readonly TreatyDraft[], text: string): TreatyRow[] {
  const out: TreatyRow[] = [];
  let from = 0;
  for (const { name, words, wholeRow, status } of treaties) {
    const start = text.indexOf(words, from);
    if (start < 0) continue;
    from = start + words.length;
    out.push({ name: { start, end: start + name.length }, end: wholeRow ? text.length : from, status });
  }
  return out;
}

/** Where the cells that only name something stand in the row's text. */
function labelSpans(draft: DraftPart, text: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const cell of rowOf(draft)?.cells ?? []) {
    const words = cell.continued ? "" : takeCalls(withoutFields(cell.text)).text.trim();
    const start = words === "" ? -1 : text.indexOf(words, from);
    if (start < 0) continue;
    from = start + words.length;
    if (draft.reading!.labels.has(cell)) spans.push({ start, end: from });
  }
  return spans;
}

function placeQuestion({ question, answer, kind }: QuestionDraft): PlacedText {
  const asked = takeCalls(withoutFields(question).trim());
  const given = takeCalls(withoutFields(answer).trim());
  const text = given.text === "" ? asked.text : `${asked.text}\n${given.text}`;
  const answerStart = text.length - given.text.length;
  const calls = [...asked.calls, ...given.calls.map((call) => ({ ...call, offset: call.offset + answerStart }))];
  return { text, calls, question: { end: asked.text.length, answer: given.text === "" ? "none" : (labelsBeforeBoxes(text) ?? kind), answerStart } };
}

function placeState({ name, state, cells }: StateDraft): PlacedText {
  let text = "";
  const calls: FootnoteCall[] = [];
  const put = (piece: string): { start: number; end: number } | null => {
    const placed = takeCalls(withoutFields(piece).trim());
    if (placed.text === "") return null;
    if (text !== "") text += "\n";
    const start = text.length;
    calls.push(...placed.calls.map((call) => ({ ...call, offset: call.offset + start })));
    text += placed.text;
    return { start, end: text.length };
  };
  const stateSpan = put(name) ?? { start: 0, end: 0 };
  const placed: TableCell[] = cells.map(({ head, value, answer }) => {
    const headSpan = put(head);
    const valueSpan = put(value);
    return { state, stateSpan, head: headSpan, value: valueSpan, answer: valueSpan === null ? "none" : answer };
  });
  return { text, calls, cells: placed };
}

/** One issue for all questions without an answer, one for all empty cells: silence is counted, never read. */
export function countSilence(drafts: readonly DraftPart[], numbers: readonly string[]): IssueRecord[] {
  const issues: IssueRecord[] = [];
  const silent = drafts.flatMap(({ question }, i) => (question !== null && question.kind === "none" && question.counted ? [i] : []));
  const asked = drafts.filter(({ question }) => question?.counted).length;
  if (silent.length > 0) {
    const shown = silent.slice(0, 8).map((i) => numbers[i]).join(", ");
    issues.push({
      kind: "not_read", severity: "warning", paragraph: null, excerpt: withoutFields(drafts[silent[0]!]!.question!.question).slice(0, 200),
      message: `${silent.length} of ${asked} questions without an answer (paragraphs ${shown}${silent.length > 8 ? ", …" : ""}): empty, “n/a”, “see annex”, or boxes that leave it open. Nothing was made of them.`,
      next: "Look at the form: an answer may stand in an annex or in another file.",
    });
  }
  const mute = drafts.filter(({ reading }) => reading?.silent === true);
  if (mute.length > 0) {
    issues.push({
      kind: "not_read", severity: "notice", paragraph: null, excerpt: mute[0]!.text.slice(0, 200),
      message: `${mute.length} ${mute.length === 1 ? "row" : "rows"} of tables ${mute.length === 1 ? "names" : "name"} something and ${mute.length === 1 ? "says" : "say"} no more of it than a mark, a number or what is still to be done; nothing was made of ${mute.length === 1 ? "it" : "them"}.`,
      next: "Look at the table's heads and legend if these signs mean something.",
    });
  }
  const cells = drafts.flatMap(({ state }) => state?.cells ?? []);
  const empty = cells.filter((cell) => cell.answer === "none").length;
  if (empty > 0) {
    issues.push({
      kind: "not_read", severity: "notice", paragraph: null, excerpt: "",
      message: `${empty} of ${cells.length} cells in tables of States are empty or say nothing that can be read (a number, a dash); nothing was made of them.`,
      next: "Look at the table's legend if these signs mean something.",
    });
  }
  return issues;
}
