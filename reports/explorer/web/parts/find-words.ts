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

/**
 * Where a quote stands among the items. Where it goes on from or to another page, the part that is here.
 * @returns none where fewer than a third of it, or fewer than twelve letters of it, are here
 */
export function findWords(items: readonly string[], quote: string): Piece[] {
  const page = lettersOf(items);
  const wanted = fold(quote);
  if (wanted === "") return [];
  const [from, length] = longest(page.text, wanted);
  if (length < wanted.length && length < Math.max(12, wanted.length / 3)) return [];
  const pieces: Piece[] = [];
  for (let at = from; at < from + length; at += 1) {
    const [item, place] = [page.items[at] as number, page.places[at] as number];
    const last = pieces.at(-1);
    if (last?.item === item) last.end = place + 1;
    else pieces.push({ item, start: place, end: place + 1 });
  }
  return pieces;
}

/** Place and length of the quote, or of the longest beginning or end of it that the page holds. */
function longest(page: string, wanted: string): [from: number, length: number] {
  const whole = page.indexOf(wanted);
  if (whole >= 0) return [whole, wanted.length];
  const most = (part: (length: number) => string): [number, number] => {
    let [low, high] = [0, wanted.length];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (page.includes(part(middle))) low = middle;
      else high = middle - 1;
    }
    return [page.indexOf(part(low)), low];
  };
  const start = most((length) => wanted.slice(0, length));
  const end = most((length) => wanted.slice(wanted.length - length));
  return start[1] >= end[1] ? start : end;
}
