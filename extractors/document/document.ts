// Owns the reader: lines of any format in, a ReadDocument out. Pure: no disk, no clock.
// Must not know file formats beyond what SourceDocument says.

import type { Footnote, IssueRecord, Paragraph, ReadDocument, Section } from "../contracts.js";
import { assemble, type Assembled, type Body, type Heading } from "./assemble.js";
import { countSilence, draftParts, placeText } from "./drafts.js";
import { readMetadata } from "./metadata.js";
import { findPlainCalls, takeEndnotes, takeNotes } from "./notes.js";
import { markPrintedPages } from "./printed-text.js";
import { withPlainTables } from "./printed-tables.js";
import { assignRoles } from "./roles.js";
import { callMark, LINE_BREAK, withoutCalls, withoutFields, type SourceLine, type ReadOptions, type SourceDocument, type SourceNote } from "./source.js";
import { joinLines, mendSpaces, tidySpaces, vocabularyOf } from "./words.js";
import { partLongLines, partWrappedText } from "./wrapped.js";
import { markContents, markFurniture, takeMasthead } from "./zones.js";

/**
 * Reads a document from its lines.
 * Footnote offsets and every later offset are UTF-16 offsets into `Paragraph.text`.
 */
export function documentFromLines(source: SourceDocument, given: ReadOptions): ReadDocument {
  const options = { ...given, resolveState: namesOnly(given.resolveState) };
  const issues: IssueRecord[] = [...(source.issues ?? [])];
  const lines = withPlainTables(source.lines, options.resolveState);
  if (source.format === "text" && lines.every((line) => line.page === null)) markPrintedPages(lines);
  const paged = lines.some((line) => line.page !== null);
  if (paged) markFurniture(lines);
  const vocabulary = vocabularyOf(lines.filter((line) => line.zone === "body").flatMap((line) => line.text.split(LINE_BREAK)));
  const join = (first: string, second: string): string => joinLines(first, second, vocabulary);
  joinCellLines(lines, join);
  const finish = (text: string): string => text.split("\n").map((part) => tidySpaces(mendSpaces(part, vocabulary))).filter((part) => part !== "").join("\n");

  leaderIssues(markContents(lines), issues);
  const masthead = takeMasthead(lines);
  const titleNotes = lines.filter((line) => line.zone === "footnote");
  const endnotes = takeEndnotes(lines, join);
  const endnoteLines = lines.filter((line) => line.zone === "footnote" && !titleNotes.includes(line));
  const notes: SourceNote[] = [...source.notes, ...takeNotes(lines, endnoteLines, join), ...endnotes];
  // Print of one font without space between paragraphs is like wrapped text.
  if (source.format === "text" || source.format === "pdf") partWrappedText(lines);
  if (source.format === "text") partLongLines(lines);
  const assembled = assemble(lines, join);

  const sections: Section[] = [];
  const paragraphs: Paragraph[] = [];
  const stack: { level: number; section: Section }[] = [];
  let texts = assembled.parts.map((part) => (part.type === "paragraph" ? finish(part.text) : part.text));
  if (source.format === "text" && notes.length > 0) texts = findPlainCalls(texts, notes.map((note) => note.label));

  else if (paged) callsInLine(texts, assembled.parts, notes);

  texts = texts.map((text, index) => withRowText(text, assembled.parts[index]!, finish));
  assembled.parts.forEach((part, index) => {
    if (part.type !== "heading") return;
    part.text = withoutCalls(texts[index] ?? part.text);
    texts[index] = "";
  });
  const opening = [...masthead, ...lines.filter((line) => line.zone === "body").slice(0, 6)].map((line) => withoutCalls(line.text)).join("\n").slice(0, 2000);
  const drafts = draftParts(assembled.parts, texts, opening, options.resolveState);
  for (const line of lines) line.text = withoutFields(line.text);
  const numbers: string[] = [];
  const usedNumbers = new Set<string>();
  drafts.forEach((draft, index) => {
    const { part } = draft;
    numbers.push("");
    if (part.type === "heading") {
      openSection(part, drafts[index - 1]?.part.type === "heading", drafts[index + 1]?.part.type === "heading");
      return;
    }
    const placed = placeText(draft);
    if (placed.text === "") return;
    let number = part.number ?? `b${part.block}`;
    // Two unnumbered paragraphs in one block (a heading stood between them) must stay apart.
    if (part.number === null && usedNumbers.has(number)) {
      let suffix = 2;
      while (usedNumbers.has(`${number}.${suffix}`)) suffix++;
      number = `${number}.${suffix}`;
    }
    usedNumbers.add(number);
    numbers[index] = number;
    paragraphs.push({
      ordinal: paragraphs.length,
      number,
      numbered: part.number !== null,
      section: stack.length > 0 ? stack[stack.length - 1]!.section.ordinal : null,
      headings: stack.map((entry) => entry.section.heading),
      role: "other",
      pageFirst: part.pageFirst,
      pageLast: part.pageLast,
      ...placed,
      ...recognisedOn(source.recognised, part),
    });
  });
  issues.push(...countSilence(drafts, numbers));

  /**
   * Plain text shows no rank of headings. Several in a row stand one below the other ("Article 6", "Trafficking",
   * "Legislation"); one alone stands beside the last of them, unless it begins a new article or chapter.
   */
  function rankOf(part: Heading, afterHeading: boolean, beforeHeading: boolean): number {
    const top = stack[stack.length - 1];
    if (source.format !== "text" || part.number !== null || top === undefined || Math.floor(top.level) !== part.level) return part.level;
    if (afterHeading) return top.level + 0.01;
    const begins = beforeHeading || /^(?:articles?|chapter|part|section)\s+(?:\d|[IVX]+\b)/i.test(part.text);
    return begins ? part.level : top.level;
  }

  function openSection(part: Heading, afterHeading: boolean, beforeHeading: boolean): void {
    const rank = rankOf(part, afterHeading, beforeHeading);
    const section: Section = { ordinal: sections.length, level: part.level, heading: withoutFields(tidySpaces(mendSpaces(part.text, vocabulary))), number: part.number, role: "other", roleRule: "", state: null };
    sections.push(section);
    while (stack.length > 0 && stack[stack.length - 1]!.level >= rank) stack.pop();
    stack.push({ level: rank, section });
  }

  const footnotes = linkNotes(notes, paragraphs, issues, finish);
  const textRead = shareRead(source, paragraphs, footnotes);
  const meta = readMetadata({ textRead, source: { ...source, lines }, masthead, sections, paragraphs, footnotes, options, issues });
  assignRoles(meta, sections, paragraphs, options.resolveState, issues);

  holeIssues(assembled, paragraphs, issues);
  if (source.emptyPages.length > 0) {
    issues.push({
      kind: "unreadable", severity: "warning", paragraph: null, excerpt: "",
      message: `No text on ${source.emptyPages.length} of ${source.pages ?? "?"} pages (${listPages(source.emptyPages)}).`,
      next: "If these pages are scanned images, ingest the file with --ocr, or run text recognition on it and ingest the result.",
    });
  }
  if (source.recognised !== undefined && source.recognised.size > 0) issues.push(recognitionIssue(source.recognised));
  for (const { message, next } of source.notRead ?? []) issues.push({ kind: "not_read", severity: "warning", paragraph: null, excerpt: "", message, next });
  for (const failed of source.failedPages) {
    issues.push({
      kind: "unreadable", severity: "error", paragraph: null, excerpt: "",
      message: `Page ${failed.page} could not be read: ${failed.message.slice(0, 120)}.`,
      next: "Open the file in a PDF reader, save it again, and ingest the new copy.",
    });
  }
  const unreadPages = source.emptyPages.length + source.failedPages.length;
  return { meta, format: source.format, sections, paragraphs, footnotes, issues, ...(unreadPages > 0 ? { unreadPages } : {}) };
}

