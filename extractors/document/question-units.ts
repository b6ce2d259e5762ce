// Owns which question of a form has which answer: paragraphs, headings and rows in, units of question and answer out.
// Must not know measures or States, and reads no answer further than "yes", "no", text or nothing.

import { BALLOTS, BOX_SIGNS, BULLETS, ENGLISH_NO, ENGLISH_YES, NO_WORDS, TYPED_SIGNS, YES_WORDS } from "./answer-words.js";
import { asks, bareAnswer, classifyAnswer, isLate, isPolar, questionEnd, type QuestionDraft } from "./answers.js";
import type { Body, Heading } from "./assemble.js";
import { rowUnit } from "./question-rows.js";
import { FIELD_OPEN, withoutFields, type SourceRow } from "./source.js";
import { readRowLabels, type RowReading } from "./table-labels.js";
import type { StateDraft } from "./table-units.js";
import { treatyRow, type TreatyDraft } from "./treaty-rows.js";
import { hasBallotBox, readChoice, readTickBoxes } from "./tick-boxes.js";

/** A part of the document on its way to a paragraph. `question` where it is a unit, then `text` is of no use. */
export interface DraftPart {
  part: Heading | Body;
  text: string;
  question: QuestionDraft | null;
  /** A row of a table of States and measures. */
  state: StateDraft | null;
  /** A table's head: kept as text, and read as nothing. */
  head: boolean;
  /** Which cells of its row only name something; a row that says nothing beside them is read as nothing, like a head. */
  reading?: RowReading | null;
  /** The treaties that its row names with what it says of them. */
  treaties?: TreatyDraft[];
}

const FORM_TITLE = /\b(?:questionnaires?|reply form|reporting (?:form|template|format)|self-assessment|replies to the (?:list|questions)|check-?list)\b/i;
const SIGN = new RegExp(`[?${BALLOTS}\uE002]`, "u");
const TYPED_BOX = new RegExp(`\\[\\s*[${TYPED_SIGNS}]?\\s*\\]`, "iu");
const POLITE = /\bplease\b/i;
const SIGN_BESIDE = new RegExp(`[${BOX_SIGNS}${BULLETS}()]`, "u");
/** "National hotline: No": a name and a word of answer, and nothing else. */
const NAMED_ANSWER = new RegExp(
  `^(?=.*\\p{L}{3})([^?!:\\n]{8,200}?)\\s*(?::|\\s[–—-])\\s*((?:${ENGLISH_YES}|${ENGLISH_NO}|none|nil|n\\/?\\.?a|not? (?:yet|applicable|available|known|data|information|answer|reply)|` +
  "in (?:progress|preparation)|under (?:preparation|development|way)|planned|envisaged|see|0)(?![\\p{L}\\d])[^:\\n]{0,25}|_{3,}|…)$",
  "iu",
);
/** "Budget for shelters … 300 euros": leaders part a name from a value of a few words; a year says since when, and stays in the line. */
const LEADERS_TO = /^([^?!.:…\n]{8,150})\s…\s((?=.*(?:\p{L}|\d))(?!(?:19|20)\d\d$)\S[^…\n]{0,40})$/u;
const BESIDE_OPTION = new RegExp(`(?<![\\p{L}\\d])(?:${YES_WORDS}|${NO_WORDS})\\s*[${BOX_SIGNS}(]|[${BOX_SIGNS}${BULLETS})]\\s*(?:${YES_WORDS}|${NO_WORDS})(?![\\p{L}\\d])`, "iu");
const HAS_WORD = new RegExp(`(?<![\\p{L}\\d])(?:${YES_WORDS}|${NO_WORDS})(?![\\p{L}\\d])`, "iu");
const BEFORE_BALLOTS = new RegExp(`(?=[${BALLOTS}])`, "u");

