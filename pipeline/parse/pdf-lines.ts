// Owns the geometry of PDF pages: glyph runs into words, lines and columns, raised marks of notes.
// Must not know what the lines say (headings, numbers, furniture): that is extractors/document.

import { franc } from "franc-min";
import { callMark, cleanCharacters, sourceLine, type SourceLine } from "../../extractors/document/source.js";
import { alignedRows, joinOverleaf, ruledRows, type OpenTable } from "./pdf-row-lines.js";
import { ruledTables, type RuledTable } from "./pdf-ruled-tables.js";
import { findTables, runsTogether, type Line } from "./pdf-tables.js";
import { uprightPages } from "./pdf-turned.js";
import type { PdfPage, PdfRun } from "./pdfjs.js";

/** Below this share of the font size a gap between two runs is kerning, not a space. */
const WORD_GAP = 0.15;
/** Above this share of the font size a gap separates cells (number and text, columns, tables). */
const CELL_GAP = 1.6;

interface Row {
  y: number;
  size: number;
  runs: PdfRun[];
  raised: PdfRun[];
}

const NOTE_LABEL = /^(?:\d{1,3}|[a-z]{1,2}|[*†‡§]{1,4})(?:\s*,\s*(?:\d{1,3}|[a-z]|[*†‡]{1,3}))*,?$/;
const ORDINAL = /^(?:st|nd|rd|th|er|e|o|a|os|as|ème|re)$/;

/** All lines of a document in reading order. Turned pages and passages are read upright; turned stamps and watermarks are left out. */
export function pdfLines(pages: PdfPage[]): SourceLine[] {
  const lines: SourceLine[] = [];
  let open: OpenTable | null = null;
  for (const page of pages) {
    const { upright, passages } = uprightPages(page);
    const { tables, rest } = ruledTables(upright, (runs) => pageRows({ ...upright, runs }).map(segment), (band) => findGutter(band.map(asSegment)) !== null);
    const read = orderColumns(upright, pageRows({ ...upright, runs: rest }), tables);
    if (tables.length > 0) open = goOnOverleaf(open, read, tables, page.number);
    lines.push(...read);
    for (const passage of passages) lines.push(...pageRows(passage).map((row) => toLine(passage, segment(row), TURNED)));
  }
  // Rows that are read by their cells have no place among the lines around them.
  measureGaps(lines.flatMap((line) => (line.row === null ? [line] : (line.row.printed ?? []))));
  return partLanguages(lines);
}

/** Joins a page's first ruled table to the one that goes on in it. @returns the page's last table, which may go on in turn */
function goOnOverleaf(open: OpenTable | null, read: SourceLine[], tables: readonly RuledTable[], page: number): OpenTable {
  const numberOf = (index: number): number => ruledNumber(page, index);
  const rowsOf = (number: number): SourceLine[] => read.filter((line) => line.row?.table === number);
  const last = tables.length - 1;
  const first = rowsOf(numberOf(0));
  const above = read.indexOf(first[0]!);
  const fresh = joinOverleaf(open, page, tables[0]!.edges, first, above);
  const isJoined = fresh.length < first.length || fresh[0]?.row?.table !== numberOf(0);
  if (isJoined) read.splice(above, first.length, ...fresh);
  const rows = last === 0 ? (isJoined ? [...open!.rows, ...fresh] : first) : rowsOf(numberOf(last));
  const at = read.findLastIndex((line) => line.row !== null && rows.includes(line));
  return { page, edges: tables[last]!.edges, rows, below: read.length - 1 - at };
}

const ruledNumber = (page: number, index: number): number => page * 100 + 50 + index;

/** Two columns in two languages are two texts side by side: the left one is read to its end before the right one. */
function partLanguages(lines: SourceLine[]): SourceLine[] {
  const side = (column: number): string => lines.filter((line) => line.column === column).map((line) => line.text).join(" ").slice(0, 20000);
  const left = side(0);
  const right = side(1);
  if (left.length < 1500 || right.length < 1500) return lines;
  const languages = [franc(left), franc(right)];
  if (languages[0] === languages[1] || languages.includes("und")) return lines;
  return [...lines.filter((line) => line.column !== 1), ...lines.filter((line) => line.column === 1)];
}

/** Column number of lines turned against their page. */
const TURNED = 2;

