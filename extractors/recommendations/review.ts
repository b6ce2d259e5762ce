// Owns which session of the Working Group a report is of, and its year: the report is published later, often in the next year.
// Must not read recommendations.
import type { Paragraph } from "../contracts.js";

export interface Review {
  /** Session of the Working Group on the Universal Periodic Review, from 1 (April 2008). */
  session: number;
  /** Year in which it was held. */
  year: number;
}

const UNITS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"];
const TENS: Record<string, number> = { twenty: 20, twentieth: 20, thirty: 30, thirtieth: 30, forty: 40, fortieth: 40, fifty: 50, fiftieth: 50, sixty: 60, sixtieth: 60 };
const HELD = /\bheld (?:its|the) ([a-z-]+|\d{1,2}(?:st|nd|rd|th)) session\b[^]{0,80}?\b(20\d{2})\b/i;

/** Null where the opening does not say. */
export function readReview(paragraphs: readonly Paragraph[]): Review | null {
  for (const paragraph of paragraphs.slice(0, 12)) {
    const [, ordinal, year] = HELD.exec(paragraph.text) ?? [];
    const session = ordinal === undefined ? null : numberOf(ordinal.toLowerCase());
    if (session !== null && year !== undefined) return { session, year: Number(year) };
  }
  return null;
}

function numberOf(ordinal: string): number | null {
  if (/^\d/.test(ordinal)) return Number.parseInt(ordinal, 10);
  const [tens = "", unit] = ordinal.split(/[- ]/);
  if (unit === undefined) return UNITS.includes(tens) ? UNITS.indexOf(tens) + 1 : (TENS[tens] ?? null);
  const base = TENS[tens];
  return base === undefined || !UNITS.slice(0, 9).includes(unit) ? null : base + UNITS.indexOf(unit) + 1;
}
