// Owns what is not body text: running headers and footers, contents lists, notes, the masthead. It marks lines, it drops none.
// Must not build paragraphs.

import { callMark, withoutCalls, type SourceLine, type SourceNote } from "./source.js";

/** A UN symbol by form ("A/65/209", "A/HRC/WG.6/7/SVN/1", "E/CN.6/2025/4", "S/2025/114*"). */
export const SYMBOL = /\b(?:A|E|S|ST|T|DP|TD|CEDAW|CRC|CCPR|CAT|CERD|CMW|CRPD|CED|HRI|FCCC|UNEP|CTOC|CAC|HSP|ECE|ESCAP|CD|NPT|LC|CES|IDB|GC|UNW)(?:\/(?:[A-Z]{1,7}\.\d{1,4}|Add\.\d+|Rev\.\d+|Corr\.\d+|[A-Z][A-Za-z]{0,7}|\d{1,4}(?:-\d{1,4})?)){1,7}(?![\p{L}\d])/u;
export const SYMBOL_LINE = new RegExp(`^(?:${SYMBOL.source}\\*{0,3}[\\s,]*(?:English|Page\\s*\\d+|\\d{1,3}(?:/\\d{1,3})?)?\\s*)+$`);
export const PAGE_NUMBER = /^(?:[-–—/|]?\s*\d{1,4}\s*[-–—|]?|\d{1,4}\s*(?:\/|of|de)\s*\d{1,4}|page\s+\d{1,4}(?:\s+of\s+\d{1,4})?|\/\s?(?:\.\s?){2,4}|[ivxl]{1,6})$/i;
export const JOB_NUMBER = /^(?:\d{1,4}(?:\/\d{1,3})?\s+)?(?:GE\.\s?\d{2}-\d{4,6}|\d{2}-\d{4,6}|V\.\d{2}-\d{4,6}|K\d{7})(?:\s*\([A-Z]\))?(?:\s+\d{3,6}[A-Za-z]?)*(?:\s*\([A-Z]\))?(?:\s+\d{4,6})*(?:\s*\/?\s?(?:\.\s?){2,3})?(?:\s+\d{1,4}(?:\/\d{1,3})?)?$/;
export const BARCODE = /^\*\s?\d{5,9}\s?\*$/;
const STAMP = /^(?:Digitized by .{4,60}|Please recycle.*|Page \d+|English|English only|ENGLISH|Original:? .{3,20}|\(?(?:E|F|S)\)?|UNITED NATIONS|United Nations|\d{4,6})$/;
const RULE = /^[_\u2014\u2500-]{6,}$/;

/** A line that is furniture by its form alone, wherever it stands near the edge of a page. */
function isFurnitureByForm(text: string): boolean {
  return PAGE_NUMBER.test(text) || JOB_NUMBER.test(text) || BARCODE.test(text) || SYMBOL_LINE.test(text);
}