/** May the text ask, or hold boxes? A cheap look, one pattern after the other: every paragraph of every report is asked. */
function mayAsk(text: string): boolean {
  return SIGN.test(text) || (text.includes(" … ") && text.split("\n").some((line) => LEADERS_TO.test(line))) || (text.length < 2000 && /[:–—-]\s*(?:[ynpuis0_…])[^\n:]{0,40}$/im.test(text) && text.split("\n").some((line) => NAMED_ANSWER.test(line))) || (text.includes("[") && TYPED_BOX.test(text)) || POLITE.test(text) || (SIGN_BESIDE.test(text) && BESIDE_OPTION.test(text));
}

/** Is the document a form that was, or was to be, filled in? By its title, or by the share of its parts that ask. */
export function isForm(parts: readonly DraftPart[], opening: string): boolean {
  let asked = 0;
  let boxes = 0;
  const titled = FORM_TITLE.test(opening);
  for (const { part, text } of parts) {
    const words = part.type === "heading" ? part.text : text;
    if (titled && part.type === "paragraph" && questionEnd(words.slice(0, 1000), true) > 0) asked++;
    if (!mayAsk(words)) continue;
    if (asks(words.split("\n")[0] ?? "") || questionEnd(words, false) > 0) asked++;
    if (hasBallotBox(words) || words.includes(FIELD_OPEN) || readTickBoxes(words) !== null) boxes++;
  }
  if (asked + boxes > 0 && titled) return true;
  return boxes >= 3 || (asked >= 3 && asked >= parts.length * 0.2);
}

/**
 * Joins each question with its answer, whether the answer stands behind it, in the next paragraphs, in the next cell or in a box.
 * @param opening title and first lines; they tell a form
 */
export function questionUnits(parts: readonly DraftPart[], opening: string): DraftPart[] {
  const form = isForm(parts, opening);
  const out: DraftPart[] = [];
  const tables = new Map<number, Body[]>();
  for (const { part } of parts) if (part.type === "paragraph" && part.row !== null) tables.set(part.row.table, [...(tables.get(part.row.table) ?? []), part]);
  for (const given of joinOptions(parts)) {
    const { part } = given;
    if (part.type === "heading") pushHeading(given, part, form, out);
    else if (given.state !== null || given.head) {
      answeredByTable(out);
      out.push(given);
    } else if (part.row !== null) {
      answeredByTable(out);
      const rows = tables.get(part.row.table)?.map((body) => body.row!) ?? [];
      if (answersRowAbove(out, part.row)) continue;
      const treaties = treatyRow(part.row, rows);
      const unit = treaties === null ? rowUnit(part.row, rows) : null;
      if (treaties !== null) out.push({ ...given, treaties });
      else if (unit !== null) out.push(unitOf(part, unit));
      else {
        const reading = readRowLabels(part.row, rows);
        out.push({ ...given, reading, head: reading?.silent === true });
      }
    } else pushText(given, part, form, out);
  }
  return form ? out : out.map(asProse);
}

/** The row's only words stand below a question that fills the last column of the row above: they answer it. */
function answersRowAbove(out: DraftPart[], row: SourceRow): boolean {
  const last = out[out.length - 1];
  if (last?.part.type !== "paragraph" || last.part.row === null || last.part.row.table !== row.table) return false;
  const filled = row.cells.filter((cell) => cell.text.trim() !== "" && !cell.continued);
  const above = last.part.row.cells.filter((cell) => cell.text.trim() !== "").at(-1);
  const cell = filled[0];
  if (filled.length !== 1 || cell === undefined || cell.column === 0 || above === undefined || above.column !== cell.column) return false;
  const unit = last.question;
  const open = unit?.kind === "none" && unit.answer === "" && row.cells.every((each) => each.column <= cell.column);
  const asksBelow = questionEnd(withoutFields(cell.text), true) > 0;
  if (!open || !unit || asksBelow) return false;
  unit.answer = cell.text;
  unit.kind = classifyAnswer(withoutFields(cell.text));
  return true;
}

