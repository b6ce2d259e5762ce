// Owns the training of the score: rows from labelled sets, a linear model, checked with the documents in ten parts, each left out once; the marks are given.
// Must not read d3a or d3b: they enter neither training nor marks.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { datasetPath } from "../../datasets/paths.js";
import { buildContext, extract } from "../../extractors/extract.js";
import type { Features } from "../../extractors/score/score.js";
import { readLabels, type Label } from "./labels.js";
import { coverageOf, documentsOf, whyMissing } from "./measure-set.js";
import { readParsed } from "./read-file.js";
import { goldSets, type GoldSet } from "./sets.js";

const SETS = ["d1", "d2", "country-reports", "invented-upr-1", "invented-national-1", "invented-national-3"];

interface Row {
  document: string;
  features: Features;
  right: boolean;
}

const keyOf = (l: Pick<Label, "paragraph" | "state" | "measure">): string => `${l.paragraph}|${l.state}|${l.measure}`;

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

interface Model {
  intercept: number;
  weights: Record<string, number>;
}

/** Logistic regression by gradient steps with a penalty on large weights; the same rows give the same weights. */
function fit(rows: readonly Row[], rounds = 250, penalty = 0.02): Model {
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
function leaveOut(rows: readonly Row[]): number[] {
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

async function main(): Promise<void> {
  const sets = goldSets().filter((s) => SETS.includes(s.id));
  const missing = sets.map((s) => whyMissing(s)).find((w) => w !== null);
  if (missing !== undefined && missing !== null) throw new Error(`the labels to train on are missing: ${missing}`);
  const rows = (await Promise.all(sets.map(rowsOf))).flat();
  const scores = leaveOut(rows);
  const all = rows.filter((r) => r.right).length;
  for (const t of [0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7]) {
    const kept = rows.filter((_, i) => (scores[i] ?? 0) >= t);
    const right = kept.filter((r) => r.right).length;
    console.log(`${t.toFixed(2)}  kept ${kept.length}  right ${right}  precision ${(right / kept.length).toFixed(3)}  of all right heard ${(right / all).toFixed(3)}  F1 ${((2 * right) / (kept.length + all)).toFixed(3)}`);
  }
  const stands = Number(process.argv[2] ?? 0.5);
  // What the reader itself takes as inferred or hedged is never explicit: the mark is set among the rest.
  const firm = rows.map((r, i) => ({ r, score: scores[i] ?? 0 })).filter(({ r, score }) => r.features["certainty=explicit"] !== undefined && score >= stands);
  const explicit = Math.max(stands, Number(process.argv[3] ?? 0.85));
  for (const mark of [0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97]) {
    const above = firm.filter((f) => f.score >= mark);
    console.log(`explicit from ${mark}: ${above.length}, right ${(above.filter((f) => f.r.right).length / above.length).toFixed(3)}`);
  }
  const kept = rows.filter((_, i) => (scores[i] ?? 0) >= stands);
  const model = fit(rows);
  const leaveOneOut = { precision: Number((kept.filter((r) => r.right).length / kept.length).toFixed(3)), rightKept: Number((kept.filter((r) => r.right).length / all).toFixed(3)) };
  writeFileSync(datasetPath("score.json"), `${JSON.stringify({ trained: { on: SETS, rows: rows.length, command: "npm run train", leaveOneOut }, stands, explicit, ...model, intercept: Number(model.intercept.toFixed(3)) }, null, 1)}\n`);
  console.log(`${rows.length} rows, ${all} right; stands ${stands}, explicit ${explicit}; written to datasets/score.json`);
}

await main();
