// Owns `npm run train`: the score learned on labelled sets by score-training.ts, checked with the documents in ten parts, each left out once; the marks are given.
// Must not read d3a or d3b: they enter neither training nor marks.
import { writeFileSync } from "node:fs";
import { datasetPath } from "../../datasets/paths.js";
import { fit, heardIn, leaveOut } from "./score-training.js";

const SETS = ["d1", "d2", "country-reports", "invented-upr-1", "invented-national-1", "invented-national-3"];

async function main(): Promise<void> {
  const rows = await heardIn(SETS);
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
