// Owns one round of the speed bench: each program run once, one after the other, on a copy of the corpus. Checks that each run did what its name says.
// Must not repeat, compare or print; speed.ts does.
import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../datasets/paths.js";
import type { IngestSummary } from "../../pipeline/ingest/ingest.js";
import { run, type Run, type Usage } from "./measured-run.js";

/** What is measured, in the order of a round. */
export const MEASURES = {
  pdftotext: "pdftotext, a process a file, one after the other",
  bbox: "pdftotext -bbox-layout, likewise",
  cold: "ingest, nothing known (no database, no cache)",
  unchanged: "ingest, no file changed",
  changed: "ingest, one file changed",
  rules: "ingest, a rule changed (parsed text from the cache)",
  gaps: "gaps",
  help: "--help",
  node: "node that does nothing",
} as const;
export type MeasureName = keyof typeof MEASURES;

/** Where a cold ingest spends its time: milliseconds summed over the workers (reading, extraction), and of the main process (loading). */
export interface Stages {
  readMs: number;
  extractMs: number;
  loadMs: number;
}

export interface Round {
  usage: Partial<Record<MeasureName, Usage>>;
  stages: Stages;
  pages: number;
  paragraphs: number;
  claims: number;
  files: number;
  failed: number;
}

/** The corpus copied, and a program whose rules can be changed. */
export interface Workplace {
  folder: string;
  corpus: string;
  pdfs: string[];
  /** The file that gets other bytes, and its bytes. */
  changing: { path: string; bytes: Buffer };
  /** Command line of a copy of the program. */
  copy: string;
  /** A module of the definitions of that copy. */
  rules: string;
}

/**
 * Copies the corpus and the built program.
 * @throws Error where the corpus holds no file or the program is not built
 */
export function prepare(folder: string, corpus: string): Workplace {
  const root = packageRoot();
  const copied = join(folder, "corpus");
  cpSync(corpus, copied, { recursive: true, dereference: true });
  const files = (readdirSync(copied, { recursive: true }) as string[]).map((name) => join(copied, name)).filter((path) => statSync(path).isFile()).sort();
  const pdfs = files.filter((path) => readFileSync(path).subarray(0, 5).toString("latin1") === "%PDF-");
  // A file of middle size: PDF and plain text both bear bytes behind their end.
  const bySize = (pdfs.length > 0 ? pdfs : files.filter((path) => /\.(?:txt|html?)$/i.test(path))).sort((a, b) => statSync(a).size - statSync(b).size || (a < b ? -1 : 1));
  const middle = bySize[bySize.length >> 1];
  if (middle === undefined) throw new Error(`${corpus}: no PDF, text or HTML file in it. Name a folder of reports.`);
  const program = join(folder, "program");
  mkdirSync(join(program, "dist"), { recursive: true });
  for (const part of ["bin", "datasets", "reports", "package.json", ...["datasets", "extractors", "pipeline", "reports"].map((name) => join("dist", name))]) cpSync(join(root, part), join(program, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(program, "node_modules"), "dir");
  const rules = join(program, "dist", "extractors", "measures", "find.js");
  if (!existsSync(rules)) throw new Error(`${rules}: not there. Run npm run build, or name here the module that now finds measures.`);
  return { folder, corpus: copied, pdfs: pdfs.sort(), changing: { path: middle, bytes: readFileSync(middle) }, copy: join(program, "bin", "stocktake.js"), rules };
}

/** Whether poppler's pdftotext is there, and its version. */
export async function pdftotextVersion(): Promise<string | null> {
  return run("pdftotext", ["-v"], [0, 99]).then((done) => /version (\S+)/.exec(done.stderr)?.[1] ?? "unknown", () => null);
}

/**
 * Runs everything once.
 * @param number of the round: goes into what is changed, so that each change is a new one
 * @throws Error where a run did something else than its name says: its time would mean nothing
 */
export async function measureRound(place: Workplace, number: number, withPdftotext: boolean): Promise<Round> {
  const usage: Round["usage"] = {};
  const command = join(packageRoot(), "bin", "stocktake.js");
  const database = join(place.folder, "bench.duckdb");
  const node = (args: readonly string[], fine?: readonly number[]): Promise<Run> => run(process.execPath, args, fine);
  const ingest = async (name: MeasureName, program: string, hold: (summary: IngestSummary) => boolean): Promise<IngestSummary> => {
    // 3: some files could not be read, which a corpus may well hold.
    const done = await node([program, "ingest", place.corpus, "--db", database, "--format", "json"], [0, 3]);
    const summary = JSON.parse(done.stdout) as IngestSummary;
    if (!hold(summary)) throw new Error(`'${MEASURES[name]}' did something else: ${done.stderr.trim().split("\n").slice(-3).join(" ")}`);
    usage[name] = usageOf(done);
    return summary;
  };

  rmSync(database, { force: true });
  rmSync(`${database}.cache`, { recursive: true, force: true });
  writeFileSync(place.changing.path, place.changing.bytes);
  if (withPdftotext) {
    // A damaged file is the corpus' matter: pdftotext says so and the next one is read.
    const each = (option: string): Promise<Run> => run("sh", ["-c", `for file do pdftotext ${option} "$file" /dev/null 2>/dev/null; done; :`, "sh", ...place.pdfs]);
    usage.pdftotext = usageOf(await each(""));
    usage.bbox = usageOf(await each("-bbox-layout"));
  }
  const cold = await ingest("cold", command, (summary) => summary.written && summary.read > 0 && summary.fromCache === 0 && summary.unchanged === 0);
  await ingest("unchanged", command, (summary) => !summary.written && summary.read === 0);
  writeFileSync(place.changing.path, Buffer.concat([place.changing.bytes, Buffer.from(`\n% ${number}\n`)]));
  await ingest("changed", command, (summary) => summary.written && summary.read === 1 && summary.fromCache === 0);
  appendFileSync(place.rules, `\n// ${number}\n`);
  await ingest("rules", place.copy, (summary) => summary.written && summary.read === cold.read && summary.fromCache === cold.read);
  usage.gaps = usageOf(await node([command, "gaps", "--db", database]));
  usage.help = usageOf(await node([command, "--help"]));
  usage.node = usageOf(await node(["--eval", "0"]));
  return { usage, stages: { readMs: cold.readMs, extractMs: cold.extractMs, loadMs: cold.loadMs }, pages: cold.pages, paragraphs: cold.paragraphs, claims: cold.claims, files: cold.files, failed: cold.failed.length };
}

const usageOf = ({ seconds, cpuSeconds, peakMegabytes }: Run): Usage => ({ seconds, cpuSeconds, peakMegabytes });
