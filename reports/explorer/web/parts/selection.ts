// Owns what a person marks in a paragraph, as a place in its text: the quote is cut from the paragraph and is exact by construction.
// Must not change the text.

export interface Place { start: number; end: number }

/** What is marked inside an element that holds the paragraph and nothing else; null where nothing is, or it goes beyond. */
export function markedIn(element: HTMLElement, text: string): Place | null {
  const selection = window.getSelection();
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!element.contains(range.startContainer) || !element.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.selectNodeContents(element);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  return trimmed(text, { start, end: start + range.toString().length });
}

/** Without white space at its ends; null where nothing is left. */
export function trimmed(text: string, { start, end }: Place): Place | null {
  while (start < end && /\s/.test(text[start] as string)) start += 1;
  while (end > start && /\s/.test(text[end - 1] as string)) end -= 1;
  return start < end ? { start, end } : null;
}

/** Sentences of a paragraph, for marking them with the keyboard. */
export function sentencesOf(text: string): Place[] {
  const found: Place[] = [];
  for (const { segment, index } of new Intl.Segmenter("en", { granularity: "sentence" }).segment(text)) {
    const place = trimmed(text, { start: index, end: index + segment.length });
    if (place !== null) found.push(place);
  }
  return found;
}

/** The sentence after what is marked, the first one after the last. @param grow what is marked and that sentence */
export function nextSentence(text: string, place: Place | null, grow: boolean): Place | null {
  const sentences = sentencesOf(text);
  const from = place === null ? -1 : sentences.findIndex((one) => one.end >= place.end);
  const next = sentences[(from + 1) % Math.max(1, sentences.length)];
  if (next === undefined) return place;
  return grow && place !== null && next.start > place.start ? { start: place.start, end: next.end } : next;
}

/** Moves one end of what is marked by a word or a sign, never past the other end or out of the text. */
export function stepped(text: string, place: Place, edge: "start" | "end", by: 1 | -1): Place {
  const words = [...new Intl.Segmenter("en", { granularity: "word" }).segment(text)].filter(({ segment }) => segment.trim() !== "").map(({ segment, index }) => ({ start: index, end: index + segment.length }));
  const edges = words.map((word) => word[edge]);
  const next = by > 0 ? edges.find((at) => at > place[edge]) : edges.findLast((at) => at < place[edge]);
  const moved = { ...place, [edge]: next ?? place[edge] };
  return moved.start < moved.end ? moved : place;
}
