// Owns where suggestions come from: the reader's own candidates where the database keeps them, a linear model over words otherwise, and what others suggested.
// Must not count one as a claim: a suggestion is for a person to accept or to leave.
import { rejectedCandidates, type Rejected } from "./rejected.js";
import type { Reader } from "../store/database.js";
import { WordModel, type Example } from "./word-model.js";

/** A measure that a paragraph may tell of. */
export interface Suggestion {
  /** `reader` (its rejected candidates), `words` (the linear model), or the name of who suggested it. */
  source: string;
  measure: string;
  state: string | null;
  status: string | null;
  score: number;
  /** Step of the reader that rejected it; null from elsewhere. */
  step: string | null;
  reason: string | null;
  quote: string | null;
  /** Where the quote begins in the paragraph; null where that is not known. */
  start: number | null;
}

/** A paragraph in which something was probably missed, with at most five suggestions. */
export interface SuggestedParagraph {
  document_id: string;
  ordinal: number;
  score: number;
  suggestions: Suggestion[];
}

const EACH = 5;
/** A document gives so many paragraphs to the queue: a person's minute is worth most in the first of each. */
const OF_DOCUMENT = 8;
/** Paragraphs without a claim that the model learns from, drawn evenly over all. */
const WITHOUT = 6000;

/** Names the claims as extracted: a decision must not teach the queue to forget what it was about. */
async function extractedClaims(database: Reader): Promise<string> {
  const [row] = await database.all<{ name: string }>("SELECT current_database() AS name");
  return `"${(row?.name ?? "").replaceAll('"', '""')}".main.claims`;
}

/** What the words alone suggest ranks lower than what the reader itself nearly took. */
const SECOND = 0.5;

/**
 * Paragraphs in which something was probably missed, the likeliest first: by the scores of the reader's own candidates where the database keeps them, then by the linear model over words.
 * @param pause called now and then, so that a server answers others meanwhile
 */
export async function suggestedParagraphs(database: Reader, pause: () => Promise<void>): Promise<SuggestedParagraph[]> {
  const rejected = await rejectedCandidates(database, { claims: await extractedClaims(database), paragraphs: OF_DOCUMENT, each: EACH });
  const words = await fromWords(database, pause);
  return bestOfDocuments(rejected === null ? words : bothSources(byParagraph(rejected), words));
}

/** The reader's own: what it considered, nearly took and rejected. */
function byParagraph(rows: readonly Rejected[]): SuggestedParagraph[] {
  const paragraphs = new Map<string, SuggestedParagraph>();
  for (const row of rows) {
    const key = `${row.document_id} ${row.ordinal}`;
    const paragraph = paragraphs.get(key) ?? { document_id: row.document_id, ordinal: row.ordinal, score: row.score ?? 0, suggestions: [] };
    paragraphs.set(key, paragraph);
    paragraph.suggestions.push({ source: "reader", measure: row.measure, state: row.state, status: row.status, score: row.score ?? 0, step: row.step, reason: row.reason, quote: row.quote, start: row.quote_start });
  }
  return [...paragraphs.values()];
}

/** A paragraph with candidates keeps their score and takes what the words suggest besides; one without stands lower. */
function bothSources(first: readonly SuggestedParagraph[], second: readonly SuggestedParagraph[]): SuggestedParagraph[] {
  const found = new Map(first.map((one) => [`${one.document_id} ${one.ordinal}`, one]));
  const others = second.filter((one) => !found.has(`${one.document_id} ${one.ordinal}`)).map((one) => ({ ...one, score: one.score * SECOND }));
  for (const one of second) {
    const there = found.get(`${one.document_id} ${one.ordinal}`);
    if (there === undefined) continue;
    const known = new Set(there.suggestions.map(({ measure }) => measure));
    there.suggestions.push(...one.suggestions.filter(({ measure }) => !known.has(measure)).slice(0, EACH - there.suggestions.length));
  }
  return [...first, ...others];
}

