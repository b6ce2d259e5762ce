// Owns the way from a gold set to its figures: reads the documents, extracts, and scores.
// Must not print, and must not know the baseline.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { CERTAINTIES, type Certainty } from "../../extractors/contracts.js";
import { inRange, score, scoreSets, withoutRows, type Counts, type Score, type ScoredRow, type SetScore } from "../../reports/score.js";
import { cellsOf, silentCells } from "./cells.js";
import { readLabels, readPairs, type Label } from "./labels.js";
import { readAndExtract } from "./read-file.js";
import type { GoldSet } from "./sets.js";

/** Precision within one level of certainty: pairs given with it, how many are labelled, and how many of those have the labelled status. */
export interface Calibration {
  given: number;
  right: number;
  statusRight: number;
}

export interface Measured {
  set: GoldSet;
  /** Labels, doubtful labels, and claims given, as they were scored: for sums over sets. */
  labels: ScoredRow[];
  doubtful: ScoredRow[];
  given: ScoredRow[];
  score: Score;
  respondents: SetScore | null;
  collective: SetScore | null;
  extents: { right: number; of: number };
  /** Cells of respondents alone: called silent or absent although the labels have otherwise. */
  respondentCells: { falseGaps: number; of: number };
  /** State × measure in the document, where the set is compared by paragraph and asks for it as well. */
  cells: Score | null;
  /** Cells of the document's own State that the labels have, and those without any claim in the document; null where no one State is its own. */
  silent: { silent: number; of: number } | null;
  /** How often claims of each certainty are right, in what the score counts. */
  bands: Record<Certainty, Calibration>;
}

export interface Totals {
  score: Score;
  byKind: Record<string, Counts>;
  calibration: Record<Certainty, Calibration>;
  /** Label's status → status given → pairs. */
  confusion: Record<string, Record<string, number>>;
  respondentCells: { falseGaps: number; of: number };
}

/** Why a set cannot be scored here (its documents or labels lie outside the repository and are missing); null where it can. */
export function whyMissing(set: GoldSet): string | null {
  for (const file of [...set.gold, ...(set.doubtful ?? []), ...(set.read === undefined ? [] : [set.read])]) if (!existsSync(file)) return `${file} is not there`;
  for (const name of documentsOf(set)) if (!existsSync(join(set.documents, name))) return `${join(set.documents, name)} is not there`;
  return null;
}

/** Names of the documents of a set, relative to its folder. */
export function documentsOf(set: GoldSet): string[] {
  return [...new Set([...(set.files ?? []), ...(set.read === undefined ? [] : readPairs(set.read).map(([file]) => file)), ...[...set.gold, ...(set.doubtful ?? [])].flatMap((file) => readLabels(file)).map((label) => set.file?.[label.document] ?? label.document)])].sort();
}

const pair = (row: { document: string; paragraph: string; state: string; measure: string }): string => [row.document, row.paragraph, row.state, row.measure].join("\u001f");

/** What the documents of a set give: claims in the paragraphs that were labelled, all claims, respondents, collective claims. */
interface Given {
  scored: ScoredRow[];
  all: ScoredRow[];
  respondents: Map<string, Set<string>>;
  collective: string[];
}

async function readSet(set: GoldSet, covered: (document: string, paragraph: string) => boolean): Promise<Given> {
  const given: Given = { scored: [], all: [], respondents: new Map(), collective: [] };
  for (const name of documentsOf(set)) {
    const { document, result } = await readAndExtract(join(set.documents, name));
    given.respondents.set(name, new Set(result.respondents.map((respondent) => respondent.state)));
    for (const claim of result.claims) {
      const paragraph = document.paragraphs[claim.paragraph];
      if (paragraph === undefined) continue;
      const row: ScoredRow = { document: name, paragraph: paragraph.number, state: claim.state, measure: claim.measure, status: claim.status, extra: { certainty: claim.certainty, extent: claim.extent, kind: document.meta.kind, rule: claim.rule, quote: claim.quote } };
      given.all.push(row);
      if (covered(name, row.paragraph)) given.scored.push(row);
    }
    for (const claim of result.collective) {
      const number = document.paragraphs[claim.paragraph]?.number ?? "";
      if (covered(name, number)) given.collective.push(`${name} ${number} ${claim.measure}`);
    }
    kinds.set(`${set.id}\u001f${name}`, document.meta.kind);
  }
  return given;
}

