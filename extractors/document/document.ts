// Owns the reader: lines of any format in, a ReadDocument out. Pure: no disk, no clock.
// Must not know file formats beyond what SourceDocument says.

import type { DocumentKind, Footnote, FootnoteCall, IssueRecord, Paragraph, ReadDocument, Section } from "../contracts.js";
import { assemble, type Assembled, type Heading } from "./assemble.js";
import { readMetadata } from "./metadata.js";
import { assignRoles } from "./roles.js";
import { CALL, callMark, CALL_CLOSE, CALL_OPEN, withoutCalls, type SourceDocument, type SourceNote } from "./source.js";
import { joinLines, mendSpaces, tidySpaces, vocabularyOf } from "./words.js";
import { findPlainCalls, markContents, markFurniture, markTextFurniture, takeEndnotes, takeMasthead, takeNotes } from "./zones.js";

export interface ReadOptions {
  fileName: string;
  /** Code of a State's name (ISO 3166-1 alpha-3, or a non-State code such as XKX); null where it is none. */
  resolveState: (name: string) => string | null;
  /** Set by the user; skips recognition. */
  kind?: DocumentKind;
}

/**
 * Reads a document from its lines.
 * Footnote offsets and every later offset are UTF-16 offsets into `Paragraph.text`.
 */
export function documentFromLines(source: SourceDocument, given: ReadOptions): ReadDocument {
  const options = { ...given, resolveState: namesOnly(given.resolveState) };
  const issues: IssueRecord[] = [];
  const lines = source.lines;
  const paged = lines.some((line) => line.page !== null);
  if (paged) markFurniture(lines);
  else if (source.format === "text") markTextFurniture(lines);
  const vocabulary = vocabularyOf(lines.filter((line) => line.zone === "body").map((line) => line.text));
  const join = (first: string, second: string): string => joinLines(first, second, vocabulary);
  const finish = (text: string): string => text.split("\n").map((part) => tidySpaces(mendSpaces(part, vocabulary))).filter((part) => part !== "").join("\n");

  markContents(lines);
  const masthead = takeMasthead(lines);
  const titleNotes = lines.filter((line) => line.zone === "footnote");
  const endnotes = takeEndnotes(lines, join);
  const endnoteLines = lines.filter((line) => line.zone === "footnote" && !titleNotes.includes(line));
  const notes: SourceNote[] = [...source.notes, ...takeNotes(lines, endnoteLines, join), ...endnotes];
  const assembled = assemble(lines, join);

  const sections: Section[] = [];
  const paragraphs: Paragraph[] = [];
  const stack: { level: number; section: Section }[] = [];
  let texts = assembled.parts.map((part) => (part.type === "paragraph" ? finish(part.text) : ""));
  if (source.format === "text" && notes.length > 0) texts = findPlainCalls(texts, notes.map((note) => note.label));

  else if (paged) callsInLine(texts, assembled.parts, notes);

  const usedNumbers = new Set<string>();
  assembled.parts.forEach((part, index) => {
    if (part.type === "heading") {
      openSection(part, assembled.parts[index - 1]?.type === "heading", assembled.parts[index + 1]?.type === "heading");
      return;
    }
    const { text, calls } = takeCalls(texts[index] ?? "");
    if (text === "") return;
    let number = part.number ?? `b${part.block}`;
    // Two unnumbered paragraphs in one block (a heading stood between them) must stay apart.
    if (part.number === null && usedNumbers.has(number)) {
      let suffix = 2;
      while (usedNumbers.has(`${number}.${suffix}`)) suffix++;
      number = `${number}.${suffix}`;
    }
    usedNumbers.add(number);
    paragraphs.push({
      ordinal: paragraphs.length,
      number,
      numbered: part.number !== null,
      section: stack.length > 0 ? stack[stack.length - 1]!.section.ordinal : null,
      headings: stack.map((entry) => entry.section.heading),
      role: "other",
      pageFirst: part.pageFirst,
      pageLast: part.pageLast,
      text,
      calls,
    });
  });

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
    const section: Section = { ordinal: sections.length, level: part.level, heading: tidySpaces(mendSpaces(part.text, vocabulary)), number: part.number, role: "other", roleRule: "", state: null };
    sections.push(section);
    while (stack.length > 0 && stack[stack.length - 1]!.level >= rank) stack.pop();
    stack.push({ level: rank, section });
  }

  const footnotes = linkNotes(notes, paragraphs, issues, finish);
  const meta = readMetadata({ source, masthead, sections, paragraphs, footnotes, options, issues });
  assignRoles(meta, sections, paragraphs, options.resolveState, issues);

  for (const hole of assembled.holes) {
    issues.push({
      kind: "segmentation", severity: "warning", paragraph: paragraphs.find((p) => p.number === hole.number)?.ordinal ?? null, excerpt: "",
      message: `Paragraph ${hole.missing} was not found before paragraph ${hole.number}.`,
      next: "Look at the page: the number may be missing in print, or the paragraph may stand inside the one before.",
    });
  }
  if (source.emptyPages.length > 0) {
    issues.push({
      kind: "unreadable", severity: "warning", paragraph: null, excerpt: "",
      message: `No text on ${source.emptyPages.length} of ${source.pages ?? "?"} pages (${listPages(source.emptyPages)}).`,
      next: "If these pages are scanned images, run text recognition (OCR) on the file and ingest the result.",
    });
  }
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
const NAME_WORD = /^(?:\p{Lu}[\p{L}.’'-]*|of|the|and|former|de|da|la|\(?\p{Lu}[\p{L}-]*|\)?|[\p{L}-]+\))$/u;

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
    if (clean.length > 64 || (clean.match(/\p{L}/gu) ?? []).length < 4 || !/^\p{Lu}/u.test(clean) || /\d/.test(clean)) return null;
    const words = clean.split(" ");
    if (words.length > 9 || !words.every((word) => NAME_WORD.test(word))) return null;
    let code = cache.get(clean);
    if (code === undefined) {
      // All capitals is how many headings are set.
      code = resolve(clean) ?? (clean === clean.toUpperCase() ? resolve(clean.toLowerCase()) : null);
      cache.set(clean, code);
    }
    return code;
  };
}

