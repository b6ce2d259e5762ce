// Owns finding near-duplicates among the documents of a database: candidates by shared hashes, then the likeness of their sketches.
// Must not measure likeness itself; extractors/near-duplicates does.
import type { IssueRecord } from "../../extractors/contracts.js";
import { compareSketches, NEAR_SIMILARITY } from "../../extractors/near-duplicates.js";
import type { Database, Value } from "./database.js";
import { table } from "./schema.js";

/** Of hashes that more documents have, each document is paired with the next alone: all pairs would grow with the square of the documents. */
const MOST_DOCUMENTS = 200;
/** Hashes that two documents must share to be compared. */
const FEWEST_SHARED = 8;
/** Near-duplicates that a document's issues name one by one. */
const MOST_NAMED = 10;

interface Row {
  document_id: string;
  file: string;
  symbol: string | null;
  year: number | null;
  shingles: number;
  hashes: Uint32Array;
}

/**
 * Finds near-duplicates among the documents read, writes the table, and gives the issues that name them.
 * Pairs with the same symbol are left to the check on symbols. Call inside a transaction.
 */
export async function findNearDuplicates(database: Database): Promise<{ document_id: string; issue: IssueRecord }[]> {
  const pairs = await candidates(database);
  const documents = await sketched(database, [...new Set(pairs.flatMap(({ a, b }) => [a, b]))]);
  const rows = new Map<string, Value[]>();
  const others = new Map<string, { other: Row; kept: Row; similarity: number; contained: number }[]>();
  for (const { a, b } of pairs) {
    const [first, second] = [documents.get(a), documents.get(b)];
    if (first === undefined || second === undefined) continue;
    if (first.symbol !== null && first.symbol === second.symbol) continue;
    const { near, similarity, contained } = compareSketches(first, second);
    if (!near) continue;
    const [kept, left] = [first, second].sort((x, y) => y.shingles - x.shingles || (y.year ?? 0) - (x.year ?? 0) || (x.file < y.file ? -1 : 1)) as [Row, Row];
    const before = rows.get(left.document_id);
    if (before === undefined || (before[2] as number) < similarity) rows.set(left.document_id, [left.document_id, kept.document_id, round(similarity), round(contained)]);
    for (const [document, other] of [[left, kept], [kept, left]] as const) {
      const list = others.get(document.document_id);
      const one = { other, kept, similarity, contained };
      if (list === undefined) others.set(document.document_id, [one]);
      else list.push(one);
    }
  }
  await database.run("DELETE FROM near_duplicates");
  await database.append(table("near_duplicates"), [...rows.values()].sort((x, y) => (String(x[0]) < String(y[0]) ? -1 : 1)));
  return [...others].flatMap(([document_id, list]) => issuesOf(list).map((issue) => ({ document_id, issue })));
}

/**
 * Pairs of documents worth a comparison. Numbers stand for documents and hashes: as text, the join would take several times the memory.
 * Of the hashes that two sketches share, a pair has at most as many common ones as the one with fewer has; where even these would not make it near, it is no candidate.
 */
function candidates(database: Database): Promise<{ a: string; b: string }[]> {
  return database.all<{ a: string; b: string }>(
    `WITH docs AS MATERIALIZED (SELECT document_id, row_number() OVER (ORDER BY document_id)::INTEGER AS n FROM text_sketches),
       hashes AS MATERIALIZED (SELECT n, unnest(list_transform(hashes, lambda x: ('0x' || x)::UINTEGER)) AS hash FROM text_sketches JOIN docs USING (document_id)),
       counts AS MATERIALIZED (SELECT hash, count(*)::INTEGER AS documents FROM hashes GROUP BY hash HAVING count(*) > 1),
       sizes AS (SELECT n, count(*) AS size, count(*) FILTER (documents > $2) AS common FROM hashes LEFT JOIN counts USING (hash) GROUP BY n),
       rare AS MATERIALIZED (SELECT n, hash FROM hashes JOIN counts USING (hash) WHERE documents <= $2),
       shared AS (SELECT x.n AS a, y.n AS b, count(*) AS shared FROM rare x JOIN rare y ON x.hash = y.hash AND x.n < y.n GROUP BY x.n, y.n HAVING count(*) >= $3),
       neighbours AS (SELECT n AS a, lead(n) OVER (PARTITION BY hash ORDER BY n) AS b FROM hashes JOIN counts USING (hash) WHERE documents > $2),
       pairs AS (
         SELECT a, b FROM shared JOIN sizes s ON s.n = a JOIN sizes t ON t.n = b WHERE shared + least(s.common, t.common) >= $1 * greatest(s.size, t.size) - 0.5
         UNION SELECT a, b FROM neighbours WHERE b IS NOT NULL GROUP BY a, b HAVING count(*) >= $3)
     SELECT x.document_id AS a, y.document_id AS b FROM pairs JOIN docs x ON x.n = a JOIN docs y ON y.n = b ORDER BY a, b`,
    [NEAR_SIMILARITY, MOST_DOCUMENTS, FEWEST_SHARED],
  );
}

/** The sketches, as numbers: the hashes are hexadecimal digits, eight each. */
async function sketched(database: Database, ids: string[]): Promise<Map<string, Row>> {
  if (ids.length === 0) return new Map();
  const rows = await database.all<Omit<Row, "hashes"> & { hashes: string }>(
    "SELECT d.document_id, d.file, d.symbol, d.year, t.shingles, array_to_string(t.hashes, '') AS hashes FROM documents d JOIN text_sketches t USING (document_id) WHERE d.document_id IN (SELECT unnest($1))",
    [ids],
  );
  return new Map(rows.map((row) => [row.document_id, { ...row, hashes: Uint32Array.from({ length: row.hashes.length / 8 }, (_, index) => Number.parseInt(row.hashes.slice(index * 8, index * 8 + 8), 16)) }]));
}

/** What is said of a document's near-duplicates: of the most alike one by one, of the rest their number. */
function issuesOf(list: { other: Row; kept: Row; similarity: number; contained: number }[]): IssueRecord[] {
  const sorted = [...list].sort((x, y) => y.similarity - x.similarity || (x.other.file < y.other.file ? -1 : 1));
  const issue = (message: string): IssueRecord => ({ kind: "duplicate", severity: "warning", paragraph: null, excerpt: "", message, next: "Look at both; if they are one text, keep the fuller one. If they are two, both can stay: lists show every file." });
  const named = sorted.slice(0, MOST_NAMED).map(({ other, kept, contained }) => issue(`Nearly the same text as ${other.file}: about ${Math.round(contained * 100)} per cent of the shorter one stands in the other. For counting, ${kept.file} stands for both.`));
  const [next] = sorted.slice(MOST_NAMED);
  return next === undefined ? named : [...named, issue(`Nearly the same text as ${sorted.length - MOST_NAMED} more documents, the most alike of them ${next.other.file}.`)];
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
