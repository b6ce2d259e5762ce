// Owns `npm run bench`: rounds of the programs of speed-round.ts in turn, so that what else runs on the machine weighs on all alike; prints figures and ratios, keeps them in history.jsonl.
// Must not hold limits: the figures of a shared machine are to be read, not to be failed.
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { basename, join, relative, resolve, sep } from "node:path";
import { packageRoot } from "../../datasets/paths.js";
import { formatRows } from "../../reports/format.js";
import { commit } from "./commit.js";
import { spreadOf, type Spread, type Usage } from "./measured-run.js";
import { MEASURES, measureRound, pdftotextVersion, prepare, type MeasureName, type Round } from "./speed-round.js";

const HELP = `npm run bench [-- OPTIONS] [FOLDER]
  FOLDER           reports to measure on (default: ../shared/corpus/upr-working-group)
  --rounds N       how often everything is run in turn (default: 3)
  --no-history     append nothing to test/bench/history.jsonl
`;

interface Figure {
  seconds: Spread;
  cpu: Spread | null;
  peakMegabytes: number | null;
}

/** One line of history.jsonl. */
interface Entry {
  date: string;
  commit: string | null;
  node: string;
  cpu: string;
  cores: number;
  loadBefore: number;
  loadAfter: number;
  pdftotext: string | null;
  corpus: { name: string; files: number; pdfs: number; failed: number; pages: number; paragraphs: number; claims: number };
  rounds: number;
  figures: Partial<Record<MeasureName, Figure>>;
  /** Shares of the time of a cold ingest summed over all processes. */
  shares: { read: number; extract: number; load: number };
  pagesPerSecond: number;
  pagesPerCpuSecond: number | null;
  /** A cold ingest over pdftotext -bbox-layout of the same round. Null without pdftotext, and where not all files are PDFs: it would compare unlike things. */
  ratioToBbox: { seconds: Spread; cpu: Spread | null } | null;
}

