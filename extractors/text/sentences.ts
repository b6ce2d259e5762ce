// Owns where a sentence begins and ends in a paragraph. Must not change the text: only spans come out.
import type { Span } from "../contracts.js";

// Intl.Segmenter (Unicode UAX #29) finds the candidates; what it cannot know is mended below:
// abbreviations of UN documents, brackets that hold a full stop, and sub-items behind a line break.
const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

const ABBREVIATION =
  /(?:^|[\s([“"'‘/-])(?:paras?|nos?|arts?|secs?|chaps?|vols?|pp?|figs?|eds?|cf|e\.g|i\.e|viz|al|etc|ibid|approx|incl|est|resp|ref|res|dept|gov|govt|mr|mrs|ms|dr|prof|rev|hon|gen|col|lt|sgt|st|jr|sr|messrs|mt|v|vs|u\.s|u\.k|u\.n|u\.a\.e|d\.c|inc|ltd|co|corp|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|[A-Z])\.\s*$/i;

/** A full stop after these ends a sentence where a capital follows; before a lower-case word or a figure it does not. */
const NUMBER_BEFORE = /(?:^|[\s(])(?:no|nos|art|arts|para|paras|sec|p|pp|vol)\.\s*$/i;
const OFTEN_FINAL = /(?:^|[\s(])(?:etc|al|u\.s|u\.k|u\.n|inc|ltd|co|corp|[A-Z])\.\s*$/;

function openBrackets(text: string, from: number, to: number): number {
  let depth = 0;
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (c === 40) depth++;
    else if (c === 41 && depth > 0) depth--;
  }
  return depth;
}

/**
 * Splits a paragraph into sentences.
 * @param text paragraph text; "\n" stands between sub-items and always ends a sentence.
 * @returns spans without surrounding white space, in order; UTF-16 offsets into `text`.
 */
export function splitSentences(text: string): Span[] {
  const spans: Span[] = [];
  let lineStart = 0;
  while (lineStart <= text.length) {
    let lineEnd = text.indexOf("\n", lineStart);
    if (lineEnd < 0) lineEnd = text.length;
    splitLine(text, lineStart, lineEnd, spans);
    lineStart = lineEnd + 1;
  }
  return spans;
}

function splitLine(text: string, lineStart: number, lineEnd: number, out: Span[]): void {
  const line = text.slice(lineStart, lineEnd);
  if (line.trim() === "") return;
  let start = 0;
  let end = 0;
  for (const piece of segmenter.segment(line)) {
    end = piece.index + piece.segment.length;
    const next = line.slice(end, end + 40);
    if (next !== "" && !endsSentence(line, start, end, next)) continue;
    push(line, lineStart, start, end, out);
    start = end;
  }
  if (start < line.length) push(line, lineStart, start, line.length, out);
}

function endsSentence(line: string, start: number, end: number, next: string): boolean {
  const soFar = line.slice(start, end);
  // An unclosed bracket holds the sentence open, but not for ever: a bracket that is never closed is a slip of the source.
  if (openBrackets(line, start, end) > 0 && line.indexOf(")", end) >= 0 && end - start < 2500) return false;
  const first = next.trimStart().charAt(0);
  if (/\p{Ll}/u.test(first)) return false;
  if (/\d/.test(first) && NUMBER_BEFORE.test(soFar)) return false;
  if (!ABBREVIATION.test(soFar)) return true;
  if (OFTEN_FINAL.test(soFar)) {
    const before = soFar.trimEnd().slice(0, -1);
    // "U.S. Government", "John F. Kennedy" go on; "… and others, etc. The Ministry" does not.
    if (/\betc$|\bal$/i.test(before)) return /\p{Lu}/u.test(first);
    if (/(?:^|\s)[A-Z]$/.test(before)) return false;
    return /^(?:The|In|It|This|These|A|An|As|At|On|For|Of|He|She|They|There|However)\b/.test(next.trimStart());
  }
  return false;
}

/** The mark of a footnote that stayed in plain text: "… of 2018.1 Under the Act …". */
const GLUED_NOTE = /(?:[a-z)\]”"]|\b(?:19|20)\d{2})\.\d{1,2}(?=\s+\p{Lu}\p{L}*\s)/u;

function push(line: string, offset: number, start: number, end: number, out: Span[]): void {
  const glued = GLUED_NOTE.exec(line.slice(start, end));
  if (glued !== null) {
    const cut = start + glued.index + glued[0].length;
    push(line, offset, start, cut, out);
    push(line, offset, cut, end, out);
    return;
  }
  let s = start;
  let e = end;
  while (s < e && /\s/.test(line.charAt(s))) s++;
  while (e > s && /\s/.test(line.charAt(e - 1))) e--;
  if (e > s) out.push({ start: offset + s, end: offset + e });
}