function pageRows(page: PdfPage): Row[] {
  // A damaged file may place runs at any coordinate; what lies far off the page cannot be seen on it.
  const onPage = (run: PdfRun): boolean =>
    Number.isFinite(run.width) && run.width >= 0 && run.width < page.width * 3 &&
    run.x > -page.width && run.x < page.width * 2 && run.y > -page.height && run.y < page.height * 2 && run.size < page.height;
  const upright = page.runs.filter((run) => run.angle === 0 && run.size > 0.5 && onPage(run));
  const sorted = dropOverprints(upright).sort((p, q) => q.y - p.y || p.x - q.x);
  const rows: Row[] = [];
  for (const run of sorted) {
    let row: Row | undefined;
    for (let i = rows.length - 1; i >= 0 && i >= rows.length - 4; i--) {
      const candidate = rows[i];
      if (candidate && Math.abs(candidate.y - run.y) <= 0.22 * Math.max(candidate.size, run.size) && (sizesAgree(candidate.size, run.size) || Math.abs(candidate.y - run.y) < 0.4)) {
        row = candidate;
        break;
      }
    }
    if (row) {
      row.runs.push(run);
      if (run.text.length > 2) row.size = Math.max(row.size, run.size);
    } else rows.push({ y: run.y, size: run.size, runs: [run], raised: [] });
  }
  return attachRaised(rows);
}

function sizesAgree(p: number, q: number): boolean {
  return Math.min(p, q) / Math.max(p, q) > 0.72;
}

/** Some producers draw bold, or a shadow, by printing the same run twice, a little aside. */
const OVERPRINT = 0.15;

function dropOverprints(runs: PdfRun[]): PdfRun[] {
  const seen = new Map<string, PdfRun[]>();
  return runs.filter((run) => {
    const reach = Math.max(1, run.size * OVERPRINT);
    const like = seen.get(run.text);
    if (like === undefined) {
      seen.set(run.text, [run]);
      return true;
    }
    // The latest lie nearest; a word comes many times on a page of text.
    for (let i = like.length - 1; i >= 0 && i >= like.length - 400; i--) {
      const other = like[i]!;
      if (Math.abs(other.x - run.x) <= reach && Math.abs(other.y - run.y) <= reach) return false;
    }
    like.push(run);
    return true;
  });
}

/** Small runs whose baseline lies a little above or below that of a line belong to that line. */
function attachRaised(rows: Row[]): Row[] {
  const kept: Row[] = [];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const hosts = [rows[i - 2], rows[i - 1], rows[i + 1], rows[i + 2]].filter((other): other is Row => other !== undefined);
    const leftover: PdfRun[] = [];
    for (const run of row.runs) {
      const short = run.text.trim().length <= 6;
      const host = short
        ? hosts.find((other) => {
            const rise = run.y - other.y;
            return run.size <= 0.8 * other.size && rise > -0.25 * other.size && rise < 0.75 * other.size &&
              other.runs.some((near) => run.x >= near.x - 3 * other.size && run.x <= near.x + near.width + 1.2 * other.size);
          })
        : undefined;
      if (host) host.raised.push(run);
      else leftover.push(run);
    }
    if (leftover.length > 0) {
      row.runs = leftover;
      kept.push(row);
    }
  }
  return kept.sort((p, q) => q.y - p.y);
}

interface Segment {
  y: number;
  size: number;
  runs: (PdfRun & { raised?: boolean })[];
  x: number;
  right: number;
}

function segment(row: Row): Segment {
  const runs: Segment["runs"] = [...row.runs, ...row.raised.map((run) => ({ ...run, raised: true }))].sort((p, q) => p.x - q.x);
  return asSegment({ y: row.y, size: row.size, runs });
}

const asSegment = ({ y, size, runs }: Line): Segment => ({ y, size, runs, x: Math.min(...runs.map((r) => r.x)), right: Math.max(...runs.map((r) => r.x + r.width)) });

