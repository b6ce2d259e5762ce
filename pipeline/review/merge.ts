// Owns bringing two people's decisions together: how far they agree, what both say, and what they have to settle.
// Must not decide for them, and touches neither disk nor database.
import { subjectOf, type JournalRow } from "./journal.js";

export interface Agreement {
  /** Claims that both judged. */
  both: number;
  /** Of these, those with the same decision and the same new values. */
  same: number;
  /** Cohen's kappa over accept, reject and change on the claims that both judged; null where it is not defined (fewer than two, or all alike by chance). */
  kappa: number | null;
  /** Of what each holds to be true where both looked: document, paragraph, State and measure. */
  f1: number | null;
  /** The same with the status. */
  f1Status: number | null;
  /** Decisions on what only one of them looked at. */
  onlyFirst: number;
  onlySecond: number;
}

export interface Dispute {
  about: string;
  first: JournalRow | null;
  second: JournalRow | null;
}

export interface Merged {
  agreement: Agreement;
  rows: JournalRow[];
  settle: Dispute[];
}

const placeOf = (row: JournalRow): string => `${row.document}\u001f${row.paragraph}`;

/** What a person holds to be true by a row; null where the claim is rejected. */
function heldTrue(row: JournalRow): { pair: string; full: string } | null {
  if (row.decision === "reject") return null;
  const changed = row.decision === "change";
  const state = changed && row.new_state !== "" ? row.new_state : row.state;
  const measure = changed && row.new_measure !== "" ? row.new_measure : row.measure;
  const status = changed && row.new_status !== "" ? row.new_status : row.status;
  const pair = [placeOf(row), state, measure].join("\u001f");
  return { pair, full: `${pair}\u001f${status}` };
}

const verdict = (row: JournalRow): string => (row.decision === "change" ? ["change", row.new_state, row.new_measure, row.new_status].join(" ") : row.decision);

/** An added claim is told by what it says: two people rarely mark the same words. */
const keyOf = (row: JournalRow): string => (row.claim_id !== "" ? subjectOf(row) : `${heldTrue(row)?.full ?? subjectOf(row)} ${row.decision}`);

export function mergeDecisions(first: readonly JournalRow[], second: readonly JournalRow[]): Merged {
  const [a, b] = [latest(first), latest(second)];
  const seen = { a: new Set([...a.values()].map(placeOf)), b: new Set([...b.values()].map(placeOf)) };
  const merged: Merged = { agreement: agreementOf(a, b, seen), rows: [], settle: [] };
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const [one, other] = [a.get(key) ?? null, b.get(key) ?? null];
    const row = (one ?? other) as JournalRow;
    if (one !== null && other !== null) {
      if (verdict(one) === verdict(other)) merged.rows.push({ ...one, reviewer: one.reviewer === other.reviewer ? one.reviewer : `${one.reviewer}; ${other.reviewer}` });
      else merged.settle.push({ about: key, first: one, second: other });
    } else if (row.decision === "add" && (one === null ? seen.a : seen.b).has(placeOf(row))) {
      // The other looked at this paragraph and did not find it.
      merged.settle.push({ about: key, first: one, second: other });
    } else merged.rows.push(row);
  }
  return merged;
}

function latest(rows: readonly JournalRow[]): Map<string, JournalRow> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

function agreementOf(a: ReadonlyMap<string, JournalRow>, b: ReadonlyMap<string, JournalRow>, seen: { a: ReadonlySet<string>; b: ReadonlySet<string> }): Agreement {
  const judged = [...a].flatMap(([key, row]): [JournalRow, JournalRow][] => {
    const other = b.get(key);
    return row.claim_id === "" || other === undefined ? [] : [[row, other]];
  });
  const judgedIds = new Set(judged.map(([row]) => row.claim_id));
  // Where both looked: claims that both judged, and added ones in paragraphs that both have decisions in.
  const counts = (row: JournalRow): boolean => (row.claim_id !== "" ? judgedIds.has(row.claim_id) : seen.a.has(placeOf(row)) && seen.b.has(placeOf(row)));
  const held = (rows: ReadonlyMap<string, JournalRow>, name: "pair" | "full"): Set<string> => new Set([...rows.values()].filter(counts).flatMap((row) => heldTrue(row)?.[name] ?? []));
  const f1 = (name: "pair" | "full"): number | null => {
    const [x, y] = [held(a, name), held(b, name)];
    return x.size + y.size === 0 ? null : (2 * [...x].filter((one) => y.has(one)).length) / (x.size + y.size);
  };
  return {
    both: judged.length, same: judged.filter(([x, y]) => verdict(x) === verdict(y)).length, kappa: kappa(judged.map(([x, y]) => [x.decision, y.decision])), f1: f1("pair"), f1Status: f1("full"),
    onlyFirst: [...a.keys()].filter((key) => !b.has(key)).length, onlySecond: [...b.keys()].filter((key) => !a.has(key)).length,
  };
}

/** Cohen's kappa: agreement beyond what the two would reach by chance with the shares that each gives. */
export function kappa(pairs: readonly (readonly [string, string])[]): number | null {
  if (pairs.length < 2) return null;
  const share = (side: 0 | 1, value: string): number => pairs.filter((pair) => pair[side] === value).length / pairs.length;
  const observed = pairs.filter(([x, y]) => x === y).length / pairs.length;
  const expected = [...new Set(pairs.flat())].reduce((sum, value) => sum + share(0, value) * share(1, value), 0);
  return expected === 1 ? null : (observed - expected) / (1 - expected);
}
