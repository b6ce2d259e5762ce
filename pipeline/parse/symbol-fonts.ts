// Owns what the signs of symbol fonts (Wingdings and its like) stand for. Must not know the format that they come from.

import dingbats from "dingbat-to-unicode";
import { cleanCharacters } from "../../extractors/document/source.js";

const BOXES: Record<string, string> = { "🗹": "☑", "☑": "☑", "🗷": "☒", "☒": "☒", "⮽": "☒", "🞎": "☐", "🞏": "☐", "□": "☐", "❑": "☐", "❒": "☐", "☐": "☐", "✓": "✓", "🗸": "✓", "✔": "✓", "🗶": "✗", "🗴": "✗" };
const SYMBOL_FONTS: Record<string, string> = { symbol: "Symbol", wingdings: "Wingdings", "wingdings 2": "Wingdings 2", "wingdings 3": "Wingdings 3", webdings: "Webdings" };

/** Is it a font of signs, whose letters are no letters? @param font its name as the file has it */
export function isSymbolFont(font: string): boolean {
  return font.trim().toLowerCase() in SYMBOL_FONTS;
}

/**
 * A sign of a symbol font as what it stands for; boxes and ticks in one form, anything else as a bullet.
 * @param code the sign's place in its font, also where the file moved it to the private area (0xF0FE for 0xFE)
 * @param otherwise the text that stands where the font is none of signs
 */
export function symbol(font: string, code: number, otherwise: string): string {
  const low = (code & 0xff).toString(16).toUpperCase().padStart(2, "0");
  const known = SYMBOL_FONTS[font.toLowerCase()];
  const found = known === undefined ? undefined : dingbats.hex(known, low)?.string;
  if (found === undefined) return otherwise === "•" || code >= 0xe000 ? "•" : cleanCharacters(otherwise);
  return BOXES[found] ?? (known === "Symbol" && /\p{L}/u.test(found) ? found : /\s/.test(otherwise) ? otherwise : "•");
}