/** Which paragraphs of a set were labelled. */
export function coverageOf(set: GoldSet): (document: string, paragraph: string) => boolean {
  const listed = set.read === undefined ? null : new Set(readPairs(set.read).map((row) => row.join("\u001f")));
  return (document, paragraph) => (set.paragraphs === undefined || inRange(paragraph, set.paragraphs)) && (listed === null || listed.has(`${document}\u001f${paragraph}`));
}

/** The State that most labels of a document name: its author, or the one under review. */
function ownStates(rows: ScoredRow[]): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const { document, state } of rows) {
    const line = counts.get(document) ?? new Map<string, number>();
    counts.set(document, line.set(state, (line.get(state) ?? 0) + 1));
  }
  return new Map([...counts].map(([document, line]) => [document, ([...line].sort((a, b) => b[1] - a[1])[0] as [string, number])[0]]));
}

/** Scores one set. Claims in documents that carry no label of the set are not given, but where the set lists its documents. Of a sealed set only figures come back. */
export async function measureSet(set: GoldSet): Promise<Measured> {
  const nameOf = (label: Label): string => set.file?.[label.document] ?? label.document;
  const covered = coverageOf(set);
  const all = [...set.gold.flatMap((file) => readLabels(file)), ...(set.doubtful ?? []).flatMap((file) => readLabels(file, true))].filter((label) => covered(nameOf(label), label.paragraph));
  const asRow = (label: Label): ScoredRow => ({ document: nameOf(label), paragraph: label.paragraph, state: label.state, measure: label.measure, status: label.status });
  const firm = all.filter((label) => !label.doubtful).map(asRow);
  const unsure = all.filter((label) => label.doubtful).map(asRow);
  const read = await readSet(set, covered);
  const scored = withoutDoubtfulStatus(firm, unsure, read.scored);
  const byCell = set.by === "cell";
  const [labels, doubtful, given] = byCell ? [cellsOf(firm), cellsOf(unsure), cellsOf(scored)] : [firm, unsure, scored];
  const own = set.ownState === true ? ownStates([...firm, ...unsure]) : null;
  const roster = set.respondents === undefined ? null : readLabels(set.respondents).filter((label) => read.respondents.has(nameOf(label)));
  const rosterDocuments = new Set((roster ?? []).map(nameOf));
  const heard = (row: ScoredRow): boolean => {
    if (own !== null) return own.get(row.document) === row.state;
    return rosterDocuments.has(row.document) ? (roster ?? []).some((label) => nameOf(label) === row.document && label.state === row.state) : read.respondents.get(row.document)?.has(row.state) === true;
  };
  const heardScore = score(labels.filter(heard), [], given);
  return sealed({
    set, labels, doubtful, given,
    score: score(labels, doubtful, given),
    respondents: roster === null ? null : scoreSets(roster.map((label) => `${nameOf(label)} ${label.state}`), [], [...read.respondents].filter(([name]) => rosterDocuments.has(name)).flatMap(([name, states]) => [...states].map((state) => `${name} ${state}`))),
    collective: collectiveOf(set, nameOf, covered, read),
    extents: extentsOf(all.filter((label) => !label.doubtful && label.extent !== "").map((label) => ({ key: pair(asRow(label)), extent: label.extent })), given),
    respondentCells: { falseGaps: heardScore.falseGaps, of: heardScore.goldCells },
    cells: set.cells === true ? score(cellsOf(firm), cellsOf(unsure), cellsOf(scored)) : null,
    silent: own === null ? null : silentCells(firm.filter(heard), read.all),
    bands: certaintyOf(labels, doubtful, given).calibration,
  });
}

/** A second status of a pair that is certain otherwise: whoever gives it is neither right nor wrong. */
function withoutDoubtfulStatus(labels: ScoredRow[], doubtful: ScoredRow[], given: ScoredRow[]): ScoredRow[] {
  const exact = (row: ScoredRow): string => `${pair(row)}\u001f${row.status}`;
  const certain = new Set(labels.map(pair));
  const besides = new Set(doubtful.filter((row) => certain.has(pair(row))).map(exact));
  for (const row of labels) besides.delete(exact(row));
  return given.filter((row) => !besides.has(exact(row)));
}

function collectiveOf(set: GoldSet, nameOf: (label: Label) => string, covered: (document: string, paragraph: string) => boolean, read: Given): SetScore | null {
  if (set.collective === undefined) return null;
  const key = (label: Label): string => `${nameOf(label)} ${label.paragraph} ${label.measure}`;
  const labels = [...set.collective.flatMap((file) => readLabels(file)), ...(set.collectiveDoubtful ?? []).flatMap((file) => readLabels(file, true))].filter((label) => covered(nameOf(label), label.paragraph) && read.respondents.has(nameOf(label)));
  return scoreSets(labels.filter((label) => !label.doubtful).map(key), labels.filter((label) => label.doubtful).map(key), read.collective);
}