async function main(argv: string[]): Promise<number> {
  if (argv.includes("--help")) {
    process.stdout.write(HELP);
    return 0;
  }
  const { folder, rounds, history } = options(argv);
  if (!existsSync(folder)) {
    process.stdout.write(`SKIPPED: ${folder} is not there. Name a folder of reports: npm run bench -- FOLDER\n`);
    return 0;
  }
  const loadBefore = loadavg()[0] ?? 0;
  const pdftotext = await pdftotextVersion();
  const temporary = mkdtempSync(join(tmpdir(), "stocktake-bench-"));
  const done: Round[] = [];
  let pdfs = 0;
  try {
    const place = prepare(temporary, folder);
    for (let number = 1; number <= rounds; number += 1) {
      process.stderr.write(`Round ${number} of ${rounds}\n`);
      done.push(await measureRound(place, number, pdftotext !== null && place.pdfs.length > 0));
    }
    pdfs = place.pdfs.length;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  const entry = entryOf(folder, done, pdfs, loadBefore, pdftotext);
  const path = join(packageRoot(), "test", "bench", "history.jsonl");
  process.stdout.write(printed(entry, lastLike(entry, path)));
  if (history) appendFileSync(path, `${JSON.stringify(entry)}\n`);
  return 0;
}

function options(argv: string[]): { folder: string; rounds: number; history: boolean } {
  let rounds = 3;
  let history = true;
  let folder: string | null = null;
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] as string;
    if (word === "--no-history") history = false;
    else if (word === "--rounds") {
      at += 1;
      rounds = Number(argv[at]);
      if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds '${argv[at] ?? ""}': give a whole number above 0.`);
    } else if (word.startsWith("-") || folder !== null) throw new Error(`Not understood: ${word}\n${HELP}`);
    else folder = resolve(word);
  }
  return { folder: folder ?? resolve(packageRoot(), "..", "shared", "corpus", "upr-working-group"), rounds, history };
}

function entryOf(folder: string, rounds: Round[], pdfs: number, loadBefore: number, pdftotext: string | null): Entry {
  const first = rounds[0] as Round;
  const usages = (name: MeasureName): Usage[] => rounds.flatMap((round) => round.usage[name] ?? []);
  const figure = (name: MeasureName): Figure | undefined => {
    const all = usages(name);
    if (all.length === 0) return undefined;
    const peaks = numbers(all.map((usage) => usage.peakMegabytes));
    return { seconds: rounded(spreadOf(all.map((usage) => usage.seconds))), cpu: spreadOrNull(all.map((usage) => usage.cpuSeconds)), peakMegabytes: peaks === null ? null : Math.round(Math.max(...peaks)) };
  };
  const figures = Object.fromEntries((Object.keys(MEASURES) as MeasureName[]).flatMap((name) => {
    const found = figure(name);
    return found === undefined ? [] : [[name, found]];
  })) as Entry["figures"];
  const { pages } = first;
  const cold = usages("cold");
  const bbox = usages("bbox");
  const cpu = numbers(cold.map((usage) => usage.cpuSeconds));
  const bboxCpu = numbers(bbox.map((usage) => usage.cpuSeconds));
  const sum = (pick: (round: Round) => number): number => rounds.reduce((total, round) => total + pick(round), 0);
  const whole = sum(({ stages }) => stages.readMs + stages.extractMs + stages.loadMs);
  const share = (part: keyof Round["stages"]): number => round3(sum(({ stages }) => stages[part]) / whole);
  return {
    date: new Date().toISOString().slice(0, 10), commit: commit(), node: process.version, cpu: cpus()[0]?.model.trim() ?? "unknown", cores: cpus().length, loadBefore: round3(loadBefore), loadAfter: round3(loadavg()[0] ?? 0), pdftotext,
    corpus: { name: nameOf(folder), files: first.files, pdfs, failed: first.failed, pages, paragraphs: first.paragraphs, claims: first.claims },
    rounds: rounds.length, figures, shares: { read: share("readMs"), extract: share("extractMs"), load: share("loadMs") },
    pagesPerSecond: round3(pages / spreadOf(cold.map((usage) => usage.seconds)).median), pagesPerCpuSecond: cpu === null ? null : round3(pages / spreadOf(cpu).median),
    ratioToBbox: bbox.length === 0 || pdfs < first.files ? null : {
      seconds: rounded(spreadOf(cold.map((usage, at) => usage.seconds / (bbox[at] as Usage).seconds))),
      cpu: cpu === null || bboxCpu === null ? null : rounded(spreadOf(cpu.map((value, at) => value / (bboxCpu[at] as number)))),
    },
  };
}

function printed(entry: Entry, before: Entry | null): string {
  const { corpus, figures, ratioToBbox: ratio } = entry;
  const spread = (value: Spread | null): string => (value === null ? "–" : `${show(value.median)} (${show(value.min)}–${show(value.max)})`);
  const lines = [
    `${corpus.name}: ${corpus.files} files, ${corpus.pages} pages; ${entry.rounds} round${entry.rounds === 1 ? "" : "s"} on ${entry.cores} × ${entry.cpu}, node ${entry.node}, load ${entry.loadBefore} before and ${entry.loadAfter} after${entry.loadBefore > entry.cores / 2 ? " (others use this machine: trust ratios and processor seconds, not seconds)" : ""}`,
    "Median (least–most); processor seconds and memory are those of all processes of a run",
    formatRows(
      Object.entries(figures).map(([name, figure]) => ({ what: MEASURES[name as MeasureName], seconds: spread(figure.seconds), "processor s": spread(figure.cpu), "pages/s": ["pdftotext", "bbox", "cold", "rules"].includes(name) ? show(corpus.pages / figure.seconds.median) : "", "pages/proc. s": ["pdftotext", "bbox", "cold", "rules"].includes(name) && figure.cpu !== null ? show(corpus.pages / figure.cpu.median) : "", "peak MB": figure.peakMegabytes ?? "–" })),
      "table", { width: 150 },
    ),
    `Cold ingest, of the time of all processes: reading ${percent(entry.shares.read)}, extraction ${percent(entry.shares.extract)}, loading ${percent(entry.shares.load)}.`,
    ratio === null
      ? entry.pdftotext === null ? "pdftotext was not found (package poppler-utils has it): no ratios." : `Of ${corpus.files} files ${corpus.pdfs} are PDFs, which is all that pdftotext reads: no ratios.`
      : `Cold ingest against pdftotext -bbox-layout ${entry.pdftotext}, round by round: ${spread(ratio.seconds)} times its seconds, ${spread(ratio.cpu)} times its processor seconds.`,
  ];
  if (before?.ratioToBbox != null && ratio !== null) lines.push(`Last time on this corpus and processor (${before.date}, ${before.commit ?? "no commit"}): ${show(before.ratioToBbox.seconds.median)} and ${before.ratioToBbox.cpu === null ? "–" : show(before.ratioToBbox.cpu.median)} times.`);
  return `${lines.join("\n")}\n`;
}

/** The last entry that may be compared; a line that cannot be read is passed over. */
function lastLike(entry: Entry, path: string): Entry | null {
  if (!existsSync(path)) return null;
  const entries = readFileSync(path, "utf8").split("\n").flatMap((line): Entry[] => {
    try {
      return line.trim() === "" ? [] : [JSON.parse(line) as Entry];
    } catch {
      return [];
    }
  });
  return entries.filter((one) => one.corpus.name === entry.corpus.name && one.corpus.files === entry.corpus.files && one.cpu === entry.cpu && one.cores === entry.cores).at(-1) ?? null;
}

/** Never a path of this machine: what lies outside the project and ../shared is known by its name alone. */
function nameOf(folder: string): string {
  const inside = relative(join(packageRoot(), ".."), folder).split(sep);
  const shared = inside[0] === "shared" ? inside : relative(packageRoot(), folder).split(sep);
  return shared[0] === ".." || shared[0] === "" ? basename(folder) : shared.join("/");
}

const numbers = (values: readonly (number | null)[]): number[] | null => (values.length > 0 && values.every((value) => value !== null) ? (values as number[]) : null);
const spreadOrNull = (values: readonly (number | null)[]): Spread | null => {
  const all = numbers(values);
  return all === null ? null : rounded(spreadOf(all));
};
const round3 = (value: number): number => Math.round(value * 1000) / 1000;
const rounded = (spread: Spread): Spread => ({ median: round3(spread.median), min: round3(spread.min), max: round3(spread.max) });
const show = (value: number): string => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));
const percent = (value: number): string => `${(value * 100).toFixed(0)} %`;

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
