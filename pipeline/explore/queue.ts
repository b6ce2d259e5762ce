// Owns the order of the review queue: what a person's minute is worth most on stands first.
// Must not decide anything; what was decided already is left out.
import { suggestedParagraphs, type SuggestedParagraph } from "../review/suggestions.js";
import { readSuggestions, suggestionsOf } from "../review/foreign-suggestions.js";
import { subjectOf, type JournalRow } from "../review/journal.js";
import type { Database } from "../store/database.js";
import type { Snapshot } from "./live-database.js";

export const REASONS = ["suggested", "conflict", "missed", "inferred", "hedged"] as const;
export type Reason = (typeof REASONS)[number];

/** One thing to look at: a claim that may be wrong, or a paragraph in which something may be missing. */
export interface QueueItem {
  why: Reason;
  document_id: string;
  document: string;
  ordinal: number;
  paragraph: string;
  year: number | null;
  /** Claims to judge; none where only suggestions are. */
  claims: string[];
  state: string | null;
  measure: string | null;
  score: number;
  suggestions: SuggestedParagraph["suggestions"];
}

export interface Queue {
  total: number;
  counts: Record<Reason, number>;
  items: QueueItem[];
}

const PAGE = 50;

/** The queue under the filters of the address, without what was decided. */
export async function queue(snapshot: Snapshot, path: string, parameters: Readonly<Record<string, string>>, decided: readonly JournalRow[]): Promise<Queue> {
  const all = await everything(snapshot, path);
  const done = new Set(decided.map(subjectOf));
  const touched = new Set(decided.filter((row) => row.decision === "add" || row.claim_id === "").map((row) => `${row.document} ${row.paragraph}`));
  const wanted = (name: string, value: string | null): boolean => (parameters[name] ?? "") === "" || (parameters[name] ?? "").split(",").includes(value ?? "");
  const open = all.filter((item) => (item.claims.length === 0 ? !touched.has(`${item.document_id} ${item.paragraph}`) : !item.claims.every((claim) => done.has(claim))))
    .filter((item) => wanted("documents", item.document_id) && wanted("states", item.state) && (wanted("measures", item.measure) || item.suggestions.some((one) => wanted("measures", one.measure))));
  const counts = Object.fromEntries(REASONS.map((reason) => [reason, open.filter((item) => item.why === reason).length])) as Record<Reason, number>;
  const chosen = open.filter((item) => wanted("why", item.why));
  const offset = Number(parameters["offset"] ?? "0") || 0;
  return { total: chosen.length, counts, items: chosen.slice(offset, offset + PAGE) };
}

/** All items of a state of the database, in order; worked out once. */
async function everything(snapshot: Snapshot, path: string): Promise<QueueItem[]> {
  const foreign = await readSuggestions(path);
  const key = `#queue ${foreign.version}`;
  let made = snapshot.kept.get(key) as Promise<QueueItem[]> | undefined;
  if (made === undefined) {
    made = gather(snapshot, foreign.rows);
    snapshot.kept.set(key, made);
    made.catch(() => snapshot.kept.delete(key));
  }
  return made;
}

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function gather(snapshot: Snapshot, foreign: Parameters<typeof suggestionsOf>[1]): Promise<QueueItem[]> {
  const { database } = snapshot;
  snapshot.kept.set("#missed", snapshot.kept.get("#missed") ?? suggestedParagraphs(database, breathe));
  const missed = (await snapshot.kept.get("#missed")) as SuggestedParagraph[];
  const items = [...(await paragraphItems(database, await suggestionsOf(database, foreign), "suggested")), ...(await paragraphItems(database, missed, "missed")), ...(await doubtful(database))];
  // Worth: contradictions and what others saw first, then the likeliest misses and the weakest claims side by side.
  const worth = (item: QueueItem): number => ({ suggested: 3, conflict: 2, missed: item.score, inferred: 0.45, hedged: 0.3 })[item.why];
  return items.map((item, index) => ({ item, index })).sort((a, b) => worth(b.item) - worth(a.item) || a.index - b.index).map(({ item }) => item);
}

async function paragraphItems(database: Database, paragraphs: readonly SuggestedParagraph[], why: Reason): Promise<QueueItem[]> {
  type Place = { id: string; document: string; number: string; year: number | null; state: string | null };
  const places = new Map((await database.all<Place>("SELECT p.paragraph_id AS id, coalesce(d.symbol, d.file) AS document, p.number, d.year, d.state FROM paragraphs p JOIN documents d USING (document_id) WHERE list_contains($1, p.paragraph_id)", [paragraphs.map((one) => `${one.document_id}-p${one.ordinal}`)])).map((row) => [row.id, row]));
  return paragraphs.flatMap((one) => {
    const place = places.get(`${one.document_id}-p${one.ordinal}`);
    return place === undefined ? [] : [{ why, document_id: one.document_id, document: place.document, ordinal: one.ordinal, paragraph: place.number, year: place.year, claims: [], state: one.suggestions[0]?.state ?? place.state, measure: one.suggestions[0]?.measure ?? null, score: one.score, suggestions: one.suggestions }];
  });
}

/** Claims that contradict each other in one document, and those that rest on hedged or inferred wording. */
async function doubtful(database: Database): Promise<QueueItem[]> {
  type Row = { why: Reason; claim_id: string; document_id: string; document: string; ordinal: number; paragraph: string; year: number | null; state: string; measure: string };
  const rows = await database.all<Row>(`WITH torn AS (SELECT document_id, state, measure, basis FROM document_cells WHERE status = 'conflict')
SELECT CASE WHEN t.document_id IS NOT NULL THEN 'conflict' ELSE c.certainty END AS why, c.claim_id, c.document_id, coalesce(d.symbol, d.file) AS document, p.ordinal, c.paragraph, d.year, c.state, c.measure
FROM claims c JOIN documents d USING (document_id) JOIN paragraphs p USING (paragraph_id) LEFT JOIN torn t ON t.document_id = c.document_id AND t.state = c.state AND t.measure = c.measure AND t.basis = c.basis
WHERE (c.certainty <> 'explicit' OR t.document_id IS NOT NULL) AND c.rule <> 'added/by a person' ORDER BY d.year DESC NULLS LAST, d.file, p.ordinal, c.quote_start, c.claim_id LIMIT 5000`);
  return rows.map((row) => ({ why: row.why, document_id: row.document_id, document: row.document, ordinal: row.ordinal, paragraph: row.paragraph, year: row.year, claims: [row.claim_id], state: row.state, measure: row.measure, score: 0, suggestions: [] }));
}