/** What print makes look like a heading, and is a question, an answer of a word, or has boxes to tick. */
function pushHeading(given: DraftPart, part: Heading, form: boolean, out: DraftPart[]): void {
  const body = bodyOf(part);
  if (form && asks(part.text) && questionEnd(part.text, true) >= part.text.length) out.push(unitOf(body, { question: part.text, answer: "", kind: "none", counted: true }));
  else if (holdsAnswer(part.text, form)) pushText({ ...given, part: body, text: part.text }, body, form, out);
  else if (waiting(out) === null || !isShortAnswer(part.text) || !takeAnswer(out, part.text, { ...body, number: null }, form)) out.push(given);
}

/** Boxes, a field, a name with its word of answer; in a form also a question with what answers it. */
function holdsAnswer(text: string, form: boolean): boolean {
  if (readTickBoxes(text) !== null || text.includes(FIELD_OPEN) || readChoice(text) !== null || NAMED_ANSWER.test(text)) return true;
  const end = form && text.includes("?") ? questionEnd(text, true) : 0;
  return end > 0 && end < text.length;
}

function isShortAnswer(text: string): boolean {
  return /\p{L}/u.test(text) && (classifyAnswer(text) !== "text" || isLate(text));
}

/** In a text that is no form, a question without answer is a figure of speech and stays where it stands. */
function asProse(draft: DraftPart): DraftPart {
  const { question, part } = draft;
  if (question === null || part.type === "heading" || part.row !== null || question.kind !== "none" || question.answer !== "" || !question.counted) return draft;
  return { ...draft, text: question.question, question: null };
}

function bodyOf(heading: Heading): Body {
  const number = heading.number !== null && /^\d/.test(heading.number) ? heading.number : null;
  return { type: "paragraph", number, text: heading.text, pageFirst: heading.page, pageLast: heading.page, block: heading.block, row: null };
}

const unitOf = (part: Body, question: QuestionDraft): DraftPart => ({ part, text: "", question, state: null, head: false });

/** "☐ Yes" and "☒ No" as paragraphs of their own are one answer. */
function joinOptions(parts: readonly DraftPart[]): DraftPart[] {
  const out: DraftPart[] = [];
  for (const given of parts) {
    const before = out[out.length - 1];
    if (before !== undefined && isOnlyOptions(given) && isOnlyOptions(before)) out[out.length - 1] = { ...before, text: `${before.text} ${given.text}` };
    else out.push(given.part.type === "paragraph" && given.text.includes("\n") ? { ...given, text: joinOptionLines(given.text) } : given);
  }
  return out;
}

function isOnlyOptions({ part, text }: DraftPart): boolean {
  return part.type === "paragraph" && part.number === null && part.row === null && !text.includes("\n") && onlyOptions(text);
}

function onlyOptions(line: string): boolean {
  if (line.length > 60) return false;
  const boxes = readTickBoxes(HAS_WORD.test(line) ? line : `☐ Yes ${line}`);
  return boxes !== null && boxes.before === "" && boxes.after === "";
}

function joinOptionLines(text: string): string {
  const out: string[] = [];
  for (const line of text.split("\n")) {
    if (out.length > 0 && onlyOptions(line) && onlyOptions(out[out.length - 1]!)) out[out.length - 1] += ` ${line}`;
    else out.push(line);
  }
  return out.join("\n");
}

/** The last unit, where it is a question that still waits for its answer. */
function waiting(out: DraftPart[]): DraftPart | null {
  const last = out[out.length - 1];
  const complete = last?.part.type === "paragraph" && last.part.row !== null;
  return last?.question?.kind === "none" && last.question.answer === "" && !complete ? last : null;
}

function answeredByTable(out: DraftPart[]): void {
  const last = waiting(out);
  if (last?.question) last.question.counted = false;
}

