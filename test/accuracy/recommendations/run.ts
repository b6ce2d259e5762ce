// Owns `npm run accuracy:recommendations`: how well recommendations are read, against the two lists in ../shared/gold.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { sharedFolder } from "../sets.js";
import { compareWithLists } from "./compare.js";
import { packageRoot } from "../../../datasets/paths.js";
import { readCounted, readPrinted, readUprInfo } from "./lists.js";
import { printComparison } from "./print.js";
import { readCorpus } from "./read-corpus.js";

const HELP = `npm run accuracy:recommendations [-- OPTIONS]
  --list           print every row that differs from a list (on the terminal only: it holds words of the reports)
  --cache FOLDER   keep what is read of the PDFs there; a second run takes seconds
  --file FILE...   only these reports
`;

async function main(argv: string[]): Promise<number> {
  if (argv.includes("--help")) {
    process.stdout.write(HELP);
    return 0;
  }
  const shared = sharedFolder();
  if (!existsSync(join(shared, "gold", "upr-recommendations.csv"))) {
    process.stdout.write(`SKIPPED: ${shared}/gold/upr-recommendations.csv is not there.\n`);
    return 0;
  }
  const cache = argv.includes("--cache") ? (argv[argv.indexOf("--cache") + 1] ?? null) : null;
  const files = argv.includes("--file") ? argv.slice(argv.indexOf("--file") + 1).filter((word) => !word.startsWith("--")) : null;
  const reports = await readCorpus(join(shared, "corpus"), cache, files);
  const found = compareWithLists(reports, readPrinted(join(shared, "gold")), readUprInfo(join(shared, "gold")));
  process.stdout.write(printComparison(found, argv.includes("--list"), readCounted(join(packageRoot(), "test", "accuracy", "recommendations"))));
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`accuracy: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  },
);