/** Finds the gutter of a page of two columns of prose; null where there is none. Tables have short cells and do not count. */
function findGutter(segments: Segment[]): { from: number; to: number } | null {
  if (segments.length < 8) return null;
  const left = Math.min(...segments.map((s) => s.x));
  const right = Math.max(...segments.map((s) => s.right));
  const width = right - left;
  if (!(width >= 200 && width < 20_000)) return null;
  // Count, at each point across the page, the rows that print there.
  const cells = Math.ceil(width / 2);
  const cover = new Array<number>(cells).fill(0);
  const touchedBy = new Int32Array(cells).fill(-1);
  for (const [index, s] of segments.entries()) {
    for (const run of s.runs) {
      const from = Math.max(0, Math.floor((run.x - left) / 2));
      const to = Math.min(cells - 1, Math.floor((run.x + run.width - left) / 2));
      for (let c = from; c <= to; c++) {
        if (touchedBy[c] === index) continue;
        touchedBy[c] = index;
        cover[c]!++;
      }
    }
  }
  const allowed = Math.max(2, segments.length * 0.3);
  let best: { from: number; to: number; load: number } | null = null;
  for (let c = Math.floor(cells * 0.3); c < cells * 0.7; c++) {
    if (cover[c]! > allowed) continue;
    const level = cover[c]!;
    let end = c;
    while (end + 1 < cells && cover[end + 1]! <= level) end++;
    const span = (end - c + 1) * 2;
    if (span >= 8 && (!best || level < best.load || (level === best.load && span > best.to - best.from))) {
      best = { from: left + c * 2, to: left + (end + 1) * 2, load: level };
    }
  }
  if (!best) return null;
  const middle = (best.from + best.to) / 2;
  const sides = { left: [] as number[], right: [] as number[] };
  let crossing = 0;
  let both = 0;
  for (const s of segments) {
    if (s.runs.some((run) => run.x < best.from - 1 && run.x + run.width > best.to + 1)) {
      crossing++;
      continue;
    }
    const l = s.runs.filter((run) => run.x + run.width <= middle + 4);
    const r = s.runs.filter((run) => run.x >= middle - 4);
    if (l.length > 0) sides.left.push((Math.max(...l.map((u) => u.x + u.width)) - Math.min(...l.map((u) => u.x))) / (best.from - left));
    if (r.length > 0) sides.right.push((Math.max(...r.map((u) => u.x + u.width)) - Math.min(...r.map((u) => u.x))) / (right - best.to));
    if (l.length > 0 && r.length > 0) both++;
  }
  const filled = (values: number[]): number => values.filter((v) => v > 0.75).length / Math.max(1, values.length);
  if (sides.left.length < 5 || sides.right.length < 5 || crossing > segments.length * 0.3) return null;
  if (both < 3 && crossing > 0) return null;
  if (filled(sides.left) < 0.42 || filled(sides.right) < 0.42) return null;
  return { from: best.from, to: best.to };
}

/** Lines of a page in reading order, its ruled tables in their places. */
function orderColumns(page: PdfPage, rows: Row[], tables: readonly RuledTable[]): SourceLine[] {
  const segments = rows.map(segment);
  const gutter = findGutter(segments);
  const lines: SourceLine[] = [];
  let from = 0;
  const readTo = (to: number): void => {
    const part = segments.slice(from, to);
    if (gutter === null) pushWithTables(page, part, lines);
    else pushColumns(page, part, gutter, lines);
    from = to;
  };
  tables.forEach((table, i) => {
    const below = segments.findIndex((s) => s.y < table.top);
    readTo(below < 0 ? segments.length : Math.max(from, below));
    lines.push(...ruledRows(page.number, table, ruledNumber(page.number, i), (line) => toLine(page, asSegment(line), -1)));
  });
  readTo(segments.length);
  return lines;
}

function pushColumns(page: PdfPage, segments: readonly Segment[], gutter: { from: number; to: number }, lines: SourceLine[]): void {
  const middle = (gutter.from + gutter.to) / 2;
  let left: SourceLine[] = [];
  let right: SourceLine[] = [];
  const flush = (): void => {
    lines.push(...left, ...right);
    left = [];
    right = [];
  };
  for (const s of segments) {
    if (s.runs.some((run) => run.x < gutter.from - 1 && run.x + run.width > gutter.to + 1)) {
      flush();
      lines.push(toLine(page, s, -1));
      continue;
    }
    const parts = [s.runs.filter((run) => run.x + run.width / 2 < middle), s.runs.filter((run) => run.x + run.width / 2 >= middle)] as const;
    parts.forEach((runs, column) => {
      if (runs.length > 0) (column === 0 ? left : right).push(toLine(page, asSegment({ ...s, runs }), column));
    });
  }
  flush();
}

/** Lines as they stand, but each row of a table whose cells run over several lines as one. */
function pushWithTables(page: PdfPage, segments: readonly Segment[], lines: SourceLine[]): void {
  let at = 0;
  for (const table of findTables(segments)) {
    for (; at < table.from; at++) lines.push(toLine(page, segments[at]!, -1));
    const printed = runsTogether(table) ? null : segments.slice(table.from, table.to).map((s) => toLine(page, s, -1));
    lines.push(...alignedRows(page.number, table.rows, page.number * 100 + tableOf(lines), printed, (line) => toLine(page, asSegment(line), -1)));
    at = table.to;
  }
  for (; at < segments.length; at++) lines.push(toLine(page, segments[at]!, -1));
}

