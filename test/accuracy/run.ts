// Owns `npm run accuracy`: scores every gold set, prints, compares with the baseline. Exit 1 where a figure fell.
import { loadMeasures } from "../../datasets/measures.js";
import { clean } from "../../reports/format.js";
import { compare, readBaseline, writeBaseline } from "./baseline.js";
import { measureSet, totalsOf, whyMissing, type Measured } from "./measure-set.js";
import { fallen, figuresOf, readFigures, readTables, runChanges, writeFigures } from "./metamorphic.js";
import { HELP, parseOptions, type AccuracyOptions } from "./options.js";
import { comparison, listings, report, shortReport } from "./print.js";
import { metamorphicFailures, metamorphicReport } from "./print-metamorphic.js";
import { whyReport } from "./print-why.js";
import { rewordingsReport } from "./print-rewordings.js";
import { judgeFile, readRewordings, REWORDING_FILES, rewordingsFolder, type RewordingFile, type RewordingOutcome } from "./rewordings.js";
import { logSealed } from "./sealed-log.js";
import { goldSets, mayName, type GoldSet } from "./sets.js";
import { sample, unlistedClaims, unlistedReport, type Unlisted } from "./unlisted.js";
import { lossesOf, type Loss } from "./why.js";

/** The sets that a run is about. @throws Error where a set is unknown, sealed, or may not be named */
function chosen({ sets: asked, rowsOf, flags }: AccuracyOptions): GoldSet[] {
  const sets = goldSets();
  for (const id of [...asked, ...rowsOf]) if (!sets.some((set) => set.id === id)) throw new Error(`No gold set '${id}'. Known: ${sets.map((set) => set.id).join(", ")}.`);
  for (const set of sets) {
    if (set.sealed !== true) continue;
    if (rowsOf.has(set.id)) throw new Error(`${set.id} is sealed: its rows are never named.`);
    if (asked.includes(set.id) && !flags.has("--sealed")) throw new Error(`${set.id} is sealed: it is scored only with --sealed, and the run is logged.`);
  }
  return sets.filter((set) => (set.sealed === true ? flags.has("--sealed") : asked.length > 0 ? asked.includes(set.id) : !flags.has("--quick") || set.quick === true));
}

async function main(argv: string[]): Promise<number> {
  const options = parseOptions(argv);
  const { flags, rowsOf } = options;
  if (flags.has("--help")) {
    process.stdout.write(HELP);
    return 0;
  }
  if (flags.has("--metamorphic")) return metamorphic(flags);
  if (flags.has("--rewordings") || flags.has("--rewordings-in")) return rewordings(options);
  if (flags.has("--unlisted")) return unlisted(options);
  const part = options.sets.length > 0 || flags.has("--quick");
  const measured: Measured[] = [];
  const skipped: { id: string; why: string }[] = [];
  for (const set of chosen(options)) {
    const why = whyMissing(set);
    if (why === null) measured.push(await measureSet(set));
    else skipped.push({ id: set.id, why });
  }
  for (const run of logSealed(measured, new Date())) process.stdout.write(`${run.set} is sealed: this run was added to test/accuracy/sealed-log.jsonl; commit it.\n`);
  process.stdout.write(flags.has("--quick") ? shortReport(measured, skipped) : report(measured, totalsOf(measured), skipped));
  if (!part) {
    const never = loadMeasures().filter((measure) => !measured.some((one) => one.labels.some((row) => row.measure === measure.code))).map((measure) => measure.code);
    process.stdout.write(`Measures without a label in any set that is summed (nothing is known of how well they are read): ${never.join(", ") || "none"}.\n`);
  }
  if (flags.has("--list")) process.stdout.write(listings(measured, rowsOf));
  if (flags.has("--why")) {
    const losses = new Map<string, Loss[]>();
    for (const one of measured) losses.set(one.set.id, await lossesOf(one));
    process.stdout.write(whyReport(measured, losses, rowsOf));
  }
  if (flags.has("--update")) {
    if (skipped.length > 0 || part) throw new Error("--update writes all sets: run it without --sets and --quick, with ../shared beside the project.");
    writeBaseline(measured, totalsOf(measured));
    process.stdout.write("The baseline was written: test/accuracy/baseline.json, and the figures in docs/accuracy.md\n");
    return 0;
  }
  return against(measured);
}

/** Changes over every example sentence; 1 where a share stands below the floor. */
async function metamorphic(flags: ReadonlySet<string>): Promise<number> {
  const tables = readTables();
  const [kept, changed] = [await runChanges(tables, "keep"), await runChanges(tables, "break")];
  const figures = figuresOf(kept, changed);
  const floor = readFigures();
  if (flags.has("--list")) process.stdout.write(metamorphicFailures([...kept, ...changed]));
  process.stdout.write(metamorphicReport(figures, floor));
  if (flags.has("--update")) writeFigures(figures);
  const below = floor === null || flags.has("--update") ? [] : fallen(figures, floor);
  for (const line of below) process.stdout.write(`BELOW THE FLOOR: ${line}\n`);
  return below.length > 0 ? 1 : 0;
}

/** Scores the files of rewordings that are there; 1 where none is. */
async function rewordings({ flags, values }: AccuracyOptions): Promise<number> {
  const folder = values.get("--rewordings-in") ?? rewordingsFolder();
  const files = new Map<RewordingFile, RewordingOutcome[] | null>();
  for (const name of REWORDING_FILES) {
    const rows = readRewordings(folder, name);
    files.set(name, rows === null ? null : await judgeFile(rows));
  }
  process.stdout.write(rewordingsReport(files, flags.has("--list")));
  return [...files.values()].every((outcomes) => outcomes === null) ? 1 : 0;
}

/** A sample to be read by a person; 1 where the documents are missing. */
async function unlisted({ values, sets: asked }: AccuracyOptions): Promise<number> {
  const seed = Number(values.get("--seed") ?? 7);
  const found: Unlisted[] = [];
  let read = 0;
  for (const set of goldSets().filter((one) => (asked.length > 0 ? asked : ["d1", "d2"]).includes(one.id))) {
    const why = whyMissing(set);
    if (set.read === undefined || !mayName(set, new Set())) throw new Error(`${set.id}: ${set.read === undefined ? "it has no list of paragraphs read" : "figures only; no claim of its documents is shown"}.`);
    if (why === null) {
      found.push(...(await unlistedClaims(set)));
      read += 1;
    } else process.stdout.write(`SKIPPED ${set.id}: ${why}.\n`);
  }
  if (read === 0) return 1;
  process.stdout.write(unlistedReport(sample(found, Number(values.get("--unlisted")), seed), found.length, seed, clean));
  return 0;
}

/** Prints gains and falls; 1 where a figure fell or there is nothing to compare with. */
function against(measured: Measured[]): number {
  const baseline = readBaseline();
  if (baseline === null) {
    process.stdout.write("There is no baseline yet. Write one with: npm run accuracy -- --update\n");
    return 1;
  }
  const compared = measured.filter(({ set }) => set.sealed !== true).map((one) => compare(one, baseline));
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
