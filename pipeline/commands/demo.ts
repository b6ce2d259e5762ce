// Owns `stocktake demo`, which `npm start` runs: the sample corpus, its gap table by region, what to try next.
import type { Command } from "commander";
import { dirname, join } from "node:path";
import { printGaps } from "./gaps.js";
import { formatSummary, runIngest } from "./ingest.js";
import { EXIT_CODES, type Io } from "./io.js";
import { descriptionOf } from "./descriptions.js";

export const DEMO_DATABASE = "stocktake-demo.duckdb";
const DEMO_FOLDER = "stocktake-demo";

export function registerDemo(program: Command, io: Io, done: (code: number) => void): void {
  program
    .command("demo")
    .description(descriptionOf("demo"))
    .option("--db <file>", "database to make", DEMO_DATABASE)
    .addHelpText("after", `\nReads the sample documents and ends with a report that opens in a browser (stocktake-demo/report.html). What each step took is said at the end.\n\nExample:\n  stocktake demo\n${EXIT_CODES}`)
    .action(async (options: { db: string }) => {
      const [{ datasetPath }, { readdirSync }] = await Promise.all([import("../../datasets/paths.js"), import("node:fs")]);
      const times: [string, number][] = [];
      let from = io.now().getTime();
      const lap = (what: string): void => {
        const now = io.now().getTime();
        times.push([what, (now - from) / 1000]);
        from = now;
      };
      const samples = datasetPath("samples", "documents");
      io.err(`Reading ${readdirSync(samples).length} sample documents.\n`);
      const summary = await runIngest([samples], { db: options.db, cache: false, timeLimit: "120", memoryLimit: "1024", prune: true }, io);
      io.err(`${formatSummary(summary)}\n`);
      if (summary.failed.length > 0 || summary.totals.documents === 0) {
        done(1);
        return;
      }
      lap("reading");
      await printGaps({ db: options.db, by: "region", basis: ["self_reported"], compact: true, format: "table" }, { ...io, columns: Math.min(Math.max(io.columns, 80), 110) });
      lap("table");
      const page = join(dirname(options.db), DEMO_FOLDER, "report.html");
      await writeDemoReport(options.db, page);
      lap("report");
      io.err(`Took ${seconds(times.reduce((sum, [, time]) => sum + time, 0))}: ${times.map(([what, time]) => `${what} ${seconds(time)}`).join(", ")}.\n`);
      io.out(`\nA report with a map, to open in a browser:\n  ${page}\n`);
      const next: [string, string][] = [
        [`npx stocktake gaps --db ${options.db} --measure victims --names`, "the States in each cell"],
        [`npx stocktake claims --db ${options.db} --state Austria`, "the evidence; then: explain CLAIM_ID"],
        ["npx stocktake ingest FOLDER --db my.duckdb", "your own reports"],
      ];
      const width = Math.max(...next.map(([command]) => command.length));
      io.out(`\nTry next:\n${next.map(([command, what]) => `  ${command.padEnd(width)}  ${what}\n`).join("")}`);
    });
}

const seconds = (time: number): string => `${time < 10 ? time.toFixed(1) : Math.round(time)} s`;

/** The annual report of the sample digest of A/65/209 as one page. */
async function writeDemoReport(db: string, page: string): Promise<void> {
  const [{ withDatabase }, { annualReport }, { renderHtml }, { version }, { writeFilesWhole }] = await Promise.all([import("./open.js"), import("../../reports/build/annual.js"), import("../../reports/html/render.js"), import("../version.js"), import("../write-file.js")]);
  await withDatabase(db, async (database) => {
    const documents = (await database.all<{ document_id: string }>("SELECT document_id FROM documents WHERE status = 'read' AND kind = 'sg_report'")).map((row) => row.document_id);
    const model = await annualReport(database, { grouping: "region", documents, measures: null, bases: ["self_reported"], programVersion: version(), selection: "sample digest of A/65/209" });
    await writeFilesWhole(new Map([[page, () => Promise.resolve(renderHtml(model))]]), true);
  });
}
