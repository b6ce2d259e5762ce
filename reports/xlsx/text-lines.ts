// Owns how many lines a text takes in a cell of a spreadsheet. No program fits rows to wrapped text by itself when it opens a file, so heights are written. Must not know what stands in a cell.

/** Widths of Arial's letters from " " to "~", in thousandths of the letter size (the font's metrics). */
const WIDTHS = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
  1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
  333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
/** A column's width counts figures: "10" is room for ten of them. */
const FIGURE = 556;
/** Programs draw letters a little wider or narrower than the metrics say. */
const SAFETY = 1.04;

/** @param room width of the column, in figures. @returns lines, 1 or more; a word longer than a line goes on in the next */
export function linesOf(text: string, room: number): number {
  const most = (Math.max(2, room) * FIGURE) / SAFETY;
  let [lines, used, word] = [1, 0, 0];
  for (let at = 0; at <= text.length; at += 1) {
    const code = at === text.length ? 32 : text.charCodeAt(at);
    if (code !== 32 && code !== 10) {
      word += WIDTHS[code - 32] ?? FIGURE;
      // Text may break behind a stroke as well.
      if (code !== 45) continue;
    }
    if (used > 0 && used + word > most) [lines, used] = [lines + 1, 0];
    if (word > most) [lines, used] = [lines + Math.ceil(word / most) - 1, word % most];
    else used += word;
    word = 0;
    if (code === 10) [lines, used] = [lines + 1, 0];
    else if (code === 32) used += WIDTHS[0] as number;
  }
  return lines;
}
