// Owns `stocktake demo`, which `npm start` runs: the sample corpus, its gap table by region, what to try next.
import type { Command } from "commander";
import { printGaps } from "./gaps.js";
import { formatSummary, runIngest } from "./ingest.js";
import { EXIT_CODES, type Io } from "./io.js";
import { descriptionOf } from "./list.js";

export const DEMO_DATABASE = "stocktake-demo.duckdb";

export function registerDemo(program: Command, io: Io, done: (code: number) => void): void {
  program
    .command("demo")
    .description(descriptionOf("demo"))
    .option("--db <file>", "database to make", DEMO_DATABASE)
    .addHelpText("after", `\nExample:\n  stocktake demo\n${EXIT_CODES}`)
    .action(async (options: { db: string }) => {
      const { datasetPath } = await import("../../datasets/paths.js");
      const summary = await runIngest([datasetPath("samples", "documents")], { db: options.db, cache: false, timeLimit: "120", memoryLimit: "1024", format: "text", prune: true }, io);
      io.err(`${formatSummary(summary)}\n`);
      if (summary.failed.length > 0 || summary.totals.documents === 0) {
        done(1);
        return;
      }
      await printGaps({ db: options.db, by: "region", basis: ["self_reported"], compact: true, format: "table" }, { ...io, columns: Math.min(Math.max(io.columns, 80), 110) });
      const next: [string, string][] = [
        [`npx stocktake gaps --db ${options.db} --measure victims --names`, "the States in each cell"],
        [`npx stocktake claims --db ${options.db} --state Austria`, "the evidence; then: explain CLAIM_ID"],
        ["npx stocktake ingest FOLDER --db my.duckdb", "your own reports"],
      ];
      const width = Math.max(...next.map(([command]) => command.length));
      io.out(`\nTry next:\n${next.map(([command, what]) => `  ${command.padEnd(width)}  ${what}\n`).join("")}`);
    });
}