/** Turns the marks in a text into offsets. */
function takeCalls(marked: string): { text: string; calls: FootnoteCall[] } {
  if (!marked.includes(CALL_OPEN)) return { text: marked.replaceAll(CALL_CLOSE, ""), calls: [] };
  const calls: FootnoteCall[] = [];
  let text = "";
  let from = 0;
  for (const match of marked.matchAll(CALL)) {
    text += marked.slice(from, match.index);
    calls.push({ offset: text.length, label: match[1] ?? "" });
    from = match.index + match[0].length;
  }
  text += marked.slice(from);
  const trimmed = text.trimEnd();
  return { text: trimmed, calls: calls.map((call) => ({ ...call, offset: Math.min(call.offset, trimmed.length) })) };
}

/** Links each note to the first call with its label that is not taken and does not stand pages away. */
function linkNotes(notes: SourceNote[], paragraphs: Paragraph[], issues: IssueRecord[], finish: (text: string) => string): Footnote[] {
  const taken = new Set<string>();
  const footnotes: Footnote[] = [];
  for (const note of notes) {
    const text = withoutCalls(finish(note.text));
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
    if (calledIn === null && !/^[*†‡§]/.test(note.label)) {
      issues.push({
        kind: "segmentation", severity: "notice", paragraph: null, excerpt: text.slice(0, 200),
        message: `Note ${note.label === "" ? "without a label" : note.label}${note.page === null ? "" : ` on page ${note.page}`} is not called in any paragraph that was read.`,
        next: "It may be called in a heading or a table; look at the page if the note matters.",
      });
    }
  }
  return footnotes;
}
