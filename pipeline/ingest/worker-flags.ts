// Owns how V8 is tuned in a worker process, by its version. Must name no flag that a version does not know: V8 would complain on stderr.

/**
 * Flags for a worker of a few minutes, which pays for all compiling itself.
 * - V8 turns functions into optimised code after so much work done in them, and by default so early that the compiling takes a fifth
 *   of all processor time. Up to V8 11 (Node 20) that work is counted in bytes of bytecode, from 12 on in calls.
 * - A regular expression is by default interpreted once before it is compiled; those of the reader all come again.
 * @param v8 as `process.versions.v8` has it
 * @returns none for versions where nothing was measured
 */
export function workerFlags(v8: string): string[] {
  const major = Number.parseInt(v8, 10);
  if (major === 11) return ["--interrupt-budget=1200000", "--no-regexp-tier-up"];
  // Measured over 32 reports, processor time of a worker: 0.82 with three times the calls (20,000 are no better); on 13, where maglev compiles what is called 400 times, 0.99.
  if (major === 12) return ["--invocation-count-for-turbofan=10000", "--no-regexp-tier-up"];
  return major === 13 ? ["--no-regexp-tier-up"] : [];
}
