// Owns `npm run bench:scale -- --claims [N]`: what commands and pages take over a million claims, beside DuckDB's own COPY of the same rows; keeps the figures in scale-history.jsonl.
// Must not reach into a command: each runs as a user runs it, its output into a file.
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { datasetPath, packageRoot } from "../../datasets/paths.js";
import { startFor } from "../../pipeline/commands/explore.js";
import { formatRows } from "../../reports/format.js";
import { sqlText } from "../../reports/query.js";
import { makeMillion } from "./million-claims.js";
import { commit } from "./commit.js";
import { run, type Usage } from "./measured-run.js";

const STOCKTAKE = join(packageRoot(), "bin", "stocktake.js");
const COPY = `import("@duckdb/node-api").then(async ({ DuckDBInstance }) => {
  const connection = await (await DuckDBInstance.create(process.argv[1], { access_mode: "READ_ONLY" })).connect();
  await connection.run("COPY (" + process.argv[3] + ") TO '" + process.argv[2] + "' (HEADER)");
})`;
/** Listings with rows in a made database. */
const LISTINGS = ["claims", "respondents", "collective", "documents"];
/** The year of the annual reports: every year has a thirtieth of the documents. */
const YEAR = "2010";

interface Figure extends Usage {
  what: string;
  /** Seconds and megabytes that are aimed at; null where there is no aim. */
  aim: { seconds: number | null; megabytes: number | null };
}

export async function measureMillion(claims: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "stocktake-million-"));
  try {
    const samples = join(folder, "samples.duckdb");
    const db = join(folder, "million.duckdb");
    await run(process.execPath, [STOCKTAKE, "ingest", datasetPath("samples", "documents"), "--db", samples, "--no-cache"]);
    const made = await makeMillion(db, samples, claims);
    process.stdout.write(`${made.claims.toLocaleString("en-GB")} claims, ${made.documents.toLocaleString("en-GB")} documents, ${made.paragraphs.toLocaleString("en-GB")} paragraphs. ${cpus().length} × ${cpus()[0]?.model.trim()}, node ${process.version}, load ${(loadavg()[0] ?? 0).toFixed(1)} before; processor time counts where others use the machine.\n\n`);
    const before = loadavg()[0] ?? 0;
    const figures = [...(await commands(db, folder)), ...(await pages(db))];
    process.stdout.write(formatRows(figures.map(({ what, seconds, cpuSeconds, peakMegabytes, aim }) => ({
      what, seconds: seconds.toFixed(2), "processor s": cpuSeconds?.toFixed(2) ?? "–", MB: peakMegabytes?.toFixed(0) ?? "–", "aim s": aim.seconds?.toFixed(1) ?? "", "aim MB": aim.megabytes ?? "", reached: (aim.seconds === null || seconds <= aim.seconds) && (aim.megabytes === null || (peakMegabytes ?? 0) <= aim.megabytes) ? "yes" : "NO",
    })), "table", { width: 140 }));
    const entry = { date: new Date().toISOString().slice(0, 10), commit: commit(), node: process.version, cpu: cpus()[0]?.model.trim(), cores: cpus().length, loadBefore: before, loadAfter: loadavg()[0], ...made, figures: Object.fromEntries(figures.map(({ what, seconds, cpuSeconds, peakMegabytes }) => [what, { seconds, cpu: cpuSeconds, megabytes: peakMegabytes }])) };
    appendFileSync(join(packageRoot(), "test", "bench", "scale-history.jsonl"), `${JSON.stringify(entry)}\n`);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Commands, each into a file as with `> file`. */
async function commands(db: string, folder: string): Promise<Figure[]> {
  const out = join(folder, "out");
  const intoFile = async (what: string, words: string[], aim: Figure["aim"]): Promise<Figure> => {
    const usage = await run("/bin/sh", ["-c", 'exec "$@" > "$0"', out, process.execPath, STOCKTAKE, ...words, "--db", db]);
    process.stderr.write(`${what}: ${usage.seconds.toFixed(1)} s\n`);
    return { what, ...usage, aim };
  };
  const figures: Figure[] = [];
  for (const listing of LISTINGS) {
    const copy = await run(process.execPath, ["--input-type=module", "-e", COPY, db, join(folder, "copy.csv"), sqlText(listing).trimEnd().replace(/;$/, "")]);
    figures.push({ what: `COPY of ${listing}`, ...copy, aim: { seconds: null, megabytes: null } });
    for (const format of listing === "claims" ? ["csv", "json"] : ["csv"]) figures.push(await intoFile(`${listing} --format ${format}`, [listing, "--format", format], { seconds: 1.5 * copy.seconds, megabytes: 300 }));
  }
  figures.push(await intoFile("gaps", ["gaps"], { seconds: 1, megabytes: null }));
  for (const format of ["docx", "html", "xlsx", "csv", "pdf"]) figures.push(await intoFile(`annual report of a year, ${format}`, ["report", "annual", "--year", YEAR, "--format", format, "--out", join(folder, `annual.${format}`)], { seconds: 10, megabytes: 500 }));
  figures.push(await intoFile("publish", ["publish", "--out", join(folder, "release")], { seconds: 20, megabytes: null }));
  return figures;
}

/** Answers that the explorer's pages wait for; the first view is the overview with its heat map and map. */
async function pages(db: string): Promise<Figure[]> {
  const running = await startFor(db, 0, { out: () => undefined, err: (text) => void process.stderr.write(text), columns: 100, errIsTerminal: false, now: () => new Date() });
  const base = `http://127.0.0.1:${running.port}`;
  const asked = async (what: string, addresses: string[], seconds: number | null): Promise<Figure> => {
    const [began, cpu] = [performance.now(), process.cpuUsage()];
    await Promise.all(addresses.map(async (address) => (await fetch(base + address)).arrayBuffer()));
    const { user, system } = process.cpuUsage(cpu);
    return { what: `explorer: ${what}`, seconds: (performance.now() - began) / 1000, cpuSeconds: (user + system) / 1e6, peakMegabytes: null, aim: { seconds, megabytes: null } };
  };
  try {
    return [
      await asked("first view", ["/", "/api/q/codebook", "/api/q/reading", "/api/q/heat?by=region", "/api/q/map", "/world.json"], 1),
      await asked("heat map by United Nations group", ["/api/q/heat?by=un_group"], 0.3), await asked("heat map of one kind", ["/api/q/heat?by=region&kind=sg_report"], 0.3), await asked("heat map by year", ["/api/q/heat?by=year&kind=sg_report"], 0.3),
      await asked("lists prepared", ["/api/q/prepare"], null),
      await asked("claims of a State", ["/api/q/claims?states=AUT"], 0.3), await asked("claims by status and kind", ["/api/q/claims?statuses=in_place&kinds=sg_report"], 0.3), await asked("claims with a word", ["/api/q/claims?q=hotline"], 0.3),
      await asked("paragraphs with two words", ["/api/q/paragraphs?q=victims+trafficking"], 0.2), await asked("a State's page", ["/api/q/state?id=AUT"], 0.3), await asked("a measure's page", ["/api/q/measure?id=victims.referral_mechanism"], 0.3),
    ];
  } finally {
    await running.stop();
  }
}