/** Printed lines in the cells of tables become one, as those of a paragraph do. */
function joinCellLines(lines: SourceLine[], join: (first: string, second: string) => string): void {
  const joined = (text: string): string => (text.includes(LINE_BREAK) ? text.split("\n").map((part) => part.split(LINE_BREAK).reduce(join)).join("\n") : text);
  for (const line of lines) {
    if (line.row === null) continue;
    line.text = joined(line.text);
    for (const cell of line.row.cells) cell.text = joined(cell.text);
  }
}

/** How surely a paragraph was recognised: as surely as the worst of its pages. */
function recognisedOn(recognised: SourceDocument["recognised"], part: Body): { recognised?: number } {
  if (recognised === undefined || recognised.size === 0 || part.pageFirst === null) return {};
  const found: number[] = [];
  for (let page = part.pageFirst; page <= (part.pageLast ?? part.pageFirst); page++) if (recognised.has(page)) found.push(recognised.get(page)!);
  return found.length === 0 ? {} : { recognised: Math.min(...found) };
}

function recognitionIssue(recognised: ReadonlyMap<number, number>): IssueRecord {
  const values = [...recognised.values()];
  const doubtful = [...recognised].filter(([, sure]) => sure < 80).map(([page]) => page);
  return {
    kind: "unreadable", severity: doubtful.length > 0 ? "warning" : "notice", paragraph: null, excerpt: "",
    message: `The text of ${recognised.size} ${recognised.size === 1 ? "page was" : "pages were"} recognised from pictures, ${Math.round(values.reduce((sum, value) => sum + value, 0) / values.length)}% sure on the whole${doubtful.length > 0 ? `; below 80% on pages ${listPages(doubtful)}` : ""}. Claims from it are inferred at best.`,
    next: "Compare a quote with the page before you rely on it: a figure or a name may be misread.",
  };
}