function pushText(given: DraftPart, part: Body, form: boolean, out: DraftPart[]): void {
  const segments = mayAsk(given.text) || (form && questionEnd(given.text.slice(0, 1000), true) > 0) ? segmentsOf(given.text, form) : [given.text];
  if (segments.length === 1 && typeof segments[0] === "string" && part.number !== null) {
    // A paragraph with a number of its own answers elsewhere than in the line below.
    if (form) answeredByTable(out);
    out.push(given);
    return;
  }
  segments.forEach((segment, i) => {
    const own = i === 0 ? part : { ...part, number: part.number === null ? null : numberOfItem(part.number, segment) };
    if (typeof segment === "string") {
      if (!(i === 0 && part.number === null && takeAnswer(out, segment, part, form))) out.push({ ...given, part: own, text: segment });
    } else if (segment.question === "") takeOptions(out, segment, own);
    else out.push(unitOf(own, segment));
  });
}

function numberOfItem(number: string, segment: string | QuestionDraft): string {
  const item = /^\s*(\([a-z\d]{1,4}\)|[a-z]\))/i.exec(typeof segment === "string" ? segment : segment.question)?.[1];
  return item === undefined ? number : `${number} ${item}`;
}

/** Gives a text to the question before it; in a form also further paragraphs, up to the next question, number or heading. */
function takeAnswer(out: DraftPart[], text: string, part: Body, form: boolean): boolean {
  const last = out[out.length - 1];
  const unit = last?.question;
  if (last === undefined || !unit || last.part.type !== "paragraph" || last.part.row !== null) return false;
  const open = unit.answer === "";
  const kind = classifyAnswer(withoutFields(text));
  if (!form && !(open && isPolarQuestion(unit.question) && kind !== "text" && text.length < 400)) return false;
  if (!open && !form) return false;
  if (open) unit.kind = kind;
  else if (unit.kind === "none") return false;
  unit.answer = open ? text : `${unit.answer}\n${text}`;
  last.part = { ...last.part, pageLast: part.pageLast ?? last.part.pageLast };
  return true;
}

function isPolarQuestion(question: string): boolean {
  return question.split(/(?<=\?)\s+/).some(isPolar);
}

/** Boxes without words of their own: they answer the question, or the short line, before them. */
function takeOptions(out: DraftPart[], options: QuestionDraft, part: Body): void {
  const last = out[out.length - 1];
  if (last?.question && last === waiting(out)) {
    last.question = { ...last.question, answer: options.answer, kind: options.kind };
  } else if (last !== undefined && last.question === null && last.part.type === "paragraph" && last.part.row === null && last.text.length <= 250) {
    out[out.length - 1] = unitOf(last.part, { ...options, question: last.text });
  } else out.push(unitOf(part, { ...options, question: options.answer, answer: "", kind: "none" }));
}

/** What turns a list of options: ticking one then says that something is missing. */
const TURNED = /\b(?:not|no|lack\w*|obstacles?|challenges?|difficult\w*|problems?|needs?|needed|gaps?|barriers?|wish|would|plan\w*|intend\w*|consider\w*)\b/i;

/** Options that print or join into one line ("☒ Legal aid ☐ Shelters") stand in a line each. */
function apartAtBoxes(line: string): string[] {
  if (!hasBallotBox(line) || readTickBoxes(line) !== null) return [line];
  return line.split(BEFORE_BALLOTS).map((part) => part.trim()).filter((part) => part !== "");
}