function extentsOf(labelled: { key: string; extent: string }[], given: ScoredRow[]): { right: number; of: number } {
  const extents = new Map<string, Set<string>>();
  for (const row of given) extents.set(pair(row), new Set([...(extents.get(pair(row)) ?? []), row.extra?.["extent"] ?? ""]));
  const found = labelled.filter(({ key }) => extents.has(key));
  return { of: found.length, right: found.filter(({ key, extent }) => extents.get(key)?.has(extent) === true).length };
}

/** Takes every row out of what was measured on a sealed set, so that nothing behind can name one. */
function sealed(measured: Measured): Measured {
  if (measured.set.sealed !== true) return measured;
  const named = (sets: SetScore | null): SetScore | null => (sets === null ? null : { ...sets, missed: [], wronglyGiven: [] });
  return { ...measured, labels: [], doubtful: [], given: [], respondents: named(measured.respondents), collective: named(measured.collective), score: withoutRows(measured.score), cells: measured.cells === null ? null : withoutRows(measured.cells) };
}

const kinds = new Map<string, string>();

/**
 * How often claims of each certainty are right, by pairs of paragraph, State and measure: a pair that only a doubtful row has counts neither way.
 * @returns the bands, and the statuses given beside the labelled ones
 */
export function certaintyOf(labels: readonly ScoredRow[], doubtful: readonly ScoredRow[], given: readonly ScoredRow[]): Pick<Totals, "calibration" | "confusion"> {
  const labelled = new Map<string, Set<string>>();
  for (const row of labels) labelled.set(pair(row), new Set([...(labelled.get(pair(row)) ?? []), row.status]));
  const unsure = new Set(doubtful.map(pair));
  const calibration = Object.fromEntries(CERTAINTIES.map((level) => [level, { given: 0, right: 0, statusRight: 0 }])) as Record<Certainty, Calibration>;
  const confusion: Totals["confusion"] = {};
  const byPair = new Map<string, ScoredRow[]>();
  for (const row of given) byPair.set(pair(row), [...(byPair.get(pair(row)) ?? []), row]);
  for (const [key, rows] of byPair) {
    const wanted = labelled.get(key);
    if (wanted === undefined && unsure.has(key)) continue;
    const level = CERTAINTIES.find((value) => rows.some((row) => row.extra?.["certainty"] === value));
    const got = [...new Set(rows.map((row) => row.status))].sort();
    const same = wanted !== undefined && [...wanted].sort().join("+") === got.join("+");
    if (level !== undefined) {
      calibration[level].given += 1;
      if (wanted !== undefined) calibration[level].right += 1;
      if (same) calibration[level].statusRight += 1;
    }
    if (wanted !== undefined) {
      const line = (confusion[[...wanted].sort().join("+")] ??= {});
      line[got.join("+")] = (line[got.join("+")] ?? 0) + 1;
    }
  }
  return { calibration, confusion };
}

/** Sums over sets; those that repeat another's labels, and those of which only figures may be known, are left out. */
export function totalsOf(measured: Measured[]): Totals {
  const counted = measured.filter(({ set }) => set.repeats !== true && set.guarded !== true && set.sealed !== true);
  // Two sets may label parts of one document; a set's name in front keeps documents of the same name apart.
  const named = (rows: (one: Measured) => ScoredRow[]): ScoredRow[] => counted.flatMap((one) => rows(one).map((row) => ({ ...row, document: `${one.set.id}\u001f${row.document}` })));
  const labels = named((one) => one.labels);
  const doubtful = named((one) => one.doubtful);
  const given = named((one) => one.given);
  const total = score(labels, doubtful, given);
  const byKind: Record<string, Counts> = {};
  for (const kind of [...new Set([...kinds.values()])].sort()) {
    const of = (row: ScoredRow): boolean => kinds.get(row.document) === kind;
    const part = score(labels.filter(of), doubtful.filter(of), given.filter(of));
    if (part.gold + part.wrong > 0) byKind[kind] = part;
  }
  const { calibration, confusion } = certaintyOf(labels, doubtful, given);
  const respondentCells = counted.reduce((sum, one) => ({ falseGaps: sum.falseGaps + one.respondentCells.falseGaps, of: sum.of + one.respondentCells.of }), { falseGaps: 0, of: 0 });
  return { score: total, byKind, calibration, confusion, respondentCells };
}
