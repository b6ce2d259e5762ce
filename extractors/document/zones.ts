// Owns what is not body text: running headers and footers, contents lists, the masthead. It marks lines, it drops none.
// Must not build paragraphs.

import { withoutCalls, type SourceLine } from "./source.js";

/** A UN symbol by form ("A/65/209", "A/HRC/WG.6/7/SVN/1", "E/CN.6/2025/4", "S/2025/114*"). */
export const SYMBOL = /\b(?:A|E|S|ST|T|DP|TD|CEDAW|CRC|CCPR|CAT|CERD|CMW|CRPD|CED|HRI|FCCC|UNEP|CTOC|CAC|HSP|ECE|ESCAP|CD|NPT|LC|CES|IDB|GC|UNW)(?:\/(?:[A-Z]{1,7}\.\d{1,4}|Add\.\d+|Rev\.\d+|Corr\.\d+|[A-Z][A-Za-z]{0,7}|\d{1,4}(?:-\d{1,4})?)){1,7}(?![\p{L}\d])/u;
export const SYMBOL_LINE = new RegExp(`^(?:${SYMBOL.source}\\*{0,3}[\\s,]*(?:English|Page\\s*\\d+|\\d{1,3}(?:/\\d{1,3})?)?\\s*)+$`);
export const PAGE_NUMBER = /^(?:[-–—/|]?\s*\d{1,4}\s*[-–—|]?|\d{1,4}\s*(?:\/|of|de)\s*\d{1,4}|page\s+\d{1,4}(?:\s+of\s+\d{1,4})?|\/\s?(?:\.\s?){2,4}|[ivxl]{1,6})$/i;
export const JOB_NUMBER = /^(?:\d{1,4}(?:\/\d{1,3})?\s+)?(?:GE\.\s?\d{2}-\d{4,6}|\d{2}-\d{4,6}|V\.\d{2}-\d{4,6}|K\d{7})(?:\s*\([A-Z]\))?(?:\s+\d{3,6}[A-Za-z]?)*(?:\s*\([A-Z]\))?(?:\s+\d{4,6})*(?:\s*\/?\s?(?:\.\s?){2,3})?(?:\s+\d{1,4}(?:\/\d{1,3})?)?$/;
export const BARCODE = /^\*\s?\d{5,9}\s?\*$/;
const STAMP = /^(?:Digitized by .{4,60}|Please recycle.*|Page \d+|English|English only|ENGLISH|Original:? .{3,20}|\(?(?:E|F|S)\)?|UNITED NATIONS|United Nations|\d{4,6})$/;
export const RULE = /^[_\u2014\u2500-]{6,}$/;

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
      // In plain text a number with its words is a paragraph, whatever paragraphs begin with the same words.
      if (line.size === 0 && /^\d{1,4}\.\s+\p{L}/u.test(line.text)) continue;
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
/** Under the heading of contents a long entry has room for few dots. */
const SHORT_LEADERS = /\p{L}\s?(?:\.\s?){2,}\s?\d{1,4}$/u;
const LEADER_RUN = /\s*(?:(?:\.\s?){5,}|…{2,}|(?:\s\.){4,}|(?<!_)_{6,})\s*/g;
const ENTRY_END = /(?:[.…_]|\s|^)(?:[\d\s–-]{1,12}|[ivxlc]{1,6})?$/i;
const SENTENCE = /^\d{1,4}\.\s+\p{Lu}(?=.{40}).*\p{Ll}{2}\.$/u;
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
      // A numbered sentence ends the contents; so do leaders to something that is no page.
      if (line.zone !== "contents" && (SENTENCE.test(line.text) || (hasLeaders(line) && !ENTRY_END.test(line.text)))) break;
      const isEntry = line.zone === "contents" || hasLeaders(line) || SHORT_LEADERS.test(line.text) || /^(?:paragraphs?|page|chapter|annex(?:es)?)(?:\s+page)?$/i.test(line.text) ||
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
  apartAtLeaders(live, new Set(kept));
  for (const line of kept) line.text = line.text.replace(LEADER_RUN, " … ").trim();
  return { guessed: guesses.filter((line) => !headed.has(line)).length, read: kept.length };
}

/** Each line of leaders says its own thing: it is no sentence that runs on from the line of leaders above it, or from a finished one. */
function apartAtLeaders(live: SourceLine[], kept: ReadonlySet<SourceLine>): void {
  live.forEach((line, i) => {
    const above = live[i - 1];
    if (above === undefined) return;
    const begins = kept.has(line) && (line.blockStart || kept.has(above) || /[.:;?!]$/.test(above.text));
    if (begins || (kept.has(above) && /^\p{Lu}/u.test(line.text))) line.listItem = true;
  });
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