/** Tables of a page are counted; a paragraph between two parts them. */
const tableOf = (lines: readonly SourceLine[]): number => lines.filter((line, i) => line.row === null && i > 0 && lines[i - 1]!.row !== null).length;

function toLine(page: PdfPage, s: Segment, column: number): SourceLine {
  let text = "";
  let lead: string | null = null;
  let label: string | null = null;
  let wideGaps = 0;
  let end: number | null = null;
  let letters = 0;
  let boldLetters = 0;
  let italicLetters = 0;
  let sized = 0;
  let sizeSum = 0;
  for (const run of s.runs) {
    const raw = cleanCharacters(run.text);
    const value = raw.replace(/\s+/g, " ");
    if (value.trim() === "") continue;
    const gap = end === null ? 0 : run.x - end;
    if (run.raised) {
      const mark = value.trim();
      const before = /(?:\b(?:k|c|m)?m|CO|\bha)$/.test(text) && /^[23]$/.test(mark);
      if (text === "" && label === null && NOTE_LABEL.test(mark)) {
        label = mark;
        end = run.x + run.width;
        continue;
      }
      if (NOTE_LABEL.test(mark) && !before && !(ORDINAL.test(mark) && /\d$/.test(text))) {
        for (const one of mark.split(/\s*,\s*/)) if (one !== "") text = text.trimEnd() + callMark(one);
        if (/\s$/.test(value)) text += " ";
        end = run.x + run.width;
        continue;
      }
    } else {
      const count = value.replace(/\s/g, "").length;
      letters += count;
      if (run.bold) boldLetters += count;
      if (run.italic) italicLetters += count;
      sized += count;
      sizeSum += count * run.size;
    }
    if (end !== null && text !== "") {
      if (gap > CELL_GAP * s.size) {
        wideGaps++;
        if (lead === null && text.trim().length <= 12) lead = text.trim();
        text += " ";
      } else if (gap > WORD_GAP * s.size) {
        if (lead === null && gap > 0.5 * s.size && /^(?:\d{1,3}\.|\(?[a-z]{1,4}\)|[IVX]{1,5}\.|[A-Z]\.|[•–-])$/.test(text.trim())) lead = text.trim();
        text += " ";
      }
    }
    text += value;
    end = run.x + run.width;
  }
  text = text.replace(/\u00ad(?! *$)/g, "").replace(/ {2,}/g, " ").trim();
  return sourceLine(text, {
    label,
    page: page.number,
    column,
    x: s.x,
    right: s.right,
    y: s.y,
    size: sized > 0 ? Math.round((sizeSum / sized) * 10) / 10 : s.size,
    bold: letters > 0 && boldLetters / letters > 0.7,
    italic: letters > 0 && italicLetters / letters > 0.7,
    lead,
    wideGaps,
  });
}

/** Sets `gap`: the distance to the line above, in units of the leading usual at that font size in this document. */
function measureGaps(lines: SourceLine[]): void {
  const counts = new Map<number, Map<number, number>>();
  const distances: (number | null)[] = lines.map((line, i) => {
    const above = lines[i - 1];
    if (!above || above.page !== line.page || above.column !== line.column || above.y <= line.y) return null;
    const distance = above.y - line.y;
    if (Math.abs(above.size - line.size) < 0.6 && distance < 4 * line.size) {
      const key = Math.round(line.size);
      const steps = counts.get(key) ?? new Map<number, number>();
      const step = Math.round(distance * 2) / 2;
      steps.set(step, (steps.get(step) ?? 0) + 1);
      counts.set(key, steps);
    }
    return distance;
  });
  const usual = new Map<number, number>();
  for (const [size, steps] of counts) {
    let best = 0;
    let most = 0;
    for (const [step, count] of steps) {
      if (count > most || (count === most && step < best)) {
        best = step;
        most = count;
      }
    }
    // A mode rests on several lines; a lone heading of two lines says nothing of its leading.
    if (most >= 3 && best < 2.6 * size) usual.set(size, best);
  }
  lines.forEach((line, i) => {
    const distance = distances[i];
    if (distance === null || distance === undefined) {
      line.gap = 0;
      line.blockStart = false;
    } else {
      const leading = usual.get(Math.round(line.size)) ?? line.size * 1.2;
      line.gap = Math.round((distance / leading) * 100) / 100;
      line.blockStart = line.gap > 1.25;
    }
  });
}
