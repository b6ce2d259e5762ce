// Owns making untrusted text safe for XML inside office files: what XML 1.0 forbids is dropped, and nothing else is changed.
// Must not escape; the libraries that write the XML do.
import { clean } from "./format.js";

/** Most characters that a spreadsheet's cell may hold. */
const CELL_LIMIT = 32_767;

/** Text without control characters, direction marks, lone surrogates and non-characters. A formula's sign at its beginning stays: writers store it as text. */
export function officeText(text: string): string {
  return clean(text).replace(/[\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "\uFFFD");
}

/** As `officeText`, and not longer than a spreadsheet's cell may be: a longer one ends in a sentence that says so. */
export function spreadsheetText(text: string): string {
  const safe = officeText(text);
  const end = " … (cut: a cell holds 32,767 characters)";
  return safe.length <= CELL_LIMIT ? safe : safe.slice(0, CELL_LIMIT - end.length).replace(/[\uD800-\uDBFF]$/, "") + end;
}