/** The words of a line, digits as "#": what running heads have in common. */
export function normalized(text: string): string {
  return withoutCalls(text).toLowerCase().replace(/\d+/g, "#").replace(/[^\p{L}#]+/gu, " ").trim();
}

/** Marks running headers and footers: lines near the edge of the page that come again at the same height on other pages, or that have the form of a symbol, page or job number. */
export function markFurniture(lines: SourceLine[]): void {
  const pages = new Map<number, SourceLine[]>();
  for (const line of lines) {
    if (line.page === null) continue;
    const list = pages.get(line.page) ?? [];
    list.push(line);
    pages.set(line.page, list);
  }
  if (pages.size === 0) return;
  const edges = new Map<number, { line: SourceLine; rank: number; where: "top" | "bottom" }[]>();
  const groups = new Map<string, SourceLine[]>();
  for (const [page, list] of pages) {
    const hasLayout = list.some((line) => line.y !== 0);
    const ordered = hasLayout ? [...list].sort((p, q) => q.y - p.y || p.x - q.x) : list;
    // Edges are counted in heights, not lines: a header may be printed in three pieces at one height.
    const heights = hasLayout ? [...new Set(ordered.map((line) => Math.round(line.y / 2)))].sort((p, q) => q - p) : [];
    const rankOf = (line: SourceLine, index: number): { top: number; bottom: number } => {
      if (!hasLayout) return { top: index, bottom: ordered.length - 1 - index };
      const at = heights.indexOf(Math.round(line.y / 2));
      return { top: at, bottom: heights.length - 1 - at };
    };
    const found: { line: SourceLine; rank: number; where: "top" | "bottom" }[] = [];
    ordered.forEach((line, index) => {
      const rank = rankOf(line, index);
      if (rank.top < 4) found.push({ line, rank: rank.top, where: "top" });
      else if (rank.bottom < 4) found.push({ line, rank: rank.bottom, where: "bottom" });
    });
    edges.set(page, found);
    for (const { line, where } of found) {
      const key = `${where}|${normalized(line.text)}`;
      const group = groups.get(key) ?? [];
      group.push(line);
      groups.set(key, group);
    }
  }
  for (const [key, group] of groups) {
    const words = key.slice(key.indexOf("|") + 1);
    if (words === "" || words === "#") continue; // bare numbers are judged by form below
    const onPages = new Set(group.map((line) => line.page)).size;
    if (onPages < Math.max(3, Math.min(pages.size * 0.3, 8)) && !(pages.size <= 4 && onPages >= 2 && onPages >= pages.size - 1)) continue;
    // The same words must come at nearly the same height (odd and even pages may differ).
    const heights = new Map<number, number>();
    for (const line of group) heights.set(Math.round(line.y / 6), (heights.get(Math.round(line.y / 6)) ?? 0) + 1);
    for (const line of group) {
      const near = [-1, 0, 1].reduce((sum, d) => sum + (heights.get(Math.round(line.y / 6) + d) ?? 0), 0);
      if (near >= 2) line.zone = "furniture";
    }
  }
  for (const found of edges.values()) {
    for (const where of ["top", "bottom"] as const) {
      const side = found.filter((entry) => entry.where === where).sort((p, q) => p.rank - q.rank);
      let open = -1; // deepest rank that is furniture so far
      for (const { line, rank } of side) {
        if (line.zone === "furniture" || (isFurnitureByForm(line.text) && rank <= open + 1) || (STAMP.test(line.text) && rank <= open + 1 && line.page !== 1)) {
          line.zone = "furniture";
          open = Math.max(open, rank);
        } else if (line.page === 1 && where === "bottom" && rank <= 3 && (JOB_NUMBER.test(line.text) || BARCODE.test(line.text) || STAMP.test(line.text))) {
          line.zone = "furniture";
          open = Math.max(open, rank);
        }
      }
    }
  }
}

const LEADER = /(?:\.\s?){5,}|…{2,}|(?:\s\.){4,}|(?<!_)_{6,}\s*\d/;
/** All lines of leaders have these; few others do. */
const LEADER_SIGN = /\.\s?\.|\s\.\s\.|…|_{6}/;
const hasLeaders = ({ text }: SourceLine): boolean => LEADER_SIGN.test(text) && LEADER.test(text) && !RULE.test(text);
const CONTENTS_HEADING = /^(?:table of )?contents\b(?:\s+paragraphs)?(?:\s+page)?$|^(?:table des matières|índice)$/i;

const LONGEST_CONTENTS_HEADING = 60;

/** Page numbers of contents rise, and no report has so many pages that they could be years. */
const LEADER_END = /(?:[.…_]\s?|\s)(\d{1,3}(?:[–-]\d{1,3})?|[ivxl]{1,6})(?:\s+\d{1,3})?$/i;
const LEADER_RUN = /\s*(?:(?:\.\s?){5,}|…{2,}|(?:\s\.){4,}|(?<!_)_{6,})\s*/g;
/** Lines of contents stand close together. */
const CONTENTS_STEP = 4;

/** Groups of lines with leaders whose page numbers do not fall: contents. One line of leaders alone says nothing. */
function contentsGroups(live: SourceLine[]): Set<SourceLine> {
  const found = new Set<SourceLine>();
  let group: SourceLine[] = [];
  let last = 0;
  let lastAt = -1;
  const close = (): void => {
    if (group.length >= 3) for (const line of group) found.add(line);
    group = [];
    last = 0;
  };
  live.forEach((line, i) => {
    if (!hasLeaders(line)) return;
    const page = LEADER_END.exec(line.text)?.[1];
    const value = page === undefined ? Number.NaN : /^\d/.test(page) ? Number.parseInt(page, 10) : last;
    if (i - lastAt > CONTENTS_STEP || Number.isNaN(value) || value < last) close();
    lastAt = i;
    if (Number.isNaN(value)) return;
    group.push(line);
    last = value;
  });
  close();
  return found;
}

/**
 * Marks contents lists: what stands between the heading "Contents" and the last entry, and lines of dot leaders with rising page
 * numbers. Other lines of leaders are text (a form, a table), without the dots.
 * @returns how many lines were taken for contents without a heading, and how many with leaders were kept
 */
export function markContents(lines: SourceLine[]): { guessed: number; read: number } {
  const live = lines.filter((line) => line.zone === "body");
  const leaders = live.filter(hasLeaders);
  if (leaders.length > 0) for (const line of contentsGroups(live)) line.zone = "contents";
  const guesses = live.filter((line) => line.zone === "contents");
  const headed = new Set<SourceLine>();
  for (let i = 0; i < live.length; i++) {
    if (live[i]!.text.length > LONGEST_CONTENTS_HEADING || !CONTENTS_HEADING.test(live[i]!.text.replace(/[\s.:]+/g, " ").trim())) continue;
    let last = i;
    let since = 0;
    for (let j = i + 1; j < live.length && since < 8; j++) {
      const line = live[j]!;
      const isEntry = line.zone === "contents" || hasLeaders(line) || /^(?:paragraphs?|page|chapter|annex(?:es)?)(?:\s+page)?$/i.test(line.text) ||
        (line.wideGaps > 0 && /\s\d{1,4}(?:\s?[–-]\s?\d{1,4})?(?:\s+\d{1,4})?$/.test(line.text));
      if (isEntry) {
        last = j;
        since = 0;
      } else since++;
    }
    for (let j = i; j <= last; j++) {
      live[j]!.zone = "contents";
      headed.add(live[j]!);
    }
    // The last entry may run on by a page number or a wrapped word.
    const after = live[last + 1];
    if (last > i && after && after.page === live[last]!.page && !after.blockStart && after.text.length < 40 && !/[.;:]$/.test(after.text) && after.size === live[last]!.size) after.zone = "contents";
    live[i]!.zone = "contents";
  }
  const kept = leaders.filter((line) => line.zone === "body");
  for (const line of kept) line.text = line.text.replace(LEADER_RUN, " … ").trim();
  return { guessed: guesses.filter((line) => !headed.has(line)).length, read: kept.length };
}

/** The font size in which most letters of the body are printed; 0 without layout. */
export function bodySize(lines: SourceLine[]): number {
  const counts = new Map<number, number>();
  for (const line of lines) {
    if (line.size === 0 || line.zone !== "body") continue;
    const size = Math.round(line.size * 2) / 2;
    counts.set(size, (counts.get(size) ?? 0) + line.text.length);
  }
  let best = 0;
  let most = 0;
  for (const [size, count] of counts) {
    if (count > most) {
      best = size;
      most = count;
    }
  }
  return best;
}

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
  else markNotesByRule(lines);
  let open: SourceNote | null = null;
  for (const line of lines) {
    if (line.zone !== "footnote" || before.has(line)) continue;
    if (RULE.test(line.text) || line.text === "") continue;
    const start = noteStart(line);
    const isNew = start !== null && (line.label !== null || startsNewNote(start.label, open));
    if (isNew && start) {
      open = { label: start.label, page: line.page, text: start.rest };
      notes.push(open);
    } else if (open) open.text = join(open.text, line.text);
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
  if (!begins || !/^(?:1|a|\*)$/.test(begins.label)) return [];
  const notes: SourceNote[] = [];
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
  return /^\d{1,3}$/.test(line.text) ? { label: line.text, rest: "" } : null;
}

/** How many notes in a row may be called where no mark was found (in a table, in a heading lost). */
const MOST_UNCALLED = 8;
const PLAIN_CALL = /(?<=[\p{L})\]”’"'%][.,;:]?|\d[.,;:])(\d{1,3})(?=$|[\s,;.):”’])/gu;

/**
 * Plain text keeps no raised print: a digit that stands right behind a word or a stop and is the label of a note
 * that is still uncalled becomes that note's mark. Labels are looked for in order, in headings as well.
 */
export function findPlainCalls(texts: string[], labels: string[]): string[] {
  const wanted = labels.filter((label) => /^\d{1,3}$/.test(label));
  let next = 0;
  return texts.map((text) => {
    let out = "";
    let copied = 0;
    for (const match of text.matchAll(PLAIN_CALL)) {
      // A missing call must not hide those after it.
      const at = wanted.slice(next, next + MOST_UNCALLED).indexOf(match[1]!);
      // Behind a bare word only the very next label counts: "COVID19", "Article 12" set close.
      const behindStop = /[.,;:)\]”’"']/.test(text.charAt(match.index - 1));
      if (at < 0 || (at > 2 && !behindStop)) continue;
      out += text.slice(copied, match.index) + callMark(match[1]!);
      copied = match.index + match[1]!.length;
      next += at + 1;
    }
    return copied === 0 ? text : out + text.slice(copied);
  });
}

const MASTHEAD_CUE = /^(?:distr\.?(?:\s*:?\s*(?:general|limited|restricted))?|original:.*|united nations|general assembly|economic and social council|security council|human rights council)\b/i;
/** Lines of a masthead that are no title and end none: organs, sessions, places and dates, agenda items. */
export const MASTHEAD_LINE = /^(?:united nations(?: \p{L}+){0,4}|general assembly|economic and social council|security council|human rights council|trade and development board|executive board|working group on .*|committee on .*|commission on .*|commission for .*|economic commission .*|conference of .*|[\p{L}-]+(?: [\p{L}-]+)? session\b.*|session of .*|.* session|agenda items?.*|items? \d.*|provisional agenda.*|\d{1,2}(?: \p{L}+)?(?: \d{4})? ?[–-] ?\d{1,2} \p{L}+ \d{4}.*|\d{1,2} \p{L}+ \d{4}|geneva,? .*|new york,? .*|vienna,? .*|english(?: only)?|original:.*|distr.*|limited|general|for (?:decision|information|action)|substantive session.*|annual session.*)$/iu;
const BODY_OPENING = /^(?:(?:[IVX]+|[A-Z]|\d{1,2})\.\s+)?(?:summary|executive summary|introduction|contents|overview|abstract|résumé|preface|foreword)$/i;

/**
 * Marks the masthead: on the first page, everything from the organisation's name to the title; page notes stay notes.
 * @returns the masthead's lines in order, [] where the document has none
 */
export function takeMasthead(lines: SourceLine[]): SourceLine[] {
  const first = lines.find((line) => line.page !== null)?.page ?? null;
  const head = lines.filter((line) => line.page === first && line.zone !== "footnote").slice(0, 60);
  const cues = head.slice(0, 25).filter((line) => MASTHEAD_CUE.test(line.text) || /\bdistr\.|\boriginal:/i.test(line.text) || SYMBOL.test(line.text)).length;
  if (cues < 2) return [];
  const size = bodySize(lines);
  const taken: SourceLine[] = [];
  let titleSeen = false;
  const lastCue = head.findLastIndex((line, i) => i < 25 && /distr\.|original:/i.test(line.text));
  const largerThanBody = size > 0 && head.some((line, i) => i > lastCue && line.zone === "body" && line.size > size * 1.08 && line.text.length > 8);
  for (let i = 0; i < head.length; i++) {
    const line = head[i]!;
    if (line.zone === "furniture") {
      taken.push(line);
      continue;
    }
    if (line.zone === "contents") break;
    const text = withoutCalls(line.text).trim();
    const isLarger = size > 0 && line.size > size * 1.08;
    const isTitleLike = isLarger || line.bold || text === text.toUpperCase();
    if (i > lastCue) {
      if (BODY_OPENING.test(text)) break;
      if (/^\d{1,3}\.\s/.test(text) && line.lead !== null && titleSeen) break;
      if (/^1\.\s+\p{Lu}/u.test(text)) break;
      // No title is numbered like a part: with it the report begins, whatever print the title was set in.
      if (/^[IVX]{1,4}\.\s+\p{Lu}/u.test(text)) break;
      if (!titleSeen && MASTHEAD_LINE.test(text.replace(/\*+$/, ""))) {
        taken.push(line);
        continue;
      }
      if (titleSeen && size > 0 && largerThanBody && !isTitleLike && !/^\*/.test(text) && line.size <= size * 1.08) break;
      const next = head[i + 1];
      const isProse = text.length >= 60 && !isTitleLike && next !== undefined && next.zone !== "furniture" && !/^\(?item|^agenda|session/i.test(text) && (titleSeen || i > lastCue + 3) && (next.gap <= 1.25 || !next.blockStart) && withoutCalls(next.text).length > 30 && /\b(?:the|of|and|in|to)\b/.test(text) && !/^(?:report|note|letter|letters|summary|compilation|national report)\b/i.test(text);
      if (isProse) break;
      if (isLarger || (!largerThanBody && line.bold && line.gap > 1)) titleSeen = true;
    }
    taken.push(line);
  }
  const marked = taken.filter((line) => line.zone !== "furniture");
  for (const line of marked) line.zone = "masthead";
  // Notes to the title and the agenda item stand at the foot of the first page, sometimes in the body's print.
  const rest = lines.filter((line) => line.page === first && line.zone === "body" && (size > 0 || first !== null));
  const star = rest.findIndex((line, i) => (/^\*{1,3}$/.test(line.label ?? "") || /^\*{1,3}\s*\p{L}/u.test(line.text)) && (i === 0 || line.gap > 1.25));
  if (star >= 0 && rest.slice(star).length <= 8) for (const line of rest.slice(star)) line.zone = "footnote";
  return taken;
}
