// Owns how sure a claim is: a linear model over what was found of it. Must not find anything itself.
import type { ScoreModel } from "../../datasets/score.js";
import type { Status } from "../contracts.js";
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

/**
 * Features of a claim that the rules of words gave.
 * @param left the step at which the definitions left the same measure of the paragraph; "unseen" where they did not consider it
 */
export function ruledFeatures(raw: RawClaim, left: string): Features {
  return { "rules": 1, [`rules:left=${left}`]: 1, [`rules:certainty=${raw.certainty}`]: 1, [`rules:status=${raw.status}`]: 1, [`rules:voice=${raw.rule.split("/")[1] ?? ""}`]: 1, [`rules:measure=${raw.measure}`]: 1 };
}

/**
 * One status of two readings that differ. Counted on d1, d2 and d3a: where the definitions read a plan and the rules a thing that is there, ten of
 * fourteen are there; where the definitions read a thing that is there and the rules one on its way, the weaker is right in eight of thirteen.
 * Whatever stands is no more than inferred.
 */
function settled({ raw, features }: Heard, ruled: Status): RawClaim {
  if (raw.status === ruled) return raw;
  const weaker = raw.status === "in_place" && (ruled === "in_progress" || ruled === "planned");
  // "plans to adopt", "seeks to provide": what is intended to be done is never there.
  const intended = features.wished !== undefined;
  const there = raw.status === "planned" && ruled === "in_place" && !intended;
  return { ...raw, status: weaker || there ? ruled : raw.status, certainty: raw.certainty === "explicit" ? "inferred" : raw.certainty };
}

/** One reading has the thing there and the other has it denied. */
function contradict(a: Status, b: Status): boolean {
  return a !== b && [a, b].includes("absent") && [a, b].includes("in_place");
}

/**
 * Brings the two readings of a paragraph together: where both have a measure the definitions' reading stands for both.
 * @returns one claim a State, measure and status, with the features of all that speaks for it
 */
export function hearBoth(byDefinitions: readonly Heard[], byRules: readonly Heard[]): Heard[] {
  const key = (h: Heard): string => `${h.raw.state}|${h.raw.measure}`;
  const ruled = new Map<string, Heard[]>();
  for (const h of byRules) ruled.set(key(h), [...(ruled.get(key(h)) ?? []), h]);
  const out: Heard[] = [];
  const met = new Set<string>();
  for (const h of byDefinitions) {
    const others = ruled.get(key(h)) ?? [];
    const other = others[0];
    const same = others.some((o) => o.raw.status === h.raw.status);
    met.add(key(h));
    out.push(other === undefined ? h : { ...h, raw: same ? h.raw : settled(h, other.raw.status), features: { ...h.features, both: 1, [`both:same-status=${String(same)}`]: 1, ...(same || !contradict(h.raw.status, other.raw.status) ? {} : { contradicted: 1 }) } });
  }
  for (const h of byRules) if (!met.has(key(h))) out.push(h);
  return out;
}
