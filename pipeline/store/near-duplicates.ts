// Owns finding near-duplicates among the documents of a database: candidates by shared hashes, then the likeness of their sketches.
// Must not measure likeness itself; extractors/near-duplicates does.
import type { IssueRecord } from "../../extractors/contracts.js";
import { compareSketches, NEAR_SIMILARITY } from "../../extractors/near-duplicates.js";
import type { Database, Value } from "./database.js";
import { table } from "./schema.js";

/** A hash that more documents have tells nothing of two of them. */
const MOST_DOCUMENTS = 200;
/** Rare hashes that two documents must share to be compared. */
const FEWEST_SHARED = 8;

/**
 * Finds near-duplicates among the documents read, writes the table, and gives an issue for each pair.
 * Pairs with the same symbol are left to the check on symbols. Call inside a transaction.
 */
export async function findNearDuplicates(database: Database): Promise<{ document_id: string; issue: IssueRecord }[]> {
  type Row = { document_id: string; file: string; symbol: string | null; year: number | null; shingles: number; hashes: string[] };
  // Of the hashes that two sketches share, those that hundreds of documents have are set phrases and are not joined: the pairs would grow with the square of the documents.
  // A pair has at most as many of them in common as the one with fewer has; where even these would not make it near, it is no candidate.
  const pairs = await database.all<{ a: string; b: string }>(
    `WITH hashes AS (SELECT document_id, unnest(hashes) AS hash FROM text_sketches),
       counts AS (SELECT hash, count(*) AS documents FROM hashes GROUP BY hash HAVING count(*) > 1),
       sizes AS (SELECT document_id, count(*) AS size, count(*) FILTER (documents > $2) AS common FROM hashes LEFT JOIN counts USING (hash) GROUP BY document_id),
       rare AS (SELECT document_id, hash FROM hashes JOIN counts USING (hash) WHERE documents <= $2),
       shared AS (SELECT x.document_id AS a, y.document_id AS b, count(*) AS shared FROM rare x JOIN rare y ON x.hash = y.hash AND x.document_id < y.document_id GROUP BY x.document_id, y.document_id HAVING count(*) >= $3)
     SELECT a, b FROM shared JOIN sizes s ON s.document_id = a JOIN sizes t ON t.document_id = b
     WHERE shared + least(s.common, t.common) >= $1 * greatest(s.size, t.size) - 0.5 ORDER BY a, b`,
    [NEAR_SIMILARITY, MOST_DOCUMENTS, FEWEST_SHARED],
  );
  const ids = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))];
  const documents = new Map((ids.length === 0 ? [] : await database.all<Row>("SELECT d.document_id, d.file, d.symbol, d.year, t.shingles, t.hashes FROM documents d JOIN text_sketches t USING (document_id) WHERE d.document_id IN (SELECT unnest($1))", [ids])).map((row) => [row.document_id, row]));
  const rows = new Map<string, Value[]>();
  const issues: { document_id: string; issue: IssueRecord }[] = [];
  for (const { a, b } of pairs) {
    const [first, second] = [documents.get(a), documents.get(b)];
    if (first === undefined || second === undefined) continue;
    if (first.symbol !== null && first.symbol === second.symbol) continue;
    const likeness = compareSketches(first, second);
    if (!likeness.near) continue;
    const [kept, left] = [first, second].sort((x, y) => y.shingles - x.shingles || (y.year ?? 0) - (x.year ?? 0) || (x.file < y.file ? -1 : 1)) as [Row, Row];
    const before = rows.get(left.document_id);
    if (before === undefined || (before[2] as number) < likeness.similarity) rows.set(left.document_id, [left.document_id, kept.document_id, round(likeness.similarity), round(likeness.contained)]);
    for (const [document, other] of [[left, kept], [kept, left]] as const) {
      issues.push({
        document_id: document.document_id,
        issue: {
          kind: "duplicate", severity: "warning", paragraph: null, excerpt: "",
          message: `Nearly the same text as ${other.file}: about ${Math.round(likeness.contained * 100)} per cent of the shorter one stands in the other. For counting, ${kept.file} stands for both.`,
          next: "Look at both; if they are one text, keep the fuller one. If they are two, both can stay: lists show every file.",
        },
      });
    }
  }
  await database.run("DELETE FROM near_duplicates");
  await database.append(table("near_duplicates"), [...rows.values()].sort((x, y) => (String(x[0]) < String(y[0]) ? -1 : 1)));
  return issues;
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
