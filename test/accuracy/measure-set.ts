// Owns the way from a gold set to its figures: reads the documents, extracts, and scores.
// Must not print, and must not know the baseline.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { packageRoot } from "../../datasets/paths.js";
import { CERTAINTIES, type Certainty, type ExtractResult, type ReadDocument } from "../../extractors/contracts.js";
import { buildContext, extract } from "../../extractors/extract.js";
import { readCache, writeCache } from "../../pipeline/ingest/cache.js";
import { stateResolver } from "../../pipeline/ingest/state-resolver.js";
import { readFingerprint } from "../../pipeline/ingest/versions.js";
import { readDocument } from "../../pipeline/parse/read-document.js";
import { inRange, score, scoreSets, type Counts, type Score, type ScoredRow, type SetScore } from "../../reports/score.js";
import { readLabels, type Label } from "./labels.js";
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
  for (const file of [...set.gold, ...(set.doubtful ?? [])]) if (!existsSync(file)) return `${file} is not there`;
  for (const name of documentsOf(set)) if (!existsSync(join(set.documents, name))) return `${join(set.documents, name)} is not there`;
  return null;
}

function documentsOf(set: GoldSet): string[] {
  return [...new Set([...set.gold, ...(set.doubtful ?? [])].flatMap((file) => readLabels(file)).map((label) => set.file?.[label.document] ?? label.document))].sort();
}

interface Read {
  document: ReadDocument;
  result: ExtractResult;
}
const read = new Map<string, Promise<Read>>();
let fingerprint: string | undefined;

/** Reads and extracts a file once a process; parsed documents are kept in .stocktake, which is not part of the repository. */
function readAndExtract(path: string): Promise<Read> {
  let found = read.get(path);
  if (found === undefined) {
    found = (async () => {
      const bytes = readFileSync(path);
      const cache = join(packageRoot(), ".stocktake", "accuracy");
      const key = { sha256: createHash("sha256").update(bytes).digest("hex"), fileName: basename(path), kind: null, readFingerprint: (fingerprint ??= readFingerprint()) };
      const quiet = (): void => undefined;
      let document = await readCache(cache, key, quiet);
      if (document === null) {
        document = await readDocument(new Uint8Array(bytes), { fileName: basename(path), resolveState: stateResolver() });
        await writeCache(cache, key, document, quiet);
      }
      return { document, result: extract(document, buildContext()) };
    })();
    read.set(path, found);
  }
  return found;
}

const pair = (row: { document: string; paragraph: string; state: string; measure: string }): string => [row.document, row.paragraph, row.state, row.measure].join("\u001f");

/** Scores one set. Claims in documents that carry no label of the set are not given. */
export async function measureSet(set: GoldSet): Promise<Measured> {
  const covered = (paragraph: string): boolean => set.paragraphs === undefined || inRange(paragraph, set.paragraphs);
  const nameOf = (label: Label): string => set.file?.[label.document] ?? label.document;
  const all = [...set.gold.flatMap((file) => readLabels(file)), ...(set.doubtful ?? []).flatMap((file) => readLabels(file, true))].filter((label) => covered(label.paragraph));
  const asRow = (label: Label): ScoredRow => ({ document: nameOf(label), paragraph: label.paragraph, state: label.state, measure: label.measure, status: label.status });
  const labels = all.filter((label) => !label.doubtful).map(asRow);
  const doubtful = all.filter((label) => label.doubtful).map(asRow);
  const certain = new Set(labels.map(pair));
  // A second status of a pair that is certain otherwise: whoever gives it is neither right nor wrong.
  const besides = new Set(doubtful.filter((row) => certain.has(pair(row))).map((row) => `${pair(row)}\u001f${row.status}`));
  const sure = new Set(labels.map((row) => `${pair(row)}\u001f${row.status}`));
  const given: ScoredRow[] = [];
  const respondents = new Map<string, Set<string>>();
  const collectiveGiven: string[] = [];
  for (const name of documentsOf(set)) {
    const { document, result } = await readAndExtract(join(set.documents, name));
    respondents.set(name, new Set(result.respondents.map((respondent) => respondent.state)));
    for (const claim of result.claims) {
      const paragraph = document.paragraphs[claim.paragraph];
      if (paragraph === undefined || !covered(paragraph.number)) continue;
      const row: ScoredRow = { document: name, paragraph: paragraph.number, state: claim.state, measure: claim.measure, status: claim.status, extra: { certainty: claim.certainty, extent: claim.extent, kind: document.meta.kind, rule: claim.rule, quote: claim.quote } };
      const exact = `${pair(row)}\u001f${row.status}`;
      if (besides.has(exact) && !sure.has(exact)) continue;
      given.push(row);
    }
    for (const claim of result.collective) {
      const number = document.paragraphs[claim.paragraph]?.number ?? "";
      if (covered(number)) collectiveGiven.push(`${name} ${number} ${claim.measure}`);
    }
    kinds.set(`${set.id}\u001f${name}`, document.meta.kind);
  }
  const documents = new Set(documentsOf(set));
  const key = (label: Label): string => `${nameOf(label)} ${label.paragraph} ${label.measure}`;
  const collective = [...(set.collective ?? []).flatMap((file) => readLabels(file)), ...(set.collectiveDoubtful ?? []).flatMap((file) => readLabels(file, true))].filter((label) => covered(label.paragraph) && documents.has(nameOf(label)));
  const roster = set.respondents === undefined ? null : readLabels(set.respondents).filter((label) => documents.has(nameOf(label)));
  const rosterDocuments = new Set((roster ?? []).map(nameOf));
  const extentOf = new Map<string, Set<string>>();
  for (const row of given) extentOf.set(pair(row), new Set([...(extentOf.get(pair(row)) ?? []), row.extra?.["extent"] ?? ""]));
  const withExtent = all.filter((label) => !label.doubtful && label.extent !== "" && extentOf.has(pair(asRow(label))));
  const heard = (row: ScoredRow): boolean => (rosterDocuments.has(row.document) ? (roster ?? []).some((label) => nameOf(label) === row.document && label.state === row.state) : respondents.get(row.document)?.has(row.state) === true);
  const heardScore = score(labels.filter(heard), [], given);
  return {
    set, labels, doubtful, given,
    score: score(labels, doubtful, given),
    respondents: roster === null ? null : scoreSets(roster.map((label) => `${nameOf(label)} ${label.state}`), [], [...respondents].filter(([name]) => rosterDocuments.has(name)).flatMap(([name, states]) => [...states].map((state) => `${name} ${state}`))),
    collective: set.collective === undefined ? null : scoreSets(collective.filter((label) => !label.doubtful).map(key), collective.filter((label) => label.doubtful).map(key), collectiveGiven),
    extents: { of: withExtent.length, right: withExtent.filter((label) => extentOf.get(pair(asRow(label)))?.has(label.extent) === true).length },
    respondentCells: { falseGaps: heardScore.falseGaps, of: heardScore.goldCells },
  };
}

const kinds = new Map<string, string>();

/** Sums over sets; sets that repeat another's labels are left out. */
export function totalsOf(measured: Measured[]): Totals {
  const counted = measured.filter(({ set }) => set.repeats !== true);
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
  const respondentCells = counted.reduce((sum, one) => ({ falseGaps: sum.falseGaps + one.respondentCells.falseGaps, of: sum.of + one.respondentCells.of }), { falseGaps: 0, of: 0 });
  return { score: total, byKind, calibration, confusion, respondentCells };
}