/** A row's cells are finished like its text; its number, where it has one, stands in none of them. */
function withRowText(text: string, part: Heading | Body, finish: (text: string) => string): string {
  if (part.type === "heading" || part.row === null) return text;
  part.row.cells.forEach((cell, i) => {
    const own = part.number !== null && i === 0 && cell.text.startsWith(part.number) ? cell.text.slice(part.number.length).replace(/^\s*\.?\s*/, "") : cell.text;
    cell.text = finish(own);
  });
  return text;
}

/** Share of the text that was read; a page without text, or one that could not be read, counts as one of the usual length. */
function shareRead(source: SourceDocument, paragraphs: Paragraph[], footnotes: Footnote[]): number {
  const count = (text: string): number => text.length;
  const read = paragraphs.reduce((sum, p) => sum + count(p.text), 0) + footnotes.reduce((sum, note) => sum + count(note.text), 0);
  const lostPages = source.emptyPages.length + source.failedPages.length;
  const pagesRead = Math.max(1, (source.pages ?? 1) - lostPages);
  const lost = (source.leftOut ?? 0) + (lostPages * read) / pagesRead;
  return read === 0 ? 0 : Math.round((read / (read + lost)) * 1000) / 1000;
}

const MOST_HOLES = 5;

/** Numbers that were stepped over, one by one where they are few; and numbers that stop long before the end. */
function holeIssues(assembled: Assembled, paragraphs: Paragraph[], issues: IssueRecord[]): void {
  const ordinalOf = (number: string): number | null => paragraphs.find((p) => p.number === number)?.ordinal ?? null;
  const { holes } = assembled;
  const next = "Look at the page: the number may be missing in print, or the paragraph may stand inside the one before.";
  if (holes.length <= MOST_HOLES) {
    for (const hole of holes) {
      issues.push({ kind: "segmentation", severity: "warning", paragraph: ordinalOf(hole.number), excerpt: "", message: `Paragraph ${hole.missing} was not found before paragraph ${hole.number}.`, next });
    }
  } else {
    const missing = holes.map((hole) => hole.missing).join(", ");
    issues.push({ kind: "segmentation", severity: "warning", paragraph: ordinalOf(holes[0]!.number), excerpt: missing.slice(0, 200), message: `At ${holes.length} places paragraph numbers were stepped over (${shortened(missing)}).`, next: "If this is an extract, all is well; else look at the pages: a number may be missing in print, or a paragraph may stand inside the one before." });
  }
  const last = paragraphs.findLast((p) => p.numbered);
  if (last === undefined) return;
  const numbered = paragraphs.filter((p) => p.numbered);
  const usual = numbered.map((p) => p.text.length).sort((p, q) => p - q)[Math.floor(numbered.length / 2)] ?? 0;
  const total = paragraphs.reduce((sum, p) => sum + p.text.length, 0);
  const after = paragraphs.filter((p) => p.ordinal > last.ordinal && p.role !== "annex").reduce((sum, p) => sum + p.text.length, 0);
  const inside = last.text.length > usual * 12 ? last.text.length - usual : 0;
  if (after + inside < Math.max(2000, total * 0.2)) return;
  issues.push({
    kind: "segmentation", severity: "warning", paragraph: last.ordinal, excerpt: last.text.slice(0, 200),
    message: `The numbers stop at paragraph ${last.number}, and ${Math.round(((after + inside) / total) * 100)} % of the text stands after it.`,
    next: "Look at the document there: what follows is cited by block, not by its own number.",
  });
}

