// Owns the rows of tables of treaties, which say without a verb what the State did: by the column's head, the row's, or a word or date in the cell.
// Must not know which treaties are measures, nor States.

import type { Status } from "../contracts.js";
import { classifyAnswer } from "./answers.js";
import { isHead } from "./question-rows.js";
import { withoutCalls, withoutFields, type SourceCell, type SourceRow } from "./source.js";
import { isDate } from "./table-units.js";

/** A treaty that a row names, and what the row says of it. */
export interface TreatyDraft {
  /** As printed, without article, date or note. */
  name: string;
  /** The printed words that say it, from the name on; what the other cells say comes with it where `wholeRow`. */
  words: string;
  wholeRow: boolean;
  status: Extract<Status, "in_place" | "in_progress" | "absent">;
}

const BOUND = /\b(?:ratifi\w+|accession|acced\w+|succession|adher\w+|party)\b/i;
const NOT_BOUND = /\bnot (?:yet )?(?:been )?(?:ratified|accepted|acceded|signed|(?:a )?party)\b/i;
/** A cell that says it in a word, with a date or without: "Accession, 2004". */
const SAYS_BOUND = /^(?:ratified|ratification|accession|acceded|succession|succeeded|(?:a )?(?:state )?party)(?:\s+(?:on|in|of))?[\s,:(]*/i;
const SAYS_SIGNED = /^(?:signed|signature|signatory)(?: only)?(?:\s+(?:on|in|of))?[\s,:(]*/i;
const SIGNED = /\bsign(?:ed|ature|atory|ing)\b/i;
/** Heads of columns that tell how things stand, whatever the row: "Status during previous cycle", "Action after review". */
const STANDS = /^(?:current )?status\b|^actions? (?:after|since)\b/i;
/** Rows that list the treaties a State is bound by, and those whose procedures it accepted: "OP-CEDAW, art. 8 (2004)". */
const BINDING_ROW = /^(?:ratification|accession|succession)\b/i;
const PROCEDURES_ROW = /^complaints? procedures?\b/i;
/** "Core treaties to which X is not a party: …" */
const LIST_OF_ABSENT = /^[^:]{0,60}\b(?:treaties|instruments|conventions)\b[^:]{0,60}\bnot a party\s*:\s*/i;
/** "OP-CEDAW, art. 8 (2004)", "CED (signature only, 2007)": the name ends at the comma or the bracket. */
const NAME = /^[^(,;:]{2,120}/;
/** Items of a list: one a line, or run together behind their dates. */
const ITEMS = /\n|(?<=\))\s+(?=\p{Lu})/u;
const ACCEPTED_ARTICLE = /,\s*arts?\./i;

const wordsOf = (cell: SourceCell | undefined): string => (cell === undefined ? "" : withoutFields(withoutCalls(cell.text)));
const plain = (cell: SourceCell | undefined): string => wordsOf(cell).replace(/\s+/g, " ").trim();

/**
 * The treaties that a row names with what it says of each.
 * @param rows all rows of the table, to find its head
 * @returns null where the table is none of treaties, or the row says nothing
 */
export function treatyRow(row: SourceRow, rows: readonly SourceRow[]): TreatyDraft[] | null {
  const filled = row.cells.filter((cell) => !cell.continued && plain(cell) !== "");
  const [first] = filled;
  if (first === undefined) return null;
  const found = filled.length === 1 ? listOfAbsent(plain(first)) : underHeads(row, rows, first, filled.slice(1));
  return found.length === 0 ? null : found;
}

function listOfAbsent(text: string): TreatyDraft[] {
  const lead = LIST_OF_ABSENT.exec(text)?.[0];
  if (lead === undefined) return [];
  const items = text.slice(lead.length).replace(/\.$/, "").split(/,(?![^(]*\))|\band\b/);
  return items.flatMap((item) => named(item, "absent"));
}

/** A treaty's name out of an item; "(signature only, 2009)" is a signature. */
function named(item: string, status: TreatyDraft["status"]): TreatyDraft[] {
  const words = item.trim();
  const name = NAME.exec(words)?.[0].trim();
  if (name === undefined || !/\p{L}{2}/u.test(name)) return [];
  return [{ name, words, wholeRow: false, status: SIGNED.test(words) ? "in_progress" : status }];
}

function underHeads(row: SourceRow, rows: readonly SourceRow[], label: SourceCell, values: readonly SourceCell[]): TreatyDraft[] {
  const top = rows.find((candidate) => candidate !== row && isHead(candidate, rows));
  if (top === undefined) return [];
  const headOf = (cell: SourceCell): string => plain(top.cells.find((head) => head.column <= cell.column && head.column + head.span > cell.column));
  const title = plain(label);
  if (BINDING_ROW.test(title) || PROCEDURES_ROW.test(title)) return values.flatMap((cell) => listed(cell, headOf(cell), PROCEDURES_ROW.test(title)));
  // "Palermo Protocol | Yes", "OP-CRC-SC | 23 Sept. 2004": the first column that says something of it decides.
  const told = values.map((cell) => valueStatus(plain(cell), headOf(cell))).find((status) => status !== null);
  const words = withoutNumber(wordsOf(label).replace(/\s+/g, " ").trim());
  return told === undefined || told === null ? [] : [{ name: words, words, wholeRow: true, status: told }];
}

const withoutNumber = (text: string): string => text.replace(/^\d{1,3}[.)]\s+/, "");

/** A cell that lists treaties, one a line: those of the column "Not ratified" are lacking, the others bind. */
function listed(cell: SourceCell, head: string, procedures: boolean): TreatyDraft[] {
  const lacking = NOT_BOUND.test(head);
  if (!lacking && !STANDS.test(head)) return [];
  return wordsOf(cell).split(ITEMS).flatMap((line) => {
    // A procedure that is not accepted says nothing of the treaty; one that is binds with it.
    if (procedures && (lacking || !ACCEPTED_ARTICLE.test(line))) return [];
    return named(line, lacking ? "absent" : "in_place");
  });
}

/** The word and a date behind it, and nothing else: "Ratification under way" says another thing. */
function says(value: string, word: RegExp): boolean {
  const found = word.exec(value)?.[0];
  const rest = found === undefined ? null : value.slice(found.length).replace(/[).]+$/, "");
  return rest === "" || (rest !== null && isDate(rest));
}

/** What a date or a word under a head says; null where it says nothing. */
function valueStatus(value: string, head: string): TreatyDraft["status"] | null {
  if (NOT_BOUND.test(value)) return "absent";
  const [binds, signs] = [BOUND.test(head) && !NOT_BOUND.test(head), SIGNED.test(head)];
  if (!binds && !signs && !STANDS.test(head)) return null;
  if (says(value, SAYS_BOUND)) return "in_place";
  if (says(value, SAYS_SIGNED)) return "in_progress";
  // "Signature and ratification | 2003": which of the two?
  if (binds === signs) return null;
  const kind = isDate(value) ? "yes" : classifyAnswer(value);
  if (kind === "yes") return binds ? "in_place" : "in_progress";
  return kind === "no" && binds ? "absent" : null;
}
