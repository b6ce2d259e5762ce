// Owns a person played from hand labels, who goes through the queue of the explorer: what stands after so many paragraphs a document.
// Must not read files or a database, and must not reorder the queue.
import { score, type Counts, type ScoredRow } from "../../reports/score.js";

/** A paragraph in the place that the queue gives it, with the measures that are suggested for it. */
export interface Look {
  document: string;
  ordinal: number;
  /** As printed; labels know a paragraph by it. */
  paragraph: string;
  offered: ReadonlySet<string>;
}

/** What labels and reader say of the documents, paragraphs that the coder did not read left out. */
export interface Known {
  labels: ScoredRow[];
  doubtful: ScoredRow[];
  given: ScoredRow[];
}

export interface Played extends Counts {
  looked: number;
  /** Labelled rows that the reader had not given. */
  recovered: number;
  /** Wrong claims taken out. */
  rejected: number;
}

const placeOf = (row: { document: string; paragraph: string }): string => `${row.document}\u001f${row.paragraph}`;
const rowOf = (row: ScoredRow): string => [placeOf(row), row.state, row.measure].join("\u001f");

/** Each paragraph once, where the queue has it first, with all that is suggested for it anywhere in the queue. */
export function looksOf(items: readonly Look[]): Look[] {
  const looks = new Map<string, Look & { offered: Set<string> }>();
  for (const item of items) {
    const key = `${item.document} ${item.ordinal}`;
    const there = looks.get(key);
    if (there === undefined) looks.set(key, { ...item, offered: new Set(item.offered) });
    else for (const measure of item.offered) there.offered.add(measure);
  }
  return [...looks.values()];
}

/**
 * A person without mistakes judges the first paragraphs of each document in the queue's order: rejects what the labels have not, leaves what they doubt,
 * sets the status that they have, adds what is missing.
 * @param most paragraphs a document
 * @param onlyOffered adds nothing but suggested measures
 */
export function play(looks: readonly Look[], known: Known, most: number, onlyOffered: boolean): Played {
  const by = (rows: readonly ScoredRow[]): Map<string, ScoredRow[]> => {
    const groups = new Map<string, ScoredRow[]>();
    for (const row of rows) groups.set(placeOf(row), [...(groups.get(placeOf(row)) ?? []), row]);
    return groups;
  };
  const labelled = by(known.labels);
  const unsure = new Set(known.doubtful.map(rowOf));
  const stand = by(known.given);
  const taken = new Map<string, number>();
  const done = { looked: 0, recovered: 0, rejected: 0 };
  for (const look of looks) {
    const count = taken.get(look.document) ?? 0;
    if (count >= most) continue;
    taken.set(look.document, count + 1);
    done.looked += 1;
    const right = labelled.get(placeOf(look)) ?? [];
    const wanted = new Set(right.map(rowOf));
    const given = stand.get(placeOf(look)) ?? [];
    const had = new Set(given.map(rowOf));
    const wrong = new Set(given.map(rowOf).filter((row) => !wanted.has(row) && !unsure.has(row)));
    const missed = right.filter((row) => !had.has(rowOf(row)) && (!onlyOffered || look.offered.has(row.measure)));
    stand.set(placeOf(look), [...given.filter((row) => !wrong.has(rowOf(row)) && !wanted.has(rowOf(row))), ...right.filter((row) => had.has(rowOf(row))), ...missed]);
    done.rejected += wrong.size;
    done.recovered += new Set(missed.map(rowOf)).size;
  }
  return { ...score(known.labels, known.doubtful, [...stand.values()].flat()), ...done };
}

/** Of the labelled rows that the reader missed: how many are in a paragraph of the queue, and how many are among what is suggested there. */
export function reach(looks: readonly Look[], known: Known): { missed: number; inQueue: number; offered: number } {
  const given = new Set(known.given.map(rowOf));
  const offered = new Map<string, ReadonlySet<string>>();
  for (const look of looks) offered.set(placeOf(look), new Set([...(offered.get(placeOf(look)) ?? []), ...look.offered]));
  const missed = [...new Map(known.labels.filter((row) => !given.has(rowOf(row))).map((row) => [rowOf(row), row])).values()];
  return { missed: missed.length, inQueue: missed.filter((row) => offered.has(placeOf(row))).length, offered: missed.filter((row) => offered.get(placeOf(row))?.has(row.measure) === true).length };
}
