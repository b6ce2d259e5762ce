// Owns the paragraphs that the review queue takes from what the reader considered and did not claim (table `candidates`), the best first.
// Must not count a candidate as a claim. A database without the table, or with an empty one, is answered for: its reader kept nothing.
import type { CandidateStep } from "../../extractors/contracts.js";
import type { Reader } from "../store/database.js";

export interface Rejected {
  [column: string]: string | number | null;
  document_id: string;
  ordinal: number;
  state: string | null;
  measure: string;
  status: string | null;
  score: number | null;
  step: string;
  reason: string | null;
  quote: string | null;
  quote_start: number | null;
  quote_end: number | null;
}

/** Steps of the reader, the farthest from a claim first, as extractors/reader/left.ts has it; a test holds the pages' list to the same. */
export const BY_NEARNESS: readonly CandidateStep[] = ["role", "concept", "topic", "predicate", "actor", "status", "outscored"];

/** By score; of those alike, which most are, the one that came nearer to a claim. */
const NEAREST_FIRST = `x.score DESC NULLS LAST, list_position([${BY_NEARNESS.map((step) => `'${step}'`).join(", ")}], x.step) DESC NULLS LAST, x.measure, x.state, x.quote_start`;

/**
 * Of each document the paragraphs with the highest scores, of those alike the ones in which more was considered, each with its best measures; without what the reader claims there.
 * @param claims table of the claims as extracted
 * @param paragraphs most paragraphs of a document
 * @param each most measures of a paragraph
 * @returns null where the database keeps no candidates at all
 */
export async function rejectedCandidates(database: Reader, { claims, paragraphs, each }: { claims: string; paragraphs: number; each: number }): Promise<Rejected[] | null> {
  if ((await database.all("SELECT 1 FROM duckdb_tables() WHERE table_name = 'candidates' LIMIT 1")).length === 0) return null;
  if ((await database.all("SELECT 1 FROM candidates LIMIT 1")).length === 0) return null;
  return database.all<Rejected>(`WITH open AS (
  SELECT x.* REPLACE (coalesce(x.score, 0) AS score) FROM candidates x
  WHERE NOT EXISTS (SELECT 1 FROM ${claims} c WHERE c.paragraph_id = x.document_id || '-p' || x.paragraph_ordinal AND c.measure = x.measure AND (x.state IS NULL OR c.state = x.state))
  QUALIFY row_number() OVER (PARTITION BY x.document_id, x.paragraph_ordinal, x.measure ORDER BY ${NEAREST_FIRST}) = 1
), placed AS (
  SELECT x.*, max(x.score) OVER (PARTITION BY x.document_id, x.paragraph_ordinal) AS best, row_number() OVER (PARTITION BY x.document_id, x.paragraph_ordinal ORDER BY ${NEAREST_FIRST}) AS place,
    count(*) OVER (PARTITION BY x.document_id, x.paragraph_ordinal) AS considered FROM open x
), chosen AS (
  SELECT * FROM placed WHERE place <= ${each} QUALIFY dense_rank() OVER (PARTITION BY document_id ORDER BY best DESC, considered DESC, paragraph_ordinal) <= ${paragraphs}
)
SELECT x.document_id, x.paragraph_ordinal AS ordinal, x.state, x.measure, x.status, x.score, x.step, x.reason, x.quote, x.quote_start, x.quote_end FROM chosen x ORDER BY x.best DESC, x.considered DESC, x.document_id, x.paragraph_ordinal, x.place`);
}
