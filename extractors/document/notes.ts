// Owns notes: at the foot of pages, at the end, and their calls in text that keeps no raised print. It marks lines, it drops none.
// Must not build paragraphs.

import { callMark, withoutCalls, type SourceLine, type SourceNote } from "./source.js";
import { bodySize, RULE } from "./zones.js";

const NOTE_START = /^(?:(\d{1,3})(?:\s+|\/\s*|\)\s+)(?=\S)|([*†‡§]{1,4})\s*(?=\S)|([a-z])(?:\/\s*|\s+(?=[A-Z(“"])))/;

function noteStart(line: SourceLine): { label: string; rest: string } | null {
  if (line.label !== null) return { label: line.label, rest: line.text };
  const match = NOTE_START.exec(line.text);
  if (!match) return null;
  const label = match[1] ?? match[2] ?? match[3] ?? "";
  return { label, rest: line.text.slice(match[0].length) };
}

/**
 * Marks the notes at the foot of pages and gives them back, joined over lines.
 * With layout: the block of smaller print at the foot that starts with a label, or whatever stands below a printed rule.
 * `endnotes` are lines that are notes already.
 * Without: what follows a printed rule, up to the line where the interrupted sentence goes on.
 */
export function takeNotes(lines: SourceLine[], endnotes: SourceLine[], join: (first: string, second: string) => string): SourceNote[] {
  const notes: SourceNote[] = [];
  const before = new Set(endnotes);
  const layout = lines.some((line) => line.size > 0);
  if (layout) markNotesByLayout(lines);
  else {
    markNotesByRule(lines);
    markNotesAtFoot(lines);
  }
  let open: SourceNote | null = null;
  for (const [i, line] of lines.entries()) {
    if (line.zone !== "footnote" || before.has(line)) continue;
    if (RULE.test(line.text) || line.text === "") continue;
    const start = layout ? noteStart(line) : entryStart(line, lines[i + 1]);
    const isNew = start !== null && (line.label !== null || startsNewNote(start.label, open));
    if (isNew && start) {
      open = { label: start.label, page: line.page, text: start.rest };
      notes.push(open);
    } else if (open) open.text = open.text === "" ? line.text : join(open.text, line.text);
    else {
      open = { label: "", page: line.page, text: line.text };
      notes.push(open);
    }
  }
  return notes.filter((note) => note.text.trim() !== "" || note.label !== "");
}

/** A number at the start of a note's line is a label only if it follows the one before ("2008 report" does not). */
function startsNewNote(label: string, open: SourceNote | null): boolean {
  if (!/^\d+$/.test(label)) return true;
  if (!open || !/^\d+$/.test(open.label)) return true;
  const step = Number(label) - Number(open.label);
  return step >= 1 && step <= 3;
}

function markNotesByLayout(lines: SourceLine[]): void {
  const body = bodySize(lines);
  const pages = new Map<number, SourceLine[]>();
  for (const line of lines) {
    if (line.page === null || line.zone !== "body") continue;
    const key = line.page * 4 + (line.column + 1);
    const list = pages.get(key) ?? [];
    list.push(line);
    pages.set(key, list);
  }
  let lastPageHadNotes = 0;
  for (const [key, list] of [...pages].sort((p, q) => p[0] - q[0])) {
    const page = Math.floor(key / 4);
    const rule = list.findIndex((line) => RULE.test(line.text));
    if (rule >= 0) {
      const below = list.slice(rule + 1);
      const begins = below[0] ? noteStart(below[0]) : null;
      if (begins || below.every((line) => line.size <= body * 0.95)) {
        for (const line of list.slice(rule)) line.zone = "footnote";
        lastPageHadNotes = page;
        continue;
      }
      list[rule]!.zone = "furniture";
    }
    let first = list.length;
    while (first > 0) {
      const line = list[first - 1]!;
      if (line.size <= body * 0.93 && line.size > 0) first--;
      else break;
    }
    if (first === list.length) continue;
    const tail = list.slice(first);
    const at = tail.findIndex((line) => noteStart(line) !== null && (line.label !== null || /^(?:\d{1,3}\s|[*†‡])/.test(line.text)));
    if (at > 0 && lastPageHadNotes !== page - 1) {
      // Small print before the first label, with no note to continue: a table or a quotation, not notes.
      for (const line of tail.slice(at)) line.zone = "footnote";
      lastPageHadNotes = page;
    } else if (at === 0 || (lastPageHadNotes === page - 1 && lastPageHadNotes > 0 && (at > 0 || tail.length <= 12) && !/^[A-Z•]/.test(tail[0]!.text))) {
      for (const line of tail) line.zone = "footnote";
      lastPageHadNotes = page;
    } else if (at > 0) {
      for (const line of tail.slice(at)) line.zone = "footnote";
      lastPageHadNotes = page;
    }
  }
}

function markNotesByRule(lines: SourceLine[]): void {
  let inside = false;
  let lastLabel = 0;
  let textSoFar = "";
  for (const line of lines) {
    if (RULE.test(line.text)) {
      inside = true;
      textSoFar = "";
      line.zone = "footnote";
      continue;
    }
    if (!inside) continue;
    const start = NOTE_START.exec(line.text);
    const number = Number(start?.[1] ?? Number.NaN);
    const isLabel = start !== null && !/^\d{1,3}\.\s/.test(line.text) && (Number.isNaN(number) ? textSoFar === "" || line.blockStart : number > lastLabel && number <= lastLabel + 4);
    if (isLabel) {
      if (!Number.isNaN(number)) lastLabel = number;
      line.zone = "footnote";
      textSoFar = line.text;
      continue;
    }
    const ended = /[.!?]["”’)]*$/.test(textSoFar);
    const goesOn = textSoFar === "" || (!line.blockStart && !(ended && (line.x > 0 || /^\p{Ll}/u.test(line.text))) && !(ended && textSoFar.length > 0 && line.lead !== null));
    if (goesOn && line.headingLevel === null) {
      line.zone = "footnote";
      textSoFar = line.text;
    } else inside = false;
  }
}

/** Most of a page that notes at its foot may take. */
const LONGEST_FOOT = 0.6;

/**
 * In text that keeps its pages and no rule above the notes: from the line that bears the next label to the page's end, where that label is
 * called on the page, stuck to a word.
 */
function markNotesAtFoot(lines: SourceLine[]): void {
  const pages = new Map<number, SourceLine[]>();
  for (const line of lines) if (line.page !== null && line.zone === "body") pages.set(line.page, [...(pages.get(line.page) ?? []), line]);
  let last = 0;
  for (const page of [...pages.keys()].sort((p, q) => p - q)) {
    const list = pages.get(page)!;
    const at = footOf(list, last);
    if (at < 0) continue;
    for (const line of list.slice(at)) {
      line.zone = "footnote";
      const label = Number(FOOT_LABEL.exec(line.text)?.[1]);
      if (label > last && label <= last + 3) last = label;
    }
  }
}

const FOOT_LABEL = /^(\d{1,3})(?:$|\s+(?=[\p{Lu}“"‘']))/u;

const FOOT_STAR = /^[*∗†‡]{1,3}(?:$|\s*\p{Lu})/u;
/** A note with a star is short. */
const MOST_STARRED = 5;
const NUMBERED_LINE = /^\d{1,4}\.(?:\d+\.?)?(?:\s+\p{Lu}|$)/u;

/** Index of the line where the notes of a page begin; -1 where it has none. */
function footOf(list: SourceLine[], last: number): number {
  for (let at = Math.max(1, Math.ceil(list.length * (1 - LONGEST_FOOT))); at < list.length; at++) {
    const label = FOOT_LABEL.exec(list[at]!.text)?.[1];
    if (FOOT_STAR.test(list[at]!.text) && list.length - at <= MOST_STARRED && !list.slice(at).some((line) => NUMBERED_LINE.test(line.text))) return at;
    if (label === undefined || (last > 0 ? Number(label) <= last || Number(label) > last + 3 : label !== "1")) continue;
    const called = list.slice(0, at).some((line) => [...line.text.matchAll(PLAIN_CALL)].some((call) => call[1] === label));
    if (called && !list.slice(at).some((line) => NUMBERED_LINE.test(line.text))) return at;
  }
  return -1;
}

/**
 * Takes a closing list of notes ("Notes", "Endnotes") out of the body, where its entries carry labels in sequence.
 * @returns the notes; their lines are marked
 */
export function takeEndnotes(lines: SourceLine[], join: (first: string, second: string) => string): SourceNote[] {
  const live = lines.filter((line) => line.zone === "body");
  const at = live.findIndex((line, i) => /^(?:end)?notes$/i.test(withoutCalls(line.text).trim()) && i > live.length * 0.3);
  if (at < 0) return [];
  const entries = live.slice(at + 1);
  const begins = entries[0] ? entryStart(entries[0], entries[1]) : null;
  // Extractors lose the first label now and then: what leads up to label 2 is note 1.
  const unlabelled = !begins && entries.slice(1, 8).some((line, i) => entryStart(line, entries[i + 2])?.label === "2");
  if (!unlabelled && (!begins || !/^(?:1|a|\*)$/.test(begins.label))) return [];
  const notes: SourceNote[] = unlabelled ? [{ label: "1", page: entries[0]!.page, text: "" }] : [];
  live[at]!.zone = "footnote";
  for (const [i, line] of entries.entries()) {
    if (/^Annex(?:es)?\b/i.test(line.text) && line.text.length < 40) break;
    line.zone = "footnote";
    const start = entryStart(line, entries[i + 1]);
    const open = notes[notes.length - 1];
    if (start && (line.label !== null || startsNewNote(start.label, open ?? null))) notes.push({ label: start.label, page: line.page, text: start.rest });
    else if (open) open.text = open.text === "" ? line.text : join(open.text, line.text);
  }
  return notes;
}

/** A note's label before its text, or alone where extractors put raised print on a line of its own. */
function entryStart(line: SourceLine, next: SourceLine | undefined): { label: string; rest: string } | null {
  const start = noteStart(line);
  if (start !== null || line.size > 0 || next === undefined) return start;
  return /^(?:\d{1,3}|[*∗†‡]{1,3})$/.test(line.text) ? { label: line.text, rest: "" } : null;
}

const PLAIN_CALL = /(?<=[\p{L})\]”’"'%][.,;:]?|\d[.,;:]|(?<!\d)(?:19|20)\d\d)(\d{1,3})(?=$|[\s,;.):”’])/gu;
/** A mark behind a bare word or a year counts only beside one that is so few labels away: "COVID19" is no call. */
const NEAR = 3;

interface PlainCall {
  text: number;
  at: number;
  label: string;
  /** Place of its label among the notes. */
  note: number;
  bare: boolean;
}

/**
 * Plain text keeps no raised print: a digit that stands right behind a word or a stop and is the label of a note becomes that note's
 * mark. Notes are called in order, so of all such digits the longest run of rising labels is taken; headings count as well.
 */
export function findPlainCalls(texts: string[], labels: string[]): string[] {
  const place = placesOf(labels);
  const isName = namesWithNumbers(texts);
  const found = texts.flatMap((text, i) => [...text.matchAll(PLAIN_CALL)].flatMap((match): PlainCall[] => {
    const note = place.get(match[1]!);
    return note === undefined || isName(text, match.index, match[1]!) ? [] : [{ text: i, at: match.index, label: match[1]!, note, bare: !/[.,;:)\]”’"']/.test(text.charAt(match.index - 1)) }];
  }));
  const run = longestRun(found);
  const near = (a: PlainCall | undefined, b: PlainCall): boolean => a !== undefined && Math.abs(a.note - b.note) <= NEAR;
  const calls = run.filter((call, i) => !call.bare || near(run[i - 1], call) || near(run[i + 1], call) || (call.note === 0 && run.length === 1));
  const out = [...texts];
  for (const { text, at, label } of calls.reverse()) out[text] = out[text]!.slice(0, at) + callMark(label) + out[text]!.slice(at + label.length);
  return out;
}

/** Words of capitals whose number is part of the name: one that comes again, and a series of them ("JS1", "JS2", "JS3"). A note is called once. */
function namesWithNumbers(texts: readonly string[]): (text: string, at: number, digits: string) => boolean {
  const numbers = new Map<string, number[]>();
  for (const text of texts) for (const [, name = "", digits] of text.matchAll(/(?<![\p{L}\d])(\p{Lu}{2,})(\d{1,3})(?!\d)/gu)) numbers.set(name, [...(numbers.get(name) ?? []), Number(digits)]);
  return (text, at, digits) => {
    const name = /(?<![\p{L}\d])\p{Lu}{2,}$/u.exec(text.slice(Math.max(0, at - 12), at))?.[0];
    const all = name === undefined ? [] : (numbers.get(name) ?? []);
    return all.filter((value) => value === Number(digits)).length > 1 || new Set(all).size >= 3;
  };
}

/** Labels in order; a few numbers that the list of notes lost between two are called all the same. */
function placesOf(labels: string[]): Map<string, number> {
  const place = new Map<string, number>();
  let before = 0;
  for (const label of labels) {
    if (!/^\d{1,3}$/.test(label)) continue;
    const value = Number(label);
    if (value > before && value <= before + NEAR) for (let lost = before + 1; lost < value; lost++) place.set(String(lost), place.size);
    if (!place.has(label)) place.set(label, place.size);
    before = value;
  }
  return place;
}

/** The longest run of calls, in printed order, whose labels rise. */
function longestRun(calls: readonly PlainCall[]): PlainCall[] {
  const ends: number[] = [];
  const previous = new Array<number>(calls.length).fill(-1);
  calls.forEach((call, i) => {
    let low = 0;
    for (let high = ends.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (calls[ends[middle]!]!.note < call.note) low = middle + 1;
      else high = middle;
    }
    previous[i] = low > 0 ? ends[low - 1]! : -1;
    // Of two runs of one length the one that ended on the earlier place stays, unless its last label is higher.
    ends[low] = i;
  });
  const run: PlainCall[] = [];
  for (let i = ends.at(-1) ?? -1; i >= 0; i = previous[i]!) run.push(calls[i]!);
  return run.reverse();
}
