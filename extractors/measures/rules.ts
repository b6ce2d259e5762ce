// Owns the whole table of measure rules, compiled once. Must not hold patterns: they stand in the rules-*.ts files.
import { JUSTICE_POLICY_RULES } from "./rules-justice-policy.js";
import { INSTRUMENT_RULES } from "./rules-instruments.js";
import { PREVENTION_VICTIM_RULES } from "./rules-prevention-victims.js";
import { wordGate } from "../text/needed-words.js";
import { compileRule, type CompiledRule, type MeasureRule } from "./rule.js";

/** All measure rules in codebook order of their files. */
export const MEASURE_RULES: MeasureRule[] = [...INSTRUMENT_RULES, ...JUSTICE_POLICY_RULES, ...PREVENTION_VICTIM_RULES];

let compiled: CompiledRule[] | null = null;

/** The compiled table; compiled at the first call. */
export function compiledRules(): CompiledRule[] {
  compiled ??= MEASURE_RULES.map(compileRule);
  return compiled;
}

let gate: ((text: string) => number[]) | null = null;

/**
 * The rules whose words stand in a text, in the order of the table. A rule that is left out cannot match: what it needs is
 * derived from its pattern. Nearly all rules are left out of nearly all sentences, which makes matching some ten times faster.
 */
export function rulesThatMayMatch(text: string): CompiledRule[] {
  const rules = compiledRules();
  gate ??= wordGate(rules.map((rule) => rule.source));
  return gate(text).map((place) => rules[place]!);
}
