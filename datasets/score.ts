// Owns the loader of the weights that score a claim, and of the marks that decide which claims stand. Must not score.
import { readFileSync } from "node:fs";
import { z } from "zod";
import { datasetPath } from "./paths.js";

const scoreSchema = z.object({
  /** How it was trained: sets, rows, and the figures with each tenth of the documents left out once. */
  trained: z.object({ on: z.array(z.string()), rows: z.number(), command: z.string(), leaveOneOut: z.record(z.string(), z.number()) }),
  /** Least score at which a claim stands, and at which it is marked explicit. */
  stands: z.number(),
  explicit: z.number(),
  intercept: z.number(),
  weights: z.record(z.string(), z.number()),
});

export type ScoreModel = z.output<typeof scoreSchema>;

let loaded: ScoreModel | undefined;

/** Loads the committed weights once a process. @throws Error where the file is damaged */
export function loadScoreModel(): ScoreModel {
  loaded ??= scoreSchema.parse(JSON.parse(readFileSync(datasetPath("score.json"), "utf8")));
  return loaded;
}
