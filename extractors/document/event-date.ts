// Owns the day of what a report tells of: the review of a State, where the report is published months later. Must not replace the date of the document.
import type { ReadDocument } from "../contracts.js";

const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const DAY = String.raw`(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December),? (\d{4})`;
/** "The review of X was held at the 5th meeting, on 25 January 2011." */
const REVIEW = new RegExp(String.raw`\breview of [^.]{3,120}? was held\b[^.]{0,80}?\bon (?:\w+,? )?${DAY}`, "i");
/** "… held its tenth session from 24 January to 4 February 2011." */
const SESSION = new RegExp(String.raw`\bheld its [\w-]+(?: [\w-]+)? session\b[^.]{0,60}?\b(?:from|to) ${DAY}`, "i");
/** It stands in the introduction. */
const PARAGRAPHS = 12;

/** Day of the review (or of the session that held it), ISO 8601; null for documents that tell of none. */
export function eventDateOf(document: ReadDocument): string | null {
  if (document.meta.kind !== "upr_working_group") return null;
  const opening = document.paragraphs.slice(0, PARAGRAPHS).map(({ text }) => text.replace(/\s+/g, " "));
  for (const form of [REVIEW, SESSION]) {
    for (const text of opening) {
      const [, day, month, year] = form.exec(text) ?? [];
      if (day !== undefined && month !== undefined && year !== undefined) return `${year}-${String(MONTHS.indexOf(month.toLowerCase()) + 1).padStart(2, "0")}-${day.padStart(2, "0")}`;
    }
  }
  return null;
}