/** The first of a list, as many as a message bears. */
function shortened(list: string): string {
  return list.length > 80 ? `${list.slice(0, list.lastIndexOf(",", 80))}, …` : list;
}

/** Lines with dot leaders that were taken for contents without a heading that says so, and those that were read as text. */
function leaderIssues({ guessed, read }: { guessed: number; read: number }, issues: IssueRecord[]): void {
  if (guessed > 0) issues.push({ kind: "segmentation", severity: "notice", paragraph: null, excerpt: "", message: `${guessed} ${guessed === 1 ? "line" : "lines"} of dot leaders with page numbers were left out as a table of contents.`, next: "If they are no contents but a form or a table, write the values without dots." });
  if (read > 0) issues.push({ kind: "segmentation", severity: "notice", paragraph: null, excerpt: "", message: `${read} ${read === 1 ? "line" : "lines"} of dot leaders were read as text, the dots left out.`, next: "Look at them if they are a form: what stands before the dots is read with what stands behind them." });
}

/**
 * Some files print a note's mark without raising it in a way that shows. A note that is called nowhere is looked for
 * on its page as a digit right behind a stop or comma; only a single match counts.
 */
function callsInLine(texts: string[], parts: Assembled["parts"], notes: SourceNote[]): void {
  for (const note of notes) {
    if (note.page === null || !/^\d{1,3}$/.test(note.label)) continue;
    const page = note.page;
    const onPage = parts.flatMap((part, i) => (part.type === "paragraph" && part.pageFirst !== null && part.pageLast !== null && part.pageFirst <= page && part.pageLast >= page ? [i] : []));
    if (onPage.some((i) => (texts[i] ?? "").includes(callMark(note.label)))) continue;
    const pattern = new RegExp(`(?<=[\\p{L}\\d)”’"][.,;:])${note.label}(?=\\s|$)`, "gu");
    const hits = onPage.flatMap((i) => [...(texts[i] ?? "").matchAll(pattern)].map((match) => ({ i, at: match.index })));
    if (hits.length !== 1) continue;
    const { i, at } = hits[0]!;
    const text = texts[i] ?? "";
    texts[i] = text.slice(0, at) + callMark(note.label) + text.slice(at + note.label.length);
  }
}

function listPages(pages: number[]): string {
  const shown = pages.slice(0, 8).join(", ");
  return pages.length > 8 ? `${shown}, …` : shown;
}

