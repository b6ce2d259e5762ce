// Owns a copy of the built package that scores claims by weights learned without one labelled set, so that what is measured on that set was not learned from it.
// Must not change the package itself: weights are a file, and the copy has another one. Words and rules are the same.
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../datasets/paths.js";
import { loadScoreModel, type ScoreModel } from "../../datasets/score.js";
import { fit, heardIn } from "../accuracy/score-training.js";

/** The committed weights learned anew on the same sets but one; the marks stay. @throws Error where labels or documents are missing */
export async function weightsWithout(set: string): Promise<ScoreModel> {
  const { trained, stands, explicit } = loadScoreModel();
  const on = trained.on.filter((id) => id !== set);
  const rows = await heardIn(on);
  return { trained: { on, rows: rows.length, command: `as npm run train, without ${set}`, leaveOneOut: {} }, stands, explicit, ...fit(rows) };
}

/**
 * Copies the built package into a folder and puts other weights into it.
 * @param folder an empty one
 * @returns the command line's file in it, for Node to run
 */
export function packageWith(weights: ScoreModel, folder: string): string {
  const root = packageRoot();
  mkdirSync(folder, { recursive: true });
  for (const part of ["bin", "datasets", "dist", "package.json"]) cpSync(join(root, part), join(folder, part), { recursive: true, filter: (path) => !path.startsWith(join(root, "dist", "bench")) });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "datasets", "score.json"), JSON.stringify(weights));
  return join(folder, "bin", "stocktake.js");
}
