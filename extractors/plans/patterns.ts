// Owns how the patterns of datasets/plan-questions.yaml are written out: gaps and named fragments. Must not hold questions.
import { loadPlanFragments } from "../../datasets/frameworks.js";

const GAP = "[^;\\n]";

/**
 * Writes out a pattern: `{..N}` is a gap of at most N characters in one clause, `{NAME}` a fragment of datasets/plan-questions.yaml.
 * @throws Error on an unknown fragment
 */
export function expandPattern(pattern: string): string {
  const fragments = loadPlanFragments();
  return pattern.replace(/\{(?:([A-Z]+)|\.\.(\d+))\}/g, (_all, name: string | undefined, gap: string | undefined) => {
    if (gap !== undefined) return `${GAP}{0,${gap}}?`;
    const fragment = fragments[name ?? ""];
    if (fragment === undefined) throw new Error(`the pattern uses the unknown fragment {${name}}: ${pattern}`);
    return fragment;
  });
}
