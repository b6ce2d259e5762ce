// Owns `npm run bench:scale`: one ingest of thousands of made documents, watched from outside; prints the curve of time and memory, and whether it is flat. Exit 1 where it is not.
// Must not reach into the ingest: it runs the command as a user does and reads its log, its summary and /proc.
import { appendFileSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readSync, rmSync, statSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { packageRoot } from "../../datasets/paths.js";
import type { IngestSummary } from "../../pipeline/ingest/ingest.js";
import { formatRows } from "../../reports/format.js";
import { cpuOf, run, sampleProcess, start, type ProcessSample } from "./measured-run.js";
import { readSources, writeDocuments } from "./varied-documents.js";

const HELP = `npm run bench:scale [-- OPTIONS] [N]
npm run bench:scale -- --claims [N]   instead: commands and pages over N made claims (default: a million)
  N                documents (default: 1000)
  --corpus FOLDER  real reports that they are made of (default: ../shared/corpus)
  --keep FOLDER    make them here and leave everything (default: a temporary folder, removed at the end)
`;

/** Processor time a document in the last step may be so many times that of the lesser of the first two. */
const FLAT = 1.25;
const MOST_MEGABYTES = 1024;
/** What must not grow with the documents may grow by this much from the second step to the last: megabytes. */
const GROWTH_MEGABYTES = 100;

interface Step {
  documents: number;
  seconds: number;
  /** Of all processes, and of the main process alone. */
  cpu: number;
  mainCpu: number;
  /** Most seen in the step, megabytes. */
  main: number;
  worker: number;
  all: number;
  database: number;
  cache: number;
}

async function main(argv: string[]): Promise<number> {
  if (argv.includes("--help")) {
    process.stdout.write(HELP);
    return 0;
  }
  if (argv[0] === "--claims") return (await import("./million.js")).measureMillion(Number(argv[1] ?? 1_000_000));
  const { count, corpus, keep } = options(argv);
  if (!existsSync(corpus)) {
    process.stdout.write(`SKIPPED: ${corpus} is not there. Name a folder of real reports with --corpus FOLDER.\n`);
    return 0;
  }
  if (sampleProcess("self") === null) throw new Error("There is no /proc on this machine, which memory and processor time are read from. Run it on Linux.");
  const folder = keep ?? mkdtempSync(join(tmpdir(), "stocktake-scale-"));
  try {
    return await measure(count, corpus, folder);
  } finally {
    if (keep === null) rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(count: number, corpus: string, folder: string): Promise<number> {
  const documents = join(folder, "documents");
  if (existsSync(documents)) throw new Error(`${documents}: is there already. Name an empty folder with --keep.`);
  mkdirSync(documents, { recursive: true });
  const sources = await readSources(corpus);
  const written = writeDocuments(documents, count, sources);
  process.stdout.write(
    `${count} documents made of ${sources.texts.length} real reports (${megabytes(written.bytes)} MB): ${Object.entries(written.formats).map(([format, number]) => `${number} ${format}`).join(", ")}.\n` +
      `HTML, text and DOCX hold seven in ten of a report's paragraphs with names of States exchanged, years and numbers shifted and, off the topic, a third of the longer words replaced; PDFs are the real ones with other bytes.\n` +
      `${cpus().length} × ${cpus()[0]?.model.trim()}, node ${process.version}, load ${(loadavg()[0] ?? 0).toFixed(1)} before. Processor time counts where others use the machine.\n\n`,
  );
  const command = [join(packageRoot(), "bin", "stocktake.js"), "ingest", documents, "--db", join(folder, "scale.duckdb"), "--format", "json"];
  const { steps, closing, summary } = await watchedIngest(command, count, folder);
  process.stdout.write(
    formatRows(
      [...steps.map((step, at): [string, Step] => [`${at === 0 ? 1 : (steps[at - 1] as Step).documents + 1}–${step.documents}`, step]), ["comparing, closing", closing] as [string, Step]].map(([name, step], at) => {
        const made = at < steps.length ? step.documents - (steps[at - 1]?.documents ?? 0) : 0;
        const each = (seconds: number): string => (made === 0 ? "" : ((seconds / made) * 1000).toFixed(0));
        return { documents: name, seconds: step.seconds.toFixed(1), "documents/s": made === 0 ? "" : (made / step.seconds).toFixed(1), "processor s": step.cpu.toFixed(1), "proc. ms each": each(step.cpu), "of it main": each(step.mainCpu), "main MB": step.main.toFixed(0), "largest worker MB": step.worker.toFixed(0), "all MB": step.all.toFixed(0), "database MB": megabytes(step.database), "cache MB": megabytes(step.cache) };
      }),
      "table", { width: 180 },
    ),
  );
  process.stdout.write(
    `${summary.read} read, ${summary.failed.length} failed; ${summary.totals.paragraphs} paragraphs, ${summary.totals.claims} claims, ${summary.totals.issues} issues. Whole: ${summary.seconds.toFixed(1)} s, of it hashes ${(summary.hashMs / 1000).toFixed(1)} s, loading ${(summary.loadMs / 1000).toFixed(1)} s.\n` +
      `A document: ${(closing.database / count / 1024).toFixed(0)} KB of database, ${(closing.cache / count / 1024).toFixed(0)} KB of cache, ${(summary.totals.paragraphs / count).toFixed(0)} paragraphs, ${(summary.totals.claims / count).toFixed(1)} claims.\n`,
  );

  const again = await run(process.execPath, command, [0, 3]);
  const changed = firstText(documents);
  appendFileSync(changed, "\n\nOne line more.\n");
  const one = await run(process.execPath, command, [0, 3]);
  const [unread, read] = [JSON.parse(again.stdout) as IngestSummary, JSON.parse(one.stdout) as IngestSummary];
  if (unread.written || read.read !== 1) throw new Error("The second ingest or that of one changed file did something else.");
  process.stdout.write(`Again, no file changed: ${took(again)}. One file changed: ${took(one)}.\n\n`);
  return verdict(steps, closing, count);
}

const took = ({ seconds, cpuSeconds, peakMegabytes }: { seconds: number; cpuSeconds: number | null; peakMegabytes: number | null }): string => `${seconds.toFixed(1)} s, ${cpuSeconds?.toFixed(1) ?? "–"} processor s, ${peakMegabytes?.toFixed(0) ?? "–"} MB`;

/** Runs the ingest and looks at it four times a second. */
async function watchedIngest(command: string[], count: number, folder: string): Promise<{ steps: Step[]; closing: Step; summary: IngestSummary }> {
  const size = count >= 5000 ? 1000 : Math.max(1, Math.ceil(count / 5));
  const log = join(folder, "ingest.log");
  const counted = documentsIn(log);
  const database = join(folder, "scale.duckdb");
  const began = performance.now();
  const steps: Step[] = [];
  const most = { main: 0, worker: 0, all: 0 };
  let before = { seconds: 0, cpu: 0, mainCpu: 0 };
  const endStep = (documents: number, cpu: number, mainCpu: number): Step => {
    const seconds = (performance.now() - began) / 1000;
    const step = { documents, seconds: seconds - before.seconds, cpu: cpu - before.cpu, mainCpu: mainCpu - before.mainCpu, ...most, database: bytesOf(`${database}.building`) + bytesOf(`${database}.building.wal`) + bytesOf(database), cache: bytesOf(`${database}.cache`) };
    before = { seconds, cpu, mainCpu };
    Object.assign(most, { main: 0, worker: 0, all: 0 });
    return step;
  };
  let last: ProcessSample | undefined;
  const look = (tree: ProcessSample[]): void => {
    const [top, ...workers] = tree as [ProcessSample, ...ProcessSample[]];
    last = top;
    most.main = Math.max(most.main, top.megabytes);
    most.worker = Math.max(most.worker, ...workers.map((worker) => worker.megabytes));
    most.all = Math.max(most.all, tree.reduce((sum, one) => sum + one.megabytes, 0));
    const done = counted();
    if (done >= Math.min(count, (steps.at(-1)?.documents ?? 0) + size) && done > (steps.at(-1)?.documents ?? 0)) steps.push(endStep(done, cpuOf(tree), top.cpuSeconds));
  };
  const ended = await start(process.execPath, [...command, "--log", log], look, 250).ended;
  if (ended.code !== 0 && ended.code !== 3) throw new Error(`The ingest ended with ${ended.code}: ${ended.stderr.trim().split("\n").slice(-3).join(" ")}`);
  if (steps.length === 0) throw new Error("The ingest ended before it was looked at; give more documents.");
  const closing = endStep(count, ended.cpuSeconds ?? 0, last?.cpuSeconds ?? 0);
  return { steps, closing, summary: JSON.parse(ended.stdout) as IngestSummary };
}

/** Counts documents in a log that grows. */
function documentsIn(log: string): () => number {
  let count = 0;
  let at = 0;
  let rest = "";
  const buffer = Buffer.alloc(1 << 20);
  return () => {
    if (!existsSync(log)) return 0;
    const file = openSync(log, "r");
    try {
      for (;;) {
        const read = readSync(file, buffer, 0, buffer.length, at);
        if (read === 0) return count;
        at += read;
        const lines = (rest + buffer.toString("latin1", 0, read)).split("\n");
        rest = lines.pop() ?? "";
        count += lines.filter((line) => line.includes('"event":"document"')).length;
      }
    } finally {
      closeSync(file);
    }
  };
}

function verdict(steps: Step[], closing: Step, count: number): number {
  const each = (step: Step, at: number, what: "cpu" | "mainCpu" | "seconds"): number => step[what] / (step.documents - (steps[at - 1]?.documents ?? 0));
  const first = steps[0] as Step;
  const last = steps.at(-1) as Step;
  const second = steps[1] ?? first;
  // The first step bears the start of the workers and the warming up of their code, which must not hide a growth after it.
  const ratio = (what: "cpu" | "mainCpu" | "seconds"): number => each(last, steps.length - 1, what) / Math.min(each(first, 0, what), each(second, Math.min(1, steps.length - 1), what));
  const most = (what: "main" | "worker" | "all"): number => Math.max(...[...steps, closing].map((step) => step[what]));
  const checks: [string, boolean][] = [
    [`processor time a document, last step against the lesser of the first two: ${ratio("cpu").toFixed(2)} times (up to ${FLAT}); by the clock ${ratio("seconds").toFixed(2)}`, ratio("cpu") <= FLAT],
    [`of it in the main process: ${ratio("mainCpu").toFixed(2)} times (up to ${FLAT})`, ratio("mainCpu") <= FLAT],
    [`comparing and closing: ${((closing.cpu / count) * 1000).toFixed(1)} ms of processor time a document (up to a tenth of all)`, closing.cpu <= 0.1 * (steps.reduce((sum, step) => sum + step.cpu, 0) + closing.cpu)],
    [`memory of all processes at once: ${most("all").toFixed(0)} MB (below ${MOST_MEGABYTES}); main ${most("main").toFixed(0)}, largest worker ${most("worker").toFixed(0)}`, most("all") < MOST_MEGABYTES],
    [`memory of the main process, last step against second: ${last.main.toFixed(0)} and ${second.main.toFixed(0)} MB (up to ${GROWTH_MEGABYTES} more)`, last.main - second.main <= GROWTH_MEGABYTES],
    [`memory of a worker, likewise: ${last.worker.toFixed(0)} and ${second.worker.toFixed(0)} MB`, last.worker - second.worker <= GROWTH_MEGABYTES],
  ];
  for (const [what, holds] of checks) process.stdout.write(`${holds ? "flat    " : "NOT FLAT"}  ${what}\n`);
  return checks.every(([, holds]) => holds) ? 0 : 1;
}

function firstText(folder: string): string {
  const found = (readdirSync(folder, { recursive: true }) as string[]).sort().find((name) => name.endsWith(".txt"));
  if (found === undefined) throw new Error("No text among the documents: give more than three.");
  return join(folder, found);
}

function bytesOf(path: string): number {
  if (!existsSync(path)) return 0;
  try {
    const facts = statSync(path);
    return facts.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0) : facts.size;
  } catch {
    // Renamed or removed while it was being looked at.
    return 0;
  }
}

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);

function options(argv: string[]): { count: number; corpus: string; keep: string | null } {
  let count = 1000;
  let corpus = resolve(packageRoot(), "..", "shared", "corpus");
  let keep: string | null = null;
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] as string;
    const value = (): string => {
      at += 1;
      const given = argv[at];
      if (given === undefined) throw new Error(`${word}: name a folder.\n${HELP}`);
      return resolve(given);
    };
    if (word === "--corpus") corpus = value();
    else if (word === "--keep") keep = value();
    else if (/^\d+$/.test(word) && Number(word) >= 10) count = Number(word);
    else throw new Error(`Not understood: ${word} (a number of documents is 10 or more)\n${HELP}`);
  }
  return { count, corpus, keep };
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`bench:scale: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
