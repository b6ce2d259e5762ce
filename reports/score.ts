// Owns the scoring of claims against hand labels: arrays in, figures out. Pure; evaluate and `npm run accuracy` both use it.
// Must not read files or a database.

/** A labelled or found claim. `document` is any key that is the same for both sides; paragraphs are printed numbers. */
export interface ScoredRow {
  document: string;
  paragraph: string;
  state: string;
  measure: string;
  /** "" where the labels give none. */
  status: string;
  /** Anything else to break down by (kind, certainty) or to show (quote, claim_id). */
  extra?: Record<string, string>;
}

export interface Counts {
  /** Pairs (document, paragraph, State, measure) labelled, and found among them. */
  gold: number;
  found: number;
  /** Pairs given that are not labelled (doubtful ones aside). */
  wrong: number;
  precision: number | null;
  recall: number | null;
  f1: number | null;
  /** On the pairs found whose label has a status: how many have the same. */
  statusScored: number;
  statusRight: number;
  statusAccuracy: number | null;
}

export interface Score extends Counts {
  byMeasure: Record<string, Counts>;
  /** By the status of the label; wrong ones by the status given. */
  byStatus: Record<string, Counts>;
  byDocument: Record<string, Counts>;
  missed: ScoredRow[];
  wronglyGiven: ScoredRow[];
  statusDiffers: { label: ScoredRow; given: string[] }[];
  /** Pairs given that are labelled as doubtful: neither right nor wrong. */
  doubtfulGiven: number;
  /** Wrongly given pairs whose paragraph and measure are right for another State: the worst error. */
  wrongState: number;
  /** Cells (document, State, measure) that the labels have otherwise and that come out silent or absent. */
  falseGaps: number;
  goldCells: number;
}

const pair = (row: ScoredRow): string => [row.document, row.paragraph, row.state, row.measure].join("\u001f");
const cellOf = (row: ScoredRow): string => [row.document, row.state, row.measure].join("\u001f");
const place = (row: ScoredRow): string => [row.document, row.paragraph, row.measure].join("\u001f");

function grouped(rows: ScoredRow[], key: (row: ScoredRow) => string): Map<string, ScoredRow[]> {
  const groups = new Map<string, ScoredRow[]>();
  for (const row of rows) {
    const list = groups.get(key(row));
    if (list === undefined) groups.set(key(row), [row]);
    else list.push(row);
  }
  return groups;
}

/**
 * Scores found claims against labels.
 * A pair counts once however often it is given; its status is right where the statuses given are exactly those labelled.
 * A pair that is doubtful and not labelled is left out on both sides.
 */
export function score(labels: ScoredRow[], doubtful: ScoredRow[], given: ScoredRow[]): Score {
  const labelled = grouped(labels, pair);
  const unsure = new Set(doubtful.map(pair));
  const found = grouped(given, pair);
  const hits: [label: ScoredRow, status: boolean | null][] = [];
  const missed: ScoredRow[] = [];
  const statusDiffers: Score["statusDiffers"] = [];
  for (const [key, rows] of labelled) {
    const first = rows[0] as ScoredRow;
    const mine = found.get(key);
    if (mine === undefined) {
      missed.push(first);
      continue;
    }
    const wanted = [...new Set(rows.map((row) => row.status).filter((status) => status !== ""))].sort();
    const got = [...new Set(mine.map((row) => row.status))].sort();
    const right = wanted.length === 0 ? null : wanted.join(" ") === got.join(" ");
    hits.push([first, right]);
    if (right === false) statusDiffers.push({ label: first, given: got });
  }
  const wronglyGiven: ScoredRow[] = [];
  let doubtfulGiven = 0;
  for (const [key, rows] of found) {
    if (labelled.has(key)) continue;
    if (unsure.has(key)) doubtfulGiven += 1;
    else wronglyGiven.push(rows[0] as ScoredRow);
  }
  const counts = (select: (row: ScoredRow) => string): Record<string, Counts> => {
    const keys = [...new Set([...labels, ...wronglyGiven].map(select))].sort();
    const by = new Map(keys.map((key) => [key, { hits: [] as typeof hits, missed: 0, wrong: 0 }]));
    for (const hit of hits) by.get(select(hit[0]))?.hits.push(hit);
    for (const row of missed) bump(by.get(select(row)), "missed");
    for (const row of wronglyGiven) bump(by.get(select(row)), "wrong");
    return Object.fromEntries([...by].map(([key, value]) => [key, figures(value.hits, value.missed, value.wrong)]));
  };
  const places = new Set(labels.map(place));
  // A label with a status of being lacking is no gap that was called falsely.
  const goldCells = grouped(labels.filter((row) => row.status !== "absent" && row.status !== "ended"), cellOf);
  const givenCells = grouped(given, cellOf);
  const falseGaps = [...goldCells.keys()].filter((key) => (givenCells.get(key) ?? []).every((row) => row.status === "absent" || row.status === "ended")).length;
  return {
    ...figures(hits, missed.length, wronglyGiven.length),
    byMeasure: counts((row) => row.measure),
    byStatus: counts((row) => row.status),
    byDocument: counts((row) => row.document),
    missed,
    wronglyGiven,
    statusDiffers,
    doubtfulGiven,
    wrongState: wronglyGiven.filter((row) => places.has(place(row))).length,
    falseGaps,
    goldCells: goldCells.size,
  };
}

/** The score without its rows, and without the breakdowns that would tell of single documents or measures. */
export function withoutRows(full: Score): Score {
  return { ...full, byMeasure: {}, byStatus: {}, byDocument: {}, missed: [], wronglyGiven: [], statusDiffers: [] };
}

function bump(counter: { missed: number; wrong: number } | undefined, name: "missed" | "wrong"): void {
  if (counter !== undefined) counter[name] += 1;
}

function figures(hits: [ScoredRow, boolean | null][], missed: number, wrong: number): Counts {
  const found = hits.length;
  const gold = found + missed;
  const precision = found + wrong === 0 ? null : found / (found + wrong);
  const recall = gold === 0 ? null : found / gold;
  const scored = hits.filter(([, right]) => right !== null);
  const right = scored.filter(([, value]) => value === true).length;
  return {
    gold, found, wrong, precision, recall,
    f1: precision === null || recall === null ? null : precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    statusScored: scored.length, statusRight: right, statusAccuracy: scored.length === 0 ? null : right / scored.length,
  };
}

export interface SetScore {
  gold: number;
  found: number;
  precision: number | null;
  recall: number | null;
  missed: string[];
  wronglyGiven: string[];
}

/** Scores two sets of keys (respondents, collective claims); doubtful keys are left out where they are not labelled. */
export function scoreSets(labels: Iterable<string>, doubtful: Iterable<string>, given: Iterable<string>): SetScore {
  const wanted = new Set(labels);
  const unsure = new Set(doubtful);
  const got = new Set(given);
  const missed = [...wanted].filter((key) => !got.has(key)).sort();
  const wronglyGiven = [...got].filter((key) => !wanted.has(key) && !unsure.has(key)).sort();
  const found = wanted.size - missed.length;
  return { gold: wanted.size, found, precision: found + wronglyGiven.length === 0 ? null : found / (found + wronglyGiven.length), recall: wanted.size === 0 ? null : found / wanted.size, missed, wronglyGiven };
}

/** Whether a printed paragraph number lies in a range ("3-17"); numbers like 104.12 compare by their parts, others are outside. */
export function inRange(paragraph: string, range: { from: number; to: number }): boolean {
  const number = /^(\d+)/.exec(paragraph)?.[1];
  return number !== undefined && Number(number) >= range.from && Number(number) <= range.to;
}
