// Owns how the score is learned: what was heard of labelled documents, a linear model over it, and the scores of rows whose document it has not seen.
// Must not choose the sets nor write the weights; the rows of guarded and sealed sets are refused.
import { join } from "node:path";
import { buildContext, extract } from "../../extractors/extract.js";
import type { Features } from "../../extractors/score/score.js";
import { readLabels, type Label } from "./labels.js";
import { coverageOf, documentsOf, whyMissing } from "./measure-set.js";
import { readParsed } from "./read-file.js";
import { goldSets, type GoldSet } from "./sets.js";

/** A claim that was heard in a labelled paragraph, and whether the labels have it. */
export interface Row {
  document: string;
  features: Features;
  right: boolean;
}

const keyOf = (l: Pick<Label, "paragraph" | "state" | "measure">): string => `${l.paragraph}|${l.state}|${l.measure}`;

/**
 * What was heard in the documents of sets, doubtful rows left out.
 * @param ids names of sets in sets.ts
 * @throws Error where a set is not known, may not be learned from, or its labels or documents are missing here
 */
export async function heardIn(ids: readonly string[]): Promise<Row[]> {
  const known = goldSets();
  const sets = ids.map((id) => {
    const set = known.find((one) => one.id === id);
    if (set === undefined) throw new Error(`there is no set '${id}'`);
    if (set.guarded === true || set.sealed === true) throw new Error(`nothing may be learned from set '${id}'`);
    const missing = whyMissing(set);
    if (missing !== null) throw new Error(`the labels to train on are missing: ${missing}`);
    return set;
  });
  return (await Promise.all(sets.map(rowsOf))).flat();
}

async function rowsOf(set: GoldSet): Promise<Row[]> {
  const covered = coverageOf(set);
  const firm = set.gold.flatMap((f) => readLabels(f));
  const doubtful = (set.doubtful ?? []).flatMap((f) => readLabels(f, true));
  const rows: Row[] = [];
  for (const name of documentsOf(set)) {
    const own = firm.filter((l) => (set.file?.[l.document] ?? l.document) === name);
    const right = new Set(own.filter((l) => !l.doubtful).map(keyOf));
    const open = new Set([...own.filter((l) => l.doubtful), ...doubtful.filter((l) => (set.file?.[l.document] ?? l.document) === name)].map(keyOf));
    const document = await readParsed(join(set.documents, name));
    const met = new Set<string>();
    extract(document, { ...buildContext(), onHeard: (h) => {
      const number = document.paragraphs[h.paragraph]?.number ?? "";
      const key = keyOf({ paragraph: number, state: h.raw.state, measure: h.raw.measure });
      if (!covered(name, number) || (open.has(key) && !right.has(key)) || met.has(key)) return;
      met.add(key);
      rows.push({ document: `${set.id} ${name}`, features: h.features, right: right.has(key) });
    } });
  }
  return rows;
}

/** A linear model before its marks are set. */
export interface Model {
  intercept: number;
  weights: Record<string, number>;
}

/** Logistic regression by gradient steps with a penalty on large weights; the same rows give the same weights. @param rounds steps over all rows */
export function fit(rows: readonly Row[], rounds = 250, penalty = 0.02): Model {
  const names = [...new Set(rows.flatMap((r) => Object.keys(r.features)))].sort();
  const at = new Map(names.map((n, i) => [n, i]));
  const x = rows.map((r) => Object.entries(r.features).map(([n, v]): [number, number] => [at.get(n) ?? 0, v]));
  const w = new Float64Array(names.length);
  const g2 = new Float64Array(names.length + 1).fill(1e-6);
  let b = 0;
  for (let round = 0; round < rounds; round++) {
    const gradient = new Float64Array(names.length);
    let gb = 0;
    rows.forEach((r, i) => {
      let sum = b;
      for (const [k, v] of x[i] ?? []) sum += (w[k] ?? 0) * v;
      const error = 1 / (1 + Math.exp(-sum)) - (r.right ? 1 : 0);
      gb += error;
      for (const [k, v] of x[i] ?? []) gradient[k] = (gradient[k] ?? 0) + error * v;
    });
    for (let k = 0; k < names.length; k++) {
      const g = (gradient[k] ?? 0) + penalty * rows.length * 0.05 * (w[k] ?? 0);
      g2[k] = (g2[k] ?? 0) + g * g;
      w[k] = (w[k] ?? 0) - (0.3 * g) / Math.sqrt(g2[k] ?? 1);
    }
    g2[names.length] = (g2[names.length] ?? 0) + gb * gb;
    b -= (0.3 * gb) / Math.sqrt(g2[names.length] ?? 1);
  }
  return { intercept: b, weights: Object.fromEntries(names.map((n, i): [string, number] => [n, Math.round((w[i] ?? 0) * 1000) / 1000]).filter(([, v]) => v !== 0)) };
}

function scoreRow(m: Model, f: Features): number {
  let sum = m.intercept;
  for (const [n, v] of Object.entries(f)) sum += v * (m.weights[n] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}

/** Scores of each row by a model that has not seen its document (documents in ten parts). */
export function leaveOut(rows: readonly Row[]): number[] {
  const documents = [...new Set(rows.map((r) => r.document))].sort();
  const part = new Map(documents.map((d, i) => [d, i % 10]));
  const scores = new Array<number>(rows.length).fill(0);
  for (let p = 0; p < 10; p++) {
    const model = fit(rows.filter((r) => part.get(r.document) !== p));
    rows.forEach((r, i) => {
      if (part.get(r.document) === p) scores[i] = scoreRow(model, r.features);
    });
  }
  return scores;
}