const lookups = new WeakMap<(name: string) => string | null, Map<string, string | null>>();
/** A word of a name: capital, small binding word, a French article set to it ("d’Ivoire"), or in parentheses. */
const NAME_WORD = /^\(?(?:(?:[dDlL][’'‘`´ʼ])?\p{Lu}[\p{L}.’'‘`´ʼ-]*|of|the|and|former|de|da|la|les|du|et|e|y|&|[\p{L}-]+(?=\)))\)?,?$/u;

/**
 * Names, not codes: "AND" above a list is no Andorra. Only what is written like a name is looked up, and each once,
 * because a lookup that fails is dear (it searches for what may have been meant).
 */
function namesOnly(resolve: (name: string) => string | null): (name: string) => string | null {
  let known = lookups.get(resolve);
  if (!known || known.size > 20_000) {
    known = new Map<string, string | null>();
    lookups.set(resolve, known);
  }
  const cache = known;
  return (name) => {
    const clean = withoutCalls(name).replace(/[*†:,]+$/g, "").replace(/\s+/g, " ").trim();
    if (clean.length > 80 || (clean.match(/\p{L}/gu) ?? []).length < 4 || !/^\p{Lu}/u.test(clean) || /\d/.test(clean)) return null;
    const words = clean.split(" ");
    if (words.length > 12 || !words.every((word) => NAME_WORD.test(word))) return null;
    let code = cache.get(clean);
    if (code === undefined) {
      // All capitals is how many headings are set.
      code = resolve(clean) ?? (clean === clean.toUpperCase() ? resolve(clean.toLowerCase()) : null);
      cache.set(clean, code);
    }
    return code;
  };
}

/** Links each note to the first call with its label that is not taken and does not stand pages away. */
function linkNotes(notes: SourceNote[], paragraphs: Paragraph[], issues: IssueRecord[], finish: (text: string) => string): Footnote[] {
  const taken = new Set<string>();
  const footnotes: Footnote[] = [];
  const uncalled: Footnote[] = [];
  for (const note of notes) {
    const text = withoutFields(withoutCalls(finish(note.text)));
    if (text === "" && note.label === "") continue;
    let calledIn: Footnote["calledIn"] = null;
    search: for (const strict of [true, false]) {
      for (const paragraph of paragraphs) {
        const onPage = note.page === null || paragraph.pageFirst === null || paragraph.pageLast === null || (paragraph.pageFirst <= note.page && paragraph.pageLast >= note.page);
        if (strict && !onPage) continue;
        if (!strict && note.page !== null && paragraph.pageLast !== null && paragraph.pageLast > note.page) continue;
        for (const call of paragraph.calls) {
          const key = `${paragraph.ordinal}:${call.offset}:${call.label}`;
          if (call.label === note.label && !taken.has(key)) {
            taken.add(key);
            calledIn = { paragraph: paragraph.ordinal, offset: call.offset };
            break search;
          }
        }
      }
    }
    const footnote: Footnote = { ordinal: footnotes.length, label: note.label, page: note.page, text, calledIn };
    footnotes.push(footnote);
    // Asterisks belong to the title and the agenda item, which are not paragraphs.
    if (calledIn === null && !/^[*†‡§]/.test(note.label)) uncalled.push(footnote);
  }
  if (uncalled.length > 0) {
    const named = uncalled.map((note) => `${note.label === "" ? "one without a label" : note.label}${note.page === null ? "" : ` on page ${note.page}`}`).join(", ");
    issues.push({
      kind: "segmentation", severity: "notice", paragraph: null, excerpt: uncalled[0]!.text.slice(0, 200),
      message: uncalled.length === 1 ? `Note ${named} is not called in any paragraph that was read.` : `${uncalled.length} of ${footnotes.length} notes are not called in any paragraph that was read (${shortened(named)}).`,
      next: "They may be called in a heading or a table; look at the page if a note matters.",
    });
  }
  return footnotes;
}
