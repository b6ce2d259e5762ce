// Owns finding a quote on a printed page: text items of the page in, the pieces of each item that belong to the quote out.
// Must not know pdfjs. Lines, hyphens, spaces and signs differ between page and paragraph; letters and digits do not.

export interface Piece {
  /** Number of the text item. */
  item: number;
  start: number;
  end: number;
}

interface Letters {
  text: string;
  /** Item and place of each letter. */
  items: number[];
  places: number[];
}

function lettersOf(items: readonly string[]): Letters {
  const found: Letters = { text: "", items: [], places: [] };
  const parts: string[] = [];
  for (const [item, text] of items.entries()) {
    for (let place = 0; place < text.length; place += 1) {
      for (const letter of fold(text[place] as string)) {
        parts.push(letter);
        found.items.push(item);
        found.places.push(place);
      }
    }
  }
  found.text = parts.join("");
  return found;
}

/** Small letters and digits without their accents; ligatures as their letters; nothing else. */
const fold = (text: string): string => text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** Words inside a quote, as a place in it. */
export interface Inner {
  start: number;
  end: number;
}

/**
 * Where a quote stands among the items, and where certain words of it do. Where it goes on from or to another page, the part that is here.
 * A State's name stands in many places of a page: only the one inside the quote is meant, so words are never looked for by themselves.
 * @returns none where fewer than a third of it, or fewer than twelve letters of it, are here
 */
export function findWords(items: readonly string[], quote: string, inner: readonly Inner[]): { quote: Piece[]; inner: Piece[][] } {
  const page = lettersOf(items);
  const wanted = fold(quote);
  const { from, length, skipped } = longest(page.text, wanted);
  const nothing = { quote: [], inner: inner.map(() => []) };
  if (wanted === "" || (length < wanted.length && length < Math.max(12, wanted.length / 3))) return nothing;
  const pieces = (first: number, end: number): Piece[] => {
    const found: Piece[] = [];
    for (let at = Math.max(from, first); at < Math.min(from + length, end); at += 1) {
      const [item, place] = [page.items[at] as number, page.places[at] as number];
      const last = found.at(-1);
      if (last?.item === item) last.end = place + 1;
      else found.push({ item, start: place, end: place + 1 });
    }
    return found;
  };
  const at = (place: number): number => from - skipped + fold(quote.slice(0, place)).length;
  return { quote: pieces(from, from + length), inner: inner.map(({ start, end }) => pieces(at(start), at(end))) };
}

/** Place and length of the quote, or of the longest beginning or end of it that the page holds; `skipped` letters of it stand before. */
function longest(page: string, wanted: string): { from: number; length: number; skipped: number } {
  const whole = page.indexOf(wanted);
  if (whole >= 0) return { from: whole, length: wanted.length, skipped: 0 };
  const most = (part: (length: number) => string): { from: number; length: number } => {
    let [low, high] = [0, wanted.length];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (page.includes(part(middle))) low = middle;
      else high = middle - 1;
    }
    return { from: page.indexOf(part(low)), length: low };
  };
  const start = most((length) => wanted.slice(0, length));
  const end = most((length) => wanted.slice(wanted.length - length));
  return start.length >= end.length ? { ...start, skipped: 0 } : { ...end, skipped: wanted.length - end.length };
}
