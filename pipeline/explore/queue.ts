// Owns the order of the review queue: what a person's minute is worth most on stands first.
// Must not decide anything; what was decided already is left out.
import { suggestedParagraphs, type SuggestedParagraph } from "../review/suggestions.js";
import { readSuggestions, suggestionsOf, type LeftOut } from "../review/foreign-suggestions.js";
import { subjectOf, type JournalRow } from "../review/journal.js";
import type { Database } from "../store/database.js";
import type { Snapshot } from "./live-database.js";

export const REASONS = ["suggested", "conflict", "missed", "inferred", "hedged", "explicit"] as const;
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
  /** Suggestions of others that are not in the queue, with the reason. */
  left: Partial<Record<LeftOut, number>>;
}

const PAGE = 50;
/** Claims of a queue; under filters those that the filters leave. */
const MOST_CLAIMS = 5000;

/** The queue under the filters of the address, without what was decided. */
export async function queue(snapshot: Snapshot, path: string, parameters: Readonly<Record<string, string>>, decided: readonly JournalRow[]): Promise<Queue> {
  const { items: all, left } = await everything(snapshot, path, parameters);
  const done = new Set(decided.map(subjectOf));
  const touched = new Set(decided.filter((row) => row.decision === "add" || row.claim_id === "").map((row) => `${row.document} ${row.paragraph}`));
  const wanted = (name: string, value: string | null): boolean => (parameters[name] ?? "") === "" || (parameters[name] ?? "").split(",").includes(value ?? "");
  const open = all.filter((item) => (item.claims.length === 0 ? !touched.has(`${item.document_id} ${item.paragraph}`) : !item.claims.every((claim) => done.has(claim))))
    .filter((item) => wanted("documents", item.document_id) && wanted("states", item.state) && (wanted("measures", item.measure) || item.suggestions.some((one) => wanted("measures", one.measure))));
  const counts = Object.fromEntries(REASONS.map((reason) => [reason, open.filter((item) => item.why === reason).length])) as Record<Reason, number>;
  const chosen = open.filter((item) => wanted("why", item.why));
  const offset = Number(parameters["offset"] ?? "0") || 0;
  return { total: chosen.length, counts, items: chosen.slice(offset, offset + PAGE), left };
}

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Worked out once for a state of the database. Names that begin with # stay until the state goes. */
function once<T>({ kept }: Snapshot, name: string, make: () => Promise<T>): Promise<T> {
  let made = kept.get(name) as Promise<T> | undefined;
  if (made === undefined) {
    made = make();
    kept.set(name, made);
    made.catch(() => kept.delete(name));
  }
  return made;
}

/** All items of a state of the database under the filters, in order. */
async function everything(snapshot: Snapshot, path: string, parameters: Readonly<Record<string, string>>): Promise<{ items: QueueItem[]; left: Queue["left"] }> {
  const { database } = snapshot;
  const foreign = await readSuggestions(path);
  const suggested = await once(snapshot, `#suggested ${foreign.version}`, async () => {
    const { paragraphs, left } = await suggestionsOf(database, foreign.rows);
    return { items: await paragraphItems(database, paragraphs, "suggested"), left };
  });
  const missed = await once(snapshot, "#missed", async () => paragraphItems(database, await suggestedParagraphs(database, breathe), "missed"));
  const lists = ["documents", "states", "measures"].map((name) => listOf(parameters[name]));
  // Whoever judges a claim sees what else its paragraph may tell.
  const offered = new Map([...missed, ...suggested.items].map((item) => [`${item.document_id} ${item.ordinal}`, item.suggestions]));
  const claims = (await once(snapshot, `queue ${JSON.stringify(lists)}`, () => claimItems(database, lists))).map((item) => ({ ...item, suggestions: offered.get(`${item.document_id} ${item.ordinal}`) ?? [] }));
  // Worth: contradictions and what others saw first, then the likeliest misses and the weakest claims side by side; what the text says plainly comes last.
  const worth = (item: QueueItem): number => ({ suggested: 3, conflict: 2, missed: item.score, inferred: 0.45, hedged: 0.3, explicit: 0 })[item.why];
  const items = [...suggested.items, ...missed, ...claims].map((item, index) => ({ item, index })).sort((a, b) => worth(b.item) - worth(a.item) || a.index - b.index).map(({ item }) => item);
  return { items, left: suggested.left };
}