/** A paragraph with the measures that claims give it. */
export interface KnownParagraph {
  document_id: string;
  ordinal: number;
  state: string | null;
  text: string;
  measures: string[];
}

/** What the words of a paragraph have in common with those of paragraphs that gave claims. */
async function fromWords(database: Reader, pause: () => Promise<void>): Promise<SuggestedParagraph[]> {
  const claims = await extractedClaims(database);
  const rows = await database.all<KnownParagraph>(`SELECT p.document_id, p.ordinal, d.state, p.text, coalesce(list(DISTINCT c.measure) FILTER (c.measure IS NOT NULL), []) AS measures
FROM paragraphs p JOIN documents d USING (document_id) LEFT JOIN ${claims} c USING (paragraph_id)
WHERE d.language = 'en' AND p.role IN (SELECT DISTINCT role FROM paragraphs SEMI JOIN ${claims} USING (paragraph_id)) GROUP BY ALL ORDER BY p.document_id, p.ordinal`);
  return rankParagraphs(await learn(rows, pause), rows, pause);
}

/** Two models: whether a paragraph tells of any measure, learned from all kinds of paragraphs; and which, learned from those that do and those most like them. */
export interface Learned {
  any: WordModel;
  which: WordModel;
}

const ANY = "*";

/** Learns from paragraphs whose measures are known. */
export async function learn(rows: readonly Pick<KnownParagraph, "text" | "measures">[], pause: () => Promise<void>): Promise<Learned> {
  const telling = rows.filter((row) => row.measures.length > 0);
  const others = rows.filter((row) => row.measures.length === 0);
  const each = Math.max(1, Math.ceil(others.length / WITHOUT));
  const some = others.filter((_row, index) => index % each === 0);
  const any = await WordModel.train([...telling.map((row): Example => ({ text: row.text, measures: [ANY] })), ...some.map((row): Example => ({ text: row.text, measures: [] }))], pause);
  const near = some.map((row) => ({ row, score: any.rank(row.text, 1)[0]?.score ?? 0 })).sort((a, b) => b.score - a.score).slice(0, telling.length);
  return { any, which: await WordModel.train([...telling, ...near.map(({ row }) => row)], pause) };
}

/** Paragraphs by how likely something is missing in them, each with its likeliest measures that are not known of it. */
export async function rankParagraphs(learned: Learned, rows: readonly KnownParagraph[], pause: () => Promise<void>): Promise<SuggestedParagraph[]> {
  const scored: { row: KnownParagraph; score: number }[] = [];
  for (const [index, row] of rows.entries()) {
    if (index % 500 === 499) await pause();
    const score = learned.any.rank(row.text, 1)[0]?.score ?? 0;
    if (score > 0.05) scored.push({ row, score });
  }
  return scored.map(({ row, score }) => {
    const known = new Set(row.measures);
    const suggestions = learned.which.rank(row.text, EACH + known.size).filter((one) => !known.has(one.measure)).slice(0, EACH)
      .map((one): Suggestion => ({ source: "words", measure: one.measure, state: row.state, status: null, score: one.score, step: null, reason: null, quote: null, start: null }));
    // Of a paragraph that gave claims, what it tells is known already: it ranks by what else it may tell.
    return { document_id: row.document_id, ordinal: row.ordinal, score: known.size === 0 ? score : Math.min(score, suggestions[0]?.score ?? 0), suggestions };
  }).filter((one) => one.suggestions.length > 0);
}

/** Those alike stay in the order in which they came: the reader's by how much was considered in them. */
function bestOfDocuments(found: SuggestedParagraph[]): SuggestedParagraph[] {
  const taken = new Map<string, number>();
  return found
    .sort((a, b) => b.score - a.score)
    .filter((one) => {
      const count = (taken.get(one.document_id) ?? 0) + 1;
      taken.set(one.document_id, count);
      return count <= OF_DOCUMENT;
    });
}
