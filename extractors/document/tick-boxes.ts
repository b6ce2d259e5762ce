// Owns boxes to tick in a text: which option is chosen, and what is left of the text without them.
// Must not know measures or formats; parsers write a box as ☒ or ☐ whatever the format calls it.

import { BALLOTS, BOX_SIGNS, BULLETS, ENGLISH_NO, ENGLISH_YES, NO_WORDS, OPEN_SIGNS, OPTION_WORDS, SET_SIGNS, TICKED_SIGNS, TYPED_SIGNS, YES_WORDS } from "./answer-words.js";
import { classifyAnswer } from "./answers.js";
import type { Answer } from "../contracts.js";

const TYPED = `[${TYPED_SIGNS}]`;
const BOX = new RegExp(`[${BOX_SIGNS}]|[${BULLETS}](?=\\s*(?:${ENGLISH_YES}|${ENGLISH_NO})(?![\\p{L}\\d]))|\\[\\s*${TYPED}?\\s*\\]|\\(\\s*${TYPED}?\\s*\\)|_+\\s?${TYPED}\\s?_+|_{2,}`, "giu");
const CHOSEN = new RegExp(`[${TICKED_SIGNS}]`, "iu");
/** Ballot boxes proper; the other signs are as often bullets of a list and count only beside "Yes" or "No". */
const BALLOT = new RegExp(`[${BALLOTS}]`, "u");
const YES_OR_NO = new RegExp(`^(?:${YES_WORDS}|${NO_WORDS})$`, "iu");
const OPTION_FIRST = new RegExp(`^\\s*(${OPTION_WORDS})(?![\\p{L}\\d])\\s*[.:,;/]?\\s*`, "iu");
const OPTION_LAST = new RegExp(`(?:^|[\\s:;,.?/])(${OPTION_WORDS})\\s*[:.]?\\s*$`, "iu");

export interface TickedOptions {
  /** What stands before the first option: the question, where the boxes follow it. */
  before: string;
  /** The options with their boxes, as printed. */
  options: string;
  /** What stands behind the last option. */
  after: string;
  answer: Answer;
}

export interface Choice {
  label: string;
  ticked: boolean;
}

interface Box {
  start: number;
  end: number;
  ticked: boolean;
}

function boxesOf(text: string): Box[] {
  return [...text.matchAll(BOX)].map((match) => ({ start: match.index, end: match.index + match[0].length, ticked: CHOSEN.test(match[0]) }));
}

/** Boxes beside "Yes" and "No" (and whatever else may be chosen); null where there are none. */
export function readTickBoxes(text: string): TickedOptions | null {
  const boxes = boxesOf(text);
  if (boxes.length === 0) return null;
  const options = OPTION_LAST.test(text.slice(0, boxes[0]!.start)) ? behind(text, boxes) : ahead(text, boxes);
  if (options === null || !options.some((option) => YES_OR_NO.test(option.label))) return null;
  const start = Math.min(...options.map((option) => option.start));
  const end = Math.max(...options.map((option) => option.end));
  const ticked = options.filter((option) => option.ticked);
  return {
    before: text.slice(0, start).trim(),
    options: text.slice(start, end).trim(),
    after: text.slice(end).trim(),
    answer: ticked.length === 1 ? classifyAnswer(ticked[0]!.label) : "none",
  };
}

interface Option extends Box {
  label: string;
}

/** "☒ Yes ☐ No". */
function ahead(text: string, boxes: Box[]): Option[] | null {
  const found: Option[] = [];
  for (const [i, box] of boxes.entries()) {
    const part = text.slice(box.end, boxes[i + 1]?.start ?? text.length);
    const label = OPTION_FIRST.exec(part);
    // Between the options nothing else may stand; behind the last the question may.
    if (label === null || (i < boxes.length - 1 && part.slice(label[0].length).trim() !== "")) return found.length > 0 && label === null ? found : null;
    found.push({ ...box, end: box.end + label[0].length, label: label[1]! });
  }
  return found;
}

/** "Yes ☒ No ☐". */
function behind(text: string, boxes: Box[]): Option[] | null {
  const found: Option[] = [];
  for (const [i, box] of boxes.entries()) {
    const from = boxes[i - 1]?.end ?? 0;
    const label = OPTION_LAST.exec(text.slice(from, box.start));
    if (label === null || (i > 0 && text.slice(from, from + label.index).trim() !== "")) return found.length > 0 && label === null ? found : null;
    found.push({ ...box, start: from + label.index + label[0].indexOf(label[1]!), label: label[1]! });
  }
  return found;
}

const LABELS_THEN_BOXES = new RegExp(`(?<![\\p{L}\\d])(${YES_WORDS}|${NO_WORDS})\\s+(${YES_WORDS}|${NO_WORDS})\\s*([${BALLOTS}])\\s*([${BALLOTS}])\\s*$`, "iu");

/**
 * "Yes No ☒ ☐": both labels are printed before both boxes, as the fields of a form come out; the boxes go with the labels in order.
 * @returns null where the text does not end so
 */
export function labelsBeforeBoxes(text: string): Answer | null {
  const found = LABELS_THEN_BOXES.exec(text);
  if (found === null) return null;
  const [, first = "", second = "", one = "", two = ""] = found;
  const ticked = [one, two].map((box) => CHOSEN.test(box));
  if (ticked[0] === ticked[1] || first.toLowerCase() === second.toLowerCase()) return "none";
  return classifyAnswer(ticked[0] === true ? first : second);
}

const CHOICE = new RegExp(`^\\s*([${BALLOTS}]|\\[\\s*${TYPED}?\\s*\\])\\s*(?=\\S)`, "iu");

/** One option of several to choose from ("☒ Shelters for victims"); null where the line is none. */
export function readChoice(line: string): Choice | null {
  const match = CHOICE.exec(line);
  if (match === null) return null;
  const label = line.slice(match[0].length).trim();
  if (boxesOf(label).length > 0 || !/\p{L}{3}/u.test(label)) return null;
  return { label, ticked: CHOSEN.test(match[1]!) };
}

const SET = new RegExp(`^(?:[${SET_SIGNS}]|\\[\\s*${TYPED}\\s*\\]|\\(\\s*${TYPED}\\s*\\))$`, "iu");
const NOT_SET = new RegExp(`^(?:[${OPEN_SIGNS}]|\\[\\s*\\]|\\(\\s*\\))$`, "u");

/** A cell that holds a box or a mark and nothing else: is it set? Null where it holds words, or nothing. */
export function readMark(cell: string): boolean | null {
  const bare = cell.trim();
  return SET.test(bare) ? true : NOT_SET.test(bare) ? false : null;
}

/** Are there boxes at all? */
export function hasBallotBox(text: string): boolean {
  return BALLOT.test(text);
}