const listOf = (value: string | undefined): string[] | null => (value === undefined || value === "" ? null : value.split(",").slice(0, 400));

async function paragraphItems(database: Database, paragraphs: readonly SuggestedParagraph[], why: Reason): Promise<QueueItem[]> {
  type Place = { id: string; document: string; number: string; year: number | null; state: string | null };
  const places = new Map((await database.all<Place>("SELECT p.paragraph_id AS id, coalesce(d.symbol, d.file) AS document, p.number, d.year, d.state FROM paragraphs p JOIN documents d USING (document_id) WHERE list_contains($1, p.paragraph_id)", [paragraphs.map((one) => `${one.document_id}-p${one.ordinal}`)])).map((row) => [row.id, row]));
  return paragraphs.flatMap((one) => {
    const place = places.get(`${one.document_id}-p${one.ordinal}`);
    return place === undefined ? [] : [{ why, document_id: one.document_id, document: place.document, ordinal: one.ordinal, paragraph: place.number, year: place.year, claims: [], state: one.suggestions[0]?.state ?? place.state, measure: one.suggestions[0]?.measure ?? null, score: one.score, suggestions: one.suggestions }];
  });
}

/** Whether a person decided on claim `c`: by a file that was imported, whoever made it. */
const DECIDED = `EXISTS (SELECT 1 FROM decisions n JOIN documents x ON x.sha256 = n.sha256 WHERE x.document_id = c.document_id AND n.paragraph = c.paragraph AND n.quote = c.quote AND coalesce(n.new_state, n.state) = c.state AND coalesce(n.new_measure, n.measure) = c.measure)`;

/** Claims that contradict each other in one document, then those that rest on inferred or hedged wording, then the others. */
async function claimItems(database: Database, [documents, states, measures]: (string[] | null)[]): Promise<QueueItem[]> {
  const decided = (await database.all("SELECT 1 FROM duckdb_tables() WHERE table_name = 'decisions'")).length > 0 ? DECIDED : "false";
  type Row = { why: Reason; claim_id: string; document_id: string; document: string; ordinal: number; paragraph: string; year: number | null; state: string; measure: string };
  const rows = await database.all<Row>(`WITH torn AS (SELECT document_id, state, measure, basis FROM document_cells WHERE status = 'conflict'
), asked AS (
  SELECT c.claim_id, c.document_id, c.paragraph_id, c.quote_start, CASE WHEN t.document_id IS NOT NULL THEN 'conflict' ELSE c.certainty END AS why
  FROM claims c LEFT JOIN torn t ON t.document_id = c.document_id AND t.state = c.state AND t.measure = c.measure AND t.basis = c.basis
  WHERE c.rule <> 'added/by a person' AND NOT ${decided} AND ($1 IS NULL OR list_contains($1, c.document_id)) AND ($2 IS NULL OR list_contains($2, c.state)) AND ($3 IS NULL OR list_contains($3, c.measure))
), chosen AS (
  SELECT a.* FROM asked a JOIN documents d USING (document_id)
  ORDER BY list_position(['conflict', 'inferred', 'hedged', 'explicit'], a.why), d.year DESC NULLS LAST, d.file, a.paragraph_id, a.quote_start, a.claim_id LIMIT ${MOST_CLAIMS}
)
SELECT h.why, c.claim_id, c.document_id, coalesce(d.symbol, d.file) AS document, p.ordinal, c.paragraph, d.year, c.state, c.measure
FROM chosen h JOIN claims c ON c.claim_id = h.claim_id AND c.document_id = h.document_id JOIN documents d ON d.document_id = c.document_id JOIN paragraphs p ON p.paragraph_id = c.paragraph_id
ORDER BY list_position(['conflict', 'inferred', 'hedged', 'explicit'], h.why), d.year DESC NULLS LAST, d.file, p.ordinal, c.quote_start, c.claim_id`, [documents ?? null, states ?? null, measures ?? null]);
  return rows.map((row) => ({ why: row.why, document_id: row.document_id, document: row.document, ordinal: row.ordinal, paragraph: row.paragraph, year: row.year, claims: [row.claim_id], state: row.state, measure: row.measure, score: 0, suggestions: [] }));
}
