// Owns what the reader considered and did not claim, as the table `candidates` keeps it: for a paragraph and for a State's silent cell.
// Must not count a candidate as a claim. A database without the table, or with an empty one, is answered for: its reader kept nothing.
import type { Cell, QueryRunner, Row } from "../../query.js";

/**
 * Steps of the reader at which a candidate can fall, the farthest from a claim first, as extractors/reader/left.ts has it.
 * Not their order in time: where the topic is missing the words of the measure were whole, where the concept is missing they were not.
 */
export const BY_NEARNESS = ["role", "concept", "topic", "predicate", "actor", "status", "outscored"] as const;

export interface Rejected extends Row {
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

/** Which of them: of one paragraph, or of a State's cell. */
export type Asked = { document: string; ordinal: number } | { state: string; measure: string };

/** Rows of a paragraph or a cell on a page. */
const MOST = 60;
const COLUMNS = "x.document_id, x.paragraph_ordinal AS ordinal, x.state, x.measure, x.status, x.score, x.step, x.reason, x.quote, x.quote_start, x.quote_end";
/** SQL of the order of candidates `x`: by score; of those alike, which most are, the one that came nearer to a claim. */
const NEAREST_FIRST = `x.score DESC NULLS LAST, list_position([${BY_NEARNESS.map((step) => `'${step}'`).join(", ")}], x.step) DESC NULLS LAST, x.measure, x.state, x.quote_start`;

/** @returns null where the database keeps no candidates at all */
export async function rejectedCandidates(database: QueryRunner, asked: Asked): Promise<Rejected[] | null> {
  if (!(await keepsCandidates(database))) return null;
  const { sql, values } = "ordinal" in asked ? ofParagraph(asked) : ofCell(asked);
  return database.all<Rejected>(sql, values);
}

async function keepsCandidates(database: QueryRunner): Promise<boolean> {
  if ((await database.all("SELECT 1 FROM duckdb_tables() WHERE table_name = 'candidates' LIMIT 1")).length === 0) return false;
  return (await database.all("SELECT 1 FROM candidates LIMIT 1")).length > 0;
}

interface Statement {
  sql: string;
  values: Cell[];
}

const ofParagraph = ({ document, ordinal }: { document: string; ordinal: number }): Statement => ({
  sql: `SELECT ${COLUMNS} FROM candidates x WHERE x.document_id = $1 AND x.paragraph_ordinal = $2 ORDER BY ${NEAREST_FIRST} LIMIT ${MOST}`,
  values: [document, ordinal],
});

/** A candidate without a State counts for the State whose document it is: the reader found no other actor. */
const ofCell = ({ state, measure }: { state: string; measure: string }): Statement => ({
  sql: `SELECT ${COLUMNS}, coalesce(d.symbol, d.file) AS document, d.kind, d.year, p.number AS paragraph, p.numbered, p.page_first AS page
FROM candidates x JOIN documents d USING (document_id) JOIN paragraphs p ON p.document_id = x.document_id AND p.ordinal = x.paragraph_ordinal
WHERE x.measure = $1 AND (x.state = $2 OR (x.state IS NULL AND d.state = $2)) ORDER BY ${NEAREST_FIRST}, d.year DESC NULLS LAST, d.file LIMIT ${MOST}`,
  values: [measure, state],
});