/** Takes a text apart into questions with what answers them, and whatever else stands between. */
function segmentsOf(text: string, form: boolean): (string | QuestionDraft)[] {
  const out: (string | QuestionDraft)[] = [];
  const lastUnit = (): QuestionDraft | null => {
    const last = out[out.length - 1];
    return typeof last === "object" ? last : null;
  };
  let choices: { lead: string } | null = null;
  for (const line of text.split("\n").flatMap(apartAtBoxes)) {
    const choice = readTickBoxes(line) === null ? readChoice(line) : null;
    if (choice !== null) {
      const before = out[out.length - 1];
      choices ??= { lead: typeof before === "string" ? before : (before?.question ?? "") };
      const lead = lastUnit();
      if (lead !== null && lead.answer === "" && lead.counted) lead.counted = false;
      const kind = choice.ticked && !TURNED.test(choices.lead) ? "yes" : "none";
      out.push({ question: choice.label, answer: line.slice(0, line.indexOf(choice.label)).trim(), kind, counted: false });
      continue;
    }
    choices = null;
    const unit = unitOfLine(line, form);
    const open = lastUnit();
    if (unit === null) {
      const kind = classifyAnswer(withoutFields(line));
      if (open !== null && (form || open.answer === "") && (form || kind !== "text")) {
        if (open.answer === "") open.kind = kind;
        open.answer = open.answer === "" ? line : `${open.answer}\n${line}`;
      } else {
        const before = out[out.length - 1];
        if (typeof before === "string") out[out.length - 1] = `${before}\n${line}`;
        else out.push(line);
      }
    } else if (unit.question === "" && open !== null && open.answer === "") {
      open.answer = unit.answer;
      open.kind = unit.kind;
    } else if (open !== null && open.answer === "" && unit.answer === "" && !isPolarQuestion(unit.question)) {
      open.question = `${open.question}\n${unit.question}`;
    } else out.push(unit);
  }
  return out;
}

/** "Shelters for victims: none": the name states nothing without the word behind it. */
function namedAnswer(line: string): QuestionDraft | null {
  const [, name, answer] = NAMED_ANSWER.exec(line) ?? LEADERS_TO.exec(line) ?? [];
  if (name === undefined || answer === undefined) return null;
  // A bare number may be a page or a sum.
  const said = /^not yet\b/i.test(answer) ? "no" : /\p{L}/u.test(answer) ? classifyAnswer(answer) : "none";
  // Whatever else is said in so few words ("planned for 2020") is read as that, or as nothing.
  return { question: name, answer, kind: said, counted: true };
}

/** A line that is, or holds, a question or boxes; null where it is neither. `question` is "" for boxes alone. */
function unitOfLine(line: string, form: boolean): QuestionDraft | null {
  const boxes = readTickBoxes(line);
  if (boxes !== null) {
    const turned = boxes.before === "" && !/^(?:if|please|comments?|details)\b/i.test(boxes.after);
    const question = turned ? boxes.after : boxes.before;
    const rest = turned ? "" : boxes.after;
    // "Under consideration", ticked, with no word more.
    const leftOpen = boxes.answer === "text" && rest === "" && !isLate(boxes.options);
    return { question, answer: rest === "" ? boxes.options : `${boxes.options}\n${rest}`, kind: leftOpen ? "none" : boxes.answer, counted: true };
  }
  const field = /\uE002([^\uE003]*)\uE003/.exec(line);
  if (field !== null) {
    const question = `${line.slice(0, field.index)} ${line.slice(field.index + field[0].length)}`.replace(/\s+/g, " ").replace(/[\s:]+$/, "").trim();
    const value = field[1]!.trim();
    const kind = classifyAnswer(value);
    if (kind !== "text" && question !== "") return { question, answer: value, kind, counted: true };
  }
  const end = questionEnd(line, form);
  if (end === 0) return namedAnswer(line);
  const answer = line.slice(end).trim();
  const kind = answer === "" ? "none" : classifyAnswer(withoutFields(answer));
  // "Is that enough? The Government believes so." is prose; "Is there a hotline? Yes." is not.
  if (answer !== "" && !form && (kind === "text" || !isPolarQuestion(line.slice(0, end)) || bareAnswer(answer).length > 400)) return null;
  return { question: line.slice(0, end).trim(), answer, kind, counted: true };
}
