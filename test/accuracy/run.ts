// Owns `npm run accuracy`: scores every gold set, prints, compares with the baseline. Exit 1 where a figure fell.
import { loadMeasures } from "../../datasets/measures.js";
import { compare, readBaseline, writeBaseline } from "./baseline.js";
import { measureSet, totalsOf, whyMissing, type Measured } from "./measure-set.js";
import { comparison, listings, report } from "./print.js";
import { goldSets } from "./sets.js";

const HELP = `npm run accuracy [-- OPTIONS]
  --list           print every claim missed, wrongly given, or given with another status
  --set ID...      only these gold sets
  --update         write the baseline anew, and the figures in docs/accuracy.md (all sets have to be there)
`;

async function main(argv: string[]): Promise<number> {
  const flags = new Set(argv.filter((word) => word.startsWith("--")));
  if (flags.has("--help")) {
    process.stdout.write(HELP);
    return 0;
  }
  for (const flag of flags) if (!["--list", "--set", "--update"].includes(flag)) throw new Error(`Unknown option ${flag}.\n${HELP}`);
  const asked = argv.filter((word) => !word.startsWith("--"));
  const sets = goldSets();
  for (const id of asked) if (!sets.some((set) => set.id === id)) throw new Error(`No gold set '${id}'. Known: ${sets.map((set) => set.id).join(", ")}.`);
  const measured: Measured[] = [];
  const skipped: { id: string; why: string }[] = [];
  for (const set of sets) {
    if (asked.length > 0 && !asked.includes(set.id)) continue;
    const why = whyMissing(set);
    if (why === null) measured.push(await measureSet(set));
    else skipped.push({ id: set.id, why });
  }
  process.stdout.write(report(measured, totalsOf(measured), skipped));
  const never = loadMeasures().filter((measure) => !measured.some((one) => one.labels.some((row) => row.measure === measure.code))).map((measure) => measure.code);
  if (asked.length === 0) process.stdout.write(`Measures without a label in any set scored (nothing is known of how well they are read): ${never.join(", ") || "none"}.\n`);
  if (flags.has("--list")) process.stdout.write(listings(measured));
  if (flags.has("--update")) {
    if (skipped.length > 0 || asked.length > 0) throw new Error("--update writes all sets: run it without --set, with ../shared beside the project.");
    writeBaseline(measured, totalsOf(measured));
    process.stdout.write("The baseline was written: test/accuracy/baseline.json, and the figures in docs/accuracy.md\n");
    return 0;
  }
  const baseline = readBaseline();
  if (baseline === null) {
    process.stdout.write("There is no baseline yet. Write one with: npm run accuracy -- --update\n");
    return 1;
  }
  const compared = measured.map((one) => compare(one, baseline));
  process.stdout.write(`\nAgainst the baseline\n${comparison(compared)}`);
  return compared.some((one) => one.fallen.length > 0) ? 1 : 0;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`accuracy: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
