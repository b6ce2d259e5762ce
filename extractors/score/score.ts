// Owns how sure a claim is: a linear model over what was found of it. Must not find anything itself.
import type { ScoreModel } from "../../datasets/score.js";
import type { RawClaim } from "../attribution/raw-claim.js";

/** What was found of a claim, by name; a feature that is not named is 0. */
export type Features = Readonly<Record<string, number>>;

/** A claim with what speaks for it. */
export interface Heard {
  raw: RawClaim;
  features: Features;
}

/** The share of claims with these features that are right, as the model has it; 0 to 1. */
export function scoreOf(model: ScoreModel, features: Features): number {
  let sum = model.intercept;
  for (const [name, value] of Object.entries(features)) sum += value * (model.weights[name] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}
